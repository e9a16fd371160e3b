// SPDX-License-Identifier: GPL-3.0-or-later
// The one interface to models, wherever they run. Each kind of provider has its own file.
#pragma once

#include "base/async.h"
#include "http/client.h"
#include "llm/event.h"
#include "llm/request.h"

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace signalbox::llm {

/// The wire formats that are spoken.
enum class ProviderKind {
    OpenAi,           ///< OpenAI's Responses API
    OpenAiChat,       ///< OpenAI's Chat Completions
    OpenAiCompatible, ///< the same as others speak it: OpenCode Zen, vLLM, LM Studio, llama.cpp and many more
    Anthropic,        ///< Messages API
    Gemini,           ///< Google's generateContent
    Ollama,           ///< its own API
    Group             ///< none: several providers under one name (gateway.h)
};
BOOST_DESCRIBE_ENUM(ProviderKind, OpenAi, OpenAiChat, OpenAiCompatible, Anthropic, Gemini, Ollama, Group)

struct ProviderOptions
{
    std::string id = "provider"; ///< the subject of its errors
    ProviderKind kind = ProviderKind::OpenAiCompatible;
    /// Where its API begins; empty: the maker's own (OpenAiCompatible has none).
    std::string baseUrl;
    /// Empty: none is sent. Stands in no error, event or log.
    std::string key;
    /// Sent with every request ("OpenAI-Organization").
    http::Headers headers;
    std::string proxy;
    std::string caFile;
    /// Null: the HTTP client's own.
    std::shared_ptr<const http::AddressPolicy> addressPolicy;
    /// Takes all other secrets out of what a server says, before it is cut and shown; empty: there are none.
    std::function<std::string(std::string)> redact = {};
    /// The most that one answer may send.
    std::uint64_t maxAnswerBytes = 256u << 20;
};

/// An answer as it comes. Destroying it ends the call and closes its socket.
/// Thread: the one that opened it. It is kept until a read() that was begun has ended.
class AnswerStream
{
public:
    virtual ~AnswerStream() = default;
    /// The events that have come, waiting for the first of them; none: the end, after Finish. One at a time.
    /// After an error the stream has ended. Errors: as Provider, llm.streamCut, llm.badAnswer, llm.timeout.
    virtual Task<Result<std::vector<Event>>> read(std::stop_token stop) = 0;
};

struct Embeddings
{
    std::vector<std::vector<float>> vectors; ///< in the order of the texts
    Usage usage;
};

struct ModelInfo
{
    std::string id;
    std::string title;
    /// 0: the provider does not say.
    std::int64_t contextTokens = 0;
    std::int64_t maxOutputTokens = 0;
    static constexpr std::array<std::string_view, 1> requiredMembers = {"id"};
};
BOOST_DESCRIBE_STRUCT(ModelInfo, (), (id, title, contextTokens, maxOutputTokens))

/// Asks the models of one provider. A request is sent once; trying again is the caller's.
///
/// Errors have the provider's id as subject; where the server said something, the arg `detail` holds it
/// (never the key), and the arg `status` its status:
///   llm.invalid         the request cannot be sent so
///   llm.unsupported     the provider has no such thing
///   llm.unauthorized    the key is missing or refused (401)
///   llm.forbidden       the key may not do that (403)
///   llm.noCredit        nothing is left to pay with (402, insufficient_quota)
///   llm.notFound        there is no such API at the base URL (404)
///   llm.modelUnknown    there is no such model (404)
///   llm.badRequest      the provider refuses the request (400, 422 …)
///   llm.contextTooLong  the request is longer than the model's context
///   llm.tooLarge        the request has too many bytes (413)
///   llm.rateLimited     too many requests (429); retryable, arg retryAfter (ms) where it was said
///   llm.overloaded      no room for the request (503, 529); retryable, arg retryAfter
///   llm.serverError     5xx; retryable
///   llm.timeout         408, 504, or a timeout of ours (arg phase); retryable
///   llm.unreachable     no connection (the cause says why); retryable where http's is
///   llm.badAnswer       the answer is not what the API promises (HTML, broken JSON)
///   llm.streamCut       the answer ended before it was complete; retryable
///   cancelled           `stop` was requested; the socket is closed at once
/// Thread: one with an Executor. Streams do not outlive the HTTP client.
class Provider
{
public:
    virtual ~Provider() = default;
    virtual const ProviderOptions &options() const = 0;

    /// Sends the request; gives the stream as soon as the provider has taken it.
    virtual Task<Result<std::unique_ptr<AnswerStream>>> open(Request request, std::stop_token stop) = 0;
    /// Errors: llm.unsupported where it has none.
    virtual Task<Result<Embeddings>> embed(EmbeddingRequest request, std::stop_token stop) = 0;
    /// All models that it offers, by id. Lists of more than 10,000 models or 8 MiB are llm.badAnswer.
    virtual Task<Result<std::vector<ModelInfo>>> models(std::stop_token stop) = 0;
};

/// Errors: llm.invalid (the base URL, or a key that cannot be sent). White space around the key is dropped.
Result<std::unique_ptr<Provider>> makeProvider(http::Client &client, Clock &clock, ProviderOptions options);

/// Opens and reads to the end. Errors: as Provider.
Task<Result<Answer>> ask(Provider *provider, Request request, std::stop_token stop);

/// The maker's own base URL; empty where the kind has none.
std::string_view defaultBaseUrl(ProviderKind kind);

} // namespace signalbox::llm
