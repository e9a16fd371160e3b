// SPDX-License-Identifier: GPL-3.0-or-later
// The engine: runs flows durably. Nothing lost, nothing repeated.
#pragma once

#include "base/backoff.h"
#include "base/task_scope.h"
#include "engine/breakers.h"
#include "engine/executors.h"
#include "engine/start_guard.h"
#include "eval/evaluator_thread.h"
#include "eval/isolated_evaluators.h"
#include "store/payload_store.h"
#include "store/run_journal.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/enum.hpp>

namespace signalbox::bus {
class Bus;
}

namespace signalbox::engine {

/// Memory: nothing is written; the run is gone with the process (previews, benchmarks, tests of flows).
enum class RunMode { Durable, Memory };
BOOST_DESCRIBE_ENUM(RunMode, Durable, Memory)

/// Isolated: JavaScript runs in a confined child, one a workspace's flow (flows that are hosted or
/// imported). A run keeps it, also after a restart.
enum class Trust { Local, Isolated };
BOOST_DESCRIBE_ENUM(Trust, Local, Isolated)

/// Who has a run started. What is not a person is held to a number of starts a minute.
enum class Cause { Person, Trigger, Agent };
BOOST_DESCRIBE_ENUM(Cause, Person, Trigger, Agent)

/// An output that stands in for a node, which is not run. `path`: "node", "each[3]/node", or "each/node" for
/// the node in every item. `port`: by which it leaves; empty: the one that an edge without a port means.
struct Pin
{
    std::string path;
    json::Value output;
    std::string port;
};

/// Everything a run is made of; pinned when it starts.
struct StartRequest
{
    std::string workspace = "default";
    std::string flowId;
    std::int64_t version = 0;
    /// Texts of the flow and of every flow that it can reach, by id; `flowId` names the one to run.
    std::map<std::string, std::string> closure;
    json::Value input;
    /// Replaces entries of the flow's `vars`.
    json::Object vars;
    /// Node id of the trigger that fired; empty: the first manual trigger, or none.
    std::string trigger;
    RunMode mode = RunMode::Durable;
    Trust trust = Trust::Local;
    std::string dataFolder;
    /// The id to give the run (idempotent start: an id that exists gives the run that has it).
    std::string id;
    Cause cause = Cause::Person;
    /// The run that this one goes on from, if it does.
    std::string from;
    /// Steps that `from` has done: taken for done here, written with the run's acceptance.
    std::vector<store::StepRow> taken;
    /// Inputs that a person gave to steps, by path, in place of what flows there.
    std::map<std::string, json::Value> inputs;
    /// What else the run's spending counts against: the budgets of whoever started it.
    std::vector<std::string> budgets;
    std::vector<Pin> pins;
    /// Paths before which it pauses, as in a pin.
    std::vector<std::string> breakpoints;
    /// It begins paused.
    bool paused = false;
    ModelUse models;
    /// Dead letters that it replays: decided with its acceptance, or it is not accepted.
    std::vector<store::RunBatch::LetterDecision> letters;
};

/// A new run that goes on from steps of one that has ended.
struct RerunRequest
{
    std::string workspace = "default";
    std::string run;
    /// The steps to do again, with everything that follows from them; none: all of it. What else was done is taken over, what
    /// failed otherwise stays failed, and what was cancelled under way is in doubt unless it may be repeated.
    std::vector<std::string> paths;
    /// Inputs for them, by path.
    std::map<std::string, json::Value> inputs;
    /// In place of the run's input, where all of it is done again.
    std::optional<json::Value> input;
    /// What follows from these is done again, too.
    std::vector<Pin> pins;
    std::vector<std::string> breakpoints;
    bool paused = false;
    /// How its models answer; nothing: as the old one's, except that it is not recorded again.
    std::optional<ModelUse> models = {};
    /// The id to give the new run; an id that exists gives the run that has it.
    std::string id;
    /// Ids of the dead letters that the new run replays. That they are replayed, by whom and with which note, is written
    /// with its acceptance; if one of them is decided already, or gone, no run is started.
    std::vector<std::string> letters;
    std::string by;
    std::string note;
};

struct StepView
{
    std::uint32_t seq = 0;
    std::string path;
    std::string node;
    std::string type;
    store::StepState state = store::StepState::Succeeded;
    int attempt = 1;
    json::Value output;
    json::Value error;
    UnixMillis startedAt = 0;
    std::int64_t durationUs = 0;
    std::string idempotencyKey;
    bool pinned = false;  ///< its output was given, and it was not run
    bool earlier = false; ///< taken over from the run that this one goes on from
};

/// What a step was given. Nothing of it is stored: it is derived from the run's journal.
struct StepInput
{
    /// JSON, or the reference of a payload where it is large; without secrets, as rows are.
    std::string text;
    /// Of effects and waits: the configuration with its templates resolved, secrets as `{{ secrets.name }}`; else null.
    json::Value config;
};

/// A run as it stands or ended.
struct RunView
{
    std::string id;
    std::string flow;
    std::int64_t version = 0;
    store::RunState state = store::RunState::Running;
    json::Value result;
    json::Value error;
    UnixMillis startedAt = 0;
    UnixMillis finishedAt = 0;
    std::int64_t durationUs = 0;
    std::int64_t steps = 0;
    bool queued = false; ///< it waits for other runs of its flow
    /// Paths of steps in doubt.
    std::vector<std::string> inDoubt;
    /// Ids of the approvals that a person has to decide.
    std::vector<std::string> approvals;
    /// The run that it goes on from, if it does (not in lists).
    std::string from;
    /// Nothing of it begins but what step() lets begin.
    bool paused = false;
    /// Of a paused run: paths of what it would do next.
    std::vector<std::string> next;
    std::vector<std::string> breakpoints;
    ModelUse models;
    /// Paths of steps that wait until the secrets are unlocked.
    std::vector<std::string> locked;
};

/// A step in one of two runs.
struct ComparedSide
{
    std::uint32_t seq = 0;
    store::StepState state = store::StepState::Succeeded;
    int attempt = 1;
    UnixMillis startedAt = 0;
    std::int64_t durationUs = 0;
};

struct ComparedStep
{
    std::string path;
    std::optional<ComparedSide> first; ///< nothing: not reached
    std::optional<ComparedSide> second;
    std::optional<bool> sameInput; ///< nothing: rows do not tell
    bool sameOutput = false;
    bool sameError = false;
};

/// Two runs side by side. Steps in the order of the first run's flow, then those of the second's only.
struct Comparison
{
    RunView first;
    RunView second;
    bool sameFlow = false;
    bool sameInput = false;
    bool sameResult = false;
    std::vector<ComparedStep> steps;
};

/// What a person decides of a step in doubt (or a failed one that waits).
enum class Verdict {
    Happened, ///< it did happen; `output` is what it gave
    Retry,    ///< do it again, with a new key
    Skip,     ///< go on as if it was skipped
    Fail      ///< it failed
};
BOOST_DESCRIBE_ENUM(Verdict, Happened, Retry, Skip, Fail)

/// An attempt of a step that reaches outside, which has ended. For those who count.
struct EffectReport
{
    std::string type; ///< of the node
    std::string code; ///< of the error; empty: it succeeded
    std::int64_t durationUs = 0;
};

/// What a person decides of an approval.
struct ApprovalDecision
{
    enum class Answer { Approve, Reject } answer = Answer::Approve;
    /// What the person made of the data; absent: as it was shown.
    std::optional<json::Value> data;
    std::string by; ///< the person's subject
    std::string comment;
};

struct EngineOptions
{
    int maxRunningEffects = 256;  ///< at once, over all runs
    std::int64_t maxSteps = 1'000'000; ///< a run, where the flow does not say
    int maxDepth = 32;            ///< of nested bodies and subflows
    /// Of nodes that say nothing, and of the targets of calls.
    CircuitPolicy nodeCircuit{.failures = 10, .openFor = Millis(30'000), .probes = 1};
    CircuitPolicy targetCircuit{.failures = 5, .openFor = Millis(30'000), .probes = 1};
    /// What triggers and agents may start of a flow that does not say.
    StartPolicy starts;
    std::size_t stretchNodes = 2048; ///< pure nodes evaluated in one unit before the engine hears of it
    Millis parkAfter{60'000};     ///< a run that only waits for longer than this leaves memory until then
};

/// Gives the value of a secret at the call.
using SecretResolver = std::function<Task<Result<std::string>>(std::string workspace, std::string name)>;

struct EngineServices
{
    store::RunJournal &journal;
    store::PayloadStore &payloads;
    bus::Bus &bus;
    const ExecutorRegistry &executors;
    eval::EvaluatorThread &evaluator;
    Clock &clock;
    SecretResolver secrets;
    /// Takes secrets out of texts that are journalled; may be empty.
    std::function<std::string(std::string)> redact;
    /// Keeps pauses and budgets over a restart; may be missing.
    store::LedgerRepository *ledger = nullptr;
    /// Of the waits before retries; empty: the machine's.
    RandomSource random = {};
    /// For runs of Trust::Isolated; without it these are refused (evaluator.unavailable).
    eval::IsolatedEvaluators *isolated = nullptr;
    /// Hears of each attempt of an effect, on the backend's thread; may be empty.
    std::function<void(const EffectReport &)> onEffect = {};
};

/// The coordinator of all runs of a backend.
/// Thread: the backend's, for every call; it has an Executor.
class Engine
{
public:
    Engine(EngineServices services, EngineOptions options = {});
    ~Engine();

    /// Accepts a run: hard-committed before the answer (not in Memory mode). Gives the run's id.
    /// A flow that takes one run at a time has it wait its turn, refuses it (run.overlap), or cancels the other.
    /// Errors: flow.invalid (args: count; the findings as text), run.input, run.overlap, flow.paused (retryable),
    /// evaluator.unavailable, store.*.
    Task<Result<std::string>> start(StartRequest request);
    /// Waits until the run has ended or stands still for a person (Waiting with steps in doubt, or that wait for locked
    /// secrets, and nothing else to do), or `stop`.
    Task<Result<RunView>> wait(std::string workspace, std::string id, std::stop_token stop);
    Task<Result<RunView>> get(std::string workspace, std::string id);
    Task<Result<std::vector<RunView>>> list(std::string workspace, store::RunFilter filter);
    Task<Result<std::vector<StepView>>> steps(std::string workspace, std::string id, std::uint32_t after, int limit);
    /// What the step with this number wrote while it ran, by attempt. Errors: store.notFound.
    Task<Result<std::vector<store::StepLog>>> logs(std::string workspace, std::string id, std::uint32_t seq);
    /// What the step at `path` ("node", "each[3]/node") was or will be given; also inside of bodies, and of steps that
    /// are about to start. Errors: store.notFound, step.notReached, expression.*, payload.*.
    Task<Result<StepInput>> stepInput(std::string workspace, std::string id, std::string path);
    /// What a text would give if it stood in that step's configuration, or as the condition of an edge that leaves it: JSON,
    /// secrets as `{{ secrets.name }}`. Evaluated in a process of its own, so that what somebody is still writing holds up no
    /// run. Errors: as stepInput(), template.*, preview.*, evaluator.unavailable.
    enum class PreviewOf { Template, Expression, Condition };
    Task<Result<std::string>> preview(std::string workspace, std::string id, std::string path, std::string text, PreviewOf kind);

    /// Stops a run: its effects are cancelled, its timers forgotten; done when nothing of it lives.
    Task<Result<void>> cancel(std::string workspace, std::string id);
    /// Decides a step in doubt, or one that failed and is held: with what it gave where it happened, and, where it
    /// is done again, the input to do it with. Errors: run.notInDoubt, store.notFound.
    Task<Result<void>> decide(std::string workspace, std::string id, std::string path, Verdict verdict, json::Value output,
                              std::optional<json::Value> input = {}, std::string by = {});
    /// Starts a run that goes on from steps of another. Errors: run.notEnded, step.unknown (the flow has no such
    /// step), deadLetter.decided, store.notFound, and those of start().
    Task<Result<std::string>> rerun(RerunRequest request);
    /// Decides what the step `path` of a run asks by the approval of this id; it is on the disk before this
    /// answers. Who may decide is the caller's concern. Errors: approval.decided, store.notFound, engine.stopping, payload.*.
    Task<Result<void>> decideApproval(std::string workspace, std::string id, std::string path, std::string approval, ApprovalDecision decision);

    /// Steps that wait for secrets which were locked go on.
    void secretsUnlocked();

    std::vector<BreakerView> breakers(const std::string &workspace) const;
    /// Closes a breaker. Errors: store.notFound.
    Result<void> resetBreaker(const std::string &workspace, const std::string &subject);
    /// What was started too often, and is left alone.
    std::vector<StartGuard::Pause> pauses(const std::string &workspace) const;
    /// Errors: store.notFound.
    Task<Result<void>> liftPause(std::string workspace, std::string subject);
    /// Lets nothing of a run begin any more, also after a restart; what is under way ends. The run stands still
    /// (Waiting) as soon as nothing is. Hard-committed before the answer, like all of these.
    /// Errors: store.notFound, run.ended.
    Task<Result<RunView>> pause(std::string workspace, std::string id);
    /// Errors: those of pause(), run.notPaused.
    Task<Result<RunView>> resume(std::string workspace, std::string id);
    /// Lets one of the `next` steps of a paused run begin; empty: the first. Errors: those of resume(), run.noStep.
    Task<Result<RunView>> step(std::string workspace, std::string id, std::string path);
    /// In place of those that it had. Errors: those of pause(), run.breakpoints (too many).
    Task<Result<RunView>> setBreakpoints(std::string workspace, std::string id, std::vector<std::string> paths);
    /// The steps of one frame of two runs: `under` is "" or a prefix such as "each[3]/". Errors: store.notFound,
    /// step.unknown (neither flow has it).
    Task<Result<Comparison>> compare(std::string workspace, std::string first, std::string second, std::string under);

    /// Goes on with every unfinished run after a restart: pure nodes are recomputed, interrupted effects are
    /// retried or held by their policy. Those that only wait are taken over when their time has come. Gives
    /// how many there are.
    Task<Result<std::int64_t>> recover();
    /// Stops accepting, lets nothing new start, waits for the commits under way. Runs go on at the
    /// next start.
    Task<void> shutdown();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace signalbox::engine
