// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/shake.h"

#include <cmath>

namespace signalbox::canvas {

namespace {

constexpr double kReach = 20; ///< less than this is a hand that is not steady
constexpr std::uint64_t kWithinMs = 900;

} // namespace

void Shake::begin(QPointF at)
{
    *this = {};
    m_x.farthest = at.x();
    m_y.farthest = at.y();
}

bool Shake::turns(Axis &axis, double at)
{
    const double by = at - axis.farthest;
    if (axis.direction == 0 ? std::abs(by) < kReach : by * axis.direction > 0) {
        axis.farthest = axis.direction == 0 ? axis.farthest : at;
        return false;
    }
    if (std::abs(by) < kReach) {
        return false;
    }
    const bool isTurn = axis.direction != 0;
    axis.direction = by > 0 ? 1 : -1;
    axis.farthest = at;
    return isTurn;
}

bool Shake::move(QPointF at, std::uint64_t ms)
{
    const bool acrossTurn = turns(m_x, at.x());
    const bool downTurn = turns(m_y, at.y());
    if (m_done || !(acrossTurn || downTurn)) {
        return false;
    }
    m_times[m_count++ % kTurns] = ms;
    // The oldest of the last turns stands where the next one will.
    m_done = m_count >= kTurns && ms - m_times[m_count % kTurns] <= kWithinMs;
    return m_done;
}

} // namespace signalbox::canvas
