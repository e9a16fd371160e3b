// SPDX-License-Identifier: GPL-3.0-or-later
// Taking changes back, some of them, so that what comes of it is a flow that hangs together.
#include "flow/diff_p.h"

#include <algorithm>
#include <map>
#include <set>

namespace signalbox::flow {

namespace {

using Scope = std::vector<std::string>;

std::pair<std::string_view, std::string_view> endsOf(const json::Value &edge)
{
    return {json::text(edge.get_object(), "from"), json::text(edge.get_object(), "to")};
}

/// The chosen changes of one graph.
class GraphBack
{
public:
    GraphBack(EditHistory &history, const json::Value &before, Path path, const std::vector<Change> &changes, const Scope &scope, std::set<std::size_t> chosen)
        : m_history(history), m_before(before), m_path(std::move(path)), m_changes(changes), m_chosen(std::move(chosen))
    {
        for (std::size_t i = 0; i < changes.size(); ++i) {
            if (changes[i].scope == scope) {
                m_byName.emplace(std::pair(changes[i].thing, changes[i].id), i);
            }
        }
    }

    void run()
    {
        complete();
        for (const auto index : m_chosen) {
            if (m_changes[index].thing == Thing::Flow) {
                restoreFields(m_changes[index]);
            }
        }
        // What goes takes its edges away before it goes itself, what comes back is there before its edges are.
        erase(Thing::Edge);
        for (const auto thing : kThings) {
            if (thing != Thing::Edge) {
                erase(thing);
            }
            restore(thing);
            bringBack(thing);
        }
    }

private:
    EditHistory &m_history;
    const json::Value &m_before;
    Path m_path;
    const std::vector<Change> &m_changes;
    std::set<std::size_t> m_chosen;
    std::map<std::pair<Thing, std::string>, std::size_t> m_byName;

    const json::Value &now() const
    {
        static const json::Value none = json::Object{};
        const auto *value = valueAt(m_history.root(), m_path);
        return value ? *value : none;
    }

    std::optional<std::size_t> changeOf(Thing thing, const std::string &id, ChangeKind kind) const
    {
        const auto found = m_byName.find({thing, id});
        return found != m_byName.end() && m_changes[found->second].kind == kind ? std::optional(found->second) : std::nullopt;
    }

    bool isChosen(Thing thing, std::string_view id, ChangeKind kind) const
    {
        const auto index = changeOf(thing, std::string(id), kind);
        return index && m_chosen.contains(*index);
    }

    // Adds what the chosen ones cannot be without.
    void complete()
    {
        const Table edgesBefore(m_before, Thing::Edge);
        const Table nodesNow(now(), Thing::Node);
        const auto asked = m_chosen;
        for (const auto index : asked) {
            const auto &change = m_changes[index];
            const auto *edge = change.thing == Thing::Edge && change.kind == ChangeKind::Removed ? edgesBefore.find(change.id) : nullptr;
            if (edge) {
                const auto [from, to] = endsOf(*edge->value);
                for (const auto end : {from, to}) {
                    if (const auto node = changeOf(Thing::Node, std::string(end), ChangeKind::Removed)) {
                        m_chosen.insert(*node);
                    }
                }
            }
        }
        for (const auto &[name, index] : m_byName) {
            const auto &change = m_changes[index];
            if (change.thing != Thing::Edge) {
                continue;
            }
            if (change.kind == ChangeKind::Removed) {
                const auto [from, to] = endsOf(*edgesBefore.find(change.id)->value);
                const bool comesBack = isChosen(Thing::Node, from, ChangeKind::Removed) || isChosen(Thing::Node, to, ChangeKind::Removed);
                const auto stands = [&](std::string_view id) { return isChosen(Thing::Node, id, ChangeKind::Removed) || (nodesNow.find(std::string(id)) && !isChosen(Thing::Node, id, ChangeKind::Added)); };
                if (comesBack && stands(from) && stands(to)) {
                    m_chosen.insert(index);
                }
            }
        }
        // Every edge of a node that goes, also one of before.
        const Table edgesNow(now(), Thing::Edge);
        for (const auto &entry : edgesNow.entries()) {
            const auto [from, to] = endsOf(*entry.value);
            if (isChosen(Thing::Node, from, ChangeKind::Added) || isChosen(Thing::Node, to, ChangeKind::Added)) {
                if (const auto index = changeOf(Thing::Edge, entry.id, ChangeKind::Added)) {
                    m_chosen.insert(*index);
                }
            }
        }
    }

    void ensure(const Path &path, json::Value value)
    {
        if (!valueAt(m_history.root(), path)) {
            m_history.set(path, std::move(value));
        }
    }

    Path under(const Path &path) const
    {
        Path full = m_path;
        full.insert(full.end(), path.begin(), path.end());
        return full;
    }

    void restoreFields(const Change &change)
    {
        for (const auto &field : change.fields) {
            if (field.path.size() == 1 && field.path.front() == PathStep(std::string("edges"))) {
                restoreOrder();
            } else if (field.before) {
                if (field.path.size() > 1) {
                    ensure(under({field.path.front()}), json::Object{});
                }
                m_history.set(under(field.path), *field.before);
            } else {
                m_history.erase(under(field.path));
            }
        }
    }

    // The edges that both have stand in the order of before, at the places that they take now.
    void restoreOrder()
    {
        const Table before(m_before, Thing::Edge);
        const Table after(now(), Thing::Edge);
        std::vector<std::size_t> slots;
        for (const auto &entry : after.entries()) {
            if (before.find(entry.id)) {
                slots.push_back(entry.index);
            }
        }
        auto list = json::find(now(), "edges")->get_array();
        auto slot = slots.begin();
        for (const auto &entry : before.entries()) {
            if (const auto *present = after.find(entry.id)) {
                list[*slot++] = *present->value;
            }
        }
        m_history.set(m_path / "edges", std::move(list));
    }

    void setPlace(Thing thing, const std::string &key, const json::Value *place)
    {
        const auto places = m_path / "layout" / listOf(thing);
        if (place) {
            ensure(m_path / "layout", json::Object{});
            ensure(places, json::Object{});
            m_history.set(places / std::string_view(key), *place);
        } else {
            m_history.erase(places / std::string_view(key));
        }
    }

    void erase(Thing thing)
    {
        const Table present(now(), thing);
        std::vector<std::size_t> positions;
        std::vector<std::string> keys;
        for (const auto &entry : present.entries()) {
            if (isChosen(thing, entry.id, ChangeKind::Added)) {
                positions.push_back(entry.index);
                if (entry.id == entry.key) {
                    keys.push_back(entry.key);
                }
            }
        }
        m_history.eraseMany(m_path / listOf(thing), positions);
        const auto *layout = membersOf(now(), "layout");
        const auto *places = layout ? layout->if_contains(listOf(thing)) : nullptr;
        if (!places || !places->is_object()) {
            return;
        }
        std::vector<std::size_t> placed;
        for (const auto &key : keys) {
            if (const auto found = places->get_object().find(key); found != places->get_object().end()) {
                placed.push_back(static_cast<std::size_t>(found - places->get_object().begin()));
            }
        }
        std::sort(placed.begin(), placed.end());
        m_history.eraseMany(m_path / "layout" / listOf(thing), placed);
    }

    void restore(Thing thing)
    {
        const Table before(m_before, thing);
        const Table present(now(), thing);
        for (const auto &entry : present.entries()) {
            const auto *old = before.find(entry.id);
            const bool isChanged = isChosen(thing, entry.id, ChangeKind::Changed);
            if (!old || (!isChanged && !isChosen(thing, entry.id, ChangeKind::Moved))) {
                continue;
            }
            const auto key = entry.key;
            const bool isPlaced = entry.place != nullptr;
            const auto path = m_path / listOf(thing) / entry.index;
            if (isChanged) {
                auto value = *old->value;
                if (const auto *body = bodyOf(*entry.value); body && bodyOf(value)) {
                    value.get_object()["config"].get_object()["body"] = *body; // a graph of its own
                }
                m_history.set(path, std::move(value));
            }
            if (m_changes[m_byName.at({thing, entry.id})].moved && (old->place || isPlaced)) {
                setPlace(thing, key, old->place);
            }
        }
    }

    // Behind the nearest that stood before it and still stands.
    void bringBack(Thing thing)
    {
        const Table before(m_before, thing);
        const Table present(now(), thing);
        std::map<std::size_t, std::vector<const Table::Entry *>> behind; ///< by the position that they stand behind, plus one
        std::size_t anchor = 0;
        for (const auto &entry : before.entries()) {
            if (isChosen(thing, entry.id, ChangeKind::Removed)) {
                behind[anchor].push_back(&entry);
            } else if (const auto *still = present.find(entry.id)) {
                anchor = still->index + 1;
            }
        }
        if (behind.empty()) {
            return;
        }
        ensure(m_path / listOf(thing), json::Array{});
        std::vector<Splice::Entry> entries;
        for (const auto &[at, returning] : behind) {
            for (const auto *entry : returning) {
                entries.push_back({at + entries.size(), {}, *entry->value});
            }
        }
        m_history.insertMany(m_path / listOf(thing), std::move(entries));
        for (const auto &[at, returning] : behind) {
            for (const auto *entry : returning) {
                if (entry->place && entry->id == entry->key) {
                    setPlace(thing, entry->key, entry->place);
                }
            }
        }
    }
};

} // namespace

void takeBack(EditHistory &history, const json::Value &before, const std::vector<Change> &changes, std::span<const std::size_t> chosen)
{
    std::map<Scope, std::set<std::size_t>> byScope;
    for (const auto index : chosen) {
        byScope[changes[index].scope].insert(index);
    }
    for (auto &[scope, indexes] : byScope) {
        const auto *earlier = valueAt(before, pathOfScope(before, scope));
        const auto path = pathOfScope(history.root(), scope);
        if (earlier && valueAt(history.root(), path)) {
            GraphBack(history, *earlier, path, changes, scope, std::move(indexes)).run();
        }
    }
}

} // namespace signalbox::flow
