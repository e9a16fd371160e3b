// SPDX-License-Identifier: GPL-3.0-or-later
// A process that is killed while it writes: what it was told is kept, is kept; a batch is there whole
// or not at all.
#include "store/database.h"
#include "store/event_log.h"
#include "store/run_journal.h"
#include "support/test.h"

#include <csignal>
#include <cstdio>

#include <QProcess>
#include <QTemporaryDir>

#include <unistd.h>

using namespace signalbox;
using namespace signalbox::store;

namespace {

RunBatch stepBatch(RunKey run, std::uint32_t number)
{
    RunBatch batch;
    batch.run = run;
    batch.workspace = "home";
    batch.fence = 1;
    for (std::uint32_t i = 0; i < 3; ++i) {
        StepWrite write;
        write.step.seq = number * 3 + i + 1;
        write.step.path = "n";
        batch.steps.push_back(write);
    }
    batch.events = {{"run.progress", "run", std::to_string(number)}};
    return batch;
}

// The child: writes until it is killed, and prints the number of each batch that was acknowledged.
Task<void> writeForEver(Store *store, RunKey run, std::uint32_t first)
{
    for (std::uint32_t number = first;; ++number) {
        store->runs().commit(stepBatch(run, number), number % 2 == 0 ? Durability::Hard : Durability::Soft, [number](Result<void> outcome) {
            if (outcome) {
                std::printf("%u\n", number);
                std::fflush(stdout);
            }
        });
        if (number % 5 == 0) {
            const auto ended = co_await store->runs().commitAsync([&] {
                RunBatch empty;
                empty.run = run;
                empty.workspace = "home";
                empty.fence = 1;
                return empty;
            }(), Durability::Soft);
            if (!ended) {
                std::abort();
            }
        }
    }
}

int childMain(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    Executor executor;
    SystemClock clock;
    SqliteOptions options;
    options.folder = argv[2];
    auto store = std::move(*openSqliteStore(options, clock));
    auto task = writeForEver(store.get(), std::atoll(argv[3]), static_cast<std::uint32_t>(std::atoi(argv[4])));
    return application.exec();
}

} // namespace

class TestKilledWriter : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void whatWasAcknowledgedIsThere()
    {
        QTemporaryDir folder;
        SystemClock clock;
        SqliteOptions options;
        options.folder = folder.path().toStdString();
        RunKey run = 0;
        std::uint32_t next = 0;
        for (int round = 0; round < 8; ++round) {
            {
                auto store = std::move(*openSqliteStore(options, clock));
                if (run == 0) {
                    RunBatch batch = stepBatch(store->runs().allocateRunKey(), 0);
                    run = batch.run;
                    RunRow row;
                    row.id = "run";
                    row.closure = "{}";
                    batch.create = row;
                    QVERIFY(test::await(store->runs().commitAsync(batch, Durability::Hard)).ok());
                    next = 1;
                }
            }
            QProcess child;
            child.start(QCoreApplication::applicationFilePath(),
                        {QStringLiteral("--write"), folder.path(), QString::number(run), QString::number(next)});
            QByteArray acknowledged;
            const int wanted = 20 + round * 37;
            while (acknowledged.count('\n') < wanted) {
                QVERIFY(child.waitForReadyRead(30000));
                acknowledged += child.readAllStandardOutput();
            }
            ::kill(static_cast<pid_t>(child.processId()), SIGKILL);
            QVERIFY(child.waitForFinished());
            acknowledged += child.readAllStandardOutput();
            acknowledged.truncate(acknowledged.lastIndexOf('\n'));
            const auto last = static_cast<std::uint32_t>(acknowledged.mid(acknowledged.lastIndexOf('\n') + 1).toUInt());

            auto store = std::move(*openSqliteStore(options, clock));
            QCOMPARE(*test::await(store->check()), std::string());
            const auto counts = test::await(store->runs().countOf(run));
            QVERIFY(counts.ok());
            QVERIFY2(counts->first >= (last + 1) * 3, qPrintable(QString::number(counts->first)));
            QCOMPARE(counts->first, counts->second * 3); // whole batches, with their event
            QCOMPARE(test::await(store->runs().unfinished(0))->count, std::int64_t(1));
            next = static_cast<std::uint32_t>(counts->second);
        }
    }
};

int main(int argc, char **argv)
{
    if (argc > 4 && std::string_view(argv[1]) == "--write") {
        return childMain(argc, argv);
    }
    return test::run(argc, argv, [](int count, char **values) {
        TestKilledWriter object;
        return QTest::qExec(&object, count, values);
    });
}
#include "tst_killed_writer.moc"
