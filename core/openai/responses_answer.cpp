// SPDX-License-Identifier: GPL-3.0-or-later
#include "openai/responses_answer.h"

#include "openai/thoughts_p.h"

namespace signalbox::openai {

namespace {

json::Object textPart(std::string_view text)
{
    return {{"type", "output_text"}, {"annotations", json::Array()}, {"logprobs", json::Array()}, {"text", text}};
}

json::Object summaryPart(std::string_view text)
{
    return {{"type", "summary_text"}, {"text", text}};
}

json::Object usageOf(const llm::Usage &usage)
{
    return {{"input_tokens", usage.inputTokens},
            {"input_tokens_details", json::Object{{"cached_tokens", usage.cachedTokens}}},
            {"output_tokens", usage.outputTokens},
            {"output_tokens_details", json::Object{{"reasoning_tokens", usage.reasoningTokens}}},
            {"total_tokens", usage.inputTokens + usage.outputTokens}};
}

// Why an answer is not whole; empty: it is.
std::string_view cutBy(std::optional<llm::FinishReason> finish)
{
    return finish == llm::FinishReason::Length ? "max_output_tokens" : finish == llm::FinishReason::ContentFilter ? "content_filter" : "";
}

} // namespace

ResponsesStream::ResponsesStream(AnswerName name, json::Object echo, Thoughts thoughts) : m_name(std::move(name)), m_echo(std::move(echo)), m_thoughts(thoughts) {}

void ResponsesStream::tell(std::string &out, std::string_view type, json::Object members)
{
    json::Object event{{"type", type}, {"sequence_number", m_sequence++}};
    for (auto &member : members) {
        event.emplace(member.key(), std::move(member.value()));
    }
    out += "event: ";
    out += type;
    out += "\ndata: ";
    json::writeTo(out, json::Value(std::move(event)));
    out += "\n\n";
}

json::Object ResponsesStream::response(std::string_view status, const std::optional<llm::Usage> &usage) const
{
    json::Object made{{"id", "resp_" + m_name.id}, {"object", "response"}, {"created_at", m_name.created}, {"status", status}, {"background", false}, {"error", nullptr}};
    const auto cut = cutBy(m_finish);
    made.emplace("incomplete_details", status == "incomplete" ? json::Value(json::Object{{"reason", cut}}) : json::Value(nullptr));
    made.emplace("model", m_name.model);
    json::Array output;
    if (status != "in_progress") {
        output = json::Array(m_items.begin(), m_items.end());
    }
    made.emplace("output", std::move(output));
    for (const auto &member : m_echo) {
        made.emplace(member.key(), member.value());
    }
    made.emplace("usage", usage ? json::Value(usageOf(*usage)) : json::Value(nullptr));
    return made;
}

void ResponsesStream::begin(std::string &out)
{
    if (!std::exchange(m_hasBegun, true)) {
        tell(out, "response.created", {{"response", response("in_progress", {})}});
        tell(out, "response.in_progress", {{"response", response("in_progress", {})}});
    }
}

json::Object ResponsesStream::here(std::size_t item) const
{
    return {{"item_id", m_items[item].at("id")}, {"output_index", item}};
}

std::size_t ResponsesStream::addItem(std::string &out, json::Object item)
{
    const auto index = m_items.size();
    tell(out, "response.output_item.added", {{"output_index", index}, {"item", item}});
    m_items.push_back(std::move(item));
    return index;
}

void ResponsesStream::openMessage(std::string &out)
{
    if (m_open == Open::Message) {
        return;
    }
    close(out);
    m_open = Open::Message;
    m_current = addItem(out, {{"id", "msg_" + m_name.id + std::to_string(m_items.size())}, {"type", "message"}, {"status", "in_progress"}, {"content", json::Array()}, {"role", "assistant"}});
    auto event = here(m_current);
    event.emplace("content_index", 0);
    event.emplace("part", textPart(""));
    tell(out, "response.content_part.added", std::move(event));
}

void ResponsesStream::openThought(std::string &out)
{
    if (m_open == Open::Thought) {
        return;
    }
    close(out);
    m_open = Open::Thought;
    m_current = addItem(out, {{"id", "rs_" + m_name.id + std::to_string(m_items.size())}, {"type", "reasoning"}, {"summary", json::Array()}});
    auto event = here(m_current);
    event.emplace("summary_index", 0);
    event.emplace("part", summaryPart(""));
    tell(out, "response.reasoning_summary_part.added", std::move(event));
}

void ResponsesStream::close(std::string &out, const llm::Opaque &opaque)
{
    if (m_open == Open::Nothing) {
        return;
    }
    const bool isMessage = m_open == Open::Message;
    auto &item = m_items[m_current];
    auto event = here(m_current);
    event.emplace(isMessage ? "content_index" : "summary_index", 0);
    auto done = event;
    done.emplace("text", m_text);
    if (isMessage) {
        done.emplace("logprobs", json::Array());
    }
    tell(out, isMessage ? "response.output_text.done" : "response.reasoning_summary_text.done", std::move(done));
    auto part = isMessage ? textPart(m_text) : summaryPart(m_text);
    event.emplace("part", part);
    tell(out, isMessage ? "response.content_part.done" : "response.reasoning_summary_part.done", std::move(event));
    if (isMessage) {
        item["content"] = json::Array{std::move(part)};
        item["status"] = m_finish && !cutBy(m_finish).empty() ? "incomplete" : "completed";
    } else {
        item["summary"] = json::Array{std::move(part)};
        if (m_thoughts == Thoughts::Sealed && !opaque.isEmpty()) {
            item["encrypted_content"] = sealed(opaque);
        }
    }
    tell(out, "response.output_item.done", {{"output_index", m_current}, {"item", item}});
    m_open = Open::Nothing;
    m_text.clear();
}

void ResponsesStream::startCall(std::string &out, const llm::ToolCallStart &start)
{
    close(out);
    const auto item = addItem(out, {{"id", "fc_" + m_name.id + std::to_string(m_items.size())}, {"type", "function_call"}, {"status", "in_progress"}, {"arguments", ""}, {"call_id", start.id}, {"name", start.name}});
    m_calls[start.index] = {item, {}};
}

void ResponsesStream::endCall(std::string &out, unsigned index)
{
    const auto found = m_calls.find(index);
    if (found == m_calls.end()) {
        return;
    }
    const auto call = std::move(found->second);
    m_calls.erase(found);
    auto event = here(call.item);
    event.emplace("name", m_items[call.item].at("name"));
    event.emplace("arguments", call.arguments);
    tell(out, "response.function_call_arguments.done", std::move(event));
    m_items[call.item]["arguments"] = call.arguments;
    m_items[call.item]["status"] = "completed";
    tell(out, "response.output_item.done", {{"output_index", call.item}, {"item", m_items[call.item]}});
}

std::string ResponsesStream::write(const std::vector<llm::Event> &events)
{
    std::string out;
    for (const auto &event : events) {
        if (std::holds_alternative<llm::Begin>(event)) {
            continue;
        }
        begin(out);
        if (const auto *text = std::get_if<llm::TextDelta>(&event)) {
            openMessage(out);
            m_text += text->text;
            auto told = here(m_current);
            told.emplace("content_index", 0);
            told.emplace("delta", text->text);
            told.emplace("logprobs", json::Array());
            tell(out, "response.output_text.delta", std::move(told));
        } else if (const auto *thought = std::get_if<llm::ReasoningDelta>(&event)) {
            openThought(out);
            m_text += thought->text;
            auto told = here(m_current);
            told.emplace("summary_index", 0);
            told.emplace("delta", thought->text);
            tell(out, "response.reasoning_summary_text.delta", std::move(told));
        } else if (const auto *thoughtEnd = std::get_if<llm::ReasoningEnd>(&event)) {
            if (m_open != Open::Thought && m_thoughts == Thoughts::Sealed && !thoughtEnd->opaque.isEmpty()) {
                openThought(out);
            }
            if (m_open == Open::Thought) {
                close(out, thoughtEnd->opaque);
            }
        } else if (const auto *start = std::get_if<llm::ToolCallStart>(&event)) {
            startCall(out, *start);
        } else if (const auto *piece = std::get_if<llm::ToolCallDelta>(&event)) {
            if (const auto call = m_calls.find(piece->index); call != m_calls.end()) {
                call->second.arguments += piece->arguments;
                auto told = here(call->second.item);
                told.emplace("delta", piece->arguments);
                tell(out, "response.function_call_arguments.delta", std::move(told));
            }
        } else if (const auto *callEnd = std::get_if<llm::ToolCallEnd>(&event)) {
            endCall(out, callEnd->index);
        } else if (const auto *finish = std::get_if<llm::Finish>(&event)) {
            m_finish = finish->reason;
            close(out);
            while (!m_calls.empty()) {
                endCall(out, m_calls.begin()->first);
            }
        }
    }
    return out;
}

json::Object ResponsesStream::whole(const llm::Usage &usage) const
{
    return response(cutBy(m_finish).empty() ? "completed" : "incomplete", usage);
}

std::string ResponsesStream::end(const llm::Usage &usage)
{
    std::string out;
    begin(out);
    tell(out, cutBy(m_finish).empty() ? "response.completed" : "response.incomplete", {{"response", whole(usage)}});
    return out;
}

std::string ResponsesStream::fail(const json::Object &error)
{
    std::string out;
    begin(out);
    const auto &said = error.at("error").as_object();
    tell(out, "error", {{"code", said.at("code")}, {"message", said.at("message")}, {"param", said.at("param")}});
    return out;
}

json::Object responsesAnswer(const AnswerName &name, const json::Object &echo, ResponsesStream::Thoughts thoughts, const llm::Answer &answer)
{
    ResponsesStream stream(name, echo, thoughts);
    std::vector<llm::Event> events;
    unsigned calls = 0;
    for (const auto &part : answer.message.parts) {
        if (const auto *text = std::get_if<llm::TextPart>(&part)) {
            events.emplace_back(llm::TextDelta{text->text});
        } else if (const auto *thought = std::get_if<llm::ReasoningPart>(&part)) {
            if (!thought->text.empty()) {
                events.emplace_back(llm::ReasoningDelta{thought->text});
            }
            events.emplace_back(llm::ReasoningEnd{thought->opaque});
        } else if (const auto *call = std::get_if<llm::ToolCallPart>(&part)) {
            events.emplace_back(llm::ToolCallStart{calls, call->id, call->name});
            events.emplace_back(llm::ToolCallDelta{calls, call->arguments});
            events.emplace_back(llm::ToolCallEnd{calls++, call->opaque});
        }
    }
    events.emplace_back(llm::Finish{answer.finish, {}});
    stream.write(events);
    return stream.whole(answer.usage);
}

} // namespace signalbox::openai
