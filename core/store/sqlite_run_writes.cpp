// SPDX-License-Identifier: GPL-3.0-or-later
// What the journal writes: one RunBatch is one change.
#include "store/sqlite_reliability_p.h"
#include "store/sqlite_approvals_p.h"
#include "store/sqlite_history_p.h"
#include "store/sqlite_runs_p.h"

namespace signalbox::store {

namespace {

constexpr RunKey kKeyBlock = 1024;
/// A run's key shares an integer of 63 bits with the step's number of 32.
constexpr RunKey kMaxRunKey = (RunKey(1) << 31) - 1;

class RunWrite final : public Write
{
public:
    RunWrite(RunBatch changes, Durability wanted, Executor *caller, UniqueFunction<void(Result<void>)> answer)
        : Write(wanted, caller), m_batch(std::move(changes)), m_done(std::move(answer))
    {
    }

    Result<void> apply(WriteContext &context) override
    {
        auto *chain = m_batch.chain.get();
        if (!chain) {
            return applyAll(context);
        }
        // It may be applied again in the same transaction; then it is not what went wrong before it.
        if (chain->isBroken || (chain->failing && chain->failing != this)) {
            return staleFence();
        }
        auto outcome = applyAll(context);
        chain->failing = outcome ? nullptr : this;
        return outcome;
    }

    void again() override
    {
        if (m_batch.chain) {
            m_batch.chain->failing = nullptr;
        }
    }

    void refused() override
    {
        if (m_batch.chain) {
            m_batch.chain->isBroken = true;
        }
    }

    void finish(Result<void> outcome) override { m_done(std::move(outcome)); }

private:
    Result<void> applyAll(WriteContext &context)
    {
        WriteContext::RunOwner owner;
        if (m_batch.create) {
            SB_TRY(workspace, context.workspaceKey(m_batch.workspace));
            owner = {m_batch.fence, workspace};
            SB_CHECK(create(context, workspace));
        } else {
            SB_TRY(known, context.owner(m_batch.run));
            owner = known;
            SB_CHECK(checkOwner(context, owner));
            if (m_batch.update) {
                SB_CHECK(update(context, owner.workspace));
            }
        }
        SB_CHECK(writeSteps(context.db(), owner.workspace));
        for (const auto &log : m_batch.logs) {
            auto query = context.db().query("INSERT OR REPLACE INTO step_logs (id, attempt, workspace_id, lines) VALUES (?, ?, ?, ?)");
            SB_CHECK(query.bind(m_batch.run << 32 | log.seq, log.attempt, owner.workspace, log.lines).run());
        }
        for (const auto &letter : m_batch.deadLetters) {
            SB_CHECK(insertDeadLetter(context, owner.workspace, m_batch.run, letter));
        }
        for (const auto &decided : m_batch.decidedLetters) {
            SB_CHECK(decideDeadLetter(context, owner.workspace, m_batch.workspace, m_batch.run, decided));
        }
        SB_CHECK(writeApprovals(context.db(), m_batch.run, owner.workspace, m_batch.approvals));
        if (m_batch.withdrawApprovals) {
            SB_CHECK(withdrawApprovals(context.db(), m_batch.run, context.now()));
        }
        for (const auto &event : m_batch.events) {
            SB_CHECK(context.append(owner.workspace, m_batch.workspace, event));
        }
        if (m_batch.update && m_batch.update->state && isFinal(*m_batch.update->state)) {
            context.forgetOwner(m_batch.run);
        } else if (m_batch.create) {
            context.setOwner(m_batch.run, owner);
        }
        return {};
    }

    Error staleFence() const
    {
        return Error("store.staleFence",
                     "The run " + std::to_string(m_batch.run)
                         + " was taken over by another owner. Nothing was written; stop working on it.",
                     std::to_string(m_batch.run));
    }

    Result<void> checkOwner(WriteContext &context, const WriteContext::RunOwner &owner)
    {
        if (owner.fence != m_batch.fence) {
            return staleFence().withArg("fence", std::to_string(owner.fence));
        }
        SB_TRY(workspace, context.workspaceKey(m_batch.workspace));
        if (workspace != owner.workspace) {
            return Error("store.notFound", "There is no such run in this workspace.", std::to_string(m_batch.run));
        }
        return {};
    }

    Result<void> create(WriteContext &context, std::int64_t workspace)
    {
        if (m_batch.run <= 0 || m_batch.run > kMaxRunKey) {
            return Error("store.internal", "The run's key is out of range.", std::to_string(m_batch.run));
        }
        const auto &row = *m_batch.create;
        static const RunUpdate none;
        const auto &changes = m_batch.update ? *m_batch.update : none;
        const auto state = changes.state.value_or(row.state);
        SB_TRY(closure, m_batch.closure ? context.closureKey(m_batch.closure) : context.closureKey(row.closure));
        SB_TRY(before, context.lastSequence(workspace));
        auto reserve = context.db().query("UPDATE counters SET value = ?1 + ?2 WHERE name = 'run_key' AND value < ?1");
        SB_CHECK(reserve.bind(m_batch.run, kKeyBlock).run());
        auto insert = context.db().query(
            "INSERT INTO runs (key, workspace_id, id, flow, version, state, fence, closure_id, started_at, finished_at, "
            "duration_us, first_event, last_event, trigger_node, error, options, result, input, models) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        insert.bind(m_batch.run, workspace, row.id, row.flow, row.version, static_cast<int>(state), m_batch.fence, closure,
                    row.startedAt, changes.finishedAt.value_or(row.finishedAt),
                    changes.durationUs.value_or(row.durationUs), before + 1, isFinal(state) ? lastEvent(before) : 0,
                    row.trigger, changes.error ? *changes.error : row.error, row.options,
                    changes.result ? *changes.result : row.result, row.input, row.models);
        SB_CHECK(insert.run());
        return row.control.empty() ? Result<void>() : setControl(context.db(), row.control);
    }

    Result<void> setControl(Connection &db, const std::string &control)
    {
        auto query = db.query("UPDATE runs SET control = ?2 WHERE key = ?1");
        return query.bind(m_batch.run, control).run();
    }

    Sequence lastEvent(Sequence before) const { return before + static_cast<Sequence>(m_batch.events.size()); }

    Result<void> update(WriteContext &context, std::int64_t workspace)
    {
        const auto &changes = *m_batch.update;
        auto &db = context.db();
        const bool isMore = changes.state || changes.result || changes.error || changes.finishedAt || changes.durationUs;
        if (changes.control) {
            SB_CHECK(setControl(db, *changes.control));
            if (!isMore && !changes.wakeAt) {
                return {};
            }
        }
        if (changes.wakeAt) {
            auto wake = db.query("UPDATE runs SET wake_at = ?2 WHERE key = ?1");
            SB_CHECK(wake.bind(m_batch.run, *changes.wakeAt).run());
            if (!isMore) {
                return {};
            }
        }
        if (changes.state && !changes.result && !changes.error && !changes.finishedAt && !changes.durationUs
            && !isFinal(*changes.state)) {
            auto query = db.query("UPDATE runs SET state = ?2, started_at = iif(?3, ?4, started_at) WHERE key = ?1");
            return query.bind(m_batch.run, static_cast<int>(*changes.state), changes.startedAt ? 1 : 0, changes.startedAt.value_or(0)).run();
        }
        SB_TRY(before, context.lastSequence(workspace));
        const bool ends = changes.state && isFinal(*changes.state);
        // A member that is not set keeps its column; -1 and the flags say so.
        auto query = db.query(
            "UPDATE runs SET state = iif(?2 < 0, state, ?2), result = iif(?3, ?4, result), error = iif(?5, ?6, error), "
            "finished_at = iif(?7, ?8, finished_at), duration_us = iif(?9, ?10, duration_us), "
            "last_event = iif(?11, ?12, last_event) WHERE key = ?1");
        query.bind(m_batch.run, changes.state ? static_cast<int>(*changes.state) : -1, changes.result ? 1 : 0,
                   std::string_view(changes.result ? *changes.result : std::string_view()), changes.error ? 1 : 0,
                   std::string_view(changes.error ? *changes.error : std::string_view()), changes.finishedAt ? 1 : 0,
                   changes.finishedAt.value_or(0), changes.durationUs ? 1 : 0, changes.durationUs.value_or(0),
                   ends ? 1 : 0, lastEvent(before));
        return query.run();
    }

    std::int64_t stepId(const StepRow &step) const { return m_batch.run << 32 | step.seq; }

    Result<void> writeSteps(Connection &db, std::int64_t workspace)
    {
        if (m_batch.steps.empty()) {
            return {};
        }
        // Found once: a turn writes many.
        auto insert = db.query("INSERT INTO steps (id, workspace_id, state, attempt, started_at, duration_us, path, edges, "
                               "error, detail, output) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        for (const auto &[isNew, step] : m_batch.steps) {
            if (!isNew) {
                SB_CHECK(updateStep(db, step));
                continue;
            }
            insert.bind(stepId(step), workspace, static_cast<int>(step.state), step.attempt, step.startedAt,
                        step.durationUs, step.path, step.edges, step.error, step.detail, step.output);
            SB_CHECK(insert.run());
            insert.reset();
        }
        return {};
    }

    Result<void> updateStep(Connection &db, const StepRow &step)
    {
        auto query = db.query("UPDATE steps SET state = ?, attempt = ?, duration_us = ?, edges = ?, error = ?, detail = ?, "
                              "output = ? WHERE id = ?");
        query.bind(static_cast<int>(step.state), step.attempt, step.durationUs, step.edges, step.error, step.detail,
                   step.output, stepId(step));
        SB_CHECK(query.run());
        if (db.changes() != 1) {
            return Error("store.notFound", "There is no such step of the run " + std::to_string(m_batch.run) + ".",
                         std::to_string(step.seq));
        }
        return {};
    }

    RunBatch m_batch;
    UniqueFunction<void(Result<void>)> m_done;
};

} // namespace

SqliteRunJournal::SqliteRunJournal(Writer &writer, Readers &readers, RunKey lastKey)
    : m_writer(writer), m_readers(readers), m_nextKey(lastKey + 1)
{
}

RunKey SqliteRunJournal::allocateRunKey()
{
    return m_nextKey.fetch_add(1, std::memory_order_relaxed);
}

void SqliteRunJournal::commit(RunBatch batch, Durability durability, UniqueFunction<void(Result<void>)> done)
{
    m_writer.push(std::make_unique<RunWrite>(std::move(batch), durability, Executor::current(), std::move(done)));
}

Task<Result<std::int64_t>> SqliteRunJournal::takeOver(RunKey run)
{
    auto raise = [run](WriteContext &context) -> Result<std::int64_t> {
        SB_TRY(owner, context.owner(run));
        auto query = context.db().query("UPDATE runs SET fence = fence + 1 WHERE key = ?");
        SB_CHECK(query.bind(run).run());
        ++owner.fence;
        context.setOwner(run, owner);
        return owner.fence;
    };
    co_return co_await write(m_writer, Durability::Hard, raise);
}

Task<Result<std::int64_t>> SqliteRunJournal::deleteRunsBefore(std::string workspace, UnixMillis time)
{
    SqliteHistory history(m_writer, m_readers);
    std::int64_t deleted = 0;
    RunKey cursor = 0;
    EndedFilter filter;
    filter.before = time;
    while (true) {
        SB_CO_TRY(found, co_await history.findEnded(workspace, filter, cursor, 1000));
        if (found.empty()) {
            break;
        }
        cursor = found.back().key;
        std::vector<RunKey> keys;
        for (const auto &run : found) {
            keys.push_back(run.key);
        }
        while (!keys.empty()) {
            SB_CO_TRY(done, co_await history.deleteRuns(workspace, keys, false));
            keys.erase(keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(done));
        }
        deleted += static_cast<std::int64_t>(found.size());
    }
    for (bool more = true; more;) {
        SB_CO_TRY(left, co_await history.sweep());
        more = left;
    }
    if (deleted > 0) {
        SB_CO_CHECK(co_await history.sweepClosures());
        for (bool more = true; more;) {
            SB_CO_TRY(left, co_await history.giveSpaceBack());
            more = left;
        }
    }
    co_return deleted;
}

} // namespace signalbox::store
