// SPDX-License-Identifier: GPL-3.0-or-later
// A flow's file: reading, validating and writing it unchanged.
#include "flow/validate.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace signalbox;
    static const flow::NodeCatalogue catalogue;
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    const auto document = flow::Document::parse(text);
    if (document) {
        if (document->text() != text) {
            std::abort();
        }
        flow::validate(document->flow(), {catalogue, {}, {}});
    }
    return 0;
}
