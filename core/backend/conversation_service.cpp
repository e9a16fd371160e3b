// SPDX-License-Identifier: GPL-3.0-or-later
// Conversations: those of the caller, and nobody else's.
#include "backend/answers_p.h"

#include "base/describe.h"
#include "base/uuid.h"
#include "base/text.h"
#include "vault/redactor.h"

namespace signalbox::backend {

namespace {

using api::CallContext;

constexpr std::size_t kMostText = 256u << 10;
constexpr std::size_t kMostTitle = 200;

store::ConversationScope scopeOf(const CallContext &context)
{
    return {context.caller->workspace, context.caller->subject};
}

api::ConversationView viewOf(const store::ConversationRow &row)
{
    return {row.id, row.agent, row.title, row.archived, row.createdAt, row.updatedAt, row.turns, row.messages, row.revision};
}

api::MessageView viewOf(const store::MessageRow &row)
{
    api::MessageView view;
    view.seq = row.seq;
    view.turn = row.turn;
    view.role = *json::enumFromName<api::MessageRole>(json::enumName(row.role));
    view.author = row.author;
    view.complete = row.complete;
    view.createdAt = row.createdAt;
    view.revision = row.revision;
    if (auto parts = json::parse(row.parts); parts && parts->is_array()) {
        view.parts = std::move(parts->get_array());
    }
    return view;
}

// At the end of a character, and on one line.
std::string titleFrom(const std::string &text)
{
    constexpr std::size_t kLength = 60;
    auto title = text.substr(0, text.find('\n'));
    if (title.size() > kLength) {
        title.resize(kLength);
        while (!title.empty() && (static_cast<unsigned char>(title.back()) & 0xc0) == 0x80) {
            title.pop_back();
        }
        if (!title.empty() && static_cast<unsigned char>(title.back()) >= 0xc0) {
            title.pop_back();
        }
        title += "…";
    }
    return title;
}

Task<Result<api::ConversationPage>> list(Services *services, CallContext context, api::ConversationListParams params)
{
    const auto limit = static_cast<int>(std::clamp<std::int64_t>(params.limit, 1, 500));
    SB_CO_TRY(rows, co_await services->backend.store().conversations().list(scopeOf(context), params.archived, params.before, limit));
    api::ConversationPage page;
    for (const auto &row : rows) {
        page.conversations.push_back(viewOf(row));
    }
    co_return page;
}

Task<Result<api::ConversationView>> get(Services *services, CallContext context, api::ConversationId params)
{
    SB_CO_TRY(row, co_await services->backend.store().conversations().get(scopeOf(context), params.id));
    co_return viewOf(row);
}

Task<Result<api::ConversationView>> create(Services *services, CallContext context, api::ConversationCreateParams params)
{
    if (!params.id.empty() && !isUuid(params.id)) {
        co_return Error("rpc.params", "The id of a conversation is a UUID in lower case.", std::string(cutUtf8(params.id, 64)));
    }
    const auto scope = scopeOf(context);
    auto &conversations = services->backend.store().conversations();
    if (!params.id.empty()) {
        auto existing = co_await conversations.get(scope, params.id);
        if (existing) {
            co_return viewOf(*existing);
        }
    }
    store::ConversationRow row;
    row.id = params.id.empty() ? newUuid(services->backend.clock()) : params.id;
    row.owner = scope.owner;
    row.agent = params.agent.empty() ? "master" : std::string(cutUtf8(params.agent, kMostTitle));
    row.title = std::string(cutUtf8(params.title, kMostTitle));
    const auto id = row.id;
    SB_CO_CHECK(co_await conversations.create(scope.workspace, std::move(row)));
    SB_CO_TRY(made, co_await conversations.get(scope, id));
    co_return viewOf(made);
}

Task<Result<api::ConversationView>> update(Services *services, CallContext context, api::ConversationUpdateParams params)
{
    store::ConversationRow row;
    row.id = params.id;
    row.title = std::string(cutUtf8(params.title, kMostTitle));
    row.archived = params.archived;
    row.revision = params.revision;
    SB_CO_CHECK(co_await services->backend.store().conversations().update(scopeOf(context), std::move(row)));
    SB_CO_TRY(changed, co_await services->backend.store().conversations().get(scopeOf(context), params.id));
    co_return viewOf(changed);
}

Task<Result<api::Nothing>> remove(Services *services, CallContext context, api::ConversationId params)
{
    SB_CO_CHECK(co_await services->backend.store().conversations().remove(scopeOf(context), params.id));
    co_return api::Nothing();
}

Task<Result<api::MessagePage>> messages(Services *services, CallContext context, api::MessageListParams params)
{
    const auto limit = static_cast<int>(std::clamp<std::int64_t>(params.limit, 1, 200));
    SB_CO_TRY(rows, co_await services->backend.store().conversations().messages(scopeOf(context), params.id, params.before, limit));
    api::MessagePage page;
    page.more = !rows.empty() && rows.front().seq > 1;
    for (const auto &row : rows) {
        page.messages.push_back(viewOf(row));
    }
    co_return page;
}

Task<Result<api::ConversationTurn>> send(Services *services, CallContext context, api::ConversationSendParams params)
{
    if (params.text.find_first_not_of(" \t\r\n") == std::string::npos) {
        co_return Error("chat.empty", "There is nothing to send.", params.id);
    }
    if (params.text.size() > kMostText) {
        co_return Error("rpc.params", "A message has at most 256 KiB. Keep large texts in a file.", params.id);
    }
    const auto permission = permissionOf(parseChatCommand(params.text));
    if (!permission.empty()) {
        const auth::Authorizer authorizer(services->trail);
        SB_CO_CHECK(authorizer.check(principalOf(*context.caller), permission, params.id, auth::Audited::Denials));
    }
    const auto scope = scopeOf(context);
    auto &conversations = services->backend.store().conversations();
    SB_CO_TRY(row, co_await conversations.get(scope, params.id));
    const auto safe = services->backend.redactor().redact(params.text);
    store::MessageRow message;
    message.role = store::MessageRole::Person;
    message.author = scope.owner;
    message.parts = json::write(json::Array{json::Object{{"type", "text"}, {"text", safe}}});
    message.text = safe;
    SB_CO_TRY(turn, co_await conversations.beginTurn(scope, params.id, std::move(message)));
    if (row.title.empty()) {
        row.title = titleFrom(safe);
        auto titled = co_await conversations.update(scope, std::move(row));
        // Somebody gave it one at this moment: good.
        static_cast<void>(titled);
    }
    services->answers->begin(scope, params.id, turn, params.text);
    co_return api::ConversationTurn{params.id, turn};
}

Task<Result<api::Nothing>> stop(Services *services, CallContext context, api::ConversationTurn params)
{
    const auto scope = scopeOf(context);
    auto known = co_await services->backend.store().conversations().turn(scope, params.id, params.turn);
    if (!known) {
        co_return std::move(known).error();
    }
    SB_CO_CHECK(co_await services->answers->stop(scope, params.id, params.turn));
    co_return api::Nothing();
}

Task<Result<api::ConversationSearchResult>> search(Services *services, CallContext context, api::ConversationSearchParams params)
{
    const auto limit = static_cast<int>(std::clamp<std::int64_t>(params.limit, 1, 200));
    SB_CO_TRY(hits, co_await services->backend.store().conversations().search(scopeOf(context), std::string(cutUtf8(params.words, 1000)), limit));
    api::ConversationSearchResult result;
    for (const auto &hit : hits) {
        result.found.push_back({hit.conversation, hit.title, hit.seq, hit.snippet});
    }
    co_return result;
}

} // namespace

void registerConversationCalls(api::Registry &registry, Services *services)
{
    registry.on<api::ConversationsList>([services](auto c, auto p) { return list(services, std::move(c), std::move(p)); });
    registry.on<api::ConversationsGet>([services](auto c, auto p) { return get(services, std::move(c), std::move(p)); });
    registry.on<api::ConversationsCreate>([services](auto c, auto p) { return create(services, std::move(c), std::move(p)); });
    registry.on<api::ConversationsUpdate>([services](auto c, auto p) { return update(services, std::move(c), std::move(p)); });
    registry.on<api::ConversationsRemove>([services](auto c, auto p) { return remove(services, std::move(c), std::move(p)); });
    registry.on<api::ConversationsMessages>([services](auto c, auto p) { return messages(services, std::move(c), std::move(p)); });
    registry.on<api::ConversationsSend>([services](auto c, auto p) { return send(services, std::move(c), std::move(p)); });
    registry.on<api::ConversationsStop>([services](auto c, auto p) { return stop(services, std::move(c), std::move(p)); });
    registry.on<api::ConversationsSearch>([services](auto c, auto p) { return search(services, std::move(c), std::move(p)); });
}

} // namespace signalbox::backend
