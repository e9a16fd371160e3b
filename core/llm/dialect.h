// SPDX-License-Identifier: GPL-3.0-or-later
// What differs from provider to provider: how a request is written and how an answer is read. No I/O.
#pragma once

#include "http/headers.h"
#include "llm/provider.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace signalbox::llm {

/// How the events of a stream are told apart.
enum class Framing { Sse, Lines };

/// Reads the events of one answer.
/// Thread: one.
class Decoder
{
public:
    virtual ~Decoder() = default;
    /// One event of the wire. `data` is its text, in general JSON.
    /// Errors: llm.* as the server's own error events say; llm.badAnswer.
    virtual Result<void> take(std::string_view name, std::string_view data, std::vector<Event> &out) = 0;
    /// The bytes have ended: gives what was held back, with Finish as the last. Errors: llm.streamCut.
    virtual Result<void> end(std::vector<Event> &out) = 0;
    /// An answer that came whole although a stream was asked for. Errors: llm.badAnswer where the provider never
    /// does that.
    virtual Result<void> takeWhole(std::string_view text, std::vector<Event> &out);
};

/// A request as it goes out.
struct WireRequest
{
    std::string path; ///< after the base URL, with its query
    json::Object body; ///< empty: GET
};

/// What a server said of a failure, in its own words.
struct ServerFault
{
    int status = 0;    ///< 0: in the middle of a stream
    std::string type;  ///< its kind, code or status words, joined by spaces
    std::string detail; ///< its sentence
    std::optional<Millis> retryAfter;
};

struct ModelPage
{
    std::vector<ModelInfo> models;
    std::string next; ///< where the next page begins; empty: none
};

/// One wire format. Immutable; thread-safe.
class Dialect
{
public:
    virtual ~Dialect() = default;
    virtual Framing framing() const { return Framing::Sse; }
    /// Adds what carries the key, and what every request has. `key` may be empty.
    virtual void sign(http::Headers &headers, const std::string &key) const = 0;

    /// Errors: llm.invalid, llm.unsupported.
    virtual Result<WireRequest> chat(const Request &request) const = 0;
    virtual std::unique_ptr<Decoder> decoder() const = 0;

    /// Errors: llm.unsupported.
    virtual Result<WireRequest> embedding(const EmbeddingRequest &request) const = 0;
    /// Errors: llm.badAnswer.
    virtual Result<Embeddings> readEmbeddings(const json::Value &answer) const = 0;

    virtual WireRequest modelPage(std::string_view next) const = 0;
    /// Errors: llm.badAnswer.
    virtual Result<ModelPage> readModels(const json::Value &answer) const = 0;
};

std::unique_ptr<Dialect> makeDialect(ProviderKind kind);

} // namespace signalbox::llm
