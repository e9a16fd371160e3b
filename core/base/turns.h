// SPDX-License-Identifier: GPL-3.0-or-later
// One after the other: what reads, decides and writes must not be interleaved.
#pragma once

#include "base/async.h"

#include <deque>

namespace signalbox {

/// Who takes a turn waits until those before have released theirs, in the order of asking.
/// Thread: one.
class Turns
{
public:
    Task<void> take()
    {
        if (std::exchange(m_isTaken, true)) {
            OneShot<bool> turn;
            m_waiting.push_back(turn);
            co_await turn.wait();
        }
    }
    void release()
    {
        if (m_waiting.empty()) {
            m_isTaken = false;
            return;
        }
        const auto next = m_waiting.front();
        m_waiting.pop_front();
        next.set(true);
    }

private:
    bool m_isTaken = false;
    std::deque<OneShot<bool>> m_waiting;
};

} // namespace signalbox
