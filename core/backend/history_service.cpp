// SPDX-License-Identifier: GPL-3.0-or-later
// What is kept of runs: what steps wrote, deleting what is over, how long it is kept.
#include "backend/keeper_p.h"
#include "backend/services_p.h"

#include "base/describe.h"

#include <set>

namespace signalbox::backend {

namespace {

using api::CallContext;

constexpr std::size_t kMostIds = 1000;
constexpr std::size_t kMostAttempts = 20;

Task<Result<api::StepLogList>> logs(Services *services, CallContext context, api::RunLogsParams params)
{
    if (params.seq < 1 || params.seq > 0xffffffff) {
        co_return Error("rpc.params", "A step's seq counts from 1.");
    }
    SB_CO_TRY(found, co_await services->backend.engine().logs(context.caller->workspace, params.id, static_cast<std::uint32_t>(params.seq)));
    api::StepLogList list;
    const auto skipped = found.size() - std::min(found.size(), kMostAttempts);
    for (auto log = found.begin() + static_cast<std::ptrdiff_t>(skipped); log != found.end(); ++log) {
        SB_CO_TRY(lines, json::parse(log->lines));
        SB_CO_TRY(read, json::fromJson<std::vector<api::LogLine>>(lines));
        list.attempts.push_back({log->attempt, std::move(read)});
    }
    co_return list;
}

Task<Result<api::RunDeletion>> remove(Services *services, CallContext context, api::RunDeleteParams params)
{
    if (params.ids.empty() == (params.before <= 0) || params.ids.size() > kMostIds) {
        co_return Error("rpc.params", "runs.delete takes either ids, at most 1000, or the time before which the runs ended.");
    }
    const auto workspace = context.caller->workspace;
    const auto who = principalOf(*context.caller);
    if (!params.ids.empty()) {
        // One that is named twice is meant once.
        std::set<std::string> seen;
        std::erase_if(params.ids, [&](const std::string &id) { return !seen.insert(id).second; });
        auto named = params.ids;
        auto done = co_await Keeper::deleteRuns(services->keeper.get(), workspace, std::move(params.ids), context.stop);
        for (const auto &id : named) {
            std::string outcome = done ? "ok" : done.error().code;
            if (done) {
                for (const auto &refusal : done->refused) {
                    if (refusal.run == id) {
                        outcome = json::text(refusal.error.get_object(), "code");
                    }
                }
            }
            services->trail.record(who, api::RunsDelete::name, id, outcome);
        }
        if (done && named.size() == 1 && !done->refused.empty()) {
            const auto &error = done->refused.front().error.get_object();
            co_return Error(std::string(json::text(error, "code")), std::string(json::text(error, "message")), named.front());
        }
        co_return std::move(done);
    }
    store::EndedFilter filter;
    filter.before = params.before;
    filter.sparesLetters = true;
    for (const auto state : params.states) {
        filter.states.push_back(*json::enumFromName<store::RunState>(json::enumName(state)));
    }
    auto done = co_await Keeper::deleteEnded(services->keeper.get(), workspace, std::move(filter), context.stop);
    services->trail.record(who, api::RunsDelete::name, "before " + toIsoString(params.before), done ? std::string_view("ok") : std::string_view(done.error().code));
    co_return std::move(done);
}

Task<Result<api::Retention>> getRetention(Services *services, CallContext context, api::Nothing)
{
    co_return co_await Keeper::retention(services->keeper.get(), context.caller->workspace);
}

Task<Result<api::Nothing>> setRetention(Services *services, CallContext context, api::Retention params)
{
    SB_CO_CHECK(co_await Keeper::setRetention(services->keeper.get(), context.caller->workspace, params));
    co_return api::Nothing();
}

} // namespace

void registerHistoryCalls(api::Registry &registry, Services *services)
{
    registry.on<api::RunsLogs>([services](auto c, auto p) { return logs(services, std::move(c), std::move(p)); });
    registry.on<api::RunsDelete>([services](auto c, auto p) { return remove(services, std::move(c), std::move(p)); });
    registry.on<api::RetentionGet>([services](auto c, auto p) { return getRetention(services, std::move(c), std::move(p)); });
    registry.on<api::RetentionSet>([services](auto c, auto p) { return setRetention(services, std::move(c), std::move(p)); });
}

} // namespace signalbox::backend
