// SPDX-License-Identifier: GPL-3.0-or-later
// Counts how often things start, and pauses what starts too often.
#pragma once

#include "base/clock.h"

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace signalbox::engine {

/// So many starts a minute are allowed; one more pauses the subject.
struct StartPolicy
{
    int perMinute = 5;
    Millis pause{300'000};
};

/// A job or an agent that is started too often by a machine is left alone for a while. Starts inside a run
/// (items of a map, turns of a loop) are not counted here.
/// Thread: one.
class StartGuard
{
public:
    explicit StartGuard(const Clock &clock) : m_clock(clock) {}

    enum class Answer { Allowed, Paused, PausedNow };
    struct Outcome
    {
        Answer answer = Answer::Allowed;
        UnixMillis until = 0;
    };
    /// Counts a start. PausedNow: this one was one too many; the pause begins.
    Outcome admit(const std::string &workspace, const std::string &subject, StartPolicy policy);

    struct Pause
    {
        std::string workspace;
        std::string subject;
        UnixMillis until = 0;
    };
    /// Those that are not over.
    std::vector<Pause> pauses(const std::string &workspace) const;
    /// A pause of before a restart.
    void restore(Pause pause);
    /// Whether there was one.
    bool lift(const std::string &workspace, const std::string &subject);

private:
    using Key = std::pair<std::string, std::string>;
    struct Entry
    {
        std::deque<std::chrono::microseconds> starts;
        UnixMillis until = 0;
    };
    const Clock &m_clock;
    std::map<Key, Entry> m_entries;
};

} // namespace signalbox::engine
