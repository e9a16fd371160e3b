// SPDX-License-Identifier: GPL-3.0-or-later
// A difference between two versions of a flow, in words.
#pragma once

#include "flow/diff.h"

#include <QString>

#include <functional>
#include <string_view>

namespace signalbox::ui {

/// What it is about: the name of the node, both ends of the edge. `nameOf` gives that of a node.
QString changeName(const flow::Change &change, const std::function<QString(std::string_view id)> &nameOf);
/// What became of it, in a line: "url: "a" → "b"".
QString changeDetail(const flow::Change &change);
/// Every field of it, a line each; empty where none is said.
QString changeFields(const flow::Change &change);

} // namespace signalbox::ui
