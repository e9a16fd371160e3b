// SPDX-License-Identifier: GPL-3.0-or-later
// What comes back while a model answers, and the answer as a whole.
#pragma once

#include "llm/message.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace signalbox::llm {

/// Tokens of a call. Every provider's counts are brought to these: input holds what came from the cache and
/// what was written to it, output holds the reasoning.
struct Usage
{
    std::int64_t inputTokens = 0;
    std::int64_t cachedTokens = 0;     ///< of the input: read from the provider's cache
    std::int64_t cacheWriteTokens = 0; ///< of the input: written to it
    std::int64_t outputTokens = 0;
    std::int64_t reasoningTokens = 0; ///< of the output

    Usage &operator+=(const Usage &other);
    bool operator==(const Usage &) const = default;
};
BOOST_DESCRIBE_STRUCT(Usage, (), (inputTokens, cachedTokens, cacheWriteTokens, outputTokens, reasoningTokens))

enum class FinishReason {
    Stop,          ///< said all, or met a stop text
    Length,        ///< the limit of tokens was reached
    ToolCalls,     ///< tools are asked for
    ContentFilter, ///< the provider or the model declined
    Other
};
BOOST_DESCRIBE_ENUM(FinishReason, Stop, Length, ToolCalls, ContentFilter, Other)

/// First of all, where the provider says it: who answers.
struct Begin
{
    std::string responseId;
    std::string model;
    bool operator==(const Begin &) const = default;
};
struct TextDelta
{
    std::string text;
    bool operator==(const TextDelta &) const = default;
};
struct ReasoningDelta
{
    std::string text;
    bool operator==(const ReasoningDelta &) const = default;
};
/// A thought is complete.
struct ReasoningEnd
{
    Opaque opaque;
    bool operator==(const ReasoningEnd &) const = default;
};
/// Calls are numbered from 0; several may be open at a time. Each is started once and ended once.
struct ToolCallStart
{
    unsigned index = 0;
    std::string id;
    std::string name;
    bool operator==(const ToolCallStart &) const = default;
};
struct ToolCallDelta
{
    unsigned index = 0;
    std::string arguments; ///< a piece of the JSON text
    bool operator==(const ToolCallDelta &) const = default;
};
struct ToolCallEnd
{
    unsigned index = 0;
    Opaque opaque;
    bool operator==(const ToolCallEnd &) const = default;
};
/// The counts so far; a later one replaces it.
struct UsageUpdate
{
    Usage usage;
    bool operator==(const UsageUpdate &) const = default;
};
/// Last of all, once.
struct Finish
{
    FinishReason reason = FinishReason::Other;
    std::string providerReason; ///< in the provider's own word
    bool operator==(const Finish &) const = default;
};

using Event = std::variant<Begin, TextDelta, ReasoningDelta, ReasoningEnd, ToolCallStart, ToolCallDelta, ToolCallEnd, UsageUpdate, Finish>;

/// An answer as a whole.
struct Answer
{
    std::string responseId;
    std::string model;
    Message message{Role::Assistant, {}};
    Usage usage;
    FinishReason finish = FinishReason::Other;
    std::string providerReason;

    std::string text() const { return message.joinedText(); }
    std::vector<ToolCallPart> toolCalls() const;
};

/// Puts an answer together from its events, in the order of the parts.
class AnswerBuilder
{
public:
    void add(Event event);
    /// The answer so far; the builder is empty afterwards.
    Answer take();

private:
    template<typename P>
    P &lastPart();

    Answer m_answer;
    std::vector<std::size_t> m_calls; ///< by index of the call: its part
    bool m_reasoningOpen = false;
};

} // namespace signalbox::llm
