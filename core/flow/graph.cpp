// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/graph.h"

#include <queue>

namespace signalbox::flow {

Graph::Graph(const Flow &flow)
{
    const auto nodes = flow.nodes.size();
    m_index.reserve(nodes);
    for (std::uint32_t i = 0; i < nodes; ++i) {
        m_index.emplace(flow.nodes[i].id, i);
    }
    m_source.reserve(flow.edges.size());
    m_target.reserve(flow.edges.size());
    m_outBegin.assign(nodes + 1, 0);
    m_inBegin.assign(nodes + 1, 0);
    for (std::uint32_t e = 0; e < flow.edges.size(); ++e) {
        auto source = indexOf(flow.edges[e].from);
        auto target = indexOf(flow.edges[e].to);
        if (source == kNone || target == kNone) {
            m_dangling.push_back(e);
            source = target = kNone;
        } else {
            ++m_outBegin[source + 1];
            ++m_inBegin[target + 1];
        }
        m_source.push_back(source);
        m_target.push_back(target);
    }
    for (std::size_t i = 0; i < nodes; ++i) {
        m_outBegin[i + 1] += m_outBegin[i];
        m_inBegin[i + 1] += m_inBegin[i];
    }
    m_out.resize(m_outBegin.back());
    m_in.resize(m_inBegin.back());
    auto outNext = m_outBegin;
    auto inNext = m_inBegin;
    for (std::uint32_t e = 0; e < flow.edges.size(); ++e) {
        if (m_source[e] != kNone) {
            m_out[outNext[m_source[e]]++] = e;
            m_in[inNext[m_target[e]]++] = e;
        }
    }

    // Kahn's algorithm with a heap, so that equals keep the file's order.
    std::vector<std::uint32_t> missing(nodes);
    std::priority_queue<std::uint32_t, std::vector<std::uint32_t>, std::greater<>> ready;
    for (std::uint32_t i = 0; i < nodes; ++i) {
        missing[i] = static_cast<std::uint32_t>(inEdges(i).size());
        if (missing[i] == 0) {
            ready.push(i);
        }
    }
    m_order.reserve(nodes);
    while (!ready.empty()) {
        const auto node = ready.top();
        ready.pop();
        m_order.push_back(node);
        for (const auto edge : outEdges(node)) {
            if (--missing[m_target[edge]] == 0) {
                ready.push(m_target[edge]);
            }
        }
    }
}

std::uint32_t Graph::indexOf(std::string_view id) const
{
    const auto found = m_index.find(id);
    return found == m_index.end() ? kNone : found->second;
}

std::span<const std::uint32_t> Graph::outEdges(std::uint32_t node) const
{
    return {m_out.data() + m_outBegin[node], m_out.data() + m_outBegin[node + 1]};
}

std::span<const std::uint32_t> Graph::inEdges(std::uint32_t node) const
{
    return {m_in.data() + m_inBegin[node], m_in.data() + m_inBegin[node + 1]};
}

std::vector<std::uint32_t> Graph::findCycle() const
{
    if (m_order.size() == nodeCount()) {
        return {};
    }
    std::vector<bool> sorted(nodeCount());
    for (const auto node : m_order) {
        sorted[node] = true;
    }
    // Every node that could not be sorted has an unsorted predecessor: walking back must meet itself.
    std::uint32_t at = 0;
    while (sorted[at]) {
        ++at;
    }
    std::vector<std::uint32_t> position(nodeCount(), kNone);
    std::vector<std::uint32_t> path;
    while (position[at] == kNone) {
        position[at] = static_cast<std::uint32_t>(path.size());
        path.push_back(at);
        for (const auto edge : inEdges(at)) {
            if (!sorted[m_source[edge]]) {
                at = m_source[edge];
                break;
            }
        }
    }
    std::vector<std::uint32_t> cycle(path.begin() + position[at], path.end());
    std::reverse(cycle.begin(), cycle.end());
    std::rotate(cycle.begin(), std::min_element(cycle.begin(), cycle.end()), cycle.end());
    return cycle;
}

bool Graph::reaches(std::uint32_t ancestor, std::uint32_t node) const
{
    if (ancestor == node) {
        return false;
    }
    std::vector<bool> seen(nodeCount());
    std::vector<std::uint32_t> open = {node};
    while (!open.empty()) {
        const auto at = open.back();
        open.pop_back();
        for (const auto edge : inEdges(at)) {
            const auto source = m_source[edge];
            if (source == ancestor) {
                return true;
            }
            if (!seen[source]) {
                seen[source] = true;
                open.push_back(source);
            }
        }
    }
    return false;
}

std::string_view effectiveFromPort(const Edge &edge, std::string_view sourceType)
{
    if (!edge.fromPort.empty()) {
        return edge.fromPort;
    }
    return sourceType == "condition" ? std::string_view("true") : std::string_view("out");
}

std::string_view effectiveToPort(const Edge &edge)
{
    return edge.toPort.empty() ? std::string_view("in") : std::string_view(edge.toPort);
}

} // namespace signalbox::flow
