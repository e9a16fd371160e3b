// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite_approvals_p.h"

namespace signalbox::store {

namespace {

// Whether a query fetches the values that only a look at one needs.
enum class Values { Without, With };

ApprovalRow readApproval(const Query &query, Values values)
{
    ApprovalRow row;
    row.id = query.text(0);
    row.run = query.text(1);
    row.flow = query.text(2);
    row.state = static_cast<ApprovalState>(query.integer(3));
    row.createdAt = query.integer(4);
    row.expiresAt = query.integer(5);
    row.decidedAt = query.integer(6);
    row.decidedBy = query.text(7);
    row.path = query.text(8);
    row.title = query.text(9);
    row.message = query.text(10);
    row.deciders = query.text(11);
    row.comment = query.text(12);
    if (values == Values::With) {
        row.data = query.text(13);
        row.edited = query.text(14);
    }
    return row;
}

Error noApproval(const std::string &id)
{
    return Error("store.notFound", "There is no approval " + id + " in this workspace. List the approvals to see which there are.", id);
}

} // namespace

#define SB_APPROVAL_COLUMNS                                                                        \
    "a.id, r.id, r.flow, a.state, a.created_at, a.expires_at, a.decided_at, a.decided_by, a.path, a.title, a.message, a.deciders, a.comment"
#define SB_APPROVAL_TABLES " JOIN runs r ON r.key = a.run_key"

Task<Result<std::vector<ApprovalRow>>> SqliteApprovalRepository::list(std::string workspace, ApprovalFilter filter)
{
    auto work = [workspace = std::move(workspace), filter = std::move(filter)](ReadContext &context) -> Result<std::vector<ApprovalRow>> {
        SB_TRY(key, context.workspaceKey(workspace));
        auto before = std::numeric_limits<std::int64_t>::max();
        if (!filter.before.empty()) {
            auto find = context.db().query("SELECT key FROM approvals WHERE workspace_id = ? AND id = ?");
            find.bind(key, filter.before);
            SB_TRY(found, find.next());
            if (!found) {
                return noApproval(filter.before);
            }
            before = find.integer(0);
        }
        const auto collect = [](Query &query) -> Result<std::vector<ApprovalRow>> {
            return readAll<ApprovalRow>(query, [](const Query &row) { return readApproval(row, Values::Without); });
        };
        const auto state = filter.state ? static_cast<int>(*filter.state) : -1;
        if (!filter.run.empty()) {
            auto query = context.db().query("SELECT " SB_APPROVAL_COLUMNS " FROM runs r JOIN approvals a ON a.run_key = r.key"
                                            " WHERE r.workspace_id = ? AND r.id = ? AND a.key < ? AND (?4 < 0 OR a.state = ?4) "
                                            "ORDER BY a.key DESC LIMIT ?5");
            query.bind(key, filter.run, before, state, filter.limit);
            return collect(query);
        }
        if (state == 0) {
            auto query = context.db().query("SELECT " SB_APPROVAL_COLUMNS " FROM approvals a INDEXED BY approvals_pending" SB_APPROVAL_TABLES
                                            " WHERE a.workspace_id = ? AND a.state = 0 AND a.key < ? ORDER BY a.key DESC LIMIT ?");
            query.bind(key, before, filter.limit);
            return collect(query);
        }
        auto query = context.db().query("SELECT " SB_APPROVAL_COLUMNS " FROM approvals a INDEXED BY approvals_by_workspace" SB_APPROVAL_TABLES
                                        " WHERE a.workspace_id = ? AND a.key < ? AND (?3 < 0 OR a.state = ?3) ORDER BY a.key DESC LIMIT ?4");
        query.bind(key, before, state, filter.limit);
        return collect(query);
    };
    co_return co_await read(m_readers, std::move(work));
}

Task<Result<ApprovalRow>> SqliteApprovalRepository::get(std::string workspace, std::string id)
{
    auto work = [workspace = std::move(workspace), id = std::move(id)](ReadContext &context) -> Result<ApprovalRow> {
        SB_TRY(key, context.workspaceKey(workspace));
        auto query = context.db().query("SELECT " SB_APPROVAL_COLUMNS ", a.data, a.edited FROM approvals a" SB_APPROVAL_TABLES
                                        " WHERE a.workspace_id = ? AND a.id = ?");
        query.bind(key, id);
        SB_TRY(found, query.next());
        if (!found) {
            return noApproval(id);
        }
        return readApproval(query, Values::With);
    };
    co_return co_await read(m_readers, std::move(work));
}

Result<void> writeApprovals(Connection &db, RunKey run, std::int64_t workspace, const std::vector<ApprovalWrite> &writes)
{
    for (const auto &[insert, row] : writes) {
        if (insert) {
            auto query = db.query("INSERT INTO approvals (workspace_id, id, run_key, state, created_at, expires_at, decided_at, decided_by, "
                                  "path, title, message, deciders, comment, data, edited) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
            query.bind(workspace, row.id, run, static_cast<int>(row.state), row.createdAt, row.expiresAt, row.decidedAt, row.decidedBy, row.path,
                       row.title, row.message, row.deciders, row.comment, row.data, row.edited);
            SB_CHECK(query.run());
            continue;
        }
        auto query = db.query("UPDATE approvals SET state = ?3, decided_at = ?4, decided_by = ?5, comment = ?6, edited = ?7, revision = revision + 1 "
                              "WHERE id = ?1 AND run_key = ?2 AND state = 0");
        query.bind(row.id, run, static_cast<int>(row.state), row.decidedAt, row.decidedBy, row.comment, row.edited);
        SB_CHECK(query.run());
        if (db.changes() != 1) {
            return Error("store.conflict", "The approval " + row.id + " is not pending any more.", row.id);
        }
    }
    return {};
}

Result<void> withdrawApprovals(Connection &db, RunKey run, UnixMillis now)
{
    auto query = db.query("UPDATE approvals SET state = ?2, decided_at = ?3, revision = revision + 1 WHERE run_key = ?1 AND state = 0");
    return query.bind(run, static_cast<int>(ApprovalState::Withdrawn), now).run();
}

} // namespace signalbox::store
