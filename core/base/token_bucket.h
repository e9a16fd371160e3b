// SPDX-License-Identifier: GPL-3.0-or-later
// A rate limit that allows bursts.
#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <stop_token>

namespace signalbox {

/// A bucket of tokens that fills steadily. Waiters are served in the order in which they came.
/// Thread: one.
class TokenBucket
{
public:
    /// Starts full. `perSecond` tokens come in a second, at most `capacity` are kept. The clock
    /// outlives it.
    TokenBucket(Clock &clock, double capacity, double perSecond);

    /// Takes `count` if they are there now and nobody waits for them.
    bool tryTake(double count = 1);
    /// Takes `count`, waiting for them; they may be more than the capacity. Errors: cancelled, and
    /// then nothing was taken.
    Task<Result<void>> take(double count, std::stop_token stop);
    /// Gives back what was taken and not needed.
    void giveBack(double count);
    /// How long take(count) would wait now.
    Millis waitFor(double count = 1) const;
    /// Changes the limit from now on.
    void setRate(double capacity, double perSecond);

private:
    double level() const;
    void settle();

    Clock &m_clock;
    double m_capacity;
    double m_perSecond;
    /// Below zero: what waiters have reserved ahead of time.
    double m_level;
    std::chrono::microseconds m_at;
};

} // namespace signalbox
