// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite_conversations_p.h"

namespace signalbox::store {

namespace {

constexpr int kNumberBits = 32;
constexpr std::int64_t kNumberMask = (std::int64_t{1} << kNumberBits) - 1;

ConversationRow readConversation(const Query &query)
{
    ConversationRow row;
    row.id = query.text(0);
    row.owner = query.text(1);
    row.agent = query.text(2);
    row.title = query.text(3);
    row.archived = query.integer(4) != 0;
    row.createdAt = query.integer(5);
    row.updatedAt = query.integer(6);
    row.turns = query.integer(7);
    row.messages = query.integer(8);
    row.revision = query.integer(9);
    return row;
}

TurnRow readTurn(const Query &query, int column)
{
    TurnRow row;
    row.number = query.integer(column) & kNumberMask;
    row.state = static_cast<TurnState>(query.integer(column + 1));
    row.startedAt = query.integer(column + 2);
    row.finishedAt = query.integer(column + 3);
    row.error = query.text(column + 4);
    row.usage = query.text(column + 5);
    return row;
}

Result<std::int64_t> keyOf(ReadContext &context, const ConversationScope &scope, const std::string &id)
{
    SB_TRY(workspace, context.workspaceKey(scope.workspace));
    auto query = context.db().query("SELECT key FROM conversations WHERE workspace_id = ? AND id = ? AND owner = ?");
    query.bind(workspace, id, scope.owner);
    SB_TRY(found, query.next());
    if (!found) {
        return Error("store.notFound", "There is no conversation " + id + ".", id);
    }
    return query.integer(0);
}

// Words as prefixes in quotes, so that no word is taken for an operator.
std::string matchOf(const std::string &words)
{
    std::string match;
    std::string word;
    const auto finish = [&] {
        if (!word.empty()) {
            match += (match.empty() ? "\"" : " \"") + word + "\"*";
            word.clear();
        }
    };
    for (const char c : words) {
        if (static_cast<unsigned char>(c) <= ' ' || c == '"') {
            finish();
        } else {
            word += c;
        }
    }
    finish();
    return match;
}

} // namespace

Task<Result<std::vector<ConversationRow>>> SqliteConversationRepository::list(ConversationScope scope, bool archived, UnixMillis before, int limit)
{
    auto work = [scope = std::move(scope), archived, before, limit](ReadContext &context) -> Result<std::vector<ConversationRow>> {
        SB_TRY(workspace, context.workspaceKey(scope.workspace));
        auto query = context.db().query("SELECT id, owner, agent, title, archived, created_at, updated_at, last_turn, last_seq, revision FROM conversations "
                                        "WHERE workspace_id = ? AND owner = ? AND archived = ? AND updated_at < ? ORDER BY updated_at DESC, key DESC LIMIT ?");
        query.bind(workspace, scope.owner, archived ? 1 : 0, before > 0 ? before : std::numeric_limits<std::int64_t>::max(), limit);
        std::vector<ConversationRow> rows;
        for (;;) {
            SB_TRY(more, query.next());
            if (!more) {
                return rows;
            }
            rows.push_back(readConversation(query));
        }
    };
    co_return co_await read(m_readers, std::move(work));
}

Task<Result<ConversationRow>> SqliteConversationRepository::get(ConversationScope scope, std::string id)
{
    auto work = [scope = std::move(scope), id = std::move(id)](ReadContext &context) -> Result<ConversationRow> {
        SB_TRY(key, keyOf(context, scope, id));
        auto query = context.db().query("SELECT id, owner, agent, title, archived, created_at, updated_at, last_turn, last_seq, revision FROM conversations WHERE key = ?");
        query.bind(key);
        SB_CHECK(query.next());
        return readConversation(query);
    };
    co_return co_await read(m_readers, std::move(work));
}

Task<Result<std::vector<MessageRow>>> SqliteConversationRepository::messages(ConversationScope scope, std::string id, std::int64_t before, int limit)
{
    auto work = [scope = std::move(scope), id = std::move(id), before, limit](ReadContext &context) -> Result<std::vector<MessageRow>> {
        SB_TRY(key, keyOf(context, scope, id));
        const auto low = key << kNumberBits;
        const auto high = before > 0 ? low | std::min(before, kNumberMask) : (key + 1) << kNumberBits;
        auto query = context.db().query("SELECT id, turn, role, author, complete, created_at, revision, parts FROM messages WHERE id >= ? AND id < ? ORDER BY id DESC LIMIT ?");
        query.bind(low, high, limit);
        std::vector<MessageRow> rows;
        for (;;) {
            SB_TRY(more, query.next());
            if (!more) {
                break;
            }
            MessageRow row;
            row.seq = query.integer(0) & kNumberMask;
            row.turn = query.integer(1);
            row.role = static_cast<MessageRole>(query.integer(2));
            row.author = query.text(3);
            row.complete = query.integer(4) != 0;
            row.createdAt = query.integer(5);
            row.revision = query.integer(6);
            row.parts = query.text(7);
            rows.push_back(std::move(row));
        }
        std::reverse(rows.begin(), rows.end());
        return rows;
    };
    co_return co_await read(m_readers, std::move(work));
}

Task<Result<TurnRow>> SqliteConversationRepository::turn(ConversationScope scope, std::string id, std::int64_t number)
{
    auto work = [scope = std::move(scope), id = std::move(id), number](ReadContext &context) -> Result<TurnRow> {
        SB_TRY(key, keyOf(context, scope, id));
        auto query = context.db().query("SELECT id, state, started_at, finished_at, error, usage FROM turns WHERE id = ?");
        query.bind(key << kNumberBits | number);
        SB_TRY(found, query.next());
        if (!found) {
            return Error("store.notFound", "The conversation " + id + " has no turn " + std::to_string(number) + ".", id);
        }
        return readTurn(query, 0);
    };
    co_return co_await read(m_readers, std::move(work));
}

Task<Result<std::vector<OpenTurn>>> SqliteConversationRepository::openTurns()
{
    auto work = [](ReadContext &context) -> Result<std::vector<OpenTurn>> {
        auto query = context.db().query("SELECT c.id, c.owner, c.agent, c.title, c.archived, c.created_at, c.updated_at, c.last_turn, c.last_seq, c.revision, "
                                        "t.id, t.state, t.started_at, t.finished_at, t.error, t.usage, w.name "
                                        "FROM turns t JOIN conversations c ON c.key = t.id >> 32 JOIN workspaces w ON w.id = t.workspace_id WHERE t.state = 0 ORDER BY t.id");
        std::vector<OpenTurn> turns;
        for (;;) {
            SB_TRY(more, query.next());
            if (!more) {
                return turns;
            }
            turns.push_back({query.text(16), readConversation(query), readTurn(query, 10)});
        }
    };
    co_return co_await read(m_readers, std::move(work));
}

Task<Result<std::vector<MessageHit>>> SqliteConversationRepository::search(ConversationScope scope, std::string words, int limit)
{
    auto work = [scope = std::move(scope), words = std::move(words), limit](ReadContext &context) -> Result<std::vector<MessageHit>> {
        std::vector<MessageHit> hits;
        const auto match = matchOf(words);
        if (match.empty()) {
            return hits;
        }
        SB_TRY(workspace, context.workspaceKey(scope.workspace));
        auto query = context.db().query("SELECT c.id, c.title, m.rowid, snippet(message_texts, 0, '«', '»', '…', 16) FROM message_texts m "
                                        "JOIN conversations c ON c.key = m.rowid >> 32 WHERE message_texts MATCH ? AND c.workspace_id = ? AND c.owner = ? ORDER BY rank LIMIT ?");
        query.bind(match, workspace, scope.owner, limit);
        for (;;) {
            SB_TRY(more, query.next());
            if (!more) {
                return hits;
            }
            hits.push_back({query.text(0), query.text(1), query.integer(2) & kNumberMask, query.text(3)});
        }
    };
    co_return co_await read(m_readers, std::move(work));
}

} // namespace signalbox::store
