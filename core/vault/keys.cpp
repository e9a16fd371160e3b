// SPDX-License-Identifier: GPL-3.0-or-later
#include "vault/keys_p.h"

#include <array>

namespace signalbox::vault {

namespace {

constexpr std::string_view kHeader = "signalbox-keys-1";
constexpr std::size_t kKeyBytes = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
constexpr int kVariant = sodium_base64_VARIANT_ORIGINAL;

std::string idOf(const SecretText &key)
{
    constexpr std::string_view context = "signalbox key id";
    std::array<unsigned char, 16> hash{};
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char *>(context.data()), context.size(),
                       key.bytes(), key.size());
    std::array<char, 33> hex{};
    sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
    return hex.data();
}

Error unreadable(const std::string &place)
{
    return Error("vault.keyChanged",
                 "The key in " + place + " cannot be read: it is not a key of Signalbox, or it was changed. The stored secrets "
                     "are untouched. Put the right key back from a backup.",
                 place);
}

} // namespace

void ensureSodium()
{
    static const int started = sodium_init();
    if (started < 0) {
        std::abort(); // no randomness: nothing that follows would be safe
    }
}

const MasterKey *KeyRing::find(const std::string &id) const
{
    const auto found = std::find_if(m_keys.begin(), m_keys.end(), [&id](const MasterKey &key) { return key.id == id; });
    return found == m_keys.end() ? nullptr : &*found;
}

void KeyRing::generate()
{
    MasterKey key;
    key.bytes = SecretText(kKeyBytes);
    crypto_aead_xchacha20poly1305_ietf_keygen(key.bytes.bytes());
    key.id = idOf(key.bytes);
    m_keys.insert(m_keys.begin(), std::move(key));
}

void KeyRing::retire()
{
    m_keys.erase(m_keys.begin() + 1, m_keys.end());
}

SecretText KeyRing::write() const
{
    constexpr std::size_t encoded = sodium_base64_ENCODED_LEN(kKeyBytes, kVariant);
    SecretText text(kHeader.size() + 1 + m_keys.size() * (32 + 1 + encoded));
    char *out = std::copy(kHeader.begin(), kHeader.end(), text.data());
    *out++ = '\n';
    for (const auto &key : m_keys) {
        out = std::copy(key.id.begin(), key.id.end(), out);
        *out++ = ' ';
        sodium_bin2base64(out, encoded, key.bytes.bytes(), key.bytes.size(), kVariant);
        out += encoded - 1; // over its final zero
        *out++ = '\n';
    }
    return text;
}

Result<KeyRing> KeyRing::read(std::string_view text, const std::string &place)
{
    ensureSodium();
    KeyRing ring;
    bool isFirst = true;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (std::exchange(isFirst, false)) {
            if (line != kHeader) {
                return unreadable(place);
            }
            continue;
        }
        if (line.empty()) {
            continue;
        }
        MasterKey key;
        key.id = line.substr(0, line.find(' '));
        key.bytes = SecretText(kKeyBytes);
        const auto encoded = line.substr(std::min(key.id.size() + 1, line.size()));
        std::size_t length = 0;
        if (sodium_base642bin(key.bytes.bytes(), kKeyBytes, encoded.data(), encoded.size(), nullptr, &length, nullptr, kVariant) != 0
            || length != kKeyBytes || idOf(key.bytes) != key.id) {
            return unreadable(place);
        }
        ring.m_keys.push_back(std::move(key));
    }
    if (ring.isEmpty()) {
        return unreadable(place);
    }
    return ring;
}

} // namespace signalbox::vault
