// SPDX-License-Identifier: GPL-3.0-or-later
// The whole flow, small: cards by family or state, frames, and what the canvas shows of it. No wires.
#pragma once

#include "ui/canvas/canvas_view.h"

#include <QImage>
#include <QTimer>
#include <QWidget>

namespace signalbox::canvas {

/// Thread: the one of the window.
class Minimap : public QWidget
{
    Q_OBJECT
public:
    explicit Minimap(CanvasView &view, QWidget *parent = nullptr);

    QSize sizeHint() const override { return {208, 136}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void renderScene();
    QRectF shownArea() const;
    QPointF toScene(QPointF position) const;

    CanvasView &m_view;
    QImage m_image;
    QRectF m_area;
    double m_scale = 1;
    bool m_stale = true;
    QTimer m_later;
};

} // namespace signalbox::canvas
