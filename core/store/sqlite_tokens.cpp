// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite_repositories_p.h"

#include "store/lines_p.h"

namespace signalbox::store {

namespace {

TokenRow readToken(const Query &query)
{
    TokenRow row;
    row.id = query.text(0);
    row.workspace = query.text(1);
    row.subject = query.text(2);
    row.hash = query.text(3);
    row.permissions = splitLines(query.view(4));
    row.createdAt = query.integer(5);
    row.expiresAt = query.integer(6);
    row.revoked = query.integer(7) != 0;
    return row;
}

} // namespace

Task<Result<void>> SqliteTokenRepository::add(TokenRow token)
{
    auto work = [token = std::move(token)](WriteContext &context) -> Result<void> {
        SB_TRY(key, context.workspaceKey(token.workspace));
        const auto permissions = joinLines(token.permissions);
        const auto time = token.createdAt > 0 ? token.createdAt : context.now();
        auto insert = context.db().query("INSERT INTO tokens (id, workspace_id, subject, hash, permissions, created_at, expires_at, revoked) "
                                         "VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
        insert.bind(token.id, key, token.subject, token.hash, permissions, time, token.expiresAt, token.revoked ? 1 : 0);
        return insert.run();
    };
    co_return co_await write(m_writer, Durability::Hard, std::move(work));
}

Task<Result<std::optional<TokenRow>>> SqliteTokenRepository::findByHash(std::string hash)
{
    auto work = [hash = std::move(hash)](ReadContext &context) -> Result<std::optional<TokenRow>> {
        auto query = context.db().query("SELECT t.id, w.name, t.subject, t.hash, t.permissions, t.created_at, t.expires_at, t.revoked "
                                        "FROM tokens t JOIN workspaces w ON w.id = t.workspace_id WHERE t.hash = ?");
        query.bind(hash);
        SB_TRY(found, query.next());
        return found ? std::optional(readToken(query)) : std::nullopt;
    };
    co_return co_await read(m_readers, std::move(work));
}

Task<Result<std::vector<TokenRow>>> SqliteTokenRepository::list(std::string workspace)
{
    auto work = [workspace = std::move(workspace)](ReadContext &context) -> Result<std::vector<TokenRow>> {
        SB_TRY(key, context.workspaceKey(workspace));
        auto query = context.db().query("SELECT t.id, w.name, t.subject, t.hash, t.permissions, t.created_at, t.expires_at, t.revoked "
                                        "FROM tokens t JOIN workspaces w ON w.id = t.workspace_id WHERE t.workspace_id = ? ORDER BY t.key");
        query.bind(key);
        return readAll<TokenRow>(query, readToken);
    };
    co_return co_await read(m_readers, std::move(work));
}

Task<Result<void>> SqliteTokenRepository::revoke(std::string workspace, std::string id)
{
    auto work = [workspace = std::move(workspace), id = std::move(id)](WriteContext &context) -> Result<void> {
        SB_TRY(key, context.workspaceKey(workspace));
        auto query = context.db().query("UPDATE tokens SET revoked = 1, revision = revision + 1 WHERE workspace_id = ? AND id = ?");
        SB_CHECK(query.bind(key, id).run());
        if (context.db().changes() == 0) {
            return Error("store.notFound", "There is no token " + id + " in this workspace.", id);
        }
        return {};
    };
    co_return co_await write(m_writer, Durability::Hard, std::move(work));
}

} // namespace signalbox::store
