// SPDX-License-Identifier: GPL-3.0-or-later
// The endpoint for people: on and off, its address, its tokens.
#include "backend/endpoint_visit_p.h"

#include "auth/token.h"
#include "base/uuid.h"

#include <limits>

namespace signalbox::backend {

namespace {

using api::CallContext;

constexpr std::size_t kMostName = 100;
constexpr std::size_t kMostModels = 200;
constexpr std::size_t kMostModel = 1000;
constexpr std::size_t kShownPrefix = 10;

Error invalid(std::string sentence)
{
    return Error("endpoint.invalid", std::move(sentence));
}

bool isLine(std::string_view text, std::size_t most)
{
    return !text.empty() && text.size() <= most && std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

// `already`: the token's expiry as it is; one that has passed may stay.
Result<void> check(const Services &services, const CallContext &context, const std::string &name, const api::EndpointTokenLimits &limits, UnixMillis already)
{
    if (!isLine(name, kMostName)) {
        return invalid("The name of a token is one line of 1 to 100 bytes.");
    }
    if (limits.models.size() > kMostModels || !std::ranges::all_of(limits.models, [](const std::string &model) { return isLine(model, kMostModel); })) {
        return invalid("A token names at most 200 models, each as provider, group or provider/model.");
    }
    if (limits.requestsPerMinute < 0 || limits.tokensPerMinute < 0 || limits.budgetTokens.value_or(0) < 0 || limits.budgetMicros.value_or(0) < 0) {
        return invalid("Limits and budgets of a token are not below zero.");
    }
    if (limits.expiresAt < 0 || (limits.expiresAt != 0 && limits.expiresAt != already && limits.expiresAt <= services.backend.clock().now())) {
        return invalid("A token expires at a time to come, in milliseconds since 1970 (UTC), or 0 for never.");
    }
    const auto &maker = *context.caller;
    if (maker.expiresAt != 0 && (limits.expiresAt == 0 || limits.expiresAt > maker.expiresAt)) {
        return Error("auth.denied", "A token cannot outlive the one that makes it; name an earlier expiresAt.").withArg("latest", std::to_string(maker.expiresAt));
    }
    return {};
}

std::string scopeOf(const std::string &id)
{
    return "endpoint:" + id;
}

Task<Result<void>> setBudget(Services *services, std::string workspace, std::string id, std::string unit, std::optional<std::int64_t> most)
{
    auto &ledger = services->backend.store().ledger();
    if (!most) {
        auto removed = co_await ledger.removeBudget(workspace, scopeOf(id), unit);
        co_return removed || removed.error().is("store.notFound") ? Result<void>() : std::move(removed);
    }
    store::BudgetRow row;
    row.scope = scopeOf(id);
    row.unit = std::move(unit);
    row.most = *most;
    co_return co_await ledger.setBudget(workspace, std::move(row));
}

Task<Result<void>> setBudgets(Services *services, std::string workspace, std::string id, api::EndpointTokenLimits limits)
{
    SB_CO_CHECK(co_await setBudget(services, workspace, id, "tokens", limits.budgetTokens));
    co_return co_await setBudget(services, workspace, id, services->backend.gateway().prices().currency(), limits.budgetMicros);
}

void copyLimits(store::EndpointTokenRow &row, api::EndpointTokenLimits &limits)
{
    row.models = std::move(limits.models);
    row.requestsPerMinute = limits.requestsPerMinute;
    row.tokensPerMinute = limits.tokensPerMinute;
    row.expiresAt = limits.expiresAt;
}

api::UsageSums sumsOf(const store::UsageSums &sums)
{
    api::UsageSums view{sums.calls, sums.failed, sums.unpriced, sums.inputTokens, sums.cachedTokens, sums.outputTokens, {}};
    for (const auto &cost : sums.costs) {
        view.costs.push_back({cost.currency, cost.micros});
    }
    return view;
}

Task<Result<api::EndpointView>> show(Services *services, CallContext context, api::Nothing)
{
    co_return co_await services->endpoint->view(context.caller->workspace);
}

Task<Result<api::EndpointView>> set(Services *services, CallContext context, api::EndpointSetParams params)
{
    co_return co_await services->endpoint->set(context.caller->workspace, params);
}

Task<Result<api::EndpointTokenList>> list(Services *services, CallContext context, api::Nothing)
{
    auto &store = services->backend.store();
    const auto workspace = context.caller->workspace;
    SB_CO_TRY(rows, co_await store.endpoint().list(workspace));
    SB_CO_TRY(budgets, co_await store.ledger().budgets(workspace));
    store::UsageFilter filter;
    filter.to = std::numeric_limits<UnixMillis>::max();
    filter.by = store::UsageBy::Token;
    SB_CO_TRY(usage, co_await store.models().usage(workspace, filter));
    const auto currency = services->backend.gateway().prices().currency();
    api::EndpointTokenList result;
    for (auto &row : rows) {
        api::EndpointTokenView view;
        view.id = row.id;
        view.name = std::move(row.name);
        view.prefix = std::move(row.prefix);
        view.limits.models = std::move(row.models);
        view.limits.requestsPerMinute = row.requestsPerMinute;
        view.limits.tokensPerMinute = row.tokensPerMinute;
        view.limits.expiresAt = row.expiresAt;
        view.currency = currency;
        for (const auto &budget : budgets) {
            const bool isOurs = budget.scope == scopeOf(row.id);
            if (isOurs && budget.unit == "tokens") {
                view.limits.budgetTokens = budget.most;
                view.tokens = api::EndpointTokenBudget{budget.most, budget.spent, budget.reserved};
            } else if (isOurs && budget.unit == currency) {
                view.limits.budgetMicros = budget.most;
                view.micros = api::EndpointTokenBudget{budget.most, budget.spent, budget.reserved};
            }
        }
        if (const auto group = std::ranges::find(usage.groups, row.id, &store::UsageGroup::token); group != usage.groups.end()) {
            view.used = sumsOf(group->sums);
        }
        view.createdAt = row.createdAt;
        view.revokedAt = row.revokedAt;
        view.usedAt = std::max(row.usedAt, services->endpoint->usedAt(row.id));
        view.revision = row.revision;
        result.tokens.push_back(std::move(view));
    }
    co_return result;
}

Task<Result<api::EndpointTokenIssued>> issue(Services *services, CallContext context, api::EndpointTokenIssueParams params)
{
    SB_CO_CHECK(check(*services, context, params.name, params.limits, 0));
    auto &clock = services->backend.clock();
    api::EndpointTokenIssued issued{newUuid(clock), newEndpointToken()};
    store::EndpointTokenRow row;
    row.id = issued.id;
    row.workspace = context.caller->workspace;
    row.name = std::move(params.name);
    row.hash = auth::hashToken(issued.token);
    row.prefix = issued.token.substr(0, kShownPrefix);
    row.createdAt = clock.now();
    // Its budgets first: there is no moment in which it may spend without them.
    SB_CO_CHECK(co_await setBudgets(services, row.workspace, row.id, params.limits));
    copyLimits(row, params.limits);
    SB_CO_CHECK(co_await services->backend.store().endpoint().add(std::move(row)));
    co_return issued;
}

Task<Result<api::EndpointTokenRevision>> change(Services *services, CallContext context, api::EndpointTokenChangeParams params)
{
    auto &endpoint = services->backend.store().endpoint();
    SB_CO_TRY(row, co_await endpoint.get(context.caller->workspace, params.id));
    SB_CO_CHECK(check(*services, context, params.name, params.limits, row.expiresAt));
    row.name = std::move(params.name);
    row.revision = params.revision;
    const auto limits = params.limits;
    copyLimits(row, params.limits);
    SB_CO_TRY(revision, co_await endpoint.change(std::move(row)));
    services->endpoint->tokenChanged(params.id); // whatever comes of its budgets
    SB_CO_CHECK(co_await setBudgets(services, context.caller->workspace, params.id, limits));
    co_return api::EndpointTokenRevision{revision};
}

Task<Result<api::Nothing>> revoke(Services *services, CallContext context, api::EndpointTokenId params)
{
    SB_CO_CHECK(co_await services->backend.store().endpoint().revoke(context.caller->workspace, params.id));
    services->endpoint->tokenRevoked(params.id);
    co_return api::Nothing();
}

} // namespace

void registerEndpointCalls(api::Registry &registry, Services *services)
{
    registry.on<api::EndpointGet>([services](auto c, auto p) { return show(services, std::move(c), std::move(p)); });
    registry.on<api::EndpointSet>([services](auto c, auto p) { return set(services, std::move(c), std::move(p)); });
    registry.on<api::EndpointTokensList>([services](auto c, auto p) { return list(services, std::move(c), std::move(p)); });
    registry.on<api::EndpointTokensIssue>([services](auto c, auto p) { return issue(services, std::move(c), std::move(p)); });
    registry.on<api::EndpointTokensChange>([services](auto c, auto p) { return change(services, std::move(c), std::move(p)); });
    registry.on<api::EndpointTokensRevoke>([services](auto c, auto p) { return revoke(services, std::move(c), std::move(p)); });
}

} // namespace signalbox::backend
