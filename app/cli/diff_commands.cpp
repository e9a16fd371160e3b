// SPDX-License-Identifier: GPL-3.0-or-later
// What versions of a flow differ in, and drawings of flows.
#include "commands.h"
#include "flow_source.h"

#include "api/flow_calls.h"
#include "api/node_type_calls.h"
#include "base/describe.h"
#include "flow/diff.h"
#include "flow/drawing.h"

#include <charconv>

namespace signalbox::cli {

namespace {

constexpr std::size_t kMostShown = 60; ///< characters of a value

std::string shown(const std::optional<json::Value> &value)
{
    if (!value) {
        return "nothing";
    }
    auto text = json::write(*value);
    if (text.size() > kMostShown) {
        std::size_t end = kMostShown;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
            --end;
        }
        text.resize(end);
        text += "…";
    }
    return text;
}

// "+ node page", "~ node map/each/in: /config/n 1 → 2".
void printChange(const api::FlowChange &change)
{
    static constexpr std::array kSigns = {"+ ", "- ", "~ ", "> "};
    static constexpr std::array kColours = {Colour::Good, Colour::Bad, Colour::Busy, Colour::Plain};
    const auto kind = static_cast<std::size_t>(change.kind);
    std::string name;
    for (const auto &part : change.scope) {
        name += part + "/";
    }
    name += change.id;
    print(paint(kColours[kind], kSigns[kind] + padded(json::enumName(change.thing), 7)) + name + (change.kind == api::FlowChangeKind::Changed && change.moved ? " (also moved)" : ""));
    for (const auto &field : change.fields) {
        print("    " + (field.path.empty() ? "/" : field.path) + "  " + shown(field.before) + " → " + shown(field.after));
    }
}

Result<api::FlowDiff> diffFiles(const std::string &from, const std::string &to)
{
    SB_TRY(fromText, readFile(from));
    SB_TRY(toText, readFile(to));
    SB_TRY(before, flow::Document::parse(fromText));
    SB_TRY(after, flow::Document::parse(toText));
    api::FlowDiff diff;
    for (auto &change : flow::difference(before.root(), after.root())) {
        api::FlowChange view;
        view.scope = std::move(change.scope);
        view.thing = static_cast<api::FlowThing>(change.thing);
        view.kind = static_cast<api::FlowChangeKind>(change.kind);
        view.id = std::move(change.id);
        view.moved = change.moved;
        for (auto &field : change.fields) {
            view.fields.push_back({flow::toPointer(field.path), std::move(field.before), std::move(field.after)});
        }
        diff.changes.push_back(std::move(view));
    }
    diff.total = static_cast<std::int64_t>(diff.changes.size());
    return diff;
}

// "3", or "draft".
std::optional<std::int64_t> versionNamed(const std::string &word)
{
    if (word == "draft") {
        return 0;
    }
    std::int64_t number = 0;
    const auto [rest, failure] = std::from_chars(word.data(), word.data() + word.size(), number);
    return failure == std::errc() && rest == word.data() + word.size() && number > 0 ? std::optional(number) : std::nullopt;
}

Task<Result<api::FlowDiff>> diffVersions(session::Session *session, std::vector<std::string> words, std::stop_token stop)
{
    api::FlowDiffParams params;
    params.id = words[0];
    if (words.size() > 1) {
        params.from = *versionNamed(words[1]);
        params.to = words.size() > 2 ? *versionNamed(words[2]) : 0;
    } else {
        api::FlowId asked{words[0]};
        SB_CO_TRY(draft, co_await session->client().call<api::FlowsGet>(std::move(asked), stop));
        params.from = draft.live;
    }
    co_return co_await session->client().call<api::FlowsDiff>(std::move(params), stop);
}

} // namespace

Task<Exit> diffCommand(session::Session *session, Arguments arguments, std::stop_token stop)
{
    const auto &words = arguments.words;
    const bool areFiles = words.size() == 2 && words[0].ends_with(".json") && words[1].ends_with(".json");
    const bool areVersions = !words.empty() && words.size() <= 3 && std::all_of(words.begin() + 1, words.end(), [](const std::string &word) { return versionNamed(word).has_value(); });
    if (!areFiles && !areVersions) {
        co_return misused("diff takes the id of a flow and at most two versions, by number or \"draft\"; or two files.", arguments);
    }
    Result<api::FlowDiff> diff;
    if (areFiles) {
        diff = diffFiles(words[0], words[1]);
    } else {
        diff = co_await diffVersions(session, words, stop);
    }
    if (!diff) {
        co_return failed(diff.error(), arguments);
    }
    if (arguments.json) {
        print(json::write(json::toJson(*diff)));
        co_return Exit::Succeeded;
    }
    for (const auto &change : diff->changes) {
        printChange(change);
    }
    if (diff->changes.empty() && diff->total == 0) {
        tell("They are the same.");
    } else if (static_cast<std::size_t>(diff->total) > diff->changes.size()) {
        tell("And " + std::to_string(static_cast<std::size_t>(diff->total) - diff->changes.size()) + " more.");
    }
    co_return Exit::Succeeded;
}

Task<Exit> drawCommand(session::Session *session, Arguments arguments, std::stop_token stop)
{
    const auto format = flow::drawingFormatOf(arguments.as);
    if (!format || arguments.all) {
        co_return misused("export draws one flow --as svg, mermaid or dot.", arguments);
    }
    auto source = openFlow(arguments.words[0], session->folder());
    Result<std::string> text = source ? Result<std::string>(source->text) : Result<std::string>(source.error());
    if (text && text->empty()) {
        api::FlowId asked{arguments.words[0]};
        auto draft = co_await session->client().call<api::FlowsGet>(std::move(asked), stop);
        text = draft ? Result<std::string>(draft->text) : Result<std::string>(draft.error());
    }
    auto document = text ? flow::Document::parse(*text) : Result<flow::Document>(text.error());
    if (!document) {
        co_return failed(document.error(), arguments);
    }
    // What is drawn stands in it, however the drawing spells it.
    auto proven = co_await proveFlow(session, *text, stop);
    if (!proven) {
        co_return failed(proven.error(), arguments);
    }
    auto types = co_await session->client().call<api::NodeTypesList>({}, stop);
    if (!types) {
        co_return failed(types.error(), arguments);
    }
    std::map<std::string, flow::TypeFace, std::less<>> faces;
    for (const auto &type : types->types) {
        faces.emplace(type.name, flow::TypeFace{type.title, type.family});
    }
    const auto faceOf = [&faces](std::string_view type) {
        const auto found = faces.find(type);
        return found == faces.end() ? std::nullopt : std::optional(found->second);
    };
    if (auto written = writeOutput(arguments.output, flow::draw(*format, document->root(), faceOf)); !written) {
        co_return failed(written.error(), arguments);
    }
    co_return Exit::Succeeded;
}

} // namespace signalbox::cli
