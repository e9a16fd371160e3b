// SPDX-License-Identifier: GPL-3.0-or-later
// Templates and the expressions in them: tokenising and analysing never runs past the text.
#include "flow/template.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace signalbox;
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    const auto parsed = flow::parseTemplate(text);
    const auto info = flow::analyseExpression(text);
    if (info) {
        for (const auto &reference : info->references) {
            if (reference.begin > reference.end || reference.end > info->text.size()) {
                std::abort();
            }
        }
    }
    static_cast<void>(parsed);
    return 0;
}
