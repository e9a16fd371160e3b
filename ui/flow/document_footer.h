// SPDX-License-Identifier: GPL-3.0-or-later
// The line below a canvas: run and scale.
#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

class QToolButton;

namespace signalbox::ui {

class Badge;
class TextLabel;

class DocumentFooter : public QWidget
{
    Q_OBJECT
public:
    explicit DocumentFooter(const Theme &theme, QWidget *parent = nullptr);

    void setRun(State state, const QString &text);
    void setZoom(double zoom);
    void setNote(const QString &text);
    /// What a run will cost, and how that is known; empty: nothing is said.
    void setForecast(const QString &text, const QString &details);
    TextLabel *forecastLabel() const { return m_forecast; }
    QToolButton *runButton() const { return m_run; }

Q_SIGNALS:
    void resultRequested();
    void zoomIn();
    void zoomOut();
    void zoomActual();
    void zoomFit();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QToolButton *button(const QString &icon, const QString &name);

    const Theme &m_theme;
    Badge *m_badge;
    QToolButton *m_run;
    TextLabel *m_note;
    TextLabel *m_forecast;
    QToolButton *m_zoom;
};

} // namespace signalbox::ui
