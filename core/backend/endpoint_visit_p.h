// SPDX-License-Identifier: GPL-3.0-or-later
// What the files of the endpoint share: a token's use, a visit, and a request under way.
#pragma once

#include "backend/endpoint_p.h"

#include <algorithm>

namespace signalbox::backend {

/// "sbe_" and 32 random bytes in base64url.
std::string newEndpointToken();

/// What of a token is not on the disk.
struct Endpoint::Use
{
    Use(Clock &clock, const store::EndpointTokenRow &token) : requests(bucketOf(clock, token.requestsPerMinute)), tokens(bucketOf(clock, token.tokensPerMinute)) {}

    // What comes in a minute may come at once.
    static TokenBucket bucketOf(Clock &clock, std::int64_t perMinute)
    {
        const auto count = static_cast<double>(std::max<std::int64_t>(perMinute, 1));
        return {clock, count, count / 60};
    }
    void set(const store::EndpointTokenRow &token)
    {
        const auto per = [](TokenBucket &bucket, std::int64_t perMinute) {
            const auto count = static_cast<double>(std::max<std::int64_t>(perMinute, 1));
            bucket.setRate(count, count / 60);
        };
        per(requests, token.requestsPerMinute);
        per(tokens, token.tokensPerMinute);
    }

    TokenBucket requests;
    TokenBucket tokens;
    std::stop_source revoked;
    UnixMillis usedAt = 0;
    UnixMillis writtenAt = 0;
    bool isStale = false; ///< the token was changed
};

struct Endpoint::Visit final : api::GuestVisitor
{
    store::EndpointTokenRow token;
    std::shared_ptr<Use> use;
};

/// A request under way.
struct Endpoint::Work
{
    const Visit *visit = nullptr;
    api::GuestHead head;
    std::string body;
    std::shared_ptr<api::GuestStream> stream;
    std::stop_token stop;
    bool hasBegun = false; ///< the answer is being streamed
};

} // namespace signalbox::backend
