// SPDX-License-Identifier: GPL-3.0-or-later
// What is known of a run, on the nodes and edges of a graph.
#include "ui/flow/run_overlay.h"

#include "ui/flow/workbench.h"
#include "ui/link/payload.h"

#include <QRegularExpression>

#include <algorithm>
#include <numeric>

namespace signalbox::ui {

namespace {

std::string_view fromPortOf(const json::Object &edge, std::string_view sourceType)
{
    const auto port = json::text(edge, "fromPort");
    return !port.empty() ? port : sourceType == "condition" ? "true" : "out";
}

} // namespace

canvas::RunStateMap RunOverlay::on(const json::Value &graph, const std::vector<std::string> &prefixes) const
{
    canvas::RunStateMap map;
    const auto *nodes = json::find(graph, "nodes");
    if (m_places.empty() || !nodes || !nodes->is_array()) {
        return map;
    }
    struct Source
    {
        const json::Object *node = nullptr;
        const Place *place = nullptr;
        bool isPlain = true; ///< no edge that leaves it asks anything
    };
    std::unordered_map<std::string_view, Source> sources;
    for (const auto &entry : nodes->get_array()) {
        const auto *node = entry.if_object();
        if (!node) {
            continue;
        }
        const auto id = json::text(*node, "id");
        auto &source = sources[id];
        source.node = node;
        for (const auto &prefix : prefixes) {
            const auto place = m_places.find(prefix + std::string(id));
            if (place != m_places.end() && !isUntouched(place->second)) {
                source.place = &place->second;
                map.nodes[std::string(id)] = runOf(*place);
                break;
            }
        }
        if (m_ended == api::RunState::Succeeded && known() == Known::All && !source.place) {
            map.nodes[std::string(id)].state = State::Skipped;
        }
    }
    const auto *edges = json::find(graph, "edges");
    if (!edges || !edges->is_array() || known() == Known::Part) {
        return map;
    }
    std::unordered_map<std::string_view, int> incoming;
    for (const auto &entry : edges->get_array()) {
        if (const auto *edge = entry.if_object()) {
            ++incoming[json::text(*edge, "to")];
            if (const auto source = sources.find(json::text(*edge, "from")); source != sources.end()) {
                source->second.isPlain = source->second.isPlain && !edge->contains("condition");
            }
        }
    }
    // Edges have no rows of their own. What came to a node that has one edge came by that edge; and of a node without
    // conditions, an edge that leaves by the port of success was taken as often as it succeeded. Where neither tells how
    // often an edge was taken (a branch that joins others), nothing is shown.
    for (const auto &entry : edges->get_array()) {
        const auto *edge = entry.if_object();
        if (!edge) {
            continue;
        }
        const auto from = json::text(*edge, "from");
        const auto to = json::text(*edge, "to");
        const auto source = sources.find(from);
        const auto target = sources.find(to);
        if (source == sources.end() || target == sources.end() || !source->second.place || !target->second.place) {
            continue;
        }
        const auto count = [](const Place &place, api::StepState state) { return place.byState[static_cast<std::size_t>(state)]; };
        const auto &came = *target->second.place;
        const auto begun = std::accumulate(came.byState.begin(), came.byState.end(), std::int64_t(0)) - count(came, api::StepState::Skipped);
        const auto port = fromPortOf(*edge, json::text(*source->second.node, "type"));
        std::int64_t passed = 0;
        if (incoming[to] == 1) {
            passed = begun;
        } else if (begun > 0 && source->second.isPlain && port == "error") {
            passed = count(*source->second.place, api::StepState::Failed);
        } else if (begun > 0 && source->second.isPlain && port == "out") {
            const bool goesOn = json::text(*source->second.node, "onError") == "default";
            passed = count(*source->second.place, api::StepState::Succeeded) + (goesOn ? count(*source->second.place, api::StepState::Failed) : 0);
        }
        if (passed > 0) {
            const auto toPort = json::text(*edge, "toPort", "in");
            map.edges[std::string(from) + ":" + std::string(port) + ">" + std::string(to) + ":" + std::string(toPort)] = passed;
        }
    }
    return map;
}

// -1 where it cannot be told without evaluating anything.
std::int64_t RunOverlay::itemsOf(const json::Object &map, const json::Object *edgeInto) const
{
    const auto *config = map.if_contains("config");
    const auto *items = config ? json::find(*config, "items") : nullptr;
    if (items && items->is_array()) {
        return static_cast<std::int64_t>(items->get_array().size());
    }
    static const QRegularExpression plain(QStringLiteral(R"(^\s*\{\{\s*(?:input|nodes\.(\w+)\.output)((?:\.\w+)*)\s*\}\}\s*$)"));
    const auto match = plain.match(items && items->is_string() ? qt(std::string_view(items->get_string())) : QStringLiteral("{{ input }}"));
    if (!match.hasMatch()) {
        return -1;
    }
    std::string from = match.captured(1).toStdString();
    if (from.empty()) {
        // What it was given is what the only node before it gave, unless that went wrong.
        if (!edgeInto || json::text(*edgeInto, "fromPort") == "error") {
            return -1;
        }
        from = json::text(*edgeInto, "from");
    }
    const auto *step = stepAt(from);
    if (!step || step->state != api::StepState::Succeeded || runs::payloadBytes(step->output) > 0) {
        return -1;
    }
    const json::Value *value = &step->output;
    for (const auto &name : match.captured(2).split(u'.', Qt::SkipEmptyParts)) {
        value = value->is_object() ? value->get_object().if_contains(name.toStdString()) : nullptr;
        if (!value) {
            return -1;
        }
    }
    return value->is_array() ? static_cast<std::int64_t>(value->get_array().size()) : -1;
}

void RunOverlay::readTotals(const json::Value &flow)
{
    const auto *nodes = json::find(flow, "nodes");
    const auto *edges = json::find(flow, "edges");
    if (!nodes || !nodes->is_array() || !edges || !edges->is_array()) {
        return;
    }
    for (const auto &entry : nodes->get_array()) {
        const auto *node = entry.if_object();
        if (!node || json::text(*node, "type") != "map") {
            continue;
        }
        const auto id = json::text(*node, "id");
        const auto place = m_places.find(id);
        if (place == m_places.end() || place->second.total >= 0 || place->second.items == 0) {
            continue;
        }
        const json::Object *into = nullptr;
        int count = 0;
        for (const auto &edge : edges->get_array()) {
            if (edge.is_object() && json::text(edge.get_object(), "to") == id) {
                into = &edge.get_object();
                ++count;
            }
        }
        place->second.total = itemsOf(*node, count == 1 ? into : nullptr);
        if (place->second.total > 0) {
            touch(std::string(id));
        }
    }
}

} // namespace signalbox::ui
