// SPDX-License-Identifier: GPL-3.0-or-later
// What Chat Completions and Responses have in common: settings, tools, schemas, images.
#include "openai/fields_p.h"

#include <QByteArray>

namespace signalbox::openai {

namespace {

// Where a function is described: in the entry itself, or in its "function".
Result<Fields> functionOf(const Fields &entry, ToolShape shape)
{
    SB_CHECK(entry.onlyText("type", "function"));
    if (shape == ToolShape::Flat) {
        return entry.find("type") ? Result<Fields>(entry) : Result<Fields>(missing(entry.at("type")));
    }
    SB_TRY(function, entry.child("function"));
    return function ? Result<Fields>(Fields{*function, entry.at("function")}) : Result<Fields>(missing(entry.at("function")));
}

Result<void> checkToolName(const llm::Request &request, const std::string &param)
{
    if (request.tools.size() > kMostTools) {
        return invalid("tools", "\"tools\" holds more than 1024 entries.");
    }
    if (request.toolChoice != llm::ToolChoice::Auto && request.toolChoice != llm::ToolChoice::None && request.tools.empty()) {
        return invalid(param, "\"" + param + "\" asks for a tool, and there is none.");
    }
    const bool isKnown = request.toolChoice != llm::ToolChoice::Named || std::ranges::any_of(request.tools, [&](const llm::Tool &tool) { return tool.name == request.toolName; });
    return isKnown ? Result<void>() : Result<void>(invalid(param, "\"" + param + "\" names a tool that is not there."));
}

} // namespace

Result<void> readTools(const Fields &fields, ToolShape shape, llm::Request &request)
{
    SB_TRY(list, fields.list("tools", kMostTools));
    for (std::size_t i = 0; list && i < list->size(); ++i) {
        const auto path = "tools[" + std::to_string(i) + "]";
        SB_TRY(entry, entryAt(*list, i, path));
        SB_TRY(function, functionOf({*entry, path}, shape));
        SB_TRY(made, toolOf(function));
        request.tools.push_back(std::move(made));
    }
    const auto *choice = fields.find("tool_choice");
    if (choice && choice->is_object()) {
        SB_TRY(function, functionOf({choice->get_object(), "tool_choice"}, shape));
        SB_TRY(name, function.neededText("name"));
        request.toolChoice = llm::ToolChoice::Named;
        request.toolName = std::move(name);
    } else {
        SB_TRY(word, fields.text("tool_choice"));
        if (word == "none") {
            request.toolChoice = llm::ToolChoice::None;
        } else if (word == "required") {
            request.toolChoice = llm::ToolChoice::Required;
        } else if (word && word != "auto") {
            return invalid("tool_choice", "\"tool_choice\" is none, auto, required, or names a function.");
        }
    }
    return checkToolName(request, "tool_choice");
}

Result<void> readShared(const Fields &fields, llm::Request &request)
{
    SB_TRY(temperature, fields.number("temperature", 0, 2));
    request.temperature = temperature;
    SB_TRY(topP, fields.number("top_p", 0, 1));
    request.topP = topP;
    SB_TRY(parallel, fields.flag("parallel_tool_calls"));
    request.parallelCalls = parallel.value_or(true) ? llm::Request::ParallelCalls::Allow : llm::Request::ParallelCalls::Refuse;
    SB_CHECK(fields.onlyNothing("top_logprobs"));
    return {};
}

Result<llm::Effort> effortOf(std::string_view word, const std::string &param)
{
    if (word == "none") {
        return llm::Effort::None;
    }
    if (word == "minimal" || word == "low") {
        return llm::Effort::Low;
    }
    if (word == "medium") {
        return llm::Effort::Medium;
    }
    if (word == "high" || word == "xhigh") {
        return llm::Effort::High;
    }
    return invalid(param, "\"" + param + "\" is one of none, minimal, low, medium, high and xhigh.");
}

Result<llm::Tool> toolOf(const Fields &fields)
{
    llm::Tool tool;
    SB_TRY(name, fields.neededText("name"));
    if (!isName(name)) {
        return invalid(fields.at("name"), "\"" + fields.at("name") + "\" consists of 1 to 64 letters, digits, '_' and '-'.");
    }
    tool.name = std::move(name);
    SB_TRY(description, fields.text("description"));
    tool.description = description.value_or("");
    SB_TRY(parameters, fields.child("parameters"));
    tool.parameters = parameters ? *parameters : json::Object{{"type", "object"}, {"properties", json::Object()}};
    SB_TRY(isStrict, fields.flag("strict"));
    (void)isStrict; // a provider is held to a schema as far as it can be
    return tool;
}

Result<std::optional<llm::OutputSchema>> outputOf(const Fields &format, const Fields &inner)
{
    SB_TRY(type, format.neededText("type"));
    if (type == "text") {
        return std::optional<llm::OutputSchema>();
    }
    llm::OutputSchema output;
    if (type == "json_object") {
        output.schema = json::Object{{"type", "object"}};
        return std::optional(std::move(output));
    }
    if (type != "json_schema") {
        return unsupported(format.at("type"), "another value than text, json_object and json_schema");
    }
    SB_TRY(name, inner.neededText("name"));
    if (!isName(name)) {
        return invalid(inner.at("name"), "\"" + inner.at("name") + "\" consists of 1 to 64 letters, digits, '_' and '-'.");
    }
    output.name = std::move(name);
    SB_TRY(schema, inner.child("schema"));
    if (!schema) {
        return missing(inner.at("schema"));
    }
    output.schema = *schema;
    return std::optional(std::move(output));
}

Result<llm::ImagePart> imageOf(std::string_view url, const std::string &param)
{
    llm::ImagePart image;
    if (url.starts_with("http://") || url.starts_with("https://")) {
        image.url = url;
        return image;
    }
    constexpr std::string_view kMark = ";base64,";
    const auto mark = url.find(kMark);
    if (!url.starts_with("data:image/") || mark == std::string_view::npos || mark > 64) {
        return invalid(param, "An image is a http or https address, or \"data:image/…;base64,…\".", "invalid_image_url");
    }
    image.mimeType = url.substr(5, mark - 5);
    const auto coded = url.substr(mark + kMark.size());
    const auto decoded = QByteArray::fromBase64Encoding(QByteArray::fromRawData(coded.data(), static_cast<qsizetype>(coded.size())), QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || decoded.decoded.isEmpty()) {
        return invalid(param, "The bytes of an image are no base64.", "invalid_image_url");
    }
    image.bytes = decoded.decoded.toStdString();
    return image;
}

} // namespace signalbox::openai
