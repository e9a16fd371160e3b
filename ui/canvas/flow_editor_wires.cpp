// SPDX-License-Identifier: GPL-3.0-or-later
// Changes that cut wires, join them, and heal them.
#include "ui/canvas/flow_editor.h"

#include "flow/template.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

namespace signalbox::canvas {

namespace {

// What an edge says beside its ends and its condition.
json::Object restOf(const json::Object &edge)
{
    json::Object rest;
    for (const auto &member : edge) {
        if (member.key() != "from" && member.key() != "to" && member.key() != "fromPort" && member.key() != "toPort" && member.key() != "condition") {
            rest.emplace(member.key(), member.value());
        }
    }
    return rest;
}

// The nodes that a condition reads; nothing where it also reads what the node before its edge gave or was given, so that it
// would mean another thing on another edge.
std::optional<std::set<std::string>> nodesRead(const std::string &condition)
{
    const auto info = flow::analyseExpression(condition);
    if (!info || info->redefines) {
        return std::nullopt;
    }
    std::set<std::string> nodes;
    for (const auto &reference : info->references) {
        const auto *id = reference.path.empty() ? nullptr : std::get_if<std::string>(&reference.path.front());
        if (reference.root == "output" || reference.root == "input" || reference.root == "ports" || (reference.root == "nodes" && !id)) {
            return std::nullopt;
        }
        if (reference.root == "nodes") {
            nodes.insert(*id);
        }
    }
    return nodes;
}

// As an operand; a comment at its end must not swallow the bracket.
std::string bracketed(const std::string &condition)
{
    const auto comment = condition.rfind("//");
    const bool isOpen = comment != std::string::npos && condition.find('\n', comment) == std::string::npos;
    return "(" + condition + (isOpen ? "\n)" : ")");
}

} // namespace

void FlowEditor::dropRoutes(const std::vector<std::size_t> &positions)
{
    const auto *edges = array("edges");
    std::vector<std::string> keys;
    for (const auto position : positions) {
        if (const auto *entry = edges && position < edges->size() ? (*edges)[position].if_object() : nullptr) {
            const auto from = fromOf(*entry);
            const auto to = toOf(*entry);
            keys.push_back(from.node + ":" + from.port + ">" + to.node + ":" + to.port);
        }
    }
    if (flow::valueAt(m_history.root(), at("layout") / "edges")) {
        unplace("edges", keys);
    }
}

void FlowEditor::removeEdgesOf(const std::vector<std::string> &nodes)
{
    const std::set<std::string, std::less<>> gone(nodes.begin(), nodes.end());
    std::vector<std::size_t> positions;
    if (const auto *edges = array("edges")) {
        for (std::size_t i = 0; i < edges->size(); ++i) {
            const auto *entry = (*edges)[i].if_object();
            if (entry && (gone.contains(json::text(*entry, "from")) || gone.contains(json::text(*entry, "to")))) {
                positions.push_back(i);
            }
        }
    }
    dropRoutes(positions);
    m_history.eraseMany(at("edges"), positions);
}

void FlowEditor::remove(const Picked &picked)
{
    m_history.begin(tr("Delete").toStdString());
    const auto indexes = [&](std::string_view list, const std::vector<std::string> &ids) {
        const std::set<std::string, std::less<>> gone(ids.begin(), ids.end());
        std::vector<std::size_t> positions;
        if (const auto *entries = array(list); entries && !gone.empty()) {
            for (std::size_t i = 0; i < entries->size(); ++i) {
                if ((*entries)[i].is_object() && gone.contains(json::text((*entries)[i].get_object(), "id"))) {
                    positions.push_back(i);
                }
            }
        }
        return positions;
    };
    std::set<std::size_t> cut(picked.edges.begin(), picked.edges.end());
    if (const auto *edges = array("edges"); edges && !picked.nodes.empty()) {
        const std::set<std::string, std::less<>> gone(picked.nodes.begin(), picked.nodes.end());
        for (std::size_t i = 0; i < edges->size(); ++i) {
            const auto *entry = (*edges)[i].if_object();
            if (entry && (gone.contains(json::text(*entry, "from")) || gone.contains(json::text(*entry, "to")))) {
                cut.insert(i);
            }
        }
    }
    const std::vector<std::size_t> positions(cut.begin(), cut.end());
    dropRoutes(positions);
    m_history.eraseMany(at("edges"), positions);
    m_history.eraseMany(at("nodes"), indexes("nodes", picked.nodes));
    m_history.eraseMany(at("groups"), indexes("groups", picked.frames));
    m_history.eraseMany(at("notes"), indexes("notes", picked.notes));
    unplace("nodes", picked.nodes);
    unplace("groups", picked.frames);
    unplace("notes", picked.notes);
    finish();
}

void FlowEditor::reconnect(std::uint32_t index, const PortName &from, const PortName &to)
{
    const auto *entry = edge(index);
    if (!entry || (fromOf(*entry) == from && toOf(*entry) == to)) {
        return;
    }
    // The edge keeps its place in the file and what else it says.
    json::Object changed = edgeJson(from, to);
    for (const auto &member : *entry) {
        if (member.key() != "from" && member.key() != "to" && member.key() != "fromPort" && member.key() != "toPort") {
            changed.emplace(member.key(), member.value());
        }
    }
    m_history.begin(tr("Reconnect").toStdString());
    dropRoutes({index});
    m_history.set(at("edges") / std::size_t(index), std::move(changed));
    finish();
}

void FlowEditor::splitEdge(std::uint32_t index, const std::string &id)
{
    const auto *entry = edge(index);
    const auto *inserted = node(id);
    if (!entry || !inserted) {
        return;
    }
    const auto *type = m_catalogue->find(json::text(*inserted, "type"));
    const auto from = fromOf(*entry);
    const auto to = toOf(*entry);
    const auto *condition = entry->if_contains("condition");
    const auto kept = condition ? std::optional(*condition) : std::nullopt;
    const auto rest = restOf(*entry);
    const auto in = type && !type->inputs.empty() ? type->inputs.front().name : std::string("in");
    std::string out = type && !type->outputs.empty() ? type->outputs.front().name : "out";
    if (type && type->dynamicOutputs) {
        const auto *config = inserted->if_contains("config");
        const auto ports = type->dynamicOutputs(config && config->is_object() ? config->get_object() : json::Object{});
        out = ports.empty() ? out : ports.front().name;
    }
    dropRoutes({index});
    m_history.erase(at("edges") / std::size_t(index));
    insertEdge(from, {id, in}, kept ? &*kept : nullptr, &rest);
    insertEdge({id, out}, to);
}

void FlowEditor::insertOnEdge(std::uint32_t index, const std::string &id, const std::vector<Placement> &places)
{
    m_history.begin(tr("Insert on edge").toStdString());
    splitEdge(index, id);
    if (!places.empty()) {
        placeNodes(places);
    }
    finish();
}

std::string FlowEditor::addOnEdge(std::string_view type, QPointF pos, std::uint32_t index)
{
    const auto id = freshId(type);
    m_history.begin(tr("Insert on edge").toStdString());
    insertNode(id, type, {});
    placeNodes({{id, pos}});
    splitEdge(index, id);
    finish();
    return id;
}

// Joins what leads into the nodes with what leads out of them, and cuts them off. A condition on the way stays where it says
// the same on the new edge: it reads nothing that the nodes gave, and what it reads is known before the new edge's source.
int FlowEditor::heal(const std::vector<std::string> &nodes)
{
    struct Wire
    {
        PortName from;
        PortName to;
        std::optional<std::string> condition;
        json::Object rest;
        std::optional<std::size_t> next;            ///< the node that goes, where it leads into one
        std::optional<std::set<std::string>> reads; ///< by its condition
    };
    std::unordered_map<std::string_view, std::size_t> gone;
    for (const auto &id : nodes) {
        gone.emplace(id, gone.size());
    }
    const auto numberOf = [&](const std::string &id) {
        const auto found = gone.find(id);
        return found == gone.end() ? std::nullopt : std::optional(found->second);
    };
    using Ends = std::tuple<std::string, std::string, std::string, std::string>;
    const auto endsOf = [](const PortName &from, const PortName &to) { return Ends(from.node, from.port, to.node, to.port); };
    std::vector<Wire> entering;
    std::vector<std::vector<Wire>> leaving(gone.size()); ///< by the node that goes
    std::map<std::string, std::vector<std::string>, std::less<>> before;
    std::set<Ends> there;
    if (const auto *edges = array("edges")) {
        for (const auto &value : *edges) {
            const auto *entry = value.if_object();
            if (!entry) {
                continue;
            }
            Wire wire{fromOf(*entry), toOf(*entry), {}, {}, {}, {}};
            const auto source = numberOf(wire.from.node);
            wire.next = numberOf(wire.to.node);
            before[wire.to.node].push_back(wire.from.node);
            if (!source && !wire.next) {
                there.insert(endsOf(wire.from, wire.to));
                continue;
            }
            if (entry->contains("condition")) {
                wire.condition = std::string(json::text(*entry, "condition"));
            }
            wire.rest = restOf(*entry);
            if (!source) {
                entering.push_back(std::move(wire));
            } else if (wire.from.port != "error") {
                wire.reads = wire.condition ? nodesRead(*wire.condition) : std::nullopt;
                leaving[*source].push_back(std::move(wire));
            }
        }
    }
    std::map<std::string, std::set<std::string>> known; ///< what runs before a node, with itself
    const auto isKnownTo = [&](const std::string &source, const std::set<std::string> &read) {
        auto &ancestors = known[source];
        for (std::vector<std::string> waiting(ancestors.empty() ? 1 : 0, source); !waiting.empty();) {
            const auto at = std::move(waiting.back());
            waiting.pop_back();
            if (ancestors.insert(at).second) {
                const auto &more = before[at];
                waiting.insert(waiting.end(), more.begin(), more.end());
            }
        }
        return std::all_of(read.begin(), read.end(), [&](const std::string &id) { return ancestors.contains(id) && !numberOf(id); });
    };
    std::set<Ends> lost; // edges whose conditions go
    std::vector<Wire> wires;
    std::map<Ends, std::size_t> made;
    std::vector<std::size_t> seenFor(gone.size(), 0);
    std::vector<std::optional<std::string>> asked(gone.size());
    std::size_t round = 0;
    for (const auto &first : entering) {
        // Through the nodes that go, to all that is behind them, with what is asked on the way.
        ++round;
        std::vector<std::size_t> waiting{*first.next};
        seenFor[*first.next] = round;
        asked[*first.next] = first.condition;
        while (!waiting.empty()) {
            const auto at = waiting.back();
            waiting.pop_back();
            for (const auto &next : leaving[at]) {
                auto condition = asked[at];
                if (next.condition && (!next.reads || !isKnownTo(first.from.node, *next.reads))) {
                    lost.insert(endsOf(next.from, next.to));
                } else if (next.condition) {
                    condition = !condition || *condition == *next.condition ? *next.condition : bracketed(*condition) + " && " + bracketed(*next.condition);
                }
                if (next.next) {
                    if (std::exchange(seenFor[*next.next], round) != round) {
                        asked[*next.next] = std::move(condition);
                        waiting.push_back(*next.next);
                    } else if (asked[*next.next] != condition) {
                        lost.insert(endsOf(next.from, next.to)); // two ways on different conditions: the first counts
                    }
                    continue;
                }
                const auto ends = endsOf(first.from, next.to);
                if (first.from.node == next.to.node || there.contains(ends)) {
                    continue;
                }
                const auto [place, isNew] = made.emplace(ends, wires.size());
                if (isNew) {
                    auto rest = first.rest;
                    for (const auto &member : next.rest) {
                        rest.emplace(member.key(), member.value());
                    }
                    wires.push_back({first.from, next.to, condition, std::move(rest), {}, {}});
                    continue;
                }
                // On either of two ways: where one asks nothing, nothing is asked.
                auto &present = wires[place->second].condition;
                if (present && condition && *present != *condition) {
                    present = bracketed(*present) + " || " + bracketed(*condition);
                } else if (!condition) {
                    present.reset();
                }
            }
        }
    }
    removeEdgesOf(nodes);
    std::vector<flow::Splice::Entry> added;
    for (auto &wire : wires) {
        auto edge = edgeJson(wire.from, wire.to);
        if (wire.condition) {
            edge.emplace("condition", *wire.condition);
        }
        for (const auto &member : wire.rest) {
            edge.emplace(member.key(), member.value());
        }
        added.push_back({0, {}, std::move(edge)});
    }
    if (!added.empty()) {
        ensure(at("edges"), json::Array{});
        m_history.appendMany(at("edges"), std::move(added));
    }
    return static_cast<int>(lost.size());
}

int FlowEditor::takeOut(const std::vector<std::string> &nodes, const std::vector<Placement> &places, std::optional<std::uint32_t> onto)
{
    const auto *target = onto ? edge(*onto) : nullptr;
    const auto ends = target ? std::optional(std::pair(fromOf(*target), toOf(*target))) : std::nullopt;
    m_history.begin((ends ? tr("Insert on edge") : tr("Take out")).toStdString());
    const int lost = heal(nodes);
    // The edge may stand elsewhere in the file now.
    const auto *edges = ends ? array("edges") : nullptr;
    for (std::uint32_t i = 0; edges && i < edges->size(); ++i) {
        if (const auto *entry = edge(i); entry && fromOf(*entry) == ends->first && toOf(*entry) == ends->second) {
            splitEdge(i, nodes.front());
            break;
        }
    }
    if (!places.empty()) {
        placeNodes(places);
    }
    finish();
    return lost;
}

int FlowEditor::removeAndHeal(const std::vector<std::string> &nodes)
{
    m_history.begin(tr("Delete and heal").toStdString());
    const int lost = heal(nodes);
    const std::set<std::string, std::less<>> gone(nodes.begin(), nodes.end());
    std::vector<std::size_t> positions;
    if (const auto *entries = array("nodes")) {
        for (std::size_t i = 0; i < entries->size(); ++i) {
            if ((*entries)[i].is_object() && gone.contains(json::text((*entries)[i].get_object(), "id"))) {
                positions.push_back(i);
            }
        }
    }
    m_history.eraseMany(at("nodes"), positions);
    unplace("nodes", nodes);
    finish();
    return lost;
}

} // namespace signalbox::canvas
