// SPDX-License-Identifier: GPL-3.0-or-later
// What the files of the dialects share: reading and writing small pieces of JSON.
#pragma once

#include "base/describe.h"
#include "llm/dialect.h"
#include "llm/faults_p.h"

#include <string>
#include <string_view>
#include <vector>

namespace signalbox::llm {

/// An event's JSON object. An object that is an error event gives its error. Errors: llm.*.
Result<json::Object> readEvent(std::string_view data);

/// The text of a member, or nothing; of a member of a member.
std::string_view textAt(const json::Object &object, std::string_view key);
const json::Object *objectAt(const json::Object &object, std::string_view key);
const json::Array *arrayAt(const json::Object &object, std::string_view key);
std::int64_t countAt(const json::Object &object, std::string_view key);
bool isTrue(const json::Object &object, std::string_view key);

/// Written by the standard alphabet, with padding. Source: RFC 4648.
std::string base64Of(std::string_view bytes);
/// "data:image/png;base64,…", or the part's URL.
std::string imageUrl(const ImagePart &image);

/// The arguments of a call as an object; broken ones as {"_broken": text}, so that the model sees what it wrote.
json::Object argumentsOf(const ToolCallPart &call);

/// The system messages' texts, joined by blank lines; with the instruction to answer by a schema where the
/// request wants it so.
std::string systemText(const Request &request, bool withSchema);
/// "Answer only with JSON that fits this JSON Schema: …".
std::string schemaInstruction(const OutputSchema &output);

/// Whether every object of a schema is closed (additionalProperties: false), as makers ask for where they hold
/// a model to it; AllRequired: and every member is required.
enum class Closed { Objects, AllRequired };
bool isClosed(const json::Value &schema, Closed how);

/// How a wire format calls the settings of an answer; where a name is empty, the setting is not written.
struct SettingNames
{
    std::string_view temperature;
    std::string_view topP;
    std::string_view maxTokens;
    std::string_view stop;
    std::string_view seed;
};
/// Writes those settings that the request has.
void addSettings(json::Object &to, const Request &request, const SettingNames &names);

/// What tools gave, of a message.
std::vector<const ToolResultPart *> toolResultsOf(const Message &message);

/// Puts the request's `extra` over the body.
void addExtra(json::Object &body, const Request &request);

/// A list of vectors of numbers. Errors: llm.badAnswer.
Result<std::vector<float>> readVector(const json::Value *value);

/// Gives the index of a call by what the wire calls it, and keeps the calls that are open.
class OpenCalls
{
public:
    /// The call with this wire index; starts one where there is none, or where `id` is another one's.
    unsigned at(std::int64_t wireIndex, std::string_view id, std::string_view name, std::vector<Event> &out);
    /// A call that comes whole.
    void whole(std::string_view id, std::string_view name, std::string arguments, Opaque opaque, std::vector<Event> &out);
    void end(std::int64_t wireIndex, std::vector<Event> &out);
    void endAll(std::vector<Event> &out);
    bool any() const { return m_count > 0; }
    unsigned count() const { return m_count; }
    /// How much of its arguments has come.
    std::size_t &received(std::int64_t wireIndex);

private:
    struct Call
    {
        std::int64_t wireIndex;
        unsigned index;
        std::string id;
        std::size_t received;
    };
    Call *find(std::int64_t wireIndex);

    std::vector<Call> m_open;
    unsigned m_count = 0;
    std::size_t m_none = 0;
};

// Each in its own file.
std::unique_ptr<Dialect> makeOpenAiResponses();
/// OpenAI itself calls the limit of tokens by a newer name than the other servers do.
enum class ChatServer { OpenAi, Compatible };
std::unique_ptr<Dialect> makeOpenAiChat(ChatServer server);
std::unique_ptr<Dialect> makeAnthropic();
std::unique_ptr<Dialect> makeGemini();
std::unique_ptr<Dialect> makeOllama();

/// The request's tools, each as {type: function, function: {name, description, parameters}}.
json::Array functionsOf(const Request &request);

/// What the two APIs of OpenAI share. `named` is how the one tool that is to be called is said.
void addToolChoice(json::Object &body, const Request &request, json::Object named);
void signBearer(http::Headers &headers, const std::string &key);
Result<WireRequest> openAiEmbedding(const EmbeddingRequest &request);
Result<Embeddings> readOpenAiEmbeddings(const json::Value &answer);
Result<ModelPage> readOpenAiModels(const json::Value &answer);

} // namespace signalbox::llm
