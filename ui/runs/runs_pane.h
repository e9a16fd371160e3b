// SPDX-License-Identifier: GPL-3.0-or-later
// The runs: a list of them, the steps of the one that is chosen with their times, what each gave or why it failed, and
// what a person can do about it.
#pragma once

#include "ui/link/backend_link.h"
#include "ui/runs/run_watch.h"
#include "ui/runs/runs_feed.h"
#include "ui/shell/pane.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <functional>

class QAction;
class QComboBox;
class QSplitter;
class QStackedWidget;
class QTabBar;
class QTimer;
class QTreeView;

namespace signalbox::ui {

class ApprovalsView;
class Badge;
class Banner;
class CompareView;
class ElidedLabel;
class EmptyState;
class FixedRowView;
class LettersView;
class RunDelegate;
class RunFilterBar;
class RunsDeletion;
class SearchField;
class StepDelegate;
class StepDetails;
class TimelineView;

/// Thread: the GUI thread, which is the client's.
class RunsPane : public QWidget
{
    Q_OBJECT
public:
    RunsPane(const Theme &theme, Clock &clock, QWidget *parent = nullptr);
    ~RunsPane() override;

    /// The backend whose runs are shown; null: none. A client must outlive its time here.
    void setClient(client::Client *client);
    /// Shows the runs of whatever backend the link has. It outlives the pane.
    void follow(BackendLink &link);
    /// Shows a run, also one that the list has not read yet.
    void showRun(const QString &run);
    /// What the pane is about: the runs, or what of them waits for a person.
    enum class Page { Runs, Approvals, Letters };
    void showPage(Page page);
    Page page() const;
    ApprovalsView &approvals() { return *m_approvals; }
    LettersView &letters() { return *m_letters; }
    /// Shows a step of the run that is shown.
    void showStep(const QString &path);

    RunsModel &model() { return *m_model; }
    RunsFeed &feed() { return *m_feed; }
    RunWatch &watch() { return *m_watch; }
    FixedRowView &list() { return *m_list; }
    QTreeView &tree() { return *m_tree; }
    StepDetails &details() { return *m_details; }
    QSize minimumSizeHint() const override;
    RunFilterBar &filters() { return *m_filters; }
    SearchField &filterField();
    QComboBox &stateField();
    TimelineView &timeline() { return *m_timeline; }
    /// Whether the steps stand on an axis of time in place of a tree.
    void setByTime(bool byTime);
    bool isByTime() const;
    QAction *cancelAction() const { return m_cancel; }
    QAction *againAction() const { return m_again; }
    /// Of a run that was recorded, or had its answers from a recording.
    QAction *replayAction() const { return m_replay; }
    QAction *saveAnswersAction() const { return m_saveAnswers; }
    QAction *nodeAction() const { return m_node; }
    QAction *timelineAction() const { return m_byTime; }
    QAction *compareAction() const { return m_compare; }
    CompareView &compareView() { return *m_compareView; }
    QAction *copyAction() const { return m_copy; }
    RunsDeletion &deletion() { return *m_deletion; }

Q_SIGNALS:
    /// The node of a run is to be shown. `path` may be empty: the run as a whole.
    void nodeRequested(const QString &run, const QString &path);
    /// The same of a run that is not shown here.
    void flowNodeRequested(const QString &flow, const QString &path, const QString &run);
    void runSelected(const QString &run);
    /// Its events are to be shown.
    void eventsRequested(const QString &run);
    /// The way out of a connection that is not tried again.
    void connectionRequested();

private:
    void makeActions();
    QWidget *makeList();
    QWidget *makeRun();
    void connectModels();
    void connectTimeline();
    void connectComparison();
    void connectInboxes();
    void nameTabs();
    /// The two runs that are chosen, the older one first, or the one and what ran of the flow before it; else none.
    std::array<QString, 2> comparable() const;
    void showComparison();
    void leaveComparison();
    void showStatus();
    void showCounts();
    void showHeader();
    void chosen();
    void stepChosen();
    void keepSelection();
    void decide(const QString &path, api::Verdict verdict, const QString &outputJson);
    void report(const QString &problem);
    void copyShown() const;
    void makeAnswerActions();
    void askSaveAnswers();
    void runMenu(const QPoint &point);
    void stepMenu(const QPoint &globalPoint);
    void arrange();
    void spread();
    bool eventFilter(QObject *watched, QEvent *event) override;
    void turn();
    void dress();
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

    const Theme &m_theme;
    Clock &m_clock;
    RunsModel *m_model;
    RunsFeed *m_feed;
    RunWatch *m_watch;
    QSplitter *m_outer;
    QSplitter *m_inner;
    Banner *m_banner;
    RunFilterBar *m_filters;
    QStackedWidget *m_listStack;
    FixedRowView *m_list;
    RunDelegate *m_runDelegate;
    EmptyState *m_empty;
    EmptyState *m_noMatch;
    EmptyState *m_offline;
    BackendLink *m_link = nullptr;
    ElidedLabel *m_counts;
    QStackedWidget *m_runStack;
    EmptyState *m_noRun;
    Badge *m_badge;
    ElidedLabel *m_name;
    ElidedLabel *m_facts;
    QStackedWidget *m_stepViews;
    QTreeView *m_tree;
    TimelineView *m_timeline;
    StepDelegate *m_stepDelegate;
    StepDetails *m_details;
    CompareView *m_compareView;
    QTabBar *m_tabs;
    QStackedWidget *m_pages;
    ApprovalsView *m_approvals;
    LettersView *m_letters;
    ElidedLabel *m_stepCount;
    RunsDeletion *m_deletion = nullptr;
    QAction *m_cancel = nullptr;
    QAction *m_again = nullptr;
    QAction *m_replay = nullptr;
    QAction *m_saveAnswers = nullptr;
    QAction *m_node = nullptr;
    QAction *m_byTime = nullptr;
    QAction *m_compare = nullptr;
    QAction *m_events = nullptr;
    QAction *m_copy = nullptr;
    QAction *m_copyId = nullptr;
    QAction *m_copyKey = nullptr;
    QAction *m_refresh = nullptr;
    QAction *m_resetFilter = nullptr;
    QAction *m_connect = nullptr;
    QTimer *m_turning;
    double m_phase = 0;
    QString m_wantedStep; ///< to be chosen as soon as it is read
    bool m_isExpanded = false;
    bool m_isSized = false; ///< the list has its first width
};

/// The runs as a pane of the window, beside the events below. `made` hears of it once it exists, to connect its signals.
PaneSpec runsPane(BackendLink &link, Clock &clock, const Theme &theme, std::function<void(RunsPane &)> made = {});

} // namespace signalbox::ui
