// SPDX-License-Identifier: GPL-3.0-or-later
// The coordinator: takes turns of runs to the evaluator and their outcome to the journal, starts
// effects, keeps timers. Everything here is on the backend's thread.
#pragma once

#include "base/loop_detector.h"
#include "bus/bus.h"
#include "engine/run_p.h"
#include "engine/stretch_p.h"

#include <map>
#include <set>

namespace signalbox::engine {

/// A run in this process.
struct LiveRun
{
    Run run;
    std::shared_ptr<store::RunChain> chain = std::make_shared<store::RunChain>();
    bool turnUnderWay = false;
    std::uint32_t shownSteps = 0; ///< how many there were when the turn that is under way began
    bool turnEnding = false; ///< no turn begins before the one that ended is written
    int startsUnderWay = 0; ///< turns whose effects and timers start when their commit is done
    bool heldBack = false; ///< until commits under way are done
    bool cancelling = false;
    bool late = false; ///< its time is over
    int visitors = 0; ///< who waits for its turn to end; it stays in memory for them
    std::vector<OneShot<bool>> atRest; ///< told when a turn has ended
    bool standsInRow = false; ///< its row says Waiting
    bool lost = false; ///< another owner has it, or its journal cannot be written
    std::vector<Arrival> inbox;
    std::stop_source stop;
    /// Effects and retries under way, by path, from the turn that asked for them (before their rows are
    /// on the disk) to their end. What is taken out of it meanwhile does not start.
    struct Active
    {
        std::shared_ptr<Frame> frame;
        std::uint32_t node = 0;
        std::stop_source stop;
        Clock::TimerId timer = 0;
        bool waits = false; ///< for its next attempt
        std::shared_ptr<EffectStart> rested = {}; ///< held by a pause
        std::shared_ptr<EffectStart> locked = {}; ///< waits until the secrets are unlocked
    };
    std::map<std::string, Active> active;
    struct Waiting
    {
        std::shared_ptr<Frame> frame;
        std::uint32_t node = 0;
        Clock::TimerId timer = 0;
        UnixMillis wakeAt = 0;
    };
    std::map<std::string, Waiting> waits;
    UnixMillis wakeAt = 0; ///< as its row says
    /// Effects that are queued or carried out, and those that wait because limits.parallel is reached.
    int places = 0;
    std::deque<EffectStart> held;
    Clock::TimerId deadline = 0;
    std::vector<OneShot<Result<RunView>>> waiters;
    /// Persons who decided, and wait until that is on the disk; starters of a run that another accepts just now.
    std::vector<OneShot<Result<void>>> decisions;
    std::vector<OneShot<Result<void>>> starters;
    bool accepting = false; ///< its acceptance is on its way to the disk
    std::vector<store::RunBatch::LetterDecision> decidedLetters;
    /// What a person controls, as this thread knows it; changes that wait for the turn to end.
    Control control;
    std::vector<std::function<void(Control &)>> asked;
    /// Its calls and their outcomes, where the flow limits repeats; and what it is to end with.
    std::optional<LoopDetector> repeats;
    std::optional<Error> repeated;
    /// What attempts wrote that have ended, until it is committed.
    std::vector<store::StepLog> logs;
    /// What touches the run and came while a turn had it.
    std::vector<UniqueFunction<void()>> afterTurn;
};

using LivePtr = std::shared_ptr<LiveRun>;

/// Keeps a run in memory for the length of a person's call.
class Attending
{
public:
    explicit Attending(LivePtr live) : m_live(std::move(live)) { ++m_live->visitors; }
    ~Attending() { --m_live->visitors; }
    Attending(const Attending &) = delete;
    Attending &operator=(const Attending &) = delete;

private:
    LivePtr m_live;
};

/// Paths of what a paused run would do next. Between turns.
std::vector<std::string> nextOf(const LiveRun &live);

struct Engine::Private
{
    Private(EngineServices given, EngineOptions chosen) : services(std::move(given)), options(chosen) {}

    EngineServices services;
    EngineOptions options;
    bool accepting = true;
    std::map<std::string, LivePtr> runs; ///< by public id; those that have not ended
    std::deque<std::pair<LivePtr, EffectStart>> queuedEffects;
    /// Effects that are carried out, and with which run.
    std::map<std::shared_ptr<EffectStart>, LivePtr> carriedOut;
    std::uint64_t unlocks = 0; ///< how often the secrets were unlocked
    int secretsAsked = 0; ///< whose answers are still to come, also where nobody waits for them any more
    std::optional<OneShot<bool>> lastEffect; ///< of a shutdown: told when the last one has ended
    int commitsUnderWay = 0;
    /// For the evaluator: what one turn of the loop asks for goes there together, since waking it costs more than most of it.
    std::vector<UniqueFunction<void(eval::Evaluator &)>> toEvaluate;
    int turnsUnderWay = 0; ///< on an evaluator's thread
    /// Flows that were validated and compiled lately, newest first.
    struct Compiled
    {
        std::map<std::string, std::string> closure;
        std::string flowId;
        std::shared_ptr<PlanSet> plans;
        std::shared_ptr<const std::string> row; ///< the closure as a run's row holds it
    };
    std::deque<Compiled> compiled;
    std::map<std::string, LivePtr> endedMemory; ///< a few runs of memory mode, for questions afterwards
    std::deque<std::string> endedOrder;
    /// Runs that are being taken over, and who waits for them.
    std::map<std::string, std::vector<OneShot<bool>>> loading;
    /// What is to be committed, until the evaluators have ended the turns that they have: runs whose
    /// effects end together then share their commits, and so their syncs.
    struct Gathered
    {
        store::RunBatch batch;
        store::Durability durability;
        UniqueFunction<void(Result<void>)> done;
    };
    std::vector<Gathered> gathered;
    Clock::TimerId gatherTimer = 0;
    double commitMicros = 0; ///< that this thread works for a commit, where many come at once
    double workedBefore = 0; ///< in microseconds, at the last flush
    Clock::TimerId wakeTimer = 0; ///< of the first run that is not in memory
    UnixMillis wakeTimerAt = 0;
    StretchOptions stretch{services.executors, services.payloads, services.clock, options.stretchNodes, services.redact};
    Breakers breakers{services.clock, [this](const std::string &workspace, const BreakerView &breaker) { tellBreaker(workspace, breaker); }};
    StartGuard starts{services.clock};
    Backoff backoffOf(const flow::RetryPolicy &policy) const;
    /// Runs that wait for others of their flow, by workspace and flow, in the order of their acceptance.
    std::map<std::pair<std::string, std::string>, std::deque<LivePtr>> queues;
    /// Begun runs of such flows that could not be journalled and are not back yet: the workspace and flow, by id.
    std::map<std::string, std::pair<std::string, std::string>> standing;
    TaskScope scope; ///< last: it ends first

    // engine.cpp
    Result<const Compiled *> plansOf(const StartRequest &request);
    Result<LivePtr> make(const StartRequest &request, const std::string &id);
    static Task<Result<bool>> isBegun(Private *self, std::string workspace, std::string id, RunMode mode);
    void takeTurn(const LivePtr &live);
    void turnEnded(const LivePtr &live, Turn turn);
    void follow(const LivePtr &live, Turn turn);
    void finish(const LivePtr &live, store::RunState state, std::optional<Error> error, store::RunBatch batch);
    void ended(const LivePtr &live);
    void watchRepeats(const LivePtr &live, const EffectStart &start, const Result<json::Value> &result) const;
    void keepLog(const LivePtr &live, std::uint32_t seq, int attempt, const AttemptLog &log) const;
    store::RunBatch batchOf(const LivePtr &live) const;
    void post(const LivePtr &live, store::RunBatch &batch, std::vector<store::DeadLetterRow> letters) const;
    void announce(const LivePtr &live, store::RunBatch &batch, std::string topic) const;
    RunView viewOf(const LiveRun &live) const;
    void checkStanding(const LivePtr &live);
    void holdForSecrets(const LivePtr &live, const EffectStart &start, const Error &error);
    void goOnUnlocked(const LivePtr &live);
    void askEvaluator();
    void onEvaluator(const LivePtr &live, UniqueFunction<void(eval::Evaluator &)> work);

    // engine_commits.cpp
    void commit(const LivePtr &live, store::RunBatch batch, store::Durability durability, UniqueFunction<void()> then);
    void gather(Gathered commit);
    void flush();
    void noteCommits();

    // engine_recovery.cpp
    Result<LivePtr> liveOf(const store::RunRow &row);

    // engine_control.cpp
    bool takeAsked(const LivePtr &live) const;
    static Task<Result<void>> change(Private *self, LivePtr live, std::function<void(Control &)> how, std::string topic);
    static Task<Result<LivePtr>> pausedRun(Private *self, std::string workspace, std::string id);
    void writeControl(const LivePtr &live, const Control &control, std::string topic, OneShot<Result<void>> written);
    void release(const LivePtr &live, const std::shared_ptr<EffectStart> &start);

    // engine_inputs.cpp
    static Task<Result<LivePtr>> readBack(Private *self, store::RunRow row, std::vector<std::string> frames);
    std::optional<Result<StepInput>> inputInMemory(const std::string &workspace, const std::string &id, const std::string &path);

    // engine_approvals.cpp
    void announceApprovals(const LivePtr &live, store::RunBatch &batch) const;
    void ask(const LivePtr &live, const AskStart &start);
    void expire(const LivePtr &live, const std::string &path);
    void resume(const LivePtr &live);
    void answer(const LivePtr &live, const std::string &path, store::ApprovalRow row, Result<json::Value> data);
    // engine_starts.cpp
    Result<void> checkPause(const StartRequest &request, const flow::Limits &limits);
    Result<void> arrange(const LivePtr &live);
    void requeue(const LivePtr &live);
    void letNextGo(const std::string &workspace, const std::string &flow);
    void letAllGo();
    void letGo(const LivePtr &live);
    void requestCancel(const LivePtr &live);
    void tell(const std::string &workspace, store::EventDraft event);
    void tellBreaker(const std::string &workspace, const BreakerView &breaker);
    static Task<void> publish(Private *self, std::string workspace, store::EventDraft event);
    static Task<void> keepPause(Private *self, std::string workspace, std::string subject, UnixMillis until);

    // engine_effects.cpp
    Result<Breakers::Permits> permitsFor(const LivePtr &live, const EffectStart &start);
    std::vector<store::BudgetScope> budgetsOf(const Run &run) const;
    void startEffect(const LivePtr &live, EffectStart start);
    void enqueue(const LivePtr &live, EffectStart start);
    void givePlaceBack(const LivePtr &live);
    void pumpEffects();
    static Task<Result<void>> fillSecrets(Private *self, std::string workspace, std::shared_ptr<EffectStart> start, json::Object *config, std::stop_token stop);
    void tellWhoWaitsForTheLast();
    static Task<void> askSecret(Private *self, std::string workspace, std::string name, OneShot<Result<std::string>> answer);
    static Task<void> carryOut(Private *self, LivePtr live, std::shared_ptr<EffectStart> start, std::stop_token scopeStop);
    void effectEnded(const LivePtr &live, const EffectStart &start, Result<json::Value> result);
    void retryLater(const LivePtr &live, std::shared_ptr<EffectStart> start, Millis delay);
    void startWait(const LivePtr &live, WaitStart wait);
    void stopEverything(const LivePtr &live);
    void stopDead(const LivePtr &live, store::RunBatch &batch);
    void closeSteps(const LivePtr &live, store::RunBatch &batch, bool deadOnly) const;
    void watchTime(const LivePtr &live);

    // engine_parking.cpp
    void noteWake(const LivePtr &live, const Turn &turn, store::RunBatch &batch) const;
    void park(const LivePtr &live);
    void watchWakes(UnixMillis at);
    static Task<void> wakeDue(Private *self, std::stop_token stop);
    void standStill(const LivePtr &live, const Error &error);
    void dismiss(const LivePtr &live, const Error &error);
    static Task<Result<void>> forgetEnded(Private *self);
    LivePtr inMemory(const std::string &workspace, const std::string &id) const;
    static Error awayError(const std::string &id);
    /// The run in memory, taken over if it is not. Errors: store.notFound, run.ended, run.elsewhere, engine.stopping.
    static Task<Result<LivePtr>> held(Private *self, std::string workspace, std::string id);
    /// The same, between turns: it belongs to this thread. Errors: those of held().
    static Task<Result<LivePtr>> heldAtRest(Private *self, std::string workspace, std::string id);
    /// Waits until one turn more of the run has ended.
    static Task<void> turnOf(LivePtr live);

    // engine_recovery.cpp
    static Task<Result<void>> takeUpDue(Private *self, UnixMillis by);
    static Task<Result<void>> takeUp(Private *self, std::vector<store::RunRow> rows);
    void install(const store::RunRow &row, std::int64_t fence, std::vector<store::StepRow> steps);
    std::string redacted(std::string text) const { return services.redact ? services.redact(std::move(text)) : std::move(text); }
};

} // namespace signalbox::engine
