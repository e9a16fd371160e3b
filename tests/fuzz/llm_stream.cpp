// SPDX-License-Identifier: GPL-3.0-or-later
// The decoder of each provider's stream: no crash, calls started and ended once, Finish last, and the same events
// whole and byte by byte. The first byte of the input says whose stream it is.
#include "llm/stream_reader.h"

#include <array>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

namespace {

using namespace signalbox;

struct Outcome
{
    std::vector<llm::Event> events;
    std::string error;
    bool operator==(const Outcome &) const = default;
};

void require(bool holds)
{
    if (!holds) {
        std::abort();
    }
}

Outcome decode(llm::ProviderKind kind, std::string_view text, std::size_t step)
{
    const auto dialect = llm::makeDialect(kind);
    const auto decoder = dialect->decoder();
    llm::StreamReader reader(dialect->framing());
    Outcome outcome;
    const auto sink = [&](std::string_view name, std::string_view data) { return decoder->take(name, data, outcome.events); };
    Result<void> done;
    for (std::size_t i = 0; done && i < text.size(); i += step) {
        done = reader.feed(text.substr(i, step), sink);
    }
    if (done) {
        done = reader.finish(sink);
    }
    if (done) {
        done = decoder->end(outcome.events);
    }
    if (!done) {
        outcome.error = done.error().code;
        require(outcome.error.starts_with("llm."));
    }
    return outcome;
}

void check(const Outcome &outcome)
{
    std::map<unsigned, int> calls; // 1: started, 2: ended
    for (std::size_t i = 0; i < outcome.events.size(); ++i) {
        const auto &event = outcome.events[i];
        if (const auto *start = std::get_if<llm::ToolCallStart>(&event)) {
            require(start->index == calls.size() && calls.emplace(start->index, 1).second);
        } else if (const auto *delta = std::get_if<llm::ToolCallDelta>(&event)) {
            require(calls.at(delta->index) == 1);
        } else if (const auto *end = std::get_if<llm::ToolCallEnd>(&event)) {
            require(calls.at(end->index)++ == 1);
        } else if (std::holds_alternative<llm::Finish>(event)) {
            require(i + 1 == outcome.events.size());
            for (const auto &call : calls) {
                require(call.second == 2);
            }
        }
    }
    require(outcome.error.empty() == (!outcome.events.empty() && std::holds_alternative<llm::Finish>(outcome.events.back())));
    llm::AnswerBuilder builder;
    for (const auto &event : outcome.events) {
        builder.add(event);
    }
    require(builder.take().toolCalls().size() == calls.size());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    constexpr auto kKinds = std::to_array({llm::ProviderKind::OpenAi, llm::ProviderKind::OpenAiChat, llm::ProviderKind::Anthropic, llm::ProviderKind::Gemini, llm::ProviderKind::Ollama});
    if (size == 0) {
        return 0;
    }
    const auto kind = kKinds[data[0] % kKinds.size()];
    const std::string_view text(reinterpret_cast<const char *>(data) + 1, size - 1);
    const auto whole = decode(kind, text, text.size() + 1);
    check(whole);
    require(decode(kind, text, 1) == whole);

    // What is no stream: whole answers, lists of models and of embeddings, errors.
    const auto dialect = llm::makeDialect(kind);
    std::vector<llm::Event> events;
    static_cast<void>(dialect->decoder()->takeWhole(text, events));
    if (const auto value = json::parse(text)) {
        if (value->is_object()) {
            static_cast<void>(dialect->readModels(*value));
            static_cast<void>(dialect->readEmbeddings(*value));
        }
    }
    return 0;
}
