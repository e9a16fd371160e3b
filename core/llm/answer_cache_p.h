// SPDX-License-Identifier: GPL-3.0-or-later
// Answers that were given before to the very same request. In memory only; asked for by a provider's setting.
#pragma once

#include "base/lru_cache.h"
#include "llm/gateway.h"

#include <memory>
#include <string>
#include <vector>

namespace signalbox::llm {

/// Thread: one.
class AnswerCache
{
public:
    static constexpr std::size_t kMostAnswers = 10'000;
    static constexpr std::size_t kMostBytes = 64u << 20;

    explicit AnswerCache(Clock &clock) : m_clock(clock) {}

    /// What stands for a request: of the workspace, the provider as it is set up now, and everything that would be sent.
    /// Empty where it cannot be sent.
    static std::string keyOf(const std::string &workspace, const ProviderConfig &config, const Request &request);

    /// One that is no older than that; null: there is none.
    std::shared_ptr<const Answer> find(const std::string &key, Millis age);
    /// Keeps an answer that is whole; others are passed over.
    void keep(const std::string &key, const Answer &answer);

private:
    struct Kept
    {
        std::shared_ptr<const Answer> answer;
        std::chrono::microseconds at{0};
    };
    Clock &m_clock;
    LruCache<std::string, Kept> m_answers{kMostAnswers, kMostBytes};
};

/// An answer as the events that it could have come in.
std::vector<Event> eventsOf(const Answer &answer);

} // namespace signalbox::llm
