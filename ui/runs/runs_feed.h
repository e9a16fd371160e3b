// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a backend's runs into a model, page by page, and keeps it up to date by events.
#pragma once

#include "client/client.h"
#include "ui/runs/runs_model.h"
#include "ui/widgets/renewable_scope.h"

#include <QObject>

class QTimer;

namespace signalbox::ui {

/// Thread: the client's, which is the GUI thread.
class RunsFeed : public QObject
{
    Q_OBJECT
public:
    enum class Status { None, Connecting, Live, Lost, Ended };

    explicit RunsFeed(RunsModel &model, QObject *parent = nullptr);
    ~RunsFeed() override;

    /// Reads from another backend, or none (null). A client must outlive its time here.
    void setClient(client::Client *client);
    client::Client *client() const { return m_client; }
    Status status() const { return m_status; }
    const QString &reason() const { return m_reason; }
    /// Begins anew, with what the filter asks for.
    void reload();

    /// The backend reads only what the filter asks for; words once nobody has typed for a moment.
    void setFilter(const RunFilter &filter);
    bool isLoading() const { return m_isLoading; }
    bool hasMore() const { return m_hasMore; }
    /// The next page of older runs.
    void loadMore();
    /// Asks for one run, and puts it among the others.
    void ask(const std::string &id);

Q_SIGNALS:
    void statusChanged();
    void loadingChanged();
    /// Every event of a run, as it comes.
    void runEvent(const signalbox::api::EventView &event);

private:
    static Task<void> follow(RunsFeed *self, client::Client *client, std::stop_token stop);
    /// Newest: the first page again, without a word on what comes after it.
    enum class Page { First, Next, Newest };
    static Task<void> readPage(RunsFeed *self, client::Client *client, Page which, std::stop_token stop);
    static Task<void> readOne(RunsFeed *self, client::Client *client, std::string id, std::stop_token stop);
    static Task<void> readNames(RunsFeed *self, client::Client *client, std::stop_token stop);
    void setStatus(Status status, const QString &reason = {});
    void setLoading(bool loading);
    void startPage(Page which);
    void complete();

    RunsModel &m_model;
    client::Client *m_client = nullptr;
    std::shared_ptr<void> m_watch;
    Status m_status = Status::None;
    QString m_reason;
    RunFilter m_filter;
    std::string m_before; ///< the last run that a page gave
    bool m_hasMore = false;
    bool m_isLoading = false;
    std::set<std::string> m_asked; ///< under way
    std::set<std::string> m_tried; ///< asked for since their last event: not again by itself
    std::set<std::string> m_unnamed; ///< flows without a name, after the names were read
    QTimer *m_completing;
    QTimer *m_searching;
    bool m_hasSearched = false; ///< what is listed has gaps: older runs that hold the words
    RenewableScope m_scope;
};

} // namespace signalbox::ui
