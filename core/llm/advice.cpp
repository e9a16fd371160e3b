// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/advice.h"

#include <algorithm>
#include <map>

namespace signalbox::llm {

namespace {

constexpr std::size_t kMostAdvice = 10;
constexpr std::int64_t kLeastSaved = 10'000; // a hundredth of the currency
constexpr double kLeastShare = 0.01;         // of all that was spent
constexpr std::int64_t kLongPrompt = 2048;   // tokens; makers cache from 1,024 on
constexpr double kFewCached = 0.2;
constexpr double kCacheable = 0.8; // of a prompt, at most
constexpr double kMuchCheaper = 0.6;
constexpr double kMuchThought = 0.7;
constexpr std::int64_t kEnoughCalls = 10;

// What the calls would have cost at these prices. Sums have no long requests: which were is not known.
std::int64_t costAt(const Price &price, const store::ModelSums &sums)
{
    Price plain = price;
    plain.longFrom = 0;
    Usage usage;
    usage.inputTokens = sums.inputTokens;
    usage.cachedTokens = sums.cachedTokens;
    usage.outputTokens = sums.outputTokens;
    return costInMicros(plain, usage);
}

Advice adviceFor(AdviceKind kind, const store::ModelSums &sums)
{
    Advice advice;
    advice.kind = kind;
    advice.provider = sums.provider;
    advice.model = sums.model;
    advice.currency = sums.currency;
    advice.spentMicros = sums.micros;
    advice.calls = sums.calls;
    return advice;
}

std::int64_t part(double share, std::int64_t tokens, std::int64_t rate)
{
    return static_cast<std::int64_t>(share * static_cast<double>(tokens) / 1e6 * static_cast<double>(rate));
}

// The next smaller one: the dearest of those that would have cost much less.
void adviseModel(std::vector<Advice> &all, const store::ModelSums &sums, const PriceTable &prices, const std::string &priceName, const Price &own, UnixMillis now)
{
    const auto cost = costAt(own, sums);
    const Price *best = nullptr;
    std::int64_t bestCost = 0;
    for (const auto &price : prices.prices()) {
        if (price.provider != priceName || price.model == "*" || price.model == own.model || prices.find(priceName, price.model, now) != &price) {
            continue;
        }
        if (price.rates.output == 0 && own.rates.output != 0) {
            continue; // it gives numbers, not words
        }
        const auto other = costAt(price, sums);
        if (static_cast<double>(other) <= kMuchCheaper * static_cast<double>(cost) && other > bestCost) {
            best = &price;
            bestCost = other;
        }
    }
    if (best) {
        auto advice = adviceFor(AdviceKind::CheaperModel, sums);
        advice.instead = best->model;
        advice.savesMicros = std::max<std::int64_t>(0, sums.micros - bestCost);
        all.push_back(std::move(advice));
    }
}

} // namespace

std::vector<Advice> advise(const std::vector<store::ModelSums> &sums, const PriceTable &prices,
                           const std::function<std::string(const std::string &)> &priceNameOf, UnixMillis now)
{
    std::map<std::string, std::int64_t> spent;
    for (const auto &one : sums) {
        spent[one.currency] += one.micros;
    }
    std::vector<Advice> all;
    for (const auto &one : sums) {
        if (one.currency.empty() || one.currency != prices.currency() || one.calls == 0 || one.micros == 0) {
            continue;
        }
        if (one.failedMicros > 0) {
            auto advice = adviceFor(AdviceKind::FailedCalls, one);
            advice.savesMicros = one.failedMicros;
            advice.calls = one.failed;
            advice.share = static_cast<double>(one.failedMicros) / static_cast<double>(one.micros);
            all.push_back(std::move(advice));
        }
        const auto priceName = priceNameOf(one.provider);
        const auto *price = prices.find(priceName, one.model, now);
        if (!price) {
            continue;
        }
        adviseModel(all, one, prices, priceName, *price, now);
        const auto cached = one.inputTokens > 0 ? static_cast<double>(one.cachedTokens) / static_cast<double>(one.inputTokens) : 1;
        if (one.calls >= kEnoughCalls && one.inputTokens / one.calls >= kLongPrompt && cached < kFewCached && price->rates.cached < price->rates.input) {
            auto advice = adviceFor(AdviceKind::PromptCache, one);
            advice.share = cached;
            advice.savesMicros = part(kCacheable - cached, one.inputTokens, price->rates.input - price->rates.cached);
            all.push_back(std::move(advice));
        }
        const auto thought = one.outputTokens > 0 ? static_cast<double>(one.reasoningTokens) / static_cast<double>(one.outputTokens) : 0;
        if (one.calls >= kEnoughCalls && thought >= kMuchThought) {
            auto advice = adviceFor(AdviceKind::Reasoning, one);
            advice.share = thought;
            advice.savesMicros = part(0.5, one.reasoningTokens, price->rates.output);
            all.push_back(std::move(advice));
        }
    }
    std::erase_if(all, [&](const Advice &advice) {
        return advice.savesMicros < kLeastSaved || static_cast<double>(advice.savesMicros) < kLeastShare * static_cast<double>(spent[advice.currency]);
    });
    std::ranges::stable_sort(all, std::greater(), &Advice::savesMicros);
    if (all.size() > kMostAdvice) {
        all.resize(kMostAdvice);
    }
    return all;
}

} // namespace signalbox::llm
