// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite_reliability_p.h"

#include <charconv>

namespace signalbox::store {

namespace {

constexpr std::string_view kTokens = "tokens";

Error noBudget(const std::string &scope)
{
    return Error("store.notFound", "There is no such budget of " + scope + ". List the budgets to see which there are.", scope);
}

struct Found
{
    std::int64_t key = 0;
    std::int64_t most = 0;
    std::int64_t spent = 0;
    std::int64_t reserved = 0;
};

Result<std::optional<Found>> findBudget(WriteContext &context, std::int64_t workspace, const std::string &scope, const std::string &unit)
{
    auto find = context.db().query("SELECT key, most, spent, reserved FROM budgets WHERE workspace_id = ? AND scope = ? AND unit = ?");
    find.bind(workspace, scope, unit);
    SB_TRY(found, find.next());
    return found ? std::optional(Found{find.integer(0), find.integer(1), find.integer(2), find.integer(3)}) : std::nullopt;
}

// Of a budget in money that is another money than what is reserved; tokens concern none.
Result<std::optional<std::string>> otherCurrency(WriteContext &context, std::int64_t workspace, const std::string &scope, const std::string &unit)
{
    if (unit == kTokens) {
        return std::optional<std::string>();
    }
    auto find = context.db().query("SELECT unit FROM budgets WHERE workspace_id = ? AND scope = ? AND unit NOT IN (?, ?) LIMIT 1");
    find.bind(workspace, scope, kTokens, unit);
    SB_TRY(found, find.next());
    return found ? std::optional(find.text(0)) : std::nullopt;
}

Result<void> insertBudget(WriteContext &context, std::int64_t workspace, const std::string &scope, const std::string &unit, std::int64_t most)
{
    auto insert = context.db().query("INSERT INTO budgets (workspace_id, scope, unit, most, updated_at) VALUES (?, ?, ?, ?, ?)");
    return insert.bind(workspace, scope, unit, most, context.now()).run();
}

Result<void> putBudget(WriteContext &context, const std::string &workspace, const BudgetRow &budget)
{
    SB_TRY(key, context.workspaceKey(workspace));
    auto find = context.db().query("SELECT key, revision FROM budgets WHERE workspace_id = ? AND scope = ? AND unit = ?");
    find.bind(key, budget.scope, budget.unit);
    SB_TRY(found, find.next());
    const auto current = found ? find.integer(1) : 0;
    if (budget.revision != 0 && budget.revision != current) {
        return Error("store.conflict", "The budget of " + budget.scope + " was changed in the meantime. Look at it again.", budget.scope)
            .withArg("current", std::to_string(current));
    }
    if (found) {
        auto update = context.db().query("UPDATE budgets SET most = ?, updated_at = ?, revision = revision + 1 WHERE key = ?");
        SB_CHECK(update.bind(budget.most, context.now(), find.integer(0)).run());
    } else {
        SB_CHECK(insertBudget(context, key, budget.scope, budget.unit, budget.most));
    }
    return context.appendOwned(key, workspace, {"budget.changed", budget.scope, json::write(json::Object{{"scope", budget.scope}, {"unit", budget.unit}, {"most", budget.most}})});
}

/// What a reservation did: refused leaves the ledger alone, but tells itself.
using Refusal = std::optional<Error>;

Result<Refusal> reserveAll(WriteContext &context, const std::string &workspace, const Reservation &wanted)
{
    SB_TRY(key, context.workspaceKey(workspace));
    auto known = context.db().query("SELECT state FROM ledger WHERE workspace_id = ? AND id = ?");
    known.bind(key, wanted.id);
    SB_TRY(exists, known.next());
    if (exists) {
        if (known.integer(0) == static_cast<int>(LedgerState::Reserved)) {
            return Refusal();
        }
        return Refusal(Error("budget.settled", "What the reservation " + wanted.id + " was for has ended; reserve with a new id.", wanted.id));
    }
    std::vector<std::int64_t> keys;
    for (const auto &[scope, most] : wanted.scopes) {
        SB_TRY(other, otherCurrency(context, key, scope, wanted.unit));
        if (other) {
            return Refusal(Error("budget.currency", "The budget of " + scope + " is in " + *other + ", but what models cost is known in " + wanted.unit + ", so that nothing can be reserved in it. Remove it, and set one in "
                                     + wanted.unit + " or in tokens.", scope)
                               .withArg("scope", scope)
                               .withArg("unit", *other)
                               .withArg("currency", wanted.unit));
        }
        SB_TRY(budget, findBudget(context, key, scope, wanted.unit));
        if (!budget && most) {
            SB_CHECK(insertBudget(context, key, scope, wanted.unit, *most));
            SB_TRY(made, findBudget(context, key, scope, wanted.unit));
            budget = made;
        }
        if (!budget) {
            continue;
        }
        const auto left = std::max<std::int64_t>(0, budget->most - budget->spent - budget->reserved);
        if (wanted.amount > left) {
            const auto &source = wanted.run.empty() ? scope : wanted.run;
            SB_CHECK(context.appendOwned(key, workspace, {"budget.exhausted", source, json::write(json::Object{{"scope", scope}, {"unit", wanted.unit}, {"most", budget->most}, {"left", left}, {"wanted", wanted.amount}})}));
            return Refusal(Error("budget.exhausted", "The budget of " + scope + " has " + std::to_string(left) + " of " + std::to_string(budget->most) + " " + wanted.unit
                                     + " left, and this needs " + std::to_string(wanted.amount) + "; raise the budget if that is meant.", scope)
                               .withArg("scope", scope)
                               .withArg("unit", wanted.unit)
                               .withArg("most", std::to_string(budget->most))
                               .withArg("left", std::to_string(left)));
        }
        keys.push_back(budget->key);
    }
    std::string list;
    for (const auto budget : keys) {
        auto update = context.db().query("UPDATE budgets SET reserved = reserved + ? WHERE key = ?");
        SB_CHECK(update.bind(wanted.amount, budget).run());
        list += std::to_string(budget) + "\n";
    }
    auto insert = context.db().query("INSERT INTO ledger (workspace_id, id, state, unit, amount, budgets, run, path, reserved_at) VALUES (?, ?, 0, ?, ?, ?, ?, ?, ?)");
    SB_CHECK(insert.bind(key, wanted.id, wanted.unit, wanted.amount, list, wanted.run, wanted.path, context.now()).run());
    return Refusal();
}

struct Line
{
    std::int64_t key = 0;
    std::int64_t amount = 0;
    std::string budgets;
};

Result<void> endLine(WriteContext &context, const Line &line, LedgerState state, std::int64_t actual)
{
    auto update = context.db().query("UPDATE ledger SET state = ?, settled = ?, ended_at = ? WHERE key = ?");
    SB_CHECK(update.bind(static_cast<int>(state), actual, context.now(), line.key).run());
    const char *at = line.budgets.data();
    const char *end = at + line.budgets.size();
    while (at < end) {
        std::int64_t budget = 0;
        at = std::from_chars(at, end, budget).ptr + 1;
        auto change = context.db().query("UPDATE budgets SET reserved = reserved - ?, spent = spent + ? WHERE key = ?");
        SB_CHECK(change.bind(line.amount, actual, budget).run());
    }
    return {};
}

Result<void> endReservation(WriteContext &context, const std::string &workspace, const std::string &id, LedgerState state, std::int64_t actual)
{
    SB_TRY(key, context.workspaceKey(workspace));
    auto find = context.db().query("SELECT key, amount, budgets, state FROM ledger WHERE workspace_id = ? AND id = ?");
    find.bind(key, id);
    SB_TRY(found, find.next());
    if (!found) {
        return Error("store.notFound", "Nothing was reserved as " + id + ".", id);
    }
    if (find.integer(3) != static_cast<int>(LedgerState::Reserved)) {
        return {};
    }
    return endLine(context, {find.integer(0), find.integer(1), find.text(2)}, state, actual);
}

Result<std::int64_t> endAbandoned(WriteContext &context)
{
    std::vector<Line> lines;
    {
        auto find = context.db().query("SELECT key, amount, budgets FROM ledger INDEXED BY ledger_open WHERE state = 0");
        while (true) {
            SB_TRY(more, find.next());
            if (!more) {
                break;
            }
            lines.push_back({find.integer(0), find.integer(1), find.text(2)});
        }
    }
    for (const auto &line : lines) {
        SB_CHECK(endLine(context, line, LedgerState::Settled, line.amount));
    }
    return static_cast<std::int64_t>(lines.size());
}

} // namespace

Task<Result<void>> SqliteLedgerRepository::setBudget(std::string workspace, BudgetRow budget)
{
    auto work = [workspace = std::move(workspace), budget = std::move(budget)](WriteContext &context) { return putBudget(context, workspace, budget); };
    co_return co_await write(m_writer, Durability::Hard, std::move(work));
}

Task<Result<std::vector<BudgetRow>>> SqliteLedgerRepository::budgets(std::string workspace)
{
    auto work = [workspace = std::move(workspace)](ReadContext &context) -> Result<std::vector<BudgetRow>> {
        SB_TRY(key, context.workspaceKey(workspace));
        auto query = context.db().query("SELECT scope, unit, most, spent, reserved, revision, updated_at FROM budgets WHERE workspace_id = ? ORDER BY scope, unit");
        query.bind(key);
        return readAll<BudgetRow>(query, [](const Query &row) { return BudgetRow{row.text(0), row.text(1), row.integer(2), row.integer(3), row.integer(4), row.integer(5), row.integer(6)}; });
    };
    co_return co_await read(m_readers, std::move(work));
}

Task<Result<void>> SqliteLedgerRepository::removeBudget(std::string workspace, std::string scope, std::string unit)
{
    auto work = [workspace = std::move(workspace), scope = std::move(scope), unit = std::move(unit)](WriteContext &context) -> Result<void> {
        SB_TRY(key, context.workspaceKey(workspace));
        auto query = context.db().query("DELETE FROM budgets WHERE workspace_id = ? AND scope = ? AND unit = ?");
        SB_CHECK(query.bind(key, scope, unit).run());
        if (context.db().changes() == 0) {
            return noBudget(scope);
        }
        return context.appendOwned(key, workspace, {"budget.changed", scope, json::write(json::Object{{"scope", scope}, {"unit", unit}})});
    };
    co_return co_await write(m_writer, Durability::Hard, std::move(work));
}

Task<Result<void>> SqliteLedgerRepository::reserve(std::string workspace, Reservation wanted)
{
    if (wanted.amount < 0) {
        co_return Error("store.internal", "What is reserved is never below zero.", wanted.id);
    }
    auto work = [workspace = std::move(workspace), wanted = std::move(wanted)](WriteContext &context) { return reserveAll(context, workspace, wanted); };
    SB_CO_TRY(refusal, co_await write(m_writer, Durability::Hard, std::move(work)));
    if (refusal) {
        co_return std::move(*refusal);
    }
    co_return Result<void>();
}

Task<Result<void>> SqliteLedgerRepository::settle(std::string workspace, std::string id, std::int64_t actual)
{
    auto work = [workspace = std::move(workspace), id = std::move(id), actual](WriteContext &context) {
        return endReservation(context, workspace, id, LedgerState::Settled, std::max<std::int64_t>(0, actual));
    };
    co_return co_await write(m_writer, Durability::Hard, std::move(work));
}

Task<Result<void>> SqliteLedgerRepository::release(std::string workspace, std::string id)
{
    auto work = [workspace = std::move(workspace), id = std::move(id)](WriteContext &context) {
        return endReservation(context, workspace, id, LedgerState::Released, 0);
    };
    co_return co_await write(m_writer, Durability::Hard, std::move(work));
}

Task<Result<std::int64_t>> SqliteLedgerRepository::settleAbandoned()
{
    auto work = [](WriteContext &context) { return endAbandoned(context); };
    co_return co_await write(m_writer, Durability::Hard, work);
}

Task<Result<void>> SqliteLedgerRepository::setPause(std::string workspace, std::string subject, UnixMillis until)
{
    auto work = [workspace = std::move(workspace), subject = std::move(subject), until](WriteContext &context) -> Result<void> {
        SB_TRY(key, context.workspaceKey(workspace));
        if (until == 0) {
            auto gone = context.db().query("DELETE FROM pauses WHERE workspace_id = ? AND subject = ?");
            SB_CHECK(gone.bind(key, subject).run());
        } else {
            auto put = context.db().query("INSERT INTO pauses (workspace_id, subject, until) VALUES (?1, ?2, ?3) ON CONFLICT (workspace_id, subject) DO UPDATE SET until = ?3");
            SB_CHECK(put.bind(key, subject, until).run());
        }
        json::Object data{{"subject", subject}};
        if (until != 0) {
            data["until"] = until;
        }
        return context.appendOwned(key, workspace, {until == 0 ? "flow.unpaused" : "flow.paused", subject, json::write(data)});
    };
    co_return co_await write(m_writer, Durability::Hard, std::move(work));
}

Task<Result<std::vector<LedgerRepository::Pause>>> SqliteLedgerRepository::pauses()
{
    auto work = [](ReadContext &context) -> Result<std::vector<Pause>> {
        auto query = context.db().query("SELECT w.name, p.subject, p.until FROM pauses p JOIN workspaces w ON w.id = p.workspace_id ORDER BY w.id, p.subject");
        return readAll<Pause>(query, [](const Query &row) { return Pause{row.text(0), row.text(1), row.integer(2)}; });
    };
    co_return co_await read(m_readers, work);
}

} // namespace signalbox::store
