// SPDX-License-Identifier: GPL-3.0-or-later
// What the steps of a run paid for the models that they asked.
#pragma once

#include "api/model_calls.h"
#include "client/client.h"

#include <map>
#include <string>
#include <vector>

namespace signalbox::ui {

/// By the path of the step ("each[3]/word"), one sum for each currency. What nobody knows the cost of is not in it.
using RunCosts = std::map<std::string, std::vector<api::UsageCost>>;

/// Adds up two costs, each currency by itself.
void addCost(std::vector<api::UsageCost> &sums, const api::UsageCost &cost);

/// All calls of models of a run, its newest twenty thousand at most.
/// Errors: cancelled and those of the call. Thread: the client's, which has an Executor.
Task<Result<RunCosts>> readRunCosts(client::Client *client, std::string run, std::stop_token stop);

} // namespace signalbox::ui
