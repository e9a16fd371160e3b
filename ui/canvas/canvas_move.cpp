// SPDX-License-Identifier: GPL-3.0-or-later
// Dragging: cards with what belongs to them, alignment, edges under a card, reroute points.
#include "ui/canvas/canvas_view.h"

#include <algorithm>
#include <cmath>

namespace signalbox::canvas {

namespace {

constexpr double kSnapReach = 6; ///< pixels of the widget

} // namespace

void CanvasView::beginMove(QPointF scene, bool takeOut)
{
    Q_UNUSED(scene);
    m_mode = Mode::Move;
    m_moveOffset = {};
    m_guides.clear();
    m_dropEdge = Scene::kNone;
    const Selection moving = carried();
    m_takingOut = takeOut && !moving.nodes.empty() && moving.frames.empty() && moving.notes.empty();
    m_movingNodes.assign(moving.nodes.begin(), moving.nodes.end());
    m_movingNotes.assign(moving.notes.begin(), moving.notes.end());
    m_movingFrames.assign(moving.frames.begin(), moving.frames.end());
    m_movingEdges.clear();
    m_marks.liftedNodes.assign(m_scene.nodes().size(), false);
    m_marks.liftedEdges.assign(m_scene.edges().size(), false);
    m_moveBox = {};
    for (const auto node : m_movingNodes) {
        m_marks.liftedNodes[node] = true;
        m_moveBox = m_moveBox.united(m_scene.rect(node));
        for (const auto edge : m_scene.edgesOf(node)) {
            if (!m_marks.liftedEdges[edge]) {
                m_marks.liftedEdges[edge] = true;
                m_movingEdges.push_back(edge);
            }
        }
    }
    for (const auto index : m_movingNotes) {
        m_moveBox = m_moveBox.united(m_scene.notes()[index].rect);
    }
    for (const auto index : m_movingFrames) {
        m_moveBox = m_moveBox.united(m_scene.frames()[index].rect);
    }
    if (m_movingNodes.size() > 200 || !m_movingFrames.empty() || !m_movingNotes.empty()) {
        invalidateAll();
    } else {
        for (const auto node : m_movingNodes) {
            invalidateScene(m_scene.rect(node));
        }
        for (const auto edge : m_movingEdges) {
            invalidateScene(m_scene.edgeBounds(edge));
        }
    }
}

// Piece by piece: the box around all of it is many times as large.
QRegion CanvasView::movingRegion() const
{
    // More is slower piece by piece than as a whole.
    constexpr std::size_t kMostThings = 60;
    constexpr int kMostRects = 400;
    constexpr double o = card::kOverhang;
    const QRect window = rect();
    if (m_movingNodes.size() > kMostThings || m_movingEdges.size() > kMostThings) {
        return window;
    }
    const QRectF area = visibleScene().adjusted(-o, -o, o, o);
    QRegion region;
    if (!m_movingFrames.empty() || !m_movingNotes.empty()) {
        region += toWindow(m_moveBox.translated(m_moveOffset).adjusted(-o, -o, o, o), 3);
    }
    for (const auto node : m_movingNodes) {
        region += toWindow(m_scene.rect(node).translated(m_moveOffset).adjusted(-o, -o, o, o), 3);
    }
    for (const auto edge : m_movingEdges) {
        const auto &entry = m_scene.edges()[edge];
        const QPointF from = m_marks.liftedNodes[entry.from] ? m_moveOffset : QPointF();
        const QPointF to = m_marks.liftedNodes[entry.to] ? m_moveOffset : QPointF();
        if (m_scene.route(edge).empty() && !m_scene.curve(edge, from, to).bounds().adjusted(-8, -8, 8, 8).intersects(area)) {
            continue;
        }
        region += regionOf(m_scene.curves(edge, from, to));
        if (region.rectCount() > kMostRects) {
            return window;
        }
    }
    for (const auto &guide : m_guides) {
        region += toWindow(QRectF(guide.line.p1(), guide.line.p2()).normalized(), 3);
    }
    return region & window;
}

QPointF CanvasView::snapped(QPointF offset, std::vector<Guide> &guides) const
{
    // First to the lines of neighbours in view, else to the grid.
    const QRectF box = m_moveBox.translated(offset);
    const double reach = kSnapReach / m_zoom;
    double bestX = reach;
    double bestY = reach;
    QPointF by;
    QRectF alongX;
    QRectF alongY;
    double lineX = 0;
    double lineY = 0;
    if (m_movingNodes.size() <= 200 && m_zoom >= 0.2) {
        std::vector<std::uint32_t> near;
        m_scene.nodesIn(visibleScene(), near);
        if (near.size() > 600) {
            near.resize(600);
        }
        for (const auto node : near) {
            if (Marks::has(m_marks.liftedNodes, node)) {
                continue;
            }
            const QRectF other = m_scene.rect(node);
            const auto tryX = [&](double mine, double theirs) {
                if (const double d = theirs - mine; std::abs(d) < bestX) {
                    bestX = std::abs(d);
                    by.setX(d);
                    alongX = other;
                    lineX = theirs;
                }
            };
            const auto tryY = [&](double mine, double theirs) {
                if (const double d = theirs - mine; std::abs(d) < bestY) {
                    bestY = std::abs(d);
                    by.setY(d);
                    alongY = other;
                    lineY = theirs;
                }
            };
            tryX(box.left(), other.left());
            tryX(box.right(), other.right());
            tryX(box.center().x(), other.center().x());
            tryY(box.top(), other.top());
            tryY(box.bottom(), other.bottom());
            tryY(box.center().y(), other.center().y());
        }
    }
    QPointF result = offset + by;
    if (alongX.isNull()) {
        result.setX(std::round((m_moveBox.left() + offset.x()) / card::kGrid) * card::kGrid - m_moveBox.left());
    }
    if (alongY.isNull()) {
        result.setY(std::round((m_moveBox.top() + offset.y()) / card::kGrid) * card::kGrid - m_moveBox.top());
    }
    const QRectF placed = m_moveBox.translated(result);
    if (!alongX.isNull()) {
        guides.push_back({QLineF(lineX, std::min(alongX.top(), placed.top()) - 16, lineX, std::max(alongX.bottom(), placed.bottom()) + 16)});
    }
    if (!alongY.isNull()) {
        guides.push_back({QLineF(std::min(alongY.left(), placed.left()) - 16, lineY, std::max(alongY.right(), placed.right()) + 16, lineY)});
    }
    return result;
}

void CanvasView::moveTo(QPointF scene, bool free)
{
    const QRegion before = movingRegion();
    m_guides.clear();
    QPointF offset = scene - m_pressScene;
    if (m_snapping && !free) {
        offset = snapped(offset, m_guides);
    }
    m_moveOffset = offset;
    // One loose node over an edge would go into it.
    const auto dropBefore = m_dropEdge;
    m_dropEdge = Scene::kNone;
    if (m_movingNodes.size() == 1 && (m_takingOut || m_scene.edgesOf(m_movingNodes[0]).empty())) {
        const auto node = m_movingNodes[0];
        const auto *info = m_scene.typeOf(node).info;
        const bool fits = !m_scene.portsOf(node).in.empty() && !m_scene.portsOf(node).out.empty() && (!info || !info->inputs.empty());
        const QRectF box = m_scene.rect(node).translated(offset);
        if (fits) {
            const auto edge = m_scene.edgeAt(QPointF(box.center().x(), box.top() + card::kHeader / 2), card::kHeader * 0.4);
            m_dropEdge = edge != Scene::kNone && !Marks::has(m_marks.liftedEdges, edge) ? edge : Scene::kNone;
        }
    }
    for (const auto edge : {dropBefore, m_dropEdge}) {
        if (edge != Scene::kNone && dropBefore != m_dropEdge) {
            updateEdge(edge);
        }
    }
    update(before + movingRegion());
}

void CanvasView::takeOutShaken()
{
    if (m_takingOut || m_movingEdges.empty() || !m_movingFrames.empty() || !m_movingNotes.empty()) {
        return;
    }
    m_takingOut = true;
    update(movingRegion());
    Q_EMIT announced(tr("Taken out of its edges. Esc puts it back."));
}

void CanvasView::endMove()
{
    m_mode = Mode::None;
    const auto nodes = std::exchange(m_movingNodes, {});
    const auto edges = std::exchange(m_movingEdges, {});
    const auto frames = std::exchange(m_movingFrames, {});
    const auto notes = std::exchange(m_movingNotes, {});
    const QPointF offset = m_moveOffset;
    const auto lifted = std::exchange(m_marks.liftedNodes, {});
    m_marks.liftedEdges.clear();
    m_guides.clear();
    const bool takeOut = std::exchange(m_takingOut, false);
    const auto dropEdge = std::exchange(m_dropEdge, Scene::kNone);
    invalidateAll();
    if (!m_editor || (offset.isNull() && !takeOut)) {
        return;
    }
    std::vector<Placement> places;
    std::vector<std::string> ids;
    for (const auto node : nodes) {
        ids.push_back(m_scene.nodes()[node].id);
        places.push_back({ids.back(), m_scene.nodes()[node].pos + offset});
    }
    std::vector<std::pair<std::string, QRectF>> frameRects;
    for (const auto index : frames) {
        frameRects.emplace_back(m_scene.frames()[index].id, m_scene.frames()[index].rect.translated(offset));
    }
    std::vector<std::pair<std::string, QRectF>> noteRects;
    for (const auto index : notes) {
        noteRects.emplace_back(m_scene.notes()[index].id, m_scene.notes()[index].rect.translated(offset));
    }
    // Reroute points go along when both ends do.
    std::vector<std::pair<std::string, std::vector<QPointF>>> routes;
    for (const auto edge : edges) {
        const auto points = m_scene.route(edge);
        const auto &entry = m_scene.edges()[edge];
        if (!points.empty() && lifted[entry.from] && lifted[entry.to]) {
            std::vector<QPointF> moved;
            for (const auto &point : points) {
                moved.push_back(point + offset);
            }
            routes.emplace_back(m_scene.routeKey(edge), std::move(moved));
        }
    }
    m_editor->history().seal();
    if (takeOut) {
        tellLostConditions(m_editor->takeOut(ids, places, dropEdge == Scene::kNone ? std::nullopt : std::optional(m_scene.edges()[dropEdge].inFile)));
        return;
    }
    if (dropEdge != Scene::kNone) {
        m_editor->insertOnEdge(m_scene.edges()[dropEdge].inFile, ids.front(), places);
        return;
    }
    m_editor->move(places, frameRects, noteRects, routes);
}

void CanvasView::cancelGesture()
{
    if (m_wire.active) {
        cancelWire(); // one that is drawn by keyboard has no mode
    }
    if (m_mode == Mode::None) {
        return;
    }
    m_mode = Mode::None;
    m_pressItem = {};
    m_selectionBefore = {};
    m_box = {};
    m_lasso.clear();
    m_moveOffset = {};
    m_movingNodes.clear();
    m_movingEdges.clear();
    m_movingFrames.clear();
    m_movingNotes.clear();
    m_guides.clear();
    m_takingOut = false;
    m_dropEdge = Scene::kNone;
    m_rerouteEdge = Scene::kNone;
    m_reroute.clear();
    m_marks.liftedNodes.clear();
    m_marks.liftedEdges.clear();
    invalidateAll();
    updateCursor();
}

void CanvasView::beginReroute(std::uint32_t edge, QPointF scene)
{
    const auto points = m_scene.route(edge);
    m_reroute.assign(points.begin(), points.end());
    if (const auto point = routePointAt(edge, scene)) {
        m_reroutePoint = *point;
    } else {
        // Between the two stops whose curve is the nearest.
        const auto curves = m_scene.curves(edge);
        std::size_t best = 0;
        double least = 1e300;
        for (std::size_t i = 0; i < curves.size(); ++i) {
            if (const auto near = nearestOn(curves[i], scene); near.distance < least) {
                least = near.distance;
                best = i;
            }
        }
        m_reroute.insert(m_reroute.begin() + static_cast<std::ptrdiff_t>(best), scene);
        m_reroutePoint = best;
    }
    m_mode = Mode::Reroute;
    m_rerouteEdge = edge;
    m_marks.liftedEdges.assign(m_scene.edges().size(), false);
    m_marks.liftedEdges[edge] = true;
    invalidateScene(m_scene.edgeBounds(edge));
}

} // namespace signalbox::canvas
