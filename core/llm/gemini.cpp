// SPDX-License-Identifier: GPL-3.0-or-later
// Google's Gemini API (generateContent). Source: ai.google.dev/api/generate-content.
#include "llm/wire_p.h"

namespace signalbox::llm {

namespace {

constexpr std::string_view kThought = "gemini.thought";

json::Value partOf(const Part &part)
{
    if (const auto *text = std::get_if<TextPart>(&part)) {
        return json::Object{{"text", text->text}};
    }
    if (const auto *image = std::get_if<ImagePart>(&part)) {
        if (image->url.empty()) {
            return json::Object{{"inlineData", json::Object{{"mimeType", image->mimeType}, {"data", base64Of(image->bytes)}}}};
        }
        return json::Object{{"fileData", json::Object{{"mimeType", image->mimeType}, {"fileUri", image->url}}}};
    }
    if (const auto *call = std::get_if<ToolCallPart>(&part)) {
        json::Object wire{{"functionCall", json::Object{{"name", call->name}, {"args", argumentsOf(*call)}}}};
        if (call->opaque.kind == kThought) {
            wire.emplace("thoughtSignature", call->opaque.data);
        }
        return wire;
    }
    if (const auto *result = std::get_if<ToolResultPart>(&part)) {
        const bool failed = result->outcome == ToolResultPart::Outcome::Failed;
        return json::Object{{"functionResponse", json::Object{{"name", result->name}, {"response", json::Object{{failed ? "error" : "output", result->text}}}}}};
    }
    return {}; // thoughts are not sent again
}

json::Array contentsOf(const Request &request)
{
    json::Array contents;
    for (const auto &message : request.messages) {
        if (message.role == Role::System) {
            continue;
        }
        json::Array parts;
        for (const auto &part : message.parts) {
            if (auto wire = partOf(part); !wire.is_null()) {
                parts.push_back(std::move(wire));
            }
        }
        if (!parts.empty()) {
            contents.push_back(json::Object{{"role", message.role == Role::Assistant ? "model" : "user"}, {"parts", std::move(parts)}});
        }
    }
    return contents;
}

void addTools(json::Object &body, const Request &request)
{
    if (request.tools.empty()) {
        return;
    }
    json::Array declarations;
    for (const auto &tool : request.tools) {
        declarations.push_back(json::Object{{"name", tool.name}, {"description", tool.description}, {"parametersJsonSchema", tool.parameters}});
    }
    body.emplace("tools", json::Array{json::Object{{"functionDeclarations", std::move(declarations)}}});
    json::Object calling;
    switch (request.toolChoice) {
    case ToolChoice::Auto:
        return;
    case ToolChoice::None:
        calling.emplace("mode", "NONE");
        break;
    case ToolChoice::Required:
        calling.emplace("mode", "ANY");
        break;
    case ToolChoice::Named:
        calling.emplace("mode", "ANY");
        calling.emplace("allowedFunctionNames", json::Array{request.toolName});
        break;
    }
    body.emplace("toolConfig", json::Object{{"functionCallingConfig", std::move(calling)}});
}

json::Object generationOf(const Request &request)
{
    json::Object config;
    addSettings(config, request, {.temperature = "temperature", .topP = "topP", .maxTokens = "maxOutputTokens", .stop = "stopSequences", .seed = "seed"});
    if (request.output && request.output->mode == OutputSchema::Mode::Native) {
        config.emplace("responseMimeType", "application/json");
        config.emplace("responseJsonSchema", request.output->schema);
    }
    switch (request.effort) {
    case Effort::Default:
        break;
    case Effort::None:
        config.emplace("thinkingConfig", json::Object{{"thinkingBudget", 0}});
        break;
    default:
        config.emplace("thinkingConfig", json::Object{{"includeThoughts", true}, {"thinkingLevel", json::enumName(request.effort)}});
    }
    return config;
}

FinishReason reasonOf(std::string_view word)
{
    if (word == "STOP") {
        return FinishReason::Stop;
    }
    if (word == "MAX_TOKENS") {
        return FinishReason::Length;
    }
    for (const std::string_view filter : {"SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "IMAGE_SAFETY", "LANGUAGE"}) {
        if (word == filter) {
            return FinishReason::ContentFilter;
        }
    }
    return FinishReason::Other;
}

class GeminiDecoder final : public Decoder
{
public:
    Result<void> take(std::string_view, std::string_view data, std::vector<Event> &out) override
    {
        SB_TRY(chunk, readEvent(data));
        if (!std::exchange(m_begun, true)) {
            m_responseId = textAt(chunk, "responseId");
            out.emplace_back(Begin{m_responseId, std::string(textAt(chunk, "modelVersion"))});
        }
        if (const auto *usage = objectAt(chunk, "usageMetadata")) {
            takeUsage(*usage);
        }
        if (const auto *feedback = objectAt(chunk, "promptFeedback"); feedback && !textAt(*feedback, "blockReason").empty()) {
            m_reason = textAt(*feedback, "blockReason");
            m_blocked = true;
        }
        const auto *candidates = arrayAt(chunk, "candidates");
        const auto *candidate = candidates && !candidates->empty() ? candidates->front().if_object() : nullptr;
        if (!candidate) {
            return {};
        }
        const auto *content = objectAt(*candidate, "content");
        if (const auto *parts = content ? arrayAt(*content, "parts") : nullptr) {
            for (const auto &part : *parts) {
                if (const auto *object = part.if_object()) {
                    takePart(*object, out);
                }
            }
        }
        if (const auto reason = textAt(*candidate, "finishReason"); !reason.empty()) {
            m_reason = reason;
        }
        return {};
    }

    Result<void> end(std::vector<Event> &out) override
    {
        if (m_reason.empty()) {
            return streamCut();
        }
        closeThought(out);
        out.emplace_back(UsageUpdate{m_usage});
        auto reason = m_blocked ? FinishReason::ContentFilter : reasonOf(m_reason);
        if (reason == FinishReason::Stop && m_calls.any()) {
            reason = FinishReason::ToolCalls;
        }
        out.emplace_back(Finish{reason, m_reason});
        return {};
    }

private:
    void takePart(const json::Object &part, std::vector<Event> &out)
    {
        if (const auto *call = objectAt(part, "functionCall")) {
            closeThought(out);
            std::string id(textAt(*call, "id"));
            if (id.empty()) {
                // The API tells calls apart by name and order only.
                id = "call_" + std::to_string(m_calls.count());
            }
            const auto *args = objectAt(*call, "args");
            const auto signature = textAt(part, "thoughtSignature");
            m_calls.whole(id, textAt(*call, "name"), args ? json::write(*args) : "{}",
                          signature.empty() ? Opaque{} : Opaque{std::string(kThought), std::string(signature)}, out);
        } else if (const auto text = textAt(part, "text"); !text.empty()) {
            if (isTrue(part, "thought")) {
                m_inThought = true;
                out.emplace_back(ReasoningDelta{std::string(text)});
            } else {
                closeThought(out);
                out.emplace_back(TextDelta{std::string(text)});
            }
        }
    }

    void closeThought(std::vector<Event> &out)
    {
        if (std::exchange(m_inThought, false)) {
            out.emplace_back(ReasoningEnd{});
        }
    }

    void takeUsage(const json::Object &wire)
    {
        m_usage.inputTokens = countAt(wire, "promptTokenCount") + countAt(wire, "toolUsePromptTokenCount");
        m_usage.cachedTokens = countAt(wire, "cachedContentTokenCount");
        m_usage.reasoningTokens = countAt(wire, "thoughtsTokenCount");
        m_usage.outputTokens = countAt(wire, "candidatesTokenCount") + m_usage.reasoningTokens;
    }

    OpenCalls m_calls;
    Usage m_usage;
    std::string m_responseId;
    std::string m_reason;
    bool m_begun = false;
    bool m_blocked = false;
    bool m_inThought = false;
};

// "models/gemini-3-flash" and "gemini-3-flash" are the same.
std::string modelPath(std::string_view model)
{
    return model.starts_with("models/") || model.starts_with("tunedModels/") ? "/" + std::string(model) : "/models/" + std::string(model);
}

class Gemini final : public Dialect
{
public:
    void sign(http::Headers &headers, const std::string &key) const override
    {
        if (!key.empty()) {
            headers.set("x-goog-api-key", key);
        }
    }

    Result<WireRequest> chat(const Request &request) const override
    {
        if (request.model.find_first_of("?#% \r\n\t") != std::string::npos || request.model.find("..") != std::string::npos) {
            return invalidRequest("the model's name has characters that no name has");
        }
        json::Object body{{"contents", contentsOf(request)}};
        if (auto system = systemText(request, request.output && request.output->mode == OutputSchema::Mode::Instruct); !system.empty()) {
            body.emplace("systemInstruction", json::Object{{"parts", json::Array{json::Object{{"text", system}}}}});
        }
        addTools(body, request);
        if (auto config = generationOf(request); !config.empty()) {
            body.emplace("generationConfig", std::move(config));
        }
        addExtra(body, request);
        return WireRequest{modelPath(request.model) + ":streamGenerateContent?alt=sse", std::move(body)};
    }

    std::unique_ptr<Decoder> decoder() const override { return std::make_unique<GeminiDecoder>(); }

    Result<WireRequest> embedding(const EmbeddingRequest &request) const override
    {
        if (request.model.find_first_of("?#% \r\n\t") != std::string::npos || request.model.find("..") != std::string::npos) {
            return invalidRequest("the model's name has characters that no name has");
        }
        const auto path = modelPath(request.model);
        json::Array requests;
        for (const auto &text : request.texts) {
            json::Object entry{{"model", path.substr(1)}, {"content", json::Object{{"parts", json::Array{json::Object{{"text", text}}}}}}};
            if (request.dimensions) {
                entry.emplace("outputDimensionality", *request.dimensions);
            }
            requests.push_back(std::move(entry));
        }
        return WireRequest{path + ":batchEmbedContents", json::Object{{"requests", std::move(requests)}}};
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
            SB_TRY(vector, readVector(json::find(entry, "values")));
            embeddings.vectors.push_back(std::move(vector));
        }
        return embeddings;
    }

    WireRequest modelPage(std::string_view next) const override
    {
        return {"/models?pageSize=1000" + (next.empty() ? std::string() : "&pageToken=" + std::string(next)), {}};
    }

    Result<ModelPage> readModels(const json::Value &answer) const override
    {
        const auto *models = json::find(answer, "models");
        const auto *list = models ? models->if_array() : nullptr;
        if (!list) {
            return badAnswer("it holds no list of models");
        }
        ModelPage page;
        for (const auto &value : *list) {
            const auto *entry = value.if_object();
            auto name = entry ? textAt(*entry, "name") : std::string_view();
            if (name.starts_with("models/")) {
                name.remove_prefix(7);
            }
            if (!name.empty()) {
                page.models.push_back({std::string(name), std::string(textAt(*entry, "displayName")), countAt(*entry, "inputTokenLimit"), countAt(*entry, "outputTokenLimit")});
            }
        }
        page.next = textAt(answer.get_object(), "nextPageToken");
        return page;
    }
};

} // namespace

std::unique_ptr<Dialect> makeGemini()
{
    return std::make_unique<Gemini>();
}

} // namespace signalbox::llm
