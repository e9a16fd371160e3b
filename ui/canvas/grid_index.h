// SPDX-License-Identifier: GPL-3.0-or-later
// Which things are near a rectangle: a grid of cells over an unbounded plane. It knows numbers and
// rectangles, nothing of nodes.
#pragma once

#include <QRectF>

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace signalbox::canvas {

/// Rectangles by number. A query gives every thing whose cells it touches, each once: a superset of
/// those that intersect it, never fewer.
class GridIndex
{
public:
    explicit GridIndex(double cell = 512) : m_cell(cell) {}

    void clear();
    void reserve(std::size_t count);
    /// Puts a thing in, or in another place.
    void put(std::uint32_t thing, const QRectF &bounds);
    /// As put(), but only in the cells that the polyline passes: for what is long and thin.
    void putLine(std::uint32_t thing, std::span<const QPointF> points);
    void remove(std::uint32_t thing);
    /// Appends the things near `area`, each once, in no order.
    void query(const QRectF &area, std::vector<std::uint32_t> &out) const;
    std::size_t cellCount() const { return m_cells.size(); }

private:
    using Key = std::uint64_t;
    std::int32_t cellOf(double coordinate) const;
    static Key key(std::int32_t x, std::int32_t y);
    void enter(std::uint32_t thing, Key cell);
    void grow(std::uint32_t thing);

    double m_cell;
    std::unordered_map<Key, std::vector<std::uint32_t>> m_cells;
    std::vector<std::uint32_t> m_wide; ///< what spans too many cells
    // The first cell stands here; most things have one, and a vector each would be three times the memory.
    std::vector<Key> m_first;
    std::vector<std::uint8_t> m_state;
    std::unordered_map<std::uint32_t, std::vector<Key>> m_more;
    mutable std::vector<std::uint32_t> m_stamps;
    mutable std::uint32_t m_stamp = 0;
};

} // namespace signalbox::canvas
