// SPDX-License-Identifier: GPL-3.0-or-later
// The context menu of a flow's canvas: for nodes, an edge, frames and notes, or the empty place, by what is selected.
#pragma once

class QMenu;

namespace signalbox::ui {

class FlowDocument;

/// A menu that deletes itself; its commands are the document's.
QMenu *makeCanvasMenu(FlowDocument &document);

} // namespace signalbox::ui
