// SPDX-License-Identifier: GPL-3.0-or-later
// What is known of a run, on the nodes and edges of a graph.
#include "ui/flow/run_overlay.h"

#include "ui/flow/run_picture.h"
#include "ui/flow/workbench.h"
#include "ui/link/payload.h"

#include <QRegularExpression>

namespace signalbox::ui {

canvas::RunStateMap RunOverlay::on(const json::Value &graph, const std::vector<std::string> &prefixes) const
{
    RunPicture picture;
    picture.setGraph(graph, prefixes);
    auto changes = picture.look(*this);
    canvas::RunStateMap map;
    for (auto &[id, run] : changes.nodes) {
        map.nodes.emplace(std::move(id), std::move(*run));
    }
    for (auto &edge : changes.edges) {
        map.edges.emplace(std::move(edge.key), edge.count);
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
    struct Map
    {
        const json::Object *node = nullptr;
        const json::Object *into = nullptr;
        int edges = 0;
    };
    std::unordered_map<std::string_view, Map> maps;
    for (const auto &entry : nodes->get_array()) {
        const auto *node = entry.if_object();
        if (!node || json::text(*node, "type") != "map") {
            continue;
        }
        const auto id = json::text(*node, "id");
        const auto place = m_places.find(id);
        if (place != m_places.end() && place->second.total < 0 && place->second.items > 0) {
            maps[id].node = node;
        }
    }
    if (maps.empty()) {
        return;
    }
    for (const auto &entry : edges->get_array()) {
        const auto *edge = entry.if_object();
        if (const auto map = edge ? maps.find(json::text(*edge, "to")) : maps.end(); map != maps.end()) {
            map->second.into = edge;
            ++map->second.edges;
        }
    }
    for (const auto &[id, map] : maps) {
        auto &place = m_places.find(id)->second;
        place.total = itemsOf(*map.node, map.edges == 1 ? map.into : nullptr);
        if (place.total > 0) {
            touch(std::string(id));
        }
    }
}

} // namespace signalbox::ui
