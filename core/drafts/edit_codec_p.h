// SPDX-License-Identifier: GPL-3.0-or-later
// Steps of a history as JSON, and back.
#pragma once

#include "base/json.h"
#include "flow/edit.h"

namespace signalbox::drafts {

json::Value toJson(const flow::EditStep &step);
/// Errors: draft.damaged.
Result<flow::EditStep> stepFromJson(const json::Value &value);

} // namespace signalbox::drafts
