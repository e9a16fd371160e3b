// SPDX-License-Identifier: GPL-3.0-or-later
// What Graphviz answers to a layout's question: read it for a graph with frames, or say what is wrong with it.
#include "flow/dot_layout.h"

#include <cmath>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace signalbox;
    flow::LayoutGraph graph;
    graph.sizes.assign(6, QSizeF(224, 64));
    graph.edges = {{0, 1, 32, 32}, {1, 2, 32, 32}, {3, 3, 32, 32}};
    graph.groupOf = {flow::kNoGroup, 0, 1, flow::kNoGroup, 1, flow::kNoGroup};
    graph.groupParents = {flow::kNoGroup, 0};
    const auto places = flow::readDotPlaces({reinterpret_cast<const char *>(data), size}, graph);
    if (places) {
        for (const auto &place : *places) {
            if (!std::isfinite(place.x()) || !std::isfinite(place.y())) {
                std::abort();
            }
        }
    }
    return 0;
}
