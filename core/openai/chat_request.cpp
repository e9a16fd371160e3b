// SPDX-License-Identifier: GPL-3.0-or-later
// Source: platform.openai.com/docs/api-reference/chat/create.
#include "openai/fields_p.h"
#include "openai/request.h"

namespace signalbox::openai {

namespace {

constexpr std::size_t kMostMessages = 4096;
constexpr std::size_t kMostStops = 16;

Result<llm::Part> partOf(const Fields &part)
{
    SB_TRY(type, part.neededText("type"));
    if (type == "text" || type == "refusal") {
        SB_TRY(text, part.neededText(type));
        return llm::Part(llm::TextPart{std::move(text)});
    }
    if (type != "image_url") {
        return unsupported(part.at("type"), "another value than text and image_url");
    }
    SB_TRY(image, part.child("image_url"));
    if (!image) {
        return missing(part.at("image_url"));
    }
    const Fields fields{*image, part.at("image_url")};
    SB_TRY(url, fields.neededText("url"));
    SB_TRY(made, imageOf(url, fields.at("url")));
    return llm::Part(std::move(made));
}

Result<void> addAssistant(Conversation &conversation, const Fields &message, std::vector<llm::Part> parts)
{
    SB_CHECK(message.onlyNothing("function_call"));
    SB_CHECK(message.onlyNothing("audio"));
    SB_TRY(refusal, message.text("refusal"));
    if (refusal) {
        parts.emplace_back(llm::TextPart{std::move(*refusal)});
    }
    SB_TRY(calls, message.list("tool_calls", kMostTools));
    for (std::size_t i = 0; calls && i < calls->size(); ++i) {
        const auto path = message.at("tool_calls") + "[" + std::to_string(i) + "]";
        SB_TRY(entry, entryAt(*calls, i, path));
        const Fields call{*entry, path};
        SB_CHECK(call.onlyText("type", "function"));
        SB_TRY(id, call.neededText("id"));
        SB_TRY(function, call.child("function"));
        if (!function) {
            return missing(call.at("function"));
        }
        const Fields fields{*function, call.at("function")};
        SB_TRY(name, fields.neededText("name"));
        SB_TRY(arguments, fields.neededText("arguments"));
        parts.push_back(callOf(conversation, std::move(id), std::move(name), std::move(arguments)));
    }
    if (parts.empty()) {
        return missing(message.at("content"));
    }
    auto &said = messageOf(conversation.request, llm::Role::Assistant).parts;
    std::ranges::move(parts, std::back_inserter(said));
    return {};
}

Result<void> addMessage(Conversation &conversation, const Fields &message)
{
    SB_TRY(role, message.neededText("role"));
    SB_TRY(parts, partsOf(message, "content", partOf));
    if (role == "assistant") {
        return addAssistant(conversation, message, std::move(parts));
    }
    if (!message.find("content")) {
        return missing(message.at("content"));
    }
    if (role == "user") {
        conversation.request.messages.push_back({llm::Role::User, std::move(parts)});
        return {};
    }
    if (!isTextOnly(parts)) {
        return unsupported(message.at("content"), "an image in a message of this role");
    }
    if (role == "system" || role == "developer") {
        conversation.request.messages.push_back({llm::Role::System, std::move(parts)});
        return {};
    }
    if (role != "tool") {
        return unsupported(message.at("role"), "another value than system, developer, user, assistant and tool");
    }
    SB_TRY(id, message.neededText("tool_call_id"));
    addResult(conversation, std::move(id), std::move(parts));
    return {};
}

Result<void> readMessages(const Fields &fields, llm::Request &request)
{
    SB_TRY(list, fields.list("messages", kMostMessages));
    if (!list) {
        return missing("messages");
    }
    Conversation conversation{request, {}};
    for (std::size_t i = 0; i < list->size(); ++i) {
        const auto path = "messages[" + std::to_string(i) + "]";
        SB_TRY(entry, entryAt(*list, i, path));
        SB_CHECK(addMessage(conversation, {*entry, path}));
    }
    if (std::ranges::all_of(request.messages, [](const llm::Message &message) { return message.role == llm::Role::System; })) {
        return invalid("messages", "\"messages\" holds nothing that could be answered.");
    }
    return {};
}

Result<void> readStops(const Fields &fields, llm::Request &request)
{
    const auto *stop = fields.find("stop");
    if (stop && stop->is_string()) {
        request.stop.emplace_back(stop->get_string());
        return {};
    }
    SB_TRY(list, fields.list("stop", kMostStops));
    for (std::size_t i = 0; list && i < list->size(); ++i) {
        if (!(*list)[i].is_string()) {
            return invalid("stop", "\"stop\" is a text, or an array of texts.", "invalid_type");
        }
        request.stop.emplace_back((*list)[i].get_string());
    }
    return {};
}

Result<void> readSettings(const Fields &fields, llm::Request &request)
{
    SB_CHECK(readShared(fields, request));
    SB_TRY(count, fields.count("n", 1, 128));
    if (count.value_or(1) != 1) {
        return unsupported("n", "another value than 1");
    }
    SB_TRY(most, fields.count("max_completion_tokens", 1, kMostTokens));
    SB_TRY(mostBefore, fields.count("max_tokens", 1, kMostTokens));
    request.maxTokens = most ? most : mostBefore;
    SB_TRY(seed, fields.count("seed", std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()));
    request.seed = seed;
    SB_CHECK(readStops(fields, request));
    SB_TRY(effort, fields.text("reasoning_effort"));
    if (effort) {
        SB_TRY(known, effortOf(*effort, "reasoning_effort"));
        request.effort = known;
    }
    for (const auto *key : {"frequency_penalty", "presence_penalty", "logit_bias", "logprobs", "functions", "function_call", "audio", "web_search_options"}) {
        SB_CHECK(fields.onlyNothing(key));
    }
    SB_CHECK(fields.onlyText("verbosity", "medium"));
    SB_TRY(modalities, fields.list("modalities", 16));
    for (std::size_t i = 0; modalities && i < modalities->size(); ++i) {
        if ((*modalities)[i] != json::Value("text")) {
            return unsupported("modalities", "another value than text");
        }
    }
    return {};
}

} // namespace

Result<ChatRequest> readChat(std::string_view body)
{
    SB_TRY(object, objectOf(body));
    const Fields fields{object, {}};
    ChatRequest chat;
    SB_TRY(model, fields.neededText("model"));
    chat.model = std::move(model);
    SB_CHECK(readMessages(fields, chat.request));
    SB_CHECK(readTools(fields, ToolShape::Nested, chat.request));
    SB_CHECK(readSettings(fields, chat.request));
    SB_TRY(format, fields.child("response_format"));
    if (format) {
        const Fields wanted{*format, "response_format"};
        static const json::Object kNone;
        SB_TRY(schema, wanted.child("json_schema"));
        SB_TRY(output, outputOf(wanted, {schema ? *schema : kNone, wanted.at("json_schema")}));
        chat.request.output = std::move(output);
    }
    SB_TRY(isStreamed, fields.flag("stream"));
    chat.isStreamed = isStreamed.value_or(false);
    SB_TRY(options, fields.child("stream_options"));
    if (options) {
        SB_TRY(tells, Fields({*options, "stream_options"}).flag("include_usage"));
        chat.tellsUsage = tells.value_or(false);
    }
    return chat;
}

} // namespace signalbox::openai
