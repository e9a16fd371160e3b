// SPDX-License-Identifier: GPL-3.0-or-later
// Effects, retries and timers.
#include "base/log.h"
#include "engine/engine_p.h"
#include "engine/paged_values.h"

#include <charconv>

namespace signalbox::engine {

void Engine::Private::startEffect(const LivePtr &live, EffectStart start)
{
    if (live->lost || !live->active.contains(start.path)) {
        return; // cancelled, failed or given up while its row was written
    }
    if (start.rests) {
        start.rests = false;
        auto rested = std::make_shared<EffectStart>(std::move(start));
        if (live->control.paused) {
            live->active[rested->path].rested = std::move(rested);
        } else {
            release(live, rested);
        }
        return;
    }
    const auto now = services.clock.now();
    if (start.notBefore > now) {
        const auto delay = Millis(start.notBefore - now);
        retryLater(live, std::make_shared<EffectStart>(std::move(start)), delay);
        return;
    }
    enqueue(live, std::move(start));
}

void Engine::Private::enqueue(const LivePtr &live, EffectStart start)
{
    const int limit = live->run.plan->flow->limits.parallel;
    if (limit > 0 && live->places >= limit) {
        live->held.push_back(std::move(start));
        return;
    }
    ++live->places;
    queuedEffects.emplace_back(live, std::move(start));
    pumpEffects();
}

void Engine::Private::givePlaceBack(const LivePtr &live)
{
    --live->places;
    if (!live->held.empty()) {
        ++live->places;
        queuedEffects.emplace_back(live, std::move(live->held.front()));
        live->held.pop_front();
    }
}

void Engine::Private::pumpEffects()
{
    while (carriedOut.size() < static_cast<std::size_t>(options.maxRunningEffects) && !queuedEffects.empty()) {
        auto [live, start] = std::move(queuedEffects.front());
        queuedEffects.pop_front();
        if (live->lost || !live->active.contains(start.path)) {
            givePlaceBack(live);
            continue;
        }
        auto shared = std::make_shared<EffectStart>(std::move(start));
        carriedOut.emplace(shared, live);
        scope.start([this, live = live, shared](std::stop_token stop) { return carryOut(this, live, shared, stop); });
    }
}

// Puts the secrets into their places. The value with them is never journalled.
Task<Result<void>> Engine::Private::fillSecrets(Private *self, std::string workspace, std::shared_ptr<EffectStart> start, json::Object *config, std::stop_token stop)
{
    json::Value holder(*config);
    for (const auto &slot : start->secrets) {
        std::string text;
        for (const auto &part : slot.parts) {
            if (!part.isSecret) {
                text += part.text;
                continue;
            }
            if (!self->services.secrets) {
                co_return Error("secret.missing", "The secret \"" + part.text + "\" is not there.", part.text);
            }
            // What keeps it may take its time; whoever stops the step does not wait for that.
            OneShot<Result<std::string>> answer;
            self->scope.start([self, workspace, name = part.text, answer](std::stop_token) { return askSecret(self, workspace, name, answer); });
            auto value = co_await waitFor(answer, stop);
            if (!value) {
                co_return std::move(value).error();
            }
            text += *value;
        }
        boost::system::error_code failed;
        if (auto *place = holder.find_pointer(slot.pointer, failed)) {
            *place = text;
        }
    }
    *config = std::move(holder.get_object());
    co_return Result<void>();
}

Task<void> Engine::Private::askSecret(Private *self, std::string workspace, std::string name, OneShot<Result<std::string>> answer)
{
    ++self->secretsAsked;
    auto value = co_await self->services.secrets(std::move(workspace), std::move(name));
    --self->secretsAsked;
    answer.set(std::move(value));
    self->tellWhoWaitsForTheLast();
}

void Engine::Private::tellWhoWaitsForTheLast()
{
    if (lastEffect && carriedOut.empty() && secretsAsked == 0) {
        lastEffect->set(true);
    }
}

// Who may refuse the call: its node, and what it reaches.
Result<Breakers::Permits> Engine::Private::permitsFor(const LivePtr &live, const EffectStart &start)
{
    const auto &node = start.frame->plan->nodes[start.node];
    CircuitPolicy own = options.nodeCircuit;
    if (const auto &policy = node.node->breaker) {
        own = {static_cast<unsigned>(policy->failures), policy->openFor, static_cast<unsigned>(policy->probes)};
    }
    std::vector<Breakers::Subject> subjects;
    const auto &flow = *start.frame->plan->flow;
    subjects.push_back({"node:" + (flow.id.empty() || !start.frame->parent ? live->run.flowId : flow.id) + "/" + node.node->id, own});
    if (auto target = node.effect ? node.effect->targetOf(start.config) : std::string(); !target.empty()) {
        subjects.push_back({"target:" + target, options.targetCircuit});
    }
    return breakers.acquire(live->run.workspace, subjects);
}

std::vector<store::BudgetScope> Engine::Private::budgetsOf(const Run &run) const
{
    std::vector<store::BudgetScope> scopes;
    const auto tokens = run.plan->flow->limits.tokens;
    scopes.push_back({"run:" + run.id, tokens > 0 ? std::optional(tokens) : std::nullopt});
    scopes.push_back({"flow:" + run.flowId, std::nullopt});
    scopes.push_back({"workspace", std::nullopt});
    for (const auto &given : run.budgets) {
        scopes.push_back({given, std::nullopt});
    }
    return scopes;
}

Backoff Engine::Private::backoffOf(const flow::RetryPolicy &policy) const
{
    BackoffPolicy backoff;
    backoff.base = policy.initial;
    backoff.factor = policy.factor;
    backoff.max = policy.max;
    backoff.maxRetryAfter = std::chrono::hours(24);
    return Backoff(backoff, services.random ? services.random : systemRandom());
}

namespace {

// What the other side, or a breaker, asks to be waited for.
std::optional<Millis> waitAskedFor(const Error &error)
{
    for (const auto &[name, value] : error.args) {
        std::int64_t millis = 0;
        if ((name == "retryAfterMs" || name == "retryAfter") && std::from_chars(value.data(), value.data() + value.size(), millis).ec == std::errc()) {
            return Millis(millis);
        }
    }
    return std::nullopt;
}

} // namespace

Task<void> Engine::Private::carryOut(Private *self, LivePtr live, std::shared_ptr<EffectStart> start, std::stop_token scopeStop)
{
    const auto &node = start->frame->plan->nodes[start->node];
    EffectCall call;
    call.workspace = live->run.workspace;
    call.run = live->run.id;
    call.path = start->path;
    call.idempotencyKey = start->key;
    call.attempt = start->frame->nodes[start->node].attempt;
    call.config = start->config;
    call.input = start->input;
    call.scope = start->scope;
    call.runStartedAt = live->run.startedAt;
    call.timeout = node.node->timeout.value_or(Millis(0));
    call.dataFolder = live->run.dataFolder;
    call.pages = std::make_shared<PagedValues>(self->services.payloads, live->run.id, self->services.redact, live->run.kept);
    call.budgets = self->budgetsOf(live->run);
    call.models = live->run.models;
    call.log = std::make_shared<AttemptLog>(self->services.redact);
    call.progress = [self, run = live->run.id, workspace = call.workspace, path = call.path, attempt = call.attempt](json::Object members) {
        members.insert_or_assign("run", run);
        members.insert_or_assign("path", path);
        members.insert_or_assign("attempt", attempt);
        bus::Event event;
        event.workspace = workspace;
        event.topic = "step.progress";
        event.source = run;
        event.data = self->redacted(json::write(json::Value(std::move(members))));
        event.coalesceKey = "step.progress/" + run + "/" + path;
        event.time = self->services.clock.now();
        self->services.bus.publishTransient(std::move(event));
    };
    const auto executor = node.effect;
    const auto log = call.log;
    const auto seq = start->frame->nodes[start->node].seq;
    const int attempt = call.attempt;

    // One source of stopping for the call, whatever wants it: the engine's end, the run's, a frame
    // that was given up, the node's timeout.
    auto &active = live->active[start->path];
    auto callStop = active.stop;
    std::stop_callback onScope(scopeStop, [callStop]() mutable { callStop.request_stop(); });
    bool late = false;
    Clock::TimerId timer = 0;
    if (node.node->timeout) {
        timer = self->services.clock.startTimer(*node.node->timeout, [&late, callStop]() mutable {
            late = true;
            callStop.request_stop();
        });
    }
    Result<json::Value> result = Error("effect.unknownType", "Nothing carries out \"" + node.node->type + "\".");
    Result<void> filled;
    start->unlocks = self->unlocks;
    auto permits = self->permitsFor(live, *start);
    if (!permits) {
        filled = permits.error();
    } else if (!start->secrets.empty()) {
        filled = co_await fillSecrets(self, live->run.workspace, start, &call.config, callStop.get_token());
    }
    const auto begun = self->services.clock.steadyNow();
    const bool isCalled = filled && executor;
    start->wasCalled = isCalled;
    if (!filled) {
        result = filled.error();
    } else if (executor) {
        result = co_await executor->execute(std::move(call), callStop.get_token());
    }
    if (node.node->timeout) {
        self->services.clock.cancelTimer(timer);
    }
    self->keepLog(live, seq, attempt, *log);
    if (!result && late && result.error().is("cancelled")) {
        result = Error("step.timeout", "The step took longer than its timeout of " + flow::formatDuration(*node.node->timeout) + ".", start->path).retryable();
    }
    self->watchRepeats(live, *start, result);
    if (self->services.onEffect) {
        self->services.onEffect({node.node->type, result ? std::string() : result.error().code, (self->services.clock.steadyNow() - begun).count()});
    }
    if (isCalled && (result || !result.error().is("cancelled"))) {
        // What trying again cannot mend says that somebody answers.
        if (!result && result.error().isRetryable()) {
            permits->failed();
        } else {
            permits->succeeded();
        }
    }
    self->carriedOut.erase(start);
    self->tellWhoWaitsForTheLast();
    self->givePlaceBack(live);
    // What waited for its secrets when the engine was shut down goes on at the next start.
    if (filled || self->accepting || !result.error().is("cancelled")) {
        self->effectEnded(live, *start, std::move(result));
    }
    self->pumpEffects();
}

void Engine::Private::effectEnded(const LivePtr &live, const EffectStart &start, Result<json::Value> result)
{
    const auto known = live->active.find(start.path);
    if (live->lost || known == live->active.end() || store::isFinal(live->run.state)) {
        return;
    }
    if (!result && live->turnUnderWay) {
        // Whether and how it is tried again is read from the run, which the turn has.
        live->afterTurn.push_back([this, live, start, result]() mutable { effectEnded(live, start, std::move(result)); });
        return;
    }
    // What is left among the active is closed with the run, or with the frames that the turn gave up.
    if (live->cancelling) {
        if (result) {
            live->active.erase(known);
            Arrival arrival;
            arrival.frame = start.frame;
            arrival.node = start.node;
            arrival.output = std::make_shared<const json::Value>(std::move(*result));
            live->inbox.push_back(std::move(arrival));
        }
        return;
    }
    if (!live->turnUnderWay && start.frame->dead) {
        return;
    }
    if (!result && result.error().is("vault.locked")) {
        holdForSecrets(live, start, result.error());
        return;
    }
    const auto &node = start.frame->plan->nodes[start.node];
    auto &state = start.frame->nodes[start.node];
    const auto tries = state.attempt - start.held;
    if (!result && result.error().isRetryable() && tries < node.retry.attempts) {
        // Exponential, with full jitter; what the server asked for is the least.
        const auto delay = backoffOf(node.retry).delay(static_cast<unsigned>(tries), waitAskedFor(result.error()));
        ++state.attempt;
        auto again = std::make_shared<EffectStart>(start);
        again->notBefore = services.clock.now() + delay.count();
        auto batch = batchOf(live);
        store::StepWrite write;
        write.insert = false;
        write.step.seq = state.seq;
        write.step.path = start.path;
        write.step.state = store::StepState::Waiting;
        write.step.attempt = state.attempt;
        write.step.error = redacted(json::write(errorJson(result.error())));
        write.step.detail = redacted(effectDetail(state.generation, start.key, start.config, again->notBefore, start.edited));
        write.step.startedAt = state.startedAt;
        batch.steps.push_back(std::move(write));
        commit(live, std::move(batch), store::Durability::Hard, [this, live, again, delay] {
            retryLater(live, again, delay);
            checkStanding(live);
        });
        return;
    }
    live->active.erase(known);
    Arrival arrival;
    arrival.frame = start.frame;
    arrival.node = start.node;
    if (result) {
        arrival.output = std::make_shared<const json::Value>(std::move(*result));
    } else {
        arrival.kind = Arrival::Kind::Failure;
        arrival.error = std::move(result).error();
        arrival.config = start.config;
    }
    live->inbox.push_back(std::move(arrival));
    takeTurn(live);
}

// It waits, however often it was tried, until a person unlocks the secrets; also over a restart, after which it is tried
// once. Meanwhile the run stands still where nothing else of it is under way, and its step says why.
void Engine::Private::holdForSecrets(const LivePtr &live, const EffectStart &start, const Error &error)
{
    auto &state = start.frame->nodes[start.node];
    auto again = std::make_shared<EffectStart>(start);
    if (start.wasCalled) {
        ++state.attempt; // no attempt is made twice
        ++again->held;
    }
    auto batch = batchOf(live);
    store::StepWrite write;
    write.insert = false;
    write.step.seq = state.seq;
    write.step.path = start.path;
    write.step.state = store::StepState::Waiting;
    write.step.attempt = state.attempt;
    write.step.error = redacted(json::write(errorJson(error)));
    write.step.detail = redacted(effectDetail(state.generation, start.key, start.config, services.clock.now(), start.edited));
    write.step.startedAt = state.startedAt;
    batch.steps.push_back(std::move(write));
    announce(live, batch, "run.progress");
    commit(live, std::move(batch), store::Durability::Hard, [this, live, again] {
        const auto known = live->active.find(again->path);
        if (live->lost || known == live->active.end()) {
            return;
        }
        if (again->unlocks != unlocks) {
            retryLater(live, again, Millis(0)); // they were while this was written
            return;
        }
        known->second.waits = !again->released;
        known->second.locked = again;
        checkStanding(live);
    });
}

void Engine::secretsUnlocked()
{
    ++d->unlocks;
    const auto runs = d->runs; // it changes meanwhile
    for (const auto &[id, live] : runs) {
        d->goOnUnlocked(live);
    }
}

void Engine::Private::goOnUnlocked(const LivePtr &live)
{
    std::vector<std::shared_ptr<EffectStart>> waiting;
    for (auto &[path, active] : live->active) {
        if (active.locked) {
            waiting.push_back(std::exchange(active.locked, nullptr));
        }
    }
    if (waiting.empty() || live->lost || live->cancelling || store::isFinal(live->run.state)) {
        return;
    }
    if (!live->turnUnderWay && !live->control.paused) {
        resume(live);
    }
    for (const auto &start : waiting) {
        retryLater(live, start, Millis(0));
    }
}

void Engine::Private::retryLater(const LivePtr &live, std::shared_ptr<EffectStart> start, Millis delay)
{
    const auto known = live->active.find(start->path);
    if (live->lost || known == live->active.end()) {
        return;
    }
    known->second.waits = !start->released;
    known->second.timer = services.clock.startTimer(delay, [this, live, start] {
        const auto active = live->active.find(start->path);
        if (live->lost || active == live->active.end()) {
            return;
        }
        active->second.timer = 0;
        if (live->control.paused && !start->released) {
            active->second.rested = start;
            checkStanding(live);
            return;
        }
        active->second.waits = false;
        start->released = false;
        active->second.stop = std::stop_source();
        // Each attempt is written before it is made.
        auto batch = batchOf(live);
        const auto &state = start->frame->nodes[start->node];
        store::StepWrite write;
        write.insert = false;
        write.step.seq = state.seq;
        write.step.path = start->path;
        write.step.state = store::StepState::Started;
        write.step.attempt = state.attempt;
        write.step.detail = redacted(effectDetail(state.generation, start->key, start->config, 0, start->edited));
        write.step.startedAt = state.startedAt;
        batch.steps.push_back(std::move(write));
        commit(live, std::move(batch), store::Durability::Hard, [this, live, start] {
            start->notBefore = 0;
            enqueue(live, std::move(*start));
        });
    });
}

void Engine::Private::startWait(const LivePtr &live, WaitStart wait)
{
    const auto path = pathOf(*wait.frame, wait.node);
    const auto known = live->waits.find(path);
    if (live->lost || known == live->waits.end()) {
        return;
    }
    const auto wake = [this, live, wait, path] {
        const auto waiting = live->waits.find(path);
        if (live->lost || live->cancelling || waiting == live->waits.end()) {
            return;
        }
        waiting->second.timer = 0;
        if (wait.wakeAt > services.clock.now() + 50) {
            startWait(live, wait); // longer than a timer can count, or the clock was set back
            return;
        }
        live->waits.erase(waiting);
        Arrival arrival;
        arrival.kind = Arrival::Kind::Wake;
        arrival.frame = wait.frame;
        arrival.node = wait.node;
        live->inbox.push_back(std::move(arrival));
        takeTurn(live);
    };
    const auto delay = Millis(wait.wakeAt - services.clock.now());
    if (delay <= Millis(0)) {
        wake(); // its time came while nobody looked
    } else {
        known->second.timer = services.clock.startTimer(delay, wake);
    }
}

void Engine::Private::stopEverything(const LivePtr &live)
{
    if (live->deadline != 0) {
        services.clock.cancelTimer(std::exchange(live->deadline, 0));
    }
    for (auto &[path, waiting] : live->waits) {
        services.clock.cancelTimer(waiting.timer);
    }
    live->waits.clear();
    for (auto &[path, asked] : live->run.asked) {
        if (asked.timer != 0) {
            services.clock.cancelTimer(asked.timer);
        }
    }
    live->run.asked.clear();
    auto active = std::exchange(live->active, {});
    for (auto &[path, effect] : active) {
        if (effect.timer != 0) {
            services.clock.cancelTimer(effect.timer);
        }
        effect.stop.request_stop();
    }
}

// Writes that what is under way has ended: everything, or what belongs to frames that were given up.
void Engine::Private::closeSteps(const LivePtr &live, store::RunBatch &batch, bool deadOnly) const
{
    const auto close = [&](const std::string &path, const Frame &frame, std::uint32_t node) {
        if (deadOnly && !frame.dead) {
            return;
        }
        const auto &state = frame.nodes[node];
        store::StepWrite write;
        write.insert = false;
        write.step.seq = state.seq;
        write.step.path = path;
        write.step.state = store::StepState::Cancelled;
        write.step.attempt = state.attempt;
        write.step.startedAt = state.startedAt;
        if (frame.plan->nodes[node].type->kind == flow::NodeKind::Effect) {
            write.step.detail = effectDetail(state.generation, idempotencyKey(live->run, path, state.generation), {}, 0);
        }
        batch.steps.push_back(std::move(write));
    };
    for (const auto &[path, active] : live->active) {
        close(path, *active.frame, active.node);
    }
    for (const auto &[path, waiting] : live->waits) {
        close(path, *waiting.frame, waiting.node);
    }
    for (const auto &[path, asked] : live->run.asked) {
        close(path, *asked.frame, asked.node);
    }
    if (deadOnly) {
        return;
    }
    // What has come, but had no turn any more, is written as it came.
    for (const auto &arrival : live->inbox) {
        close(pathOf(*arrival.frame, arrival.node), *arrival.frame, arrival.node);
        if (arrival.approval) {
            batch.approvals.push_back(*arrival.approval);
        }
        auto &step = batch.steps.back().step;
        if (arrival.kind == Arrival::Kind::Output) {
            if (auto text = rowText(*arrival.output, services.payloads, services.redact)) {
                step.state = store::StepState::Succeeded;
                step.output = std::move(*text);
            }
        } else if (arrival.kind == Arrival::Kind::Failure) {
            step.state = store::StepState::Failed;
            step.error = redacted(json::write(errorJson(arrival.error)));
        }
    }
}

void Engine::Private::stopDead(const LivePtr &live, store::RunBatch &batch)
{
    closeSteps(live, batch, true);
    std::erase_if(live->run.doubts, [](const auto &entry) { return entry.second.first->dead; });
    for (auto it = live->run.asked.begin(); it != live->run.asked.end();) {
        if (!it->second.frame->dead) {
            ++it;
            continue;
        }
        if (it->second.timer != 0) {
            services.clock.cancelTimer(it->second.timer);
        }
        store::ApprovalWrite write;
        write.insert = false;
        write.row.id = it->second.question->id;
        write.row.path = it->first;
        write.row.state = store::ApprovalState::Withdrawn;
        write.row.decidedAt = services.clock.now();
        batch.approvals.push_back(std::move(write));
        it = live->run.asked.erase(it);
    }
    for (auto it = live->waits.begin(); it != live->waits.end();) {
        if (!it->second.frame->dead) {
            ++it;
            continue;
        }
        services.clock.cancelTimer(it->second.timer);
        it = live->waits.erase(it);
    }
    for (auto it = live->active.begin(); it != live->active.end();) {
        if (!it->second.frame->dead) {
            ++it;
            continue;
        }
        if (it->second.timer != 0) {
            services.clock.cancelTimer(it->second.timer);
        }
        it->second.stop.request_stop();
        it = live->active.erase(it);
    }
}

} // namespace signalbox::engine
