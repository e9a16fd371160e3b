// SPDX-License-Identifier: GPL-3.0-or-later
// Conversations of people with agents: what was said, by turns. What an answer is made of is not known here.
#pragma once

#include "base/async.h"
#include "store/types.h"

#include <string>
#include <vector>

namespace signalbox::store {

enum class TurnState { Running, Succeeded, Failed, Stopped };
BOOST_DESCRIBE_ENUM(TurnState, Running, Succeeded, Failed, Stopped)

enum class MessageRole { Person, Agent, System, Tool };
BOOST_DESCRIBE_ENUM(MessageRole, Person, Agent, System, Tool)

struct ConversationRow
{
    std::string id; ///< a UUID
    std::string owner;
    std::string agent;
    std::string title;
    bool archived = false;
    UnixMillis createdAt = 0;
    UnixMillis updatedAt = 0;
    std::int64_t turns = 0;
    std::int64_t messages = 0;
    std::int64_t revision = 0;
};

struct TurnRow
{
    std::int64_t number = 0; ///< from 1
    TurnState state = TurnState::Running;
    UnixMillis startedAt = 0;
    UnixMillis finishedAt = 0;
    std::string error; ///< JSON of an Error
    std::string usage; ///< JSON
};

struct MessageRow
{
    std::int64_t seq = 0; ///< from 1, in the order of the conversation
    std::int64_t turn = 0;
    MessageRole role = MessageRole::Person;
    std::string author;
    bool complete = true; ///< false: it is still being written
    UnixMillis createdAt = 0;
    std::int64_t revision = 1;
    std::string parts; ///< JSON: [{"type": "text", "text": …}, …]
    std::string text;  ///< what searching finds; never read back
};

/// Where a search found something.
struct MessageHit
{
    std::string conversation;
    std::string title;
    std::int64_t seq = 0;
    std::string snippet; ///< what was found stands between « and »
};

/// A turn that no answer has ended.
struct OpenTurn
{
    std::string workspace;
    ConversationRow conversation;
    TurnRow turn;
};

/// Who a call is for. A conversation of somebody else is one that does not exist.
struct ConversationScope
{
    ConversationScope(std::string workspace_, std::string owner_) : workspace(std::move(workspace_)), owner(std::move(owner_)) {}
    std::string workspace;
    std::string owner;
};

/// Each change appends its event in the same transaction, with the conversation's id as source:
/// conversation.created, conversation.changed, conversation.removed, message.added {seq, turn}, message.changed
/// {seq}, turn.began {turn}, turn.ended {turn, state}. No text stands in an event.
/// Errors of all: store.notFound, store.*.
class ConversationRepository
{
public:
    virtual ~ConversationRepository() = default;
    virtual Task<Result<void>> create(std::string workspace, ConversationRow conversation) = 0;
    /// Those of the owner, the latest first, below `before` (updatedAt; 0: from the latest).
    virtual Task<Result<std::vector<ConversationRow>>> list(ConversationScope scope, bool archived, UnixMillis before, int limit) = 0;
    virtual Task<Result<ConversationRow>> get(ConversationScope scope, std::string id) = 0;
    /// Title and whether it is archived. Gives the new revision. Errors: store.conflict (args current).
    virtual Task<Result<std::int64_t>> update(ConversationScope scope, ConversationRow conversation) = 0;
    virtual Task<Result<void>> remove(ConversationScope scope, std::string id) = 0;

    /// Adds what a person said and the turn that answers it; gives the turn's number. Hard.
    virtual Task<Result<std::int64_t>> beginTurn(ConversationScope scope, std::string id, MessageRow message) = 0;
    /// Gives its seq. `store.turnEnded` where the message's turn has ended.
    virtual Task<Result<std::int64_t>> addMessage(ConversationScope scope, std::string id, MessageRow message, Durability durability) = 0;
    /// Parts, text and whether it is complete, of the message `message.seq`. `store.turnEnded` where its turn has ended.
    virtual Task<Result<void>> setMessage(ConversationScope scope, std::string id, MessageRow message, Durability durability) = 0;
    /// A turn that has ended stays as it is; what was half said in it counts as complete. Hard.
    virtual Task<Result<void>> endTurn(ConversationScope scope, std::string id, TurnRow turn) = 0;

    /// Ascending; `before` 0: the last `limit` ones, else those below it.
    virtual Task<Result<std::vector<MessageRow>>> messages(ConversationScope scope, std::string id, std::int64_t before, int limit) = 0;
    virtual Task<Result<TurnRow>> turn(ConversationScope scope, std::string id, std::int64_t number) = 0;
    /// Of every workspace: what a backend goes on with as it starts.
    virtual Task<Result<std::vector<OpenTurn>>> openTurns() = 0;
    /// Messages that hold words that begin so, in any order, the best first.
    virtual Task<Result<std::vector<MessageHit>>> search(ConversationScope scope, std::string words, int limit) = 0;
};

} // namespace signalbox::store
