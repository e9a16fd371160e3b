// SPDX-License-Identifier: GPL-3.0-or-later
// A run as a trace: one span for it, one for each of its steps.
#pragma once

#include "engine/engine.h"
#include "telemetry/trace.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace signalbox::backend {

/// The types of a run's nodes, from the flows that it is pinned to: their texts by id, as a row holds them.
class NodeTypes
{
public:
    NodeTypes(const std::string &closure, const std::string &flow);
    /// Of the node at a step's path; "unknown" where there is none.
    std::string of(std::string_view path);

private:
    using Nodes = std::map<std::string_view, const json::Object *>;
    const Nodes &nodesOf(const json::Value &flow);

    std::map<std::string, json::Value> m_files;
    const json::Value *m_root = nullptr;
    std::map<const json::Value *, Nodes> m_nodes;
};

/// Steps inside of bodies stand under the step that ran them. Names, states, times and codes; no value of the run.
/// Source: OpenTelemetry GenAI semantic conventions 1.41 (invoke_workflow, execute_tool).
std::vector<telemetry::Span> spansOf(const std::string &workspace, const engine::RunView &run, const std::vector<engine::StepView> &steps, NodeTypes types,
                                     const engine::ExecutorRegistry &registry);

} // namespace signalbox::backend
