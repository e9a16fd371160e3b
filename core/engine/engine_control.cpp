// SPDX-License-Identifier: GPL-3.0-or-later
// A person at a run: pausing it, letting it go on, one step at a time, breakpoints.
#include "engine/engine_p.h"

namespace signalbox::engine {

namespace {

Error hasEnded(const std::string &id)
{
    return Error("run.ended", "The run \"" + id + "\" has ended already.", id);
}

Error notPaused(const std::string &id)
{
    return Error("run.notPaused", "The run \"" + id + "\" is not paused; pause it first, or set a breakpoint.", id);
}

} // namespace

std::string controlText(const Control &control)
{
    if (!control.isSet() && control.pausedMs == 0) {
        return {};
    }
    json::Array breakpoints;
    for (const auto &path : control.breakpoints) {
        breakpoints.emplace_back(path);
    }
    return json::write(json::Object{{"paused", control.paused}, {"pausedAt", control.pausedAt}, {"pausedMs", control.pausedMs}, {"breakpoints", std::move(breakpoints)}});
}

Control controlOf(const std::string &text)
{
    Control control;
    const auto value = text.empty() ? json::Value() : json::parse(text).value_or(json::Value());
    const auto number = [&](std::string_view name) {
        const auto *member = json::find(value, name);
        return member && member->is_int64() ? member->get_int64() : std::int64_t(0);
    };
    const auto *paused = json::find(value, "paused");
    control.paused = paused && paused->is_bool() && paused->get_bool();
    control.pausedAt = number("pausedAt");
    control.pausedMs = number("pausedMs");
    if (const auto *breakpoints = json::find(value, "breakpoints"); breakpoints && breakpoints->is_array()) {
        for (const auto &path : breakpoints->get_array()) {
            if (path.is_string()) {
                control.breakpoints.emplace(std::string_view(path.get_string()));
            }
        }
    }
    return control;
}

// What a paused run would do next, and what of it waits to be tried again.
std::vector<std::string> nextOf(const LiveRun &live)
{
    std::vector<std::string> next;
    for (const auto &[frame, node] : live.run.gated) {
        if (!frame->dead) {
            next.push_back(pathOf(*frame, node));
        }
    }
    for (const auto &[path, active] : live.active) {
        if (active.rested) {
            next.push_back(path);
        }
    }
    return next;
}

// Between turns: what was asked of the run while a turn had it.
bool Engine::Private::takeAsked(const LivePtr &live) const
{
    auto asked = std::exchange(live->asked, {});
    for (auto &change : asked) {
        change(live->run.control);
    }
    return !asked.empty();
}

// Changes what a person controls of a run, as soon as no turn has it, and writes it.
Task<Result<void>> Engine::Private::change(Private *self, LivePtr live, std::function<void(Control &)> how, std::string topic)
{
    const auto id = live->run.id;
    const Attending attending(live);
    live->asked.push_back(std::move(how));
    while (live->turnUnderWay && !live->asked.empty()) {
        co_await turnOf(live);
    }
    if (!live->asked.empty() && !live->lost && !store::isFinal(live->run.state)) {
        (void)self->takeAsked(live);
    }
    if (live->lost) {
        co_return awayError(id);
    }
    if (live->cancelling || store::isFinal(live->run.state)) {
        co_return hasEnded(id);
    }
    OneShot<Result<void>> written;
    // While a turn has the run, its own control is the turn's; what follow() has taken is written again.
    self->writeControl(live, live->turnUnderWay ? live->control : live->run.control, std::move(topic), written);
    co_return co_await written.wait();
}

void Engine::Private::writeControl(const LivePtr &live, const Control &control, std::string topic, OneShot<Result<void>> written)
{
    live->control = control;
    const bool goesOn = (!control.paused || topic == "run.stepped") && (live->standsInRow || live->run.state == store::RunState::Waiting) && !live->turnUnderWay
        && !live->run.queued; // one that waits for others has not begun, whatever is set for it
    if (goesOn) {
        live->run.state = store::RunState::Running; // stands again as soon as it has nothing to do
        live->standsInRow = false;
    }
    if (live->run.mode == RunMode::Memory) {
        auto unwritten = batchOf(live);
        announce(live, unwritten, std::move(topic));
        written.set(Result<void>());
        checkStanding(live);
        return;
    }
    auto batch = batchOf(live);
    store::RunUpdate update;
    update.control = controlText(control);
    if (goesOn) {
        update.state = live->run.state;
    }
    batch.update = std::move(update);
    announce(live, batch, std::move(topic));
    ++commitsUnderWay;
    gather({std::move(batch), store::Durability::Hard, [this, live, written](Result<void> result) {
        --commitsUnderWay;
        if (!result && !live->lost) {
            standStill(live, result.error());
        }
        written.set(std::move(result));
        checkStanding(live);
    }});
}

Task<Result<RunView>> Engine::pause(std::string workspace, std::string id)
{
    SB_CO_TRY(live, co_await Private::held(d.get(), workspace, id));
    std::function<void(Control &)> change = [now = d->services.clock.now()](Control &control) {
        if (!control.paused) {
            control.paused = true;
            control.pausedAt = now;
        }
    };
    SB_CO_CHECK(co_await Private::change(d.get(), live, std::move(change), "run.paused"));
    co_return co_await get(workspace, id);
}

Task<Result<RunView>> Engine::setBreakpoints(std::string workspace, std::string id, std::vector<std::string> paths)
{
    constexpr std::size_t kMost = 1000;
    if (paths.size() > kMost) {
        co_return Error("run.breakpoints", "A run takes at most 1000 breakpoints.", id);
    }
    SB_CO_TRY(live, co_await Private::held(d.get(), workspace, id));
    std::set<std::string> points(paths.begin(), paths.end());
    std::function<void(Control &)> change = [points](Control &control) { control.breakpoints = points; };
    SB_CO_CHECK(co_await Private::change(d.get(), live, std::move(change), "run.breakpoints"));
    co_return co_await get(workspace, id);
}

// A paused run's turns are short; then it belongs to this thread.
Task<Result<LivePtr>> Engine::Private::pausedRun(Private *self, std::string workspace, std::string id)
{
    SB_CO_TRY(live, co_await heldAtRest(self, workspace, id));
    if (live->cancelling || store::isFinal(live->run.state)) {
        co_return hasEnded(id);
    }
    (void)self->takeAsked(live);
    if (!live->run.control.paused) {
        co_return notPaused(id);
    }
    co_return live;
}

void Engine::Private::release(const LivePtr &live, const std::shared_ptr<EffectStart> &start)
{
    const auto known = live->active.find(start->path);
    if (known != live->active.end()) {
        known->second.rested = nullptr;
        start->released = true;
        retryLater(live, start, Millis(0));
    }
}

Task<Result<RunView>> Engine::resume(std::string workspace, std::string id)
{
    SB_CO_TRY(live, co_await Private::pausedRun(d.get(), workspace, id));
    auto &run = live->run;
    run.control.paused = false;
    const auto since = std::max(std::exchange(run.control.pausedAt, 0), run.startedAt);
    if (!run.queued) { // else its time has not begun
        run.control.pausedMs += std::max<std::int64_t>(0, d->services.clock.now() - since);
    }
    for (auto &[frame, node] : std::exchange(run.gated, {})) {
        if (auto path = pathOf(*frame, node); breaksAt(run, path)) {
            run.passed.insert(std::move(path)); // the breakpoint where it stood has done its part
        }
        run.ready.emplace_back(frame, node);
    }
    OneShot<Result<void>> written;
    d->writeControl(live, run.control, "run.resumed", written);
    d->watchTime(live);
    std::vector<std::shared_ptr<EffectStart>> rested;
    for (const auto &[path, active] : live->active) {
        if (active.rested) {
            rested.push_back(active.rested);
        }
    }
    for (const auto &start : rested) {
        d->release(live, start);
    }
    d->takeTurn(live);
    SB_CO_CHECK(co_await written.wait());
    co_return co_await get(workspace, id);
}

Task<Result<RunView>> Engine::step(std::string workspace, std::string id, std::string path)
{
    SB_CO_TRY(live, co_await Private::pausedRun(d.get(), workspace, id));
    auto &run = live->run;
    const auto gated = std::find_if(run.gated.begin(), run.gated.end(), [&](const auto &entry) { return !entry.first->dead && (path.empty() || pathOf(*entry.first, entry.second) == path); });
    std::shared_ptr<EffectStart> rested;
    for (const auto &[known, active] : live->active) {
        if (active.rested && !rested && (path.empty() || known == path)) {
            rested = active.rested;
        }
    }
    if (gated == run.gated.end() && !rested) {
        co_return Error("run.noStep", path.empty() ? std::string("The run has nothing to do next; it waits for what is under way, or for a decision.")
                                                   : "The step \"" + path + "\" is not one that the run would do next.", path.empty() ? id : path);
    }
    OneShot<Result<void>> written;
    if (gated != run.gated.end()) {
        run.passed.insert(pathOf(*gated->first, gated->second));
        run.ready.push_back(std::move(*gated));
        run.gated.erase(gated);
        d->writeControl(live, run.control, "run.stepped", written);
        d->takeTurn(live);
    } else {
        d->writeControl(live, run.control, "run.stepped", written);
        d->release(live, rested);
    }
    SB_CO_CHECK(co_await written.wait());
    co_return co_await get(workspace, id);
}

} // namespace signalbox::engine
