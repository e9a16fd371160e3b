// SPDX-License-Identifier: GPL-3.0-or-later
// Conversations on SQLite.
#pragma once

#include "store/conversations.h"
#include "store/readers_p.h"
#include "store/writer_p.h"

namespace signalbox::store {

class SqliteConversationRepository final : public ConversationRepository
{
public:
    SqliteConversationRepository(Writer &writer, Readers &readers) : m_writer(writer), m_readers(readers) {}
    Task<Result<void>> create(std::string workspace, ConversationRow conversation) override;
    Task<Result<std::vector<ConversationRow>>> list(ConversationScope scope, bool archived, UnixMillis before, int limit) override;
    Task<Result<ConversationRow>> get(ConversationScope scope, std::string id) override;
    Task<Result<std::int64_t>> update(ConversationScope scope, ConversationRow conversation) override;
    Task<Result<void>> remove(ConversationScope scope, std::string id) override;
    Task<Result<std::int64_t>> beginTurn(ConversationScope scope, std::string id, MessageRow message) override;
    Task<Result<std::int64_t>> addMessage(ConversationScope scope, std::string id, MessageRow message, Durability durability) override;
    Task<Result<void>> setMessage(ConversationScope scope, std::string id, MessageRow message, Durability durability) override;
    Task<Result<void>> endTurn(ConversationScope scope, std::string id, TurnRow turn) override;
    Task<Result<std::vector<MessageRow>>> messages(ConversationScope scope, std::string id, std::int64_t before, int limit) override;
    Task<Result<TurnRow>> turn(ConversationScope scope, std::string id, std::int64_t number) override;
    Task<Result<std::vector<OpenTurn>>> openTurns() override;
    Task<Result<std::vector<MessageHit>>> search(ConversationScope scope, std::string words, int limit) override;

private:
    Writer &m_writer;
    Readers &m_readers;
};

} // namespace signalbox::store
