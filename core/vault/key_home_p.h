// SPDX-License-Identifier: GPL-3.0-or-later
// Where the keys are: vault.key holds them, or says that they are in the keychain, or holds them behind a
// passphrase. That one file decides, so that replacing it moves the keys at one instant.
#pragma once

#include "vault/keys_p.h"
#include "vault/passphrase_p.h"
#include "vault/vault.h"

namespace signalbox::vault {

/// Not reentrant: its owner makes one call at a time.
/// Thread: the vault's; Argon2 works on one of its own.
class KeyHome
{
public:
    KeyHome(const VaultOptions &options, Clock &clock);

    /// The text of the keys; nothing where there are none yet. Errors: vault.locked, vault.keyMissing,
    /// vault.keyChanged, vault.io, vault.keychain, vault.passphrase*.
    Task<Result<std::optional<SecretText>>> load();
    /// Keeps the text where the keys are; the first time, where the options say.
    Task<Result<void>> save(std::shared_ptr<const SecretText> text);
    /// Opens what is behind a passphrase. Errors: vault.passphrase, vault.notLocked.
    Task<Result<SecretText>> unlock(std::shared_ptr<const SecretText> passphrase);
    void lock();
    /// Moves the keys, whose text is `text`. The former place has none any more after it.
    Task<Result<void>> moveTo(KeyPlace place, std::shared_ptr<const SecretText> text, std::shared_ptr<const SecretText> passphrase);

    /// As Vault::giveUp().
    void giveUp();
    /// Nothing: there is no key yet, or it is not known.
    const std::optional<KeyPlace> &place() const { return m_place; }
    /// How a message names it.
    std::string where() const;

private:
    static Task<Result<std::optional<SecretText>>> loadFromKeychain(KeyHome *self);
    static Task<Result<void>> saveToKeychain(KeyHome *self, std::string entry, std::shared_ptr<const SecretText> text);
    static Task<Result<void>> saveFirst(KeyHome *self, std::shared_ptr<const SecretText> text);
    static Task<Result<void>> guardWith(KeyHome *self, std::shared_ptr<const SecretText> passphrase, std::shared_ptr<const SecretText> text);
    Keychain &keychain();

    const VaultOptions &m_options;
    Clock &m_clock;
    std::string m_path;
    std::unique_ptr<Keychain> m_keychain;
    std::optional<KeyPlace> m_place;
    std::string m_entry; ///< of the keychain
    std::optional<Guard> m_guard;
    SecretText m_guardKey; ///< empty while it is locked
    bool m_isLocked = false; ///< a person has locked it
};

/// What a passphrase file holds. Errors: vault.passphraseFile, vault.passphraseWeak.
Result<SecretText> readPassphraseFile(const std::string &path);
/// Errors: vault.passphraseWeak.
Result<void> checkPassphrase(std::string_view passphrase);

} // namespace signalbox::vault
