// SPDX-License-Identifier: GPL-3.0-or-later
// Ollama's own API. Source: docs/api.md of ollama.
#include "llm/wire_p.h"

namespace signalbox::llm {

namespace {

void addMessage(json::Array &messages, const Message &message)
{
    if (message.role == Role::Tool) {
        for (const auto *result : toolResultsOf(message)) {
            messages.push_back(json::Object{{"role", "tool"}, {"tool_name", result->name}, {"content", result->text}});
        }
        return;
    }
    json::Object entry{{"role", json::enumName(message.role)}, {"content", message.joinedText()}};
    json::Array images;
    json::Array calls;
    for (const auto &part : message.parts) {
        if (const auto *image = std::get_if<ImagePart>(&part)) {
            images.push_back(json::Value(base64Of(image->bytes)));
        } else if (const auto *call = std::get_if<ToolCallPart>(&part)) {
            calls.push_back(json::Object{{"function", json::Object{{"name", call->name}, {"arguments", argumentsOf(*call)}}}});
        } else if (const auto *thought = std::get_if<ReasoningPart>(&part)) {
            entry.insert_or_assign("thinking", thought->text);
        }
    }
    if (!images.empty()) {
        entry.emplace("images", std::move(images));
    }
    if (!calls.empty()) {
        entry.emplace("tool_calls", std::move(calls));
    }
    messages.push_back(std::move(entry));
}

class OllamaDecoder final : public Decoder
{
public:
    Result<void> take(std::string_view, std::string_view data, std::vector<Event> &out) override
    {
        SB_TRY(chunk, readEvent(data));
        if (!std::exchange(m_begun, true)) {
            out.emplace_back(Begin{{}, std::string(textAt(chunk, "model"))});
        }
        if (const auto *message = objectAt(chunk, "message")) {
            takeMessage(*message, out);
        }
        if (isTrue(chunk, "done")) {
            m_reason = std::string(textAt(chunk, "done_reason"));
            m_usage.inputTokens = countAt(chunk, "prompt_eval_count");
            m_usage.outputTokens = countAt(chunk, "eval_count");
        }
        return {};
    }

    Result<void> end(std::vector<Event> &out) override
    {
        if (!m_reason) {
            return streamCut();
        }
        out.emplace_back(UsageUpdate{m_usage});
        auto reason = FinishReason::Other;
        if (*m_reason == "stop" || m_reason->empty()) {
            reason = m_calls.any() ? FinishReason::ToolCalls : FinishReason::Stop;
        } else if (*m_reason == "length") {
            reason = FinishReason::Length;
        }
        out.emplace_back(Finish{reason, *m_reason});
        return {};
    }

    Result<void> takeWhole(std::string_view text, std::vector<Event> &out) override { return take({}, text, out); }

private:
    void takeMessage(const json::Object &message, std::vector<Event> &out)
    {
        if (const auto text = textAt(message, "thinking"); !text.empty()) {
            out.emplace_back(ReasoningDelta{std::string(text)});
        }
        if (const auto text = textAt(message, "content"); !text.empty()) {
            out.emplace_back(TextDelta{std::string(text)});
        }
        const auto *calls = arrayAt(message, "tool_calls");
        for (std::size_t i = 0; calls && i < calls->size(); ++i) {
            const auto *function = (*calls)[i].is_object() ? objectAt((*calls)[i].get_object(), "function") : nullptr;
            if (function) {
                const auto *arguments = objectAt(*function, "arguments");
                m_calls.whole("call_" + std::to_string(m_calls.count()), textAt(*function, "name"), arguments ? json::write(*arguments) : "{}", {}, out);
            }
        }
    }

    OpenCalls m_calls;
    Usage m_usage;
    std::optional<std::string> m_reason;
    bool m_begun = false;
};

class Ollama final : public Dialect
{
public:
    Framing framing() const override { return Framing::Lines; }
    void sign(http::Headers &headers, const std::string &key) const override { signBearer(headers, key); }

    Result<WireRequest> chat(const Request &request) const override
    {
        json::Array messages;
        for (const auto &message : request.messages) {
            for (const auto &part : message.parts) {
                if (const auto *image = std::get_if<ImagePart>(&part); image && image->bytes.empty()) {
                    return unsupported("images by URL");
                }
            }
            addMessage(messages, message);
        }
        json::Object body{{"model", request.model}, {"messages", std::move(messages)}, {"stream", true}};
        if (!request.tools.empty() && request.toolChoice != ToolChoice::None) {
            if (request.toolChoice != ToolChoice::Auto) {
                return unsupported("choice of a tool");
            }
            body.emplace("tools", functionsOf(request));
        }
        if (request.output && request.output->mode == OutputSchema::Mode::Native) {
            body.emplace("format", request.output->schema);
        } else if (request.output) {
            body.at("messages").get_array().push_back(json::Object{{"role", "system"}, {"content", schemaInstruction(*request.output)}});
        }
        json::Object options;
        addSettings(options, request, {.temperature = "temperature", .topP = "top_p", .maxTokens = "num_predict", .stop = "stop", .seed = "seed"});
        if (!options.empty()) {
            body.emplace("options", std::move(options));
        }
        if (request.effort != Effort::Default) {
            body.emplace("think", request.effort != Effort::None);
        }
        addExtra(body, request);
        return WireRequest{"/chat", std::move(body)};
    }

    std::unique_ptr<Decoder> decoder() const override { return std::make_unique<OllamaDecoder>(); }

    Result<WireRequest> embedding(const EmbeddingRequest &request) const override
    {
        json::Object body{{"model", request.model}, {"input", json::Array(request.texts.begin(), request.texts.end())}};
        if (request.dimensions) {
            body.emplace("dimensions", *request.dimensions);
        }
        return WireRequest{"/embed", std::move(body)};
    }

    Result<Embeddings> readEmbeddings(const json::Value &answer) const override
    {
        const auto *data = json::find(answer, "embeddings");
        const auto *list = data ? data->if_array() : nullptr;
        if (!list) {
            return badAnswer("it holds no embeddings");
        }
        Embeddings embeddings;
        for (const auto &entry : *list) {
            SB_TRY(vector, readVector(&entry));
            embeddings.vectors.push_back(std::move(vector));
        }
        embeddings.usage.inputTokens = countAt(answer.get_object(), "prompt_eval_count");
        return embeddings;
    }

    WireRequest modelPage(std::string_view) const override { return {"/tags", {}}; }

    Result<ModelPage> readModels(const json::Value &answer) const override
    {
        const auto *models = json::find(answer, "models");
        const auto *list = models ? models->if_array() : nullptr;
        if (!list) {
            return badAnswer("it holds no list of models");
        }
        ModelPage page;
        for (const auto &value : *list) {
            if (const auto *entry = value.if_object(); entry && !textAt(*entry, "name").empty()) {
                page.models.push_back({std::string(textAt(*entry, "name")), {}, 0, 0});
            }
        }
        return page;
    }
};

} // namespace

std::unique_ptr<Dialect> makeOllama()
{
    return std::make_unique<Ollama>();
}

} // namespace signalbox::llm
