// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes in memory that is never swapped out and is zeroed when it goes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include <sodium.h>

namespace signalbox::vault {

/// Starts libsodium; further calls cost nothing. Thread: any.
void ensureSodium();

/// Move-only; empty after a move.
class SecretText
{
public:
    SecretText() = default;
    explicit SecretText(std::string_view bytes) : SecretText(bytes.size())
    {
        std::copy(bytes.begin(), bytes.end(), m_data);
    }
    explicit SecretText(std::size_t size) : m_size(size)
    {
        ensureSodium();
        m_data = static_cast<char *>(sodium_malloc(size > 0 ? size : 1));
        if (!m_data) {
            throw std::bad_alloc();
        }
    }
    SecretText(SecretText &&other) noexcept
        : m_data(std::exchange(other.m_data, nullptr)), m_size(std::exchange(other.m_size, 0))
    {
    }
    SecretText &operator=(SecretText &&other) noexcept
    {
        std::swap(m_data, other.m_data);
        std::swap(m_size, other.m_size);
        return *this;
    }
    ~SecretText() { sodium_free(m_data); }

    char *data() { return m_data; }
    const unsigned char *bytes() const { return reinterpret_cast<const unsigned char *>(m_data); }
    unsigned char *bytes() { return reinterpret_cast<unsigned char *>(m_data); }
    std::size_t size() const { return m_size; }
    std::string_view view() const { return {m_data, m_size}; }

private:
    char *m_data = nullptr;
    std::size_t m_size = 0;
};

/// Zeroes a string that held a secret, then empties it.
inline void wipe(std::string &text)
{
    sodium_memzero(text.data(), text.size());
    text.clear();
}

} // namespace signalbox::vault
