// SPDX-License-Identifier: GPL-3.0-or-later
// The canvas with what belongs around it: overview, find bar, the way back out of bodies and subflows.
#pragma once

#include "ui/canvas/canvas_view.h"

#include <QWidget>

class QHBoxLayout;

namespace signalbox::canvas {

class FindBar;
class Minimap;

/// Thread: the one of the window.
class CanvasPane : public QWidget
{
    Q_OBJECT
public:
    explicit CanvasPane(const ui::Theme &theme, QWidget *parent = nullptr);

    CanvasView &view() { return *m_view; }
    Minimap &minimap() { return *m_minimap; }
    FindBar &findBar() { return *m_find; }
    void setEditor(FlowEditor *editor);
    void setMinimapVisible(bool on);

public Q_SLOTS:
    void openFind();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void place();
    void fillTrail();

    CanvasView *m_view;
    Minimap *m_minimap;
    FindBar *m_find;
    QWidget *m_trail;
    QHBoxLayout *m_trailRow;
    FlowEditor *m_editor = nullptr;
    bool m_wantsMinimap = true;
};

} // namespace signalbox::canvas
