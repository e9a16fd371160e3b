// SPDX-License-Identifier: GPL-3.0-or-later
// A run while it lives. It belongs to one thread at a time: the evaluator's during a turn, the
// backend's between turns.
#pragma once

#include "engine/engine.h"
#include "engine/paged_values.h"
#include "engine/plan_p.h"

#include <deque>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace signalbox::engine {

enum class Status : std::uint8_t { Pending, Busy, Done, Skipped, Failed, InDoubt };

struct NodeState
{
    SharedValue output;
    std::uint32_t undecided = 0; ///< incoming edges
    std::uint32_t taken = 0;
    std::uint32_t firstTaken = 0; ///< the edge that was taken first, if one was
    std::uint32_t seq = 0;
    std::int32_t attempt = 1;
    std::int32_t generation = 0;
    UnixMillis startedAt = 0;
    Status status = Status::Pending;
};

enum class EdgeState : std::uint8_t { Undecided, Taken, Skipped };

struct Frame;

/// A map, loop or subflow under way.
struct Body
{
    SharedValue given;
    std::optional<PagedValues::Reader> items; ///< of a map
    std::size_t next = 0;   ///< item or turn to start
    std::size_t active = 0;
    std::unique_ptr<OrderedResults> results; ///< of a map
    SharedValue state;      ///< of a loop
    std::vector<std::shared_ptr<Frame>> frames;
};

/// One execution of a plan: the flow itself, an item of a map, a turn of a loop, a subflow.
struct Frame
{
    std::shared_ptr<const Plan> plan;
    Frame *parent = nullptr;
    std::uint32_t parentNode = 0;
    std::size_t number = 0;
    int depth = 0;
    std::string prefix;
    SharedValue input;
    SharedValue item;
    SharedValue index;
    SharedValue loop;
    std::vector<NodeState> nodes;
    std::vector<EdgeState> edges;
    std::size_t remaining = 0;
    bool dead = false; ///< given up: what still comes for it is ignored
    std::optional<Error> unhandled; ///< of a node with onError finish
    std::unordered_map<std::uint32_t, std::unique_ptr<Body>> bodies;
};

/// What a person controls of a run.
struct Control
{
    bool paused = false;
    std::set<std::string> breakpoints;
    UnixMillis pausedAt = 0;
    std::int64_t pausedMs = 0; ///< for how long it stood still, before the pause that it may be in

    bool isSet() const { return paused || !breakpoints.empty(); }
};

/// An effect to start, in a frame's node.
struct EffectStart
{
    std::shared_ptr<Frame> frame;
    std::uint32_t node = 0;
    std::string path;
    std::string key;
    json::Object config;
    std::vector<SecretSlot> secrets;
    SharedValue input;
    SharedValue scope; ///< of types that read it
    std::string edited; ///< the row's text of an input that a person gave
    /// When to try: 0 at once, else a retry that waits (UnixMillis).
    UnixMillis notBefore = 0;
    bool rests = false;    ///< it does not start before a person lets it: the run is paused
    bool released = false; ///< a person let it
    bool wasCalled = false; ///< this attempt of it, and not only its secrets asked for
    std::uint64_t unlocks = 0; ///< how often the secrets had been unlocked when the attempt began
    int held = 0; ///< attempts that only lacked a secret, since this process has the run: they use up no retry
};

struct WaitStart
{
    std::shared_ptr<Frame> frame;
    std::uint32_t node = 0;
    UnixMillis wakeAt = 0;
};

/// What a person is asked.
struct Question
{
    std::string id;
    std::string title;
    SharedValue data; ///< what is shown, and handed on where nobody edits it
    UnixMillis expiresAt = 0; ///< 0: never
    bool failsOnExpiry = false;
};

struct AskStart
{
    std::shared_ptr<Frame> frame;
    std::uint32_t node = 0;
    std::shared_ptr<const Question> question;
};

/// What a turn asks of the coordinator.
struct Turn
{
    std::vector<store::StepWrite> steps;
    std::vector<EffectStart> effects;
    std::vector<WaitStart> waits;
    std::vector<AskStart> asks;
    std::vector<store::ApprovalWrite> approvals;
    std::vector<std::string> inDoubt;
    std::vector<store::DeadLetterRow> letters; ///< without ids
    std::size_t executed = 0;
    bool more = false;  ///< stopped at the limit of a stretch
    bool paused = false; ///< it came to a breakpoint
    bool ended = false;
    std::optional<Error> failure;
};

struct Run
{
    store::RunKey key = 0;
    std::int64_t fence = 0;
    std::string id;
    std::string workspace;
    std::string flowId;
    std::int64_t version = 0;
    std::string dataFolder;
    RunMode mode = RunMode::Durable;
    Trust trust = Trust::Local;
    store::RunState state = store::RunState::Running;
    std::shared_ptr<PlanSet> plans;
    std::shared_ptr<const Plan> plan;
    std::string trigger;
    SharedValue input;
    SharedValue info; ///< what expressions see as `run`
    SharedValue vars;
    eval::RunSeed seed;
    UnixMillis startedAt = 0;
    std::chrono::microseconds startedSteady{0};
    UnixMillis finishedAt = 0;
    std::int64_t durationUs = 0;
    std::int64_t maxSteps = 0;
    int maxDepth = 0;

    std::shared_ptr<Frame> root;
    std::deque<std::pair<std::shared_ptr<Frame>, std::uint32_t>> ready;
    std::uint32_t nextSeq = 1;
    std::int64_t steps = 0;
    /// Rows of before a restart, by path; taken as they are reached.
    std::unordered_map<std::string, store::StepRow> replay;
    /// Inputs that a person gave to steps, by path.
    std::map<std::string, SharedValue> inputs;
    std::string from;
    std::vector<std::string> budgets;
    ModelUse models;
    std::shared_ptr<KeptArrays> kept; ///< in memory mode
    bool queued = false; ///< accepted, and waits for other runs of its flow
    std::unordered_map<std::string, Pin> pins;
    Control control;
    /// Ready, and held by a pause.
    std::deque<std::pair<std::shared_ptr<Frame>, std::uint32_t>> gated;
    /// What a person let begin.
    std::set<std::string> passed;
    /// Bodies that had begun before a restart, and when.
    std::unordered_map<std::string, UnixMillis> begun;
    int letters = 0; ///< how many it has left

    json::Value result;
    std::optional<Error> error;
    /// Steps in doubt, by path.
    std::map<std::string, std::pair<std::shared_ptr<Frame>, std::uint32_t>> doubts;
    /// What persons are asked, by path. The coordinator's, also during a turn.
    struct Asked
    {
        std::shared_ptr<Frame> frame;
        std::uint32_t node = 0;
        std::shared_ptr<const Question> question;
        Clock::TimerId timer = 0;
    };
    std::map<std::string, Asked> asked;

    /// The steps of a run in memory mode, in place of rows.
    struct MemoryStep
    {
        std::shared_ptr<Frame> frame;
        std::uint32_t node;
        std::uint32_t seq;
        store::StepState state;
    };
    std::vector<MemoryStep> memorySteps;
};

/// Starts the run: makes its root frame and what begins it ready.
void beginRun(Run &run);

struct StretchOptions
{
    const ExecutorRegistry &registry;
    store::PayloadStore &payloads;
    const Clock &clock;
    std::size_t most;
    const std::function<std::string(std::string)> &redact;
};

/// What has come for a run between turns.
struct Arrival
{
    enum class Kind { Output, Failure, Wake, Skip } kind = Kind::Output;
    std::shared_ptr<Frame> frame;
    std::uint32_t node = 0;
    SharedValue output;
    std::string_view port = "out"; ///< of an output; a literal
    Error error;
    json::Object config; ///< of a failed effect: what it was called with, without secrets
    /// Is written with it.
    std::optional<store::ApprovalWrite> approval;
};

/// Runs everything that needs no effect, from the arrivals and what is ready.
/// Thread: the evaluator's.
Turn runStretch(Run &run, std::vector<Arrival> arrivals, eval::Evaluator &evaluator, const StretchOptions &options);

/// What expressions see as `run`.
json::Value runInfo(const Run &run);
/// A run's `control` as its row holds it.
std::string controlText(const Control &control);
Control controlOf(const std::string &text);
/// Whether a breakpoint stands at a path, or at its place in every item.
bool breaksAt(const Run &run, const std::string &path);
/// "each/node" of "each[3]/node".
std::string plainPath(std::string_view path);
/// Notes which bodies have rows inside, and since when, once `replay` is there: a pause does not hold them.
void noteBegun(Run &run);

/// What a run's row says of its models, and back.
std::string modelsText(const ModelUse &use);
ModelUse modelUseOf(std::string_view text);
/// What a run's row says of how it was started; the row's `options`.
Result<std::string> optionsText(const StartRequest &request, store::PayloadStore &payloads, bool queued);
/// The request that a run's row stands for, without its steps. Errors: store.corrupt.
Result<StartRequest> requestOf(const store::RunRow &row, const store::PayloadStore &payloads);
/// The rows of `steps` that a run takes over which does `paths` again. Errors: step.unknown.
Result<std::vector<store::StepRow>> takenSteps(const Plan &plan, std::vector<store::StepRow> steps, const std::vector<std::string> &paths);
/// What the step at `path` was given, from a run whose rows stand in `replay` and where nothing has begun.
/// Thread: the evaluator's.
Result<StepInput> deriveInput(Run &run, std::string_view path, eval::Evaluator &evaluator, const StretchOptions &options);
/// Where a text stands: in the configuration of a step, or on an edge that leaves it.
enum class PreviewPlace { Inside, After };
/// What `value` would give there, JSON without secrets; from rows as deriveInput(). Thread: the evaluator's.
Result<std::string> derivePreview(Run &run, std::string_view path, const CompiledValue &value, PreviewPlace place, eval::Evaluator &evaluator,
                                  const StretchOptions &options);
/// The frames whose rows that takes, as prefixes: "" and, for "each[3]/node", "each[3]/" and "each[2]/".
std::vector<std::string> framesOf(std::string_view path);

/// A step row's text for a value: JSON, or a reference where it is large; without secrets either way.
Result<std::string> rowText(const json::Value &value, store::PayloadStore &payloads, const std::function<std::string(std::string)> &redact);
/// The value of a row's text.
Result<json::Value> rowValue(const std::string &text, const store::PayloadStore &payloads);

json::Value errorJson(const Error &error);
Error errorFromJson(const json::Value &value);
std::string pathOf(const Frame &frame, std::uint32_t node);
std::string idempotencyKey(const Run &run, const std::string &path, int generation);

} // namespace signalbox::engine
