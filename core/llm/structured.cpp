// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/structured.h"

#include "base/json_schema.h"
#include "base/text.h"
#include "llm/wire_p.h"

namespace signalbox::llm {

namespace {

constexpr std::size_t kShownViolations = 10;
constexpr std::size_t kShownAnswer = 2000;

std::string_view trimmed(std::string_view text)
{
    const auto begin = text.find_first_not_of(" \t\r\n");
    return begin == std::string_view::npos ? std::string_view() : text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

// What is wrong with the text, one line a fault; empty where it fits. For the model: raw strings are not translated.
std::string faultsOf(const json::Schema &schema, std::string_view text, json::Value &value)
{
    auto read = jsonOfText(text);
    if (!read) {
        return R"(It is no JSON: )" + read.error().message;
    }
    value = std::move(*read);
    std::string all;
    json::Schema::Options options;
    options.maxViolations = kShownViolations;
    for (const auto &violation : schema.validate(value, options)) {
        all += (all.empty() ? "" : "\n") + (violation.instancePath.empty() ? std::string("/") : violation.instancePath) + ": " + violation.message;
    }
    return all;
}

std::optional<Error> incomplete(const Answer &answer)
{
    if (answer.finish == FinishReason::Length) {
        return Error("llm.answerCut", "The answer reached the limit of tokens before it was complete; allow more tokens.");
    }
    if (answer.finish == FinishReason::ContentFilter) {
        return Error("llm.refused", "The model or its provider declined to answer.").withArg("reason", answer.providerReason);
    }
    return std::nullopt;
}

} // namespace

Result<json::Value> jsonOfText(std::string_view text)
{
    text = trimmed(text);
    if (text.starts_with("```") && text.ends_with("```") && text.size() > 6) {
        const auto line = text.find('\n');
        if (line != std::string_view::npos) {
            text = trimmed(text.substr(line, text.size() - 3 - line));
        }
    }
    return json::parse(text);
}

Task<Result<StructuredAnswer>> askStructured(Ask ask, Request request, std::stop_token stop, std::function<std::string(std::string)> redact)
{
    if (!request.output) {
        co_return Error("schema.invalid", "There is no schema that the answer is to fit.");
    }
    auto schema = json::Schema::compile(request.output->schema);
    if (!schema) {
        co_return std::move(schema).error();
    }
    StructuredAnswer result;
    std::string faults;
    for (result.rounds = 1; result.rounds <= 2; ++result.rounds) {
        auto answer = co_await ask(request, stop);
        if (!answer) {
            co_return std::move(answer).error();
        }
        result.usage += answer->usage;
        if (auto reason = incomplete(*answer)) {
            co_return std::move(*reason);
        }
        const auto text = answer->text();
        faults = faultsOf(*schema, text, result.value);
        result.answer = std::move(*answer);
        if (faults.empty()) {
            co_return Result<StructuredAnswer>(std::move(result));
        }
        request.messages.push_back(Message::text(Role::Assistant, text.empty() ? "(nothing)" : text));
        request.messages.push_back(Message::text(Role::User, R"(This answer does not fit the JSON Schema:)" "\n" + faults + "\n\n" + schemaInstruction(*request.output)));
    }
    // What is cut first may end with half a secret, which no redactor would know.
    auto shown = result.answer.text();
    if (redact) {
        shown = redact(std::move(shown));
        faults = redact(std::move(faults));
    }
    co_return Error("llm.schemaMismatch", "The model's answer does not fit the output schema, also after it was told so; simplify the schema, or choose another model.")
        .withArg("violations", std::move(faults))
        .withArg("answer", std::string(cutUtf8(shown, kShownAnswer)));
}

} // namespace signalbox::llm
