// SPDX-License-Identifier: GPL-3.0-or-later
// Calls about the key that opens the secrets. There is none that gives it.
#pragma once

#include "api/call.h"

namespace signalbox::api {

enum class KeyPlace { File, Keychain, Passphrase };
BOOST_DESCRIBE_ENUM(KeyPlace, File, Keychain, Passphrase)

/// None: it comes with the first secret. Missing: secrets are stored, and their key is not there. Changed: there is a
/// key, and it is not that of every secret. Away: what keeps it does not answer.
enum class KeyState { None, Ready, Locked, Missing, Changed, Away };
BOOST_DESCRIBE_ENUM(KeyState, None, Ready, Locked, Missing, Changed, Away)

struct VaultStatus
{
    KeyState state = KeyState::None;
    std::optional<KeyPlace> place;
    std::string where;             ///< as a person calls it
    bool mayUseKeychain = false;   ///< the backend runs in a session that may have one
    std::string code;              ///< of what is wrong; empty: nothing
    std::string message;           ///< what to do
    std::map<std::string, std::string> args;
};
BOOST_DESCRIBE_STRUCT(VaultStatus, (), (state, place, where, mayUseKeychain, code, message, args))

struct VaultState
{
    static constexpr std::string_view name = "vault.status";
    static constexpr std::string_view permission = "secrets.read";
    static constexpr std::string_view summary = "Where the key of the secrets is, and whether it is open.";
    static constexpr Route route{Verb::Get, "/vault"};
    static constexpr Effect effect = Effect::Read;
    using Params = Nothing;
    using Result = VaultStatus;
};

struct VaultUnlockParams
{
    std::string passphrase;
    static constexpr std::array<std::string_view, 1> requiredMembers = {"passphrase"};
};
BOOST_DESCRIBE_STRUCT(VaultUnlockParams, (), (passphrase))

struct VaultUnlock
{
    static constexpr std::string_view name = "vault.unlock";
    static constexpr std::string_view permission = "vault.write";
    static constexpr std::string_view summary = "Opens the key that is behind a passphrase, for all workspaces.";
    static constexpr Route route{Verb::Post, "/vault/unlock"};
    static constexpr Effect effect = Effect::Idempotent;
    static constexpr std::array<std::string_view, 4> errors = {"vault.passphrase", "vault.notLocked", "vault.keyChanged", "vault.memory"};
    using Params = VaultUnlockParams;
    using Result = Nothing;
};

struct VaultLock
{
    static constexpr std::string_view name = "vault.lock";
    static constexpr std::string_view permission = "vault.write";
    static constexpr std::string_view summary = "Forgets the key until it is unlocked again.";
    static constexpr Route route{Verb::Post, "/vault/lock"};
    static constexpr Effect effect = Effect::Idempotent;
    static constexpr std::array<std::string_view, 1> errors = {"vault.notLocked"};
    using Params = Nothing;
    using Result = Nothing;
};

struct VaultMoveParams
{
    KeyPlace place = KeyPlace::File;
    std::string passphrase; ///< the new one, where the place is Passphrase
    static constexpr std::array<std::string_view, 1> requiredMembers = {"place"};
};
BOOST_DESCRIBE_STRUCT(VaultMoveParams, (), (place, passphrase))

struct VaultMove
{
    static constexpr std::string_view name = "vault.move";
    static constexpr std::string_view permission = "vault.write";
    static constexpr std::string_view summary = "Moves the key to the system's keychain, to a file, or behind a passphrase. No secret is sealed anew.";
    static constexpr Route route{Verb::Post, "/vault/move"};
    static constexpr Effect effect = Effect::Idempotent;
    static constexpr std::array<std::string_view, 6> errors = {"vault.locked", "vault.keyMissing", "vault.keyChanged", "vault.passphraseWeak", "vault.noKeychain", "vault.keychain"};
    using Params = VaultMoveParams;
    using Result = Nothing;
};

struct VaultPassphraseParams
{
    std::string former;
    std::string passphrase;
    static constexpr std::array<std::string_view, 2> requiredMembers = {"former", "passphrase"};
};
BOOST_DESCRIBE_STRUCT(VaultPassphraseParams, (), (former, passphrase))

struct VaultPassphrase
{
    static constexpr std::string_view name = "vault.passphrase";
    static constexpr std::string_view permission = "vault.write";
    static constexpr std::string_view summary = "Changes the passphrase of the key. No secret is sealed anew.";
    static constexpr Route route{Verb::Put, "/vault/passphrase"};
    static constexpr Effect effect = Effect::Change;
    static constexpr std::array<std::string_view, 3> errors = {"vault.passphrase", "vault.passphraseWeak", "vault.notLocked"};
    using Params = VaultPassphraseParams;
    using Result = Nothing;
};

struct VaultRotation
{
    std::int64_t secrets = 0; ///< sealed anew, in all workspaces
};
BOOST_DESCRIBE_STRUCT(VaultRotation, (), (secrets))

struct VaultRotate
{
    static constexpr std::string_view name = "vault.rotate";
    static constexpr std::string_view permission = "vault.write";
    static constexpr std::string_view summary = "Makes a new key and seals every secret with it. Backups from before need the former one.";
    static constexpr Route route{Verb::Post, "/vault/rotate"};
    static constexpr Effect effect = Effect::Change;
    static constexpr std::array<std::string_view, 3> errors = {"vault.locked", "vault.keyMissing", "vault.keyChanged"};
    using Params = Nothing;
    using Result = VaultRotation;
};

} // namespace signalbox::api
