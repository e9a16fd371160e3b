// SPDX-License-Identifier: GPL-3.0-or-later
// What screen readers see of a canvas: every node, and its ports, as things with names, states and actions.
#pragma once

#include <QString>

#include <cstdint>

namespace signalbox::canvas {

class CanvasView;

/// Makes CanvasView accessible; more than once does nothing.
void installAccessibility();
/// Title, type, state and problem of a node, and how many edges it has.
QString accessibleNodeName(const CanvasView &view, std::uint32_t node);
/// The current node is another one.
void announceFocus(CanvasView *view, std::uint32_t node);

} // namespace signalbox::canvas
