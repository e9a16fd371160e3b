// SPDX-License-Identifier: GPL-3.0-or-later
// What the journal gives back.
#include "store/sqlite_runs_p.h"

#include "store/payload_store.h"

namespace signalbox::store {

namespace {

// Whether a query fetches the texts that only a look at one run needs.
enum class Texts { Without, With };

RunRow readRun(const Query &query, Texts texts)
{
    RunRow row;
    row.key = query.integer(0);
    row.workspace = query.text(1);
    row.id = query.text(2);
    row.flow = query.text(3);
    row.version = query.integer(4);
    row.state = static_cast<RunState>(query.integer(5));
    row.fence = query.integer(6);
    row.startedAt = query.integer(7);
    row.finishedAt = query.integer(8);
    row.durationUs = query.integer(9);
    row.trigger = query.text(10);
    row.error = query.text(11);
    row.steps = query.integer(12);
    row.control = query.text(13);
    if (texts == Texts::With) {
        row.options = query.text(14);
        row.result = query.text(15);
        row.input = query.text(16);
        row.closure = query.text(17);
        row.wakeAt = query.integer(18);
    }
    return row;
}

StepRow readStep(const Query &query)
{
    StepRow row;
    row.seq = static_cast<std::uint32_t>(query.integer(0) & 0xffffffff);
    row.state = static_cast<StepState>(query.integer(1));
    row.attempt = static_cast<std::int32_t>(query.integer(2));
    row.startedAt = query.integer(3);
    row.durationUs = query.integer(4);
    row.path = query.text(5);
    row.edges = query.text(6);
    row.error = query.text(7);
    row.detail = query.text(8);
    row.output = query.text(9);
    return row;
}

template<typename T, typename F>
Result<std::vector<T>> readAll(Query &query, F toRow)
{
    std::vector<T> rows;
    while (true) {
        SB_TRY(more, query.next());
        if (!more) {
            return rows;
        }
        rows.push_back(toRow(query));
    }
}

Result<std::vector<RunRow>> readRuns(Query &query, Texts texts)
{
    return readAll<RunRow>(query, [texts](const Query &row) { return readRun(row, texts); });
}

} // namespace

// Steps are numbered from 1 without holes: the highest number of a run's range is their count.
#define SB_RUN_COLUMNS                                                                             \
    "r.key, w.name, r.id, r.flow, r.version, r.state, r.fence, r.started_at, r.finished_at, r.duration_us, "       \
    "r.trigger_node, r.error, coalesce((SELECT s.id & 4294967295 FROM steps s WHERE s.id > (r.key << 32) "         \
    "AND s.id < ((r.key + 1) << 32) ORDER BY s.id DESC LIMIT 1), 0), r.control"
#define SB_RUN_TEXTS ", r.options, r.result, r.input, c.text, r.wake_at"
#define SB_RUN_TABLES " FROM runs r JOIN workspaces w ON w.id = r.workspace_id"
#define SB_RUN_CLOSURE " JOIN closures c ON c.id = r.closure_id"

Task<Result<std::vector<RunRow>>> SqliteRunJournal::listRuns(std::string workspace, RunFilter filter)
{
    auto work = [workspace = std::move(workspace), filter = std::move(filter)](ReadContext &context) -> Result<std::vector<RunRow>> {
        SB_TRY(key, context.workspaceKey(workspace));
        const auto before = filter.before > 0 ? filter.before : std::numeric_limits<RunKey>::max();
        const auto state = filter.state ? static_cast<int>(*filter.state) : -1;
        if (!filter.flow.empty()) {
            auto query = context.db().query("SELECT " SB_RUN_COLUMNS SB_RUN_TABLES
                                            " WHERE r.workspace_id = ? AND r.flow = ? AND r.key < ? AND (?4 < 0 OR r.state = ?4) "
                                            "AND (?5 = 0 OR r.state < 2) ORDER BY r.key DESC LIMIT ?6");
            query.bind(key, filter.flow, before, state, filter.unfinished ? 1 : 0, filter.limit);
            return readRuns(query, Texts::Without);
        }
        if (filter.unfinished) {
            auto query = context.db().query("SELECT " SB_RUN_COLUMNS
                                            " FROM runs r INDEXED BY runs_unfinished JOIN workspaces w ON w.id = r.workspace_id"
                                            " WHERE +r.workspace_id = ? AND r.state < 2 AND r.key < ? AND (?3 < 0 OR r.state = ?3) "
                                            "ORDER BY r.key DESC LIMIT ?4");
            query.bind(key, before, state, filter.limit);
            return readRuns(query, Texts::Without);
        }
        auto query = context.db().query("SELECT " SB_RUN_COLUMNS SB_RUN_TABLES
                                        " WHERE r.workspace_id = ? AND r.key < ? AND (?3 < 0 OR r.state = ?3) "
                                        "ORDER BY r.key DESC LIMIT ?4");
        query.bind(key, before, state, filter.limit);
        return readRuns(query, Texts::Without);
    };
    co_return co_await read(m_readers, std::move(work));
}

Task<Result<RunRow>> SqliteRunJournal::getRun(std::string workspace, std::string id)
{
    auto work = [workspace = std::move(workspace), id = std::move(id)](ReadContext &context) -> Result<RunRow> {
        SB_TRY(key, context.workspaceKey(workspace));
        auto query = context.db().query("SELECT " SB_RUN_COLUMNS SB_RUN_TEXTS SB_RUN_TABLES SB_RUN_CLOSURE
                                        " WHERE r.workspace_id = ? AND r.id = ?");
        query.bind(key, id);
        SB_TRY(found, query.next());
        if (!found) {
            return Error("store.notFound", "There is no run " + id + " in this workspace. List the runs to see which there are.", id);
        }
        return readRun(query, Texts::With);
    };
    co_return co_await read(m_readers, std::move(work));
}

Task<Result<std::vector<RunRow>>> SqliteRunJournal::dueRuns(UnixMillis by, WakeCursor after, int limit)
{
    auto work = [by, after, limit](ReadContext &context) -> Result<std::vector<RunRow>> {
        auto query = context.db().query("SELECT " SB_RUN_COLUMNS SB_RUN_TEXTS
                                        " FROM runs r INDEXED BY runs_by_wake CROSS JOIN workspaces w ON w.id = r.workspace_id"
                                        SB_RUN_CLOSURE " WHERE r.state < 2 AND r.wake_at <= ? AND (r.wake_at, r.key) > (?, ?) "
                                        "ORDER BY r.wake_at, r.key LIMIT ?");
        query.bind(by, after.wakeAt, after.key, limit);
        return readRuns(query, Texts::With);
    };
    co_return co_await read(m_readers, work);
}

Task<Result<UnfinishedRuns>> SqliteRunJournal::unfinished(UnixMillis after)
{
    auto work = [after](ReadContext &context) -> Result<UnfinishedRuns> {
        UnfinishedRuns result;
        auto all = context.db().query("SELECT count(*) FROM runs INDEXED BY runs_by_wake WHERE state < 2");
        SB_CHECK(all.next());
        result.count = all.integer(0);
        auto next = context.db().query("SELECT wake_at FROM runs INDEXED BY runs_by_wake WHERE state < 2 AND wake_at > ? "
                                       "ORDER BY wake_at LIMIT 1");
        next.bind(after);
        SB_TRY(waits, next.next());
        result.nextWake = waits ? next.integer(0) : 0;
        return result;
    };
    co_return co_await read(m_readers, work);
}

namespace {

Result<std::vector<StepRow>> readSteps(ReadContext &context, RunKey run, std::uint32_t after, int limit)
{
    auto query = context.db().query("SELECT id, state, attempt, started_at, duration_us, path, edges, error, detail, output "
                                    "FROM steps WHERE id > ? AND id < ? ORDER BY id LIMIT ?");
    query.bind(run << 32 | after, (run + 1) << 32, limit);
    return readAll<StepRow>(query, readStep);
}

} // namespace

Task<Result<std::vector<StepRow>>> SqliteRunJournal::listSteps(RunKey run, std::uint32_t after, int limit)
{
    auto work = [run, after, limit](ReadContext &context) { return readSteps(context, run, after, limit); };
    co_return co_await read(m_readers, work);
}

Task<Result<std::vector<std::vector<StepRow>>>> SqliteRunJournal::stepsOf(std::vector<RunKey> runs, int limit)
{
    auto work = [runs = std::move(runs), limit](ReadContext &context) -> Result<std::vector<std::vector<StepRow>>> {
        std::vector<std::vector<StepRow>> all;
        all.reserve(runs.size());
        for (const auto run : runs) {
            SB_TRY(steps, readSteps(context, run, 0, limit));
            all.push_back(std::move(steps));
        }
        return all;
    };
    co_return co_await read(m_readers, std::move(work));
}

Task<Result<std::pair<std::int64_t, std::int64_t>>> SqliteRunJournal::countOf(RunKey run)
{
    using Counts = std::pair<std::int64_t, std::int64_t>;
    auto work = [run](ReadContext &context) -> Result<Counts> {
        auto find = context.db().query("SELECT workspace_id, id, first_event, last_event FROM runs WHERE key = ?");
        find.bind(run);
        SB_TRY(found, find.next());
        if (!found) {
            return Error("store.notFound", "There is no such run.", std::to_string(run));
        }
        const auto base = find.integer(0) << 40;
        const auto last = find.integer(3) > 0 ? base | find.integer(3) : ((find.integer(0) + 1) << 40) - 1;
        const auto id = find.text(1);
        auto steps = context.db().query("SELECT count(*) FROM steps WHERE id > ? AND id < ?");
        steps.bind(run << 32, (run + 1) << 32);
        SB_CHECK(steps.next());
        auto events = context.db().query("SELECT count(*) FROM events WHERE id BETWEEN ? AND ? AND source = ?");
        events.bind(base | find.integer(2), last, id);
        SB_CHECK(events.next());
        return Counts{steps.integer(0), events.integer(0)};
    };
    co_return co_await read(m_readers, work);
}

Task<Result<std::vector<std::string>>> SqliteRunJournal::payloadReferences()
{
    auto work = [](ReadContext &context) -> Result<std::vector<std::string>> {
        auto query = context.db().query(
            "SELECT output FROM steps WHERE instr(output, 'sha256-') > 0 UNION SELECT detail FROM steps WHERE instr(detail, 'sha256-') > 0 "
            "UNION SELECT input FROM runs WHERE instr(input, 'sha256-') > 0 UNION SELECT options FROM runs WHERE instr(options, 'sha256-') > 0 "
            "UNION SELECT result FROM runs WHERE instr(result, 'sha256-') > 0 UNION SELECT input FROM dead_letters WHERE instr(input, 'sha256-') > 0 "
            "UNION SELECT data FROM approvals WHERE instr(data, 'sha256-') > 0 UNION SELECT edited FROM approvals WHERE instr(edited, 'sha256-') > 0");
        return readAll<std::string>(query, [](const Query &row) { return row.text(0); });
    };
    co_return co_await read(m_readers, work);
}

} // namespace signalbox::store
