// SPDX-License-Identifier: GPL-3.0-or-later
// The views on a run beside the tree of its steps.
#include "ui/runs/approvals_view.h"
#include "ui/runs/compare_view.h"
#include "ui/runs/letters_view.h"
#include "ui/runs/run_filter_bar.h"
#include "ui/runs/runs_pane.h"
#include "ui/runs/step_details.h"
#include "ui/runs/timeline_view.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/fixed_row_view.h"

#include <QLocale>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QTreeView>

namespace signalbox::ui {

namespace {

// A timeline is looked at as a whole.
constexpr std::size_t kOnTimeline = 10'000;

} // namespace

SearchField &RunsPane::filterField()
{
    return m_filters->text();
}

QComboBox &RunsPane::stateField()
{
    return m_filters->state();
}

void RunsPane::connectTimeline()
{
    // The tree's current step is the pane's; the timeline shows it and changes it.
    connect(m_timeline, &TimelineView::stepChosen, this, [this](qint64 seq) {
        if (const auto *step = m_watch->steps().step(seq); step && seq != m_details->seq()) {
            m_tree->setCurrentIndex(m_watch->steps().indexOf(QString::fromStdString(step->path)));
        }
    });
    connect(m_timeline, &TimelineView::activated, m_node, &QAction::trigger);
    connect(m_timeline, &TimelineView::menuRequested, this, &RunsPane::stepMenu);
    m_timeline->list().addAction(m_copy);
    auto *bar = m_timeline->list().verticalScrollBar();
    connect(bar, &QScrollBar::valueChanged, this, [this, bar](int value) {
        if (value >= bar->maximum() - bar->pageStep()) {
            m_watch->loadMoreSteps();
        }
    });
}

bool RunsPane::isByTime() const
{
    return m_stepViews->currentWidget() == m_timeline;
}

void RunsPane::setByTime(bool byTime)
{
    const bool hadFocus = m_stepViews->isAncestorOf(focusWidget()) && focusWidget();
    m_stepViews->setCurrentWidget(byTime ? static_cast<QWidget *>(m_timeline) : m_tree);
    m_byTime->setChecked(byTime);
    m_watch->setReadAhead(byTime ? kOnTimeline : RunWatch::kReadAhead);
    if (byTime) {
        m_timeline->sync();
        m_timeline->setStep(m_details->seq());
    }
    if (hadFocus) {
        (byTime ? static_cast<QWidget *>(&m_timeline->list()) : m_tree)->setFocus();
    }
}

std::array<QString, 2> RunsPane::comparable() const
{
    const auto chosen = m_list->selectionModel()->selectedRows();
    if (chosen.size() == 2) {
        // The newer one stands above.
        const bool inOrder = chosen[0].row() > chosen[1].row();
        return {chosen[inOrder ? 0 : 1].data(RunsModel::IdRole).toString(), chosen[inOrder ? 1 : 0].data(RunsModel::IdRole).toString()};
    }
    const auto *shown = m_model->find(m_watch->id());
    if (chosen.size() > 2 || !shown) {
        return {};
    }
    for (int row = m_model->rowOf(m_watch->id()) + 1; row > 0 && row < m_model->rowCount(); ++row) {
        if (const auto *older = m_model->entryAt(row); older->flow == shown->flow) {
            return {QString::fromStdString(older->id), m_watch->id()};
        }
    }
    return {};
}

void RunsPane::connectComparison()
{
    const auto offer = [this] { m_compare->setEnabled(!comparable()[0].isEmpty()); };
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this, offer);
    connect(m_model, &RunsModel::countsChanged, this, offer);
    connect(m_watch, &RunWatch::changed, this, offer);
    offer();
    connect(m_compareView, &CompareView::closed, this, [this] {
        leaveComparison();
        m_list->setFocus();
    });
    connect(m_compareView, &CompareView::stepRequested, this, &RunsPane::flowNodeRequested);
}

void RunsPane::leaveComparison()
{
    m_runStack->setCurrentWidget(m_watch->id().isEmpty() ? static_cast<QWidget *>(m_noRun) : static_cast<QWidget *>(m_inner));
}

void RunsPane::showComparison()
{
    const auto runs = comparable();
    if (runs[0].isEmpty()) {
        return;
    }
    std::array<QString, 2> names;
    for (std::size_t side = 0; side < 2; ++side) {
        const auto *entry = m_model->find(runs[side]);
        names[side] = entry ? m_model->flowName(entry->flow) : runs[side];
    }
    m_runStack->setCurrentWidget(m_compareView);
    m_compareView->compare(runs[0], runs[1], names);
    m_compareView->list().setFocus();
}

void RunsPane::connectInboxes()
{
    m_tabs->setObjectName(QStringLiteral("pages"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setAccessibleName(tr("What the pane is about"));
    m_tabs->addTab(m_theme.icon(QStringLiteral("runs")), QString());
    m_tabs->addTab(m_theme.icon(QStringLiteral("question")), QString());
    m_tabs->addTab(m_theme.icon(QStringLiteral("inbox")), QString());
    m_tabs->setIconSize(QSize(size::kIcon, size::kIcon));
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) { showPage(Page(index)); });
    for (InboxView *inbox : {static_cast<InboxView *>(m_approvals), static_cast<InboxView *>(m_letters)}) {
        connect(m_model, &RunsModel::flowNamesChanged, inbox, [this, inbox] { inbox->setFlowNames(m_model->flowNames()); });
        connect(inbox, &InboxView::openChanged, this, &RunsPane::nameTabs);
        connect(inbox, &InboxView::nodeRequested, this, [this](const QString &run, const QString &flow, const QString &path) { Q_EMIT flowNodeRequested(flow, path, run); });
        connect(inbox, &InboxView::runRequested, this, [this](const QString &run, const QString &path) {
            showRun(run);
            showStep(path);
        });
    }
    nameTabs();
}

void RunsPane::nameTabs()
{
    const auto name = [](const QString &text, std::int64_t count) { return count > 0 ? tr("%1 (%2)").arg(text, QLocale().toString(qlonglong(count))) : text; };
    m_tabs->setTabText(int(Page::Runs), tr("Runs"));
    m_tabs->setTabText(int(Page::Approvals), name(tr("Approvals"), m_approvals->open()));
    m_tabs->setTabText(int(Page::Letters), name(tr("Dead letters"), m_letters->open()));
}

RunsPane::Page RunsPane::page() const
{
    return Page(m_pages->currentIndex());
}

void RunsPane::showPage(Page page)
{
    m_pages->setCurrentIndex(int(page));
    m_tabs->setCurrentIndex(int(page));
}

} // namespace signalbox::ui
