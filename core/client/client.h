// SPDX-License-Identifier: GPL-3.0-or-later
// What user interfaces talk to a backend with: typed calls and event streams that outlive a broken
// connection.
#pragma once

#include "api/calls.h"
#include "base/backoff.h"
#include "base/task_scope.h"
#include "client/event_stream.h"
#include "transport/channel.h"

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace signalbox::client {

enum class ConnectionState { Connecting, Connected, Waiting, Closed };
BOOST_DESCRIBE_ENUM(ConnectionState, Connecting, Connected, Waiting, Closed)

/// Makes a channel that is signed in. An error that is not retryable ends the client's attempts.
using Connector = std::function<Task<Result<std::unique_ptr<transport::Channel>>>(std::stop_token stop)>;

struct ClientOptions
{
    /// Once: a channel that has ended is not replaced (in-process: it ends with the backend).
    enum class Reconnect { Once, Always } reconnect = Reconnect::Always;
    BackoffPolicy backoff{Millis(100), 2.0, Millis(10'000), BackoffPolicy::Jitter::Full, Millis(60'000)};
    RandomSource random = systemRandom();
    /// Events that a stream may hold before they are taken.
    std::int64_t credit = 512;
};

/// One client of one backend. While the connection is broken, calls wait; it comes back by itself.
/// Thread: one, that has an Executor; the backend may be another thread, process or machine.
class Client
{
public:
    Client(Connector connector, Clock &clock, ClientOptions options = {});
    ~Client();
    Client(const Client &) = delete;
    Client &operator=(const Client &) = delete;

    /// Connects for the first time, with one attempt. Errors: the connector's.
    Task<Result<void>> connect(std::stop_token stop);
    /// Ends everything; calls under way give client.disconnected.
    void close();

    ConnectionState state() const;
    /// Hears each change of state; the error is why it is not connected. Called from the event loop, never after the
    /// client has gone.
    void onState(std::function<void(ConnectionState, const std::optional<Error> &)> callback);
    /// The same for any number of listeners, each for as long as what is given back lives. A new one hears the
    /// state as it is, from the event loop.
    [[nodiscard]] std::shared_ptr<void> watchState(std::function<void(ConnectionState, const std::optional<Error> &)> callback);

    /// A call. Where the connection breaks before the answer, calls that are reads or idempotent are sent again
    /// after it came back; others give client.disconnected: whether they happened is not known.
    /// Errors: client.disconnected, cancelled (the backend is told), and those of the call.
    template<typename C>
    Task<Result<typename C::Result>> call(typename C::Params params, std::stop_token stop = {})
    {
        auto answer = co_await callNamed(std::string(C::name), json::toJson(params), C::effect, std::move(stop));
        if (!answer) {
            co_return std::move(answer).error();
        }
        co_return json::fromJson<typename C::Result>(*answer);
    }

    /// A call by its name. Unknown names are taken for changes.
    Task<Result<json::Value>> callUntyped(std::string method, json::Value params, std::stop_token stop = {});

    /// Events that match, from `after` on (-1: from now on). The stream keeps its cursor and goes on after a
    /// reconnect without losing or repeating a durable event. Errors: those of events.subscribe.
    Task<Result<std::unique_ptr<EventStream>>> subscribe(api::EventSubscribeParams params, std::stop_token stop = {});

    struct Private;

    /// Calls of a client for whoever may outlive it: once it has gone they give client.disconnected.
    class Calls
    {
    public:
        explicit Calls(const Client &client) : d(client.d) {}
        /// As Client::call().
        template<typename C>
        Task<Result<typename C::Result>> call(typename C::Params params, std::stop_token stop = {}) const
        {
            auto answer = co_await callNamed(d, std::string(C::name), json::toJson(params), C::effect, std::move(stop));
            if (!answer) {
                co_return std::move(answer).error();
            }
            co_return json::fromJson<typename C::Result>(*answer);
        }

    private:
        static Task<Result<json::Value>> callNamed(std::shared_ptr<Private> d, std::string method, json::Value params, api::Effect effect, std::stop_token stop);
        std::shared_ptr<Private> d;
    };

private:
    Task<Result<json::Value>> callNamed(std::string method, json::Value params, api::Effect effect, std::stop_token stop);
    std::shared_ptr<Private> d;
};

} // namespace signalbox::client
