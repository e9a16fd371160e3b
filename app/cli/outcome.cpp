// SPDX-License-Identifier: GPL-3.0-or-later
#include "outcome.h"

#include "base/describe.h"

#include <cmath>

#include <QByteArray>

namespace signalbox::cli {

Task<Result<std::vector<api::StepView>>> readSteps(session::Session *session, std::string run, std::stop_token stop)
{
    std::vector<api::StepView> steps;
    std::int64_t after = 0;
    for (;;) {
        api::RunStepsParams params;
        params.id = run;
        params.after = after;
        params.limit = 1000;
        SB_CO_TRY(page, co_await session->client().call<api::RunsSteps>(std::move(params), stop));
        for (auto &step : page.steps) {
            after = step.seq;
            steps.push_back(std::move(step));
        }
        if (!page.more || page.steps.empty()) {
            co_return steps;
        }
    }
}

Task<Result<void>> readResult(session::Session *session, api::RunView *run, std::stop_token stop)
{
    api::RunPayloadParams params;
    params.id = run->id;
    co_return co_await readPayload(session, std::move(params), &run->result, stop);
}

Task<Result<void>> readPayload(session::Session *session, api::RunPayloadParams params, json::Value *value, std::stop_token stop)
{
    if (!json::find(*value, "$payload")) {
        co_return Result<void>();
    }
    std::string text;
    for (;;) {
        params.offset = static_cast<std::int64_t>(text.size());
        auto range = params;
        SB_CO_TRY(part, co_await session->client().call<api::RunsPayload>(std::move(range), stop));
        const auto bytes = QByteArray::fromBase64(QByteArray::fromStdString(part.base64));
        text.append(bytes.constData(), static_cast<std::size_t>(bytes.size()));
        if (bytes.isEmpty() || static_cast<std::int64_t>(text.size()) >= part.total) {
            break;
        }
    }
    json::ReadOptions options;
    options.maxBytes = text.size() + 1;
    SB_CO_TRY(read, json::parse(text, options));
    *value = std::move(read);
    co_return Result<void>();
}

namespace {

json::Value timeJson(UnixMillis time)
{
    return time > 0 ? json::Value(toIsoString(time)) : json::Value(nullptr);
}

} // namespace

json::Object stepJson(const api::StepView &step)
{
    auto entry = json::toJson(step).get_object();
    entry["startedAt"] = timeJson(step.startedAt);
    return entry;
}

json::Value recordJson(const api::RunView &run, const std::vector<api::StepView> &steps)
{
    auto record = json::toJson(run).get_object();
    record["startedAt"] = timeJson(run.startedAt);
    record["finishedAt"] = timeJson(run.finishedAt);
    record["stepCount"] = run.steps;
    json::Array list;
    list.reserve(steps.size());
    for (const auto &step : steps) {
        list.push_back(stepJson(step));
    }
    record["steps"] = std::move(list);
    return record;
}

std::string durationOf(const api::RunView &run)
{
    return formatMicros(static_cast<std::int64_t>(std::llround(run.durationMs * 1000)));
}

Exit exitOf(api::RunState state)
{
    switch (state) {
    case api::RunState::Succeeded: return Exit::Succeeded;
    case api::RunState::Cancelled: return Exit::Cancelled;
    case api::RunState::Waiting: return Exit::Waiting;
    case api::RunState::Running:
    case api::RunState::Failed: break;
    }
    return Exit::Failed;
}

namespace {

void tellOutcome(const api::RunView &run)
{
    if (run.state == api::RunState::Succeeded) {
        tell(paint(Colour::Good, "Succeeded") + " in " + durationOf(run) + paint(Colour::Dim, ", " + std::to_string(run.steps) + " steps, run " + run.id));
        print(json::writePretty(run.result));
        return;
    }
    if (run.state == api::RunState::Waiting) {
        tell(paint(Colour::Busy, "Waiting for a person") + paint(Colour::Dim, ", run " + run.id));
        tellPause(run);
        for (const auto &path : run.inDoubt) {
            tell("  In doubt: " + path + ". It was under way when Signalbox ended; whether it happened is not known. Decide:");
            tell("    signalbox-cli decide " + run.id + " '" + path + "' happened|retry|skip|fail");
        }
        for (const auto &path : run.locked) {
            tell("  Needs a secret: " + path + ". The secrets are locked; it goes on when they are unlocked:");
            tell("    signalbox-cli vault unlock");
        }
        for (const auto &approval : run.approvals) {
            tell("  To be decided: signalbox-cli approvals " + approval);
            tell("    signalbox-cli approve|reject " + approval);
        }
        return;
    }
    const auto message = run.error.is_object() ? std::string(json::text(run.error.get_object(), "message")) : std::string();
    tell(paint(Colour::Bad, run.state == api::RunState::Cancelled ? "Cancelled" : "Failed") + (message.empty() ? "" : ": " + message) + paint(Colour::Dim, " Run " + run.id));
}

} // namespace

Task<Exit> showOutcome(session::Session *session, api::RunView run, Arguments arguments, std::stop_token stop)
{
    auto whole = co_await readResult(session, &run, stop);
    if (!whole) {
        co_return failed(whole.error(), arguments);
    }
    if (arguments.json) {
        // A run that keeps nothing has no steps to show.
        auto steps = co_await readSteps(session, run.id, stop);
        if (!steps && !steps.error().is("store.notFound")) {
            co_return failed(steps.error(), arguments);
        }
        print(json::write(recordJson(run, steps.value_or(std::vector<api::StepView>()))));
    } else {
        tellOutcome(run);
    }
    co_return exitOf(run.state);
}

} // namespace signalbox::cli
