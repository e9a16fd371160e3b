// SPDX-License-Identifier: GPL-3.0-or-later
// What models will cost, and what could cost less.
#include "backend/services_p.h"

#include "llm/advice.h"
#include "llm/forecast.h"
#include "llm/gateway.h"

#include <limits>
#include <map>

namespace signalbox::backend {

namespace {

using api::CallContext;

constexpr int kRuns = 50;
constexpr int kMostDepth = 64;

Task<Result<api::AdviceList>> advise(Services *services, CallContext context, api::LlmAdviceParams params)
{
    if (params.from < 0 || params.to < 0 || (params.to != 0 && params.to <= params.from)) {
        co_return Error("rpc.params", "A time begins in 1970 or later, and before it ends.");
    }
    const auto workspace = context.caller->workspace;
    auto &gateway = services->backend.gateway();
    SB_CO_TRY(providers, co_await gateway.providers(workspace));
    std::map<std::string, std::string> names;
    for (const auto &provider : providers) {
        names.emplace(provider.id, llm::priceNameOf(provider));
    }
    // Of a provider that is gone only its own name is known.
    const auto nameOf = [&names](const std::string &provider) {
        const auto known = names.find(provider);
        return known == names.end() ? provider : known->second;
    };
    const auto to = params.to == 0 ? std::numeric_limits<UnixMillis>::max() : params.to;
    SB_CO_TRY(sums, co_await services->backend.store().models().modelSums(workspace, params.from, to));
    api::AdviceList list;
    for (const auto &advice : llm::advise(sums, gateway.prices(), nameOf, services->backend.clock().now())) {
        list.advice.push_back({*json::enumFromName<api::AdviceKind>(json::enumName(advice.kind)), advice.provider, advice.model, advice.instead, advice.currency,
                               advice.spentMicros, advice.savesMicros, advice.calls, advice.share});
    }
    co_return list;
}

// A step that asks a model, as its flow says it.
struct Asking
{
    std::string step;
    std::string provider;
    std::string model;
    std::int64_t inputTokens = 0;
    std::int64_t outputTokens = 0;
    bool isKnown = true; ///< false: who is asked is the result of an expression
    bool isBounded = true; ///< false: what it is given, or how often it asks, is known only when it runs
    bool repeats = false;
};

struct AskingSteps
{
    std::vector<Asking> steps;
    bool goesElsewhere = false; ///< other flows run in it
};

std::string textOf(const json::Object &object, std::string_view name)
{
    const auto *member = json::find(object, name);
    return member && member->is_string() ? std::string(member->get_string()) : std::string();
}

void collectAsking(const json::Value &graph, const std::string &above, bool repeats, int depth, AskingSteps &all)
{
    const auto *nodes = graph.is_object() ? json::find(graph.get_object(), "nodes") : nullptr;
    if (!nodes || !nodes->is_array() || depth > kMostDepth) {
        return;
    }
    for (const auto &node : nodes->get_array()) {
        if (!node.is_object()) {
            continue;
        }
        const auto &members = node.get_object();
        const auto path = above + textOf(members, "id");
        const auto *config = json::find(members, "config");
        if (!config || !config->is_object()) {
            continue;
        }
        if (const auto *body = json::find(config->get_object(), "body")) {
            collectAsking(*body, path + "/", true, depth + 1, all);
        }
        all.goesElsewhere = all.goesElsewhere || json::find(config->get_object(), "flow");
        if (textOf(members, "type") != "llm") {
            continue;
        }
        Asking asking;
        asking.step = path;
        asking.provider = textOf(config->get_object(), "provider");
        asking.model = textOf(config->get_object(), "model");
        asking.isKnown = asking.provider.find("{{") == std::string::npos && asking.model.find("{{") == std::string::npos;
        if (!asking.isKnown) {
            asking.provider.clear();
            asking.model.clear();
        }
        llm::Request request;
        request.messages.push_back(llm::Message::text(llm::Role::User, json::write(*config))); // its texts, and a little more
        asking.inputTokens = llm::estimatedTokens(request);
        const auto *most = json::find(config->get_object(), "maxTokens");
        asking.outputTokens = most && most->is_int64() ? most->get_int64() : llm::kDefaultMaxTokens;
        asking.repeats = repeats;
        const auto written = json::write(*config);
        asking.isBounded = written.find("{{") == std::string::npos && !json::find(config->get_object(), "schema") && !json::find(members, "retry");
        all.steps.push_back(std::move(asking));
    }
}

// What the prices say that each step costs at most, where nothing better is known.
Task<Result<api::FlowForecast>> forecastByPrices(Services *services, std::string workspace, json::Value flow)
{
    AskingSteps all;
    collectAsking(flow, "", false, 0, all);
    api::FlowForecast view;
    std::int64_t most = 0;
    bool isWhole = !all.goesElsewhere;
    for (auto &asking : all.steps) {
        std::optional<llm::Cost> cost;
        if (asking.isKnown) {
            auto found = co_await services->backend.gateway().mostOf(workspace, asking.provider, asking.model, asking.inputTokens, asking.outputTokens);
            if (found) {
                cost = *found;
            }
        }
        api::StepForecast step;
        step.step = std::move(asking.step);
        step.provider = std::move(asking.provider);
        step.model = std::move(asking.model);
        step.repeats = asking.repeats;
        if (cost) {
            step.micros = cost->micros;
            view.currency = cost->currency;
            view.basis = api::ForecastBasis::Prices;
            most += cost->micros;
        }
        isWhole = isWhole && cost && asking.isBounded && !asking.repeats;
        view.steps.push_back(std::move(step));
    }
    view.isWhole = isWhole;
    if (isWhole && view.basis == api::ForecastBasis::Prices) {
        view.mostMicros = most;
    }
    co_return view;
}

Task<Result<api::FlowForecast>> forecastFlow(Services *services, CallContext context, api::FlowForecastParams params)
{
    const auto workspace = context.caller->workspace;
    SB_CO_TRY(row, co_await services->backend.store().flows().get(workspace, params.id));
    SB_CO_TRY(costs, co_await services->backend.store().models().flowCosts(workspace, params.id, kRuns));
    const auto forecast = llm::forecast(costs);
    if (!forecast.typicalMicros) {
        SB_CO_TRY(flow, json::parse(row.text));
        co_return co_await forecastByPrices(services, workspace, std::move(flow));
    }
    api::FlowForecast view;
    view.basis = api::ForecastBasis::Runs;
    view.runs = forecast.runs;
    view.currency = forecast.currency;
    view.typicalMicros = forecast.typicalMicros;
    view.mostMicros = forecast.mostMicros;
    view.isWhole = true;
    const auto runs = static_cast<double>(forecast.runs);
    for (const auto &cost : costs.steps) {
        if (!cost.currency.empty() && cost.currency != forecast.currency) {
            continue; // of a run that was left out
        }
        api::StepForecast step;
        step.step = cost.step;
        step.provider = cost.provider;
        step.model = cost.model;
        step.calls = static_cast<double>(cost.calls) / runs;
        step.inputTokens = static_cast<double>(cost.inputTokens) / runs;
        step.outputTokens = static_cast<double>(cost.outputTokens) / runs;
        if (cost.unpriced == 0) {
            step.micros = static_cast<std::int64_t>(static_cast<double>(cost.micros) / runs);
        }
        view.steps.push_back(std::move(step));
    }
    co_return view;
}

} // namespace

void registerCostCalls(api::Registry &registry, Services *services)
{
    registry.on<api::LlmAdvice>([services](auto c, auto p) { return advise(services, std::move(c), std::move(p)); });
    registry.on<api::FlowsForecast>([services](auto c, auto p) { return forecastFlow(services, std::move(c), std::move(p)); });
}

} // namespace signalbox::backend
