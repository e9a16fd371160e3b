// SPDX-License-Identifier: GPL-3.0-or-later
// Publish and subscribe: durable events with a sequence, transient ones without.
#pragma once

#include "base/async.h"
#include "store/event_log.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace signalbox::bus {

/// An event as subscribers get it. `seq` is 0 for a transient one.
struct Event
{
    store::Sequence seq = 0;
    std::string workspace;
    std::string topic;
    std::string source;
    std::string data; ///< JSON object text
    UnixMillis time = 0;
    /// Transient events with the same key replace one another in a queue; empty: none.
    std::string coalesceKey;
};

/// Matches topics: "run.*", "run.started", "*"; several joined by commas.
bool topicMatches(std::string_view pattern, std::string_view topic);

struct SubscribeOptions
{
    std::string workspace;
    std::string topics = "*";
    std::string source;          ///< only this source; empty: all
    /// Durable events after this one are replayed first; -1: from now on.
    store::Sequence after = -1;
    std::size_t queueLimit = 1024;
};

/// A subscriber's side. Events of one source arrive in order. Where its queue is full, durable events
/// wait in the log (it is dropped to its cursor and reads on from there) and transient ones are
/// dropped, oldest first. Destroying it ends the subscription.
/// Thread: the bus's.
class Subscription
{
public:
    virtual ~Subscription() = default;
    /// The next event, waiting for it. One call at a time. Errors: events.gone (args oldest: re-read state, then subscribe
    /// again), cancelled.
    virtual Task<Result<Event>> next(std::stop_token stop) = 0;
    /// Up to `limit` events, at least one.
    virtual Task<Result<std::vector<Event>>> nextBatch(std::size_t limit, std::stop_token stop) = 0;
    /// Everything up to this one was given or did not match: where a next subscription goes on.
    virtual store::Sequence cursor() const = 0;
    /// How many transient events this one missed.
    virtual std::uint64_t dropped() const = 0;
};

/// The bus of a backend. Durable events come from the store after their commit; transient ones from
/// publishTransient().
/// Thread: one, the backend's.
class Bus
{
public:
    Bus(store::EventLog &log, Clock &clock);
    ~Bus();

    /// Appends events of their own to the log. `dedupeKey` not empty: an event with the same key within
    /// the window (10 minutes) is dropped, and 0 is given.
    Task<Result<store::Sequence>> publish(std::string workspace, store::EventDraft event, std::string dedupeKey = {});
    /// Gives the event to those who listen now; seq and time are set here. Nothing is kept.
    void publishTransient(Event event);
    /// A subscription may outlive the bus; then it waits for ever or until it is stopped.
    std::unique_ptr<Subscription> subscribe(SubscribeOptions options);
    std::size_t subscribers() const;

private:
    struct Private;
    std::shared_ptr<Private> d;
};

} // namespace signalbox::bus
