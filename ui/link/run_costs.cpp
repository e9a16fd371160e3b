// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/link/run_costs.h"

#include <algorithm>

namespace signalbox::ui {

namespace {

constexpr std::int64_t kPage = 500;
constexpr int kMostPages = 40;

} // namespace

void addCost(std::vector<api::UsageCost> &sums, const api::UsageCost &cost)
{
    const auto sum = std::ranges::find(sums, cost.currency, &api::UsageCost::currency);
    if (sum == sums.end()) {
        sums.push_back(cost);
    } else {
        sum->micros += cost.micros;
    }
}

Task<Result<RunCosts>> readRunCosts(std::function<client::Client *()> reach, std::string run, std::stop_token stop)
{
    RunCosts costs;
    costs.isWhole = false;
    auto *const client = reach();
    api::LlmCallsParams params;
    params.run = std::move(run);
    params.limit = kPage;
    for (int page = 0; page < kMostPages; ++page) {
        if (stop.stop_requested()) {
            co_return cancelledError(params.run);
        }
        if (!client || reach() != client) {
            co_return Error("client.disconnected", "The client was closed.");
        }
        SB_CO_TRY(list, co_await client->call<api::LlmCalls>(params, stop));
        for (const auto &call : list.calls) {
            if (!call.micros) {
                costs.unpriced.insert(call.path);
            } else if (!call.path.empty()) {
                addCost(costs.sums[call.path], {call.currency, *call.micros});
            }
        }
        if (!list.more || list.calls.empty()) {
            costs.isWhole = true;
            break;
        }
        params.before = list.calls.back().id;
    }
    co_return costs;
}

} // namespace signalbox::ui
