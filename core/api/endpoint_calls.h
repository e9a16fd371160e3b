// SPDX-License-Identifier: GPL-3.0-or-later
// Calls about the OpenAI-compatible endpoint: whether it answers, where, and the tokens that open it.
#pragma once

#include "api/model_calls.h"

namespace signalbox::api {

struct EndpointView
{
    bool answers = false;
    std::string url;      ///< what a client takes for its base URL; empty: nobody listens
    std::int64_t port = 0; ///< that is wished for; 0: any that is free
    bool hasOwnPort = false; ///< it is listened for on a port of its own; else on the backend's, which cannot be changed here
    std::string problem;  ///< why nobody listens although it is to answer; empty: nothing is wrong
};
BOOST_DESCRIBE_STRUCT(EndpointView, (), (answers, url, port, hasOwnPort, problem))

struct EndpointGet
{
    static constexpr std::string_view name = "endpoint.get";
    static constexpr std::string_view permission = "endpoint.read";
    static constexpr std::string_view summary = "Whether the OpenAI-compatible endpoint answers, and its address.";
    static constexpr Route route{Verb::Get, "/endpoint"};
    static constexpr Effect effect = Effect::Read;
    using Params = Nothing;
    using Result = EndpointView;
};

struct EndpointSetParams
{
    bool answers = false;
    std::optional<std::int64_t> port; ///< absent: as it is
    static constexpr std::array<std::string_view, 1> requiredMembers = {"answers"};
};
BOOST_DESCRIBE_STRUCT(EndpointSetParams, (), (answers, port))

struct EndpointSet
{
    static constexpr std::string_view name = "endpoint.set";
    static constexpr std::string_view permission = "endpoint.write";
    static constexpr std::string_view summary = "Switches the OpenAI-compatible endpoint on or off; a backend inside of a program listens on loopback while it is on.";
    static constexpr Route route{Verb::Put, "/endpoint"};
    static constexpr Effect effect = Effect::Idempotent;
    static constexpr std::array<std::string_view, 2> errors = {"endpoint.invalid", "channel.listen"};
    using Params = EndpointSetParams;
    using Result = EndpointView;
};

/// What a token may use, and how much.
struct EndpointTokenLimits
{
    std::vector<std::string> models; ///< "provider", "group" or "provider/model"; empty: all
    std::int64_t requestsPerMinute = 0; ///< 0: without limit
    std::int64_t tokensPerMinute = 0;   ///< of requests and the answers that they allow; 0: without limit
    std::optional<std::int64_t> budgetTokens; ///< in all; absent: without
    std::optional<std::int64_t> budgetMicros; ///< millionths of the currency, in all; absent: without
    UnixMillis expiresAt = 0; ///< 0: never
};
BOOST_DESCRIBE_STRUCT(EndpointTokenLimits, (), (models, requestsPerMinute, tokensPerMinute, budgetTokens, budgetMicros, expiresAt))

/// Part of a budget.
struct EndpointTokenBudget
{
    std::int64_t most = 0;
    std::int64_t spent = 0;
    std::int64_t reserved = 0; ///< by calls under way
};
BOOST_DESCRIBE_STRUCT(EndpointTokenBudget, (), (most, spent, reserved))

struct EndpointTokenView
{
    std::string id;
    std::string name;
    std::string prefix; ///< the token's beginning
    EndpointTokenLimits limits;
    std::optional<EndpointTokenBudget> tokens; ///< of its budget, in tokens
    std::optional<EndpointTokenBudget> micros; ///< of its budget, in millionths of `currency`
    std::string currency;
    UsageSums used; ///< what the calls on record came to
    UnixMillis createdAt = 0;
    UnixMillis revokedAt = 0; ///< 0: it was not
    UnixMillis usedAt = 0;    ///< to about a minute; 0: never
    std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(EndpointTokenView, (), (id, name, prefix, limits, tokens, micros, currency, used, createdAt, revokedAt, usedAt, revision))

struct EndpointTokenList
{
    std::vector<EndpointTokenView> tokens;
};
BOOST_DESCRIBE_STRUCT(EndpointTokenList, (), (tokens))

struct EndpointTokensList
{
    static constexpr std::string_view name = "endpointTokens.list";
    static constexpr std::string_view permission = "endpoint.read";
    static constexpr std::string_view summary = "The tokens of the OpenAI-compatible endpoint, their limits and what they have used; never the tokens themselves.";
    static constexpr Route route{Verb::Get, "/endpoint/tokens"};
    static constexpr Effect effect = Effect::Read;
    using Params = Nothing;
    using Result = EndpointTokenList;
};

struct EndpointTokenIssueParams
{
    std::string name;
    EndpointTokenLimits limits;
    static constexpr std::array<std::string_view, 1> requiredMembers = {"name"};
};
BOOST_DESCRIBE_STRUCT(EndpointTokenIssueParams, (), (name, limits))

struct EndpointTokenIssued
{
    std::string id;
    std::string token; ///< the only time that it is seen
};
BOOST_DESCRIBE_STRUCT(EndpointTokenIssued, (), (id, token))

struct EndpointTokensIssue
{
    static constexpr std::string_view name = "endpointTokens.issue";
    static constexpr std::string_view permission = "endpoint.write";
    static constexpr std::string_view summary = "Makes a token that opens the OpenAI-compatible endpoint and nothing else; it is shown this once.";
    static constexpr Route route{Verb::Post, "/endpoint/tokens"};
    static constexpr Effect effect = Effect::Change;
    static constexpr std::string_view target = "name";
    static constexpr std::array<std::string_view, 1> errors = {"endpoint.invalid"};
    using Params = EndpointTokenIssueParams;
    using Result = EndpointTokenIssued;
};

struct EndpointTokenChangeParams
{
    std::string id;
    std::string name;
    EndpointTokenLimits limits;
    std::int64_t revision = 0; ///< 0: whatever is there
    static constexpr std::array<std::string_view, 3> requiredMembers = {"id", "name", "limits"};
};
BOOST_DESCRIBE_STRUCT(EndpointTokenChangeParams, (), (id, name, limits, revision))

struct EndpointTokenRevision
{
    std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(EndpointTokenRevision, (), (revision))

struct EndpointTokensChange
{
    static constexpr std::string_view name = "endpointTokens.change";
    static constexpr std::string_view permission = "endpoint.write";
    static constexpr std::string_view summary = "Changes the name and the limits of a token of the endpoint; what it has spent stays.";
    static constexpr Route route{Verb::Put, "/endpoint/tokens/{id}"};
    static constexpr Effect effect = Effect::Idempotent;
    static constexpr std::string_view target = "id";
    static constexpr std::array<std::string_view, 3> errors = {"endpoint.invalid", "store.notFound", "store.conflict"};
    using Params = EndpointTokenChangeParams;
    using Result = EndpointTokenRevision;
};

struct EndpointTokenId
{
    std::string id;
    static constexpr std::array<std::string_view, 1> requiredMembers = {"id"};
};
BOOST_DESCRIBE_STRUCT(EndpointTokenId, (), (id))

struct EndpointTokensRevoke
{
    static constexpr std::string_view name = "endpointTokens.revoke";
    static constexpr std::string_view permission = "endpoint.write";
    static constexpr std::string_view summary = "Makes a token of the endpoint worthless, for good; its calls under way end.";
    static constexpr Route route{Verb::Delete, "/endpoint/tokens/{id}"};
    static constexpr Effect effect = Effect::Idempotent;
    static constexpr std::string_view target = "id";
    static constexpr std::array<std::string_view, 1> errors = {"store.notFound"};
    using Params = EndpointTokenId;
    using Result = Nothing;
};

} // namespace signalbox::api
