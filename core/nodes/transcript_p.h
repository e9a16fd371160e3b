// SPDX-License-Identifier: GPL-3.0-or-later
// What a step that asks a model shows of it: live while the answer comes, and line by line afterwards.
#pragma once

#include "engine/executors.h"
#include "llm/gateway.h"

#include <memory>
#include <string>
#include <string_view>

namespace signalbox::nodes {

/// What was asked and what came back, kept with the step. Long texts are cut: whole ones stand in the step's input
/// and output.
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
/// bytes of the answer come before `text`. A word is shown once it is complete, so that no secret is shown by halves.
/// Thread: one, with an Executor.
class LiveAnswer final : public llm::AnswerSink
{
public:
    static constexpr std::size_t kShownBytes = 2000;
    static constexpr Millis kInterval{100};

    LiveAnswer(Clock &clock, std::function<void(json::Object)> show) : m_clock(clock), m_show(std::move(show)) {}
    ~LiveAnswer() override;
    LiveAnswer(const LiveAnswer &) = delete;
    LiveAnswer &operator=(const LiveAnswer &) = delete;

    Task<Result<void>> take(const std::vector<llm::Event> *events, std::stop_token stop) override;
    bool beginAgain() override;

private:
    void changed();
    void show() const;

    Clock &m_clock;
    std::function<void(json::Object)> m_show;
    std::string m_text;
    bool m_isThinking = false;
    bool m_isDue = false;
    Clock::TimerId m_timer = 0;
};

/// The part of an answer that is shown: its end, from where to where, without halves of words.
std::pair<std::size_t, std::size_t> shownPart(std::string_view text, std::size_t most);

} // namespace signalbox::nodes
