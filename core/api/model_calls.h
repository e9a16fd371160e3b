// SPDX-License-Identifier: GPL-3.0-or-later
// Calls about providers of models, the models that they offer, and what was asked of them.
#pragma once

#include "api/call.h"
#include "base/clock.h"

namespace signalbox::api {

/// The wire formats that are spoken; Group: several providers under one name.
enum class ProviderKind { OpenAi, OpenAiChat, OpenAiCompatible, Anthropic, Gemini, Ollama, Group };
BOOST_DESCRIBE_ENUM(ProviderKind, OpenAi, OpenAiChat, OpenAiCompatible, Anthropic, Gemini, Ollama, Group)

/// How a group chooses among its members.
enum class Strategy { InOrder, RoundRobin, Weighted, LeastBusy, LowestLatency, LowestCost, BestScore };
BOOST_DESCRIBE_ENUM(Strategy, InOrder, RoundRobin, Weighted, LeastBusy, LowestLatency, LowestCost, BestScore)

/// What a model may be unable to do.
enum class Ability { Images, Tools, Schema };
BOOST_DESCRIBE_ENUM(Ability, Images, Tools, Schema)

/// One of the models of a group.
struct GroupMember
{
    std::string provider;
    std::string model; ///< empty: as the request says, else the provider's default
    std::int64_t weight = 1;
    std::optional<double> quality;  ///< 0 to 1, as a person rates it
    std::vector<Ability> lacks;     ///< requests that need one of these go elsewhere
    std::int64_t contextTokens = 0; ///< 0: as its provider says
    static constexpr std::array<std::string_view, 1> requiredMembers = {"provider"};
};
BOOST_DESCRIBE_STRUCT(GroupMember, (), (provider, model, weight, quality, lacks, contextTokens))

/// How much each counts for bestScore; only their ratio matters.
struct ScoreWeights
{
    double cost = 1;
    double latency = 1;
    double quality = 1;
    double health = 1;
};
BOOST_DESCRIBE_STRUCT(ScoreWeights, (), (cost, latency, quality, health))

/// How a provider does, since the backend began.
struct ProviderHealth
{
    std::string circuit = "closed";  ///< open: it kept failing and is left alone; halfOpen: one call tries whether it is back
    std::int64_t busy = 0;           ///< calls under way, with those that wait their turn
    std::optional<double> latencyMs; ///< to the first token, lately
    double failing = 0;              ///< the share of its calls that failed lately, 0 to 1
    std::int64_t calls = 0;          ///< attempts that have ended
    std::string lastOutcome;         ///< of a call or a check: "ok", or an error's code; empty: none has ended
    UnixMillis lastAt = 0;
    UnixMillis checkedAt = 0; ///< when its health was checked last; 0: never
    UnixMillis modelsAt = 0; ///< when its list of models was read last; 0: never
    std::int64_t models = 0;
};
BOOST_DESCRIBE_STRUCT(ProviderHealth, (), (circuit, busy, latencyMs, failing, calls, lastOutcome, lastAt, checkedAt, modelsAt, models))

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
    std::int64_t cacheSeconds = 0; ///< for so long the same request has the same answer, without being asked; 0: never
    std::int64_t healthSeconds = 300; ///< that long without a call its list of models is read, to see how it does; 0: never
    Strategy strategy = Strategy::InOrder; ///< of a group
    std::vector<GroupMember> members;      ///< of a group
    ScoreWeights scoreWeights;             ///< of a group
    std::int64_t revision = 0;
    UnixMillis updatedAt = 0;
    ProviderHealth health;
};
BOOST_DESCRIBE_STRUCT(ProviderView, (), (id, kind, baseUrl, secret, defaultModel, prices, requestsPerMinute, tokensPerMinute, concurrency, attempts, cacheSeconds, healthSeconds, strategy, members, scoreWeights, revision, updatedAt, health))

struct ProviderList
{
    std::vector<ProviderView> providers;
};
BOOST_DESCRIBE_STRUCT(ProviderList, (), (providers))

struct ProvidersList
{
    static constexpr std::string_view name = "providers.list";
    static constexpr std::string_view permission = "providers.read";
    static constexpr std::string_view summary = "The providers of models that are set up, and how each does; of a key only the name of its secret.";
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
    std::int64_t cacheSeconds = 0;
    std::int64_t healthSeconds = 300; ///< 0: never, else 30 to 86,400
    Strategy strategy = Strategy::InOrder;
    std::vector<GroupMember> members;
    ScoreWeights scoreWeights;
    std::int64_t revision = 0; ///< 0: whatever is there
    static constexpr std::array<std::string_view, 2> requiredMembers = {"id", "kind"};
};
BOOST_DESCRIBE_STRUCT(ProviderPutParams, (), (id, kind, baseUrl, secret, defaultModel, prices, requestsPerMinute, tokensPerMinute, concurrency, attempts, cacheSeconds, healthSeconds, strategy, members, scoreWeights, revision))

struct ProviderRevision
{
    std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(ProviderRevision, (), (revision))

struct ProvidersPut
{
    static constexpr std::string_view name = "providers.put";
    static constexpr std::string_view permission = "providers.write";
    static constexpr std::string_view summary = "Sets a provider up, or a group of them, or changes it. The key is a secret, named here.";
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

/// A server of models on the backend's machine that answers.
struct DiscoveredServer
{
    std::string id; ///< that a provider of it may have
    std::string title;
    ProviderKind kind = ProviderKind::OpenAiCompatible;
    std::string baseUrl;
    std::string provider; ///< the id under which it is set up; empty: it is not
    std::vector<std::string> models;
};
BOOST_DESCRIBE_STRUCT(DiscoveredServer, (), (id, title, kind, baseUrl, provider, models))

struct DiscoveredList
{
    std::vector<DiscoveredServer> servers;
};
BOOST_DESCRIBE_STRUCT(DiscoveredList, (), (servers))

struct ProvidersDiscover
{
    static constexpr std::string_view name = "providers.discover";
    static constexpr std::string_view permission = "providers.write";
    static constexpr std::string_view summary = "Looks for servers of models on this machine (Ollama, LM Studio, llama.cpp, vLLM) and says which answer; sets nothing up.";
    static constexpr Route route{Verb::Get, "/discovered-providers"};
    static constexpr Effect effect = Effect::Read;
    static constexpr std::array<std::string_view, 1> errors = {"providers.shared"};
    using Params = Nothing;
    using Result = DiscoveredList;
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
    UnixMillis readAt = 0; ///< when the provider was asked for it
};
BOOST_DESCRIBE_STRUCT(ModelList, (), (models, currency, readAt))

struct ModelListParams
{
    std::string provider;
    bool fresh = false; ///< asks the provider now; else a list of the last 15 minutes will do
    static constexpr std::array<std::string_view, 1> requiredMembers = {"provider"};
};
BOOST_DESCRIBE_STRUCT(ModelListParams, (), (provider, fresh))

struct ModelsList
{
    static constexpr std::string_view name = "models.list";
    static constexpr std::string_view permission = "providers.read";
    static constexpr std::string_view summary = "The models that a provider offers, with what they cost as far as it is known.";
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
    std::string token;   ///< id of the endpoint token that asked; empty: none did
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
    /// Of a group or a list: {strategy, group?, candidates: [{provider, model, refused?, open?, score?, …}], tried: [{provider,
    /// model, attempts, outcome}]}, best first; {cached: true} where the answer had been given before. Null where there was
    /// nothing to choose. With `charged`, {tokens, micros?, currency?}: what budgets were charged where an attempt broke off or told no usage.
    json::Value explanation;
};
BOOST_DESCRIBE_STRUCT(LlmCallView, (), (id, startedAt, provider, model, run, path, token, outcome, attempts, inputTokens, cachedTokens, cacheWriteTokens, outputTokens, reasoningTokens, micros, currency, durationMs, firstTokenMs, explanation))

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

/// What calls of models are summed by.
/// Token: of the OpenAI-compatible endpoint.
enum class UsageBy { Day, Model, Provider, Flow, Token };
BOOST_DESCRIBE_ENUM(UsageBy, Day, Model, Provider, Flow, Token)

/// Whether a flow can be named that asked for a call; runGone: its run was deleted, or was never kept.
enum class UsageOrigin { Flow, NoRun, RunGone };
BOOST_DESCRIBE_ENUM(UsageOrigin, Flow, NoRun, RunGone)

/// Known costs in one currency; those in different ones are never added.
struct UsageCost
{
    std::string currency;
    std::int64_t micros = 0; ///< millionths of it
};
BOOST_DESCRIBE_STRUCT(UsageCost, (), (currency, micros))

struct UsageSums
{
    std::int64_t calls = 0;
    std::int64_t failed = 0;   ///< that gave no answer
    std::int64_t unpriced = 0; ///< whose cost nobody knows: it is in no sum
    std::int64_t inputTokens = 0;
    std::int64_t cachedTokens = 0; ///< of the input
    std::int64_t outputTokens = 0;
    std::vector<UsageCost> costs; ///< one for each currency
};
BOOST_DESCRIBE_STRUCT(UsageSums, (), (calls, failed, unpriced, inputTokens, cachedTokens, outputTokens, costs))

/// One day, model, provider, flow or token; only the members that were asked for are set.
struct UsageGroup
{
    UnixMillis day = 0; ///< when it began
    std::string provider;
    std::string model;
    std::string flow;
    std::string flowName; ///< empty where the flow is gone
    UsageOrigin origin = UsageOrigin::Flow;
    std::string token;     ///< of the endpoint; empty: the call was not asked for through it
    std::string tokenName;
    UsageSums sums;
};
BOOST_DESCRIBE_STRUCT(UsageGroup, (), (day, provider, model, flow, flowName, origin, token, tokenName, sums))

struct LlmUsageParams
{
    UnixMillis from = 0; ///< calls that began then or later
    UnixMillis to = 0;   ///< and before that; 0: until now
    UsageBy by = UsageBy::Model;
    std::int64_t offsetMinutes = 0; ///< what is added to UTC for the time that days are counted in, -1080 to 1080
    std::string zone{};             ///< in place of that, the time zone ("Europe/Berlin") whose time each day is counted in, where the backend knows it
};
BOOST_DESCRIBE_STRUCT(LlmUsageParams, (), (from, to, by, offsetMinutes, zone))

struct LlmUsageView
{
    /// Days that had calls in their order, the newest 366; else at most 200, those that cost the most first.
    std::vector<UsageGroup> groups;
    UsageSums rest; ///< of the groups that are left out
    std::int64_t restGroups = 0;
    UsageSums total; ///< with the rest
};
BOOST_DESCRIBE_STRUCT(LlmUsageView, (), (groups, rest, restGroups, total))

struct LlmUsage
{
    static constexpr std::string_view name = "llm.usage";
    static constexpr std::string_view permission = "providers.read";
    static constexpr std::string_view summary = "What the calls of models in a time came to, by day, model, provider, flow or token of the endpoint: how many, their tokens, what they cost as far as it is known.";
    static constexpr Route route{Verb::Get, "/llm/usage"};
    static constexpr Effect effect = Effect::Read;
    using Params = LlmUsageParams;
    using Result = LlmUsageView;
};

} // namespace signalbox::api
