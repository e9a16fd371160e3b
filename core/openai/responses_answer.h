// SPDX-License-Identifier: GPL-3.0-or-later
// Answers of the Responses API: as a whole, and event by event.
// Source: platform.openai.com/docs/api-reference/responses-streaming.
#pragma once

#include "openai/chat_answer.h"

#include <map>
#include <optional>

namespace signalbox::openai {

/// Builds an answer from events and writes what a stream says of each. Thread: any, one at a time.
class ResponsesStream
{
public:
    enum class Thoughts { Plain, Sealed };
    /// `echo`: what of the request the answer repeats.
    ResponsesStream(AnswerName name, json::Object echo, Thoughts thoughts);

    /// Bytes for a few events; may be empty.
    std::string write(const std::vector<llm::Event> &events);
    /// The last bytes: response.completed, or response.incomplete.
    std::string end(const llm::Usage &usage);
    /// The last bytes of a stream that breaks off; `error` is what refusalOf() gives.
    std::string fail(const json::Object &error);
    /// The answer as it is now, ended.
    json::Object whole(const llm::Usage &usage) const;

private:
    struct OpenCall
    {
        std::size_t item = 0;
        std::string arguments;
    };
    enum class Open { Nothing, Message, Thought };

    void tell(std::string &out, std::string_view type, json::Object members);
    void begin(std::string &out);
    std::size_t addItem(std::string &out, json::Object item);
    void openMessage(std::string &out);
    void openThought(std::string &out);
    void close(std::string &out, const llm::Opaque &opaque = {});
    void startCall(std::string &out, const llm::ToolCallStart &start);
    void endCall(std::string &out, unsigned index);
    json::Object here(std::size_t item) const;
    json::Object response(std::string_view status, const std::optional<llm::Usage> &usage) const;

    AnswerName m_name;
    json::Object m_echo;
    Thoughts m_thoughts;
    std::int64_t m_sequence = 0;
    bool m_hasBegun = false;
    std::vector<json::Object> m_items;
    Open m_open = Open::Nothing;
    std::size_t m_current = 0; ///< the item that is open
    std::string m_text;        ///< of it
    std::map<unsigned, OpenCall> m_calls;
    std::optional<llm::FinishReason> m_finish;
};

/// {id: "resp_…", output: […], usage}.
json::Object responsesAnswer(const AnswerName &name, const json::Object &echo, ResponsesStream::Thoughts thoughts, const llm::Answer &answer);

} // namespace signalbox::openai
