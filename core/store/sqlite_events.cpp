// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite_repositories_p.h"

namespace signalbox::store {

namespace {

constexpr std::int64_t kTrimSlice = 5000;

Error gone(Sequence after, Sequence oldest)
{
    return Error("events.gone",
                 "Events after number " + std::to_string(after) + " are not kept any more; the first that is kept is "
                     + std::to_string(oldest) + ". Read the state again, then follow from the newest event.")
        .withArg("after", std::to_string(after))
        .withArg("oldest", std::to_string(oldest));
}

} // namespace

void SqliteEventLog::setListener(Executor &executor, std::function<void(std::vector<EventRow>)> listener)
{
    m_writer.setListener(&executor, std::move(listener));
}

Sequence SqliteEventLog::lastKnown(const std::string &workspace) const
{
    return m_writer.lastKnown(workspace);
}

Task<Result<Sequence>> SqliteEventLog::append(std::string workspace, std::vector<EventDraft> events, Durability durability)
{
    // The drafts live in this frame until the commit.
    const auto *name = &workspace;
    const auto *drafts = &events;
    auto work = [name, drafts](WriteContext &context) -> Result<Sequence> {
        SB_TRY(key, context.workspaceKey(*name));
        for (const auto &event : *drafts) {
            SB_CHECK(context.append(key, *name, event));
        }
        return context.lastSequence(key);
    };
    co_return co_await write(m_writer, durability, work);
}

Task<Result<std::vector<EventRow>>> SqliteEventLog::read(std::string workspace, Sequence after, int limit)
{
    auto work = [workspace = std::move(workspace), after, limit](ReadContext &context) -> Result<std::vector<EventRow>> {
        SB_TRY(key, context.workspaceKey(workspace));
        std::vector<EventRow> rows;
        const std::int64_t base = key << kSequenceBits;
        {
            auto query = context.db().query("SELECT id, time, topic, source, data FROM events WHERE id > ? AND id < ? ORDER BY id LIMIT ?");
            query.bind(base + std::max<Sequence>(after, 0), (key + 1) << kSequenceBits, limit);
            while (true) {
                SB_TRY(more, query.next());
                if (!more) {
                    break;
                }
                rows.push_back({query.integer(0) - base, workspace, query.text(2), query.text(3), query.text(4), query.integer(1)});
            }
        }
        // Asked after the rows, so that a trim in between is noticed.
        auto counters = context.db().query("SELECT " SB_LAST_SEQUENCE("?1")
                                           ", coalesce((SELECT trimmed FROM event_counters WHERE workspace_id = ?1), 0)");
        counters.bind(key);
        SB_CHECK(counters.next());
        const Sequence last = counters.integer(0);
        const Sequence trimmed = counters.integer(1);
        if (after < trimmed || after > last) {
            return gone(after, trimmed + 1);
        }
        return rows;
    };
    co_return co_await store::read(m_readers, std::move(work));
}

Task<Result<Sequence>> SqliteEventLog::last(std::string workspace)
{
    auto work = [workspace = std::move(workspace)](ReadContext &context) -> Result<Sequence> {
        SB_TRY(key, context.workspaceKey(workspace));
        auto counters = context.db().query("SELECT " SB_LAST_SEQUENCE("?1"));
        counters.bind(key);
        SB_CHECK(counters.next());
        return counters.integer(0);
    };
    co_return co_await store::read(m_readers, std::move(work));
}

Task<Result<void>> SqliteEventLog::trim(std::string workspace, Sequence upTo)
{
    while (true) {
        auto slice = [workspace, upTo](WriteContext &context) -> Result<std::int64_t> {
            SB_TRY(key, context.workspaceKey(workspace));
            SB_TRY(last, context.lastSequence(key));
            const auto end = std::min(upTo, last);
            SB_CHECK(context.setTrimmed(key, end));
            auto query = context.db().query("DELETE FROM events WHERE id IN (SELECT id FROM events WHERE id > ? AND id <= ? "
                                            "ORDER BY id LIMIT 5000)");
            SB_CHECK(query.bind(key << kSequenceBits, (key << kSequenceBits) + std::max<Sequence>(end, 0)).run());
            return context.db().changes();
        };
        SB_CO_TRY(deleted, co_await write(m_writer, Durability::Soft, slice));
        if (deleted < kTrimSlice) {
            break;
        }
    }
    co_return Result<void>();
}

} // namespace signalbox::store
