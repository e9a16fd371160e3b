// SPDX-License-Identifier: GPL-3.0-or-later
// What models will cost, and what could cost less.
#include "cost_commands.h"

#include "base/describe.h"

#include <cmath>
#include <cstdio>

namespace signalbox::cli {

namespace {

std::string percent(double share)
{
    return std::to_string(std::lround(share * 100)) + " %";
}

std::string sentenceOf(const api::AdviceView &advice)
{
    switch (advice.kind) {
    case api::AdviceKind::CheaperModel: return "ask " + advice.instead + " where its answers are good enough";
    case api::AdviceKind::PromptCache: return "put what is the same in every prompt first: only " + percent(advice.share) + " of the input was found in the provider's cache";
    case api::AdviceKind::FailedCalls: return "see why " + std::to_string(advice.calls) + " calls failed: " + percent(advice.share) + " of the money went to them";
    case api::AdviceKind::Reasoning: return "let it think less: " + percent(advice.share) + " of the output was thought";
    }
    return {};
}

} // namespace

std::string money(std::optional<std::int64_t> micros, const std::string &currency)
{
    if (!micros) {
        return "cost unknown";
    }
    char text[40];
    std::snprintf(text, sizeof text, "%lld.%06lld", static_cast<long long>(*micros / 1'000'000), static_cast<long long>(*micros % 1'000'000));
    return std::string(text) + " " + currency;
}

Task<Exit> showAdvice(session::Session *session, Arguments arguments, std::stop_token stop)
{
    api::LlmAdviceParams asked;
    auto since = momentOf(arguments.since.empty() ? "30d" : arguments.since, session->clock().now());
    if (!since) {
        co_return failed(since.error(), arguments);
    }
    asked.from = std::max<UnixMillis>(*since, 0);
    auto list = co_await session->client().call<api::LlmAdvice>(std::move(asked), stop);
    if (!list) {
        co_return failed(list.error(), arguments);
    }
    if (arguments.json) {
        print(json::write(json::toJson(list->advice)));
        co_return Exit::Succeeded;
    }
    if (list->advice.empty()) {
        print("Nothing that would save a hundredth of what was spent.");
    }
    for (const auto &advice : list->advice) {
        print(padded("up to " + money(advice.savesMicros, advice.currency), 22) + "of " + padded(money(advice.spentMicros, advice.currency), 16)
              + padded(advice.provider + "/" + advice.model, 28) + sentenceOf(advice));
    }
    co_return Exit::Succeeded;
}

Task<Exit> showForecast(session::Session *session, Arguments arguments, std::stop_token stop)
{
    api::FlowForecastParams asked{arguments.words[1]};
    auto forecast = co_await session->client().call<api::FlowsForecast>(std::move(asked), stop);
    if (!forecast) {
        co_return failed(forecast.error(), arguments);
    }
    if (arguments.json) {
        print(json::write(json::toJson(*forecast)));
        co_return Exit::Succeeded;
    }
    const auto &currency = forecast->currency;
    switch (forecast->basis) {
    case api::ForecastBasis::Runs:
        print("A run costs " + money(forecast->typicalMicros, currency) + ", rarely more than " + money(forecast->mostMicros, currency) + " (from " + std::to_string(forecast->runs)
              + (forecast->runs == 1 ? " run)." : " runs)."));
        break;
    case api::ForecastBasis::Prices:
        print(forecast->mostMicros ? "A run costs at most " + money(forecast->mostMicros, currency) + " by the prices, if every call is answered at once; it has not run yet."
                                   : "What a run costs is not known; a call of each of these steps costs so much at most.");
        break;
    case api::ForecastBasis::None: print(forecast->steps.empty() && forecast->isWhole ? "It asks no model." : "Nobody knows what a run costs."); break;
    }
    for (const auto &step : forecast->steps) {
        std::string text = padded(step.step, 24) + padded(step.provider.empty() && step.model.empty() ? std::string("(when it runs)") : step.provider + "/" + step.model, 28);
        text += padded(money(step.micros, currency), 16);
        print(text + (step.repeats ? "each time" : std::string()));
    }
    co_return Exit::Succeeded;
}

} // namespace signalbox::cli
