// SPDX-License-Identifier: GPL-3.0-or-later
// One look for the rows of every list: a sign or icon, a title with what a search found marked, a second line
// or a note at the end.
#pragma once

#include "ui/theme/theme.h"

#include <QStyledItemDelegate>

namespace signalbox::ui {

/// What a model gives beside Qt::DisplayRole (the title), Qt::DecorationRole (an icon).
namespace row {
enum DataRole {
    Detail = Qt::UserRole + 100, ///< QString: below the title in two-line lists, after it in one-line lists
    Note,                        ///< QString at the end: a time, a shortcut
    StateRole,                   ///< int of State: its badge instead of an icon
    Matches,                     ///< QList<int>: characters of the title to mark
    Keys                         ///< bool: the note is a shortcut and painted as keys
};
} // namespace row

class RowDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    enum class Lines { One, Two };
    RowDelegate(const Theme &theme, Lines lines, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    int paintNote(QPainter &painter, const QRect &box, const QModelIndex &index, Qt::LayoutDirection direction) const;
    void paintTitle(QPainter &painter, const QRect &box, const QModelIndex &index, Qt::LayoutDirection direction) const;

    const Theme &m_theme;
    Lines m_lines;
};

} // namespace signalbox::ui
