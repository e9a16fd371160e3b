// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/uuid.h"

#include <QRandomGenerator>

namespace signalbox {

namespace {

// 48 bits of milliseconds, then a 12-bit counter that starts low and steps by one within a
// millisecond; when it runs over, time is borrowed from the future, so that ids still ascend.
struct Sequence
{
    std::mutex mutex;
    std::uint64_t millis = 0;
    std::uint32_t counter = 0;

    std::pair<std::uint64_t, std::uint32_t> next(std::uint64_t now)
    {
        const std::lock_guard lock(mutex);
        if (now > millis) {
            millis = now;
            counter = QRandomGenerator::global()->generate() & 0xff;
        } else if (++counter > 0xfff) {
            ++millis;
            counter = 0;
        }
        return {millis, counter};
    }
};

Sequence &sequence()
{
    static Sequence instance;
    return instance;
}

std::string format(std::uint64_t now)
{
    const auto [millis, counter] = sequence().next(now);
    const std::uint64_t high = (millis << 16) | 0x7000 | counter;
    const std::uint64_t low = (QRandomGenerator::system()->generate64() & 0x3fffffffffffffffULL) | 0x8000000000000000ULL;
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(36);
    for (int nibble = 0; nibble < 32; ++nibble) {
        if (nibble == 8 || nibble == 12 || nibble == 16 || nibble == 20) {
            text.push_back('-');
        }
        const auto word = nibble < 16 ? high : low;
        text.push_back(digits[(word >> (60 - 4 * (nibble % 16))) & 0xf]);
    }
    return text;
}

} // namespace

std::string newUuid(const Clock &clock)
{
    return format(static_cast<std::uint64_t>(clock.now()));
}

std::string newUuid()
{
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return format(static_cast<std::uint64_t>(std::chrono::duration_cast<Millis>(now).count()));
}

bool isUuid(std::string_view text)
{
    if (text.size() != 36) {
        return false;
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        const char c = text[i];
        const bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        if (dash ? c != '-' : !hex) {
            return false;
        }
    }
    return true;
}

} // namespace signalbox
