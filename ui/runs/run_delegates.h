// SPDX-License-Identifier: GPL-3.0-or-later
// Paint the rows of the list of runs, and of the tree of steps with its bars.
#pragma once

#include "base/clock.h"
#include "ui/theme/theme.h"

#include <QStyledItemDelegate>

namespace signalbox::ui {

/// Two lines: flow and when; what became of it.
class RunDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    RunDelegate(const Theme &theme, const Clock &clock, QObject *parent = nullptr);

    int rowHeight() const;
    /// 0…1: how far the ring of what runs has turned.
    void setPhase(double phase) { m_phase = phase; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const Theme &m_theme;
    const Clock &m_clock;
    double m_phase = 0;
};

/// First column: sign, name, attempts. Second: a bar on the run's axis of time, and how long it took.
class StepDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit StepDelegate(const Theme &theme, QObject *parent = nullptr);

    void setPhase(double phase) { m_phase = phase; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintName(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintTime(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;

    const Theme &m_theme;
    double m_phase = 0;
};

} // namespace signalbox::ui
