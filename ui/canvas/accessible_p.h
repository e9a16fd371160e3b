// SPDX-License-Identifier: GPL-3.0-or-later
// What screen readers see of a canvas: nodes with their ports, edges, frames and notes as things with names, states and actions.
#pragma once

#include "ui/canvas/scene.h"

#include <QString>

#include <cstdint>

namespace signalbox::canvas {

class CanvasView;

/// Makes CanvasView accessible; more than once does nothing.
void installAccessibility();
/// Title, type, state, problem and cost of a node, and how many edges it has.
QString accessibleNodeName(const CanvasView &view, std::uint32_t node);
/// "Edge from X to Y, only if …, problem: …".
QString accessibleEdgeName(const CanvasView &view, std::uint32_t edge);
/// The same of anything of the scene.
QString accessibleItemName(const CanvasView &view, const Item &item);
/// What the keys are about may be another thing, or the canvas came by or lost the focus: that is told at the end of the turn.
void followFocus(CanvasView *view);

} // namespace signalbox::canvas
