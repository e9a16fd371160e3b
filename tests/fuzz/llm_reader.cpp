// SPDX-License-Identifier: GPL-3.0-or-later
// The reader of streams, both framings: the same events whole, byte by byte and cut where the input says.
#include "llm/stream_reader.h"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

using signalbox::llm::Framing;

std::string eventsOf(Framing framing, const std::vector<std::string_view> &pieces)
{
    signalbox::llm::StreamReader reader(framing, 4096);
    std::string all;
    const auto sink = [&](std::string_view name, std::string_view data) -> signalbox::Result<void> {
        all.append(name).append(1, '\0').append(data).append(1, '\0');
        return {};
    };
    for (const auto piece : pieces) {
        if (!reader.feed(piece, sink)) {
            return all + "!";
        }
    }
    return reader.finish(sink) ? all : all + "!";
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 3) {
        return 0;
    }
    const auto framing = data[0] % 2 == 0 ? Framing::Sse : Framing::Lines;
    const std::string_view text(reinterpret_cast<const char *>(data) + 2, size - 2);
    const auto cut = data[1] * text.size() / 256;
    std::vector<std::string_view> single;
    for (std::size_t i = 0; i < text.size(); ++i) {
        single.push_back(text.substr(i, 1));
    }
    const auto whole = eventsOf(framing, {text});
    if (eventsOf(framing, single) != whole || eventsOf(framing, {text.substr(0, cut), text.substr(cut)}) != whole) {
        std::abort();
    }
    return 0;
}
