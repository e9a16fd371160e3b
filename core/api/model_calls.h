// SPDX-License-Identifier: GPL-3.0-or-later
// Calls about providers of models, the models that they offer, and what was asked of them.
#pragma once

#include "api/call.h"
#include "base/clock.h"

namespace signalbox::api {

/// The wire formats that are spoken.
enum class ProviderKind { OpenAi, OpenAiChat, OpenAiCompatible, Anthropic, Gemini, Ollama };
BOOST_DESCRIBE_ENUM(ProviderKind, OpenAi, OpenAiChat, OpenAiCompatible, Anthropic, Gemini, Ollama)

struct ProviderView
{
    std::string id;
    ProviderKind kind = ProviderKind::OpenAiCompatible;
    std::string baseUrl; ///< empty: the maker's own
    std::string secret;  ///< name of the secret that holds the key; empty: none is sent
    std::string defaultModel;
    std::string prices; ///< whose prices it charges; empty: the maker's
    std::int64_t requestsPerMinute = 0; ///< 0: without limit
    std::int64_t tokensPerMinute = 0;   ///< 0: without limit
    std::int64_t concurrency = 8;       ///< calls at a time
    std::int64_t attempts = 3;          ///< in total, where trying again can help
    std::int64_t revision = 0;
    UnixMillis updatedAt = 0;
};
BOOST_DESCRIBE_STRUCT(ProviderView, (), (id, kind, baseUrl, secret, defaultModel, prices, requestsPerMinute, tokensPerMinute, concurrency, attempts, revision, updatedAt))

struct ProviderList
{
    std::vector<ProviderView> providers;
};
BOOST_DESCRIBE_STRUCT(ProviderList, (), (providers))

struct ProvidersList
{
    static constexpr std::string_view name = "providers.list";
    static constexpr std::string_view permission = "providers.read";
    static constexpr std::string_view summary = "The providers of models that are set up; of a key only the name of its secret.";
    static constexpr Route route{Verb::Get, "/providers"};
    static constexpr Effect effect = Effect::Read;
    using Params = Nothing;
    using Result = ProviderList;
};

struct ProviderPutParams
{
    std::string id;
    ProviderKind kind = ProviderKind::OpenAiCompatible;
    std::string baseUrl;
    std::string secret;
    std::string defaultModel;
    std::string prices;
    std::int64_t requestsPerMinute = 0;
    std::int64_t tokensPerMinute = 0;
    std::int64_t concurrency = 8;
    std::int64_t attempts = 3;
    std::int64_t revision = 0; ///< 0: whatever is there
    static constexpr std::array<std::string_view, 2> requiredMembers = {"id", "kind"};
};
BOOST_DESCRIBE_STRUCT(ProviderPutParams, (), (id, kind, baseUrl, secret, defaultModel, prices, requestsPerMinute, tokensPerMinute, concurrency, attempts, revision))

struct ProviderRevision
{
    std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(ProviderRevision, (), (revision))

struct ProvidersPut
{
    static constexpr std::string_view name = "providers.put";
    static constexpr std::string_view permission = "providers.write";
    static constexpr std::string_view summary = "Sets a provider up, or changes it. The key is a secret, named here.";
    static constexpr Route route{Verb::Put, "/providers/{id}"};
    static constexpr Effect effect = Effect::Idempotent;
    static constexpr std::string_view target = "id";
    static constexpr std::array<std::string_view, 2> errors = {"llm.invalid", "store.conflict"};
    using Params = ProviderPutParams;
    using Result = ProviderRevision;
};

struct ProviderDeleteParams
{
    std::string id;
    std::int64_t revision = 0; ///< 0: whatever is there
    static constexpr std::array<std::string_view, 1> requiredMembers = {"id"};
};
BOOST_DESCRIBE_STRUCT(ProviderDeleteParams, (), (id, revision))

struct ProvidersDelete
{
    static constexpr std::string_view name = "providers.delete";
    static constexpr std::string_view permission = "providers.write";
    static constexpr std::string_view summary = "Removes a provider; the record of its calls stays, and so does the secret.";
    static constexpr Route route{Verb::Delete, "/providers/{id}"};
    static constexpr Effect effect = Effect::Change;
    static constexpr std::string_view target = "id";
    static constexpr std::array<std::string_view, 2> errors = {"store.notFound", "store.conflict"};
    using Params = ProviderDeleteParams;
    using Result = Nothing;
};

struct ProviderTestParams
{
    std::string id;
    std::string model; ///< empty: the provider's default; without one only its list of models is read
    static constexpr std::array<std::string_view, 1> requiredMembers = {"id"};
};
BOOST_DESCRIBE_STRUCT(ProviderTestParams, (), (id, model))

struct ProviderTestView
{
    std::int64_t models = 0; ///< how many it offers
    std::string model;       ///< that was asked; empty: none
    std::string answer;
    std::int64_t durationMs = 0;
    std::optional<std::int64_t> firstTokenMs;
    std::int64_t inputTokens = 0;
    std::int64_t outputTokens = 0;
    std::optional<std::int64_t> micros; ///< millionths of the currency; absent: nobody knows
    std::string currency;
};
BOOST_DESCRIBE_STRUCT(ProviderTestView, (), (models, model, answer, durationMs, firstTokenMs, inputTokens, outputTokens, micros, currency))

struct ProvidersTest
{
    static constexpr std::string_view name = "providers.test";
    static constexpr std::string_view permission = "providers.write";
    static constexpr std::string_view summary = "Reads a provider's list of models and asks one of them for a word; that costs a little and is recorded.";
    static constexpr Route route{Verb::Post, "/providers/{id}/test"};
    static constexpr Effect effect = Effect::Change;
    static constexpr std::string_view target = "id";
    static constexpr std::array<std::string_view, 6> errors = {"store.notFound", "vault.unknown", "llm.unauthorized", "llm.unreachable", "llm.badAnswer", "budget.exhausted"};
    using Params = ProviderTestParams;
    using Result = ProviderTestView;
};

struct ModelView
{
    std::string id;
    std::string title;
    std::int64_t contextTokens = 0; ///< 0: the provider does not say
    std::int64_t maxOutputTokens = 0;
    /// Millionths of the currency for a million tokens; absent: nobody knows.
    std::optional<std::int64_t> inputPrice;
    std::optional<std::int64_t> outputPrice;
};
BOOST_DESCRIBE_STRUCT(ModelView, (), (id, title, contextTokens, maxOutputTokens, inputPrice, outputPrice))

struct ModelList
{
    std::vector<ModelView> models;
    std::string currency;
};
BOOST_DESCRIBE_STRUCT(ModelList, (), (models, currency))

struct ModelListParams
{
    std::string provider;
    static constexpr std::array<std::string_view, 1> requiredMembers = {"provider"};
};
BOOST_DESCRIBE_STRUCT(ModelListParams, (), (provider))

struct ModelsList
{
    static constexpr std::string_view name = "models.list";
    static constexpr std::string_view permission = "providers.read";
    static constexpr std::string_view summary = "The models that a provider offers now, with what they cost as far as it is known.";
    static constexpr Route route{Verb::Get, "/providers/{provider}/models"};
    static constexpr Effect effect = Effect::Read;
    static constexpr std::string_view target = "provider";
    static constexpr std::array<std::string_view, 5> errors = {"store.notFound", "vault.unknown", "llm.unauthorized", "llm.unreachable", "llm.badAnswer"};
    using Params = ModelListParams;
    using Result = ModelList;
};

struct LlmCallView
{
    std::string id;
    UnixMillis startedAt = 0;
    std::string provider;
    std::string model;
    std::string run; ///< empty: of no run
    std::string path;
    std::string outcome; ///< "ok", or an error's code
    std::int64_t attempts = 1;
    std::int64_t inputTokens = 0;
    std::int64_t cachedTokens = 0;     ///< of the input
    std::int64_t cacheWriteTokens = 0; ///< of the input
    std::int64_t outputTokens = 0;
    std::int64_t reasoningTokens = 0;   ///< of the output
    std::optional<std::int64_t> micros; ///< millionths of the currency; absent: nobody knows
    std::string currency;
    std::int64_t durationMs = 0;
    std::optional<std::int64_t> firstTokenMs;
};
BOOST_DESCRIBE_STRUCT(LlmCallView, (), (id, startedAt, provider, model, run, path, outcome, attempts, inputTokens, cachedTokens, cacheWriteTokens, outputTokens, reasoningTokens, micros, currency, durationMs, firstTokenMs))

struct LlmCallsParams
{
    std::string provider;
    std::string run;
    std::int64_t limit = 100;
    std::string before; ///< id of the call to page on from
};
BOOST_DESCRIBE_STRUCT(LlmCallsParams, (), (provider, run, limit, before))

struct LlmCallPage
{
    std::vector<LlmCallView> calls;
    bool more = false;
};
BOOST_DESCRIBE_STRUCT(LlmCallPage, (), (calls, more))

struct LlmCalls
{
    static constexpr std::string_view name = "llm.calls";
    static constexpr std::string_view permission = "providers.read";
    static constexpr std::string_view summary = "Calls of models, the newest first, with their tokens and what they cost.";
    static constexpr Route route{Verb::Get, "/llm/calls"};
    static constexpr Effect effect = Effect::Read;
    using Params = LlmCallsParams;
    using Result = LlmCallPage;
};

} // namespace signalbox::api
