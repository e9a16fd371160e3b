// SPDX-License-Identifier: GPL-3.0-or-later
// Follows a backend's events into a model: first the last few thousand, then what happens, over every reconnect.
#pragma once

#include "client/client.h"
#include "ui/events/event_model.h"
#include "ui/widgets/renewable_scope.h"

#include <QObject>

namespace signalbox::ui {

/// Thread: the client's, which is the GUI thread.
class EventFeed : public QObject
{
    Q_OBJECT
public:
    enum class Status {
        None,       ///< there is no backend
        Connecting,
        Live,
        Lost,       ///< the connection broke; it is tried again
        Ended       ///< not tried again
    };
    explicit EventFeed(EventModel &model, QObject *parent = nullptr);
    ~EventFeed() override;

    /// Follows another backend, or none (null). A client must outlive its time here.
    void setClient(client::Client *client);
    client::Client *client() const { return m_client; }
    Status status() const { return m_status; }
    /// Why it is Lost or Ended, for people.
    const QString &reason() const { return m_reason; }
    /// Begins anew after it has ended.
    void retry();

Q_SIGNALS:
    void statusChanged();

private:
    static Task<void> follow(EventFeed *self, client::Client *client, std::stop_token stop);
    static Task<void> read(EventFeed *self, client::EventStream *stream, Error *ended, std::stop_token stop);
    void setStatus(Status status, const QString &reason = {});
    void noteGap(std::int64_t oldest);

    EventModel &m_model;
    client::Client *m_client = nullptr;
    std::int64_t m_cursor = -1; ///< everything up to it is in the model
    std::shared_ptr<void> m_watch;
    Status m_status = Status::None;
    QString m_reason;
    RenewableScope m_scope;
};

} // namespace signalbox::ui
