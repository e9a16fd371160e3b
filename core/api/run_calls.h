// SPDX-License-Identifier: GPL-3.0-or-later
// Calls about runs and their steps.
#pragma once

#include "api/call.h"
#include "base/clock.h"

namespace signalbox::api {

enum class RunState { Running, Waiting, Succeeded, Failed, Cancelled };
BOOST_DESCRIBE_ENUM(RunState, Running, Waiting, Succeeded, Failed, Cancelled)

enum class StepState { Started, Succeeded, Failed, Skipped, InDoubt, Waiting, Cancelled };
BOOST_DESCRIBE_ENUM(StepState, Started, Succeeded, Failed, Skipped, InDoubt, Waiting, Cancelled)

/// Memory: nothing is written; the run is gone with the backend.
enum class RunMode { Durable, Memory };
BOOST_DESCRIBE_ENUM(RunMode, Durable, Memory)

/// How the models that a run asks answer. Live: they are asked. Record: they are asked, and what they answer is kept.
/// Replay: nobody is asked, the answers come from a recording.
enum class ModelsMode { Live, Record, Replay };
BOOST_DESCRIBE_ENUM(ModelsMode, Live, Record, Replay)

struct RunModels
{
    ModelsMode mode = ModelsMode::Live;
    std::string recording{}; ///< of replay: its id; of record it is the run's own
    bool example = false;    ///< in answers: the recording came with a sample
};
BOOST_DESCRIBE_STRUCT(RunModels, (), (mode, recording, example))

/// A run as it stands. `result` may be a payload reference {"$payload": …, "bytes": n}, which runs.payload reads.
struct RunView
{
    std::string id;
    std::string flow;
    std::int64_t version = 0;
    RunState state = RunState::Running;
    json::Value result;
    json::Value error;
    UnixMillis startedAt = 0;
    UnixMillis finishedAt = 0;
    double durationMs = 0; ///< measured inside the engine
    std::int64_t steps = 0;
    std::vector<std::string> inDoubt; ///< paths of steps in doubt
    std::vector<std::string> approvals; ///< ids of the approvals that a person has to decide
    bool queued = false; ///< it waits for other runs of its flow
    std::string from{};  ///< id of the run that it goes on from (not in lists)
    bool paused = false; ///< nothing of it begins but what runs.step lets begin
    std::vector<std::string> next{}; ///< of a paused run: paths of what it would do next
    std::vector<std::string> breakpoints{};
    RunModels models{};
    std::vector<std::string> locked{}; ///< paths of steps that wait until the secrets are unlocked
};
BOOST_DESCRIBE_STRUCT(RunView, (), (id, flow, version, state, result, error, startedAt, finishedAt, durationMs, steps, inDoubt, approvals, queued, from, paused, next, breakpoints, models, locked))

struct StepView
{
    std::int64_t seq = 0;
    std::string path;
    std::string node;
    StepState state = StepState::Succeeded;
    std::int64_t attempt = 1;
    json::Value output;
    json::Value error;
    UnixMillis startedAt = 0;
    double durationMs = 0;
    std::string idempotencyKey;
    bool pinned = false;  ///< its output was given, and it was not run
    bool earlier = false; ///< taken over from the run that this one goes on from
};
BOOST_DESCRIBE_STRUCT(StepView, (), (seq, path, node, state, attempt, output, error, startedAt, durationMs, idempotencyKey, pinned, earlier))

/// An output that stands in for a step, which is not run.
struct RunPin
{
    std::string path; ///< "node", "each[3]/node", or "each/node" for the node in every item
    json::Value output;
    std::string port{}; ///< by which it leaves; empty: the one that an edge without a port means
    static constexpr std::array<std::string_view, 2> requiredMembers = {"path", "output"};
};
BOOST_DESCRIBE_STRUCT(RunPin, (), (path, output, port))

struct RunId
{
    std::string id;
    static constexpr std::array<std::string_view, 1> requiredMembers = {"id"};
};
BOOST_DESCRIBE_STRUCT(RunId, (), (id))

/// Either `flow` (of the workspace; `version` 0: the live one, else the draft) or `text`.
struct RunStartParams
{
    std::string flow;
    std::int64_t version = 0;
    std::optional<std::string> text;
    json::Value input;
    json::Object vars;
    std::string trigger;
    RunMode mode = RunMode::Durable;
    /// Relative paths of file nodes begin here; only for a caller on the backend's own machine.
    std::optional<std::string> folder;
    /// A UUID chosen by the caller makes starting idempotent.
    std::string id;
    std::vector<RunPin> pins{};
    /// Paths of steps before which it pauses, as in a pin.
    std::vector<std::string> breakpoints{};
    bool paused = false; ///< it begins paused
    RunModels models{};
};
BOOST_DESCRIBE_STRUCT(RunStartParams, (), (flow, version, text, input, vars, trigger, mode, folder, id, pins, breakpoints, paused, models))

struct RunsStart
{
    static constexpr std::string_view name = "runs.start";
    static constexpr std::string_view permission = "flows.run";
    static constexpr std::string_view summary = "Starts a run; it is on the disk before this answers. The same id twice gives the run that has it.";
    static constexpr Route route{Verb::Post, "/runs"};
    static constexpr Effect effect = Effect::Idempotent;
    static constexpr std::string_view target = "flow";
    static constexpr std::array<std::string_view, 6> errors = {"flow.invalid", "run.input", "run.overlap", "flow.paused", "store.notFound", "store.full"};
    using Params = RunStartParams;
    using Result = RunId;
};

struct RunsGet
{
    static constexpr std::string_view name = "runs.get";
    static constexpr std::string_view permission = "runs.read";
    static constexpr std::string_view summary = "A run as it stands or ended.";
    static constexpr Route route{Verb::Get, "/runs/{id}"};
    static constexpr Effect effect = Effect::Read;
    static constexpr std::string_view target = "id";
    static constexpr std::array<std::string_view, 1> errors = {"store.notFound"};
    using Params = RunId;
    using Result = RunView;
};

struct RunListParams
{
    std::string flow;
    std::optional<RunState> state;
    bool unfinished = false;
    std::int64_t limit = 100;
    std::string before; ///< id of the run to page on from
    /// Words that all stand in the run's id, its flow's id or name, or its error; case does not matter.
    std::string text{};
    UnixMillis startedFrom = 0;   ///< begun then or later
    UnixMillis startedBefore = 0; ///< begun before this; 0: any time
};
BOOST_DESCRIBE_STRUCT(RunListParams, (), (flow, state, unfinished, limit, before, text, startedFrom, startedBefore))

struct RunList
{
    std::vector<RunView> runs;
};
BOOST_DESCRIBE_STRUCT(RunList, (), (runs))

struct RunsList
{
    static constexpr std::string_view name = "runs.list";
    static constexpr std::string_view permission = "runs.read";
    static constexpr std::string_view summary = "Runs, the newest first, without their results.";
    static constexpr Route route{Verb::Get, "/runs"};
    static constexpr Effect effect = Effect::Read;
    using Params = RunListParams;
    using Result = RunList;
};

struct RunStepsParams
{
    std::string id;
    std::int64_t after = 0;
    std::int64_t limit = 500;
    static constexpr std::array<std::string_view, 1> requiredMembers = {"id"};
};
BOOST_DESCRIBE_STRUCT(RunStepsParams, (), (id, after, limit))

struct StepList
{
    std::vector<StepView> steps;
    bool more = false; ///< page on with the last one's seq as `after`
};
BOOST_DESCRIBE_STRUCT(StepList, (), (steps, more))

struct RunsSteps
{
    static constexpr std::string_view name = "runs.steps";
    static constexpr std::string_view permission = "runs.read";
    static constexpr std::string_view summary = "The steps of a run by the order in which they were first written.";
    static constexpr Route route{Verb::Get, "/runs/{id}/steps"};
    static constexpr Effect effect = Effect::Read;
    static constexpr std::string_view target = "id";
    static constexpr std::array<std::string_view, 1> errors = {"store.notFound"};
    using Params = RunStepsParams;
    using Result = StepList;
};

struct RunStepInputParams
{
    std::string id;
    std::string path; ///< of the step: "node", "each[3]/node"
    static constexpr std::array<std::string_view, 2> requiredMembers = {"id", "path"};
};
BOOST_DESCRIBE_STRUCT(RunStepInputParams, (), (id, path))

/// `input` may be a payload reference, which runs.payload reads with `inputOf`.
struct StepInput
{
    json::Value input;
    /// Of steps with an effect and of waits: the configuration with its templates resolved, secrets by name; else null.
    json::Value config;
};
BOOST_DESCRIBE_STRUCT(StepInput, (), (input, config))

struct RunsStepInput
{
    static constexpr std::string_view name = "runs.stepInput";
    static constexpr std::string_view permission = "runs.read";
    static constexpr std::string_view summary = "What a step was given, or will be where it is about to start: derived from what the steps before it gave.";
    static constexpr Route route{Verb::Get, "/runs/{id}/input"};
    static constexpr Effect effect = Effect::Read;
    static constexpr std::string_view target = "id";
    static constexpr std::array<std::string_view, 2> errors = {"store.notFound", "step.notReached"};
    using Params = RunStepInputParams;
    using Result = StepInput;
};

struct RunPayloadParams
{
    std::string id;
    std::int64_t seq = 0; ///< of the step; 0: the run's result; -1: the run's input
    std::int64_t offset = 0;
    std::int64_t length = 1 << 20; ///< at most 1 MiB
    std::string inputOf{}; ///< path of the step whose input is read; then `seq` is 0
    static constexpr std::array<std::string_view, 1> requiredMembers = {"id"};
};
BOOST_DESCRIBE_STRUCT(RunPayloadParams, (), (id, seq, offset, length, inputOf))

struct PayloadPart
{
    std::string base64;
    std::int64_t offset = 0;
    std::int64_t total = 0; ///< bytes of the whole payload, JSON text
};
BOOST_DESCRIBE_STRUCT(PayloadPart, (), (base64, offset, total))

struct RunsPayload
{
    static constexpr std::string_view name = "runs.payload";
    static constexpr std::string_view permission = "runs.read";
    static constexpr std::string_view summary = "A range of bytes of a step's output or input, or of a run's result or input, as JSON text; also where it is kept as a payload.";
    static constexpr Route route{Verb::Get, "/runs/{id}/payload"};
    static constexpr Effect effect = Effect::Read;
    static constexpr std::string_view target = "id";
    static constexpr std::array<std::string_view, 2> errors = {"store.notFound", "payload.missing"};
    using Params = RunPayloadParams;
    using Result = PayloadPart;
};

struct RunsWait
{
    static constexpr std::string_view name = "runs.wait";
    static constexpr std::string_view permission = "runs.read";
    static constexpr std::string_view summary = "Answers when the run has ended or stands still for a person.";
    static constexpr Route route{Verb::Post, "/runs/{id}/wait"};
    static constexpr Effect effect = Effect::Read;
    static constexpr std::string_view target = "id";
    static constexpr std::array<std::string_view, 2> errors = {"store.notFound", "engine.stopping"};
    using Params = RunId;
    using Result = RunView;
};

struct RunsCancel
{
    static constexpr std::string_view name = "runs.cancel";
    static constexpr std::string_view permission = "flows.run";
    static constexpr std::string_view summary = "Stops a run; answers when nothing of it lives.";
    static constexpr Route route{Verb::Post, "/runs/{id}/cancel"};
    static constexpr Effect effect = Effect::Idempotent;
    static constexpr std::string_view target = "id";
    static constexpr std::array<std::string_view, 2> errors = {"store.notFound", "run.ended"};
    using Params = RunId;
    using Result = Nothing;
};

enum class Verdict { Happened, Retry, Skip, Fail };
BOOST_DESCRIBE_ENUM(Verdict, Happened, Retry, Skip, Fail)

struct RunDecideParams
{
    std::string id;
    std::string path;
    Verdict verdict = Verdict::Happened;
    json::Value output; ///< what the effect gave, where it happened
    std::optional<json::Value> input = std::nullopt; ///< where it is done again: the input to do it with
    static constexpr std::array<std::string_view, 3> requiredMembers = {"id", "path", "verdict"};
};
BOOST_DESCRIBE_STRUCT(RunDecideParams, (), (id, path, verdict, output, input))

struct RunsDecide
{
    static constexpr std::string_view name = "runs.decide";
    static constexpr std::string_view permission = "runs.decide";
    static constexpr std::string_view summary = "Decides a step in doubt.";
    static constexpr Route route{Verb::Post, "/runs/{id}/decide"};
    static constexpr Effect effect = Effect::Change;
    static constexpr std::string_view target = "id";
    static constexpr std::array<std::string_view, 2> errors = {"store.notFound", "run.notInDoubt"};
    using Params = RunDecideParams;
    using Result = Nothing;
};

} // namespace signalbox::api
