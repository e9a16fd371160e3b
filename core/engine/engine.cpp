// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/engine.h"

#include "base/describe.h"
#include "base/json_schema.h"
#include "base/log.h"
#include "base/uuid.h"
#include "engine/engine_p.h"
#include "flow/validate.h"

#include <QCoreApplication>
#include <QEventLoop>

namespace signalbox::engine {

Engine::Engine(EngineServices services, EngineOptions options) : d(std::make_unique<Private>(std::move(services), options)) {}

Engine::~Engine()
{
    d->accepting = false;
    d->services.clock.cancelTimer(d->wakeTimer);
    d->flush();
    for (auto &[id, live] : d->runs) {
        live->lost = true;
        d->stopEverything(live);
    }
    // Turns and commits under way work on what is here; each is short, and ends by an event of this thread.
    while (d->turnsUnderWay > 0 || d->commitsUnderWay > 0) {
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    }
}

namespace {

Error invalidFlow(const std::vector<flow::Finding> &findings)
{
    std::string text;
    std::size_t count = 0;
    for (const auto &finding : findings) {
        if (finding.severity == flow::Severity::Error) {
            ++count;
            if (count <= 20) {
                text += "\n  " + (finding.node.empty() ? std::string() : finding.node + ": ") + finding.message + (finding.fix.empty() ? "" : " " + finding.fix);
            }
        }
    }
    return Error("flow.invalid", "The flow has " + std::to_string(count) + (count == 1 ? " error:" : " errors:") + text).withArg("count", std::to_string(count));
}

Error lateError(const LiveRun &live)
{
    return Error("run.timeout", "The run took longer than its limit of " + flow::formatDuration(live.run.plan->flow->limits.timeout)
                     + " and was stopped; raise limits.timeout if that is meant.", live.run.id);
}

Result<void> checkInput(const flow::Flow &flow, const json::Value &input)
{
    if (!flow.inputs.is_object()) {
        return {};
    }
    SB_TRY(schema, json::Schema::compile(flow.inputs));
    const auto violations = schema.validate(input);
    if (violations.empty()) {
        return {};
    }
    std::string text;
    for (std::size_t i = 0; i < std::min<std::size_t>(violations.size(), 10); ++i) {
        text += "\n  " + (violations[i].instancePath.empty() ? std::string("it") : violations[i].instancePath) + " " + violations[i].message;
    }
    return Error("run.input", "The input is not what the flow takes:" + text, flow.id).withArg("count", std::to_string(violations.size()));
}

} // namespace

// Valid until the next call.
Result<const Engine::Private::Compiled *> Engine::Private::plansOf(const StartRequest &request)
{
    constexpr std::size_t kMostCompiled = 32;
    const auto known = std::find_if(compiled.begin(), compiled.end(), [&](const Compiled &entry) {
        return entry.flowId == request.flowId && entry.closure == request.closure;
    });
    if (known != compiled.end()) {
        std::rotate(compiled.begin(), known, known + 1);
        return &compiled.front();
    }
    SB_TRY(plans, PlanSet::create(request.closure, services.executors));
    const auto flow = plans->find(request.flowId, nullptr);
    if (!flow) {
        return Error("flow.missing", "The flow \"" + request.flowId + "\" is not among those given.", request.flowId);
    }
    const flow::ValidationContext context{services.executors.catalogue(), {}, [&](std::string_view other) { return request.closure.contains(std::string(other)); }};
    const auto findings = flow::validate(*flow, context);
    if (flow::hasErrors(findings)) {
        return invalidFlow(findings);
    }
    SB_TRY(plan, plans->planOf(request.flowId));
    json::Object closure;
    for (const auto &[flowId, text] : request.closure) {
        closure[flowId] = text;
    }
    compiled.push_front({request.closure, request.flowId, plans, std::make_shared<const std::string>(json::write(json::Value(std::move(closure))))});
    if (compiled.size() > kMostCompiled) {
        compiled.pop_back();
    }
    return &compiled.front();
}

Result<LivePtr> Engine::Private::make(const StartRequest &request, const std::string &id)
{
    SB_TRY(known, plansOf(request));
    const auto &plans = known->plans;
    const auto flow = plans->find(request.flowId, nullptr);
    SB_TRY(plan, plans->planOf(request.flowId));
    if (const auto named = plan->index.find(request.trigger);
        !request.trigger.empty() && (named == plan->index.end() || std::find(plan->triggers.begin(), plan->triggers.end(), named->second) == plan->triggers.end())) {
        return Error("run.trigger", "The flow has no trigger \"" + request.trigger + "\" to begin with; name one of its triggers, or none.", request.trigger);
    }
    auto live = std::make_shared<LiveRun>();
    auto &run = live->run;
    run.id = id;
    run.workspace = request.workspace;
    run.flowId = request.flowId;
    run.version = request.version;
    run.dataFolder = request.dataFolder;
    run.mode = request.mode;
    run.trust = request.trust;
    run.plans = plans;
    run.plan = plan;
    run.trigger = request.trigger;
    run.input = std::make_shared<const json::Value>(request.input);
    auto vars = flow->vars;
    for (const auto &entry : request.vars) {
        vars[entry.key()] = entry.value();
    }
    run.vars = std::make_shared<const json::Value>(std::move(vars));
    run.from = request.from;
    run.budgets = request.budgets;
    run.models = request.models;
    run.maxSteps = flow->limits.steps > 0 ? flow->limits.steps : options.maxSteps;
    run.maxDepth = flow->limits.depth > 0 ? flow->limits.depth : options.maxDepth;
    return live;
}

// Whether there is a run of this id; whoever starts it again hears of it when it is accepted, too.
Task<Result<bool>> Engine::Private::isBegun(Private *self, std::string workspace, std::string id, RunMode mode)
{
    auto known = self->runs.find(id);
    if (known == self->runs.end() && mode == RunMode::Durable) {
        const auto row = co_await self->services.journal.getRun(workspace, id);
        known = self->runs.find(id); // another start may have begun it meanwhile
        if (known == self->runs.end()) {
            co_return row.ok();
        }
    }
    if (known == self->runs.end()) {
        co_return false;
    }
    const auto live = known->second;
    if (live->run.workspace != workspace) {
        co_return Error("run.id", "The id \"" + id + "\" cannot be given to a run; leave it out, or give a new one.", id);
    }
    if (live->accepting) {
        OneShot<Result<void>> shot;
        live->starters.push_back(shot);
        SB_CO_CHECK(co_await shot.wait());
    }
    co_return true;
}

Task<Result<std::string>> Engine::start(StartRequest request)
{
    if (!d->accepting) {
        co_return Error("engine.stopping", "The backend is shutting down; start the run again in a moment.").retryable();
    }
    if (request.trust == Trust::Isolated && !d->services.isolated) {
        co_return Error("evaluator.unavailable", "Flows of others need the isolated evaluator, which this backend does not have; save the flow as your own to run it.");
    }
    const auto id = request.id.empty() ? newUuid(d->services.clock) : request.id;
    if (!request.id.empty()) {
        SB_CO_TRY(isBegun, co_await Private::isBegun(d.get(), request.workspace, id, request.mode));
        if (isBegun) {
            co_return id;
        }
    }
    auto made = d->make(request, id);
    if (!made) {
        co_return std::move(made).error();
    }
    const auto live = *made;
    auto &run = live->run;
    SB_CO_CHECK(checkInput(*run.plan->flow, request.input));
    SB_CO_CHECK(d->checkPause(request, run.plan->flow->limits));
    SB_CO_CHECK(d->arrange(live));
    run.startedAt = d->services.clock.now();
    run.startedSteady = d->services.clock.steadyNow();
    run.seed = {run.startedAt, std::hash<std::string>()(id), 0};
    run.info = std::make_shared<const json::Value>(runInfo(run));
    run.kept = run.mode == RunMode::Memory ? std::make_shared<KeptArrays>(d->services.payloads) : nullptr;
    for (const auto &[path, value] : request.inputs) {
        run.inputs.insert_or_assign(path, std::make_shared<const json::Value>(value));
    }
    for (const auto &step : request.taken) {
        run.replay.insert_or_assign(step.path, step);
        run.nextSeq = std::max(run.nextSeq, step.seq + 1);
    }
    for (const auto &pin : request.pins) {
        run.pins.insert_or_assign(pin.path, pin);
    }
    run.control.paused = request.paused;
    run.control.pausedAt = request.paused ? run.startedAt : 0;
    run.control.breakpoints.insert(request.breakpoints.begin(), request.breakpoints.end());
    live->control = run.control;
    noteBegun(run);
    beginRun(run);
    d->runs.emplace(id, live);
    if (run.queued) {
        d->requeue(live);
    } else {
        d->watchTime(live);
    }
    if (run.mode == RunMode::Memory) {
        d->takeTurn(live);
        d->letNextGo(run.workspace, run.flowId);
        co_return id;
    }
    run.key = d->services.journal.allocateRunKey();
    store::RunRow row;
    row.key = run.key;
    row.id = id;
    row.workspace = run.workspace;
    row.flow = run.flowId;
    row.version = run.version;
    row.trigger = run.trigger;
    row.startedAt = run.startedAt;
    auto input = rowText(request.input, d->services.payloads, {}); // what it was given is what it runs with
    auto rowOptions = input ? optionsText(request, d->services.payloads, run.queued) : std::move(input).error();
    if (!rowOptions) {
        d->dismiss(live, rowOptions.error());
        co_return std::move(rowOptions).error();
    }
    row.input = std::move(*input);
    row.options = std::move(*rowOptions);
    row.control = controlText(live->control);
    row.models = modelsText(run.models);
    auto batch = d->batchOf(live);
    for (auto &step : request.taken) {
        batch.steps.push_back({true, std::move(step)});
    }
    batch.decidedLetters = std::move(request.letters);
    batch.create = std::move(row);
    batch.closure = d->compiled.front().row; // make() has put it there
    if (run.queued) {
        batch.create->state = run.state;
    }
    d->announce(live, batch, run.queued ? "run.queued" : "run.started");
    // The acceptance is committed hard; pure evaluation goes on meanwhile, effects wait behind it.
    OneShot<Result<void>> accepted;
    live->accepting = true;
    ++d->commitsUnderWay;
    d->services.journal.commit(std::move(batch), store::Durability::Hard, [accepted, live, self = d.get()](Result<void> result) {
        --self->commitsUnderWay;
        live->accepting = false;
        for (const auto &starter : std::exchange(live->starters, {})) {
            starter.set(result);
        }
        if (!result) {
            self->dismiss(live, result.error());
        }
        accepted.set(std::move(result));
    });
    d->takeTurn(live);
    d->letNextGo(run.workspace, run.flowId); // what it waited for may be over
    auto result = co_await accepted.wait();
    if (!result) {
        d->letNextGo(run.workspace, run.flowId);
        co_return std::move(result).error();
    }
    co_return id;
}

void Engine::Private::takeTurn(const LivePtr &live)
{
    if (live->turnUnderWay || live->turnEnding || live->lost || live->run.queued || store::isFinal(live->run.state)) {
        return;
    }
    live->turnUnderWay = true;
    live->shownSteps = live->run.nextSeq - 1;
    ++turnsUnderWay;
    auto *home = Executor::current();
    auto unit = [this, live, home, arrivals = std::exchange(live->inbox, {})](eval::Evaluator &evaluator) mutable {
        auto turn = std::make_shared<Turn>(runStretch(live->run, std::move(arrivals), evaluator, stretch));
        home->post([this, live, turn] { turnEnded(live, std::move(*turn)); });
    };
    onEvaluator(live, std::move(unit));
}

// Where the run's expressions are evaluated: always in the same place.
void Engine::Private::onEvaluator(const LivePtr &live, UniqueFunction<void(eval::Evaluator &)> work)
{
    if (live->run.trust == Trust::Isolated) {
        services.isolated->post(live->run.workspace + '\n' + live->run.flowId, std::move(work));
    } else {
        toEvaluate.push_back(std::move(work));
        if (constexpr std::size_t kMost = 32; toEvaluate.size() >= kMost) {
            askEvaluator();
        } else if (toEvaluate.size() == 1) {
            Executor::current()->post([this] { askEvaluator(); });
        }
    }
}

void Engine::Private::askEvaluator()
{
    if (!toEvaluate.empty()) {
        services.evaluator.post([units = std::exchange(toEvaluate, {})](eval::Evaluator &evaluator) mutable {
            for (auto &unit : units) {
                std::exchange(unit, {})(evaluator);
            }
        });
    }
}

void Engine::Private::turnEnded(const LivePtr &live, Turn turn)
{
    --turnsUnderWay;
    live->turnUnderWay = false;
    follow(live, std::move(turn));
    for (const auto &waiter : std::exchange(live->atRest, {})) {
        waiter.set(true);
    }
    if (turnsUnderWay == 0) {
        flush();
    }
}

void Engine::Private::follow(const LivePtr &live, Turn turn)
{
    if (live->lost) {
        return;
    }
    live->turnEnding = true;
    for (auto &work : std::exchange(live->afterTurn, {})) {
        work();
    }
    live->turnEnding = false;
    if (live->lost || store::isFinal(live->run.state)) {
        return;
    }
    if (turn.failure && turn.failure->isRetryable() && turn.failure->code.starts_with("store.") && live->run.mode == RunMode::Durable) {
        standStill(live, *turn.failure); // what it gave could not be stored; nothing of the turn is written
        return;
    }
    const bool isControlled = takeAsked(live) || turn.paused;
    auto batch = batchOf(live);
    if (isControlled) {
        live->control = live->run.control;
        batch.update.emplace().control = controlText(live->control);
    }
    batch.steps = std::move(turn.steps);
    batch.decidedLetters = std::exchange(live->decidedLetters, {});
    if (!live->cancelling) {
        post(live, batch, std::move(turn.letters));
    }
    batch.approvals = std::move(turn.approvals);
    if (live->late && !turn.failure && !turn.ended) {
        turn.failure = lateError(*live);
    } else if (live->repeated && !turn.failure && !turn.ended) {
        turn.failure = *live->repeated;
    }
    if (live->cancelling || turn.failure) {
        // What this turn asked for does not begin.
        for (auto &write : batch.steps) {
            if (write.step.state == store::StepState::Started || write.step.state == store::StepState::Waiting) {
                write.step.state = store::StepState::Cancelled;
            }
        }
        // What it took up from rows of before a restart has none in the batch: it is closed with the run.
        std::set<std::string_view> written;
        for (const auto &write : batch.steps) {
            written.insert(write.step.path);
        }
        for (const auto &effect : turn.effects) {
            if (!written.contains(effect.path)) {
                live->active[effect.path] = {effect.frame, effect.node, {}, 0};
            }
        }
        for (const auto &wait : turn.waits) {
            if (auto path = pathOf(*wait.frame, wait.node); !written.contains(path)) {
                live->waits[std::move(path)] = {wait.frame, wait.node, 0, wait.wakeAt};
            }
        }
        for (const auto &ask : turn.asks) {
            if (auto path = pathOf(*ask.frame, ask.node); !written.contains(path)) {
                live->run.asked[std::move(path)] = {ask.frame, ask.node, ask.question, 0};
            }
        }
        std::erase_if(batch.approvals, [](const auto &write) { return write.insert; });
    }
    if (live->cancelling) {
        finish(live, store::RunState::Cancelled, cancelledError(live->run.id), std::move(batch));
        return;
    }
    if (turn.failure) {
        finish(live, store::RunState::Failed, std::move(turn.failure), std::move(batch));
        return;
    }
    if (turn.ended) {
        finish(live, store::RunState::Succeeded, std::nullopt, std::move(batch));
        return;
    }
    for (const auto &effect : turn.effects) {
        live->active[effect.path] = {effect.frame, effect.node, {}, 0};
    }
    for (const auto &wait : turn.waits) {
        live->waits[pathOf(*wait.frame, wait.node)] = {wait.frame, wait.node, 0, wait.wakeAt};
    }
    for (const auto &ask : turn.asks) {
        live->run.asked[pathOf(*ask.frame, ask.node)] = {ask.frame, ask.node, ask.question, 0};
    }
    stopDead(live, batch);
    noteWake(live, turn, batch);
    const bool hard = isControlled || !turn.effects.empty() || !turn.waits.empty() || !turn.asks.empty() || !turn.inDoubt.empty()
        || std::any_of(batch.steps.begin(), batch.steps.end(), [](const auto &write) { return !write.insert; });
    if (!batch.steps.empty() || turn.paused) {
        announce(live, batch, turn.paused ? "run.paused" : turn.inDoubt.empty() ? "run.progress" : "run.inDoubt");
    }
    auto effects = std::make_shared<std::vector<EffectStart>>(std::move(turn.effects));
    announceApprovals(live, batch);
    auto waits = std::make_shared<std::vector<WaitStart>>(std::move(turn.waits));
    auto asks = std::make_shared<std::vector<AskStart>>(std::move(turn.asks));
    // No effect starts before its row is on the disk.
    ++live->startsUnderWay;
    auto decisions = live->decisions; // kept there, too: who loses the run tells them
    commit(live, std::move(batch), hard ? store::Durability::Hard : store::Durability::Soft, [this, live, effects, waits, asks, decisions] {
        --live->startsUnderWay;
        const bool goesOn = std::exchange(live->heldBack, false);
        for (const auto &decision : decisions) {
            decision.set(Result<void>());
        }
        std::erase_if(live->decisions, [](const auto &decision) { return decision.isSet(); });
        for (auto &effect : *effects) {
            startEffect(live, std::move(effect));
        }
        for (auto &wait : *waits) {
            startWait(live, std::move(wait));
        }
        for (const auto &start : *asks) {
            ask(live, start);
        }
        if (goesOn) {
            takeTurn(live);
        }
        checkStanding(live);
        park(live);
    });
    // Who computes faster than the disk takes it waits, so that what is not yet written stays little.
    constexpr int kMostUnwritten = 8;
    if (turn.more && live->startsUnderWay >= kMostUnwritten) {
        live->heldBack = true;
    } else if (turn.more || !live->inbox.empty() || !live->run.ready.empty()) {
        takeTurn(live);
    }
}

void Engine::Private::finish(const LivePtr &live, store::RunState state, std::optional<Error> error, store::RunBatch batch)
{
    auto &run = live->run;
    // Effects that still run are told to stop; their steps are closed with the run.
    closeSteps(live, batch, false);
    batch.withdrawApprovals = !run.plans || run.plans->asksPersons();
    stopEverything(live);
    run.state = state;
    run.error = std::move(error);
    run.finishedAt = services.clock.now();
    run.durationUs = (services.clock.steadyNow() - run.startedSteady).count();
    store::RunUpdate update;
    update.state = state;
    update.finishedAt = run.finishedAt;
    update.durationUs = run.durationUs;
    if (run.mode == RunMode::Durable) {
        if (state == store::RunState::Succeeded) {
            if (auto text = rowText(run.result, services.payloads, services.redact)) {
                update.result = std::move(*text);
            } else if (text.error().isRetryable()) {
                standStill(live, text.error());
                return;
            } else {
                update.state = run.state = store::RunState::Failed;
                run.error = text.error();
            }
        }
        if (run.error) {
            auto text = json::write(errorJson(*run.error));
            update.error = services.redact ? services.redact(std::move(text)) : std::move(text);
        }
    }
    batch.update = std::move(update);
    announceApprovals(live, batch);
    announce(live, batch, run.state == store::RunState::Succeeded ? "run.succeeded" : run.state == store::RunState::Cancelled ? "run.cancelled" : "run.failed");
    const bool touched = std::any_of(batch.steps.begin(), batch.steps.end(), [](const auto &write) { return !write.insert; });
    commit(live, std::move(batch), touched ? store::Durability::Hard : store::Durability::Soft, [this, live] { ended(live); });
}

void Engine::Private::ended(const LivePtr &live)
{
    const auto view = viewOf(*live);
    runs.erase(live->run.id);
    if (live->run.mode == RunMode::Memory) {
        endedMemory[live->run.id] = live;
        endedOrder.push_back(live->run.id);
        if (endedOrder.size() > 16) {
            endedMemory.erase(endedOrder.front());
            endedOrder.pop_front();
        }
    }
    for (auto &waiter : std::exchange(live->waiters, {})) {
        waiter.set(view);
    }
    for (auto &decision : std::exchange(live->decisions, {})) {
        decision.set(Result<void>());
    }
    letNextGo(live->run.workspace, live->run.flowId);
}

void Engine::Private::watchTime(const LivePtr &live)
{
    const auto limit = live->run.plan->flow->limits.timeout;
    if (limit <= Millis(0)) {
        return;
    }
    if (live->control.paused || live->run.queued) {
        return; // time stands still for it
    }
    if (live->deadline != 0) {
        services.clock.cancelTimer(std::exchange(live->deadline, 0));
    }
    const auto left = Millis(live->run.startedAt + live->control.pausedMs + limit.count() - services.clock.now());
    if (left <= Millis(0)) {
        live->late = true; // seen when its first turn ends
        return;
    }
    live->deadline = services.clock.startTimer(left, [this, live] {
        live->deadline = 0;
        if (live->control.paused) {
            return;
        }
        live->late = true;
        if (!live->lost && !live->turnUnderWay && !live->cancelling && !store::isFinal(live->run.state)) {
            finish(live, store::RunState::Failed, lateError(*live), batchOf(live));
        }
    });
}

// A run with nothing to do but steps in doubt or approvals stands still for a person, as does a paused one with
// nothing under way.
void Engine::Private::checkStanding(const LivePtr &live)
{
    auto &run = live->run;
    if (live->lost || live->turnUnderWay || live->startsUnderWay > 0 || !live->inbox.empty() || store::isFinal(run.state)) {
        return;
    }
    const bool hasUnderWay = std::any_of(live->active.begin(), live->active.end(), [](const auto &entry) { return !entry.second.locked; });
    const bool isBusy = live->control.paused ? std::any_of(live->active.begin(), live->active.end(), [](const auto &entry) { return !entry.second.waits && !entry.second.rested; })
                                             : hasUnderWay || !live->waits.empty() || (run.doubts.empty() && run.asked.empty() && live->active.empty());
    if (isBusy || !run.ready.empty()) {
        return;
    }
    run.state = store::RunState::Waiting;
    if (!std::exchange(live->standsInRow, true)) {
        auto batch = batchOf(live);
        store::RunUpdate update;
        update.state = run.state;
        batch.update = update;
        announce(live, batch, "run.waiting");
        commit(live, std::move(batch), store::Durability::Hard, [] {});
    }
    for (auto &waiter : std::exchange(live->waiters, {})) {
        waiter.set(viewOf(*live));
    }
}

void Engine::Private::announce(const LivePtr &live, store::RunBatch &batch, std::string topic) const
{
    const auto &run = live->run;
    std::string data = "{\"run\":\"" + run.id + "\",\"flow\":";
    json::writeTo(data, json::Value(run.flowId));
    data += ",\"steps\":" + std::to_string(run.steps);
    if (!batch.steps.empty()) {
        // At most a hundred by name, the flow's own before those inside of bodies: a view draws these, and
        // counts the rest.
        data += ",\"changed\":[";
        std::size_t shown = 0;
        for (const bool inside : {false, true}) {
            for (const auto &write : batch.steps) {
                if ((write.step.path.find('/') != std::string::npos) != inside || shown >= 100) {
                    continue;
                }
                data += shown++ > 0 ? ",[" : "[";
                json::writeTo(data, json::Value(write.step.path));
                data += ",\"" + std::string(json::enumName(write.step.state)) + "\"]";
            }
        }
        data += "],\"changedCount\":" + std::to_string(batch.steps.size());
    }
    if (live->control.paused && !store::isFinal(run.state)) {
        data += ",\"paused\":true";
    }
    if (run.error) {
        data += ",\"error\":" + json::write(errorJson(*run.error));
    }
    if (store::isFinal(run.state)) {
        data += ",\"durationUs\":" + std::to_string(run.durationUs);
    }
    data += "}";
    if (services.redact) {
        data = services.redact(std::move(data));
    }
    if (run.mode == RunMode::Memory) {
        bus::Event event;
        event.workspace = run.workspace;
        event.topic = std::move(topic);
        event.source = run.id;
        event.data = std::move(data);
        event.time = services.clock.now();
        services.bus.publishTransient(std::move(event));
        return;
    }
    batch.events.push_back({std::move(topic), run.id, std::move(data)});
}

} // namespace signalbox::engine
