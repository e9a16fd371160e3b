// SPDX-License-Identifier: GPL-3.0-or-later
// Anthropic's Messages API. Source: platform.claude.com/docs, Messages, Streaming and Errors.
#include "llm/wire_p.h"

namespace signalbox::llm {

namespace {

constexpr std::string_view kSigned = "anthropic.signature";
constexpr std::string_view kSealed = "anthropic.redacted";
// The API wants a limit with every request.
constexpr std::int64_t kMaxTokens = 8192;

json::Value blockOf(const Part &part)
{
    if (const auto *text = std::get_if<TextPart>(&part)) {
        return text->text.empty() ? json::Value() : json::Value(json::Object{{"type", "text"}, {"text", text->text}});
    }
    if (const auto *image = std::get_if<ImagePart>(&part)) {
        auto source = image->url.empty() ? json::Object{{"type", "base64"}, {"media_type", image->mimeType}, {"data", base64Of(image->bytes)}}
                                         : json::Object{{"type", "url"}, {"url", image->url}};
        return json::Object{{"type", "image"}, {"source", std::move(source)}};
    }
    if (const auto *thought = std::get_if<ReasoningPart>(&part)) {
        if (thought->opaque.kind == kSigned) {
            return json::Object{{"type", "thinking"}, {"thinking", thought->text}, {"signature", thought->opaque.data}};
        }
        return thought->opaque.kind == kSealed ? json::Value(json::Object{{"type", "redacted_thinking"}, {"data", thought->opaque.data}}) : json::Value();
    }
    if (const auto *call = std::get_if<ToolCallPart>(&part)) {
        return json::Object{{"type", "tool_use"}, {"id", call->id}, {"name", call->name}, {"input", argumentsOf(*call)}};
    }
    const auto &result = std::get<ToolResultPart>(part);
    json::Object block{{"type", "tool_result"}, {"tool_use_id", result.callId}, {"content", result.text}};
    if (result.outcome == ToolResultPart::Outcome::Failed) {
        block.emplace("is_error", true);
    }
    return block;
}

// User and assistant take turns: messages of one side in a row become one.
json::Array messagesOf(const Request &request)
{
    json::Array messages;
    for (const auto &message : request.messages) {
        if (message.role == Role::System) {
            continue;
        }
        const std::string_view role = message.role == Role::Assistant ? "assistant" : "user";
        json::Array blocks;
        for (const auto &part : message.parts) {
            if (auto block = blockOf(part); !block.is_null()) {
                blocks.push_back(std::move(block));
            }
        }
        if (blocks.empty()) {
            continue;
        }
        auto *last = messages.empty() ? nullptr : &messages.back().get_object();
        if (last && textAt(*last, "role") == role) {
            auto &before = last->at("content").get_array();
            before.insert(before.end(), blocks.begin(), blocks.end());
        } else {
            messages.push_back(json::Object{{"role", role}, {"content", std::move(blocks)}});
        }
    }
    return messages;
}

void addTools(json::Object &body, const Request &request)
{
    if (request.tools.empty()) {
        return;
    }
    json::Array tools;
    for (const auto &tool : request.tools) {
        tools.push_back(json::Object{{"name", tool.name}, {"description", tool.description}, {"input_schema", tool.parameters}});
    }
    body.emplace("tools", std::move(tools));
    json::Object choice;
    switch (request.toolChoice) {
    case ToolChoice::Auto:
        choice.emplace("type", "auto");
        break;
    case ToolChoice::None:
        choice.emplace("type", "none");
        break;
    case ToolChoice::Required:
        choice.emplace("type", "any");
        break;
    case ToolChoice::Named:
        choice.emplace("type", "tool");
        choice.emplace("name", request.toolName);
        break;
    }
    if (request.parallelCalls == Request::ParallelCalls::Refuse && request.toolChoice != ToolChoice::None) {
        choice.emplace("disable_parallel_tool_use", true);
    }
    body.emplace("tool_choice", std::move(choice));
}

FinishReason reasonOf(std::string_view word)
{
    if (word == "end_turn" || word == "stop_sequence") {
        return FinishReason::Stop;
    }
    if (word == "max_tokens" || word == "model_context_window_exceeded") {
        return FinishReason::Length;
    }
    if (word == "tool_use") {
        return FinishReason::ToolCalls;
    }
    return word == "refusal" ? FinishReason::ContentFilter : FinishReason::Other;
}

class AnthropicDecoder final : public Decoder
{
public:
    Result<void> take(std::string_view, std::string_view data, std::vector<Event> &out) override
    {
        SB_TRY(event, readEvent(data));
        const auto type = textAt(event, "type");
        const auto index = countAt(event, "index");
        if (type == "content_block_delta") {
            if (const auto *delta = objectAt(event, "delta")) {
                takeDelta(index, *delta, out);
            }
        } else if (type == "content_block_start") {
            if (const auto *block = objectAt(event, "content_block")) {
                startBlock(index, *block, out);
            }
        } else if (type == "content_block_stop") {
            stopBlock(index, out);
        } else if (type == "message_start") {
            if (const auto *message = objectAt(event, "message")) {
                out.emplace_back(Begin{std::string(textAt(*message, "id")), std::string(textAt(*message, "model"))});
                takeUsage(*message, out);
            }
        } else if (type == "message_delta") {
            if (const auto *delta = objectAt(event, "delta"); delta && !textAt(*delta, "stop_reason").empty()) {
                m_reason = textAt(*delta, "stop_reason");
            }
            takeUsage(event, out);
        } else if (type == "message_stop") {
            m_stopped = true;
        }
        return {};
    }

    Result<void> end(std::vector<Event> &out) override
    {
        if (!m_stopped && m_reason.empty()) {
            return streamCut();
        }
        m_calls.endAll(out);
        out.emplace_back(Finish{reasonOf(m_reason), m_reason});
        return {};
    }

private:
    void startBlock(std::int64_t index, const json::Object &block, std::vector<Event> &out)
    {
        const auto type = textAt(block, "type");
        if (type == "tool_use") {
            const auto call = m_calls.at(index, textAt(block, "id"), textAt(block, "name"), out);
            // The arguments are streamed after an empty object; what stands here already counts.
            if (const auto *input = objectAt(block, "input"); input && !input->empty()) {
                out.emplace_back(ToolCallDelta{call, json::write(*input)});
            }
            m_block = Block::Call;
        } else if (type == "thinking") {
            m_block = Block::Thought;
            m_opaque = {std::string(kSigned), std::string(textAt(block, "signature"))};
            if (const auto text = textAt(block, "thinking"); !text.empty()) {
                out.emplace_back(ReasoningDelta{std::string(text)});
            }
        } else if (type == "redacted_thinking") {
            m_block = Block::Thought;
            m_opaque = {std::string(kSealed), std::string(textAt(block, "data"))};
        } else {
            m_block = Block::Text;
            if (const auto text = textAt(block, "text"); !text.empty()) {
                out.emplace_back(TextDelta{std::string(text)});
            }
        }
    }

    void takeDelta(std::int64_t index, const json::Object &delta, std::vector<Event> &out)
    {
        const auto type = textAt(delta, "type");
        if (type == "text_delta") {
            out.emplace_back(TextDelta{std::string(textAt(delta, "text"))});
        } else if (type == "input_json_delta") {
            if (const auto piece = textAt(delta, "partial_json"); !piece.empty()) {
                const auto call = m_calls.at(index, {}, {}, out);
                out.emplace_back(ToolCallDelta{call, std::string(piece)});
            }
        } else if (type == "thinking_delta") {
            out.emplace_back(ReasoningDelta{std::string(textAt(delta, "thinking"))});
        } else if (type == "signature_delta") {
            m_opaque.data += textAt(delta, "signature");
        }
    }

    void stopBlock(std::int64_t index, std::vector<Event> &out)
    {
        if (m_block == Block::Thought) {
            out.emplace_back(ReasoningEnd{std::exchange(m_opaque, Opaque{})});
        } else if (m_block == Block::Call) {
            m_calls.end(index, out);
        }
        m_block = Block::Text;
    }

    // The counts of message_delta are totals, and may leave out what message_start said.
    void takeUsage(const json::Object &holder, std::vector<Event> &out)
    {
        const auto *wire = objectAt(holder, "usage");
        if (!wire) {
            return;
        }
        const auto replace = [&](std::int64_t &count, std::string_view key) {
            if (const auto *value = json::find(*wire, key); value && value->is_number()) {
                count = countAt(*wire, key);
            }
        };
        replace(m_fresh, "input_tokens");
        replace(m_usage.cachedTokens, "cache_read_input_tokens");
        replace(m_usage.cacheWriteTokens, "cache_creation_input_tokens");
        replace(m_usage.outputTokens, "output_tokens");
        if (const auto *details = objectAt(*wire, "output_tokens_details")) {
            m_usage.reasoningTokens = countAt(*details, "thinking_tokens");
        }
        m_usage.inputTokens = m_fresh + m_usage.cachedTokens + m_usage.cacheWriteTokens;
        out.emplace_back(UsageUpdate{m_usage});
    }

    enum class Block { Text, Thought, Call };
    OpenCalls m_calls;
    Block m_block = Block::Text;
    Opaque m_opaque;
    Usage m_usage;
    std::int64_t m_fresh = 0;
    std::string m_reason;
    bool m_stopped = false;
};

class Anthropic final : public Dialect
{
public:
    void sign(http::Headers &headers, const std::string &key) const override
    {
        headers.set("anthropic-version", "2023-06-01");
        if (!key.empty()) {
            headers.set("x-api-key", key);
        }
    }

    Result<WireRequest> chat(const Request &request) const override
    {
        if (request.seed) {
            return unsupported("seed");
        }
        json::Object body{{"model", request.model},
                          {"max_tokens", request.maxTokens.value_or(kMaxTokens)},
                          {"messages", messagesOf(request)},
                          {"stream", true}};
        // It holds models only to schemas whose objects are closed.
        const bool native = request.output && request.output->mode == OutputSchema::Mode::Native && isClosed(request.output->schema, Closed::Objects);
        if (auto system = systemText(request, !native); !system.empty()) {
            body.emplace("system", system);
        }
        json::Object outputConfig;
        if (native) {
            outputConfig.emplace("format", json::Object{{"type", "json_schema"}, {"schema", request.output->schema}});
        }
        if (request.effort == Effort::None) {
            body.emplace("thinking", json::Object{{"type", "disabled"}});
        } else if (request.effort != Effort::Default) {
            body.emplace("thinking", json::Object{{"type", "adaptive"}});
            outputConfig.emplace("effort", json::enumName(request.effort));
        }
        if (!outputConfig.empty()) {
            body.emplace("output_config", std::move(outputConfig));
        }
        addTools(body, request);
        addSettings(body, request, {.temperature = "temperature", .topP = "top_p", .maxTokens = {}, .stop = "stop_sequences", .seed = {}});
        addExtra(body, request);
        return WireRequest{"/messages", std::move(body)};
    }

    std::unique_ptr<Decoder> decoder() const override { return std::make_unique<AnthropicDecoder>(); }
    Result<WireRequest> embedding(const EmbeddingRequest &) const override { return unsupported("embeddings"); }
    Result<Embeddings> readEmbeddings(const json::Value &) const override { return unsupported("embeddings"); }

    WireRequest modelPage(std::string_view next) const override
    {
        return {"/models?limit=1000" + (next.empty() ? std::string() : "&after_id=" + std::string(next)), {}};
    }

    Result<ModelPage> readModels(const json::Value &answer) const override
    {
        const auto *data = json::find(answer, "data");
        const auto *list = data ? data->if_array() : nullptr;
        if (!list) {
            return badAnswer("it holds no list of models");
        }
        ModelPage page;
        for (const auto &value : *list) {
            if (const auto *entry = value.if_object(); entry && !textAt(*entry, "id").empty()) {
                page.models.push_back({std::string(textAt(*entry, "id")), std::string(textAt(*entry, "display_name")), countAt(*entry, "max_input_tokens"),
                                       countAt(*entry, "max_tokens")});
            }
        }
        if (isTrue(answer.get_object(), "has_more")) {
            page.next = textAt(answer.get_object(), "last_id");
        }
        return page;
    }
};

} // namespace

std::unique_ptr<Dialect> makeAnthropic()
{
    return std::make_unique<Anthropic>();
}

} // namespace signalbox::llm
