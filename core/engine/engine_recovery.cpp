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
    return request;
}

Result<std::string> optionsText(const StartRequest &request, store::PayloadStore &payloads)
{
    json::Object options{{"vars", request.vars}, {"dataFolder", request.dataFolder}, {"trust", json::enumName(request.trust)}};
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
    return json::write(json::Value(std::move(options)));
}

namespace {

// For a run that is under way here already.
Task<Result<std::int64_t>> notTaken()
{
    co_return std::int64_t(0);
}

} // namespace

Task<Result<std::int64_t>> Engine::recover()
{
    constexpr int kPage = 64; // each row holds the texts of its flows
    std::int64_t count = 0;
    store::RunKey after = 0;
    for (;;) {
        SB_CO_TRY(rows, co_await d->services.journal.unfinishedRuns(after, kPage));
        // Taken over together: one commit for all of them.
        std::vector<Task<Result<std::int64_t>>> takings;
        for (const auto &row : rows) {
            takings.push_back(d->runs.contains(row.id) ? notTaken() : d->services.journal.takeOver(row.key));
        }
        std::vector<Result<std::int64_t>> fences;
        for (auto &taking : takings) {
            fences.push_back(co_await taking);
        }
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto &row = rows[i];
            const auto &fence = fences[i];
            after = row.key;
            if (d->runs.contains(row.id)) {
                continue;
            }
            if (!fence) {
                log::warning("engine", "a run could not be taken over", {{"run", row.id}, {"error", fence.error().describe()}});
                continue;
            }
            auto request = requestOf(row, d->services.payloads);
            Result<LivePtr> made = request ? d->make(*request, row.id) : Result<LivePtr>(request.error());
            if (made && (*made)->run.trust == Trust::Isolated && !d->services.isolated) {
                made = Error("evaluator.unavailable", "The run's flow needs the isolated evaluator, which this backend does not have.", row.id);
            }
            auto live = made ? *made : std::make_shared<LiveRun>();
            auto &run = live->run;
            run.id = row.id;
            run.workspace = row.workspace;
            run.flowId = row.flow;
            run.key = row.key;
            run.fence = *fence;
            run.startedAt = row.startedAt;
            run.startedSteady = d->services.clock.steadyNow() - std::chrono::milliseconds(d->services.clock.now() - row.startedAt);
            if (!made) {
                // Its flow cannot be read or has become invalid: it ends with what is wrong.
                d->runs.emplace(row.id, live);
                d->finish(live, store::RunState::Failed, made.error(), d->batchOf(live));
                continue;
            }
            run.seed = {run.startedAt, std::hash<std::string>()(run.id), 0};
            run.info = std::make_shared<const json::Value>(json::Object{{"id", run.id}, {"flow", run.flowId}, {"version", run.version},
                                                                        {"startedAt", toIsoString(run.startedAt)}, {"workspace", run.workspace}});
            std::uint32_t last = 0;
            for (;;) {
                SB_CO_TRY(steps, co_await d->services.journal.listSteps(row.key, last, 5000));
                if (steps.empty()) {
                    break;
                }
                last = steps.back().seq;
                for (auto &step : steps) {
                    auto path = step.path;
                    run.replay.insert_or_assign(std::move(path), std::move(step));
                }
            }
            run.nextSeq = last + 1;
            for (auto &[path, value] : request->inputs) {
                run.inputs.insert_or_assign(path, std::make_shared<const json::Value>(std::move(value)));
            }
            beginRun(run);
            d->runs.emplace(row.id, live);
            d->watchTime(live);
            ++count;
            d->takeTurn(live);
        }
        if (rows.size() < static_cast<std::size_t>(kPage)) {
            break;
        }
    }
    co_return count;
}

} // namespace signalbox::engine
