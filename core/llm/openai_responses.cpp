// SPDX-License-Identifier: GPL-3.0-or-later
// OpenAI's Responses API. Nothing is kept at OpenAI (`store: false`); thoughts come back encrypted and are sent again.
// Source: platform.openai.com/docs/api-reference/responses.
#include "llm/wire_p.h"

namespace signalbox::llm {

namespace {

constexpr std::string_view kThought = "openai.reasoning";

json::Value partsOf(const Message &message, std::string_view textType)
{
    json::Array parts;
    for (const auto &part : message.parts) {
        if (const auto *text = std::get_if<TextPart>(&part)) {
            parts.push_back(json::Object{{"type", textType}, {"text", text->text}});
        } else if (const auto *image = std::get_if<ImagePart>(&part)) {
            parts.push_back(json::Object{{"type", "input_image"}, {"image_url", imageUrl(*image)}});
        }
    }
    return parts;
}

void addAssistant(json::Array &input, const Message &message)
{
    for (const auto &part : message.parts) {
        if (const auto *thought = std::get_if<ReasoningPart>(&part)) {
            if (thought->opaque.kind == kThought) {
                if (auto item = json::parse(thought->opaque.data); item && item->is_object()) {
                    input.push_back(std::move(*item));
                }
            }
        } else if (const auto *text = std::get_if<TextPart>(&part)) {
            input.push_back(json::Object{{"role", "assistant"}, {"content", json::Array{json::Object{{"type", "output_text"}, {"text", text->text}}}}});
        } else if (const auto *call = std::get_if<ToolCallPart>(&part)) {
            input.push_back(json::Object{{"type", "function_call"}, {"call_id", call->id}, {"name", call->name}, {"arguments", call->arguments.empty() ? "{}" : call->arguments}});
        }
    }
}

json::Array inputOf(const Request &request)
{
    json::Array input;
    for (const auto &message : request.messages) {
        switch (message.role) {
        case Role::System: // stands in the instructions
            break;
        case Role::User:
            input.push_back(json::Object{{"role", "user"}, {"content", partsOf(message, "input_text")}});
            break;
        case Role::Assistant:
            addAssistant(input, message);
            break;
        case Role::Tool:
            for (const auto *result : toolResultsOf(message)) {
                input.push_back(json::Object{{"type", "function_call_output"}, {"call_id", result->callId}, {"output", result->text}});
            }
            break;
        }
    }
    return input;
}

void addTools(json::Object &body, const Request &request)
{
    if (request.tools.empty()) {
        return;
    }
    json::Array tools;
    for (const auto &tool : request.tools) {
        tools.push_back(json::Object{{"type", "function"}, {"name", tool.name}, {"description", tool.description}, {"parameters", tool.parameters}, {"strict", false}});
    }
    body.emplace("tools", std::move(tools));
    addToolChoice(body, request, {{"type", "function"}, {"name", request.toolName}});
}

class ResponsesDecoder final : public Decoder
{
public:
    Result<void> take(std::string_view, std::string_view data, std::vector<Event> &out) override
    {
        if (data == "[DONE]") {
            return {};
        }
        SB_TRY(event, readEvent(data));
        const auto type = textAt(event, "type");
        const auto item = countAt(event, "output_index");
        if (type == "response.output_text.delta" || type == "response.refusal.delta") {
            m_refused = m_refused || type == "response.refusal.delta";
            out.emplace_back(TextDelta{std::string(textAt(event, "delta"))});
        } else if (type == "response.reasoning_summary_text.delta" || type == "response.reasoning_text.delta") {
            out.emplace_back(ReasoningDelta{std::string(textAt(event, "delta"))});
        } else if (type == "response.function_call_arguments.delta") {
            addArguments(item, textAt(event, "delta"), out);
        } else if (type == "response.created") {
            if (const auto *response = objectAt(event, "response")) {
                out.emplace_back(Begin{std::string(textAt(*response, "id")), std::string(textAt(*response, "model"))});
            }
        } else if (type == "response.output_item.added") {
            if (const auto *what = objectAt(event, "item"); what && textAt(*what, "type") == "function_call") {
                m_calls.at(item, textAt(*what, "call_id"), textAt(*what, "name"), out);
            }
        } else if (type == "response.output_item.done") {
            if (const auto *what = objectAt(event, "item")) {
                takeItem(item, *what, out);
            }
        } else if (type == "response.completed" || type == "response.incomplete") {
            if (const auto *response = objectAt(event, "response")) {
                takeEnd(*response);
            }
        } else if (type == "response.failed") {
            const auto *response = objectAt(event, "response");
            const auto *error = response ? objectAt(*response, "error") : nullptr;
            return faultOf(error ? *error : event);
        } else if (type == "error") {
            return faultOf(event);
        }
        return {};
    }

    Result<void> end(std::vector<Event> &out) override
    {
        if (!m_status) {
            return streamCut();
        }
        m_calls.endAll(out);
        out.emplace_back(UsageUpdate{m_usage});
        auto reason = FinishReason::Stop;
        if (m_refused || m_why == "content_filter") {
            reason = FinishReason::ContentFilter;
        } else if (m_why == "max_output_tokens") {
            reason = FinishReason::Length;
        } else if (*m_status == "incomplete") {
            reason = FinishReason::Other;
        } else if (m_calls.any()) {
            reason = FinishReason::ToolCalls;
        }
        out.emplace_back(Finish{reason, m_why.empty() ? *m_status : m_why});
        return {};
    }

private:
    static Error faultOf(const json::Object &error)
    {
        ServerFault fault;
        fault.type = textAt(error, "code");
        fault.detail = textAt(error, "message");
        return faultError(fault);
    }

    void addArguments(std::int64_t item, std::string_view piece, std::vector<Event> &out)
    {
        const auto index = m_calls.at(item, {}, {}, out);
        if (!piece.empty()) {
            m_calls.received(item) += piece.size();
            out.emplace_back(ToolCallDelta{index, std::string(piece)});
        }
    }

    void takeItem(std::int64_t item, const json::Object &what, std::vector<Event> &out)
    {
        const auto type = textAt(what, "type");
        if (type == "function_call") {
            const auto index = m_calls.at(item, textAt(what, "call_id"), textAt(what, "name"), out);
            // Servers that do not stream them give the arguments here for the first time.
            if (const auto all = textAt(what, "arguments"); m_calls.received(item) == 0 && !all.empty()) {
                out.emplace_back(ToolCallDelta{index, std::string(all)});
            }
            m_calls.end(item, out);
        } else if (type == "reasoning") {
            // What is sent again: without the status that the API adds.
            json::Object again = what;
            again.erase("status");
            const bool isSealed = !textAt(what, "encrypted_content").empty();
            out.emplace_back(ReasoningEnd{isSealed ? Opaque{std::string(kThought), json::write(again)} : Opaque{}});
        }
    }

    void takeEnd(const json::Object &response)
    {
        m_status = std::string(textAt(response, "status"));
        if (const auto *details = objectAt(response, "incomplete_details")) {
            m_why = textAt(*details, "reason");
        }
        const auto *usage = objectAt(response, "usage");
        if (!usage) {
            return;
        }
        m_usage.inputTokens = countAt(*usage, "input_tokens");
        m_usage.outputTokens = countAt(*usage, "output_tokens");
        if (const auto *details = objectAt(*usage, "input_tokens_details")) {
            m_usage.cachedTokens = countAt(*details, "cached_tokens");
            m_usage.cacheWriteTokens = countAt(*details, "cache_write_tokens");
        }
        if (const auto *details = objectAt(*usage, "output_tokens_details")) {
            m_usage.reasoningTokens = countAt(*details, "reasoning_tokens");
        }
    }

    OpenCalls m_calls;
    Usage m_usage;
    std::optional<std::string> m_status;
    std::string m_why;
    bool m_refused = false;
};

class OpenAiResponses final : public Dialect
{
public:
    void sign(http::Headers &headers, const std::string &key) const override { signBearer(headers, key); }

    Result<WireRequest> chat(const Request &request) const override
    {
        if (!request.stop.empty()) {
            return unsupported("stop texts");
        }
        if (request.seed) {
            return unsupported("seed");
        }
        json::Object body{{"model", request.model}, {"input", inputOf(request)}, {"stream", true}, {"store", false}};
        const bool instruct = request.output && request.output->mode == OutputSchema::Mode::Instruct;
        if (auto system = systemText(request, instruct); !system.empty()) {
            body.emplace("instructions", system);
        }
        addTools(body, request);
        if (request.output && !instruct) {
            body.emplace("text", json::Object{{"format", json::Object{{"type", "json_schema"},
                                                                      {"name", request.output->name},
                                                                      {"schema", request.output->schema},
                                                                      {"strict", isClosed(request.output->schema, Closed::AllRequired)}}}});
        }
        addSettings(body, request, {.temperature = "temperature", .topP = "top_p", .maxTokens = "max_output_tokens", .stop = {}, .seed = {}});
        if (request.effort != Effort::Default) {
            body.emplace("reasoning", json::Object{{"effort", json::enumName(request.effort)}, {"summary", "auto"}});
            body.emplace("include", json::Array{"reasoning.encrypted_content"});
        }
        addExtra(body, request);
        return WireRequest{"/responses", std::move(body)};
    }

    std::unique_ptr<Decoder> decoder() const override { return std::make_unique<ResponsesDecoder>(); }
    Result<WireRequest> embedding(const EmbeddingRequest &request) const override { return openAiEmbedding(request); }
    Result<Embeddings> readEmbeddings(const json::Value &answer) const override { return readOpenAiEmbeddings(answer); }
    WireRequest modelPage(std::string_view) const override { return {"/models", {}}; }
    Result<ModelPage> readModels(const json::Value &answer) const override { return readOpenAiModels(answer); }
};

} // namespace

std::unique_ptr<Dialect> makeOpenAiResponses()
{
    return std::make_unique<OpenAiResponses>();
}

} // namespace signalbox::llm
