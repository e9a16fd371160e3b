// SPDX-License-Identifier: GPL-3.0-or-later
// The secrets of a workspace by their names, wherever their values are: stored here, or read from a vault elsewhere.
#pragma once

#include "store/history.h"
#include "vault/secret_source.h"
#include "vault/vault.h"

#include <map>

namespace signalbox::vault {

/// A name of this workspace that stands for a value elsewhere.
struct SecretLink
{
    std::string name;
    std::string source; ///< id
    std::string path;
    std::string field;
    std::string version;
};
BOOST_DESCRIBE_STRUCT(SecretLink, (), (name, source, path, field, version))

struct SecretSourcesOptions
{
    store::History &settings;
    http::Client &http;
    Clock &clock;
    std::shared_ptr<const http::AddressPolicy> addresses = {}; ///< where sources may be; null: anywhere
    OwnFiles files = OwnFiles::Yes;
    Millis keep{60'000}; ///< how long a value that was read is used without asking again; in locked memory only
};

/// What a workspace knows of other vaults is one text among its settings; no value of theirs is ever written.
/// Thread: one, the backend's.
class SecretSources
{
public:
    static constexpr std::size_t kMostSources = 50;
    static constexpr std::size_t kMostLinks = 1000;

    SecretSources(Vault &vault, Redactor &redactor, SecretSourcesOptions options);
    ~SecretSources();
    SecretSources(const SecretSources &) = delete;
    SecretSources &operator=(const SecretSources &) = delete;

    Task<Result<std::vector<SourceSettings>>> sources(std::string workspace);
    /// Makes or replaces one. Errors: vault.sourceInvalid, store.*.
    Task<Result<void>> put(std::string workspace, SourceSettings settings);
    /// Errors: store.notFound, vault.sourceUsed.
    Task<Result<void>> remove(std::string workspace, std::string id);
    /// Whether it lets us in; with a path, whether the value is there. Errors: those of SecretSource; store.notFound.
    Task<Result<void>> test(std::string workspace, std::string id, SecretPlace place, std::stop_token stop);

    Task<Result<std::vector<SecretLink>>> links(std::string workspace);
    /// Makes or replaces one; a name that has a stored value is refused. Errors: vault.name, vault.linkTaken, store.notFound.
    Task<Result<void>> link(std::string workspace, SecretLink link);
    /// False: there was no such link.
    Task<Result<bool>> unlink(std::string workspace, std::string name);

    /// The value, for the call that is about to be made: from where its name says. `stop` ends the reading of a vault
    /// elsewhere. Several at once read it once, and what went wrong is told to all of them. Errors: cancelled; those of Vault::resolve() and
    /// of SecretSource.
    Task<Result<std::string>> resolve(std::string workspace, std::string name, std::stop_token stop = {}, Use use = Use::Real);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace signalbox::vault
