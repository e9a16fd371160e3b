// SPDX-License-Identifier: GPL-3.0-or-later
// A plug-in from outside: built by cmake and the compiler in a temporary folder, with nothing but what is installed, and
// loaded by the program.
#include "support/test.h"

#include "base/json.h"

#include <QProcess>
#include <QTemporaryDir>

#include <filesystem>
#include <fstream>

using namespace signalbox;

namespace {

namespace fs = std::filesystem;

const char *const kFlow = "{'id':'words','nodes':[{'id':'count','type':'acme.count','config':{'text':'{{ input.text }}'}},{'id':'shout','type':'acme.shout','config':{'text':'{{ input.words }} words'}},{'id':'end','type':'output'}],'edges':[{'from':'count','to':'shout'},{'from':'shout','to':'end'}]}";

struct Said
{
    int code = -1;
    std::string out;
    std::string errors;
};

Said say(const std::string &program, const QStringList &words)
{
    QProcess process;
    process.start(QString::fromStdString(program), words);
    if (!process.waitForFinished(200'000)) {
        process.kill();
        process.waitForFinished();
    }
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput().toStdString(), process.readAllStandardError().toStdString()};
}

} // namespace

class TestPlugins : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    std::string at(const char *name) const { return m_folder.path().toStdString() + "/" + name; }
    QString path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    Said cli(QStringList words) const
    {
        words << QStringLiteral("--data") << path("data");
        return say(qEnvironmentVariable("SIGNALBOX_BIN_DIR").toStdString() + "/signalbox-cli", words);
    }
    // JSON with single quotes: moc loses its way in raw texts with brackets.
    void write(const char *name, std::string text) const
    {
        std::ranges::replace(text, '\'', '"');
        std::ofstream(at(name)) << text;
    }
    void build(const char *into, const QStringList &definitions) const
    {
        QStringList words{QStringLiteral("-G"), QStringLiteral("Ninja"), QStringLiteral("-S"), path("source"), QStringLiteral("-B"), path(into), QStringLiteral("-DCMAKE_PREFIX_PATH=") + path("prefix"),
                          QStringLiteral("-DCMAKE_CXX_COMPILER=" COMPILER), QStringLiteral("-DCMAKE_BUILD_TYPE=Release")};
        const auto configured = say(CMAKE_PROGRAM, words + definitions);
        QVERIFY2(configured.code == 0, (configured.out + configured.errors).c_str());
        const auto built = say(CMAKE_PROGRAM, {QStringLiteral("--build"), path(into)});
        QVERIFY2(built.code == 0, (built.out + built.errors).c_str());
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto installed = say(CMAKE_PROGRAM, {QStringLiteral("--install"), QStringLiteral(BUILD_FOLDER), QStringLiteral("--component"), QStringLiteral("plugin"), QStringLiteral("--prefix"), path("prefix")});
        QVERIFY2(installed.code == 0, (installed.out + installed.errors).c_str());
        fs::copy(qEnvironmentVariable("SIGNALBOX_SOURCE_DIR").toStdString() + "/tests/integration/plugins/words", at("source"));
        write("flow.json", kFlow);
        write("input.json", "{'text': 'three words here'}");
        build("built", {});
        fs::create_directory(at("plugins"));
        fs::copy_file(at("built/words.so"), at("plugins/words.so"));
        fs::permissions(at("plugins"), fs::perms::owner_all);
    }

    void itsTypesStandInTheCatalogue()
    {
        const auto type = cli({QStringLiteral("types"), QStringLiteral("acme.count"), QStringLiteral("--json"), QStringLiteral("--plugins"), path("plugins")});
        QCOMPARE(type.code, 0);
        const auto shown = json::parse(type.out);
        QVERIFY2(shown.ok(), type.out.c_str());
        const auto text = json::write(*shown);
        QVERIFY2(text.find("\"required\":[\"text\"]") != std::string::npos, text.c_str());
        const auto shownText = cli({QStringLiteral("types"), QStringLiteral("acme.count"), QStringLiteral("--plugins"), path("plugins")});
        QVERIFY2(shownText.out.find("Count words") != std::string::npos, shownText.out.c_str());
        // Not asked for, it is not there.
        QVERIFY(cli({QStringLiteral("types"), QStringLiteral("acme.count")}).code != 0);
    }

    void aFlowRunsThem()
    {
        const auto run = cli({QStringLiteral("run"), path("flow.json"), QStringLiteral("--input"), path("input.json"), QStringLiteral("--json"), QStringLiteral("--plugins"), path("plugins")});
        QVERIFY2(run.code == 0, (run.out + run.errors).c_str());
        const auto record = json::parse(run.out);
        QVERIFY2(record.ok(), run.out.c_str());
        QCOMPARE(json::write(record->at("result")), std::string("{\"said\":\"3 words!\",\"stopped\":false}"));
        const auto id = QString::fromStdString(std::string(record->at("id").as_string()));
        const auto step = cli({QStringLiteral("show"), id, QStringLiteral("--step"), QStringLiteral("shout"), QStringLiteral("--plugins"), path("plugins")});
        QVERIFY2(step.out.find("shouting with a key of 32 letters") != std::string::npos, (step.out + step.errors).c_str());
        QVERIFY(cli({QStringLiteral("run"), path("flow.json")}).code == 2);
    }

    void itsFailureIsTheSteps()
    {
        write("silent.json", "{'id': 'silent', 'nodes': [{'id': 'shout', 'type': 'acme.shout', 'config': {'text': ''}}], 'edges': []}");
        const auto run = cli({QStringLiteral("run"), path("silent.json"), QStringLiteral("--plugins"), path("plugins")});
        QCOMPARE(run.code, 1);
        QVERIFY2((run.out + run.errors).find("There is nothing to shout.") != std::string::npos, (run.out + run.errors).c_str());
    }

    void whatIsNoUtf8IsShownAllTheSame()
    {
        write("latin.json", "{'id': 'latin', 'nodes': [{'id': 'shout', 'type': 'acme.shout', 'config': {'text': 'latin'}}], 'edges': []}");
        const auto run = cli({QStringLiteral("run"), path("latin.json"), QStringLiteral("--json"), QStringLiteral("--plugins"), path("plugins")});
        QCOMPARE(run.code, 1);
        const auto record = json::parse(run.out);
        QVERIFY2(record.ok(), run.out.c_str());
        QVERIFY2(json::write(record->at("error")).find("e cannot be shouted.") != std::string::npos, run.out.c_str());
        const auto id = QString::fromStdString(std::string(record->at("id").as_string()));
        const auto step = cli({QStringLiteral("show"), id, QStringLiteral("--step"), QStringLiteral("shout"), QStringLiteral("--plugins"), path("plugins")});
        QVERIFY2(step.code == 0 && step.out.find("e cannot be shouted.") != std::string::npos, (step.out + step.errors).c_str());
    }

    void oneThatDoesNotEndIsLeft()
    {
        write("stay.json", "{'id': 'stay', 'nodes': [{'id': 'stay', 'type': 'acme.stay', 'config': {'text': '" + at("here") + "'}}], 'edges': []}");
        QProcess program;
        program.start(qEnvironmentVariable("SIGNALBOX_BIN_DIR") + QStringLiteral("/signalbox-cli"),
                      {QStringLiteral("run"), path("stay.json"), QStringLiteral("--plugins"), path("plugins"), QStringLiteral("--data"), path("stay-data")});
        QVERIFY(test::pumpUntil([&] { return fs::exists(at("here")); }));
        program.terminate();
        QVERIFY(program.waitForFinished(100'000));
        const auto errors = program.readAllStandardError();
        QVERIFY2(program.exitStatus() == QProcess::NormalExit, errors.constData());
        QVERIFY2(errors.contains("a step does not end") && errors.contains("acme.stay"), errors.constData());
    }

    void anotherVersionOfTheInterfaceIsRefused()
    {
        build("newer", {QStringLiteral("-DCMAKE_CXX_FLAGS=-DABI=7")});
        fs::create_directory(at("newer_plugins"));
        fs::copy_file(at("newer/words.so"), at("newer_plugins/words.so"));
        const auto run = cli({QStringLiteral("run"), path("flow.json"), QStringLiteral("--plugins"), path("newer_plugins")});
        QVERIFY(run.code != 0);
        QVERIFY2(run.errors.find("version 7 of the plug-in interface; this program has version 1") != std::string::npos, run.errors.c_str());
    }

    void whatIsNoPluginIsRefused()
    {
        fs::create_directory(at("odd_plugins"));
        write("odd_plugins/odd.so", "no library");
        auto run = cli({QStringLiteral("run"), path("flow.json"), QStringLiteral("--plugins"), path("odd_plugins")});
        QVERIFY2(run.code != 0 && run.errors.find("odd.so") != std::string::npos, run.errors.c_str());
        // Where others may write, anybody's code could stand.
        fs::permissions(at("odd_plugins"), fs::perms::all);
        run = cli({QStringLiteral("run"), path("flow.json"), QStringLiteral("--plugins"), path("odd_plugins")});
        QVERIFY2(run.code != 0 && run.errors.find("others may write") != std::string::npos, run.errors.c_str());
        run = cli({QStringLiteral("run"), path("flow.json"), QStringLiteral("--plugins"), path("nowhere")});
        QVERIFY2(run.code != 0 && run.errors.find("cannot be read") != std::string::npos, run.errors.c_str());
    }
};

SB_TEST_MAIN(TestPlugins)
#include "tst_plugins.moc"
