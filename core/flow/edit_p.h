// SPDX-License-Identifier: GPL-3.0-or-later
// How a step changes the JSON, and back.
#pragma once

#include "flow/edit.h"

namespace signalbox::flow {

/// Whether the places that it names are there, whatever stands in them.
bool isPlaced(const json::Value &root, const Operation &operation);
/// Its places must be there.
void perform(json::Value &root, const Operation &operation);
/// The root must be as it was when the step was recorded.
void performStep(json::Value &root, const EditStep &step);
/// The root must be as the step left it.
void revertStep(json::Value &root, const EditStep &step);

} // namespace signalbox::flow
