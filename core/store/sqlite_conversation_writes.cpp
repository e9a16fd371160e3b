// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite_conversations_p.h"

#include "base/describe.h"

namespace signalbox::store {

namespace {

constexpr int kNumberBits = 32;

Error noConversation(const std::string &id)
{
    return Error("store.notFound", "There is no conversation " + id + ".", id);
}

struct Current
{
    std::int64_t workspace = 0;
    std::int64_t key = 0;
    std::int64_t revision = 0;
    std::int64_t lastTurn = 0;
    std::int64_t lastSeq = 0;
};

Result<Current> find(WriteContext &context, const ConversationScope &scope, const std::string &id)
{
    Current current;
    SB_TRY(workspace, context.workspaceKey(scope.workspace));
    current.workspace = workspace;
    auto query = context.db().query("SELECT key, revision, last_turn, last_seq FROM conversations WHERE workspace_id = ? AND id = ? AND owner = ?");
    query.bind(workspace, id, scope.owner);
    SB_TRY(found, query.next());
    if (!found) {
        return noConversation(id);
    }
    current.key = query.integer(0);
    current.revision = query.integer(1);
    current.lastTurn = query.integer(2);
    current.lastSeq = query.integer(3);
    return current;
}

Result<void> tell(WriteContext &context, const Current &current, const std::string &workspace, std::string topic, const std::string &id, json::Object data = {})
{
    return context.appendOwned(current.workspace, workspace, {std::move(topic), id, json::write(data)});
}

Result<void> touch(WriteContext &context, const Current &current)
{
    auto query = context.db().query("UPDATE conversations SET updated_at = max(updated_at + 1, ?), last_turn = ?, last_seq = ? WHERE key = ?");
    return query.bind(context.now(), current.lastTurn, current.lastSeq, current.key).run();
}

Result<void> index(WriteContext &context, std::int64_t id, const std::string &text)
{
    auto gone = context.db().query("DELETE FROM message_texts WHERE rowid = ?");
    SB_CHECK(gone.bind(id).run());
    if (text.empty()) {
        return {};
    }
    auto insert = context.db().query("INSERT INTO message_texts (rowid, text) VALUES (?, ?)");
    return insert.bind(id, text).run();
}

Result<void> insertMessage(WriteContext &context, Current &current, const std::string &workspace, const std::string &conversation, const MessageRow &message)
{
    const auto seq = ++current.lastSeq;
    const auto id = current.key << kNumberBits | seq;
    const auto time = message.createdAt > 0 ? message.createdAt : context.now();
    auto insert = context.db().query("INSERT INTO messages (id, workspace_id, turn, role, author, complete, created_at, parts) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    insert.bind(id, current.workspace, message.turn, static_cast<int>(message.role), message.author, message.complete ? 1 : 0, time, message.parts);
    SB_CHECK(insert.run());
    SB_CHECK(index(context, id, message.text));
    return tell(context, current, workspace, "message.added", conversation, {{"seq", seq}, {"turn", message.turn}});
}

Result<std::int64_t> begin(WriteContext &context, const ConversationScope &scope, const std::string &id, const MessageRow &message)
{
    SB_TRY(current, find(context, scope, id));
    const auto number = ++current.lastTurn;
    auto insert = context.db().query("INSERT INTO turns (id, workspace_id, state, started_at) VALUES (?, ?, ?, ?)");
    SB_CHECK(insert.bind(current.key << kNumberBits | number, current.workspace, static_cast<int>(TurnState::Running), context.now()).run());
    SB_CHECK(tell(context, current, scope.workspace, "turn.began", id, {{"turn", number}}));
    auto said = message;
    said.turn = number;
    SB_CHECK(insertMessage(context, current, scope.workspace, id, said));
    SB_CHECK(touch(context, current));
    return number;
}

// What is said late, after a person stopped the turn, would stand below the answer to the next one.
Result<void> refuseEndedTurn(WriteContext &context, const Current &current, const std::string &id, std::int64_t turn)
{
    auto query = context.db().query("SELECT state FROM turns WHERE id = ?");
    query.bind(current.key << kNumberBits | turn);
    SB_TRY(found, query.next());
    if (found && query.integer(0) != static_cast<int>(TurnState::Running)) {
        return Error("store.turnEnded", "The turn has ended; nothing is added to it.", id);
    }
    return {};
}

Result<std::int64_t> add(WriteContext &context, const ConversationScope &scope, const std::string &id, const MessageRow &message)
{
    SB_TRY(current, find(context, scope, id));
    SB_CHECK(refuseEndedTurn(context, current, id, message.turn));
    SB_CHECK(insertMessage(context, current, scope.workspace, id, message));
    SB_CHECK(touch(context, current));
    return current.lastSeq;
}

Result<void> change(WriteContext &context, const ConversationScope &scope, const std::string &id, const MessageRow &message)
{
    SB_TRY(current, find(context, scope, id));
    SB_CHECK(refuseEndedTurn(context, current, id, message.turn));
    const auto key = current.key << kNumberBits | message.seq;
    auto update = context.db().query("UPDATE messages SET parts = ?, complete = ?, revision = revision + 1 WHERE id = ?");
    SB_CHECK(update.bind(message.parts, message.complete ? 1 : 0, key).run());
    if (context.db().changes() == 0) {
        return Error("store.notFound", "The conversation " + id + " has no message " + std::to_string(message.seq) + ".", id);
    }
    SB_CHECK(index(context, key, message.text));
    return tell(context, current, scope.workspace, "message.changed", id, {{"seq", message.seq}});
}

// What was half said when the turn ended is all that is said: nobody waits for the rest.
Result<void> completeMessages(WriteContext &context, const Current &current, const std::string &workspace, const std::string &id, std::int64_t turn)
{
    const auto low = current.key << kNumberBits;
    std::vector<std::int64_t> keys;
    auto open = context.db().query("SELECT id FROM messages WHERE id >= ? AND id < ? AND turn = ? AND complete = 0");
    open.bind(low, (current.key + 1) << kNumberBits, turn);
    SB_TRY(first, open.next());
    for (bool found = first; found;) {
        keys.push_back(open.integer(0));
        SB_TRY(more, open.next());
        found = more;
    }
    for (const auto key : keys) {
        auto update = context.db().query("UPDATE messages SET complete = 1, revision = revision + 1 WHERE id = ?");
        SB_CHECK(update.bind(key).run());
        SB_CHECK(tell(context, current, workspace, "message.changed", id, {{"seq", key - low}}));
    }
    return {};
}

Result<void> end(WriteContext &context, const ConversationScope &scope, const std::string &id, const TurnRow &turn)
{
    SB_TRY(current, find(context, scope, id));
    auto update = context.db().query("UPDATE turns SET state = ?, finished_at = ?, error = ?, usage = ? WHERE id = ? AND state = 0");
    update.bind(static_cast<int>(turn.state), context.now(), turn.error, turn.usage, current.key << kNumberBits | turn.number);
    SB_CHECK(update.run());
    if (context.db().changes() == 0) {
        return {};
    }
    SB_CHECK(completeMessages(context, current, scope.workspace, id, turn.number));
    return tell(context, current, scope.workspace, "turn.ended", id, {{"turn", turn.number}, {"state", json::enumName(turn.state)}});
}

Result<void> removeAll(WriteContext &context, const ConversationScope &scope, const std::string &id)
{
    SB_TRY(current, find(context, scope, id));
    const auto low = current.key << kNumberBits;
    const auto high = (current.key + 1) << kNumberBits;
    auto texts = context.db().query("DELETE FROM message_texts WHERE rowid >= ? AND rowid < ?");
    SB_CHECK(texts.bind(low, high).run());
    auto messages = context.db().query("DELETE FROM messages WHERE id >= ? AND id < ?");
    SB_CHECK(messages.bind(low, high).run());
    auto turns = context.db().query("DELETE FROM turns WHERE id >= ? AND id < ?");
    SB_CHECK(turns.bind(low, high).run());
    auto conversation = context.db().query("DELETE FROM conversations WHERE key = ?");
    SB_CHECK(conversation.bind(current.key).run());
    return tell(context, current, scope.workspace, "conversation.removed", id);
}

Result<void> insertConversation(WriteContext &context, const std::string &workspace, const ConversationRow &row)
{
    Current current;
    SB_TRY(key, context.workspaceKey(workspace));
    current.workspace = key;
    const auto time = row.createdAt > 0 ? row.createdAt : context.now();
    auto insert = context.db().query("INSERT INTO conversations (workspace_id, id, owner, agent, title, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?)");
    SB_CHECK(insert.bind(key, row.id, row.owner, row.agent, row.title, time, time).run());
    return tell(context, current, workspace, "conversation.created", row.id);
}

Result<std::int64_t> changeConversation(WriteContext &context, const ConversationScope &scope, const ConversationRow &row)
{
    SB_TRY(current, find(context, scope, row.id));
    if (row.revision != current.revision) {
        return Error("store.conflict", "The conversation was changed somewhere else in the meantime. Look at it again.", row.id).withArg("current", std::to_string(current.revision));
    }
    auto update = context.db().query("UPDATE conversations SET title = ?, archived = ?, revision = revision + 1 WHERE key = ?");
    SB_CHECK(update.bind(row.title, row.archived ? 1 : 0, current.key).run());
    SB_CHECK(tell(context, current, scope.workspace, "conversation.changed", row.id));
    return current.revision + 1;
}

} // namespace

Task<Result<void>> SqliteConversationRepository::create(std::string workspace, ConversationRow conversation)
{
    auto work = [workspace = std::move(workspace), conversation = std::move(conversation)](WriteContext &context) { return insertConversation(context, workspace, conversation); };
    co_return co_await write(m_writer, Durability::Hard, std::move(work));
}

Task<Result<std::int64_t>> SqliteConversationRepository::update(ConversationScope scope, ConversationRow conversation)
{
    auto work = [scope = std::move(scope), conversation = std::move(conversation)](WriteContext &context) { return changeConversation(context, scope, conversation); };
    co_return co_await write(m_writer, Durability::Hard, std::move(work));
}

Task<Result<void>> SqliteConversationRepository::remove(ConversationScope scope, std::string id)
{
    auto work = [scope = std::move(scope), id = std::move(id)](WriteContext &context) { return removeAll(context, scope, id); };
    co_return co_await write(m_writer, Durability::Hard, std::move(work));
}

Task<Result<std::int64_t>> SqliteConversationRepository::beginTurn(ConversationScope scope, std::string id, MessageRow message)
{
    auto work = [scope = std::move(scope), id = std::move(id), message = std::move(message)](WriteContext &context) { return begin(context, scope, id, message); };
    co_return co_await write(m_writer, Durability::Hard, std::move(work));
}

Task<Result<std::int64_t>> SqliteConversationRepository::addMessage(ConversationScope scope, std::string id, MessageRow message, Durability durability)
{
    auto work = [scope = std::move(scope), id = std::move(id), message = std::move(message)](WriteContext &context) { return add(context, scope, id, message); };
    co_return co_await write(m_writer, durability, std::move(work));
}

Task<Result<void>> SqliteConversationRepository::setMessage(ConversationScope scope, std::string id, MessageRow message, Durability durability)
{
    auto work = [scope = std::move(scope), id = std::move(id), message = std::move(message)](WriteContext &context) { return change(context, scope, id, message); };
    co_return co_await write(m_writer, durability, std::move(work));
}

Task<Result<void>> SqliteConversationRepository::endTurn(ConversationScope scope, std::string id, TurnRow turn)
{
    auto work = [scope = std::move(scope), id = std::move(id), turn = std::move(turn)](WriteContext &context) { return end(context, scope, id, turn); };
    co_return co_await write(m_writer, Durability::Hard, std::move(work));
}

} // namespace signalbox::store
