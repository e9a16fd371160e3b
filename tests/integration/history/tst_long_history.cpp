// SPDX-License-Identifier: GPL-3.0-or-later
// A history of many megabytes, half of it rows and half of it payloads, and what is left of it on the disk when it is
// deleted. SIGNALBOX_HISTORY_MB gives its size (100; 1024 by hand).
#include "support/test.h"

#include "auth/audit.h"
#include "auth/principal.h"
#include "backend/keeper_p.h"
#include "store/database.h"
#include "store/event_log.h"
#include "store/payload_store.h"
#include "store/run_journal.h"
#include "test_server.h"

#include "base/uuid.h"

#include <QElapsedTimer>
#include <QTemporaryDir>

#include <fcntl.h>
#include <sys/stat.h>

using namespace signalbox;
using namespace signalbox::store;

namespace {

namespace fs = std::filesystem;

constexpr UnixMillis kDay = 24 * 3'600'000;

std::int64_t bytesIn(const fs::path &folder)
{
    std::int64_t bytes = 0;
    std::error_code gone;
    for (const auto &entry : fs::recursive_directory_iterator(folder)) {
        struct stat status
        {
        };
        if (::lstat(entry.path().c_str(), &status) == 0) {
            bytes += std::int64_t(status.st_blocks) * 512;
        }
    }
    return bytes;
}

// As if all of it had been written two hours ago.
void makeOld(const fs::path &payloads)
{
    const timespec then{::time(nullptr) - 7200, 0};
    const timespec times[2] = {then, then};
    for (const auto &entry : fs::recursive_directory_iterator(payloads)) {
        if (entry.is_regular_file()) {
            ::utimensat(AT_FDCWD, entry.path().c_str(), times, 0);
        }
    }
}

// Text that neither compresses nor repeats.
std::string noise(std::size_t bytes, std::uint64_t seed)
{
    std::string text(bytes, ' ');
    std::uint64_t state = seed * 0x9e3779b97f4a7c15ULL + 1;
    for (auto &c : text) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        c = static_cast<char>('a' + state % 26);
    }
    return "\"" + text + "\"";
}

} // namespace

class TestLongHistory : public QObject
{
    Q_OBJECT

    struct Trail final : auth::AuditTrail
    {
        std::vector<std::string> lines;
        void record(const auth::Principal &who, std::string_view action, const std::string &, std::string_view outcome) override
        {
            lines.push_back(who.subject + ' ' + who.workspace + ' ' + std::string(action) + ' ' + std::string(outcome));
        }
    };

    QTemporaryDir m_folder;
    std::unique_ptr<test::TestServer> m_server;
    std::unique_ptr<client::Client> m_client;
    VirtualClock m_clock;
    Trail m_trail;

    store::Store &store() { return m_server->backend().store(); }
    fs::path data() const { return m_folder.path().toStdString() + "/data"; }

    template<typename C>
    Result<typename C::Result> call(typename C::Params params)
    {
        return test::await(m_client->call<C>(std::move(params)), Millis(300'000));
    }
    std::string put(const std::string &text)
    {
        return m_server->on([&] { return store().payloads().put(text).value(); });
    }
    // A run that ended `daysAgo`, or waits, with steps of these outputs.
    std::string addRun(std::int64_t daysAgo, const std::vector<std::string> &outputs, bool hasEnded = true, bool hasLetter = false)
    {
        const auto now = m_server->backend().clock().now();
        RunBatch batch;
        batch.run = store().runs().allocateRunKey();
        batch.workspace = "default";
        batch.fence = 1;
        batch.create.emplace();
        batch.create->id = newUuid();
        batch.create->flow = "long";
        batch.create->closure = "{}";
        batch.create->options = "{}";
        batch.create->startedAt = now - daysAgo * kDay;
        batch.create->state = hasEnded ? RunState::Running : RunState::Waiting;
        if (hasEnded) {
            batch.update.emplace();
            batch.update->state = hasLetter ? RunState::Failed : RunState::Succeeded;
            batch.update->finishedAt = now - daysAgo * kDay;
        }
        for (const auto &output : outputs) {
            StepWrite write;
            write.step.seq = static_cast<std::uint32_t>(batch.steps.size() + 1);
            write.step.path = "n" + std::to_string(write.step.seq);
            write.step.output = output;
            batch.steps.push_back(std::move(write));
            batch.logs.push_back({static_cast<std::uint32_t>(batch.steps.size()), 1, R"([{"level":"log","text":"x"}])"});
        }
        if (hasLetter) {
            DeadLetterRow letter;
            letter.id = newUuid();
            letter.run = batch.create->id;
            letter.flow = "long";
            letter.path = "n1";
            letter.type = "transform";
            letter.error = "{}";
            letter.input = outputs.front();
            batch.deadLetters.push_back(std::move(letter));
        }
        batch.events.push_back({"run.ended", batch.create->id, "{}"});
        const auto id = batch.create->id;
        const auto made = m_server->await<Result<void>>([this, &batch] { return store().runs().commitAsync(std::move(batch), Durability::Soft); });
        if (!made) {
            qFatal("%s", made.error().describe().c_str());
        }
        return id;
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<test::TestServer>(test::ChannelKind::InProcess, data().string());
        m_server->start();
        m_client = std::make_unique<client::Client>(m_server->connector(), m_clock, client::ClientOptions());
        QVERIFY(test::await(m_client->connect({})).ok());
    }
    void cleanup()
    {
        m_client->close();
        m_client.reset();
        m_server.reset();
        fs::remove_all(data());
    }

    void givesTheDiskItsSpaceBack()
    {
        const int megabytes = std::max(20, qEnvironmentVariableIntValue("SIGNALBOX_HISTORY_MB") > 0 ? qEnvironmentVariableIntValue("SIGNALBOX_HISTORY_MB") : 100);
        const auto empty = bytesIn(data());
        constexpr std::size_t kInRow = 50u << 10;
        constexpr std::size_t kInFile = 512u << 10;
        const auto shared = put(noise(kInFile, 1));
        const auto lettered = put(noise(kInFile, 2));
        std::int64_t written = 0;
        for (std::uint64_t seed = 10; written < std::int64_t(megabytes) << 20; ++seed) {
            std::vector<std::string> outputs = {put(noise(kInFile, seed)), shared};
            for (std::uint64_t i = 0; i < kInFile / kInRow; ++i) {
                outputs.push_back(noise(kInRow, seed * 1000 + i));
            }
            addRun(40, outputs);
            written += 2 * kInFile;
        }
        const auto waits = addRun(40, {shared, noise(100, 3)}, false);
        const auto failed = addRun(40, {lettered}, true, true);
        const auto recent = addRun(1, {put(noise(kInFile, 4))});
        makeOld(data() / "payloads");
        const auto young = put(noise(kInFile, 5)); // its row is on its way
        const auto full = bytesIn(data());
        QVERIFY(full - empty > written);

        QElapsedTimer timer;
        timer.start();
        const auto before = m_server->backend().clock().now() - 30 * kDay;
        const auto done = call<api::RunsDelete>({{}, before, {}});
        QVERIFY2(done.ok(), done ? "" : done.error().describe().c_str());
        const auto left = bytesIn(data());
        qInfo("a history of %lld MiB: %lld runs deleted in %lld ms, %lld MiB given back, %lld KiB left of it", static_cast<long long>((full - empty) >> 20), static_cast<long long>(done->deleted),
              static_cast<long long>(timer.elapsed()), static_cast<long long>(done->bytes >> 20), static_cast<long long>((left - empty) >> 10));
        QVERIFY(done->deleted >= megabytes / 2);
        // What is left is what is named: four payloads, the log, and the events.
        QVERIFY2(left - empty < (8 << 20), std::to_string(left - empty).c_str());
        QVERIFY2(done->bytes > (full - empty) - (8 << 20), std::to_string(done->bytes).c_str());
        for (const auto &named : {shared, lettered, young}) {
            QVERIFY(m_server->on([&] { return store().payloads().get(named).ok(); }));
        }
        for (const auto &run : {waits, failed, recent}) {
            QVERIFY(call<api::RunsGet>({run}).ok());
        }
        QCOMPARE(call<api::RunsSteps>({waits, 0, 500})->steps.size(), std::size_t(2));
        const auto damage = m_server->await<Result<std::string>>([this] { return store().check(); });
        QCOMPARE(*damage, std::string());
    }

    void appliesWhatWasChosen()
    {
        const auto old = addRun(40, {put(noise(100'000, 1))});
        const auto young = addRun(3, {put(noise(100'000, 2))});
        const auto failed = addRun(40, {noise(1000, 3)}, true, true);
        const auto apply = [this] {
            return m_server->await<Result<api::RunDeletion>>([this]() -> Task<Result<api::RunDeletion>> {
                backend::Keeper keeper(m_server->backend(), m_trail);
                co_return co_await backend::Keeper::apply(&keeper, -1, {});
            });
        };
        // Nothing is deleted unless somebody chose it.
        QCOMPARE(apply()->deleted, std::int64_t(0));
        QVERIFY(m_trail.lines.empty());
        QVERIFY(call<api::RunsGet>({old}).ok());
        QVERIFY(call<api::RetentionSet>({30, 30}).ok());
        const auto last = call<api::EventsRead>({})->cursor;
        const auto done = apply();
        QVERIFY2(done.ok(), done ? "" : done.error().describe().c_str());
        QCOMPARE(done->deleted, std::int64_t(1));
        QCOMPARE(m_trail.lines, std::vector<std::string>{"retention default runs.delete ok"});
        QCOMPARE(call<api::RunsGet>({old}).error().code, std::string("store.notFound"));
        QVERIFY(call<api::RunsGet>({young}).ok());
        QVERIFY(call<api::RunsGet>({failed}).ok());
        // The events are younger.
        QVERIFY(call<api::EventsRead>({})->cursor > last);
        QCOMPARE(*m_server->await<Result<Sequence>>([this] { return store().history().lastEventBefore("default", 1); }), Sequence(0));
        const auto all = m_server->await<Result<Sequence>>([this] { return store().history().lastEventBefore("default", m_server->backend().clock().now() + kDay); });
        QCOMPARE(*all, call<api::EventsRead>({})->cursor);
    }

    void goesOnWhereADeletionStopped()
    {
        const auto run = addRun(40, {noise(1000, 1), noise(1000, 2)});
        // Its row is gone, its steps are not: as after a crash in between.
        const auto found = *m_server->await<Result<EndedRun>>([&] { return store().history().findEnded("default", run); });
        QVERIFY(m_server->await<Result<std::size_t>>([&] { return store().history().deleteRuns("default", {found.key}, false); }).ok());
        m_server->stop();
        m_server->start();
        const auto steps = [&] { return m_server->await<Result<std::vector<StepRow>>>([&] { return store().runs().listSteps(found.key, 0, 10); })->size(); };
        QCOMPARE(steps(), std::size_t(2));
        QVERIFY(m_server->await<Result<api::RunDeletion>>([this]() -> Task<Result<api::RunDeletion>> {
            backend::Keeper keeper(m_server->backend(), m_trail);
            co_return co_await backend::Keeper::apply(&keeper, backend::Keeper::kGrace, {});
        }).ok());
        QCOMPARE(steps(), std::size_t(0));
        QVERIFY(m_server->await<Result<std::vector<StepLog>>>([&] { return store().runs().stepLogs(found.key, 1); })->empty());
    }
};

SB_TEST_MAIN(TestLongHistory)
#include "tst_long_history.moc"
