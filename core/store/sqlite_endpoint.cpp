// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite_endpoint_p.h"

#include "base/json.h"
#include "store/lines_p.h"

namespace signalbox::store {

namespace {

#define SB_TOKEN_COLUMNS                                                                                                                     \
    "t.id, w.name, t.name, t.hash, t.prefix, t.models, t.requests_per_minute, t.tokens_per_minute, t.created_at, t.expires_at, t.revoked_at, " \
    "t.used_at, t.revision FROM endpoint_tokens t JOIN workspaces w ON w.id = t.workspace_id "

EndpointTokenRow readToken(const Query &query)
{
    EndpointTokenRow row;
    row.id = query.text(0);
    row.workspace = query.text(1);
    row.name = query.text(2);
    row.hash = query.text(3);
    row.prefix = query.text(4);
    row.models = splitLines(query.view(5));
    row.requestsPerMinute = query.integer(6);
    row.tokensPerMinute = query.integer(7);
    row.createdAt = query.integer(8);
    row.expiresAt = query.integer(9);
    row.revokedAt = query.integer(10);
    row.usedAt = query.integer(11);
    row.revision = query.integer(12);
    return row;
}

Error noToken(const std::string &id)
{
    return Error("store.notFound", "There is no token " + id + " of the endpoint in this workspace.", id);
}

Result<void> tell(WriteContext &context, std::int64_t key, const std::string &workspace, const std::string &token)
{
    json::Object what;
    if (!token.empty()) {
        what.emplace("token", token);
    }
    return context.appendOwned(key, workspace, {"endpoint.changed", token, json::write(json::Value(std::move(what)))});
}

Result<std::int64_t> changeOne(WriteContext &context, const EndpointTokenRow &token)
{
    SB_TRY(key, context.workspaceKey(token.workspace));
    auto find = context.db().query("SELECT revision FROM endpoint_tokens WHERE workspace_id = ? AND id = ?");
    find.bind(key, token.id);
    SB_TRY(found, find.next());
    if (!found) {
        return noToken(token.id);
    }
    const auto current = find.integer(0);
    if (token.revision != 0 && token.revision != current) {
        return Error("store.conflict", "The endpoint's token " + token.id + " was changed in the meantime. Read it again and repeat the change.", token.id)
            .withArg("current", std::to_string(current));
    }
    auto update = context.db().query("UPDATE endpoint_tokens SET name = ?, models = ?, requests_per_minute = ?, tokens_per_minute = ?, expires_at = ?, revision = ? "
                                     "WHERE workspace_id = ? AND id = ?");
    const auto models = joinLines(token.models);
    update.bind(token.name, models, token.requestsPerMinute, token.tokensPerMinute, token.expiresAt, current + 1, key, token.id);
    SB_CHECK(update.run());
    SB_CHECK(tell(context, key, token.workspace, token.id));
    return current + 1;
}

} // namespace

Task<Result<std::optional<EndpointSettings>>> SqliteEndpointRepository::settings(std::string workspace)
{
    auto work = [workspace = std::move(workspace)](ReadContext &context) -> Result<std::optional<EndpointSettings>> {
        SB_TRY(key, context.workspaceKey(workspace));
        auto query = context.db().query("SELECT answers, port FROM endpoint_settings WHERE workspace_id = ?");
        query.bind(key);
        SB_TRY(found, query.next());
        return found ? std::optional(EndpointSettings{query.integer(0) != 0, static_cast<int>(query.integer(1))}) : std::nullopt;
    };
    co_return co_await read(m_readers, std::move(work));
}

Task<Result<void>> SqliteEndpointRepository::setSettings(std::string workspace, EndpointSettings settings)
{
    auto work = [workspace = std::move(workspace), settings](WriteContext &context) -> Result<void> {
        SB_TRY(key, context.workspaceKey(workspace));
        auto upsert = context.db().query("INSERT INTO endpoint_settings (workspace_id, answers, port) VALUES (?1, ?2, ?3) "
                                         "ON CONFLICT (workspace_id) DO UPDATE SET answers = ?2, port = ?3");
        upsert.bind(key, settings.answers ? 1 : 0, settings.port);
        SB_CHECK(upsert.run());
        return tell(context, key, workspace, {});
    };
    co_return co_await write(m_writer, Durability::Hard, std::move(work));
}

Task<Result<void>> SqliteEndpointRepository::add(EndpointTokenRow token)
{
    auto work = [token = std::move(token)](WriteContext &context) -> Result<void> {
        SB_TRY(key, context.workspaceKey(token.workspace));
        auto insert = context.db().query("INSERT INTO endpoint_tokens (workspace_id, id, name, hash, prefix, models, requests_per_minute, tokens_per_minute, created_at, expires_at, "
                                         "revoked_at, used_at, revision) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 1)");
        const auto models = joinLines(token.models);
        insert.bind(key, token.id, token.name, token.hash, token.prefix, models, token.requestsPerMinute, token.tokensPerMinute,
                    token.createdAt > 0 ? token.createdAt : context.now(), token.expiresAt);
        SB_CHECK(insert.run());
        return tell(context, key, token.workspace, token.id);
    };
    co_return co_await write(m_writer, Durability::Hard, std::move(work));
}

Task<Result<std::optional<EndpointTokenRow>>> SqliteEndpointRepository::findByHash(std::string hash)
{
    auto work = [hash = std::move(hash)](ReadContext &context) -> Result<std::optional<EndpointTokenRow>> {
        auto query = context.db().query("SELECT " SB_TOKEN_COLUMNS "WHERE t.hash = ?");
        query.bind(hash);
        SB_TRY(found, query.next());
        return found ? std::optional(readToken(query)) : std::nullopt;
    };
    co_return co_await read(m_readers, std::move(work));
}

Task<Result<std::vector<EndpointTokenRow>>> SqliteEndpointRepository::list(std::string workspace)
{
    auto work = [workspace = std::move(workspace)](ReadContext &context) -> Result<std::vector<EndpointTokenRow>> {
        SB_TRY(key, context.workspaceKey(workspace));
        auto query = context.db().query("SELECT " SB_TOKEN_COLUMNS "WHERE t.workspace_id = ? ORDER BY t.key");
        query.bind(key);
        return readAll<EndpointTokenRow>(query, readToken);
    };
    co_return co_await read(m_readers, std::move(work));
}

Task<Result<EndpointTokenRow>> SqliteEndpointRepository::get(std::string workspace, std::string id)
{
    auto work = [workspace = std::move(workspace), id = std::move(id)](ReadContext &context) -> Result<EndpointTokenRow> {
        SB_TRY(key, context.workspaceKey(workspace));
        auto query = context.db().query("SELECT " SB_TOKEN_COLUMNS "WHERE t.workspace_id = ? AND t.id = ?");
        query.bind(key, id);
        SB_TRY(found, query.next());
        return found ? Result<EndpointTokenRow>(readToken(query)) : Result<EndpointTokenRow>(noToken(id));
    };
    co_return co_await read(m_readers, std::move(work));
}

Task<Result<std::int64_t>> SqliteEndpointRepository::change(EndpointTokenRow token)
{
    auto revision = std::make_shared<std::int64_t>(0);
    auto work = [token = std::move(token), revision](WriteContext &context) -> Result<void> {
        SB_TRY(made, changeOne(context, token));
        *revision = made;
        return {};
    };
    SB_CO_CHECK(co_await write(m_writer, Durability::Hard, std::move(work)));
    co_return *revision;
}

Task<Result<void>> SqliteEndpointRepository::revoke(std::string workspace, std::string id)
{
    auto work = [workspace = std::move(workspace), id = std::move(id)](WriteContext &context) -> Result<void> {
        SB_TRY(key, context.workspaceKey(workspace));
        auto query = context.db().query("UPDATE endpoint_tokens SET revoked_at = CASE WHEN revoked_at = 0 THEN ? ELSE revoked_at END, revision = revision + 1 "
                                        "WHERE workspace_id = ? AND id = ?");
        SB_CHECK(query.bind(context.now(), key, id).run());
        if (context.db().changes() == 0) {
            return noToken(id);
        }
        return tell(context, key, workspace, id);
    };
    co_return co_await write(m_writer, Durability::Hard, std::move(work));
}

Task<Result<void>> SqliteEndpointRepository::setUsed(std::string workspace, std::string id, UnixMillis at)
{
    auto work = [workspace = std::move(workspace), id = std::move(id), at](WriteContext &context) -> Result<void> {
        SB_TRY(key, context.workspaceKey(workspace));
        auto query = context.db().query("UPDATE endpoint_tokens SET used_at = max(used_at, ?) WHERE workspace_id = ? AND id = ?");
        return query.bind(at, key, id).run();
    };
    co_return co_await write(m_writer, Durability::Soft, std::move(work));
}

} // namespace signalbox::store
