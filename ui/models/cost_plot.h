// SPDX-License-Identifier: GPL-3.0-or-later
// What models cost by day, in one currency, as bars from the first day to the last; each day can be read by the pointer
// and by the keyboard.
#pragma once

#include "ui/theme/theme.h"

#include <QDate>
#include <QWidget>

#include <cstdint>
#include <string>
#include <vector>

namespace signalbox::ui {

/// Thread: the GUI thread.
class CostPlot : public QWidget
{
    Q_OBJECT
public:
    struct Day
    {
        QDate date;
        std::int64_t micros = 0;
        std::int64_t calls = 0;
        std::int64_t unpriced = 0; ///< calls whose cost nobody knows
    };
    explicit CostPlot(const Theme &theme, QWidget *parent = nullptr);

    /// Days one after the other, also those without a call.
    void set(std::vector<Day> days, std::string currency);
    /// What is shown, in words.
    QString summary() const;
    /// The day that is read; -1: none.
    int current() const { return m_current; }
    void setCurrent(int day);
    /// A day in words.
    QString textOf(int day) const;
    /// The day whose place holds that x; -1: none.
    int dayAt(double x) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Place
    {
        QRectF bars;   ///< where bars stand
        double step;   ///< from one day to the next
    };
    Place place() const;
    QRectF slotOf(const Place &place, int day) const;
    void paintAxes(QPainter &painter, const Place &place) const;

    const Theme &m_theme;
    std::vector<Day> m_days;
    std::string m_currency;
    std::int64_t m_top = 0; ///< of the axis; 0: nothing was spent
    int m_current = -1;
};

} // namespace signalbox::ui
