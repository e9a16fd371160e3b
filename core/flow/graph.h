// SPDX-License-Identifier: GPL-3.0-or-later
// A flow's structure with names resolved to indexes: what the validator, the engine and the editor walk.
#pragma once

#include "flow/model.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace signalbox::flow {

/// Adjacency of a flow by index. Edges that name unknown nodes are left out (and listed). The flow must
/// outlive the graph.
class Graph
{
public:
    explicit Graph(const Flow &flow);

    static constexpr std::uint32_t kNone = 0xffffffff;

    std::size_t nodeCount() const { return m_outBegin.size() - 1; }
    /// Index of a node, kNone if there is none (the first of duplicates).
    std::uint32_t indexOf(std::string_view id) const;
    /// Edge indexes (into flow.edges) that leave or enter a node, in file order.
    std::span<const std::uint32_t> outEdges(std::uint32_t node) const;
    std::span<const std::uint32_t> inEdges(std::uint32_t node) const;
    std::uint32_t source(std::uint32_t edge) const { return m_source[edge]; }
    std::uint32_t target(std::uint32_t edge) const { return m_target[edge]; }
    /// Edges whose ends do not exist.
    const std::vector<std::uint32_t> &danglingEdges() const { return m_dangling; }

    /// Nodes in topological order, file order among equals; shorter than nodeCount() if there is a cycle.
    const std::vector<std::uint32_t> &order() const { return m_order; }
    /// The nodes of one cycle in edge order, empty if there is none.
    std::vector<std::uint32_t> findCycle() const;
    /// One cycle of every knot of nodes that wait for one another, each from its first node in the file.
    std::vector<std::vector<std::uint32_t>> findCycles() const;
    /// Whether `ancestor` reaches `node`. Linear in the part of the graph between them.
    bool reaches(std::uint32_t ancestor, std::uint32_t node) const;

private:
    std::vector<std::uint32_t> findKnots(std::uint32_t &count) const;

    std::unordered_map<std::string_view, std::uint32_t> m_index;
    std::vector<std::uint32_t> m_outBegin, m_out, m_inBegin, m_in, m_source, m_target, m_dangling, m_order;
};

/// The port that an edge leaves by, with the defaults of section 9 applied ("true" for a condition).
std::string_view effectiveFromPort(const Edge &edge, std::string_view sourceType);
std::string_view effectiveToPort(const Edge &edge);

} // namespace signalbox::flow
