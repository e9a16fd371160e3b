// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/graph.h"

#include <algorithm>
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

// The number of its strongly connected component for each node. Source: Tarjan 1972, without recursion.
std::vector<std::uint32_t> Graph::findKnots(std::uint32_t &count) const
{
    struct Visit
    {
        std::uint32_t node;
        std::size_t next; ///< which of its edges comes next
    };
    const auto nodes = nodeCount();
    std::vector<std::uint32_t> knot(nodes, kNone);
    std::vector<std::uint32_t> number(nodes, kNone);
    std::vector<std::uint32_t> low(nodes, 0);
    std::vector<std::uint32_t> stack;
    std::vector<Visit> visits;
    std::uint32_t counter = 0;
    count = 0;
    for (std::uint32_t root = 0; root < nodes; ++root) {
        if (number[root] != kNone) {
            continue;
        }
        visits.push_back({root, 0});
        while (!visits.empty()) {
            auto &[node, next] = visits.back();
            if (next == 0) {
                number[node] = low[node] = counter++;
                stack.push_back(node);
            }
            const auto edges = outEdges(node);
            bool entered = false;
            while (!entered && next < edges.size()) {
                const auto target = m_target[edges[next++]];
                if (number[target] == kNone) {
                    visits.push_back({target, 0});
                    entered = true;
                } else if (knot[target] == kNone) {
                    low[node] = std::min(low[node], number[target]);
                }
            }
            if (entered) {
                continue; // the references above are no longer valid
            }
            const auto done = node;
            if (low[done] == number[done]) {
                std::uint32_t member;
                do {
                    member = stack.back();
                    stack.pop_back();
                    knot[member] = count;
                } while (member != done);
                ++count;
            }
            visits.pop_back();
            if (!visits.empty()) {
                const auto parent = visits.back().node;
                low[parent] = std::min(low[parent], low[done]);
            }
        }
    }
    return knot;
}

std::vector<std::vector<std::uint32_t>> Graph::findCycles() const
{
    if (m_order.size() == nodeCount()) {
        return {};
    }
    std::uint32_t count = 0;
    const auto knot = findKnots(count);
    std::vector<std::vector<std::uint32_t>> cycles;
    std::vector<bool> seen(count);
    std::vector<std::uint32_t> position(nodeCount(), kNone);
    for (std::uint32_t first = 0; first < nodeCount(); ++first) {
        if (seen[knot[first]]) {
            continue;
        }
        seen[knot[first]] = true;
        // Every node of a knot has a predecessor in it: walking back must meet itself.
        std::vector<std::uint32_t> path;
        auto at = first;
        while (at != kNone && position[at] == kNone) {
            position[at] = static_cast<std::uint32_t>(path.size());
            path.push_back(at);
            const auto edges = inEdges(at);
            const auto back = std::find_if(edges.begin(), edges.end(), [&](auto edge) { return knot[m_source[edge]] == knot[first]; });
            at = back == edges.end() ? kNone : m_source[*back];
        }
        if (at == kNone) {
            continue; // a knot of one node without an edge to itself
        }
        std::vector<std::uint32_t> cycle(path.begin() + position[at], path.end());
        std::reverse(cycle.begin(), cycle.end());
        std::rotate(cycle.begin(), std::min_element(cycle.begin(), cycle.end()), cycle.end());
        cycles.push_back(std::move(cycle));
    }
    return cycles;
}

std::vector<std::uint32_t> Graph::findCycle() const
{
    auto cycles = findCycles();
    return cycles.empty() ? std::vector<std::uint32_t>() : std::move(cycles.front());
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
