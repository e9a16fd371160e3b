// SPDX-License-Identifier: GPL-3.0-or-later
// "Did you mean": the name that a misspelt one may have meant.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace signalbox::flow {

/// Letters that must be put in, taken out, changed or swapped to make one of the other; `limit` + 1 if
/// more than `limit`. Source: optimal string alignment.
std::size_t editDistance(std::string_view a, std::string_view b, std::size_t limit);

/// Finds close names among many. Bounded: once it has compared so many that a flow full of mistakes would
/// take long, it knows only names that differ in case, dashes and blanks.
class NearestName
{
public:
    /// The name must outlive this.
    void add(std::string_view name);
    /// The closest, the first among equals; empty if none is close.
    std::string_view find(std::string_view name);

private:
    std::vector<std::pair<std::string, std::string_view>> m_names; ///< folded, and as they are
    std::unordered_map<std::string, std::string_view> m_byFolded;
    std::size_t m_budget = 3'000'000;
};

} // namespace signalbox::flow
