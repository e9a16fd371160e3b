// SPDX-License-Identifier: GPL-3.0-or-later
// Running flows, and waiting for them.
#include "commands.h"
#include "flow_source.h"
#include "outcome.h"
#include "progress.h"
#include "recordings.h"

#include "base/task_scope.h"
#include "base/uuid.h"

#include <iostream>
#include <sstream>

namespace signalbox::cli {

namespace {

Result<json::Value> readInput(const std::string &name)
{
    if (name.empty()) {
        return json::Value(json::Object());
    }
    std::string text;
    if (name == "-") {
        std::ostringstream all;
        all << std::cin.rdbuf();
        text = std::move(all).str();
    } else {
        SB_TRY(read, readFile(name));
        text = std::move(read);
    }
    auto value = json::parse(text);
    if (!value) {
        auto error = std::move(value).error();
        error.message = "The input is no JSON. " + error.message;
        return error;
    }
    return value;
}

json::Object variables(const Arguments &arguments, const FlowSource &source)
{
    json::Object vars = source.vars;
    for (const auto &[name, text] : arguments.set) {
        auto value = json::parse(text);
        vars[name] = value ? std::move(*value) : json::Value(std::string_view(text));
    }
    return vars;
}

bool showsProgress(const Arguments &arguments)
{
    return !arguments.json && arguments.times == 1 && (arguments.progress || isTerminal());
}

Task<void> follow(client::EventStream *stream, std::stop_token stop)
{
    Progress progress;
    for (;;) {
        auto events = co_await stream->next(stop);
        if (!events) {
            co_return;
        }
        for (const auto &event : *events) {
            progress.show(event);
        }
    }
}

/// The live progress of one run, from before it starts.
class Watch
{
public:
    /// Events after `after`; where the first ones are kept no longer, those from now on.
    Task<void> begin(session::Session *session, std::string run, std::int64_t after)
    {
        api::EventSubscribeParams params;
        params.topics = "run.*";
        params.source = std::move(run);
        params.after = after;
        auto stream = co_await session->client().subscribe(params);
        if (!stream && stream.error().is("events.gone")) {
            params.after = -1;
            stream = co_await session->client().subscribe(params);
        }
        if (stream) {
            m_stream = std::move(*stream);
            m_scope.start([this](std::stop_token stop) { return follow(m_stream.get(), stop); });
        }
    }

    /// What was sent before the run's answer is still shown.
    Task<void> end()
    {
        for (int turn = 0; m_stream && turn < 20; ++turn) {
            co_await yieldToLoop();
        }
        co_await m_scope.close();
    }

private:
    std::unique_ptr<client::EventStream> m_stream;
    TaskScope m_scope;
};

// The unfinished run of a flow, newest first; empty if there is none.
Task<std::string> unfinishedRun(session::Session *session, std::string flow, std::stop_token stop)
{
    api::RunListParams params;
    params.flow = flow;
    params.unfinished = true;
    params.limit = 1;
    auto list = co_await session->client().call<api::RunsList>(std::move(params), stop);
    co_return list && !list->runs.empty() ? list->runs.front().id : std::string();
}

Exit interrupted(const session::Session &session, const Arguments &arguments, const std::string &run)
{
    if (arguments.memory && session.place() == session::Place::Embedded) {
        tell("Interrupted. Nothing of the run is kept.");
    } else if (session.place() == session::Place::Embedded) {
        tell("Interrupted. The run goes on when Signalbox starts again: signalbox-cli resume, or run with --resume.");
    } else {
        tell("Not waiting any longer; the run goes on there. See it with: signalbox-cli show " + run);
    }
    return Exit::Cancelled;
}

void showDistribution(std::vector<double> durations, const Arguments &arguments)
{
    std::sort(durations.begin(), durations.end());
    const auto at = [&](double part) { return durations[static_cast<std::size_t>(part * static_cast<double>(durations.size() - 1))]; };
    if (arguments.json) {
        print(json::write(json::Object{{"times", durations.size()}, {"minMs", at(0)}, {"p50Ms", at(0.5)}, {"p90Ms", at(0.9)}, {"p99Ms", at(0.99)}, {"maxMs", at(1)}}));
        return;
    }
    const auto text = [&](double part) { return formatMicros(static_cast<std::int64_t>(at(part) * 1000)); };
    print(std::to_string(durations.size()) + " runs: min " + text(0) + ", p50 " + text(0.5) + ", p90 " + text(0.9) + ", p99 " + text(0.99) + ", max " + text(1));
}

api::RunStartParams startParams(const Arguments &arguments, const FlowSource &source, const json::Value &input, const api::RunModels &models, bool isHere)
{
    api::RunStartParams params;
    params.id = newUuid();
    params.flow = source.id;
    if (!source.text.empty()) {
        params.text = source.text;
    }
    if (isHere && !source.folder.empty()) {
        params.folder = source.folder;
    }
    params.input = input;
    params.vars = variables(arguments, source);
    params.pins = pinsOf(arguments);
    params.breakpoints = arguments.breakpoints;
    params.paused = arguments.paused;
    params.models = models;
    params.mode = arguments.memory ? api::RunMode::Memory : api::RunMode::Durable;
    return params;
}

} // namespace

Task<Exit> runCommand(session::Session *session, Arguments arguments, std::stop_token stop)
{
    if (arguments.words.size() != 1) {
        co_return misused("run takes one flow: a file, sample:NAME, or a flow of the workspace.", arguments);
    }
    auto source = openFlow(arguments.words[0], session->folder());
    auto input = readInput(arguments.input);
    if (!source || !input) {
        co_return failed(source ? input.error() : source.error(), arguments);
    }
    if (auto started = startServices(*source); !started) {
        co_return failed(started.error(), arguments);
    }
    auto models = co_await modelsOf(session, arguments, source->answers, stop);
    if (!models) {
        co_return failed(models.error(), arguments);
    }
    tellModels(*models, arguments);
    const bool isHere = session->place() != session::Place::Remote;
    std::vector<double> durations;
    auto last = Exit::Succeeded;
    for (int i = 0; i < arguments.times; ++i) {
        Watch watch;
        std::string id;
        if (arguments.resume && i == 0) {
            id = co_await unfinishedRun(session, source->id, stop);
        }
        if (!id.empty()) {
            tell("Going on with run " + id + " of " + source->id);
            if (showsProgress(arguments)) {
                co_await watch.begin(session, id, 0);
            }
        } else {
            auto params = startParams(arguments, *source, *input, *models, isHere);
            id = params.id;
            if (showsProgress(arguments)) {
                tell(source->id + paint(Colour::Dim, " · run " + id));
                co_await watch.begin(session, id, -1);
            }
            auto started = co_await session->client().call<api::RunsStart>(std::move(params), stop);
            if (!started) {
                co_await watch.end();
                co_return failed(started.error(), arguments);
            }
        }
        api::RunId asked{id};
        auto run = co_await session->client().call<api::RunsWait>(std::move(asked), stop);
        co_await watch.end();
        if (!run && run.error().is("cancelled")) {
            co_return interrupted(*session, arguments, id);
        }
        if (!run) {
            co_return failed(run.error(), arguments);
        }
        durations.push_back(run->durationMs);
        if (!arguments.recordTo.empty()) {
            auto saved = co_await saveRecording(session, id, arguments.recordTo, stop);
            if (!saved) {
                co_return failed(saved.error(), arguments);
            }
        }
        if (arguments.times == 1 || run->state != api::RunState::Succeeded) {
            last = co_await showOutcome(session, std::move(*run), arguments, stop);
            if (last != Exit::Succeeded) {
                co_return last;
            }
        }
    }
    if (arguments.times > 1) {
        showDistribution(std::move(durations), arguments);
    }
    co_return last;
}

Task<Exit> resumeCommand(session::Session *session, Arguments arguments, std::stop_token stop)
{
    api::RunListParams params;
    params.unfinished = true;
    params.limit = 1000;
    auto list = co_await session->client().call<api::RunsList>(params, stop);
    if (!list) {
        co_return failed(list.error(), arguments);
    }
    if (list->runs.empty() && !arguments.json) {
        print("No run is unfinished.");
    }
    auto worst = Exit::Succeeded;
    for (const auto &entry : list->runs) {
        Watch watch;
        if (showsProgress(arguments)) {
            tell(entry.flow + paint(Colour::Dim, " · run " + entry.id));
            co_await watch.begin(session, entry.id, 0);
        }
        api::RunId asked{entry.id};
        auto run = co_await session->client().call<api::RunsWait>(std::move(asked), stop);
        co_await watch.end();
        if (!run && run.error().is("cancelled")) {
            co_return interrupted(*session, arguments, entry.id);
        }
        if (!run) {
            co_return failed(run.error(), arguments);
        }
        const auto exit = co_await showOutcome(session, std::move(*run), arguments, stop);
        worst = exit == Exit::Succeeded ? worst : exit;
    }
    co_return worst;
}

} // namespace signalbox::cli
