// SPDX-License-Identifier: GPL-3.0-or-later
// The command line as people and scripts use it: the real program, its exit codes and its words.
#include "base/json.h"
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

    void goesOnAfterAKill()
    {
        QProcess process;
        process.start(QString::fromStdString(test::binDir()) + QStringLiteral("/signalbox-cli"),
                      withData({QStringLiteral("run"), QStringLiteral("sample:support-triage"), QStringLiteral("--progress")}));
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

    void anInterruptLeavesTheRunToGoOn()
    {
        QProcess process;
        process.start(QString::fromStdString(test::binDir()) + QStringLiteral("/signalbox-cli"),
                      withData({QStringLiteral("run"), QStringLiteral("sample:support-triage"), QStringLiteral("--progress")}));
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

    void aHeldFolderNamesItsHolder()
    {
        QProcess holder;
        holder.start(QString::fromStdString(test::binDir()) + QStringLiteral("/signalbox-cli"), withData({QStringLiteral("run"), QStringLiteral("sample:support-triage"), QStringLiteral("--progress")}));
        QByteArray seen;
        QVERIFY(test::pumpUntil([&] {
            seen += holder.readAllStandardError();
            return seen.contains("cool-down");
        }));
        const auto outcome = run(withData({QStringLiteral("runs")}));
        QCOMPARE(outcome.exit, 1);
        QVERIFY2(outcome.err.contains("data.held") && outcome.err.contains(QByteArray::number(holder.processId())), outcome.err.constData());
        QVERIFY(holder.waitForFinished());
        QCOMPARE(holder.exitCode(), 0);
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
