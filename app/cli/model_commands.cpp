// SPDX-License-Identifier: GPL-3.0-or-later
// Providers of models: set up, tested, what they offer and what was asked of them.
#include "cost_commands.h"

#include "api/model_calls.h"
#include "base/describe.h"

#include <QDateTime>
#include <QTimeZone>

namespace signalbox::cli {

namespace {

// "  lowestCost of openai/gpt-5, local"
std::string groupText(const api::ProviderView &provider)
{
    std::string text;
    for (const auto &member : provider.members) {
        text += (text.empty() ? std::string(json::enumName(provider.strategy)) + " of " : std::string(", ")) + member.provider + (member.model.empty() ? "" : "/" + member.model);
    }
    return text.empty() ? text : "  " + text;
}

// What a person wants to know of a provider that has been asked; nothing where it has not.
std::string healthText(const api::ProviderHealth &health)
{
    std::string text;
    if (health.circuit != "closed") {
        text += "  left alone (" + health.lastOutcome + ")";
    }
    if (health.latencyMs) {
        text += "  first token after " + std::to_string(static_cast<long long>(*health.latencyMs)) + " ms";
    }
    if (health.failing > 0) {
        text += "  failing: " + std::to_string(static_cast<int>(health.failing * 100)) + " %";
    }
    return text;
}

Task<Exit> listProviders(session::Session *session, Arguments arguments, std::stop_token stop)
{
    const api::Nothing nothing;
    auto list = co_await session->client().call<api::ProvidersList>(nothing, stop);
    if (!list) {
        co_return failed(list.error(), arguments);
    }
    if (arguments.json) {
        print(json::write(json::toJson(list->providers)));
        co_return Exit::Succeeded;
    }
    for (const auto &provider : list->providers) {
        print(padded(provider.id, 16) + padded(json::enumName(provider.kind), 18) + padded(provider.defaultModel.empty() ? "-" : provider.defaultModel, 28)
              + (provider.baseUrl.empty() ? "" : provider.baseUrl) + (provider.secret.empty() ? "" : "  key: " + provider.secret) + groupText(provider) + healthText(provider.health));
    }
    co_return Exit::Succeeded;
}

Task<Exit> setProvider(session::Session *session, Arguments arguments, std::stop_token stop)
{
    json::Object members{{"id", arguments.words[1]}, {"kind", arguments.words[2]}};
    if (arguments.words.size() == 4) {
        members.emplace("baseUrl", arguments.words[3]);
    }
    for (const auto &[name, value] : arguments.set) {
        // Limits are numbers, a group's members JSON; everything else is text.
        auto read = json::parse(value);
        members.insert_or_assign(name, read && (read->is_int64() || read->is_structured()) ? *read : json::Value(value));
    }
    auto params = json::fromJson<api::ProviderPutParams>(members);
    if (!params) {
        co_return failed(Error("usage", "A provider cannot be set up so: " + params.error().message), arguments);
    }
    std::string sentence;
    co_return co_await callAndSay<api::ProvidersPut>(session, std::move(*params), std::move(sentence), arguments, stop);
}

Task<Exit> testProvider(session::Session *session, Arguments arguments, std::stop_token stop)
{
    api::ProviderTestParams asked{arguments.words[1], arguments.words.size() > 2 ? arguments.words[2] : std::string()};
    auto done = co_await session->client().call<api::ProvidersTest>(std::move(asked), stop);
    if (!done) {
        co_return failed(done.error(), arguments);
    }
    if (arguments.json) {
        print(json::write(json::toJson(*done)));
        co_return Exit::Succeeded;
    }
    if (done->models > 0 || done->model.empty()) {
        print("It offers " + std::to_string(done->models) + (done->models == 1 ? " model." : " models."));
    }
    if (done->model.empty()) {
        print("No model was asked: name one, or set the provider's defaultModel.");
    } else {
        print(done->model + " answered \"" + done->answer + "\" after " + std::to_string(done->durationMs) + " ms; " + std::to_string(done->inputTokens) + " + "
              + std::to_string(done->outputTokens) + " tokens, " + money(done->micros, done->currency) + ".");
    }
    co_return Exit::Succeeded;
}

Task<Exit> discoverProviders(session::Session *session, Arguments arguments, std::stop_token stop)
{
    const api::Nothing nothing;
    auto found = co_await session->client().call<api::ProvidersDiscover>(nothing, stop);
    if (!found) {
        co_return failed(found.error(), arguments);
    }
    if (arguments.json) {
        print(json::write(json::toJson(found->servers)));
        co_return Exit::Succeeded;
    }
    if (found->servers.empty()) {
        print("No server of models answers on this machine.");
    }
    for (const auto &server : found->servers) {
        print(padded(server.title, 12) + server.baseUrl + "  " + std::to_string(server.models.size()) + (server.models.size() == 1 ? " model" : " models")
              + (server.provider.empty() ? "  set it up: providers set " + server.id + " " + std::string(json::enumName(server.kind)) + " " + server.baseUrl : "  is set up as " + server.provider));
    }
    co_return Exit::Succeeded;
}

Task<Exit> listModels(session::Session *session, Arguments arguments, std::stop_token stop)
{
    api::ModelListParams asked{arguments.words[1], true};
    auto list = co_await session->client().call<api::ModelsList>(std::move(asked), stop);
    if (!list) {
        co_return failed(list.error(), arguments);
    }
    if (arguments.json) {
        print(json::write(json::toJson(*list)));
        co_return Exit::Succeeded;
    }
    for (const auto &model : list->models) {
        const auto price = model.inputPrice ? money(model.inputPrice, list->currency) + " in, " + money(model.outputPrice, list->currency) + " out, a million tokens" : std::string();
        print(padded(model.id, 40) + price);
    }
    co_return Exit::Succeeded;
}

// ", 135 tokens charged" where an attempt broke off, or told no usage.
std::string chargedText(const json::Value &explanation)
{
    const auto *object = explanation.if_object();
    const auto *charged = object ? json::find(*object, "charged") : nullptr;
    const auto *tokens = charged && charged->is_object() ? json::find(charged->get_object(), "tokens") : nullptr;
    return tokens && tokens->is_int64() ? ", " + std::to_string(tokens->get_int64()) + " tokens charged" : std::string();
}

Task<Exit> listCalls(session::Session *session, Arguments arguments, std::stop_token stop)
{
    api::LlmCallsParams asked;
    asked.provider = arguments.words.size() > 1 ? arguments.words[1] : std::string();
    asked.run = arguments.source;
    asked.limit = arguments.limit;
    auto page = co_await session->client().call<api::LlmCalls>(std::move(asked), stop);
    if (!page) {
        co_return failed(page.error(), arguments);
    }
    if (arguments.json) {
        print(json::write(json::toJson(page->calls)));
        co_return Exit::Succeeded;
    }
    for (const auto &call : page->calls) {
        print(toIsoString(call.startedAt) + "  " + padded(call.provider, 12) + padded(call.model, 24) + padded(call.outcome, 18) + std::to_string(call.inputTokens) + " + "
              + std::to_string(call.outputTokens) + " tokens  " + money(call.micros, call.currency) + chargedText(call.explanation) + "  " + std::to_string(call.durationMs) + " ms");
    }
    co_return Exit::Succeeded;
}

std::string plural(std::int64_t count, const char *one, const char *many)
{
    return std::to_string(count) + (count == 1 ? one : many);
}

// "12 calls, 1 failed  4200 + 310 tokens  0.021300 usd, 2 of unknown cost"
std::string sumsText(const api::UsageSums &sums)
{
    std::string text = plural(sums.calls, " call", " calls") + (sums.failed > 0 ? ", " + std::to_string(sums.failed) + " failed" : std::string());
    text = padded(text, 26) + padded(std::to_string(sums.inputTokens) + " + " + std::to_string(sums.outputTokens) + " tokens", 26);
    std::string costs;
    for (const auto &cost : sums.costs) {
        costs += (costs.empty() ? "" : ", ") + money(cost.micros, cost.currency);
    }
    if (sums.unpriced > 0) {
        costs += (costs.empty() ? "" : ", ") + std::to_string(sums.unpriced) + " of unknown cost";
    }
    return text + costs;
}

std::string nameOf(const api::UsageGroup &group, api::UsageBy by)
{
    switch (by) {
    case api::UsageBy::Day: return QDateTime::fromMSecsSinceEpoch(group.day).date().toString(Qt::ISODate).toStdString();
    case api::UsageBy::Model: return group.provider + "/" + group.model;
    case api::UsageBy::Provider: return group.provider;
    case api::UsageBy::Token: return group.token.empty() ? "(not over the endpoint)" : group.tokenName.empty() ? group.token : group.tokenName;
    case api::UsageBy::Flow: break;
    }
    switch (group.origin) {
    case api::UsageOrigin::NoRun: return "(of no run)";
    case api::UsageOrigin::RunGone: return "(the run is gone)";
    case api::UsageOrigin::Flow: break;
    }
    return group.flow;
}

Task<Exit> showUsage(session::Session *session, Arguments arguments, std::stop_token stop)
{
    api::LlmUsageParams asked;
    if (!arguments.by.empty()) {
        const auto by = json::enumFromName<api::UsageBy>(arguments.by);
        if (!by) {
            co_return misused("providers usage sums --by day, model, provider, flow or token.", arguments);
        }
        asked.by = *by;
    }
    const auto now = session->clock().now();
    auto since = momentOf(arguments.since.empty() ? "30d" : arguments.since, now);
    if (!since) {
        co_return failed(since.error(), arguments);
    }
    asked.from = std::max<UnixMillis>(*since, 0);
    if (!arguments.before.empty()) {
        auto before = momentOf(arguments.before, now);
        if (!before) {
            co_return failed(before.error(), arguments);
        }
        asked.to = *before;
    }
    asked.offsetMinutes = QDateTime::fromMSecsSinceEpoch(now).offsetFromUtc() / 60;
    asked.zone = QTimeZone::systemTimeZone().isValid() ? QTimeZone::systemTimeZoneId().toStdString() : std::string();
    const auto by = asked.by;
    auto usage = co_await session->client().call<api::LlmUsage>(std::move(asked), stop);
    if (!usage) {
        co_return failed(usage.error(), arguments);
    }
    if (arguments.json) {
        print(json::write(json::toJson(*usage)));
        co_return Exit::Succeeded;
    }
    for (const auto &group : usage->groups) {
        print(padded(nameOf(group, by), 32) + sumsText(group.sums));
    }
    if (usage->restGroups > 0) {
        print(padded(plural(usage->restGroups, " other", " others"), 32) + sumsText(usage->rest));
    }
    print(padded("total", 32) + sumsText(usage->total));
    co_return Exit::Succeeded;
}

} // namespace

Task<Exit> providersCommand(session::Session *session, Arguments arguments, std::stop_token stop)
{
    const auto count = arguments.words.size();
    const auto verb = count == 0 ? std::string("list") : arguments.words[0];
    if (verb == "list" && count <= 1) {
        co_return co_await listProviders(session, arguments, stop);
    }
    if (verb == "set" && (count == 3 || count == 4)) {
        co_return co_await setProvider(session, arguments, stop);
    }
    if (verb == "remove" && count == 2) {
        api::ProviderDeleteParams asked{arguments.words[1], 0};
        std::string sentence;
        co_return co_await callAndSay<api::ProvidersDelete>(session, std::move(asked), std::move(sentence), arguments, stop);
    }
    if (verb == "test" && (count == 2 || count == 3)) {
        co_return co_await testProvider(session, arguments, stop);
    }
    if (verb == "discover" && count == 1) {
        co_return co_await discoverProviders(session, arguments, stop);
    }
    if (verb == "models" && count == 2) {
        co_return co_await listModels(session, arguments, stop);
    }
    if (verb == "calls" && count <= 2) {
        co_return co_await listCalls(session, arguments, stop);
    }
    if (verb == "usage" && count == 1) {
        co_return co_await showUsage(session, arguments, stop);
    }
    if (verb == "advice" && count == 1) {
        co_return co_await showAdvice(session, arguments, stop);
    }
    if (verb == "forecast" && count == 2) {
        co_return co_await showForecast(session, arguments, stop);
    }
    co_return misused("providers takes list, set ID KIND [URL], remove ID, discover, models ID, test ID [MODEL], calls [ID], usage, advice or forecast FLOW.", arguments);
}

} // namespace signalbox::cli
