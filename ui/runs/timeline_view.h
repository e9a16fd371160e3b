// SPDX-License-Identifier: GPL-3.0-or-later
// The steps of a run on an axis of time, a bar each: zoomed and moved by keys, wheel and pointer.
#pragma once

#include "ui/runs/time_axis.h"
#include "ui/runs/timeline_model.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QAction;
class QScrollBar;

namespace signalbox::ui {

class FixedRowView;
class TimelineDelegate;
class TimelineRuler;

/// + and - zoom, 0 shows the whole run, left and right move, F shows the chosen step from its begin to its end.
/// It costs what is seen, whatever the number of steps. Thread: the GUI thread.
class TimelineView : public QWidget
{
    Q_OBJECT
public:
    /// `steps` outlives it.
    TimelineView(const Theme &theme, StepsModel &steps, QWidget *parent = nullptr);
    ~TimelineView() override;

    /// Takes up what came to the steps, and how long the run is.
    void sync();
    void setPhase(double phase);
    /// 0: none.
    void setStep(std::int64_t seq);
    std::int64_t step() const;

    TimelineModel &model() { return *m_model; }
    FixedRowView &list() { return *m_list; }
    const TimeAxis &axis() const { return m_axis; }
    /// Where the bar of a row stands in the list's viewport; empty where none is seen.
    QRect barOf(int row) const;
    void zoom(double factor);
    void zoomToStep();
    void showWhole();

Q_SIGNALS:
    /// 0: none.
    void stepChosen(qint64 seq);
    /// Its node is to be shown.
    void activated();
    void menuRequested(const QPoint &globalPoint);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    friend class TimelineRuler;
    friend class TimelineDelegate;

    void dress();
    void moved();
    bool keyPressed(int key, Qt::KeyboardModifiers modifiers);
    int labelWidth() const;
    /// The part of a row or of the ruler that the axis stands in; as if it were read from left to right.
    QRect axisBox(const QRect &row) const;
    double timeAt(int x) const;

    const Theme &m_theme;
    TimelineModel *m_model;
    TimeAxis m_axis;
    TimelineRuler *m_ruler;
    FixedRowView *m_list;
    TimelineDelegate *m_delegate;
    QScrollBar *m_bar;
    bool m_isMoving = false;
    int m_draggedFrom = -1;
    double m_dragBegan = 0;
};

} // namespace signalbox::ui
