// SPDX-License-Identifier: GPL-3.0-or-later
#include "openai/chat_answer.h"

namespace signalbox::openai {

namespace {

std::string_view reasonOf(llm::FinishReason reason)
{
    switch (reason) {
    case llm::FinishReason::Length:
        return "length";
    case llm::FinishReason::ToolCalls:
        return "tool_calls";
    case llm::FinishReason::ContentFilter:
        return "content_filter";
    case llm::FinishReason::Stop:
    case llm::FinishReason::Other:
        break;
    }
    return "stop";
}

} // namespace

json::Object chatUsage(const llm::Usage &usage)
{
    return {{"prompt_tokens", usage.inputTokens},
            {"completion_tokens", usage.outputTokens},
            {"total_tokens", usage.inputTokens + usage.outputTokens},
            {"prompt_tokens_details", json::Object{{"cached_tokens", usage.cachedTokens}, {"audio_tokens", 0}}},
            {"completion_tokens_details",
             json::Object{{"reasoning_tokens", usage.reasoningTokens}, {"audio_tokens", 0}, {"accepted_prediction_tokens", 0}, {"rejected_prediction_tokens", 0}}}};
}

json::Object chatAnswer(const AnswerName &name, const llm::Answer &answer)
{
    json::Object message{{"role", "assistant"}};
    json::Array calls;
    std::string thoughts;
    for (const auto &part : answer.message.parts) {
        if (const auto *call = std::get_if<llm::ToolCallPart>(&part)) {
            calls.push_back(json::Object{{"id", call->id}, {"type", "function"}, {"function", json::Object{{"name", call->name}, {"arguments", call->arguments}}}});
        } else if (const auto *thought = std::get_if<llm::ReasoningPart>(&part)) {
            thoughts += thought->text;
        }
    }
    const auto text = answer.text();
    message.emplace("content", text.empty() && !calls.empty() ? json::Value(nullptr) : json::Value(text));
    message.emplace("refusal", nullptr);
    message.emplace("annotations", json::Array());
    if (!thoughts.empty()) {
        message.emplace("reasoning_content", std::move(thoughts));
    }
    if (!calls.empty()) {
        message.emplace("tool_calls", std::move(calls));
    }
    json::Object choice{{"index", 0}, {"message", std::move(message)}, {"logprobs", nullptr}, {"finish_reason", reasonOf(answer.finish)}};
    return {{"id", "chatcmpl-" + name.id},
            {"object", "chat.completion"},
            {"created", name.created},
            {"model", name.model},
            {"choices", json::Array{std::move(choice)}},
            {"usage", chatUsage(answer.usage)},
            {"service_tier", "default"},
            {"system_fingerprint", nullptr}};
}

ChatStream::ChatStream(const AnswerName &name, Usage usage) : m_tellsUsage(usage == Usage::Told)
{
    m_head = "data: ";
    json::writeTo(m_head, json::Object{{"id", "chatcmpl-" + name.id},
                                       {"object", "chat.completion.chunk"},
                                       {"created", name.created},
                                       {"model", name.model},
                                       {"service_tier", "default"},
                                       {"system_fingerprint", nullptr}});
    m_head.back() = ',';
    m_head += "\"choices\":";
    m_tail = m_tellsUsage ? ",\"usage\":null}\n\n" : "}\n\n";
}

void ChatStream::addDelta(std::string &out, const json::Value &delta, std::string_view finish)
{
    out += m_head;
    out += "[{\"index\":0,\"delta\":";
    json::writeTo(out, delta);
    out += ",\"logprobs\":null,\"finish_reason\":";
    out += finish.empty() ? std::string("null") : "\"" + std::string(finish) + "\"";
    out += "}]";
    out += m_tail;
}

std::string ChatStream::write(const std::vector<llm::Event> &events)
{
    std::string out;
    for (const auto &event : events) {
        const bool isFirst = !m_hasBegun && !std::holds_alternative<llm::Begin>(event);
        if (isFirst) {
            m_hasBegun = true;
            addDelta(out, json::Object{{"role", "assistant"}, {"content", ""}, {"refusal", nullptr}});
        }
        if (const auto *text = std::get_if<llm::TextDelta>(&event)) {
            addDelta(out, json::Object{{"content", text->text}});
        } else if (const auto *thought = std::get_if<llm::ReasoningDelta>(&event)) {
            addDelta(out, json::Object{{"reasoning_content", thought->text}});
        } else if (const auto *start = std::get_if<llm::ToolCallStart>(&event)) {
            addDelta(out, json::Object{{"tool_calls", json::Array{json::Object{{"index", start->index},
                                                                               {"id", start->id},
                                                                               {"type", "function"},
                                                                               {"function", json::Object{{"name", start->name}, {"arguments", ""}}}}}}});
        } else if (const auto *piece = std::get_if<llm::ToolCallDelta>(&event)) {
            addDelta(out, json::Object{{"tool_calls", json::Array{json::Object{{"index", piece->index}, {"function", json::Object{{"arguments", piece->arguments}}}}}}});
        } else if (const auto *finish = std::get_if<llm::Finish>(&event)) {
            addDelta(out, json::Object(), reasonOf(finish->reason));
        }
    }
    return out;
}

std::string ChatStream::end(const llm::Usage &usage)
{
    std::string out;
    if (m_tellsUsage) {
        out = m_head + "[],\"usage\":";
        json::writeTo(out, chatUsage(usage));
        out += "}\n\n";
    }
    return out + "data: [DONE]\n\n";
}

std::string ChatStream::fail(const json::Object &error)
{
    return "data: " + json::write(json::Value(error)) + "\n\n";
}

} // namespace signalbox::openai
