// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/client_p.h"

#include "base/log.h"

namespace signalbox::client {

namespace {

Error disconnected(api::Effect effect, const Error &why)
{
    Error error("client.disconnected", effect == api::Effect::Change ? "The connection to the backend broke before the answer; whether it was done is not known. Look before you do it again." : "The connection to the backend is broken: " + why.message);
    if (effect != api::Effect::Change) {
        error.retry = Retry::Later;
    }
    return std::move(error).withCause(why);
}

} // namespace

Client::Client(Connector connector, Clock &clock, ClientOptions options) : d(std::make_shared<Private>(std::move(connector), clock, std::move(options))) {}

Client::~Client()
{
    close();
    d->onState = nullptr; // what was posted to it comes too late
}

Task<Result<void>> Client::connect(std::stop_token stop)
{
    auto self = d;
    self->setState(ConnectionState::Connecting);
    auto made = co_await self->connector(std::move(stop));
    if (!made) {
        self->setState(ConnectionState::Closed, made.error());
        co_return std::move(made).error();
    }
    if (self->state == ConnectionState::Closed) {
        co_return disconnected(api::Effect::Read, Error("client.closed", "The client was closed."));
    }
    self->attach(std::move(*made));
    co_return Result<void>();
}

void Client::close()
{
    if (d->state == ConnectionState::Closed && !d->channel && d->calls.empty()) {
        d->scope.cancel();
        return;
    }
    const Error reason("client.closed", "The client was closed.");
    if (auto channel = std::exchange(d->channel, nullptr)) {
        channel->close(reason);
    }
    d->scope.cancel();
    d->failCalls(reason, true);
    for (const auto &weak : d->streams) {
        if (const auto stream = weak.lock()) {
            d->finishStream(*stream, disconnected(api::Effect::Read, reason));
        }
    }
    d->setState(ConnectionState::Closed, reason);
}

ConnectionState Client::state() const
{
    return d->state;
}

void Client::onState(std::function<void(ConnectionState, const std::optional<Error> &)> callback)
{
    d->onState = std::move(callback);
}

std::shared_ptr<void> Client::watchState(std::function<void(ConnectionState, const std::optional<Error> &)> callback)
{
    const auto listener = std::make_shared<Private::StateListener>(std::move(callback));
    d->stateWatches.push_back(listener);
    Executor::current()->post([self = d, watch = std::weak_ptr(listener), now = d->state, reason = d->why] {
        const auto alive = watch.lock();
        if (alive && self->state == now) {
            (*alive)(now, reason);
        }
    });
    return listener;
}

Task<Result<json::Value>> Client::callNamed(std::string method, json::Value params, api::Effect effect, std::stop_token stop)
{
    return Private::call(d, std::move(method), std::move(params), effect, std::move(stop));
}

Task<Result<json::Value>> Client::Calls::callNamed(std::shared_ptr<Private> d, std::string method, json::Value params, api::Effect effect, std::stop_token stop)
{
    return Private::call(std::move(d), std::move(method), std::move(params), effect, std::move(stop));
}

Task<Result<json::Value>> Client::callUntyped(std::string method, json::Value params, std::stop_token stop)
{
    const auto *info = api::findCall(method);
    return Private::call(d, std::move(method), std::move(params), info ? info->effect : api::Effect::Change, std::move(stop));
}

Task<Result<json::Value>> Client::Private::call(std::shared_ptr<Private> self, std::string method, json::Value params, api::Effect effect, std::stop_token stop, std::shared_ptr<Stream> stream)
{
    if (self->state == ConnectionState::Closed) {
        co_return disconnected(api::Effect::Read, self->why.value_or(Error("client.closed", "The client was closed.")));
    }
    const auto id = ++self->lastId;
    const bool again = effect != api::Effect::Change && self->options.reconnect == ClientOptions::Reconnect::Always;
    OneShot<Result<json::Value>> answer;
    {
        Call entry;
        entry.effect = effect;
        entry.answer = answer;
        entry.stream = std::move(stream);
        if (self->channel && !again) {
            entry.wasSent = true;
            auto message = api::requestMessage(id, method, std::move(params));
            if (api::isOverFrame(message)) {
                co_return api::frameTooLarge("The call " + method);
            }
            self->calls.emplace(id, std::move(entry));
            self->channel->send(std::move(message));
        } else {
            entry.method = method;
            entry.params = std::move(params);
            if (api::isOverFrame(*entry.params)) {
                co_return api::frameTooLarge("The call " + method);
            }
            auto &kept = self->calls.emplace(id, std::move(entry)).first->second;
            if (self->channel) {
                self->send(id, kept);
            }
        }
    }
    if (!stop.stop_possible()) {
        co_return co_await answer.wait();
    }
    auto result = co_await waitFor(answer, stop);
    if (const auto left = self->calls.find(id); left != self->calls.end()) {
        // It was cancelled here: the backend need not go on with it.
        const bool wasSent = left->second.wasSent;
        self->calls.erase(left);
        if (wasSent && self->channel) {
            self->notify(api::kCancel, json::Object{{"id", id}});
        }
    }
    co_return result;
}

void Client::Private::send(std::int64_t id, Call &call)
{
    call.wasSent = true;
    if (call.effect == api::Effect::Change) {
        channel->send(api::requestMessage(id, call.method, std::move(*call.params)));
        call.params.reset();
    } else {
        channel->send(api::requestMessage(id, call.method, *call.params));
    }
}

void Client::Private::notify(std::string_view method, json::Value params)
{
    if (channel) {
        channel->send(api::notificationMessage(method, std::move(params)));
    }
}

void Client::Private::attach(std::unique_ptr<transport::Channel> made)
{
    channel = std::move(made);
    const std::weak_ptr<Private> weak = shared_from_this();
    channel->listen(
        [weak](json::Value value) {
            if (const auto self = weak.lock()) {
                self->receive(std::move(value));
            }
        },
        [weak](Error reason) {
            if (const auto self = weak.lock()) {
                self->broken(std::move(reason));
            }
        });
    setState(ConnectionState::Connected);
    for (auto &[id, call] : calls) {
        send(id, call);
    }
    for (const auto &entry : streams) {
        if (const auto stream = entry.lock(); stream && !stream->ended && stream->cursor >= 0) {
            scope.start([self = shared_from_this(), stream](std::stop_token) { return resubscribe(self, stream); });
        }
    }
}

void Client::Private::receive(json::Value value)
{
    auto message = api::readMessage(std::move(value));
    if (!message) {
        log::warning("client", "a message of the backend was not understood", {{"error", message.error().describe()}});
        return;
    }
    if (auto *response = std::get_if<api::Response>(&*message)) {
        const auto *id = std::get_if<std::int64_t>(&response->id);
        const auto found = id ? calls.find(*id) : calls.end();
        if (found != calls.end()) {
            const auto answer = found->second.answer;
            if (found->second.stream && response->result) {
                subscribed(found->second.stream, *response->result);
            }
            calls.erase(found);
            answer.set(std::move(response->result));
        }
        return;
    }
    const auto &request = std::get<api::Request>(*message);
    if (request.method == api::EventsNext::name) {
        eventsArrived(request.params);
    } else if (request.method == api::kEventsEnded) {
        streamEnded(request.params);
    }
}

void Client::Private::broken(Error reason)
{
    channel.reset();
    if (reason.code.starts_with("frame.")) {
        // The answer of one of these broke the channel; asked again, it would break the next one.
        for (auto call = calls.begin(); call != calls.end();) {
            if (call->second.wasSent) {
                call->second.answer.set(reason);
                call = calls.erase(call);
            } else {
                ++call;
            }
        }
    }
    streamsById.clear();
    for (const auto &weak : streams) {
        if (const auto stream = weak.lock()) {
            stream->id.clear();
        }
    }
    if (options.reconnect == ClientOptions::Reconnect::Once) {
        failCalls(reason, true);
        for (const auto &weak : streams) {
            if (const auto stream = weak.lock()) {
                finishStream(*stream, disconnected(api::Effect::Read, reason));
            }
        }
        setState(ConnectionState::Closed, reason);
        return;
    }
    failCalls(reason, false);
    setState(ConnectionState::Waiting, reason);
    scope.start([self = shared_from_this()](std::stop_token stop) { return keepConnected(self, stop); });
}

Task<void> Client::Private::keepConnected(std::shared_ptr<Private> self, std::stop_token stop)
{
    for (unsigned attempt = 1;; ++attempt) {
        const bool waited = co_await self->clock.sleep(self->backoff.delay(attempt), stop);
        if (!waited || self->state == ConnectionState::Closed) {
            co_return;
        }
        self->setState(ConnectionState::Connecting, self->why);
        auto made = co_await self->connector(stop);
        if (stop.stop_requested() || self->state == ConnectionState::Closed) {
            co_return;
        }
        if (made) {
            self->attach(std::move(*made));
            co_return;
        }
        if (!made.error().isRetryable()) {
            self->failCalls(made.error(), true);
            for (const auto &weak : self->streams) {
                if (const auto stream = weak.lock()) {
                    self->finishStream(*stream, disconnected(api::Effect::Read, made.error()));
                }
            }
            self->setState(ConnectionState::Closed, made.error());
            co_return;
        }
        self->setState(ConnectionState::Waiting, made.error());
    }
}

void Client::Private::failCalls(const Error &reason, bool all)
{
    for (auto call = calls.begin(); call != calls.end();) {
        if (all || (call->second.wasSent && call->second.effect == api::Effect::Change)) {
            const auto effect = call->second.wasSent ? call->second.effect : api::Effect::Read;
            call->second.answer.set(disconnected(effect, reason));
            call = calls.erase(call);
        } else {
            call->second.wasSent = false;
            ++call;
        }
    }
}

void Client::Private::setState(ConnectionState next, std::optional<Error> reason)
{
    why = std::move(reason);
    if (std::exchange(state, next) != next && (onState || !stateWatches.empty())) {
        Executor::current()->post([self = shared_from_this(), next, shown = why] { self->tellState(next, shown); });
    }
}

void Client::Private::tellState(ConnectionState next, const std::optional<Error> &reason)
{
    if (onState) {
        onState(next, reason);
    }
    // Whoever listens may begin or end a watch meanwhile.
    std::erase_if(stateWatches, [](const auto &watch) { return watch.expired(); });
    for (const auto &watch : std::vector(stateWatches)) {
        if (const auto listener = watch.lock()) {
            (*listener)(next, reason);
        }
    }
}

} // namespace signalbox::client
