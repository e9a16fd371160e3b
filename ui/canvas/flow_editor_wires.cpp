// SPDX-License-Identifier: GPL-3.0-or-later
// Changes that cut wires and join them.
#include "ui/canvas/flow_editor.h"

#include <algorithm>
#include <set>

namespace signalbox::canvas {

json::Object FlowEditor::restOf(const json::Object &edge)
{
    json::Object rest;
    for (const auto &member : edge) {
        if (member.key() != "from" && member.key() != "to" && member.key() != "fromPort" && member.key() != "toPort" && member.key() != "condition") {
            rest.emplace(member.key(), member.value());
        }
    }
    return rest;
}

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

} // namespace signalbox::canvas
