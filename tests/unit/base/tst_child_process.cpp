// SPDX-License-Identifier: GPL-3.0-or-later
// Real programs under real guards: what they write, how they end, and that nothing of them is left.
#include "base/child_process.h"
#include "base/helpers.h"
#include "base/task_scope.h"
#include "support/test.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <csignal>

#include <fcntl.h>
#include <unistd.h>

using namespace signalbox;

namespace {

ChildOptions actor(std::vector<std::string> arguments)
{
    ChildOptions options;
    options.program = CHILD_ACTOR;
    options.arguments = std::move(arguments);
    return options;
}

// State and parent; empty where there is no such process.
QList<QByteArray> statOf(std::int64_t pid)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    const auto text = file.readAll();
    return text.mid(text.lastIndexOf(')') + 2).split(' ');
}

// A zombie that nobody has reaped yet lives no more.
bool isAlive(std::int64_t pid)
{
    const auto stat = statOf(pid);
    return !stat.isEmpty() && stat.value(0) != "Z";
}

std::int64_t parentOf(std::int64_t pid)
{
    return statOf(pid).value(1).toLongLong();
}

std::vector<std::int64_t> pidsIn(const std::string &text)
{
    std::vector<std::int64_t> pids;
    auto matches = QRegularExpression(QStringLiteral("[a-z]+ (\\d+)\n")).globalMatch(QString::fromStdString(text));
    while (matches.hasNext()) {
        pids.push_back(matches.next().captured(1).toLongLong());
    }
    return pids;
}

} // namespace

class TestChildProcess : public SignalboxTest
{
    Q_OBJECT
    SystemClock m_clock;

    Result<ChildResult> runActor(std::vector<std::string> arguments, std::string input = {}, Millis time = Millis(0))
    {
        ChildRun run;
        run.child = actor(std::move(arguments));
        run.input = std::move(input);
        run.time = time;
        run.grace = Millis(200);
        return test::await(runChild(std::move(run), m_clock, {}));
    }

    std::unique_ptr<ChildProcess> startActor(std::vector<std::string> arguments, ChildStream input = ChildStream::Null)
    {
        auto options = actor(std::move(arguments));
        options.input = input;
        auto child = test::await(ChildProcess::start(std::move(options), {}));
        if (!child) {
            qFatal("%s", child.error().describe().c_str());
        }
        return std::move(*child);
    }

    // Reads until `lines` lines have come.
    std::string readLines(ChildProcess &child, int lines)
    {
        std::string text;
        while (std::count(text.begin(), text.end(), '\n') < lines) {
            auto some = test::await(child.readOutput({}));
            if (!some || some->empty()) {
                break;
            }
            text += *some;
        }
        return text;
    }

    // The end of the stream is the end of all who held it: no process of the tree is left.
    void expectGone(const std::vector<std::int64_t> &pids)
    {
        for (const auto pid : pids) {
            QVERIFY2(test::pumpUntil([pid] { return !isAlive(pid); }), std::to_string(pid).c_str());
        }
    }

private Q_SLOTS:
    void tellsHowItEnded()
    {
        QCOMPARE(runActor({"exit", "0"})->exit, (ChildExit{0, 0}));
        QCOMPARE(runActor({"exit", "42"})->exit, (ChildExit{42, 0}));
        QCOMPARE(runActor({"signal", "10"})->exit, (ChildExit{-1, 10})); // one that no sanitizer handles
    }

    void carriesInputAndOutput()
    {
        const auto result = runActor({"echo"}, "hello\n");
        QCOMPARE(result->output, std::string("hello\n"));
        QCOMPARE(result->errors, std::string());
        QCOMPARE(result->exit.code, 0);
    }

    void largeStreamsDoNotStandStill()
    {
        std::string input(3u << 20, 'i');
        const auto echoed = runActor({"echo"}, input);
        QVERIFY(echoed->output == input);
        const auto flooded = runActor({"flood", "4194304"});
        QCOMPARE(flooded->output.size(), std::size_t(4194304));
        QCOMPARE(flooded->errors.size(), std::size_t(4194304));
    }

    void streamsComeAsTheyAreWritten()
    {
        auto child = startActor({"echo"}, ChildStream::Pipe);
        for (const std::string line : {"one\n", "two\n"}) {
            QVERIFY(test::await(child->write(line, {})));
            QCOMPARE(readLines(*child, 1), line);
        }
        child->closeInput();
        QCOMPARE(*test::await(child->readOutput({})), std::string());
        QCOMPARE(test::await(child->wait({}))->code, 0);
    }

    void aReaderThatStopsHoldsTheChildBack()
    {
        auto child = startActor({"flood", "1048576"});
        auto some = test::await(child->readOutput({}));
        QVERIFY(!some->empty());
        // It cannot end: nobody reads the rest.
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(test::await(child->wait(stop.get_token())).error().code, std::string("cancelled"));
        QVERIFY(isAlive(child->pid()));
    }

    void tooMuchOutputEndsIt()
    {
        ChildRun run;
        run.child = actor({"flood", "1048576"});
        run.outputBytes = 100'000;
        QCOMPARE(test::await(runChild(std::move(run), m_clock, {})).error().code, std::string("child.tooMuchOutput"));
    }

    void theDeadlineEndsIt()
    {
        QCOMPARE(runActor({"hang"}, {}, Millis(50)).error().code, std::string("child.timeout"));
        QCOMPARE(runActor({"stubborn"}, {}, Millis(50)).error().code, std::string("child.timeout"));
    }

    void aStopEndsIt()
    {
        std::stop_source stop;
        ChildRun run;
        run.child = actor({"hang"});
        m_clock.startTimer(Millis(30), [&stop] { stop.request_stop(); });
        QCOMPARE(test::await(runChild(std::move(run), m_clock, stop.get_token())).error().code, std::string("cancelled"));
    }

    void politeProgramsEndThemselves()
    {
        auto child = startActor({"polite"});
        readLines(*child, 1);
        QCOMPARE(test::await(child->end(m_clock, Millis(8000))), (ChildExit{7, 0}));
    }

    void stubbornProgramsAreKilled()
    {
        auto child = startActor({"stubborn"});
        readLines(*child, 1);
        QCOMPARE(test::await(child->end(m_clock, Millis(50))), (ChildExit{-1, SIGKILL}));
    }

    void everythingThatItStartedGoesWithIt()
    {
        auto child = startActor({"tree"});
        auto pids = pidsIn(readLines(*child, 3));
        QCOMPARE(pids.size(), std::size_t(3));
        const auto guard = parentOf(child->pid());
        child->kill();
        QCOMPARE(*test::await(child->wait({})), (ChildExit{-1, SIGKILL}));
        QCOMPARE(*test::await(child->readOutput({})), std::string());
        pids.push_back(child->pid());
        pids.push_back(guard);
        expectGone(pids);
    }

    void whatItLeavesBehindGoes()
    {
        const auto result = runActor({"leaveTree"});
        QCOMPARE(result->exit, (ChildExit{0, 0}));
        for (const auto pid : pidsIn(result->output)) {
            QVERIFY(!isAlive(pid));
        }
    }

    void itGoesWithItsOwner()
    {
        auto child = startActor({"tree"});
        auto pids = pidsIn(readLines(*child, 3));
        pids.push_back(child->pid());
        child.reset();
        expectGone(pids);
    }

    void itGoesWhenOurProcessIsKilled()
    {
        // The tree holds the standard output of the owner that is killed: its end is the end of all of them.
        QProcess owner;
        owner.start(QString::fromUtf8(CHILD_ACTOR), {QStringLiteral("own"), QStringLiteral("tree")});
        QByteArray text;
        QVERIFY(test::pumpUntil([&] { text += owner.readAllStandardOutput(); return text.count('\n') >= 4; }));
        const auto pids = pidsIn(text.toStdString());
        QCOMPARE(pids.size(), std::size_t(4));
        std::vector<std::int64_t> all = pids;
        for (const auto pid : pids) {
            QVERIFY(isAlive(pid));
            if (text.toStdString().find("orphan " + std::to_string(pid)) != std::string::npos) {
                all.push_back(parentOf(pid)); // the guard: the kernel gave it the orphan
            }
        }
        QCOMPARE(all.size(), std::size_t(5));
        QVERIFY(owner.processId() > 0); // 0 would be ourselves
        QCOMPARE(::kill(static_cast<pid_t>(owner.processId()), SIGKILL), 0);
        QVERIFY(test::pumpUntil([&] { return owner.state() == QProcess::NotRunning; }));
        expectGone(all);
    }

    void aKilledGuardTakesTheProgramAlong()
    {
        auto child = startActor({"hang"});
        readLines(*child, 1);
        QVERIFY(parentOf(child->pid()) > 0); // 0 would be ourselves
        QCOMPARE(::kill(static_cast<pid_t>(parentOf(child->pid())), SIGKILL), 0);
        QCOMPARE(*test::await(child->wait({})), (ChildExit{-1, SIGKILL}));
        expectGone({child->pid()});
    }

    void childrenOutliveTheThreadThatAskedForThem()
    {
        Result<GuardedChild> child = Error();
        std::thread asker([&] { child = GuardedChild::start(actor({"stubborn"})); });
        asker.join();
        QVERIFY(child);
        QVERIFY(!child->wait(Millis(100)));
        QVERIFY(isAlive(child->pid()));
        child->kill();
        QCOMPARE(child->wait(Millis(8000)), std::optional(ChildExit{-1, SIGKILL}));
    }

    void noDescriptorLeaks()
    {
        const int leaky = ::open("/dev/null", O_RDONLY); // as a careless library would, without close-on-exec
        const auto result = runActor({"descriptors"});
        ::close(leaky);
        QCOMPARE(result->output, std::string("0 1 2 "));
        const auto count = [] { return QDir(QStringLiteral("/proc/self/fd")).count(); };
        const auto before = count();
        for (int i = 0; i < 10; ++i) {
            QVERIFY(runActor({"exit", "0"}));
        }
        QVERIFY(test::pumpUntil([&] { return count() <= before; }));
    }

    void theSocketIsItsThird()
    {
        auto options = actor({"answer"});
        options.withSocket = true;
        auto child = GuardedChild::start(std::move(options));
        QVERIFY(child);
        char byte = 'a';
        QCOMPARE(::write(child->socket.get(), &byte, 1), ssize_t(1));
        QCOMPARE(::read(child->socket.get(), &byte, 1), ssize_t(1));
        QCOMPARE(byte, 'b');
        child->socket.reset();
        QCOMPARE(child->wait(Millis(8000)), std::optional(ChildExit{0, 0}));
    }

    void onlyTheNamedEnvironmentIsPassedOn()
    {
        qputenv("SB_TEST_PASSED", "yes");
        qputenv("SB_TEST_SECRET", "no");
        ChildRun run;
        run.child = actor({"environment"});
        run.child.inherit = {"SB_TEST_PASSED"};
        run.child.environment = {{"SB_TEST_SET", "1"}};
        QCOMPARE(test::await(runChild(std::move(run), m_clock, {}))->output, std::string("SB_TEST_PASSED=yes\nSB_TEST_SET=1\n"));
    }

    void folderLimitsAndPrivilegesAreSet()
    {
        QTemporaryDir folder;
        ChildRun run;
        run.child = actor({"place"});
        run.child.folder = folder.path().toStdString();
        run.child.limits.openFiles = 17;
        QCOMPARE(test::await(runChild(std::move(run), m_clock, {}))->output, folder.path().toStdString() + " 17 1 1");
    }

    void saysWhatIsMissing()
    {
        ChildRun missing;
        missing.child.program = "/nowhere/at-all";
        QCOMPARE(test::await(runChild(missing, m_clock, {})).error().code, std::string("child.notFound"));
        missing.child.program = "signalbox-no-such-program";
        const auto error = test::await(runChild(missing, m_clock, {})).error();
        QCOMPARE(error.code, std::string("child.notFound"));
        QVERIFY(error.message.find("signalbox-no-such-program") != std::string::npos);
        ChildRun folder;
        folder.child = actor({"exit", "0"});
        folder.child.folder = "/nowhere";
        QCOMPARE(test::await(runChild(folder, m_clock, {})).error().code, std::string("child.folder"));
        ChildRun refused;
        refused.child.program = "/dev/null";
        QCOMPARE(test::await(runChild(refused, m_clock, {})).error().code, std::string("child.refused"));
        const auto known = qgetenv("SIGNALBOX_LIBEXEC");
        qputenv("SIGNALBOX_LIBEXEC", "/nowhere");
        const auto helper = runActor({"exit", "0"}).error();
        qputenv("SIGNALBOX_LIBEXEC", known);
        QCOMPARE(helper.code, std::string("child.helperMissing"));
        QVERIFY(helper.message.find("/nowhere") != std::string::npos);
    }

    void manyAtOnce()
    {
        TaskScope scope;
        int ended = 0;
        for (int i = 0; i < 40; ++i) {
            scope.start([this, &ended](std::stop_token stop) { return countOne(&m_clock, &ended, stop); });
        }
        QVERIFY(test::pumpUntil([&] { return ended == 40; }));
    }

private:
    static Task<void> countOne(Clock *clock, int *ended, std::stop_token stop)
    {
        ChildRun run;
        run.child = actor({"echo"});
        run.input = "x";
        auto result = co_await runChild(std::move(run), *clock, stop);
        *ended += result && result->output == "x" ? 1 : 1000;
    }
};

SB_TEST_MAIN(TestChildProcess)
#include "tst_child_process.moc"
