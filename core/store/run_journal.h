// SPDX-License-Identifier: GPL-3.0-or-later
// Where the engine writes what happened, and reads it after a crash. One interface, one contract
// suite, SQLite below it here and PostgreSQL on a hosted backend.
#pragma once

#include "base/async.h"
#include "store/dead_letters.h"
#include "store/approvals.h"
#include "store/types.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace signalbox::store {

/// One step to write. `insert`: its row is new; else state, attempt, output, error, edges, detail and
/// duration of the row with this seq are replaced.
struct StepWrite
{
    bool insert = true;
    StepRow step;
};

/// What a step wrote while it ran, an attempt at a time.
struct StepLog
{
    std::uint32_t seq = 0;
    std::int32_t attempt = 1;
    std::string lines; ///< JSON: [{"level": "info", "text": "…"}, …]
};

/// What changes of a run. Only members that are set are written.
struct RunUpdate
{
    std::optional<RunState> state;
    std::optional<std::string> result;
    std::optional<std::string> error;
    std::optional<UnixMillis> startedAt;
    std::optional<UnixMillis> finishedAt;
    std::optional<std::int64_t> durationUs;
    std::optional<std::string> control;
    /// When it has to be taken up next; 0 while anything of it is under way.
    std::optional<UnixMillis> wakeAt;
};

/// Ties the batches of one owner of a run: once one was refused, so are those that share it after that one, whatever
/// came of what refused it. Its members are the journal's.
struct RunChain
{
    const void *failing = nullptr;
    bool isBroken = false;
};

/// Everything that one run writes in one turn. It is applied as a whole (a savepoint of its own)
/// or not at all, together with its events.
struct RunBatch
{
    RunKey run = 0;
    std::string workspace;
    std::int64_t fence = 0;
    std::shared_ptr<RunChain> chain; ///< may be missing
    std::optional<RunRow> create; ///< with key = run
    /// The text of create->closure, where many runs share one; that is empty then.
    std::shared_ptr<const std::string> closure;
    std::optional<RunUpdate> update;
    std::vector<StepWrite> steps;
    /// Of steps that have a row, or get one here.
    std::vector<StepLog> logs;
    std::vector<ApprovalWrite> approvals;
    bool withdrawApprovals = false; ///< then those of the run that are pending end
    std::vector<EventDraft> events;
    /// Steps that failed for good in this turn.
    std::vector<DeadLetterRow> deadLetters;
    /// An open letter that is decided with it.
    struct LetterDecision
    {
        std::string path; ///< of the run itself; nothing is decided if none is open there
        DeadLetterDecision decision;
        /// The id of one of the workspace, in place of a path. The batch is refused if it is not open any more
        /// (deadLetter.decided), or is gone (store.notFound).
        std::string letter = {};
    };
    std::vector<LetterDecision> decidedLetters;
};

/// Durable timers of waiting steps and retries.
struct TimerRow
{
    RunKey run = 0;
    std::uint32_t seq = 0;
    UnixMillis dueAt = 0;
};

/// Where a page of due runs ended.
struct WakeCursor
{
    UnixMillis wakeAt = -1;
    RunKey key = 0;
};

/// How much is left to do, over all workspaces.
struct UnfinishedRuns
{
    std::int64_t count = 0;
    UnixMillis nextWake = 0; ///< of those that wait beyond the time that was asked for; 0 if there is none
};

/// The journal of runs.
/// Thread: any one with an Executor; callbacks come back to the executor that called.
class RunJournal
{
public:
    virtual ~RunJournal() = default;

    /// A key for a new run; unique for ever in this database, ascending. Never waits.
    virtual RunKey allocateRunKey() = 0;

    /// Queues a batch; what is queued together commits together (group commit), hard if any of it is.
    /// Batches of one run are applied in the order of the calls. `done` hears the outcome of this batch
    /// after the commit: an error of its own savepoint (store.staleFence, …) or of the whole commit
    /// (store.full, store.io: nothing of the turn was written, the caller may try again).
    virtual void commit(RunBatch batch, Durability durability, UniqueFunction<void(Result<void>)> done) = 0;
    /// For how long a hard commit stood waiting for the disk, of late: what commits that go together save. 0 where
    /// that is not known. Thread: any.
    virtual std::chrono::microseconds syncTime() const { return {}; }
    /// Begins with what is queued, where nothing is under way, rather than after the caller's turn of its loop: the
    /// caller knows that more work follows in it which should not be waited for. Thread: any.
    virtual void beginNow() {}
    /// The same as a coroutine.
    Task<Result<void>> commitAsync(RunBatch batch, Durability durability);

    /// Takes over a run: raises its fence number and gives it. Hard.
    virtual Task<Result<std::int64_t>> takeOver(RunKey run) = 0;

    /// Newest first, without input, result, closure and options.
    virtual Task<Result<std::vector<RunRow>>> listRuns(std::string workspace, RunFilter filter) = 0;
    /// By public id. store.notFound.
    virtual Task<Result<RunRow>> getRun(std::string workspace, std::string id) = 0;
    /// Runs of all workspaces that have not ended and are under way or have waited until `by`, by that time,
    /// then oldest first. Those that wait for longer are not read.
    virtual Task<Result<std::vector<RunRow>>> dueRuns(UnixMillis by, WakeCursor after, int limit) = 0;
    /// What has not ended, and when the first of those that wait beyond `after` is due.
    virtual Task<Result<UnfinishedRuns>> unfinished(UnixMillis after) = 0;
    /// Steps with seq > `after`, in order, at most `limit`.
    virtual Task<Result<std::vector<StepRow>>> listSteps(RunKey run, std::uint32_t after, int limit) = 0;
    /// The first `limit` steps of each of these runs, read together, in the order of `runs`.
    virtual Task<Result<std::vector<std::vector<StepRow>>>> stepsOf(std::vector<RunKey> runs, int limit) = 0;
    /// What a step wrote, by attempt.
    virtual Task<Result<std::vector<StepLog>>> stepLogs(RunKey run, std::uint32_t seq) = 0;
    /// How many steps and events stand for a run (the benchmarks read them back).
    virtual Task<Result<std::pair<std::int64_t, std::int64_t>>> countOf(RunKey run) = 0;
    /// Deletes runs that ended before `time`, with steps and payload references; gives how many.
    virtual Task<Result<std::int64_t>> deleteRunsBefore(std::string workspace, UnixMillis time) = 0;
    /// Every text of a row of any workspace that names a payload, or, of long ones, the names in it; for
    /// PayloadStore::collect(). Reads every row: for upkeep only.
    virtual Task<Result<std::vector<std::string>>> payloadReferences() = 0;
};

} // namespace signalbox::store
