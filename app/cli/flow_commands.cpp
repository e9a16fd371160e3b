// SPDX-License-Identifier: GPL-3.0-or-later
// The flows of the workspace: their drafts, versions, and the way in and out.
#include "commands.h"
#include "flow_source.h"

#include "api/flow_calls.h"
#include "base/describe.h"
#include "client/exports.h"
#include "flow/model.h"

#include <filesystem>

#include <QSaveFile>

namespace signalbox::cli {

namespace {

void printFindings(const std::vector<api::FlowFinding> &findings)
{
    for (const auto &finding : findings) {
        tell((finding.severity == api::FindingSeverity::Error ? paint(Colour::Bad, "error   ") : paint(Colour::Busy, "warning ")) + finding.message + (finding.fix.empty() ? "" : " " + finding.fix)
             + paint(Colour::Dim, " (" + finding.code + " at " + (finding.path.empty() ? "/" : finding.path) + ")"));
    }
}

// The revision that a save is based on: 0 where there is no such flow yet.
Task<Result<std::int64_t>> revisionOf(session::Session *session, std::string id, std::stop_token stop)
{
    api::FlowId asked{std::move(id)};
    auto draft = co_await session->client().call<api::FlowsGet>(std::move(asked), stop);
    if (draft) {
        co_return draft->revision;
    }
    if (draft.error().is("store.notFound")) {
        co_return std::int64_t{0};
    }
    co_return std::move(draft).error();
}

} // namespace

Task<Result<void>> proveFlow(session::Session *session, std::string text, std::stop_token stop)
{
    auto shared = std::make_shared<const std::string>(std::move(text));
    co_return co_await client::proveExport(&session->client(), std::move(shared), api::ScanKind::Authored, std::move(stop));
}

Result<void> writeOutput(const std::string &file, const std::string &text)
{
    if (file.empty() || file == "-") {
        print(text.ends_with('\n') ? std::string_view(text).substr(0, text.size() - 1) : std::string_view(text));
        return {};
    }
    QSaveFile target(QString::fromStdString(file));
    if (!target.open(QIODevice::WriteOnly) || target.write(text.data(), static_cast<qint64>(text.size())) != static_cast<qint64>(text.size()) || !target.commit()) {
        return Error("output.file", "\"" + file + "\" cannot be written: " + target.errorString().toStdString() + ".", file);
    }
    return {};
}

Task<Exit> flowsCommand(session::Session *session, Arguments arguments, std::stop_token stop)
{
    auto list = co_await session->client().call<api::FlowsList>({}, stop);
    if (!list) {
        co_return failed(list.error(), arguments);
    }
    if (arguments.json) {
        print(json::write(json::toJson(list->flows)));
        co_return Exit::Succeeded;
    }
    for (const auto &flow : list->flows) {
        print(padded(flow.id, 24) + padded(flow.live > 0 ? "version " + std::to_string(flow.live) : std::string("draft"), 12) + flow.name + (flow.origin == "imported" ? paint(Colour::Dim, "  imported") : ""));
    }
    if (list->flows.empty()) {
        tell("There is no flow in the workspace yet. Save one: signalbox-cli save FILE");
    }
    co_return Exit::Succeeded;
}

namespace {

struct Incoming
{
    std::string id;
    std::string text;
};

Task<Result<api::FlowSaved>> saveText(session::Session *session, Incoming flow, std::int64_t revision, std::string origin, std::stop_token stop)
{
    api::FlowSaveParams params;
    params.id = std::move(flow.id);
    params.text = std::move(flow.text);
    params.revision = revision;
    params.origin = std::move(origin);
    co_return co_await session->client().call<api::FlowsSave>(std::move(params), stop);
}

} // namespace

Task<Exit> saveCommand(session::Session *session, Arguments arguments, std::stop_token stop)
{
    if (arguments.words.size() != 1 || arguments.words[0].starts_with("sample:")) {
        co_return misused("save takes one flow file.", arguments);
    }
    auto text = readFile(arguments.words[0]);
    auto document = text ? flow::Document::parse(*text) : Result<flow::Document>(text.error());
    if (!document) {
        co_return failed(document.error(), arguments);
    }
    const auto id = document->flow().id.empty() ? std::filesystem::path(arguments.words[0]).stem().string() : document->flow().id;
    auto revision = co_await revisionOf(session, id, stop);
    if (!revision) {
        co_return failed(revision.error(), arguments);
    }
    Incoming flow{id, std::move(*text)};
    auto saved = co_await saveText(session, std::move(flow), *revision, "local", stop);
    if (!saved) {
        co_return failed(saved.error(), arguments);
    }
    if (arguments.json) {
        print(json::write(json::toJson(*saved)));
    } else {
        printFindings(saved->findings);
        print("Saved " + saved->id + ", revision " + std::to_string(saved->revision) + ".");
    }
    co_return Exit::Succeeded;
}

Task<Exit> publishCommand(session::Session *session, Arguments arguments, std::stop_token stop)
{
    if (arguments.words.size() != 1) {
        co_return misused("publish takes the id of a flow.", arguments);
    }
    api::FlowPublishParams params;
    params.id = arguments.words[0];
    params.note = arguments.note;
    auto version = co_await session->client().call<api::FlowsPublish>(std::move(params), stop);
    if (!version) {
        co_return failed(version.error(), arguments);
    }
    print(arguments.json ? json::write(json::toJson(*version)) : "Version " + std::to_string(version->number) + " of " + version->id + " is live.");
    co_return Exit::Succeeded;
}

Task<Exit> versionsCommand(session::Session *session, Arguments arguments, std::stop_token stop)
{
    if (arguments.words.size() != 1) {
        co_return misused("versions takes the id of a flow.", arguments);
    }
    api::FlowId asked{arguments.words[0]};
    auto draft = co_await session->client().call<api::FlowsGet>(std::move(asked), stop);
    api::FlowId alsoAsked{arguments.words[0]};
    auto list = co_await session->client().call<api::FlowsVersions>(std::move(alsoAsked), stop);
    if (!draft || !list) {
        co_return failed(draft ? list.error() : draft.error(), arguments);
    }
    if (arguments.json) {
        print(json::write(json::Object{{"live", draft->live}, {"versions", json::toJson(list->versions)}}));
        co_return Exit::Succeeded;
    }
    for (const auto &version : list->versions) {
        print(padded(std::to_string(version.number), 4) + padded(version.number == draft->live ? "live" : "", 4) + toIsoString(version.createdAt) + "  " + padded(version.author, 12) + version.note);
    }
    co_return Exit::Succeeded;
}

Task<Exit> liveCommand(session::Session *session, Arguments arguments, std::stop_token stop)
{
    std::int64_t number = 0;
    if (arguments.words.size() == 2) {
        const auto &word = arguments.words[1];
        std::from_chars(word.data(), word.data() + word.size(), number);
    }
    if (number < 1) {
        co_return misused("live takes the id of a flow and the number of a version.", arguments);
    }
    api::FlowVersionNumber asked{arguments.words[0], number};
    auto sentence = "Version " + std::to_string(number) + " of " + arguments.words[0] + " is live.";
    co_return co_await callAndSay<api::FlowsSetLive>(session, std::move(asked), std::move(sentence), arguments, stop);
}

Task<Exit> removeCommand(session::Session *session, Arguments arguments, std::stop_token stop)
{
    if (arguments.words.size() != 1) {
        co_return misused("remove takes the id of a flow.", arguments);
    }
    api::FlowId asked{arguments.words[0]};
    auto draft = co_await session->client().call<api::FlowsGet>(std::move(asked), stop);
    if (!draft) {
        co_return failed(draft.error(), arguments);
    }
    api::FlowRemoveParams removal{draft->id, draft->revision};
    auto sentence = "Removed " + draft->id + ".";
    co_return co_await callAndSay<api::FlowsRemove>(session, std::move(removal), std::move(sentence), arguments, stop);
}

namespace {

constexpr std::string_view kBundleFormat = "signalbox.flows/1";

// Every flow of the workspace in one object: drafts as texts, so that their bytes stay.
Task<Result<std::string>> bundleOf(session::Session *session, std::stop_token stop)
{
    SB_CO_TRY(list, co_await session->client().call<api::FlowsList>({}, stop));
    json::Array flows;
    for (const auto &entry : list.flows) {
        api::FlowId asked{entry.id};
        SB_CO_TRY(draft, co_await session->client().call<api::FlowsGet>(std::move(asked), stop));
        auto proven = co_await proveFlow(session, draft.text, stop);
        if (!proven) {
            auto error = std::move(proven).error();
            error.message = "\"" + draft.id + "\": " + error.message;
            co_return error;
        }
        flows.push_back(json::Object{{"id", draft.id}, {"text", draft.text}});
    }
    co_return json::writePretty(json::Object{{"format", kBundleFormat}, {"flows", std::move(flows)}}) + "\n";
}

// A file of one flow, or a bundle of several.
Result<std::vector<Incoming>> readIncoming(const std::string &file)
{
    SB_TRY(text, readFile(file));
    SB_TRY(root, json::parse(text));
    std::vector<Incoming> flows;
    const auto *list = json::find(root, "flows");
    if (root.is_object() && json::text(root.get_object(), "format") == kBundleFormat && list && list->is_array()) {
        for (const auto &entry : list->get_array()) {
            const auto *object = entry.if_object();
            Incoming flow;
            if (object) {
                flow.id = json::text(*object, "id");
                flow.text = json::text(*object, "text");
            }
            if (flow.id.empty() || flow.text.empty()) {
                return Error("flow.bundle", "\"" + file + "\" holds an entry without \"id\" and \"text\"; nothing of it was imported.", file);
            }
            flows.push_back(std::move(flow));
        }
    } else {
        SB_TRY(document, flow::Document::parse(text));
        flows.push_back({document.flow().id.empty() ? std::filesystem::path(file).stem().string() : document.flow().id, std::move(text)});
    }
    for (const auto &flow : flows) {
        if (auto checked = flow::Document::parse(flow.text); !checked) {
            auto error = std::move(checked).error();
            error.message = "\"" + flow.id + "\" in \"" + file + "\": " + error.message;
            return error;
        }
    }
    return flows;
}

} // namespace

Task<Exit> exportCommand(session::Session *session, Arguments arguments, std::stop_token stop)
{
    if (arguments.all ? !arguments.words.empty() : arguments.words.size() != 1) {
        co_return misused("export takes the id of a flow, or --all.", arguments);
    }
    if (!arguments.as.empty()) {
        co_return co_await drawCommand(session, std::move(arguments), std::move(stop));
    }
    Result<std::string> text;
    if (arguments.all) {
        text = co_await bundleOf(session, stop);
    } else {
        api::FlowId asked{arguments.words[0]};
        auto draft = co_await session->client().call<api::FlowsGet>(std::move(asked), stop);
        text = draft ? Result<std::string>(draft->text) : Result<std::string>(draft.error());
        if (text) {
            auto proven = co_await proveFlow(session, *text, stop);
            text = proven ? std::move(text) : Result<std::string>(std::move(proven).error());
        }
    }
    if (!text) {
        co_return failed(text.error(), arguments);
    }
    if (auto written = writeOutput(arguments.output, *text); !written) {
        co_return failed(written.error(), arguments);
    }
    co_return Exit::Succeeded;
}

Task<Exit> importCommand(session::Session *session, Arguments arguments, std::stop_token stop)
{
    if (arguments.words.empty()) {
        co_return misused("import takes files of flows.", arguments);
    }
    // Everything is read before anything is written.
    std::vector<Incoming> flows;
    for (const auto &file : arguments.words) {
        auto read = readIncoming(file);
        if (!read) {
            co_return failed(read.error(), arguments);
        }
        std::move(read->begin(), read->end(), std::back_inserter(flows));
    }
    std::vector<std::int64_t> revisions;
    for (const auto &flow : flows) {
        auto revision = co_await revisionOf(session, flow.id, stop);
        if (!revision) {
            co_return failed(revision.error(), arguments);
        }
        if (*revision != 0 && !arguments.replace) {
            co_return failed(Error("flow.exists", "There is a flow \"" + flow.id + "\" in the workspace already; nothing was imported. Give --replace to make this its draft: its versions stay.", flow.id), arguments);
        }
        revisions.push_back(*revision);
    }
    json::Array imported;
    for (std::size_t i = 0; i < flows.size(); ++i) {
        auto saved = co_await saveText(session, flows[i], revisions[i], "imported", stop);
        if (!saved) {
            co_return failed(saved.error(), arguments);
        }
        imported.push_back(json::toJson(*saved));
        if (!arguments.json) {
            printFindings(saved->findings);
            print("Imported " + saved->id + ".");
        }
    }
    if (arguments.json) {
        print(json::write(imported));
    }
    co_return Exit::Succeeded;
}

} // namespace signalbox::cli
