// SPDX-License-Identifier: GPL-3.0-or-later
// Places for the nodes of a graph in columns from left to right (Sugiyama's method): the same graph gives
// the same places. Pure.
#pragma once

#include <QPointF>
#include <QRectF>
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

/// What is in no group, and a group that is in none.
constexpr std::uint32_t kNoGroup = 0xffffffff;

struct LayoutGraph
{
    std::vector<QSizeF> sizes; ///< by node
    std::vector<LayoutEdge> edges;
    /// The innermost group of each node, or kNoGroup; empty where there are no groups.
    std::vector<std::uint32_t> groupOf;
    /// The group that each group is in, or kNoGroup; it stands before the group itself.
    std::vector<std::uint32_t> groupParents;
};

struct LayoutOptions
{
    double columnGap = 96;
    double rowGap = 32;
    double grid = 16; ///< places are multiples of it
    double groupMargin = 32; ///< beside and below what is in a group; multiples of the grid
    double groupHead = 48;   ///< above it, where the title stands
};

/// The top left corner of each node, the whole beginning at (0, 0); nothing if it was stopped. Circles are
/// laid out as if their last edge, in the order of the file, led the other way. What is in a group stands together, and
/// nothing else stands there.
/// Thread: any.
std::optional<std::vector<QPointF>> layeredLayout(const LayoutGraph &graph, const LayoutOptions &options = {}, std::stop_token stop = {});

/// The rectangles around the groups once their nodes have places; null for groups that hold nothing.
std::vector<QRectF> groupBoxes(const LayoutGraph &graph, const std::vector<QPointF> &places, const LayoutOptions &options = {});

} // namespace signalbox::flow
