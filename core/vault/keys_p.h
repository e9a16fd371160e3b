// SPDX-License-Identifier: GPL-3.0-or-later
// The master keys and where they are kept: a file, or the system's keychain.
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

/// Where the text of a ring is kept.
class KeyStore
{
public:
    virtual ~KeyStore() = default;
    /// Nothing if there is none yet. Errors: vault.io, vault.keychain.
    virtual Task<Result<std::optional<SecretText>>> load() = 0;
    virtual Task<Result<void>> save(std::shared_ptr<const SecretText> text) = 0;
    /// How a message names it.
    virtual std::string place() const = 0;
};

std::unique_ptr<KeyStore> makeKeyFile(const std::string &path);
/// Null where there is no session bus. Where there is no keychain on it, load() gives vault.noKeychain.
std::unique_ptr<KeyStore> makeKeychain(const std::string &folder, Clock &clock);

} // namespace signalbox::vault
