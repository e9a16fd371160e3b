// SPDX-License-Identifier: GPL-3.0-or-later
// What an evaluation costs, in this process and in a confined child: one call with a number, and the same
// call for each of a thousand items made together.
#include "eval/isolated_evaluator.h"

#include <benchmark/benchmark.h>

#include <QCoreApplication>

using namespace signalbox;

namespace {

using Create = std::function<std::unique_ptr<eval::Evaluator>()>;

void call(benchmark::State &state, const Create &create)
{
    const auto evaluator = create();
    const auto expression = *eval::Expression::create("input.n + 1", "bench");
    const json::Value input = json::Object{{"n", 41}, {"text", "text"}};
    eval::Scope scope;
    scope.input = &input;
    for (auto _ : state) {
        const auto value = evaluator->evaluate(*expression, scope);
        if (!value || *value != 42) {
            qFatal("the expression does not give 42");
        }
    }
}

void each(benchmark::State &state, const Create &create)
{
    const auto evaluator = create();
    const auto expression = *eval::Expression::create("item.n % 2 === 0", "bench");
    json::Array items;
    for (int i = 0; i < 1000; ++i) {
        items.push_back(json::Object{{"n", i}});
    }
    for (auto _ : state) {
        const auto truths = evaluator->testEach(*expression, {}, items);
        if (!truths || std::count(truths->begin(), truths->end(), true) != 500) {
            qFatal("not every item was tested");
        }
    }
    state.counters["us_per_item"] = benchmark::Counter(static_cast<double>(state.iterations()) * 1e-3, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

void start(benchmark::State &state)
{
    eval::IsolatedEvaluator evaluator;
    const auto expression = *eval::Expression::create("1 + [].length", "bench");
    for (auto _ : state) {
        if (!evaluator.evaluate(*expression, {})) {
            qFatal("the child does not start");
        }
        evaluator.retire();
    }
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    Executor executor;
    qputenv("SIGNALBOX_LIBEXEC", EVALUATOR_FOLDER);
    const Create local = [] { return eval::createLocalEvaluator(); };
    const Create isolated = [] { return std::make_unique<eval::IsolatedEvaluator>(); };
    benchmark::RegisterBenchmark("eval/local/call", call, local)->Unit(benchmark::kMicrosecond)->UseRealTime();
    benchmark::RegisterBenchmark("eval/isolated/call", call, isolated)->Unit(benchmark::kMicrosecond)->UseRealTime();
    benchmark::RegisterBenchmark("eval/local/each1000", each, local)->Unit(benchmark::kMillisecond)->UseRealTime();
    benchmark::RegisterBenchmark("eval/isolated/each1000", each, isolated)->Unit(benchmark::kMillisecond)->UseRealTime();
    benchmark::RegisterBenchmark("eval/isolated/start", start)->Unit(benchmark::kMillisecond)->UseRealTime();
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}
