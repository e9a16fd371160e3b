// SPDX-License-Identifier: GPL-3.0-or-later
// Parts of a flow as text: a small flow of its own, that a person can read and any flow takes in.
#include "ui/canvas/flow_editor.h"

#include "ui/canvas/parts_p.h"
#include "ui/words/words.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>
#include <unordered_set>
#include <utility>

namespace signalbox::canvas {

namespace {

constexpr std::size_t kLargest = 8u << 20;
constexpr double kStep = 96;
constexpr QSizeF kNoteSize(224, 128);
constexpr QSizeF kFrameSize(480, 256);

Error refusal(const QString &sentence)
{
    return Error("canvas.paste", sentence.toStdString());
}

std::set<std::string> callsOf(const json::Value &graph)
{
    std::set<std::string> ids;
    for (const auto &node : entriesOf(graph, "nodes")) {
        collectFlowCalls(node, ids);
    }
    return ids;
}

// Adds the flows that are run by those in `ids`, and so on, as far as `flows` has them.
void closeCalls(const json::Object &flows, std::set<std::string> &ids)
{
    std::vector<std::string> open(ids.begin(), ids.end());
    while (!open.empty()) {
        const auto *flow = flows.if_contains(open.back());
        open.pop_back();
        for (const auto &id : flow ? callsOf(*flow) : std::set<std::string>()) {
            if (ids.insert(id).second) {
                open.push_back(id);
            }
        }
    }
}

const json::Object &flowsOf(const json::Value &root)
{
    static const json::Object none;
    const auto *flows = json::find(root, "flows");
    return flows && flows->is_object() ? flows->get_object() : none;
}

// What two flows of a file do, apart from where their nodes stand.
bool doesTheSame(const json::Value &a, const json::Value &b)
{
    const auto members = [](const json::Value &flow) {
        json::Object kept;
        for (const auto &member : flow.is_object() ? flow.get_object() : json::Object()) {
            if (member.key() != "layout") {
                kept.emplace(member.key(), member.value());
            }
        }
        return kept;
    };
    return members(a) == members(b);
}

// Flows that come along with nodes, as they are to stand in the file.
struct Companions
{
    std::vector<std::pair<std::string, json::Value>> added;
    Names names; ///< of those that have another one here
    std::vector<std::string> met; ///< this file's, whose names are run though the text brings none of them
};

Companions companionsOf(const std::vector<json::Object> &nodes, const json::Object &theirs, const json::Value &root)
{
    Companions result;
    std::set<std::string> needed;
    for (const auto &node : nodes) {
        collectFlowCalls(node, needed);
    }
    closeCalls(theirs, needed);
    const auto &ours = flowsOf(root);
    std::copy_if(needed.begin(), needed.end(), std::back_inserter(result.met), [&](const std::string &id) { return !theirs.contains(id) && ours.contains(id); });
    std::erase_if(needed, [&](const std::string &id) { return !theirs.contains(id); });
    if (needed.empty()) {
        return result;
    }
    // A flow of the workspace that this file runs, or the file itself, would be hidden by one of its name.
    auto taken = callsOf(root);
    for (const auto &flow : ours) {
        taken.merge(callsOf(flow.value()));
        taken.emplace(flow.key());
    }
    taken.emplace(root.is_object() ? json::text(root.get_object(), "id") : std::string_view());
    std::set<std::string> others; // that are not what has their name here
    for (const auto &id : needed) {
        const auto *here = ours.if_contains(id);
        if (here ? !doesTheSame(*here, theirs.at(id)) : taken.contains(id)) {
            others.insert(id);
        }
    }
    // Who runs one of them is another one, too.
    for (bool more = !others.empty(); more;) {
        more = false;
        for (const auto &id : needed) {
            if (!others.contains(id) && ours.contains(id)) {
                const auto called = callsOf(theirs.at(id));
                if (std::any_of(called.begin(), called.end(), [&](const std::string &each) { return others.contains(each); })) {
                    more = others.insert(id).second;
                }
            }
        }
    }
    taken.insert(needed.begin(), needed.end());
    FreshNames fresh(std::move(taken));
    for (const auto &id : others) {
        result.names.emplace(id, fresh.take(id));
    }
    for (const auto &entry : theirs) {
        const std::string id(entry.key());
        if (!needed.contains(id) || (ours.contains(id) && !others.contains(id))) {
            continue;
        }
        auto flow = entry.value();
        const auto name = result.names.find(id);
        if (auto *object = flow.if_object(); object && name != result.names.end() && json::text(*object, "id") == id) {
            (*object)["id"] = name->second;
        }
        if (auto *list = flow.is_object() ? flow.get_object().if_contains("nodes") : nullptr; list && list->is_array()) {
            for (auto &node : list->get_array()) {
                renameFlowCalls(node, result.names);
            }
        }
        result.added.emplace_back(name == result.names.end() ? id : name->second, std::move(flow));
    }
    return result;
}

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
    if (auto flows = flowsFor(picked.nodes); !flows.empty()) {
        out.emplace("flows", std::move(flows));
    }
    out.emplace("layout", std::move(layout));
    return QString::fromStdString(json::writePretty(out)) + QLatin1Char('\n');
}

// The flows of this file that nodes run, and those that they run.
json::Object FlowEditor::flowsFor(const std::vector<std::string> &nodes) const
{
    std::set<std::string> ids;
    const std::unordered_set<std::string_view> wanted(nodes.begin(), nodes.end());
    for (const auto &entry : entriesOf(graph(), "nodes")) {
        if (entry.is_object() && wanted.contains(json::text(entry.get_object(), "id"))) {
            collectFlowCalls(entry, ids);
        }
    }
    json::Object flows;
    const auto &ours = flowsOf(m_history.root());
    closeCalls(ours, ids);
    for (const auto &flow : ours) {
        if (ids.contains(std::string(flow.key()))) {
            flows.emplace(flow.key(), flow.value());
        }
    }
    return flows;
}

// What the reader of flows passes over: ids that are given twice, frames, notes and places. A sentence for what is wrong.
QString FlowEditor::oddPart(const json::Value &source)
{
    const auto wrong = [](const std::string &pointer, const QString &kind) { return tr("What stands at %1 must be %2.").arg(QString::fromStdString(pointer), kind); };
    std::set<std::string_view> ids;
    for (std::size_t i = 0; i < entriesOf(source, "nodes").size(); ++i) {
        const auto id = json::text(entriesOf(source, "nodes")[i].get_object(), "id");
        if (id.empty() || !ids.insert(id).second) {
            return tr("The id at %1 must be one that no other node has.").arg(QString::fromStdString("/nodes/" + std::to_string(i) + "/id"));
        }
    }
    for (const std::string_view name : {"groups", "notes"}) {
        const std::string kind(name);
        const auto *list = json::find(source, kind);
        if (list && !list->is_array()) {
            return wrong("/" + kind, tr("an array"));
        }
        for (std::size_t i = 0; i < entriesOf(source, kind).size(); ++i) {
            const auto place = "/" + kind + "/" + std::to_string(i);
            const auto *entry = entriesOf(source, kind)[i].if_object();
            if (!entry) {
                return wrong(place, tr("an object"));
            }
            for (const std::string_view key : {"id", "name", "color", "text"}) {
                const auto *member = entry->if_contains(key);
                if (member ? !member->is_string() || (key == "id" && member->get_string().empty()) : key == "id") {
                    return wrong(place + "/" + std::string(key), tr("a text"));
                }
            }
        }
    }
    const auto *layout = json::find(source, "layout");
    if (layout && !layout->is_object()) {
        return wrong("/layout", tr("an object"));
    }
    const std::vector<std::pair<std::string, std::size_t>> kinds{{"nodes", 2}, {"groups", 4}, {"notes", 4}, {"edges", 0}};
    for (const auto &[kind, count] : kinds) {
        const auto *places = layout ? json::find(*layout, kind) : nullptr;
        if (places && !places->is_object()) {
            return wrong("/layout/" + kind, tr("an object"));
        }
        const json::Object none;
        for (const auto &entry : places ? std::as_const(places->get_object()) : none) {
            std::string pointer = "/layout/" + kind;
            json::appendPointer(pointer, entry.key());
            if (count > 0 && !numbersOf(&entry.value(), count)) {
                return wrong(pointer, tr("an array of %n number(s)", nullptr, static_cast<int>(count)));
            }
            const auto *points = entry.value().if_array();
            if (count == 0 && (!points || !std::all_of(points->begin(), points->end(), [](const json::Value &point) { return numbersOf(&point, 2).has_value(); }))) {
                return wrong(pointer, tr("an array of points, each an array of two numbers"));
            }
        }
    }
    return {};
}

bool FlowEditor::canPaste(const QString &text)
{
    const auto start = text.indexOf(QLatin1Char('{'));
    return start >= 0 && QStringView(text).left(start).trimmed().isEmpty()
        && (text.contains(QLatin1String("\"nodes\"")) || text.contains(QLatin1String("\"notes\"")));
}

Result<Picked> FlowEditor::paste(const QString &text, QPointF where, const QString &label, std::vector<std::string> *met)
{
    const auto utf8 = text.toStdString();
    if (utf8.size() > kLargest) {
        return refusal(tr("The text in the clipboard is larger than 8 MiB; open it as a file."));
    }
    const auto parsed = json::parse(utf8);
    if (!parsed || !parsed->is_object()) {
        return refusal(tr("The text in the clipboard is no part of a flow; copy nodes, or the JSON of a flow."));
    }
    const auto &source = *parsed;
    // Read as a file would be: what a flow cannot hold would keep this one from being saved.
    json::Object checked{{"nodes", json::Array{}}};
    for (const std::string_view key : {"format", "nodes", "edges", "flows"}) {
        if (const auto *value = json::find(source, key)) {
            checked[key] = *value;
        }
    }
    if (const auto read = flow::fromJson(checked); !read) {
        return refusal(tr("The text in the clipboard cannot be pasted. %1").arg(words::sentence(read.error())));
    }
    if (const auto odd = oddPart(source); !odd.isEmpty()) {
        return refusal(tr("The text in the clipboard cannot be pasted. %1").arg(odd));
    }
    const auto list = [&](std::string_view member) -> const json::Array & { return entriesOf(source, member); };
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
    FreshNames fresh(takenIds("nodes"));
    std::vector<json::Object> nodes;
    std::vector<Placement> places;
    double loose = 0;
    for (const auto &entry : list("nodes")) {
        auto object = entry.get_object();
        const std::string id(json::text(object, "id"));
        const auto name = fresh.take(id);
        names.emplace(id, name);
        object["id"] = name;
        const auto place = numbersOf(inLayout(source, "nodes", id), 2);
        places.push_back({name, place ? QPointF((*place)[0], (*place)[1]) + shift : where + QPointF(0, loose)});
        loose += place ? 0 : kStep;
        added.nodes.push_back(name);
        nodes.push_back(std::move(object));
    }
    const auto companions = companionsOf(nodes, flowsOf(source), m_history.root());
    if (met) {
        *met = companions.met;
    }
    Names changedNames;
    for (const auto &[from, to] : names) {
        if (from != to) {
            changedNames.emplace(from, to);
        }
    }
    m_history.begin((label.isEmpty() ? tr("Paste") : label).toStdString());
    for (const auto &[name, flow] : companions.added) {
        ensure(flow::Path() / "flows", json::Object{});
        m_history.set(flow::Path() / "flows" / name, flow);
    }
    if (!nodes.empty()) {
        ensure(at("nodes"), json::Array{});
    }
    for (auto &node : nodes) {
        if (auto *config = node.if_contains("config"); config && !changedNames.empty()) {
            renameReferences(*config, changedNames);
        }
        json::Value value = std::move(node);
        renameFlowCalls(value, companions.names);
        m_history.append(at("nodes"), std::move(value));
    }
    if (!places.empty()) {
        placeNodes(places);
    }
    std::vector<flow::Splice::Entry> edges;
    for (const auto &entry : list("edges")) {
        auto object = entry.get_object();
        const auto from = names.find(json::text(object, "from"));
        const auto to = names.find(json::text(object, "to"));
        if (from == names.end() || to == names.end()) {
            continue;
        }
        object["from"] = from->second;
        object["to"] = to->second;
        if (auto *condition = object.if_contains("condition"); condition && !changedNames.empty()) {
            renameReferences(*condition, changedNames);
        }
        const auto key = [&](const json::Object &edge) {
            const auto a = fromOf(edge);
            const auto b = toOf(edge);
            return std::pair(a.port, b.port);
        };
        const auto [fromPort, toPort] = key(object);
        edges.push_back({0, {}, std::move(object)});
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
    if (!edges.empty()) {
        ensure(at("edges"), json::Array{});
        m_history.appendMany(at("edges"), std::move(edges));
    }
    const auto decorations = [&](std::string_view kind, QSizeF size, std::vector<std::string> &ids) {
        FreshNames freshHere(takenIds(kind));
        for (const auto &entry : list(kind)) {
            auto object = entry.get_object();
            const auto numbers = numbersOf(inLayout(source, kind, json::text(object, "id")), 4);
            const QRectF rect = numbers ? QRectF((*numbers)[0], (*numbers)[1], (*numbers)[2], (*numbers)[3]).translated(shift) : QRectF(where, size);
            const auto name = freshHere.take(std::string(json::text(object, "id")));
            object["id"] = name;
            ensure(at(kind), json::Array{});
            m_history.append(at(kind), std::move(object));
            place(kind, name, json::Array{std::llround(rect.x()), std::llround(rect.y()), std::llround(rect.width()), std::llround(rect.height())});
            ids.push_back(name);
        }
    };
    decorations("groups", kFrameSize, added.frames);
    decorations("notes", kNoteSize, added.notes);
    finish();
    if (added.isEmpty()) {
        return refusal(tr("The text in the clipboard holds no nodes, frames or notes."));
    }
    return added;
}

} // namespace signalbox::canvas
