// SPDX-License-Identifier: GPL-3.0-or-later
// Two versions overlaid: what came, went, changed and moved is told by colour, by outline and by a sign.
#include "ui/canvas/canvas_view.h"

#include <array>
#include <cmath>

namespace signalbox::canvas {

namespace {

constexpr double kSign = 18;
constexpr double kRing = 4;

} // namespace

ui::Role roleOf(flow::ChangeKind kind)
{
    switch (kind) {
    case flow::ChangeKind::Added: return ui::Role::Success;
    case flow::ChangeKind::Removed: return ui::Role::Danger;
    case flow::ChangeKind::Changed: return ui::Role::Warning;
    case flow::ChangeKind::Moved: return ui::Role::Info;
    }
    return ui::Role::Info;
}

void CanvasView::setChanges(ChangeMarks marks)
{
    m_changes = std::move(marks);
    bindChanges();
    invalidateAll();
}

void CanvasView::bindChanges()
{
    std::vector<std::optional<flow::ChangeKind>> edges;
    if (!m_changes.edges.empty()) {
        edges.resize(m_scene.edges().size());
        std::unordered_map<std::string, int> seen;
        for (std::uint32_t edge = 0; edge < edges.size(); ++edge) {
            auto name = m_scene.routeKey(edge);
            if (const int number = ++seen[name]; number > 1) {
                name += "#" + std::to_string(number);
            }
            if (const auto found = m_changes.edges.find(name); found != m_changes.edges.end()) {
                edges[edge] = found->second;
            }
        }
    }
    m_painter.setEdgeChanges(std::move(edges));
    const auto bind = [](const auto &things, const auto &marks, BoundMarks &bound) {
        bound.clear();
        for (std::uint32_t i = 0; i < things.size() && !marks.empty(); ++i) {
            if (const auto found = marks.find(things[i].id); found != marks.end()) {
                bound.emplace_back(i, &found->second);
            }
        }
    };
    bind(m_scene.nodes(), m_changes.nodes, m_nodeChanges);
    bind(m_scene.frames(), m_changes.frames, m_frameChanges);
    bind(m_scene.notes(), m_changes.notes, m_noteChanges);
}

void CanvasView::paintSign(QPainter &painter, QPointF middle, double side, flow::ChangeKind kind) const
{
    painter.setPen(QPen(m_theme.color(ui::Role::Node), 1.5));
    painter.setBrush(m_theme.color(roleOf(kind)));
    painter.drawEllipse(middle, side / 2, side / 2);
    if (side < 8) {
        return;
    }
    painter.setPen(QPen(m_theme.color(ui::Role::OnDanger), std::max(1.0, side * 0.12), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const double r = side * 0.24;
    const auto line = [&](double x1, double y1, double x2, double y2) { painter.drawLine(middle + QPointF(x1 * r, y1 * r), middle + QPointF(x2 * r, y2 * r)); };
    switch (kind) {
    case flow::ChangeKind::Added:
        line(0, -1, 0, 1);
        [[fallthrough]];
    case flow::ChangeKind::Removed:
        line(-1, 0, 1, 0);
        break;
    case flow::ChangeKind::Changed: {
        const std::array wave = {middle + QPointF(-r, r * 0.35), middle + QPointF(-r * 0.35, -r * 0.45), middle + QPointF(r * 0.35, r * 0.45), middle + QPointF(r, -r * 0.35)};
        painter.drawPolyline(wave.data(), static_cast<int>(wave.size()));
        break;
    }
    case flow::ChangeKind::Moved:
        line(-1, 0, 1, 0);
        line(0.35, -0.65, 1, 0);
        line(0.35, 0.65, 1, 0);
        break;
    }
}

void CanvasView::paintChange(QPainter &painter, const View &v, const QRectF &clip, const QRectF &rect, const ChangeMark &mark)
{
    const QColor color = m_theme.color(roleOf(mark.kind));
    static constexpr std::array kStrokes = {Qt::SolidLine, Qt::DashLine, Qt::SolidLine, Qt::DotLine};
    const double radius = (ui::radius::kL * 1.25 + kRing) * m_zoom;
    if (mark.before) {
        // Where it stood, and the way from there.
        const QRectF ghost = v.map(*mark.before);
        const QRectF now = v.map(rect);
        if (ghost.united(now).intersects(clip)) {
            QColor faint = m_theme.color(ui::Role::Info);
            faint.setAlphaF(0.6F);
            painter.setPen(QPen(faint, 1.2, Qt::DashLine));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(ghost, radius, radius);
            painter.drawLine(ghost.center(), now.center());
        }
    }
    const QRectF ring = v.map(rect.adjusted(-kRing, -kRing, kRing, kRing));
    const double side = std::clamp(kSign * m_zoom, 6.0, 24.0);
    if (!ring.adjusted(-side, -side, side, side).intersects(clip)) {
        return;
    }
    painter.setPen(QPen(color, mark.kind == flow::ChangeKind::Moved ? 1.5 : 2.2, kStrokes[static_cast<std::size_t>(mark.kind)]));
    QColor veil = color;
    veil.setAlphaF(mark.kind == flow::ChangeKind::Removed ? 0.12F : 0.05F);
    painter.setBrush(veil);
    painter.drawRoundedRect(ring, radius, radius);
    paintSign(painter, layoutDirection() == Qt::RightToLeft ? ring.topRight() : ring.topLeft(), side, mark.kind);
}

void CanvasView::paintChanges(QPainter &painter, const View &v, const QRectF &clip)
{
    if (m_changes.isEmpty()) {
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing, true);
    for (const auto &[frame, mark] : m_frameChanges) {
        paintChange(painter, v, clip, m_scene.frames()[frame].rect, *mark);
    }
    for (const auto &[note, mark] : m_noteChanges) {
        paintChange(painter, v, clip, m_scene.notes()[note].rect, *mark);
    }
    for (const auto &[node, mark] : m_nodeChanges) {
        paintChange(painter, v, clip, m_scene.rect(node), *mark);
    }
}

} // namespace signalbox::canvas
