// SPDX-License-Identifier: GPL-3.0-or-later
// Where things stand in a JSON text: from a pointer to its bytes and back. It reads broken texts as far as they go.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace signalbox::ui {

struct TextRange
{
    std::size_t begin = 0;
    std::size_t end = 0;
    bool operator==(const TextRange &) const = default;
};

/// The places of many pointers in one pass; nothing for one that is not there. Linear in the text.
/// Source of pointers: RFC 6901.
std::vector<std::optional<TextRange>> rangesOf(std::string_view text, const std::vector<std::string> &pointers);
struct Partner
{
    std::optional<std::size_t> at;
    bool isMissing = false; ///< the text has none; otherwise it may be farther away than was looked
};
/// The bracket that belongs to the one at `at`, no more than `reach` bytes away. What is at `at` stands in no string.
Partner partnerOf(std::string_view text, std::size_t at, std::size_t reach);
/// The pointer of the innermost value that holds the byte.
std::string pointerAt(std::string_view text, std::size_t offset);

} // namespace signalbox::ui
