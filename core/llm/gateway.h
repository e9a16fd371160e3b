// SPDX-License-Identifier: GPL-3.0-or-later
// Every call of a model goes through here: providers as people have set them up, limits, tries, money, the record.
#pragma once

#include "base/backoff.h"
#include "llm/balance.h"
#include "llm/prices.h"
#include "llm/provider.h"
#include "llm/recording.h"
#include "store/ledger.h"
#include "store/models.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace signalbox::llm {

/// One of the models of a group.
struct GroupMember
{
    std::string provider;
    std::string model; ///< empty: as the request says, else the provider's default
    std::int64_t weight = 1;
    std::optional<double> quality;   ///< 0 to 1
    std::vector<Ability> lacks;      ///< what it cannot do
    std::int64_t contextTokens = 0;  ///< 0: as its provider says
    static constexpr std::array<std::string_view, 1> requiredMembers = {"provider"};
};
BOOST_DESCRIBE_STRUCT(GroupMember, (), (provider, model, weight, quality, lacks, contextTokens))

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
    std::int64_t cacheSeconds = 0;      ///< for so long the same request has the same answer, without being asked; 0: never
    std::int64_t healthSeconds = 300;   ///< that long without a call its health is checked (checkHealth()); 0: never
    // Of a group, which has none of the above.
    Strategy strategy = Strategy::InOrder;
    std::vector<GroupMember> members;
    ScoreWeights scoreWeights;
};
BOOST_DESCRIBE_STRUCT(ProviderSettings, (), (defaultModel, prices, requestsPerMinute, tokensPerMinute, concurrency, attempts, cacheSeconds, healthSeconds, strategy, members, scoreWeights))

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

/// A server of models that people often run on their own machine, and where it listens unless told otherwise.
struct LocalServer
{
    std::string id; ///< that a provider of it may have
    std::string title;
    ProviderKind kind = ProviderKind::OpenAiCompatible;
    std::string baseUrl;
};
/// Ollama, LM Studio, llama.cpp and vLLM, on loopback.
std::vector<LocalServer> commonLocalServers();

/// One that answers.
struct FoundServer : LocalServer
{
    std::string provider; ///< the id under which it is set up; empty: it is not
    std::vector<ModelInfo> models;
};

struct GatewayServices
{
    http::Client &http;
    Clock &clock;
    store::ModelRepository &models;
    store::LedgerRepository &ledger;
    /// The value of a secret of a workspace.
    std::function<Task<Result<std::string>>(std::string workspace, std::string name)> secrets;
    /// The same for a check of a provider's health, which is no use of the key that anybody must know of; null: `secrets`.
    std::function<Task<Result<std::string>>(std::string workspace, std::string name, std::stop_token stop)> secretsForChecks = {};
    PriceTable prices;
    RandomSource random = systemRandom();
    /// Where providers may be; null: wherever the host of their base URL is, also in one's own network.
    std::shared_ptr<const http::AddressPolicy> addresses = {};
    /// What discover() looks for.
    std::vector<LocalServer> localServers = commonLocalServers();
    /// Takes secrets out of what is recorded, not of what is sent; empty: there are none.
    std::function<std::string(std::string)> redact = {};
    /// Where answers are kept that are recorded; null: nothing is recorded or replayed.
    store::RecordingRepository *recordings = nullptr;
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
    /// Whether an answer that was given before will do, and this one may be given again.
    bool takesKnown = true;
    /// Where the answer is kept, or comes from without anybody being asked; null: neither.
    std::shared_ptr<Tape> tape = {};
    /// Of the endpoint, through which it came; empty: it did not.
    std::string token = {};
};

struct GatewayAnswer
{
    Answer answer;
    std::string provider;
    std::string model; ///< as it was asked for
    std::optional<Cost> cost; ///< none: nobody knows the price, or what an attempt came to that broke off
    std::int64_t attempts = 1;
    Millis duration{0};
    std::optional<Millis> firstToken;
    bool isRecorded = false; ///< it came from a recording: nobody was asked, and it cost nothing
    bool isCached = false; ///< given before to the same request: nobody was asked, and it cost nothing
    /// Of a group: what was chosen and why, as explain() says, with `tried`: what was asked in turn and how it ended.
    /// Where an attempt did not tell what it came to, `charged`: {tokens, micros?, currency?} that budgets were charged.
    json::Object explanation;
};

struct GatewayEmbeddings
{
    Embeddings embeddings;
    std::string provider;
    std::string model; ///< as it was asked for
    std::optional<Cost> cost;
};

/// How a provider does, since this backend began.
struct ProviderHealth
{
    std::string circuit = "closed"; ///< open: it kept failing and is left alone; halfOpen: one call tries whether it is back
    std::int64_t busy = 0;          ///< calls under way, with those that wait their turn
    std::optional<double> latencyMs; ///< to the first token, lately
    double failing = 0;             ///< the share of its calls that failed lately, 0 to 1
    std::int64_t calls = 0;         ///< attempts that have ended
    std::string lastOutcome;        ///< of a call or a check: "ok", or an error's code; empty: none has ended
    UnixMillis lastAt = 0;
    UnixMillis checkedAt = 0; ///< when its health was checked last; 0: never
    UnixMillis modelsAt = 0; ///< when its list of models was read last; 0: never
    std::int64_t models = 0;
};
BOOST_DESCRIBE_STRUCT(ProviderHealth, (), (circuit, busy, latencyMs, failing, calls, lastOutcome, lastAt, checkedAt, modelsAt, models))

/// A provider's models, and when they were read.
struct ModelCatalogue
{
    std::vector<ModelInfo> models;
    UnixMillis readAt = 0;
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

class AnswerCache;

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

    /// What a provider offers: as it was read within the last quarter of an hour, or Fresh: read now. Reading it is
    /// also a check of its health. Errors: store.notFound, vault.*, those of Provider; llm.unsupported of a group.
    enum class Read { Cached, Fresh };
    Task<Result<ModelCatalogue>> models(std::string workspace, std::string provider, Read read, std::stop_token stop);
    /// Servers of models on this machine that answer; those of `localServers` that give no list of models within a
    /// second are left out. Errors: store.*, cancelled.
    Task<Result<std::vector<FoundServer>>> discover(std::string workspace, std::stop_token stop);
    ProviderHealth health(const std::string &workspace, const std::string &provider) const;
    /// Checks the providers of which nothing was heard for their healthSeconds, by reading their lists of models: all at
    /// once, each for ten seconds at most. health() tells what came of it, routes heed it, and the list is fresh. One
    /// that failed at a check, or could not be reached, and is back is asked again at once; to close the circuit of one
    /// that fails at its answers, a check is not enough. Only workspaces are looked at whose providers were asked for since this began.
    /// Returns when all have ended. Call it every kHealthRound.
    Task<void> checkHealth(std::stop_token stop);

    /// Asks, and gives the answer as a whole. Waits its turn where the provider's limits say so; reserves what the
    /// call may cost at most in every budget before it, and settles what it came to after it; tries again with
    /// growing waits what a later attempt can mend, or what a server asked for; records how it ended, also where it
    /// failed. Without a model it is the provider's default, without maxTokens 8,192.
    /// What an attempt cost that failed on the way or told no usage is taken for what was reserved: budgets are charged
    /// so much, the cost of the call is unknown, and its explanation says what was `charged` in all.
    /// `sink` hears the answer while it comes, and lives until this has ended.
    /// `provider` names one, a group, or several after one another ("openai/gpt-5, local": provider, or provider/model);
    /// of several, the next is asked where one fails as another may not, at once where one asks for a longer wait than a
    /// second; whoever did is waited for where nobody else has answered. Empty: "default" where there is one, else the
    /// only one there is. A provider whose calls keep failing is left alone for half a minute (circuit.open, retryable).
    /// Where the provider's cacheSeconds says so, the very same request of the workspace has the answer that it had, at no cost
    /// (unless the origin wants a new one).
    /// With a tape that records, what came of it is on the disk before this answers, and what an attempt left that was
    /// broken off after its answer is not asked again. With one that replays nobody is asked and nothing is charged:
    /// the answer is the one that the step had at the same attempt, else the last that it had to this request, else
    /// the one that any step had. Errors: llm.notRecorded; store.notFound (the recording is gone).
    /// Errors: those of Provider; store.notFound, llm.providerUnset, vault.*; budget.exhausted (nothing was asked); llm.priceUnknown
    /// where a budget in money stands over a model whose price nobody knows.
    Task<Result<GatewayAnswer>> ask(CallOrigin origin, std::string provider, Request request, std::stop_token stop, AnswerSink *sink = nullptr);

    /// The attempt of a step has failed for another reason than being stopped: what its tape recorded is its own.
    Task<void> attemptFailed(const CallOrigin *origin);
    /// Embeddings of texts, with the same turns, tries, budgets and record as ask(). What is not said of `provider` there is
    /// the same here; nothing is kept for another time. Errors: those of ask(); llm.unsupported where the provider has none.
    Task<Result<GatewayEmbeddings>> embed(CallOrigin origin, std::string provider, EmbeddingRequest texts, std::stop_token stop);

    /// Calls, newest first.
    Task<Result<std::vector<store::LlmCallRow>>> calls(std::string workspace, store::LlmCallFilter filter);
    /// What the calls of a time came to.
    Task<Result<store::UsageRows>> usage(std::string workspace, store::UsageFilter filter);

    /// The most that one call of `provider` (as ask() takes it) can cost; of several, the dearest. None where a price is not known.
    /// Errors: store.notFound, llm.providerUnset.
    Task<Result<std::optional<Cost>>> mostOf(std::string workspace, std::string provider, std::string model, std::int64_t inputTokens, std::int64_t outputTokens);

    const PriceTable &prices() const { return m_services.prices; }
    /// Takes secrets out of what is shown or kept: before it is cut.
    const std::function<std::string(std::string)> &redact() const { return m_services.redact; }

private:
    struct Line;
    struct Attempt;
    struct Call;
    struct Choice;
    struct Route;
    struct Spent;
    struct Turn;
    struct HealthRound;
    enum class Others { None, Left }; ///< who can be asked instead
    Task<Result<std::shared_ptr<const std::vector<ProviderConfig>>>> configs(std::string workspace);
    class Change;
    Task<Result<ProviderConfig>> named(std::string workspace, std::string id);
    Task<Result<Route>> routeOf(std::string workspace, std::string provider, const Request *request);
    Candidate candidateOf(const std::string &workspace, const GroupMember &member, const Choice &choice, const Request &request);
    Task<Result<void>> carryOut(Call *call, std::string provider);
    Task<Result<Answer>> askOne(Call *call, Turn *turn, Others others);
    Task<Result<Answer>> giveKnown(Call *call, std::shared_ptr<const Answer> known);
    Task<void> record(const Call *call, std::string outcome);
    Task<Result<std::optional<RecordedCall>>> recall(Call *call);
    Task<Result<GatewayAnswer>> giveRecorded(Call *call, RecordedCall recorded);
    Task<void> keepRecorded(Call *call, const Result<Answer> *answer);
    Task<Result<std::unique_ptr<Provider>>> connect(std::string workspace, ProviderConfig config);
    Result<std::unique_ptr<Provider>> connectWith(const ProviderConfig &config, std::string key);
    static Task<void> checkOne(Gateway *self, std::string workspace, ProviderConfig config, std::shared_ptr<Line> line, std::shared_ptr<HealthRound> round, std::stop_token stop);
    Task<void> look(std::string workspace, ProviderConfig config, std::shared_ptr<Line> line, std::stop_token stop);
    void listFailed(Line *line, const Error *error);
    std::shared_ptr<Line> lineOf(const std::string &workspace, const ProviderConfig &config);
    Task<Result<Answer>> attempt(Attempt *attempt, std::stop_token stop);
    Task<Result<void>> waitForTurn(Attempt *attempt, std::stop_token stop);
    Task<Result<Answer>> attemptOnce(Attempt *attempt, std::stop_token stop);
    Task<Result<Answer>> readAll(Attempt *attempt, std::stop_token stop);
    Task<Result<void>> reserve(Attempt *attempt);
    Task<Result<void>> settle(Attempt *attempt);

    GatewayServices m_services;
    std::unique_ptr<AnswerCache> m_cache;
    /// The providers as they stand on the disk, by workspace; nobody else changes them. A reading that a change overtook is not kept, and while one is
    /// written what is known is not told: who hears of the change asks for it at once.
    std::map<std::string, std::shared_ptr<const std::vector<ProviderConfig>>> m_configs;
    std::uint64_t m_changes = 0;
    int m_changing = 0;
    /// By workspace and id.
    std::map<std::pair<std::string, std::string>, std::shared_ptr<Line>> m_lines;
    std::map<std::pair<std::string, std::string>, Turns> m_turns; ///< of groups
};

/// Whose prices a provider charges, as they stand in the table.
std::string priceNameOf(const ProviderConfig &config);

/// How often providers are looked over; no provider is checked more often than that (healthSeconds).
inline constexpr Millis kHealthRound{15'000};

/// Of an answer, where a request does not say.
inline constexpr std::int64_t kDefaultMaxTokens = 8192;

/// About how many tokens a request has; rather too many than too few.
std::int64_t estimatedTokens(const Request &request);

} // namespace signalbox::llm
