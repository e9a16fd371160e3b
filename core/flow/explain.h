// SPDX-License-Identifier: GPL-3.0-or-later
// A flow in words, made from its graph alone.
#pragma once

#include "flow/node_type.h"

#include <string>

namespace signalbox::flow {

/// Markdown: what starts the flow, its steps in the order in which they can run, where it branches and joins, what
/// reaches outside, how failures are met, and what comes out. Works for flows that are invalid, too.
std::string explain(const Flow &flow, const NodeCatalogue &catalogue);

} // namespace signalbox::flow
