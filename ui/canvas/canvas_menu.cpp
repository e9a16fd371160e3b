// SPDX-License-Identifier: GPL-3.0-or-later
// What a context menu is about, and what only menus ask for.
#include "ui/canvas/canvas_view.h"

#include <QContextMenuEvent>

#include <algorithm>

namespace signalbox::canvas {

namespace {

constexpr double kEdgeReach = 7;
constexpr double kTitle = 34;
constexpr double kRim = 10;

} // namespace

void CanvasView::contextMenuEvent(QContextMenuEvent *event)
{
    if (!m_editor) {
        return;
    }
    cancelGesture();
    finishTextEdit(true);
    ++m_spotTurn;
    if (event->reason() == QContextMenuEvent::Mouse) {
        m_spot = toScene(event->pos());
        auto item = m_scene.itemAt(*m_spot, kEdgeReach / m_zoom);
        if (item.kind == ItemKind::Frame) {
            // As for a press: inside of a frame is empty space, its title and its rim are the frame.
            const QRectF box = m_scene.boundsOf(item);
            const double rim = kRim / m_zoom;
            const bool onTitle = m_spot->y() < box.top() + std::max(kTitle, kTitle / m_zoom * 0.75);
            item = !onTitle && box.adjusted(rim, rim, -rim, -rim).contains(*m_spot) ? Item() : item;
        }
        if (!item) {
            selectNone();
        } else if (!isSelected(item)) {
            selectItem(item, false, false);
        }
        Q_EMIT contextMenuRequested(event->globalPos());
        return;
    }
    // By keyboard: at what is selected, as far as it is in view.
    const QRectF box = selectionBounds(Edges::Taken);
    const QRectF seen = visibleScene();
    m_spot = box.isEmpty() ? seen.center() : box.intersects(seen) ? box.intersected(seen).center() : seen.center();
    Q_EMIT contextMenuRequested(mapToGlobal(fromScene(*m_spot).toPoint()));
}

void CanvasView::openPaletteOnEdge()
{
    if (m_selection.edges.size() != 1) {
        return;
    }
    const auto edge = *m_selection.edges.begin();
    const auto curves = m_scene.curves(edge);
    const QPointF middle = curves[curves.size() / 2].at(curves.size() % 2 == 0 ? 0 : 0.5);
    m_paletteEdge = edge;
    openPaletteAt(fromScene(m_spot.value_or(middle)));
}

bool CanvasView::canEnterCurrent() const
{
    const auto *node = m_editor && m_current < m_scene.nodes().size() ? m_editor->node(m_scene.nodes()[m_current].id) : nullptr;
    const auto *config = node ? node->if_contains("config") : nullptr;
    const auto *body = config ? json::find(*config, "body") : nullptr;
    if (body && body->is_object()) {
        return true;
    }
    const auto *flow = config ? json::find(*config, "flow") : nullptr;
    const auto *flows = m_editor ? json::find(m_editor->root(), "flows") : nullptr;
    return flow && flow->is_string() && flows && flows->is_object() && flows->get_object().contains(std::string_view(flow->get_string()));
}

void CanvasView::straightenSelection()
{
    if (!m_editor || m_readOnly) {
        return;
    }
    std::vector<std::pair<std::string, std::vector<QPointF>>> routes;
    for (const auto edge : m_selection.edges) {
        if (!m_scene.route(edge).empty()) {
            routes.emplace_back(m_scene.routeKey(edge), std::vector<QPointF>());
        }
    }
    if (routes.size() == 1) {
        m_editor->setRoute(routes.front().first, {});
    } else if (!routes.empty()) {
        m_editor->move({}, {}, {}, routes, tr("Straighten edges"));
    }
}

void CanvasView::setFrameHue(const QString &family)
{
    if (!m_editor || m_readOnly) {
        return;
    }
    m_editor->setFrameHues(picked().frames, family);
}

} // namespace signalbox::canvas
