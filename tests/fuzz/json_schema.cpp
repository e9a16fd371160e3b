// SPDX-License-Identifier: GPL-3.0-or-later
// The schema compiler and validator: the first line is the schema, the rest the instance.
#include "base/json_schema.h"

#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace signalbox;
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    const auto line = text.find('\n');
    const auto schema = json::parse(text.substr(0, line));
    const auto instance = line == std::string_view::npos ? Result<json::Value>(json::Value()) : json::parse(text.substr(line + 1));
    if (schema && instance) {
        if (const auto compiled = json::Schema::compile(*schema)) {
            compiled->validate(*instance);
        }
    }
    return 0;
}
