// SPDX-License-Identifier: GPL-3.0-or-later
// Subscriptions: replay and live, bounds, coalescing, deduplication, ends.
#include "bus/bus.h"
#include "store/database.h"
#include "support/test.h"

#include <QTemporaryDir>

using namespace signalbox;
using namespace signalbox::bus;

namespace {

store::EventDraft draft(std::string topic, std::string source = "s", std::string data = "{}")
{
    return {std::move(topic), std::move(source), std::move(data)};
}

Event transient(std::string topic, std::string data, std::string key = {})
{
    Event event;
    event.workspace = "home";
    event.topic = std::move(topic);
    event.source = "s";
    event.data = std::move(data);
    event.coalesceKey = std::move(key);
    return event;
}

Task<void> keepNext(Subscription *subscription, std::stop_token stop, std::optional<Result<Event>> *out)
{
    *out = co_await subscription->next(stop);
}

} // namespace

class TestBus : public SignalboxTest
{
    Q_OBJECT
private:
    std::unique_ptr<Subscription> subscribe(store::Sequence after, std::size_t limit = 1024, std::string topics = "*",
                                            std::string source = {}, std::string workspace = "home")
    {
        SubscribeOptions options;
        options.workspace = std::move(workspace);
        options.topics = std::move(topics);
        options.source = std::move(source);
        options.after = after;
        options.queueLimit = limit;
        return m_bus->subscribe(options);
    }
    store::Sequence publish(std::string topic, std::string source = "s", std::string key = {}, std::string workspace = "home")
    {
        return *test::await(m_bus->publish(std::move(workspace), draft(std::move(topic), std::move(source)), std::move(key)));
    }
    Event next(Subscription &subscription) { return *test::await(subscription.next({})); }

    QTemporaryDir m_folder;
    VirtualClock m_clock;
    int m_count = 0;
    std::unique_ptr<store::Store> m_store;
    std::unique_ptr<Bus> m_bus;

protected:
    void setUp() override
    {
        store::SqliteOptions options;
        options.folder = m_folder.path().toStdString() + "/" + std::to_string(++m_count);
        m_store = std::move(*store::openSqliteStore(options, m_clock));
        m_bus = std::make_unique<Bus>(m_store->events(), m_clock);
    }
    void tearDown() override
    {
        m_bus.reset();
        m_store.reset();
        test::pumpPending();
    }

private Q_SLOTS:
    void matchesTopics()
    {
        QVERIFY(topicMatches("*", "run.started"));
        QVERIFY(topicMatches("run.*", "run.started"));
        QVERIFY(topicMatches("run.*", "run.step.ended"));
        QVERIFY(topicMatches("flow.*, run.started", "run.started"));
        QVERIFY(!topicMatches("run.*", "run"));
        QVERIFY(!topicMatches("run.*", "runner.started"));
        QVERIFY(!topicMatches("run", "run.started"));
        QVERIFY(!topicMatches("", "run.started"));
    }

    void replaysThenGoesOnLive()
    {
        for (int i = 0; i < 700; ++i) {
            publish("run.a");
        }
        auto subscription = subscribe(100);
        for (store::Sequence expected = 101; expected <= 700; ++expected) {
            QCOMPARE(next(*subscription).seq, expected);
            if (expected % 100 == 0) {
                publish("run.b");
            }
        }
        for (store::Sequence expected = 701; expected <= 706; ++expected) {
            QCOMPARE(next(*subscription).seq, expected);
        }
        QCOMPARE(subscription->cursor(), 706);
        publish("run.c");
        QCOMPARE(next(*subscription).topic, std::string("run.c"));
    }

    void startsFromNow()
    {
        publish("run.a");
        auto subscription = subscribe(-1);
        QCOMPARE(subscription->cursor(), 1);
        publish("run.b");
        const auto event = next(*subscription);
        QCOMPARE(event.topic, std::string("run.b"));
        QCOMPARE(event.seq, 2);
        QCOMPARE(event.workspace, std::string("home"));
    }

    void filtersAndMovesTheCursorOn()
    {
        auto subscription = subscribe(0, 1024, "run.*", "r1");
        publish("run.a", "r1");
        publish("run.a", "r2");
        publish("flow.a", "r1");
        publish("run.b", "r1", {}, "work");
        publish("run.c", "r1");
        QCOMPARE(next(*subscription).seq, 1);
        QCOMPARE(next(*subscription).topic, std::string("run.c"));
        publish("flow.b", "r1");
        test::pumpPending();
        QCOMPARE(subscription->cursor(), 5);
    }

    void aSlowSubscriberReadsOnFromTheLog()
    {
        auto slow = subscribe(-1, 4);
        auto quick = subscribe(-1);
        for (int i = 0; i < 50; ++i) {
            publish("run.a");
        }
        const auto batch = test::await(quick->nextBatch(100, {}));
        QCOMPARE(batch->size(), std::size_t(50));
        QCOMPARE(slow->cursor(), 0);
        for (store::Sequence expected = 1; expected <= 50; ++expected) {
            QCOMPARE(next(*slow).seq, expected);
            QCOMPARE(slow->cursor(), expected);
        }
        publish("run.b");
        QCOMPARE(next(*slow).seq, 51);
        QCOMPARE(slow->dropped(), std::uint64_t(0));
    }

    void dropsTheOldestTransientEvents()
    {
        auto subscription = subscribe(-1, 4);
        for (int i = 0; i < 6; ++i) {
            m_bus->publishTransient(transient("chat.delta", std::to_string(i)));
        }
        QCOMPARE(subscription->dropped(), std::uint64_t(2));
        publish("run.a"); // takes the place of another one
        QCOMPARE(subscription->dropped(), std::uint64_t(3));
        QCOMPARE(next(*subscription).data, std::string("3"));
        QCOMPARE(next(*subscription).data, std::string("4"));
        QCOMPARE(next(*subscription).seq == 0, true);
        QCOMPARE(next(*subscription).seq, 1);
        QVERIFY(subscription->cursor() == 1);
    }

    void coalescesByKey()
    {
        auto subscription = subscribe(-1);
        m_bus->publishTransient(transient("stats", "1", "cpu"));
        m_bus->publishTransient(transient("stats", "a", "memory"));
        publish("run.a");
        m_bus->publishTransient(transient("stats", "2", "cpu"));
        m_bus->publishTransient(transient("stats", "3", "cpu"));
        QCOMPARE(next(*subscription).data, std::string("a"));
        QCOMPARE(next(*subscription).topic, std::string("run.a"));
        const auto last = next(*subscription);
        QCOMPARE(last.data, std::string("3"));
        QCOMPARE(last.seq, 0);
        QCOMPARE(subscription->dropped(), std::uint64_t(0));
        QCOMPARE(subscription->cursor(), 1);
    }

    void dropsDoublesWithinTheWindow()
    {
        QCOMPARE(publish("run.a", "s", "k"), 1);
        QCOMPARE(publish("run.a", "s", "k"), 0);
        QCOMPARE(publish("run.a", "s", "other"), 2);
        QCOMPARE(publish("run.a", "s", "k", "work"), 1);
        m_clock.advance(std::chrono::minutes(11));
        QCOMPARE(publish("run.a", "s", "k"), 3);
    }

    void saysWhenEventsAreGone()
    {
        for (int i = 0; i < 10; ++i) {
            publish("run.a");
        }
        QVERIFY(test::await(m_store->events().trim("home", 5)).ok());
        auto late = subscribe(2);
        const auto gone = test::await(late->next({}));
        QVERIFY(!gone.ok());
        QCOMPARE(gone.error().code, std::string("events.gone"));
        auto fine = subscribe(5);
        QCOMPARE(next(*fine).seq, 6);
        auto future = subscribe(500);
        QCOMPARE(test::await(future->next({})).error().code, std::string("events.gone"));
    }

    void waitsUntilThereIsOneOrItIsStopped()
    {
        auto subscription = subscribe(0);
        std::optional<Result<Event>> got;
        std::stop_source stop;
        auto waiting = keepNext(subscription.get(), stop.get_token(), &got);
        test::pumpPending();
        QVERIFY(!got);
        publish("run.a");
        QVERIFY(test::pumpUntil([&] { return got.has_value(); }));
        QCOMPARE((*got)->seq, 1);
        got.reset();
        auto again = keepNext(subscription.get(), stop.get_token(), &got);
        stop.request_stop();
        QVERIFY(test::pumpUntil([&] { return got.has_value(); }));
        QCOMPARE(got->error().code, std::string("cancelled"));
        // It goes on after a wait that was given up.
        publish("run.b");
        QCOMPARE(next(*subscription).seq, 2);
    }

    void endsAWaitWhenTheSubscriptionGoes()
    {
        auto subscription = subscribe(-1);
        QCOMPARE(m_bus->subscribers(), std::size_t(1));
        std::optional<Result<Event>> got;
        auto waiting = keepNext(subscription.get(), {}, &got);
        subscription.reset();
        QVERIFY(test::pumpUntil([&] { return got.has_value(); }));
        QCOMPARE(got->error().code, std::string("cancelled"));
        QCOMPARE(m_bus->subscribers(), std::size_t(0));
        publish("run.a");
    }
};

SB_TEST_MAIN(TestBus)
#include "tst_bus.moc"
