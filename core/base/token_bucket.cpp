// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/token_bucket.h"

#include <algorithm>
#include <cmath>

namespace signalbox {

TokenBucket::TokenBucket(Clock &clock, double capacity, double perSecond)
    : m_clock(clock), m_capacity(capacity), m_perSecond(perSecond), m_level(capacity), m_at(clock.steadyNow())
{
}

double TokenBucket::level() const
{
    const std::chrono::duration<double> passed = m_clock.steadyNow() - m_at;
    return std::min(m_capacity, m_level + passed.count() * m_perSecond);
}

void TokenBucket::settle()
{
    m_level = level();
    m_at = m_clock.steadyNow();
}

bool TokenBucket::tryTake(double count)
{
    settle();
    // Rates are not exact in binary: a token that is there but for rounding is there.
    if (m_level + 1e-9 < count) {
        return false;
    }
    m_level -= count;
    return true;
}

void TokenBucket::giveBack(double count)
{
    settle();
    m_level = std::min(m_capacity, m_level + count);
}

Millis TokenBucket::waitFor(double count) const
{
    const double missing = count - level();
    if (missing <= 1e-9) {
        return Millis(0);
    }
    if (m_perSecond <= 0) {
        return Millis::max();
    }
    return Millis(static_cast<std::int64_t>(std::min(std::ceil(missing / m_perSecond * 1000 - 1e-6), 9e15)));
}

Task<Result<void>> TokenBucket::take(double count, std::stop_token stop)
{
    if (stop.stop_requested()) {
        co_return cancelledError();
    }
    // Reserving ahead keeps the order without a queue: each waits for its own debt.
    const auto wait = waitFor(count);
    settle();
    m_level -= count;
    const auto until = m_clock.steadyNow() + std::min(wait, kLongestWait);
    // A timer may count less than that at a time.
    while (wait > Millis(0) && m_clock.steadyNow() < until) {
        const auto left = std::chrono::ceil<Millis>(until - m_clock.steadyNow());
        const bool elapsed = co_await m_clock.sleep(left, stop);
        if (!elapsed) {
            settle();
            m_level = std::min(m_capacity, m_level + count);
            co_return cancelledError();
        }
    }
    co_return Result<void>();
}

void TokenBucket::setRate(double capacity, double perSecond)
{
    settle();
    m_capacity = capacity;
    m_perSecond = perSecond;
    m_level = std::min(m_level, capacity);
}

} // namespace signalbox
