// SPDX-License-Identifier: GPL-3.0-or-later
// What clients of OpenAI's API ask for, read into requests of ours: Chat Completions, Responses, Embeddings.
// Source: platform.openai.com/docs/api-reference.
#pragma once

#include "llm/provider.h"

#include <string>
#include <string_view>

namespace signalbox::openai {

/// The most bytes that a request may have, with its images.
inline constexpr std::uint64_t kMostBytes = 32u << 20;

/// What is asked of a model.
struct ModelRequest
{
    std::string model;    ///< as the client names it; `request` has none
    llm::Request request;
    bool isStreamed = false;
};

struct ChatRequest : ModelRequest
{
    bool tellsUsage = false; ///< at the end of a stream
};

struct ResponsesRequest : ModelRequest
{
    json::Object echo;         ///< what an answer repeats of it
    bool wantsThoughts = false; ///< the thoughts, sealed, so that they can be sent again
};

struct EmbeddingsRequest
{
    std::string model;
    llm::EmbeddingRequest request; ///< without a model
    enum class Format { Numbers, Base64 } format = Format::Numbers;
};

/// Reads a body. What changes nothing here is ignored, as the real service ignores it; what cannot be honoured is refused.
/// Errors: openai.invalid (args param, reason: OpenAI's code of it); json.* (no JSON). No text of the request stands in them
/// but names of members.
/// Thread: any.
Result<ChatRequest> readChat(std::string_view body);
Result<ResponsesRequest> readResponses(std::string_view body);
Result<EmbeddingsRequest> readEmbeddings(std::string_view body);

} // namespace signalbox::openai
