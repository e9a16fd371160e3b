// SPDX-License-Identifier: GPL-3.0-or-later
// Spending under budgets: reserved before a call, settled after it, released where it failed.
#pragma once

#include "base/async.h"
#include "store/ledger.h"

#include <string>
#include <utility>
#include <vector>

namespace signalbox::engine {

/// What a call may cost at most, and what it counts against.
struct SpendRequest
{
    std::string workspace;
    std::string id; ///< of the attempt: the same twice reserves once
    std::vector<store::BudgetScope> scopes;
    std::string unit = "tokens";
    std::int64_t most = 0;
    std::string run;
    std::string path;
};

/// What was reserved for one call. Dropped unsaid it stays reserved (whether the call was made is not known)
/// and counts as spent in full at the next start.
class Spending
{
public:
    Spending() = default;
    Spending(Spending &&other) noexcept : m_ledger(std::exchange(other.m_ledger, nullptr)), m_workspace(std::move(other.m_workspace)), m_id(std::move(other.m_id)) {}
    Spending &operator=(Spending &&other) noexcept
    {
        m_ledger = std::exchange(other.m_ledger, nullptr);
        m_workspace = std::move(other.m_workspace);
        m_id = std::move(other.m_id);
        return *this;
    }

    /// On the disk before it answers. Errors: budget.exhausted (nothing is reserved anywhere), budget.settled.
    static Task<Result<Spending>> reserve(store::LedgerRepository *ledger, SpendRequest request);
    /// What the call came to; also where it came to more.
    Task<Result<void>> settle(std::int64_t actual);
    /// The call was not made, or cost nothing.
    Task<Result<void>> release();

private:
    store::LedgerRepository *m_ledger = nullptr;
    std::string m_workspace;
    std::string m_id;
};

} // namespace signalbox::engine
