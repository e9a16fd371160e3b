// SPDX-License-Identifier: GPL-3.0-or-later
// A run as a trace: one span for it, one for each of its steps.
#pragma once

#include "engine/engine.h"
#include "telemetry/trace.h"

#include <vector>

namespace signalbox::backend {

/// Steps inside of bodies stand under the step that ran them. Names, states, times and codes; no value of the run.
/// Source: OpenTelemetry GenAI semantic conventions 1.41 (invoke_workflow, execute_tool).
std::vector<telemetry::Span> spansOf(const std::string &workspace, const engine::RunView &run, const std::vector<engine::StepView> &steps, const engine::ExecutorRegistry &registry);

} // namespace signalbox::backend
