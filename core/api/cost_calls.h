// SPDX-License-Identifier: GPL-3.0-or-later
// Calls about what models will cost, and what could cost less.
#pragma once

#include "api/call.h"
#include "base/clock.h"

namespace signalbox::api {

/// cheaperModel: a smaller model of the same maker; promptCache: long prompts that are hardly ever found in the provider's cache;
/// failedCalls: paid for without an answer; reasoning: most of the output is thought.
enum class AdviceKind { CheaperModel, PromptCache, FailedCalls, Reasoning };
BOOST_DESCRIBE_ENUM(AdviceKind, CheaperModel, PromptCache, FailedCalls, Reasoning)

struct AdviceView
{
    AdviceKind kind = AdviceKind::CheaperModel;
    std::string provider;
    std::string model;
    std::string instead; ///< of cheaperModel
    std::string currency;
    std::int64_t spentMicros = 0; ///< millionths of the currency
    std::int64_t savesMicros = 0; ///< at most, had it been so all the time
    std::int64_t calls = 0;
    double share = 0; ///< 0 to 1: of the input that was cached, the cost that failed, the output that was thought
};
BOOST_DESCRIBE_STRUCT(AdviceView, (), (kind, provider, model, instead, currency, spentMicros, savesMicros, calls, share))

struct AdviceList
{
    std::vector<AdviceView> advice; ///< what saves the most first, at most ten
};
BOOST_DESCRIBE_STRUCT(AdviceList, (), (advice))

struct LlmAdviceParams
{
    UnixMillis from = 0; ///< calls that began then or later
    UnixMillis to = 0;   ///< and before that; 0: until now
};
BOOST_DESCRIBE_STRUCT(LlmAdviceParams, (), (from, to))

struct LlmAdvice
{
    static constexpr std::string_view name = "llm.advice";
    static constexpr std::string_view permission = "providers.read";
    static constexpr std::string_view summary = "What the calls of models in a time could have cost less by, read off what they came to and today's prices.";
    static constexpr Route route{Verb::Get, "/llm/advice"};
    static constexpr Effect effect = Effect::Read;
    using Params = LlmAdviceParams;
    using Result = AdviceList;
};

/// What a forecast is made from: the flow's own runs; where none tells, prices of what its steps may ask at most; or nothing.
enum class ForecastBasis { None, Runs, Prices };
BOOST_DESCRIBE_ENUM(ForecastBasis, None, Runs, Prices)

/// A step that asks a model; in a map or a loop all of its turns together.
struct StepForecast
{
    std::string step; ///< "each/ask"
    std::string provider; ///< empty: the default, or only known when it runs
    std::string model;
    double calls = 0;        ///< a run, on average; 0: not known
    double inputTokens = 0;  ///< a run, on average
    double outputTokens = 0; ///< a run, on average
    std::optional<std::int64_t> micros; ///< a run, on average; by prices: a call, at most
    bool repeats = false;    ///< by prices: it stands in a map or loop, and nobody knows how often it runs
};
BOOST_DESCRIBE_STRUCT(StepForecast, (), (step, provider, model, calls, inputTokens, outputTokens, micros, repeats))

struct FlowForecast
{
    ForecastBasis basis = ForecastBasis::None;
    std::int64_t runs = 0; ///< that it is made from, at most 50, newest first
    std::string currency;
    std::optional<std::int64_t> typicalMicros; ///< half of the runs cost no more
    /// Nine of ten cost no more. By prices: where all that it asks is known before it runs, one attempt of each step, at most.
    std::optional<std::int64_t> mostMicros;
    bool isWhole = false; ///< nothing but the steps named here asks a model, or it is read off runs
    std::vector<StepForecast> steps;
};
BOOST_DESCRIBE_STRUCT(FlowForecast, (), (basis, runs, currency, typicalMicros, mostMicros, isWhole, steps))

struct FlowForecastParams
{
    std::string id;
    static constexpr std::array<std::string_view, 1> requiredMembers = {"id"};
};
BOOST_DESCRIBE_STRUCT(FlowForecastParams, (), (id))

struct FlowsForecast
{
    static constexpr std::string_view name = "flows.forecast";
    static constexpr std::string_view permission = "flows.read";
    static constexpr std::string_view summary = "What a run of a flow will cost in calls of models, read off its runs or, before there are any, off the prices.";
    static constexpr Route route{Verb::Get, "/flows/{id}/forecast"};
    static constexpr Effect effect = Effect::Read;
    static constexpr std::string_view target = "id";
    static constexpr std::array<std::string_view, 1> errors = {"store.notFound"};
    using Params = FlowForecastParams;
    using Result = FlowForecast;
};

} // namespace signalbox::api
