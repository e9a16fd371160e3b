// SPDX-License-Identifier: GPL-3.0-or-later
// The contract of every evaluator, held against the one whose JavaScript runs in a confined child; and what
// only that one promises: it can be ended whatever it does, and takes nothing along.
#include "evaluator_contract.h"

#include "base/guarded_child.h"
#include "eval/isolated_evaluator.h"
#include "eval/isolated_evaluators.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSemaphore>

#include <csignal>

using namespace signalbox;
using namespace signalbox::eval;

namespace {

std::map<QByteArray, QByteArray> statusOf(std::int64_t pid, const QString &thread = {})
{
    std::map<QByteArray, QByteArray> fields;
    QFile file(QStringLiteral("/proc/%1%2/status").arg(QString::number(pid), thread));
    if (file.open(QIODevice::ReadOnly)) {
        for (const auto &line : file.readAll().split('\n')) {
            fields[line.left(line.indexOf(':'))] = line.mid(line.indexOf(':') + 1).trimmed();
        }
    }
    return fields;
}

bool isAlive(std::int64_t pid)
{
    const auto status = statusOf(pid);
    return !status.empty() && !status.at("State").startsWith('Z');
}

} // namespace

class TestEvaluatorIsolated : public EvaluatorContract
{
    Q_OBJECT
public:
    TestEvaluatorIsolated() : EvaluatorContract([](const Limits &limits) { return std::make_unique<IsolatedEvaluator>(limits); }) {}

private:
    IsolatedEvaluator &isolated() { return static_cast<IsolatedEvaluator &>(*m_evaluator); }

private Q_SLOTS:
    void theChildIsConfined()
    {
        QCOMPARE(give(*m_evaluator, "1 + input.n", scope()), std::string("42"));
        const auto pid = isolated().pid();
        QVERIFY(pid > 0);
        const auto threads = QDir(QStringLiteral("/proc/%1/task").arg(pid)).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        QVERIFY(threads.size() >= 2); // the watchdog has one
        for (const auto &thread : threads) {
            const auto status = statusOf(pid, QStringLiteral("/task/") + thread);
            QCOMPARE(status.at("Seccomp"), QByteArray("2"));
            QCOMPARE(status.at("NoNewPrivs"), QByteArray("1"));
        }
    }

    void confinementTakesEverythingElse_data()
    {
        QTest::addColumn<int>("code"); // or, below 0, the signal
        const auto rows = [](int code, std::initializer_list<const char *> names) {
            for (const char *name : names) {
                QTest::newRow(name) << code;
            }
        };
        rows(0, {"nothing", "memory"});
        rows(1, {"open", "stat", "create", "unlink", "executableMemory", "makeExecutable", "duplicate", "pipe", "raiseLimit", "chdir", "dumpable"});
        rows(-SIGSYS, {"socket", "localSocket", "execute", "fork", "signalOthers", "trace"});
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
        rows(1, {"tooMuchMemory"});
        rows(-SIGSYS, {"thread"});
#endif
    }
    void confinementTakesEverythingElse()
    {
        QFETCH(int, code);
        ChildOptions options;
        options.program = ACTORS "/confined_actor";
        options.arguments = {QTest::currentDataTag()};
        auto child = GuardedChild::start(std::move(options));
        QVERIFY(child);
        const auto exit = child->wait(Millis(10'000));
        QVERIFY(exit);
        QCOMPARE(exit->signal != 0 ? -exit->signal : exit->code, code);
    }

    void whatCannotBeInterruptedIsEnded_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : {"Array.prototype.indexOf.call({length: 9007199254740991}, 1)", "Array.prototype.every.call({length: 9007199254740991}, Math.abs)",
                                 "Array.prototype.lastIndexOf.call({length: 9007199254740991}, 1)", "Array(1 << 24).fill(0).map((x, i) => String(i)).sort()",
                                 "/(x+x+)+y/.test('x'.repeat(40))", "/(.*)*(.*)*(.*)*[^x]z/.test('x'.repeat(500))"}) {
            QTest::newRow(text) << QByteArray(text);
        }
    }
    void whatCannotBeInterruptedIsEnded()
    {
        QFETCH(QByteArray, text);
        QElapsedTimer timer;
        timer.start();
        const auto result = give(*m_evaluator, text.toStdString(), scope());
        QVERIFY2(result.starts_with("expression.") || result.starts_with("eval.") || result == "false" || result == "-1", result.c_str());
        QVERIFY2(timer.elapsed() < 30000, QByteArray::number(timer.elapsed()).constData());
        QCOMPARE(give(*m_evaluator, "1 + input.n", scope()), std::string("42"));
    }

    void memoryRunsOutInTheChildAlone_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : {"JSON.stringify(Array(1 << 20).fill('x'.repeat(1 << 20)))", "(() => { const m = new Map(); for (let i = 0;; ++i) m.set(i, 'x'.repeat(1 << 16) + i); })()",
                                 "Array(200).fill('x'.repeat(1 << 24)).map((x, i) => (x + i).toUpperCase()).length", "'x'.repeat(1 << 24).split('').map(x => [x]).length",
                                 "'x'.repeat(1 << 24).replace(/x/g, 'y'.repeat(1 << 10)).length"}) {
            QTest::newRow(text) << QByteArray(text);
        }
    }
    void memoryRunsOutInTheChildAlone()
    {
        QFETCH(QByteArray, text);
        const auto result = give(*m_evaluator, text.toStdString(), scope());
        QVERIFY2(result.starts_with("expression.") || result == "eval.memory" || result == "eval.time", result.c_str());
        QCOMPARE(give(*m_evaluator, "1 + input.n", scope()), std::string("42"));
    }

    void aKilledChildFailsOneEvaluation()
    {
        test::expectLog("an isolated evaluator died");
        give(*m_evaluator, "1 + input.n", scope());
        const auto pid = isolated().pid();
        QVERIFY(pid > 0); // 0 would be ourselves
        QCOMPARE(::kill(static_cast<pid_t>(pid), SIGKILL), 0);
        QVERIFY(test::pumpUntil([pid] { return !isAlive(pid); }));
        const auto expression = *Expression::create("2 + input.n", "node \"any\"");
        const auto failed = m_evaluator->evaluate(*expression, scope());
        QVERIFY(!failed);
        QCOMPARE(failed.error().code, std::string("eval.crashed"));
        QVERIFY(failed.error().message.find("node \"any\"") != std::string::npos);
        QCOMPARE(json::write(*m_evaluator->evaluate(*expression, scope())), std::string("43"));
        QVERIFY(isolated().pid() != pid);
    }

    void theSeedOutlivesTheChild()
    {
        m_evaluator->begin({1'700'000'000'000, 11, 1});
        const auto before = give(*m_evaluator, "Math.random()", scope());
        isolated().retire();
        QCOMPARE(isolated().pid(), std::int64_t(0));
        QCOMPARE(give(*m_evaluator, "Math.random()", scope()), before);
        QCOMPARE(give(*m_evaluator, "Date.now() + 0", scope()), std::string("1700000000000"));
    }

    void nothingIsLeftWhenTheOwnerIsKilled()
    {
        QProcess owner;
        owner.start(QStringLiteral(ACTORS "/evaluator_owner"), QStringList());
        QByteArray text;
        QVERIFY(test::pumpUntil([&] { text += owner.readAllStandardOutput(); return text.endsWith('\n'); }));
        const auto pid = text.trimmed().toLongLong();
        QVERIFY(isAlive(pid));
        QVERIFY(owner.processId() > 0); // 0 would be ourselves
        QCOMPARE(::kill(static_cast<pid_t>(owner.processId()), SIGKILL), 0);
        QVERIFY(test::pumpUntil([pid] { return !isAlive(pid); }));
        QVERIFY(test::pumpUntil([&] { return owner.state() == QProcess::NotRunning; }));
    }

    void aMissingEvaluatorIsSaid()
    {
        isolated().retire();
        const auto known = qgetenv("SIGNALBOX_LIBEXEC");
        qputenv("SIGNALBOX_LIBEXEC", "/nowhere");
        const auto missing = give(*m_evaluator, "1 + input.n", scope());
        qputenv("SIGNALBOX_LIBEXEC", known);
        QCOMPARE(missing, std::string("evaluator.unavailable"));
        QCOMPARE(give(*m_evaluator, "1 + input.n", scope()), std::string("42"));
    }

    void domainsHaveChildrenOfTheirOwnThatRetire()
    {
        QSemaphore done;
        const auto work = [&](IsolatedEvaluators &pool, const char *domain) {
            pool.post(domain, [&](Evaluator &evaluator) {
                const auto expression = *Expression::create("1 + [2].length", "here");
                if (evaluator.evaluate(*expression, {})) {
                    done.release();
                }
            });
        };
        IsolatedOptions options;
        options.children = 2;
        {
            IsolatedEvaluators pool(options);
            for (const char *domain : {"a", "b", "c", "a", "d", "e", "f", "g"}) {
                work(pool, domain);
            }
            QVERIFY(done.tryAcquire(8, 30'000));
            const auto pids = pool.children();
            QVERIFY(pids.size() >= 2 && pids.size() <= 4);
        }
        options.idle = Millis(300);
        IsolatedEvaluators pool(options);
        work(pool, "a");
        QVERIFY(done.tryAcquire(1, 30'000));
        const auto pids = pool.children();
        QVERIFY(test::pumpUntil([&] { return pool.children().empty(); }));
        for (const auto pid : pids) {
            QVERIFY(test::pumpUntil([pid] { return !isAlive(pid); }));
        }
        work(pool, "a");
        QVERIFY(done.tryAcquire(1, 30'000));
    }
};

SB_TEST_MAIN(TestEvaluatorIsolated)
#include "tst_evaluator_isolated.moc"
