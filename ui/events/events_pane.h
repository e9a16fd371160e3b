// SPDX-License-Identifier: GPL-3.0-or-later
// The event console: what happens in the backend, live, to be filtered, held still, opened, followed to its node
// and saved.
#pragma once

#include "base/task_scope.h"
#include "ui/events/event_feed.h"
#include "ui/link/backend_link.h"
#include "ui/shell/pane.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <functional>

class QAction;
class QLabel;
class QMenu;
class QSplitter;
class QStackedWidget;

namespace signalbox::ui {

class Banner;
class ElidedLabel;
class EmptyState;
class EventDelegate;
class EventDetails;
class FixedRowView;
class SearchField;

/// Thread: the GUI thread, which is the client's.
class EventsPane : public QWidget
{
    Q_OBJECT
public:
    explicit EventsPane(const Theme &theme, QWidget *parent = nullptr);
    ~EventsPane() override;

    /// The backend that is watched; null: none. A client must outlive its time here.
    void setClient(client::Client *client);
    /// Watches whatever backend the link has. It outlives the pane.
    void follow(BackendLink &link);

    EventModel &model() { return *m_model; }
    EventFeed &feed() { return *m_feed; }
    FixedRowView &view() { return *m_view; }
    SearchField &filterField() { return *m_filter; }
    void setFilterText(const QString &text);
    /// Shows the events of one run only.
    void showRun(const QString &run);
    /// The visible events as JSON Lines to a file; the pane says when it is done.
    void exportTo(const QString &path);

    QAction *pauseAction() const { return m_pause; }
    QAction *followAction() const { return m_follow; }
    QAction *clearAction() const { return m_clear; }
    QAction *jumpAction() const { return m_jump; }

Q_SIGNALS:
    /// The node of a run is to be shown. `path` may be empty: the run as a whole.
    void nodeRequested(const QString &run, const QString &path);
    void runRequested(const QString &run);
    /// The way out of a connection that is not tried again.
    void connectionRequested();
    /// `problem`: why it was not, as a person reads it; empty: the file is there.
    void exported(const QString &path, const QString &problem);

private:
    struct Target
    {
        QString run;
        QStringList paths;
    };
    void makeActions();
    QWidget *makeBar();
    void makeMenus();
    QMenu *filterMenu();
    void showStatus();
    void showCounts();
    void showFollowing();
    void selectionChanged();
    void openDetails();
    void closeDetails();
    void menuAt(const QPoint &point);
    void copySelected() const;
    void chooseExport();
    void jump();
    Target targetOf(const QModelIndex &index) const;
    QList<int> selectedRows() const;
    void dress();
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    static Task<void> writeLines(EventsPane *self, QString path, std::stop_token stop);

    const Theme &m_theme;
    EventModel *m_model;
    EventFeed *m_feed;
    SearchField *m_filter;
    FixedRowView *m_view;
    EventDelegate *m_delegate;
    EventDetails *m_details;
    QSplitter *m_splitter;
    QStackedWidget *m_stack;
    EmptyState *m_empty;
    EmptyState *m_noMatch;
    EmptyState *m_offline;
    BackendLink *m_link = nullptr;
    Banner *m_banner;
    ElidedLabel *m_counts;
    QWidget *m_foot;
    QAction *m_pause = nullptr;
    QAction *m_follow = nullptr;
    QAction *m_clear = nullptr;
    QAction *m_unclear = nullptr;
    QAction *m_jump = nullptr;
    QAction *m_onlySource = nullptr;
    QAction *m_copy = nullptr;
    QAction *m_export = nullptr;
    QAction *m_resetFilter = nullptr;
    QAction *m_connect = nullptr;
    std::optional<EventModel::Id> m_shown; ///< in the details
    TaskScope m_scope;
};

/// The console as a pane of the window, docked below. `made` hears of it once it exists, to connect its signals.
PaneSpec eventsPane(BackendLink &link, const Theme &theme, std::function<void(EventsPane &)> made = {});

} // namespace signalbox::ui
