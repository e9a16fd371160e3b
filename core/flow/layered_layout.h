// SPDX-License-Identifier: GPL-3.0-or-later
// Places for the nodes of a graph in columns from left to right (Sugiyama's method): the same graph gives
// the same places. Pure.
#pragma once

#include <QPointF>
#include <QSizeF>

#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

namespace signalbox::flow {

struct LayoutEdge
{
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    /// Where the edge leaves and enters, down from the top of the node.
    double fromY = 0;
    double toY = 0;
};

struct LayoutGraph
{
    std::vector<QSizeF> sizes; ///< by node
    std::vector<LayoutEdge> edges;
};

struct LayoutOptions
{
    double columnGap = 96;
    double rowGap = 32;
    double grid = 16; ///< places are multiples of it
};

/// The top left corner of each node, the whole beginning at (0, 0); nothing if it was stopped. Circles are
/// laid out as if their last edge, in the order of the file, led the other way.
/// Thread: any.
std::optional<std::vector<QPointF>> layeredLayout(const LayoutGraph &graph, const LayoutOptions &options = {}, std::stop_token stop = {});

} // namespace signalbox::flow
