// SPDX-License-Identifier: GPL-3.0-or-later
// Calls about vaults elsewhere, and the secrets that are read from them. There is none that gives a value.
#pragma once

#include "api/call.h"

namespace signalbox::api {

enum class SourceKind { HashiCorp, AwsSecretsManager };
BOOST_DESCRIBE_ENUM(SourceKind, HashiCorp, AwsSecretsManager)

/// HashiCorp Vault: a stored token, a token file, or an AppRole. AWS: keys of which the secret one is stored, the
/// environment, or a credentials file.
enum class SourceAuth { Token, TokenFile, AppRole, Keys, Environment, File };
BOOST_DESCRIBE_ENUM(SourceAuth, Token, TokenFile, AppRole, Keys, Environment, File)

struct SecretSource
{
    std::string id;
    SourceKind kind = SourceKind::HashiCorp;
    std::string url; ///< https, or http on this machine; AWS: another endpoint than the region's own
    SourceAuth auth = SourceAuth::Token;
    std::string secret;  ///< name of the stored token, AppRole secret id, or AWS secret access key
    std::string user;    ///< AppRole role id, or AWS access key id
    std::string session; ///< name of the stored AWS session token; empty: none
    std::string file;    ///< token file, or AWS credentials file
    std::string profile; ///< in the credentials file; empty: "default"
    std::string mount;   ///< of HashiCorp's KV engine; empty: "secret"
    std::int64_t version = 2; ///< of that engine: 1 or 2
    std::string authMount; ///< of AppRole; empty: "approle"
    std::string area;      ///< HashiCorp: namespace; AWS: region
    static constexpr std::array<std::string_view, 2> requiredMembers = {"id", "kind"};
};
BOOST_DESCRIBE_STRUCT(SecretSource, (), (id, kind, url, auth, secret, user, session, file, profile, mount, version, authMount, area))

struct SecretSourceList
{
    std::vector<SecretSource> sources;
};
BOOST_DESCRIBE_STRUCT(SecretSourceList, (), (sources))

struct SourcesList
{
    static constexpr std::string_view name = "secretSources.list";
    static constexpr std::string_view permission = "secrets.read";
    static constexpr std::string_view summary = "The vaults elsewhere that secrets are read from.";
    static constexpr Route route{Verb::Get, "/secret-sources"};
    static constexpr Effect effect = Effect::Read;
    using Params = Nothing;
    using Result = SecretSourceList;
};

struct SourcesPut
{
    static constexpr std::string_view name = "secretSources.put";
    static constexpr std::string_view permission = "secrets.write";
    static constexpr std::string_view summary = "Makes or replaces a vault elsewhere; what signs in to it is a stored secret that it names.";
    static constexpr Route route{Verb::Put, "/secret-sources/{id}"};
    static constexpr Effect effect = Effect::Idempotent;
    static constexpr std::string_view target = "id";
    static constexpr std::array<std::string_view, 1> errors = {"vault.sourceInvalid"};
    using Params = SecretSource;
    using Result = Nothing;
};

struct SecretSourceId
{
    std::string id;
    static constexpr std::array<std::string_view, 1> requiredMembers = {"id"};
};
BOOST_DESCRIBE_STRUCT(SecretSourceId, (), (id))

struct SourcesRemove
{
    static constexpr std::string_view name = "secretSources.remove";
    static constexpr std::string_view permission = "secrets.write";
    static constexpr std::string_view summary = "Removes a vault elsewhere that no secret is read from.";
    static constexpr Route route{Verb::Delete, "/secret-sources/{id}"};
    static constexpr Effect effect = Effect::Change;
    static constexpr std::string_view target = "id";
    static constexpr std::array<std::string_view, 2> errors = {"store.notFound", "vault.sourceUsed"};
    using Params = SecretSourceId;
    using Result = Nothing;
};

struct SourceTestParams
{
    std::string id;
    std::string path; ///< empty: only whether it lets us in
    std::string field;
    std::string version;
    static constexpr std::array<std::string_view, 1> requiredMembers = {"id"};
};
BOOST_DESCRIBE_STRUCT(SourceTestParams, (), (id, path, field, version))

struct SourcesTest
{
    static constexpr std::string_view name = "secretSources.test";
    static constexpr std::string_view permission = "secrets.write";
    static constexpr std::string_view summary = "Whether a vault elsewhere lets us in, and whether a value is there; the value is not shown.";
    static constexpr Route route{Verb::Post, "/secret-sources/{id}/test"};
    static constexpr Effect effect = Effect::Idempotent;
    static constexpr std::string_view target = "id";
    static constexpr std::array<std::string_view, 7> errors = {"store.notFound", "vault.sourceDenied", "vault.sourceMissing", "vault.sourceBusy", "vault.sourceSealed", "vault.sourceAway", "vault.sourceAnswer"};
    using Params = SourceTestParams;
    using Result = Nothing;
};

struct SecretLinkParams
{
    std::string name;
    std::string source; ///< id
    std::string path;   ///< HashiCorp: below the mount; AWS: name or ARN
    std::string field;  ///< of an object; empty: the only one, or of AWS the whole text
    std::string version; ///< HashiCorp: a number; AWS: a stage or a version's id; empty: the current one
    static constexpr std::array<std::string_view, 3> requiredMembers = {"name", "source", "path"};
};
BOOST_DESCRIBE_STRUCT(SecretLinkParams, (), (name, source, path, field, version))

struct SecretsLink
{
    static constexpr std::string_view name = "secrets.link";
    static constexpr std::string_view permission = "secrets.write";
    static constexpr std::string_view summary = "Makes a name stand for a value of a vault elsewhere, which is read when it is needed.";
    static constexpr Route route{Verb::Put, "/secrets/{name}/link"};
    static constexpr Effect effect = Effect::Idempotent;
    static constexpr std::string_view target = "name";
    static constexpr std::array<std::string_view, 4> errors = {"vault.name", "vault.linkTaken", "vault.sourceInvalid", "store.notFound"};
    using Params = SecretLinkParams;
    using Result = Nothing;
};

} // namespace signalbox::api
