// SPDX-License-Identifier: GPL-3.0-or-later
// Providers of models as people have set them up, and the record of every call of a model.
#pragma once

#include "base/async.h"
#include "store/types.h"

#include <string>
#include <vector>

namespace signalbox::store {

struct ProviderRow
{
    std::string id;      ///< chosen by a person: "openai"
    std::string kind;    ///< which wire format
    std::string baseUrl; ///< empty: the maker's own
    std::string secret;  ///< name of the secret that holds the key, or empty
    std::string options; ///< JSON
    std::int64_t revision = 0;
    UnixMillis updatedAt = 0;
};

/// One call of a model as it ended, with all of its attempts.
struct LlmCallRow
{
    std::string id; ///< a UUID
    UnixMillis startedAt = 0;
    std::string provider;
    std::string model;
    std::string run; ///< public id, or empty
    std::string path;
    std::string outcome; ///< "ok", or an error's code
    std::int64_t attempts = 1;
    std::int64_t inputTokens = 0;
    std::int64_t cachedTokens = 0;
    std::int64_t cacheWriteTokens = 0;
    std::int64_t outputTokens = 0;
    std::int64_t reasoningTokens = 0;
    std::int64_t micros = -1; ///< millionths of the currency; -1: nobody knows
    std::string currency;
    std::int64_t durationMs = 0;
    std::int64_t firstTokenMs = -1; ///< -1: none came
    std::string token; ///< id of the endpoint token that asked, or empty
    std::string explanation; ///< JSON: why this model, and what budgets were charged where nobody knows the cost; empty: there is nothing to say
};

struct LlmCallFilter
{
    std::string provider;
    std::string run;
    int limit = 100;
    std::string before; ///< id of the call to page on from
};

/// What calls of models are summed by.
enum class UsageBy { Day, Model, Provider, Flow, Token };
BOOST_DESCRIBE_ENUM(UsageBy, Day, Model, Provider, Flow, Token)

/// Which calls are summed: those that began in [from, to), in Unix milliseconds.
struct UsageFilter
{
    UnixMillis from = 0;
    UnixMillis to = 0;
    UsageBy by = UsageBy::Model;
    int offsetMinutes = 0; ///< what is added to UTC for the time that days are counted in
    /// Where that changes on the way (summer time): from when on another counts, in their order.
    struct Change
    {
        UnixMillis at = 0;
        int offsetMinutes = 0;
    };
    std::vector<Change> changes = {};
};

/// Known costs in one currency; those in different ones are never added.
struct UsageCost
{
    std::string currency;
    std::int64_t micros = 0;
};

struct UsageSums
{
    std::int64_t calls = 0;
    std::int64_t failed = 0;   ///< whose outcome is not "ok"
    std::int64_t unpriced = 0; ///< whose cost nobody knows
    std::int64_t inputTokens = 0;
    std::int64_t cachedTokens = 0; ///< of the input
    std::int64_t outputTokens = 0;
    std::vector<UsageCost> costs; ///< by currency
};

/// Whether a flow can be named that asked for a call.
enum class UsageOrigin { Flow, NoRun, RunGone };
BOOST_DESCRIBE_ENUM(UsageOrigin, Flow, NoRun, RunGone)

/// Only the members that were asked for are set.
struct UsageGroup
{
    UnixMillis day = 0; ///< when it began
    std::string provider;
    std::string model;
    std::string flow;
    std::string flowName; ///< empty where the flow is gone
    UsageOrigin origin = UsageOrigin::Flow;
    std::string token; ///< of the endpoint; empty: it was asked otherwise
    std::string tokenName;
    UsageSums sums;
};

struct UsageRows
{
    /// Days in their order, at most kUsageDays and the newest ones; else those that cost the most first, at most kUsageGroups.
    std::vector<UsageGroup> groups;
    UsageSums rest; ///< of all groups that are left out
    std::int64_t restGroups = 0;
    UsageSums total; ///< with the rest
};

/// What the calls of one model came to, by currency; those whose cost nobody knows have none.
struct ModelSums
{
    std::string provider;
    std::string model;
    std::string currency;
    std::int64_t calls = 0;
    std::int64_t failed = 0;  ///< whose outcome is not "ok"
    std::int64_t inputTokens = 0;
    std::int64_t cachedTokens = 0; ///< of the input
    std::int64_t outputTokens = 0;
    std::int64_t reasoningTokens = 0; ///< of the output
    std::int64_t micros = 0;
    std::int64_t failedMicros = 0; ///< of those that failed
};

/// What one run's calls came to.
struct RunCost
{
    std::string run; ///< public id
    std::int64_t calls = 0;
    std::int64_t unpriced = 0; ///< whose cost nobody knows; all where they were paid in different currencies
    std::int64_t micros = 0;
    std::string currency;
};

/// What one step came to in several runs in one currency (empty: where nobody knows); in a map or loop all of its turns together.
struct StepCost
{
    std::string step; ///< "each/ask": its path without numbers
    std::string provider;
    std::string model;
    std::string currency;
    std::int64_t calls = 0;
    std::int64_t inputTokens = 0;
    std::int64_t outputTokens = 0;
    std::int64_t micros = 0;
    std::int64_t unpriced = 0;
};

struct FlowCosts
{
    std::vector<RunCost> runs; ///< newest first
    std::vector<StepCost> steps;
};

inline constexpr std::size_t kUsageDays = 366;
inline constexpr std::size_t kUsageGroups = 200;

/// Changes of providers append provider.saved and provider.removed {provider} with the provider as source.
class ModelRepository
{
public:
    virtual ~ModelRepository() = default;
    /// By id.
    virtual Task<Result<std::vector<ProviderRow>>> providers(std::string workspace) = 0;
    /// Errors: store.notFound.
    virtual Task<Result<ProviderRow>> provider(std::string workspace, std::string id) = 0;
    /// Makes or replaces; gives the new revision. `revision` 0: whatever is there; else it must be the current one,
    /// or store.conflict. Hard.
    virtual Task<Result<std::int64_t>> putProvider(std::string workspace, ProviderRow provider) = 0;
    /// Its calls stay. Errors: store.notFound, store.conflict. Hard.
    virtual Task<Result<void>> removeProvider(std::string workspace, std::string id, std::int64_t revision) = 0;

    /// Soft: what a call came to stands in the ledger too. The same id twice is recorded once.
    virtual Task<Result<void>> recordCall(std::string workspace, LlmCallRow call) = 0;
    /// Newest first.
    virtual Task<Result<std::vector<LlmCallRow>>> calls(std::string workspace, LlmCallFilter filter) = 0;
    /// What the calls of a time came to.
    virtual Task<Result<UsageRows>> usage(std::string workspace, UsageFilter filter) = 0;
    /// What the calls that began in [from, to) came to, by model and currency.
    virtual Task<Result<std::vector<ModelSums>>> modelSums(std::string workspace, UnixMillis from, UnixMillis to) = 0;
    /// What the newest runs of a flow came to that ended well and did all their work themselves, also those that asked no model.
    virtual Task<Result<FlowCosts>> flowCosts(std::string workspace, std::string flow, int runs) = 0;
};

} // namespace signalbox::store
