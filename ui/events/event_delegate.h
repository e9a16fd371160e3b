// SPDX-License-Identifier: GPL-3.0-or-later
// Paints the rows of the console: time, sign, topic, what it says, where it is from.
#pragma once

#include "ui/events/event_model.h"
#include "ui/theme/theme.h"

#include <QCache>
#include <QStyledItemDelegate>

namespace signalbox::ui {

class EventDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit EventDelegate(const Theme &theme, QObject *parent = nullptr);

    int rowHeight() const;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// Forgets the lines that it keeps.
    void clear() { m_summaries.clear(); }

private:
    QString summaryOf(quint64 id, const EventRecord &event) const;
    void paintMatches(QPainter &painter, const QRect &box, const QString &text, const std::vector<std::string> &words, Qt::LayoutDirection direction) const;

    const Theme &m_theme;
    mutable QCache<quint64, QString> m_summaries; ///< of the rows seen last: a line is made once, not at each paint
};

/// "danger", "warning" or nothing.
QString severityIcon(Severity severity);
Role severityRole(Severity severity);
QString severityText(Severity severity);

} // namespace signalbox::ui
