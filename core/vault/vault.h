// SPDX-License-Identifier: GPL-3.0-or-later
// Secrets: sealed where they are stored, opened at the call that needs them, redacted everywhere else.
#pragma once

#include "base/async.h"
#include "base/clock.h"
#include "store/repositories.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace signalbox::vault {

class Redactor;

/// Where the master key is kept.
enum class KeyPlace {
    File,     ///< FOLDER/vault.key, mode 0600
    Keychain, ///< the system's keychain; the file where there is none, or where a key file exists already
};

struct VaultOptions
{
    std::string folder; ///< the data folder
    KeyPlace keyPlace = KeyPlace::File;
    /// Hears of each use and change: workspace, action ("secrets.use", "secrets.put", "secrets.remove",
    /// "secrets.rotate"), name, outcome ("ok" or an error code).
    std::function<void(const std::string &, std::string_view, const std::string &, std::string_view)> onUse;
};

struct SecretInfo
{
    std::string name;
    std::int64_t revision = 0;
    UnixMillis updatedAt = 0;
    bool isReadable = true; ///< whether the key that it is sealed with is there
};

/// The secrets of all workspaces, sealed with XChaCha20-Poly1305 under one master key of 256 bits; the
/// workspace, the name and the key's id are authenticated with each value. Stored values are never
/// changed because a key is missing: whatever needs it fails with vault.keyMissing or vault.keyChanged,
/// which say what to do, and a new key is made only when no secret is stored.
/// Thread: one, the backend's.
class Vault
{
public:
    static constexpr std::size_t kMaxBytes = 64 << 10;

    Vault(store::SecretRepository &secrets, VaultOptions options, Redactor &redactor, Clock &clock);
    ~Vault();
    Vault(const Vault &) = delete;
    Vault &operator=(const Vault &) = delete;

    /// Reads the key, if there is one, and tells every value to the redactor; call it before anything is
    /// logged or sent. Errors: vault.keyMissing, vault.keyChanged, vault.corrupt, vault.io, vault.keychain,
    /// store.*; the other calls work as far as they can.
    Task<Result<void>> open();

    /// Makes or replaces a secret. Names are letters, digits, '_', '-' and '.', at most 128, and begin with a
    /// letter or '_'. Errors: vault.name, vault.tooLarge, vault.keyMissing, vault.keyChanged, vault.io, store.*.
    Task<Result<void>> put(std::string workspace, std::string name, std::string value);
    /// The value, for the call that is about to be made: not to be kept. Errors: vault.unknown,
    /// vault.keyMissing, vault.keyChanged, vault.corrupt, store.*.
    Task<Result<std::string>> resolve(std::string workspace, std::string name);
    /// Names and revisions, never values.
    Task<Result<std::vector<SecretInfo>>> list(std::string workspace);
    Task<Result<void>> remove(std::string workspace, std::string name);
    /// Makes a new master key and seals every secret with it; gives how many. Interrupted, it goes on where it
    /// stopped when it is called again. Backups made before need the old key.
    Task<Result<std::int64_t>> rotate();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace signalbox::vault
