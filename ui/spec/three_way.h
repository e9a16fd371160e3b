// SPDX-License-Identifier: GPL-3.0-or-later
// Two changes of one JSON value put together. It knows nothing of flows.
#pragma once

#include "base/json.h"

#include <optional>

namespace signalbox::ui {

/// What `mine` and `theirs` both made of `base`, or nothing where they changed the same place in different ways. Members
/// stand in the order of `mine`, then those that only `theirs` has. Linear.
std::optional<json::Value> mergeThreeWay(const json::Value &base, const json::Value &mine, const json::Value &theirs);

} // namespace signalbox::ui
