// SPDX-License-Identifier: GPL-3.0-or-later
// The commands that need no backend.
#include "commands.h"
#include "flow_source.h"

#include "backend/restore.h"
#include "base/describe.h"
#include "flow/validate.h"
#include "http/client.h"
#include "nodes/register.h"

namespace signalbox::cli {

namespace {

// The catalogue without a backend; nothing is carried out with it.
struct Catalogue
{
    SystemClock clock;
    http::Client http;
    engine::ExecutorRegistry registry;
    explicit Catalogue(const Arguments &arguments)
    {
        if (auto result = nodes::registerNodes(registry, {.http = http, .clock = clock, .addresses = {}, .files = {}, .fileThreads = 1, .plugins = arguments.plugins}); !result) {
            report(result.error(), false);
        }
    }
};

json::Value findingJson(const flow::Finding &finding)
{
    return json::Object{{"severity", json::enumName(finding.severity)}, {"code", finding.code}, {"message", finding.message}, {"fix", finding.fix}, {"node", finding.node}, {"path", finding.path}};
}

} // namespace

Exit failed(const Error &error, const Arguments &arguments)
{
    report(error, arguments.json);
    if (error.is("cancelled")) {
        return Exit::Cancelled;
    }
    // What was given is at fault, not the machine or the network.
    static constexpr std::array<std::string_view, 11> kGiven = {"flow.", "json.", "run.input", "rpc.params", "sample.unknown", "sample.away", "usage", "profile.", "vault.name", "channel.url", "call.localOnly"};
    const bool isGiven = std::any_of(kGiven.begin(), kGiven.end(), [&](std::string_view prefix) { return error.code.starts_with(prefix); });
    return isGiven ? Exit::InvalidInput : Exit::Failed;
}

Exit misused(const char *sentence, const Arguments &arguments)
{
    report(Error("usage", sentence), arguments.json);
    return Exit::InvalidInput;
}

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
        const Catalogue catalogue(arguments);
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
    const Catalogue catalogue(arguments);
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

Exit restoreCommand(const Arguments &arguments)
{
    if (arguments.words.size() != 1) {
        return misused("restore takes the folder of a backup.", arguments);
    }
    const auto folder = arguments.data.empty() ? session::defaultFolder() : arguments.data;
    auto restored = backend::restoreBackup(folder, arguments.words[0]);
    if (!restored) {
        return failed(restored.error(), arguments);
    }
    if (arguments.json) {
        print(json::write(json::Object{{"folder", folder}, {"kept", restored->kept}, {"payloads", restored->payloads}}));
    } else {
        print("Restored into " + folder + (restored->kept.empty() ? "." : ". What was there is kept in " + restored->kept + "."));
    }
    return Exit::Succeeded;
}

} // namespace signalbox::cli
