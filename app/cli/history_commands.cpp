// SPDX-License-Identifier: GPL-3.0-or-later
// Looking at runs and events, and deciding about runs.
#include "commands.h"
#include "flow_source.h"
#include "outcome.h"
#include "recordings.h"

#include "base/describe.h"

namespace signalbox::cli {

Task<Exit> runsCommand(session::Session *session, Arguments arguments, std::stop_token stop)
{
    json::Array list;
    api::RunListParams wanted;
    wanted.flow = arguments.flow;
    wanted.text = arguments.text;
    if (!arguments.states.empty()) {
        wanted.state = stateNamed(arguments.states.front());
        if (!wanted.state || arguments.states.size() > 1) {
            co_return misused("runs takes one --state: running, waiting, succeeded, failed or cancelled.", arguments);
        }
    }
    for (const auto &[text, time] : {std::pair(&arguments.since, &wanted.startedFrom), std::pair(&arguments.before, &wanted.startedBefore)}) {
        if (!text->empty()) {
            auto moment = momentOf(*text, session->clock().now());
            if (!moment) {
                co_return failed(moment.error(), arguments);
            }
            *time = *moment;
        }
    }
    std::string before;
    for (int left = arguments.limit; left > 0;) {
        auto params = wanted;
        params.limit = std::min(left, 1000);
        params.before = before;
        auto page = co_await session->client().call<api::RunsList>(std::move(params), stop);
        if (!page) {
            co_return failed(page.error(), arguments);
        }
        for (const auto &run : page->runs) {
            before = run.id;
            if (arguments.json) {
                list.push_back(json::Object{{"id", run.id}, {"flow", run.flow}, {"version", run.version}, {"state", json::enumName(run.state)}, {"startedAt", toIsoString(run.startedAt)}, {"durationMs", run.durationMs}, {"steps", run.steps}, {"models", json::toJson(run.models)}});
            } else {
                print(run.id + "  " + padded(json::enumName(run.state), 9) + toIsoString(run.startedAt) + "  " + padded(durationOf(run), 9) + run.flow + answersNote(run.models));
            }
        }
        left -= static_cast<int>(page->runs.size());
        if (page->runs.size() < 1000) {
            break;
        }
    }
    if (arguments.json) {
        print(json::write(list));
    }
    co_return Exit::Succeeded;
}

namespace {

// One step: what it was given, and what it gave.
Task<Exit> showStep(session::Session *session, Arguments arguments, std::stop_token stop)
{
    const auto run = arguments.words[0];
    auto steps = co_await readSteps(session, run, stop);
    if (!steps) {
        co_return failed(steps.error(), arguments);
    }
    const auto found = std::find_if(steps->begin(), steps->end(), [&](const auto &step) { return step.path == arguments.step; });
    api::RunStepInputParams asked;
    asked.id = run;
    asked.path = arguments.step;
    auto given = co_await session->client().call<api::RunsStepInput>(std::move(asked), stop);
    if (!given) {
        co_return failed(given.error(), arguments);
    }
    api::RunPayloadParams input;
    input.id = run;
    input.inputOf = arguments.step;
    auto read = co_await readPayload(session, std::move(input), &given->input, stop);
    api::StepView step;
    step.path = arguments.step;
    if (found != steps->end()) {
        step = *found;
        api::RunPayloadParams output;
        output.id = run;
        output.seq = step.seq;
        if (read) {
            read = co_await readPayload(session, std::move(output), &step.output, stop);
        }
    }
    if (!read) {
        co_return failed(read.error(), arguments);
    }
    std::vector<api::StepLog> written;
    if (found != steps->end()) {
        api::RunLogsParams logged{run, step.seq};
        auto logs = co_await session->client().call<api::RunsLogs>(std::move(logged), stop);
        if (!logs) {
            co_return failed(logs.error(), arguments);
        }
        written = std::move(logs->attempts);
    }
    if (arguments.json) {
        auto record = found == steps->end() ? json::Object{{"path", step.path}, {"state", nullptr}} : stepJson(step);
        record["input"] = std::move(given->input);
        record["config"] = std::move(given->config);
        record["logs"] = json::toJson(written);
        print(json::write(record));
        co_return Exit::Succeeded;
    }
    print((found == steps->end() ? std::string("not begun  ") : padded(json::enumName(step.state), 11)) + step.path);
    const auto show = [](const std::string &title, const json::Value &value) {
        print(paint(Colour::Dim, title));
        print(json::writePretty(value));
    };
    show("Input", given->input);
    if (!given->config.is_null()) {
        show("Configuration", given->config);
    }
    if (!step.error.is_null()) {
        show("Error", step.error);
    }
    if (!step.output.is_null()) {
        show("Output", step.output);
    }
    for (const auto &log : written) {
        print(paint(Colour::Dim, log.attempt > 1 ? "Log of attempt " + std::to_string(log.attempt) : std::string("Log")));
        for (const auto &line : log.lines) {
            print(padded(line.level, 6) + line.text);
        }
    }
    co_return Exit::Succeeded;
}

} // namespace

Task<Exit> showCommand(session::Session *session, Arguments arguments, std::stop_token stop)
{
    if (arguments.words.size() != 1) {
        co_return misused("show takes the id of a run.", arguments);
    }
    if (!arguments.step.empty()) {
        co_return co_await showStep(session, arguments, stop);
    }
    api::RunId asked{arguments.words[0]};
    auto run = co_await session->client().call<api::RunsGet>(std::move(asked), stop);
    if (!run) {
        co_return failed(run.error(), arguments);
    }
    auto steps = co_await readSteps(session, run->id, stop);
    if (!steps) {
        co_return failed(steps.error(), arguments);
    }
    if (arguments.json) {
        auto whole = co_await readResult(session, &*run, stop);
        if (!whole) {
            co_return failed(whole.error(), arguments);
        }
        print(json::write(recordJson(*run, *steps)));
        co_return Exit::Succeeded;
    }
    print(padded(json::enumName(run->state), 9) + run->flow + paint(Colour::Dim, "  " + toIsoString(run->startedAt) + "  " + durationOf(*run)));
    for (const auto &step : *steps) {
        auto output = json::write(step.error.is_null() ? step.output : step.error);
        if (output.size() > 100) {
            output = output.substr(0, output.find_last_not_of("\x80\xbf", 97)) + "…";
        }
        print("  " + padded(json::enumName(step.state), 9) + padded(step.path, 24) + output);
    }
    co_return Exit::Succeeded;
}

namespace {

void printEvent(const api::EventView &event)
{
    print(json::write(json::Object{{"seq", event.seq}, {"time", toIsoString(event.time)}, {"topic", event.topic}, {"source", event.source}, {"data", event.data}}));
}

Task<Exit> followEvents(session::Session *session, Arguments arguments, std::stop_token stop)
{
    api::EventSubscribeParams params;
    params.topics = arguments.topics;
    params.source = arguments.source;
    params.after = arguments.after;
    auto stream = co_await session->client().subscribe(params, stop);
    if (!stream) {
        co_return failed(stream.error(), arguments);
    }
    for (;;) {
        auto events = co_await (*stream)->next(stop);
        if (!events) {
            co_return events.error().is("cancelled") ? Exit::Succeeded : failed(events.error(), arguments);
        }
        for (const auto &event : *events) {
            printEvent(event);
        }
    }
}

} // namespace

Task<Exit> eventsCommand(session::Session *session, Arguments arguments, std::stop_token stop)
{
    if (arguments.follow) {
        co_return co_await followEvents(session, arguments, stop);
    }
    api::EventReadParams params;
    params.after = arguments.after;
    params.limit = 1000;
    params.topics = arguments.topics;
    params.source = arguments.source;
    for (;;) {
        auto page = co_await session->client().call<api::EventsRead>(params, stop);
        if (!page) {
            co_return failed(page.error(), arguments);
        }
        for (const auto &event : page->events) {
            printEvent(event);
        }
        params.after = page->cursor;
        if (!page->more) {
            co_return Exit::Succeeded;
        }
    }
}

Task<Exit> decideCommand(session::Session *session, Arguments arguments, std::stop_token stop)
{
    const auto verdict = arguments.words.size() == 3 ? json::enumFromName<api::Verdict>(arguments.words[2]) : std::nullopt;
    if (!verdict) {
        co_return misused("decide takes a run, the path of a step in doubt, and one of happened, retry, skip, fail.", arguments);
    }
    api::RunDecideParams params;
    params.id = arguments.words[0];
    params.path = arguments.words[1];
    params.verdict = *verdict;
    if (!arguments.input.empty()) {
        auto text = readFile(arguments.input);
        auto value = text ? json::parse(*text) : Result<json::Value>(text.error());
        if (!value) {
            co_return failed(value.error(), arguments);
        }
        params.output = std::move(*value);
    }
    // The backend may have begun just now: the run is waited for until it stands still.
    api::RunId standingAsked{params.id};
    auto standing = co_await session->client().call<api::RunsWait>(std::move(standingAsked), stop);
    if (!standing) {
        co_return failed(standing.error(), arguments);
    }
    auto decided = co_await session->client().call<api::RunsDecide>(std::move(params), stop);
    if (!decided) {
        co_return failed(decided.error(), arguments);
    }
    api::RunId asked{arguments.words[0]};
    auto run = co_await session->client().call<api::RunsWait>(std::move(asked), stop);
    if (!run) {
        co_return failed(run.error(), arguments);
    }
    co_return co_await showOutcome(session, std::move(*run), arguments, stop);
}

Task<Exit> cancelCommand(session::Session *session, Arguments arguments, std::stop_token stop)
{
    if (arguments.words.size() != 1) {
        co_return misused("cancel takes the id of a run.", arguments);
    }
    api::RunId asked{arguments.words[0]};
    std::string sentence = "Cancelled.";
    co_return co_await callAndSay<api::RunsCancel>(session, std::move(asked), std::move(sentence), arguments, stop);
}

} // namespace signalbox::cli
