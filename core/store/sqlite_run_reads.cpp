// SPDX-License-Identifier: GPL-3.0-or-later
// What the journal gives back.
#include "store/sqlite_runs_p.h"

#include "base/json.h"
#include "store/payload_store.h"

#include <unordered_set>

namespace signalbox::store {

namespace {

/// A reference, or little more; kept as it is.
constexpr std::size_t kShortReference = 200;

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
    row.models = query.text(14);
    if (texts == Texts::With) {
        row.options = query.text(15);
        row.result = query.text(16);
        row.input = query.text(17);
        row.closure = query.text(18);
        row.wakeAt = query.integer(19);
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

Result<std::vector<RunRow>> readRuns(Query &query, Texts texts)
{
    return readAll<RunRow>(query, [texts](const Query &row) { return readRun(row, texts); });
}

} // namespace

// Steps are numbered from 1 without holes: the highest number of a run's range is their count.
#define SB_RUN_COLUMNS                                                                             \
    "r.key, w.name, r.id, r.flow, r.version, r.state, r.fence, r.started_at, r.finished_at, r.duration_us, "       \
    "r.trigger_node, r.error, coalesce((SELECT s.id & 4294967295 FROM steps s WHERE s.id > (r.key << 32) "         \
    "AND s.id < ((r.key + 1) << 32) ORDER BY s.id DESC LIMIT 1), 0), r.control, r.models"
#define SB_RUN_TEXTS ", r.options, r.result, r.input, c.text, r.wake_at"
#define SB_RUN_TABLES " FROM runs r JOIN workspaces w ON w.id = r.workspace_id"
#define SB_RUN_CLOSURE " JOIN closures c ON c.id = r.closure_id"

namespace {

// The words as patterns of LIKE, a JSON array.
std::string patternsOf(const std::vector<std::string> &words)
{
    json::Array patterns;
    for (const auto &word : words) {
        std::string pattern = "%";
        for (const char c : word) {
            if (c == '%' || c == '_' || c == '\\') {
                pattern += '\\';
            }
            pattern += c;
        }
        patterns.emplace_back(pattern + "%");
    }
    return json::write(json::Value(std::move(patterns)));
}

} // namespace

// What every list is held to; the parameters stand at the same numbers in each.
#define SB_RUN_FILTER                                                                              \
    " AND r.key < ?2 AND (?3 < 0 OR r.state = ?3) AND r.started_at >= ?5 AND r.started_at < ?6 AND (?7 = '[]' OR NOT EXISTS "  \
    "(SELECT 1 FROM json_each(?7) word WHERE NOT (r.id LIKE word.value ESCAPE '\\' OR r.flow LIKE word.value ESCAPE '\\' "    \
    "OR r.error LIKE word.value ESCAPE '\\' OR EXISTS (SELECT 1 FROM flows f WHERE f.workspace_id = r.workspace_id "          \
    "AND f.id = r.flow AND f.name LIKE word.value ESCAPE '\\')))) ORDER BY r.key DESC LIMIT ?4"

Task<Result<std::vector<RunRow>>> SqliteRunJournal::listRuns(std::string workspace, RunFilter filter)
{
    auto work = [workspace = std::move(workspace), filter = std::move(filter)](ReadContext &context) -> Result<std::vector<RunRow>> {
        SB_TRY(key, context.workspaceKey(workspace));
        constexpr auto kEver = std::numeric_limits<std::int64_t>::max();
        const auto before = filter.before > 0 ? filter.before : kEver;
        const auto state = filter.state ? static_cast<int>(*filter.state) : -1;
        const auto until = filter.startedBefore > 0 ? filter.startedBefore : kEver;
        const auto patterns = patternsOf(filter.words);
        const auto readAllOf = [&](Query query) {
            query.bind(key, before, state, filter.limit, filter.startedFrom, until, patterns, filter.flow, filter.unfinished ? 1 : 0);
            return readRuns(query, Texts::Without);
        };
        if (!filter.flow.empty()) {
            return readAllOf(context.db().query("SELECT " SB_RUN_COLUMNS SB_RUN_TABLES
                                                " WHERE r.workspace_id = ?1 AND r.flow = ?8 AND (?9 = 0 OR r.state < 2)" SB_RUN_FILTER));
        }
        if (filter.unfinished) {
            return readAllOf(context.db().query("SELECT " SB_RUN_COLUMNS
                                                " FROM runs r INDEXED BY runs_unfinished JOIN workspaces w ON w.id = r.workspace_id"
                                                " WHERE +r.workspace_id = ?1 AND r.state < 2" SB_RUN_FILTER));
        }
        return readAllOf(context.db().query("SELECT " SB_RUN_COLUMNS SB_RUN_TABLES " WHERE r.workspace_id = ?1" SB_RUN_FILTER));
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

Task<Result<std::vector<StepLog>>> SqliteRunJournal::stepLogs(RunKey run, std::uint32_t seq)
{
    auto work = [run, seq](ReadContext &context) -> Result<std::vector<StepLog>> {
        auto query = context.db().query("SELECT attempt, lines FROM step_logs WHERE id = ? ORDER BY attempt");
        query.bind(run << 32 | seq);
        return readAll<StepLog>(query, [seq](const Query &row) { return StepLog{seq, static_cast<std::int32_t>(row.integer(0)), row.text(1)}; });
    };
    co_return co_await read(m_readers, work);
}

Task<Result<std::vector<std::string>>> SqliteRunJournal::payloadReferences()
{
    auto work = [](ReadContext &context) -> Result<std::vector<std::string>> {
        std::unordered_set<std::string> names;
        const auto gather = [&names](Query &query) -> Result<void> {
            while (true) {
                SB_TRY(more, query.next());
                if (!more) {
                    return {};
                }
                const auto text = query.view(0);
                if (text.size() <= kShortReference) {
                    names.emplace(text);
                } else {
                    PayloadStore::namesIn(text, [&names](std::string_view name) { names.emplace(name); });
                }
            }
        };
        // One state of all tables, so that nothing moves from one that is still to be read into one that was.
        SB_CHECK(context.db().execute("BEGIN"));
        const auto all = [&]() -> Result<void> {
#define SB_GATHER(table, column)                                                                   \
    {                                                                                              \
        auto query = context.db().query("SELECT " column " FROM " table " WHERE instr(" column ", 'sha256-') > 0"); \
        SB_CHECK(gather(query));                                                                   \
    }
            SB_GATHER("steps", "output")
            SB_GATHER("steps", "detail")
            SB_GATHER("steps", "error")
            SB_GATHER("runs", "input")
            SB_GATHER("runs", "options")
            SB_GATHER("runs", "result")
            SB_GATHER("runs", "control")
            SB_GATHER("closures", "text")
            SB_GATHER("dead_letters", "input")
            SB_GATHER("dead_letters", "config")
            SB_GATHER("approvals", "data")
            SB_GATHER("approvals", "edited")
            SB_GATHER("flows", "text")
            SB_GATHER("flow_versions", "text")
            SB_GATHER("messages", "parts")
#undef SB_GATHER
            return {};
        };
        auto gathered = all();
        SB_CHECK(context.db().execute("ROLLBACK"));
        SB_CHECK(std::move(gathered));
        return std::vector<std::string>(names.begin(), names.end());
    };
    co_return co_await read(m_readers, work);
}

} // namespace signalbox::store
