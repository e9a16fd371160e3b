// SPDX-License-Identifier: GPL-3.0-or-later
// The state that a client, its calls and its streams share.
#pragma once

#include "client/client.h"

#include <deque>
#include <map>
#include <unordered_map>

namespace signalbox::client {

struct Stream
{
    api::EventSubscribeParams params; ///< `after` is the cursor, once it is known
    std::string id;                   ///< of the subscription on this connection; empty: none
    std::deque<api::EventView> events;
    OneShot<bool> arrived;
    std::optional<Error> ended;
    std::int64_t taken = 0; ///< since credit was granted last
    std::int64_t cursor = -1;
};

struct Client::Private : std::enable_shared_from_this<Client::Private>
{
    Private(Connector connector_, Clock &clock_, ClientOptions options_)
        : connector(std::move(connector_)), clock(clock_), options(std::move(options_)), backoff(options.backoff, options.random)
    {
    }

    struct Call
    {
        std::string method;
        api::Effect effect = api::Effect::Change;
        std::optional<json::Value> params; ///< kept to send again
        bool wasSent = false;
        OneShot<Result<json::Value>> answer;
        /// Of events.subscribe: known by its id before anything else is received.
        std::shared_ptr<Stream> stream;
    };

    void attach(std::unique_ptr<transport::Channel> made);
    void receive(json::Value value);
    void broken(Error reason);
    void setState(ConnectionState next, std::optional<Error> why = std::nullopt);
    void tellState(ConnectionState next, const std::optional<Error> &reason);
    void failCalls(const Error &reason, bool all);
    void send(std::int64_t id, Call &call);
    void eventsArrived(const json::Value &params);
    void streamEnded(const json::Value &params);
    void finishStream(Stream &stream, Error reason);
    static Task<void> keepConnected(std::shared_ptr<Private> self, std::stop_token stop);
    static Task<void> resubscribe(std::shared_ptr<Private> self, std::shared_ptr<Stream> stream);
    static Task<Result<void>> open(std::shared_ptr<Private> self, std::shared_ptr<Stream> stream, std::stop_token stop);
    static Task<Result<json::Value>> call(std::shared_ptr<Private> self, std::string method, json::Value params, api::Effect effect, std::stop_token stop, std::shared_ptr<Stream> stream = nullptr);
    void subscribed(const std::shared_ptr<Stream> &stream, const json::Value &answer);
    void notify(std::string_view method, json::Value params);

    Connector connector;
    Clock &clock;
    ClientOptions options;
    Backoff backoff;
    std::unique_ptr<transport::Channel> channel;
    ConnectionState state = ConnectionState::Connecting;
    std::optional<Error> why;
    using StateListener = std::function<void(ConnectionState, const std::optional<Error> &)>;
    StateListener onState;
    std::vector<std::weak_ptr<StateListener>> stateWatches;
    std::int64_t lastId = 0;
    std::map<std::int64_t, Call> calls; ///< by id, so in the order of their making
    std::vector<std::weak_ptr<Stream>> streams;
    std::unordered_map<std::string, std::weak_ptr<Stream>> streamsById;
    TaskScope scope;
};

} // namespace signalbox::client
