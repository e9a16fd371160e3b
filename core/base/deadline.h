// SPDX-License-Identifier: GPL-3.0-or-later
// An instant by which something must have ended, and a stop token that is requested when it comes.
#pragma once

#include "base/clock.h"

#include <algorithm>
#include <optional>
#include <stop_token>
#include <string>

namespace signalbox {

/// An instant on the steady clock, or never. A value: thread-safe.
class Deadline
{
public:
    /// Never.
    constexpr Deadline() = default;
    static Deadline in(const Clock &clock, Millis delay)
    {
        Deadline deadline;
        deadline.m_at = clock.steadyNow() + std::chrono::microseconds(std::clamp(delay, Millis(0), kLongestWait));
        return deadline;
    }

    bool isNever() const { return !m_at.has_value(); }
    bool hasPassed(const Clock &clock) const { return m_at && clock.steadyNow() >= *m_at; }
    /// What is left, rounded up, never below zero; none where it never comes.
    std::optional<Millis> remaining(const Clock &clock) const
    {
        if (!m_at) {
            return std::nullopt;
        }
        const auto left = *m_at - clock.steadyNow();
        return std::max(Millis(0), std::chrono::ceil<Millis>(left));
    }
    static Deadline earlier(Deadline a, Deadline b)
    {
        if (!a.m_at || (b.m_at && *b.m_at < *a.m_at)) {
            return b;
        }
        return a;
    }
    bool operator==(const Deadline &) const = default;

private:
    std::optional<std::chrono::microseconds> m_at;
};

/// A stop token that is requested when a parent's is, or when the deadline passes. Holds no thread;
/// hand token() to what must end in time, and ask hasExpired() to tell the two apart.
/// Thread: one, with an Executor; the parent may be requested from any.
class DeadlineStop
{
public:
    DeadlineStop(Clock &clock, Deadline deadline, std::stop_token parent)
        : m_clock(clock), m_onParent(std::move(parent), Forward{&m_source})
    {
        if (const auto left = deadline.remaining(clock)) {
            m_timer = clock.startTimer(*left, [this] {
                m_timer = 0;
                m_expired = !m_source.stop_requested();
                m_source.request_stop();
            });
        }
    }
    ~DeadlineStop()
    {
        if (m_timer != 0) {
            m_clock.cancelTimer(m_timer);
        }
    }
    DeadlineStop(const DeadlineStop &) = delete;
    DeadlineStop &operator=(const DeadlineStop &) = delete;

    std::stop_token token() const { return m_source.get_token(); }
    /// Whether it was the deadline that stopped it.
    bool hasExpired() const { return m_expired; }

private:
    struct Forward
    {
        std::stop_source *source;
        void operator()() const { source->request_stop(); }
    };
    Clock &m_clock;
    std::stop_source m_source;
    Clock::TimerId m_timer = 0;
    bool m_expired = false;
    std::stop_callback<Forward> m_onParent;
};

} // namespace signalbox
