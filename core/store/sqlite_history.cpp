// SPDX-License-Identifier: GPL-3.0-or-later
// A run's row goes first, with all that leads to it, and its key is written down; what it has left behind is
// then deleted piece by piece, also after a crash in between.
#include "store/sqlite_history_p.h"
#include "store/sqlite_recordings_p.h"

#include "base/json.h"

#include <chrono>

namespace signalbox::store {

namespace {

using namespace std::chrono_literals;

/// How long one transaction may keep others waiting, about.
constexpr auto kPatience = 4ms;

/// Says when a transaction has taken long enough.
class Patience
{
public:
    bool isOver() const { return std::chrono::steady_clock::now() > m_end; }

private:
    std::chrono::steady_clock::time_point m_end = std::chrono::steady_clock::now() + kPatience;
};

Result<bool> hasOpenLetter(Connection &db, RunKey run)
{
    auto query = db.query("SELECT 1 FROM dead_letters WHERE run_key = ? AND state = 0 LIMIT 1");
    query.bind(run);
    return query.next();
}

Result<void> deleteRow(WriteContext &context, const std::string &workspaceName, std::int64_t workspace, RunKey run)
{
    auto &db = context.db();
    json::Object data;
    {
        auto find = db.query("SELECT id, flow FROM runs WHERE key = ?");
        find.bind(run);
        SB_CHECK(find.next());
        data = {{"run", find.text(0)}, {"flow", find.text(1)}};
    }
    SB_CHECK(db.query("DELETE FROM dead_letters WHERE run_key = ?").bind(run).run());
    SB_CHECK(db.query("DELETE FROM approvals WHERE run_key = ?").bind(run).run());
    SB_CHECK(deleteRecordingOf(context, workspace, std::string(json::text(data, "run"))));
    SB_CHECK(db.query("DELETE FROM runs WHERE key = ?").bind(run).run());
    SB_CHECK(db.query("INSERT OR IGNORE INTO deleted_runs (key, workspace_id) VALUES (?, ?)").bind(run, workspace).run());
    context.forgetOwner(run);
    auto source = std::string(json::text(data, "run"));
    EventDraft event{"run.deleted", std::move(source), json::write(json::Value(std::move(data)))};
    return context.appendOwned(workspace, workspaceName, std::move(event));
}

} // namespace

Task<Result<std::vector<EndedRun>>> SqliteHistory::findEnded(std::string workspace, EndedFilter filter, RunKey after, int limit)
{
    auto work = [workspace = std::move(workspace), filter = std::move(filter), after, limit](ReadContext &context) -> Result<std::vector<EndedRun>> {
        SB_TRY(key, context.workspaceKey(workspace));
        int states = filter.states.empty() ? ~0 : 0;
        for (const auto state : filter.states) {
            states |= 1 << static_cast<int>(state);
        }
        auto query = context.db().query("SELECT r.key, r.id FROM runs r WHERE r.workspace_id = ? AND r.key > ? AND r.state >= 2 "
                                        "AND r.finished_at < ? AND (?4 & (1 << r.state)) <> 0 AND (?5 = 0 OR NOT EXISTS "
                                        "(SELECT 1 FROM dead_letters d WHERE d.run_key = r.key AND d.state = 0)) ORDER BY r.key LIMIT ?6");
        query.bind(key, after, filter.before, states, filter.sparesLetters ? 1 : 0, limit);
        return readAll<EndedRun>(query, [](const Query &row) { return EndedRun{row.integer(0), row.text(1)}; });
    };
    co_return co_await read(m_readers, std::move(work));
}

Task<Result<EndedRun>> SqliteHistory::findEnded(std::string workspace, std::string id)
{
    auto work = [workspace = std::move(workspace), id = std::move(id)](ReadContext &context) -> Result<EndedRun> {
        SB_TRY(key, context.workspaceKey(workspace));
        auto query = context.db().query("SELECT key, state FROM runs WHERE workspace_id = ? AND id = ?");
        query.bind(key, id);
        SB_TRY(found, query.next());
        if (!found) {
            return Error("store.notFound", "There is no run " + id + " in this workspace. List the runs to see which there are.", id);
        }
        if (!isFinal(static_cast<RunState>(query.integer(1)))) {
            return Error("run.notEnded", "The run \"" + id + "\" has not ended; wait for it, or cancel it first.", id);
        }
        return EndedRun{query.integer(0), id};
    };
    co_return co_await read(m_readers, std::move(work));
}

Task<Result<std::size_t>> SqliteHistory::deleteRuns(std::string workspace, std::vector<RunKey> keys, bool sparesLetters)
{
    // They live in this frame until the commit.
    const auto *name = &workspace;
    const auto *all = &keys;
    auto work = [name, all, sparesLetters](WriteContext &context) -> Result<std::size_t> {
        const Patience patience;
        SB_TRY(workspaceKey, context.workspaceKey(*name));
        std::size_t done = 0;
        for (const auto run : *all) {
            bool isMeant = false;
            {
                auto find = context.db().query("SELECT 1 FROM runs WHERE key = ? AND workspace_id = ? AND state >= 2");
                find.bind(run, workspaceKey);
                SB_TRY(known, find.next());
                isMeant = known;
            }
            if (isMeant && sparesLetters) {
                SB_TRY(isOpen, hasOpenLetter(context.db(), run));
                isMeant = !isOpen;
            }
            if (isMeant) {
                SB_CHECK(deleteRow(context, *name, workspaceKey, run));
            }
            ++done;
            if (patience.isOver()) {
                break;
            }
        }
        return done;
    };
    co_return co_await write(m_writer, Durability::Hard, work);
}

Task<Result<bool>> SqliteHistory::sweep()
{
    auto slice = [](WriteContext &context) -> Result<bool> {
        const Patience patience;
        auto &db = context.db();
        do {
            SB_TRY(run, db.scalar("SELECT key FROM deleted_runs LIMIT 1"));
            if (run == 0) {
                return false;
            }
            SB_CHECK(db.query("DELETE FROM steps WHERE id IN (SELECT id FROM steps WHERE id BETWEEN ? AND ? ORDER BY id LIMIT 64)").bind(run << 32, run << 32 | 0xffffffff).run());
            if (db.changes() > 0) {
                continue;
            }
            SB_CHECK(db.query("DELETE FROM step_logs WHERE (id, attempt) IN (SELECT id, attempt FROM step_logs WHERE id BETWEEN ? AND ? LIMIT 16)").bind(run << 32, run << 32 | 0xffffffff).run());
            if (db.changes() == 0) {
                SB_CHECK(db.query("DELETE FROM deleted_runs WHERE key = ?").bind(run).run());
            }
        } while (!patience.isOver());
        return true;
    };
    co_return co_await write(m_writer, Durability::Soft, slice);
}

Task<Result<void>> SqliteHistory::sweepClosures()
{
    // What a run is pinned to while nobody looks is written down, so that it is not taken for unused.
    auto watch = [](WriteContext &context) -> Result<void> {
        context.watchClosures();
        return {};
    };
    SB_CO_CHECK(co_await write(m_writer, Durability::Soft, watch));
    auto find = [](ReadContext &context) -> Result<std::vector<std::int64_t>> {
        auto query = context.db().query("SELECT id FROM closures WHERE id NOT IN (SELECT closure_id FROM runs)");
        return readAll<std::int64_t>(query, [](const Query &row) { return row.integer(0); });
    };
    auto unused = co_await read(m_readers, find);
    if (!unused) {
        co_return std::move(unused).error();
    }
    for (std::size_t done = 0; done < unused->size();) {
        const auto *all = &*unused;
        auto slice = [all, done](WriteContext &context) -> Result<std::size_t> {
            const Patience patience;
            auto next = done;
            while (next < all->size() && !patience.isOver()) {
                const auto id = (*all)[next++];
                if (context.isClosureUnused(id)) {
                    SB_CHECK(context.db().query("DELETE FROM closures WHERE id = ?").bind(id).run());
                }
            }
            context.forgetClosures();
            return next;
        };
        SB_CO_TRY(next, co_await write(m_writer, Durability::Soft, slice));
        done = next;
    }
    co_return Result<void>();
}

Task<Result<bool>> SqliteHistory::giveSpaceBack()
{
    auto slice = [](WriteContext &context) -> Result<bool> {
        const Patience patience;
        auto &db = context.db();
        SB_TRY(before, db.scalar("PRAGMA freelist_count"));
        if (before == 0) {
            return false;
        }
        std::int64_t left = before;
        for (int piece = 0; piece < 8 && left > 0 && !patience.isOver(); ++piece) {
            SB_CHECK(db.execute("PRAGMA incremental_vacuum(32)"));
            context.markChanged();
            SB_TRY(now, db.scalar("PRAGMA freelist_count"));
            left = now;
        }
        return left > 0 && left < before;
    };
    co_return co_await write(m_writer, Durability::Soft, slice);
}

Task<Result<void>> SqliteHistory::settle()
{
    auto ask = [](WriteContext &context) -> Result<void> {
        context.settleAfter();
        return {};
    };
    SB_CO_CHECK(co_await write(m_writer, Durability::Hard, ask));
    // The next transaction begins when that is done.
    auto next = [](WriteContext &) -> Result<void> { return {}; };
    co_return co_await write(m_writer, Durability::Hard, next);
}

Task<Result<Sequence>> SqliteHistory::lastEventBefore(std::string workspace, UnixMillis time)
{
    auto work = [workspace = std::move(workspace), time](ReadContext &context) -> Result<Sequence> {
        SB_TRY(key, context.workspaceKey(workspace));
        const std::int64_t base = key << kSequenceBits;
        const auto timeFrom = [&](Sequence seq) -> Result<std::pair<Sequence, UnixMillis>> {
            auto query = context.db().query("SELECT id, time FROM events WHERE id >= ? AND id < ? ORDER BY id LIMIT 1");
            query.bind(base + seq, (key + 1) << kSequenceBits);
            SB_TRY(found, query.next());
            return found ? std::pair(query.integer(0) - base, query.integer(1)) : std::pair<Sequence, UnixMillis>(0, 0);
        };
        // Events stand in the order of their times but for changes of the clock: halved until it is found.
        auto counters = context.db().query("SELECT " SB_LAST_SEQUENCE("?1"));
        counters.bind(key);
        SB_CHECK(counters.next());
        SB_TRY(first, timeFrom(0));
        Sequence low = first.first; // the first that may be younger
        Sequence high = counters.integer(0) + 1;
        if (first.first == 0) {
            return Sequence(0);
        }
        while (low < high) {
            const auto middle = low + (high - low) / 2;
            SB_TRY(at, timeFrom(middle));
            if (at.first != 0 && at.second < time) {
                low = at.first + 1;
            } else {
                high = middle;
            }
        }
        return low > first.first ? low - 1 : Sequence(0);
    };
    co_return co_await read(m_readers, std::move(work));
}

Task<Result<std::vector<std::string>>> SqliteHistory::workspaces()
{
    auto work = [](ReadContext &context) -> Result<std::vector<std::string>> {
        auto query = context.db().query("SELECT name FROM workspaces ORDER BY id");
        return readAll<std::string>(query, [](const Query &row) { return row.text(0); });
    };
    co_return co_await read(m_readers, work);
}

Task<Result<std::string>> SqliteHistory::setting(std::string workspace, std::string name)
{
    auto work = [workspace = std::move(workspace), name = std::move(name)](ReadContext &context) -> Result<std::string> {
        SB_TRY(key, context.workspaceKey(workspace));
        auto query = context.db().query("SELECT value FROM settings WHERE workspace_id = ? AND name = ?");
        query.bind(key, name);
        SB_TRY(found, query.next());
        return found ? query.text(0) : std::string();
    };
    co_return co_await read(m_readers, std::move(work));
}

Task<Result<void>> SqliteHistory::setSetting(std::string workspace, std::string name, std::string value)
{
    auto work = [workspace = std::move(workspace), name = std::move(name), value = std::move(value)](WriteContext &context) -> Result<void> {
        SB_TRY(key, context.workspaceKey(workspace));
        auto query = context.db().query("INSERT INTO settings (workspace_id, name, value, updated_at) VALUES (?1, ?2, ?3, ?4) "
                                        "ON CONFLICT (workspace_id, name) DO UPDATE SET value = ?3, updated_at = ?4");
        return query.bind(key, name, value, context.now()).run();
    };
    co_return co_await write(m_writer, Durability::Hard, std::move(work));
}

} // namespace signalbox::store
