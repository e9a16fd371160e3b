// SPDX-License-Identifier: GPL-3.0-or-later
// Versions of a flow: immutable, numbered from 1, one of them live.
#pragma once

#include "flow/model.h"

#include <string>

namespace signalbox::flow {

/// SHA-256 in hexadecimal of what a flow does: its JSON in canonical writing without `layout`. Two
/// documents that differ only in spacing, number spelling or the places of nodes have the same.
std::string contentHash(const Document &document);

} // namespace signalbox::flow
