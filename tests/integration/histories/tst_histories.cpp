// SPDX-License-Identifier: GPL-3.0-or-later
// Random histories of runs, with kills, power cuts and full disks at any instant, held against the numbered
// invariants of core/engine/README.md by a model that knows only what was asked and which effects were called.
//   SIGNALBOX_HISTORIES, SIGNALBOX_HISTORY_SEED: how many of each kind, and from where.
#include "support/engine_rig.h"
#include "support/power.h"

#include "base/describe.h"
#include "store/event_log.h"

#include <map>
#include <random>
#include <set>

using namespace signalbox;
using namespace signalbox::test;

namespace {

enum class Fault { Kill, Power, FullDisk };

int numberFrom(const char *variable, int fallback)
{
    bool valid = false;
    const int value = qEnvironmentVariableIntValue(variable, &valid);
    return valid ? value : fallback;
}

// Effects of both policies before, inside and after a map, a loop, a subflow, a wait and retries.
std::string flowText(std::mt19937 &random)
{
    const auto type = [&] { return random() % 2 == 0 ? std::string("'test.safe'") : std::string("'test.call'"); };
    const auto retry = [&] { return random() % 2 == 0 ? std::string(", 'retry': {'attempts': 3, 'initial': '1s'}") : std::string(); };
    const auto one = [&](const std::string &id) {
        return "{'nodes': [{'id': '" + id + "', 'type': " + type() + ", 'config': {}" + retry() + "}, {'id': 'o', 'type': 'output', 'config': {}}], 'edges': [{'from': '" + id + "', 'to': 'o'}]}";
    };
    return "{'nodes': [{'id': 's', 'type': 'trigger.manual'},"
           " {'id': 'a', 'type': " + type() + ", 'config': {}" + retry() + "},"
           " {'id': 'm', 'type': 'map', 'config': {'items': '{{ [1, 2, 3] }}', 'concurrency': 2, 'onItemError': 'collect', 'body': " + one("c") + "}},"
           " {'id': 'w', 'type': 'wait', 'config': {'duration': '" + (random() % 2 == 0 ? "20s" : "5m") + "'}},"
           " {'id': 'l', 'type': 'loop', 'config': {'while': 'loop.index < 2', 'body': " + one("t") + "}},"
           " {'id': 'u', 'type': 'subflow', 'config': {'flow': 'inner'}},"
           " {'id': 'b', 'type': " + type() + ", 'config': {}" + retry() + "},"
           " {'id': 'p', 'type': 'transform', 'config': {'set': {'x': '{{ 1 + 1 }}'}, 'replace': true}},"
           " {'id': 'z', 'type': " + type() + ", 'config': {}, 'onError': 'finish'},"
           " {'id': 'end', 'type': 'output', 'config': {}}],"
           " 'edges': [{'from': 's', 'to': 'a'}, {'from': 'a', 'to': 'm'}, {'from': 'm', 'to': 'w'}, {'from': 'w', 'to': 'l'}, {'from': 'l', 'to': 'u'}, {'from': 'u', 'to': 'end'},"
           " {'from': 's', 'to': 'b'}, {'from': 'b', 'to': 'p'}, {'from': 'p', 'to': 'z'}, {'from': 'z', 'to': 'end'}], 'flows': {'inner': " + one("x") + "}}";
}

/// What an effect with this path may only follow, if that has a final row.
std::string before(const std::string &path)
{
    return path.starts_with("m[") ? "a" : path.starts_with("l[") ? "w" : path.starts_with("u/") ? "l" : path == "z" ? "b" : std::string();
}

bool isFinalStep(store::StepState state)
{
    return state == store::StepState::Succeeded || state == store::StepState::Failed || state == store::StepState::Skipped || state == store::StepState::Cancelled;
}

class History
{
public:
    History(unsigned seed, Fault fault) : m_random(seed), m_fault(fault), m_rig(options()) { m_rig.effects->hold(); }

    std::vector<std::string> problems;
    int calls() const { return static_cast<int>(m_rig.effects->calls.size()); }
    int faults = 0;
    int changed = 0;
    int runs() const { return static_cast<int>(m_runs.size()); }

    void play(int steps)
    {
        for (int i = 0; i < steps && problems.empty(); ++i) {
            one();
            // Sometimes everything comes to rest, mostly not.
            if (m_random() % 4 == 0) {
                m_rig.settle();
            } else {
                for (auto turns = m_random() % 6; turns > 0; --turns) {
                    QCoreApplication::processEvents();
                }
            }
        }
        power::setFull(false);
        toTheEnd();
    }

private:
    struct Known
    {
        std::string id;
        bool ended = false;
        std::set<std::string> decidedAgain;           ///< a person had these done again
        std::map<std::string, std::size_t> finalAt;   ///< calls of a path when its row was final
    };

    EngineRig::Options options()
    {
        EngineRig::Options result;
        if (m_fault != Fault::Kill) {
            result.survives = [this](const std::string &from, const std::string &to) {
                power::cut(from, to, &m_random);
                changed += power::lastChanged();
            };
        }
        return result;
    }

    void problem(const std::string &what) { problems.push_back(what); }

    std::vector<std::shared_ptr<ScriptedEffects::Call>> callsOf(const std::string &run, const std::string &path) const
    {
        std::vector<std::shared_ptr<ScriptedEffects::Call>> found;
        std::ranges::copy_if(m_rig.effects->calls, std::back_inserter(found), [&](const auto &call) { return call->call.run == run && call->call.path == path; });
        return found;
    }

    std::vector<std::shared_ptr<ScriptedEffects::Call>> liveCalls() const
    {
        std::vector<std::shared_ptr<ScriptedEffects::Call>> found;
        std::ranges::copy_if(m_rig.effects->calls, std::back_inserter(found), [](const auto &call) { return !call->ended && !call->end.isSet(); });
        return found;
    }

    void one()
    {
        const auto chance = m_random() % 100;
        const auto open = std::ranges::count_if(m_runs, [](const auto &run) { return !run.ended; });
        if (m_runs.empty() || (open < 3 && chance < 25)) {
            if (auto id = m_rig.begin(m_rig.request(flowText(m_random)))) {
                m_runs.push_back({*id, false, {}, {}});
            }
        } else if (chance < 60) {
            endACall(m_random() % 10);
        } else if (chance < 72) {
            m_rig.clock.advance(Millis(static_cast<int>(m_random() % 30'000)));
        } else if (chance < 80) {
            decide();
        } else if (chance < 83) {
            cancel();
        } else if (chance < 90 && m_fault == Fault::FullDisk) {
            power::setFull(!m_isFull);
            m_isFull = !m_isFull;
            ++faults;
        } else if (chance > 91) {
            restart();
        }
    }

    void endACall(std::mt19937::result_type kind)
    {
        const auto live = liveCalls();
        if (live.empty()) {
            return;
        }
        const auto &call = live[m_random() % live.size()];
        if (kind < 7) {
            // One in some is too large for a row.
            call->end.set(m_random() % 8 == 0 ? json::Value(std::string(100'000, static_cast<char>('a' + m_random() % 26))) : json::Value("done"));
        } else if (kind < 9) {
            call->end.set(Error("test.busy", "Busy.").retryable());
        } else {
            call->end.set(Error("test.failed", "Failed."));
        }
    }

    Known *anOpenRun()
    {
        std::vector<Known *> open;
        for (auto &run : m_runs) {
            if (!run.ended) {
                open.push_back(&run);
            }
        }
        return open.empty() ? nullptr : open[m_random() % open.size()];
    }

    void decide()
    {
        auto *run = anOpenRun();
        const auto view = run ? await(m_rig.engine().get("default", run->id)) : Result<engine::RunView>(cancelledError(""));
        if (!view || view->inDoubt.empty()) {
            return;
        }
        const auto path = view->inDoubt[m_random() % view->inDoubt.size()];
        const auto verdict = static_cast<engine::Verdict>(m_random() % 4);
        auto decided = m_rig.engine().decide("default", run->id, path, verdict, json::Value("decided"));
        if (verdict == engine::Verdict::Retry) {
            run->decidedAgain.insert(path);
        }
        pumpUntil([&] {
            m_rig.clock.advance(Millis(1));
            return decided.isReady();
        });
    }

    void cancel()
    {
        if (auto *run = anOpenRun()) {
            auto cancelled = m_rig.engine().cancel("default", run->id);
            pumpUntil([&] {
                m_rig.clock.advance(Millis(1));
                return cancelled.isReady();
            });
        }
    }

    void restart()
    {
        ++faults;
        power::setFull(false);
        m_isFull = false;
        m_rig.restart();
        m_rig.settle();
        check();
    }

    void toTheEnd()
    {
        for (int round = 0; round < 400 && problems.empty(); ++round) {
            for (const auto &call : liveCalls()) {
                call->end.set(json::Value("done"));
            }
            m_rig.settle();
            bool open = false;
            for (auto &run : m_runs) {
                const auto view = await(m_rig.engine().get("default", run.id));
                if (!view) {
                    problem("1: the run " + run.id + " is lost: " + view.error().describe());
                    return;
                }
                open = open || !store::isFinal(view->state);
                for (const auto &path : view->inDoubt) {
                    (void)await(m_rig.engine().decide("default", run.id, path, engine::Verdict::Happened, json::Value("decided")));
                }
            }
            if (!open) {
                m_rig.restart();
                m_rig.settle();
                check();
                return;
            }
            m_rig.pass(Millis(20'000));
        }
        for (auto &run : m_runs) {
            const auto view = await(m_rig.engine().get("default", run.id));
            if (problems.empty() && view && !store::isFinal(view->state)) {
                problem("the run " + run.id + " hangs");
            }
        }
    }

    void check()
    {
        for (auto &run : m_runs) {
            checkRun(run);
        }
        store::Sequence last = 0;
        for (;;) {
            const auto events = await(m_rig.store().events().read("default", last, 1000));
            if (!events || events->empty()) {
                break;
            }
            for (const auto &event : *events) {
                if (event.seq != ++last) {
                    problem("the event " + std::to_string(last) + " is missing");
                    return;
                }
            }
        }
    }

    void checkRun(Known &run)
    {
        const auto view = await(m_rig.engine().get("default", run.id));
        if (!view) {
            problem("1: the run " + run.id + " was accepted and is not there");
            return;
        }
        std::map<std::string, engine::StepView> rows;
        std::uint32_t seq = 0;
        for (auto &step : m_rig.steps(run.id)) {
            if (step.seq != ++seq) {
                problem("6: the row " + std::to_string(seq) + " of " + run.id + " is missing");
            }
            if (!rows.emplace(step.path, step).second) {
                problem("4: the step " + step.path + " has two rows");
            }
        }
        if (run.ended && !store::isFinal(view->state)) {
            problem("10: the run " + run.id + " had ended and goes on");
        }
        run.ended = store::isFinal(view->state);
        std::set<std::string> paths;
        for (const auto &call : m_rig.effects->calls) {
            if (call->call.run == run.id) {
                paths.insert(call->call.path);
            }
        }
        for (const auto &path : paths) {
            checkCalls(run, path, rows);
        }
        for (const auto &[path, row] : rows) {
            // What nobody knows of stays in doubt, also where the rest of the run failed.
            if (run.ended && !isFinalStep(row.state) && row.state != store::StepState::InDoubt) {
                problem("10: the run " + run.id + " has ended, its step " + path + " is " + std::string(json::enumName(row.state)));
            }
            if (isFinalStep(row.state)) {
                run.finalAt[path] = callsOf(run.id, path).size();
            }
        }
    }

    void checkCalls(const Known &run, const std::string &path, const std::map<std::string, engine::StepView> &rows)
    {
        const auto made = callsOf(run.id, path);
        if (!rows.contains(path)) {
            problem("2: " + path + " was called without a row that says so");
        }
        const auto source = before(path);
        const auto known = rows.find(source);
        if (!source.empty() && (known == rows.end() || !isFinalStep(known->second.state))) {
            problem("2: " + path + " was called before the outcome of " + source + " was written");
        }
        if (const auto closed = run.finalAt.find(path); closed != run.finalAt.end() && made.size() > closed->second) {
            problem("4: " + path + " was final and was called again");
        }
        std::set<std::pair<std::string, int>> attempts;
        std::set<std::string> keys;
        for (const auto &call : made) {
            keys.insert(call->call.idempotencyKey);
            if (!attempts.emplace(call->call.idempotencyKey, call->call.attempt).second) {
                problem("3: the attempt " + std::to_string(call->call.attempt) + " of " + path + " was carried out twice");
            }
        }
        if (keys.size() > 1 && !run.decidedAgain.contains(path)) {
            problem("3: " + path + " was called with several keys");
        }
    }

    std::mt19937 m_random;
    Fault m_fault;
    bool m_isFull = false;
    std::vector<Known> m_runs;
    EngineRig m_rig;
};

} // namespace

class TestHistories : public SignalboxTest
{
    Q_OBJECT

    static void campaign(Fault fault, const char *name)
    {
        const auto seed = static_cast<unsigned>(numberFrom("SIGNALBOX_HISTORY_SEED", 1));
        const auto count = static_cast<unsigned>(numberFrom("SIGNALBOX_HISTORIES", 5));
        int calls = 0;
        int faults = 0;
        int changed = 0;
        int runs = 0;
        for (auto i = seed; i < seed + count; ++i) {
            History history(i, fault);
            history.play(160);
            for (const auto &problem : history.problems) {
                qWarning("%s, seed %u: %s", name, i, problem.c_str());
            }
            QVERIFY(history.problems.empty());
            calls += history.calls();
            faults += history.faults;
            changed += history.changed;
            runs += history.runs();
        }
        qInfo("%s: %u histories, %d runs, %d calls of effects, %d faults, %d files given back other than they stood", name, count, runs, calls, faults, changed);
        QVERIFY(faults > 0 && calls > 0);
        QVERIFY(fault != Fault::Power || changed > 0); // a disk that loses nothing would prove nothing
    }

private Q_SLOTS:
    void killsLoseAndRepeatNothing() { campaign(Fault::Kill, "kills"); }
    void powerCutsLoseAndRepeatNothing() { campaign(Fault::Power, "power cuts"); }
    void fullDisksLoseAndRepeatNothing()
    {
        expectLog("a run cannot be journalled and stands still");
        expectLog("runs whose time has come could not be taken up");
        expectLog("a run could not be taken over");
        expectLog("the log could not be copied back");
        campaign(Fault::FullDisk, "full disks");
    }
};

SB_TEST_MAIN(TestHistories)
#include "tst_histories.moc"
