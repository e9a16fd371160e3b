// SPDX-License-Identifier: GPL-3.0-or-later
// Event streams: credit, cursors, and going on after a reconnect.
#include "client/client_p.h"

#include "api/errors.h"

namespace signalbox::client {

namespace {

class ClientStream final : public EventStream
{
public:
    ClientStream(std::shared_ptr<Client::Private> owner, std::shared_ptr<Stream> stream) : m_owner(std::move(owner)), m_stream(std::move(stream)) {}
    ~ClientStream() override
    {
        if (!m_stream->id.empty()) {
            m_owner->streamsById.erase(m_stream->id);
            m_owner->notify(api::EventsUnsubscribe::name, json::Object{{"subscription", m_stream->id}});
        }
    }

    Task<Result<std::vector<api::EventView>>> next(std::stop_token stop) override { return take(m_owner, m_stream, std::move(stop)); }
    std::int64_t cursor() const override
    {
        const auto &waiting = m_stream->events;
        const auto first = std::find_if(waiting.begin(), waiting.end(), [](const api::EventView &event) { return event.seq > 0; });
        return first == waiting.end() ? m_stream->cursor : first->seq - 1;
    }

private:
    static Task<Result<std::vector<api::EventView>>> take(std::shared_ptr<Client::Private> owner, std::shared_ptr<Stream> stream, std::stop_token stop)
    {
        while (stream->events.empty()) {
            if (stream->ended) {
                auto ended = *stream->ended; // what is returned is moved from
                co_return ended;
            }
            if (stop.stop_requested()) {
                co_return cancelledError();
            }
            stream->arrived = OneShot<bool>();
            const auto arrived = stream->arrived;
            auto *executor = Executor::current();
            std::stop_callback onStop(stop, [arrived, executor] { executor->post([arrived] { arrived.set(false); }); });
            co_await arrived.wait();
        }
        std::vector<api::EventView> events(std::make_move_iterator(stream->events.begin()), std::make_move_iterator(stream->events.end()));
        stream->events.clear();
        stream->taken += static_cast<std::int64_t>(events.size());
        if (stream->taken * 2 >= owner->options.credit && !stream->id.empty()) {
            owner->notify(api::EventsGrant::name, json::Object{{"subscription", stream->id}, {"credit", stream->taken}});
            stream->taken = 0;
        }
        co_return events;
    }

    std::shared_ptr<Client::Private> m_owner;
    std::shared_ptr<Stream> m_stream;
};

} // namespace

Task<Result<std::unique_ptr<EventStream>>> Client::subscribe(api::EventSubscribeParams params, std::stop_token stop)
{
    auto self = d;
    auto stream = std::make_shared<Stream>();
    stream->params = std::move(params);
    for (;;) {
        auto opened = co_await Private::open(self, stream, stop);
        if (opened) {
            break;
        }
        // A subscription that broke off with its connection was none: it is made on the next one.
        if (!opened.error().is("client.disconnected") || self->state == ConnectionState::Closed) {
            co_return std::move(opened).error();
        }
    }
    std::erase_if(self->streams, [](const auto &weak) { return weak.expired(); });
    self->streams.push_back(stream);
    co_return std::unique_ptr<EventStream>(std::make_unique<ClientStream>(self, stream));
}

Task<Result<void>> Client::Private::open(std::shared_ptr<Private> self, std::shared_ptr<Stream> stream, std::stop_token stop)
{
    stream->params.credit = std::max<std::int64_t>(self->options.credit - static_cast<std::int64_t>(stream->events.size()), 1);
    stream->taken = 0;
    // A subscription belongs to its connection: it is not sent again on another one, but made anew.
    auto answer = co_await call(self, std::string(api::EventsSubscribe::name), json::toJson(stream->params), api::Effect::Change, std::move(stop), stream);
    if (!answer) {
        co_return std::move(answer).error();
    }
    auto read = json::fromJson<api::EventSubscribed>(*answer);
    if (!read) {
        co_return std::move(read).error();
    }
    co_return Result<void>();
}

// In the turn in which the answer arrives: the first events may stand right behind it.
void Client::Private::subscribed(const std::shared_ptr<Stream> &stream, const json::Value &answer)
{
    const auto read = json::fromJson<api::EventSubscribed>(answer);
    if (!read) {
        return;
    }
    stream->id = read->subscription;
    stream->cursor = std::max(stream->cursor, read->cursor);
    stream->params.after = stream->cursor;
    streamsById[stream->id] = stream;
}

Task<void> Client::Private::resubscribe(std::shared_ptr<Private> self, std::shared_ptr<Stream> stream)
{
    auto opened = co_await open(self, stream, self->scope.token());
    if (!opened && !opened.error().is("client.disconnected")) {
        self->finishStream(*stream, opened.error());
    }
}

void Client::Private::eventsArrived(const json::Value &params)
{
    auto read = json::fromJson<api::EventsNext>(params);
    if (!read) {
        return;
    }
    const auto found = streamsById.find(read->subscription);
    const auto stream = found == streamsById.end() ? nullptr : found->second.lock();
    if (!stream) {
        notify(api::EventsUnsubscribe::name, json::Object{{"subscription", read->subscription}});
        return;
    }
    for (auto &event : read->events) {
        if (event.seq == 0 || event.seq > stream->cursor) {
            stream->cursor = std::max(stream->cursor, event.seq);
            stream->events.push_back(std::move(event));
        }
    }
    stream->cursor = std::max(stream->cursor, read->cursor);
    stream->params.after = stream->cursor;
    stream->arrived.set(true);
}

void Client::Private::streamEnded(const json::Value &params)
{
    const auto *error = json::find(params, "error");
    const auto found = params.is_object() ? streamsById.find(std::string(json::text(params.get_object(), "subscription"))) : streamsById.end();
    if (!error || found == streamsById.end()) {
        return;
    }
    const auto stream = found->second.lock();
    streamsById.erase(found);
    if (stream) {
        stream->id.clear();
        finishStream(*stream, api::readRpcError(*error).value_or(Error("events.ended", "The backend ended the subscription.")));
    }
}

void Client::Private::finishStream(Stream &stream, Error reason)
{
    if (!stream.ended) {
        stream.ended = std::move(reason);
        stream.arrived.set(false);
    }
}

} // namespace signalbox::client
