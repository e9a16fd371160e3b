// SPDX-License-Identifier: GPL-3.0-or-later
// Pattern matching with one point of return, and the walk over folders.
#include "nodes/glob_p.h"

#include <algorithm>
#include <span>

namespace signalbox::nodes {

namespace {

constexpr int kDeepest = 64;

std::string_view firstCharacter(std::string_view text)
{
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
    return text.substr(0, length);
}

// Takes one element off the pattern if it matches one character of the name.
bool takeOne(std::string_view &pattern, std::string_view &name)
{
    const auto character = firstCharacter(name);
    if (pattern.front() == '?') {
        pattern.remove_prefix(1);
    } else if (const auto close = pattern.find(']', 2); pattern.front() == '[' && close != std::string_view::npos) {
        auto set = pattern.substr(1, close - 1);
        const bool negated = set.front() == '!';
        set.remove_prefix(negated ? 1 : 0);
        bool in = false;
        while (!set.empty()) {
            const auto low = firstCharacter(set);
            set.remove_prefix(low.size());
            auto high = low;
            if (set.size() > 1 && set.front() == '-') {
                high = firstCharacter(set.substr(1));
                set.remove_prefix(1 + high.size());
            }
            // UTF-8 sorts as its code points do.
            in = in || (character >= low && character <= high);
        }
        if (in == negated) {
            return false;
        }
        pattern.remove_prefix(close + 1);
    } else if (pattern.starts_with(character)) {
        pattern.remove_prefix(character.size());
    } else {
        return false;
    }
    name.remove_prefix(character.size());
    return true;
}

struct Walk
{
    std::size_t limit;
    std::stop_token stop;
    const std::string &shown;
    std::vector<std::string> found;

    Result<void> add(std::string path)
    {
        if (found.size() >= limit) {
            return Error("file.tooMany",
                         "More than " + std::to_string(limit) + " files match in \"" + shown + "\"; use a narrower pattern.", shown)
                .withArg("limit", std::to_string(limit));
        }
        found.push_back(std::move(path));
        return {};
    }

    Result<void> into(int folder, const std::string &prefix, std::span<const std::string> pattern, int depth)
    {
        if (stop.stop_requested()) {
            return cancelledError(shown);
        }
        if (depth > kDeepest) {
            return Error("file.path", "Folders in \"" + shown + "\" are nested more than " + std::to_string(kDeepest) + " deep; search a smaller one.", shown);
        }
        const bool any = pattern.front() == "**";
        if (any) {
            SB_CHECK(into(folder, prefix, pattern.subspan(1), depth));
        }
        SB_TRY(entries, listFolder(folder, shown));
        for (const auto &entry : entries) {
            if (!matchesName(any ? "*" : std::string_view(pattern.front()), entry.name)) {
                continue;
            }
            if (pattern.size() == 1 && !any) {
                if (entry.isFile) {
                    SB_CHECK(add(prefix + entry.name));
                }
            } else if (entry.isFolder) {
                SB_TRY(next, openBelow(folder, entry.name, shown));
                SB_CHECK(into(next.get(), prefix + entry.name + "/", any ? pattern : pattern.subspan(1), depth + 1));
            }
        }
        return {};
    }
};

} // namespace

bool matchesName(std::string_view pattern, std::string_view name)
{
    if (name.starts_with('.') && !pattern.starts_with('.')) {
        return false;
    }
    // After a mismatch the last star takes one character more; earlier stars never need to.
    std::string_view starPattern;
    std::string_view starName;
    bool hasStar = false;
    while (true) {
        if (!pattern.empty() && pattern.front() == '*') {
            pattern.remove_prefix(1);
            starPattern = pattern;
            starName = name;
            hasStar = true;
        } else if (name.empty()) {
            return pattern.empty();
        } else if (!pattern.empty() && takeOne(pattern, name)) {
            continue;
        } else if (hasStar && !starName.empty()) {
            starName.remove_prefix(firstCharacter(starName).size());
            pattern = starPattern;
            name = starName;
        } else {
            return false;
        }
    }
}

Result<std::vector<std::string>> globFiles(int folder, std::string_view pattern, std::size_t limit,
                                           const std::string &shown, std::stop_token stop)
{
    std::vector<std::string> parts;
    std::size_t begin = 0;
    while (begin <= pattern.size()) {
        const auto end = std::min(pattern.find('/', begin), pattern.size());
        parts.emplace_back(pattern.substr(begin, end - begin));
        begin = end + 1;
        if (parts.back().empty() || parts.back() == "." || parts.back() == "..") {
            return Error("file.path", "The pattern \"" + std::string(pattern) + "\" has an empty part, \".\" or \"..\"; write it like \"*.json\" or \"**/*.csv\".",
                         shown);
        }
        if (parts.size() > 1 && parts.back() == "**" && parts[parts.size() - 2] == "**") {
            parts.pop_back();
        }
    }
    if (parts.back() == "**") {
        parts.emplace_back("*");
    }
    Walk walk{limit, std::move(stop), shown, {}};
    SB_CHECK(walk.into(folder, {}, parts, 0));
    std::ranges::sort(walk.found);
    walk.found.erase(std::unique(walk.found.begin(), walk.found.end()), walk.found.end());
    return std::move(walk.found);
}

} // namespace signalbox::nodes
