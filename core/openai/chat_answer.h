// SPDX-License-Identifier: GPL-3.0-or-later
// Answers of Chat Completions: as a whole, and chunk by chunk.
// Source: platform.openai.com/docs/api-reference/chat.
#pragma once

#include "llm/event.h"

#include "base/json.h"

#include <string>

namespace signalbox::openai {

/// What every part of an answer says of itself.
struct AnswerName
{
    std::string id;           ///< without a prefix
    std::int64_t created = 0; ///< seconds
    std::string model;        ///< as the client named it
};

/// {id: "chatcmpl-…", choices: […], usage}. Thoughts stand in `reasoning_content`, as in the APIs that tell them.
json::Object chatAnswer(const AnswerName &name, const llm::Answer &answer);

/// Writes a stream as Server-Sent Events. Thread: any, one at a time.
class ChatStream
{
public:
    enum class Usage { Untold, Told };
    ChatStream(const AnswerName &name, Usage usage);

    /// Bytes for a few events; may be empty.
    std::string write(const std::vector<llm::Event> &events);
    /// The last bytes, with "[DONE]".
    std::string end(const llm::Usage &usage);
    /// The last bytes of a stream that breaks off: an error, and no "[DONE]".
    static std::string fail(const json::Object &error);

private:
    void addDelta(std::string &out, const json::Value &delta, std::string_view finish = {});

    std::string m_head; ///< of a chunk, up to its choices
    std::string m_tail; ///< after them
    bool m_tellsUsage;
    bool m_hasBegun = false;
};

json::Object chatUsage(const llm::Usage &usage);

} // namespace signalbox::openai
