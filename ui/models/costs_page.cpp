// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/costs_page.h"

#include "ui/models/advice_list.h"
#include "ui/models/budget_bars.h"
#include "ui/models/cost_plot.h"
#include "ui/models/usage_model.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/pane_tools.h"
#include "ui/widgets/run_text.h"
#include "ui/widgets/text_label.h"
#include "ui/words/words.h"

#include <QAction>
#include <QBoxLayout>
#include <QComboBox>
#include <QDateTime>
#include <QHeaderView>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTimeZone>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>

namespace signalbox::ui {

using namespace models;
using runs::fromUtf8;

namespace {

constexpr int kNarrow = 400; // below it, names have more need of the room

// This machine's, whose days may differ in length; where it has no name, with the offset that counts now.
QTimeZone zoneNow(UnixMillis now)
{
    const auto zone = QTimeZone::systemTimeZone();
    return zone.isValid() && !zone.id().isEmpty() ? zone : QTimeZone(QDateTime::fromMSecsSinceEpoch(now).offsetFromUtc());
}

} // namespace

CostsPage::CostsPage(const Theme &theme, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_clock(clock)
    , m_range(new QComboBox)
    , m_by(new QComboBox)
    , m_currency(new QComboBox)
    , m_again(paneAction(theme, this, QStringLiteral("retry"), tr("Read anew"), QKeySequence::Refresh))
    , m_connect(paneAction(theme, this, QStringLiteral("connect"), tr("Connection…")))
    , m_stack(new QStackedWidget)
    , m_content(new QScrollArea)
    , m_empty(new EmptyState(theme, QStringLiteral("history"), QString(), QString()))
    , m_offline(new EmptyState(theme, QStringLiteral("disconnect"), QString(), QString()))
    , m_total(new TextLabel(theme, QString(), TextStyle::Heading))
    , m_facts(new TextLabel(theme, QString(), TextStyle::Small, Role::TextMuted))
    , m_plot(new CostPlot(theme))
    , m_model(new UsageModel(this))
    , m_table(new QTreeView)
    , m_budgets(new BudgetBars(theme))
    , m_advice(new AdviceList(theme))
{
    m_range->setAccessibleName(tr("Time"));
    m_range->addItem(tr("Today"), 1);
    for (const int days : {7, 30, 90}) {
        m_range->addItem(tr("%n day(s)", nullptr, days), days);
    }
    m_range->setCurrentIndex(2);
    m_by->setAccessibleName(tr("Costs by"));
    m_by->addItem(tr("By model"), int(api::UsageBy::Model));
    m_by->addItem(tr("By provider"), int(api::UsageBy::Provider));
    m_by->addItem(tr("By flow"), int(api::UsageBy::Flow));
    m_by->addItem(tr("By token of the endpoint"), int(api::UsageBy::Token));
    m_currency->setAccessibleName(tr("Currency"));
    m_currency->hide();
    m_offline->addAction(m_connect);
    m_empty->addAction(m_again);
    m_content->setWidget(makeContent());
    m_content->setWidgetResizable(true);
    m_content->setFrameShape(QFrame::NoFrame);
    m_content->setFocusPolicy(Qt::NoFocus);
    m_content->viewport()->setBackgroundRole(QPalette::Base);
    m_stack->addWidget(m_content);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_offline);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(space::kM, space::kS, space::kM, space::kS);
    bar->setSpacing(space::kS);
    bar->addWidget(m_range);
    bar->addWidget(m_by);
    bar->addWidget(m_currency);
    bar->addStretch(1);
    bar->addWidget(actionButton(m_again));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_stack, 1);
    connect(m_range, &QComboBox::currentIndexChanged, this, &CostsPage::reload);
    connect(m_by, &QComboBox::currentIndexChanged, this, &CostsPage::reload);
    connect(m_currency, &QComboBox::currentIndexChanged, this, &CostsPage::showUsage);
    connect(m_again, &QAction::triggered, this, &CostsPage::reload);
    connect(m_connect, &QAction::triggered, this, &CostsPage::connectionRequested);
    showState();
}

CostsPage::~CostsPage()
{
    endListening(this);
}

QWidget *CostsPage::makeContent()
{
    m_total->setWordWrap(true);
    m_facts->setWordWrap(true);
    m_table->setAccessibleName(tr("Costs"));
    m_table->setModel(m_model);
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setAllColumnsShowFocus(true);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setTextElideMode(Qt::ElideMiddle);
    m_table->setMinimumHeight(160);
    m_table->header()->setStretchLastSection(false);
    m_table->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->header()->setSectionResizeMode(UsageModel::Name, QHeaderView::Stretch);
    m_table->header()->setMinimumSectionSize(48);
    auto *content = new QWidget;
    content->setBackgroundRole(QPalette::Base);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(space::kL, space::kS, space::kL, space::kL);
    column->setSpacing(space::kM);
    column->addWidget(m_total);
    column->addWidget(m_facts);
    column->addSpacing(space::kS);
    column->addWidget(m_plot);
    column->addSpacing(space::kS);
    column->addWidget(m_table, 1);
    column->addWidget(m_budgets);
    column->addWidget(m_advice);
    return content;
}

void CostsPage::setClient(client::Client *client)
{
    m_client = client;
    m_scope.renew();
    m_wasRead = false;
    m_problem.clear();
    m_days = {};
    m_model->set({}, api::UsageBy::Model);
    m_budgets->set({});
    m_advice->set({});
    showState();
    reload();
}

void CostsPage::setOffline(const QString &title, const QString &text)
{
    m_offline->setTexts(title, text);
}

void CostsPage::reload()
{
    if (!m_client || !isVisible()) {
        return;
    }
    // An answer to an older question is not waited for.
    m_scope.renew();
    m_scope.start([this](std::stop_token stop) { return readAll(this, m_client, stop); });
}

void CostsPage::showState()
{
    for (auto *field : {m_range, m_by, m_currency}) {
        field->setEnabled(m_client != nullptr);
    }
    m_again->setEnabled(m_client != nullptr);
    if (!m_client) {
        m_stack->setCurrentWidget(m_offline);
        return;
    }
    if (!m_problem.isEmpty()) {
        m_empty->setTexts(tr("The costs cannot be read"), m_problem);
    } else if (!m_wasRead) {
        m_empty->setTexts(tr("Reading…"), {});
    } else {
        m_empty->setTexts(tr("No calls in this time"), tr("What flows, conversations and tests ask of models is counted here, with what it costs."));
    }
    const bool isThere = m_problem.isEmpty() && (m_days.total.calls > 0 || !m_budgets->budgets().empty());
    m_stack->setCurrentWidget(isThere ? static_cast<QWidget *>(m_content) : m_empty);
}

void CostsPage::showUsage()
{
    const auto &total = m_days.total;
    const std::string currency = m_currency->currentData().toString().toStdString();
    if (total.calls == 0) {
        m_total->setText(tr("No calls in this time"));
    } else if (total.costs.empty()) {
        m_total->setText(tr("%n call(s) whose cost nobody knows", nullptr, int(total.unpriced)));
    } else {
        m_total->setText(total.unpriced == 0 ? costText(total) : tr("%1 %2", "sum, and so many calls").arg(costText(total), unpricedText(total)));
    }
    m_facts->setText(usageText(total));
    m_facts->setVisible(total.calls > 0);
    m_table->setVisible(total.calls > 0);
    m_model->setCurrency(currency);
    std::vector<CostPlot::Day> days(static_cast<std::size_t>(m_dayCount));
    for (std::size_t day = 0; day < days.size(); ++day) {
        days[day].date = m_firstDay.addDays(qint64(day));
    }
    for (const auto &group : m_days.groups) {
        const auto at = m_firstDay.daysTo(QDateTime::fromMSecsSinceEpoch(group.day, m_zone).date());
        if (at >= 0 && at < m_dayCount) {
            auto &day = days[static_cast<std::size_t>(at)];
            day.micros = microsIn(group.sums, currency);
            day.calls = group.sums.calls;
            day.unpriced = group.sums.unpriced;
        }
    }
    m_plot->set(std::move(days), currency);
    // A day alone, or what nobody knows, has no course.
    m_plot->setVisible(m_dayCount > 1 && !total.costs.empty());
}

Task<void> CostsPage::readAll(CostsPage *self, client::Client *client, std::stop_token stop)
{
    const auto now = self->m_clock.now();
    const int days = self->m_range->currentData().toInt();
    api::LlmUsageParams asked;
    const auto zone = zoneNow(now);
    const auto firstDay = QDateTime::fromMSecsSinceEpoch(now, zone).date().addDays(1 - days);
    asked.zone = zone.id().toStdString();
    asked.offsetMinutes = zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(now)) / 60; // where the backend does not know it
    asked.from = std::max<UnixMillis>(firstDay.startOfDay(zone).toMSecsSinceEpoch(), 0);
    asked.by = api::UsageBy::Day;
    auto byDay = co_await client->call<api::LlmUsage>(asked, stop);
    if (stop.stop_requested()) {
        co_return;
    }
    auto wanted = asked;
    wanted.by = api::UsageBy(self->m_by->currentData().toInt());
    auto usage = co_await client->call<api::LlmUsage>(wanted, stop);
    if (stop.stop_requested()) {
        co_return;
    }
    // Who may not see budgets sees none.
    const api::Nothing nothing;
    auto budgets = co_await client->call<api::BudgetsList>(nothing, stop);
    if (stop.stop_requested()) {
        co_return;
    }
    const api::LlmAdviceParams time{asked.from, 0};
    auto advice = co_await client->call<api::LlmAdvice>(time, stop);
    if (stop.stop_requested()) {
        co_return;
    }
    self->m_problem = !byDay ? words::sentence(byDay.error()) : !usage ? words::sentence(usage.error()) : QString();
    if (self->m_problem.isEmpty()) {
        self->m_wasRead = true;
        self->m_days = std::move(*byDay);
        self->m_firstDay = firstDay;
        self->m_dayCount = days;
        self->m_zone = zone;
        {
            // The one that was chosen, else that of the largest sum.
            const QSignalBlocker quiet(self->m_currency);
            const auto &costs = self->m_days.total.costs;
            const QString chosen = self->m_currency->currentData().toString();
            self->m_currency->clear();
            for (const auto &cost : costs) {
                self->m_currency->addItem(fromUtf8(cost.currency).toUpper(), fromUtf8(cost.currency));
            }
            const int kept = self->m_currency->findData(chosen);
            const auto most = std::ranges::max_element(costs, {}, &api::UsageCost::micros);
            self->m_currency->setCurrentIndex(kept >= 0 ? kept : int(most - costs.begin()));
            self->m_currency->setVisible(costs.size() > 1);
        }
        self->m_model->set(std::move(*usage), wanted.by);
        self->showUsage();
    }
    self->m_budgets->set(budgets ? std::move(budgets->budgets) : std::vector<api::BudgetView>());
    self->m_advice->set(advice ? std::move(advice->advice) : std::vector<api::AdviceView>());
    self->showState();
}

void CostsPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_table->setColumnHidden(UsageModel::Tokens, width() < kNarrow); // they are in the tool tip, too
}

void CostsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    reload();
}

} // namespace signalbox::ui
