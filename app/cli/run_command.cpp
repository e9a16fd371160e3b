// SPDX-License-Identifier: GPL-3.0-or-later
// Running flows, and waiting for them.
#include "commands.h"
#include "flow_source.h"
#include "progress.h"

#include "base/describe.h"
#include "base/task_scope.h"

#include <iostream>
#include <sstream>

namespace signalbox::cli {

namespace {

const std::string kWorkspace = "default";

json::Value runJson(const engine::RunView &view)
{
    json::Array doubts;
    for (const auto &path : view.inDoubt) {
        doubts.emplace_back(path);
    }
    return json::Object{{"id", view.id}, {"flow", view.flow}, {"version", view.version}, {"state", json::enumName(view.state)}, {"result", view.result}, {"error", view.error},
                        {"startedAt", toIsoString(view.startedAt)}, {"finishedAt", view.finishedAt > 0 ? json::Value(toIsoString(view.finishedAt)) : json::Value(nullptr)},
                        {"durationMs", static_cast<double>(view.durationUs) / 1000.0}, {"steps", view.steps}, {"inDoubt", std::move(doubts)}};
}

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

Task<void> follow(std::unique_ptr<bus::Subscription> subscription, std::stop_token stop)
{
    Progress progress;
    for (;;) {
        auto event = co_await subscription->next(stop);
        if (!event) {
            co_return;
        }
        progress.show(*event);
    }
}

// The unfinished run of a flow, newest first; empty if there is none.
Task<std::string> unfinishedRun(backend::Backend *backend, std::string flow)
{
    store::RunFilter filter;
    filter.flow = flow;
    filter.unfinished = true;
    filter.limit = 1;
    auto runs = co_await backend->engine().list(kWorkspace, filter);
    co_return runs && !runs->empty() ? runs->front().id : std::string();
}

Task<Result<engine::RunView>> watch(backend::Backend *backend, std::string id, bool progress, std::stop_token stop)
{
    TaskScope scope;
    if (progress) {
        bus::SubscribeOptions options;
        options.workspace = kWorkspace;
        options.topics = "run.*";
        options.source = id;
        options.after = 0;
        auto subscription = std::make_shared<std::unique_ptr<bus::Subscription>>(backend->bus().subscribe(options));
        scope.start([subscription](std::stop_token token) { return follow(std::move(*subscription), token); });
    }
    auto view = co_await backend->engine().wait(kWorkspace, id, stop);
    if (progress) {
        // What has been published until now is still shown.
        for (int turn = 0; turn < 20; ++turn) {
            co_await yieldToLoop();
        }
    }
    co_await scope.close();
    co_return view;
}

void showDistribution(std::vector<std::int64_t> durations, const Arguments &arguments)
{
    std::sort(durations.begin(), durations.end());
    const auto at = [&](double part) { return durations[static_cast<std::size_t>(part * static_cast<double>(durations.size() - 1))]; };
    if (arguments.json) {
        print(json::write(json::Object{{"times", durations.size()}, {"minMs", static_cast<double>(at(0)) / 1e3}, {"p50Ms", static_cast<double>(at(0.5)) / 1e3},
                                       {"p90Ms", static_cast<double>(at(0.9)) / 1e3}, {"p99Ms", static_cast<double>(at(0.99)) / 1e3}, {"maxMs", static_cast<double>(at(1)) / 1e3}}));
        return;
    }
    print(std::to_string(durations.size()) + " runs: min " + formatMicros(at(0)) + ", p50 " + formatMicros(at(0.5)) + ", p90 " + formatMicros(at(0.9)) + ", p99 "
          + formatMicros(at(0.99)) + ", max " + formatMicros(at(1)));
}

} // namespace

Exit showOutcome(const engine::RunView &view, const Arguments &arguments)
{
    if (arguments.json) {
        print(json::write(runJson(view)));
    } else {
        if (view.state == store::RunState::Succeeded) {
            tell(paint(Colour::Good, "Succeeded") + " in " + formatMicros(view.durationUs) + paint(Colour::Dim, ", " + std::to_string(view.steps) + " steps, run " + view.id));
            print(json::writePretty(view.result));
        } else if (view.state == store::RunState::Waiting) {
            tell(paint(Colour::Busy, "Waiting for a person") + paint(Colour::Dim, ", run " + view.id));
            for (const auto &path : view.inDoubt) {
                tell("  In doubt: " + path + ". It was under way when Signalbox ended; whether it happened is not known. Decide:");
                tell("    signalbox-cli decide " + view.id + " '" + path + "' happened|retry|skip|fail");
            }
        } else {
            const auto message = view.error.is_object() ? std::string(json::text(view.error.get_object(), "message")) : std::string();
            tell(paint(Colour::Bad, view.state == store::RunState::Cancelled ? "Cancelled" : "Failed") + (message.empty() ? "" : ": " + message) + paint(Colour::Dim, " Run " + view.id));
        }
    }
    switch (view.state) {
    case store::RunState::Succeeded: return Exit::Succeeded;
    case store::RunState::Cancelled: return Exit::Cancelled;
    case store::RunState::Waiting: return Exit::Waiting;
    default: return Exit::Failed;
    }
}

Task<Exit> runCommand(backend::Backend *backend, Arguments arguments, std::stop_token stop)
{
    if (arguments.words.size() != 1) {
        report(Error("usage", "run takes one flow: a file, or sample:NAME."), arguments.json);
        co_return Exit::InvalidInput;
    }
    auto source = openFlow(arguments.words[0], backend->folder());
    auto input = readInput(arguments.input);
    if (!source || !input) {
        report(source ? input.error() : source.error(), arguments.json);
        co_return Exit::InvalidInput;
    }
    if (auto started = startServices(*source); !started) {
        report(started.error(), arguments.json);
        co_return Exit::Failed;
    }
    const bool progress = !arguments.json && arguments.times == 1 && (arguments.progress || isTerminal());
    std::vector<std::int64_t> durations;
    auto last = Exit::Succeeded;
    for (int i = 0; i < arguments.times; ++i) {
        std::string id;
        if (arguments.resume && i == 0) {
            id = co_await unfinishedRun(backend, source->id);
        }
        if (!id.empty()) {
            tell("Going on with run " + id + " of " + source->id);
        } else {
            engine::StartRequest request;
            request.workspace = kWorkspace;
            request.flowId = source->id;
            request.closure[source->id] = source->text;
            request.input = *input;
            request.vars = variables(arguments, *source);
            request.mode = arguments.memory ? engine::RunMode::Memory : engine::RunMode::Durable;
            request.dataFolder = source->folder;
            auto started = co_await backend->engine().start(std::move(request));
            if (!started) {
                report(started.error(), arguments.json);
                co_return started.error().code.starts_with("store.") ? Exit::Failed : Exit::InvalidInput;
            }
            id = *started;
            if (progress) {
                tell(source->id + paint(Colour::Dim, " · run " + id));
            }
        }
        auto view = co_await watch(backend, id, progress, stop);
        if (!view) {
            if (view.error().is("cancelled")) {
                tell("Interrupted. The run goes on when Signalbox starts again: signalbox-cli resume, or run with --resume.");
                co_return Exit::Cancelled;
            }
            report(view.error(), arguments.json);
            co_return Exit::Failed;
        }
        durations.push_back(view->durationUs);
        if (arguments.times == 1 || view->state != store::RunState::Succeeded) {
            last = showOutcome(*view, arguments);
            if (view->state != store::RunState::Succeeded) {
                co_return last;
            }
        }
    }
    if (arguments.times > 1) {
        showDistribution(std::move(durations), arguments);
    }
    co_return last;
}

Task<Exit> resumeCommand(backend::Backend *backend, Arguments arguments, std::stop_token stop)
{
    store::RunFilter filter;
    filter.unfinished = true;
    filter.limit = 10'000;
    auto runs = co_await backend->engine().list(kWorkspace, filter);
    if (!runs) {
        report(runs.error(), arguments.json);
        co_return Exit::Failed;
    }
    if (runs->empty() && !arguments.json) {
        print("No run is unfinished.");
    }
    auto worst = Exit::Succeeded;
    for (const auto &run : *runs) {
        auto view = co_await watch(backend, run.id, !arguments.json && (arguments.progress || isTerminal()), stop);
        if (!view) {
            report(view.error(), arguments.json);
            co_return view.error().is("cancelled") ? Exit::Cancelled : Exit::Failed;
        }
        const auto exit = showOutcome(*view, arguments);
        worst = exit == Exit::Succeeded ? worst : exit;
    }
    co_return worst;
}

} // namespace signalbox::cli
