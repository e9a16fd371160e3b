// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/event.h"

#include <limits>

namespace signalbox::llm {

namespace {

constexpr std::size_t kNoPart = std::numeric_limits<std::size_t>::max();

} // namespace

std::string Message::joinedText() const
{
    std::string all;
    for (const auto &part : parts) {
        if (const auto *text = std::get_if<TextPart>(&part)) {
            all += text->text;
        }
    }
    return all;
}

Usage &Usage::operator+=(const Usage &other)
{
    inputTokens += other.inputTokens;
    cachedTokens += other.cachedTokens;
    cacheWriteTokens += other.cacheWriteTokens;
    outputTokens += other.outputTokens;
    reasoningTokens += other.reasoningTokens;
    return *this;
}

std::vector<ToolCallPart> Answer::toolCalls() const
{
    std::vector<ToolCallPart> calls;
    for (const auto &part : message.parts) {
        if (const auto *call = std::get_if<ToolCallPart>(&part)) {
            calls.push_back(*call);
        }
    }
    return calls;
}

template<typename P>
P &AnswerBuilder::lastPart()
{
    auto &parts = m_answer.message.parts;
    const bool isOpen = !parts.empty() && std::holds_alternative<P>(parts.back()) && (std::is_same_v<P, TextPart> || m_reasoningOpen);
    if (!isOpen) {
        parts.emplace_back(P{});
    }
    m_reasoningOpen = std::is_same_v<P, ReasoningPart>;
    return std::get<P>(parts.back());
}

void AnswerBuilder::add(Event event)
{
    auto &parts = m_answer.message.parts;
    const auto callOf = [&](unsigned index) -> ToolCallPart * {
        return index < m_calls.size() && m_calls[index] != kNoPart ? std::get_if<ToolCallPart>(&parts[m_calls[index]]) : nullptr;
    };
    if (auto *begin = std::get_if<Begin>(&event)) {
        m_answer.responseId = std::move(begin->responseId);
        m_answer.model = std::move(begin->model);
    } else if (auto *text = std::get_if<TextDelta>(&event)) {
        lastPart<TextPart>().text += text->text;
    } else if (auto *reasoning = std::get_if<ReasoningDelta>(&event)) {
        lastPart<ReasoningPart>().text += reasoning->text;
    } else if (auto *thought = std::get_if<ReasoningEnd>(&event)) {
        lastPart<ReasoningPart>().opaque = std::move(thought->opaque);
        m_reasoningOpen = false;
    } else if (auto *start = std::get_if<ToolCallStart>(&event)) {
        if (start->index >= m_calls.size()) {
            m_calls.resize(start->index + 1, kNoPart);
        }
        m_calls[start->index] = parts.size();
        parts.emplace_back(ToolCallPart{std::move(start->id), std::move(start->name), {}, {}});
    } else if (auto *delta = std::get_if<ToolCallDelta>(&event)) {
        if (auto *call = callOf(delta->index)) {
            call->arguments += delta->arguments;
        }
    } else if (auto *end = std::get_if<ToolCallEnd>(&event)) {
        if (auto *call = callOf(end->index)) {
            call->opaque = std::move(end->opaque);
        }
    } else if (auto *usage = std::get_if<UsageUpdate>(&event)) {
        m_answer.usage = usage->usage;
    } else if (auto *finish = std::get_if<Finish>(&event)) {
        m_answer.finish = finish->reason;
        m_answer.providerReason = std::move(finish->providerReason);
    }
}

Answer AnswerBuilder::take()
{
    m_calls.clear();
    m_reasoningOpen = false;
    return std::exchange(m_answer, Answer{});
}

} // namespace signalbox::llm
