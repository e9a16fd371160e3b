// SPDX-License-Identifier: GPL-3.0-or-later
// Where the things of a scene are, and what is at a place.
#include "ui/canvas/scene.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace signalbox::canvas {

namespace {

constexpr double kShort = 1200; ///< edges up to this long are indexed by their bounds
constexpr double kErrorInset = 14;

} // namespace

std::uint32_t Scene::find(std::string_view id) const
{
    const auto found = m_byId.find(id);
    return found == m_byId.end() ? kNone : found->second;
}

const json::Object *Scene::nodeJson(std::uint32_t node) const
{
    const auto at = m_inFile[node];
    return m_nodeArray && at < m_nodeArray->size() ? (*m_nodeArray)[at].if_object() : nullptr;
}

const Scene::Text &Scene::text(std::uint32_t node) const
{
    auto &text = m_texts[node];
    if (text.known) {
        return text;
    }
    text.known = true;
    const auto *object = nodeJson(node);
    const auto name = object ? json::text(*object, "name") : std::string_view();
    const auto &shown = name.empty() ? std::string_view(m_nodes[node].id) : name;
    text.title = QString::fromUtf8(shown.data(), static_cast<qsizetype>(shown.size()));
    const auto *config = object ? object->if_contains("config") : nullptr;
    if (config && config->is_object()) {
        text.summary = QString::fromStdString(flow::configSummary(config->get_object()));
    }
    if (text.summary.isEmpty()) {
        text.summary = typeOf(node).title;
    }
    return text;
}

const QString &Scene::title(std::uint32_t node) const
{
    return text(node).title;
}

const QString &Scene::summary(std::uint32_t node) const
{
    return text(node).summary;
}

QRectF Scene::rect(std::uint32_t node) const
{
    return {m_nodes[node].pos, QSizeF(card::kWidth, portsOf(node).height)};
}

const PortInfo &Scene::portInfo(const PortRef &port) const
{
    static const PortInfo implied{"error", QStringLiteral("error"), nullptr};
    const auto &set = portsOf(port.node);
    const auto &ports = port.side == Side::In ? set.in : set.out;
    return port.port < ports.size() ? ports[port.port] : implied;
}

QPointF Scene::portPos(const PortRef &port) const
{
    const auto &set = portsOf(port.node);
    const auto &node = m_nodes[port.node];
    const bool rows = port.side == Side::In ? set.inRows : set.outRows;
    const double x = port.side == Side::In ? 0 : card::kWidth;
    if (port.side == Side::Out && port.port >= set.out.size()) {
        return node.pos + QPointF(x, set.height - kErrorInset); // the implied port
    }
    const double y = rows ? card::kHeader + card::kRow * port.port + card::kRow / 2 - 2 : card::kHeader / 2;
    return node.pos + QPointF(x, y);
}

std::span<const QPointF> Scene::route(std::uint32_t edge) const
{
    if (m_routes.empty()) {
        return {};
    }
    const auto found = m_routes.find(edge);
    return found == m_routes.end() ? std::span<const QPointF>() : std::span<const QPointF>(found->second);
}

std::string Scene::routeKey(std::uint32_t edge) const
{
    const auto &entry = m_edges[edge];
    return m_nodes[entry.from].id + ":" + portInfo(fromPort(entry)).name + ">" + m_nodes[entry.to].id + ":" + portInfo(toPort(entry)).name;
}

Curve Scene::curve(std::uint32_t edge, QPointF fromOffset, QPointF toOffset) const
{
    const auto &entry = m_edges[edge];
    return edgeCurve(portPos(fromPort(entry)) + fromOffset, portPos(toPort(entry)) + toOffset);
}

std::vector<Curve> Scene::curves(std::uint32_t edge, QPointF fromOffset, QPointF toOffset) const
{
    const auto &entry = m_edges[edge];
    const auto points = route(edge);
    const auto from = portPos(fromPort(entry)) + fromOffset;
    const auto to = portPos(toPort(entry)) + toOffset;
    if (!points.empty() && !fromOffset.isNull() && fromOffset == toOffset) {
        std::vector<QPointF> moved(points.begin(), points.end());
        for (auto &at : moved) {
            at += fromOffset;
        }
        return routedCurves(from, to, moved);
    }
    return routedCurves(from, to, points);
}

QRectF Scene::edgeBounds(std::uint32_t edge) const
{
    if (route(edge).empty()) {
        return curve(edge).bounds();
    }
    QRectF all;
    for (const auto &part : curves(edge)) {
        // A straight part has an empty rectangle, which united() would leave out.
        all = all.united(part.bounds().adjusted(-1, -1, 1, 1));
    }
    return all;
}

std::span<const std::uint32_t> Scene::edgesOf(std::uint32_t node) const
{
    return {m_edgeOf.data() + m_edgeBegin[node], m_edgeOf.data() + m_edgeBegin[node + 1]};
}

bool Scene::isConnected(const PortRef &port) const
{
    const auto edges = edgesOf(port.node);
    return std::any_of(edges.begin(), edges.end(), [&](std::uint32_t edge) {
        return port.side == Side::Out ? fromPort(m_edges[edge]) == port : toPort(m_edges[edge]) == port;
    });
}

void Scene::indexEdge(std::uint32_t edge)
{
    const auto bounds = edgeBounds(edge).adjusted(-8, -8, 8, 8);
    if (bounds.width() + bounds.height() < kShort) {
        m_edgeIndex.put(edge, bounds);
        return;
    }
    std::vector<QPointF> line;
    std::vector<QPointF> part;
    for (const auto &piece : curves(edge)) {
        flatten(piece, 12, part);
        line.insert(line.end(), part.begin(), part.end());
    }
    m_edgeIndex.putLine(edge, line);
}

void Scene::setPosition(std::uint32_t node, QPointF pos)
{
    auto &entry = m_nodes[node];
    if (entry.unplaced) {
        entry.unplaced = false;
        --m_unplaced;
    }
    if (entry.pos == pos) {
        return;
    }
    entry.pos = pos;
    m_bounds.reset();
    constexpr double o = card::kOverhang;
    m_nodeIndex.put(node, rect(node).adjusted(-o, -o, o, o));
    for (const auto edge : edgesOf(node)) {
        indexEdge(edge);
    }
}

void Scene::setRect(const Item &item, const QRectF &rect)
{
    m_bounds.reset();
    if (item.kind == ItemKind::Frame) {
        m_frames[item.index].rect = rect;
    } else if (item.kind == ItemKind::Note) {
        m_notes[item.index].rect = rect;
    }
}

void Scene::nodesIn(const QRectF &area, std::vector<std::uint32_t> &out) const
{
    if (area.contains(bounds())) {
        out.resize(m_nodes.size());
        std::iota(out.begin(), out.end(), 0u);
        return;
    }
    m_nodeIndex.query(area, out);
}

void Scene::edgesIn(const QRectF &area, std::vector<std::uint32_t> &out) const
{
    if (area.contains(bounds())) {
        out.resize(m_edges.size());
        std::iota(out.begin(), out.end(), 0u);
        return;
    }
    m_edgeIndex.query(area, out);
}

QRectF Scene::bounds() const
{
    if (m_bounds) {
        return *m_bounds;
    }
    QRectF all;
    for (std::uint32_t i = 0; i < m_nodes.size(); ++i) {
        all = all.united(rect(i));
    }
    for (const auto &frame : m_frames) {
        all = all.united(frame.rect);
    }
    for (const auto &note : m_notes) {
        all = all.united(note.rect);
    }
    for (const auto &[edge, points] : m_routes) {
        all = all.united(edgeBounds(edge));
    }
    constexpr double o = card::kOverhang;
    m_bounds = all.isEmpty() ? all : all.adjusted(-o, -o, o, o);
    return *m_bounds;
}

QRectF Scene::boundsOf(const Item &item) const
{
    switch (item.kind) {
    case ItemKind::Node:
        return rect(item.index);
    case ItemKind::Edge:
        return edgeBounds(item.index);
    case ItemKind::Frame:
        return m_frames[item.index].rect;
    case ItemKind::Note:
        return m_notes[item.index].rect;
    case ItemKind::None:
        break;
    }
    return {};
}

std::uint32_t Scene::nodeAt(QPointF pos, double slack) const
{
    m_found.clear();
    m_nodeIndex.query(QRectF(pos, QSizeF(0, 0)).adjusted(-slack, -slack, slack, slack), m_found);
    std::uint32_t best = kNone;
    for (const auto node : m_found) {
        // The later one is painted above.
        if ((best == kNone || node > best) && rect(node).adjusted(-slack, -slack, slack, slack).contains(pos)) {
            best = node;
        }
    }
    return best;
}

std::uint32_t Scene::edgeAt(QPointF pos, double slack) const
{
    m_found.clear();
    m_edgeIndex.query(QRectF(pos, QSizeF(0, 0)).adjusted(-slack, -slack, slack, slack), m_found);
    std::uint32_t best = kNone;
    double least = slack;
    for (const auto edge : m_found) {
        if (route(edge).empty()) {
            const auto line = curve(edge);
            if (!line.bounds().adjusted(-slack, -slack, slack, slack).contains(pos)) {
                continue;
            }
            if (const auto near = nearestOn(line, pos); near.distance <= least) {
                least = near.distance;
                best = edge;
            }
            continue;
        }
        for (const auto &part : curves(edge)) {
            if (const auto near = nearestOn(part, pos); near.distance <= least) {
                least = near.distance;
                best = edge;
            }
        }
    }
    return best;
}

std::optional<PortRef> Scene::portAt(QPointF pos, double slack) const
{
    m_found.clear();
    m_nodeIndex.query(QRectF(pos, QSizeF(0, 0)).adjusted(-slack, -slack, slack, slack), m_found);
    std::optional<PortRef> best;
    double least = slack;
    for (const auto node : m_found) {
        const auto &set = portsOf(node);
        const auto look = [&](Side side, std::size_t count) {
            for (std::size_t i = 0; i < count; ++i) {
                const PortRef port{node, side, static_cast<std::uint16_t>(i)};
                const auto off = portPos(port) - pos;
                const double distance = std::hypot(off.x(), off.y());
                if (distance <= least) {
                    least = distance;
                    best = port;
                }
            }
        };
        look(Side::In, set.in.size());
        const auto *info = typeOf(node).info;
        const bool implied = set.errorPort < 0 && info && info->canFail && !info->outputs.empty();
        look(Side::Out, set.out.size() + (implied ? 1 : 0));
    }
    return best;
}

Item Scene::itemAt(QPointF pos, double slack) const
{
    if (const auto node = nodeAt(pos); node != kNone) {
        return {ItemKind::Node, node};
    }
    if (const auto edge = edgeAt(pos, slack); edge != kNone) {
        return {ItemKind::Edge, edge};
    }
    for (auto i = m_notes.size(); i-- > 0;) {
        if (m_notes[i].rect.contains(pos)) {
            return {ItemKind::Note, static_cast<std::uint32_t>(i)};
        }
    }
    // The smallest frame is the innermost one.
    Item best;
    double least = 1e300;
    for (std::size_t i = 0; i < m_frames.size(); ++i) {
        const auto &r = m_frames[i].rect;
        if (r.contains(pos) && r.width() * r.height() < least) {
            least = r.width() * r.height();
            best = {ItemKind::Frame, static_cast<std::uint32_t>(i)};
        }
    }
    return best;
}

std::vector<bool> Scene::reachable(std::vector<std::uint32_t> waiting, Side direction) const
{
    std::vector<bool> seen(m_nodes.size(), false);
    for (const auto node : waiting) {
        seen[node] = true;
    }
    while (!waiting.empty()) {
        const auto at = waiting.back();
        waiting.pop_back();
        for (const auto edge : edgesOf(at)) {
            const auto &entry = m_edges[edge];
            const auto here = direction == Side::Out ? entry.from : entry.to;
            const auto next = direction == Side::Out ? entry.to : entry.from;
            if (here == at && !seen[next]) {
                seen[next] = true;
                waiting.push_back(next);
            }
        }
    }
    return seen;
}

bool Scene::fits(const PortRef &a, const PortRef &b) const
{
    if (a.side == b.side || a.node == b.node) {
        return false;
    }
    const auto &from = a.side == Side::Out ? a : b;
    const auto &to = a.side == Side::Out ? b : a;
    for (const auto edge : edgesOf(from.node)) {
        if (fromPort(m_edges[edge]) == from && toPort(m_edges[edge]) == to) {
            return false;
        }
    }
    return mayFlow(portInfo(from).schema, portInfo(to).schema) && !reachable(to.node, Side::Out)[from.node];
}

} // namespace signalbox::canvas
