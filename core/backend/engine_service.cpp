// SPDX-License-Identifier: GPL-3.0-or-later
// What protects runs: circuit breakers, pauses, budgets.
#include "backend/services_p.h"

#include "llm/gateway.h"
#include "store/ledger.h"

namespace signalbox::backend {

namespace {

using api::CallContext;

constexpr std::size_t kMostName = 200;

Task<Result<api::BreakerList>> listBreakers(Services *services, CallContext context, api::Nothing)
{
    api::BreakerList list;
    for (const auto &breaker : services->backend.engine().breakers(context.caller->workspace)) {
        api::BreakerView view;
        view.subject = breaker.subject;
        view.state = *json::enumFromName<api::BreakerState>(json::enumName(breaker.state));
        view.since = breaker.since;
        view.retryAt = breaker.retryAt;
        view.failures = breaker.policy.failures;
        view.openForMs = static_cast<double>(breaker.policy.openFor.count());
        list.breakers.push_back(std::move(view));
    }
    co_return list;
}

Task<Result<api::Nothing>> resetBreaker(Services *services, CallContext context, api::EngineSubject params)
{
    SB_CO_CHECK(services->backend.engine().resetBreaker(context.caller->workspace, params.subject));
    co_return api::Nothing();
}

Task<Result<api::PauseList>> listPauses(Services *services, CallContext context, api::Nothing)
{
    api::PauseList list;
    for (const auto &pause : services->backend.engine().pauses(context.caller->workspace)) {
        list.pauses.push_back({pause.subject, pause.until});
    }
    co_return list;
}

Task<Result<api::Nothing>> liftPause(Services *services, CallContext context, api::EngineSubject params)
{
    SB_CO_CHECK(co_await services->backend.engine().liftPause(context.caller->workspace, params.subject));
    co_return api::Nothing();
}

Task<Result<api::BudgetList>> listBudgets(Services *services, CallContext context, api::Nothing)
{
    SB_CO_TRY(rows, co_await services->backend.store().ledger().budgets(context.caller->workspace));
    api::BudgetList list;
    for (const auto &row : rows) {
        list.budgets.push_back({row.scope, row.unit, row.most, row.spent, row.reserved, row.revision, row.updatedAt});
    }
    co_return list;
}

Task<Result<api::Nothing>> setBudget(Services *services, CallContext context, api::BudgetSetParams params)
{
    if (params.scope.empty() || params.scope.size() > kMostName || params.unit.empty() || params.unit.size() > kMostName || params.most < 0) {
        co_return Error("rpc.params", "A budget has a scope and a unit of at most 200 characters, and is not below zero.", params.scope.substr(0, kMostName));
    }
    // Nothing counts another unit, so that a budget in it would limit nothing.
    const auto &currency = services->backend.gateway().prices().currency();
    if (params.unit != "tokens" && params.unit != currency) {
        co_return Error("budget.currency", "A budget in " + params.unit + " would limit nothing: what models cost is known in " + currency + ". Give it in " + currency + " or in tokens, or a price table in " + params.unit + ".", params.scope)
            .withArg("unit", params.unit)
            .withArg("currency", currency);
    }
    store::BudgetRow row;
    row.scope = params.scope;
    row.unit = params.unit;
    row.most = params.most;
    row.revision = params.revision;
    SB_CO_CHECK(co_await services->backend.store().ledger().setBudget(context.caller->workspace, std::move(row)));
    co_return api::Nothing();
}

Task<Result<api::Nothing>> removeBudget(Services *services, CallContext context, api::BudgetName params)
{
    SB_CO_CHECK(co_await services->backend.store().ledger().removeBudget(context.caller->workspace, params.scope, params.unit));
    co_return api::Nothing();
}

} // namespace

void registerEngineCalls(api::Registry &registry, Services *services)
{
    registry.on<api::BreakersList>([services](auto c, auto p) { return listBreakers(services, std::move(c), std::move(p)); });
    registry.on<api::BreakersReset>([services](auto c, auto p) { return resetBreaker(services, std::move(c), std::move(p)); });
    registry.on<api::PausesList>([services](auto c, auto p) { return listPauses(services, std::move(c), std::move(p)); });
    registry.on<api::PausesLift>([services](auto c, auto p) { return liftPause(services, std::move(c), std::move(p)); });
    registry.on<api::BudgetsList>([services](auto c, auto p) { return listBudgets(services, std::move(c), std::move(p)); });
    registry.on<api::BudgetsSet>([services](auto c, auto p) { return setBudget(services, std::move(c), std::move(p)); });
    registry.on<api::BudgetsRemove>([services](auto c, auto p) { return removeBudget(services, std::move(c), std::move(p)); });
}

} // namespace signalbox::backend
