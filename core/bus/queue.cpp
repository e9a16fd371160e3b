// SPDX-License-Identifier: GPL-3.0-or-later
#include "bus/queue_p.h"

namespace signalbox::bus {

namespace {

constexpr int kFetch = 256;

SharedEvent fromRow(store::EventRow row)
{
    auto event = std::make_shared<Event>();
    event->seq = row.seq;
    event->workspace = std::move(row.workspace);
    event->topic = std::move(row.topic);
    event->source = std::move(row.source);
    event->data = std::move(row.data);
    event->time = row.time;
    return event;
}

} // namespace

Queue::Queue(store::EventLog &log, SubscribeOptions options)
    : m_log(log)
    , m_options(std::move(options))
    , m_topics(m_options.topics)
    , m_tail(m_options.after >= 0 ? m_options.after : log.lastKnown(m_options.workspace))
    , m_taken(m_tail)
    , m_seen(m_tail)
    , m_isBehind(m_options.after >= 0)
{
    m_options.queueLimit = std::max<std::size_t>(m_options.queueLimit, 1);
}

bool Queue::wants(const Event &event) const
{
    return (m_options.source.empty() || m_options.source == event.source) && m_topics.matches(event.topic);
}

void Queue::offerDurable(const SharedEvent &event)
{
    m_seen = std::max(m_seen, event->seq);
    if (m_isBehind || event->seq <= m_tail) {
        return;
    }
    if (event->seq != m_tail + 1) {
        m_isBehind = true;
        wake();
        return;
    }
    if (!wants(*event)) {
        m_tail = event->seq;
        return;
    }
    if (m_entries.size() >= m_options.queueLimit && !dropOldestTransient()) {
        m_isBehind = true;
        return;
    }
    m_tail = event->seq;
    push(event);
}

void Queue::offerTransient(const SharedEvent &event)
{
    if (!wants(*event)) {
        return;
    }
    // Older durable events of its source may still be in the log: it must not overtake them.
    if (m_isBehind) {
        ++m_dropped;
        return;
    }
    if (!event->coalesceKey.empty()) {
        if (const auto older = m_byKey.find(event->coalesceKey); older != m_byKey.end()) {
            forget(older->second);
        }
    }
    if (m_entries.size() >= m_options.queueLimit && !dropOldestTransient()) {
        ++m_dropped;
        return;
    }
    push(event);
}

void Queue::push(SharedEvent event)
{
    if (m_entries.empty()) {
        m_taken = m_tail - (event->seq > 0 ? 1 : 0);
    }
    m_entries.push_back({std::move(event), m_tail});
    const auto &added = *m_entries.back().event;
    if (added.seq == 0) {
        ++m_transients;
        if (!added.coalesceKey.empty()) {
            m_byKey[added.coalesceKey] = std::prev(m_entries.end());
        }
    }
    wake();
}

void Queue::forget(Entries::iterator entry)
{
    if (entry->event->seq == 0) {
        --m_transients;
        if (!entry->event->coalesceKey.empty()) {
            m_byKey.erase(entry->event->coalesceKey);
        }
    }
    m_entries.erase(entry);
}

bool Queue::dropOldestTransient()
{
    if (m_transients == 0) {
        return false;
    }
    const auto oldest = std::find_if(m_entries.begin(), m_entries.end(), [](const Entry &entry) { return entry.event->seq == 0; });
    forget(oldest);
    ++m_dropped;
    return true;
}

Event Queue::take()
{
    auto &entry = m_entries.front();
    m_taken = entry.tail;
    Event event = *entry.event;
    forget(m_entries.begin());
    return event;
}

Task<Result<void>> Queue::fetch(std::shared_ptr<Queue> queue)
{
    const int limit = static_cast<int>(std::min<std::size_t>(kFetch, queue->m_options.queueLimit));
    const auto after = queue->m_tail;
    SB_CO_TRY(rows, co_await queue->m_log.read(queue->m_options.workspace, after, limit));
    if (queue->m_isClosed) {
        co_return cancelledError();
    }
    for (auto &row : rows) {
        queue->m_tail = row.seq;
        auto event = fromRow(std::move(row));
        if (queue->wants(*event)) {
            queue->push(std::move(event));
        }
    }
    // The end of the log was read, and nothing newer is known of: what comes now comes live.
    if (rows.size() < static_cast<std::size_t>(limit) && queue->m_tail >= queue->m_seen) {
        queue->m_isBehind = false;
    }
    co_return Result<void>();
}

OneShot<Result<bool>> Queue::arm()
{
    m_waiter.emplace();
    return *m_waiter;
}

void Queue::wake()
{
    if (auto waiter = std::exchange(m_waiter, std::nullopt)) {
        waiter->set(true);
    }
}

void Queue::close()
{
    m_isClosed = true;
    if (auto waiter = std::exchange(m_waiter, std::nullopt)) {
        waiter->set(cancelledError());
    }
}

} // namespace signalbox::bus
