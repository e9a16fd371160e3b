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
    if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > limit) {
        return limit + 1;
    }
    std::vector<std::size_t> older(b.size() + 1);
    std::vector<std::size_t> old(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) {
        row[j] = j;
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        older.swap(old);
        old.swap(row);
        std::size_t least = row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({old[j] + 1, row[j - 1] + 1, old[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = std::min(row[j], older[j - 2] + 1);
            }
            least = std::min(least, row[j]);
        }
        if (least > limit + 1) {
            return limit + 1; // a swap may still save one
        }
    }
    return std::min(row[b.size()], limit + 1);
}

void NearestName::add(std::string_view name)
{
    if (name.size() <= kLongest) {
        auto folded = fold(name);
        m_byFolded.emplace(folded, name);
        m_names.emplace_back(std::move(folded), name);
    }
}

std::string_view NearestName::find(std::string_view name)
{
    if (name.empty() || name.size() > kLongest) {
        return {};
    }
    const auto folded = fold(name);
    if (const auto same = m_byFolded.find(folded); same != m_byFolded.end()) {
        return same->second;
    }
    // One slip in a short name, two in a longer one; "n1" and "n2" are two names, not a slip.
    std::size_t limit = folded.size() < 3 ? 0 : folded.size() < 6 ? 1 : 2;
    const auto price = m_names.size() * 4;
    if (limit == 0 || price > m_budget) {
        return {};
    }
    m_budget -= price;
    std::string_view best;
    for (const auto &[known, original] : m_names) {
        const auto work = folded.size() * known.size();
        if (known.size() < 3 || known.size() + limit < folded.size() || folded.size() + limit < known.size() || m_budget < work) {
            continue;
        }
        m_budget -= work;
        if (const auto steps = editDistance(folded, known, limit); steps <= limit) {
            best = original;
            limit = steps - 1; // not zero steps: that was found by the index
            if (limit == 0) {
                break;
            }
        }
    }
    return best;
}

} // namespace signalbox::flow
