// SPDX-License-Identifier: GPL-3.0-or-later
// Providers of models, the models that they offer, and the record of what was asked of them.
#include "backend/services_p.h"

#include "base/text.h"
#include "llm/gateway.h"
#include "vault/redactor.h"

#include <cstdlib>
#include <limits>

#include <QDateTime>
#include <QTimeZone>

namespace signalbox::backend {

namespace {

using api::CallContext;

constexpr std::size_t kShownAnswer = 200;
constexpr std::int64_t kTestTokens = 256;
constexpr std::size_t kPageBytes = 2u << 20;
constexpr std::int64_t kMostOffset = 18 * 60; // minutes
constexpr std::size_t kMostZone = 100;
constexpr UnixMillis kDayMs = 86'400'000;

// The same members in the other room's struct.
template<typename To, typename From>
To inShapeOf(const From &from)
{
    return json::fromJson<To>(json::toJson(from)).value();
}

// What a provider and its two shapes of the protocol have in common.
template<typename To, typename From>
void copyProvider(To &to, const From &from)
{
    to.id = from.id;
    to.kind = *json::enumFromName<decltype(to.kind)>(json::enumName(from.kind));
    to.baseUrl = from.baseUrl;
    to.secret = from.secret;
    to.defaultModel = from.defaultModel;
    to.prices = from.prices;
    to.requestsPerMinute = from.requestsPerMinute;
    to.tokensPerMinute = from.tokensPerMinute;
    to.concurrency = from.concurrency;
    to.attempts = from.attempts;
    to.cacheSeconds = from.cacheSeconds;
    to.healthSeconds = from.healthSeconds;
    to.strategy = *json::enumFromName<decltype(to.strategy)>(json::enumName(from.strategy));
    for (const auto &member : from.members) {
        to.members.push_back(inShapeOf<typename decltype(to.members)::value_type>(member));
    }
    to.scoreWeights = inShapeOf<decltype(to.scoreWeights)>(from.scoreWeights);
    to.revision = from.revision;
}

api::ProviderView viewOf(const llm::ProviderConfig &config)
{
    api::ProviderView view;
    copyProvider(view, config);
    view.updatedAt = config.updatedAt;
    return view;
}

Task<Result<api::ProviderList>> listProviders(Services *services, CallContext context, api::Nothing)
{
    SB_CO_TRY(configs, co_await services->backend.gateway().providers(context.caller->workspace));
    api::ProviderList list;
    for (const auto &config : configs) {
        auto view = viewOf(config);
        view.health = inShapeOf<api::ProviderHealth>(services->backend.gateway().health(context.caller->workspace, config.id));
        list.providers.push_back(std::move(view));
    }
    co_return list;
}

Task<Result<api::ProviderRevision>> putProvider(Services *services, CallContext context, api::ProviderPutParams params)
{
    llm::ProviderConfig config;
    copyProvider(config, params);
    SB_CO_TRY(revision, co_await services->backend.gateway().put(context.caller->workspace, std::move(config)));
    co_return api::ProviderRevision{revision};
}

Task<Result<api::Nothing>> deleteProvider(Services *services, CallContext context, api::ProviderDeleteParams params)
{
    SB_CO_CHECK(co_await services->backend.gateway().remove(context.caller->workspace, params.id, params.revision));
    co_return api::Nothing();
}

Task<Result<api::ProviderTestView>> testProvider(Services *services, CallContext context, api::ProviderTestParams params)
{
    auto &gateway = services->backend.gateway();
    const auto workspace = context.caller->workspace;
    SB_CO_TRY(config, co_await gateway.provider(workspace, params.id));
    api::ProviderTestView view;
    if (config.kind != llm::ProviderKind::Group) {
        SB_CO_TRY(catalogue, co_await gateway.models(workspace, params.id, llm::Gateway::Read::Fresh, context.stop));
        view.models = static_cast<std::int64_t>(catalogue.models.size());
    }
    view.model = params.model.empty() ? config.defaultModel : params.model;
    if (view.model.empty() && config.kind != llm::ProviderKind::Group) {
        co_return view;
    }
    llm::Request request;
    request.model = view.model;
    request.messages.push_back(llm::Message::text(llm::Role::User, R"(Answer with the word OK.)"));
    request.maxTokens = kTestTokens;
    llm::CallOrigin origin;
    origin.workspace = workspace;
    origin.takesKnown = false; // it is the provider that is tested
    store::BudgetScope whole;
    whole.scope = "workspace";
    origin.budgets.push_back(std::move(whole));
    SB_CO_TRY(done, co_await gateway.ask(std::move(origin), params.id, std::move(request), context.stop));
    view.model = done.model;
    // Before it is cut: half of a secret is none that would be found.
    const auto answer = services->backend.redactor().redact(done.answer.text());
    view.answer = std::string(cutUtf8(answer, kShownAnswer));
    view.durationMs = done.duration.count();
    if (done.firstToken) {
        view.firstTokenMs = done.firstToken->count();
    }
    view.inputTokens = done.answer.usage.inputTokens;
    view.outputTokens = done.answer.usage.outputTokens;
    if (done.cost) {
        view.micros = done.cost->micros;
        view.currency = done.cost->currency;
    }
    co_return view;
}

Task<Result<api::DiscoveredList>> discover(Services *services, CallContext context, api::Nothing)
{
    if (services->backend.isShared()) {
        co_return Error("providers.shared", "A backend that several people use looks for no servers on its machine; set them up by their address.");
    }
    SB_CO_TRY(found, co_await services->backend.gateway().discover(context.caller->workspace, context.stop));
    api::DiscoveredList list;
    for (auto &server : found) {
        api::DiscoveredServer view;
        view.id = std::move(server.id);
        view.title = std::move(server.title);
        view.kind = *json::enumFromName<api::ProviderKind>(json::enumName(server.kind));
        view.baseUrl = std::move(server.baseUrl);
        view.provider = std::move(server.provider);
        for (auto &model : server.models) {
            view.models.push_back(std::move(model.id));
        }
        list.servers.push_back(std::move(view));
    }
    co_return list;
}

Task<Result<api::ModelList>> listModels(Services *services, CallContext context, api::ModelListParams params)
{
    auto &gateway = services->backend.gateway();
    const auto workspace = context.caller->workspace;
    SB_CO_TRY(config, co_await gateway.provider(workspace, params.provider));
    const auto read = params.fresh ? llm::Gateway::Read::Fresh : llm::Gateway::Read::Cached;
    SB_CO_TRY(catalogue, co_await gateway.models(workspace, params.provider, read, context.stop));
    api::ModelList list;
    list.readAt = catalogue.readAt;
    list.currency = gateway.prices().currency();
    const auto now = services->backend.clock().now();
    for (const auto &model : catalogue.models) {
        api::ModelView view;
        view.id = model.id;
        view.title = model.title;
        view.contextTokens = model.contextTokens;
        view.maxOutputTokens = model.maxOutputTokens;
        if (const auto *price = gateway.prices().find(llm::priceNameOf(config), model.id, now)) {
            view.inputPrice = price->rates.input;
            view.outputPrice = price->rates.output;
        }
        list.models.push_back(std::move(view));
    }
    co_return list;
}

api::LlmCallView viewOf(const store::LlmCallRow &row)
{
    api::LlmCallView view;
    view.id = row.id;
    view.startedAt = row.startedAt;
    view.provider = row.provider;
    view.model = row.model;
    view.run = row.run;
    view.path = row.path;
    view.token = row.token;
    view.outcome = row.outcome;
    view.attempts = row.attempts;
    view.inputTokens = row.inputTokens;
    view.cachedTokens = row.cachedTokens;
    view.cacheWriteTokens = row.cacheWriteTokens;
    view.outputTokens = row.outputTokens;
    view.reasoningTokens = row.reasoningTokens;
    if (row.micros >= 0) {
        view.micros = row.micros;
        view.currency = row.currency;
    }
    view.durationMs = row.durationMs;
    if (row.firstTokenMs >= 0) {
        view.firstTokenMs = row.firstTokenMs;
    }
    if (auto explanation = json::parse(row.explanation); explanation) {
        view.explanation = std::move(*explanation);
    }
    return view;
}

Task<Result<api::LlmCallPage>> listCalls(Services *services, CallContext context, api::LlmCallsParams params)
{
    store::LlmCallFilter filter;
    filter.provider = params.provider;
    filter.run = params.run;
    filter.limit = static_cast<int>(std::clamp<std::int64_t>(params.limit, 1, 500)) + 1;
    filter.before = params.before;
    SB_CO_TRY(rows, co_await services->backend.gateway().calls(context.caller->workspace, filter));
    api::LlmCallPage page;
    page.more = static_cast<int>(rows.size()) >= filter.limit;
    if (page.more) {
        rows.pop_back();
    }
    std::size_t bytes = 0;
    for (const auto &row : rows) {
        bytes += row.provider.size() + row.model.size() + row.path.size() + row.currency.size() + row.explanation.size() + 512;
        if (bytes > kPageBytes && !page.calls.empty()) {
            page.more = true;
            break;
        }
        page.calls.push_back(viewOf(row));
    }
    co_return page;
}

api::UsageSums sumsOf(const store::UsageSums &sums)
{
    api::UsageSums view{sums.calls, sums.failed, sums.unpriced, sums.inputTokens, sums.cachedTokens, sums.outputTokens, {}};
    for (const auto &cost : sums.costs) {
        view.costs.push_back({cost.currency, cost.micros});
    }
    return view;
}

// A name is looked up as a file below the folder of the zones: nothing else may be reached by it.
bool isZoneName(std::string_view name)
{
    const auto isFine = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '+' || c == '-' || c == ':'; };
    bool isSegment = false;
    for (const char c : name) {
        if (c == '/' ? !isSegment : !isFine(c)) {
            return false;
        }
        isSegment = c != '/';
    }
    return isSegment && name.size() <= kMostZone;
}

// Summer time and winter time each with their own offset.
void countDaysIn(store::UsageFilter &filter, const QTimeZone &zone, UnixMillis now)
{
    const auto minutesAt = [&zone](UnixMillis time) { return zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(time, Qt::UTC)) / 60; };
    const auto to = std::min(filter.to, now + kDayMs);
    filter.offsetMinutes = minutesAt(filter.from);
    auto last = filter.offsetMinutes;
    if (filter.from >= to) {
        return;
    }
    for (const auto &change : zone.transitions(QDateTime::fromMSecsSinceEpoch(filter.from, Qt::UTC), QDateTime::fromMSecsSinceEpoch(to, Qt::UTC))) {
        const auto minutes = change.offsetFromUtc / 60;
        if (minutes != last) {
            filter.changes.push_back({change.atUtc.toMSecsSinceEpoch(), minutes});
            last = minutes;
        }
    }
}

Task<Result<api::LlmUsageView>> sumUsage(Services *services, CallContext context, api::LlmUsageParams params)
{
    if (params.from < 0 || params.to < 0 || (params.to != 0 && params.to <= params.from)) {
        co_return Error("rpc.params", "A time begins in 1970 or later, and before it ends.");
    }
    if (std::abs(params.offsetMinutes) > kMostOffset) {
        co_return Error("rpc.params", "A day is counted at most 18 hours, 1080 minutes, from UTC.");
    }
    store::UsageFilter filter;
    filter.from = params.from;
    filter.to = params.to == 0 ? std::numeric_limits<UnixMillis>::max() : params.to;
    filter.by = *json::enumFromName<store::UsageBy>(json::enumName(params.by));
    filter.offsetMinutes = static_cast<int>(params.offsetMinutes);
    if (!params.zone.empty()) {
        if (!isZoneName(params.zone)) {
            co_return Error("rpc.params", "There is no time zone \"" + std::string(cutUtf8(params.zone, kMostZone)) + "\" here; name one such as Europe/Berlin, or give offsetMinutes.");
        }
        // One that this machine does not know is counted by offsetMinutes.
        if (const QTimeZone zone(QByteArray::fromStdString(params.zone)); zone.isValid()) {
            countDaysIn(filter, zone, services->backend.clock().now());
        }
    }
    SB_CO_TRY(rows, co_await services->backend.gateway().usage(context.caller->workspace, filter));
    api::LlmUsageView view;
    view.restGroups = rows.restGroups;
    view.rest = sumsOf(rows.rest);
    view.total = sumsOf(rows.total);
    for (auto &row : rows.groups) {
        view.groups.push_back({row.day, std::move(row.provider), std::move(row.model), std::move(row.flow), std::move(row.flowName),
                               *json::enumFromName<api::UsageOrigin>(json::enumName(row.origin)), std::move(row.token), std::move(row.tokenName), sumsOf(row.sums)});
    }
    co_return view;
}

} // namespace

void registerModelCalls(api::Registry &registry, Services *services)
{
    registry.on<api::ProvidersList>([services](auto c, auto p) { return listProviders(services, std::move(c), std::move(p)); });
    registry.on<api::ProvidersPut>([services](auto c, auto p) { return putProvider(services, std::move(c), std::move(p)); });
    registry.on<api::ProvidersDelete>([services](auto c, auto p) { return deleteProvider(services, std::move(c), std::move(p)); });
    registry.on<api::ProvidersTest>([services](auto c, auto p) { return testProvider(services, std::move(c), std::move(p)); });
    registry.on<api::ProvidersDiscover>([services](auto c, auto p) { return discover(services, std::move(c), std::move(p)); });
    registry.on<api::ModelsList>([services](auto c, auto p) { return listModels(services, std::move(c), std::move(p)); });
    registry.on<api::LlmCalls>([services](auto c, auto p) { return listCalls(services, std::move(c), std::move(p)); });
    registry.on<api::LlmUsage>([services](auto c, auto p) { return sumUsage(services, std::move(c), std::move(p)); });
}

} // namespace signalbox::backend
