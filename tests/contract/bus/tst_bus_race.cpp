// SPDX-License-Identifier: GPL-3.0-or-later
// Subscribers that join while many writers write: each gets every event after its cursor, once, in order,
// whatever it has to read from the log and whatever comes live.
#include "bus/bus.h"
#include "store/database.h"
#include "support/test.h"

#include <atomic>

#include <QTemporaryDir>

using namespace signalbox;
using namespace signalbox::bus;

namespace {

constexpr int kWriters = 3;
constexpr int kTasks = 6;
constexpr int kEach = 120;
constexpr int kTotal = kWriters * kTasks * kEach;

Task<void> appendMany(store::EventLog *log, int writer)
{
    for (int i = 0; i < kEach; ++i) {
        std::vector<store::EventDraft> drafts{{"race", std::to_string(writer), std::to_string(i)}};
        const auto done = co_await log->append("home", std::move(drafts), i % 40 == 0 ? store::Durability::Hard : store::Durability::Soft);
        if (!done) {
            qFatal("an event was not written");
        }
    }
}

// Takes events until the last one; gives what went wrong, or nothing.
Task<std::string> follow(Bus *bus, store::Sequence after, std::size_t limit, std::size_t batch)
{
    SubscribeOptions options;
    options.workspace = "home";
    options.after = after;
    options.queueLimit = limit;
    const auto subscription = bus->subscribe(options);
    auto expected = subscription->cursor() + 1;
    while (expected <= kTotal) {
        const auto events = co_await subscription->nextBatch(batch, {});
        if (!events) {
            co_return events.error().describe();
        }
        for (const auto &event : *events) {
            if (event.seq == 0) {
                continue;
            }
            if (event.seq != expected) {
                co_return "expected " + std::to_string(expected) + " and got " + std::to_string(event.seq);
            }
            ++expected;
        }
        if (subscription->cursor() != expected - 1) {
            co_return "the cursor is " + std::to_string(subscription->cursor()) + " after " + std::to_string(expected - 1);
        }
        co_await yieldToLoop();
    }
    co_return std::string();
}

Task<void> keep(Task<std::string> task, std::vector<std::string> *out)
{
    out->push_back(co_await task);
}

} // namespace

class TestBusRace : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void nobodyMissesAnEvent()
    {
        QTemporaryDir folder;
        SystemClock clock;
        store::SqliteOptions options;
        options.folder = folder.path().toStdString();
        auto store = std::move(*store::openSqliteStore(options, clock));
        Bus bus(store->events(), clock);

        std::atomic<int> ended = 0;
        std::vector<std::unique_ptr<EventThread>> threads;
        for (int writer = 0; writer < kWriters; ++writer) {
            threads.push_back(std::make_unique<EventThread>("writer"));
            threads.back()->executor().post([&store, &ended, writer] {
                for (int task = 0; task < kTasks; ++task) {
                    appendMany(&store->events(), writer * kTasks + task).then([&ended] { ++ended; });
                }
            });
        }
        std::vector<std::string> findings;
        std::vector<Task<void>> followers;
        const std::array<std::size_t, 4> limits{1, 7, 100, 5000};
        for (std::size_t i = 0; i < 24; ++i) {
            // Joins at the beginning, and later in the middle of it.
            const auto known = store->events().lastKnown("home");
            const store::Sequence after = i % 3 == 0 ? 0 : i % 3 == 1 ? known : -1;
            followers.push_back(keep(follow(&bus, after, limits[i % 4], i % 5 + 1), &findings));
            bus.publishTransient({0, "home", "noise", "n", "{}", 0, "key"});
            const auto wanted = static_cast<store::Sequence>(i * kTotal / 30);
            QVERIFY(test::pumpUntil([&] { return store->events().lastKnown("home") >= wanted; }, Millis(30000)));
        }
        QVERIFY(test::pumpUntil([&] { return findings.size() == 24 && ended == kWriters * kTasks; }, Millis(60000)));
        for (const auto &finding : findings) {
            QVERIFY2(finding.empty(), finding.c_str());
        }
        threads.clear();
    }
};

SB_TEST_MAIN(TestBusRace)
#include "tst_bus_race.moc"
