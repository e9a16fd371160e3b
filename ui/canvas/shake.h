// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a hand shakes what it drags: to and fro several times within a moment.
#pragma once

#include <QPointF>

#include <array>
#include <cstdint>

namespace signalbox::canvas {

/// Thread: any one.
class Shake
{
public:
    /// A drag begins. Units: pixels of the widget.
    void begin(QPointF at);
    /// True once a drag, at the turn that makes it a shake. Units: milliseconds of the events' clock.
    bool move(QPointF at, std::uint64_t ms);

private:
    struct Axis
    {
        double farthest = 0; ///< in the direction that it goes
        int direction = 0;   ///< -1, 1; 0: none yet
    };
    bool turns(Axis &axis, double at);

    static constexpr std::size_t kTurns = 4;
    Axis m_x, m_y;
    std::array<std::uint64_t, kTurns> m_times{};
    std::size_t m_count = 0;
    bool m_done = false;
};

} // namespace signalbox::canvas
