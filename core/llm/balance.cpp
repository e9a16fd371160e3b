// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/balance.h"

#include "base/describe.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace signalbox::llm {

namespace {

constexpr double kUnknown = 0.5; ///< the part of a score that nothing is known of

bool lacks(const Candidate &candidate, Ability ability)
{
    return std::ranges::find(candidate.lacks, ability) != candidate.lacks.end();
}

std::string refusalOf(const Candidate &candidate, const Needs &needs)
{
    if (candidate.contextTokens > 0 && candidate.contextTokens < needs.tokens) {
        return "context";
    }
    if (needs.images && lacks(candidate, Ability::Images)) {
        return "images";
    }
    if (needs.tools && lacks(candidate, Ability::Tools)) {
        return "tools";
    }
    return needs.schema && lacks(candidate, Ability::Schema) ? "schema" : "";
}

double shareTaken(const Candidate &candidate)
{
    return static_cast<double>(candidate.busy) / static_cast<double>(std::max<std::int64_t>(candidate.places, 1));
}

// 1 for the best of them, less for what is so many times as much.
double against(double best, std::optional<double> value)
{
    if (!value) {
        return kUnknown;
    }
    return *value <= 0 ? 1 : std::clamp(best / *value, 0.0, 1.0);
}

template<typename F>
double leastOf(const std::vector<Candidate> &candidates, const std::vector<Ranked> &ranking, F value)
{
    double least = std::numeric_limits<double>::max();
    for (const auto &ranked : ranking) {
        if (const std::optional<double> one = value(candidates[ranked.index]); ranked.refused.empty() && one) {
            least = std::min(least, *one);
        }
    }
    return least;
}

std::optional<double> costOf(const Candidate &candidate)
{
    return candidate.micros ? std::optional(static_cast<double>(*candidate.micros)) : std::nullopt;
}

void score(const std::vector<Candidate> &candidates, std::vector<Ranked> &ranking, const ScoreWeights &weights)
{
    const double cheapest = leastOf(candidates, ranking, costOf);
    const double quickest = leastOf(candidates, ranking, [](const Candidate &candidate) { return candidate.latencyMs; });
    const double all = weights.cost + weights.latency + weights.quality + weights.health;
    for (auto &ranked : ranking) {
        const auto &candidate = candidates[ranked.index];
        const double sum = weights.cost * against(cheapest, costOf(candidate)) + weights.latency * against(quickest, candidate.latencyMs)
            + weights.quality * candidate.quality.value_or(kUnknown) + weights.health * (1 - std::clamp(candidate.failing, 0.0, 1.0));
        ranked.score = all > 0 ? sum / all : 0;
    }
}

// Smooth weighted round robin: everybody gains their weight, the richest is chosen and pays what all gained.
void takeTurn(const std::vector<Candidate> &candidates, std::vector<Ranked> &ranking, Turns &turns)
{
    const auto keyOf = [&](const Ranked &ranked) { return candidates[ranked.index].provider + '\n' + candidates[ranked.index].model; };
    std::map<std::string, std::int64_t> credit;
    std::int64_t gained = 0;
    Ranked *richest = nullptr;
    for (auto &ranked : ranking) {
        const auto &candidate = candidates[ranked.index];
        if (!ranked.refused.empty() || candidate.isOpen) {
            continue; // it gains nothing while it cannot be asked
        }
        const auto weight = std::max<std::int64_t>(candidate.weight, 0);
        gained += weight;
        auto &mine = credit[keyOf(ranked)];
        mine = turns.credit[keyOf(ranked)] + weight;
        if (!richest || mine > credit[keyOf(*richest)]) {
            richest = &ranked;
        }
    }
    if (richest) {
        credit[keyOf(*richest)] -= gained;
        const auto chosen = richest->index;
        std::ranges::stable_sort(ranking, std::ranges::greater(), [&](const Ranked &ranked) {
            return ranked.index == chosen ? std::numeric_limits<std::int64_t>::max() : std::max<std::int64_t>(candidates[ranked.index].weight, 0);
        });
    }
    for (const auto &[key, value] : credit) {
        turns.credit[key] = value;
    }
    std::erase_if(turns.credit, [&](const auto &entry) {
        return std::ranges::none_of(candidates, [&](const Candidate &candidate) { return candidate.provider + '\n' + candidate.model == entry.first; });
    });
}

void order(Strategy strategy, const std::vector<Candidate> &candidates, std::vector<Ranked> &ranking, Turns &turns, const ScoreWeights &weights)
{
    static constexpr double kLast = std::numeric_limits<double>::max();
    const auto byLeast = [&](auto value) {
        std::ranges::stable_sort(ranking, {}, [&](const Ranked &ranked) -> double { return value(candidates[ranked.index]); });
    };
    switch (strategy) {
    case Strategy::InOrder:
        break;
    case Strategy::RoundRobin: {
        // Those that cannot be asked have no turn, so that their neighbours are not asked twice as often.
        const auto able = std::ranges::stable_partition(ranking, [&](const Ranked &ranked) { return ranked.refused.empty() && !candidates[ranked.index].isOpen; });
        const auto count = static_cast<std::size_t>(able.begin() - ranking.begin());
        if (count > 0) {
            std::rotate(ranking.begin(), ranking.begin() + static_cast<std::ptrdiff_t>(turns.next % count), able.begin());
        }
        break;
    }
    case Strategy::Weighted:
        takeTurn(candidates, ranking, turns);
        break;
    case Strategy::LeastBusy:
        byLeast(shareTaken);
        break;
    case Strategy::LowestLatency:
        // What nobody has measured yet is tried, so that it is measured.
        byLeast([](const Candidate &candidate) { return candidate.latencyMs.value_or(0); });
        break;
    case Strategy::LowestCost:
        byLeast([](const Candidate &candidate) { return costOf(candidate).value_or(kLast); });
        break;
    case Strategy::BestScore:
        score(candidates, ranking, weights);
        std::ranges::stable_sort(ranking, std::ranges::greater(), [](const Ranked &ranked) { return *ranked.score; });
        break;
    }
}

} // namespace

Needs needsOf(const Request &request, std::int64_t inputTokens, std::int64_t outputTokens)
{
    Needs needs;
    needs.tokens = inputTokens + outputTokens;
    needs.tools = !request.tools.empty() && request.toolChoice != ToolChoice::None;
    needs.schema = request.output && request.output->mode == OutputSchema::Mode::Native;
    needs.images = std::ranges::any_of(request.messages, [](const Message &message) {
        return std::ranges::any_of(message.parts, [](const Part &part) { return std::holds_alternative<ImagePart>(part); });
    });
    return needs;
}

std::vector<Ranked> rank(Strategy strategy, const std::vector<Candidate> &candidates, const Needs &needs, Turns &turns, const ScoreWeights &weights)
{
    std::vector<Ranked> ranking;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        ranking.push_back({i, refusalOf(candidates[i], needs), std::nullopt});
    }
    order(strategy, candidates, ranking, turns, weights);
    ++turns.next;
    std::ranges::stable_sort(ranking, {}, [&](const Ranked &ranked) { return !ranked.refused.empty() ? 2 : candidates[ranked.index].isOpen ? 1 : 0; });
    return ranking;
}

json::Object explain(Strategy strategy, const std::vector<Candidate> &candidates, const std::vector<Ranked> &ranking)
{
    const auto rounded = [](double value) { return std::round(value * 1000) / 1000; };
    json::Array shown;
    for (const auto &ranked : ranking) {
        const auto &candidate = candidates[ranked.index];
        json::Object entry{{"provider", candidate.provider}, {"model", candidate.model}};
        if (!ranked.refused.empty()) {
            entry.emplace("refused", ranked.refused);
        }
        if (candidate.isOpen) {
            entry.emplace("open", true);
        }
        if (ranked.score) {
            entry.emplace("score", rounded(*ranked.score));
        }
        if (strategy == Strategy::Weighted) {
            entry.emplace("weight", candidate.weight);
        }
        entry.emplace("busy", candidate.busy);
        entry.emplace("places", candidate.places);
        if (candidate.latencyMs) {
            entry.emplace("latencyMs", std::round(*candidate.latencyMs));
        }
        if (candidate.micros) {
            entry.emplace("micros", *candidate.micros);
        }
        if (candidate.quality) {
            entry.emplace("quality", rounded(*candidate.quality));
        }
        if (candidate.failing > 0) {
            entry.emplace("failing", rounded(candidate.failing));
        }
        shown.push_back(std::move(entry));
    }
    return {{"strategy", json::enumName(strategy)}, {"candidates", std::move(shown)}};
}

} // namespace signalbox::llm
