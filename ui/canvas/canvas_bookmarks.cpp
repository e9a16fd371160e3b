// SPDX-License-Identifier: GPL-3.0-or-later
// Places to come back to, and what the pointer learns of an edge.
#include "ui/canvas/canvas_view.h"

#include <algorithm>
#include <array>

namespace signalbox::canvas {

namespace {

constexpr double kRibbonWidth = 10;
constexpr double kRibbonHeight = 20;

} // namespace

void CanvasView::toggleBookmark()
{
    if (!m_editor || m_readOnly || m_selection.nodes.empty()) {
        return;
    }
    const std::set<std::uint32_t> marked(m_scene.bookmarks().begin(), m_scene.bookmarks().end());
    const bool allMarked = std::includes(marked.begin(), marked.end(), m_selection.nodes.begin(), m_selection.nodes.end());
    m_editor->setBookmarks(selectedIds(), !allMarked);
    Q_EMIT announced(allMarked ? tr("Bookmark removed.") : tr("Bookmark set."));
}

void CanvasView::stepBookmark(int by)
{
    auto marked = m_scene.bookmarks();
    if (marked.empty()) {
        return;
    }
    // As one reads: from left to right, from the top down.
    std::sort(marked.begin(), marked.end(), [this](std::uint32_t a, std::uint32_t b) {
        const QPointF pa = m_scene.nodes()[a].pos;
        const QPointF pb = m_scene.nodes()[b].pos;
        return pa.x() != pb.x() ? pa.x() < pb.x() : pa.y() != pb.y() ? pa.y() < pb.y() : a < b;
    });
    const auto here = std::find(marked.begin(), marked.end(), m_current);
    const auto count = static_cast<int>(marked.size());
    const int from = here == marked.end() ? (by > 0 ? -1 : count) : static_cast<int>(here - marked.begin());
    goToNode(m_scene.nodes()[marked[static_cast<std::size_t>((from + by + count) % count)]].id);
}

void CanvasView::paintBookmarks(QPainter &painter, const View &v, const QRectF &clip)
{
    for (const auto node : m_scene.bookmarks()) {
        if (Marks::has(m_marks.liftedNodes, node)) {
            continue;
        }
        const QRectF box = v.map(m_scene.rect(node));
        const double scale = std::clamp(m_zoom, 0.4, 1.5);
        const double inset = 18 * m_zoom;
        const double left = layoutDirection() == Qt::RightToLeft ? box.right() - inset - kRibbonWidth * scale : box.left() + inset;
        const QRectF ribbon(left, box.top() - 4 * scale, kRibbonWidth * scale, kRibbonHeight * scale);
        if (!ribbon.intersects(clip)) {
            continue;
        }
        const std::array shape = {ribbon.topLeft(), ribbon.topRight(), ribbon.bottomRight(), QPointF(ribbon.center().x(), ribbon.bottom() - 4 * scale), ribbon.bottomLeft()};
        painter.setPen(QPen(m_theme.color(ui::Role::Node), 1));
        painter.setBrush(m_theme.color(ui::Role::Accent));
        painter.drawPolygon(shape.data(), static_cast<int>(shape.size()));
    }
}

QString CanvasView::edgeHelp(std::uint32_t edge) const
{
    const auto &entry = m_scene.edges()[edge];
    QStringList lines{tr("%1 → %2").arg(m_scene.title(entry.from), m_scene.title(entry.to))};
    if (const auto *problem = problemOfEdge(edge)) {
        lines << problem->text;
    }
    const auto *object = m_editor ? m_editor->edge(entry.inFile) : nullptr;
    if (const auto condition = object ? json::text(*object, "condition") : std::string_view(); !condition.empty()) {
        lines << tr("if %1").arg(QString::fromUtf8(condition.data(), static_cast<qsizetype>(condition.size())));
    }
    if (const auto count = m_run.edges.find(m_scene.routeKey(edge)); count != m_run.edges.end() && count->second > 1) {
        lines << tr("%n values", nullptr, static_cast<int>(count->second));
    }
    if (m_dataOf && !entry.fromError) {
        if (const QString given = m_dataOf(m_scene.nodes()[entry.from].id); !given.isEmpty()) {
            lines << QString() << given;
        }
    }
    return lines.join(u'\n');
}

} // namespace signalbox::canvas
