// SPDX-License-Identifier: GPL-3.0-or-later
// Runs that only wait, for long: they leave memory, and one timer stands for all of them.
#include "base/log.h"
#include "engine/engine_p.h"

namespace signalbox::engine {

namespace {

constexpr UnixMillis kNever = 253'402'300'799'000; ///< the end of the year 9999

}

// Writes with the turn when the run has to be taken up next, where its row says otherwise.
void Engine::Private::noteWake(const LivePtr &live, const Turn &turn, store::RunBatch &batch) const
{
    const auto &run = live->run;
    // Where runs of a flow look at one another they stay.
    if (run.mode == RunMode::Memory || run.plan->flow->limits.overlap != flow::Overlap::Parallel) {
        return;
    }
    UnixMillis wakeAt = 0;
    const bool onlyWaits = !(live->waits.empty() && run.asked.empty()) && live->active.empty() && live->inbox.empty() && run.ready.empty() && run.doubts.empty() && !turn.more && !live->control.paused;
    if (onlyWaits) {
        wakeAt = kNever;
        for (const auto &[path, waiting] : live->waits) {
            wakeAt = std::min(wakeAt, waiting.wakeAt);
        }
        for (const auto &[path, asked] : run.asked) {
            wakeAt = asked.question->expiresAt > 0 ? std::min(wakeAt, asked.question->expiresAt) : wakeAt;
        }
        if (const auto limit = run.plan->flow->limits.timeout; limit > Millis(0)) {
            wakeAt = std::min<UnixMillis>(wakeAt, run.startedAt + limit.count());
        }
    }
    // A time that has passed says the same as none.
    if (wakeAt == live->wakeAt || (wakeAt == 0 && live->wakeAt <= services.clock.now())) {
        return;
    }
    live->wakeAt = wakeAt;
    if (!batch.update) {
        batch.update.emplace();
    }
    batch.update->wakeAt = wakeAt;
}

void Engine::Private::park(const LivePtr &live)
{
    const auto &run = live->run;
    if (live->wakeAt < services.clock.now() + options.parkAfter.count() || live->lost || live->turnUnderWay || live->startsUnderWay > 0 || live->visitors > 0 || live->cancelling
        || !live->inbox.empty() || !live->active.empty() || !live->waiters.empty() || !live->decisions.empty() || !live->afterTurn.empty() || (live->waits.empty() && run.asked.empty())
        || !run.doubts.empty() || live->control.paused || store::isFinal(run.state)) {
        return;
    }
    live->lost = true; // for whatever still holds it
    stopEverything(live);
    watchWakes(live->wakeAt);
    runs.erase(run.id);
}

void Engine::Private::watchWakes(UnixMillis at)
{
    if (at <= 0 || !accepting || (wakeTimer != 0 && wakeTimerAt <= at)) {
        return;
    }
    services.clock.cancelTimer(wakeTimer);
    wakeTimerAt = at;
    wakeTimer = services.clock.startTimer(Millis(std::max<std::int64_t>(0, at - services.clock.now())), [this] {
        wakeTimer = 0;
        scope.start([this](std::stop_token stop) { return wakeDue(this, stop); });
    });
}

Task<void> Engine::Private::wakeDue(Private *self, std::stop_token stop)
{
    constexpr UnixMillis kAgain = 10'000;
    const auto now = self->services.clock.now();
    auto taken = co_await takeUpDue(self, now);
    if (stop.stop_requested()) {
        co_return;
    }
    auto left = co_await self->services.journal.unfinished(now);
    if (stop.stop_requested()) {
        co_return;
    }
    if (!taken || !left) {
        log::warning("engine", "runs whose time has come could not be taken up; it is tried again", {{"error", (taken ? left.error() : taken.error()).describe()}});
        self->watchWakes(now + kAgain);
        co_return;
    }
    self->watchWakes(left->nextWake);
    auto forgotten = co_await forgetEnded(self);
    if (stop.stop_requested()) {
        co_return;
    }
    if (!forgotten) {
        self->watchWakes(now + kAgain);
    }
    self->letAllGo();
}

// What stood still and has ended elsewhere holds nobody up any more.
Task<Result<void>> Engine::Private::forgetEnded(Private *self)
{
    const auto standing = self->standing; // it changes meanwhile
    for (const auto &[id, where] : standing) {
        auto row = co_await self->services.journal.getRun(where.first, id);
        if (!row && !row.error().is("store.notFound")) {
            co_return std::move(row).error();
        }
        if (!row || store::isFinal(row->state)) {
            self->standing.erase(id);
        }
    }
    co_return Result<void>();
}

// The run is no more here; whoever waits for it hears why.
void Engine::Private::dismiss(const LivePtr &live, const Error &error)
{
    live->lost = true;
    stopEverything(live);
    if (const auto own = runs.find(live->run.id); own != runs.end() && own->second == live) {
        runs.erase(own);
    }
    for (auto &waiter : std::exchange(live->waiters, {})) {
        waiter.set(error);
    }
    for (auto &decision : std::exchange(live->decisions, {})) {
        decision.set(error);
    }
}

// What is not written has not happened: the run stands still here and goes on from its rows, soon where the
// disk may have room again, else at the next start.
void Engine::Private::standStill(const LivePtr &live, const Error &error)
{
    constexpr UnixMillis kAgain = 5'000;
    log::error("engine", "a run cannot be journalled and stands still", {{"run", live->run.id}, {"error", error.describe()}});
    const auto &run = live->run;
    if (error.isRetryable()) {
        // It has begun, and keeps its place among the runs of its flow.
        if (run.plan && !run.queued && run.plan->flow->limits.overlap != flow::Overlap::Parallel) {
            standing[run.id] = {run.workspace, run.flowId};
        }
        watchWakes(services.clock.now() + kAgain);
    }
    dismiss(live, error);
}

Error Engine::Private::awayError(const std::string &id)
{
    return Error("run.elsewhere", "The run \"" + id + "\" could not be taken up here; try again in a moment.", id).retryable();
}

LivePtr Engine::Private::inMemory(const std::string &workspace, const std::string &id) const
{
    const auto known = runs.find(id);
    return known != runs.end() && known->second->run.workspace == workspace ? known->second : nullptr;
}

Task<Result<LivePtr>> Engine::Private::held(Private *self, std::string workspace, std::string id)
{
    if (auto live = self->inMemory(workspace, id)) {
        co_return live;
    }
    if (!self->accepting) {
        co_return Error("engine.stopping", "The backend is shutting down; the run goes on when it starts again.").retryable();
    }
    const Error missing("store.notFound", "There is no run \"" + id + "\" in this workspace.", id);
    auto row = co_await self->services.journal.getRun(workspace, id);
    if (!row) {
        co_return row.error().is("store.notFound") ? missing : std::move(row).error();
    }
    if (store::isFinal(row->state)) {
        co_return Error("run.ended", "The run \"" + id + "\" has ended already.", id);
    }
    const auto underWay = self->loading.find(id);
    if (underWay != self->loading.end()) {
        OneShot<bool> done;
        underWay->second.push_back(done);
        (void)co_await done.wait();
    } else if (!self->inMemory(workspace, id)) {
        std::vector<store::RunRow> rows;
        rows.push_back(std::move(*row));
        SB_CO_CHECK(co_await takeUp(self, std::move(rows)));
    }
    if (auto live = self->inMemory(workspace, id)) {
        co_return live;
    }
    co_return awayError(id);
}

Task<Result<LivePtr>> Engine::Private::heldAtRest(Private *self, std::string workspace, std::string id)
{
    SB_CO_TRY(live, co_await held(self, std::move(workspace), id));
    const Attending attending(live);
    while (live->turnUnderWay) {
        co_await turnOf(live);
    }
    if (live->lost) {
        co_return awayError(id);
    }
    co_return live;
}

Task<void> Engine::Private::turnOf(LivePtr live)
{
    OneShot<bool> over;
    live->atRest.push_back(over);
    (void)co_await over.wait();
}

} // namespace signalbox::engine
