// SPDX-License-Identifier: GPL-3.0-or-later
// The command line as people and scripts use it: the real program, its exit codes and its words.
#include "base/json.h"
#include "support/loopback_server.h"
#include "support/raw_server.h"
#include "support/test.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

using namespace signalbox;

namespace {

struct Outcome
{
    int exit = -1;
    QByteArray out;
    QByteArray err;
};

} // namespace

class TestCli : public SignalboxTest
{
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_folder;

    QString path(const char *name) const { return m_folder->filePath(QString::fromUtf8(name)); }

    QString write(const char *name, const QByteArray &text) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly)) {
            qFatal("cannot write");
        }
        file.write(text);
        return path(name);
    }

    QStringList withData(QStringList words) const { return words << QStringLiteral("--data") << path("data"); }

    Outcome run(const QStringList &words, const QByteArray &input = {}) const
    {
        QProcess process;
        process.start(QString::fromStdString(test::binDir()) + QStringLiteral("/signalbox-cli"), words);
        process.write(input);
        process.closeWriteChannel();
        if (!process.waitForFinished(60000)) {
            process.kill();
            process.waitForFinished();
        }
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }

    QByteArray contentOf(const char *name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QString minimalFlow() const
    {
        return write("mini.json", "{\"id\":\"mini\",  \"nodes\":[{\"id\":\"calc\",\"type\":\"transform\",\"config\":{\"expression\":\"1\"}},{\"id\":\"end\",\"type\":\"output\"}],\"edges\":[{\"from\":\"calc\",\"to\":\"end\"}]}");
    }

    static void waitForWords(QProcess &process, const char *words)
    {
        QByteArray seen;
        QVERIFY(test::pumpUntil([&] {
            seen += process.readAllStandardError();
            return seen.contains(words);
        }));
    }

protected:
    void setUp() override { m_folder = std::make_unique<QTemporaryDir>(); }
    void tearDown() override { m_folder.reset(); }

private Q_SLOTS:
    void runsEverySample_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"support-triage", "order-pipeline", "wide-map"}) {
            QTest::newRow(name) << QString::fromUtf8(name);
        }
    }
    void runsEverySample()
    {
        QFETCH(QString, name);
        const auto outcome = run(withData({QStringLiteral("run"), QStringLiteral("sample:") + name, QStringLiteral("--json")}));
        QVERIFY2(outcome.exit == 0, outcome.err.constData());
        const auto record = json::parse(outcome.out.toStdString());
        QVERIFY(record.ok());
        QCOMPARE(std::string(json::text(record->get_object(), "state")), std::string("succeeded"));
        QVERIFY(json::find(*record, "result")->is_object());
        QVERIFY2(outcome.err.isEmpty(), outcome.err.constData());
    }

    void showsWhatAStepWasGiven()
    {
        QCOMPARE(run(withData({QStringLiteral("run"), minimalFlow(), QStringLiteral("--json")})).exit, 0);
        const auto runs = json::parse(run(withData({QStringLiteral("runs"), QStringLiteral("--json")})).out.toStdString());
        const auto id = QString::fromStdString(std::string(json::text(runs->get_array().at(0).get_object(), "id")));
        const auto outcome = run(withData({QStringLiteral("show"), id, QStringLiteral("--step"), QStringLiteral("end"), QStringLiteral("--json")}));
        QVERIFY2(outcome.exit == 0, outcome.err.constData());
        const auto step = json::parse(outcome.out.toStdString());
        QCOMPARE(json::write(*json::find(*step, "input")), std::string("1"));
        QCOMPARE(std::string(json::text(step->get_object(), "state")), std::string("succeeded"));
        QVERIFY(run(withData({QStringLiteral("show"), id, QStringLiteral("--step"), QStringLiteral("calc")})).out.contains("Input"));
        QCOMPARE(run(withData({QStringLiteral("show"), id, QStringLiteral("--step"), QStringLiteral("nobody")})).exit, 1);
    }

    void pausesStepsAndRunsAgain()
    {
        // Each command is a process of its own: the run stays paused in between.
        const auto record = [&](const QStringList &words, int exit) {
            const auto outcome = run(withData(words + QStringList{QStringLiteral("--json")}));
            if (outcome.exit != exit) {
                qWarning("%s", outcome.err.constData());
            }
            return outcome.exit == exit ? json::parse(outcome.out.toStdString()).value_or(json::Value(json::Object())) : json::Value(json::Object());
        };
        const auto text = [](const json::Value &value, std::string_view name) {
            const auto *member = json::find(value, name);
            return member ? json::write(*member) : std::string();
        };
        auto view = record({QStringLiteral("run"), minimalFlow(), QStringLiteral("--paused")}, 4);
        QCOMPARE(text(view, "next"), std::string("[\"calc\"]"));
        const auto id = QString::fromStdString(std::string(json::text(view.as_object(), "id")));
        view = record({QStringLiteral("step"), id}, 4);
        QCOMPARE(text(view, "next"), std::string("[\"end\"]"));
        QVERIFY(run(withData({QStringLiteral("pause"), id})).err.contains("Paused. Next: end"));
        QVERIFY(run(withData({QStringLiteral("break"), id, QStringLiteral("end")})).out.contains("end"));
        QCOMPARE(run(withData({QStringLiteral("break"), id, QStringLiteral("end"), QStringLiteral("--json")})).out.trimmed(), QByteArray("[\"end\"]"));
        view = record({QStringLiteral("continue"), id}, 0);
        QCOMPARE(text(view, "result"), std::string("1"));
        view = record({QStringLiteral("rerun"), id, QStringLiteral("--from"), QStringLiteral("end"), QStringLiteral("--pin"), QStringLiteral("calc=5")}, 0);
        QCOMPARE(text(view, "result"), std::string("5"));
        const auto again = QString::fromStdString(std::string(json::text(view.as_object(), "id")));
        view = record({QStringLiteral("compare"), id, again}, 0);
        QCOMPARE(text(view, "sameResult"), std::string("false"));
        QVERIFY(run(withData({QStringLiteral("compare"), id, again})).out.contains("differs"));
        QCOMPARE(run(withData({QStringLiteral("step"), id})).exit, 1);
    }

    void goesOnAfterAKill()
    {
        QProcess process;
        process.start(QString::fromStdString(test::binDir()) + QStringLiteral("/signalbox-cli"),
                      withData({QStringLiteral("run"), QStringLiteral("sample:support-triage"), QStringLiteral("--set"), QStringLiteral("coolDown=6s"), QStringLiteral("--progress")}));
        QByteArray seen;
        QVERIFY(test::pumpUntil([&] {
            seen += process.readAllStandardError();
            return seen.contains("cool-down");
        }));
        process.kill();
        QVERIFY(process.waitForFinished());
        const auto outcome = run(withData({QStringLiteral("run"), QStringLiteral("sample:support-triage"), QStringLiteral("--resume"), QStringLiteral("--progress")}));
        QVERIFY2(outcome.exit == 0, outcome.err.constData());
        QVERIFY(outcome.err.contains("Going on with run"));
        const auto runs = json::parse(run(withData({QStringLiteral("runs"), QStringLiteral("--json")})).out.toStdString());
        QCOMPARE(runs->get_array().size(), std::size_t(1));
    }

    void waitsForAPersonWhoApproves()
    {
        const auto flow = write("ask.json", R"({"id":"asking","nodes":[{"id":"ask","type":"approval","config":{"title":"Send it?"}},{"id":"end","type":"output"}],"edges":[{"from":"ask","fromPort":"approved","to":"end"}]})");
        const auto input = write("input.json", R"({"n":1})");
        const auto edited = write("edited.json", R"({"n":2})");
        const auto started = run(withData({QStringLiteral("run"), flow, QStringLiteral("--input"), input}));
        QCOMPARE(started.exit, 4);
        QVERIFY2(started.err.contains("signalbox-cli approve|reject"), started.err.constData());
        const auto list = json::parse(run(withData({QStringLiteral("approvals"), QStringLiteral("--json")})).out.toStdString());
        QCOMPARE(list->as_array().size(), std::size_t(1));
        const auto id = QString::fromStdString(std::string(json::text(list->as_array().front().as_object(), "id")));
        QVERIFY(run(withData({QStringLiteral("approvals")})).out.contains("Send it?"));
        QVERIFY(run(withData({QStringLiteral("approvals"), id})).out.contains("\"n\": 1"));
        const auto approved = run(withData({QStringLiteral("approve"), id, QStringLiteral("--input"), edited, QStringLiteral("--note"), QStringLiteral("two is better")}));
        QVERIFY2(approved.exit == 0, approved.err.constData());
        QVERIFY2(approved.out.contains("\"n\": 2") && approved.out.contains("two is better"), approved.out.constData());
        QCOMPARE(run(withData({QStringLiteral("reject"), id})).exit, 1);
        QCOMPARE(run(withData({QStringLiteral("reject")})).exit, 2);
        QVERIFY(run(withData({QStringLiteral("approvals")})).out.isEmpty());
        QVERIFY(run(withData({QStringLiteral("approvals"), QStringLiteral("--all")})).out.contains("approved"));
    }

    void anInterruptLeavesTheRunToGoOn()
    {
        QProcess process;
        process.start(QString::fromStdString(test::binDir()) + QStringLiteral("/signalbox-cli"),
                      withData({QStringLiteral("run"), QStringLiteral("sample:support-triage"), QStringLiteral("--set"), QStringLiteral("coolDown=6s"), QStringLiteral("--progress")}));
        QByteArray seen;
        QVERIFY(test::pumpUntil([&] {
            seen += process.readAllStandardError();
            return seen.contains("cool-down");
        }));
        process.terminate();
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 3);
        QCOMPARE(run(withData({QStringLiteral("resume")})).exit, 0);
    }

    void refusesBadFlowsInPlainWords_data()
    {
        QTest::addColumn<QByteArray>("flow");
        QTest::addColumn<QByteArray>("word");
        const auto row = [](const char *name, const QByteArray &flow, const char *word) { QTest::newRow(name) << flow << QByteArray(word); };
        row("no JSON", "hello", "json.syntax");
        row("cut off", "{\"nodes\": [{\"id\": ", "cut off");
        row("deep", QByteArray(100000, '['), "json.tooDeep");
        row("duplicate key", "{\"nodes\":[],\"nodes\":[]}", "json.duplicateKey");
        row("duplicate id", "{\"nodes\":[{\"id\":\"a\",\"type\":\"output\"},{\"id\":\"a\",\"type\":\"output\"}]}", "used by /nodes/0 and again by /nodes/1");
        row("cycle", "{\"nodes\":[{\"id\":\"a\",\"type\":\"merge\"},{\"id\":\"b\",\"type\":\"merge\"}],\"edges\":[{\"from\":\"a\",\"to\":\"b\"},{\"from\":\"b\",\"to\":\"a\"}]}", "a → b → a");
        row("unknown type", "{\"nodes\":[{\"id\":\"a\",\"type\":\"http.requst\"}]}", "Did you mean \"http.request\"?");
        row("wrong configuration", "{\"nodes\":[{\"id\":\"a\",\"type\":\"wait\",\"config\":{\"duration\":7}}]}", "must be a text");
        row("newer format", "{\"format\":\"signalbox.flow/9\",\"nodes\":[]}", "newer");
        row("no flow", "[]", "A flow is an object");
    }
    void refusesBadFlowsInPlainWords()
    {
        QFETCH(QByteArray, flow);
        QFETCH(QByteArray, word);
        const auto file = write("flow.json", flow);
        const auto started = run(withData({QStringLiteral("run"), file}));
        QCOMPARE(started.exit, 2);
        QVERIFY2(started.err.contains(word), started.err.constData());
        const auto validated = run({QStringLiteral("validate"), file});
        QCOMPARE(validated.exit, 2);
        const QByteArray words = validated.out + validated.err;
        QVERIFY2(words.contains(word), words.constData());
    }

    void aFailedRunSaysWhy()
    {
        const auto file = write("flow.json", "{\"nodes\":[{\"id\":\"calc\",\"type\":\"transform\",\"config\":{\"expression\":\"input.missing.more\"}}]}");
        const auto outcome = run(withData({QStringLiteral("run"), file}));
        QCOMPARE(outcome.exit, 1);
        QVERIFY2(outcome.err.contains("calc") && outcome.err.contains("input.missing.more"), outcome.err.constData());
    }

    void takesInputAndVariables()
    {
        const auto file = write("flow.json", "{\"vars\":{\"by\":2},\"nodes\":[{\"id\":\"calc\",\"type\":\"transform\",\"config\":{\"expression\":\"input.n * vars.by\"}},{\"id\":\"end\",\"type\":\"output\"}],"
                                             "\"edges\":[{\"from\":\"calc\",\"to\":\"end\"}]}");
        QCOMPARE(run(withData({QStringLiteral("run"), file, QStringLiteral("--input"), QStringLiteral("-")}), "{\"n\": 21}").out.trimmed(), QByteArray("42"));
        QCOMPARE(run(withData({QStringLiteral("run"), file, QStringLiteral("--input"), QStringLiteral("-"), QStringLiteral("--set"), QStringLiteral("by=3"), QStringLiteral("--memory")}), "{\"n\": 21}").out.trimmed(),
                 QByteArray("63"));
        QCOMPARE(run(withData({QStringLiteral("run"), file, QStringLiteral("--input"), QStringLiteral("-")}), "{\"n\": ").exit, 2);
    }

    void aHeldFolderIsJoined()
    {
        QProcess holder;
        holder.start(QString::fromStdString(test::binDir()) + QStringLiteral("/signalbox-cli"), withData({QStringLiteral("run"), QStringLiteral("sample:support-triage"), QStringLiteral("--progress")}));
        waitForWords(holder, "cool-down");
        const auto runs = run(withData({QStringLiteral("runs")}));
        QCOMPARE(runs.exit, 0);
        QVERIFY2(runs.out.contains("support-triage"), runs.err.constData());
        const auto second = run(withData({QStringLiteral("run"), minimalFlow(), QStringLiteral("--json")}));
        QVERIFY2(second.exit == 0, second.err.constData());
        QVERIFY(holder.waitForFinished());
        QCOMPARE(holder.exitCode(), 0);
    }

    void whoJoinedTakesThePlaceOfAHolderThatWasKilled()
    {
        const auto flow = write("slow.json", "{\"id\":\"slow\",\"nodes\":[{\"id\":\"pause\",\"type\":\"wait\",\"config\":{\"duration\":\"3s\"}},{\"id\":\"end\",\"type\":\"output\"}],\"edges\":[{\"from\":\"pause\",\"to\":\"end\"}]}");
        QProcess holder;
        holder.start(QString::fromStdString(test::binDir()) + QStringLiteral("/signalbox-cli"), withData({QStringLiteral("run"), QStringLiteral("sample:support-triage"), QStringLiteral("--progress")}));
        waitForWords(holder, "cool-down");
        QProcess joined;
        joined.start(QString::fromStdString(test::binDir()) + QStringLiteral("/signalbox-cli"), withData({QStringLiteral("run"), flow, QStringLiteral("--progress")}));
        waitForWords(joined, "pause");
        holder.kill();
        QVERIFY(holder.waitForFinished());
        QVERIFY(joined.waitForFinished(30000));
        QVERIFY2(joined.exitCode() == 0, joined.readAllStandardError().constData());
        // The killed one's run went on there, too, or does now.
        QCOMPARE(run(withData({QStringLiteral("resume")})).exit, 0);
    }

    void flowsAreSavedPublishedAndRunByTheirNames()
    {
        const auto file = minimalFlow();
        const auto saved = run(withData({QStringLiteral("save"), file}));
        QVERIFY2(saved.exit == 0 && saved.out.contains("revision 1"), saved.err.constData());
        QCOMPARE(run(withData({QStringLiteral("publish"), QStringLiteral("mini"), QStringLiteral("--note"), QStringLiteral("first")})).exit, 0);
        write("mini.json", "{\"id\":\"mini\",\"nodes\":[{\"id\":\"calc\",\"type\":\"transform\",\"config\":{\"expression\":\"2\"}},{\"id\":\"end\",\"type\":\"output\"}],\"edges\":[{\"from\":\"calc\",\"to\":\"end\"}]}");
        QCOMPARE(run(withData({QStringLiteral("save"), file})).exit, 0);
        // The live version runs, not the draft.
        QCOMPARE(run(withData({QStringLiteral("run"), QStringLiteral("mini")})).out.trimmed(), QByteArray("1"));
        QCOMPARE(run(withData({QStringLiteral("publish"), QStringLiteral("mini")})).exit, 0);
        QCOMPARE(run(withData({QStringLiteral("run"), QStringLiteral("mini")})).out.trimmed(), QByteArray("2"));
        QCOMPARE(run(withData({QStringLiteral("live"), QStringLiteral("mini"), QStringLiteral("1")})).exit, 0);
        QCOMPARE(run(withData({QStringLiteral("run"), QStringLiteral("mini")})).out.trimmed(), QByteArray("1"));
        const auto diff = run(withData({QStringLiteral("diff"), QStringLiteral("mini"), QStringLiteral("1"), QStringLiteral("2")}));
        QVERIFY2(diff.exit == 0 && diff.out.contains("~ node     calc\n    /config/expression  \"1\" \u2192 \"2\"\n"), diff.out.constData());
        const auto same = run(withData({QStringLiteral("diff"), QStringLiteral("mini"), QStringLiteral("2"), QStringLiteral("draft"), QStringLiteral("--json")}));
        QVERIFY2(same.exit == 0 && same.out.contains("\"total\":0"), same.out.constData());
        QCOMPARE(run(withData({QStringLiteral("diff"), QStringLiteral("mini"), QStringLiteral("newest")})).exit, 2);
        const auto svg = run(withData({QStringLiteral("export"), QStringLiteral("mini"), QStringLiteral("--as"), QStringLiteral("svg")}));
        QVERIFY2(svg.exit == 0 && svg.out.startsWith("<?xml") && svg.out.trimmed().endsWith("</svg>"), svg.out.constData());
        QCOMPARE(run(withData({QStringLiteral("export"), file, QStringLiteral("--as"), QStringLiteral("dot"), QStringLiteral("--output"), path("mini.dot")})).exit, 0);
        QVERIFY(contentOf("mini.dot").contains("\"calc\" -> \"end\";"));
        QCOMPARE(run(withData({QStringLiteral("export"), file, QStringLiteral("--as"), QStringLiteral("gif")})).exit, 2);
        const auto versions = run(withData({QStringLiteral("versions"), QStringLiteral("mini")}));
        QVERIFY2(versions.out.contains("first") && versions.out.count('\n') == 2, versions.out.constData());
        QCOMPARE(run(withData({QStringLiteral("remove"), QStringLiteral("mini")})).exit, 0);
        const auto gone = run(withData({QStringLiteral("run"), QStringLiteral("mini")}));
        QVERIFY2(gone.exit == 1 && gone.err.contains("mini"), gone.err.constData());
    }

    void flowsGoOutAndComeInByteForByte()
    {
        const auto file = minimalFlow();
        QCOMPARE(run(withData({QStringLiteral("save"), file})).exit, 0);
        QCOMPARE(run(withData({QStringLiteral("export"), QStringLiteral("mini"), QStringLiteral("--output"), path("out.json")})).exit, 0);
        QCOMPARE(contentOf("out.json"), contentOf("mini.json"));
        QCOMPARE(run(withData({QStringLiteral("export"), QStringLiteral("--all"), QStringLiteral("--output"), path("all.json")})).exit, 0);
        const auto refused = run(withData({QStringLiteral("import"), path("all.json")}));
        QVERIFY2(refused.exit == 2 && refused.err.contains("--replace"), refused.err.constData());
        QCOMPARE(run({QStringLiteral("import"), path("all.json"), QStringLiteral("--data"), path("other")}).exit, 0);
        const auto exported = run({QStringLiteral("export"), QStringLiteral("mini"), QStringLiteral("--output"), path("again.json"), QStringLiteral("--data"), path("other")});
        QCOMPARE(exported.exit, 0);
        QCOMPARE(contentOf("again.json"), contentOf("mini.json"));
        const auto list = run({QStringLiteral("flows"), QStringLiteral("--json"), QStringLiteral("--data"), path("other")});
        QVERIFY2(list.out.contains("\"imported\""), list.out.constData());
        write("broken.json", "{\"format\":\"signalbox.flows/1\",\"flows\":[{\"id\":\"a\",\"text\":\"{\"}]}");
        QCOMPARE(run(withData({QStringLiteral("import"), path("broken.json")})).exit, 2);
    }

    void aBackupIsRestoredWithWhatItHeld()
    {
        QCOMPARE(run(withData({QStringLiteral("save"), minimalFlow()})).exit, 0);
        QCOMPARE(run(withData({QStringLiteral("run"), QStringLiteral("sample:wide-map")})).exit, 0);
        const auto record = run(withData({QStringLiteral("runs"), QStringLiteral("--json")})).out;
        const auto backed = run(withData({QStringLiteral("backup"), path("backup")}));
        QVERIFY2(backed.exit == 0, backed.err.constData());
        QCOMPARE(run(withData({QStringLiteral("backup"), path("backup")})).exit, 1); // never over another
        QCOMPARE(run(withData({QStringLiteral("remove"), QStringLiteral("mini")})).exit, 0);
        const auto restored = run(withData({QStringLiteral("restore"), path("backup")}));
        QVERIFY2(restored.exit == 0 && restored.out.contains("kept in"), restored.err.constData());
        QCOMPARE(run(withData({QStringLiteral("run"), QStringLiteral("mini")})).exit, 0);
        // Into a folder that is new, and over one that is damaged.
        QCOMPARE(run({QStringLiteral("restore"), path("backup"), QStringLiteral("--data"), path("fresh")}).exit, 0);
        QCOMPARE(run({QStringLiteral("runs"), QStringLiteral("--json"), QStringLiteral("--data"), path("fresh")}).out, record);
        const auto whole = json::parse(record.toStdString());
        const auto id = QString::fromStdString(std::string(json::text(whole->get_array()[0].get_object(), "id")));
        QCOMPARE(run({QStringLiteral("show"), id, QStringLiteral("--json"), QStringLiteral("--data"), path("fresh")}).exit, 0);
        write("fresh/signalbox.db", QByteArray(5000, 'x'));
        QCOMPARE(run({QStringLiteral("runs"), QStringLiteral("--data"), path("fresh")}).exit, 1);
        QCOMPARE(run({QStringLiteral("restore"), path("backup"), QStringLiteral("--data"), path("fresh")}).exit, 0);
        QCOMPARE(run({QStringLiteral("runs"), QStringLiteral("--json"), QStringLiteral("--data"), path("fresh")}).out, record);
    }

    void restoreRefusesWhatIsNoBackup()
    {
        QCOMPARE(run(withData({QStringLiteral("save"), minimalFlow()})).exit, 0);
        const auto missing = run(withData({QStringLiteral("restore"), path("nowhere")}));
        QVERIFY2(missing.exit == 1 && missing.err.contains("backup.missing"), missing.err.constData());
        QVERIFY(QDir().mkpath(path("bad")));
        write("bad/signalbox.db", QByteArray(5000, 'x'));
        const auto damaged = run(withData({QStringLiteral("restore"), path("bad")}));
        QVERIFY2(damaged.exit == 1 && damaged.err.contains("the data is as it was"), damaged.err.constData());
        QCOMPARE(run(withData({QStringLiteral("flows")})).out.count('\n'), 1);
    }

    void diagnosesABackend()
    {
        const auto outcome = run(withData({QStringLiteral("diagnose"), QStringLiteral("--json")}));
        QVERIFY2(outcome.exit == 0, outcome.err.constData());
        const auto report = json::parse(outcome.out.toStdString());
        QVERIFY(json::find(*report, "problems")->get_array().empty());
        QVERIFY(json::find(*report, "databaseBytes")->to_number<std::int64_t>() > 0);
    }

    void saysWhyABackendElsewhereIsNotReached()
    {
        const auto noToken = run({QStringLiteral("runs"), QStringLiteral("--connect"), QStringLiteral("ws://127.0.0.1:1")});
        QVERIFY2(noToken.exit == 1 && noToken.err.contains("--token-file"), noToken.err.constData());
        const auto token = write("token", "sbt_something\n");
        const auto nobody = run({QStringLiteral("runs"), QStringLiteral("--connect"), QStringLiteral("ws://127.0.0.1:1"), QStringLiteral("--token-file"), token});
        QVERIFY2(nobody.exit == 1 && nobody.err.contains("cannot be reached"), nobody.err.constData());
        const auto unknown = run({QStringLiteral("runs"), QStringLiteral("--connect"), QStringLiteral("nobody"), QStringLiteral("--token-file"), token});
        QVERIFY2(unknown.exit == 2 && unknown.err.contains("profile"), unknown.err.constData());
    }

    void refusesAnInputThatIsTooLargeForAMessage()
    {
        const auto input = write("large.json", "\"" + QByteArray(5 << 20, 'x') + "\"");
        const auto outcome = run(withData({QStringLiteral("run"), minimalFlow(), QStringLiteral("--input"), input}));
        QVERIFY2(outcome.exit != 0 && outcome.err.contains("frame.tooLarge"), outcome.err.constData());
        QCOMPARE(run(withData({QStringLiteral("runs")})).out, QByteArray());
    }

    void aNewerDatabaseIsLeftAlone()
    {
        QCOMPARE(run(withData({QStringLiteral("save"), minimalFlow()})).exit, 0);
        // The file's header holds the number of the schema at byte 60 (big-endian).
        auto bytes = contentOf("data/signalbox.db");
        bytes[62] = 9;
        write("data/signalbox.db", bytes);
        const auto outcome = run(withData({QStringLiteral("flows")}));
        QVERIFY2(outcome.exit == 1 && outcome.err.contains("newer"), outcome.err.constData());
        QCOMPARE(contentOf("data/signalbox.db"), bytes);
    }

    void aDamagedDatabaseIsLeftAlone()
    {
        QVERIFY(QDir().mkpath(path("data")));
        const QByteArray garbage("this is no database, whatever its name says, and it is longer than a header of one hundred bytes so that it is looked at");
        write("data/signalbox.db", garbage);
        const auto outcome = run(withData({QStringLiteral("runs")}));
        QCOMPARE(outcome.exit, 1);
        QVERIFY2(outcome.err.contains("store."), outcome.err.constData());
        QFile file(path("data/signalbox.db"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), garbage);
    }

    void whatHoldsASecretIsNotExported()
    {
        const auto with = [this](const QStringList &words) { return run(withData(words)); };
        const auto file = write("leaky.json", R"({"id":"leaky","nodes":[{"id":"calc","type":"transform","title":"very-secret-value","config":{"expression":"1"}},{"id":"end","type":"output"}],"edges":[{"from":"calc","to":"end"}]})");
        QCOMPARE(with({QStringLiteral("save"), file}).exit, 0);
        QCOMPARE(with({QStringLiteral("export"), QStringLiteral("leaky"), QStringLiteral("--output"), path("before.json")}).exit, 0);
        QCOMPARE(run(withData({QStringLiteral("secrets"), QStringLiteral("set"), QStringLiteral("DOOR")}), "very-secret-value\n").exit, 0);
        for (const auto &words : {QStringList{QStringLiteral("leaky")}, {QStringLiteral("--all")}, {QStringLiteral("leaky"), QStringLiteral("--as"), QStringLiteral("svg")}, {file, QStringLiteral("--as"), QStringLiteral("dot")}}) {
            const auto refused = with(QStringList{QStringLiteral("export"), QStringLiteral("--output"), path("out")} + words);
            QVERIFY2(refused.exit != 0 && refused.err.contains("DOOR") && refused.err.contains("/nodes/0/title") && refused.err.contains("{{ secrets.DOOR }}"), refused.err.constData());
            QVERIFY(!refused.err.contains("very-secret") && !QFile::exists(path("out")));
        }
    }

    void secretsAreNeverShown()
    {
        QCOMPARE(run(withData({QStringLiteral("secrets"), QStringLiteral("set"), QStringLiteral("TOKEN")}), "very-secret-value\n").exit, 0);
        const auto list = run(withData({QStringLiteral("secrets"), QStringLiteral("list")}));
        QCOMPARE(list.out.trimmed(), QByteArray("TOKEN"));
        QDirIterator files(path("data"), QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(!file.readAll().contains("very-secret-value"), qPrintable(file.fileName()));
        }
    }

    void theKeyOfTheSecretsIsMoved()
    {
        const auto vault = [this](const QStringList &words, const QByteArray &input = {}) { return run(withData(QStringList{QStringLiteral("vault")} + words), input); };
        QVERIFY(vault({}).out.startsWith("There is no key yet"));
        QCOMPARE(run(withData({QStringLiteral("secrets"), QStringLiteral("set"), QStringLiteral("TOKEN")}), "very-secret-value\n").exit, 0);
        QVERIFY(vault({}).out.contains("vault.key"));
        const auto words = write("words", "correct horse battery staple\n");
        const auto option = QStringLiteral("--passphrase-file");
        QFile(words).setPermissions(QFile::ReadOwner | QFile::ReadGroup);
        const auto readable = vault({QStringLiteral("move"), QStringLiteral("passphrase"), option, words});
        QVERIFY2(readable.exit != 0 && readable.err.contains("vault.passphraseFile"), readable.err.constData());
        QFile(words).setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        QCOMPARE(vault({QStringLiteral("move"), QStringLiteral("nowhere")}).exit, 2);
        QCOMPARE(vault({QStringLiteral("move"), QStringLiteral("passphrase"), option, words}).exit, 0);
        const auto locked = vault({});
        QVERIFY2(locked.exit == 1 && locked.out.contains("locked behind a passphrase"), locked.out.constData());
        const auto refused = run(withData({QStringLiteral("secrets"), QStringLiteral("set"), QStringLiteral("OTHER")}), "another-value\n");
        QVERIFY2(refused.exit == 1 && refused.err.contains("vault.locked"), refused.err.constData());
        QCOMPARE(run(withData({QStringLiteral("secrets"), QStringLiteral("set"), QStringLiteral("OTHER"), option, words}), "another-value\n").exit, 0);
        QVERIFY(vault({QStringLiteral("unlock"), option, QStringLiteral("-")}, "not these words\n").err.contains("vault.passphrase"));
        QCOMPARE(vault({QStringLiteral("rotate"), option, words}).out.trimmed(), QByteArray("2 secrets were sealed with a new key. Backups from before need the former one."));
        QCOMPARE(vault({QStringLiteral("move"), QStringLiteral("file"), option, QStringLiteral("-")}, "correct horse battery staple\n").exit, 0);
        QCOMPARE(vault({}).exit, 0);
    }

    void deadLettersAreLookedAtAndDecided()
    {
        const auto flow = write("picky.json", R"({"id":"picky","nodes":[{"id":"calc","type":"transform","config":{"expression":"input.word === 'bad' ? input.no.more : input.word"}},{"id":"end","type":"output"}],"edges":[{"from":"calc","to":"end"}]})");
        const auto bad = write("bad.json", R"({"word":"bad"})");
        const auto good = write("good.json", R"({"word":"good"})");
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(run(withData({QStringLiteral("run"), flow, QStringLiteral("--input"), bad})).exit, 1);
        }
        const auto list = json::parse(run(withData({QStringLiteral("dead-letters"), QStringLiteral("--json")})).out.toStdString());
        QVERIFY(list.ok());
        QCOMPARE(list->get_array().size(), std::size_t(3));
        const auto id = QString::fromStdString(std::string(json::text(list->get_array()[0].get_object(), "id")));
        QVERIFY(run(withData({QStringLiteral("dead-letters"), QStringLiteral("show"), id})).out.contains("bad"));
        const auto replayed = run(withData({QStringLiteral("dead-letters"), QStringLiteral("replay"), id, QStringLiteral("--input"), good}));
        QVERIFY2(replayed.exit == 0 && replayed.out.contains("run "), replayed.err.constData());
        QCOMPARE(run(withData({QStringLiteral("dead-letters"), QStringLiteral("replay"), id})).exit, 1);
        const auto discarded = run(withData({QStringLiteral("dead-letters"), QStringLiteral("discard"), QStringLiteral("--all"), QStringLiteral("--note"), QStringLiteral("old")}));
        QVERIFY2(discarded.exit == 0, discarded.err.constData());
        QVERIFY(run(withData({QStringLiteral("dead-letters")})).out.isEmpty());
        QCOMPARE(run(withData({QStringLiteral("dead-letters"), QStringLiteral("--all")})).out.count('\n'), qsizetype(3));
        QCOMPARE(run(withData({QStringLiteral("dead-letters"), QStringLiteral("eat")})).exit, 2);
    }

    void setsUpProviders()
    {
        const auto words = [](std::initializer_list<const char *> list) {
            QStringList all;
            for (const auto *word : list) {
                all << QString::fromUtf8(word);
            }
            return all;
        };
        QCOMPARE(run(withData(words({"providers"}))).out.size(), qsizetype(0));
        QCOMPARE(run(withData(words({"providers", "set", "house", "openAiCompatible", "http://127.0.0.1:9/v1", "--set", "secret=HOUSE_KEY", "--set", "concurrency=2"}))).exit, 0);
        const auto list = run(withData(words({"providers"})));
        QVERIFY2(list.out.contains("house") && list.out.contains("openAiCompatible") && list.out.contains("HOUSE_KEY"), list.out.constData());
        QVERIFY(run(withData(words({"providers", "--json"}))).out.contains("\"concurrency\":2"));
        QCOMPARE(run(withData(words({"providers", "set", "house", "telepathy"}))).exit, 2);
        QCOMPARE(run(withData(words({"providers", "set", "house", "openAi", "--set", "colour=red"}))).exit, 2);
        QCOMPARE(run(withData(words({"providers", "test", "house"}))).exit, 1); // its secret is not there
        QCOMPARE(run(withData(words({"providers", "models", "nobody"}))).exit, 1);
        QVERIFY(run(withData(words({"providers", "calls", "--json"}))).out.startsWith("[]"));
        QCOMPARE(run(withData(words({"providers", "remove", "house"}))).exit, 0);
        QCOMPARE(run(withData(words({"providers", "remove", "house"}))).exit, 1);
        QCOMPARE(run(withData(words({"providers", "invent"}))).exit, 2);
    }

    void opensTheEndpoint()
    {
        const auto endpoint = [this](const QStringList &words) { return run(withData(QStringList{QStringLiteral("endpoint")} + words)); };
        QVERIFY(endpoint({}).out.contains("is off"));
        QCOMPARE(endpoint({QStringLiteral("on"), QStringLiteral("zero")}).exit, 2);
        const auto on = endpoint({QStringLiteral("on"), QStringLiteral("0")}); // any port: it is this program that listens
        QVERIFY2(on.exit == 0 && on.out.startsWith("http://127.0.0.1:") && on.out.trimmed().endsWith("/v1"), on.out.constData());
        const auto made = endpoint({QStringLiteral("add"), QStringLiteral("Goose"), QStringLiteral("--allow"), QStringLiteral("house/m-1"), QStringLiteral("--set"), QStringLiteral("budget=2.50"),
                                    QStringLiteral("--set"), QStringLiteral("requests=60"), QStringLiteral("--expires"), QStringLiteral("30d")});
        QVERIFY2(made.exit == 0 && made.out.startsWith("sbe_"), made.out.constData());
        const auto list = json::parse(endpoint({QStringLiteral("tokens"), QStringLiteral("--json")}).out.toStdString());
        QVERIFY(list && list->is_array() && list->get_array().size() == 1);
        const auto &token = list->get_array()[0];
        QCOMPARE(token.at("limits").at("budgetMicros"), json::Value(2'500'000));
        QCOMPARE(token.at("limits").at("models"), json::Value(json::Array{"house/m-1"}));
        const auto id = QString::fromStdString(std::string(token.at("id").get_string()));
        QCOMPARE(endpoint({QStringLiteral("change"), id, QStringLiteral("--set"), QStringLiteral("budget=none"), QStringLiteral("--allow"), QStringLiteral("*")}).exit, 0);
        QVERIFY(endpoint({QStringLiteral("tokens"), QStringLiteral("--json")}).out.contains("\"requestsPerMinute\":60"));
        QCOMPARE(endpoint({QStringLiteral("change"), id, QStringLiteral("--set"), QStringLiteral("colour=red")}).exit, 2);
        QCOMPARE(endpoint({QStringLiteral("change"), QStringLiteral("none")}).exit, 1);
        QCOMPARE(endpoint({QStringLiteral("revoke"), id}).exit, 0);
        QVERIFY(endpoint({QStringLiteral("tokens")}).out.contains("revoked"));
        QVERIFY(endpoint({QStringLiteral("off")}).out.contains("is off"));
        QCOMPARE(endpoint({QStringLiteral("open")}).exit, 2);
    }

    void sumsWhatModelsCost()
    {
        // It answers on a thread of its own, while this one waits for the program.
        test::RawServer server([](test::RawConnection &connection) {
            while (const auto request = connection.readRequest()) {
                const bool isList = request->method == "GET";
                const std::string body = isList ? R"({"object":"list","data":[{"id":"gpt-4o-mini"},{"id":"house-model"}]})"
                                                : "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"OK\"},\"finish_reason\":\"stop\"}]}\n\n"
                                                  "data: {\"id\":\"c\",\"choices\":[],\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":2}}\n\ndata: [DONE]\n\n";
                connection.write("HTTP/1.1 200 OK\r\nContent-Type: " + std::string(isList ? "application/json" : "text/event-stream") + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
            }
        });
        const auto providers = [this](QStringList words) { return run(withData(QStringList{QStringLiteral("providers")} + words)); };
        const auto nothing = providers({QStringLiteral("usage")});
        QVERIFY2(nothing.exit == 0 && nothing.out.startsWith("total") && nothing.out.contains("0 calls"), nothing.out.constData());
        QCOMPARE(providers({QStringLiteral("set"), QStringLiteral("house"), QStringLiteral("openAiCompatible"), QString::fromStdString(server.url()), QStringLiteral("--set"), QStringLiteral("prices=openai")}).exit, 0);
        for (const auto *model : {"gpt-4o-mini", "gpt-4o-mini", "house-model"}) {
            const auto tested = providers({QStringLiteral("test"), QStringLiteral("house"), QString::fromLatin1(model)});
            QVERIFY2(tested.exit == 0, tested.err.constData());
        }
        const auto byModel = providers({QStringLiteral("usage")});
        QCOMPARE(byModel.exit, 0);
        const auto lines = byModel.out.trimmed().split('\n');
        QVERIFY2(lines.size() == 3, byModel.out.constData());
        QVERIFY2(lines[0].startsWith("house/gpt-4o-mini ") && lines[0].contains("2 calls ") && lines[0].contains("24 + 4 tokens") && lines[0].endsWith("0.000006 usd"), lines[0].constData());
        QVERIFY2(lines[1].contains("1 call ") && lines[1].endsWith("1 of unknown cost"), lines[1].constData());
        QVERIFY2(lines[2].startsWith("total ") && lines[2].endsWith("0.000006 usd, 1 of unknown cost"), lines[2].constData());
        const auto byFlow = providers({QStringLiteral("usage"), QStringLiteral("--by"), QStringLiteral("flow")});
        QVERIFY2(byFlow.out.startsWith("(of no run) "), byFlow.out.constData());
        const auto byDay = json::parse(providers({QStringLiteral("usage"), QStringLiteral("--by=day"), QStringLiteral("--since"), QStringLiteral("7d"), QStringLiteral("--json")}).out.toStdString());
        QVERIFY(byDay.ok());
        QCOMPARE(byDay->at("total").at("calls").as_int64(), std::int64_t(3));
        // Before there was anything to ask.
        QVERIFY(providers({QStringLiteral("usage"), QStringLiteral("--since"), QStringLiteral("3d"), QStringLiteral("--before"), QStringLiteral("2d")}).out.contains("0 calls"));
        QCOMPARE(providers({QStringLiteral("usage"), QStringLiteral("--by"), QStringLiteral("mood")}).exit, 2);
        QCOMPARE(providers({QStringLiteral("usage"), QStringLiteral("--since"), QStringLiteral("soon")}).exit, 2);
    }

    void showsWhatProtectsRuns()
    {
        QCOMPARE(run(withData({QStringLiteral("budgets"), QStringLiteral("set"), QStringLiteral("workspace"), QStringLiteral("tokens"), QStringLiteral("5000")})).exit, 0);
        QVERIFY(run(withData({QStringLiteral("budgets")})).out.contains("0 of 5000"));
        QCOMPARE(run(withData({QStringLiteral("budgets"), QStringLiteral("set"), QStringLiteral("workspace"), QStringLiteral("tokens"), QStringLiteral("many")})).exit, 2);
        QCOMPARE(run(withData({QStringLiteral("budgets"), QStringLiteral("remove"), QStringLiteral("workspace"), QStringLiteral("tokens")})).exit, 0);
        QVERIFY(run(withData({QStringLiteral("breakers")})).out.isEmpty());
        QCOMPARE(run(withData({QStringLiteral("breakers"), QStringLiteral("reset"), QStringLiteral("node:x")})).exit, 1);
        QVERIFY(run(withData({QStringLiteral("pauses"), QStringLiteral("--json")})).out.startsWith("[]"));
    }

    void nothingLivesOnAfterAKill()
    {
        test::LoopbackServer server([](const auto &) {
            test::LoopbackServer::Reply reply;
            reply.answer = test::LoopbackServer::Reply::Answer::Never;
            return reply;
        });
        const auto flow = write("pay.json", QByteArray(R"({"id":"pay","nodes":[{"id":"pay","type":"http.request","config":{"method":"POST","url":"THERE"}}]})").replace("THERE", QByteArray::fromStdString(server.url())));
        QProcess process;
        process.start(QString::fromStdString(test::binDir()) + QStringLiteral("/signalbox-cli"), withData({QStringLiteral("run"), flow}));
        QVERIFY(test::pumpUntil([&] { return server.requests().size() == 1; }));
        process.kill();
        QVERIFY(process.waitForFinished());
        QVERIFY(test::pumpUntil([&] { return server.openConnections() == 0; }));
        const auto runs = json::parse(run(withData({QStringLiteral("runs"), QStringLiteral("--json")})).out.toStdString());
        const auto id = QString::fromStdString(std::string(json::text(runs->get_array()[0].get_object(), "id")));
        QCOMPARE(run(withData({QStringLiteral("cancel"), id})).exit, 0);
        const auto shown = json::parse(run(withData({QStringLiteral("show"), id, QStringLiteral("--json")})).out.toStdString());
        QCOMPARE(std::string(json::text(shown->get_object(), "state")), std::string("cancelled"));
        const auto text = json::write(*shown);
        QVERIFY2(text.find("\"started\"") == std::string::npos && text.find("\"running\"") == std::string::npos, text.c_str());
        QCOMPARE(server.requests().size(), std::size_t(1));
    }

    void saysItsVersion()
    {
        const auto said = run({QStringLiteral("--version")});
        QCOMPARE(said.exit, 0);
        QVERIFY2(said.out.startsWith("signalbox-cli ") && said.out.trimmed().size() > 14, said.out.constData());
    }

    void usageErrorsAreInvalidInput()
    {
        QCOMPARE(run({QStringLiteral("fly")}).exit, 2);
        QCOMPARE(run({QStringLiteral("--nonsense")}).exit, 2);
        QCOMPARE(run(withData({QStringLiteral("run"), QStringLiteral("sample:nothing")})).exit, 2);
        QCOMPARE(run(withData({QStringLiteral("run"), path("missing.json")})).exit, 2);
        QCOMPARE(run({QStringLiteral("--help")}).exit, 0);
    }
};

SB_TEST_MAIN(TestCli)
#include "tst_cli.moc"
