// SPDX-License-Identifier: GPL-3.0-or-later
// What moves above the painted plane: what is dragged, wires that are drawn, the pointer's traces.
#include "ui/canvas/canvas_view.h"

#include <QDateTime>
#include <QPaintEvent>

#include <cmath>

namespace signalbox::canvas {

void CanvasView::paintEvent(QPaintEvent *event)
{
    const bool blurred = !m_backing.isSharp();
    ensureBacking(Backing::Effort::Quick);
    if (blurred && m_backing.isSharp() && !(QRegion(rect()) - event->region()).isEmpty()) {
        update(); // more has become sharp than is shown now
    }
    QPainter painter(this);
    const double ratio = devicePixelRatioF();
    painter.setCompositionMode(QPainter::CompositionMode_Source);
    for (const auto &rect : event->region()) {
        const QRect pixels(static_cast<int>(std::floor(rect.x() * ratio)), static_cast<int>(std::floor(rect.y() * ratio)), static_cast<int>(std::ceil(rect.width() * ratio)) + 1,
                           static_cast<int>(std::ceil(rect.height() * ratio)) + 1);
        m_backing.blit(painter, (ratio == 1 ? QRect(rect) : pixels).translated(planeVisible().topLeft()), ratio);
    }
    painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
    paintOverlay(painter, event->region());
}

void CanvasView::paintOverlay(QPainter &painter, const QRegion &region)
{
    // The painter's units are the widget's: one scene unit is `zoom` of them.
    View v;
    v.scale = m_zoom;
    v.pixelRatio = 1;
    v.shift = m_offset / devicePixelRatioF();
    const QRectF clip = region.boundingRect();
    painter.setRenderHint(QPainter::Antialiasing, true);
    paintBookmarks(painter, v, clip);
    paintChanges(painter, v, clip);
    paintRunning(painter, v, clip);
    paintHover(painter, v);
    if (m_dropEdge < m_scene.edges().size()) {
        m_painter.paintEdge(painter, m_scene, v, m_dropEdge, ui::Role::EdgeSelected, 1.8);
    }
    if (m_mode == Mode::Move) {
        paintMoving(painter, v, clip);
    }
    if (m_mode == Mode::Reroute && m_rerouteEdge < m_scene.edges().size()) {
        const auto &edge = m_scene.edges()[m_rerouteEdge];
        for (const auto &curve : routedCurves(m_scene.portPos(m_scene.fromPort(edge)), m_scene.portPos(m_scene.toPort(edge)), m_reroute)) {
            m_painter.paintWire(painter, v, curve, m_theme.color(ui::Role::EdgeSelected), 1.4, false);
        }
        for (const auto &point : m_reroute) {
            m_painter.paintPort(painter, v, point, ui::Role::EdgeSelected, 0);
        }
    }
    if (m_mode == Mode::Resize) {
        painter.setPen(QPen(m_theme.color(ui::Role::SelectionLine), 1.5));
        painter.setBrush(m_theme.color(ui::Role::SelectionFill));
        painter.drawRoundedRect(v.map(m_resizeRect), 8 * m_zoom, 8 * m_zoom);
    }
    if (m_wire.active) {
        paintWireDrag(painter, v);
    }
    paintCurrent(painter, v);
    paintProblems(painter, v, clip);
    paintDebugging(painter, v, clip);
    if (m_mode == Mode::Box || m_mode == Mode::Lasso) {
        QPen pen(m_theme.color(ui::Role::SelectionLine), 1);
        painter.setPen(pen);
        painter.setBrush(m_theme.color(ui::Role::SelectionFill));
        if (m_mode == Mode::Box) {
            painter.setRenderHint(QPainter::Antialiasing, false);
            painter.drawRect(m_box);
        } else {
            painter.drawPolygon(m_lasso);
        }
    }
    if (m_scene.isEmpty() && m_editor) {
        painter.setPen(m_theme.color(ui::Role::TextMuted));
        painter.setFont(m_theme.font(ui::TextStyle::Title));
        const QRectF box = QRectF(rect()).adjusted(24, 24, -24, -24);
        const double middle = box.center().y();
        painter.drawText(QRectF(box.left(), middle - 40, box.width(), 36), Qt::AlignCenter, tr("An empty flow"));
        painter.setFont(m_theme.font(ui::TextStyle::Body));
        painter.drawText(QRectF(box.left(), middle, box.width(), 60), static_cast<int>(Qt::AlignHCenter | Qt::AlignTop) | Qt::TextWordWrap,
                         tr("Type the name of a step, double-click, or press Tab to add the first node."));
    }
}

void CanvasView::paintMoving(QPainter &painter, const View &v, const QRectF &clip)
{
    const QRectF area = v.unmap(clip.adjusted(-4, -4, 4, 4));
    for (const auto index : m_movingFrames) {
        SceneFrame frame = m_scene.frames()[index];
        frame.rect.translate(m_moveOffset);
        m_painter.paintFrame(painter, v, frame, true);
    }
    for (const auto index : m_movingNotes) {
        SceneNote note = m_scene.notes()[index];
        note.rect.translate(m_moveOffset);
        m_painter.paintNote(painter, v, note, true);
    }
    const auto moves = [&](std::uint32_t node) { return Marks::has(m_marks.liftedNodes, node); };
    for (const auto edge : m_movingEdges) {
        const auto &entry = m_scene.edges()[edge];
        if (m_takingOut) {
            continue;
        }
        const QPointF from = moves(entry.from) ? m_moveOffset : QPointF();
        const QPointF to = moves(entry.to) ? m_moveOffset : QPointF();
        if (m_scene.route(edge).empty() && !m_scene.curve(edge, from, to).bounds().adjusted(-8, -8, 8, 8).intersects(area)) {
            continue;
        }
        m_painter.paintEdge(painter, m_scene, v, edge, ui::Role::Edge, 1, from, to);
    }
    constexpr double o = card::kOverhang;
    for (const auto node : m_movingNodes) {
        if (m_scene.rect(node).translated(m_moveOffset).adjusted(-o, -o, o, o).intersects(area)) {
            m_painter.paintNode(painter, m_scene, v, node, true, m_moveOffset);
        }
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(m_theme.color(ui::Role::Guide), 1));
    for (const auto &guide : m_guides) {
        painter.drawLine(QLineF(v.map(guide.line.p1()), v.map(guide.line.p2())));
    }
    painter.setRenderHint(QPainter::Antialiasing, true);
}

void CanvasView::paintWireDrag(QPainter &painter, const View &v)
{
    // Only what fits stands out.
    const QRectF area = visibleScene();
    for (const auto &port : m_wire.candidates) {
        const QPointF at = m_scene.portPos(port);
        if (area.contains(at)) {
            m_painter.paintPort(painter, v, at, ui::Role::PortHover, m_wire.target == port ? 3 : 0.5);
        }
    }
    const QPointF start = m_scene.portPos(m_wire.from);
    const QPointF end = m_wire.target ? m_scene.portPos(*m_wire.target) : m_wire.end;
    const Curve curve = m_wire.from.side == Side::Out ? edgeCurve(start, end) : edgeCurve(end, start);
    m_painter.paintWire(painter, v, curve, m_theme.color(ui::Role::EdgeSelected), 1.3, m_wire.target.has_value() || m_wire.from.side == Side::In);
    m_painter.paintPort(painter, v, start, ui::Role::PortHover, 1);
    if (m_wire.target) {
        const auto node = m_wire.target->node;
        painter.setPen(QPen(m_theme.color(ui::Role::PortHover), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(v.map(m_scene.rect(node).adjusted(-3, -3, 3, 3)), 12 * m_zoom, 12 * m_zoom);
    }
}

void CanvasView::paintHover(QPainter &painter, const View &v)
{
    if (m_mode != Mode::None || m_wire.active || !m_hover) {
        return;
    }
    const bool detailed = detailAt(m_zoom, m_scene.nodes().size()) != Detail::Blocks;
    if (m_hover.kind == ItemKind::Edge && !m_selection.edges.contains(m_hover.index)) {
        m_painter.paintEdge(painter, m_scene, v, m_hover.index, ui::Role::EdgeHover, 1.5);
        // Its ends are painted over, so that the line seems to stay below the cards.
        const auto &edge = m_scene.edges()[m_hover.index];
        if (detailed) {
            m_painter.paintPort(painter, v, m_scene.portPos(m_scene.fromPort(edge)), ui::Role::EdgeHover, -0.5);
            m_painter.paintPort(painter, v, m_scene.portPos(m_scene.toPort(edge)), ui::Role::EdgeHover, -0.5);
        }
    } else if (m_hover.kind == ItemKind::Node) {
        const QRectF box = v.map(m_scene.rect(m_hover.index));
        if (!m_selection.nodes.contains(m_hover.index)) {
            QColor ring = m_theme.color(ui::Role::NodeSelected);
            ring.setAlphaF(0.55F);
            painter.setPen(QPen(ring, 1.5));
            painter.setBrush(Qt::NoBrush);
            const double radius = ui::radius::kL * 1.25 * m_zoom;
            painter.drawRoundedRect(box, radius, radius);
        }
        if (detailAt(m_zoom, m_scene.nodes().size()) == Detail::Full) {
            // The implied port shows when somebody is there to use it.
            const auto &set = m_scene.portsOf(m_hover.index);
            const auto *info = m_scene.typeOf(m_hover.index).info;
            if (set.errorPort < 0 && info && info->canFail && !info->outputs.empty() && !m_readOnly) {
                m_painter.paintPort(painter, v, m_scene.portPos({m_hover.index, Side::Out, static_cast<std::uint16_t>(set.out.size())}), ui::Role::EdgeError, -1);
            }
        }
    }
    if (m_hoverPort && detailed && !m_readOnly) {
        m_painter.paintPort(painter, v, m_scene.portPos(*m_hoverPort), ui::Role::PortHover, 2);
    }
}

void CanvasView::paintCurrent(QPainter &painter, const View &v)
{
    // Whoever works by keyboard sees where it is.
    paintCurrentItem(painter, v);
    if (currentItem().kind == ItemKind::Node && hasFocus() && !Marks::has(m_marks.liftedNodes, m_current) && !m_selection.nodes.contains(m_current)) {
        painter.setPen(QPen(m_theme.color(ui::Role::Focus), 2, Qt::DotLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(v.map(m_scene.rect(m_current).adjusted(-5, -5, 5, 5)), 14 * m_zoom, 14 * m_zoom);
    }
    for (const auto node : m_found) {
        const QRectF box = v.map(m_scene.rect(node).adjusted(-4, -4, 4, 4));
        if (box.intersects(QRectF(rect()))) {
            painter.setPen(QPen(m_theme.color(ui::Role::Warning), 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(box, 13 * m_zoom, 13 * m_zoom);
        }
    }
    // One thing alone can be drawn larger by its corner.
    if (!m_readOnly && m_mode == Mode::None && m_selection.nodes.empty() && m_selection.frames.size() + m_selection.notes.size() == 1) {
        const Item item = m_selection.frames.empty() ? Item{ItemKind::Note, *m_selection.notes.begin()} : Item{ItemKind::Frame, *m_selection.frames.begin()};
        painter.setPen(QPen(m_theme.color(ui::Role::Node), 1));
        painter.setBrush(m_theme.color(ui::Role::NodeSelected));
        painter.drawRoundedRect(QRectF(v.map(resizeHandle(item).center()) - QPointF(4, 4), QSizeF(8, 8)), 2, 2);
    }
}

QRectF CanvasView::runningBadge(std::uint32_t node) const
{
    const double side = ScenePainter::badgeSide(m_zoom, m_scene.nodes().size());
    const QRectF box = m_scene.rect(node);
    const double left = layoutDirection() == Qt::RightToLeft ? box.left() + 6 : box.right() - 6 - side;
    return {left, box.top() - side / 2, side, side};
}

void CanvasView::paintRunning(QPainter &painter, const View &v, const QRectF &clip)
{
    if (!m_turn.isActive() || m_zoom < 0.3) {
        return;
    }
    const auto turn = ui::motion::kTurn.count();
    const double phase = static_cast<double>(QDateTime::currentMSecsSinceEpoch() % turn) / static_cast<double>(turn);
    painter.setRenderHint(QPainter::Antialiasing, true);
    for (const auto node : m_running) {
        if (node >= m_scene.nodes().size() || Marks::has(m_marks.liftedNodes, node)) {
            continue;
        }
        const QRectF box = v.map(runningBadge(node));
        if (!box.adjusted(-2, -2, 2, 2).intersects(clip)) {
            continue;
        }
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(ui::Role::Node));
        painter.drawEllipse(box);
        const double inset = box.width() * 0.1;
        m_theme.paintState(painter, box.adjusted(inset, inset, -inset, -inset), ui::State::Running, phase);
    }
}

void CanvasView::paintProblems(QPainter &painter, const View &v, const QRectF &clip)
{
    paintEdgeProblems(painter, v, clip);
    for (std::uint32_t node = 0; node < m_problemOf.size(); ++node) {
        const auto *problem = m_problemOf[node];
        if (!problem || Marks::has(m_marks.liftedNodes, node)) {
            continue;
        }
        const QRectF box = v.map(m_scene.rect(node));
        const double side = std::clamp(16 * m_zoom, 6.0, 22.0);
        const QPointF corner = layoutDirection() == Qt::RightToLeft ? box.bottomRight() + QPointF(-side, 0) : box.bottomLeft() + QPointF(side, 0);
        const QRectF badge(corner - QPointF(side / 2, side / 2), QSizeF(side, side));
        if (!badge.intersects(clip)) {
            continue;
        }
        paintSign(painter, badge, problem->severity);
    }
}

void CanvasView::paintSign(QPainter &painter, const QRectF &badge, Problem::Severity severity)
{
    const bool error = severity == Problem::Severity::Error;
    const double side = badge.width();
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(m_theme.color(ui::Role::Node), 1.5));
    painter.setBrush(m_theme.color(error ? ui::Role::Danger : ui::Role::Warning));
    // Errors are round, warnings pointed.
    if (error) {
        painter.drawEllipse(badge);
    } else {
        const std::array triangle = {QPointF(badge.center().x(), badge.top() - 1), badge.bottomRight(), badge.bottomLeft()};
        painter.drawConvexPolygon(triangle.data(), 3);
    }
    if (side >= 12) {
        painter.setPen(QPen(m_theme.color(ui::Role::OnDanger), side * 0.13, Qt::SolidLine, Qt::RoundCap));
        const double x = badge.center().x();
        painter.drawLine(QPointF(x, badge.top() + side * 0.27), QPointF(x, badge.top() + side * 0.56));
        painter.drawPoint(QPointF(x, badge.top() + side * 0.76));
    }
}

} // namespace signalbox::canvas
