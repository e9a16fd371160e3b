// SPDX-License-Identifier: GPL-3.0-or-later
// Documents of recordings: what is read is written and read again as the same, and so are its rows.
#include "llm/recording.h"

#include <cstdint>
#include <cstdlib>

using namespace signalbox::llm;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto recording = parseRecording({reinterpret_cast<const char *>(data), size});
    if (!recording) {
        return 0;
    }
    const auto text = writeRecording(*recording);
    const auto again = parseRecording(text);
    if (!again || writeRecording(*again) != text) {
        std::abort();
    }
    for (const auto &call : recording->calls) {
        const auto back = callOfRow(rowOf(call));
        if (!back || toJson(*back) != toJson(call)) {
            std::abort();
        }
    }
    return 0;
}
