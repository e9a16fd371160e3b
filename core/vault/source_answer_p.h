// SPDX-License-Identifier: GPL-3.0-or-later
// What the drivers share: limits, errors, and reading what servers answer.
#pragma once

#include "base/json.h"
#include "vault/secret_source.h"

namespace signalbox::vault {

/// How long one request may take in all.
http::Timeouts sourceTimeouts();
constexpr std::uint64_t kMostAnswer = 1u << 20;

/// The error of a transfer that failed.
Error awayError(const SourceSettings &settings, const Error &cause);
Error answerError(const SourceSettings &settings, std::string detail);
/// By the status; `detail` is what the server said, redacted and short.
Error refusalError(const SourceSettings &settings, int status, const std::string &detail);
Error missingError(const SourceSettings &settings, const SecretPlace &place, const std::string &what);
/// Redacted, then cut.
std::string shownDetail(const SourceServices &services, std::string text);

/// The value that `field` names in an object; texts as they are, everything else as JSON.
Result<std::string> fieldOf(const SourceSettings &settings, const SecretPlace &place, const json::Object &object);

/// HashiCorp: "errors" of an answer, joined.
std::string hashiCorpDetail(const std::string &body);
/// HashiCorp: the value in the answer of a KV engine of that version.
Result<std::string> hashiCorpValue(const SourceSettings &settings, const SecretPlace &place, const std::string &body);
/// AWS: the value in the answer of GetSecretValue.
Result<std::string> awsValue(const SourceSettings &settings, const SecretPlace &place, const std::string &body);
/// AWS: the error's name and sentence.
std::pair<std::string, std::string> awsError(const std::string &body);

/// What the AWS tools keep in a credentials file, of one profile.
struct AwsKeys
{
    std::string id;
    std::string secret;
    std::string session;
};
/// Nothing where the profile has no keys.
std::optional<AwsKeys> readAwsProfile(std::string_view text, std::string_view profile);

std::unique_ptr<SecretSource> makeHashiCorp(SourceSettings settings, SourceServices services);
std::unique_ptr<SecretSource> makeAws(SourceSettings settings, SourceServices services);

/// The first line of a file of this machine. Errors: vault.sourceInvalid.
Result<std::string> readOwnFile(const SourceSettings &settings, const std::string &path);

} // namespace signalbox::vault
