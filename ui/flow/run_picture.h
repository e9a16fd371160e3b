// SPDX-License-Identifier: GPL-3.0-or-later
// How a run looks on one graph, kept at the cost of what changes of it.
#pragma once

#include "ui/canvas/run_state.h"
#include "ui/flow/run_overlay.h"

#include <limits>
#include <span>

namespace signalbox::ui {

/// Nodes and edges wait to be looked at, and are told once they look otherwise than it was told before, or may. It paints
/// nothing, and keeps nothing of the graph but names.
class RunPicture
{
public:
    RunPicture() = default;
    RunPicture(const RunPicture &) = delete;
    RunPicture &operator=(const RunPicture &) = delete;

    /// The graph that is shown from now on, and where its nodes stand. `prefixes`: the static paths of the nodes that run
    /// it, each with a slash behind it; {""} for the flow itself. All of it waits.
    void setGraph(const json::Value &graph, std::vector<std::string> prefixes);
    std::size_t size() const { return m_nodes.size(); }
    /// A node's own members have changed, but not its type.
    void renewNode(const json::Object &node);
    /// Nothing is told any more; it shows no graph.
    void forget();

    /// These static paths look otherwise, with the edges of their nodes; nothing: everything does.
    void touch(const std::optional<std::unordered_set<std::string>> &paths);
    /// Whether something waits.
    bool isPending() const { return !m_nodesDue.empty() || !m_edgesDue.empty() || !m_gone.nodes.empty() || !m_gone.edges.empty(); }
    /// Looks at no more than `most` nodes and edges of what waits.
    canvas::RunChanges look(const RunOverlay &overlay, std::size_t most = std::numeric_limits<std::size_t>::max());

private:
    struct Node
    {
        std::string id;
        bool isCondition = false;
        bool goesOn = false; ///< also where it fails
        bool isPlain = true; ///< no edge that leaves it asks anything
        bool isTold = false; ///< to look like something
        bool isDue = false;
        std::uint32_t incoming = 0;
        std::uint32_t firstEdge = 0; ///< of its own in m_edgesOf, which end where those of the next begin
    };
    struct Edge
    {
        std::uint32_t from = 0;
        std::uint32_t to = 0;
        std::string fromPort;
        std::string toPort;
        bool isTold = false;
        bool isDue = false;
    };
    void readNodes(const json::Value &graph);
    void readEdges(const json::Value &graph);
    void readEdge(const json::Object &object);
    void joinEdges();
    std::span<const std::uint32_t> edgesOf(std::uint32_t node) const;
    static std::string keyOf(const std::vector<Node> &nodes, const Edge &edge);
    void forgetGone(const std::vector<Node> &nodes, const std::vector<Edge> &edges);
    void dueNode(std::uint32_t index);
    void dueEdge(std::uint32_t index);
    void dueWithEdges(std::uint32_t node);
    const RunOverlay::Places::value_type *placeOf(const RunOverlay &overlay, const Node &node) const;
    std::optional<canvas::NodeRun> lookAt(const RunOverlay &overlay, const Node &node) const;
    std::int64_t passedBy(const RunOverlay &overlay, const Edge &edge) const;

    std::vector<std::string> m_prefixes;
    std::unordered_set<std::string, RunOverlay::Hash, std::equal_to<>> m_prefixSet;
    std::vector<Node> m_nodes;
    std::vector<Edge> m_edges;
    std::vector<std::uint32_t> m_edgesOf; ///< into and out of each node
    std::unordered_map<std::string_view, std::uint32_t> m_index; ///< of nodes, by their own names
    std::vector<std::uint32_t> m_nodesDue;
    std::vector<std::uint32_t> m_edgesDue;
    canvas::RunChanges m_gone; ///< what was told of, and is no more
};

} // namespace signalbox::ui
