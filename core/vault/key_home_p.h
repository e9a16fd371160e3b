// SPDX-License-Identifier: GPL-3.0-or-later
// Where the keys are: vault.key holds them, or says that they are in the keychain, or holds them behind a
// passphrase. That one file decides, so that replacing it moves the keys at one instant.
#pragma once

#include "base/deadline.h"
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
    ~KeyHome();
    KeyHome(const KeyHome &) = delete;
    KeyHome &operator=(const KeyHome &) = delete;

    /// The text of the keys; nothing where there are none yet. Errors: vault.locked, vault.keyMissing,
    /// vault.keyChanged, vault.io, vault.keychain, vault.passphrase*. Where the keychain let a minute pass without an
    /// answer, that is the answer for a while: nobody else waits for it again.
    Task<Result<std::optional<SecretText>>> load();
    /// Keeps the text where the keys are; the first time, where the options say.
    Task<Result<void>> save(std::shared_ptr<const SecretText> text);
    /// Opens what is behind a passphrase. Errors: vault.passphrase, vault.notLocked.
    Task<Result<SecretText>> unlock(std::shared_ptr<const SecretText> passphrase);
    void lock();
    /// A person changes something: whoever did not answer before is asked again.
    void askAnew() { m_unanswered.reset(); }
    /// Moves the keys, whose text is `text`. The former place has none any more after it.
    Task<Result<void>> moveTo(KeyPlace place, std::shared_ptr<const SecretText> text, std::shared_ptr<const SecretText> passphrase);

    /// As Vault::giveUp(). Who waits for a passphrase to be worked on hears `cancelled` too; that work ends by itself.
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
    static Task<Result<SecretText>> derive(KeyHome *self, std::shared_ptr<const SecretText> passphrase, std::shared_ptr<const Guard> guard);
    Keychain &keychain();
    void leaveDesk();

    struct Desk;

    const VaultOptions &m_options;
    Clock &m_clock;
    std::string m_path;
    std::unique_ptr<Keychain> m_keychain;
    std::optional<KeyPlace> m_place;
    std::string m_entry; ///< of the keychain
    std::optional<Guard> m_guard;
    SecretText m_guardKey; ///< empty while it is locked
    bool m_isLocked = false; ///< a person has locked it
    std::shared_ptr<Desk> m_desk; ///< where what Argon2 made is given
    std::optional<Error> m_unanswered; ///< of a keychain that did not answer
    Deadline m_unansweredUntil;
};

/// What a passphrase file holds. Errors: vault.passphraseFile, vault.passphraseWeak.
Result<SecretText> readPassphraseFile(const std::string &path);
/// Errors: vault.passphraseWeak.
Result<void> checkPassphrase(std::string_view passphrase);

} // namespace signalbox::vault
