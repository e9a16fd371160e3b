// SPDX-License-Identifier: GPL-3.0-or-later
// How two versions of a graph that are shown as one differ, thing by thing. What differs is found by flow/diff.h.
#pragma once

#include "flow/diff.h"

#include <QRectF>

#include <optional>
#include <string>
#include <unordered_map>

namespace signalbox::canvas {

struct ChangeMark
{
    flow::ChangeKind kind = flow::ChangeKind::Changed;
    /// Where it stood before, if it stands elsewhere now.
    std::optional<QRectF> before;
};

struct ChangeMarks
{
    std::unordered_map<std::string, ChangeMark> nodes, frames, notes; ///< by id
    std::unordered_map<std::string, flow::ChangeKind> edges;          ///< by flow::edgeName()
    bool isEmpty() const { return nodes.empty() && frames.empty() && notes.empty() && edges.empty(); }
};

} // namespace signalbox::canvas
