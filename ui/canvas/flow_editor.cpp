// SPDX-License-Identifier: GPL-3.0-or-later
// Steps, scopes and small changes; cutting, healing and pasting are in their own files.
#include "ui/canvas/flow_editor.h"

#include "flow/diff.h"
#include "ui/canvas/parts_p.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace signalbox::canvas {

namespace {

json::Value pointJson(QPointF pos)
{
    // Whole units: a file that git shows, and moves that do not drift.
    return json::Array{static_cast<std::int64_t>(std::llround(pos.x())), static_cast<std::int64_t>(std::llround(pos.y()))};
}

json::Value rectJson(const QRectF &rect)
{
    return json::Array{static_cast<std::int64_t>(std::llround(rect.x())), static_cast<std::int64_t>(std::llround(rect.y())),
                       static_cast<std::int64_t>(std::llround(rect.width())), static_cast<std::int64_t>(std::llround(rect.height()))};
}

} // namespace

FlowEditor::FlowEditor(flow::Document document, const Catalogue &catalogue, QObject *parent)
    : FlowEditor(flow::EditHistory(std::move(document)), catalogue, parent)
{
}

FlowEditor::FlowEditor(flow::EditHistory history, const Catalogue &catalogue, QObject *parent)
    : QObject(parent), m_catalogue(&catalogue), m_history(std::move(history))
{
}

FlowEditor::~FlowEditor() = default;

void FlowEditor::setCatalogue(const Catalogue &catalogue)
{
    m_catalogue = &catalogue;
    Q_EMIT catalogueChanged();
}

flow::Path FlowEditor::graphPath() const
{
    return flow::pathOfScope(m_history.root(), m_scope);
}

const json::Value &FlowEditor::graph() const
{
    static const json::Value none = json::Object{};
    const auto *value = flow::valueAt(m_history.root(), graphPath());
    return value ? *value : none;
}

bool FlowEditor::setScope(std::vector<std::string> scope)
{
    const auto isThere = [&] {
        const auto *value = scope.size() % 2 == 0 ? flow::valueAt(m_history.root(), flow::pathOfScope(m_history.root(), scope)) : nullptr;
        return value && value->is_object();
    };
    if (!isThere()) {
        return false;
    }
    Q_EMIT scopeAboutToChange();
    if (!isThere()) {
        return false; // it went with what was written at last
    }
    m_scope = std::move(scope);
    setImpliedPlaces({});
    Q_EMIT scopeChanged();
    return true;
}

Result<void> FlowEditor::setText(std::string_view text)
{
    SB_TRY(document, flow::Document::parse(text));
    setRoot(document.root());
    return {};
}

void FlowEditor::setRoot(json::Value root)
{
    m_history.begin(tr("Edit as text").toStdString(), "text");
    m_history.set({}, std::move(root));
    finish();
}

void FlowEditor::edit(const QString &label, const std::string &mergeKey, const std::function<void(flow::EditHistory &history)> &change)
{
    m_history.begin(label.toStdString(), mergeKey);
    change(m_history);
    finish();
}

void FlowEditor::finish()
{
    const bool any = m_history.commit();
    if (any) {
        tell(m_history.steps()[m_history.position() - 1]);
    }
}

void FlowEditor::tell(const flow::EditStep &step)
{
    ChangeSet change;
    const auto prefix = graphPath();
    const auto name = [](const flow::PathStep &part) { return std::get_if<std::string>(&part); };
    for (const auto &operation : step.operations) {
        const auto *assignment = std::get_if<flow::Assignment>(&operation);
        const auto &path = assignment ? assignment->path : std::get<flow::Splice>(operation).container;
        if (path.size() < prefix.size() || !std::equal(prefix.begin(), prefix.end(), path.begin())) {
            change.structure = true;
            break;
        }
        const auto *first = path.size() > prefix.size() ? name(path[prefix.size()]) : nullptr;
        const auto depth = path.size() - prefix.size();
        const auto *second = depth > 1 ? name(path[prefix.size() + 1]) : nullptr;
        const auto *third = depth > 2 ? name(path[prefix.size() + 2]) : nullptr;
        if (assignment && first && *first == "layout" && second && *second == "nodes" && depth == 3 && third) {
            change.moved.push_back(*third);
        } else if (first && *first == "nodes" && depth >= 2 && !(assignment && depth == 2) && !(third && (*third == "id" || *third == "type"))) {
            flow::Path node(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(prefix.size()) + 2);
            const auto *value = flow::valueAt(m_history.root(), node);
            if (value && value->is_object()) {
                change.edited.emplace_back(json::text(value->get_object(), "id"));
            }
        } else if (!(first && *first == "name") || depth != 1) {
            change.structure = true;
            break;
        }
    }
    if (change.structure) {
        change.moved.clear();
        change.edited.clear();
        leaveDeadScope();
    }
    Q_EMIT changed(change);
}

// The graph that is seen may be gone: then the one around it is. What is edited always exists.
void FlowEditor::leaveDeadScope()
{
    bool left = false;
    while (!m_scope.empty() && !(flow::valueAt(m_history.root(), graphPath()) && graph().is_object())) {
        m_scope.resize(m_scope.size() - 2);
        left = true;
    }
    if (left) {
        setImpliedPlaces({});
        Q_EMIT scopeChanged();
    }
}

void FlowEditor::undo()
{
    if (const auto *step = m_history.undo()) {
        tell(*step);
    }
}

void FlowEditor::redo()
{
    if (const auto *step = m_history.redo()) {
        tell(*step);
    }
}

void FlowEditor::goTo(std::size_t position)
{
    bool any = false;
    while (m_history.position() > position && m_history.undo()) {
        any = true;
    }
    while (m_history.position() < position && m_history.redo()) {
        any = true;
    }
    if (any) {
        ChangeSet change;
        change.structure = true;
        leaveDeadScope();
        Q_EMIT changed(change);
    }
}

const json::Array *FlowEditor::array(std::string_view member) const
{
    const auto *value = json::find(graph(), member);
    return value ? value->if_array() : nullptr;
}

// What was found before is looked at first: it may have moved, but mostly it has not.
std::optional<std::size_t> FlowEditor::nodeIndex(std::string_view id) const
{
    const auto *nodes = array("nodes");
    const auto isThere = [&](std::size_t i) { return i < nodes->size() && (*nodes)[i].is_object() && json::text((*nodes)[i].get_object(), "id") == id; };
    if (!nodes) {
        return std::nullopt;
    }
    if (const auto known = m_index.find(id); known != m_index.end() && isThere(known->second)) {
        return known->second;
    }
    for (std::size_t i = 0; i < nodes->size(); ++i) {
        if (isThere(i)) {
            readIndex(*nodes);
            return i;
        }
    }
    return std::nullopt;
}

void FlowEditor::readIndex(const json::Array &nodes) const
{
    m_index.clear();
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (const auto *node = nodes[i].if_object()) {
            m_index.try_emplace(std::string(json::text(*node, "id")), i);
        }
    }
}

const json::Object *FlowEditor::node(std::string_view id) const
{
    const auto index = nodeIndex(id);
    return index ? &(*array("nodes"))[*index].get_object() : nullptr;
}

const json::Object *FlowEditor::edge(std::uint32_t index) const
{
    const auto *edges = array("edges");
    return edges && index < edges->size() ? (*edges)[index].if_object() : nullptr;
}

const json::Object *FlowEditor::frame(std::string_view id) const
{
    const auto *frames = array("groups");
    for (std::size_t i = 0; frames && i < frames->size(); ++i) {
        if ((*frames)[i].is_object() && json::text((*frames)[i].get_object(), "id") == id) {
            return &(*frames)[i].get_object();
        }
    }
    return nullptr;
}

PortName FlowEditor::fromOf(const json::Object &edge) const
{
    PortName end{std::string(json::text(edge, "from")), std::string(json::text(edge, "fromPort"))};
    if (end.port.empty()) {
        const auto *source = node(end.node);
        end.port = source && json::text(*source, "type") == "condition" ? "true" : "out";
    }
    return end;
}

PortName FlowEditor::toOf(const json::Object &edge) const
{
    return {std::string(json::text(edge, "to")), std::string(json::text(edge, "toPort", "in"))};
}

void FlowEditor::ensure(const flow::Path &path, json::Value value)
{
    if (!flow::valueAt(m_history.root(), path)) {
        m_history.set(path, std::move(value));
    }
}

void FlowEditor::place(std::string_view kind, const std::string &id, json::Value value)
{
    ensure(at("layout"), json::Object{});
    ensure(at("layout") / kind, json::Object{});
    m_history.set(at("layout") / kind / id, std::move(value));
}

void FlowEditor::placeNodes(const std::vector<Placement> &places)
{
    ensure(at("layout"), json::Object{});
    ensure(at("layout") / "nodes", json::Object{});
    const auto path = at("layout") / "nodes";
    std::vector<flow::Splice::Entry> missing;
    const auto present = [&](const std::string &id) {
        const auto *value = flow::valueAt(m_history.root(), path);
        return value && value->is_object() && value->get_object().contains(id);
    };
    std::set<std::string_view> given;
    for (const auto &entry : places) {
        given.insert(entry.id);
    }
    for (const auto &entry : m_implied) {
        if (!given.contains(entry.id) && !present(entry.id) && nodeIndex(entry.id)) {
            missing.push_back({0, entry.id, pointJson(entry.pos)});
        }
    }
    for (const auto &entry : places) {
        if (present(entry.id)) {
            m_history.set(path / entry.id, pointJson(entry.pos));
        } else {
            missing.push_back({0, entry.id, pointJson(entry.pos)});
        }
    }
    m_history.appendMany(path, std::move(missing));
    setImpliedPlaces({});
}

void FlowEditor::unplace(std::string_view kind, const std::vector<std::string> &ids)
{
    const auto path = at("layout") / kind;
    const auto *value = flow::valueAt(m_history.root(), path);
    const auto *places = value ? value->if_object() : nullptr;
    if (!places) {
        return;
    }
    std::vector<std::size_t> positions;
    for (const auto &id : ids) {
        if (const auto found = places->find(id); found != places->end()) {
            positions.push_back(static_cast<std::size_t>(found - places->begin()));
        }
    }
    std::sort(positions.begin(), positions.end());
    m_history.eraseMany(path, positions);
}

json::Object FlowEditor::edgeJson(const PortName &from, const PortName &to) const
{
    json::Object edge{{"from", from.node}};
    if (from.port != "out") {
        edge.emplace("fromPort", from.port);
    }
    edge.emplace("to", to.node);
    if (to.port != "in") {
        edge.emplace("toPort", to.port);
    }
    return edge;
}

void FlowEditor::insertNode(const std::string &id, std::string_view type, json::Object config)
{
    ensure(at("nodes"), json::Array{});
    m_history.append(at("nodes"), json::Object{{"id", id}, {"type", type}, {"config", std::move(config)}});
}

void FlowEditor::setImpliedPlaces(std::vector<Placement> places)
{
    m_implied = std::move(places);
    m_impliedPlace.clear();
    for (const auto &entry : m_implied) {
        m_impliedPlace.try_emplace(entry.id, entry.pos);
    }
}

void FlowEditor::insertEdge(const PortName &from, const PortName &to, const json::Value *condition, const json::Object *extra)
{
    if (const auto *edges = array("edges")) {
        for (const auto &entry : *edges) {
            const auto *edge = entry.if_object();
            if (edge && json::text(*edge, "from") == from.node && json::text(*edge, "to") == to.node && fromOf(*edge) == from && toOf(*edge) == to) {
                return;
            }
        }
    }
    ensure(at("edges"), json::Array{});
    auto edge = edgeJson(from, to);
    if (condition) {
        edge.emplace("condition", *condition);
    }
    for (const auto &member : extra ? *extra : json::Object()) {
        edge.emplace(member.key(), member.value());
    }
    m_history.append(at("edges"), std::move(edge));
}

std::string FlowEditor::freshName(std::string_view list, std::string base) const
{
    std::set<std::string, std::less<>> taken;
    if (const auto *entries = array(list)) {
        for (const auto &entry : *entries) {
            if (entry.is_object()) {
                taken.emplace(json::text(entry.get_object(), "id"));
            }
        }
    }
    if (!taken.contains(base)) {
        return base;
    }
    for (int number = 2;; ++number) {
        auto name = base + "-" + std::to_string(number);
        if (!taken.contains(name)) {
            return name;
        }
    }
}

std::string FlowEditor::freshId(std::string_view type) const
{
    std::string base(type);
    std::replace(base.begin(), base.end(), '.', '-');
    return freshName("nodes", base.empty() ? "node" : base);
}

std::string FlowEditor::addNode(std::string_view type, QPointF pos, json::Object config)
{
    const auto id = freshId(type);
    m_history.begin(tr("Add node").toStdString());
    insertNode(id, type, std::move(config));
    placeNodes({{id, pos}});
    finish();
    return id;
}

std::string FlowEditor::addConnected(std::string_view type, QPointF pos, const PortName &other, bool otherIsOutput, const std::string &port)
{
    const auto id = freshId(type);
    m_history.begin(tr("Add node").toStdString());
    insertNode(id, type, {});
    placeNodes({{id, pos}});
    if (otherIsOutput) {
        insertEdge(other, {id, port});
    } else {
        insertEdge({id, port}, other);
    }
    finish();
    return id;
}

void FlowEditor::connectPorts(const PortName &from, const PortName &to)
{
    m_history.begin(tr("Connect").toStdString());
    insertEdge(from, to);
    finish();
}

void FlowEditor::rename(const std::string &id, const QString &name)
{
    const auto index = nodeIndex(id);
    if (!index) {
        return;
    }
    m_history.begin(tr("Rename").toStdString(), "name:" + id);
    const auto path = at("nodes") / *index / "name";
    if (name.isEmpty()) {
        m_history.erase(path);
    } else {
        m_history.set(path, json::Value(name.toStdString()));
    }
    finish();
}

void FlowEditor::setNodeMember(const std::string &id, const flow::Path &path, std::optional<json::Value> value)
{
    setNodeMembers({id}, path, value);
}

void FlowEditor::setNodeMembers(const std::vector<std::string> &ids, const flow::Path &path, const std::optional<json::Value> &value)
{
    if (ids.empty() || path.empty()) {
        return;
    }
    m_history.begin(tr("Change settings").toStdString(), "set:" + ids.front() + (ids.size() > 1 ? "+" + std::to_string(ids.size()) : std::string()) + flow::toPointer(path));
    for (const auto &id : ids) {
        const auto index = nodeIndex(id);
        if (!index) {
            continue;
        }
        auto full = at("nodes") / *index;
        for (std::size_t i = 0; i + 1 < path.size() && value; ++i) {
            full.push_back(path[i]);
            ensure(full, json::Object{});
        }
        full = at("nodes") / *index;
        full.insert(full.end(), path.begin(), path.end());
        if (value) {
            m_history.set(full, *value);
        } else {
            m_history.erase(full);
        }
    }
    finish();
}

void FlowEditor::setEdgeCondition(std::uint32_t index, const std::optional<QString> &condition)
{
    if (!edge(index)) {
        return;
    }
    m_history.begin(tr("Change condition").toStdString(), "condition:" + std::to_string(index));
    const auto path = at("edges") / std::size_t(index) / "condition";
    if (condition) {
        m_history.set(path, json::Value(condition->toStdString()));
    } else {
        m_history.erase(path);
    }
    finish();
}

void FlowEditor::setDisabled(const std::vector<std::string> &ids, bool disabled)
{
    m_history.begin((disabled ? tr("Switch off") : tr("Switch on")).toStdString());
    for (const auto &id : ids) {
        if (const auto index = nodeIndex(id)) {
            const auto path = at("nodes") / *index / "disabled";
            if (disabled) {
                m_history.set(path, true);
            } else {
                m_history.erase(path);
            }
        }
    }
    finish();
}

void FlowEditor::move(const std::vector<Placement> &nodes, const std::vector<std::pair<std::string, QRectF>> &frames,
                      const std::vector<std::pair<std::string, QRectF>> &notes, const std::vector<std::pair<std::string, std::vector<QPointF>>> &routes,
                      const QString &label, const std::string &mergeKey)
{
    m_history.begin((label.isEmpty() ? tr("Move") : label).toStdString(), mergeKey);
    if (!nodes.empty()) {
        placeNodes(nodes);
    }
    for (const auto &[id, rect] : frames) {
        place("groups", id, rectJson(rect));
    }
    for (const auto &[id, rect] : notes) {
        place("notes", id, rectJson(rect));
    }
    std::vector<std::string> straight;
    for (const auto &[key, points] : routes) {
        if (points.empty()) {
            straight.push_back(key);
            continue;
        }
        json::Array list;
        for (const auto &point : points) {
            list.push_back(pointJson(point));
        }
        place("edges", key, std::move(list));
    }
    unplace("edges", straight);
    finish();
}

void FlowEditor::setRoute(const std::string &routeKey, const std::vector<QPointF> &points)
{
    m_history.begin(points.empty() ? tr("Straighten edge").toStdString() : tr("Bend edge").toStdString());
    if (points.empty()) {
        unplace("edges", {routeKey});
    } else {
        json::Array list;
        for (const auto &point : points) {
            list.push_back(pointJson(point));
        }
        place("edges", routeKey, std::move(list));
    }
    finish();
}

void FlowEditor::setBookmarks(const std::vector<std::string> &ids, bool marked)
{
    const std::set<std::string_view> wanted(ids.begin(), ids.end());
    std::vector<std::string> list;
    for (auto &id : bookmarksOf(graph())) {
        // What is gone is no place to come back to.
        if (!wanted.contains(id) && nodeIndex(id)) {
            list.push_back(std::move(id));
        }
    }
    std::set<std::string_view> added;
    for (const auto &id : ids) {
        if (marked && nodeIndex(id) && added.insert(id).second) {
            list.push_back(id);
        }
    }
    m_history.begin((marked ? tr("Set bookmark") : tr("Remove bookmark")).toStdString());
    writeBookmarks(list);
    finish();
}

void FlowEditor::writeBookmarks(const std::vector<std::string> &ids)
{
    const auto path = at("layout") / "bookmarks";
    if (ids.empty()) {
        if (flow::valueAt(m_history.root(), path)) {
            m_history.erase(path);
        }
        return;
    }
    ensure(at("layout"), json::Object{});
    json::Array list;
    for (const auto &id : ids) {
        list.emplace_back(id);
    }
    m_history.set(path, std::move(list));
}

std::string FlowEditor::addNote(const QRectF &rect, const QString &text)
{
    const auto id = freshName("notes", "note");
    m_history.begin(tr("Add note").toStdString());
    ensure(at("notes"), json::Array{});
    m_history.append(at("notes"), json::Object{{"id", id}, {"text", text.toStdString()}});
    place("notes", id, rectJson(rect));
    finish();
    return id;
}

std::string FlowEditor::addFrame(const QRectF &rect, const QString &title)
{
    const auto id = freshName("groups", "group");
    m_history.begin(tr("Add frame").toStdString());
    ensure(at("groups"), json::Array{});
    m_history.append(at("groups"), json::Object{{"id", id}, {"name", title.toStdString()}});
    place("groups", id, rectJson(rect));
    finish();
    return id;
}

void FlowEditor::setNoteText(const std::string &note, const QString &text)
{
    const auto *notes = array("notes");
    for (std::size_t i = 0; notes && i < notes->size(); ++i) {
        if ((*notes)[i].is_object() && json::text((*notes)[i].get_object(), "id") == note) {
            m_history.begin(tr("Edit note").toStdString(), "note:" + note);
            m_history.set(at("notes") / i / "text", json::Value(text.toStdString()));
            finish();
            return;
        }
    }
}

void FlowEditor::setFrame(const std::string &frame, const QString &title, const QString &hue)
{
    const auto *frames = array("groups");
    for (std::size_t i = 0; frames && i < frames->size(); ++i) {
        if ((*frames)[i].is_object() && json::text((*frames)[i].get_object(), "id") == frame) {
            m_history.begin(tr("Edit frame").toStdString(), "frame:" + frame);
            m_history.set(at("groups") / i / "name", json::Value(title.toStdString()));
            if (hue.isEmpty()) {
                m_history.erase(at("groups") / i / "color");
            } else {
                m_history.set(at("groups") / i / "color", json::Value(hue.toStdString()));
            }
            finish();
            return;
        }
    }
}

void FlowEditor::setFrameHues(const std::vector<std::string> &ids, const QString &hue)
{
    const std::set<std::string, std::less<>> wanted(ids.begin(), ids.end());
    const auto *frames = array("groups");
    m_history.seal();
    m_history.begin(tr("Change colour").toStdString());
    for (std::size_t i = 0; frames && i < frames->size(); ++i) {
        if (!(*frames)[i].is_object() || !wanted.contains(json::text((*frames)[i].get_object(), "id"))) {
            continue;
        }
        const auto path = at("groups") / i / "color";
        if (hue.isEmpty()) {
            m_history.erase(path);
        } else {
            m_history.set(path, json::Value(hue.toStdString()));
        }
    }
    finish();
}

} // namespace signalbox::canvas
