// SPDX-License-Identifier: GPL-3.0-or-later
// Time as an injected thing: real in the product, virtual in tests.
#pragma once

#include "base/async.h"
#include "base/unique_function.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <stop_token>

namespace signalbox {

using Millis = std::chrono::milliseconds;

/// A hundred years: longer waits are taken for this, so that adding one to an instant never runs over.
constexpr Millis kLongestWait = std::chrono::hours(24 * 36'500);

/// Milliseconds since the Unix epoch, UTC. What rows and messages carry.
using UnixMillis = std::int64_t;

/// Tells the time and wakes its callers. Waiting is always on the steady clock, so that a change of
/// the wall clock neither hastens nor delays it.
/// Thread: now() and steadyNow() any; timers on the thread that starts them, which has an Executor.
class Clock
{
public:
    using TimerId = std::uint64_t;

    virtual ~Clock() = default;
    /// Wall clock, UTC.
    virtual UnixMillis now() const = 0;
    /// Monotonic; its origin means nothing.
    virtual std::chrono::microseconds steadyNow() const = 0;
    /// Calls `callback` once after `delay` from the event loop. Never zero.
    virtual TimerId startTimer(Millis delay, UniqueFunction<void()> callback) = 0;
    /// A timer that has fired or is unknown is ignored.
    virtual void cancelTimer(TimerId id) = 0;

    /// Waits; false if `stop` was requested first, at once.
    Task<bool> sleep(Millis delay, std::stop_token stop);
};

/// The machine's clocks.
class SystemClock final : public Clock
{
public:
    SystemClock();
    ~SystemClock() override;
    UnixMillis now() const override;
    std::chrono::microseconds steadyNow() const override;
    TimerId startTimer(Millis delay, UniqueFunction<void()> callback) override;
    void cancelTimer(TimerId id) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// A clock that stands still until a test moves it. Thread: one.
class VirtualClock final : public Clock
{
public:
    explicit VirtualClock(UnixMillis start = 1'700'000'000'000);
    UnixMillis now() const override;
    std::chrono::microseconds steadyNow() const override;
    TimerId startTimer(Millis delay, UniqueFunction<void()> callback) override;
    void cancelTimer(TimerId id) override;

    /// Moves both clocks forward and fires what is due, in order of time.
    void advance(Millis by);
    /// Moves the wall clock alone, as a person or NTP does.
    void setWallClock(UnixMillis now);
    /// When the next timer is due, from now; -1 if there is none.
    Millis nextTimer() const;

private:
    struct Timer
    {
        TimerId id;
        UniqueFunction<void()> callback;
    };
    UnixMillis m_now;
    std::chrono::microseconds m_steady{0};
    TimerId m_nextId = 1;
    std::multimap<std::chrono::microseconds, Timer> m_timers;
};

/// "2026-01-31T12:00:00.000Z". Source: RFC 3339.
std::string toIsoString(UnixMillis time);

} // namespace signalbox
