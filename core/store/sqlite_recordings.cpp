// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite_recordings_p.h"

#include <limits>

namespace signalbox::store {

namespace {

#define SB_RECORDING_COLUMNS "id, name, flow, run, example, kept, created_at, calls, bytes, missing"
#define SB_RECORDED_COLUMNS "path, number, attempt, request, failed, spent, text"

Error noRecording(const std::string &id)
{
    return Error("store.notFound", "There is no recording " + id + " in this workspace. List the recordings to see which there are.", id);
}

RecordingRow readRecording(const Query &query)
{
    RecordingRow row;
    row.id = query.text(0);
    row.name = query.text(1);
    row.flow = query.text(2);
    row.run = query.text(3);
    row.example = query.integer(4) != 0;
    row.kept = query.integer(5) != 0;
    row.createdAt = query.integer(6);
    row.calls = query.integer(7);
    row.bytes = query.integer(8);
    row.missing = query.integer(9);
    return row;
}

RecordedCallRow readCall(const Query &query)
{
    RecordedCallRow row;
    row.path = query.text(0);
    row.number = query.integer(1);
    row.attempt = query.integer(2);
    row.request = query.text(3);
    row.failed = query.integer(4) != 0;
    row.spent = query.integer(5) != 0;
    row.text = query.text(6);
    row.key = query.integer(7);
    return row;
}

// The key of a recording. Errors: store.notFound.
template<typename Context>
Result<std::int64_t> keyOf(Context &context, const std::string &workspace, const std::string &id)
{
    SB_TRY(key, context.workspaceKey(workspace));
    auto query = context.db().query("SELECT key FROM recordings WHERE workspace_id = ? AND id = ?");
    query.bind(key, id);
    SB_TRY(found, query.next());
    return found ? Result<std::int64_t>(query.integer(0)) : Result<std::int64_t>(noRecording(id));
}

Result<void> tell(WriteContext &context, const std::string &workspace, std::string topic, const std::string &id)
{
    SB_TRY(key, context.workspaceKey(workspace));
    return context.appendOwned(key, workspace, {std::move(topic), id, json::write(json::Object{{"recording", id}})});
}

Result<bool> isInUse(WriteContext &context, std::int64_t workspace, const std::string &id)
{
    auto query = context.db().query("SELECT 1 FROM runs WHERE models IN ('record ' || ?2, 'replay ' || ?2, 'example ' || ?2) AND models <> '' AND workspace_id = ?1 AND state < 2 LIMIT 1");
    query.bind(workspace, id);
    SB_TRY(found, query.next());
    return found;
}

Result<void> erase(Connection &db, std::int64_t recording)
{
    SB_CHECK(db.query("DELETE FROM recorded_calls WHERE recording = ?").bind(recording).run());
    return db.query("DELETE FROM recordings WHERE key = ?").bind(recording).run();
}

Result<bool> addCalls(WriteContext &context, std::int64_t recording, const std::vector<RecordedCallRow> &calls)
{
    auto &db = context.db();
    std::int64_t count = 0;
    std::int64_t bytes = 0;
    {
        auto sums = db.query("SELECT calls, bytes FROM recordings WHERE key = ?");
        sums.bind(recording);
        SB_TRY(found, sums.next());
        count = found ? sums.integer(0) : 0;
        bytes = found ? sums.integer(1) : 0;
    }
    std::int64_t missing = 0;
    for (const auto &call : calls) {
        const auto size = static_cast<std::int64_t>(call.text.size() + call.path.size() + call.request.size());
        if (call.number > 0) {
            auto known = db.query("SELECT 1 FROM recorded_calls WHERE recording = ? AND path = ? AND number = ?");
            known.bind(recording, call.path, call.number);
            SB_TRY(isThere, known.next());
            if (isThere) {
                continue; // it needs no room
            }
        }
        if (count >= kRecordingCalls || bytes + size > kRecordingBytes) {
            ++missing;
            continue;
        }
        auto insert = db.query("INSERT OR IGNORE INTO recorded_calls (recording, " SB_RECORDED_COLUMNS ") VALUES (?1, ?2, "
                               "iif(?3 > 0, ?3, (SELECT coalesce(max(number), 0) + 1 FROM recorded_calls WHERE recording = ?1 AND path = ?2)), ?4, ?5, ?6, ?7, ?8)");
        insert.bind(recording, call.path, call.number, call.attempt, call.request, call.failed ? 1 : 0, call.spent ? 1 : 0, call.text);
        SB_CHECK(insert.run());
        if (db.changes() > 0) {
            ++count;
            bytes += size;
        }
    }
    auto update = db.query("UPDATE recordings SET calls = ?2, bytes = ?3, missing = missing + ?4 WHERE key = ?1");
    SB_CHECK(update.bind(recording, count, bytes, missing).run());
    return missing == 0;
}

} // namespace

Result<void> deleteRecordingOf(WriteContext &context, std::int64_t workspace, const std::string &run)
{
    std::int64_t recording = 0;
    std::string id;
    {
        auto find = context.db().query("SELECT key, id FROM recordings WHERE run = ?2 AND run <> '' AND workspace_id = ?1 AND kept = 0");
        find.bind(workspace, run);
        SB_TRY(found, find.next());
        if (!found) {
            return {};
        }
        recording = find.integer(0);
        id = find.text(1);
    }
    SB_TRY(used, isInUse(context, workspace, id));
    return used ? Result<void>() : erase(context.db(), recording);
}

Task<Result<bool>> SqliteRecordingRepository::begin(std::string workspace, RecordingRow recording)
{
    auto made = std::make_shared<bool>(false);
    auto work = [workspace = std::move(workspace), recording = std::move(recording), made](WriteContext &context) -> Result<void> {
        SB_TRY(key, context.workspaceKey(workspace));
        auto insert = context.db().query("INSERT INTO recordings (workspace_id, " SB_RECORDING_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0) ON CONFLICT (workspace_id, id) DO NOTHING");
        insert.bind(key, recording.id, recording.name, recording.flow, recording.run, recording.example ? 1 : 0, recording.kept ? 1 : 0, context.now());
        SB_CHECK(insert.run());
        *made = context.db().changes() > 0;
        return *made ? tell(context, workspace, "recording.saved", recording.id) : Result<void>();
    };
    SB_CO_CHECK(co_await write(m_writer, Durability::Hard, std::move(work)));
    co_return *made;
}

Task<Result<std::vector<RecordingRow>>> SqliteRecordingRepository::list(std::string workspace, std::string before, int limit)
{
    auto work = [workspace = std::move(workspace), before = std::move(before), limit](ReadContext &context) -> Result<std::vector<RecordingRow>> {
        SB_TRY(key, context.workspaceKey(workspace));
        auto query = context.db().query("SELECT " SB_RECORDING_COLUMNS " FROM recordings WHERE workspace_id = ?1 AND (?2 = '' OR key < (SELECT b.key FROM recordings b WHERE b.workspace_id = ?1 AND b.id = ?2)) "
                                        "ORDER BY key DESC LIMIT ?3");
        query.bind(key, before, limit);
        return readAll<RecordingRow>(query, readRecording);
    };
    co_return co_await read(m_readers, std::move(work));
}

Task<Result<RecordingRow>> SqliteRecordingRepository::get(std::string workspace, std::string id)
{
    auto work = [workspace = std::move(workspace), id = std::move(id)](ReadContext &context) -> Result<RecordingRow> {
        SB_TRY(key, context.workspaceKey(workspace));
        auto query = context.db().query("SELECT " SB_RECORDING_COLUMNS " FROM recordings WHERE workspace_id = ? AND id = ?");
        query.bind(key, id);
        SB_TRY(found, query.next());
        return found ? Result<RecordingRow>(readRecording(query)) : Result<RecordingRow>(noRecording(id));
    };
    co_return co_await read(m_readers, std::move(work));
}

Task<Result<void>> SqliteRecordingRepository::keep(std::string workspace, std::string id, std::string name, bool kept)
{
    auto work = [workspace = std::move(workspace), id = std::move(id), name = std::move(name), kept](WriteContext &context) -> Result<void> {
        SB_TRY(recording, keyOf(context, workspace, id));
        auto update = context.db().query("UPDATE recordings SET name = ?2, kept = ?3 WHERE key = ?1");
        SB_CHECK(update.bind(recording, name, kept ? 1 : 0).run());
        return tell(context, workspace, "recording.saved", id);
    };
    co_return co_await write(m_writer, Durability::Hard, std::move(work));
}

Task<Result<void>> SqliteRecordingRepository::remove(std::string workspace, std::string id)
{
    auto work = [workspace = std::move(workspace), id = std::move(id)](WriteContext &context) -> Result<void> {
        SB_TRY(recording, keyOf(context, workspace, id));
        SB_TRY(key, context.workspaceKey(workspace));
        SB_TRY(used, isInUse(context, key, id));
        if (used) {
            return Error("recording.inUse", "A run that has not ended uses the recording " + id + "; wait for it, or cancel it first.", id);
        }
        SB_CHECK(erase(context.db(), recording));
        return tell(context, workspace, "recording.removed", id);
    };
    co_return co_await write(m_writer, Durability::Hard, std::move(work));
}

Task<Result<bool>> SqliteRecordingRepository::add(std::string workspace, std::string id, std::vector<RecordedCallRow> calls)
{
    auto hadRoom = std::make_shared<bool>(true);
    auto work = [workspace = std::move(workspace), id = std::move(id), calls = std::move(calls), hadRoom](WriteContext &context) -> Result<void> {
        SB_TRY(recording, keyOf(context, workspace, id));
        SB_TRY(done, addCalls(context, recording, calls));
        *hadRoom = done;
        return {};
    };
    SB_CO_CHECK(co_await write(m_writer, Durability::Hard, std::move(work)));
    co_return *hadRoom;
}

Task<Result<std::vector<RecordedCallRow>>> SqliteRecordingRepository::find(std::string workspace, std::string id, std::string path, std::string request)
{
    auto work = [workspace = std::move(workspace), id = std::move(id), path = std::move(path), request = std::move(request)](ReadContext &context) -> Result<std::vector<RecordedCallRow>> {
        SB_TRY(recording, keyOf(context, workspace, id));
        auto query = context.db().query("SELECT " SB_RECORDED_COLUMNS ", rowid FROM recorded_calls WHERE recording = ? AND path = ? AND request = ? ORDER BY number");
        query.bind(recording, path, request);
        return readAll<RecordedCallRow>(query, readCall);
    };
    co_return co_await read(m_readers, std::move(work));
}

Task<Result<std::optional<RecordedCallRow>>> SqliteRecordingRepository::findAnywhere(std::string workspace, std::string id, std::string request)
{
    auto work = [workspace = std::move(workspace), id = std::move(id), request = std::move(request)](ReadContext &context) -> Result<std::optional<RecordedCallRow>> {
        SB_TRY(recording, keyOf(context, workspace, id));
        auto query = context.db().query("SELECT " SB_RECORDED_COLUMNS ", rowid FROM recorded_calls WHERE recording = ? AND request = ? ORDER BY failed, path, number DESC LIMIT 1");
        query.bind(recording, request);
        SB_TRY(found, query.next());
        return found ? std::optional(readCall(query)) : std::nullopt;
    };
    co_return co_await read(m_readers, std::move(work));
}

Task<Result<void>> SqliteRecordingRepository::spend(std::string workspace, std::string id, std::string path)
{
    auto work = [workspace = std::move(workspace), id = std::move(id), path = std::move(path)](WriteContext &context) -> Result<void> {
        SB_TRY(recording, keyOf(context, workspace, id));
        return context.db().query("UPDATE recorded_calls SET spent = 1 WHERE recording = ? AND path = ?").bind(recording, path).run();
    };
    co_return co_await write(m_writer, Durability::Hard, std::move(work));
}

Task<Result<std::vector<RecordedCallRow>>> SqliteRecordingRepository::calls(std::string workspace, std::string id, std::optional<std::int64_t> until)
{
    auto work = [workspace = std::move(workspace), id = std::move(id), until](ReadContext &context) -> Result<std::vector<RecordedCallRow>> {
        SB_TRY(recording, keyOf(context, workspace, id));
        auto query = context.db().query("SELECT " SB_RECORDED_COLUMNS ", rowid FROM recorded_calls WHERE recording = ? AND rowid <= ? ORDER BY path, number");
        query.bind(recording, until.value_or(std::numeric_limits<std::int64_t>::max()));
        return readAll<RecordedCallRow>(query, readCall);
    };
    co_return co_await read(m_readers, std::move(work));
}

} // namespace signalbox::store
