// SPDX-License-Identifier: GPL-3.0-or-later
// The JSON reader: whatever it reads is written and read back the same.
#include "base/json.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace signalbox;
    json::NumberSpelling spelling;
    json::ReadOptions options;
    options.spelling = &spelling;
    const auto value = json::parse({reinterpret_cast<const char *>(data), size}, options);
    if (value) {
        const auto text = json::write(*value);
        const auto again = json::parse(text);
        if (!again || json::write(*again) != text) {
            std::abort();
        }
    }
    return 0;
}
