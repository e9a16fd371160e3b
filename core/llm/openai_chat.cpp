// SPDX-License-Identifier: GPL-3.0-or-later
// OpenAI's Chat Completions, and the many servers that speak it. Read generously: their streams differ in small ways.
// Source: platform.openai.com/docs/api-reference/chat.
#include "llm/wire_p.h"

namespace signalbox::llm {

namespace {

json::Value partsOf(const Message &message)
{
    bool onlyText = true;
    json::Array parts;
    for (const auto &part : message.parts) {
        if (const auto *text = std::get_if<TextPart>(&part)) {
            parts.push_back(json::Object{{"type", "text"}, {"text", text->text}});
        } else if (const auto *image = std::get_if<ImagePart>(&part)) {
            onlyText = false;
            parts.push_back(json::Object{{"type", "image_url"}, {"image_url", json::Object{{"url", imageUrl(*image)}}}});
        }
    }
    return onlyText ? json::Value(message.joinedText()) : json::Value(std::move(parts));
}

void addAssistant(json::Array &messages, const Message &message)
{
    json::Object entry{{"role", "assistant"}};
    json::Array calls;
    for (const auto &part : message.parts) {
        if (const auto *call = std::get_if<ToolCallPart>(&part)) {
            calls.push_back(json::Object{{"id", call->id},
                                         {"type", "function"},
                                         {"function", json::Object{{"name", call->name}, {"arguments", call->arguments.empty() ? "{}" : call->arguments}}}});
        }
    }
    const auto text = message.joinedText();
    entry.emplace("content", text.empty() && !calls.empty() ? json::Value(nullptr) : json::Value(text));
    if (!calls.empty()) {
        entry.emplace("tool_calls", std::move(calls));
    }
    messages.push_back(std::move(entry));
}

json::Array messagesOf(const Request &request)
{
    json::Array messages;
    for (const auto &message : request.messages) {
        switch (message.role) {
        case Role::System:
            messages.push_back(json::Object{{"role", "system"}, {"content", message.joinedText()}});
            break;
        case Role::User:
            messages.push_back(json::Object{{"role", "user"}, {"content", partsOf(message)}});
            break;
        case Role::Assistant:
            addAssistant(messages, message);
            break;
        case Role::Tool:
            for (const auto *result : toolResultsOf(message)) {
                messages.push_back(json::Object{{"role", "tool"}, {"tool_call_id", result->callId}, {"content", result->text}});
            }
            break;
        }
    }
    if (request.output && request.output->mode == OutputSchema::Mode::Instruct) {
        messages.push_back(json::Object{{"role", "system"}, {"content", schemaInstruction(*request.output)}});
    }
    return messages;
}

void addTools(json::Object &body, const Request &request)
{
    if (request.tools.empty()) {
        return;
    }
    body.emplace("tools", functionsOf(request));
    addToolChoice(body, request, {{"type", "function"}, {"function", json::Object{{"name", request.toolName}}}});
}

FinishReason reasonOf(std::string_view word)
{
    if (word == "stop") {
        return FinishReason::Stop;
    }
    if (word == "length") {
        return FinishReason::Length;
    }
    if (word == "tool_calls" || word == "function_call") {
        return FinishReason::ToolCalls;
    }
    return word == "content_filter" ? FinishReason::ContentFilter : FinishReason::Other;
}

class ChatDecoder final : public Decoder
{
public:
    Result<void> take(std::string_view, std::string_view data, std::vector<Event> &out) override
    {
        if (data == "[DONE]") {
            m_done = true;
            return {};
        }
        SB_TRY(chunk, readEvent(data));
        return takeChunk(chunk, out);
    }

    Result<void> takeWhole(std::string_view text, std::vector<Event> &out) override
    {
        SB_TRY(chunk, readEvent(text));
        if (!arrayAt(chunk, "choices")) {
            return badAnswer("it holds no choices");
        }
        return takeChunk(chunk, out);
    }

    Result<void> end(std::vector<Event> &out) override
    {
        if (!m_reason && !(m_done && m_begun)) {
            return streamCut();
        }
        m_calls.endAll(out);
        if (m_usage) {
            out.emplace_back(UsageUpdate{*m_usage});
        }
        auto reason = m_reason ? reasonOf(*m_reason) : FinishReason::Stop;
        // Some say "stop" also where they ask for tools.
        if (reason == FinishReason::Stop && m_calls.any()) {
            reason = FinishReason::ToolCalls;
        }
        out.emplace_back(Finish{reason, m_reason.value_or("")});
        return {};
    }

private:
    Result<void> takeChunk(const json::Object &chunk, std::vector<Event> &out)
    {
        if (!std::exchange(m_begun, true)) {
            out.emplace_back(Begin{std::string(textAt(chunk, "id")), std::string(textAt(chunk, "model"))});
        }
        if (const auto *usage = objectAt(chunk, "usage")) {
            takeUsage(*usage);
        }
        const auto *choices = arrayAt(chunk, "choices");
        const auto *choice = choices && !choices->empty() ? choices->front().if_object() : nullptr;
        if (!choice) {
            return {};
        }
        const auto *delta = objectAt(*choice, "delta");
        if (delta || (delta = objectAt(*choice, "message"))) {
            takeDelta(*delta, out);
        }
        if (const auto reason = textAt(*choice, "finish_reason"); !reason.empty()) {
            m_reason = reason;
        }
        return {};
    }

    void takeDelta(const json::Object &delta, std::vector<Event> &out)
    {
        for (const auto *key : {"reasoning_content", "reasoning"}) {
            if (const auto text = textAt(delta, key); !text.empty()) {
                out.emplace_back(ReasoningDelta{std::string(text)});
                break;
            }
        }
        for (const auto *key : {"content", "refusal"}) {
            if (const auto text = textAt(delta, key); !text.empty()) {
                out.emplace_back(TextDelta{std::string(text)});
            }
        }
        if (const auto *parts = arrayAt(delta, "content")) {
            for (const auto &part : *parts) {
                if (const auto *text = part.if_object(); text && textAt(*text, "type") == "text") {
                    out.emplace_back(TextDelta{std::string(textAt(*text, "text"))});
                }
            }
        }
        if (const auto *calls = arrayAt(delta, "tool_calls")) {
            for (const auto &entry : *calls) {
                if (const auto *call = entry.if_object()) {
                    takeCall(*call, out);
                }
            }
        }
    }

    void takeCall(const json::Object &call, std::vector<Event> &out)
    {
        const auto id = textAt(call, "id");
        if (call.contains("index")) {
            m_wireIndex = countAt(call, "index");
        } else if (!id.empty()) {
            ++m_wireIndex;
        }
        static const json::Object kNone;
        const auto *function = objectAt(call, "function");
        const auto &what = function ? *function : kNone;
        const auto index = m_calls.at(m_wireIndex, id, textAt(what, "name"), out);
        if (const auto arguments = textAt(what, "arguments"); !arguments.empty()) {
            out.emplace_back(ToolCallDelta{index, std::string(arguments)});
        } else if (const auto *object = objectAt(what, "arguments")) {
            out.emplace_back(ToolCallDelta{index, json::write(*object)});
        }
    }

    void takeUsage(const json::Object &wire)
    {
        Usage usage;
        usage.inputTokens = countAt(wire, "prompt_tokens");
        usage.outputTokens = countAt(wire, "completion_tokens");
        if (const auto *details = objectAt(wire, "prompt_tokens_details")) {
            usage.cachedTokens = countAt(*details, "cached_tokens");
            usage.cacheWriteTokens = countAt(*details, "cache_write_tokens");
        } else {
            usage.cachedTokens = countAt(wire, "prompt_cache_hit_tokens");
        }
        if (const auto *details = objectAt(wire, "completion_tokens_details")) {
            usage.reasoningTokens = countAt(*details, "reasoning_tokens");
        }
        m_usage = usage;
    }

    OpenCalls m_calls;
    std::int64_t m_wireIndex = -1;
    std::optional<Usage> m_usage;
    std::optional<std::string> m_reason;
    bool m_begun = false;
    bool m_done = false;
};

class OpenAiChat final : public Dialect
{
public:
    explicit OpenAiChat(ChatServer server) : m_server(server) {}
    void sign(http::Headers &headers, const std::string &key) const override { signBearer(headers, key); }

    Result<WireRequest> chat(const Request &request) const override
    {
        json::Object body{{"model", request.model},
                          {"messages", messagesOf(request)},
                          {"stream", true},
                          {"stream_options", json::Object{{"include_usage", true}}}};
        addTools(body, request);
        if (request.output && request.output->mode == OutputSchema::Mode::Native) {
            body.emplace("response_format", json::Object{{"type", "json_schema"},
                                                         {"json_schema", json::Object{{"name", request.output->name},
                                                                                      {"schema", request.output->schema},
                                                                                      {"strict", isClosed(request.output->schema, Closed::AllRequired)}}}});
        }
        const auto *mostTokens = m_server == ChatServer::OpenAi ? "max_completion_tokens" : "max_tokens";
        addSettings(body, request, {.temperature = "temperature", .topP = "top_p", .maxTokens = mostTokens, .stop = "stop", .seed = "seed"});
        if (request.effort != Effort::Default) {
            body.emplace("reasoning_effort", json::enumName(request.effort));
        }
        addExtra(body, request);
        return WireRequest{"/chat/completions", std::move(body)};
    }

    std::unique_ptr<Decoder> decoder() const override { return std::make_unique<ChatDecoder>(); }
    Result<WireRequest> embedding(const EmbeddingRequest &request) const override { return openAiEmbedding(request); }
    Result<Embeddings> readEmbeddings(const json::Value &answer) const override { return readOpenAiEmbeddings(answer); }
    WireRequest modelPage(std::string_view) const override { return {"/models", {}}; }
    Result<ModelPage> readModels(const json::Value &answer) const override { return readOpenAiModels(answer); }

private:
    ChatServer m_server;
};

} // namespace

std::unique_ptr<Dialect> makeOpenAiChat(ChatServer server)
{
    return std::make_unique<OpenAiChat>(server);
}

void signBearer(http::Headers &headers, const std::string &key)
{
    if (!key.empty()) {
        headers.set("Authorization", "Bearer " + key);
    }
}

Result<WireRequest> openAiEmbedding(const EmbeddingRequest &request)
{
    json::Object body{{"model", request.model}, {"input", json::Array(request.texts.begin(), request.texts.end())}, {"encoding_format", "float"}};
    if (request.dimensions) {
        body.emplace("dimensions", *request.dimensions);
    }
    return WireRequest{"/embeddings", std::move(body)};
}

Result<Embeddings> readOpenAiEmbeddings(const json::Value &answer)
{
    const auto *data = json::find(answer, "data");
    const auto *list = data ? data->if_array() : nullptr;
    if (!list) {
        return badAnswer("it holds no embeddings");
    }
    Embeddings embeddings;
    embeddings.vectors.resize(list->size());
    for (std::size_t i = 0; i < list->size(); ++i) {
        const auto *entry = (*list)[i].if_object();
        // They may come in any order.
        const auto index = entry && entry->contains("index") ? static_cast<std::size_t>(countAt(*entry, "index")) : i;
        if (!entry || index >= embeddings.vectors.size()) {
            return badAnswer("it holds no embeddings");
        }
        SB_TRY(vector, readVector(json::find(*entry, "embedding")));
        embeddings.vectors[index] = std::move(vector);
    }
    if (const auto *usage = json::find(answer, "usage"); usage && usage->is_object()) {
        embeddings.usage.inputTokens = countAt(usage->get_object(), "prompt_tokens");
    }
    return embeddings;
}

Result<ModelPage> readOpenAiModels(const json::Value &answer)
{
    const auto *data = json::find(answer, "data");
    const auto *list = data ? data->if_array() : nullptr;
    if (!list) {
        return badAnswer("it holds no list of models");
    }
    ModelPage page;
    for (const auto &value : *list) {
        const auto *entry = value.if_object();
        if (!entry || textAt(*entry, "id").empty()) {
            continue;
        }
        ModelInfo model;
        model.id = textAt(*entry, "id");
        model.title = textAt(*entry, "name");
        for (const auto *key : {"context_length", "max_model_len", "context_window"}) {
            model.contextTokens = std::max(model.contextTokens, countAt(*entry, key));
        }
        page.models.push_back(std::move(model));
    }
    return page;
}

} // namespace signalbox::llm
