// SPDX-License-Identifier: GPL-3.0-or-later
// The engine's words for runs in those of the protocol, and back.
#pragma once

#include "api/run_calls.h"
#include "base/describe.h"
#include "engine/engine.h"

namespace signalbox::backend {

/// The enumerator of the same name; both must have it.
template<typename To, typename From>
To sameName(From value)
{
    return *json::enumFromName<To>(json::enumName(value));
}

api::RunView runViewOf(const engine::RunView &run);
std::vector<engine::Pin> pinsOf(std::vector<api::RunPin> pins);

} // namespace signalbox::backend
