// SPDX-License-Identifier: GPL-3.0-or-later
// Parts of a flow as text: a small flow of its own, that a person can read and any flow takes in.
#include "ui/canvas/flow_editor.h"

#include "ui/canvas/parts_p.h"

#include <cmath>
#include <set>

namespace signalbox::canvas {

namespace {

constexpr std::size_t kLargest = 8u << 20;
constexpr double kStep = 96;

} // namespace

QString FlowEditor::copyText(const Picked &picked) const
{
    const auto &flow = graph();
    json::Object layout;
    const auto take = [&](std::string_view list, const std::vector<std::string> &ids) {
        const std::set<std::string, std::less<>> wanted(ids.begin(), ids.end());
        json::Array entries;
        json::Object places;
        if (const auto *all = array(list)) {
            for (const auto &entry : *all) {
                const auto id = entry.is_object() ? json::text(entry.get_object(), "id") : std::string_view();
                if (!id.empty() && wanted.contains(id)) {
                    entries.push_back(entry);
                    if (const auto *at = inLayout(flow, list, id)) {
                        places.emplace(id, *at);
                    }
                }
            }
        }
        if (list == "nodes") {
            for (const auto &implied : m_implied) {
                if (wanted.contains(implied.id) && !places.contains(implied.id)) {
                    places.emplace(implied.id, json::Array{std::llround(implied.pos.x()), std::llround(implied.pos.y())});
                }
            }
        }
        if (!places.empty()) {
            layout.emplace(list, std::move(places));
        }
        return entries;
    };
    json::Object out{{"format", "signalbox.flow/1"}};
    out.emplace("nodes", take("nodes", picked.nodes));
    const std::set<std::string, std::less<>> wanted(picked.nodes.begin(), picked.nodes.end());
    json::Array edges;
    json::Object routes;
    if (const auto *all = array("edges")) {
        for (const auto &entry : *all) {
            const auto *object = entry.if_object();
            if (object && wanted.contains(json::text(*object, "from")) && wanted.contains(json::text(*object, "to"))) {
                edges.push_back(entry);
                const auto from = fromOf(*object);
                const auto to = toOf(*object);
                const auto key = from.node + ":" + from.port + ">" + to.node + ":" + to.port;
                if (const auto *route = inLayout(flow, "edges", key)) {
                    routes.emplace(key, *route);
                }
            }
        }
    }
    out.emplace("edges", std::move(edges));
    if (!picked.frames.empty()) {
        out.emplace("groups", take("groups", picked.frames));
    }
    if (!picked.notes.empty()) {
        out.emplace("notes", take("notes", picked.notes));
    }
    if (!routes.empty()) {
        layout.emplace("edges", std::move(routes));
    }
    out.emplace("layout", std::move(layout));
    return QString::fromStdString(json::writePretty(out)) + QLatin1Char('\n');
}

bool FlowEditor::canPaste(const QString &text)
{
    const auto start = text.indexOf(QLatin1Char('{'));
    return start >= 0 && QStringView(text).left(start).trimmed().isEmpty()
        && (text.contains(QLatin1String("\"nodes\"")) || text.contains(QLatin1String("\"notes\"")));
}

Result<Picked> FlowEditor::paste(const QString &text, QPointF where, const QString &label)
{
    const auto utf8 = text.toStdString();
    if (utf8.size() > kLargest) {
        return Error("canvas.paste", "The text in the clipboard is larger than 8 MiB; open it as a file.");
    }
    const auto parsed = json::parse(utf8);
    if (!parsed || !parsed->is_object()) {
        return Error("canvas.paste", "The text in the clipboard is no part of a flow; copy nodes, or the JSON of a flow.");
    }
    const auto &source = *parsed;
    const auto list = [&](std::string_view member) {
        const auto *value = json::find(source, member);
        return value && value->is_array() ? value->get_array() : json::Array{};
    };
    // What is pasted keeps its shape: the whole moves.
    double left = 1e300;
    double top = 1e300;
    for (const auto kind : {"nodes", "groups", "notes"}) {
        for (const auto &entry : list(kind)) {
            const auto id = entry.is_object() ? json::text(entry.get_object(), "id") : std::string_view();
            if (const auto place = numbersOf(inLayout(source, kind, id), 2)) {
                left = std::min(left, (*place)[0]);
                top = std::min(top, (*place)[1]);
            }
        }
    }
    const QPointF shift = left < 1e299 ? where - QPointF(left, top) : where;

    const auto takenIds = [&](std::string_view member) {
        std::set<std::string> taken;
        if (const auto *entries = array(member)) {
            for (const auto &entry : *entries) {
                if (entry.is_object()) {
                    taken.emplace(json::text(entry.get_object(), "id"));
                }
            }
        }
        return taken;
    };
    Picked added;
    Names names;
    auto taken = takenIds("nodes");
    std::vector<json::Object> nodes;
    std::vector<Placement> places;
    double loose = 0;
    for (auto &entry : list("nodes")) {
        auto *object = entry.if_object();
        const auto id = object ? std::string(json::text(*object, "id")) : std::string();
        if (id.empty() || names.contains(id)) {
            continue;
        }
        const auto name = freshIn(taken, id);
        names.emplace(id, name);
        (*object)["id"] = name;
        const auto place = numbersOf(inLayout(source, "nodes", id), 2);
        places.push_back({name, place ? QPointF((*place)[0], (*place)[1]) + shift : where + QPointF(0, loose)});
        loose += place ? 0 : kStep;
        added.nodes.push_back(name);
        nodes.push_back(std::move(*object));
    }
    Names changedNames;
    for (const auto &[from, to] : names) {
        if (from != to) {
            changedNames.emplace(from, to);
        }
    }
    m_history.begin((label.isEmpty() ? tr("Paste") : label).toStdString());
    if (!nodes.empty()) {
        ensure(at("nodes"), json::Array{});
    }
    for (auto &node : nodes) {
        if (auto *config = node.if_contains("config"); config && !changedNames.empty()) {
            renameReferences(*config, changedNames);
        }
        m_history.append(at("nodes"), std::move(node));
    }
    if (!places.empty()) {
        placeNodes(places);
    }
    for (auto &entry : list("edges")) {
        auto *object = entry.if_object();
        const auto from = object ? names.find(json::text(*object, "from")) : names.end();
        const auto to = object ? names.find(json::text(*object, "to")) : names.end();
        if (from == names.end() || to == names.end()) {
            continue;
        }
        
        (*object)["from"] = from->second;
        (*object)["to"] = to->second;
        ensure(at("edges"), json::Array{});
        m_history.append(at("edges"), *object);
        const auto key = [&](const json::Object &edge) {
            const auto a = fromOf(edge);
            const auto b = toOf(edge);
            return std::pair(a.port, b.port);
        };
        const auto [fromPort, toPort] = key(*object);
        const auto route = inLayout(source, "edges", from->first + ":" + fromPort + ">" + to->first + ":" + toPort);
        if (route && route->is_array()) {
            json::Array moved;
            for (const auto &point : route->get_array()) {
                if (const auto at2 = numbersOf(&point, 2)) {
                    moved.push_back(json::Array{std::llround((*at2)[0] + shift.x()), std::llround((*at2)[1] + shift.y())});
                }
            }
            place("edges", from->second + ":" + fromPort + ">" + to->second + ":" + toPort, std::move(moved));
        }
    }
    const auto decorations = [&](std::string_view kind, std::vector<std::string> &ids) {
        auto takenHere = takenIds(kind);
        for (auto &entry : list(kind)) {
            auto *object = entry.if_object();
            const auto id = object ? std::string(json::text(*object, "id")) : std::string();
            const auto rect = numbersOf(inLayout(source, kind, id), 4);
            if (id.empty() || !rect) {
                continue;
            }
            const auto name = freshIn(takenHere, id);
            (*object)["id"] = name;
            ensure(at(kind), json::Array{});
            m_history.append(at(kind), *object);
            place(kind, name, json::Array{std::llround((*rect)[0] + shift.x()), std::llround((*rect)[1] + shift.y()), std::llround((*rect)[2]), std::llround((*rect)[3])});
            ids.push_back(name);
        }
    };
    decorations("groups", added.frames);
    decorations("notes", added.notes);
    finish();
    if (added.isEmpty()) {
        return Error("canvas.paste", "The text in the clipboard holds no nodes, frames or notes.");
    }
    return added;
}

} // namespace signalbox::canvas
