// SPDX-License-Identifier: GPL-3.0-or-later
// Findings of a flow as places of its document: which graph, which node, and what would mend them.
#pragma once

#include "api/flow_calls.h"
#include "flow/edit.h"

#include <QString>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace signalbox::ui {

/// Where something stands in a flow's document.
struct FlowPlace
{
    /// The graph, as canvas::FlowEditor has it.
    std::vector<std::string> scope;
    std::string node; ///< id, or empty
    std::optional<std::uint32_t> edge;
    std::string edgeKey; ///< of it, as canvas::Scene::routeKey() has it; it stays where others come and go
    /// Below the node ("/config/url"), or empty.
    std::string below;
};

FlowPlace placeOf(const json::Value &root, std::string_view pointer);
/// "from:port>to:port" of an edge of a graph; empty where there is none.
std::string edgeKeyOf(const json::Value &graph, std::uint32_t edge);
/// A JSON pointer as a path of that document; nothing where a step cannot be.
std::optional<flow::Path> pathOf(const json::Value &root, std::string_view pointer);
/// The pointer of a graph.
std::string pointerOf(const json::Value &root, const std::vector<std::string> &scope);

struct QuickFix
{
    QString label;
    std::function<void(flow::EditHistory &)> apply;
};

/// What one press can do about it, if anything.
std::optional<QuickFix> fixOf(const json::Value &root, const api::FlowFinding &finding);

} // namespace signalbox::ui
