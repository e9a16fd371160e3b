// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite_repositories_p.h"

namespace signalbox::store {

namespace {

Error noSecret(const std::string &name)
{
    return Error("store.notFound", "There is no secret " + name + " in this workspace. List the secrets to see which there are.", name);
}

SecretRow readSecret(const Query &query)
{
    SecretRow row;
    row.name = query.text(0);
    row.keyId = query.text(1);
    row.revision = query.integer(2);
    row.updatedAt = query.integer(3);
    return row;
}

Result<void> putSecret(WriteContext &context, const std::string &workspace, const SecretRow &secret)
{
    SB_TRY(key, context.workspaceKey(workspace));
    auto find = context.db().query("SELECT key, revision FROM secrets WHERE workspace_id = ? AND name = ?");
    find.bind(key, secret.name);
    SB_TRY(found, find.next());
    const std::int64_t current = found ? find.integer(1) : 0;
    if (secret.revision != 0 && secret.revision != current) {
        return Error("store.conflict", "The secret " + secret.name + " was changed in the meantime. Try again.", secret.name)
            .withArg("current", std::to_string(current));
    }
    const auto time = secret.updatedAt > 0 ? secret.updatedAt : context.now();
    auto upsert = context.db().query(
        "INSERT INTO secrets (workspace_id, name, key_id, ciphertext, revision, updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
        "ON CONFLICT (workspace_id, name) DO UPDATE SET key_id = ?3, ciphertext = ?4, revision = ?5, updated_at = ?6");
    return upsert.bind(key, secret.name, secret.keyId, Blob{secret.ciphertext}, current + 1, time).run();
}

} // namespace

Task<Result<std::vector<SecretRow>>> SqliteSecretRepository::list(std::string workspace)
{
    auto work = [workspace = std::move(workspace)](ReadContext &context) -> Result<std::vector<SecretRow>> {
        SB_TRY(key, context.workspaceKey(workspace));
        auto query = context.db().query("SELECT name, key_id, revision, updated_at FROM secrets WHERE workspace_id = ? ORDER BY name");
        query.bind(key);
        return readAll<SecretRow>(query, readSecret);
    };
    co_return co_await read(m_readers, std::move(work));
}

Task<Result<SecretRow>> SqliteSecretRepository::get(std::string workspace, std::string name)
{
    auto work = [workspace = std::move(workspace), name = std::move(name)](ReadContext &context) -> Result<SecretRow> {
        SB_TRY(key, context.workspaceKey(workspace));
        auto query = context.db().query("SELECT name, key_id, revision, updated_at, ciphertext FROM secrets WHERE workspace_id = ? AND name = ?");
        query.bind(key, name);
        SB_TRY(found, query.next());
        if (!found) {
            return noSecret(name);
        }
        auto row = readSecret(query);
        row.ciphertext = query.text(4);
        return row;
    };
    co_return co_await read(m_readers, std::move(work));
}

Task<Result<void>> SqliteSecretRepository::put(std::string workspace, SecretRow secret)
{
    auto work = [workspace = std::move(workspace), secret = std::move(secret)](WriteContext &context) {
        return putSecret(context, workspace, secret);
    };
    co_return co_await write(m_writer, Durability::Hard, std::move(work));
}

Task<Result<void>> SqliteSecretRepository::remove(std::string workspace, std::string name)
{
    auto work = [workspace = std::move(workspace), name = std::move(name)](WriteContext &context) -> Result<void> {
        SB_TRY(key, context.workspaceKey(workspace));
        auto query = context.db().query("DELETE FROM secrets WHERE workspace_id = ? AND name = ?");
        SB_CHECK(query.bind(key, name).run());
        if (context.db().changes() == 0) {
            return noSecret(name);
        }
        return {};
    };
    co_return co_await write(m_writer, Durability::Hard, std::move(work));
}

Task<Result<std::vector<std::pair<std::string, SecretRow>>>> SqliteSecretRepository::allSecrets()
{
    using Rows = std::vector<std::pair<std::string, SecretRow>>;
    auto work = [](ReadContext &context) -> Result<Rows> {
        auto query = context.db().query("SELECT s.name, s.key_id, s.revision, s.updated_at, s.ciphertext, w.name FROM secrets s "
                                        "JOIN workspaces w ON w.id = s.workspace_id ORDER BY s.key");
        Rows rows;
        while (true) {
            SB_TRY(more, query.next());
            if (!more) {
                return rows;
            }
            auto row = readSecret(query);
            row.ciphertext = query.text(4);
            rows.emplace_back(query.text(5), std::move(row));
        }
    };
    co_return co_await read(m_readers, work);
}

} // namespace signalbox::store
