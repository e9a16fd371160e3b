// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/event_feed.h"

#include "ui/words/words.h"

#include <QDateTime>

namespace signalbox::ui {

namespace {

// What a new console shows of the past.
constexpr std::int64_t kBacklog = 2000;

std::int64_t oldestOf(const Error &gone)
{
    for (const auto &[name, value] : gone.args) {
        if (name == "oldest") {
            return QByteArray::fromStdString(value).toLongLong();
        }
    }
    return 0;
}

} // namespace

EventFeed::EventFeed(EventModel &model, QObject *parent)
    : QObject(parent)
    , m_model(model)
{
}

EventFeed::~EventFeed() = default;

void EventFeed::setClient(client::Client *client)
{
    m_watch.reset();
    m_scope.renew();
    if (client != m_client) {
        m_model.reset();
        m_cursor = -1;
    }
    m_client = client;
    if (!client) {
        setStatus(Status::None);
        return;
    }
    setStatus(Status::Connecting);
    m_scope.start([this, client](std::stop_token stop) { return follow(this, client, stop); });
    m_watch = client->watchState([this](client::ConnectionState state, const std::optional<Error> &why) {
        const QString reason = why ? words::sentence(*why) : QString();
        switch (state) {
        case client::ConnectionState::Connected:
            if (m_status == Status::Lost) {
                setStatus(Status::Live);
            }
            break;
        case client::ConnectionState::Waiting: setStatus(Status::Lost, reason); break;
        case client::ConnectionState::Connecting: break;
        case client::ConnectionState::Closed: setStatus(Status::Ended, reason); break;
        }
    });
}

void EventFeed::retry()
{
    setClient(m_client);
}

void EventFeed::setStatus(Status status, const QString &reason)
{
    if (status != m_status || reason != m_reason) {
        m_status = status;
        m_reason = reason;
        Q_EMIT statusChanged();
    }
}

Task<void> EventFeed::follow(EventFeed *self, client::Client *client, std::stop_token stop)
{
    // Where it stands now tells where the last few thousand begin.
    std::int64_t after = 0;
    {
        api::EventSubscribeParams newest;
        auto here = co_await client->subscribe(newest, stop);
        if (!here) {
            if (!stop.stop_requested()) {
                self->setStatus(Status::Ended, words::sentence(here.error()));
            }
            co_return;
        }
        after = std::max<std::int64_t>((*here)->cursor() - kBacklog, 0);
        // After a retry: what is there already does not come twice.
        after = std::max(after, self->m_cursor);
    }
    while (!stop.stop_requested()) {
        api::EventSubscribeParams params;
        params.after = after;
        auto stream = co_await client->subscribe(params, stop);
        Error ended;
        if (stream) {
            self->setStatus(Status::Live);
            co_await read(self, stream->get(), &ended, stop);
            after = (*stream)->cursor();
        } else {
            ended = stream.error();
        }
        if (stop.stop_requested()) {
            co_return;
        }
        if (!ended.is("events.gone")) {
            self->setStatus(Status::Ended, words::sentence(ended));
            co_return;
        }
        // What is left begins with the oldest that is kept. If a cursor beyond the newest is refused, the log is
        // another one: it is read from its beginning.
        const auto oldest = std::max<std::int64_t>(oldestOf(ended), 1);
        if (self->m_cursor >= 0) {
            self->noteGap(oldest);
        }
        after = oldest - 1 > after ? oldest - 1 : 0;
    }
}

Task<void> EventFeed::read(EventFeed *self, client::EventStream *stream, Error *ended, std::stop_token stop)
{
    for (;;) {
        auto events = co_await stream->next(stop);
        if (!events) {
            *ended = events.error();
            co_return;
        }
        if (stop.stop_requested()) {
            co_return;
        }
        for (const auto &event : *events) {
            self->m_model.append(event);
        }
        self->m_cursor = stream->cursor();
    }
}

void EventFeed::noteGap(std::int64_t oldest)
{
    api::EventView note;
    note.time = QDateTime::currentMSecsSinceEpoch();
    note.topic = "console.gone";
    const std::string message = tr("Events before number %1 are not kept any more; some are missing here.").arg(oldest).toStdString();
    note.data = json::Object{{"message", message}};
    m_model.append(note);
}

} // namespace signalbox::ui
