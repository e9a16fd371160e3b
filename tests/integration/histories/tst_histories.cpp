// SPDX-License-Identifier: GPL-3.0-or-later
// Random histories of runs, with kills, power cuts and full disks at any instant, held against the numbered
// invariants of core/engine/README.md by a model that knows only what was asked and which effects were called.
//   SIGNALBOX_HISTORIES, SIGNALBOX_HISTORY_SEED: how many of each kind, and from where. A hundred take a minute or two.
#include "support/engine_rig.h"
#include "support/power.h"

#include "base/describe.h"
#include "store/approvals.h"
#include "store/dead_letters.h"
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

// Effects of both policies before, inside and after a map, a loop, a subflow, a wait, an approval, code, retries, and
// failures that are left as letters, some of them held.
std::string flowText(std::mt19937 &random)
{
    const auto type = [&] { return random() % 2 == 0 ? std::string("'test.safe'") : std::string("'test.call'"); };
    const auto retry = [&] { return random() % 2 == 0 ? std::string(", 'retry': {'attempts': 3, 'initial': '1s'}") : std::string(); };
    const auto hold = [&] { return random() % 3 == 0 ? std::string(", 'onError': 'hold'") : std::string(); };
    const auto one = [&](const std::string &id) {
        return "{'nodes': [{'id': '" + id + "', 'type': " + type() + ", 'config': {}" + retry() + "}, {'id': 'o', 'type': 'output', 'config': {}}], 'edges': [{'from': '" + id + "', 'to': 'o'}]}";
    };
    return "{'nodes': [{'id': 's', 'type': 'trigger.manual'},"
           " {'id': 'a', 'type': " + type() + ", 'config': {}" + retry() + hold() + "},"
           " {'id': 'm', 'type': 'map', 'config': {'items': '{{ [1, 2, 3] }}', 'concurrency': 2, 'onItemError': 'collect', 'body': " + one("c") + "}},"
           " {'id': 'w', 'type': 'wait', 'config': {'duration': '" + (random() % 2 == 0 ? "20s" : "5m") + "'}},"
           " {'id': 'l', 'type': 'loop', 'config': {'while': 'loop.index < 2', 'body': " + one("t") + "}},"
           " {'id': 'u', 'type': 'subflow', 'config': {'flow': 'inner'}},"
           " {'id': 'q', 'type': 'approval', 'config': {'title': 'Go on?', 'data': '{{ nodes.a.output }}'" + (random() % 2 == 0 ? ", 'expires': '10m'" : "") + "}},"
           " {'id': 'y', 'type': " + type() + ", 'config': {}},"
           " {'id': 'k', 'type': 'code', 'config': {'code': 'let sum = 0; for (let i = 0; i < 100; ++i) sum += i; return { sum };'}},"
           " {'id': 'b', 'type': " + type() + ", 'config': {}" + retry() + hold() + "},"
           " {'id': 'p', 'type': 'transform', 'config': {'set': {'x': '{{ 1 + 1 }}'}, 'replace': true}},"
           " {'id': 'z', 'type': " + type() + ", 'config': {}, 'onError': 'finish'},"
           " {'id': 'end', 'type': 'output', 'config': {}}],"
           " 'edges': [{'from': 's', 'to': 'a'}, {'from': 'a', 'to': 'm'}, {'from': 'm', 'to': 'w'}, {'from': 'w', 'to': 'l'}, {'from': 'l', 'to': 'u'}, {'from': 'u', 'to': 'q'},"
           " {'from': 'q', 'fromPort': 'approved', 'to': 'y'}, {'from': 'q', 'fromPort': 'rejected', 'to': 'end'}, {'from': 'y', 'to': 'k'}, {'from': 'k', 'to': 'end'},"
           " {'from': 's', 'to': 'b'}, {'from': 'b', 'to': 'p'}, {'from': 'p', 'to': 'z'}, {'from': 'z', 'to': 'end'}], 'flows': {'inner': " + one("x") + "}}";
}

/// What an effect with this path may only follow, if that has a final row.
std::string before(const std::string &path)
{
    return path.starts_with("m[") ? "a" : path.starts_with("l[") ? "w" : path.starts_with("u/") ? "l" : path == "y" ? "q" : path == "z" ? "b" : std::string();
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
        giveRoom();
        toTheEnd();
    }

private:
    struct Known
    {
        std::string id;
        bool ended = false;
        std::set<std::string> decidedAgain;           ///< a person had these done again
        std::map<std::string, std::size_t> finalAt;   ///< calls of a path when its row was final
        std::map<std::string, store::ApprovalState> answered; ///< approvals whose decision was confirmed
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

    void giveRoom()
    {
        power::setFull(false);
        power::setRoom(std::nullopt);
        m_isFull = false;
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
                m_runs.push_back({*id, false, {}, {}, {}});
            }
        } else if (chance < 60) {
            endACall(m_random() % 10);
        } else if (chance < 72) {
            m_rig.clock.advance(Millis(static_cast<int>(m_random() % 30'000)));
        } else if (chance < 77) {
            decide();
        } else if (chance < 81) {
            answer();
        } else if (chance < 83) {
            cancel();
        } else if (chance < 90 && m_fault == Fault::FullDisk) {
            ++faults;
            if (m_isFull) {
                giveRoom();
            } else {
                // Nothing goes any more, or a little does.
                m_isFull = true;
                if (m_random() % 2 == 0) {
                    power::setFull(true);
                } else {
                    power::setRoom(m_random() % 200'000);
                }
            }
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
        if (verdict == engine::Verdict::Retry) {
            run->decidedAgain.insert(path);
        }
        (void)untilReady(m_rig.engine().decide("default", run->id, path, verdict, json::Value("decided")));
    }

    void answer()
    {
        auto *run = anOpenRun();
        const auto asked = run ? await(m_rig.store().approvals().list("default", {store::ApprovalState::Pending, run->id, 10, {}})) : Result<std::vector<store::ApprovalRow>>(cancelledError(""));
        if (!asked || asked->empty()) {
            return;
        }
        const auto &approval = asked->front();
        engine::ApprovalDecision decision;
        decision.answer = m_random() % 4 == 0 ? engine::ApprovalDecision::Answer::Reject : engine::ApprovalDecision::Answer::Approve;
        decision.by = "ada";
        const auto decided = untilReady(m_rig.engine().decideApproval("default", run->id, approval.path, approval.id, decision));
        if (decided) {
            run->answered[approval.id] = decision.answer == engine::ApprovalDecision::Answer::Approve ? store::ApprovalState::Approved : store::ApprovalState::Rejected;
        }
    }

    /// Lets time pass until a person has their answer.
    Result<void> untilReady(Task<Result<void>> asked)
    {
        std::optional<Result<void>> given;
        auto runner = [](Task<Result<void>> inner, std::optional<Result<void>> *out) -> Task<void> { *out = co_await inner; };
        auto running = runner(std::move(asked), &given);
        if (!pumpUntil([&] {
                m_rig.clock.advance(Millis(1));
                return given.has_value();
            })) {
            qFatal("a person never heard of what they decided");
        }
        return *given;
    }

    void cancel()
    {
        if (auto *run = anOpenRun()) {
            (void)untilReady(m_rig.engine().cancel("default", run->id));
        }
    }

    // A run that ended at once, of which nobody knows but the journal.
    void writeBeside()
    {
        auto &journal = m_rig.store().runs();
        store::RunBatch batch;
        batch.run = journal.allocateRunKey();
        batch.workspace = "beside";
        batch.fence = 1;
        batch.create.emplace();
        batch.create->id = "beside-" + std::to_string(batch.run);
        batch.create->closure = "{}";
        batch.create->input = std::string(m_random() % 20'000, 'x');
        batch.update.emplace();
        batch.update->state = store::RunState::Succeeded;
        batch.update->finishedAt = 1;
        const auto id = batch.create->id;
        journal.commit(std::move(batch), store::Durability::Hard, [id, confirmed = m_confirmed, alive = m_alive](const Result<void> &outcome) {
            if (outcome && *alive) {
                confirmed->push_back(id);
            }
        });
    }

    // Most of the time the writer has nothing to write: the power fails between what it writes and its sync.
    void failWhileWriting()
    {
        power::failAtSync(static_cast<int>(m_random() % 2));
        for (auto writes = 1 + m_random() % 3; writes > 0; --writes) {
            writeBeside();
        }
        for (auto calls = 1 + m_random() % 3; calls > 0; --calls) {
            endACall(m_random() % 10);
        }
        m_rig.clock.advance(Millis(static_cast<int>(m_random() % 30'000)));
        (void)pumpUntil(power::hasFailed, Millis(20));
    }

    void restart()
    {
        ++faults;
        giveRoom();
        if (m_fault == Fault::Power && m_random() % 4 != 0) {
            failWhileWriting();
        }
        endLife();
        m_rig.restart();
        m_rig.settle();
        check();
    }

    // What is answered after this is heard by nobody.
    void endLife() { *std::exchange(m_alive, std::make_shared<bool>(true)) = false; }

    // Code runs in a child process, which knows nothing of this clock.
    void awaitCode()
    {
        for (const auto &run : m_runs) {
            const auto isUnderWay = [&] {
                const auto row = m_rig.step(run.id, "k");
                return row && row->state == store::StepState::Started;
            };
            while (isUnderWay()) {
                const auto before = m_rig.store().events().lastKnown("default");
                if (!pumpUntil([&] { return m_rig.store().events().lastKnown("default") != before; })) {
                    problem("the code of " + run.id + " never ends");
                    return;
                }
            }
        }
    }

    void answerAll(Known &run)
    {
        const auto asked = await(m_rig.store().approvals().list("default", {store::ApprovalState::Pending, run.id, 10, {}}));
        for (const auto &approval : asked.value_or(std::vector<store::ApprovalRow>())) {
            engine::ApprovalDecision decision;
            decision.by = "ada";
            if (await(m_rig.engine().decideApproval("default", run.id, approval.path, approval.id, decision))) {
                run.answered[approval.id] = store::ApprovalState::Approved;
            }
        }
    }

    void toTheEnd()
    {
        for (int round = 0; round < 400 && problems.empty(); ++round) {
            for (const auto &call : liveCalls()) {
                call->end.set(json::Value("done"));
            }
            m_rig.settle();
            awaitCode();
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
                if (m_random() % 2 == 0) {
                    answerAll(run);
                }
            }
            if (!open) {
                endLife();
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
        for (const auto &id : *m_confirmed) {
            if (!await(m_rig.store().runs().getRun("beside", id))) {
                problem("the journal confirmed " + id + " and lost it");
            }
        }
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
        checkApprovals(run, rows);
        checkLetters(run, *view, rows);
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

    void checkApprovals(const Known &run, const std::map<std::string, engine::StepView> &rows)
    {
        const auto all = await(m_rig.store().approvals().list("default", {std::nullopt, run.id, 100, {}})).value_or(std::vector<store::ApprovalRow>());
        std::map<std::string, store::ApprovalState> states;
        bool isPending = false;
        for (const auto &approval : all) {
            states[approval.id] = approval.state;
            isPending = isPending || approval.state == store::ApprovalState::Pending;
        }
        for (const auto &[id, state] : run.answered) {
            if (!states.contains(id) || states[id] != state) {
                problem("24: what a person decided of " + run.id + " was confirmed and is lost");
            }
        }
        const auto row = rows.find("q");
        const bool waits = row != rows.end() && row->second.state == store::StepState::Waiting;
        if (waits != isPending) {
            problem("24: the run " + run.id + (waits ? " waits for a person who is asked nothing" : " asks a person and does not wait"));
        }
        if (const auto after = rows.find("y"); after != rows.end() && after->second.state != store::StepState::Skipped && std::ranges::none_of(states, [](const auto &entry) { return entry.second == store::ApprovalState::Approved; })) {
            problem("24: the run " + run.id + " went on though nobody approved");
        }
    }

    void checkLetters(const Known &run, const engine::RunView &view, const std::map<std::string, engine::StepView> &rows)
    {
        const auto all = await(m_rig.store().deadLetters().list("default", {{}, run.id, std::nullopt, 1000, {}})).value_or(std::vector<store::DeadLetterRow>());
        std::map<std::string, int> open;
        std::set<std::string> known;
        for (const auto &letter : all) {
            known.insert(letter.path);
            open[letter.path] += letter.state == store::DeadLetterState::Open ? 1 : 0;
        }
        for (const auto &path : {"a", "b"}) {
            const auto row = rows.find(path);
            if (row == rows.end()) {
                continue;
            }
            const auto *code = json::find(row->second.error, "code");
            // What fails while its run ends for another reason is closed with it.
            const bool stands = view.state != store::RunState::Cancelled && view.state != store::RunState::Failed;
            if (stands && row->second.state == store::StepState::Failed && code && code->is_string() && code->get_string().starts_with("test.") && !known.contains(path)) {
                problem("11: " + std::string(path) + " of " + run.id + " failed and left no letter");
            }
            if (open[path] > 1) {
                problem("12: " + std::string(path) + " of " + run.id + " has two open letters");
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
    std::shared_ptr<std::vector<std::string>> m_confirmed = std::make_shared<std::vector<std::string>>(); ///< written beside
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true); ///< this life of the process
    EngineRig m_rig;
};

} // namespace

class TestHistories : public SignalboxTest
{
    Q_OBJECT

    static void campaign(Fault fault, const char *name)
    {
        const auto seed = static_cast<unsigned>(numberFrom("SIGNALBOX_HISTORY_SEED", 1));
        const auto count = static_cast<unsigned>(numberFrom("SIGNALBOX_HISTORIES", 2));
        power::install();
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
