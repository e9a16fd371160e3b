// SPDX-License-Identifier: GPL-3.0-or-later
#include "openai/fields_p.h"

#include "base/text.h"

#include <cmath>

namespace signalbox::openai {

namespace {

constexpr unsigned kMostDepth = 128;
constexpr std::size_t kMostName = 200;

// Names of members stand in errors: of what a client sends no more than that.
std::string shown(const std::string &param)
{
    return std::string(cutUtf8(param, kMostName));
}

Error wrongType(const std::string &param, std::string_view wanted)
{
    return invalid(param, "\"" + shown(param) + "\" is to be " + std::string(wanted) + ".", "invalid_type");
}

} // namespace

Error invalid(std::string param, std::string sentence, std::string_view reason)
{
    param = shown(param);
    return Error("openai.invalid", std::move(sentence)).withArg("param", std::move(param)).withArg("reason", std::string(reason));
}

Error missing(std::string param)
{
    auto sentence = "\"" + shown(param) + "\" is missing.";
    return invalid(std::move(param), std::move(sentence), "missing_required_parameter");
}

Error unsupported(std::string param, std::string_view what)
{
    auto sentence = "\"" + shown(param) + "\" " + (what.empty() ? std::string() : "with " + std::string(what) + " ") + "is not offered here.";
    return invalid(std::move(param), std::move(sentence), "unsupported_parameter");
}

Result<json::Object> objectOf(std::string_view body)
{
    json::ReadOptions options;
    options.maxBytes = std::size_t(32) << 20;
    options.maxDepth = kMostDepth;
    SB_TRY(value, json::parse(body, options));
    if (!value.is_object()) {
        return invalid("", "The body of a request is a JSON object.", "invalid_type");
    }
    return std::move(value.get_object());
}

const json::Value *Fields::find(std::string_view key) const
{
    const auto *value = object.if_contains(key);
    return value && !value->is_null() ? value : nullptr;
}

Result<std::optional<std::string>> Fields::text(std::string_view key) const
{
    const auto *value = find(key);
    if (!value) {
        return std::optional<std::string>();
    }
    if (!value->is_string()) {
        return wrongType(at(key), "a text");
    }
    return std::optional(std::string(value->get_string()));
}

Result<std::string> Fields::neededText(std::string_view key) const
{
    SB_TRY(value, text(key));
    if (!value) {
        return missing(at(key));
    }
    return std::move(*value);
}

Result<std::optional<bool>> Fields::flag(std::string_view key) const
{
    const auto *value = find(key);
    if (!value) {
        return std::optional<bool>();
    }
    if (!value->is_bool()) {
        return wrongType(at(key), "true or false");
    }
    return std::optional(value->get_bool());
}

Result<std::optional<double>> Fields::number(std::string_view key, double least, double most) const
{
    const auto *value = find(key);
    if (!value) {
        return std::optional<double>();
    }
    if (!value->is_number()) {
        return wrongType(at(key), "a number");
    }
    const auto number = value->to_number<double>();
    if (!(number >= least && number <= most)) {
        return invalid(at(key), "\"" + at(key) + "\" is outside of what it may be.");
    }
    return std::optional(number);
}

Result<std::optional<std::int64_t>> Fields::count(std::string_view key, std::int64_t least, std::int64_t most) const
{
    const auto *value = find(key);
    if (!value) {
        return std::optional<std::int64_t>();
    }
    boost::system::error_code failed;
    const auto number = value->is_number() ? value->to_number<std::int64_t>(failed) : 0;
    if (!value->is_number() || failed) {
        return wrongType(at(key), "a whole number");
    }
    if (number < least || number > most) {
        return invalid(at(key), "\"" + at(key) + "\" is from " + std::to_string(least) + " to " + std::to_string(most) + ".");
    }
    return std::optional(number);
}

Result<const json::Object *> Fields::child(std::string_view key) const
{
    const auto *value = find(key);
    if (value && !value->is_object()) {
        return wrongType(at(key), "an object");
    }
    return value ? value->if_object() : nullptr;
}

Result<const json::Array *> Fields::list(std::string_view key, std::size_t most) const
{
    const auto *value = find(key);
    if (value && !value->is_array()) {
        return wrongType(at(key), "an array");
    }
    if (value && value->get_array().size() > most) {
        return invalid(at(key), "\"" + at(key) + "\" holds more than " + std::to_string(most) + " entries.");
    }
    return value ? value->if_array() : nullptr;
}

Result<void> Fields::onlyNothing(std::string_view key) const
{
    const auto *value = find(key);
    if (!value) {
        return {};
    }
    const bool isNothing = (value->is_bool() && !value->get_bool()) || (value->is_number() && value->to_number<double>() == 0) || (value->is_string() && value->get_string().empty())
        || (value->is_array() && value->get_array().empty()) || (value->is_object() && value->get_object().empty());
    return isNothing ? Result<void>() : Result<void>(unsupported(at(key)));
}

Result<void> Fields::onlyText(std::string_view key, std::string_view only) const
{
    SB_TRY(word, text(key));
    return !word || *word == only ? Result<void>() : Result<void>(unsupported(at(key), "another value than \"" + std::string(only) + "\""));
}

Result<const json::Object *> entryAt(const json::Array &list, std::size_t index, const std::string &path)
{
    const auto *entry = list[index].if_object();
    if (!entry) {
        return wrongType(path, "an object");
    }
    return entry;
}

bool isName(std::string_view name)
{
    return !name.empty() && name.size() <= 64 && std::ranges::all_of(name, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
    });
}

Result<std::vector<llm::Part>> partsOf(const Fields &item, std::string_view key, PartReader partOf)
{
    std::vector<llm::Part> parts;
    const auto *content = item.find(key);
    if (content && content->is_string()) {
        parts.emplace_back(llm::TextPart{std::string(content->get_string())});
        return parts;
    }
    SB_TRY(list, item.list(key, kMostParts));
    for (std::size_t i = 0; list && i < list->size(); ++i) {
        const auto path = item.at(key) + "[" + std::to_string(i) + "]";
        SB_TRY(entry, entryAt(*list, i, path));
        SB_TRY(part, partOf({*entry, path}));
        parts.push_back(std::move(part));
    }
    return parts;
}

bool isTextOnly(const std::vector<llm::Part> &parts)
{
    return std::ranges::all_of(parts, [](const llm::Part &part) { return std::holds_alternative<llm::TextPart>(part); });
}

llm::Part callOf(Conversation &conversation, std::string id, std::string name, std::string arguments)
{
    conversation.tools[id] = name;
    return llm::ToolCallPart{std::move(id), std::move(name), std::move(arguments), {}};
}

void addResult(Conversation &conversation, std::string id, std::vector<llm::Part> parts)
{
    llm::ToolResultPart result;
    result.name = conversation.tools[id];
    result.callId = std::move(id);
    result.text = llm::Message{llm::Role::Tool, std::move(parts)}.joinedText();
    messageOf(conversation.request, llm::Role::Tool).parts.emplace_back(std::move(result));
}

llm::Message &messageOf(llm::Request &request, llm::Role role)
{
    if (request.messages.empty() || request.messages.back().role != role) {
        request.messages.push_back({role, {}});
    }
    return request.messages.back();
}

} // namespace signalbox::openai
