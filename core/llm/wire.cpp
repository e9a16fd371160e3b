// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/wire_p.h"

#include <algorithm>

namespace signalbox::llm {

Result<void> Decoder::takeWhole(std::string_view text, std::vector<Event> &out)
{
    static_cast<void>(out);
    SB_TRY(body, readEvent(text)); // an error that comes with status 200
    static_cast<void>(body);
    return badAnswer("it came whole although a stream was asked for");
}

std::unique_ptr<Dialect> makeDialect(ProviderKind kind)
{
    switch (kind) {
    case ProviderKind::OpenAi:
        return makeOpenAiResponses();
    case ProviderKind::Anthropic:
        return makeAnthropic();
    case ProviderKind::Gemini:
        return makeGemini();
    case ProviderKind::Ollama:
        return makeOllama();
    case ProviderKind::OpenAiChat:
        return makeOpenAiChat(ChatServer::OpenAi);
    case ProviderKind::OpenAiCompatible:
    case ProviderKind::Group:
        break;
    }
    return makeOpenAiChat(ChatServer::Compatible);
}

std::string_view defaultBaseUrl(ProviderKind kind)
{
    switch (kind) {
    case ProviderKind::OpenAi:
    case ProviderKind::OpenAiChat:
        return "https://api.openai.com/v1";
    case ProviderKind::OpenAiCompatible:
    case ProviderKind::Group:
        return {};
    case ProviderKind::Anthropic:
        return "https://api.anthropic.com/v1";
    case ProviderKind::Gemini:
        return "https://generativelanguage.googleapis.com/v1beta";
    case ProviderKind::Ollama:
        return "http://127.0.0.1:11434/api";
    }
    return {};
}

Result<json::Object> readEvent(std::string_view data)
{
    auto value = json::parse(data);
    if (!value) {
        return badAnswer("an event of the stream is no JSON").withCause(std::move(value).error());
    }
    if (const auto *error = json::find(*value, "error"); error && !error->is_null()) {
        if (const auto fault = readFault(*value, 0)) {
            return faultError(*fault);
        }
    }
    if (!value->is_object()) {
        return badAnswer("an event of the stream is no JSON object");
    }
    return std::move(value->get_object());
}

std::string_view textAt(const json::Object &object, std::string_view key)
{
    return json::text(object, key);
}

const json::Object *objectAt(const json::Object &object, std::string_view key)
{
    const auto *value = json::find(object, key);
    return value ? value->if_object() : nullptr;
}

const json::Array *arrayAt(const json::Object &object, std::string_view key)
{
    const auto *value = json::find(object, key);
    return value ? value->if_array() : nullptr;
}

std::int64_t countAt(const json::Object &object, std::string_view key)
{
    const auto *value = json::find(object, key);
    if (!value || !value->is_number()) {
        return 0;
    }
    boost::system::error_code failed;
    const auto number = value->to_number<std::int64_t>(failed);
    return failed ? 0 : std::clamp<std::int64_t>(number, 0, 1'000'000'000'000);
}

bool isTrue(const json::Object &object, std::string_view key)
{
    const auto *value = json::find(object, key);
    return value && value->is_bool() && value->get_bool();
}

std::string base64Of(std::string_view bytes)
{
    static constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const auto left = std::min<std::size_t>(3, bytes.size() - i);
        unsigned group = 0;
        for (std::size_t k = 0; k < 3; ++k) {
            group = group << 8 | (k < left ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        }
        for (std::size_t k = 0; k < 4; ++k) {
            text += k <= left ? kLetters[group >> (18 - 6 * k) & 63U] : '=';
        }
    }
    return text;
}

std::string imageUrl(const ImagePart &image)
{
    return image.url.empty() ? "data:" + image.mimeType + ";base64," + base64Of(image.bytes) : image.url;
}

json::Object argumentsOf(const ToolCallPart &call)
{
    if (call.arguments.empty()) {
        return {};
    }
    auto value = json::parse(call.arguments);
    if (value && value->is_object()) {
        return std::move(value->get_object());
    }
    return {{"_broken", call.arguments}};
}

std::string schemaInstruction(const OutputSchema &output)
{
    // For the model, not for a person: a raw string is not translated.
    return R"(Answer only with one JSON value, without any other text and without a code fence, that fits this JSON Schema:)" "\n" + json::write(output.schema);
}

std::string systemText(const Request &request, bool withSchema)
{
    std::string all;
    const auto add = [&](const std::string &text) {
        if (!text.empty()) {
            all += (all.empty() ? "" : "\n\n") + text;
        }
    };
    for (const auto &message : request.messages) {
        if (message.role == Role::System) {
            add(message.joinedText());
        }
    }
    if (withSchema && request.output) {
        add(schemaInstruction(*request.output));
    }
    return all;
}

bool isClosed(const json::Value &schema, Closed how)
{
    if (const auto *list = schema.if_array()) {
        return std::ranges::all_of(*list, [how](const json::Value &entry) { return isClosed(entry, how); });
    }
    const auto *object = schema.if_object();
    if (!object) {
        return true;
    }
    const auto *properties = objectAt(*object, "properties");
    if (properties || textAt(*object, "type") == "object") {
        const auto *additional = json::find(*object, "additionalProperties");
        if (!additional || !additional->is_bool() || additional->get_bool()) {
            return false;
        }
        const auto *required = arrayAt(*object, "required");
        if (how == Closed::AllRequired && properties && properties->size() != (required ? required->size() : 0)) {
            return false;
        }
    }
    for (const auto &member : *object) {
        const std::string_view key = member.key();
        if (key == "properties" || key == "$defs" || key == "definitions") {
            if (const auto *schemas = member.value().if_object()) {
                for (const auto &inner : *schemas) {
                    if (!isClosed(inner.value(), how)) {
                        return false;
                    }
                }
            }
        } else if (key == "items" || key == "anyOf" || key == "oneOf" || key == "allOf" || key == "prefixItems") {
            if (!isClosed(member.value(), how)) {
                return false;
            }
        }
    }
    return true;
}

void addSettings(json::Object &to, const Request &request, const SettingNames &names)
{
    if (request.temperature && !names.temperature.empty()) {
        to.emplace(names.temperature, *request.temperature);
    }
    if (request.topP && !names.topP.empty()) {
        to.emplace(names.topP, *request.topP);
    }
    if (request.maxTokens && !names.maxTokens.empty()) {
        to.emplace(names.maxTokens, *request.maxTokens);
    }
    if (!request.stop.empty() && !names.stop.empty()) {
        to.emplace(names.stop, json::Array(request.stop.begin(), request.stop.end()));
    }
    if (request.seed && !names.seed.empty()) {
        to.emplace(names.seed, *request.seed);
    }
}

std::vector<const ToolResultPart *> toolResultsOf(const Message &message)
{
    std::vector<const ToolResultPart *> results;
    for (const auto &part : message.parts) {
        if (const auto *result = std::get_if<ToolResultPart>(&part)) {
            results.push_back(result);
        }
    }
    return results;
}

json::Array functionsOf(const Request &request)
{
    json::Array tools;
    for (const auto &tool : request.tools) {
        tools.push_back(json::Object{{"type", "function"},
                                     {"function", json::Object{{"name", tool.name}, {"description", tool.description}, {"parameters", tool.parameters}}}});
    }
    return tools;
}

void addToolChoice(json::Object &body, const Request &request, json::Object named)
{
    if (request.toolChoice == ToolChoice::Named) {
        body.emplace("tool_choice", std::move(named));
    } else if (request.toolChoice != ToolChoice::Auto) {
        body.emplace("tool_choice", request.toolChoice == ToolChoice::None ? "none" : "required");
    }
    if (request.parallelCalls == Request::ParallelCalls::Refuse) {
        body.emplace("parallel_tool_calls", false);
    }
}

void addExtra(json::Object &body, const Request &request)
{
    for (const auto &member : request.extra) {
        body.insert_or_assign(member.key(), member.value());
    }
}

Result<std::vector<float>> readVector(const json::Value *value)
{
    const auto *list = value ? value->if_array() : nullptr;
    if (!list) {
        return badAnswer("an embedding is no list of numbers");
    }
    std::vector<float> vector;
    vector.reserve(list->size());
    for (const auto &number : *list) {
        if (!number.is_number()) {
            return badAnswer("an embedding is no list of numbers");
        }
        vector.push_back(static_cast<float>(number.to_number<double>()));
    }
    return vector;
}

OpenCalls::Call *OpenCalls::find(std::int64_t wireIndex)
{
    const auto found = std::ranges::find(m_open, wireIndex, &Call::wireIndex);
    return found == m_open.end() ? nullptr : &*found;
}

unsigned OpenCalls::at(std::int64_t wireIndex, std::string_view id, std::string_view name, std::vector<Event> &out)
{
    auto *call = find(wireIndex);
    // Some servers give every call the index 0, and tell them apart by their ids.
    if (call && !id.empty() && !call->id.empty() && call->id != id) {
        end(wireIndex, out);
        call = nullptr;
    }
    if (!call) {
        m_open.push_back({wireIndex, m_count, std::string(id), 0});
        out.emplace_back(ToolCallStart{m_count, std::string(id), std::string(name)});
        return m_count++;
    }
    return call->index;
}

void OpenCalls::whole(std::string_view id, std::string_view name, std::string arguments, Opaque opaque, std::vector<Event> &out)
{
    const auto index = m_count++;
    out.emplace_back(ToolCallStart{index, std::string(id), std::string(name)});
    if (!arguments.empty()) {
        out.emplace_back(ToolCallDelta{index, std::move(arguments)});
    }
    out.emplace_back(ToolCallEnd{index, std::move(opaque)});
}

void OpenCalls::end(std::int64_t wireIndex, std::vector<Event> &out)
{
    const auto found = std::ranges::find(m_open, wireIndex, &Call::wireIndex);
    if (found != m_open.end()) {
        out.emplace_back(ToolCallEnd{found->index, {}});
        m_open.erase(found);
    }
}

void OpenCalls::endAll(std::vector<Event> &out)
{
    for (const auto &call : m_open) {
        out.emplace_back(ToolCallEnd{call.index, {}});
    }
    m_open.clear();
}

std::size_t &OpenCalls::received(std::int64_t wireIndex)
{
    auto *call = find(wireIndex);
    return call ? call->received : (m_none = 0);
}

} // namespace signalbox::llm
