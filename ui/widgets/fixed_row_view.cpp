// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/fixed_row_view.h"

#include <QHoverEvent>
#include <QPainter>
#include <QScrollBar>

namespace signalbox::ui {

FixedRowView::FixedRowView(QWidget *parent)
    : QListView(parent)
{
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setEditTriggers(NoEditTriggers);
    viewport()->setAttribute(Qt::WA_Hover);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (!m_adjusting) {
            setFollowing(value >= verticalScrollBar()->maximum());
        }
    });
}

void FixedRowView::setRowHeight(int height)
{
    m_rowHeight = std::max(height, 1);
    updateGeometries();
    viewport()->update();
}

void FixedRowView::setFollowing(bool following)
{
    const bool changed = std::exchange(m_following, following) != following;
    if (following && !m_adjusting) {
        m_adjusting = true;
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
        m_adjusting = false;
    }
    if (changed) {
        Q_EMIT followingChanged(following);
    }
}

int FixedRowView::firstVisibleRow() const
{
    return verticalOffset() / m_rowHeight;
}

int FixedRowView::lastVisibleRow() const
{
    return std::min((verticalOffset() + viewport()->height() - 1) / m_rowHeight, rowCount() - 1);
}

void FixedRowView::setModel(QAbstractItemModel *model)
{
    if (this->model()) {
        disconnect(this->model(), &QAbstractItemModel::rowsRemoved, this, nullptr);
    }
    QListView::setModel(model);
    if (model) {
        connect(model, &QAbstractItemModel::rowsRemoved, this, [this](const QModelIndex &, int start, int end) { rowsWereRemoved(start, end); });
    }
    updateGeometries();
}

QRect FixedRowView::visualRect(const QModelIndex &index) const
{
    if (!index.isValid()) {
        return {};
    }
    return QRect(0, index.row() * m_rowHeight - verticalOffset(), viewport()->width(), m_rowHeight);
}

void FixedRowView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    if (!index.isValid()) {
        return;
    }
    const int top = index.row() * m_rowHeight;
    const int seen = viewport()->height();
    int value = verticalOffset();
    if (hint == PositionAtTop) {
        value = top;
    } else if (hint == PositionAtBottom) {
        value = top + m_rowHeight - seen;
    } else if (hint == PositionAtCenter) {
        value = top - (seen - m_rowHeight) / 2;
    } else if (top < value) {
        value = top;
    } else if (top + m_rowHeight > value + seen) {
        value = top + m_rowHeight - seen;
    }
    verticalScrollBar()->setValue(value);
}

QModelIndex FixedRowView::indexAt(const QPoint &point) const
{
    const int y = point.y() + verticalOffset();
    if (y < 0 || !viewport()->rect().contains(QPoint(std::clamp(point.x(), 0, std::max(viewport()->width() - 1, 0)), point.y()))) {
        return {};
    }
    const int at = y / m_rowHeight;
    return at < rowCount() ? model()->index(at, modelColumn(), rootIndex()) : QModelIndex();
}

void FixedRowView::doItemsLayout()
{
    QAbstractItemView::doItemsLayout();
    viewport()->update();
}

void FixedRowView::reset()
{
    m_hovered = -1;
    QAbstractItemView::reset();
    updateGeometries();
}

void FixedRowView::paintEvent(QPaintEvent *event)
{
    if (rowCount() == 0) {
        return;
    }
    QPainter painter(viewport());
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    option.showDecorationSelected = true;
    const QStyle::State state = option.state;
    const int first = std::max((event->rect().top() + verticalOffset()) / m_rowHeight, 0);
    const int last = std::min((event->rect().bottom() + verticalOffset()) / m_rowHeight, rowCount() - 1);
    const bool focused = (hasFocus() || viewport()->hasFocus()) && currentIndex().isValid();
    for (int at = first; at <= last; ++at) {
        const QModelIndex index = model()->index(at, modelColumn(), rootIndex());
        option.rect = visualRect(index);
        option.state = state;
        option.viewItemPosition = QStyleOptionViewItem::OnlyOne;
        if (selectionModel() && selectionModel()->isSelected(index)) {
            option.state |= QStyle::State_Selected;
        }
        if (at == m_hovered) {
            option.state |= QStyle::State_MouseOver;
        }
        if (focused && index == currentIndex()) {
            option.state |= QStyle::State_HasFocus;
        }
        itemDelegateForIndex(index)->paint(&painter, option, index);
    }
}

void FixedRowView::resizeEvent(QResizeEvent *event)
{
    QAbstractItemView::resizeEvent(event);
    updateGeometries();
}

bool FixedRowView::viewportEvent(QEvent *event)
{
    int hovered = m_hovered;
    if (event->type() == QEvent::HoverMove || event->type() == QEvent::HoverEnter) {
        const QModelIndex index = indexAt(static_cast<QHoverEvent *>(event)->position().toPoint());
        hovered = index.isValid() ? index.row() : -1;
    } else if (event->type() == QEvent::HoverLeave || event->type() == QEvent::Leave) {
        hovered = -1;
    }
    if (hovered != m_hovered) {
        for (const int at : {std::exchange(m_hovered, hovered), hovered}) {
            if (at >= 0 && at < rowCount()) {
                viewport()->update(visualRect(model()->index(at, modelColumn(), rootIndex())));
            }
        }
    }
    return QAbstractItemView::viewportEvent(event);
}

void FixedRowView::scrollContentsBy(int, int)
{
    viewport()->update();
}

void FixedRowView::updateGeometries()
{
    QAbstractItemView::updateGeometries();
    m_adjusting = true;
    auto *bar = verticalScrollBar();
    bar->setSingleStep(m_rowHeight);
    bar->setPageStep(viewport()->height());
    bar->setRange(0, std::max(rowCount() * m_rowHeight - viewport()->height(), 0));
    if (m_following) {
        bar->setValue(bar->maximum());
    }
    m_adjusting = false;
}

QModelIndex FixedRowView::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const int rows = rowCount();
    if (rows == 0) {
        return {};
    }
    const int page = std::max(viewport()->height() / m_rowHeight - 1, 1);
    // Without a current row: from what is in sight.
    int at = currentIndex().isValid() ? currentIndex().row() : m_following ? rows - 2 : firstVisibleRow() - 1;
    switch (action) {
    case MoveUp:
    case MovePrevious: --at; break;
    case MoveDown:
    case MoveNext: ++at; break;
    case MovePageUp: at -= page; break;
    case MovePageDown: at += page; break;
    case MoveHome:
        at = 0;
        scrollTo(model()->index(0, modelColumn(), rootIndex())); // also where it is the current one already
        break;
    case MoveEnd: at = rows - 1; break;
    case MoveLeft:
    case MoveRight: break;
    }
    return model()->index(std::clamp(at, 0, rows - 1), modelColumn(), rootIndex());
}

int FixedRowView::verticalOffset() const
{
    return verticalScrollBar()->value();
}

void FixedRowView::setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags flags)
{
    if (!selectionModel() || rowCount() == 0) {
        return;
    }
    const QRect box = rect.normalized();
    const int first = std::max((box.top() + verticalOffset()) / m_rowHeight, 0);
    const int last = std::min((box.bottom() + verticalOffset()) / m_rowHeight, rowCount() - 1);
    if (first > last) {
        selectionModel()->select(QItemSelection(), flags);
        return;
    }
    selectionModel()->select(QItemSelection(model()->index(first, modelColumn(), rootIndex()), model()->index(last, modelColumn(), rootIndex())), flags);
}

QRegion FixedRowView::visualRegionForSelection(const QItemSelection &selection) const
{
    QRegion region;
    for (const auto &range : selection) {
        const int top = std::max(range.top() * m_rowHeight - verticalOffset(), 0);
        const int bottom = std::min((range.bottom() + 1) * m_rowHeight - verticalOffset(), viewport()->height());
        if (top < bottom) {
            region += QRect(0, top, viewport()->width(), bottom - top);
        }
    }
    return region;
}

void FixedRowView::rowsInserted(const QModelIndex &parent, int start, int end)
{
    QAbstractItemView::rowsInserted(parent, start, end);
    if (!m_following && start * m_rowHeight < verticalOffset()) {
        // What is being read stays where it is.
        const int value = verticalOffset() + (end - start + 1) * m_rowHeight;
        updateGeometries();
        m_adjusting = true;
        verticalScrollBar()->setValue(value);
        m_adjusting = false;
    } else {
        updateGeometries();
    }
    viewport()->update();
}

void FixedRowView::rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end)
{
    QAbstractItemView::rowsAboutToBeRemoved(parent, start, end);
    m_hovered = -1;
}

void FixedRowView::rowsWereRemoved(int start, int end)
{
    const int value = verticalOffset();
    const int above = std::clamp(value / m_rowHeight - start, 0, end - start + 1);
    updateGeometries();
    if (!m_following && above > 0) {
        m_adjusting = true;
        verticalScrollBar()->setValue(value - above * m_rowHeight);
        m_adjusting = false;
    }
    viewport()->update();
}

} // namespace signalbox::ui
