// SPDX-License-Identifier: GPL-3.0-or-later
// Small things that are done to texts for people.
#pragma once

#include <cstddef>
#include <string_view>

namespace signalbox {

/// The beginning of a UTF-8 text, at most `bytes` long and never cut inside a character: a half one would make
/// whatever it is written into unreadable.
constexpr std::string_view cutUtf8(std::string_view text, std::size_t bytes)
{
    if (text.size() <= bytes) {
        return text;
    }
    // Bytes 10xxxxxx go on with a character.
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) {
        --bytes;
    }
    return text.substr(0, bytes);
}

} // namespace signalbox
