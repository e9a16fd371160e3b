// SPDX-License-Identifier: GPL-3.0-or-later
// A disk without room: the whole turn is refused, everybody hears of it, and work goes on once there is
// room again. The limit on the size of this process's files stands in for the disk.
#include "store/database.h"
#include "store/event_log.h"
#include "store/payload_store.h"
#include "store/repositories.h"
#include "store/run_journal.h"
#include "support/test.h"

#include <csignal>
#include <filesystem>

#include <QTemporaryDir>

#include <sys/resource.h>

using namespace signalbox;
using namespace signalbox::store;

namespace {

// While it lives, no file grows beyond `bytes`.
class SmallDisk
{
public:
    explicit SmallDisk(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit limit = m_before;
        limit.rlim_cur = bytes;
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~SmallDisk() { ::setrlimit(RLIMIT_FSIZE, &m_before); }
    SmallDisk(const SmallDisk &) = delete;
    SmallDisk &operator=(const SmallDisk &) = delete;

private:
    rlimit m_before{};
};

RunBatch newRun(RunJournal &runs, int number, std::size_t bytes)
{
    RunBatch batch;
    batch.run = runs.allocateRunKey();
    batch.workspace = "home";
    batch.fence = 1;
    RunRow row;
    row.id = "run-" + std::to_string(number);
    row.closure = "{}";
    row.input = std::string(bytes, 'x');
    batch.create = row;
    batch.events = {{"run.started", row.id, "{}"}};
    return batch;
}

} // namespace

class TestFailingDisk : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void aFullDiskRefusesTheTurnAndLosesNothing()
    {
        QTemporaryDir folder;
        SystemClock clock;
        SqliteOptions options;
        options.folder = folder.path().toStdString();
        auto store = std::move(*openSqliteStore(options, clock));
        QVERIFY(test::await(store->runs().commitAsync(newRun(store->runs(), 0, 100), Durability::Hard)).ok());

        test::expectLog("an audit line waits to be written");
        std::map<int, std::string> outcomes;
        {
            const SmallDisk disk(std::filesystem::file_size(options.folder + "/signalbox.db-wal") + 50'000);
            for (int i = 1; i <= 20; ++i) {
                store->runs().commit(newRun(store->runs(), i, 40'000), Durability::Soft, [&outcomes, i](Result<void> outcome) {
                    outcomes[i] = outcome ? "ok" : outcome.error().code;
                    QVERIFY(outcome || outcome.error().isRetryable());
                });
            }
            QVERIFY(test::pumpUntil([&] { return outcomes.size() == 20; }));
            store->audit().append({0, "home", "owner", "late", "x", "ok", 0, ""});
            const auto refused = test::await(store->runs().commitAsync(newRun(store->runs(), 99, 80'000), Durability::Hard));
            QVERIFY(!refused.ok());
            QVERIFY2(refused.error().is("store.full"), refused.error().describe().c_str());
        }
        int full = 0;
        for (const auto &[number, outcome] : outcomes) {
            QVERIFY(outcome == "ok" || outcome == "store.full");
            full += outcome == "store.full" ? 1 : 0;
            QCOMPARE(test::await(store->runs().getRun("home", "run-" + std::to_string(number))).ok(), outcome == "ok");
        }
        QVERIFY(full > 0);
        // There is room again: the same batch goes through, and numbering has no hole.
        QVERIFY(test::await(store->runs().commitAsync(newRun(store->runs(), 100, 40'000), Durability::Hard)).ok());
        const auto events = test::await(store->events().read("home", 0, 1000));
        QCOMPARE(events->size(), static_cast<std::size_t>(22 - full));
        QCOMPARE(events->back().seq, static_cast<Sequence>(events->size()));
        store->audit().append({0, "home", "owner", "next", "x", "ok", 0, ""});
        QVERIFY(test::await(store->events().append("home", {{"t", "s", "{}"}}, Durability::Soft)).ok());
        const auto lines = test::await(store->audit().list("home", 0, 10));
        QCOMPARE(lines->size(), std::size_t(2));
        QCOMPARE(lines->front().action, std::string("late"));
        QCOMPARE(*test::await(store->audit().verify("home")), 0);
        QCOMPARE(*test::await(store->check()), std::string());
    }

    void aPayloadThatDoesNotFitLeavesNothing()
    {
        QTemporaryDir folder;
        PayloadStore payloads(folder.path().toStdString());
        const std::string bytes(100'000, 'p');
        {
            const SmallDisk disk(50'000);
            const auto refused = payloads.put(bytes);
            QVERIFY(!refused.ok());
            QCOMPARE(refused.error().code, std::string("store.full"));
        }
        for (const auto &entry : std::filesystem::recursive_directory_iterator(folder.path().toStdString())) {
            QVERIFY(entry.is_directory());
        }
        QCOMPARE(*payloads.get(*payloads.put(bytes)), bytes);
    }

    void deletingGivesSpaceBack()
    {
        QTemporaryDir folder;
        SystemClock clock;
        SqliteOptions options;
        options.folder = folder.path().toStdString();
        {
            auto store = std::move(*openSqliteStore(options, clock));
            for (int i = 0; i < 200; ++i) {
                auto batch = newRun(store->runs(), i, 40'000);
                batch.update = RunUpdate{};
                batch.update->state = RunState::Succeeded;
                batch.update->finishedAt = 5;
                store->runs().commit(std::move(batch), Durability::Soft, [](Result<void> outcome) { QVERIFY(outcome.ok()); });
            }
            QVERIFY(test::await(store->audit().list("home", 0, 1)).ok()); // behind all that was committed
            QCOMPARE(*test::await(store->runs().deleteRunsBefore("home", 10)), 200);
        }
        const auto size = std::filesystem::file_size(options.folder + "/signalbox.db");
        QVERIFY2(size < 500'000, std::to_string(size).c_str());
    }
};

SB_TEST_MAIN(TestFailingDisk)
#include "tst_failing_disk.moc"
