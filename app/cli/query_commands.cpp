// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that does not run a flow.
#include "commands.h"
#include "flow_source.h"

#include "base/describe.h"
#include "flow/validate.h"
#include "http/client.h"
#include "nodes/register.h"

#include <iostream>
#include <sstream>

namespace signalbox::cli {

namespace {

const std::string kWorkspace = "default";

// The catalogue without a backend; nothing is carried out with it.
struct Catalogue
{
    SystemClock clock;
    http::Client http;
    engine::ExecutorRegistry registry;
    Catalogue()
    {
        if (auto result = nodes::registerNodes(registry, {.http = http, .clock = clock, .addresses = {}, .files = {}, .fileThreads = 1}); !result) {
            report(result.error(), false);
        }
    }
};

json::Value findingJson(const flow::Finding &finding)
{
    return json::Object{{"severity", json::enumName(finding.severity)}, {"code", finding.code}, {"message", finding.message}, {"fix", finding.fix}, {"node", finding.node}, {"path", finding.path}};
}

Exit failed(const Error &error, const Arguments &arguments)
{
    report(error, arguments.json);
    return Exit::Failed;
}

Exit misused(const char *sentence, const Arguments &arguments)
{
    report(Error("usage", sentence), arguments.json);
    return Exit::InvalidInput;
}

std::string padded(std::string text, std::size_t width)
{
    text.resize(std::max(width, text.size()), ' ');
    return text + "  ";
}

} // namespace

Exit validateCommand(const Arguments &arguments)
{
    if (arguments.words.size() != 1) {
        return misused("validate takes one flow file.", arguments);
    }
    auto text = readFile(arguments.words[0]);
    if (!text) {
        report(text.error(), arguments.json);
        return Exit::InvalidInput;
    }
    auto root = json::parse(*text);
    if (!root) {
        report(root.error(), arguments.json);
        return Exit::InvalidInput;
    }
    auto findings = flow::shapeFindings(*root);
    if (findings.empty()) {
        const Catalogue catalogue;
        auto read = flow::fromJson(*root);
        if (!read) {
            report(read.error(), arguments.json);
            return Exit::InvalidInput;
        }
        findings = flow::validate(*read, {catalogue.registry.catalogue(), {}, {}});
    }
    const bool bad = flow::hasErrors(findings);
    if (arguments.json) {
        json::Array list;
        for (const auto &finding : findings) {
            list.push_back(findingJson(finding));
        }
        print(json::write(json::Object{{"valid", !bad}, {"findings", std::move(list)}}));
    } else {
        for (const auto &finding : findings) {
            print((finding.severity == flow::Severity::Error ? paint(Colour::Bad, "error   ") : paint(Colour::Busy, "warning ")) + finding.message + (finding.fix.empty() ? "" : " " + finding.fix)
                  + paint(Colour::Dim, " (" + finding.code + " at " + (finding.path.empty() ? "/" : finding.path) + ")"));
        }
        if (findings.empty()) {
            print("The flow is valid.");
        }
    }
    return bad ? Exit::InvalidInput : Exit::Succeeded;
}

Exit typesCommand(const Arguments &arguments)
{
    const Catalogue catalogue;
    if (arguments.words.empty()) {
        json::Array list;
        for (const auto *type : catalogue.registry.catalogue().all()) {
            list.push_back(json::Object{{"name", type->name}, {"title", type->title}, {"family", type->family}, {"icon", type->icon}, {"kind", json::enumName(type->kind)}, {"summary", type->summary}, {"schema", type->schema}});
            if (!arguments.json) {
                print(padded(type->name, 15) + type->summary);
            }
        }
        if (arguments.json) {
            print(json::write(list));
        }
        return Exit::Succeeded;
    }
    const auto *type = catalogue.registry.catalogue().find(arguments.words[0]);
    if (!type) {
        const auto near = catalogue.registry.catalogue().suggest(arguments.words[0]);
        report(Error("node.unknownType", "There is no type \"" + arguments.words[0] + "\"." + (near.empty() ? "" : " Did you mean \"" + near + "\"?")), arguments.json);
        return Exit::InvalidInput;
    }
    print(arguments.json ? json::writePretty(type->schema) : type->documentation);
    return Exit::Succeeded;
}

Exit samplesCommand(const Arguments &)
{
    for (const auto &name : sampleNames()) {
        print("sample:" + name);
    }
    return Exit::Succeeded;
}

Task<Exit> runsCommand(backend::Backend *backend, Arguments arguments)
{
    store::RunFilter filter;
    filter.limit = arguments.limit;
    auto runs = co_await backend->engine().list(kWorkspace, filter);
    if (!runs) {
        co_return failed(runs.error(), arguments);
    }
    json::Array list;
    for (const auto &run : *runs) {
        list.push_back(json::Object{{"id", run.id}, {"flow", run.flow}, {"state", json::enumName(run.state)}, {"startedAt", toIsoString(run.startedAt)}, {"durationMs", static_cast<double>(run.durationUs) / 1e3}, {"steps", run.steps}});
        if (!arguments.json) {
            print(run.id + "  " + padded(std::string(json::enumName(run.state)), 9) + toIsoString(run.startedAt) + "  " + padded(formatMicros(run.durationUs), 9) + run.flow);
        }
    }
    if (arguments.json) {
        print(json::write(list));
    }
    co_return Exit::Succeeded;
}

Task<Exit> showCommand(backend::Backend *backend, Arguments arguments)
{
    if (arguments.words.size() != 1) {
        co_return misused("show takes the id of a run.", arguments);
    }
    auto run = co_await backend->engine().get(kWorkspace, arguments.words[0]);
    if (!run) {
        co_return failed(run.error(), arguments);
    }
    auto steps = co_await backend->engine().steps(kWorkspace, run->id, 0, 100'000);
    if (!steps) {
        co_return failed(steps.error(), arguments);
    }
    json::Array list;
    for (const auto &step : *steps) {
        list.push_back(json::Object{{"path", step.path}, {"state", json::enumName(step.state)}, {"attempt", step.attempt}, {"output", step.output}, {"error", step.error}, {"startedAt", toIsoString(step.startedAt)}, {"idempotencyKey", step.idempotencyKey}});
        if (!arguments.json) {
            auto output = json::write(step.output);
            if (output.size() > 100) {
                output = output.substr(0, 97) + "…";
            }
            print(padded(std::string(json::enumName(step.state)), 9) + padded(step.path, 24) + output);
        }
    }
    if (arguments.json) {
        print(json::write(json::Object{{"id", run->id}, {"flow", run->flow}, {"state", json::enumName(run->state)}, {"result", run->result}, {"error", run->error}, {"steps", std::move(list)}}));
    }
    co_return Exit::Succeeded;
}

Task<Exit> eventsCommand(backend::Backend *backend, Arguments arguments)
{
    auto after = static_cast<store::Sequence>(arguments.after);
    for (;;) {
        auto events = co_await backend->store().events().read(kWorkspace, after, 1000);
        if (!events) {
            co_return failed(events.error(), arguments);
        }
        for (const auto &event : *events) {
            after = event.seq;
            print("{\"seq\":" + std::to_string(event.seq) + ",\"time\":\"" + toIsoString(event.time) + "\",\"topic\":\"" + event.topic + "\",\"data\":" + (event.data.empty() ? "null" : event.data) + "}");
        }
        if (events->size() < 1000) {
            co_return Exit::Succeeded;
        }
    }
}

Task<Exit> decideCommand(backend::Backend *backend, Arguments arguments, std::stop_token stop)
{
    const auto verdict = arguments.words.size() == 3 ? json::enumFromName<engine::Verdict>(arguments.words[2]) : std::nullopt;
    if (!verdict) {
        co_return misused("decide takes a run, the path of a step in doubt, and one of happened, retry, skip, fail.", arguments);
    }
    json::Value output;
    if (!arguments.input.empty()) {
        auto text = readFile(arguments.input);
        auto value = text ? json::parse(*text) : Result<json::Value>(text.error());
        if (!value) {
            report(value.error(), arguments.json);
            co_return Exit::InvalidInput;
        }
        output = std::move(*value);
    }
    // The run has just been taken up: it is waited for until it stands still.
    auto standing = co_await backend->engine().wait(kWorkspace, arguments.words[0], stop);
    if (!standing) {
        co_return failed(standing.error(), arguments);
    }
    auto decided = co_await backend->engine().decide(kWorkspace, arguments.words[0], arguments.words[1], *verdict, std::move(output));
    if (!decided) {
        co_return failed(decided.error(), arguments);
    }
    auto view = co_await backend->engine().wait(kWorkspace, arguments.words[0], stop);
    if (!view) {
        co_return failed(view.error(), arguments);
    }
    co_return showOutcome(*view, arguments);
}

Task<Exit> cancelCommand(backend::Backend *backend, Arguments arguments)
{
    if (arguments.words.size() != 1) {
        co_return misused("cancel takes the id of a run.", arguments);
    }
    auto cancelled = co_await backend->engine().cancel(kWorkspace, arguments.words[0]);
    if (!cancelled) {
        co_return failed(cancelled.error(), arguments);
    }
    print("Cancelled.");
    co_return Exit::Succeeded;
}

Task<Exit> secretsCommand(backend::Backend *backend, Arguments arguments)
{
    const auto verb = arguments.words.empty() ? std::string("list") : arguments.words[0];
    if (verb == "list") {
        auto secrets = co_await backend->vault().list(kWorkspace);
        if (!secrets) {
            co_return failed(secrets.error(), arguments);
        }
        for (const auto &secret : *secrets) {
            print(secret.name + (secret.isReadable ? "" : "  (its key is missing)"));
        }
        co_return Exit::Succeeded;
    }
    if (arguments.words.size() != 2 || (verb != "set" && verb != "remove")) {
        co_return misused("secrets takes list, set NAME or remove NAME.", arguments);
    }
    Result<void> done;
    if (verb == "set") {
        std::ostringstream text;
        text << std::cin.rdbuf();
        auto value = std::move(text).str();
        while (value.ends_with('\n') || value.ends_with('\r')) {
            value.pop_back();
        }
        done = co_await backend->vault().put(kWorkspace, arguments.words[1], value);
    } else {
        done = co_await backend->vault().remove(kWorkspace, arguments.words[1]);
    }
    if (!done) {
        co_return failed(done.error(), arguments);
    }
    co_return Exit::Succeeded;
}

Task<Exit> backupCommand(backend::Backend *backend, Arguments arguments)
{
    if (arguments.words.size() != 1) {
        co_return misused("backup takes the file to write.", arguments);
    }
    auto done = co_await backend->store().backup(arguments.words[0]);
    if (!done) {
        co_return failed(done.error(), arguments);
    }
    co_return Exit::Succeeded;
}

} // namespace signalbox::cli
