// SPDX-License-Identifier: GPL-3.0-or-later
// What could cost less, and what a run will cost: read off sums.
#include "llm/advice.h"
#include "llm/forecast.h"
#include "support/test.h"

using namespace signalbox;
using namespace signalbox::llm;

namespace {

constexpr std::int64_t kUsd = 1'000'000;

PriceTable table()
{
    return PriceTable::parse(R"({"format": "signalbox.prices/1", "updated": "2026-01-01", "currency": "usd", "models": [
        {"provider": "acme", "model": "large", "input": 10, "output": 40, "cached": 1},
        {"provider": "acme", "model": "medium", "input": 4, "output": 16},
        {"provider": "acme", "model": "small", "input": 1, "output": 4},
        {"provider": "acme", "model": "nearly", "input": 9, "output": 36},
        {"provider": "acme", "model": "embedding", "input": 0.02, "output": 0},
        {"provider": "other", "model": "cheap", "input": 2, "output": 8}]})").value();
}

store::ModelSums sums(const std::string &model, std::int64_t calls, std::int64_t input, std::int64_t output, std::int64_t micros)
{
    store::ModelSums one;
    one.provider = "mine";
    one.model = model;
    one.currency = "usd";
    one.calls = calls;
    one.inputTokens = input;
    one.outputTokens = output;
    one.micros = micros;
    return one;
}

std::vector<Advice> advice(const std::vector<store::ModelSums> &all)
{
    return advise(all, table(), [](const std::string &) { return std::string("acme"); }, 0);
}

store::RunCost run(std::int64_t micros, std::int64_t calls = 1)
{
    return {"r", calls, 0, micros, calls > 0 ? "usd" : ""};
}

} // namespace

class TestLlmCosts : public SignalboxTest
{
    Q_OBJECT

private Q_SLOTS:
    void namesTheNextSmallerModelOfTheSameMaker()
    {
        const auto found = advice({sums("large", 1000, 1'000'000, 100'000, 14 * kUsd)});
        QCOMPARE(found.size(), std::size_t(1));
        QVERIFY(found[0].kind == AdviceKind::CheaperModel);
        QCOMPARE(found[0].instead, std::string("medium"));
        QCOMPARE(found[0].savesMicros, 14 * kUsd - 5'600'000);
        QCOMPARE(found[0].spentMicros, 14 * kUsd);
        QVERIFY(advice({sums("small", 100, 1'000'000, 100'000, 1'400'000)}).empty());
    }

    void speaksOfMoneyThatFailedOfPromptsAndOfThought()
    {
        auto failing = sums("small", 20, 20 * 3000, 1000, kUsd);
        failing.failed = 5;
        failing.failedMicros = 300'000;
        auto found = advice({failing});
        QCOMPARE(found.size(), std::size_t(1));
        QVERIFY(found[0].kind == AdviceKind::FailedCalls);
        QCOMPARE(found[0].calls, std::int64_t(5));
        QCOMPARE(found[0].share, 0.3);

        auto repeating = sums("large", 1000, 10'000'000, 1000, 100 * kUsd);
        found = advice({repeating});
        QCOMPARE(found.size(), std::size_t(2));
        QVERIFY(found[0].kind == AdviceKind::PromptCache);
        QCOMPARE(found[0].savesMicros, 72 * kUsd); // four fifths of ten million tokens, nine dollars a million
        repeating.cachedTokens = 5'000'000;
        QCOMPARE(advice({repeating}).size(), std::size_t(1));

        auto thinking = sums("small", 10, 1000, 1'000'000, 4 * kUsd);
        thinking.reasoningTokens = 900'000;
        found = advice({thinking});
        QCOMPARE(found.size(), std::size_t(1));
        QVERIFY(found[0].kind == AdviceKind::Reasoning);
        QCOMPARE(found[0].savesMicros, std::int64_t(1'800'000));
        QCOMPARE(found[0].share, 0.9);
    }

    void saysNothingOfSmallSumsAndOfWhatHasNoPrice()
    {
        QVERIFY(advice({}).empty());
        QVERIFY(advice({sums("large", 1, 100, 10, 1400)}).empty());
        auto unknown = sums("secret", 100, 1'000'000, 100'000, 14 * kUsd);
        QVERIFY(advice({unknown}).empty());
        unknown.currency = "";
        QVERIFY(advice({unknown}).empty());
        // A hundredth of all that was spent is the least.
        QCOMPARE(advice({sums("large", 1000, 1'000'000, 100'000, 14 * kUsd), sums("medium", 1, 3000, 300, 17'000)}).size(), std::size_t(1));
    }

    void foretellsFromRunsThatEndedWell()
    {
        store::FlowCosts costs;
        QVERIFY(!forecast(costs).typicalMicros);
        costs.runs = {run(0, 0), run(0, 0)};
        QVERIFY(!forecast(costs).typicalMicros);
        costs.runs = {run(500)};
        QCOMPARE(*forecast(costs).typicalMicros, std::int64_t(500));
        QCOMPARE(*forecast(costs).mostMicros, std::int64_t(500));
        costs.runs = {run(300), run(100), run(0, 0), run(200)};
        QCOMPARE(*forecast(costs).typicalMicros, std::int64_t(100));
        QCOMPARE(*forecast(costs).mostMicros, std::int64_t(300));
        QCOMPARE(forecast(costs).runs, std::int64_t(4));
        costs.runs.clear();
        for (int i = 1; i <= 20; ++i) {
            costs.runs.push_back(run(i * 100));
        }
        QCOMPARE(*forecast(costs).typicalMicros, std::int64_t(1000));
        QCOMPARE(*forecast(costs).mostMicros, std::int64_t(1800));
    }

    void leavesOutRunsOfUnknownCost()
    {
        store::FlowCosts costs;
        costs.runs = {run(100), run(900), run(200)};
        costs.runs[1].unpriced = 1;
        QCOMPARE(forecast(costs).runs, std::int64_t(2));
        costs.runs[2].currency = "eur";
        QCOMPARE(forecast(costs).runs, std::int64_t(1));
        for (auto &one : costs.runs) {
            one.unpriced = 1;
        }
        QVERIFY(!forecast(costs).typicalMicros);
        QCOMPARE(forecast(costs).runs, std::int64_t(0));
    }
};

SB_TEST_MAIN(TestLlmCosts)
#include "tst_llm_costs.moc"
