// SPDX-License-Identifier: GPL-3.0-or-later
// What the layouts share.
#pragma once

#include "flow/layered_layout.h"

namespace signalbox::flow {

/// layeredLayout() of a graph whose groups are not looked at.
std::optional<std::vector<QPointF>> flatLayout(const LayoutGraph &graph, const LayoutOptions &options, const std::stop_token &stop);
/// Nodes without edges stand in rows below the rest, which takes `used`, or in a block where there is nothing else.
void placeAlone(const std::vector<std::uint32_t> &alone, const LayoutGraph &graph, const LayoutOptions &options, QSizeF used, std::vector<QPointF> &places);
void snapToGrid(std::vector<QPointF> &places, const LayoutOptions &options);

} // namespace signalbox::flow
