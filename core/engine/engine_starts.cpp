// SPDX-License-Identifier: GPL-3.0-or-later
// What happens before a run begins: pauses, and what its flow says of several runs at once.
#include "base/describe.h"
#include "base/log.h"
#include "engine/engine_p.h"

namespace signalbox::engine {

store::RunBatch Engine::Private::batchOf(const LivePtr &live) const
{
    store::RunBatch batch;
    batch.run = live->run.key;
    batch.workspace = live->run.workspace;
    batch.fence = live->run.fence;
    batch.chain = live->chain;
    return batch;
}

Task<void> Engine::Private::publish(Private *self, std::string workspace, store::EventDraft event)
{
    const auto topic = event.topic;
    auto done = co_await self->services.bus.publish(std::move(workspace), std::move(event));
    if (!done) {
        log::warning("engine", "an event could not be written", {{"topic", topic}, {"error", done.error().describe()}});
    }
}

void Engine::Private::tell(const std::string &workspace, store::EventDraft event)
{
    scope.start([this, workspace, event](std::stop_token) { return publish(this, workspace, event); });
}

void Engine::Private::tellBreaker(const std::string &workspace, const BreakerView &breaker)
{
    const auto state = std::string(json::enumName(breaker.state));
    json::Object data{{"subject", breaker.subject}, {"state", state}};
    if (breaker.retryAt > 0) {
        data["retryAt"] = breaker.retryAt;
    }
    log::info("engine", "a circuit breaker changed", {{"subject", breaker.subject}, {"state", state}});
    tell(workspace, {"breaker." + state, breaker.subject, redacted(json::write(json::Value(std::move(data))))});
}

Task<void> Engine::Private::keepPause(Private *self, std::string workspace, std::string subject, UnixMillis until)
{
    auto kept = co_await self->services.ledger->setPause(workspace, subject, until);
    if (!kept) {
        log::warning("engine", "a pause could not be written", {{"subject", subject}, {"error", kept.error().describe()}});
    }
}

Result<void> Engine::Private::checkPause(const StartRequest &request, const flow::Limits &limits)
{
    StartPolicy policy = options.starts;
    if (limits.startsPerMinute > 0) {
        policy.perMinute = limits.startsPerMinute;
    } else if (request.cause == Cause::Person || policy.perMinute <= 0) {
        return {};
    }
    if (limits.pause > Millis(0)) {
        policy.pause = limits.pause;
    }
    const auto subject = "flow:" + request.flowId;
    const auto [answer, until] = starts.admit(request.workspace, subject, policy);
    if (answer == StartGuard::Answer::Allowed) {
        return {};
    }
    if (answer == StartGuard::Answer::PausedNow) {
        log::info("engine", "a flow was started too often and is paused", {{"flow", request.flowId}});
        if (services.ledger) {
            scope.start([this, workspace = request.workspace, subject, end = until](std::stop_token) { return keepPause(this, workspace, subject, end); });
        } else {
            tell(request.workspace, {"flow.paused", subject, json::write(json::Value(json::Object{{"subject", subject}, {"until", until}}))});
        }
    }
    return Error("flow.paused", "The flow \"" + request.flowId + "\" was started more than " + std::to_string(policy.perMinute)
                     + " times within a minute and is paused until " + toIsoString(until) + "; lift the pause if that is meant.", request.flowId)
        .withArg("perMinute", std::to_string(policy.perMinute))
        .withArg("until", toIsoString(until))
        .withArg("retryAfter", std::to_string(std::max<std::int64_t>(0, until - services.clock.now())))
        .retryable();
}

// What the flow says of a start while another run of it has not ended.
Result<void> Engine::Private::arrange(const LivePtr &live)
{
    auto &run = live->run;
    const auto overlap = run.plan->flow->limits.overlap;
    if (overlap == flow::Overlap::Parallel) {
        return {};
    }
    std::vector<LivePtr> others;
    for (const auto &[id, other] : runs) {
        if (other->run.workspace == run.workspace && other->run.flowId == run.flowId) {
            others.push_back(other);
        }
    }
    const auto stands = std::find_if(standing.begin(), standing.end(), [&](const auto &entry) { return entry.second == std::pair(run.workspace, run.flowId); });
    if (others.empty() && stands == standing.end()) {
        return {};
    }
    if (overlap == flow::Overlap::Skip) {
        const auto &running = others.empty() ? stands->first : others.front()->run.id;
        tell(run.workspace, {"flow.startSkipped", run.flowId, json::write(json::Value(json::Object{{"flow", run.flowId}, {"run", running}}))});
        return Error("run.overlap", "The flow \"" + run.flowId + "\" takes one run at a time, and " + running + " has not ended; start it afterwards, or change limits.overlap.", run.flowId)
            .withArg("run", running);
    }
    run.queued = true;
    run.state = store::RunState::Waiting;
    if (overlap == flow::Overlap::Replace) {
        for (const auto &other : others) {
            requestCancel(other);
        }
    }
    return {};
}

void Engine::Private::requeue(const LivePtr &live)
{
    auto &queue = queues[{live->run.workspace, live->run.flowId}];
    const auto key = live->run.key; // 0: it is new
    queue.insert(key == 0 ? queue.end() : std::find_if(queue.begin(), queue.end(), [key](const LivePtr &other) { return other->run.key > key; }), live);
}

void Engine::Private::letAllGo()
{
    const auto all = queues; // it changes meanwhile
    for (const auto &[key, waiting] : all) {
        letNextGo(key.first, key.second);
    }
}

// Called when a run of the flow has ended, or is no more here.
void Engine::Private::letNextGo(const std::string &workspace, const std::string &flow)
{
    const auto queue = queues.find({workspace, flow});
    if (queue == queues.end()) {
        return;
    }
    std::erase_if(queue->second, [](const LivePtr &live) { return live->lost || live->cancelling || store::isFinal(live->run.state); });
    if (queue->second.empty()) {
        queues.erase(queue);
        return;
    }
    const bool isBusy = std::any_of(runs.begin(), runs.end(), [&](const auto &entry) {
        const auto &run = entry.second->run;
        return !run.queued && run.workspace == workspace && run.flowId == flow;
    }) || std::any_of(standing.begin(), standing.end(), [&](const auto &entry) { return entry.second == std::pair(workspace, flow); });
    if (isBusy || !accepting) {
        return;
    }
    const auto next = queue->second.front();
    queue->second.pop_front();
    letGo(next);
}

void Engine::Private::letGo(const LivePtr &live)
{
    auto &run = live->run;
    run.queued = false;
    run.state = store::RunState::Running;
    live->standsInRow = false;
    run.startedAt = services.clock.now();
    run.startedSteady = services.clock.steadyNow();
    run.seed.now = run.startedAt;
    run.info = std::make_shared<const json::Value>(runInfo(run));
    watchTime(live);
    auto batch = batchOf(live);
    store::RunUpdate update;
    update.state = run.state;
    update.startedAt = run.startedAt;
    batch.update = update;
    announce(live, batch, "run.started");
    commit(live, std::move(batch), store::Durability::Soft, [] {});
    takeTurn(live);
}

void Engine::Private::requestCancel(const LivePtr &live)
{
    if (live->cancelling || store::isFinal(live->run.state)) {
        return;
    }
    live->cancelling = true;
    for (auto &[path, active] : live->active) {
        active.stop.request_stop();
    }
    if (!live->turnUnderWay) {
        finish(live, store::RunState::Cancelled, cancelledError(live->run.id), batchOf(live));
    }
}

std::vector<BreakerView> Engine::breakers(const std::string &workspace) const
{
    return d->breakers.list(workspace);
}

Result<void> Engine::resetBreaker(const std::string &workspace, const std::string &subject)
{
    return d->breakers.reset(workspace, subject);
}

std::vector<StartGuard::Pause> Engine::pauses(const std::string &workspace) const
{
    return d->starts.pauses(workspace);
}

Task<Result<void>> Engine::liftPause(std::string workspace, std::string subject)
{
    if (!d->starts.lift(workspace, subject)) {
        co_return Error("store.notFound", subject + " is not paused.", subject);
    }
    if (d->services.ledger) {
        co_return co_await d->services.ledger->setPause(workspace, subject, 0);
    }
    co_return Result<void>();
}

} // namespace signalbox::engine
