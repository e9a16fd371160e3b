// SPDX-License-Identifier: GPL-3.0-or-later
// What the steps of a run paid for the models that they asked.
#pragma once

#include "api/model_calls.h"
#include "client/client.h"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace signalbox::ui {

struct RunCosts
{
    /// By the path of the step ("each[3]/word"), one sum for each currency.
    std::map<std::string, std::vector<api::UsageCost>> sums;
    std::set<std::string> unpriced; ///< steps that asked something whose cost nobody knows: it is in no sum
    bool isWhole = true;            ///< the run made no more calls than were read

    bool hasUnpriced() const { return !unpriced.empty(); }
    /// Whether a step's sums are all that it paid, and not the least of it.
    bool isWholeOf(const std::string &path) const { return isWhole && !unpriced.contains(path); }
};

/// Adds up two costs, each currency by itself.
void addCost(std::vector<api::UsageCost> &sums, const api::UsageCost &cost);

/// All calls of models of a run, its newest twenty thousand at most. `reach` gives the client that there is now, or null;
/// it is asked before each page, and never after `stop`.
/// Errors: client.disconnected where the client is gone or another one, cancelled, and those of the call.
/// Thread: the client's, which has an Executor.
Task<Result<RunCosts>> readRunCosts(std::function<client::Client *()> reach, std::string run, std::stop_token stop);

} // namespace signalbox::ui
