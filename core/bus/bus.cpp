// SPDX-License-Identifier: GPL-3.0-or-later
#include "bus/bus.h"

#include "bus/queue_p.h"

#include <deque>
#include <unordered_set>

namespace signalbox::bus {

namespace {

constexpr UnixMillis kDedupeWindow = UnixMillis(10) * 60 * 1000;
constexpr std::size_t kMaxDedupe = 65'536;

/// Keys that were published lately. Bounded by time and by number, oldest out first.
class DedupeWindow
{
public:
    /// False if the key is known.
    bool add(std::string key, UnixMillis now)
    {
        while (!m_order.empty() && (m_order.front().second + kDedupeWindow <= now || m_order.size() >= kMaxDedupe)) {
            m_keys.erase(m_order.front().first);
            m_order.pop_front();
        }
        if (!m_keys.insert(key).second) {
            return false;
        }
        m_order.emplace_back(std::move(key), now);
        return true;
    }

    void remove(const std::string &key)
    {
        m_keys.erase(key);
        std::erase_if(m_order, [&key](const auto &entry) { return entry.first == key; });
    }

private:
    std::unordered_set<std::string> m_keys;
    std::deque<std::pair<std::string, UnixMillis>> m_order;
};

Task<Result<void>> waitForEvents(std::shared_ptr<Queue> queue, std::stop_token stop)
{
    while (!queue->hasEvents()) {
        if (queue->isClosed() || stop.stop_requested()) {
            co_return cancelledError();
        }
        if (queue->isBehind()) {
            SB_CO_CHECK(co_await Queue::fetch(queue));
            continue;
        }
        SB_CO_CHECK(co_await waitFor(queue->arm(), stop));
    }
    co_return Result<void>();
}

Task<Result<Event>> nextOf(std::shared_ptr<Queue> queue, std::stop_token stop)
{
    SB_CO_CHECK(co_await waitForEvents(queue, stop));
    co_return queue->take();
}

Task<Result<std::vector<Event>>> nextBatchOf(std::shared_ptr<Queue> queue, std::size_t limit, std::stop_token stop)
{
    SB_CO_CHECK(co_await waitForEvents(queue, stop));
    std::vector<Event> events;
    while (queue->hasEvents() && events.size() < std::max<std::size_t>(limit, 1)) {
        events.push_back(queue->take());
    }
    co_return events;
}

class QueueSubscription final : public Subscription
{
public:
    explicit QueueSubscription(std::shared_ptr<Queue> queue) : m_queue(std::move(queue)) {}
    ~QueueSubscription() override { m_queue->close(); }
    // The coroutines hold the queue, not this: they may still be resumed after it is gone.
    Task<Result<Event>> next(std::stop_token stop) override { return nextOf(m_queue, stop); }
    Task<Result<std::vector<Event>>> nextBatch(std::size_t limit, std::stop_token stop) override
    {
        return nextBatchOf(m_queue, limit, stop);
    }
    store::Sequence cursor() const override { return m_queue->cursor(); }
    std::uint64_t dropped() const override { return m_queue->dropped(); }

private:
    std::shared_ptr<Queue> m_queue;
};

} // namespace

struct Bus::Private
{
    Private(store::EventLog &eventLog, Clock &time) : log(eventLog), clock(time) {}

    store::EventLog &log;
    Clock &clock;
    // Weak: the subscriber owns it, and it is swept away as events pass.
    std::unordered_map<std::string, std::vector<std::weak_ptr<Queue>>> queues;
    DedupeWindow dedupe;

    template<typename F>
    void forEach(const std::string &workspace, F give)
    {
        const auto found = queues.find(workspace);
        if (found == queues.end()) {
            return;
        }
        auto &list = found->second;
        std::erase_if(list, [&give](const std::weak_ptr<Queue> &weak) {
            const auto queue = weak.lock();
            if (!queue || queue->isClosed()) {
                return true;
            }
            give(*queue);
            return false;
        });
        if (list.empty()) {
            queues.erase(found);
        }
    }

    void onCommitted(std::vector<store::EventRow> rows)
    {
        for (auto &row : rows) {
            if (!queues.contains(row.workspace)) {
                continue;
            }
            auto event = std::make_shared<Event>();
            event->seq = row.seq;
            event->workspace = std::move(row.workspace);
            event->topic = std::move(row.topic);
            event->source = std::move(row.source);
            event->data = std::move(row.data);
            event->time = row.time;
            const SharedEvent shared = std::move(event);
            forEach(shared->workspace, [&shared](Queue &queue) { queue.offerDurable(shared); });
        }
    }
};

Bus::Bus(store::EventLog &log, Clock &clock) : d(std::make_shared<Private>(log, clock))
{
    log.setListener(*Executor::current(), [weak = std::weak_ptr(d)](std::vector<store::EventRow> rows) {
        if (const auto self = weak.lock()) {
            self->onCommitted(std::move(rows));
        }
    });
}

Bus::~Bus()
{
    d->log.setListener(*Executor::current(), {});
}

Task<Result<store::Sequence>> Bus::publish(std::string workspace, store::EventDraft event, std::string dedupeKey)
{
    const auto self = d;
    std::string key;
    if (!dedupeKey.empty()) {
        key = workspace + '\0' + dedupeKey;
        if (!self->dedupe.add(key, self->clock.now())) {
            co_return store::Sequence(0);
        }
    }
    std::vector<store::EventDraft> drafts;
    drafts.push_back(std::move(event));
    auto appended = co_await self->log.append(std::move(workspace), std::move(drafts), store::Durability::Hard);
    if (!appended && !key.empty()) {
        self->dedupe.remove(key);
    }
    co_return appended;
}

void Bus::publishTransient(Event event)
{
    event.seq = 0;
    event.time = d->clock.now();
    const auto shared = std::make_shared<const Event>(std::move(event));
    d->forEach(shared->workspace, [&shared](Queue &queue) { queue.offerTransient(shared); });
}

std::unique_ptr<Subscription> Bus::subscribe(SubscribeOptions options)
{
    auto queue = std::make_shared<Queue>(d->log, std::move(options));
    d->queues[queue->workspace()].push_back(queue);
    return std::make_unique<QueueSubscription>(std::move(queue));
}

std::size_t Bus::subscribers() const
{
    std::size_t count = 0;
    for (const auto &[workspace, list] : d->queues) {
        count += static_cast<std::size_t>(std::count_if(list.begin(), list.end(), [](const auto &weak) {
            const auto queue = weak.lock();
            return queue && !queue->isClosed();
        }));
    }
    return count;
}

} // namespace signalbox::bus
