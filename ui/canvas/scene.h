// SPDX-License-Identifier: GPL-3.0-or-later
// A flow as things with places: cards, ports, edges, frames and notes in arrays, found by a spatial index.
// It paints nothing and edits nothing; it is read from the flow's JSON.
#pragma once

#include "flow/drawing.h"
#include "flow/edge_curve.h"
#include "ui/canvas/catalogue.h"
#include "ui/canvas/grid_index.h"
#include "ui/theme/tokens.h"

#include <QPointF>
#include <QRectF>
#include <QString>

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace signalbox::canvas {

// The measures and the geometry are the core's: what it draws is the same.
namespace card = flow::card;
using flow::Curve;
using flow::crosses;
using flow::edgeCurve;
using flow::flatten;
using flow::forVisibleRuns;
using flow::nearestOn;
using flow::piecesFor;
using flow::routedCurves;

enum class Side : std::uint8_t { In, Out };
enum class ItemKind : std::uint8_t { None, Node, Edge, Frame, Note };

struct Item
{
    ItemKind kind = ItemKind::None;
    std::uint32_t index = 0;
    bool operator==(const Item &) const = default;
    explicit operator bool() const { return kind != ItemKind::None; }
};

/// The ports of a card, shared by all cards that have the same.
struct PortSet
{
    std::vector<PortInfo> in;
    std::vector<PortInfo> out;
    bool inRows = false;  ///< inputs stand in labelled rows, not alone beside the title
    bool outRows = false;
    int errorPort = -1;   ///< index in `out`, or -1
    double height = card::kHeader;
};

/// What the cards of one type share.
struct TypeLook
{
    std::string id;
    const TypeInfo *info = nullptr; ///< null: not known
    ui::Family family = ui::Family::Other;
    QString icon;
    QString title;
    std::uint32_t ports = 0;
};

struct SceneNode
{
    std::string id;
    QPointF pos;
    std::uint32_t type = 0;
    std::uint32_t ports = 0;
    bool unplaced = false; ///< the file does not say where it stands
    bool disabled = false;
};

struct SceneEdge
{
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    std::uint16_t fromPort = 0;
    std::uint16_t toPort = 0;
    std::uint32_t inFile = 0; ///< position in the file's array
    bool conditional = false;
    bool fromError = false;
};

struct SceneFrame
{
    std::string id;
    QString title;
    QRectF rect;
    ui::Family hue = ui::Family::Other;
};

struct SceneNote
{
    std::string id;
    QString text;
    QRectF rect;
};

/// A port of a card.
struct PortRef
{
    std::uint32_t node = 0;
    Side side = Side::Out;
    std::uint16_t port = 0;
    bool operator==(const PortRef &) const = default;
};

/// Thread: the one of the window. References into it hold until it is loaded again.
class Scene
{
public:
    static constexpr std::uint32_t kNone = 0xffffffff;

    /// Reads a flow: what has the wrong shape is left out. The value must live until the next load().
    void load(const json::Value &flow, const Catalogue &catalogue);
    /// Reads one node again; false where its ports changed, so that all must be loaded.
    bool reload(std::uint32_t node, const json::Value &flow);

    const std::vector<SceneNode> &nodes() const { return m_nodes; }
    const std::vector<SceneEdge> &edges() const { return m_edges; }
    const std::vector<SceneFrame> &frames() const { return m_frames; }
    const std::vector<SceneNote> &notes() const { return m_notes; }
    const TypeLook &typeOf(std::uint32_t node) const { return m_types[m_nodes[node].type]; }
    const PortSet &portsOf(std::uint32_t node) const { return m_portSets[m_nodes[node].ports]; }
    bool isEmpty() const { return m_nodes.empty() && m_notes.empty() && m_frames.empty(); }

    std::uint32_t find(std::string_view id) const;
    /// The name that people see.
    const QString &title(std::uint32_t node) const;
    /// What its configuration says, in a line.
    const QString &summary(std::uint32_t node) const;
    const json::Object *nodeJson(std::uint32_t node) const;

    QRectF rect(std::uint32_t node) const;
    QPointF portPos(const PortRef &port) const;
    PortRef fromPort(const SceneEdge &edge) const { return {edge.from, Side::Out, edge.fromPort}; }
    PortRef toPort(const SceneEdge &edge) const { return {edge.to, Side::In, edge.toPort}; }
    const PortInfo &portInfo(const PortRef &port) const;

    /// The reroute points of an edge; empty for nearly all.
    std::span<const QPointF> route(std::uint32_t edge) const;
    /// The key of an edge's route in the file: "from:port>to:port".
    std::string routeKey(std::uint32_t edge) const;
    /// The only curve of an edge without reroute points; the ends' places may be moved by offsets.
    Curve curve(std::uint32_t edge, QPointF fromOffset = {}, QPointF toOffset = {}) const;
    std::vector<Curve> curves(std::uint32_t edge, QPointF fromOffset = {}, QPointF toOffset = {}) const;
    QRectF edgeBounds(std::uint32_t edge) const;
    /// Edges that leave or enter a node.
    std::span<const std::uint32_t> edgesOf(std::uint32_t node) const;
    bool isConnected(const PortRef &port) const;

    void setPosition(std::uint32_t node, QPointF pos);
    void setRect(const Item &item, const QRectF &rect);

    /// All of it, with ports and shadows; empty for an empty scene.
    QRectF bounds() const;
    QRectF boundsOf(const Item &item) const;
    /// What may be within an area, each once; a few more than are.
    void nodesIn(const QRectF &area, std::vector<std::uint32_t> &out) const;
    void edgesIn(const QRectF &area, std::vector<std::uint32_t> &out) const;

    /// The topmost node there, kNone if none.
    std::uint32_t nodeAt(QPointF pos, double slack = 0) const;
    /// The nearest edge within `slack`, kNone if none.
    std::uint32_t edgeAt(QPointF pos, double slack) const;
    std::optional<PortRef> portAt(QPointF pos, double slack) const;
    Item itemAt(QPointF pos, double slack) const;

    /// Whether an edge from the one to the other means something: an output and an input of two nodes,
    /// values that may flow, not there yet, and no circle.
    bool fits(const PortRef &a, const PortRef &b) const;
    /// The nodes that are reached from one or several (or that reach them), with themselves.
    std::vector<bool> reachable(std::uint32_t node, Side direction) const { return reachable(std::vector{node}, direction); }
    std::vector<bool> reachable(std::vector<std::uint32_t> nodes, Side direction) const;

    /// Nodes that are marked as places to come back to.
    const std::vector<std::uint32_t> &bookmarks() const { return m_bookmarks; }
    std::size_t unplacedCount() const { return m_unplaced; }

private:
    struct Text
    {
        QString title;
        QString summary;
        bool known = false;
    };
    std::uint32_t lookFor(std::string_view type);
    std::uint32_t portSetFor(PortSet set);
    void readPlaces(const json::Object &flow);
    void readDecorations(const json::Object &flow);
    void readEdges(const json::Object &flow);
    std::uint16_t portIndex(std::uint32_t node, Side side, std::string_view name);
    void buildAdjacency();
    void buildIndex();
    void indexEdge(std::uint32_t edge);
    const Text &text(std::uint32_t node) const;

    const Catalogue *m_catalogue = nullptr;
    const json::Value *m_flow = nullptr;
    const json::Array *m_nodeArray = nullptr;
    std::vector<SceneNode> m_nodes;
    std::vector<std::uint32_t> m_inFile;
    std::vector<SceneEdge> m_edges;
    std::vector<SceneFrame> m_frames;
    std::vector<SceneNote> m_notes;
    std::vector<TypeLook> m_types;
    std::vector<PortSet> m_portSets;
    std::unordered_map<std::string, std::uint32_t> m_typeByName;
    std::unordered_map<std::string_view, std::uint32_t> m_byId;
    std::unordered_map<std::uint32_t, std::vector<QPointF>> m_routes;
    std::vector<std::uint32_t> m_edgeBegin, m_edgeOf;
    GridIndex m_nodeIndex{512};
    GridIndex m_edgeIndex{512};
    mutable std::vector<Text> m_texts;
    mutable std::vector<std::uint32_t> m_found;
    mutable std::optional<QRectF> m_bounds;
    std::vector<std::uint32_t> m_bookmarks;
    std::size_t m_unplaced = 0;
};

} // namespace signalbox::canvas
