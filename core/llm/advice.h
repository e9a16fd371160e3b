// SPDX-License-Identifier: GPL-3.0-or-later
// What could cost less, read off what the calls of a time came to: pure.
#pragma once

#include "llm/prices.h"
#include "store/models.h"

#include <functional>

namespace signalbox::llm {

enum class AdviceKind {
    CheaperModel, ///< a smaller model of the same maker, where its answers are good enough
    PromptCache,  ///< long prompts of which the provider finds hardly anything in its cache: what is the same belongs first
    FailedCalls,  ///< paid for, without an answer
    Reasoning,    ///< most of the output is thought
};
BOOST_DESCRIBE_ENUM(AdviceKind, CheaperModel, PromptCache, FailedCalls, Reasoning)

struct Advice
{
    AdviceKind kind = AdviceKind::CheaperModel;
    std::string provider;
    std::string model;
    std::string instead; ///< of CheaperModel
    std::string currency;
    std::int64_t spentMicros = 0;
    std::int64_t savesMicros = 0; ///< at most, had it been so all the time
    std::int64_t calls = 0;
    double share = 0; ///< 0 to 1: of the input that was cached, the cost that failed, the output that was thought
};

/// Advice that saves a hundredth of what was spent at least, the most first, at most ten. `priceNameOf` gives the name
/// in the table of who charges for a provider. Models without a price are left out.
std::vector<Advice> advise(const std::vector<store::ModelSums> &sums, const PriceTable &prices,
                           const std::function<std::string(const std::string &provider)> &priceNameOf, UnixMillis now);

} // namespace signalbox::llm
