// SPDX-License-Identifier: GPL-3.0-or-later
// A flow's file: reading, validating against a catalogue, and writing it, unchanged and changed.
#include "../unit/flow/test_types.h"

#include "flow/version.h"

#include <cstdint>
#include <cstdlib>

namespace {

void require(bool holds)
{
    if (!holds) {
        std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace signalbox;
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    if (const auto value = json::parse(text)) {
        // What the reader takes has no finding, and the other way round.
        require(flow::fromJson(*value).ok() == flow::shapeFindings(*value).empty());
    }
    auto document = flow::Document::parse(text);
    if (!document) {
        return 0;
    }
    require(document->text() == text);
    for (const auto &finding : flow::validate(document->flow(), {flowtest::testTypes(), {}, {}})) {
        require(!finding.code.empty() && !finding.message.empty() && !finding.fix.empty());
    }
    flow::contentHash(*document);
    const auto original = document->root();
    auto changed = original;
    changed.get_object()["name"] = "changed";
    require(document->setRoot(changed).ok());
    const auto written = document->text();
    const auto again = flow::Document::parse(written);
    require(again.ok() && json::write(again->root()) == json::write(changed));
    require(document->setRoot(original).ok() && document->text() == text);
    return 0;
}
