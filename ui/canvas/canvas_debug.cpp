// SPDX-License-Identifier: GPL-3.0-or-later
// Breakpoints, and what a paused run would do next.
#include "ui/canvas/canvas_view.h"

#include <algorithm>

namespace signalbox::canvas {

namespace {

constexpr double kDot = 14; ///< scene units
constexpr double kLeastDot = 6;
constexpr double kMostDot = 20;
constexpr double kTextFrom = 0.3; ///< the scale from which there is room for a word

} // namespace

void CanvasView::setBreakpoints(std::set<std::string> nodes)
{
    if (nodes != m_breakpoints) {
        m_breakpoints = std::move(nodes);
        update();
        Q_EMIT signsChanged();
    }
}

void CanvasView::setNext(std::set<std::string> nodes)
{
    if (nodes != m_next) {
        m_next = std::move(nodes);
        update();
        Q_EMIT signsChanged();
    }
}

void CanvasView::paintDebugging(QPainter &painter, const View &v, const QRectF &clip)
{
    const bool right = layoutDirection() == Qt::RightToLeft;
    for (const auto &id : m_next) {
        const auto node = m_scene.find(id);
        if (node == Scene::kNone || Marks::has(m_marks.liftedNodes, node)) {
            continue;
        }
        const QRectF box = v.map(m_scene.rect(node));
        if (box.adjusted(-16, -32, 16, 16).intersects(clip)) {
            paintNext(painter, box);
        }
    }
    for (const auto &id : m_breakpoints) {
        const auto node = m_scene.find(id);
        if (node == Scene::kNone || Marks::has(m_marks.liftedNodes, node)) {
            continue;
        }
        const QRectF box = v.map(m_scene.rect(node));
        const double side = std::clamp(kDot * m_zoom, kLeastDot, kMostDot);
        const QPointF corner = right ? box.topRight() - QPointF(side, 0) : box.topLeft() + QPointF(side, 0);
        const QRectF dot(corner - QPointF(side / 2, side / 2), QSizeF(side, side));
        if (dot.adjusted(-2, -2, 2, 2).intersects(clip)) {
            painter.setPen(QPen(m_theme.color(ui::Role::Node), std::max(1.0, side * 0.14)));
            painter.setBrush(m_theme.color(ui::Role::Danger));
            painter.drawEllipse(dot);
        }
    }
}

// A ring around the card, and a tab on it that says why.
void CanvasView::paintNext(QPainter &painter, const QRectF &box)
{
    const QColor color = m_theme.state(ui::State::Waiting).color;
    const double reach = std::clamp(9 * m_zoom, 3.0, 11.0); // outside of the ring of who works by keyboard
    const double round = (ui::radius::kL * 1.25) * m_zoom + reach;
    painter.setPen(QPen(color, std::clamp(2.5 * m_zoom, 1.5, 3.0)));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(box.adjusted(-reach, -reach, reach, reach), round, round);
    if (m_zoom < kTextFrom) {
        return;
    }
    const QString text = tr("Next");
    const QFont font = m_painter.font(ui::TextStyle::Caption, std::clamp(m_zoom, 0.8, 1.5));
    const QFontMetricsF metrics(font);
    const double pad = metrics.height() * 0.5;
    const QSizeF size(metrics.horizontalAdvance(text) + 2 * pad, metrics.height() + 4);
    const double inset = std::clamp(kDot * m_zoom, kLeastDot, kMostDot) * 2;
    const bool right = layoutDirection() == Qt::RightToLeft;
    const QRectF tab(right ? box.right() - inset - size.width() : box.left() + inset, box.top() - reach - size.height() / 2, size.width(), size.height());
    painter.setPen(QPen(color, 1.5));
    painter.setBrush(m_theme.color(ui::Role::Node));
    painter.drawRoundedRect(tab, size.height() / 2, size.height() / 2);
    painter.setFont(font);
    painter.setPen(m_theme.color(ui::Role::Text));
    painter.drawText(tab, Qt::AlignCenter, text);
}

} // namespace signalbox::canvas
