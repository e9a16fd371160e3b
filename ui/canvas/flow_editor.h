// SPDX-License-Identifier: GPL-3.0-or-later
// What a person can do to a flow: add, connect, move, cut, paste and so on, each as one step that can be
// taken back. It knows the flow's JSON, not how it looks.
#pragma once

#include "flow/edit.h"
#include "ui/canvas/catalogue.h"

#include <QObject>
#include <QPointF>
#include <QRectF>
#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace signalbox::canvas {

/// An end of an edge in the file's own words.
struct PortName
{
    std::string node;
    std::string port;
    bool operator==(const PortName &) const = default;
};

/// What a change touched, so that a view need not read everything again.
struct ChangeSet
{
    /// Nodes, edges, frames or notes came or went, or what they are changed.
    bool structure = false;
    /// Nodes that stand elsewhere now.
    std::vector<std::string> moved;
    /// Nodes whose own members changed, but not their type.
    std::vector<std::string> edited;
};

/// Things that are to be removed, copied or moved together.
struct Picked
{
    std::vector<std::string> nodes;
    std::vector<std::uint32_t> edges; ///< positions in the file's array
    std::vector<std::string> frames;
    std::vector<std::string> notes;
    bool isEmpty() const { return nodes.empty() && edges.empty() && frames.empty() && notes.empty(); }
};

struct Placement
{
    std::string id;
    QPointF pos;
};

/// One flow document under edit, seen at one of its graphs (the flow itself, one of its `flows`, or the body
/// of a node). Every change is a step of the history.
/// Thread: the one of the window.
class FlowEditor : public QObject
{
    Q_OBJECT
public:
    /// The catalogue must outlive it.
    FlowEditor(flow::Document document, const Catalogue &catalogue, QObject *parent = nullptr);
    /// Goes on with a history.
    FlowEditor(flow::EditHistory history, const Catalogue &catalogue, QObject *parent = nullptr);
    ~FlowEditor() override;

    const Catalogue &catalogue() const { return *m_catalogue; }
    /// Other types for the same flow. The ones of before must outlive the call.
    void setCatalogue(const Catalogue &catalogue);
    flow::EditHistory &history() { return m_history; }
    const json::Value &root() const { return m_history.root(); }
    /// The graph that is edited; an empty object if it is gone.
    const json::Value &graph() const;
    /// From the root to the graph. A step into a body is named by its node.
    const std::vector<std::string> &scope() const { return m_scope; }
    /// Goes to another graph: {} the flow, {"flows", id}, and for bodies {…, "body", node}. False if there is none.
    bool setScope(std::vector<std::string> scope);
    /// Errors: flow.shape.
    Result<std::string> text() { return m_history.text(); }
    /// Replaces the whole document by another text, as one step. Errors: json.*, flow.shape.
    Result<void> setText(std::string_view text);
    /// The same of a text that was read already.
    void setRoot(json::Value root);

    /// Changes the document by what `change` does to the history, as one step.
    void edit(const QString &label, const std::string &mergeKey, const std::function<void(flow::EditHistory &history)> &change);
    /// Where the graph stands in the document.
    flow::Path graphPath() const;
    /// Where a node stands in the graph's array.
    std::optional<std::size_t> nodeIndex(std::string_view id) const;

    bool canUndo() const { return m_history.canUndo(); }
    bool canRedo() const { return m_history.canRedo(); }
    void undo();
    void redo();
    /// To the state after that many steps.
    void goTo(std::size_t position);

    /// The node's JSON, null if there is none.
    const json::Object *node(std::string_view id) const;
    const json::Object *edge(std::uint32_t index) const;
    const json::Object *frame(std::string_view id) const;

    /// Adds a node of that type; its id, which says the type.
    std::string addNode(std::string_view type, QPointF pos, json::Object config = {});
    /// Adds a node and connects it with the port that a wire was drawn from.
    std::string addConnected(std::string_view type, QPointF pos, const PortName &other, bool otherIsOutput, const std::string &port);
    void connectPorts(const PortName &from, const PortName &to);
    /// Gives an edge another end.
    void reconnect(std::uint32_t edge, const PortName &from, const PortName &to);
    /// Removes them, and the edges of the nodes among them.
    void remove(const Picked &picked);
    /// Puts a node that is there into an edge.
    void insertOnEdge(std::uint32_t edge, const std::string &node, const std::vector<Placement> &places = {});
    /// Adds a node of that type in the middle of an edge.
    std::string addOnEdge(std::string_view type, QPointF pos, std::uint32_t edge);
    /// Frees nodes of their edges, and connects what was before each with what was behind it. The first of them then goes
    /// into the edge `onto`, which is none of theirs. Conditions on the way go along where they mean the same there; where two
    /// ways meet, or one meets an edge that is there, either is enough. The number of those that could not go along.
    int takeOut(const std::vector<std::string> &nodes, const std::vector<Placement> &places = {}, std::optional<std::uint32_t> onto = {});
    /// Removes nodes and heals as takeOut().
    int removeAndHeal(const std::vector<std::string> &nodes);

    /// Puts nodes into a subflow in their place; its id. They keep their edges, what they use from outside and who uses their
    /// result. Errors: canvas.collapse where that cannot be.
    Result<std::string> collapse(const Picked &picked);
    /// Puts the steps of a subflow that this file holds in its place. Errors: canvas.expand where that cannot be.
    Result<Picked> expand(const std::string &node);

    /// Moves things; a route without points goes. Steps that say the same `mergeKey` one after another are one.
    void move(const std::vector<Placement> &nodes, const std::vector<std::pair<std::string, QRectF>> &frames = {},
              const std::vector<std::pair<std::string, QRectF>> &notes = {}, const std::vector<std::pair<std::string, std::vector<QPointF>>> &routes = {},
              const QString &label = {}, const std::string &mergeKey = {});
    /// Reroute points of the edge with that key (Scene::routeKey()); none takes them away.
    void setRoute(const std::string &routeKey, const std::vector<QPointF> &points);

    void rename(const std::string &node, const QString &name);
    /// Sets a member of a node, by path below it ({"config", "url"}); nothing takes it away.
    void setNodeMember(const std::string &node, const flow::Path &path, std::optional<json::Value> value);
    /// The same for several nodes, as one step.
    void setNodeMembers(const std::vector<std::string> &nodes, const flow::Path &path, const std::optional<json::Value> &value);
    void setEdgeCondition(std::uint32_t edge, const std::optional<QString> &condition);
    void setDisabled(const std::vector<std::string> &nodes, bool disabled);

    /// Marks nodes as places to come back to. Kept under `layout`, as it is no part of what a flow does.
    void setBookmarks(const std::vector<std::string> &nodes, bool marked);

    std::string addNote(const QRectF &rect, const QString &text);
    void setNoteText(const std::string &note, const QString &text);
    std::string addFrame(const QRectF &rect, const QString &title);
    void setFrame(const std::string &frame, const QString &title, const QString &hue);
    /// Gives frames a colour, as one step; empty takes it away.
    void setFrameHues(const std::vector<std::string> &frames, const QString &hue);

    /// What is picked, as JSON text that people can read, with the flows of this file that it runs.
    QString copyText(const Picked &picked) const;
    /// Whether a text is something that paste() takes.
    static bool canPaste(const QString &text);
    /// Adds what a text holds, moved so that its top left stands at `at`; the new ids. Flows that it brings along are added
    /// to this file unless they are there; one that differs from that of its name here gets another name. Nothing changes
    /// where the text has not the shape of a flow. `met`: the flows of this file that are run by what came though the text
    /// brought none of their name, so that another one may be meant. Errors: canvas.paste.
    Result<Picked> paste(const QString &text, QPointF at, const QString &label = {}, std::vector<std::string> *met = nullptr);

    /// The places that nodes have in the view but not yet in the file; written with the first step that places
    /// a node, so that the file then says them all.
    void setImpliedPlaces(std::vector<Placement> places);

    /// A name for a new node of that type that no node has.
    std::string freshId(std::string_view type) const;

Q_SIGNALS:
    void changed(const signalbox::canvas::ChangeSet &change);
    /// Another graph is about to be edited; what is not written into this one yet can be now.
    void scopeAboutToChange();
    void scopeChanged();
    void catalogueChanged();

private:
    flow::Path at(std::string_view member) const { return graphPath() / member; }
    const json::Array *array(std::string_view member) const;
    /// Ends the step and tells what it changed.
    void finish();
    void leaveDeadScope();
    void tell(const flow::EditStep &step);
    /// Makes sure that an object or array stands there.
    void ensure(const flow::Path &path, json::Value value);
    void place(std::string_view kind, const std::string &id, json::Value value);
    void placeNodes(const std::vector<Placement> &places);
    void unplace(std::string_view kind, const std::vector<std::string> &ids);
    void writeBookmarks(const std::vector<std::string> &ids);
    void readIndex(const json::Array &nodes) const;
    void dropRoutes(const std::vector<std::size_t> &edges);
    void insertNode(const std::string &id, std::string_view type, json::Object config);
    /// `extra`: what else it says.
    void insertEdge(const PortName &from, const PortName &to, const json::Value *condition = nullptr, const json::Object *extra = nullptr);
    void removeEdgesOf(const std::vector<std::string> &nodes);
    int heal(const std::vector<std::string> &nodes);
    /// What an edge says beside its ends and its condition.
    static json::Object restOf(const json::Object &edge);
    json::Object flowsFor(const std::vector<std::string> &nodes) const;
    static QString oddPart(const json::Value &source);
    struct Link;
    std::vector<Link> linksOf(const json::Value &graph) const;
    static bool leadsAround(const std::vector<Link> &links, const std::set<std::string, std::less<>> &inside, std::vector<std::string> starts, const std::set<std::string> &ends);
    std::optional<QPointF> placeOf(const std::string &node) const;
    void splitEdge(std::uint32_t index, const std::string &id);
    json::Object edgeJson(const PortName &from, const PortName &to) const;
    PortName fromOf(const json::Object &edge) const;
    PortName toOf(const json::Object &edge) const;
    std::string freshName(std::string_view list, std::string base) const;

    const Catalogue *m_catalogue;
    flow::EditHistory m_history;
    std::vector<std::string> m_scope;
    std::vector<Placement> m_implied;
    std::unordered_map<std::string, QPointF> m_impliedPlace; ///< the same by id
    struct TextHash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    mutable std::unordered_map<std::string, std::size_t, TextHash, std::equal_to<>> m_index; ///< where nodes stood when they were looked for
};

} // namespace signalbox::canvas
