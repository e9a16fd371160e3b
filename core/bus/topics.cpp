// SPDX-License-Identifier: GPL-3.0-or-later
#include "bus/topics_p.h"

#include "bus/bus.h"

namespace signalbox::bus {

namespace {

std::string_view trimmed(std::string_view text)
{
    while (text.starts_with(' ')) {
        text.remove_prefix(1);
    }
    while (text.ends_with(' ')) {
        text.remove_suffix(1);
    }
    return text;
}

// Calls `take` with each pattern of a list until it gives true.
template<typename F>
bool anyPattern(std::string_view patterns, F take)
{
    while (!patterns.empty()) {
        const auto end = std::min(patterns.find(','), patterns.size());
        const auto one = trimmed(patterns.substr(0, end));
        if (!one.empty() && take(one)) {
            return true;
        }
        patterns.remove_prefix(std::min(end + 1, patterns.size()));
    }
    return false;
}

bool isPrefixPattern(std::string_view pattern)
{
    return pattern.ends_with(".*");
}

} // namespace

bool topicMatches(std::string_view pattern, std::string_view topic)
{
    return anyPattern(pattern, [topic](std::string_view one) {
        return one == "*" || one == topic || (isPrefixPattern(one) && topic.starts_with(one.substr(0, one.size() - 1)));
    });
}

TopicFilter::TopicFilter(std::string_view patterns)
{
    anyPattern(patterns, [this](std::string_view one) {
        if (one == "*") {
            m_matchesAll = true;
        } else if (isPrefixPattern(one)) {
            m_patterns.push_back({std::string(one.substr(0, one.size() - 1)), true});
        } else {
            m_patterns.push_back({std::string(one), false});
        }
        return false;
    });
}

bool TopicFilter::matches(std::string_view topic) const
{
    return m_matchesAll || std::any_of(m_patterns.begin(), m_patterns.end(), [topic](const Pattern &pattern) {
        return pattern.isPrefix ? topic.starts_with(pattern.text) : topic == pattern.text;
    });
}

} // namespace signalbox::bus
