// SPDX-License-Identifier: GPL-3.0-or-later
// Members of a request, each with its type and its bounds checked. JSON's null is the same as absent, as in the real service.
#pragma once

#include "llm/request.h"

#include <cstdint>
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
Result<void> checkToolName(const llm::Request &request, const std::string &param);

/// Adds a part to the last message of the role, or to a new one.
llm::Message &messageOf(llm::Request &request, llm::Role role);

} // namespace signalbox::openai
