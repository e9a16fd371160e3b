// SPDX-License-Identifier: GPL-3.0-or-later
// Runs of flows that others made: evaluated in a child, whose death fails the evaluation under way and
// nothing else; chosen by where a flow comes from, and kept over a restart.
#include "../rig.h"

#include "backend/service_host.h"
#include "support/test.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <csignal>

using namespace signalbox;

namespace {

constexpr const char *kDouble = "{\"nodes\":[{\"id\":\"calc\",\"type\":\"transform\",\"config\":{\"expression\":\"input.n * 2\"}},{\"id\":\"end\",\"type\":\"output\"}],"
    "\"edges\":[{\"from\":\"calc\",\"to\":\"end\"}]}";
constexpr const char *kWaits = "{\"nodes\":[{\"id\":\"calc\",\"type\":\"transform\",\"config\":{\"expression\":\"({n: input.n * 2})\"}},{\"id\":\"pause\",\"type\":\"wait\",\"config\":{\"duration\":\"4s\"}},"
    "{\"id\":\"more\",\"type\":\"transform\",\"config\":{\"expression\":\"input.n + 1\"}},{\"id\":\"end\",\"type\":\"output\"}],"
    "\"edges\":[{\"from\":\"calc\",\"to\":\"pause\"},{\"from\":\"pause\",\"to\":\"more\"},{\"from\":\"more\",\"to\":\"end\"}]}";
constexpr const char *kMany = "{\"nodes\":[{\"id\":\"keep\",\"type\":\"filter\",\"config\":{\"items\":\"{{ input.items }}\",\"expression\":\"item.n % 3 === 0 && item.text.length > 1\"}},"
    "{\"id\":\"say\",\"type\":\"transform\",\"config\":{\"replace\":true,\"set\":{\"count\":\"{{ input.items.length + 0 }}\",\"text\":\"{{ input.items.length }} of {{ run.id.length + 0 }}\",\"last\":\"{{ input.items[input.items.length - 1].n }}\"}}},"
    "{\"id\":\"end\",\"type\":\"output\"}],\"edges\":[{\"from\":\"keep\",\"to\":\"say\"},{\"from\":\"say\",\"to\":\"end\"}]}";

engine::StartRequest request(std::string text, json::Value input, engine::Trust trust)
{
    engine::StartRequest start;
    start.flowId = "flow";
    start.closure["flow"] = std::move(text);
    start.input = std::move(input);
    start.trust = trust;
    return start;
}

bool hasEnded(std::int64_t pid)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
    return !file.open(QIODevice::ReadOnly) || file.readAll().contains(") Z");
}

} // namespace

class TestIsolatedRuns : public SignalboxTest
{
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<test::Rig> m_rig;

    void setUp() override
    {
        m_folder = std::make_unique<QTemporaryDir>();
        open();
    }
    void tearDown() override
    {
        close();
        m_folder.reset();
    }
    void open() { m_rig = test::Rig::open(m_folder->path().toStdString()).value(); }
    void close()
    {
        if (m_rig) {
            test::await(m_rig->engine().shutdown());
        }
        m_rig.reset();
    }

    std::string start(std::string text, json::Value input, engine::Trust trust = engine::Trust::Isolated)
    {
        return test::await(m_rig->engine().start(request(std::move(text), std::move(input), trust))).value();
    }
    engine::RunView ended(const std::string &id) { return test::await(m_rig->engine().wait("default", id, {}), Millis(30'000)).value(); }

    // Makes a call of a local person.
    static Result<json::Value> call(backend::ServiceHost &host, std::string method, json::Object params)
    {
        api::CallContext context;
        context.caller = host.localCaller();
        return test::await(host.call(std::move(context), std::move(method), std::move(params)), Millis(30'000));
    }

    // The evaluators that live below this process, by their names in /proc.
    static std::size_t evaluators()
    {
        std::map<std::int64_t, std::pair<std::int64_t, bool>> known; // parent, whether it is one
        for (const auto &name : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs)) {
            QFile file(QStringLiteral("/proc/") + name + QStringLiteral("/stat"));
            if (name.toLongLong() > 0 && file.open(QIODevice::ReadOnly)) {
                const auto text = file.readAll();
                const auto parent = text.mid(text.lastIndexOf(')') + 2).split(' ').value(1).toLongLong();
                known[name.toLongLong()] = {parent, text.contains("(signalbox-evalu)") && !text.contains(") Z")};
            }
        }
        return static_cast<std::size_t>(std::count_if(known.begin(), known.end(), [&](const auto &entry) {
            const auto guard = known.find(entry.second.first);
            return entry.second.second && guard != known.end() && guard->second.first == QCoreApplication::applicationPid();
        }));
    }

private Q_SLOTS:
    void givesWhatALocalRunGives()
    {
        json::Array items;
        for (int i = 0; i < 3000; ++i) {
            items.push_back(json::Object{{"n", i}, {"text", "text"}});
        }
        const json::Value input = json::Object{{"items", std::move(items)}, {"n", 21}};
        for (const auto *text : {kDouble, kMany}) {
            const auto here = ended(start(text, input, engine::Trust::Local));
            const auto there = ended(start(text, input));
            QCOMPARE(there.state, store::RunState::Succeeded);
            QCOMPARE(json::write(there.result), json::write(here.result));
        }
        QCOMPARE(m_rig->isolated().children().size(), std::size_t(1));
    }

    void localRunsHaveNoChild()
    {
        QCOMPARE(ended(start(kDouble, json::Object{{"n", 21}}, engine::Trust::Local)).state, store::RunState::Succeeded);
        QVERIFY(m_rig->isolated().children().empty());
    }

    void aKilledEvaluatorFailsWhatWasUnderWay()
    {
        test::expectLog("an isolated evaluator died");
        QCOMPARE(ended(start(kDouble, json::Object{{"n", 1}})).state, store::RunState::Succeeded);
        const auto pids = m_rig->isolated().children();
        QCOMPARE(pids.size(), std::size_t(1));
        QVERIFY(pids[0] > 0); // 0 would be ourselves
        QCOMPARE(::kill(static_cast<pid_t>(pids[0]), SIGKILL), 0);
        QVERIFY(test::pumpUntil([&] { return hasEnded(pids[0]); }));
        const auto failed = ended(start(kDouble, json::Object{{"n", 2}}));
        QCOMPARE(failed.state, store::RunState::Failed);
        QVERIFY2(json::write(failed.error).find("eval.crashed") != std::string::npos, json::write(failed.error).c_str());
        QVERIFY(json::write(failed.error).find("calc") != std::string::npos);
        QCOMPARE(json::write(ended(start(kDouble, json::Object{{"n", 3}})).result), std::string("6"));
    }

    void whatNeverEndsIsEndedAndHoldsUpNobodyElse()
    {
        const auto endless = start("{\"nodes\":[{\"id\":\"hang\",\"type\":\"transform\",\"config\":{\"expression\":\"Array.prototype.every.call({length: 9007199254740991}, Math.abs) || Array.prototype.indexOf.call({length: 9007199254740991, get 0() { for (;;); }}, 1)\"}}]}", json::Object());
        QCOMPARE(ended(start(kDouble, json::Object{{"n", 4}}, engine::Trust::Local)).state, store::RunState::Succeeded);
        const auto view = ended(endless);
        QCOMPARE(view.state, store::RunState::Failed);
        QVERIFY2(json::write(view.error).find("hang") != std::string::npos, json::write(view.error).c_str());
    }

    void staysIsolatedOverARestart()
    {
        const auto id = start(kWaits, json::Object{{"n", 5}});
        QVERIFY(test::pumpUntil([&] { return test::await(m_rig->engine().get("default", id)).value().steps >= 2; }));
        close();
        open();
        QCOMPARE(*test::await(m_rig->engine().recover()), std::int64_t(1));
        QCOMPARE(json::write(ended(id).result), std::string("11"));
        QCOMPARE(m_rig->isolated().children().size(), std::size_t(1));
    }

    void importedFlowsAreIsolated_data()
    {
        QTest::addColumn<bool>("imported");
        QTest::addColumn<QByteArray>("run"); // what is given to runs.start
        QTest::newRow("a local flow") << false << QByteArray("{\"flow\":\"theirs\"}");
        QTest::newRow("an imported flow") << true << QByteArray("{\"flow\":\"theirs\"}");
        QTest::newRow("an edited copy of an imported flow") << true << QByteArray("{\"flow\":\"theirs\",\"text\":\"{\\\"nodes\\\":[{\\\"id\\\":\\\"a\\\",\\\"type\\\":\\\"transform\\\",\\\"config\\\":{\\\"expression\\\":\\\"1 + [2].length\\\"}}]}\"}");
        QTest::newRow("a flow that runs an imported one")
            << true << QByteArray("{\"text\":\"{\\\"nodes\\\":[{\\\"id\\\":\\\"a\\\",\\\"type\\\":\\\"subflow\\\",\\\"config\\\":{\\\"flow\\\":\\\"theirs\\\"}}]}\"}");
        QTest::newRow("a flow of one's own beside it") << false << QByteArray("{\"text\":\"{\\\"nodes\\\":[{\\\"id\\\":\\\"a\\\",\\\"type\\\":\\\"transform\\\",\\\"config\\\":{\\\"expression\\\":\\\"1 + [2].length\\\"}}]}\"}");
    }
    void importedFlowsAreIsolated()
    {
        QFETCH(bool, imported);
        QFETCH(QByteArray, run);
        QTemporaryDir folder;
        auto backend = backend::Backend::open({folder.path().toStdString()}).value();
        auto host = std::make_unique<backend::ServiceHost>(*backend);
        QVERIFY(test::await(host->begin()));
        // It is saved again as an editor does, which says nothing of its origin.
        auto saved = call(*host, "flows.save", {{"id", "theirs"}, {"text", kDouble}, {"origin", imported ? "imported" : "local"}});
        QVERIFY2(saved.ok(), saved ? "" : saved.error().describe().c_str());
        QVERIFY(call(*host, "flows.save", {{"id", "theirs"}, {"text", kDouble}, {"revision", 1}}));
        auto params = json::parse(run.toStdString()).value().get_object();
        params["input"] = json::Object{{"n", 21}};
        const auto started = call(*host, "runs.start", params);
        QVERIFY2(started.ok(), started ? "" : started.error().describe().c_str());
        const auto view = call(*host, "runs.wait", {{"id", started->at("id")}});
        QVERIFY(view.ok());
        QCOMPARE(json::write(view->at("state")), std::string("\"succeeded\""));
        QCOMPARE(evaluators(), std::size_t(imported ? 1 : 0));
        host->stopAccepting();
        test::await(backend->shutdown());
        host.reset();
        backend.reset();
        QVERIFY(test::pumpUntil([] { return evaluators() == 0; }));
    }
};

SB_TEST_MAIN(TestIsolatedRuns)
#include "tst_isolated_runs.moc"
