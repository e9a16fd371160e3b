// SPDX-License-Identifier: GPL-3.0-or-later
// A list whose rows all have one height, painted by a delegate. What it does costs what can be seen, so that a
// hundred thousand rows are no slower than fifty. (QListView measures every row whenever one comes.)
#pragma once

#include <QListView>

namespace signalbox::ui {

class FixedRowView : public QListView
{
    Q_OBJECT
public:
    explicit FixedRowView(QWidget *parent = nullptr);

    void setRowHeight(int height);
    int rowHeight() const { return m_rowHeight; }
    /// Keeps the last row in sight while rows come. Scrolling up ends it, scrolling to the end begins it again.
    void setFollowing(bool following);
    bool isFollowing() const { return m_following; }
    int firstVisibleRow() const;
    int lastVisibleRow() const;

    void setModel(QAbstractItemModel *model) override;
    QRect visualRect(const QModelIndex &index) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    QModelIndex indexAt(const QPoint &point) const override;
    void doItemsLayout() override;
    void reset() override;

Q_SIGNALS:
    void followingChanged(bool following);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void updateGeometries() override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    int horizontalOffset() const override { return 0; }
    int verticalOffset() const override;
    bool isIndexHidden(const QModelIndex &) const override { return false; }
    void setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags flags) override;
    QRegion visualRegionForSelection(const QItemSelection &selection) const override;
    void rowsInserted(const QModelIndex &parent, int start, int end) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end) override;

private:
    int rowCount() const { return model() ? model()->rowCount(rootIndex()) : 0; }
    void rowsWereRemoved(int start, int end);

    int m_rowHeight = 24;
    int m_hovered = -1;
    bool m_following = false;
    bool m_adjusting = false;
};

} // namespace signalbox::ui
