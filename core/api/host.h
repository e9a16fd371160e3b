// SPDX-License-Identifier: GPL-3.0-or-later
// The backend as a transport sees it: it signs callers in, answers calls, and says how it is.
#pragma once

#include "api/event_calls.h"
#include "base/async.h"

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace signalbox::api {

/// Who calls.
struct Caller
{
    std::string subject;
    std::string workspace;
    std::vector<std::string> permissions;
    std::string tokenId;
    std::int64_t expiresAt = 0; ///< of the token, UTC milliseconds; 0: never
    /// Whether it runs on the backend's machine as the backend's user.
    enum class Place { Local, Remote } place = Place::Remote;
};

/// What feeds a subscription. Thread: the host's.
class EventSource
{
public:
    virtual ~EventSource() = default;
    /// Up to `limit` events, at least one, waiting for them.
    virtual Task<Result<std::vector<EventView>>> next(std::size_t limit, std::stop_token stop) = 0;
    virtual std::int64_t cursor() const = 0;
};

/// The subscriptions of one connection. Thread: the host's.
class Subscriptions
{
public:
    virtual ~Subscriptions() = default;
    /// Gives its id. Errors: call.tooMany.
    virtual Result<std::string> add(std::unique_ptr<EventSource> source, std::int64_t credit) = 0;
    /// Errors: events.noSubscription.
    virtual Result<void> grant(const std::string &id, std::int64_t credit) = 0;
    virtual void remove(const std::string &id) = 0;
};

/// What comes with a call beside its parameters.
struct CallContext
{
    std::shared_ptr<const Caller> caller;
    std::stop_token stop;
    std::string idempotencyKey;
    std::shared_ptr<Subscriptions> subscriptions; ///< null where there is no channel (REST)
};

struct Credential
{
    enum class Kind { Token, Ticket } kind = Kind::Token;
    std::string text;
    std::string address; ///< the peer's, without its port
};

/// A backend. It outlives every transport that serves it.
/// Thread: that of executor(), except where it says otherwise.
class Host
{
public:
    virtual ~Host() = default;
    /// Thread: any.
    virtual Executor &executor() = 0;
    /// Errors: auth.token, auth.ticket, auth.tooMany.
    virtual Task<Result<std::shared_ptr<const Caller>>> signIn(Credential credential) = 0;
    /// The caller of whoever may open the data folder.
    virtual std::shared_ptr<const Caller> localCaller() = 0;
    /// Errors: rpc.unknownMethod, rpc.params, auth.denied, and those of the call.
    virtual Task<Result<json::Value>> call(CallContext context, std::string method, json::Value params) = 0;
    /// Whether it takes work: not while it starts or ends. Thread: any.
    virtual bool isReady() const = 0;
};

} // namespace signalbox::api
