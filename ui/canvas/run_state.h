// SPDX-License-Identifier: GPL-3.0-or-later
// How a run stands on the canvas: by node and by edge. Filled by whoever follows the run.
#pragma once

#include "ui/theme/tokens.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace signalbox::canvas {

struct NodeRun
{
    ui::State state = ui::State::Idle;
    int attempt = 1;
    /// How often it ran (bodies of maps and loops).
    std::int64_t count = 0;
    double durationMs = 0;
    /// 0 to 1; negative: not known.
    double progress = -1;
    QString error;
    /// What the models cost that it asked, for people; empty: nothing, or nobody knows.
    QString cost;
    bool operator==(const NodeRun &) const = default;
};

/// The run that is shown. Empty: none.
struct RunStateMap
{
    std::unordered_map<std::string, NodeRun> nodes;
    /// Values that passed an edge, by Scene::routeKey().
    std::unordered_map<std::string, std::int64_t> edges;
    bool isEmpty() const { return nodes.empty() && edges.empty(); }
    bool operator==(const RunStateMap &) const = default;
};

/// What of it looks otherwise.
struct RunChanges
{
    struct Edge
    {
        std::string from; ///< node
        std::string to;   ///< node
        std::string key;  ///< Scene::routeKey()
        std::int64_t count = 0;
    };
    std::vector<std::pair<std::string, std::optional<NodeRun>>> nodes; ///< nothing: nothing is known of it
    std::vector<Edge> edges;
};

/// "12 ms", "3.4 s", "2 min": at most three figures.
QString shortDuration(double milliseconds);
/// "950", "1.2 k", "3.4 M".
QString shortCount(std::int64_t count);

} // namespace signalbox::canvas
