// SPDX-License-Identifier: GPL-3.0-or-later
// After a restart: every run that has not ended begins again from its rows.
#include "base/describe.h"
#include "base/log.h"
#include "engine/engine_p.h"

namespace signalbox::engine {

Result<StartRequest> requestOf(const store::RunRow &row, const store::PayloadStore &payloads)
{
    StartRequest request;
    request.workspace = row.workspace;
    request.flowId = row.flow;
    request.version = row.version;
    request.trigger = row.trigger;
    request.id = row.id;
    request.models = modelUseOf(row.models);
    SB_TRY(closure, json::parse(row.closure));
    if (!closure.is_object()) {
        return Error("store.corrupt", "The flows that the run is pinned to cannot be read.", row.id);
    }
    for (const auto &entry : closure.get_object()) {
        const auto *text = entry.value().if_string();
        request.closure.emplace(std::string(entry.key()), text ? std::string(*text) : std::string());
    }
    SB_TRY(input, rowValue(row.input, payloads));
    request.input = std::move(input);
    SB_TRY(options, json::parse(row.options));
    if (const auto *vars = json::find(options, "vars"); vars && vars->is_object()) {
        request.vars = vars->get_object();
    }
    if (options.is_object()) {
        request.dataFolder = json::text(options.get_object(), "dataFolder");
        request.trust = json::enumFromName<Trust>(json::text(options.get_object(), "trust", "local")).value_or(Trust::Isolated);
    }
    if (options.is_object()) {
        request.from = json::text(options.get_object(), "from");
    }
    if (const auto *budgets = json::find(options, "budgets"); budgets && budgets->is_array()) {
        for (const auto &scope : budgets->get_array()) {
            const auto *text = scope.if_string();
            request.budgets.emplace_back(text ? std::string(*text) : std::string());
        }
    }
    if (const auto *inputs = json::find(options, "inputs"); inputs && inputs->is_object()) {
        for (const auto &entry : inputs->get_object()) {
            SB_TRY(value, rowValue(json::write(entry.value()), payloads));
            request.inputs.insert_or_assign(std::string(entry.key()), std::move(value));
        }
    }
    if (const auto *pins = json::find(options, "pins"); pins && pins->is_array()) {
        for (const auto &entry : pins->get_array()) {
            const auto *output = json::find(entry, "output");
            SB_TRY(value, rowValue(output ? json::write(*output) : std::string(), payloads));
            request.pins.push_back({std::string(json::text(entry.as_object(), "path")), std::move(value), std::string(json::text(entry.as_object(), "port"))});
        }
    }
    return request;
}

namespace {

// Whether the run was accepted and has not begun: it has the steps that it was given, and no other.
bool isQueued(const store::RunRow &row, std::size_t steps)
{
    const auto options = json::parse(row.options);
    const auto *taken = options ? json::find(*options, "queued") : nullptr;
    return row.state == store::RunState::Waiting && taken && taken->is_int64() && taken->get_int64() == static_cast<std::int64_t>(steps);
}

} // namespace

Result<std::string> optionsText(const StartRequest &request, store::PayloadStore &payloads, bool queued)
{
    json::Object options{{"vars", request.vars}, {"dataFolder", request.dataFolder}, {"trust", json::enumName(request.trust)}};
    if (queued) {
        options["queued"] = static_cast<std::int64_t>(request.taken.size());
    }
    if (!request.from.empty()) {
        options["from"] = request.from;
    }
    if (!request.budgets.empty()) {
        json::Array scopes;
        for (const auto &scope : request.budgets) {
            scopes.emplace_back(scope);
        }
        options["budgets"] = std::move(scopes);
    }
    if (!request.inputs.empty()) {
        json::Object inputs;
        for (const auto &[path, value] : request.inputs) {
            SB_TRY(text, rowText(value, payloads, {}));
            SB_TRY(shown, json::parse(text));
            inputs[path] = std::move(shown);
        }
        options["inputs"] = std::move(inputs);
    }
    if (!request.pins.empty()) {
        json::Array pins;
        for (const auto &pin : request.pins) {
            SB_TRY(text, rowText(pin.output, payloads, {}));
            SB_TRY(shown, json::parse(text));
            pins.push_back(json::Object{{"path", pin.path}, {"output", std::move(shown)}, {"port", pin.port}});
        }
        options["pins"] = std::move(pins);
    }
    return json::write(json::Value(std::move(options)));
}

Result<LivePtr> Engine::Private::liveOf(const store::RunRow &row)
{
    SB_TRY(request, requestOf(row, services.payloads));
    SB_TRY(live, make(request, row.id));
    if (live->run.trust == Trust::Isolated && !services.isolated) {
        return Error("evaluator.unavailable", "The run's flow needs the isolated evaluator, which this backend does not have.", row.id);
    }
    auto &run = live->run;
    run.key = row.key;
    run.startedAt = row.startedAt;
    for (auto &[path, value] : request.inputs) {
        run.inputs.insert_or_assign(path, std::make_shared<const json::Value>(std::move(value)));
    }
    for (auto &pin : request.pins) {
        run.pins.insert_or_assign(pin.path, std::move(pin));
    }
    run.control = controlOf(row.control);
    live->control = run.control;
    run.seed = {run.startedAt, std::hash<std::string>()(run.id), 0};
    run.info = std::make_shared<const json::Value>(runInfo(run));
    return live;
}

Task<Result<std::int64_t>> Engine::recover()
{
    if (auto *ledger = d->services.ledger) {
        // What was reserved by the one before may have been spent.
        SB_CO_CHECK(co_await ledger->settleAbandoned());
        SB_CO_TRY(pauses, co_await ledger->pauses());
        for (auto &pause : pauses) {
            d->starts.restore({std::move(pause.workspace), std::move(pause.subject), pause.until});
        }
    }
    const auto now = d->services.clock.now();
    SB_CO_CHECK(co_await Private::takeUpDue(d.get(), now));
    d->letAllGo();
    SB_CO_TRY(left, co_await d->services.journal.unfinished(now));
    d->watchWakes(left.nextWake);
    co_return left.count;
}

Task<Result<void>> Engine::Private::takeUpDue(Private *self, UnixMillis by)
{
    constexpr int kPage = 128; // each row holds the texts of its flows
    store::WakeCursor after;
    for (;;) {
        SB_CO_TRY(rows, co_await self->services.journal.dueRuns(by, after, kPage));
        if (rows.empty() || !self->accepting) {
            co_return Result<void>();
        }
        after = {rows.back().wakeAt, rows.back().key};
        const bool last = rows.size() < static_cast<std::size_t>(kPage);
        SB_CO_CHECK(co_await takeUp(self, std::move(rows)));
        if (last) {
            co_return Result<void>();
        }
    }
}

// Takes over those that are not in memory, and goes on with them.
Task<Result<void>> Engine::Private::takeUp(Private *self, std::vector<store::RunRow> rows)
{
    constexpr int kFirstSteps = 5000;
    constexpr UnixMillis kAgain = 10'000;
    std::erase_if(rows, [self](const auto &row) { return self->runs.contains(row.id) || self->loading.contains(row.id); });
    // Together: one commit and one reading for all of them.
    std::vector<store::RunKey> keys;
    std::vector<Task<Result<std::int64_t>>> takings;
    for (const auto &row : rows) {
        self->loading[row.id];
        keys.push_back(row.key);
        takings.push_back(self->services.journal.takeOver(row.key));
    }
    std::vector<Result<std::int64_t>> fences;
    for (auto &taking : takings) {
        fences.push_back(co_await taking);
    }
    auto steps = co_await self->services.journal.stepsOf(keys, kFirstSteps);
    Result<void> outcome = steps ? Result<void>() : Result<void>(steps.error());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto &row = rows[i];
        // What has many steps is read to its end.
        while (outcome && fences[i] && !(*steps)[i].empty() && (*steps)[i].size() % kFirstSteps == 0) {
            auto more = co_await self->services.journal.listSteps(row.key, (*steps)[i].back().seq, kFirstSteps);
            if (!more) {
                outcome = more.error();
            } else if (more->empty()) {
                break;
            } else {
                std::move(more->begin(), more->end(), std::back_inserter((*steps)[i]));
            }
        }
        if (!fences[i]) {
            log::warning("engine", "a run could not be taken over", {{"run", row.id}, {"error", fences[i].error().describe()}});
            if (fences[i].error().isRetryable()) {
                self->watchWakes(self->services.clock.now() + kAgain);
                if (!isQueued(row, static_cast<std::size_t>(row.steps))) {
                    self->standing[row.id] = {row.workspace, row.flow};
                }
            }
        } else if (outcome && self->accepting) {
            self->install(row, *fences[i], std::move((*steps)[i]));
        }
        const auto entry = self->loading.extract(row.id);
        for (const auto &waiter : entry.mapped()) {
            waiter.set(true);
        }
    }
    co_return outcome;
}

void Engine::Private::install(const store::RunRow &row, std::int64_t fence, std::vector<store::StepRow> steps)
{
    standing.erase(row.id);
    auto made = liveOf(row);
    auto live = made ? *made : std::make_shared<LiveRun>();
    live->wakeAt = row.wakeAt;
    live->standsInRow = row.state == store::RunState::Waiting;
    auto &run = live->run;
    run.id = row.id;
    run.workspace = row.workspace;
    run.flowId = row.flow;
    run.key = row.key;
    run.fence = fence;
    run.startedAt = row.startedAt;
    run.startedSteady = services.clock.steadyNow() - std::chrono::milliseconds(services.clock.now() - row.startedAt);
    if (!made) {
        // Its flow cannot be read or has become invalid: it ends with what is wrong.
        runs.emplace(row.id, live);
        finish(live, store::RunState::Failed, made.error(), batchOf(live));
        return;
    }
    run.nextSeq = steps.empty() ? 1 : steps.back().seq + 1;
    run.queued = isQueued(row, steps.size());
    run.replay.reserve(steps.size());
    for (auto &step : steps) {
        auto path = step.path;
        run.replay.insert_or_assign(std::move(path), std::move(step));
    }
    noteBegun(run);
    beginRun(run);
    runs.emplace(row.id, live);
    if (run.queued) {
        run.state = store::RunState::Waiting;
        requeue(live);
        return;
    }
    watchTime(live);
    takeTurn(live);
}

} // namespace signalbox::engine
