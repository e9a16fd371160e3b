// SPDX-License-Identifier: GPL-3.0-or-later
// A person at a run: pausing it, one step at a time, running it again, comparing two.
#include "commands.h"
#include "flow_source.h"
#include "outcome.h"
#include "recordings.h"

#include "base/describe.h"
#include "base/uuid.h"

namespace signalbox::cli {

namespace {

// What stands in a file, or on standard input.
Result<json::Value> valueIn(const std::string &name)
{
    SB_TRY(text, readFile(name));
    return json::parse(text);
}

std::string joined(const std::vector<std::string> &paths)
{
    std::string text;
    for (const auto &path : paths) {
        text += (text.empty() ? "" : ", ") + path;
    }
    return text;
}

// Waits until the run has ended or stands still, and shows how.
Task<Exit> awaited(session::Session *session, std::string id, Arguments arguments, std::stop_token stop)
{
    api::RunId asked{std::move(id)};
    auto run = co_await session->client().call<api::RunsWait>(std::move(asked), stop);
    if (!run) {
        co_return failed(run.error(), arguments);
    }
    co_return co_await showOutcome(session, std::move(*run), arguments, stop);
}

Task<Exit> shown(session::Session *session, Result<api::RunView> changed, Arguments arguments, std::stop_token stop)
{
    if (!changed) {
        co_return failed(changed.error(), arguments);
    }
    co_return co_await awaited(session, changed->id, arguments, stop);
}

} // namespace

std::vector<api::RunPin> pinsOf(const Arguments &arguments)
{
    std::vector<api::RunPin> pins;
    for (const auto &[path, text] : arguments.pins) {
        auto value = json::parse(text);
        api::RunPin pin;
        pin.path = path;
        pin.output = value ? std::move(*value) : json::Value(std::string_view(text));
        pins.push_back(std::move(pin));
    }
    return pins;
}

void tellPause(const api::RunView &run)
{
    if (!run.paused) {
        return;
    }
    tell("  Paused. Next: " + (run.next.empty() ? std::string("nothing, before what it waits for has come") : joined(run.next)));
    tell("    signalbox-cli step " + run.id + " [STEP] | continue " + run.id + " | show " + run.id + " --step STEP");
}

Task<Exit> pauseCommand(session::Session *session, Arguments arguments, std::stop_token stop)
{
    if (arguments.words.size() != 1) {
        co_return misused("pause takes the id of a run.", arguments);
    }
    api::RunId asked{arguments.words[0]};
    auto run = co_await session->client().call<api::RunsPause>(std::move(asked), stop);
    co_return co_await shown(session, std::move(run), arguments, stop);
}

Task<Exit> continueCommand(session::Session *session, Arguments arguments, std::stop_token stop)
{
    if (arguments.words.size() != 1) {
        co_return misused("continue takes the id of a paused run.", arguments);
    }
    api::RunId asked{arguments.words[0]};
    auto run = co_await session->client().call<api::RunsResume>(std::move(asked), stop);
    co_return co_await shown(session, std::move(run), arguments, stop);
}

Task<Exit> stepCommand(session::Session *session, Arguments arguments, std::stop_token stop)
{
    if (arguments.words.empty() || arguments.words.size() > 2) {
        co_return misused("step takes the id of a paused run, and the path of the step if it is not the first.", arguments);
    }
    api::RunStepParams asked;
    asked.id = arguments.words[0];
    asked.path = arguments.words.size() > 1 ? arguments.words[1] : std::string();
    auto run = co_await session->client().call<api::RunsStep>(std::move(asked), stop);
    co_return co_await shown(session, std::move(run), arguments, stop);
}

Task<Exit> breakCommand(session::Session *session, Arguments arguments, std::stop_token stop)
{
    if (arguments.words.empty()) {
        co_return misused("break takes the id of a run, and the paths before which it pauses; none removes them.", arguments);
    }
    api::RunBreakpointsParams asked;
    asked.id = arguments.words[0];
    asked.paths.assign(arguments.words.begin() + 1, arguments.words.end());
    auto run = co_await session->client().call<api::RunsSetBreakpoints>(std::move(asked), stop);
    if (!run) {
        co_return failed(run.error(), arguments);
    }
    if (arguments.json) {
        print(json::write(json::toJson(run->breakpoints)));
        co_return Exit::Succeeded;
    }
    print(run->breakpoints.empty() ? std::string("No breakpoints.") : "Breakpoints: " + joined(run->breakpoints));
    co_return Exit::Succeeded;
}

Task<Exit> rerunCommand(session::Session *session, Arguments arguments, std::stop_token stop)
{
    if (arguments.words.size() != 1) {
        co_return misused("rerun takes the id of a run that has ended.", arguments);
    }
    api::RunRerunParams params;
    params.id = arguments.words[0];
    params.from = arguments.from;
    params.breakpoints = arguments.breakpoints;
    params.paused = arguments.paused;
    params.run = newUuid();
    if (!arguments.input.empty()) {
        auto input = valueIn(arguments.input);
        if (!input) {
            co_return failed(input.error(), arguments);
        }
        params.input = std::move(*input);
    }
    params.pins = pinsOf(arguments);
    if (arguments.record || !arguments.replay.empty()) {
        std::string none;
        auto models = co_await modelsOf(session, arguments, std::move(none), stop);
        if (!models) {
            co_return failed(models.error(), arguments);
        }
        tellModels(*models, arguments);
        params.models = std::move(*models);
    }
    auto started = co_await session->client().call<api::RunsRerun>(std::move(params), stop);
    if (!started) {
        co_return failed(started.error(), arguments);
    }
    co_return co_await awaited(session, started->id, arguments, stop);
}

Task<Exit> compareCommand(session::Session *session, Arguments arguments, std::stop_token stop)
{
    if (arguments.words.size() != 2) {
        co_return misused("compare takes the ids of two runs.", arguments);
    }
    api::RunCompareParams asked;
    asked.id = arguments.words[0];
    asked.with = arguments.words[1];
    asked.under = arguments.from;
    auto compared = co_await session->client().call<api::RunsCompare>(std::move(asked), stop);
    if (!compared) {
        co_return failed(compared.error(), arguments);
    }
    if (arguments.json) {
        print(json::write(json::toJson(*compared)));
        co_return Exit::Succeeded;
    }
    const auto same = [](bool is) { return std::string(is ? "same" : "differs"); };
    const auto state = [](const std::optional<api::ComparedSide> &side) { return padded(side ? json::enumName(side->state) : std::string_view("-"), 10); };
    const auto time = [](const std::optional<api::ComparedSide> &side) { return padded(side ? formatMicros(static_cast<std::int64_t>(side->durationMs * 1000)) : std::string("-"), 10); };
    print("flow " + same(compared->sameFlow) + ", input " + same(compared->sameInput) + ", result " + same(compared->sameResult));
    print(padded("step", 24) + padded("first", 10) + padded("second", 10) + padded("input", 9) + padded("output", 9) + padded("took", 10) + "took");
    for (const auto &step : compared->steps) {
        const bool both = step.first && step.second;
        print(padded(step.path, 24) + state(step.first) + state(step.second) + padded(both && step.sameInput ? same(*step.sameInput) : "-", 9)
              + padded(both ? same(step.sameOutput && step.sameError) : "-", 9) + time(step.first) + time(step.second));
    }
    co_return Exit::Succeeded;
}

} // namespace signalbox::cli
