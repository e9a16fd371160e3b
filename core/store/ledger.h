// SPDX-License-Identifier: GPL-3.0-or-later
// Budgets and the ledger: what a call may cost is reserved before it and settled after it, so that no
// number of calls at once spends more than a budget allows. Also what is paused.
#pragma once

#include "base/async.h"
#include "store/types.h"

#include <optional>
#include <string>
#include <vector>

namespace signalbox::store {

/// What a scope ("workspace", "flow:mail-triage", "run:…", "agent:…") may spend in a unit: "tokens", or a
/// currency in millionths ("usd").
struct BudgetRow
{
    std::string scope;
    std::string unit;
    std::int64_t most = 0;
    std::int64_t spent = 0;
    std::int64_t reserved = 0;
    std::int64_t revision = 0;
    UnixMillis updatedAt = 0;
};

/// A scope that a reservation counts against. With `most`, a budget that does not exist is made with it.
struct BudgetScope
{
    std::string scope;
    std::optional<std::int64_t> most;
};

struct Reservation
{
    std::string id; ///< chosen by the caller; the same id twice reserves once
    std::vector<BudgetScope> scopes;
    std::string unit;
    std::int64_t amount = 0;
    std::string run;
    std::string path;
};

enum class LedgerState { Reserved, Settled, Released };
BOOST_DESCRIBE_ENUM(LedgerState, Reserved, Settled, Released)

/// Every change is hard. Changes of a budget append budget.changed {scope, unit}; a refusal appends
/// budget.exhausted {scope, unit, most, left, wanted}, with the run (or the scope) as source.
class LedgerRepository
{
public:
    virtual ~LedgerRepository() = default;
    /// Makes or changes a budget; what was spent stays. `revision` 0: whatever is there; else it must be the
    /// current one, or store.conflict.
    virtual Task<Result<void>> setBudget(std::string workspace, BudgetRow budget) = 0;
    virtual Task<Result<std::vector<BudgetRow>>> budgets(std::string workspace) = 0;
    virtual Task<Result<void>> removeBudget(std::string workspace, std::string scope, std::string unit) = 0;

    /// Reserves in every scope that has a budget, or in none. Errors: budget.exhausted (args scope, unit, most,
    /// left), budget.currency (one of them is in another money than this: args scope, unit, currency), budget.settled (the id was used and has ended).
    virtual Task<Result<void>> reserve(std::string workspace, Reservation wanted) = 0;
    /// What it came to; more than was reserved is counted too. Settling what has ended does nothing.
    virtual Task<Result<void>> settle(std::string workspace, std::string id, std::int64_t actual) = 0;
    /// Nothing was spent.
    virtual Task<Result<void>> release(std::string workspace, std::string id) = 0;
    /// Whoever reserved has died: what is open is taken for spent in full. Gives how many.
    virtual Task<Result<std::int64_t>> settleAbandoned() = 0;

    /// Leaves a subject alone until a time, 0: no more. Appends flow.paused or flow.unpaused {subject, until}
    /// with the subject as source.
    virtual Task<Result<void>> setPause(std::string workspace, std::string subject, UnixMillis until) = 0;
    /// Until when each subject of each workspace is paused: workspace, subject, time.
    struct Pause
    {
        std::string workspace;
        std::string subject;
        UnixMillis until = 0;
    };
    virtual Task<Result<std::vector<Pause>>> pauses() = 0;
};

} // namespace signalbox::store
