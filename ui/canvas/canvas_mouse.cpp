// SPDX-License-Identifier: GPL-3.0-or-later
// Mouse and touchpad: what a gesture begins, does and ends.
#include "ui/canvas/canvas_view.h"

#include "ui/widgets/plain_tip.h"

#include <QApplication>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace signalbox::canvas {

namespace {

constexpr double kEdgeReach = 7;  ///< how near to an edge counts, in pixels of the widget
constexpr double kPortReach = 12;
constexpr double kHandle = 18;
constexpr double kWheelZoom = 1.2;

} // namespace

bool CanvasView::event(QEvent *event)
{
    followPixelRatio();
    if (event->type() == QEvent::NativeGesture) {
        auto *gesture = static_cast<QNativeGestureEvent *>(event);
        if (gesture->gestureType() == Qt::ZoomNativeGesture) {
            setZoom(m_zoom * (1 + gesture->value()), gesture->position());
            return true;
        }
        if (gesture->gestureType() == Qt::SmartZoomNativeGesture) {
            zoomToFit();
            return true;
        }
    }
    if (event->type() == QEvent::ShortcutOverride) {
        // Letters and Tab are ours; whoever is around may have shortcuts on them.
        auto *key = static_cast<QKeyEvent *>(event);
        const bool plain = !(key->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
        if (plain && (!key->text().isEmpty() || key->key() == Qt::Key_Tab)) {
            event->accept();
            return true;
        }
    }
    if (event->type() == QEvent::ToolTip) {
        auto *help = static_cast<QHelpEvent *>(event);
        const auto item = m_scene.itemAt(toScene(help->pos()), kEdgeReach / m_zoom);
        QString text;
        if (item.kind == ItemKind::Node) {
            const auto *problem = problemOf(item.index);
            const auto *run = m_painter.nodeRun(item.index);
            text = problem ? problem->text : run && !run->error.isEmpty() ? run->error : m_scene.title(item.index) + QLatin1Char('\n') + m_scene.summary(item.index);
            if (run && !run->cost.isEmpty()) {
                text += u'\n' + tr("Cost: %1").arg(run->cost);
            }
        }
        if (item.kind == ItemKind::Edge) {
            text = edgeHelp(item.index);
        }
        if (const auto port = m_scene.portAt(toScene(help->pos()), kPortReach / m_zoom)) {
            const auto &info = m_scene.portInfo(*port);
            text = info.title.isEmpty() ? QString::fromStdString(info.name) : info.title;
        }
        if (text.isEmpty()) {
            QToolTip::hideText();
        } else {
            QToolTip::showText(help->globalPos(), ui::plainTip(text), this);
        }
        return true;
    }
    return QWidget::event(event);
}

void CanvasView::setHover(const Item &item, const std::optional<PortRef> &port)
{
    if (item == m_hover && port == m_hoverPort) {
        return;
    }
    const auto touch = [this] {
        if (m_hover.kind == ItemKind::Edge) {
            updateEdge(m_hover.index);
        } else if (m_hover) {
            updateScene(m_scene.boundsOf(m_hover));
        }
        if (m_hoverPort) {
            updateScene(QRectF(m_scene.portPos(*m_hoverPort), QSizeF(0, 0)), std::max(24.0, 8 * m_zoom));
        }
    };
    touch();
    m_hover = item;
    m_hoverPort = port;
    touch();
}

void CanvasView::updateHover(QPointF position)
{
    const QPointF scene = toScene(position);
    const auto port = m_zoom >= 0.3 ? m_scene.portAt(scene, kPortReach / m_zoom) : std::nullopt;
    Item item = m_scene.itemAt(scene, kEdgeReach / m_zoom);
    if (port && item.kind != ItemKind::Node) {
        item = {ItemKind::Node, port->node};
    }
    if (item.kind == ItemKind::Frame || item.kind == ItemKind::Note) {
        item = {};
    }
    setHover(item, port);
}

void CanvasView::updateCursor()
{
    if (m_mode == Mode::Pan) {
        setCursor(Qt::ClosedHandCursor);
    } else if (m_spaceHeld) {
        setCursor(Qt::OpenHandCursor);
    } else if (m_wire.active || (m_hoverPort && !m_readOnly)) {
        setCursor(Qt::CrossCursor);
    } else {
        unsetCursor();
    }
}

QRectF CanvasView::resizeHandle(const Item &item) const
{
    const QRectF box = m_scene.boundsOf(item);
    const double side = kHandle / m_zoom;
    return {box.bottomRight() - QPointF(side / 2, side / 2), QSizeF(side, side)};
}

std::optional<std::size_t> CanvasView::routePointAt(std::uint32_t edge, QPointF scene) const
{
    const auto points = m_scene.route(edge);
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (QLineF(points[i], scene).length() <= kPortReach / m_zoom) {
            return i;
        }
    }
    return std::nullopt;
}

void CanvasView::mousePressEvent(QMouseEvent *event)
{
    setFocus(Qt::MouseFocusReason);
    finishTextEdit(true);
    if (m_wire.active && m_wire.byKeyboard) {
        cancelWire();
    }
    if (m_mode != Mode::None) {
        return; // a second button changes nothing
    }
    m_pressPos = m_lastPos = event->position();
    m_pressScene = toScene(event->position());
    if (event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && m_spaceHeld)) {
        m_mode = Mode::Pan;
        setHover({}, std::nullopt);
        updateCursor();
        return;
    }
    if (event->button() != Qt::LeftButton) {
        return;
    }
    const auto modifiers = event->modifiers();
    const auto port = m_zoom >= 0.3 && !m_readOnly ? m_scene.portAt(m_pressScene, kPortReach / m_zoom) : std::nullopt;
    if (port && !(modifiers & Qt::ShiftModifier)) {
        beginWire(*port, false);
        return;
    }
    if (!m_readOnly && m_selection.nodes.empty() && m_selection.frames.size() + m_selection.notes.size() == 1) {
        const Item item = m_selection.frames.empty() ? Item{ItemKind::Note, *m_selection.notes.begin()} : Item{ItemKind::Frame, *m_selection.frames.begin()};
        if (resizeHandle(item).contains(m_pressScene)) {
            m_mode = Mode::Resize;
            m_pressItem = item;
            m_resizeRect = m_scene.boundsOf(item);
            update();
            return;
        }
    }
    m_pressItem = m_scene.itemAt(m_pressScene, kEdgeReach / m_zoom);
    m_pressToggles = modifiers & Qt::ControlModifier;
    // A frame is taken hold of by its title or its rim; inside, a box begins.
    if (m_pressItem.kind == ItemKind::Frame) {
        const QRectF box = m_scene.boundsOf(m_pressItem);
        const double rim = 10 / m_zoom;
        const bool onTitle = m_pressScene.y() < box.top() + std::max(34.0, 34 / m_zoom * 0.75);
        if (!onTitle && box.adjusted(rim, rim, -rim, -rim).contains(m_pressScene)) {
            m_pressItem = {};
        }
    }
    setHover({}, std::nullopt);
    if (!m_pressItem) {
        m_mode = (modifiers & Qt::AltModifier) ? Mode::Lasso : Mode::Box;
        m_selectionBefore = modifiers & (Qt::ShiftModifier | Qt::ControlModifier) ? m_selection : Selection();
        m_lasso = QPolygonF{event->position()};
        m_box = QRectF(event->position(), QSizeF());
        return;
    }
    m_mode = Mode::Press;
    // What is selected already stays selected, in case it is about to be dragged with the rest.
    if (!isSelected(m_pressItem)) {
        selectItem(m_pressItem, m_pressToggles, modifiers & Qt::ShiftModifier);
        m_pressToggles = false;
    } else if (m_pressItem.kind == ItemKind::Node) {
        setCurrentNode(m_pressItem.index);
    }
}

void CanvasView::mouseMoveEvent(QMouseEvent *event)
{
    const QPointF position = event->position();
    const QPointF scene = toScene(position);
    switch (m_mode) {
    case Mode::None:
        updateHover(position);
        updateCursor();
        break;
    case Mode::Pan: {
        const QPoint by = position.toPoint() - m_lastPos.toPoint();
        pan(by);
        break;
    }
    case Mode::Press: {
        if ((position - m_pressPos).manhattanLength() < QApplication::startDragDistance() * 0.5 || m_readOnly) {
            break;
        }
        if (m_pressItem.kind == ItemKind::Edge) {
            beginReroute(m_pressItem.index, m_pressScene);
        } else {
            beginMove(m_pressScene, event->modifiers() & Qt::AltModifier);
            m_shake.begin(position);
            moveTo(scene, event->modifiers() & Qt::ControlModifier);
        }
        break;
    }
    case Mode::Move:
        if (m_shake.move(position, event->timestamp())) {
            takeOutShaken();
        }
        moveTo(scene, event->modifiers() & Qt::ControlModifier);
        break;
    case Mode::Wire:
        moveWire(scene);
        break;
    case Mode::Reroute: {
        QPointF at = scene;
        if (m_snapping && !(event->modifiers() & Qt::ControlModifier)) {
            at = {std::round(at.x() / card::kGrid) * card::kGrid, std::round(at.y() / card::kGrid) * card::kGrid};
        }
        m_reroute[m_reroutePoint] = at;
        update();
        break;
    }
    case Mode::Resize: {
        const QRectF before = m_resizeRect;
        QPointF corner = scene;
        if (m_snapping) {
            corner = {std::round(corner.x() / card::kGrid) * card::kGrid, std::round(corner.y() / card::kGrid) * card::kGrid};
        }
        m_resizeRect.setBottomRight({std::max(corner.x(), m_resizeRect.left() + 96), std::max(corner.y(), m_resizeRect.top() + 64)});
        updateScene(before.united(m_resizeRect));
        break;
    }
    case Mode::Box:
    case Mode::Lasso: {
        const QRectF before = m_mode == Mode::Box ? m_box : m_lasso.boundingRect();
        Selection found;
        if (m_mode == Mode::Box) {
            m_box = QRectF(m_pressPos, position).normalized();
            found = itemsIn(QRectF(m_pressScene, scene).normalized());
        } else {
            m_lasso << position;
            QPolygonF plane;
            for (const auto &point : m_lasso) {
                plane << toScene(point);
            }
            found = itemsIn(plane);
        }
        Selection next = m_selectionBefore;
        next.nodes.merge(found.nodes);
        next.edges.merge(found.edges);
        next.frames.merge(found.frames);
        next.notes.merge(found.notes);
        const QRectF after = m_mode == Mode::Box ? m_box : m_lasso.boundingRect();
        setSelection(std::move(next));
        update(before.united(after).adjusted(-2, -2, 2, 2).toAlignedRect());
        break;
    }
    }
    m_lastPos = position;
}

void CanvasView::mouseReleaseEvent(QMouseEvent *event)
{
    const auto mode = m_mode;
    switch (mode) {
    case Mode::None:
        return;
    case Mode::Pan:
        m_mode = Mode::None;
        updateHover(event->position());
        break;
    case Mode::Press:
        m_mode = Mode::None;
        if (event->button() == Qt::LeftButton) {
            if (m_pressToggles) {
                selectItem(m_pressItem, true, false);
            } else if (!(event->modifiers() & (Qt::ShiftModifier | Qt::ControlModifier))) {
                selectItem(m_pressItem, false, false); // of several, the one that was clicked
            }
            updateHover(event->position());
        }
        break;
    case Mode::Move:
        endMove();
        break;
    case Mode::Wire:
        endWire();
        break;
    case Mode::Reroute: {
        m_mode = Mode::None;
        const auto key = m_scene.routeKey(m_rerouteEdge);
        m_marks.liftedEdges.clear();
        const auto points = std::exchange(m_reroute, {});
        m_rerouteEdge = Scene::kNone;
        m_editor->setRoute(key, points);
        break;
    }
    case Mode::Resize: {
        m_mode = Mode::None;
        const auto item = m_pressItem;
        const auto rect = m_resizeRect;
        if (item.kind == ItemKind::Frame) {
            m_editor->move({}, {{m_scene.frames()[item.index].id, rect}}, {}, {}, tr("Resize"));
        } else {
            m_editor->move({}, {}, {{m_scene.notes()[item.index].id, rect}}, {}, tr("Resize"));
        }
        break;
    }
    case Mode::Box:
    case Mode::Lasso: {
        m_mode = Mode::None;
        const bool click = (event->position() - m_pressPos).manhattanLength() < 3;
        if (click && !(event->modifiers() & (Qt::ShiftModifier | Qt::ControlModifier))) {
            selectNone();
        }
        if (m_selection.nodes.size() == 1) {
            setCurrentNode(*m_selection.nodes.begin());
        }
        m_box = {};
        m_lasso.clear();
        update();
        break;
    }
    }
    updateCursor();
}

void CanvasView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton) {
        return;
    }
    m_mode = Mode::None;
    const QPointF scene = toScene(event->position());
    const auto item = m_scene.itemAt(scene, kEdgeReach / m_zoom);
    switch (item.kind) {
    case ItemKind::Node:
        Q_EMIT nodeActivated(QString::fromStdString(m_scene.nodes()[item.index].id));
        break;
    case ItemKind::Edge:
        if (const auto point = routePointAt(item.index, scene); point && !m_readOnly) {
            auto points = std::vector<QPointF>(m_scene.route(item.index).begin(), m_scene.route(item.index).end());
            points.erase(points.begin() + static_cast<std::ptrdiff_t>(*point));
            m_editor->setRoute(m_scene.routeKey(item.index), points);
        } else if (!m_readOnly) {
            m_paletteEdge = item.index;
            openPaletteAt(event->position());
        }
        break;
    case ItemKind::Note:
        editTextInPlace(item);
        break;
    case ItemKind::Frame:
        if (scene.y() < m_scene.boundsOf(item).top() + 40 / std::min(1.0, m_zoom)) {
            editTextInPlace(item);
            break;
        }
        [[fallthrough]];
    case ItemKind::None:
        openPaletteAt(event->position());
        break;
    }
}

void CanvasView::wheelEvent(QWheelEvent *event)
{
    const auto modifiers = event->modifiers();
    if (modifiers & Qt::ControlModifier) {
        const double notches = event->angleDelta().y() / 120.0;
        if (!event->pixelDelta().isNull() || std::abs(notches) < 0.9) {
            setZoom(m_zoom * std::pow(kWheelZoom, notches), event->position()); // fine steps are smooth already
        } else {
            zoomStep(std::pow(kWheelZoom, notches), event->position());
        }
    } else {
        QPoint by = event->pixelDelta();
        if (by.isNull()) {
            by = event->angleDelta() * 0.5;
        }
        if (modifiers & Qt::ShiftModifier && by.x() == 0) {
            by = {by.y(), 0};
        }
        pan(by);
        if (m_mode == Mode::Move) {
            moveTo(toScene(event->position()), modifiers & Qt::ControlModifier);
        } else if (m_mode == Mode::Wire) {
            moveWire(toScene(event->position()));
        }
    }
    event->accept();
}

void CanvasView::leaveEvent(QEvent *event)
{
    setHover({}, std::nullopt);
    QWidget::leaveEvent(event);
}

} // namespace signalbox::canvas
