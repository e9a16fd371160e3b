// SPDX-License-Identifier: GPL-3.0-or-later
// Members of a request, each with its type and its bounds checked. JSON's null is the same as absent, as in the real service.
#pragma once

#include "llm/request.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace signalbox::openai {

/// openai.invalid about `param`; `reason` is OpenAI's code.
Error invalid(std::string param, std::string sentence, std::string_view reason = "invalid_value");
Error missing(std::string param);
/// What is known and cannot be had here; `what` goes on "... is not offered here".
Error unsupported(std::string param, std::string_view what = {});

/// The whole body. Errors: json.*, openai.invalid.
Result<json::Object> objectOf(std::string_view body);

/// An object of a request, and where it stands ("messages[3].content").
struct Fields
{
    const json::Object &object;
    std::string path;

    std::string at(std::string_view key) const { return path.empty() ? std::string(key) : path + "." + std::string(key); }
    const json::Value *find(std::string_view key) const;
    Result<std::optional<std::string>> text(std::string_view key) const;
    Result<std::string> neededText(std::string_view key) const;
    Result<std::optional<bool>> flag(std::string_view key) const;
    Result<std::optional<double>> number(std::string_view key, double least, double most) const;
    Result<std::optional<std::int64_t>> count(std::string_view key, std::int64_t least, std::int64_t most) const;
    Result<const json::Object *> child(std::string_view key) const; ///< null: absent
    Result<const json::Array *> list(std::string_view key, std::size_t most) const; ///< null: absent
    /// What may stand there as long as it changes nothing: null, false, 0, "", [] and {}.
    Result<void> onlyNothing(std::string_view key) const;
    /// Refused where it is there and another text than `only`.
    Result<void> onlyText(std::string_view key, std::string_view only) const;
};

/// An entry of a list as an object. Errors: openai.invalid.
Result<const json::Object *> entryAt(const json::Array &list, std::size_t index, const std::string &path);

/// 1 to 64 letters, digits, '_' and '-'.
bool isName(std::string_view name);
/// "data:image/png;base64,…", http or https.
Result<llm::ImagePart> imageOf(std::string_view url, const std::string &param);
/// Settings that both kinds of requests share: temperature, top_p, parallel_tool_calls, and what is refused of them.
Result<void> readShared(const Fields &fields, llm::Request &request);
Result<llm::Effort> effortOf(std::string_view word, const std::string &param);
/// A function that may be called; `fields` are those of its description.
Result<llm::Tool> toolOf(const Fields &fields);
/// {type: json_schema, …}, json_object or text; `inner` holds name and schema.
Result<std::optional<llm::OutputSchema>> outputOf(const Fields &format, const Fields &inner);
/// tools and tool_choice. The two kinds of requests differ in where a function is described: Nested in "function", or Flat.
enum class ToolShape { Nested, Flat };
Result<void> readTools(const Fields &fields, ToolShape shape, llm::Request &request);

inline constexpr std::size_t kMostParts = 1024;
inline constexpr std::size_t kMostTools = 1024;
inline constexpr std::int64_t kMostTokens = 10'000'000;

/// What a conversation has said so far.
struct Conversation
{
    llm::Request &request;
    std::map<std::string, std::string> tools; ///< names of those that were called, by call
};

/// A text, or a list of parts, each read by `partOf`; nothing where the member is absent.
using PartReader = Result<llm::Part> (*)(const Fields &part);
Result<std::vector<llm::Part>> partsOf(const Fields &item, std::string_view key, PartReader partOf);
bool isTextOnly(const std::vector<llm::Part> &parts);
/// A call of a tool by the model, and what it gave.
llm::Part callOf(Conversation &conversation, std::string id, std::string name, std::string arguments);
void addResult(Conversation &conversation, std::string id, std::vector<llm::Part> parts);

/// Adds a part to the last message of the role, or to a new one.
llm::Message &messageOf(llm::Request &request, llm::Role role);

} // namespace signalbox::openai
