// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite_repositories_p.h"

namespace signalbox::store {

namespace {

Error noFlow(const std::string &id)
{
    return Error("store.notFound", "There is no flow " + id + " in this workspace. List the flows to see which there are.", id);
}

Error noVersion(const std::string &id, std::int64_t number)
{
    return Error("store.notFound", "The flow " + id + " has no version " + std::to_string(number) + ".", id)
        .withArg("number", std::to_string(number));
}

Error conflict(const std::string &id, std::int64_t current)
{
    return Error("store.conflict",
                 "The flow " + id + " was changed by somebody else in the meantime. Take the current one, repeat the change on it and save again.",
                 id)
        .withArg("current", std::to_string(current));
}

struct Current
{
    std::int64_t workspace = 0;
    std::int64_t key = 0; ///< 0: there is no such flow
    std::int64_t revision = 0;
    std::int64_t live = 0;
};

Result<Current> find(WriteContext &context, const std::string &workspace, const std::string &id)
{
    Current current;
    SB_TRY(workspaceKey, context.workspaceKey(workspace));
    current.workspace = workspaceKey;
    auto query = context.db().query("SELECT key, revision, live FROM flows WHERE workspace_id = ? AND id = ?");
    query.bind(workspaceKey, id);
    SB_TRY(found, query.next());
    if (found) {
        current.key = query.integer(0);
        current.revision = query.integer(1);
        current.live = query.integer(2);
    }
    return current;
}

Result<void> tell(WriteContext &context, const Current &current, const std::string &workspace, std::string topic,
                  const std::string &flow, std::string_view name = {}, std::int64_t value = 0)
{
    json::Object data;
    data["flow"] = flow;
    if (!name.empty()) {
        data[name] = value;
    }
    return context.appendOwned(current.workspace, workspace, {std::move(topic), flow, boost::json::serialize(data)});
}

FlowRow readFlow(const Query &query)
{
    FlowRow row;
    row.id = query.text(0);
    row.name = query.text(1);
    row.revision = query.integer(2);
    row.live = query.integer(3);
    row.origin = query.text(4);
    row.updatedAt = query.integer(5);
    return row;
}

FlowVersionRow readVersion(const Query &query, const std::string &flow)
{
    FlowVersionRow row;
    row.flow = flow;
    row.number = query.integer(0);
    row.hash = query.text(1);
    row.author = query.text(2);
    row.note = query.text(3);
    row.createdAt = query.integer(4);
    return row;
}

Result<std::int64_t> findForReading(ReadContext &context, const std::string &workspace, const std::string &id)
{
    SB_TRY(key, context.workspaceKey(workspace));
    auto query = context.db().query("SELECT key FROM flows WHERE workspace_id = ? AND id = ?");
    query.bind(key, id);
    SB_TRY(found, query.next());
    if (!found) {
        return noFlow(id);
    }
    return query.integer(0);
}

Result<std::int64_t> saveDraft(WriteContext &context, const std::string &workspace, const FlowRow &flow)
{
    SB_TRY(current, find(context, workspace, flow.id));
    if (current.key == 0 && flow.revision != 0) {
        return noFlow(flow.id);
    }
    if (flow.revision != current.revision) {
        return conflict(flow.id, current.revision);
    }
    const auto revision = current.revision + 1;
    const auto time = flow.updatedAt > 0 ? flow.updatedAt : context.now();
    if (current.key == 0) {
        auto insert = context.db().query("INSERT INTO flows (workspace_id, id, name, revision, origin, updated_at, text) "
                                         "VALUES (?, ?, ?, ?, ?, ?, ?)");
        SB_CHECK(insert.bind(current.workspace, flow.id, flow.name, revision, flow.origin.empty() ? std::string("local") : flow.origin, time, flow.text).run());
    } else {
        auto update = context.db().query("UPDATE flows SET name = ?, revision = ?, origin = coalesce(nullif(?, ''), origin), updated_at = ?, text = ? WHERE key = ?");
        SB_CHECK(update.bind(flow.name, revision, flow.origin, time, flow.text, current.key).run());
    }
    SB_CHECK(tell(context, current, workspace, "flow.saved", flow.id, "revision", revision));
    return revision;
}

Result<std::int64_t> publishVersion(WriteContext &context, const std::string &workspace, const FlowVersionRow &version)
{
    SB_TRY(current, find(context, workspace, version.flow));
    if (current.key == 0) {
        return noFlow(version.flow);
    }
    auto live = context.db().query("SELECT hash FROM flow_versions WHERE flow_key = ? AND number = ?");
    live.bind(current.key, current.live);
    SB_TRY(hasLive, live.next());
    if (hasLive && live.view(0) == version.hash) {
        return current.live;
    }
    auto highest = context.db().query("SELECT coalesce(max(number), 0) FROM flow_versions WHERE flow_key = ?");
    highest.bind(current.key);
    SB_CHECK(highest.next());
    const auto number = highest.integer(0) + 1;
    const auto time = version.createdAt > 0 ? version.createdAt : context.now();
    auto insert = context.db().query("INSERT INTO flow_versions (workspace_id, flow_key, number, hash, author, note, created_at, text) "
                                     "VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    insert.bind(current.workspace, current.key, number, version.hash, version.author, version.note, time, version.text);
    SB_CHECK(insert.run());
    auto point = context.db().query("UPDATE flows SET live = ? WHERE key = ?");
    SB_CHECK(point.bind(number, current.key).run());
    SB_CHECK(tell(context, current, workspace, "flow.published", version.flow, "number", number));
    return number;
}

Result<void> moveLive(WriteContext &context, const std::string &workspace, const std::string &id, std::int64_t number)
{
    SB_TRY(current, find(context, workspace, id));
    if (current.key == 0) {
        return noFlow(id);
    }
    if (number != 0) {
        auto known = context.db().query("SELECT 1 FROM flow_versions WHERE flow_key = ? AND number = ?");
        known.bind(current.key, number);
        SB_TRY(isKnown, known.next());
        if (!isKnown) {
            return noVersion(id, number);
        }
    }
    auto point = context.db().query("UPDATE flows SET live = ? WHERE key = ?");
    SB_CHECK(point.bind(number, current.key).run());
    return tell(context, current, workspace, "flow.live", id, "number", number);
}

Result<void> removeFlow(WriteContext &context, const std::string &workspace, const std::string &id, std::int64_t revision)
{
    SB_TRY(current, find(context, workspace, id));
    if (current.key == 0) {
        return noFlow(id);
    }
    if (revision != current.revision) {
        return conflict(id, current.revision);
    }
    auto versions = context.db().query("DELETE FROM flow_versions WHERE flow_key = ?");
    SB_CHECK(versions.bind(current.key).run());
    auto flow = context.db().query("DELETE FROM flows WHERE key = ?");
    SB_CHECK(flow.bind(current.key).run());
    return tell(context, current, workspace, "flow.removed", id);
}

} // namespace

Task<Result<std::vector<FlowRow>>> SqliteFlowRepository::list(std::string workspace)
{
    auto work = [workspace = std::move(workspace)](ReadContext &context) -> Result<std::vector<FlowRow>> {
        SB_TRY(key, context.workspaceKey(workspace));
        auto query = context.db().query("SELECT id, name, revision, live, origin, updated_at FROM flows WHERE workspace_id = ? ORDER BY id");
        query.bind(key);
        return readAll<FlowRow>(query, readFlow);
    };
    co_return co_await read(m_readers, std::move(work));
}

Task<Result<FlowRow>> SqliteFlowRepository::get(std::string workspace, std::string id)
{
    auto work = [workspace = std::move(workspace), id = std::move(id)](ReadContext &context) -> Result<FlowRow> {
        SB_TRY(key, context.workspaceKey(workspace));
        auto query = context.db().query("SELECT id, name, revision, live, origin, updated_at, text FROM flows WHERE workspace_id = ? AND id = ?");
        query.bind(key, id);
        SB_TRY(found, query.next());
        if (!found) {
            return noFlow(id);
        }
        auto row = readFlow(query);
        row.text = query.text(6);
        return row;
    };
    co_return co_await read(m_readers, std::move(work));
}

Task<Result<std::int64_t>> SqliteFlowRepository::save(std::string workspace, FlowRow flow)
{
    auto work = [workspace = std::move(workspace), flow = std::move(flow)](WriteContext &context) {
        return saveDraft(context, workspace, flow);
    };
    co_return co_await write(m_writer, Durability::Hard, std::move(work));
}

Task<Result<std::int64_t>> SqliteFlowRepository::publish(std::string workspace, FlowVersionRow version)
{
    auto work = [workspace = std::move(workspace), version = std::move(version)](WriteContext &context) {
        return publishVersion(context, workspace, version);
    };
    co_return co_await write(m_writer, Durability::Hard, std::move(work));
}

Task<Result<void>> SqliteFlowRepository::setLive(std::string workspace, std::string id, std::int64_t number)
{
    auto work = [workspace = std::move(workspace), id = std::move(id), number](WriteContext &context) {
        return moveLive(context, workspace, id, number);
    };
    co_return co_await write(m_writer, Durability::Hard, std::move(work));
}

Task<Result<std::vector<FlowVersionRow>>> SqliteFlowRepository::versions(std::string workspace, std::string id)
{
    auto work = [workspace = std::move(workspace), id = std::move(id)](ReadContext &context) -> Result<std::vector<FlowVersionRow>> {
        SB_TRY(flow, findForReading(context, workspace, id));
        auto query = context.db().query("SELECT number, hash, author, note, created_at FROM flow_versions WHERE flow_key = ? ORDER BY number");
        query.bind(flow);
        return readAll<FlowVersionRow>(query, [&](const Query &row) { return readVersion(row, id); });
    };
    co_return co_await read(m_readers, std::move(work));
}

Task<Result<FlowVersionRow>> SqliteFlowRepository::version(std::string workspace, std::string id, std::int64_t number)
{
    auto work = [workspace = std::move(workspace), id = std::move(id), number](ReadContext &context) -> Result<FlowVersionRow> {
        SB_TRY(flow, findForReading(context, workspace, id));
        auto query = context.db().query("SELECT number, hash, author, note, created_at, text FROM flow_versions WHERE flow_key = ? AND number = ?");
        query.bind(flow, number);
        SB_TRY(found, query.next());
        if (!found) {
            return noVersion(id, number);
        }
        auto row = readVersion(query, id);
        row.text = query.text(5);
        return row;
    };
    co_return co_await read(m_readers, std::move(work));
}

Task<Result<void>> SqliteFlowRepository::remove(std::string workspace, std::string id, std::int64_t revision)
{
    auto work = [workspace = std::move(workspace), id = std::move(id), revision](WriteContext &context) {
        return removeFlow(context, workspace, id, revision);
    };
    co_return co_await write(m_writer, Durability::Hard, std::move(work));
}

} // namespace signalbox::store
