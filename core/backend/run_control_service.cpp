// SPDX-License-Identifier: GPL-3.0-or-later
// A person at a run: pausing, stepping, running again, comparing.
#include "backend/run_views_p.h"
#include "backend/services_p.h"

#include "base/uuid.h"

namespace signalbox::backend {

namespace {

using api::CallContext;

Task<Result<api::RunView>> pause(Services *services, CallContext context, api::RunId params)
{
    SB_CO_TRY(run, co_await services->backend.engine().pause(context.caller->workspace, params.id));
    co_return runViewOf(run);
}

Task<Result<api::RunView>> resume(Services *services, CallContext context, api::RunId params)
{
    SB_CO_TRY(run, co_await services->backend.engine().resume(context.caller->workspace, params.id));
    co_return runViewOf(run);
}

Task<Result<api::RunView>> step(Services *services, CallContext context, api::RunStepParams params)
{
    SB_CO_TRY(run, co_await services->backend.engine().step(context.caller->workspace, params.id, params.path));
    co_return runViewOf(run);
}

Task<Result<api::RunView>> setBreakpoints(Services *services, CallContext context, api::RunBreakpointsParams params)
{
    SB_CO_TRY(run, co_await services->backend.engine().setBreakpoints(context.caller->workspace, params.id, std::move(params.paths)));
    co_return runViewOf(run);
}

Task<Result<api::RunId>> rerun(Services *services, CallContext context, api::RunRerunParams params)
{
    if (!params.run.empty() && !isUuid(params.run)) {
        co_return Error("rpc.params", "The id of a run is a UUID in lower case.", params.run.substr(0, 64));
    }
    engine::RerunRequest request;
    request.workspace = context.caller->workspace;
    request.run = params.id;
    request.id = !params.run.empty()                 ? params.run
        : !context.idempotencyKey.empty() ? runIdOf(context.caller->workspace + '\n' + context.caller->subject + "\nrerun\n" + context.idempotencyKey)
                                          : std::string();
    if (!params.from.empty()) {
        request.paths.push_back(params.from);
        if (params.input) {
            request.inputs.insert_or_assign(params.from, std::move(*params.input));
        }
    } else {
        request.input = std::move(params.input);
    }
    request.pins = pinsOf(std::move(params.pins));
    request.breakpoints = std::move(params.breakpoints);
    request.paused = params.paused;
    bool isNew = false;
    if (params.models) {
        SB_CO_TRY(models, co_await modelUseOf(services, request.workspace, *params.models));
        request.models = std::move(models);
        if (request.models->mode == engine::ModelUse::Mode::Record) {
            SB_CO_TRY(old, co_await services->backend.engine().get(request.workspace, request.run));
            request.id = request.id.empty() ? newUuid(services->backend.clock()) : request.id;
            request.models->recording = request.id;
            SB_CO_TRY(begun, co_await beginRecording(services, request.workspace, request.id, old.flow, engine::RunMode::Durable));
            isNew = begun;
        }
    }
    const auto workspace = request.workspace;
    const auto id = request.id;
    auto started = co_await services->backend.engine().rerun(std::move(request));
    if (!started && isNew) {
        co_await dropRecording(services, workspace, id);
    }
    SB_CO_TRY(run, std::move(started));
    co_return api::RunId{run};
}

std::optional<api::ComparedSide> sideOf(const std::optional<engine::ComparedSide> &side)
{
    if (!side) {
        return std::nullopt;
    }
    api::ComparedSide shown;
    shown.seq = side->seq;
    shown.state = sameName<api::StepState>(side->state);
    shown.attempt = side->attempt;
    shown.startedAt = side->startedAt;
    shown.durationMs = static_cast<double>(side->durationUs) / 1000.0;
    return shown;
}

Task<Result<api::RunComparison>> compare(Services *services, CallContext context, api::RunCompareParams params)
{
    SB_CO_TRY(compared, co_await services->backend.engine().compare(context.caller->workspace, params.id, params.with, params.under));
    api::RunComparison result;
    compared.first.result = nullptr;
    compared.second.result = nullptr;
    result.first = runViewOf(compared.first);
    result.second = runViewOf(compared.second);
    result.sameFlow = compared.sameFlow;
    result.sameInput = compared.sameInput;
    result.sameResult = compared.sameResult;
    result.steps.reserve(compared.steps.size());
    for (const auto &step : compared.steps) {
        result.steps.push_back({step.path, sideOf(step.first), sideOf(step.second), step.sameInput, step.sameOutput, step.sameError});
    }
    co_return result;
}

} // namespace

void registerRunControlCalls(api::Registry &registry, Services *services)
{
    registry.on<api::RunsPause>([services](auto c, auto p) { return pause(services, std::move(c), std::move(p)); });
    registry.on<api::RunsResume>([services](auto c, auto p) { return resume(services, std::move(c), std::move(p)); });
    registry.on<api::RunsStep>([services](auto c, auto p) { return step(services, std::move(c), std::move(p)); });
    registry.on<api::RunsSetBreakpoints>([services](auto c, auto p) { return setBreakpoints(services, std::move(c), std::move(p)); });
    registry.on<api::RunsRerun>([services](auto c, auto p) { return rerun(services, std::move(c), std::move(p)); });
    registry.on<api::RunsCompare>([services](auto c, auto p) { return compare(services, std::move(c), std::move(p)); });
}

} // namespace signalbox::backend
