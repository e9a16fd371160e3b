// SPDX-License-Identifier: GPL-3.0-or-later
// Questions about runs, and what people decide of them.
#include "base/describe.h"
#include "base/log.h"
#include "engine/engine_p.h"

namespace signalbox::engine {

namespace {

Error notFound(const std::string &id)
{
    return Error("store.notFound", "There is no run \"" + id + "\" in this workspace.", id);
}

json::Value valueOrReference(const std::string &text, const store::PayloadStore &payloads)
{
    if (auto value = rowValue(text, payloads)) {
        return std::move(*value);
    }
    return json::parse(text).value_or(json::Value(nullptr));
}

RunView viewOfRow(const store::RunRow &row, const store::PayloadStore &payloads)
{
    RunView view;
    view.id = row.id;
    view.flow = row.flow;
    view.version = row.version;
    view.state = row.state;
    view.result = valueOrReference(row.result, payloads);
    view.error = valueOrReference(row.error, payloads);
    view.startedAt = row.startedAt;
    view.finishedAt = row.finishedAt;
    view.durationUs = row.durationUs;
    view.steps = row.steps;
    view.models = modelUseOf(row.models);
    if (const auto control = controlOf(row.control); control.isSet()) {
        view.paused = control.paused && !store::isFinal(row.state);
        view.breakpoints.assign(control.breakpoints.begin(), control.breakpoints.end());
    }
    view.queued = row.state == store::RunState::Waiting && row.steps == 0 && !view.paused;
    if (const auto options = row.options.empty() ? json::Value() : json::parse(row.options).value_or(json::Value()); options.is_object()) {
        view.from = json::text(options.get_object(), "from");
    }
    return view;
}

std::string nodeOf(const std::string &path)
{
    const auto slash = path.rfind('/');
    return slash == std::string::npos ? path : path.substr(slash + 1);
}

} // namespace

RunView Engine::Private::viewOf(const LiveRun &live) const
{
    const auto &run = live.run;
    RunView view;
    view.from = run.from;
    view.breakpoints.assign(live.control.breakpoints.begin(), live.control.breakpoints.end());
    if (live.control.paused && !store::isFinal(run.state)) {
        view.paused = true;
        view.next = live.turnUnderWay ? std::vector<std::string>() : nextOf(live);
    }
    view.id = run.id;
    view.flow = run.flowId;
    view.version = run.version;
    view.state = run.state;
    if (!live.turnUnderWay) { // else they are the evaluator's
        view.result = run.result;
        for (const auto &[path, place] : run.doubts) {
            view.inDoubt.push_back(path);
        }
    }
    view.error = run.error ? errorJson(*run.error) : json::Value(nullptr);
    view.startedAt = run.startedAt;
    view.finishedAt = run.finishedAt;
    view.durationUs = run.durationUs;
    view.steps = live.turnUnderWay ? live.shownSteps : run.nextSeq - 1;
    view.queued = run.queued;
    view.models = run.models;
    for (const auto &[path, asked] : run.asked) {
        view.approvals.push_back(asked.question->id);
    }
    for (const auto &[path, active] : live.active) {
        if (active.locked) {
            view.locked.push_back(path);
        }
    }
    return view;
}

Task<Result<RunView>> Engine::wait(std::string workspace, std::string id, std::stop_token stop)
{
    LivePtr live;
    const auto found = d->runs.find(id);
    if (found == d->runs.end() || found->second->run.workspace != workspace) {
        SB_CO_TRY(view, co_await get(workspace, id));
        if (store::isFinal(view.state) || !d->accepting) {
            co_return view;
        }
        auto taken = co_await Private::held(d.get(), workspace, id);
        if (!taken && taken.error().is("run.ended")) {
            co_return co_await get(workspace, id);
        }
        if (!taken) {
            co_return std::move(taken).error();
        }
        live = *taken;
    } else {
        live = found->second;
    }
    if (live->run.state == store::RunState::Waiting && !live->run.queued) {
        co_return d->viewOf(*live);
    }
    OneShot<Result<RunView>> shot;
    live->waiters.push_back(shot);
    co_return co_await waitFor(shot, stop);
}

Task<Result<RunView>> Engine::get(std::string workspace, std::string id)
{
    if (const auto ended = d->endedMemory.find(id); ended != d->endedMemory.end() && ended->second->run.workspace == workspace) {
        co_return d->viewOf(*ended->second);
    }
    const auto found = d->runs.find(id);
    if (found != d->runs.end() && found->second->run.workspace == workspace && (found->second->run.mode == RunMode::Memory || (!found->second->turnUnderWay && !store::isFinal(found->second->run.state)))) {
        co_return d->viewOf(*found->second);
    }
    auto row = co_await d->services.journal.getRun(workspace, id);
    if (!row) {
        co_return row.error().is("store.notFound") ? notFound(id) : std::move(row).error();
    }
    co_return viewOfRow(*row, d->services.payloads);
}

Task<Result<std::vector<RunView>>> Engine::list(std::string workspace, store::RunFilter filter)
{
    SB_CO_TRY(rows, co_await d->services.journal.listRuns(workspace, filter));
    std::vector<RunView> views;
    views.reserve(rows.size());
    for (const auto &row : rows) {
        views.push_back(viewOfRow(row, d->services.payloads));
        // What is in doubt stands in no row of a run, and a run with any of it is in memory.
        if (const auto live = d->runs.find(row.id); live != d->runs.end() && !live->second->turnUnderWay && !store::isFinal(row.state)) {
            for (const auto &[path, place] : live->second->run.doubts) {
                views.back().inDoubt.push_back(path);
            }
            views.back().locked = d->viewOf(*live->second).locked;
        }
    }
    co_return views;
}

Task<Result<std::vector<StepView>>> Engine::steps(std::string workspace, std::string id, std::uint32_t after, int limit)
{
    std::vector<StepView> views;
    if (const auto ended = d->endedMemory.find(id); ended != d->endedMemory.end() && ended->second->run.workspace == workspace) {
        for (const auto &step : ended->second->run.memorySteps) {
            if (step.seq <= after || static_cast<int>(views.size()) >= limit) {
                continue;
            }
            const auto &state = step.frame->nodes[step.node];
            StepView view;
            view.seq = step.seq;
            view.path = pathOf(*step.frame, step.node);
            view.node = step.frame->plan->nodes[step.node].node->id;
            view.type = step.frame->plan->nodes[step.node].node->type;
            view.state = step.state == store::StepState::Started && state.status == Status::Done ? store::StepState::Succeeded : step.state;
            view.attempt = state.attempt;
            view.output = state.output ? *state.output : json::Value(nullptr);
            view.startedAt = state.startedAt;
            views.push_back(std::move(view));
        }
        co_return views;
    }
    SB_CO_TRY(run, co_await d->services.journal.getRun(workspace, id));
    SB_CO_TRY(rows, co_await d->services.journal.listSteps(run.key, after, limit));
    for (const auto &row : rows) {
        StepView view;
        view.seq = row.seq;
        view.path = row.path;
        view.node = nodeOf(row.path);
        view.state = row.state;
        view.attempt = row.attempt;
        view.output = row.output.empty() ? json::Value(nullptr) : json::parse(row.output).value_or(json::Value(nullptr));
        view.error = row.error.empty() ? json::Value(nullptr) : json::parse(row.error).value_or(json::Value(nullptr));
        view.startedAt = row.startedAt;
        view.durationUs = row.durationUs;
        view.earlier = row.startedAt < run.startedAt;
        if (const auto detail = json::parse(row.detail); detail && detail->is_object()) {
            view.idempotencyKey = json::text(detail->get_object(), "key");
            view.pinned = detail->get_object().contains("pinned");
        }
        views.push_back(std::move(view));
    }
    co_return views;
}

Task<Result<void>> Engine::cancel(std::string workspace, std::string id)
{
    SB_CO_TRY(live, co_await Private::held(d.get(), workspace, id));
    d->requestCancel(live);
    OneShot<Result<RunView>> shot;
    live->waiters.push_back(shot);
    auto ended = co_await shot.wait();
    if (!ended) {
        co_return std::move(ended).error();
    }
    co_return Result<void>();
}

Task<Result<void>> Engine::decide(std::string workspace, std::string id, std::string path, Verdict verdict, json::Value output,
                                  std::optional<json::Value> input, std::string by)
{
    const Error nothing("run.notInDoubt", "The step \"" + path + "\" is not in doubt; there is nothing to decide.", path);
    auto held = co_await Private::heldAtRest(d.get(), workspace, id);
    if (!held) {
        co_return held.error().is("run.ended") ? nothing : std::move(held).error();
    }
    const auto live = *held;
    const auto doubt = live->run.doubts.find(path);
    if (doubt == live->run.doubts.end() || live->cancelling || store::isFinal(live->run.state)) {
        co_return nothing;
    }
    // First what can fail: the step stays in doubt then.
    std::string edited;
    if (verdict == Verdict::Retry && input) {
        SB_CO_TRY(text, rowText(*input, d->services.payloads, d->services.redact));
        edited = std::move(text);
    }
    const auto [frame, node] = doubt->second;
    live->run.doubts.erase(doubt);
    auto &state = frame->nodes[node];
    state.status = Status::Busy;
    d->resume(live);
    Arrival arrival;
    arrival.frame = frame;
    arrival.node = node;
    switch (verdict) {
    case Verdict::Happened: arrival.output = std::make_shared<const json::Value>(std::move(output)); break;
    case Verdict::Skip: arrival.kind = Arrival::Kind::Skip; break;
    case Verdict::Fail:
        arrival.kind = Arrival::Kind::Failure;
        arrival.error = Error("step.decidedFailed", "A person decided that the interrupted step \"" + path + "\" failed.", path);
        break;
    case Verdict::Retry: {
        // A new generation has a new key: it is another effect than the one in doubt.
        store::StepRow row;
        row.seq = state.seq;
        row.path = path;
        row.state = store::StepState::Waiting;
        row.attempt = 1;
        row.startedAt = d->services.clock.now();
        row.detail = effectDetail(state.generation + 1, {}, {}, 1, edited);
        live->run.replay[path] = std::move(row);
        state.status = Status::Pending;
        --live->run.steps;
        live->run.ready.emplace_back(frame, node);
        break;
    }
    }
    if (verdict != Verdict::Retry) {
        live->inbox.push_back(std::move(arrival));
    }
    const auto letterState = verdict == Verdict::Retry ? store::DeadLetterState::Replayed : store::DeadLetterState::Discarded;
    live->decidedLetters.push_back({path, {letterState, by, verdict == Verdict::Retry ? id : std::string(), std::string(json::enumName(verdict))}});
    // A decision is on the disk before it is answered.
    OneShot<Result<void>> decided;
    live->decisions.push_back(decided);
    d->takeTurn(live);
    co_return co_await decided.wait();
}

Task<void> Engine::shutdown()
{
    d->accepting = false;
    d->services.clock.cancelTimer(std::exchange(d->wakeTimer, 0));
    for (auto &[id, live] : d->runs) {
        for (auto &waiter : std::exchange(live->waiters, {})) {
            waiter.set(Error("engine.stopping", "The backend is shutting down; the run goes on when it starts again.").retryable());
        }
    }
    d->flush();
    const auto busy = [this] {
        return d->commitsUnderWay > 0
            || std::any_of(d->runs.begin(), d->runs.end(), [](const auto &entry) { return entry.second->turnUnderWay; });
    };
    while (busy()) {
        co_await d->services.clock.sleep(Millis(1), {});
    }
    for (auto &[id, live] : d->runs) {
        live->lost = true;
        d->stopEverything(live);
    }
    d->runs.clear();
    d->queues.clear();
    d->scope.cancel();
    if (!d->carriedOut.empty() || d->secretsAsked > 0) {
        // What does not heed its end is named and left: its row says that it was begun.
        constexpr Millis kPatience{10'000};
        OneShot<bool> over;
        d->lastEffect = over;
        const auto timer = d->services.clock.startTimer(kPatience, [over] { over.set(false); });
        const bool isDone = co_await over.wait();
        d->services.clock.cancelTimer(timer);
        d->lastEffect.reset();
        if (!isDone) {
            if (d->secretsAsked > 0) {
                log::warning("engine", "secrets that were asked for do not come though the backend ends, and are left", {{"count", d->secretsAsked}});
            }
            for (const auto &[start, live] : d->carriedOut) {
                log::error("engine", "a step does not end though it was told to, and is left as it is",
                           {{"run", live->run.id}, {"path", start->path}, {"type", start->frame->plan->nodes[start->node].node->type}});
            }
            co_return;
        }
    }
    co_await d->scope.close();
}

} // namespace signalbox::engine
