// SPDX-License-Identifier: GPL-3.0-or-later
// Noticing that a run does the same again and again, where its flow wants that noticed.
#include "base/describe.h"
#include "engine/engine_p.h"

namespace signalbox::engine {

void Engine::Private::watchRepeats(const LivePtr &live, const EffectStart &start, const Result<json::Value> &result) const
{
    const auto most = static_cast<unsigned>(live->run.plan->flow->limits.repeats);
    const auto &node = start.frame->plan->nodes[start.node];
    const bool isCancelled = !result && result.error().is("cancelled");
    const bool isTriedAgain = !result && result.error().isRetryable() && start.frame->nodes[start.node].attempt < node.retry.attempts;
    if (most == 0 || live->lost || live->repeated || isCancelled || isTriedAgain) {
        return;
    }
    if (!live->repeats) {
        live->repeats.emplace(LoopPolicy{.sameResult = most, .sameError = most, .alternation = 2 * most, .talk = 0});
    }
    const auto call = node.node->type + json::write(json::Value(start.config));
    const auto gave = result ? json::write(*result) : result.error().code + result.error().message;
    const auto found = live->repeats->addCall(call, gave, result ? LoopDetector::Outcome::Succeeded : LoopDetector::Outcome::Failed);
    if (!found) {
        return;
    }
    const auto times = std::to_string(found->times);
    const bool isAlternating = found->pattern == LoopPattern::Alternation;
    auto error = isAlternating ? Error("run.repeats", "The run goes round in circles at \"" + start.path + "\": two calls took turns with the same outcomes, " + times + " steps long. Let it change what it does, or raise limits.repeats if that is meant.", start.path)
                               : Error("run.repeats", "The run goes round in circles at \"" + start.path + "\": the same call had the same outcome " + times + " times in a row. Let it change what it does, or raise limits.repeats if that is meant.", start.path);
    live->repeated = std::move(error).withArg("pattern", std::string(json::enumName(found->pattern)));
}

} // namespace signalbox::engine
