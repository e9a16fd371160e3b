// SPDX-License-Identifier: GPL-3.0-or-later
// Source: platform.openai.com/docs/api-reference/responses/create.
#include "openai/fields_p.h"
#include "openai/request.h"
#include "openai/thoughts_p.h"

namespace signalbox::openai {

namespace {

constexpr std::size_t kMostItems = 8192;

Result<llm::Part> partOf(const Fields &part)
{
    SB_TRY(type, part.neededText("type"));
    if (type == "input_text" || type == "output_text" || type == "text" || type == "summary_text") {
        SB_TRY(text, part.neededText("text"));
        return llm::Part(llm::TextPart{std::move(text)});
    }
    if (type == "refusal") {
        SB_TRY(text, part.neededText("refusal"));
        return llm::Part(llm::TextPart{std::move(text)});
    }
    if (type != "input_image") {
        return unsupported(part.at("type"), "another value than input_text, output_text and input_image");
    }
    SB_CHECK(part.onlyNothing("file_id"));
    SB_TRY(url, part.neededText("image_url"));
    SB_TRY(image, imageOf(url, part.at("image_url")));
    return llm::Part(std::move(image));
}

Result<std::vector<llm::Part>> neededParts(const Fields &item, std::string_view key)
{
    return item.find(key) ? partsOf(item, key, partOf) : Result<std::vector<llm::Part>>(missing(item.at(key)));
}

Result<void> addMessage(Conversation &conversation, const Fields &item)
{
    SB_TRY(role, item.neededText("role"));
    SB_TRY(parts, neededParts(item, "content"));
    if (role == "user") {
        conversation.request.messages.push_back({llm::Role::User, std::move(parts)});
        return {};
    }
    if (!isTextOnly(parts)) {
        return unsupported(item.at("content"), "an image in a message of this role");
    }
    if (role == "system" || role == "developer") {
        conversation.request.messages.push_back({llm::Role::System, std::move(parts)});
    } else if (role == "assistant") {
        std::ranges::move(parts, std::back_inserter(messageOf(conversation.request, llm::Role::Assistant).parts));
    } else {
        return unsupported(item.at("role"), "another value than system, developer, user and assistant");
    }
    return {};
}

Result<void> addThought(Conversation &conversation, const Fields &item)
{
    llm::ReasoningPart thought;
    SB_TRY(summary, item.list("summary", kMostParts));
    for (std::size_t i = 0; summary && i < summary->size(); ++i) {
        const auto path = item.at("summary") + "[" + std::to_string(i) + "]";
        SB_TRY(entry, entryAt(*summary, i, path));
        SB_TRY(text, Fields({*entry, path}).neededText("text"));
        thought.text += text;
    }
    SB_TRY(sealed, item.text("encrypted_content"));
    thought.opaque = opened(sealed.value_or(""));
    if (!thought.text.empty() || !thought.opaque.isEmpty()) {
        messageOf(conversation.request, llm::Role::Assistant).parts.emplace_back(std::move(thought));
    }
    return {};
}

Result<void> addItem(Conversation &conversation, const Fields &item)
{
    SB_TRY(type, item.text("type"));
    if (!type || *type == "message") {
        return addMessage(conversation, item);
    }
    if (*type == "reasoning") {
        return addThought(conversation, item);
    }
    if (*type == "function_call") {
        SB_TRY(id, item.neededText("call_id"));
        SB_TRY(name, item.neededText("name"));
        SB_TRY(arguments, item.neededText("arguments"));
        auto call = callOf(conversation, std::move(id), std::move(name), std::move(arguments));
        messageOf(conversation.request, llm::Role::Assistant).parts.push_back(std::move(call));
        return {};
    }
    if (*type != "function_call_output") {
        return unsupported(item.at("type"), "another value than message, reasoning, function_call and function_call_output");
    }
    SB_TRY(id, item.neededText("call_id"));
    SB_TRY(parts, neededParts(item, "output"));
    if (!isTextOnly(parts)) {
        return unsupported(item.at("output"), "an image");
    }
    addResult(conversation, std::move(id), std::move(parts));
    return {};
}

Result<void> readInput(const Fields &fields, llm::Request &request)
{
    SB_TRY(instructions, fields.text("instructions"));
    if (instructions && !instructions->empty()) {
        request.messages.push_back(llm::Message::text(llm::Role::System, std::move(*instructions)));
    }
    const auto *input = fields.find("input");
    if (!input) {
        return missing("input");
    }
    if (input->is_string()) {
        request.messages.push_back(llm::Message::text(llm::Role::User, std::string(input->get_string())));
        return {};
    }
    SB_TRY(list, fields.list("input", kMostItems));
    Conversation conversation{request, {}};
    for (std::size_t i = 0; i < list->size(); ++i) {
        const auto path = "input[" + std::to_string(i) + "]";
        SB_TRY(entry, entryAt(*list, i, path));
        SB_CHECK(addItem(conversation, {*entry, path}));
    }
    if (std::ranges::all_of(request.messages, [](const llm::Message &message) { return message.role == llm::Role::System; })) {
        return invalid("input", "\"input\" holds nothing that could be answered.");
    }
    return {};
}

Result<void> readSettings(const Fields &fields, ResponsesRequest &responses)
{
    auto &request = responses.request;
    SB_CHECK(readShared(fields, request));
    SB_TRY(most, fields.count("max_output_tokens", 1, kMostTokens));
    request.maxTokens = most;
    SB_TRY(reasoning, fields.child("reasoning"));
    if (reasoning) {
        SB_TRY(effort, Fields({*reasoning, "reasoning"}).text("effort"));
        if (effort) {
            SB_TRY(known, effortOf(*effort, "reasoning.effort"));
            request.effort = known;
        }
    }
    // Nothing is kept here, so nothing that was kept can be named.
    for (const auto *key : {"previous_response_id", "conversation", "background", "prompt"}) {
        SB_CHECK(fields.onlyNothing(key));
    }
    SB_CHECK(fields.onlyText("truncation", "disabled"));
    SB_TRY(include, fields.list("include", 32));
    for (std::size_t i = 0; include && i < include->size(); ++i) {
        responses.wantsThoughts = responses.wantsThoughts || (*include)[i] == json::Value("reasoning.encrypted_content");
        if ((*include)[i] == json::Value("message.output_text.logprobs")) {
            return unsupported("include", "message.output_text.logprobs");
        }
    }
    SB_TRY(text, fields.child("text"));
    if (!text) {
        return {};
    }
    const Fields wanted{*text, "text"};
    SB_CHECK(wanted.onlyText("verbosity", "medium"));
    SB_TRY(format, wanted.child("format"));
    if (format) {
        const Fields shape{*format, "text.format"};
        SB_TRY(output, outputOf(shape, shape));
        request.output = std::move(output);
    }
    return {};
}

json::Object echoOf(const json::Object &asked, const llm::Request &request)
{
    const auto as = [&](std::string_view key, json::Value otherwise) {
        const auto *value = asked.if_contains(key);
        return value && !value->is_null() ? *value : std::move(otherwise);
    };
    json::Object echo;
    echo.emplace("instructions", as("instructions", nullptr));
    echo.emplace("max_output_tokens", as("max_output_tokens", nullptr));
    echo.emplace("metadata", as("metadata", json::Object()));
    echo.emplace("parallel_tool_calls", request.parallelCalls == llm::Request::ParallelCalls::Allow);
    echo.emplace("previous_response_id", nullptr);
    const auto *reasoning = json::find(asked, "reasoning");
    const auto *effort = reasoning ? json::find(*reasoning, "effort") : nullptr;
    echo.emplace("reasoning", json::Object{{"effort", effort ? *effort : json::Value(nullptr)}, {"summary", nullptr}});
    echo.emplace("service_tier", "default");
    echo.emplace("store", false);
    echo.emplace("temperature", as("temperature", 1.0));
    echo.emplace("text", as("text", json::Object{{"format", json::Object{{"type", "text"}}}}));
    echo.emplace("tool_choice", as("tool_choice", "auto"));
    echo.emplace("tools", as("tools", json::Array()));
    echo.emplace("top_p", as("top_p", 1.0));
    echo.emplace("truncation", "disabled");
    echo.emplace("user", nullptr);
    return echo;
}

} // namespace

Result<ResponsesRequest> readResponses(std::string_view body)
{
    SB_TRY(object, objectOf(body));
    const Fields fields{object, {}};
    ResponsesRequest responses;
    SB_TRY(model, fields.neededText("model"));
    responses.model = std::move(model);
    SB_CHECK(readInput(fields, responses.request));
    SB_CHECK(readTools(fields, ToolShape::Flat, responses.request));
    SB_CHECK(readSettings(fields, responses));
    SB_TRY(isStreamed, fields.flag("stream"));
    responses.isStreamed = isStreamed.value_or(false);
    responses.echo = echoOf(object, responses.request);
    return responses;
}

} // namespace signalbox::openai
