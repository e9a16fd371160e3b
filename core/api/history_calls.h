// SPDX-License-Identifier: GPL-3.0-or-later
// Calls about what is kept of runs: what steps wrote, deleting what is over, and how long it is kept.
#pragma once

#include "api/run_calls.h"

namespace signalbox::api {

struct LogLine
{
    std::string level; ///< log, info, warn, error or debug; of what a model was asked: system, user, assistant, reasoning
    std::string text;
};
BOOST_DESCRIBE_STRUCT(LogLine, (), (level, text))

/// What one attempt of a step wrote.
struct StepLog
{
    std::int64_t attempt = 1;
    std::vector<LogLine> lines;
};
BOOST_DESCRIBE_STRUCT(StepLog, (), (attempt, lines))

struct StepLogList
{
    std::vector<StepLog> attempts;
};
BOOST_DESCRIBE_STRUCT(StepLogList, (), (attempts))

struct RunLogsParams
{
    std::string id;
    std::int64_t seq = 0; ///< of the step
    static constexpr std::array<std::string_view, 2> requiredMembers = {"id", "seq"};
};
BOOST_DESCRIBE_STRUCT(RunLogsParams, (), (id, seq))

struct RunsLogs
{
    static constexpr std::string_view name = "runs.logs";
    static constexpr std::string_view permission = "runs.read";
    static constexpr std::string_view summary = "What a step wrote while it ran (console.log of a code node), by attempt; of the last 20 that wrote anything.";
    static constexpr Route route{Verb::Get, "/runs/{id}/logs"};
    static constexpr Effect effect = Effect::Read;
    static constexpr std::string_view target = "id";
    static constexpr std::array<std::string_view, 1> errors = {"store.notFound"};
    using Params = RunLogsParams;
    using Result = StepLogList;
};

/// Runs by `ids`, or all that ended before `before`, in one of `states` if there are any.
struct RunDeleteParams
{
    std::vector<std::string> ids; ///< at most 1000; one that is named twice is meant once
    UnixMillis before = 0;
    std::vector<RunState> states; ///< Succeeded, Failed, Cancelled
};
BOOST_DESCRIBE_STRUCT(RunDeleteParams, (), (ids, before, states))

struct RunRefusal
{
    std::string run;
    json::Value error;
};
BOOST_DESCRIBE_STRUCT(RunRefusal, (), (run, error))

struct RunDeletion
{
    std::int64_t deleted = 0;
    std::int64_t bytes = 0; ///< that the disk has back by now; files younger than an hour follow later
    std::vector<RunRefusal> refused; ///< of those that were named
};
BOOST_DESCRIBE_STRUCT(RunDeletion, (), (deleted, bytes, refused))

struct RunsDelete
{
    static constexpr std::string_view name = "runs.delete";
    static constexpr std::string_view permission = "runs.delete";
    static constexpr std::string_view summary
        = "Deletes runs that have ended, with their steps, letters and approvals, and gives the disk their space back. By time, those with a dead letter that nobody has decided stay.";
    static constexpr Route route{Verb::Post, "/runs/delete"};
    static constexpr Effect effect = Effect::Idempotent;
    static constexpr std::array<std::string_view, 2> errors = {"store.notFound", "run.notEnded"};
    using Params = RunDeleteParams;
    using Result = RunDeletion;
};

/// Days after which what is over is deleted; 0: never.
struct Retention
{
    std::int64_t runDays = 0;   ///< after a run has ended
    std::int64_t eventDays = 0; ///< after an event
};
BOOST_DESCRIBE_STRUCT(Retention, (), (runDays, eventDays))

struct RetentionGet
{
    static constexpr std::string_view name = "retention.get";
    static constexpr std::string_view permission = "runs.read";
    static constexpr std::string_view summary = "How long ended runs and events are kept.";
    static constexpr Route route{Verb::Get, "/retention"};
    static constexpr Effect effect = Effect::Read;
    using Params = Nothing;
    using Result = Retention;
};

struct RetentionSet
{
    static constexpr std::string_view name = "retention.set";
    static constexpr std::string_view permission = "runs.delete";
    static constexpr std::string_view summary = "Sets how long ended runs and events are kept. It is applied soon after the backend begins and then daily; runs with an open dead letter stay.";
    static constexpr Route route{Verb::Put, "/retention"};
    static constexpr Effect effect = Effect::Idempotent;
    using Params = Retention;
    using Result = Nothing;
};

} // namespace signalbox::api
