// SPDX-License-Identifier: GPL-3.0-or-later
// Budgets and how much of each is used, as bars with words.
#pragma once

#include "api/engine_calls.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <vector>

namespace signalbox::ui {

/// Thread: the GUI thread.
class BudgetBars : public QWidget
{
    Q_OBJECT
public:
    explicit BudgetBars(const Theme &theme, QWidget *parent = nullptr);

    /// Those of single runs are left out; the most used come first, at most kMost. Hidden where there are none.
    void set(std::vector<api::BudgetView> budgets);
    const std::vector<api::BudgetView> &budgets() const { return m_budgets; }
    /// What is shown, in words, a line each.
    QString summary() const;

    static constexpr std::size_t kMost = 12;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    double rowHeight() const;

    const Theme &m_theme;
    std::vector<api::BudgetView> m_budgets;
    std::size_t m_left = 0; ///< that are not shown
};

} // namespace signalbox::ui
