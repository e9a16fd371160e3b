// SPDX-License-Identifier: GPL-3.0-or-later
// Walking by keyboard: from node to node, through the edges of one, through frames and notes; and moving what is selected.
#include "ui/canvas/canvas_view.h"

#include "ui/canvas/accessible_p.h"
#include "ui/canvas/arrow_p.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace signalbox::canvas {

namespace {

constexpr double kNear = 2500;     ///< scene units: farther nodes are looked at only where none is nearer
constexpr double kRingWidth = 12;  ///< pixels around the line of an edge

// As a flow is read: from left to right, and downwards where that is about the same.
double readingOrder(QPointF pos)
{
    return pos.x() + pos.y() * 0.5;
}

} // namespace

Item CanvasView::currentItem() const
{
    const auto &taken = m_selection;
    if (taken.nodes.empty() && taken.edges.size() + taken.frames.size() + taken.notes.size() == 1) {
        return !taken.edges.empty()    ? Item{ItemKind::Edge, *taken.edges.begin()}
            : !taken.frames.empty() ? Item{ItemKind::Frame, *taken.frames.begin()}
                                    : Item{ItemKind::Note, *taken.notes.begin()};
    }
    return m_current < m_scene.nodes().size() ? Item{ItemKind::Node, m_current} : Item();
}

void CanvasView::goToItem(const Item &item, const QString &more)
{
    if (!item) {
        return;
    }
    if (item.kind == ItemKind::Node) {
        setCurrentNode(item.index);
    }
    selectItem(item, false, false);
    showItem(item);
    followFocus(this);
    const QString name = accessibleItemName(*this, item);
    Q_EMIT announced(more.isEmpty() ? name : QString(name + QLatin1String(", ") + more));
}

QPointF CanvasView::middleOf(std::uint32_t edge) const
{
    const auto curves = m_scene.curves(edge);
    return curves[curves.size() / 2].at(curves.size() % 2 == 0 ? 0 : 0.5);
}

void CanvasView::showItem(const Item &item)
{
    const QRectF box = m_scene.boundsOf(item);
    const QRectF seen = visibleScene().adjusted(8, 8, -8, -8);
    if (seen.contains(box)) {
        return;
    }
    // Of what is larger than the window, the middle.
    const bool fits = box.width() <= seen.width() && box.height() <= seen.height();
    const QPointF middle = item.kind == ItemKind::Edge && !fits ? middleOf(item.index) : box.center();
    if (fits || !seen.contains(middle)) {
        centerOn(middle);
    }
}

bool CanvasView::moveCurrent(int key)
{
    if (m_scene.nodes().empty()) {
        return false;
    }
    std::uint32_t next = Scene::kNone;
    const auto by = arrowDirection(key);
    const Item item = currentItem();
    if (!item) {
        // In reading order, the first in view.
        const QRectF area = visibleScene();
        double least = 1e300;
        for (std::uint32_t i = 0; i < m_scene.nodes().size(); ++i) {
            const QPointF pos = m_scene.rect(i).center();
            const double cost = readingOrder(pos) + (area.contains(pos) ? 0 : 1e9);
            if (cost < least) {
                least = cost;
                next = i;
            }
        }
    } else {
        const QPointF here = m_scene.boundsOf(item).center();
        double least = 1e300;
        const auto consider = [&](std::uint32_t node) {
            const QPointF off = m_scene.rect(node).center() - here;
            const double along = off.x() * by.x() + off.y() * by.y();
            const double across = std::abs(off.x() * by.y()) + std::abs(off.y() * by.x());
            if (item != Item{ItemKind::Node, node} && along > 1 && along + across * 2 < least) {
                least = along + across * 2;
                next = node;
            }
        };
        if (by.x() != 0 && item.kind == ItemKind::Node) {
            // Along the edges first, wherever they lead; the uppermost port's comes first.
            std::uint16_t port = 0xffff;
            double height = 0;
            for (const auto edge : m_scene.edgesOf(m_current)) {
                const auto &entry = m_scene.edges()[edge];
                const bool out = by.x() > 0;
                if ((out ? entry.from : entry.to) != m_current || entry.from == entry.to) {
                    continue;
                }
                const auto other = out ? entry.to : entry.from;
                const auto own = out ? entry.fromPort : entry.toPort;
                const double y = std::abs(m_scene.nodes()[other].pos.y() - m_scene.nodes()[m_current].pos.y());
                if (next == Scene::kNone || own < port || (own == port && y < height)) {
                    next = other;
                    port = own;
                    height = y;
                }
            }
        }
        if (next == Scene::kNone) {
            std::vector<std::uint32_t> near;
            m_scene.nodesIn(QRectF(here, QSizeF(0, 0)).adjusted(-kNear, -kNear, kNear, kNear), near);
            std::for_each(near.begin(), near.end(), consider);
            // However far it is, what lies there is reached.
            for (std::uint32_t node = 0; least > kNear && node < m_scene.nodes().size(); ++node) {
                consider(node);
            }
        }
    }
    if (next == Scene::kNone) {
        return bool(item);
    }
    goToItem({ItemKind::Node, next});
    return true;
}

// From an edge, arrows lead to its ends and to the edges beside it.
bool CanvasView::leaveEdge(int key)
{
    const Item item = currentItem();
    if (item.kind != ItemKind::Edge) {
        return false;
    }
    const auto &edge = m_scene.edges()[item.index];
    const auto by = arrowDirection(key);
    if (by.x() != 0) {
        goToItem({ItemKind::Node, by.x() > 0 ? edge.to : edge.from});
    } else {
        walkEdges(by.y());
    }
    return true;
}

void CanvasView::goToEnd(int by)
{
    const auto &nodes = m_scene.nodes();
    std::uint32_t best = Scene::kNone;
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
        if (best == Scene::kNone || by * (readingOrder(nodes[i].pos) - readingOrder(nodes[best].pos)) > 0) {
            best = i;
        }
    }
    if (best != Scene::kNone) {
        goToItem({ItemKind::Node, best});
    }
}

// Those that leave it by their port, then those that enter it; from the top.
std::vector<std::uint32_t> CanvasView::edgesAround(std::uint32_t node) const
{
    const auto around = m_scene.edgesOf(node);
    std::vector<std::uint32_t> list(around.begin(), around.end());
    const auto rank = [&](std::uint32_t edge) {
        const auto &entry = m_scene.edges()[edge];
        const bool leaves = entry.from == node;
        const auto other = leaves ? entry.to : entry.from;
        return std::tuple(!leaves, leaves ? entry.fromPort : entry.toPort, m_scene.nodes()[other].pos.y(), edge);
    };
    std::sort(list.begin(), list.end(), [&](std::uint32_t a, std::uint32_t b) { return rank(a) < rank(b); });
    list.erase(std::unique(list.begin(), list.end()), list.end());
    return list;
}

void CanvasView::walkEdges(int by)
{
    const Item item = currentItem();
    auto node = m_current;
    if (item.kind == ItemKind::Edge) {
        const auto &edge = m_scene.edges()[item.index];
        node = node == edge.from || node == edge.to ? node : edge.from;
    }
    if (node >= m_scene.nodes().size()) {
        if (!moveCurrent(Qt::Key_Right) || m_current >= m_scene.nodes().size()) {
            return;
        }
        node = m_current;
    }
    const auto list = edgesAround(node);
    if (list.empty()) {
        Q_EMIT announced(tr("%1 has no edges.").arg(m_scene.title(node)));
        return;
    }
    const auto count = static_cast<int>(list.size());
    const auto found = item.kind == ItemKind::Edge ? std::find(list.begin(), list.end(), item.index) : list.end();
    const int next = found == list.end() ? (by > 0 ? 0 : count - 1) : (static_cast<int>(found - list.begin()) + by + count) % count;
    const auto edge = list[static_cast<std::size_t>(next)];
    setCurrentNode(node);
    const QString side = m_scene.edges()[edge].from == node ? tr("outgoing") : tr("incoming");
    goToItem({ItemKind::Edge, edge}, tr("%1, %2 of %3").arg(side).arg(next + 1).arg(count));
}

void CanvasView::walkDecorations(int by)
{
    std::vector<Item> list;
    for (std::uint32_t i = 0; i < m_scene.frames().size(); ++i) {
        list.push_back({ItemKind::Frame, i});
    }
    for (std::uint32_t i = 0; i < m_scene.notes().size(); ++i) {
        list.push_back({ItemKind::Note, i});
    }
    if (list.empty()) {
        Q_EMIT announced(tr("There are no frames and no notes."));
        return;
    }
    std::stable_sort(list.begin(), list.end(), [this](const Item &a, const Item &b) { return readingOrder(m_scene.boundsOf(a).topLeft()) < readingOrder(m_scene.boundsOf(b).topLeft()); });
    const auto count = static_cast<int>(list.size());
    const auto found = std::find(list.begin(), list.end(), currentItem());
    const int next = found == list.end() ? (by > 0 ? 0 : count - 1) : (static_cast<int>(found - list.begin()) + by + count) % count;
    goToItem(list[static_cast<std::size_t>(next)], tr("%1 of %2").arg(next + 1).arg(count));
}

// Edges, frames and notes show where the keys go as nodes do: by a dotted ring.
void CanvasView::paintCurrentItem(QPainter &painter, const View &v)
{
    const Item item = currentItem();
    if (!hasFocus() || !item || item.kind == ItemKind::Node || m_mode != Mode::None) {
        return;
    }
    const QColor color = m_theme.color(ui::Role::Focus);
    painter.setBrush(Qt::NoBrush);
    if (item.kind != ItemKind::Edge) {
        painter.setPen(QPen(color, 2, Qt::DotLine));
        painter.drawRoundedRect(v.map(m_scene.boundsOf(item).adjusted(-5, -5, 5, 5)), 12 * m_zoom, 12 * m_zoom);
        return;
    }
    QPainterPath line;
    for (const auto &curve : m_scene.curves(item.index)) {
        if (line.isEmpty()) {
            line.moveTo(v.map(curve.from));
        }
        line.cubicTo(v.map(curve.control1), v.map(curve.control2), v.map(curve.to));
    }
    QPainterPathStroker ring;
    ring.setWidth(kRingWidth);
    ring.setCapStyle(Qt::RoundCap);
    ring.setJoinStyle(Qt::RoundJoin);
    painter.setPen(QPen(color, 1.5, Qt::DotLine));
    painter.drawPath(ring.createStroke(line));
}

// The ring is as wide at any scale.
void CanvasView::updateCurrentItem()
{
    const Item item = currentItem();
    if (item.kind == ItemKind::Edge && item.index < m_scene.edges().size()) {
        updateEdge(item.index);
    } else if (item.kind == ItemKind::Frame || item.kind == ItemKind::Note) {
        updateScene(m_scene.boundsOf(item).adjusted(-5, -5, 5, 5), 3);
    }
}

// What goes along when the selection is moved: frames carry what stands in them.
CanvasView::Selection CanvasView::carried() const
{
    Selection all = m_selection;
    for (const auto index : m_selection.frames) {
        const QRectF box = m_scene.frames()[index].rect;
        std::vector<std::uint32_t> inside;
        m_scene.nodesIn(box, inside);
        for (const auto node : inside) {
            if (box.contains(m_scene.rect(node))) {
                all.nodes.insert(node);
            }
        }
        for (std::uint32_t i = 0; i < m_scene.notes().size(); ++i) {
            if (box.contains(m_scene.notes()[i].rect)) {
                all.notes.insert(i);
            }
        }
        for (std::uint32_t i = 0; i < m_scene.frames().size(); ++i) {
            if (i != index && box.contains(m_scene.frames()[i].rect)) {
                all.frames.insert(i);
            }
        }
    }
    return all;
}

void CanvasView::nudge(QPointF by)
{
    if (m_readOnly || !m_editor || m_mode != Mode::None) {
        return;
    }
    // A frame takes nothing up on its way.
    if (!m_nudged) {
        m_nudged = carried();
    }
    const Selection moving = *m_nudged;
    std::vector<Placement> places;
    std::set<std::uint32_t> edges;
    for (const auto node : moving.nodes) {
        places.push_back({m_scene.nodes()[node].id, m_scene.nodes()[node].pos + by});
        // Reroute points go along when both ends do.
        for (const auto edge : m_scene.edgesOf(node)) {
            const auto &entry = m_scene.edges()[edge];
            if (!m_scene.route(edge).empty() && moving.nodes.contains(entry.from) && moving.nodes.contains(entry.to)) {
                edges.insert(edge);
            }
        }
    }
    std::vector<std::pair<std::string, QRectF>> frames;
    for (const auto index : moving.frames) {
        frames.emplace_back(m_scene.frames()[index].id, m_scene.frames()[index].rect.translated(by));
    }
    std::vector<std::pair<std::string, QRectF>> notes;
    for (const auto index : moving.notes) {
        notes.emplace_back(m_scene.notes()[index].id, m_scene.notes()[index].rect.translated(by));
    }
    if (places.empty() && frames.empty() && notes.empty()) {
        return; // an edge goes where its nodes go
    }
    std::vector<std::pair<std::string, std::vector<QPointF>>> routes;
    for (const auto edge : edges) {
        const auto points = m_scene.route(edge);
        std::vector<QPointF> moved(points.begin(), points.end());
        for (auto &point : moved) {
            point += by;
        }
        routes.emplace_back(m_scene.routeKey(edge), std::move(moved));
    }
    m_isNudging = true;
    m_editor->move(places, frames, notes, routes, {}, "nudge");
    m_isNudging = false;
    const QRectF box = selectionBounds(Edges::Left);
    if (const QRectF seen = visibleScene(); !box.isEmpty() && !seen.intersects(box)) {
        centerOn(box.center());
    }
}

} // namespace signalbox::canvas
