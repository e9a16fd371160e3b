// SPDX-License-Identifier: GPL-3.0-or-later
// Lists of short texts in one column, one a line.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace signalbox::store {

/// None of them holds a line feed.
inline std::string joinLines(const std::vector<std::string> &lines)
{
    std::string text;
    for (const auto &line : lines) {
        text += text.empty() ? "" : "\n";
        text += line;
    }
    return text;
}

inline std::vector<std::string> splitLines(std::string_view text)
{
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

} // namespace signalbox::store
