// SPDX-License-Identifier: GPL-3.0-or-later
// A text sealed behind a passphrase: Argon2id makes the key that opens it. What is sealed with that text does
// not change when the passphrase does.
#pragma once

#include "base/result.h"
#include "vault/secret_text_p.h"
#include "vault/vault.h"

#include <string>

namespace signalbox::vault {

/// What stands in the file beside the sealed text; it is authenticated with it.
struct Guard
{
    PassphraseCost cost;
    std::string salt; ///< 16 bytes
    std::string sealed; ///< nonce, sealed bytes, tag
};

/// "signalbox-keys-passphrase-1", then "argon2id PASSES BYTES SALT", then the sealed text; the last two in Base64.
SecretText writeGuard(const Guard &guard);
/// Errors: vault.keyChanged where it is no such text, or asks for more work than any that Signalbox writes.
Result<Guard> readGuard(std::string_view text, const std::string &place);
bool isGuard(std::string_view text);

/// The key of a passphrase. Takes long and much memory by intent: never on the backend's thread.
/// Errors: vault.memory.
Result<SecretText> keyOfPassphrase(const SecretText &passphrase, const Guard &guard);
/// A new salt, and `cost`.
Guard newGuard(PassphraseCost cost);
/// Seals into guard.sealed.
void sealBehind(Guard &guard, const SecretText &key, const SecretText &text);
/// Errors: vault.passphrase.
Result<SecretText> openBehind(const Guard &guard, const SecretText &key);

} // namespace signalbox::vault
