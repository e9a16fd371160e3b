// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/spec/json_places.h"

#include "base/json.h"

#include <unordered_map>

namespace signalbox::ui {

namespace {

// Walks a JSON text without recursion and calls `seen(pointer, begin, end)` for each value as it ends, and
// `opened(pointer, begin)` as it begins.
template<typename Opened, typename Ended>
void walk(std::string_view text, Opened opened, Ended ended)
{
    struct Level
    {
        bool isObject = false;
        std::size_t index = 0;
        std::size_t pointerSize = 0;
        std::size_t begin = 0;
    };
    std::vector<Level> levels;
    std::string pointer;
    std::string key;
    bool wantsKey = false;
    std::size_t at = 0;
    const auto stringEnd = [&](std::size_t from) {
        std::size_t i = from + 1;
        while (i < text.size() && text[i] != '"') {
            i += text[i] == '\\' ? 2 : 1;
        }
        return std::min(i + 1, text.size());
    };
    const auto enter = [&] {
        if (!levels.empty()) {
            const auto size = pointer.size();
            json::appendPointer(pointer, levels.back().isObject ? key : std::to_string(levels.back().index));
            return size;
        }
        return pointer.size();
    };
    while (at < text.size()) {
        const char c = text[at];
        if (c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == ':') {
            ++at;
        } else if (c == ',') {
            if (!levels.empty()) {
                ++levels.back().index;
                wantsKey = levels.back().isObject;
            }
            ++at;
        } else if (c == '{' || c == '[') {
            const auto size = enter();
            levels.push_back({c == '{', 0, size, at});
            wantsKey = c == '{';
            opened(pointer, at);
            ++at;
        } else if (c == '}' || c == ']') {
            ++at;
            if (!levels.empty()) {
                ended(pointer, levels.back().begin, at);
                pointer.resize(levels.back().pointerSize);
                levels.pop_back();
                wantsKey = false;
            }
        } else if (c == '"') {
            const auto end = stringEnd(at);
            if (wantsKey && !levels.empty() && levels.back().isObject) {
                const auto raw = text.substr(at, end - at);
                if (raw.find('\\') == std::string_view::npos) {
                    key = raw.size() >= 2 ? std::string(raw.substr(1, raw.size() - 2)) : std::string();
                } else if (const auto parsed = json::parse(raw); parsed && parsed->is_string()) {
                    key = parsed->get_string().c_str();
                }
                wantsKey = false;
            } else {
                const auto size = enter();
                opened(pointer, at);
                ended(pointer, at, end);
                pointer.resize(size);
            }
            at = end;
        } else {
            auto end = at;
            while (end < text.size() && std::string_view(" \n\r\t:,{}[]\"").find(text[end]) == std::string_view::npos) {
                ++end;
            }
            const auto size = enter();
            opened(pointer, at);
            ended(pointer, at, end);
            pointer.resize(size);
            at = end;
        }
    }
    // What a broken text does not close reaches to its end.
    while (!levels.empty()) {
        ended(pointer, levels.back().begin, text.size());
        pointer.resize(levels.back().pointerSize);
        levels.pop_back();
    }
}

} // namespace

std::vector<std::optional<TextRange>> rangesOf(std::string_view text, const std::vector<std::string> &pointers)
{
    std::vector<std::optional<TextRange>> ranges(pointers.size());
    std::unordered_multimap<std::string_view, std::size_t> wanted;
    for (std::size_t i = 0; i < pointers.size(); ++i) {
        wanted.emplace(pointers[i], i);
    }
    if (wanted.empty()) {
        return ranges;
    }
    walk(text, [](const std::string &, std::size_t) {},
         [&](const std::string &pointer, std::size_t begin, std::size_t end) {
             for (auto [at, last] = wanted.equal_range(pointer); at != last; ++at) {
                 ranges[at->second] = TextRange{begin, end};
             }
         });
    return ranges;
}

Partner partnerOf(std::string_view text, std::size_t at, std::size_t reach)
{
    const bool forward = text[at] == '{' || text[at] == '[';
    const auto isEscaped = [&](std::size_t quote) {
        auto slashes = quote;
        while (slashes > 0 && text[slashes - 1] == '\\') {
            --slashes;
        }
        return (quote - slashes) % 2 != 0;
    };
    int depth = 0;
    bool isInString = false;
    for (std::size_t i = at, looked = 0; looked <= reach; ++looked) {
        const char c = text[i];
        if (c == '"' && (!isInString || !isEscaped(i))) {
            isInString = !isInString;
        } else if (!isInString && (c == '{' || c == '[' || c == '}' || c == ']')) {
            depth += (c == '{' || c == '[') == forward ? 1 : -1;
            if (depth == 0) {
                return {i, false};
            }
        }
        if (forward ? ++i == text.size() : i-- == 0) {
            return {std::nullopt, true};
        }
    }
    return {};
}

std::string pointerAt(std::string_view text, std::size_t offset)
{
    std::string found;
    bool isFound = false;
    walk(text, [](const std::string &, std::size_t) {},
         [&](const std::string &pointer, std::size_t begin, std::size_t end) {
             // Inner values end before outer ones: the first that holds it is the innermost.
             if (!isFound && begin <= offset && offset <= end) {
                 found = pointer;
                 isFound = true;
             }
         });
    return found;
}

} // namespace signalbox::ui
