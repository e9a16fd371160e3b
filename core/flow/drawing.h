// SPDX-License-Identifier: GPL-3.0-or-later
// A graph as a drawing that needs no window: SVG, and the texts that Mermaid and Graphviz make drawings of. How the
// window paints is the canvas's; the measures of cards are the same.
#pragma once

#include "flow/model.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace signalbox::flow {

// Sizes of cards in units of the layout, which are pixels at 100 %.
namespace card {
constexpr double kWidth = 224;
constexpr double kHeader = 64;
constexpr double kRow = 24;
constexpr double kFoot = 8;
constexpr double kIcon = 36;
constexpr double kPad = 14;
constexpr double kPort = 5; ///< radius
constexpr double kGrid = 16;
/// How far shadow, ports, badge and run times reach beyond a card.
constexpr double kOverhang = 20;
} // namespace card

/// A line that says what a configuration does: the URL, the expression, the path.
std::string configSummary(const json::Object &config);

/// What a drawing needs to know of a type.
struct TypeFace
{
    std::string title;  ///< "HTTP request"
    std::string family; ///< "network"
};
/// Nothing for a type that is not known: its name is shown.
using TypeFaces = std::function<std::optional<TypeFace>(std::string_view type)>;

enum class DrawingFormat {
    Svg,     ///< as on the canvas, in light colours
    Mermaid, ///< a flowchart. Source: mermaid.js.org
    Dot      ///< a digraph. Source: graphviz.org
};
/// "svg", "mermaid", "dot"; nothing for any other name.
std::optional<DrawingFormat> drawingFormatOf(std::string_view name);

/// Draws a graph with its frames and notes. Nodes that have no place are laid out in columns; what has the wrong shape is left
/// out. The same graph gives the same text.
std::string draw(DrawingFormat format, const json::Value &graph, const TypeFaces &types);

} // namespace signalbox::flow
