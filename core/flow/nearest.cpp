// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/nearest_p.h"

#include <algorithm>

namespace signalbox::flow {

namespace {

constexpr std::size_t kLongest = 64;

std::string fold(std::string_view text)
{
    std::string folded;
    for (const char c : text) {
        if (c != '-' && c != '_' && c != ' ' && c != '.') {
            folded.push_back(static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c));
        }
    }
    return folded;
}

} // namespace

std::size_t editDistance(std::string_view a, std::string_view b, std::size_t limit)
{
    const auto [shorter, longer] = std::minmax(a.size(), b.size());
    if (longer - shorter > limit) {
        return limit + 1;
    }
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) {
        row[j] = j;
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        std::size_t least = row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const auto above = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
            diagonal = above;
            least = std::min(least, row[j]);
        }
        if (least > limit) {
            return limit + 1;
        }
    }
    return std::min(row[b.size()], limit + 1);
}

void NearestName::add(std::string_view name)
{
    if (name.size() <= kLongest) {
        m_names.push_back(name);
        m_folded.emplace(fold(name), name);
    }
}

std::string_view NearestName::find(std::string_view name)
{
    if (name.empty() || name.size() > kLongest) {
        return {};
    }
    if (const auto same = m_folded.find(fold(name)); same != m_folded.end()) {
        return same->second;
    }
    const auto price = m_names.size() * 4 + name.size() * 16;
    if (price > m_budget) {
        return {};
    }
    m_budget -= price;
    // One slip in a short name, two in a longer one; "n1" and "n2" are two names, not a slip.
    auto limit = name.size() < 3 ? std::size_t(0) : name.size() < 6 ? std::size_t(1) : std::size_t(2);
    std::string_view best;
    for (const auto known : m_names) {
        if (limit == 0) {
            break;
        }
        if (known.size() < 3 || m_budget < name.size() * known.size()) {
            continue;
        }
        if (known.size() + limit >= name.size() && name.size() + limit >= known.size()) {
            m_budget -= name.size() * known.size();
            if (const auto steps = editDistance(name, known, limit); steps <= limit) {
                best = known;
                limit = steps - 1;
            }
        }
    }
    return best;
}

} // namespace signalbox::flow
