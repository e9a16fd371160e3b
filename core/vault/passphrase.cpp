// SPDX-License-Identifier: GPL-3.0-or-later
#include "vault/passphrase_p.h"

#include <charconv>
#include <vector>

namespace signalbox::vault {

namespace {

constexpr std::string_view kHeader = "signalbox-keys-passphrase-1\n";
constexpr int kVariant = sodium_base64_VARIANT_ORIGINAL;
constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
// What a file may ask for at most: a damaged one must not take the machine.
constexpr std::uint64_t kMostPasses = 64;
constexpr std::uint64_t kMostBytes = std::uint64_t(4) << 30;
constexpr std::size_t kMostSealed = 48 << 10;

std::string base64(std::string_view bytes)
{
    std::string out(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
    sodium_bin2base64(out.data(), out.size(), reinterpret_cast<const unsigned char *>(bytes.data()), bytes.size(), kVariant);
    out.pop_back();
    return out;
}

bool fromBase64(std::string_view text, std::string &bytes)
{
    std::vector<unsigned char> buffer(text.size());
    std::size_t length = 0;
    if (sodium_base642bin(buffer.data(), buffer.size(), text.data(), text.size(), nullptr, &length, nullptr, kVariant) != 0) {
        return false;
    }
    bytes.assign(buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>(length));
    return true;
}

std::string parameters(const Guard &guard)
{
    std::string text(kHeader);
    text.append("argon2id ").append(std::to_string(guard.cost.passes)).append(" ");
    text.append(std::to_string(guard.cost.bytes)).append(" ").append(base64(guard.salt)).append("\n");
    return text;
}

// The text up to `end`, which is taken away with it.
std::string_view cut(std::string_view &text, char end)
{
    const auto at = std::min(text.find(end), text.size());
    const auto part = text.substr(0, at);
    text.remove_prefix(std::min(at + 1, text.size()));
    return part;
}

bool number(std::string_view text, std::uint64_t &value)
{
    const auto [rest, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    return failed == std::errc() && rest == text.data() + text.size();
}

// Not inlined: g++ 12 takes the limit of the size for a range that it warns of.
[[gnu::noinline]] bool isFine(const Guard &guard)
{
    return guard.salt.size() == crypto_pwhash_SALTBYTES && guard.sealed.size() > kNonce + kTag && guard.sealed.size() <= kMostSealed
        && guard.cost.passes >= crypto_pwhash_OPSLIMIT_MIN && guard.cost.passes <= kMostPasses && guard.cost.bytes >= crypto_pwhash_MEMLIMIT_MIN
        && guard.cost.bytes <= kMostBytes;
}

} // namespace

SecretText writeGuard(const Guard &guard)
{
    auto text = parameters(guard);
    text.append(base64(guard.sealed)).append("\n");
    return SecretText(std::string_view(text));
}

bool isGuard(std::string_view text)
{
    return text.starts_with(kHeader);
}

Result<Guard> readGuard(std::string_view text, const std::string &place)
{
    ensureSodium();
    Guard guard;
    text.remove_prefix(std::min(kHeader.size(), text.size()));
    auto line = cut(text, '\n');
    const auto name = cut(line, ' ');
    const auto passes = cut(line, ' ');
    const auto bytes = cut(line, ' ');
    const bool isRead = name == "argon2id" && number(passes, guard.cost.passes) && number(bytes, guard.cost.bytes) && fromBase64(line, guard.salt)
        && fromBase64(cut(text, '\n'), guard.sealed) && text.empty();
    if (!isRead || !isFine(guard)) {
        return Error("vault.keyChanged",
                     "The key in " + place + " cannot be read: it was damaged. The stored secrets are untouched. Put the file back from a backup.", place)
            .withArg("place", place);
    }
    return guard;
}

Result<SecretText> keyOfPassphrase(const SecretText &passphrase, const Guard &guard)
{
    SecretText key(crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
    if (crypto_pwhash(key.bytes(), key.size(), passphrase.view().data(), passphrase.size(), reinterpret_cast<const unsigned char *>(guard.salt.data()), guard.cost.passes,
                      static_cast<std::size_t>(guard.cost.bytes), crypto_pwhash_ALG_ARGON2ID13)
        != 0) {
        return Error("vault.memory",
                     "The passphrase could not be worked on: that takes " + std::to_string(guard.cost.bytes >> 20) + " MiB of memory, which were not free. Try again when they are.")
            .withArg("mebibytes", std::to_string(guard.cost.bytes >> 20))
            .retryable();
    }
    return key;
}

Guard newGuard(PassphraseCost cost)
{
    ensureSodium();
    Guard guard;
    guard.cost = cost;
    guard.salt.resize(crypto_pwhash_SALTBYTES);
    randombytes_buf(guard.salt.data(), guard.salt.size());
    return guard;
}

void sealBehind(Guard &guard, const SecretText &key, const SecretText &text)
{
    guard.sealed.assign(kNonce + text.size() + kTag, '\0');
    auto *data = reinterpret_cast<unsigned char *>(guard.sealed.data());
    randombytes_buf(data, kNonce);
    const auto label = parameters(guard);
    crypto_aead_xchacha20poly1305_ietf_encrypt(data + kNonce, nullptr, text.bytes(), text.size(), reinterpret_cast<const unsigned char *>(label.data()), label.size(), nullptr,
                                               data, key.bytes());
}

Result<SecretText> openBehind(const Guard &guard, const SecretText &key)
{
    const auto *data = reinterpret_cast<const unsigned char *>(guard.sealed.data());
    SecretText text(guard.sealed.size() - kNonce - kTag);
    const auto label = parameters(guard);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(text.bytes(), nullptr, nullptr, data + kNonce, guard.sealed.size() - kNonce,
                                                   reinterpret_cast<const unsigned char *>(label.data()), label.size(), data, key.bytes())
        != 0) {
        return Error("vault.passphrase", "This is not the passphrase of the vault. Nothing was changed; try again.");
    }
    return text;
}

} // namespace signalbox::vault
