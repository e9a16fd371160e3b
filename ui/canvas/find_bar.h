// SPDX-License-Identifier: GPL-3.0-or-later
// Finding nodes of the flow by name, type or settings, and walking through what was found.
#pragma once

#include "ui/canvas/canvas_view.h"

#include <QFrame>

class QLabel;
class QLineEdit;
class QToolButton;

namespace signalbox::canvas {

/// Thread: the one of the window.
class FindBar : public QFrame
{
    Q_OBJECT
public:
    explicit FindBar(CanvasView &view, QWidget *parent = nullptr);

    void open();
    void closeBar();
    QLineEdit *input() const { return m_input; }
    QString countText() const;

Q_SIGNALS:
    void closed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void search();
    void step(int by);

    CanvasView &m_view;
    QLineEdit *m_input;
    QLabel *m_count;
    QToolButton *m_previous;
    QToolButton *m_next;
    QToolButton *m_close;
    std::vector<std::string> m_hits;
    std::size_t m_at = 0;
};

} // namespace signalbox::canvas
