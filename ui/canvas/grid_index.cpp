// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/grid_index.h"

#include <algorithm>
#include <cmath>

namespace signalbox::canvas {

namespace {

constexpr std::int64_t kMostCells = 400;
constexpr std::uint8_t kAbsent = 0;
constexpr std::uint8_t kOne = 1;
constexpr std::uint8_t kSeveral = 2;
constexpr std::uint8_t kWide = 3;

} // namespace

void GridIndex::clear()
{
    m_cells.clear();
    m_wide.clear();
    m_first.clear();
    m_state.clear();
    m_more.clear();
    m_stamps.clear();
    m_stamp = 0;
}

void GridIndex::reserve(std::size_t count)
{
    m_first.reserve(count);
    m_state.reserve(count);
    m_stamps.reserve(count);
}

std::int32_t GridIndex::cellOf(double coordinate) const
{
    return static_cast<std::int32_t>(std::clamp(std::floor(coordinate / m_cell), -1e9, 1e9));
}

GridIndex::Key GridIndex::key(std::int32_t x, std::int32_t y)
{
    return (static_cast<Key>(static_cast<std::uint32_t>(x)) << 32) | static_cast<std::uint32_t>(y);
}

void GridIndex::grow(std::uint32_t thing)
{
    if (thing >= m_state.size()) {
        m_first.resize(thing + 1);
        m_state.resize(thing + 1, kAbsent);
        m_stamps.resize(thing + 1, 0);
    }
}

void GridIndex::enter(std::uint32_t thing, Key cell)
{
    m_cells[cell].push_back(thing);
    auto &state = m_state[thing];
    if (state == kAbsent) {
        m_first[thing] = cell;
        state = kOne;
    } else {
        m_more[thing].push_back(cell);
        state = kSeveral;
    }
}

void GridIndex::put(std::uint32_t thing, const QRectF &bounds)
{
    remove(thing);
    grow(thing);
    const auto left = cellOf(bounds.left());
    const auto right = cellOf(bounds.right());
    const auto top = cellOf(bounds.top());
    const auto bottom = cellOf(bounds.bottom());
    if ((static_cast<std::int64_t>(right) - left + 1) * (static_cast<std::int64_t>(bottom) - top + 1) > kMostCells) {
        m_wide.push_back(thing);
        m_state[thing] = kWide;
        return;
    }
    for (auto x = left; x <= right; ++x) {
        for (auto y = top; y <= bottom; ++y) {
            enter(thing, key(x, y));
        }
    }
}

void GridIndex::putLine(std::uint32_t thing, std::span<const QPointF> points)
{
    remove(thing);
    grow(thing);
    std::vector<Key> cells;
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
        const auto &a = points[i];
        const auto &b = points[i + 1];
        const auto top = std::min(a.y(), b.y());
        const auto bottom = std::max(a.y(), b.y());
        const auto first = cellOf(std::min(a.x(), b.x()));
        const auto last = cellOf(std::max(a.x(), b.x()));
        if (static_cast<std::int64_t>(last) - first > kMostCells) {
            cells.resize(kMostCells + 1);
            break;
        }
        // Column by column: only the rows that the segment passes there.
        for (auto x = first; x <= last; ++x) {
            double low = top;
            double high = bottom;
            if (last > first) {
                const double slope = (b.y() - a.y()) / (b.x() - a.x());
                const double y0 = a.y() + (x * m_cell - a.x()) * slope;
                const double y1 = a.y() + ((x + 1) * m_cell - a.x()) * slope;
                low = std::max(top, std::min(y0, y1) - 1);
                high = std::min(bottom, std::max(y0, y1) + 1);
            }
            const auto from = cellOf(low);
            const auto to = cellOf(high);
            if (static_cast<std::int64_t>(to) - from > kMostCells) {
                cells.resize(kMostCells + 1);
                break;
            }
            for (auto y = from; y <= to; ++y) {
                cells.push_back(key(x, y));
            }
        }
        if (cells.size() > static_cast<std::size_t>(kMostCells)) {
            break;
        }
    }
    if (cells.size() > static_cast<std::size_t>(kMostCells)) {
        m_wide.push_back(thing);
        m_state[thing] = kWide;
        return;
    }
    std::sort(cells.begin(), cells.end());
    cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
    for (const auto cell : cells) {
        enter(thing, cell);
    }
}

void GridIndex::remove(std::uint32_t thing)
{
    if (thing >= m_state.size() || m_state[thing] == kAbsent) {
        return;
    }
    const auto leave = [&](Key cell) {
        const auto found = m_cells.find(cell);
        auto &things = found->second;
        const auto at = std::find(things.begin(), things.end(), thing);
        *at = things.back();
        things.pop_back();
        if (things.empty()) {
            m_cells.erase(found);
        }
    };
    if (m_state[thing] == kWide) {
        std::erase(m_wide, thing);
    } else {
        leave(m_first[thing]);
        if (m_state[thing] == kSeveral) {
            const auto more = m_more.find(thing);
            for (const auto cell : more->second) {
                leave(cell);
            }
            m_more.erase(more);
        }
    }
    m_state[thing] = kAbsent;
}

void GridIndex::query(const QRectF &area, std::vector<std::uint32_t> &out) const
{
    if (++m_stamp == 0) {
        std::fill(m_stamps.begin(), m_stamps.end(), 0);
        m_stamp = 1;
    }
    const auto take = [&](const std::vector<std::uint32_t> &things) {
        for (const auto thing : things) {
            if (m_stamps[thing] != m_stamp) {
                m_stamps[thing] = m_stamp;
                out.push_back(thing);
            }
        }
    };
    take(m_wide);
    const auto left = cellOf(area.left());
    const auto right = cellOf(area.right());
    const auto top = cellOf(area.top());
    const auto bottom = cellOf(area.bottom());
    const auto asked = (static_cast<std::int64_t>(right) - left + 1) * (static_cast<std::int64_t>(bottom) - top + 1);
    if (asked > static_cast<std::int64_t>(m_cells.size())) {
        for (const auto &[cell, things] : m_cells) {
            const auto x = static_cast<std::int32_t>(cell >> 32);
            const auto y = static_cast<std::int32_t>(cell & 0xffffffff);
            if (x >= left && x <= right && y >= top && y <= bottom) {
                take(things);
            }
        }
        return;
    }
    for (auto x = left; x <= right; ++x) {
        for (auto y = top; y <= bottom; ++y) {
            if (const auto found = m_cells.find(key(x, y)); found != m_cells.end()) {
                take(found->second);
            }
        }
    }
}

} // namespace signalbox::canvas
