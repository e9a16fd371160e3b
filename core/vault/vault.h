// SPDX-License-Identifier: GPL-3.0-or-later
// Secrets: sealed where they are stored, opened at the call that needs them, redacted everywhere else.
#pragma once

#include "base/async.h"
#include "base/clock.h"
#include "store/repositories.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace signalbox::vault {

class Redactor;

/// Where the master key is kept.
enum class KeyPlace {
    File,       ///< FOLDER/vault.key, mode 0600
    Keychain,   ///< the system's keychain; vault.key names the entry
    Passphrase, ///< vault.key, behind a passphrase
};

/// What Argon2id is to cost whoever guesses a passphrase, and who knows it.
struct PassphraseCost
{
    std::uint64_t passes = 3;
    std::uint64_t bytes = 256u << 20;
};

struct VaultOptions
{
    std::string folder; ///< the data folder
    /// Where the first key is put: File or Keychain, which is the file where there is none. A key that is there
    /// stays where it is.
    KeyPlace keyPlace = KeyPlace::File;
    /// A file with a passphrase, which only its owner may read: it opens the key, and the first key is put behind it.
    std::string passphraseFile = {};
    PassphraseCost passphraseCost = {}; ///< of passphrases set from now on
    /// Hears of each use and change: workspace, action ("secrets.use", "secrets.put", "secrets.remove",
    /// "secrets.rotate"), name, outcome ("ok" or an error code).
    std::function<void(const std::string &, std::string_view, const std::string &, std::string_view)> onUse;
    /// Hears that the key was opened behind its passphrase.
    std::function<void()> onUnlock = {};
};

enum class KeyState {
    None,    ///< there is none yet: it comes with the first secret
    Ready,
    Locked,  ///< behind a passphrase that was not given yet
    Missing, ///< secrets are stored, and their key is not there
    Changed, ///< there is a key, and it is not that of every stored secret
    Away,    ///< what keeps it does not answer
};

struct KeyStatus
{
    KeyState state = KeyState::None;
    std::optional<KeyPlace> place;
    std::string where; ///< as a person calls it
    bool mayUseKeychain = false;
    std::optional<Error> problem; ///< says what to do
};

struct SecretInfo
{
    std::string name;
    std::int64_t revision = 0;
    UnixMillis updatedAt = 0;
    bool isReadable = true; ///< whether the key that it is sealed with is there
};

/// Names are letters, digits, '_', '-' and '.', at most 128, and begin with a letter or '_'. Errors: vault.name.
Result<void> checkSecretName(const std::string &name);

/// What a value is wanted for: a look at whether a provider answers is nothing that the audit log has to tell of.
enum class Use { Real, Check };

/// The secrets of all workspaces, sealed with XChaCha20-Poly1305 under one master key of 256 bits; the
/// workspace, the name and the key's id are authenticated with each value. Stored values are never
/// changed because a key is missing: whatever needs it fails with vault.locked, vault.keyMissing or vault.keyChanged,
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

    /// Whether the redactor knows every stored value, so that what it does not find in a text is not there. Errors:
    /// export.unproven, with what keeps a value from being read (vault.locked …) as its cause, and what to do; store.*.
    Task<Result<void>> knowsAll();

    /// Makes or replaces a secret. Names are letters, digits, '_', '-' and '.', at most 128, and begin with a
    /// letter or '_'. Errors: vault.name, vault.tooLarge, vault.keyMissing, vault.keyChanged, vault.io, store.*.
    Task<Result<void>> put(std::string workspace, std::string name, std::string value);
    /// The value, for the call that is about to be made: not to be kept. Errors: vault.unknown,
    /// vault.keyMissing, vault.keyChanged, vault.corrupt, store.*.
    Task<Result<std::string>> resolve(std::string workspace, std::string name, Use use = Use::Real);
    /// Names and revisions, never values.
    Task<Result<std::vector<SecretInfo>>> list(std::string workspace);
    Task<Result<void>> remove(std::string workspace, std::string name);
    /// Makes a new master key and seals every secret with it; gives how many. Interrupted, it goes on where it
    /// stopped when it is called again. Backups made before need the old key.
    Task<Result<std::int64_t>> rotate();

    /// How it is about the key.
    Task<Result<KeyStatus>> keyStatus();
    /// Opens the key behind its passphrase, and tells every value to the redactor. Errors: vault.passphrase (a wrong
    /// one; nothing changed), vault.notLocked, vault.keyChanged, vault.memory, store.*.
    Task<Result<void>> unlock(std::string passphrase);
    /// Forgets the key until unlock(). Errors: vault.notLocked where it is not behind a passphrase.
    Task<Result<void>> lock();
    /// Moves the key: no secret is sealed anew, and at every instant one place has it. `passphrase` is the new one
    /// where the place is Passphrase. Makes the first key if there is none. Errors: vault.passphraseWeak,
    /// vault.noKeychain, vault.keychain, vault.io, and what put() gives.
    Task<Result<void>> moveKey(KeyPlace place, std::string passphrase);
    /// Errors: vault.passphrase (the former one is wrong), vault.passphraseWeak, vault.notLocked, vault.io.
    Task<Result<void>> changePassphrase(std::string former, std::string passphrase);

    /// As VaultOptions::onUse, of a value that is kept elsewhere.
    void tell(const std::string &workspace, std::string_view action, const std::string &name, std::string_view outcome) const;
    /// Ends every wait for a keychain with `cancelled`; nothing is asked of it any more.
    void giveUp();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace signalbox::vault
