// SPDX-License-Identifier: GPL-3.0-or-later
// SIGKILLs of a process that runs a mixed flow with effects. What is left is judged by what the server counted,
// which lives in a process of its own: nothing lost, nothing repeated.
//   SIGNALBOX_CRASH_KILLS, SIGNALBOX_CRASH_SEED: another number, another campaign (1,000 take about four minutes).
#include "support/test.h"

#include "crash_flow.h"

#include "base/json.h"
#include "base/task_scope.h"
#include "base/uuid.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>

#include <deque>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <sstream>

using namespace signalbox;

namespace {

constexpr int kSlots = 2;

std::string fromBytes(const QByteArray &bytes) { return bytes.toStdString(); }

int numberFrom(const char *variable, int fallback)
{
    bool valid = false;
    const int value = qEnvironmentVariableIntValue(variable, &valid);
    return valid ? value : fallback;
}

/// When to kill: so long after the process was started, or after it has accepted the run.
struct Kill
{
    enum class From { Process, Run } from = From::Run;
    Millis delay{0};
};

/// How a life of the program ended.
struct Life
{
    bool killed = false;
    int exitCode = -1;
    json::Value report; ///< its last line, if it lived to write it
    std::string problems;
    Millis started{0}; ///< until it accepted the run
    Millis length{0};  ///< until it ended
};

/// A request as the server saw it.
struct Seen
{
    int count = 0;
    std::set<std::string> keys;
};

struct Verdicts
{
    std::vector<std::string> problems;
    int kills = 0;
    int lives = 0;
    int runs = 0;
    int runsInDoubt = 0;
    int stepsInDoubt = 0;
    int doubtsThatHappened = 0;
    int repeatedSafe = 0;
};

} // namespace

class TestCrash : public SignalboxTest
{
    Q_OBJECT

    SystemClock m_clock;
    QProcess m_server;
    std::deque<OneShot<QByteArray>> m_questions;
    std::string m_service;
    Verdicts m_verdicts;
    std::mt19937 m_random;
    Millis m_startLength{0};
    Millis m_runLength{0};
    int m_wanted = 0;

    static std::string program(const char *name) { return std::string(CRASH_PROGRAMS) + "/" + name; }

    void problem(const std::string &run, const std::string &what) { m_verdicts.problems.push_back(run + ": " + what); }

    Task<Life> live(QStringList arguments, std::optional<Kill> kill)
    {
        Life life;
        QProcess process;
        OneShot<bool> accepted;
        OneShot<bool> ended;
        std::stop_source hasEnded;
        QByteArray output;
        QElapsedTimer timer;
        QObject::connect(&process, &QProcess::readyReadStandardOutput, &process, [&] {
            output += process.readAllStandardOutput();
            if (output.contains("accepted\n") && !accepted.isSet()) {
                life.started = Millis(timer.elapsed());
                accepted.set(true);
            }
        });
        QObject::connect(&process, &QProcess::finished, &process, [&](int code, QProcess::ExitStatus status) {
            life.killed = status == QProcess::CrashExit;
            life.exitCode = code;
            hasEnded.request_stop();
            accepted.set(false);
            ended.set(true);
        });
        timer.start();
        process.start(QString::fromStdString(program("crash_victim")), arguments);
        ++m_verdicts.lives;
        if (kill) {
            if (kill->from == Kill::From::Run) {
                co_await accepted.wait();
            }
            const bool isTime = co_await m_clock.sleep(kill->delay, hasEnded.get_token());
            if (isTime && process.state() != QProcess::NotRunning) {
                process.kill();
            }
        }
        co_await ended.wait();
        life.length = Millis(timer.elapsed());
        output += process.readAllStandardOutput();
        life.problems = fromBytes(process.readAllStandardError());
        const auto lines = output.trimmed().split('\n');
        if (auto report = json::parse(fromBytes(lines.last()))) {
            life.report = std::move(*report);
        }
        co_return life;
    }

    /// What the server saw of a run, by "safe/3".
    Task<std::map<std::string, Seen>> seen(std::string run);

    Kill nextKill()
    {
        const auto within = [&](Millis length) { return Millis(std::uniform_int_distribution<std::int64_t>(0, std::max<std::int64_t>(length.count(), 1))(m_random)); };
        // One in eight dies while it opens the store; the others are spread over the run.
        if (m_random() % 8 == 0) {
            return {Kill::From::Process, within(m_startLength)};
        }
        return {Kill::From::Run, within(m_runLength)};
    }

    /// One run through one kill, or three, to its end, and what a person decides of the rest.
    Task<void> campaign(std::stop_token stop)
    {
        while (m_verdicts.kills < m_wanted && m_verdicts.problems.size() < 10 && !stop.stop_requested()) {
            const auto run = newUuid();
            QTemporaryDir folder;
            const QStringList arguments = {folder.path(), QString::fromStdString(m_service + "/" + run), QString::fromStdString(run)};
            const int most = m_random() % 4 == 0 ? 3 : 1;
            int kills = 0;
            Life last;
            for (int attempt = 0; attempt <= most; ++attempt) {
                const auto kill = attempt < most ? std::optional(nextKill()) : std::nullopt;
                last = co_await live(arguments, kill);
                if (!last.killed) {
                    break;
                }
                ++kills;
            }
            m_verdicts.kills += kills;
            ++m_verdicts.runs;
            auto requests = co_await seen(run);
            const auto doubts = judge(run, last, requests, kills, folder.path().toStdString());
            if (!doubts.empty()) {
                QStringList decisions = arguments;
                for (const auto &path : doubts) {
                    const bool happened = requests[what(path)].count > 0;
                    m_verdicts.doubtsThatHappened += happened ? 1 : 0;
                    decisions << QString::fromStdString(path + (happened ? "=happened" : "=retry"));
                }
                last = co_await live(decisions, std::nullopt);
                requests = co_await seen(run);
                judgeEnd(run, last, requests, folder.path().toStdString());
            }
        }
    }

    /// "risky-3", and "inner/risky-3", is the server's "risky/3".
    static std::string what(std::string path)
    {
        path = path.substr(path.rfind('/') + 1); // npos + 1 is 0
        std::ranges::replace(path, '-', '/');
        return path;
    }

    static std::string state(const Life &life)
    {
        return life.report.is_object() ? std::string(json::text(life.report.get_object(), "state")) : std::string("no report");
    }

    /// What must hold after any number of kills. Gives the paths of the steps in doubt.
    std::vector<std::string> judge(const std::string &run, const Life &life, std::map<std::string, Seen> &requests, int kills, const std::string &folder)
    {
        if (life.killed || life.exitCode != 0 || !life.report.is_object()) {
            problem(run, "the last life ended with " + std::to_string(life.exitCode) + ": " + life.problems);
            return {};
        }
        const auto &report = life.report.get_object();
        std::vector<std::string> doubts;
        for (const auto &path : report.at("inDoubt").as_array()) {
            doubts.emplace_back(path.as_string().c_str());
        }
        const std::set<std::string> inDoubt(doubts.begin(), doubts.end());
        if (inDoubt.size() != doubts.size()) {
            problem(run, "a step is in doubt twice");
        }
        const auto expected = doubts.empty() ? "succeeded" : "waiting";
        if (state(life) != expected) {
            problem(run, "the run is " + state(life) + " instead of " + expected + ": " + json::write(life.report));
        }
        std::map<std::string, json::Object> steps;
        for (const auto &step : report.at("steps").as_array()) {
            const std::string path(json::text(step.as_object(), "path"));
            if (!steps.emplace(path, step.as_object()).second) {
                problem(run, "the step " + path + " stands there twice");
            }
        }
        for (int lane = 0; lane < crash::kLanes; ++lane) {
            const auto number = std::to_string(lane);
            const auto &safe = requests["safe/" + number];
            const auto &risky = requests["risky/" + number];
            const auto &look = requests["look/" + number];
            const bool held = inDoubt.contains("risky-" + number);
            if (safe.count < 1 || safe.count > 1 + kills || safe.keys.size() != 1) {
                problem(run, "safe " + number + " was sent " + std::to_string(safe.count) + " times with " + std::to_string(safe.keys.size()) + " keys");
            }
            m_verdicts.repeatedSafe += safe.count - 1;
            if (risky.count > 1) {
                problem(run, "risky " + number + " was sent " + std::to_string(risky.count) + " times");
            }
            if (!held && risky.count != 1) {
                problem(run, "risky " + number + " is not in doubt and was sent " + std::to_string(risky.count) + " times");
            }
            if (held && stepState(steps, "risky-" + number) != "inDoubt") {
                problem(run, "risky " + number + " is in doubt, but its step is " + stepState(steps, "risky-" + number));
            }
            // The key of a step in doubt is what a person looks the call up by.
            const auto step = steps.find("risky-" + number);
            if (held && risky.count > 0 && (step == steps.end() || !risky.keys.contains(std::string(json::text(step->second, "key"))))) {
                problem(run, "risky " + number + " was sent with another key than its step in doubt has");
            }
            if (look.count > 1 + kills || (look.count > 0) == held) {
                problem(run, "look " + number + " was sent " + std::to_string(look.count) + " times");
            }
            judgeFile(run, folder, lane, !held);
        }
        judgeMixed(run, requests, kills, inDoubt);
        if (stepState(steps, "think") != "succeeded" || stepState(steps, "gone") != "skipped") {
            problem(run, "the code is " + stepState(steps, "think") + ", what failed is " + stepState(steps, "gone"));
        }
        judgeDecided(run, report);
        judgeNothingLeft(run, folder);
        m_verdicts.runsInDoubt += doubts.empty() ? 0 : 1;
        m_verdicts.stepsInDoubt += static_cast<int>(doubts.size());
        return doubts;
    }

    /// A person was asked once, and what failed left one letter.
    void judgeDecided(const std::string &run, const json::Object &report)
    {
        if (json::write(report.at("approvals")) != R"(["approved"])" || json::write(report.at("letters")) != "1") {
            problem(run, "approvals " + json::write(report.at("approvals")) + ", letters " + json::write(report.at("letters")));
        }
    }

    /// The lane with a map, a loop, a wait, retries and a subflow: its last call is the one that is held.
    void judgeMixed(const std::string &run, std::map<std::string, Seen> &requests, int kills, const std::set<std::string> &inDoubt)
    {
        const auto within = [&](const std::string &what, int least, bool hasKey) {
            const auto &seen = requests[what];
            if (seen.count < least || seen.count > least + kills || (hasKey && seen.keys.size() != 1)) {
                problem(run, what + " was sent " + std::to_string(seen.count) + " times with " + std::to_string(seen.keys.size()) + " keys");
            }
            m_verdicts.repeatedSafe += seen.count - least;
        };
        within("flaky/0", 3, true);
        for (int i = 0; i < crash::kItems; ++i) {
            within("mapped/" + std::to_string(i), 1, true);
        }
        for (int i = 0; i < crash::kTurns; ++i) {
            within("turn/" + std::to_string(i), 1, false);
        }
        const auto number = std::to_string(crash::kMixedLane);
        const auto count = requests["risky/" + number].count;
        if (count > 1 || (count == 0 && !inDoubt.contains("inner/risky-" + number))) {
            problem(run, "the call of the subflow was sent " + std::to_string(count) + " times");
        }
    }

    /// What must hold after a person has decided: everything happened, and once.
    void judgeEnd(const std::string &run, const Life &life, std::map<std::string, Seen> &requests, const std::string &folder)
    {
        if (state(life) != "succeeded") {
            problem(run, "after the decisions the run is " + state(life) + ": " + life.problems + json::write(life.report));
        }
        for (int lane = 0; lane <= crash::kLanes; ++lane) {
            const auto count = requests["risky/" + std::to_string(lane)].count;
            if (count != 1) {
                problem(run, "after the decisions risky " + std::to_string(lane) + " was sent " + std::to_string(count) + " times");
            }
            if (lane < crash::kLanes) {
                judgeFile(run, folder, lane, true);
            }
        }
        judgeNothingLeft(run, folder);
    }

    static std::string stepState(const std::map<std::string, json::Object> &steps, const std::string &path)
    {
        const auto found = steps.find(path);
        return found == steps.end() ? "not there" : std::string(json::text(found->second, "state"));
    }

    void judgeFile(const std::string &run, const std::string &folder, int lane, bool exists)
    {
        const auto path = folder + "/files/lanes/" + std::to_string(lane) + ".txt";
        std::ostringstream text;
        text << std::ifstream(path, std::ios::binary).rdbuf();
        if (std::filesystem::exists(path) != exists || (exists && text.str() != crash::laneText(lane))) {
            problem(run, "file " + std::to_string(lane) + " holds \"" + text.str() + "\"");
        }
    }

    void judgeNothingLeft(const std::string &run, const std::string &folder)
    {
        std::error_code error;
        for (const auto &entry : std::filesystem::directory_iterator(folder + "/files/lanes", error)) {
            if (entry.path().extension() != ".txt") {
                problem(run, "left behind: " + entry.path().filename().string());
            }
        }
    }

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();

    void completesWhenNobodyKillsIt()
    {
        // Measured three times: the shortest is where kills still meet it alive.
        m_startLength = m_runLength = Millis(60'000);
        for (int i = 0; i < 3; ++i) {
            const auto run = newUuid();
            QTemporaryDir folder;
            const QStringList arguments = {folder.path(), QString::fromStdString(m_service + "/" + run), QString::fromStdString(run)};
            const auto life = test::await(live(arguments, std::nullopt), Millis(60'000));
            auto requests = test::await(seen(run));
            const auto doubts = judge(run, life, requests, 0, folder.path().toStdString());
            QVERIFY(doubts.empty());
            QVERIFY2(m_verdicts.problems.empty(), m_verdicts.problems.empty() ? "" : m_verdicts.problems.front().c_str());
            m_startLength = std::min(m_startLength, life.started);
            m_runLength = std::min(m_runLength, life.length - life.started);
        }
        qInfo("start %lld ms, run %lld ms", static_cast<long long>(m_startLength.count()), static_cast<long long>(m_runLength.count()));
    }

    void losesNothingAndRepeatsNothing()
    {
        QVERIFY(m_runLength > Millis(0));
        const int seed = numberFrom("SIGNALBOX_CRASH_SEED", 20261121);
        m_wanted = numberFrom("SIGNALBOX_CRASH_KILLS", 60);
        m_random.seed(static_cast<std::mt19937::result_type>(seed));
        m_verdicts = {};
        QElapsedTimer timer;
        timer.start();
        TaskScope scope;
        for (int i = 0; i < kSlots; ++i) {
            scope.start([this](std::stop_token stop) { return campaign(stop); });
        }
        QVERIFY(test::pumpUntil([&] { return scope.size() == 0; }, Millis(std::max(280'000, m_wanted * 1000))));
        for (const auto &line : m_verdicts.problems) {
            qWarning("%s", line.c_str());
        }
        qInfo("seed %d: %d kills, %d lives, %d runs; %d runs with %d steps in doubt (%d had happened); %d safe calls repeated; %lld ms", seed,
              m_verdicts.kills, m_verdicts.lives, m_verdicts.runs, m_verdicts.runsInDoubt, m_verdicts.stepsInDoubt, m_verdicts.doubtsThatHappened,
              m_verdicts.repeatedSafe, static_cast<long long>(timer.elapsed()));
        QVERIFY(m_verdicts.problems.empty());
        QVERIFY(m_verdicts.kills >= m_wanted);
        // A campaign that met no effect under way would prove nothing.
        QVERIFY(m_wanted < 50 || (m_verdicts.stepsInDoubt > 0 && m_verdicts.repeatedSafe > 0));
    }
};

void TestCrash::initTestCase()
{
    m_server.start(QString::fromStdString(program("crash_counting_server")), QStringList());
    QVERIFY(test::pumpUntil([&] { return m_server.canReadLine(); }));
    m_service = m_server.readLine().trimmed().toStdString();
    QVERIFY(m_service.starts_with("http://"));
    connect(&m_server, &QProcess::readyReadStandardOutput, this, [this] {
        while (m_server.canReadLine() && !m_questions.empty()) {
            m_questions.front().set(m_server.readLine());
            m_questions.pop_front();
        }
    });
}

void TestCrash::cleanupTestCase()
{
    m_server.closeWriteChannel();
    QVERIFY(test::pumpUntil([&] { return m_server.state() == QProcess::NotRunning; }));
}

Task<std::map<std::string, Seen>> TestCrash::seen(std::string run)
{
    OneShot<QByteArray> answer;
    m_questions.push_back(answer);
    m_server.write(QByteArray::fromStdString(run + "\n"));
    const auto line = co_await answer.wait();
    std::map<std::string, Seen> all;
    const auto counts = json::parse(line.toStdString());
    if (!counts || !counts->is_object()) {
        problem(run, "the server's counts cannot be read");
        co_return all;
    }
    for (const auto &member : counts->get_object()) {
        auto &entry = all[std::string(member.key())];
        entry.count = static_cast<int>(member.value().at("count").as_int64());
        for (const auto &key : member.value().at("keys").as_array()) {
            entry.keys.emplace(key.as_string().c_str());
        }
    }
    co_return all;
}

SB_TEST_MAIN(TestCrash)
#include "tst_crash.moc"
