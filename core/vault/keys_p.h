// SPDX-License-Identifier: GPL-3.0-or-later
// The master keys, and the places that keep bytes: a file, or the system's keychain.
#pragma once

#include "base/async.h"
#include "base/clock.h"
#include "vault/secret_text_p.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace signalbox::vault {

struct MasterKey
{
    std::string id; ///< from the key itself, so that a changed key has another one
    SecretText bytes;
};

/// The keys, the current one first. Older ones are there only while a rotation is under way.
class KeyRing
{
public:
    const MasterKey *find(const std::string &id) const;
    const MasterKey &current() const { return m_keys.front(); }
    bool isEmpty() const { return m_keys.empty(); }
    /// Makes a new key the current one.
    void generate();
    /// Forgets all but the current one.
    void retire();

    /// "signalbox-keys-1", then a line "id base64" for each key.
    SecretText write() const;
    static Result<KeyRing> read(std::string_view text, const std::string &place);

private:
    std::vector<MasterKey> m_keys;
};

/// A file with mode 0600. Errors: vault.io.
Result<std::optional<SecretText>> readKeyFile(const std::string &path);
/// Replaces it as a whole, and gives back once it stands fast.
Result<void> writeKeyFile(const std::string &path, const SecretText &text);

/// An entry of the system's keychain.
/// Thread: one that has an event loop.
class Keychain
{
public:
    virtual ~Keychain() = default;
    /// Nothing if there is no such entry. Errors: vault.noKeychain, vault.keychain.
    virtual Task<Result<std::optional<SecretText>>> load(std::string entry) = 0;
    virtual Task<Result<void>> save(std::string entry, std::shared_ptr<const SecretText> text) = 0;
    virtual Task<Result<void>> remove(std::string entry) = 0;
    /// Ends what is asked and what will be with `cancelled`.
    virtual void giveUp() = 0;
};

/// Whether a keychain may be reached: there is a session bus.
bool mayHaveKeychain();
std::unique_ptr<Keychain> makeKeychain(Clock &clock);

} // namespace signalbox::vault
