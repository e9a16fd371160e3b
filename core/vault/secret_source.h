// SPDX-License-Identifier: GPL-3.0-or-later
// A vault elsewhere that secrets are read from: HashiCorp Vault, AWS Secrets Manager. It is asked and never written to.
#pragma once

#include "base/async.h"
#include "base/clock.h"
#include "base/describe.h"
#include "http/client.h"

#include <functional>
#include <memory>
#include <stop_token>
#include <string>

namespace signalbox::vault {

enum class SourceKind { HashiCorp, AwsSecretsManager };
BOOST_DESCRIBE_ENUM(SourceKind, HashiCorp, AwsSecretsManager)

/// How it is signed in. HashiCorp: Token (a stored secret), TokenFile, AppRole. AWS: Keys (of `user` and stored
/// secrets), Environment, File (as the AWS tools keep it).
enum class SourceAuth { Token, TokenFile, AppRole, Keys, Environment, File };
BOOST_DESCRIBE_ENUM(SourceAuth, Token, TokenFile, AppRole, Keys, Environment, File)

/// A source as a person has set it up. No secret stands in it, only names of some.
struct SourceSettings
{
    std::string id; ///< letters, digits, '_', '-' and '.', at most 64
    SourceKind kind = SourceKind::HashiCorp;
    std::string url; ///< HashiCorp: the server; AWS: another endpoint than the region's own
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
BOOST_DESCRIBE_STRUCT(SourceSettings, (), (id, kind, url, auth, secret, user, session, file, profile, mount, version, authMount, area))

/// Which value of a source.
struct SecretPlace
{
    std::string path;    ///< HashiCorp: below the mount; AWS: name or ARN
    std::string field;   ///< of an object; empty: the only one, or of AWS the whole text
    std::string version; ///< HashiCorp: a number; AWS: a stage such as AWSPREVIOUS, or a version's id; empty: the current one
};

/// What the drivers stand on.
struct SourceServices
{
    http::Client &http;
    Clock &clock;
    /// The value of a stored secret of the same workspace.
    std::function<Task<Result<std::string>>(std::string name)> secrets;
    /// Tells what signs in to the redactor.
    std::function<void(std::string_view value)> hide;
    /// Takes secrets out of what a server says before it is cut and shown.
    std::function<std::string(std::string)> redact;
    std::shared_ptr<const http::AddressPolicy> addresses; ///< where it may be; null: anywhere
};

/// Errors, all with the source's id as subject and a way out: vault.sourceDenied (401, 403), vault.sourceMissing (no such
/// secret, field or version), vault.sourceBusy (429; retryable), vault.sourceSealed (503; retryable), vault.sourceAway (no
/// connection, or 5xx; retryable), vault.sourceAnswer (not what its protocol says), vault.sourceInvalid (settings),
/// vault.* of the secret that signs in, cancelled.
/// Thread: one, the backend's.
class SecretSource
{
public:
    virtual ~SecretSource() = default;
    virtual Task<Result<std::string>> read(SecretPlace place, std::stop_token stop) = 0;
    /// Whether it answers and lets us in.
    virtual Task<Result<void>> check(std::stop_token stop) = 0;
};

/// Whether what is read from this machine itself may be: not where the backend is shared.
enum class OwnFiles { Yes, No };

/// Errors: vault.sourceInvalid, naming what is wrong.
Result<void> checkSource(const SourceSettings &settings, OwnFiles files);
std::unique_ptr<SecretSource> makeSource(SourceSettings settings, SourceServices services);

} // namespace signalbox::vault
