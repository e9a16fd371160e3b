// SPDX-License-Identifier: GPL-3.0-or-later
// Calls about conversations. Each sees those of the caller alone.
#pragma once

#include "api/call.h"
#include "base/clock.h"

namespace signalbox::api {

enum class TurnState { Running, Succeeded, Failed, Stopped };
BOOST_DESCRIBE_ENUM(TurnState, Running, Succeeded, Failed, Stopped)

enum class MessageRole { Person, Agent, System, Tool };
BOOST_DESCRIBE_ENUM(MessageRole, Person, Agent, System, Tool)

struct ConversationView
{
    std::string id;
    std::string agent;
    std::string title;
    bool archived = false;
    UnixMillis createdAt = 0;
    UnixMillis updatedAt = 0;
    std::int64_t turns = 0;
    std::int64_t messages = 0;
    std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(ConversationView, (), (id, agent, title, archived, createdAt, updatedAt, turns, messages, revision))

/// `parts` is an array of objects with a `type`: text {text: Markdown}, run {run, flow, state}, flow {flow},
/// error {code, message}. Unknown types are passed over.
struct MessageView
{
    std::int64_t seq = 0;
    std::int64_t turn = 0;
    MessageRole role = MessageRole::Person;
    std::string author;
    bool complete = true;
    UnixMillis createdAt = 0;
    std::int64_t revision = 0;
    json::Array parts;
};
BOOST_DESCRIBE_STRUCT(MessageView, (), (seq, turn, role, author, complete, createdAt, revision, parts))

struct ConversationId
{
    std::string id;
    static constexpr std::array<std::string_view, 1> requiredMembers = {"id"};
};
BOOST_DESCRIBE_STRUCT(ConversationId, (), (id))

struct ConversationListParams
{
    bool archived = false;
    UnixMillis before = 0; ///< updatedAt of the one to page on from
    std::int64_t limit = 100;
};
BOOST_DESCRIBE_STRUCT(ConversationListParams, (), (archived, before, limit))

struct ConversationPage
{
    std::vector<ConversationView> conversations;
};
BOOST_DESCRIBE_STRUCT(ConversationPage, (), (conversations))

struct ConversationsList
{
    static constexpr std::string_view name = "conversations.list";
    static constexpr std::string_view permission = "conversations.read";
    static constexpr std::string_view summary = "The caller's conversations, the latest first.";
    static constexpr Route route{Verb::Get, "/conversations"};
    static constexpr Effect effect = Effect::Read;
    using Params = ConversationListParams;
    using Result = ConversationPage;
};

struct ConversationCreateParams
{
    std::string title;
    std::string agent = "master";
    std::string id; ///< a UUID chosen by the caller makes it idempotent
};
BOOST_DESCRIBE_STRUCT(ConversationCreateParams, (), (title, agent, id))

struct ConversationsCreate
{
    static constexpr std::string_view name = "conversations.create";
    static constexpr std::string_view permission = "conversations.write";
    static constexpr std::string_view summary = "Begins a conversation.";
    static constexpr Route route{Verb::Post, "/conversations"};
    static constexpr Effect effect = Effect::Change;
    using Params = ConversationCreateParams;
    using Result = ConversationView;
};

struct ConversationsGet
{
    static constexpr std::string_view name = "conversations.get";
    static constexpr std::string_view permission = "conversations.read";
    static constexpr std::string_view summary = "One conversation.";
    static constexpr Route route{Verb::Get, "/conversations/{id}"};
    static constexpr Effect effect = Effect::Read;
    static constexpr std::string_view target = "id";
    static constexpr std::array<std::string_view, 1> errors = {"store.notFound"};
    using Params = ConversationId;
    using Result = ConversationView;
};

struct ConversationUpdateParams
{
    std::string id;
    std::string title;
    bool archived = false;
    std::int64_t revision = 0;
    static constexpr std::array<std::string_view, 3> requiredMembers = {"id", "title", "revision"};
};
BOOST_DESCRIBE_STRUCT(ConversationUpdateParams, (), (id, title, archived, revision))

struct ConversationsUpdate
{
    static constexpr std::string_view name = "conversations.update";
    static constexpr std::string_view permission = "conversations.write";
    static constexpr std::string_view summary = "Changes a conversation's title, or puts it away.";
    static constexpr Route route{Verb::Put, "/conversations/{id}"};
    static constexpr Effect effect = Effect::Change;
    static constexpr std::string_view target = "id";
    static constexpr std::array<std::string_view, 2> errors = {"store.notFound", "store.conflict"};
    using Params = ConversationUpdateParams;
    using Result = ConversationView;
};

struct ConversationsRemove
{
    static constexpr std::string_view name = "conversations.remove";
    static constexpr std::string_view permission = "conversations.write";
    static constexpr std::string_view summary = "Removes a conversation with everything that was said in it.";
    static constexpr Route route{Verb::Delete, "/conversations/{id}"};
    static constexpr Effect effect = Effect::Change;
    static constexpr std::string_view target = "id";
    static constexpr std::array<std::string_view, 1> errors = {"store.notFound"};
    using Params = ConversationId;
    using Result = Nothing;
};

struct MessageListParams
{
    std::string id;
    std::int64_t before = 0; ///< seq to page up from; 0: the latest
    std::int64_t limit = 100;
    static constexpr std::array<std::string_view, 1> requiredMembers = {"id"};
};
BOOST_DESCRIBE_STRUCT(MessageListParams, (), (id, before, limit))

struct MessagePage
{
    std::vector<MessageView> messages; ///< ascending
    bool more = false;                 ///< there are older ones
};
BOOST_DESCRIBE_STRUCT(MessagePage, (), (messages, more))

struct ConversationsMessages
{
    static constexpr std::string_view name = "conversations.messages";
    static constexpr std::string_view permission = "conversations.read";
    static constexpr std::string_view summary = "What was said, by pages from the end.";
    static constexpr Route route{Verb::Get, "/conversations/{id}/messages"};
    static constexpr Effect effect = Effect::Read;
    static constexpr std::string_view target = "id";
    static constexpr std::array<std::string_view, 1> errors = {"store.notFound"};
    using Params = MessageListParams;
    using Result = MessagePage;
};

struct ConversationSendParams
{
    std::string id;
    std::string text;
    static constexpr std::array<std::string_view, 2> requiredMembers = {"id", "text"};
};
BOOST_DESCRIBE_STRUCT(ConversationSendParams, (), (id, text))

struct ConversationTurn
{
    std::string id;
    std::int64_t turn = 0;
    static constexpr std::array<std::string_view, 2> requiredMembers = {"id", "turn"};
};
BOOST_DESCRIBE_STRUCT(ConversationTurn, (), (id, turn))

struct ConversationsSend
{
    static constexpr std::string_view name = "conversations.send";
    static constexpr std::string_view permission = "conversations.write";
    static constexpr std::string_view summary = "Says something. It is on the disk before this answers; what answers it comes as messages of the turn (events message.added, message.changed, turn.ended).";
    static constexpr Route route{Verb::Post, "/conversations/{id}/messages"};
    static constexpr Effect effect = Effect::Change;
    static constexpr std::string_view target = "id";
    static constexpr std::array<std::string_view, 2> errors = {"store.notFound", "chat.empty"};
    using Params = ConversationSendParams;
    using Result = ConversationTurn;
};

struct ConversationsStop
{
    static constexpr std::string_view name = "conversations.stop";
    static constexpr std::string_view permission = "conversations.write";
    static constexpr std::string_view summary = "Stops a turn; a run that it started goes on.";
    static constexpr Route route{Verb::Post, "/conversations/{id}/turns/{turn}/stop"};
    static constexpr Effect effect = Effect::Idempotent;
    static constexpr std::string_view target = "id";
    static constexpr std::array<std::string_view, 1> errors = {"store.notFound"};
    using Params = ConversationTurn;
    using Result = Nothing;
};

struct ConversationSearchParams
{
    std::string words;
    std::int64_t limit = 50;
    static constexpr std::array<std::string_view, 1> requiredMembers = {"words"};
};
BOOST_DESCRIBE_STRUCT(ConversationSearchParams, (), (words, limit))

struct MessageFound
{
    std::string conversation;
    std::string title;
    std::int64_t seq = 0;
    std::string snippet; ///< what was found stands between « and »
};
BOOST_DESCRIBE_STRUCT(MessageFound, (), (conversation, title, seq, snippet))

struct ConversationSearchResult
{
    std::vector<MessageFound> found;
};
BOOST_DESCRIBE_STRUCT(ConversationSearchResult, (), (found))

struct ConversationsSearch
{
    static constexpr std::string_view name = "conversations.search";
    static constexpr std::string_view permission = "conversations.read";
    static constexpr std::string_view summary = "Messages of the caller that hold all words, or words that begin so; the best first.";
    static constexpr Route route{Verb::Get, "/conversations/search"};
    static constexpr Effect effect = Effect::Read;
    using Params = ConversationSearchParams;
    using Result = ConversationSearchResult;
};

} // namespace signalbox::api
