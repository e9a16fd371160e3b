// SPDX-License-Identifier: GPL-3.0-or-later
// The event log, and the race of a reader against many writers.
#include "store_contract.h"

#include <atomic>

using namespace signalbox;
using namespace signalbox::store;

void StoreContract::numbersEventsWithoutHoles()
{
    auto &log = m_store->events();
    QCOMPARE(*test::await(log.last("home")), 0);
    QVERIFY(test::await(log.read("home", 0, 10))->empty());
    QCOMPARE(*test::await(log.append("home", {{"a.b", "s", "{}"}, {"a.c", "s", R"({"x":1})"}}, Durability::Soft)), 2);
    QCOMPARE(*test::await(log.append("work", {{"w", "t", "{}"}}, Durability::Hard)), 1);
    QCOMPARE(*test::await(log.append("home", {{"a.d", "s", "{}"}}, Durability::Hard)), 3);
    const auto rows = test::await(log.read("home", 1, 10));
    QCOMPARE(rows->size(), std::size_t(2));
    QCOMPARE(rows->front().seq, 2);
    QCOMPARE(rows->front().topic, std::string("a.c"));
    QCOMPARE(rows->front().source, std::string("s"));
    QCOMPARE(rows->front().data, std::string(R"({"x":1})"));
    QCOMPARE(rows->front().workspace, std::string("home"));
    QVERIFY(rows->front().time > 0);
    QCOMPARE(test::await(log.read("home", 0, 1))->size(), std::size_t(1));
    QCOMPARE(log.lastKnown("home"), 3);
    reopen();
    QCOMPARE(m_store->events().lastKnown("home"), 3);
    QCOMPARE(*test::await(m_store->events().append("home", {{"a", "s", "{}"}}, Durability::Soft)), 4);
}

void StoreContract::givesEventsInOrderToTheListener()
{
    auto &log = m_store->events();
    std::map<std::string, std::vector<Sequence>> heard;
    log.setListener(*Executor::current(), [&heard](std::vector<EventRow> rows) {
        for (const auto &row : rows) {
            heard[row.workspace].push_back(row.seq);
        }
    });
    std::vector<Task<Result<Sequence>>> tasks;
    for (int i = 0; i < 200; ++i) {
        tasks.push_back(log.append(i % 3 == 0 ? "work" : "home", {{"t", "s", "{}"}, {"t", "s", "{}"}}, Durability::Soft));
    }
    for (auto &task : tasks) {
        const auto last = test::await(std::move(task));
        QVERIFY(last.ok());
    }
    // What was answered has been heard.
    QCOMPARE(heard["home"].size() + heard["work"].size(), std::size_t(400));
    for (const auto &[workspace, sequences] : heard) {
        for (std::size_t i = 0; i < sequences.size(); ++i) {
            QCOMPARE(sequences[i], static_cast<Sequence>(i + 1));
        }
    }
    log.setListener(*Executor::current(), {});
}

void StoreContract::forgetsTrimmedEvents()
{
    auto &log = m_store->events();
    std::vector<EventDraft> drafts(20, EventDraft{"t", "s", "{}"});
    QCOMPARE(*test::await(log.append("home", drafts, Durability::Soft)), 20);
    QVERIFY(test::await(log.trim("home", 12)).ok());
    const auto gone = test::await(log.read("home", 11, 10));
    QVERIFY(!gone.ok());
    QCOMPARE(gone.error().code, std::string("events.gone"));
    QVERIFY(std::find(gone.error().args.begin(), gone.error().args.end(), std::pair<std::string, std::string>("oldest", "13"))
            != gone.error().args.end());
    QCOMPARE(test::await(log.read("home", 0, 10)).error().code, std::string("events.gone"));
    QCOMPARE(test::await(log.read("home", 12, 10))->front().seq, 13);
    // A cursor of a database that was replaced by an older one.
    QCOMPARE(test::await(log.read("home", 21, 10)).error().code, std::string("events.gone"));
    QVERIFY(test::await(log.read("home", 20, 10))->empty());
    // Beyond the end forgets all there is, and numbering goes on.
    QVERIFY(test::await(log.trim("home", 1000)).ok());
    QVERIFY(test::await(log.read("home", 20, 10))->empty());
    QCOMPARE(*test::await(log.append("home", {{"t", "s", "{}"}}, Durability::Soft)), 21);
    QCOMPARE(test::await(log.read("home", 20, 10))->size(), std::size_t(1));
}

namespace {

Task<void> appendMany(EventLog *log, int writer, int count, std::atomic<int> *failures)
{
    for (int i = 0; i < count; ++i) {
        std::vector<EventDraft> drafts{{"race", std::to_string(writer), std::to_string(i)}};
        const auto done = co_await log->append("home", std::move(drafts), i % 64 == 0 ? Durability::Hard : Durability::Soft);
        if (!done) {
            ++*failures;
        }
    }
}

Task<int> followAll(EventLog *log, int expected)
{
    Sequence cursor = 0;
    std::map<std::string, int> next;
    while (cursor < expected) {
        const auto rows = co_await log->read("home", cursor, 100);
        if (!rows) {
            co_return -1;
        }
        for (const auto &row : *rows) {
            if (row.seq != cursor + 1 || row.data != std::to_string(next[row.source]++)) {
                co_return -2;
            }
            cursor = row.seq;
        }
    }
    co_return static_cast<int>(cursor);
}

} // namespace

void StoreContract::aReaderMissesNoEvent()
{
    constexpr int kWriters = 4;
    constexpr int kTasks = 8;
    constexpr int kEach = 60;
    constexpr int kTotal = kWriters * kTasks * kEach;
    std::atomic<int> failures = 0;
    std::atomic<int> ended = 0;
    std::vector<std::unique_ptr<EventThread>> threads;
    auto *log = &m_store->events();
    for (int writer = 0; writer < kWriters; ++writer) {
        threads.push_back(std::make_unique<EventThread>("writer"));
        threads.back()->executor().post([log, writer, &failures, &ended] {
            for (int task = 0; task < kTasks; ++task) {
                appendMany(log, writer * kTasks + task, kEach, &failures).then([&ended] { ++ended; });
            }
        });
    }
    QCOMPARE(test::await(followAll(log, kTotal), Millis(60000)), kTotal);
    QVERIFY(test::pumpUntil([&] { return ended == kWriters * kTasks; }));
    QCOMPARE(failures.load(), 0);
    threads.clear();
}
