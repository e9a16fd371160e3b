// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite_reliability_p.h"

#include "base/describe.h"

namespace signalbox::store {

namespace {

Error noLetter(const std::string &id)
{
    return Error("store.notFound", "There is no dead letter " + id + " in this workspace. List them to see which there are.", id);
}

#define SB_LETTER_COLUMNS "id, run, flow, version, path, type, state, held, attempts, created_at, decided_at, decided_by, replay, note, error"

DeadLetterRow readLetter(const Query &query)
{
    DeadLetterRow row;
    row.id = query.text(0);
    row.run = query.text(1);
    row.flow = query.text(2);
    row.version = query.integer(3);
    row.path = query.text(4);
    row.type = query.text(5);
    row.state = static_cast<DeadLetterState>(query.integer(6));
    row.held = query.integer(7) != 0;
    row.attempts = static_cast<std::int32_t>(query.integer(8));
    row.createdAt = query.integer(9);
    row.decidedAt = query.integer(10);
    row.decidedBy = query.text(11);
    row.replay = query.text(12);
    row.note = query.text(13);
    row.error = query.text(14);
    return row;
}

Result<void> closeLetter(WriteContext &context, std::int64_t workspace, const std::string &workspaceName, std::int64_t key, const DeadLetterRow &letter,
                         const DeadLetterDecision &decision)
{
    auto update = context.db().query("UPDATE dead_letters SET state = ?, decided_at = ?, decided_by = ?, replay = ?, note = ? WHERE key = ?");
    update.bind(static_cast<int>(decision.state), context.now(), decision.by, decision.replay, decision.note, key);
    SB_CHECK(update.run());
    json::Object data{{"letter", letter.id}, {"run", letter.run}, {"flow", letter.flow}, {"path", letter.path}};
    if (!decision.replay.empty()) {
        data["replay"] = decision.replay;
    }
    return context.appendOwned(workspace, workspaceName, {"deadLetter." + std::string(json::enumName(decision.state)), letter.run, json::write(data)});
}

Result<void> decideLetter(WriteContext &context, const std::string &workspace, const std::string &id, const DeadLetterDecision &decision)
{
    SB_TRY(key, context.workspaceKey(workspace));
    auto find = context.db().query("SELECT " SB_LETTER_COLUMNS ", key FROM dead_letters WHERE workspace_id = ? AND id = ?");
    find.bind(key, id);
    SB_TRY(found, find.next());
    if (!found) {
        return noLetter(id);
    }
    const auto letter = readLetter(find);
    if (letter.state != DeadLetterState::Open) {
        const auto state = std::string(json::enumName(letter.state));
        return Error("deadLetter.decided", "The dead letter " + id + " was " + state + " already.", id).withArg("state", state);
    }
    return closeLetter(context, key, workspace, find.integer(15), letter, decision);
}

} // namespace

Result<void> insertDeadLetter(WriteContext &context, std::int64_t workspace, RunKey run, const DeadLetterRow &letter)
{
    auto insert = context.db().query("INSERT INTO dead_letters (workspace_id, id, run_key, run, flow, version, path, type, state, held, attempts, "
                                     "created_at, error, config, input) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    insert.bind(workspace, letter.id, run, letter.run, letter.flow, letter.version, letter.path, letter.type, static_cast<int>(letter.state),
                letter.held ? 1 : 0, letter.attempts, letter.createdAt, letter.error, letter.config, letter.input);
    return insert.run();
}

Result<void> decideDeadLetter(WriteContext &context, std::int64_t workspace, const std::string &workspaceName, RunKey run,
                              const RunBatch::LetterDecision &decided)
{
    if (!decided.letter.empty()) {
        return decideLetter(context, workspaceName, decided.letter, decided.decision);
    }
    auto find = context.db().query("SELECT " SB_LETTER_COLUMNS ", key FROM dead_letters WHERE run_key = ? AND path = ? AND state = 0");
    find.bind(run, decided.path);
    SB_TRY(found, find.next());
    return found ? closeLetter(context, workspace, workspaceName, find.integer(15), readLetter(find), decided.decision) : Result<void>();
}

Task<Result<std::vector<DeadLetterRow>>> SqliteDeadLetterRepository::list(std::string workspace, DeadLetterFilter filter)
{
    auto work = [workspace = std::move(workspace), filter = std::move(filter)](ReadContext &context) -> Result<std::vector<DeadLetterRow>> {
        SB_TRY(key, context.workspaceKey(workspace));
        // Those that are open have an index of their own.
        const bool isOpen = filter.state == DeadLetterState::Open;
        auto query = isOpen ? context.db().query("SELECT " SB_LETTER_COLUMNS " FROM dead_letters INDEXED BY dead_letters_open WHERE workspace_id = ?1 AND state = 0 "
                                                 "AND (?2 = '' OR flow = ?2) AND (?3 = '' OR run = ?3) AND ?4 < 9 AND (?5 = '' OR key < "
                                                 "(SELECT b.key FROM dead_letters b WHERE b.workspace_id = ?1 AND b.id = ?5)) ORDER BY key DESC LIMIT ?6")
                            : context.db().query("SELECT " SB_LETTER_COLUMNS " FROM dead_letters WHERE workspace_id = ?1 "
                                                 "AND (?2 = '' OR flow = ?2) AND (?3 = '' OR run = ?3) AND (?4 < 0 OR state = ?4) AND (?5 = '' OR key < "
                                                 "(SELECT b.key FROM dead_letters b WHERE b.workspace_id = ?1 AND b.id = ?5)) ORDER BY key DESC LIMIT ?6");
        query.bind(key, filter.flow, filter.run, filter.state ? static_cast<int>(*filter.state) : -1, filter.before, filter.limit);
        return readAll<DeadLetterRow>(query, readLetter);
    };
    co_return co_await read(m_readers, std::move(work));
}

Task<Result<DeadLetterRow>> SqliteDeadLetterRepository::get(std::string workspace, std::string id)
{
    auto work = [workspace = std::move(workspace), id = std::move(id)](ReadContext &context) -> Result<DeadLetterRow> {
        SB_TRY(key, context.workspaceKey(workspace));
        auto query = context.db().query("SELECT " SB_LETTER_COLUMNS ", config, input FROM dead_letters WHERE workspace_id = ? AND id = ?");
        query.bind(key, id);
        SB_TRY(found, query.next());
        if (!found) {
            return noLetter(id);
        }
        auto row = readLetter(query);
        row.config = query.text(15);
        row.input = query.text(16);
        return row;
    };
    co_return co_await read(m_readers, std::move(work));
}

Task<Result<std::int64_t>> SqliteDeadLetterRepository::countOpen(std::string workspace)
{
    auto work = [workspace = std::move(workspace)](ReadContext &context) -> Result<std::int64_t> {
        SB_TRY(key, context.workspaceKey(workspace));
        auto query = context.db().query("SELECT count(*) FROM dead_letters INDEXED BY dead_letters_open WHERE workspace_id = ? AND state = 0");
        query.bind(key);
        SB_CHECK(query.next());
        return query.integer(0);
    };
    co_return co_await read(m_readers, std::move(work));
}

Task<Result<void>> SqliteDeadLetterRepository::decide(std::string workspace, std::string id, DeadLetterDecision decision)
{
    auto work = [workspace = std::move(workspace), id = std::move(id), decision = std::move(decision)](WriteContext &context) {
        return decideLetter(context, workspace, id, decision);
    };
    co_return co_await write(m_writer, Durability::Hard, std::move(work));
}

} // namespace signalbox::store
