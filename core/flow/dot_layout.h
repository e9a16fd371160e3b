// SPDX-License-Identifier: GPL-3.0-or-later
// Places for the nodes of a graph by Graphviz' dot: what it is asked and how its answer is read. Who runs it, and for how
// long, is the caller's. Pure. Source: graphviz.org, "The DOT Language", "json0".
#pragma once

#include "base/result.h"
#include "flow/layered_layout.h"

#include <string>
#include <string_view>
#include <vector>

namespace signalbox::flow {

/// What `dot -Tjson0` is given on its standard input: nodes with their sizes and ports, groups as clusters. No text of the
/// flow is in it. Nodes that have neither edges nor group are left out; empty if all are.
/// Thread: any.
std::string dotRequest(const LayoutGraph &graph, const LayoutOptions &options = {});

/// The places that dot answered for that graph, as layeredLayout() gives them: multiples of the grid, the whole beginning
/// at (0, 0), what dot was not asked of below the rest.
/// Errors: layout.answer where the answer is none to that question, or cards would stand on each other.
/// Thread: any.
Result<std::vector<QPointF>> readDotPlaces(std::string_view answer, const LayoutGraph &graph, const LayoutOptions &options = {});

} // namespace signalbox::flow
