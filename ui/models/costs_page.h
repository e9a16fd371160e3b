// SPDX-License-Identifier: GPL-3.0-or-later
// What models cost: in a time, by day, and by model, provider or flow; and how much of the budgets is used.
#pragma once

#include "api/engine_calls.h"
#include "api/model_calls.h"
#include "base/clock.h"
#include "client/client.h"
#include "ui/theme/theme.h"
#include "ui/widgets/renewable_scope.h"

#include <QDate>
#include <QTimeZone>
#include <QWidget>

class QAction;
class QComboBox;
class QScrollArea;
class QStackedWidget;
class QTreeView;

namespace signalbox::ui {

class AdviceList;
class BudgetBars;
class CostPlot;
class EmptyState;
class TextLabel;
class UsageModel;

/// Thread: the GUI thread, which is the client's.
class CostsPage : public QWidget
{
    Q_OBJECT
public:
    CostsPage(const Theme &theme, const Clock &clock, QWidget *parent = nullptr);
    ~CostsPage() override;

    /// The backend that is asked; null: none. A client must outlive its time here.
    void setClient(client::Client *client);
    /// What is said where there is no client.
    void setOffline(const QString &title, const QString &text);
    /// Reads everything anew; while the page is not seen, as soon as it is.
    void reload();

    QComboBox &rangeField() { return *m_range; }
    QComboBox &byField() { return *m_by; }
    QComboBox &currencyField() { return *m_currency; }
    CostPlot &plot() { return *m_plot; }
    UsageModel &model() { return *m_model; }
    QTreeView &table() { return *m_table; }
    BudgetBars &budgets() { return *m_budgets; }
    AdviceList &advice() { return *m_advice; }
    TextLabel &total() { return *m_total; }
    TextLabel &facts() { return *m_facts; }
    EmptyState &empty() { return *m_empty; }
    EmptyState &offline() { return *m_offline; }
    QAction *againAction() const { return m_again; }

Q_SIGNALS:
    /// The way out of a connection that is not tried again.
    void connectionRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeContent();
    void showState();
    void showUsage();
    static Task<void> readAll(CostsPage *self, client::Client *client, std::stop_token stop);

    const Theme &m_theme;
    const Clock &m_clock;
    client::Client *m_client = nullptr;
    QComboBox *m_range;
    QComboBox *m_by;
    QComboBox *m_currency;
    QAction *m_again;
    QAction *m_connect;
    QStackedWidget *m_stack;
    QScrollArea *m_content;
    EmptyState *m_empty;
    EmptyState *m_offline;
    TextLabel *m_total;
    TextLabel *m_facts;
    CostPlot *m_plot;
    UsageModel *m_model;
    QTreeView *m_table;
    BudgetBars *m_budgets;
    AdviceList *m_advice;
    api::LlmUsageView m_days; ///< by day
    QDate m_firstDay;
    int m_dayCount = 0;
    QTimeZone m_zone; ///< in whose time days are counted
    QString m_problem;
    bool m_wasRead = false;
    RenewableScope m_scope;
};

} // namespace signalbox::ui
