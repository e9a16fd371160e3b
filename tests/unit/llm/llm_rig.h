// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of models share: the recorded streams, and events as lines that are easy to compare.
#pragma once

#include "base/describe.h"
#include "llm/dialect.h"
#include "llm/stream_reader.h"
#include "support/raw_server.h"
#include "support/results.h"
#include "support/test.h"

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace signalbox::test {

/// A stream as a server of that kind sends it.
inline std::string recorded(const std::string &name)
{
    std::ifstream file(sourceDir() + "/tests/unit/llm/wire/" + name + ".txt", std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    if (text.str().empty()) {
        qFatal("no recorded stream %s", name.c_str());
    }
    return text.str();
}

inline std::string usageLine(const llm::Usage &usage)
{
    return "usage " + std::to_string(usage.inputTokens) + " (" + std::to_string(usage.cachedTokens) + " cached, " + std::to_string(usage.cacheWriteTokens) + " written) "
        + std::to_string(usage.outputTokens) + " (" + std::to_string(usage.reasoningTokens) + " reasoning)";
}

inline std::string lineOf(const llm::Event &event)
{
    const auto sealed = [](const llm::Opaque &opaque) { return opaque.isEmpty() ? std::string() : " " + opaque.kind + "=" + opaque.data; };
    if (const auto *begin = std::get_if<llm::Begin>(&event)) {
        return "begin " + begin->responseId + " " + begin->model;
    }
    if (const auto *text = std::get_if<llm::TextDelta>(&event)) {
        return "text " + text->text;
    }
    if (const auto *thought = std::get_if<llm::ReasoningDelta>(&event)) {
        return "thought " + thought->text;
    }
    if (const auto *thought = std::get_if<llm::ReasoningEnd>(&event)) {
        return "thought." + sealed(thought->opaque);
    }
    if (const auto *call = std::get_if<llm::ToolCallStart>(&event)) {
        return "call " + std::to_string(call->index) + " " + call->id + " " + call->name;
    }
    if (const auto *call = std::get_if<llm::ToolCallDelta>(&event)) {
        return "args " + std::to_string(call->index) + " " + call->arguments;
    }
    if (const auto *call = std::get_if<llm::ToolCallEnd>(&event)) {
        return "call. " + std::to_string(call->index) + sealed(call->opaque);
    }
    if (const auto *usage = std::get_if<llm::UsageUpdate>(&event)) {
        return usageLine(usage->usage);
    }
    const auto &finish = std::get<llm::Finish>(event);
    return "finish " + std::string(json::enumName(finish.reason)) + " " + finish.providerReason;
}

inline std::vector<std::string> linesOf(const std::vector<llm::Event> &events)
{
    std::vector<std::string> lines;
    for (const auto &event : events) {
        lines.push_back(lineOf(event));
    }
    return lines;
}

/// What a stream becomes: its events, and the error that ended it.
struct Decoded
{
    std::vector<std::string> lines;
    std::string error;
    bool operator==(const Decoded &) const = default;
};

/// Feeds the pieces of a stream to a fresh decoder.
inline Decoded decode(llm::ProviderKind kind, const std::vector<std::string_view> &pieces)
{
    const auto dialect = llm::makeDialect(kind);
    const auto decoder = dialect->decoder();
    llm::StreamReader reader(dialect->framing());
    std::vector<llm::Event> events;
    const auto sink = [&](std::string_view name, std::string_view data) { return decoder->take(name, data, events); };
    Result<void> done;
    for (const auto piece : pieces) {
        done = done ? reader.feed(piece, sink) : std::move(done);
    }
    done = done ? reader.finish(sink) : std::move(done);
    done = done ? decoder->end(events) : std::move(done);
    return {linesOf(events), done ? std::string() : done.error().code};
}

inline std::string joined(const std::vector<std::string> &lines)
{
    std::string all;
    for (const auto &line : lines) {
        all += line + "\n";
    }
    return all;
}

} // namespace signalbox::test

Q_DECLARE_METATYPE(signalbox::llm::ProviderKind)
