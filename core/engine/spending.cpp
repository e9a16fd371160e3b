// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/spending.h"

namespace signalbox::engine {

Task<Result<Spending>> Spending::reserve(store::LedgerRepository *ledger, SpendRequest request)
{
    store::Reservation wanted;
    wanted.id = request.id;
    wanted.scopes = std::move(request.scopes);
    wanted.unit = std::move(request.unit);
    wanted.amount = request.most;
    wanted.run = std::move(request.run);
    wanted.path = std::move(request.path);
    SB_CO_CHECK(co_await ledger->reserve(request.workspace, std::move(wanted)));
    Spending spending;
    spending.m_ledger = ledger;
    spending.m_workspace = std::move(request.workspace);
    spending.m_id = std::move(request.id);
    co_return Result<Spending>(std::move(spending));
}

Task<Result<void>> Spending::settle(std::int64_t actual)
{
    auto *ledger = std::exchange(m_ledger, nullptr);
    if (!ledger) {
        co_return Result<void>();
    }
    co_return co_await ledger->settle(m_workspace, m_id, actual);
}

Task<Result<void>> Spending::release()
{
    auto *ledger = std::exchange(m_ledger, nullptr);
    if (!ledger) {
        co_return Result<void>();
    }
    co_return co_await ledger->release(m_workspace, m_id);
}

} // namespace signalbox::engine
