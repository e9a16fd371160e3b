// SPDX-License-Identifier: GPL-3.0-or-later
// Nodes of a document by words, in the graphs that are not seen: the flow around what is seen, bodies, flows of the file.
#pragma once

#include "ui/canvas/flow_editor.h"

#include <QString>

#include <string>
#include <vector>

namespace signalbox::canvas {

/// A node and the graph that it is in, as FlowEditor::setScope() takes it.
struct GraphHit
{
    std::vector<std::string> scope;
    std::string node;
    bool operator==(const GraphHit &) const = default;
};

/// Nodes outside of the graph that the editor is at whose title, id, type or configuration holds all words, at most `most`,
/// in the order of the file. Linear in the document.
std::vector<GraphHit> findElsewhere(const FlowEditor &editor, const QString &text, std::size_t most);

} // namespace signalbox::canvas
