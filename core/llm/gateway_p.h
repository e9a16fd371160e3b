// SPDX-License-Identifier: GPL-3.0-or-later
// What the files of the gateway share: a provider's limits, and an attempt of a call.
#pragma once

#include "base/token_bucket.h"
#include "llm/gateway.h"
#include "llm/slots_p.h"

#include <algorithm>

namespace signalbox::llm {

struct Gateway::Limits
{
    Limits(Clock &clock, const ProviderConfig &config)
        : slots(0), requests(bucketOf(clock, config.requestsPerMinute)), tokens(bucketOf(clock, config.tokensPerMinute))
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

    Slots slots;
    TokenBucket requests;
    TokenBucket tokens;
    std::int64_t concurrency = 0;
    bool limitsRequests = false;
    bool limitsTokens = false;
};

/// One attempt of a call, with what it reserved.
struct Gateway::Attempt
{
    const CallOrigin *origin = nullptr;
    const ProviderConfig *config = nullptr;
    Provider *provider = nullptr;
    const Request *request = nullptr;
    AnswerSink *sink = nullptr;
    std::shared_ptr<Limits> limits;
    std::string id;
    std::int64_t mostTokens = 0;
    std::optional<Cost> mostCost;
    std::vector<std::pair<std::string, std::int64_t>> reserved; ///< ids and amounts, of tokens and of money
    std::chrono::microseconds startedAt{0};
    std::optional<Millis> firstToken;
    Usage usage;
};

} // namespace signalbox::llm
