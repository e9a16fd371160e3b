// SPDX-License-Identifier: GPL-3.0-or-later
// One request to a model.
#pragma once

#include "base/clock.h"
#include "base/json.h"
#include "llm/message.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace signalbox::llm {

/// A function that the model may ask for.
struct Tool
{
    std::string name; ///< letters, digits, '_' and '-'
    std::string description;
    json::Object parameters; ///< JSON Schema of an object
};

enum class ToolChoice {
    Auto,     ///< the model decides
    None,     ///< no tool
    Required, ///< some tool
    Named     ///< the tool of Request::toolName
};

/// The answer must be JSON that fits a schema.
struct OutputSchema
{
    std::string name = "answer"; ///< letters, digits, '_' and '-'
    json::Value schema;
    /// Native: the provider holds the model to it, as far as it can. Instruct: the schema stands in the
    /// instructions; for servers that know nothing better. In both cases the answer is to be validated.
    enum class Mode { Native, Instruct } mode = Mode::Native;
};

/// How much the model thinks before it answers.
enum class Effort { Default, None, Low, Medium, High };
BOOST_DESCRIBE_ENUM(Effort, Default, None, Low, Medium, High)

struct Timeouts
{
    Millis connect{10'000};
    /// From the start until the first piece of an answer.
    Millis firstToken{180'000};
    /// Silence on the wire.
    Millis between{120'000};
    Millis total{1'800'000};
};

struct Request
{
    std::string model;
    /// System messages may stand anywhere; providers that take one system text get them joined.
    std::vector<Message> messages;
    std::vector<Tool> tools;
    ToolChoice toolChoice = ToolChoice::Auto;
    std::string toolName;
    enum class ParallelCalls { Allow, Refuse } parallelCalls = ParallelCalls::Allow;
    std::optional<OutputSchema> output;
    std::optional<double> temperature;
    std::optional<double> topP;
    std::optional<std::int64_t> maxTokens; ///< of the answer, with its reasoning
    std::vector<std::string> stop;
    std::optional<std::int64_t> seed;
    Effort effort = Effort::Default;
    /// Members that are put into the body as they are, over what stands there: what only one provider knows.
    json::Object extra;
    Timeouts timeouts;
};

struct EmbeddingRequest
{
    std::string model;
    std::vector<std::string> texts;
    std::optional<std::int64_t> dimensions;
    Timeouts timeouts;
};

} // namespace signalbox::llm
