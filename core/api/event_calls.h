// SPDX-License-Identifier: GPL-3.0-or-later
// Calls about events, and the two notifications that a subscription sends.
#pragma once

#include "api/call.h"
#include "base/clock.h"

namespace signalbox::api {

/// `seq` is 0 for a transient event.
struct EventView
{
    std::int64_t seq = 0;
    UnixMillis time = 0;
    std::string topic;
    std::string source;
    json::Value data;
};
BOOST_DESCRIBE_STRUCT(EventView, (), (seq, time, topic, source, data))

struct EventReadParams
{
    std::int64_t after = 0;
    std::int64_t limit = 500;
    std::string topics = "*";
    std::string source;
};
BOOST_DESCRIBE_STRUCT(EventReadParams, (), (after, limit, topics, source))

struct EventPage
{
    std::vector<EventView> events;
    std::int64_t cursor = 0; ///< page on from here
    bool more = false;
};
BOOST_DESCRIBE_STRUCT(EventPage, (), (events, cursor, more))

struct EventsRead
{
    static constexpr std::string_view name = "events.read";
    static constexpr std::string_view permission = "events.read";
    static constexpr std::string_view summary = "Durable events after a cursor.";
    static constexpr Route route{Verb::Get, "/events"};
    static constexpr Effect effect = Effect::Read;
    static constexpr std::array<std::string_view, 1> errors = {"events.gone"};
    using Params = EventReadParams;
    using Result = EventPage;
};

struct EventSubscribeParams
{
    std::string topics = "*";
    std::string source;
    std::int64_t after = -1; ///< durable events after this one are sent first; -1: from now on
    std::int64_t credit = 0; ///< how many events may be sent before more is granted
};
BOOST_DESCRIBE_STRUCT(EventSubscribeParams, (), (topics, source, after, credit))

struct EventSubscribed
{
    std::string subscription;
    std::int64_t cursor = 0; ///< everything after it will be sent
};
BOOST_DESCRIBE_STRUCT(EventSubscribed, (), (subscription, cursor))

struct EventsSubscribe
{
    static constexpr std::string_view name = "events.subscribe";
    static constexpr std::string_view permission = "events.read";
    static constexpr std::string_view summary = "Sends events by the notification events.next as long as there is credit.";
    static constexpr Effect effect = Effect::Read;
    static constexpr std::array<std::string_view, 2> errors = {"events.gone", "call.needsChannel"};
    using Params = EventSubscribeParams;
    using Result = EventSubscribed;
};

struct EventGrantParams
{
    std::string subscription;
    std::int64_t credit = 0;
    static constexpr std::array<std::string_view, 2> requiredMembers = {"subscription", "credit"};
};
BOOST_DESCRIBE_STRUCT(EventGrantParams, (), (subscription, credit))

struct EventsGrant
{
    static constexpr std::string_view name = "events.grant";
    static constexpr std::string_view permission = "events.read";
    static constexpr std::string_view summary = "Lets a subscription send that many events more. May be sent as a notification.";
    static constexpr Effect effect = Effect::Change;
    static constexpr std::array<std::string_view, 1> errors = {"events.noSubscription"};
    using Params = EventGrantParams;
    using Result = Nothing;
};

struct SubscriptionId
{
    std::string subscription;
    static constexpr std::array<std::string_view, 1> requiredMembers = {"subscription"};
};
BOOST_DESCRIBE_STRUCT(SubscriptionId, (), (subscription))

struct EventsUnsubscribe
{
    static constexpr std::string_view name = "events.unsubscribe";
    static constexpr std::string_view permission = "events.read";
    static constexpr std::string_view summary = "Ends a subscription.";
    static constexpr Effect effect = Effect::Idempotent;
    using Params = SubscriptionId;
    using Result = Nothing;
};

/// The notification "events.next", from the backend.
struct EventsNext
{
    static constexpr std::string_view name = "events.next";
    std::string subscription;
    std::vector<EventView> events;
    std::int64_t cursor = 0;
};
BOOST_DESCRIBE_STRUCT(EventsNext, (), (subscription, events, cursor))

/// The notification "events.ended", from the backend: nothing more comes; `error` as in an answer.
inline constexpr std::string_view kEventsEnded = "events.ended";
/// The notification of a client that it does not want the answer to request `id` any more.
inline constexpr std::string_view kCancel = "rpc.cancel";
/// The request that signs a channel in: {"token": …} or {"ticket": …}.
inline constexpr std::string_view kAuthenticate = "session.authenticate";

} // namespace signalbox::api
