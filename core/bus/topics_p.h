// SPDX-License-Identifier: GPL-3.0-or-later
// A topic pattern, taken apart once.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace signalbox::bus {

class TopicFilter
{
public:
    explicit TopicFilter(std::string_view patterns);
    bool matches(std::string_view topic) const;

private:
    struct Pattern
    {
        std::string text;
        bool isPrefix;
    };
    std::vector<Pattern> m_patterns;
    bool m_matchesAll = false;
};

} // namespace signalbox::bus
