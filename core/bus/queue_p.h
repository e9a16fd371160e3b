// SPDX-License-Identifier: GPL-3.0-or-later
// A subscriber's bounded queue, and where it stands in the log.
#pragma once

#include "bus/bus.h"
#include "bus/topics_p.h"

#include <list>
#include <unordered_map>

namespace signalbox::bus {

using SharedEvent = std::shared_ptr<const Event>;

/// Two states:
///
///   live     durable events are queued as they are committed; `tail` is the newest that was seen
///   behind   the queue has no room, or the log was not read to its end yet: durable events are left in the
///            log, transient ones dropped, and the reader fetches what follows `tail` once it needs more
///
/// Thread: the bus's.
class Queue
{
public:
    Queue(store::EventLog &log, SubscribeOptions options);

    const std::string &workspace() const { return m_options.workspace; }
    /// A durable event that was committed, or a transient one.
    void offerDurable(const SharedEvent &event);
    void offerTransient(const SharedEvent &event);

    /// Whether something can be taken at once.
    bool hasEvents() const { return !m_entries.empty(); }
    bool isBehind() const { return m_isBehind; }
    /// Takes the oldest.
    Event take();
    /// Fetches what follows in the log. On the log's side of the race: what is committed after this read
    /// comes by offerDurable().
    static Task<Result<void>> fetch(std::shared_ptr<Queue> queue);

    store::Sequence cursor() const { return m_entries.empty() ? m_tail : m_taken; }
    std::uint64_t dropped() const { return m_dropped; }

    /// Waits for an event, being behind no more, or the end.
    OneShot<Result<bool>> arm();
    void close();
    bool isClosed() const { return m_isClosed; }

private:
    struct Entry
    {
        SharedEvent event;
        /// What the cursor is once this one was taken.
        store::Sequence tail;
    };
    using Entries = std::list<Entry>;

    bool wants(const Event &event) const;
    void push(SharedEvent event);
    void forget(Entries::iterator entry);
    bool dropOldestTransient();
    void wake();

    store::EventLog &m_log;
    SubscribeOptions m_options;
    TopicFilter m_topics;
    Entries m_entries;
    std::unordered_map<std::string, Entries::iterator> m_byKey;
    std::size_t m_transients = 0;
    store::Sequence m_tail;  ///< the newest durable event that was queued or did not match
    store::Sequence m_taken; ///< the cursor while there are entries
    store::Sequence m_seen;  ///< the newest durable event that was offered
    bool m_isBehind;
    bool m_isClosed = false;
    std::uint64_t m_dropped = 0;
    std::optional<OneShot<Result<bool>>> m_waiter;
};

} // namespace signalbox::bus
