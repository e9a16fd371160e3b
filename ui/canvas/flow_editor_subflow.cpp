// SPDX-License-Identifier: GPL-3.0-or-later
// Several nodes become one that holds them, and the other way. What runs stays what ran: nodes inside find what came from
// outside under the names that it had there, and who used their result finds it as before.
#include "ui/canvas/flow_editor.h"

#include "flow/drawing.h"
#include "ui/canvas/parts_p.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <tuple>

namespace signalbox::canvas {

namespace card = flow::card;

namespace {

constexpr double kColumn = 320;
constexpr double kRow = 96;

json::Value pointOf(QPointF at)
{
    return json::Array{static_cast<std::int64_t>(std::llround(at.x())), static_cast<std::int64_t>(std::llround(at.y()))};
}

// What a node has that only hands on what came from outside; nothing for any other.
std::optional<std::string> handedOn(const json::Object &node)
{
    const auto *config = json::text(node, "type") == "transform" ? node.if_contains("config") : nullptr;
    const auto *object = config ? config->if_object() : nullptr;
    return object && object->size() == 1 ? std::optional(std::string(json::text(*object, "expression"))) : std::nullopt;
}

std::string memberOfInput(const std::string &id)
{
    return "input[" + inSingleQuotes(id) + "]";
}

// What an edge says beside its ends and its condition.
json::Object extraOf(const json::Object &edge)
{
    json::Object extra;
    for (const auto &member : edge) {
        if (member.key() != "from" && member.key() != "to" && member.key() != "fromPort" && member.key() != "toPort" && member.key() != "condition") {
            extra.emplace(member.key(), member.value());
        }
    }
    return extra;
}

void addExtra(json::Object &edge, const json::Object &extra)
{
    for (const auto &member : extra) {
        edge.emplace(member.key(), member.value());
    }
}

bool hasEntries(const json::Value *value)
{
    return value && ((value->is_object() && !value->get_object().empty()) || (value->is_array() && !value->get_array().empty()));
}

// What a subflow has that its steps, unpacked, would not.
bool hasMoreThanSteps(const json::Object &node, const json::Value &body)
{
    const auto isPlain = [](const auto &member) {
        return member.key() == "id" || member.key() == "type" || member.key() == "name" || member.key() == "config" || (member.key() == "disabled" && member.value() == json::Value(false));
    };
    const auto *layout = json::find(body, "layout");
    return !std::all_of(node.begin(), node.end(), isPlain) || hasEntries(json::find(body, "limits"))
        || (layout && (hasEntries(json::find(*layout, "notes")) || hasEntries(json::find(*layout, "groups"))));
}

Error refusal(const char *code, const QString &sentence)
{
    return Error(code, sentence.toStdString());
}

} // namespace

struct FlowEditor::Link
{
    PortName from;
    PortName to;
    std::optional<json::Value> condition;
    json::Object extra; ///< what else it says
};

std::vector<FlowEditor::Link> FlowEditor::linksOf(const json::Value &graph) const
{
    std::vector<Link> wires;
    std::map<std::string, std::string, std::less<>> types;
    for (const auto &node : entriesOf(graph, "nodes")) {
        if (const auto *object = node.if_object()) {
            types.emplace(json::text(*object, "id"), json::text(*object, "type"));
        }
    }
    for (const auto &entry : entriesOf(graph, "edges")) {
        const auto *edge = entry.if_object();
        if (!edge) {
            continue;
        }
        Link wire{{std::string(json::text(*edge, "from")), std::string(json::text(*edge, "fromPort"))}, {std::string(json::text(*edge, "to")), std::string(json::text(*edge, "toPort", "in"))}, {}, extraOf(*edge)};
        if (wire.from.port.empty()) {
            const auto type = types.find(wire.from.node);
            wire.from.port = type != types.end() && type->second == "condition" ? "true" : "out";
        }
        if (const auto *condition = edge->if_contains("condition")) {
            wire.condition = *condition;
        }
        wires.push_back(std::move(wire));
    }
    return wires;
}

std::optional<QPointF> FlowEditor::placeOf(const std::string &id) const
{
    if (const auto at = numbersOf(inLayout(graph(), "nodes", id), 2)) {
        return QPointF((*at)[0], (*at)[1]);
    }
    const auto implied = m_impliedPlace.find(id);
    return implied == m_impliedPlace.end() ? std::nullopt : std::optional(implied->second);
}

// Whether a way leads from one of `starts` to one of `ends` through nodes that are not inside.
bool FlowEditor::leadsAround(const std::vector<Link> &links, const std::set<std::string, std::less<>> &inside, std::vector<std::string> starts, const std::set<std::string> &ends)
{
    std::map<std::string, std::vector<std::string>> next;
    for (const auto &link : links) {
        if (!inside.contains(link.from.node) && !inside.contains(link.to.node)) {
            next[link.from.node].push_back(link.to.node);
        }
    }
    std::set<std::string> seen;
    while (!starts.empty()) {
        const auto id = std::move(starts.back());
        starts.pop_back();
        if (!seen.insert(id).second) {
            continue;
        }
        if (ends.contains(id)) {
            return true;
        }
        const auto &more = next[id];
        starts.insert(starts.end(), more.begin(), more.end());
    }
    return false;
}

Result<std::string> FlowEditor::collapse(const Picked &picked)
{
    const std::set<std::string, std::less<>> inside(picked.nodes.begin(), picked.nodes.end());
    const std::vector<std::string> chosen(inside.begin(), inside.end());
    std::set<std::string> needed; // nodes outside whose values are used inside, by name
    std::vector<Link> entering;
    std::vector<Link> leaving;
    const auto links = linksOf(graph());
    for (const auto &wire : links) {
        const bool fromInside = inside.contains(wire.from.node);
        if (fromInside == inside.contains(wire.to.node)) {
            continue;
        }
        (fromInside ? leaving : entering).push_back(wire);
    }
    const auto need = [&](const std::set<std::string> &named) {
        for (const auto &name : named) {
            if (!inside.contains(name) && node(name)) {
                needed.insert(name);
            }
        }
    };
    for (const auto &id : chosen) {
        const auto *object = node(id);
        if (!object || json::text(*object, "type").starts_with("trigger.") || json::text(*object, "type") == "output") {
            return refusal("canvas.collapse", tr("What starts a flow and what ends it stays outside of a subflow; select the steps between them."));
        }
        std::set<std::string> named;
        collectReferences(json::Value(*object), named);
        need(named);
    }
    if (chosen.empty()) {
        return refusal("canvas.collapse", tr("Select the steps that become a subflow."));
    }
    const std::string exit = leaving.empty() ? std::string() : leaving.front().from.node;
    if (std::any_of(leaving.begin(), leaving.end(), [&](const Link &wire) { return wire.from.node != exit || wire.from.port != "out"; })) {
        return refusal("canvas.collapse", tr("A subflow has one result: what leaves the selection must leave it from one step, and not by a branch. Select up to where the branches join."));
    }
    // Who names a step that is inside would look for it in vain, but for the one that gives the result.
    std::set<std::string> namedOutside;
    for (const auto &entry : entriesOf(graph(), "nodes")) {
        if (entry.is_object() && !inside.contains(json::text(entry.get_object(), "id"))) {
            collectReferences(entry, namedOutside);
        }
    }
    for (const auto &link : links) {
        std::set<std::string> named;
        if (link.condition) {
            collectReferences(*link.condition, named);
        }
        if (inside.contains(link.from.node) && inside.contains(link.to.node)) {
            need(named);
        } else {
            namedOutside.merge(named);
        }
    }
    if (std::any_of(chosen.begin(), chosen.end(), [&](const std::string &id) { return id != exit && namedOutside.contains(id); })) {
        return refusal("canvas.collapse", tr("A step outside of the selection uses what one inside gives, and that is not its result; select that step, too."));
    }
    std::vector<PortName> sources;
    std::map<std::string, std::optional<json::Value>> conditions;
    for (const auto &wire : entering) {
        if (wire.to.port != "in" || wire.from.port == "error") {
            return refusal("canvas.collapse", tr("What enters the selection by a named port or after a failure cannot go into a subflow; select that step, too."));
        }
        if (std::find(sources.begin(), sources.end(), wire.from) == sources.end()) {
            sources.push_back(wire.from);
            conditions[wire.from.node] = wire.condition;
        } else if (conditions[wire.from.node] != wire.condition) {
            return refusal("canvas.collapse", tr("Edges with different conditions lead from one step into the selection; select that step, too."));
        }
        needed.insert(wire.from.node);
    }
    if (sources.size() > 1 && std::any_of(entering.begin(), entering.end(), [](const Link &wire) { return wire.condition || wire.from.port != "out"; })) {
        return refusal("canvas.collapse", tr("What enters the selection by a branch or on a condition must be all that enters it; select the branch, too."));
    }
    std::vector<std::string> behind;
    std::set<std::string> before;
    std::transform(leaving.begin(), leaving.end(), std::back_inserter(behind), [](const Link &wire) { return wire.to.node; });
    std::transform(entering.begin(), entering.end(), std::inserter(before, before.end()), [](const Link &wire) { return wire.from.node; });
    if (leadsAround(links, inside, std::move(behind), before)) {
        return refusal("canvas.collapse", tr("A way leads out of the selection and into it again; select the steps on it, too."));
    }
    const bool plain = needed.size() <= 1 && sources.size() <= 1 && (needed.empty() || !sources.empty());

    // The body: the nodes, one that hands on each thing from outside under its own name, and the output.
    json::Array nodes;
    json::Array edges;
    json::Object places;
    json::Object routes;
    QRectF box;
    for (const auto &id : chosen) {
        const QPointF at = placeOf(id).value_or(QPointF(0, static_cast<double>(places.size()) * kRow));
        box = box.united(QRectF(at, QSizeF(card::kWidth, card::kHeader)));
        places[id] = pointOf(at);
    }
    double y = box.top();
    for (const auto &id : needed) {
        const bool isEntering = std::any_of(sources.begin(), sources.end(), [&](const PortName &source) { return source.node == id; });
        nodes.push_back(json::Object{{"id", id}, {"type", "transform"}, {"config", json::Object{{"expression", plain ? std::string("input") : memberOfInput(id)}}}});
        places[id] = pointOf({box.left() - kColumn, y});
        y += kRow;
        for (const auto &wire : entering) {
            if (isEntering && wire.from.node == id) {
                edges.push_back(edgeJson({id, "out"}, wire.to));
                addExtra(edges.back().get_object(), wire.extra);
            }
        }
    }
    json::Object body;
    for (const auto &entry : entriesOf(graph(), "nodes")) {
        if (entry.is_object() && inside.contains(json::text(entry.get_object(), "id"))) {
            nodes.push_back(entry);
        }
    }
    for (const auto &entry : entriesOf(graph(), "edges")) {
        const auto *edge = entry.if_object();
        if (edge && inside.contains(json::text(*edge, "from")) && inside.contains(json::text(*edge, "to"))) {
            edges.push_back(entry);
            const auto from = fromOf(*edge);
            const auto to = toOf(*edge);
            const auto key = from.node + ":" + from.port + ">" + to.node + ":" + to.port;
            if (const auto *route = inLayout(graph(), "edges", key)) {
                routes.emplace(key, *route);
            }
        }
    }
    if (!exit.empty()) {
        std::set<std::string> taken(chosen.begin(), chosen.end());
        taken.insert(needed.begin(), needed.end());
        const auto end = FreshNames(std::move(taken)).take("result");
        nodes.push_back(json::Object{{"id", end}, {"type", "output"}, {"config", json::Object{}}});
        edges.push_back(edgeJson({exit, "out"}, {end, "in"}));
        places[end] = pointOf({box.right() - card::kWidth + kColumn, placeOf(exit).value_or(box.topLeft()).y()});
    }
    json::Object layout{{"nodes", std::move(places)}};
    if (!routes.empty()) {
        layout.emplace("edges", std::move(routes));
    }
    // Bookmarks go along with their nodes.
    std::vector<std::string> marksOutside;
    json::Array marksInside;
    for (auto &mark : bookmarksOf(graph())) {
        if (inside.contains(mark)) {
            marksInside.emplace_back(mark);
        } else {
            marksOutside.push_back(std::move(mark));
        }
    }
    const bool marksMove = !marksInside.empty();
    if (marksMove) {
        layout.emplace("bookmarks", std::move(marksInside));
    }
    body.emplace("nodes", std::move(nodes));
    body.emplace("edges", std::move(edges));
    body.emplace("layout", std::move(layout));
    json::Object config{{"body", std::move(body)}};
    if (!plain) {
        json::Object input;
        for (const auto &id : needed) {
            input.emplace(id, "{{ " + reference(id) + ".output }}");
        }
        config.emplace("input", std::move(input));
    }

    m_history.begin(tr("Collapse to subflow").toStdString());
    removeEdgesOf(chosen);
    std::vector<std::size_t> positions;
    for (const auto &id : chosen) {
        positions.push_back(*nodeIndex(id));
    }
    std::sort(positions.begin(), positions.end());
    m_history.eraseMany(at("nodes"), positions);
    unplace("nodes", chosen);
    // It has the name of the step whose result it gives, so that whoever uses it finds it.
    const std::string id = exit.empty() ? freshId("subflow") : exit;
    insertNode(id, "subflow", std::move(config));
    m_history.set(at("nodes") / (array("nodes")->size() - 1) / "name", json::Value(tr("Subflow").toStdString()));
    const QPointF middle = box.center() - QPointF(card::kWidth, card::kHeader) / 2;
    placeNodes({{id, QPointF(std::round(middle.x() / card::kGrid) * card::kGrid, std::round(middle.y() / card::kGrid) * card::kGrid)}});
    for (const auto &source : sources) {
        const auto &condition = conditions[source.node];
        insertEdge(source, {id, "in"}, condition ? &*condition : nullptr);
    }
    for (const auto &wire : leaving) {
        insertEdge({id, "out"}, wire.to, wire.condition ? &*wire.condition : nullptr, &wire.extra);
    }
    if (marksMove) {
        writeBookmarks(marksOutside);
    }
    finish();
    return id;
}

Result<Picked> FlowEditor::expand(const std::string &id)
{
    const auto *object = node(id);
    const auto *config = object ? object->if_contains("config") : nullptr;
    const auto *body = config ? json::find(*config, "body") : nullptr;
    if (object && !(body && body->is_object()) && config && config->is_object()) {
        const auto *flows = json::find(m_history.root(), "flows");
        body = flows ? json::find(*flows, json::text(config->get_object(), "flow")) : nullptr;
    }
    if (!object || json::text(*object, "type") != "subflow" || !body || !body->is_object()) {
        return refusal("canvas.expand", tr("Only a subflow whose steps are in this file can be unpacked."));
    }
    const auto *vars = json::find(*body, "vars");
    if (vars && vars->is_object() && !vars->get_object().empty()) {
        return refusal("canvas.expand", tr("This subflow has variables of its own; move them into the flow around it before it is unpacked."));
    }
    const json::Value inner = *body;
    const auto keepsItself = [&] { return refusal("canvas.expand", tr("This subflow has settings, notes or frames of its own, or a way out of its own, which would be lost; it stays as it is.")); };
    if (hasMoreThanSteps(*object, inner)) {
        return keepsItself();
    }
    const auto *input = json::find(*config, "input");
    const bool isGiven = input && !(input->is_string() && input->get_string() == "{{ input }}");
    const auto outside = linksOf(graph());
    std::vector<Link> entering;
    std::vector<Link> leaving;
    for (const auto &wire : outside) {
        if (wire.to.node == id && wire.from.node != id) {
            entering.push_back(wire);
        } else if (wire.from.node == id && wire.to.node != id) {
            leaving.push_back(wire);
        }
    }
    if (std::any_of(leaving.begin(), leaving.end(), [](const Link &wire) { return wire.from.port != "out"; })) {
        return keepsItself();
    }
    const auto innerWires = linksOf(inner);
    std::set<std::string, std::less<>> targets;
    std::set<std::string, std::less<>> starts;
    for (const auto &wire : innerWires) {
        targets.insert(wire.to.node);
        starts.insert(wire.from.node);
    }
    const auto leadsTo = [&](std::string_view target) { return targets.contains(target); };

    // What only stands for the outside goes: it is the outside again.
    std::map<std::string, std::string, std::less<>> standIns; ///< and for which node; empty: for whatever enters
    std::vector<std::string> outputs;
    std::vector<const json::Object *> staying;
    for (const auto &entry : entriesOf(inner, "nodes")) {
        const auto *member = entry.if_object();
        const std::string name(member ? json::text(*member, "id") : std::string_view());
        if (name.empty()) {
            continue;
        }
        const auto handed = handedOn(*member);
        if (json::text(*member, "type").starts_with("trigger.") || (!leadsTo(name) && handed == "input" && !isGiven)) {
            standIns[name] = {};
        } else if (!leadsTo(name) && isGiven && handed == memberOfInput(name) && node(name)) {
            standIns[name] = name;
        } else if (json::text(*member, "type") == "output") {
            outputs.push_back(name);
        } else {
            staying.push_back(member);
        }
    }
    const auto isOutput = [&](const std::string &name) { return std::find(outputs.begin(), outputs.end(), name) != outputs.end(); };
    std::vector<Link> exits;
    for (const auto &wire : innerWires) {
        if (isOutput(wire.to.node)) {
            exits.push_back(wire);
        }
    }
    if (!leaving.empty() && (outputs.size() != 1 || exits.size() != 1 || standIns.contains(exits.front().from.node))) {
        return refusal("canvas.expand", tr("The result of this subflow is made of several; it can be unpacked where one step gives it."));
    }
    if (!exits.empty() && exits.front().condition && std::any_of(leaving.begin(), leaving.end(), [](const Link &wire) { return wire.condition.has_value(); })) {
        return refusal("canvas.expand", tr("Both the way to its result and the way from there have conditions; take one of them away before it is unpacked."));
    }
    // A trigger inside stands for whatever enters: one thing, as it is, on one condition at most.
    std::set<std::string> namedInside;
    for (const auto *member : staying) {
        collectReferences(json::Value(*member), namedInside);
    }
    for (const auto &wire : innerWires) {
        if (wire.condition) {
            collectReferences(*wire.condition, namedInside);
        }
    }
    for (const auto &[name, outer] : standIns) {
        const bool isUsed = starts.contains(name);
        if (outer.empty() && ((isGiven && (isUsed || namedInside.contains(name))) || (entering.size() != 1 && namedInside.contains(name)))) {
            return refusal("canvas.expand", tr("This subflow makes an input of its own for its steps; it can be unpacked where it hands its input on."));
        }
    }
    const bool entersOnCondition = std::any_of(entering.begin(), entering.end(), [](const Link &wire) { return wire.condition.has_value(); });
    if (entersOnCondition && std::any_of(innerWires.begin(), innerWires.end(), [&](const Link &wire) { return wire.condition && standIns.contains(wire.from.node); })) {
        return refusal("canvas.expand", tr("Both the way into it and the way on from there have conditions; take one of them away before it is unpacked."));
    }
    for (const auto *member : staying) {
        if (isGiven && !leadsTo(json::text(*member, "id"))) {
            return refusal("canvas.expand", tr("This subflow makes an input of its own for its steps; it can be unpacked where it hands its input on."));
        }
    }

    // Names: who gives the result takes that of the subflow, which others know; the rest keep theirs where they are free.
    std::set<std::string> taken;
    for (const auto &entry : entriesOf(graph(), "nodes")) {
        if (entry.is_object() && json::text(entry.get_object(), "id") != id) {
            taken.emplace(json::text(entry.get_object(), "id"));
        }
    }
    Names names;
    if (!leaving.empty()) {
        names[exits.front().from.node] = id;
        taken.insert(id);
    }
    FreshNames fresh(std::move(taken));
    for (const auto *member : staying) {
        const std::string name(json::text(*member, "id"));
        if (!names.contains(name)) {
            names[name] = fresh.take(name);
        }
    }
    for (const auto &[name, outer] : standIns) {
        if (!outer.empty()) {
            names[name] = outer;
        } else if (entering.size() == 1) {
            names[name] = entering.front().from.node;
        }
    }
    const QPointF where = placeOf(id).value_or(QPointF());
    double left = 1e300;
    double top = 1e300;
    for (const auto *member : staying) {
        if (const auto place = numbersOf(inLayout(inner, "nodes", json::text(*member, "id")), 2)) {
            left = std::min(left, (*place)[0]);
            top = std::min(top, (*place)[1]);
        }
    }
    const QPointF shift = left < 1e299 ? where - QPointF(left, top) : where;

    m_history.begin(tr("Unpack subflow").toStdString());
    removeEdgesOf({id});
    m_history.erase(at("nodes") / *nodeIndex(id));
    unplace("nodes", {id});
    Picked added;
    std::vector<Placement> places;
    double loose = 0;
    for (const auto *member : staying) {
        json::Object copy = *member;
        const std::string before(json::text(copy, "id"));
        copy["id"] = names[before];
        if (auto *settings = copy.if_contains("config")) {
            renameReferences(*settings, names);
        }
        const auto place = numbersOf(inLayout(inner, "nodes", before), 2);
        places.push_back({names[before], place ? QPointF((*place)[0], (*place)[1]) + shift : where + QPointF(0, loose)});
        loose += place ? 0 : kRow;
        added.nodes.push_back(names[before]);
        m_history.append(at("nodes"), std::move(copy));
    }
    if (!places.empty()) {
        placeNodes(places);
    }
    std::set<std::tuple<std::string, std::string, std::string, std::string>> connected;
    for (const auto &wire : outside) {
        if (wire.from.node != id && wire.to.node != id) {
            connected.emplace(wire.from.node, wire.from.port, wire.to.node, wire.to.port);
        }
    }
    std::vector<flow::Splice::Entry> edges;
    const auto connect = [&](const PortName &from, const PortName &to, std::optional<json::Value> condition, const json::Object &extra) {
        if (!connected.emplace(from.node, from.port, to.node, to.port).second) {
            return;
        }
        auto edge = edgeJson(from, to);
        if (condition) {
            renameReferences(*condition, names);
            edge.emplace("condition", std::move(*condition));
        }
        addExtra(edge, extra);
        edges.push_back({0, {}, std::move(edge)});
    };
    const auto named = [&](const PortName &port) { return PortName{names[port.node], port.port}; };
    for (const auto &wire : innerWires) {
        const auto standIn = standIns.find(wire.from.node);
        if (isOutput(wire.to.node) || !names.contains(wire.to.node)) {
            continue;
        }
        if (standIn == standIns.end()) {
            if (names.contains(wire.from.node)) {
                connect(named(wire.from), named(wire.to), wire.condition, wire.extra);
            }
            continue;
        }
        for (const auto &source : entering) {
            if (standIn->second.empty() || standIn->second == source.from.node) {
                connect(source.from, named(wire.to), wire.condition ? wire.condition : source.condition, wire.extra);
            }
        }
    }
    for (const auto *member : staying) {
        const std::string name(json::text(*member, "id"));
        if (!leadsTo(name)) {
            for (const auto &source : entering) {
                connect(source.from, {names[name], "in"}, source.condition, source.extra);
            }
        }
    }
    for (const auto &wire : leaving) {
        connect(named(exits.front().from), wire.to, wire.condition ? wire.condition : exits.front().condition, wire.extra);
    }
    if (!edges.empty()) {
        ensure(at("edges"), json::Array{});
        m_history.appendMany(at("edges"), std::move(edges));
    }
    // Bookmarks go along with their nodes; its own is that of the step which has its name now.
    auto marks = bookmarksOf(graph());
    const auto before = marks.size();
    for (const auto &mark : bookmarksOf(inner)) {
        const auto name = names.find(mark);
        if (name != names.end() && !standIns.contains(mark) && std::find(marks.begin(), marks.end(), name->second) == marks.end()) {
            marks.push_back(name->second);
        }
    }
    const auto gone = std::erase_if(marks, [&](const std::string &mark) { return mark == id && !nodeIndex(id); });
    if (gone > 0 || marks.size() != before) {
        writeBookmarks(marks);
    }
    finish();
    return added;
}

} // namespace signalbox::canvas
