// SPDX-License-Identifier: GPL-3.0-or-later
// Finding differences; taking them back is in take_back.cpp.
#include "flow/diff_p.h"

#include <algorithm>
#include <array>
#include <set>

namespace signalbox::flow {

namespace {

bool same(const json::Value &a, const json::Value &b)
{
    return a == b && a.kind() == b.kind();
}

// The deepest values that differ. `skip`: members of the top that are not looked at.
void compareFields(const json::Value *before, const json::Value *after, const Path &path, std::vector<FieldChange> &out, const std::set<std::string_view> &skip = {})
{
    if (!before || !after) {
        if (before || after) {
            out.push_back({path, before ? std::optional(*before) : std::nullopt, after ? std::optional(*after) : std::nullopt});
        }
        return;
    }
    if (before->is_object() && after->is_object()) {
        for (const auto &member : before->get_object()) {
            if (!skip.contains(member.key())) {
                compareFields(&member.value(), after->get_object().if_contains(member.key()), path / std::string_view(member.key()), out);
            }
        }
        for (const auto &member : after->get_object()) {
            if (!skip.contains(member.key()) && !before->get_object().contains(member.key())) {
                compareFields(nullptr, &member.value(), path / std::string_view(member.key()), out);
            }
        }
        return;
    }
    if (before->is_array() && after->is_array() && before->get_array().size() == after->get_array().size()) {
        for (std::size_t i = 0; i < before->get_array().size(); ++i) {
            compareFields(&before->get_array()[i], &after->get_array()[i], path / i, out);
        }
        return;
    }
    if (!same(*before, *after)) {
        out.push_back({path, *before, *after});
    }
}

class Comparison
{
public:
    std::vector<Change> run(const json::Value &before, const json::Value &after)
    {
        compareGraphs(before, after, {});
        return std::move(m_changes);
    }

private:
    std::vector<Change> m_changes;

    void compareGraphs(const json::Value &before, const json::Value &after, const std::vector<std::string> &scope)
    {
        compareFlow(before, after, scope);
        for (const auto thing : kThings) {
            compareThings(Table(before, thing), Table(after, thing), scope, thing);
        }
        const Table earlier(before, Thing::Node);
        const Table later(after, Thing::Node);
        for (const auto &entry : later.entries()) {
            const auto *old = earlier.find(entry.id);
            const auto *then = old ? bodyOf(*old->value) : nullptr;
            const auto *now = bodyOf(*entry.value);
            if (then && now) {
                compareGraphs(*then, *now, within(scope, "body", entry.id));
            }
        }
        const auto *flowsBefore = membersOf(before, "flows");
        const auto *flowsAfter = membersOf(after, "flows");
        if (flowsBefore && flowsAfter) {
            for (const auto &member : *flowsAfter) {
                const auto *then = flowsBefore->if_contains(member.key());
                if (then && then->is_object() && member.value().is_object()) {
                    compareGraphs(*then, member.value(), within(scope, "flows", std::string(member.key())));
                }
            }
        }
    }

    static std::vector<std::string> within(std::vector<std::string> scope, std::string kind, std::string id)
    {
        scope.push_back(std::move(kind));
        scope.push_back(std::move(id));
        return scope;
    }

    void compareFlow(const json::Value &before, const json::Value &after, const std::vector<std::string> &scope)
    {
        Change change;
        change.scope = scope;
        change.thing = Thing::Flow;
        static const std::set<std::string_view> things = {"nodes", "edges", "groups", "notes", "layout", "flows"};
        compareFields(&before, &after, {}, change.fields, things);
        // Flows in it that both have are graphs of their own.
        static const json::Object none;
        const auto *flowsBefore = membersOf(before, "flows");
        const auto *flowsAfter = membersOf(after, "flows");
        for (const auto &member : flowsBefore ? *flowsBefore : none) {
            const auto *now = flowsAfter ? flowsAfter->if_contains(member.key()) : nullptr;
            if (!now || !now->is_object() || !member.value().is_object()) {
                compareFields(&member.value(), now, Path{} / "flows" / std::string_view(member.key()), change.fields);
            }
        }
        for (const auto &member : flowsAfter ? *flowsAfter : none) {
            if (!flowsBefore || !flowsBefore->contains(member.key())) {
                compareFields(nullptr, &member.value(), Path{} / "flows" / std::string_view(member.key()), change.fields);
            }
        }
        compareOrder(Table(before, Thing::Edge), Table(after, Thing::Edge), change.fields);
        if (!change.fields.empty()) {
            m_changes.push_back(std::move(change));
        }
    }

    // The order of edges decides which value a merge takes.
    static void compareOrder(const Table &before, const Table &after, std::vector<FieldChange> &out)
    {
        json::Array earlier;
        json::Array later;
        for (const auto &entry : before.entries()) {
            if (after.find(entry.id)) {
                earlier.emplace_back(entry.id);
            }
        }
        for (const auto &entry : after.entries()) {
            if (before.find(entry.id)) {
                later.emplace_back(entry.id);
            }
        }
        if (earlier != later) {
            out.push_back({Path{} / "edges", std::move(earlier), std::move(later)});
        }
    }

    void compareThings(const Table &before, const Table &after, const std::vector<std::string> &scope, Thing thing)
    {
        const auto add = [&](const std::string &id, ChangeKind kind) -> Change & { return m_changes.emplace_back(Change{scope, thing, kind, id, {}, false}); };
        for (const auto &entry : after.entries()) {
            const auto *old = before.find(entry.id);
            if (!old) {
                add(entry.id, ChangeKind::Added);
                continue;
            }
            std::vector<FieldChange> fields;
            if (thing == Thing::Node) {
                compareNodes(*old->value, *entry.value, fields);
            } else if (thing == Thing::Edge) {
                // Its ends are its name, however they are written.
                static const std::set<std::string_view> ends = {"from", "to", "fromPort", "toPort"};
                compareFields(old->value, entry.value, {}, fields, ends);
            } else {
                compareFields(old->value, entry.value, {}, fields);
            }
            // Edges are straight where nothing is said; things that nobody placed are anywhere.
            const bool moved = thing == Thing::Edge ? (old->place != nullptr) != (entry.place != nullptr) || (old->place && *old->place != *entry.place)
                                                    : old->place && entry.place && *old->place != *entry.place;
            if (!fields.empty() || moved) {
                auto &change = add(entry.id, fields.empty() ? ChangeKind::Moved : ChangeKind::Changed);
                change.fields = std::move(fields);
                change.moved = moved;
            }
        }
        for (const auto &entry : before.entries()) {
            if (!after.find(entry.id)) {
                add(entry.id, ChangeKind::Removed);
            }
        }
    }

    static void compareNodes(const json::Value &before, const json::Value &after, std::vector<FieldChange> &out)
    {
        if (!bodyOf(before) || !bodyOf(after)) {
            compareFields(&before, &after, {}, out);
            return;
        }
        compareFields(&before, &after, {}, out, {"config"});
        compareFields(json::find(before, "config"), json::find(after, "config"), Path{} / "config", out, {"body"});
    }
};

} // namespace

std::string_view listOf(Thing thing)
{
    switch (thing) {
    case Thing::Flow: break;
    case Thing::Node: return "nodes";
    case Thing::Edge: return "edges";
    case Thing::Frame: return "groups";
    case Thing::Note: return "notes";
    }
    return {};
}

const json::Value *bodyOf(const json::Value &node)
{
    const auto *config = json::find(node, "config");
    const auto *body = config ? json::find(*config, "body") : nullptr;
    return body && body->is_object() ? body : nullptr;
}

const json::Object *membersOf(const json::Value &value, std::string_view key)
{
    const auto *member = json::find(value, key);
    return member ? member->if_object() : nullptr;
}

std::string edgeName(const json::Object &edge, std::string_view typeOfSource)
{
    const auto fromPort = json::text(edge, "fromPort");
    const auto toPort = json::text(edge, "toPort");
    std::string name(json::text(edge, "from"));
    name += ':';
    name += !fromPort.empty() ? fromPort : typeOfSource == "condition" ? std::string_view("true") : std::string_view("out");
    name += '>';
    name += json::text(edge, "to");
    name += ':';
    name += toPort.empty() ? std::string_view("in") : toPort;
    return name;
}

Table::Table(const json::Value &graph, Thing thing)
{
    const auto *list = json::find(graph, listOf(thing));
    const auto *array = list ? list->if_array() : nullptr;
    const auto *layout = membersOf(graph, "layout");
    const auto *places = layout ? layout->if_contains(listOf(thing)) : nullptr;
    const auto *placed = places ? places->if_object() : nullptr;
    std::unordered_map<std::string_view, std::string_view> types;
    if (const auto *nodes = thing == Thing::Edge ? json::find(graph, "nodes") : nullptr; nodes && nodes->is_array()) {
        for (const auto &node : nodes->get_array()) {
            if (const auto *object = node.if_object()) {
                types.emplace(json::text(*object, "id"), json::text(*object, "type"));
            }
        }
    }
    std::unordered_map<std::string, int> numbers; // the last given, by key
    for (std::size_t i = 0; array && i < array->size(); ++i) {
        const auto *object = (*array)[i].if_object();
        if (!object) {
            continue;
        }
        std::string key;
        if (thing == Thing::Edge) {
            const auto type = types.find(json::text(*object, "from"));
            key = edgeName(*object, type == types.end() ? std::string_view() : type->second);
        } else {
            key = json::text(*object, "id");
        }
        if (key.empty()) {
            continue;
        }
        const auto *place = placed ? placed->if_contains(key) : nullptr;
        // Of things with the same name the first has it, the others a number behind it.
        std::string id = key;
        for (int &number = numbers[key]; m_byId.contains(id);) {
            number = std::max(number + 1, 2);
            id = key + "#" + std::to_string(number);
        }
        m_byId.emplace(id, m_entries.size());
        m_entries.push_back({std::move(id), std::move(key), i, &(*array)[i], place});
    }
}

const Table::Entry *Table::find(const std::string &id) const
{
    const auto found = m_byId.find(id);
    return found == m_byId.end() ? nullptr : &m_entries[found->second];
}

Path pathOfScope(const json::Value &root, const std::vector<std::string> &scope)
{
    Path path;
    for (std::size_t i = 0; i + 1 < scope.size(); i += 2) {
        if (scope[i] == "flows") {
            path = std::move(path) / "flows" / std::string_view(scope[i + 1]);
            continue;
        }
        const auto *graph = valueAt(root, path);
        const auto *list = graph ? json::find(*graph, "nodes") : nullptr;
        std::size_t index = 0;
        if (list && list->is_array()) {
            const auto &nodes = list->get_array();
            while (index < nodes.size() && !(nodes[index].is_object() && json::text(nodes[index].get_object(), "id") == scope[i + 1])) {
                ++index;
            }
        }
        path = std::move(path) / "nodes" / index / "config" / "body";
    }
    return path;
}

std::vector<Change> difference(const json::Value &before, const json::Value &after)
{
    return Comparison().run(before, after);
}

} // namespace signalbox::flow
