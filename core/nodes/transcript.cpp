// SPDX-License-Identifier: GPL-3.0-or-later
#include "nodes/transcript_p.h"

#include "base/describe.h"

#include <cstdio>

namespace signalbox::nodes {

namespace {

std::string textOfMessage(const llm::Message &message)
{
    std::string all = message.joinedText();
    for (const auto &part : message.parts) {
        if (const auto *image = std::get_if<llm::ImagePart>(&part)) {
            all += (all.empty() ? "" : "\n") + std::string("[") + (image->bytes.empty() ? image->url : image->mimeType + ", " + std::to_string(image->bytes.size()) + " bytes") + "]";
        }
    }
    return all;
}

std::string summaryOf(const llm::GatewayAnswer &answer)
{
    const auto &usage = answer.answer.usage;
    std::string text = answer.provider + " " + answer.model + ": " + std::to_string(usage.inputTokens) + " tokens in";
    if (usage.cachedTokens > 0) {
        text += " (" + std::to_string(usage.cachedTokens) + " cached)";
    }
    text += ", " + std::to_string(usage.outputTokens) + " out";
    if (usage.reasoningTokens > 0) {
        text += " (" + std::to_string(usage.reasoningTokens) + " thought)";
    }
    if (answer.cost) {
        char amount[40];
        std::snprintf(amount, sizeof amount, "%lld.%06lld", static_cast<long long>(answer.cost->micros / 1'000'000), static_cast<long long>(answer.cost->micros % 1'000'000));
        text += ", " + std::string(amount) + " " + answer.cost->currency;
    } else {
        text += ", cost unknown";
    }
    text += answer.isRecorded ? ", from a recording: no model was asked" : answer.isCached ? ", known from before" : ", " + std::to_string(answer.duration.count()) + " ms";
    if (answer.attempts > 1) {
        text += ", " + std::to_string(answer.attempts) + " attempts";
    }
    text += ", finish: ";
    text += json::enumName(answer.answer.finish);
    return text;
}

// What words consist of; letters that are not here are words of their own.
bool isInWord(char c)
{
    return c > 0x20 && c < 0x7F;
}

} // namespace

void Transcript::asked(const llm::Request &request)
{
    for (; m_written < request.messages.size(); ++m_written) {
        const auto &message = request.messages[m_written];
        m_log->addBeginning(json::enumName(message.role), textOfMessage(message), kMostOfMessage);
    }
}

void Transcript::answered(const llm::GatewayAnswer &answer)
{
    std::string thought;
    for (const auto &part : answer.answer.message.parts) {
        if (const auto *reasoning = std::get_if<llm::ReasoningPart>(&part)) {
            thought += reasoning->text;
        }
    }
    if (!thought.empty()) {
        m_log->addBeginning("reasoning", thought, kMostOfMessage);
    }
    m_log->addBeginning("assistant", answer.answer.text(), kMostOfAnswer);
    m_log->add("info", summaryOf(answer));
    ++m_written; // the answer, where it is shown to the model again
}

void Transcript::failed(const Error &error)
{
    m_log->add("warn", error.code + ": " + error.message);
}

std::pair<std::size_t, std::size_t> shownPart(std::string_view text, std::size_t most)
{
    auto end = text.size();
    while (end > 0 && isInWord(text[end - 1])) {
        --end;
    }
    auto begin = end > most ? end - most : 0;
    if (begin > 0) {
        while (begin < end && isInWord(text[begin])) {
            ++begin;
        }
        // Bytes 10xxxxxx go on with a character.
        while (begin < end && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U) {
            ++begin;
        }
    }
    return {begin, end};
}

LiveAnswer::~LiveAnswer()
{
    if (m_timer != 0) {
        m_clock.cancelTimer(m_timer);
    }
}

Task<Result<void>> LiveAnswer::take(const std::vector<llm::Event> *events, std::stop_token stop)
{
    static_cast<void>(stop);
    bool isNew = false;
    for (const auto &event : *events) {
        if (const auto *text = std::get_if<llm::TextDelta>(&event)) {
            m_pending += text->text;
            m_text += m_redact ? m_redact(m_pending) : std::exchange(m_pending, {});
            isNew = true;
        } else if (std::holds_alternative<llm::ReasoningDelta>(event) && m_text.empty() && m_pending.empty() && !m_isThinking) {
            m_isThinking = true;
            isNew = true;
        }
    }
    if (isNew) {
        changed();
    }
    co_return Result<void>();
}

bool LiveAnswer::beginAgain()
{
    m_text.clear();
    m_pending.clear();
    m_isThinking = false;
    return true;
}

void LiveAnswer::changed()
{
    if (m_timer != 0) {
        m_isDue = true;
        return;
    }
    m_isDue = false;
    show();
    m_timer = m_clock.startTimer(kInterval, [this] {
        m_timer = 0;
        if (m_isDue) {
            changed();
        }
    });
}

void LiveAnswer::show() const
{
    const auto [begin, end] = shownPart(m_text, kShownBytes);
    json::Object members{{"text", std::string_view(m_text).substr(begin, end - begin)}, {"from", begin}, {"bytes", m_text.size() + m_pending.size()}, {"thinking", m_isThinking && m_text.empty() && m_pending.empty()}};
    m_show(std::move(members));
}

} // namespace signalbox::nodes
