// SPDX-License-Identifier: GPL-3.0-or-later
// What the backend is asked about a flow under edit.
#pragma once

#include "api/flow_calls.h"
#include "flow/mirror.h"

namespace signalbox::ui {

/// The changes of the mirror since the last question, or its text where `whole` or where it does not know them.
/// Thread: the mirror's.
api::FlowCheckParams checkParams(flow::Mirror &mirror, bool whole);

} // namespace signalbox::ui
