// SPDX-License-Identifier: GPL-3.0-or-later
// Every call of a model goes through here: providers as people have set them up, limits, tries, money, the record.
#pragma once

#include "base/backoff.h"
#include "llm/prices.h"
#include "llm/provider.h"
#include "store/ledger.h"
#include "store/models.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace signalbox::llm {

/// What of a provider a person may leave as it is.
struct ProviderSettings
{
    std::string defaultModel;
    /// Whose prices it charges; empty: the maker's, or for OpenAiCompatible its own id.
    std::string prices;
    std::int64_t requestsPerMinute = 0; ///< 0: without limit
    std::int64_t tokensPerMinute = 0;   ///< of requests and the answers that they allow; 0: without limit
    std::int64_t concurrency = 8;       ///< calls at a time
    std::int64_t attempts = 3;          ///< in total, where trying again can help
};
BOOST_DESCRIBE_STRUCT(ProviderSettings, (), (defaultModel, prices, requestsPerMinute, tokensPerMinute, concurrency, attempts))

/// A provider as a person has set it up.
struct ProviderConfig : ProviderSettings
{
    std::string id; ///< letters, digits, '_', '-' and '.', at most 64
    ProviderKind kind = ProviderKind::OpenAiCompatible;
    std::string baseUrl; ///< empty: the maker's own
    std::string secret;  ///< name of the secret that holds the key; empty: none is sent
    std::int64_t revision = 0;
    UnixMillis updatedAt = 0;
};

struct GatewayServices
{
    http::Client &http;
    Clock &clock;
    store::ModelRepository &models;
    store::LedgerRepository &ledger;
    /// The value of a secret of a workspace.
    std::function<Task<Result<std::string>>(std::string workspace, std::string name)> secrets;
    PriceTable prices;
    RandomSource random = systemRandom();
    /// Where providers may be; null: wherever the host of their base URL is, also in one's own network.
    std::shared_ptr<const http::AddressPolicy> addresses = {};
};

/// On whose account a call is made.
struct CallOrigin
{
    std::string workspace;
    /// The same id twice reserves once; empty: a new one.
    std::string id;
    std::string run;
    std::string path;
    std::vector<store::BudgetScope> budgets;
};

struct GatewayAnswer
{
    Answer answer;
    std::string provider;
    std::string model; ///< as it was asked for
    std::optional<Cost> cost; ///< none: nobody knows the price
    std::int64_t attempts = 1;
    Millis duration{0};
    std::optional<Millis> firstToken;
};

/// Hears an answer while it comes. Thread: the gateway's.
class AnswerSink
{
public:
    virtual ~AnswerSink() = default;
    /// The next events, one at least. The answer is read no further until this has ended: a sink that waits holds the
    /// provider back. An error ends the call with it.
    virtual Task<Result<void>> take(const std::vector<Event> *events, std::stop_token stop) = 0;
    /// An attempt broke off after its answer had begun, and another begins: what was heard is void. False: that
    /// cannot be, and the call ends with the attempt's error.
    virtual bool beginAgain() { return false; }
};

/// Thread: one, the backend's. It outlives its calls: whoever makes them stops them first.
class Gateway
{
public:
    explicit Gateway(GatewayServices services);
    ~Gateway();
    Gateway(const Gateway &) = delete;
    Gateway &operator=(const Gateway &) = delete;

    /// By id.
    Task<Result<std::vector<ProviderConfig>>> providers(std::string workspace);
    /// Errors: store.notFound.
    Task<Result<ProviderConfig>> provider(std::string workspace, std::string id);
    /// Makes or replaces one; gives its revision. Errors: llm.invalid (what cannot be), store.conflict.
    Task<Result<std::int64_t>> put(std::string workspace, ProviderConfig config);
    /// Errors: store.notFound, store.conflict.
    Task<Result<void>> remove(std::string workspace, std::string id, std::int64_t revision);

    /// What a provider offers now. Errors: store.notFound, vault.*, those of Provider.
    Task<Result<std::vector<ModelInfo>>> models(std::string workspace, std::string provider, std::stop_token stop);

    /// Asks, and gives the answer as a whole. Waits its turn where the provider's limits say so; reserves what the
    /// call may cost at most in every budget before it, and settles what it came to after it; tries again with
    /// growing waits what a later attempt can mend, or what a server asked for; records how it ended, also where it
    /// failed. Without a model it is the provider's default, without maxTokens 8,192.
    /// What an attempt cost that failed on the way or told no usage is taken for what was reserved.
    /// `sink` hears the answer while it comes, and lives until this has ended.
    /// Without a provider it is the only one there is.
    /// Errors: those of Provider; store.notFound, llm.providerUnset, vault.*; budget.exhausted (nothing was asked); llm.priceUnknown
    /// where a budget in money stands over a model whose price nobody knows.
    Task<Result<GatewayAnswer>> ask(CallOrigin origin, std::string provider, Request request, std::stop_token stop, AnswerSink *sink = nullptr);

    /// Calls, newest first.
    Task<Result<std::vector<store::LlmCallRow>>> calls(std::string workspace, store::LlmCallFilter filter);

    const PriceTable &prices() const { return m_services.prices; }

private:
    struct Limits;
    struct Attempt;
    Task<Result<ProviderConfig>> named(std::string workspace, std::string id);
    Task<Result<std::unique_ptr<Provider>>> connect(std::string workspace, ProviderConfig config);
    std::shared_ptr<Limits> limitsOf(const std::string &workspace, const ProviderConfig &config);
    Task<Result<Answer>> attempt(Attempt *attempt, std::stop_token stop);
    Task<Result<Answer>> readAll(Attempt *attempt, std::stop_token stop);
    Task<Result<void>> reserve(Attempt *attempt);
    Task<Result<void>> settle(Attempt *attempt, bool isKnown, bool wasSent);

    GatewayServices m_services;
    std::map<std::pair<std::string, std::string>, std::shared_ptr<Limits>> m_limits;
};

/// Whose prices a provider charges, as they stand in the table.
std::string priceNameOf(const ProviderConfig &config);

/// About how many tokens a request has; rather too many than too few.
std::int64_t estimatedTokens(const Request &request);

} // namespace signalbox::llm
