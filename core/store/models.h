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
    std::string explanation; ///< JSON: why this model, and what budgets were charged where nobody knows the cost; empty: there is nothing to say
};

struct LlmCallFilter
{
    std::string provider;
    std::string run;
    int limit = 100;
    std::string before; ///< id of the call to page on from
};

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
};

} // namespace signalbox::store
