// SPDX-License-Identifier: GPL-3.0-or-later
// What the files of the gateway share: the line to a provider, a call, and an attempt of it.
#pragma once

#include "base/circuit_breaker.h"
#include "base/token_bucket.h"
#include "llm/gateway.h"
#include "llm/slots_p.h"

#include <algorithm>

namespace signalbox::llm {

/// Everything about a provider that is not on the disk: its limits, whether it answers, how quick it is, its models.
struct Gateway::Line
{
    Line(Clock &clock, const ProviderConfig &config)
        : slots(0), requests(bucketOf(clock, config.requestsPerMinute)), tokens(bucketOf(clock, config.tokensPerMinute)), breaker(config.id, clock), lookedAt(clock.now())
    {
        set(config);
    }

    // What comes in a minute may come at once.
    static TokenBucket bucketOf(Clock &clock, std::int64_t perMinute)
    {
        const auto count = static_cast<double>(std::max<std::int64_t>(perMinute, 1));
        return {clock, count, count / 60};
    }

    void set(const ProviderConfig &config)
    {
        const auto per = [](TokenBucket &bucket, std::int64_t perMinute) {
            if (perMinute > 0) {
                bucket.setRate(static_cast<double>(perMinute), static_cast<double>(perMinute) / 60);
            }
        };
        slots.add(static_cast<int>(config.concurrency - concurrency));
        concurrency = config.concurrency;
        per(requests, config.requestsPerMinute);
        per(tokens, config.tokensPerMinute);
        limitsRequests = config.requestsPerMinute > 0;
        limitsTokens = config.tokensPerMinute > 0;
    }

    /// An attempt has ended: with "ok" or an error's code.
    void ended(const std::string &outcome, bool hasFailed, std::optional<Millis> firstToken, UnixMillis now)
    {
        heard(outcome, hasFailed, now);
        failedAtCheck = false;
        if (firstToken) {
            const auto took = static_cast<double>(firstToken->count());
            latencyMs = latencyMs ? *latencyMs * (1 - kNew) + took * kNew : took;
        }
        ++calls;
    }

    /// A list of its models was read, or could not be.
    void checked(const std::string &outcome, bool hasFailed, UnixMillis now)
    {
        heard(outcome, hasFailed, now);
        checkedAt = now;
        failedAtCheck = hasFailed;
    }

    void heard(const std::string &outcome, bool hasFailed, UnixMillis now)
    {
        const double failed = hasFailed ? 1 : 0;
        failing = lastOutcome.empty() ? failed : failing * (1 - kNew) + failed * kNew;
        lastOutcome = outcome;
        lastAt = now;
    }

    static constexpr double kNew = 0.25; ///< what the last one counts

    Slots slots;
    TokenBucket requests;
    TokenBucket tokens;
    std::int64_t concurrency = 0;
    bool limitsRequests = false;
    bool limitsTokens = false;
    CircuitBreaker breaker;
    std::int64_t busy = 0;
    std::optional<double> latencyMs;
    double failing = 0;
    std::int64_t calls = 0;
    std::string lastOutcome;
    UnixMillis lastAt = 0;
    UnixMillis checkedAt = 0;
    bool failedAtCheck = false; ///< what was heard last was a check that failed
    std::uint64_t changes = 0;  ///< of the provider's settings: what began before one says nothing of it after
    UnixMillis lookedAt = 0; ///< when it was last thought of checking it; at first: when it was first named
    ModelCatalogue catalogue;
};

/// Whether it says that the provider is down: one that is busy, or refuses, is there.
bool isFaultOfProvider(const Error &error);

/// A provider and the model that it is asked for.
struct Gateway::Choice
{
    ProviderConfig config;
    std::string model;
};

/// Who is asked, in turn.
struct Gateway::Route
{
    std::vector<Choice> choices;
    json::Object explanation; ///< empty: there was nothing to choose
};

/// One of those who are asked in turn.
struct Gateway::Turn
{
    const Choice *choice = nullptr;
    std::int64_t tries = 0;
    std::chrono::microseconds notBefore{0}; ///< when it wants to be asked again, by the steady clock
    bool comesAgain = false;                ///< it has tries left, and is asked again where nobody else answers
};

/// What an attempt came to: so much its budgets are charged, and so it is recorded.
struct Gateway::Spent
{
    std::int64_t tokens = 0;
    std::optional<Cost> cost; ///< none: the model has no price
    bool isKnown = true;      ///< false: nobody told, and it is what was reserved
};

struct Gateway::Call
{
    CallOrigin origin;
    Request request;
    AnswerSink *sink = nullptr;
    const EmbeddingRequest *texts = nullptr; ///< that are to be embedded; null: a model is asked
    Embeddings embeddings;
    std::stop_token stop;
    store::LlmCallRow row;
    GatewayAnswer done;
    Usage total;
    Spent spent;
    bool isCostKnown = true;
    std::string asked;     ///< the provider, as the caller names it
    std::string digest;    ///< of the request, where there is a tape
    bool wasHeard = false; ///< the sink heard of an answer that broke off

    /// What one of its attempts came to.
    void add(const Attempt &attempt);
};

/// One attempt of a call, with what it reserved.
struct Gateway::Attempt
{
    const CallOrigin *origin = nullptr;
    const ProviderConfig *config = nullptr;
    Provider *provider = nullptr;
    const Request *request = nullptr;
    AnswerSink *sink = nullptr;
    const EmbeddingRequest *texts = nullptr;
    Embeddings embeddings;
    std::shared_ptr<Line> line;
    std::string id;
    std::int64_t mostTokens = 0;
    std::optional<Cost> mostCost;
    std::vector<std::pair<std::string, std::int64_t>> reserved; ///< ids and amounts, of tokens and of money
    std::chrono::microseconds startedAt{0};
    std::optional<Millis> firstToken;
    Usage usage;
    Spent spent;

    /// It was not asked, or refused before it did anything.
    Spent nothing() const { return {0, mostCost ? std::optional(Cost{0, mostCost->currency}) : std::nullopt, true}; }
};

} // namespace signalbox::llm
