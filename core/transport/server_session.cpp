// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/server_session.h"

#include "base/log.h"

#include <list>
#include <map>
#include <unordered_map>

namespace signalbox::transport {

namespace {

constexpr std::size_t kMaxCallsUnderWay = 1024;
constexpr std::size_t kMaxSubscriptions = 64;
constexpr std::int64_t kMaxCredit = 100'000;
constexpr std::size_t kMaxBatch = 256;
constexpr Millis kSignInTime{10'000};
// Events wait while more than the first stands unsent, until no more than the second does. Whoever does not get there in
// the time below does not read.
constexpr std::size_t kFullBytes = 2u << 20;
constexpr std::size_t kRoomBytes = 512u << 10;
constexpr Millis kStallTime{30'000};

} // namespace

class ServerSession final : public api::Subscriptions, public std::enable_shared_from_this<ServerSession>
{
public:
    ServerSession(SessionSet &set, std::unique_ptr<Channel> channel, std::shared_ptr<const api::Caller> caller, std::string address)
        : m_set(set), m_channel(std::move(channel)), m_caller(std::move(caller)), m_address(std::move(address))
    {
    }

    void begin()
    {
        // The set owns the session for as long as the channel may call back.
        m_channel->listen([this](json::Value value) { receive(std::move(value)); }, [this](const Error &) { end(); });
        if (!m_caller) {
            m_signInTimer = m_set.m_clock.startTimer(kSignInTime, [this] {
                m_signInTimer = 0;
                finish(Error("auth.required", "Nobody signed in on this channel in time."));
            });
        }
    }

    /// Takes nothing new; what is under way is asked to end, and its answers still go out.
    void drain()
    {
        m_isDraining = true;
        stopCalls();
        while (!m_streams.empty()) {
            remove(m_streams.begin()->first);
        }
    }

    /// Closes the channel from this side.
    void finish(Error reason)
    {
        if (m_channel) {
            m_channel->close(std::move(reason));
            end();
        }
    }

    // Subscriptions

    Result<std::string> add(std::unique_ptr<api::EventSource> source, std::int64_t credit) override
    {
        if (!m_channel || m_isDraining) {
            return cancelledError(); // it ended while this was asked for, and nobody would end what began now
        }
        if (m_streams.size() >= kMaxSubscriptions) {
            return Error("call.tooMany", "A channel has at most " + std::to_string(kMaxSubscriptions) + " subscriptions; end one first.");
        }
        const auto id = "s" + std::to_string(++m_lastStream);
        auto stream = std::make_shared<Stream>();
        stream->id = id;
        stream->source = std::move(source);
        stream->credit = std::clamp<std::int64_t>(credit, 0, kMaxCredit);
        m_streams.emplace(id, stream);
        m_set.m_scope.start([self = shared_from_this(), stream](std::stop_token) { return feed(self, stream); });
        return id;
    }

    Result<void> grant(const std::string &id, std::int64_t credit) override
    {
        const auto found = m_streams.find(id);
        if (found == m_streams.end()) {
            return Error("events.noSubscription", "There is no subscription \"" + id + "\" on this channel.", id);
        }
        auto &stream = *found->second;
        stream.credit = std::min(stream.credit + std::max<std::int64_t>(credit, 0), kMaxCredit);
        stream.granted.set(true);
        return {};
    }

    void remove(const std::string &id) override
    {
        if (const auto found = m_streams.find(id); found != m_streams.end()) {
            found->second->stop.request_stop();
            found->second->granted.set(false);
            m_streams.erase(found);
            wakeFeeds();
        }
    }

private:
    struct Stream
    {
        std::string id;
        std::unique_ptr<api::EventSource> source;
        std::int64_t credit = 0;
        OneShot<bool> granted;
        std::stop_source stop;
    };

    void end()
    {
        if (!m_channel) {
            return;
        }
        const auto self = shared_from_this();
        if (m_signInTimer != 0) {
            m_set.m_clock.cancelTimer(m_signInTimer);
        }
        stopCalls();
        while (!m_streams.empty()) {
            remove(m_streams.begin()->first);
        }
        stopStallTimer();
        m_channel->unsent().forget();
        m_channel.reset();
        m_set.m_sessions.erase(self);
    }

    void stopCalls()
    {
        for (auto &[id, stop] : m_calls) {
            stop.request_stop();
        }
        for (auto &stop : m_notifications) {
            stop.request_stop();
        }
    }

    void reply(json::Value message, std::string_view what)
    {
        if (!m_channel) {
            return;
        }
        if (m_channel->unsent().bytes() > kMaxUnsentBytes) {
            letGo();
            return;
        }
        if (api::isOverFrame(message)) {
            m_channel->send(api::errorMessage(api::idOf(message), api::frameTooLarge(what)));
            return;
        }
        m_channel->send(std::move(message));
    }

    void receive(json::Value value)
    {
        const auto id = api::idOf(value);
        auto message = api::readMessage(std::move(value));
        if (!message) {
            reply(api::errorMessage(id, message.error()), "The answer");
            return;
        }
        auto *request = std::get_if<api::Request>(&*message);
        if (!request) {
            return; // nothing is asked of clients, so no answer means anything
        }
        if (!m_caller) {
            signIn(std::move(*request));
            return;
        }
        if (request->isNotification && request->method == api::kCancel) {
            cancel(request->params);
            return;
        }
        if (request->method == api::kAuthenticate) {
            reply(api::errorMessage(request->id, Error("rpc.invalid", "This channel is signed in already.")), "The answer");
            return;
        }
        if (m_isDraining) {
            reply(api::errorMessage(request->id, Error("engine.stopping", "The backend is shutting down; try again in a moment.").retryable()), "The answer");
            return;
        }
        if (m_underWay >= kMaxCallsUnderWay) {
            if (request->isNotification) {
                return;
            }
            reply(api::errorMessage(request->id, Error("call.tooMany", "This channel has " + std::to_string(kMaxCallsUnderWay) + " calls under way; wait for an answer.").retryable()), "The answer");
            return;
        }
        if (!request->isNotification && m_calls.contains(request->id)) {
            reply(api::errorMessage(request->id, Error("rpc.invalid", "A call with this id is under way.")), "The answer");
            return;
        }
        m_set.m_scope.start([self = shared_from_this(), request](std::stop_token) { return serve(self, std::move(*request)); });
    }

    void cancel(const json::Value &params)
    {
        if (const auto found = m_calls.find(api::idOf(params)); found != m_calls.end()) {
            found->second.request_stop();
        }
    }

    void signIn(api::Request request)
    {
        if (request.isNotification || request.method != api::kAuthenticate || m_isSigningIn) {
            reply(api::errorMessage(request.id, Error("auth.required", "Sign in first: session.authenticate with a token or a ticket.")), "The answer");
            return;
        }
        const auto &params = request.params.get_object();
        api::Credential credential;
        credential.address = m_address;
        credential.text = json::text(params, "token");
        if (credential.text.empty()) {
            credential.kind = api::Credential::Kind::Ticket;
            credential.text = json::text(params, "ticket");
        }
        m_isSigningIn = true;
        m_set.m_scope.start([self = shared_from_this(), id = request.id, credential](std::stop_token) { return authenticate(self, id, credential); });
    }

    static Task<void> authenticate(std::shared_ptr<ServerSession> self, api::MessageId id, api::Credential credential)
    {
        auto caller = co_await self->m_set.m_host.signIn(std::move(credential));
        if (!self->m_channel) {
            co_return;
        }
        self->m_isSigningIn = false;
        if (!caller) {
            self->reply(api::errorMessage(id, caller.error()), "The answer");
            co_return;
        }
        self->m_caller = std::move(*caller);
        self->m_channel->admit();
        if (self->m_signInTimer != 0) {
            self->m_set.m_clock.cancelTimer(std::exchange(self->m_signInTimer, 0));
        }
        self->reply(api::resultMessage(id, json::Object{{"subject", self->m_caller->subject}, {"workspace", self->m_caller->workspace}}), "The answer");
    }

    static Task<void> serve(std::shared_ptr<ServerSession> self, api::Request request)
    {
        api::CallContext context;
        context.caller = self->m_caller;
        context.subscriptions = self;
        std::stop_source stop;
        context.stop = stop.get_token();
        // A notification has no id to be cancelled by, but it ends with the session like every call.
        const auto notification = request.isNotification ? self->m_notifications.insert(self->m_notifications.end(), stop) : self->m_notifications.end();
        if (!request.isNotification) {
            self->m_calls.emplace(request.id, stop);
        }
        const auto method = request.method;
        ++self->m_underWay;
        auto result = co_await self->m_set.m_host.call(std::move(context), std::move(request.method), std::move(request.params));
        --self->m_underWay;
        if (request.isNotification) {
            self->m_notifications.erase(notification);
            co_return;
        }
        self->m_calls.erase(request.id);
        if (!result && self->m_isDraining && result.error().is("cancelled")) {
            // No answer: the channel ends, and who still wants to know asks again.
            co_return;
        }
        if (result) {
            self->reply(api::resultMessage(request.id, std::move(*result)), "The answer of " + method);
        } else {
            self->reply(api::errorMessage(request.id, result.error()), "The answer of " + method);
        }
    }

    static Task<void> feed(std::shared_ptr<ServerSession> self, std::shared_ptr<Stream> stream)
    {
        // The answer with the subscription's id goes out before its first event.
        co_await yieldToLoop();
        const auto stop = stream->stop.get_token();
        while (!stop.stop_requested()) {
            if (stream->credit == 0) {
                stream->granted = OneShot<bool>();
                co_await stream->granted.wait();
                continue;
            }
            auto events = co_await stream->source->next(std::min<std::size_t>(static_cast<std::size_t>(stream->credit), kMaxBatch), stop);
            if (stop.stop_requested() || !self->m_channel) {
                break;
            }
            if (!events) {
                self->reply(api::notificationMessage(api::kEventsEnded, endedParams(stream->id, events.error())), "A notification");
                self->remove(stream->id);
                break;
            }
            stream->credit -= static_cast<std::int64_t>(events->size());
            co_await sendEvents(self, stream, std::move(*events), stream->source->cursor());
        }
        stream->source.reset();
    }

    // In as many messages as their size needs, none before the client has read what went before.
    static Task<void> sendEvents(std::shared_ptr<ServerSession> self, std::shared_ptr<Stream> stream, std::vector<api::EventView> events, std::int64_t cursor)
    {
        api::EventsNext next;
        next.subscription = stream->id;
        // Never ahead of a durable event that stands in a later message.
        next.cursor = 0;
        std::size_t size = 0;
        for (auto &event : events) {
            if (api::isOverFrame(event.data)) {
                event.data = nullptr; // no message could hold it; what it tells of can be asked for
            }
            const auto bytes = json::approximateSize(event.data) + event.topic.size() + event.source.size() + 64;
            if (size + bytes > api::kMaxFrameBytes / 4 && !next.events.empty()) {
                co_await waitForRoom(self, stream);
                self->sendNext(stream, next);
                size = 0;
            }
            size += bytes;
            next.cursor = std::max(next.cursor, event.seq);
            next.events.push_back(std::move(event));
        }
        next.cursor = cursor;
        if (!next.events.empty()) {
            co_await waitForRoom(self, stream);
            self->sendNext(stream, next);
        }
    }

    void sendNext(const std::shared_ptr<Stream> &stream, api::EventsNext &next)
    {
        if (!stream->stop.stop_requested()) {
            reply(api::notificationMessage(api::EventsNext::name, json::toJson(next)), "Events");
        }
        next.events.clear();
    }

    // Credit counts events; what keeps a client that is slower than its credit says from being flooded is this.
    static Task<void> waitForRoom(std::shared_ptr<ServerSession> self, std::shared_ptr<Stream> stream)
    {
        while (!stream->stop.stop_requested() && self->m_channel && self->m_channel->unsent().bytes() > kFullBytes) {
            OneShot<bool> woken;
            self->m_waitingFeeds.push_back(woken);
            if (self->m_stallTimer == 0) {
                self->m_stallTimer = self->m_set.m_clock.startTimer(kStallTime, [session = self.get()] {
                    session->m_stallTimer = 0;
                    session->letGo();
                });
                self->m_channel->unsent().whenAtMost(kRoomBytes, [weak = self->weak_from_this()] {
                    if (const auto session = weak.lock()) {
                        session->stopStallTimer();
                        session->wakeFeeds();
                    }
                });
            }
            co_await woken.wait();
        }
    }

    void wakeFeeds()
    {
        for (const auto &feed : std::exchange(m_waitingFeeds, {})) {
            feed.set(true);
        }
    }

    void stopStallTimer()
    {
        if (m_stallTimer != 0) {
            m_set.m_clock.cancelTimer(std::exchange(m_stallTimer, 0));
        }
    }

    void letGo()
    {
        log::info("transport", "a client that does not read was let go", {{"peer", m_address}});
        finish(Error("channel.slow", "The client did not read what was sent to it; connect again and go on from the cursor.").retryable());
    }

    static json::Value endedParams(const std::string &id, const Error &error)
    {
        // The error object of an answer.
        auto message = api::errorMessage(std::monostate(), error);
        return json::Object{{"subscription", id}, {"error", std::move(message.get_object().at("error"))}};
    }

    SessionSet &m_set;
    std::unique_ptr<Channel> m_channel;
    std::shared_ptr<const api::Caller> m_caller;
    std::string m_address;
    Clock::TimerId m_signInTimer = 0;
    bool m_isSigningIn = false;
    bool m_isDraining = false;
    std::size_t m_underWay = 0;
    std::map<api::MessageId, std::stop_source> m_calls;
    std::list<std::stop_source> m_notifications;
    std::map<std::string, std::shared_ptr<Stream>> m_streams;
    std::uint64_t m_lastStream = 0;
    std::vector<OneShot<bool>> m_waitingFeeds;
    Clock::TimerId m_stallTimer = 0; // runs while feeds wait for room
};

SessionSet::SessionSet(api::Host &host, Clock &clock) : m_host(host), m_clock(clock) {}

SessionSet::~SessionSet()
{
    const auto sessions = m_sessions;
    for (const auto &session : sessions) {
        session->finish(Error("channel.closed", "The backend has ended.").retryable());
    }
}

void SessionSet::serve(std::unique_ptr<Channel> channel, std::shared_ptr<const api::Caller> caller, std::string address)
{
    if (m_isClosed) {
        channel->close(Error("channel.closed", "The backend has ended.").retryable());
        return;
    }
    auto session = std::make_shared<ServerSession>(*this, std::move(channel), std::move(caller), std::move(address));
    m_sessions.insert(session);
    session->begin();
}

Task<void> SessionSet::close(Error reason)
{
    m_isClosed = true;
    for (const auto &session : m_sessions) {
        session->drain();
    }
    co_await m_scope.close();
    const auto sessions = m_sessions;
    for (const auto &session : sessions) {
        session->finish(reason);
    }
}

} // namespace signalbox::transport
