// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite_models_p.h"

namespace signalbox::store {

namespace {

#define SB_PROVIDER_COLUMNS "id, kind, base_url, secret, options, revision, updated_at"
#define SB_CALL_COLUMNS                                                                                                                        \
    "id, started_at, provider, model, run, path, outcome, attempts, input_tokens, cached_tokens, cache_write_tokens, output_tokens, "          \
    "reasoning_tokens, micros, currency, duration_ms, first_token_ms, explanation, token"

Error noProvider(const std::string &id)
{
    return Error("store.notFound", "There is no provider " + id + " in this workspace. List the providers to see which there are.", id);
}

Error changedProvider(const std::string &id, std::int64_t current)
{
    return Error("store.conflict", "The provider " + id + " was changed in the meantime. Read it again and repeat the change.", id).withArg("current", std::to_string(current));
}

ProviderRow readProvider(const Query &query)
{
    ProviderRow row;
    row.id = query.text(0);
    row.kind = query.text(1);
    row.baseUrl = query.text(2);
    row.secret = query.text(3);
    row.options = query.text(4);
    row.revision = query.integer(5);
    row.updatedAt = query.integer(6);
    return row;
}

LlmCallRow readCall(const Query &query)
{
    LlmCallRow row;
    row.id = query.text(0);
    row.startedAt = query.integer(1);
    row.provider = query.text(2);
    row.model = query.text(3);
    row.run = query.text(4);
    row.path = query.text(5);
    row.outcome = query.text(6);
    row.attempts = query.integer(7);
    row.inputTokens = query.integer(8);
    row.cachedTokens = query.integer(9);
    row.cacheWriteTokens = query.integer(10);
    row.outputTokens = query.integer(11);
    row.reasoningTokens = query.integer(12);
    row.micros = query.integer(13);
    row.currency = query.text(14);
    row.durationMs = query.integer(15);
    row.firstTokenMs = query.integer(16);
    row.explanation = query.text(17);
    row.token = query.text(18);
    return row;
}

// The revision of a provider, 0 where there is none.
Result<std::int64_t> revisionOf(WriteContext &context, std::int64_t workspace, const std::string &id)
{
    auto find = context.db().query("SELECT revision FROM providers WHERE workspace_id = ? AND id = ?");
    find.bind(workspace, id);
    SB_TRY(found, find.next());
    return found ? find.integer(0) : 0;
}

Result<void> tell(WriteContext &context, std::int64_t workspace, const std::string &workspaceName, std::string topic, const std::string &id)
{
    return context.appendOwned(workspace, workspaceName, {std::move(topic), id, json::write(json::Object{{"provider", id}})});
}

Result<std::int64_t> put(WriteContext &context, const std::string &workspace, const ProviderRow &row)
{
    SB_TRY(key, context.workspaceKey(workspace));
    SB_TRY(current, revisionOf(context, key, row.id));
    if (row.revision != 0 && row.revision != current) {
        return changedProvider(row.id, current);
    }
    auto upsert = context.db().query("INSERT INTO providers (workspace_id, id, kind, base_url, secret, options, revision, updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) "
                                     "ON CONFLICT (workspace_id, id) DO UPDATE SET kind = ?3, base_url = ?4, secret = ?5, options = ?6, revision = ?7, updated_at = ?8");
    upsert.bind(key, row.id, row.kind, row.baseUrl, row.secret, row.options, current + 1, context.now());
    SB_CHECK(upsert.run());
    SB_CHECK(tell(context, key, workspace, "provider.saved", row.id));
    return current + 1;
}

Result<void> removeOne(WriteContext &context, const std::string &workspace, const std::string &id, std::int64_t revision)
{
    SB_TRY(key, context.workspaceKey(workspace));
    SB_TRY(current, revisionOf(context, key, id));
    if (current == 0) {
        return noProvider(id);
    }
    if (revision != 0 && revision != current) {
        return changedProvider(id, current);
    }
    auto query = context.db().query("DELETE FROM providers WHERE workspace_id = ? AND id = ?");
    SB_CHECK(query.bind(key, id).run());
    return tell(context, key, workspace, "provider.removed", id);
}

Result<void> record(WriteContext &context, const std::string &workspace, const LlmCallRow &call)
{
    SB_TRY(key, context.workspaceKey(workspace));
    auto insert = context.db().query("INSERT INTO llm_calls (workspace_id, " SB_CALL_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                                     "ON CONFLICT (id) DO NOTHING");
    insert.bind(key, call.id, call.startedAt, call.provider, call.model, call.run, call.path, call.outcome, call.attempts, call.inputTokens, call.cachedTokens,
                call.cacheWriteTokens, call.outputTokens, call.reasoningTokens, call.micros, call.currency, call.durationMs, call.firstTokenMs, call.explanation, call.token);
    return insert.run();
}

} // namespace

Task<Result<std::vector<ProviderRow>>> SqliteModelRepository::providers(std::string workspace)
{
    auto work = [workspace = std::move(workspace)](ReadContext &context) -> Result<std::vector<ProviderRow>> {
        SB_TRY(key, context.workspaceKey(workspace));
        auto query = context.db().query("SELECT " SB_PROVIDER_COLUMNS " FROM providers WHERE workspace_id = ? ORDER BY id");
        query.bind(key);
        return readAll<ProviderRow>(query, readProvider);
    };
    co_return co_await read(m_readers, std::move(work));
}

Task<Result<ProviderRow>> SqliteModelRepository::provider(std::string workspace, std::string id)
{
    auto work = [workspace = std::move(workspace), id = std::move(id)](ReadContext &context) -> Result<ProviderRow> {
        SB_TRY(key, context.workspaceKey(workspace));
        auto query = context.db().query("SELECT " SB_PROVIDER_COLUMNS " FROM providers WHERE workspace_id = ? AND id = ?");
        query.bind(key, id);
        SB_TRY(found, query.next());
        return found ? Result<ProviderRow>(readProvider(query)) : Result<ProviderRow>(noProvider(id));
    };
    co_return co_await read(m_readers, std::move(work));
}

Task<Result<std::int64_t>> SqliteModelRepository::putProvider(std::string workspace, ProviderRow provider)
{
    auto revision = std::make_shared<std::int64_t>(0);
    auto work = [workspace = std::move(workspace), provider = std::move(provider), revision](WriteContext &context) -> Result<void> {
        SB_TRY(made, put(context, workspace, provider));
        *revision = made;
        return {};
    };
    SB_CO_CHECK(co_await write(m_writer, Durability::Hard, std::move(work)));
    co_return *revision;
}

Task<Result<void>> SqliteModelRepository::removeProvider(std::string workspace, std::string id, std::int64_t revision)
{
    auto work = [workspace = std::move(workspace), id = std::move(id), revision](WriteContext &context) { return removeOne(context, workspace, id, revision); };
    co_return co_await write(m_writer, Durability::Hard, std::move(work));
}

Task<Result<void>> SqliteModelRepository::recordCall(std::string workspace, LlmCallRow call)
{
    auto work = [workspace = std::move(workspace), call = std::move(call)](WriteContext &context) { return record(context, workspace, call); };
    co_return co_await write(m_writer, Durability::Soft, std::move(work));
}

Task<Result<std::vector<LlmCallRow>>> SqliteModelRepository::calls(std::string workspace, LlmCallFilter filter)
{
    auto work = [workspace = std::move(workspace), filter = std::move(filter)](ReadContext &context) -> Result<std::vector<LlmCallRow>> {
        SB_TRY(key, context.workspaceKey(workspace));
        auto query = context.db().query("SELECT " SB_CALL_COLUMNS " FROM llm_calls WHERE workspace_id = ?1 AND (?2 = '' OR provider = ?2) AND (?3 = '' OR run = ?3) "
                                        "AND (?4 = '' OR key < (SELECT b.key FROM llm_calls b WHERE b.workspace_id = ?1 AND b.id = ?4)) ORDER BY key DESC LIMIT ?5");
        query.bind(key, filter.provider, filter.run, filter.before, filter.limit);
        return readAll<LlmCallRow>(query, readCall);
    };
    co_return co_await read(m_readers, std::move(work));
}

} // namespace signalbox::store
