// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/sentence_p.h"

namespace signalbox::flow {

std::string inQuotes(std::string_view text)
{
    constexpr std::size_t longest = 80;
    if (text.size() <= longest) {
        return "\"" + std::string(text) + "\"";
    }
    auto end = longest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) {
        --end;
    }
    return "\"" + std::string(text.substr(0, end)) + "…\"";
}

std::string didYouMean(std::string_view suggestion, std::string_view otherwise)
{
    return suggestion.empty() ? std::string(otherwise) : "Did you mean " + inQuotes(suggestion) + "?";
}

} // namespace signalbox::flow
