// SPDX-License-Identifier: GPL-3.0-or-later
// Calls of a person at a run: pausing it, one step at a time, running it again from a step, comparing two.
#pragma once

#include "api/run_calls.h"

namespace signalbox::api {

struct RunsPause
{
    static constexpr std::string_view name = "runs.pause";
    static constexpr std::string_view permission = "flows.run";
    static constexpr std::string_view summary = "Pauses a run, also over restarts: what is under way ends, nothing else begins. It stands still (waiting) as soon as nothing is under way.";
    static constexpr Route route{Verb::Post, "/runs/{id}/pause"};
    static constexpr Effect effect = Effect::Idempotent;
    static constexpr std::string_view target = "id";
    static constexpr std::array<std::string_view, 2> errors = {"store.notFound", "run.ended"};
    using Params = RunId;
    using Result = RunView;
};

struct RunsResume
{
    static constexpr std::string_view name = "runs.resume";
    static constexpr std::string_view permission = "flows.run";
    static constexpr std::string_view summary = "Lets a paused run go on, up to its next breakpoint.";
    static constexpr Route route{Verb::Post, "/runs/{id}/resume"};
    static constexpr Effect effect = Effect::Change;
    static constexpr std::string_view target = "id";
    static constexpr std::array<std::string_view, 3> errors = {"store.notFound", "run.ended", "run.notPaused"};
    using Params = RunId;
    using Result = RunView;
};

struct RunStepParams
{
    std::string id;
    std::string path{}; ///< one of the run's `next`; empty: the first
    static constexpr std::array<std::string_view, 1> requiredMembers = {"id"};
};
BOOST_DESCRIBE_STRUCT(RunStepParams, (), (id, path))

struct RunsStep
{
    static constexpr std::string_view name = "runs.step";
    static constexpr std::string_view permission = "flows.run";
    static constexpr std::string_view summary = "Lets a paused run do one of its next steps, and stay paused; runs.wait answers when it stands still again.";
    static constexpr Route route{Verb::Post, "/runs/{id}/step"};
    static constexpr Effect effect = Effect::Change;
    static constexpr std::string_view target = "id";
    static constexpr std::array<std::string_view, 4> errors = {"store.notFound", "run.ended", "run.notPaused", "run.noStep"};
    using Params = RunStepParams;
    using Result = RunView;
};

struct RunBreakpointsParams
{
    std::string id;
    /// Paths of steps before which the run pauses: "node", "each[3]/node", or "each/node" for every item. They take
    /// the place of those that it had.
    std::vector<std::string> paths;
    static constexpr std::array<std::string_view, 2> requiredMembers = {"id", "paths"};
};
BOOST_DESCRIBE_STRUCT(RunBreakpointsParams, (), (id, paths))

struct RunsSetBreakpoints
{
    static constexpr std::string_view name = "runs.setBreakpoints";
    static constexpr std::string_view permission = "flows.run";
    static constexpr std::string_view summary = "Sets the breakpoints of a run, in place of those that it had.";
    static constexpr Route route{Verb::Put, "/runs/{id}/breakpoints"};
    static constexpr Effect effect = Effect::Idempotent;
    static constexpr std::string_view target = "id";
    static constexpr std::array<std::string_view, 3> errors = {"store.notFound", "run.ended", "run.breakpoints"};
    using Params = RunBreakpointsParams;
    using Result = RunView;
};

struct RunRerunParams
{
    std::string id;
    /// The step to begin with, which has to have been reached; everything that follows from it is done again, what
    /// else was done is taken over. Empty: all of it.
    std::string from{};
    /// In place of what `from` was given, or of the run's input.
    std::optional<json::Value> input = std::nullopt;
    /// Outputs that stand in for steps, which are not run; what follows from one is done again.
    std::vector<RunPin> pins{};
    std::vector<std::string> breakpoints{};
    bool paused = false;
    /// A UUID chosen by the caller for the new run makes this idempotent.
    std::string run{};
    /// Absent: as the old run's, except that it is not recorded again.
    std::optional<RunModels> models = std::nullopt;
    static constexpr std::array<std::string_view, 1> requiredMembers = {"id"};
};
BOOST_DESCRIBE_STRUCT(RunRerunParams, (), (id, from, input, pins, breakpoints, paused, run, models))

struct RunsRerun
{
    static constexpr std::string_view name = "runs.rerun";
    static constexpr std::string_view permission = "flows.run";
    static constexpr std::string_view summary = "Runs a run that has ended again, as a new run: all of it, or from a step with what was done before it, with the same data, edited data or pinned outputs.";
    static constexpr Route route{Verb::Post, "/runs/{id}/rerun"};
    static constexpr Effect effect = Effect::Idempotent;
    static constexpr std::string_view target = "id";
    static constexpr std::array<std::string_view, 5> errors = {"store.notFound", "run.notEnded", "step.unknown", "run.input", "store.full"};
    using Params = RunRerunParams;
    using Result = RunId;
};

struct RunPreviewParams
{
    std::string id;
    std::string path; ///< of the step that the text would stand in: "node", "each[3]/node"
    std::string text; ///< at most 64 KiB with at most 32 expressions
    bool expression = false; ///< the text is an expression; else a template with `{{ expressions }}`
    bool condition = false; ///< the text is the condition of an edge that leaves the step: what the step gave is `output`
    static constexpr std::array<std::string_view, 3> requiredMembers = {"id", "path", "text"};
};
BOOST_DESCRIBE_STRUCT(RunPreviewParams, (), (id, path, text, expression, condition))

struct RunPreview
{
    json::Value value; ///< null where it takes more than 64 KiB
    std::string excerpt{}; ///< then the beginning of its JSON text
    std::int64_t bytes = 0; ///< of the whole of it, JSON text
};
BOOST_DESCRIBE_STRUCT(RunPreview, (), (value, excerpt, bytes))

struct RunsPreview
{
    static constexpr std::string_view name = "runs.preview";
    static constexpr std::string_view permission = "runs.read";
    static constexpr std::string_view summary = "What a text with expressions, an expression or the condition of an edge would give at a step of a run, from the data that the step was given and gave there. Nothing is run or kept; secrets are named.";
    static constexpr Route route{Verb::Post, "/runs/{id}/preview"};
    static constexpr Effect effect = Effect::Read;
    static constexpr std::string_view target = "id";
    static constexpr std::array<std::string_view, 6> errors = {"store.notFound", "step.notReached", "expression.syntax", "expression.threw", "preview.tooMuch", "preview.inMemory"};
    using Params = RunPreviewParams;
    using Result = RunPreview;
};

struct RunCompareParams
{
    std::string id;
    std::string with; ///< id of the other run
    std::string under{}; ///< the frame whose steps are compared: "" the flow's own, "each[3]/" those of an item
    static constexpr std::array<std::string_view, 2> requiredMembers = {"id", "with"};
};
BOOST_DESCRIBE_STRUCT(RunCompareParams, (), (id, with, under))

/// A step in one of the two runs.
struct ComparedSide
{
    std::int64_t seq = 0;
    StepState state = StepState::Succeeded;
    std::int64_t attempt = 1;
    UnixMillis startedAt = 0;
    double durationMs = 0;
};
BOOST_DESCRIBE_STRUCT(ComparedSide, (), (seq, state, attempt, startedAt, durationMs))

/// Where a step was reached in one run only, nothing of it is the same.
struct ComparedStep
{
    std::string path;
    std::optional<ComparedSide> first;
    std::optional<ComparedSide> second;
    std::optional<bool> sameInput; ///< absent: it is not told without deriving both
    bool sameOutput = false;
    bool sameError = false;
};
BOOST_DESCRIBE_STRUCT(ComparedStep, (), (path, first, second, sameInput, sameOutput, sameError))

struct RunComparison
{
    RunView first;  ///< without its result
    RunView second; ///< without its result
    bool sameFlow = false;
    bool sameInput = false;
    bool sameResult = false;
    std::vector<ComparedStep> steps;
};
BOOST_DESCRIBE_STRUCT(RunComparison, (), (first, second, sameFlow, sameInput, sameResult, steps))

struct RunsCompare
{
    static constexpr std::string_view name = "runs.compare";
    static constexpr std::string_view permission = "runs.read";
    static constexpr std::string_view summary = "Two runs side by side: which steps were given and gave the same, how long each took. Values are read by runs.stepInput and runs.steps.";
    static constexpr Route route{Verb::Get, "/runs/{id}/compare"};
    static constexpr Effect effect = Effect::Read;
    static constexpr std::string_view target = "id";
    static constexpr std::array<std::string_view, 2> errors = {"store.notFound", "step.unknown"};
    using Params = RunCompareParams;
    using Result = RunComparison;
};

} // namespace signalbox::api
