// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/parts_p.h"

#include <algorithm>
#include <cmath>

namespace signalbox::canvas {

namespace {

bool isWord(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$';
}

// Calls `each(begin, end, id)` for every place that names a node.
template<typename Each>
void forReferences(std::string_view text, Each each)
{
    std::size_t at = 0;
    std::string written; // an id without its escapes
    while (at < text.size()) {
        const auto found = text.find("nodes", at);
        if (found == std::string_view::npos) {
            return;
        }
        const bool inWord = found > 0 && (isWord(text[found - 1]) || text[found - 1] == '.');
        auto next = found + 5;
        std::string_view id;
        if (!inWord && next < text.size() && text[next] == '.') {
            auto end = next + 1;
            while (end < text.size() && isWord(text[end])) {
                ++end;
            }
            id = text.substr(next + 1, end - next - 1);
            next = end;
        } else if (!inWord && next + 1 < text.size() && text[next] == '[' && (text[next + 1] == '\'' || text[next + 1] == '"')) {
            auto end = next + 2;
            for (written.clear(); end < text.size() && text[end] != text[next + 1]; ++end) {
                end += text[end] == '\\' && end + 1 < text.size() ? 1 : 0;
                written += text[end];
            }
            if (end + 1 < text.size() && text[end + 1] == ']') {
                id = written;
                next = end + 2;
            }
        }
        if (!id.empty()) {
            each(found, next, id);
        }
        at = next;
    }
}

// Expressions that name a node which has another name now (nodes.ID, nodes['ID']) name it so.
std::string renamed(std::string_view text, const Names &names)
{
    std::string out;
    std::size_t done = 0;
    forReferences(text, [&](std::size_t begin, std::size_t end, std::string_view id) {
        if (const auto name = names.find(id); name != names.end()) {
            out += text.substr(done, begin - done);
            out += reference(name->second);
            done = end;
        }
    });
    return out += text.substr(done);
}

// "http-2" is a second "http": the third is "http-3".
std::string withoutNumber(const std::string &id)
{
    const auto dash = id.rfind('-');
    const bool numbered = dash != std::string::npos && dash > 0 && dash + 1 < id.size() && id.find_first_not_of("0123456789", dash + 1) == std::string::npos;
    return numbered ? id.substr(0, dash) : id;
}

} // namespace

const json::Array &entriesOf(const json::Value &graph, std::string_view member)
{
    static const json::Array none;
    const auto *value = json::find(graph, member);
    return value && value->is_array() ? value->get_array() : none;
}

// A graph inside of a node: its names are its own.
static bool isGraph(const json::Value &value)
{
    const auto *nodes = value.is_object() ? json::find(value, "nodes") : nullptr;
    return nodes && nodes->is_array();
}

std::string reference(const std::string &id)
{
    const bool plain = !id.empty() && !(id[0] >= '0' && id[0] <= '9') && std::all_of(id.begin(), id.end(), isWord);
    return plain ? "nodes." + id : "nodes[" + inSingleQuotes(id) + "]";
}

std::string inSingleQuotes(std::string_view text)
{
    std::string out = "'";
    for (const char c : text) {
        if (c == '\'' || c == '\\') {
            out += '\\';
        }
        out += c;
    }
    return out + "'";
}

std::vector<std::string> bookmarksOf(const json::Value &graph)
{
    const auto *layout = json::find(graph, "layout");
    std::vector<std::string> ids;
    for (const auto &entry : layout ? entriesOf(*layout, "bookmarks") : json::Array()) {
        if (entry.is_string()) {
            ids.emplace_back(std::string_view(entry.get_string()));
        }
    }
    return ids;
}

void collectReferences(const json::Value &value, std::set<std::string> &ids)
{
    if (value.is_string()) {
        forReferences(std::string_view(value.get_string()), [&](std::size_t, std::size_t, std::string_view id) { ids.emplace(id); });
    } else if (const auto *array = value.if_array()) {
        for (const auto &entry : *array) {
            collectReferences(entry, ids);
        }
    } else if (const auto *object = value.if_object()) {
        for (const auto &entry : *object) {
            if (!isGraph(entry.value())) {
                collectReferences(entry.value(), ids);
            }
        }
    }
}

void renameReferences(json::Value &value, const Names &names)
{
    if (value.is_string()) {
        const std::string_view text(value.get_string());
        if (text.find("nodes") != std::string_view::npos) {
            value = renamed(text, names);
        }
    } else if (auto *array = value.if_array()) {
        for (auto &entry : *array) {
            renameReferences(entry, names);
        }
    } else if (auto *object = value.if_object()) {
        for (auto &entry : *object) {
            if (!isGraph(entry.value())) {
                renameReferences(entry.value(), names);
            }
        }
    }
}

std::string FreshNames::take(const std::string &wanted)
{
    if (m_taken.insert(wanted).second) {
        return wanted;
    }
    const auto base = withoutNumber(wanted);
    for (auto &number = m_next.try_emplace(base, 2).first->second;; ++number) {
        auto name = base + "-" + std::to_string(number);
        if (m_taken.insert(name).second) {
            return name;
        }
    }
}

void collectFlowCalls(const json::Value &node, std::set<std::string> &ids)
{
    const auto *config = json::find(node, "config");
    const auto *flow = config ? json::find(*config, "flow") : nullptr;
    if (flow && flow->is_string()) {
        ids.emplace(std::string_view(flow->get_string()));
    }
    if (const auto *body = config ? json::find(*config, "body") : nullptr) {
        for (const auto &inner : entriesOf(*body, "nodes")) {
            collectFlowCalls(inner, ids);
        }
    }
}

void renameFlowCalls(json::Value &node, const Names &names)
{
    auto *object = node.if_object();
    auto *config = object ? object->if_contains("config") : nullptr;
    auto *members = config ? config->if_object() : nullptr;
    if (!members || names.empty()) {
        return;
    }
    if (auto *flow = members->if_contains("flow"); flow && flow->is_string()) {
        if (const auto name = names.find(std::string_view(flow->get_string())); name != names.end()) {
            *flow = name->second;
        }
    }
    auto *body = members->if_contains("body");
    auto *inner = body && body->is_object() ? body->get_object().if_contains("nodes") : nullptr;
    if (inner && inner->is_array()) {
        for (auto &entry : inner->get_array()) {
            renameFlowCalls(entry, names);
        }
    }
}

std::optional<std::vector<double>> numbersOf(const json::Value *value, std::size_t count)
{
    const auto *array = value ? value->if_array() : nullptr;
    if (!array || array->size() < count) {
        return std::nullopt;
    }
    std::vector<double> result;
    for (const auto &entry : *array) {
        const double number = entry.is_number() ? entry.to_number<double>() : NAN;
        if (!(std::abs(number) < 1e7)) {
            return std::nullopt;
        }
        result.push_back(number);
    }
    return result;
}

const json::Value *inLayout(const json::Value &flow, std::string_view kind, std::string_view id)
{
    const auto *layout = json::find(flow, "layout");
    const auto *places = layout ? json::find(*layout, kind) : nullptr;
    return places ? json::find(*places, id) : nullptr;
}

} // namespace signalbox::canvas
