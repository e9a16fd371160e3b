// SPDX-License-Identifier: GPL-3.0-or-later
// The OpenAI-compatible endpoint as it stands on the disk: whether it answers, and the tokens that open it.
#pragma once

#include "base/async.h"
#include "store/types.h"

#include <optional>
#include <string>
#include <vector>

namespace signalbox::store {

struct EndpointSettings
{
    bool answers = false;
    int port = 0;
};

/// A token of the endpoint. It opens nothing else, and no other token opens the endpoint.
struct EndpointTokenRow
{
    std::string id;
    std::string workspace;
    std::string name;
    std::string hash;   ///< hex of BLAKE2b-256 of the token
    std::string prefix; ///< its beginning
    std::vector<std::string> models; ///< "provider", "group" or "provider/model"; empty: all
    std::int64_t requestsPerMinute = 0; ///< 0: without limit
    std::int64_t tokensPerMinute = 0;   ///< 0: without limit
    UnixMillis createdAt = 0;
    UnixMillis expiresAt = 0; ///< 0: never
    UnixMillis revokedAt = 0; ///< 0: it was not
    UnixMillis usedAt = 0;    ///< to about a minute; 0: never
    std::int64_t revision = 0;
};

/// Changes append endpoint.changed {token?} with the token's id as source.
class EndpointRepository
{
public:
    virtual ~EndpointRepository() = default;
    /// None: nobody has said.
    virtual Task<Result<std::optional<EndpointSettings>>> settings(std::string workspace) = 0;
    /// Hard.
    virtual Task<Result<void>> setSettings(std::string workspace, EndpointSettings settings) = 0;

    /// Hard.
    virtual Task<Result<void>> add(EndpointTokenRow token) = 0;
    virtual Task<Result<std::optional<EndpointTokenRow>>> findByHash(std::string hash) = 0;
    /// In the order of their making. Errors of the one: store.notFound.
    virtual Task<Result<std::vector<EndpointTokenRow>>> list(std::string workspace) = 0;
    virtual Task<Result<EndpointTokenRow>> get(std::string workspace, std::string id) = 0;
    /// Name, models, limits and expiry; gives the new revision. `revision` 0: whatever is there. Hard.
    /// Errors: store.notFound, store.conflict.
    virtual Task<Result<std::int64_t>> change(EndpointTokenRow token) = 0;
    /// For good. Hard. Errors: store.notFound.
    virtual Task<Result<void>> revoke(std::string workspace, std::string id) = 0;
    /// Soft.
    virtual Task<Result<void>> setUsed(std::string workspace, std::string id, UnixMillis at) = 0;
};

} // namespace signalbox::store
