// SPDX-License-Identifier: GPL-3.0-or-later
// Calls about secrets. There is none that gives a value.
#pragma once

#include "api/call.h"
#include "base/clock.h"

namespace signalbox::api {

struct SecretView
{
    std::string name;
    std::int64_t revision = 0;
    UnixMillis updatedAt = 0;
    bool readable = true; ///< whether the key that it is sealed with is there
    std::string source;   ///< the vault that it is read from; empty: it is stored here
    std::string path;     ///< there
    std::string field;
    std::string version;
};
BOOST_DESCRIBE_STRUCT(SecretView, (), (name, revision, updatedAt, readable, source, path, field, version))

struct SecretList
{
    std::vector<SecretView> secrets;
};
BOOST_DESCRIBE_STRUCT(SecretList, (), (secrets))

struct SecretsList
{
    static constexpr std::string_view name = "secrets.list";
    static constexpr std::string_view permission = "secrets.read";
    static constexpr std::string_view summary = "The names of the secrets, never their values.";
    static constexpr Route route{Verb::Get, "/secrets"};
    static constexpr Effect effect = Effect::Read;
    using Params = Nothing;
    using Result = SecretList;
};

struct SecretSetParams
{
    std::string name;
    std::string value;
    static constexpr std::array<std::string_view, 2> requiredMembers = {"name", "value"};
};
BOOST_DESCRIBE_STRUCT(SecretSetParams, (), (name, value))

struct SecretsSet
{
    static constexpr std::string_view name = "secrets.set";
    static constexpr std::string_view permission = "secrets.write";
    static constexpr std::string_view summary = "Makes or replaces a secret.";
    static constexpr Route route{Verb::Put, "/secrets/{name}"};
    static constexpr Effect effect = Effect::Idempotent;
    static constexpr std::string_view target = "name";
    static constexpr std::array<std::string_view, 3> errors = {"vault.name", "vault.tooLarge", "vault.keyMissing"};
    using Params = SecretSetParams;
    using Result = Nothing;
};

enum class ScanKind {
    Authored, ///< a person wrote it: everything in it counts, also names, numbers, and what is shown for a secret
    Recorded, ///< it tells what happened: only its texts count
};
BOOST_DESCRIBE_ENUM(ScanKind, Authored, Recorded)

struct SecretScanParams
{
    std::string text;
    ScanKind kind = ScanKind::Authored;
    std::int64_t line = 1; ///< the number of its first line, where it is part of a longer text
    static constexpr std::array<std::string_view, 1> requiredMembers = {"text"};
};
BOOST_DESCRIBE_STRUCT(SecretScanParams, (), (text, kind, line))

/// export.secret names the secret (arg `secret`) and the place in the text (arg `place`: a JSON pointer, or "line N").
struct SecretsScan
{
    static constexpr std::string_view name = "secrets.scan";
    static constexpr std::string_view permission = "";
    static constexpr std::string_view summary = "Whether a text that is to be given away holds no value of a secret; refused where it does, or where nobody can tell.";
    static constexpr Route route{Verb::Post, "/secrets/scan"};
    static constexpr Effect effect = Effect::Read;
    static constexpr std::array<std::string_view, 2> errors = {"export.secret", "export.unproven"};
    using Params = SecretScanParams;
    using Result = Nothing;
};

struct SecretName
{
    std::string name;
    static constexpr std::array<std::string_view, 1> requiredMembers = {"name"};
};
BOOST_DESCRIBE_STRUCT(SecretName, (), (name))

struct SecretsRemove
{
    static constexpr std::string_view name = "secrets.remove";
    static constexpr std::string_view permission = "secrets.write";
    static constexpr std::string_view summary = "Removes a secret.";
    static constexpr Route route{Verb::Delete, "/secrets/{name}"};
    static constexpr Effect effect = Effect::Change;
    static constexpr std::string_view target = "name";
    static constexpr std::array<std::string_view, 1> errors = {"store.notFound"};
    using Params = SecretName;
    using Result = Nothing;
};

} // namespace signalbox::api
