// SPDX-License-Identifier: GPL-3.0-or-later
// What a step that asks a model shows of it: live while the answer comes, and line by line afterwards.
#pragma once

#include "engine/executors.h"
#include "llm/gateway.h"

#include <memory>
#include <string>
#include <string_view>

namespace signalbox::nodes {

/// What was asked and what came back, kept with the step. Long texts are cut, once the log has taken the secrets out of
/// them: whole ones stand in the step's input and output.
class Transcript
{
public:
    static constexpr std::size_t kMostOfMessage = 8 << 10;
    static constexpr std::size_t kMostOfAnswer = 32 << 10;

    explicit Transcript(std::shared_ptr<engine::AttemptLog> log) : m_log(std::move(log)) {}
    /// Those messages that it has not written yet.
    void asked(const llm::Request &request);
    void answered(const llm::GatewayAnswer &answer);
    void failed(const Error &error);

private:
    std::shared_ptr<engine::AttemptLog> m_log;
    std::size_t m_written = 0;
};

/// Shows the end of the answer so far, a few times a second: {text, from, bytes, thinking}, where `from` is how many
/// bytes of the answer come before `text`. Secrets are taken out of what has come so far, however it came in pieces:
/// what may be the beginning of one is held back until it is known to be none. A word is shown once it is complete.
/// Thread: one, with an Executor.
class LiveAnswer final : public llm::AnswerSink
{
public:
    static constexpr std::size_t kShownBytes = 2000;
    static constexpr Millis kInterval{100};

    /// Redacts a text that is not at its end yet, and leaves in it what is held back; empty: there are no secrets.
    using RedactBeginning = std::function<std::string(std::string &)>;

    LiveAnswer(Clock &clock, RedactBeginning redact, std::function<void(json::Object)> show) : m_clock(clock), m_redact(std::move(redact)), m_show(std::move(show)) {}
    ~LiveAnswer() override;
    LiveAnswer(const LiveAnswer &) = delete;
    LiveAnswer &operator=(const LiveAnswer &) = delete;

    Task<Result<void>> take(const std::vector<llm::Event> *events, std::stop_token stop) override;
    bool beginAgain() override;

private:
    void changed();
    void show() const;

    Clock &m_clock;
    RedactBeginning m_redact;
    std::function<void(json::Object)> m_show;
    std::string m_text;    ///< redacted
    std::string m_pending; ///< what comes behind it and may be the beginning of a secret
    bool m_isThinking = false;
    bool m_isDue = false;
    Clock::TimerId m_timer = 0;
};

/// The part of an answer that is shown: its end, from where to where, without halves of words.
std::pair<std::size_t, std::size_t> shownPart(std::string_view text, std::size_t most);

} // namespace signalbox::nodes
