// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/run_picture.h"

#include <algorithm>
#include <numeric>

namespace signalbox::ui {

namespace {

const json::Array *listOf(const json::Value &graph, std::string_view name)
{
    const auto *list = json::find(graph, name);
    return list ? list->if_array() : nullptr;
}

} // namespace

void RunPicture::setGraph(const json::Value &graph, std::vector<std::string> prefixes)
{
    m_prefixSet = {prefixes.begin(), prefixes.end()};
    m_prefixes = std::move(prefixes);
    const auto nodes = std::exchange(m_nodes, {});
    const auto edges = std::exchange(m_edges, {});
    m_index.clear();
    m_edgesOf.clear();
    m_nodesDue.clear();
    m_edgesDue.clear();
    readNodes(graph);
    readEdges(graph);
    forgetGone(nodes, edges);
    touch(std::nullopt);
}

void RunPicture::readNodes(const json::Value &graph)
{
    const auto *list = listOf(graph, "nodes");
    if (!list) {
        return;
    }
    m_nodes.reserve(list->size()); // names stay where they are
    m_index.reserve(list->size());
    for (const auto &entry : *list) {
        if (const auto *object = entry.if_object()) {
            auto &node = m_nodes.emplace_back();
            node.id = json::text(*object, "id");
            node.isCondition = json::text(*object, "type") == "condition";
            node.goesOn = json::text(*object, "onError") == "default";
            m_index.try_emplace(node.id, static_cast<std::uint32_t>(m_nodes.size() - 1));
        }
    }
}

void RunPicture::readEdges(const json::Value &graph)
{
    if (const auto *list = listOf(graph, "edges")) {
        m_edges.reserve(list->size());
        for (const auto &entry : *list) {
            if (const auto *object = entry.if_object()) {
                readEdge(*object);
            }
        }
    }
    joinEdges();
}

void RunPicture::readEdge(const json::Object &object)
{
    const auto from = m_index.find(json::text(object, "from"));
    const auto to = m_index.find(json::text(object, "to"));
    if (to != m_index.end()) {
        ++m_nodes[to->second].incoming;
    }
    if (from == m_index.end()) {
        return;
    }
    auto &source = m_nodes[from->second];
    source.isPlain = source.isPlain && !object.contains("condition");
    if (to == m_index.end()) {
        return;
    }
    auto &edge = m_edges.emplace_back();
    edge.from = from->second;
    edge.to = to->second;
    const auto port = json::text(object, "fromPort");
    edge.fromPort = !port.empty() ? port : source.isCondition ? "true" : "out";
    edge.toPort = json::text(object, "toPort", "in");
}

void RunPicture::joinEdges()
{
    std::vector<std::uint32_t> next(m_nodes.size() + 1);
    for (const auto &edge : m_edges) {
        ++next[edge.from + 1];
        ++next[edge.to + 1];
    }
    std::partial_sum(next.begin(), next.end(), next.begin());
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        m_nodes[i].firstEdge = next[i];
    }
    m_edgesOf.resize(next.back());
    for (std::uint32_t i = 0; i < m_edges.size(); ++i) {
        m_edgesOf[next[m_edges[i].from]++] = i;
        m_edgesOf[next[m_edges[i].to]++] = i;
    }
}

std::span<const std::uint32_t> RunPicture::edgesOf(std::uint32_t node) const
{
    const auto end = node + 1 < m_nodes.size() ? m_nodes[node + 1].firstEdge : m_edgesOf.size();
    return std::span(m_edgesOf).subspan(m_nodes[node].firstEdge, end - m_nodes[node].firstEdge);
}

// As canvas::Scene::routeKey() has it.
std::string RunPicture::keyOf(const std::vector<Node> &nodes, const Edge &edge)
{
    std::string key = nodes[edge.from].id;
    key.append(":").append(edge.fromPort).append(">").append(nodes[edge.to].id).append(":").append(edge.toPort);
    return key;
}

// What was told of things that are no more is taken back; of those that stay it still stands.
void RunPicture::forgetGone(const std::vector<Node> &nodes, const std::vector<Edge> &edges)
{
    for (const auto &node : nodes) {
        if (!node.isTold) {
            continue;
        }
        if (const auto known = m_index.find(node.id); known != m_index.end()) {
            m_nodes[known->second].isTold = true;
        } else {
            m_gone.nodes.emplace_back(node.id, std::nullopt);
        }
    }
    std::unordered_map<std::string, std::uint32_t> byKey;
    if (std::ranges::any_of(edges, &Edge::isTold)) {
        for (std::uint32_t i = 0; i < m_edges.size(); ++i) {
            byKey.try_emplace(keyOf(m_nodes, m_edges[i]), i);
        }
    }
    for (const auto &edge : edges) {
        if (!edge.isTold) {
            continue;
        }
        auto key = keyOf(nodes, edge);
        if (const auto known = byKey.find(key); known != byKey.end()) {
            m_edges[known->second].isTold = true;
        } else {
            m_gone.edges.push_back({nodes[edge.from].id, nodes[edge.to].id, std::move(key), 0});
        }
    }
}

void RunPicture::dueNode(std::uint32_t index)
{
    if (!std::exchange(m_nodes[index].isDue, true)) {
        m_nodesDue.push_back(index);
    }
}

void RunPicture::dueEdge(std::uint32_t index)
{
    if (!std::exchange(m_edges[index].isDue, true)) {
        m_edgesDue.push_back(index);
    }
}

void RunPicture::dueWithEdges(std::uint32_t node)
{
    dueNode(node);
    for (const auto edge : edgesOf(node)) {
        dueEdge(edge);
    }
}

void RunPicture::touch(const std::optional<std::unordered_set<std::string>> &paths)
{
    if (!paths) {
        for (std::uint32_t i = 0; i < m_nodes.size(); ++i) {
            dueNode(i);
        }
        for (std::uint32_t i = 0; i < m_edges.size(); ++i) {
            dueEdge(i);
        }
        return;
    }
    for (const std::string_view path : *paths) {
        const auto head = path.rfind('/') + 1; // 0 where there is none
        const auto node = m_prefixSet.contains(path.substr(0, head)) ? m_index.find(path.substr(head)) : m_index.end();
        if (node != m_index.end()) {
            dueWithEdges(node->second);
        }
    }
}

void RunPicture::renewNode(const json::Object &node)
{
    if (const auto known = m_index.find(json::text(node, "id")); known != m_index.end()) {
        m_nodes[known->second].goesOn = json::text(node, "onError") == "default";
        dueWithEdges(known->second);
    }
}

void RunPicture::forget()
{
    m_prefixes.clear();
    m_prefixSet.clear();
    m_index.clear();
    m_nodes.clear();
    m_edges.clear();
    m_edgesOf.clear();
    m_nodesDue.clear();
    m_edgesDue.clear();
    m_gone = {};
}

canvas::RunChanges RunPicture::look(const RunOverlay &overlay, std::size_t most)
{
    auto changes = std::exchange(m_gone, {});
    std::size_t looked = 0;
    for (; !m_nodesDue.empty() && looked < most; ++looked) {
        auto &node = m_nodes[m_nodesDue.back()];
        m_nodesDue.pop_back();
        node.isDue = false;
        auto run = lookAt(overlay, node);
        if (run || node.isTold) {
            node.isTold = run.has_value();
            changes.nodes.emplace_back(node.id, std::move(run));
        }
    }
    for (; !m_edgesDue.empty() && looked < most; ++looked) {
        auto &edge = m_edges[m_edgesDue.back()];
        m_edgesDue.pop_back();
        edge.isDue = false;
        const auto passed = passedBy(overlay, edge);
        if (passed > 0 || edge.isTold) {
            edge.isTold = passed > 0;
            changes.edges.push_back({m_nodes[edge.from].id, m_nodes[edge.to].id, keyOf(m_nodes, edge), passed});
        }
    }
    return changes;
}

const RunOverlay::Places::value_type *RunPicture::placeOf(const RunOverlay &overlay, const Node &node) const
{
    std::string path;
    for (const auto &prefix : m_prefixes) {
        path.assign(prefix).append(node.id);
        const auto place = overlay.m_places.find(path);
        if (place != overlay.m_places.end() && !RunOverlay::isUntouched(place->second)) {
            return &*place;
        }
    }
    return nullptr;
}

std::optional<canvas::NodeRun> RunPicture::lookAt(const RunOverlay &overlay, const Node &node) const
{
    if (const auto *place = placeOf(overlay, node)) {
        return overlay.runOf(*place);
    }
    if (overlay.m_ended == api::RunState::Succeeded && overlay.known() == RunOverlay::Known::All && !overlay.isEmpty()) {
        canvas::NodeRun skipped;
        skipped.state = State::Skipped;
        return skipped;
    }
    return std::nullopt;
}

// Edges have no rows of their own. What came to a node that has one edge came by that edge; and of a node without
// conditions, an edge that leaves by the port of success was taken as often as it succeeded. Where neither tells how
// often an edge was taken (a branch that joins others), nothing is told.
std::int64_t RunPicture::passedBy(const RunOverlay &overlay, const Edge &edge) const
{
    const auto &source = m_nodes[edge.from];
    const auto &target = m_nodes[edge.to];
    if (overlay.known() == RunOverlay::Known::Part || (target.incoming != 1 && (!source.isPlain || (edge.fromPort != "out" && edge.fromPort != "error")))) {
        return 0;
    }
    const auto *left = placeOf(overlay, source);
    const auto *came = left ? placeOf(overlay, target) : nullptr;
    if (!came) {
        return 0;
    }
    const auto count = [](const RunOverlay::Places::value_type *place, api::StepState state) { return place->second.byState[static_cast<std::size_t>(state)]; };
    const auto &states = came->second.byState;
    const auto begun = std::accumulate(states.begin(), states.end(), std::int64_t(0)) - count(came, api::StepState::Skipped);
    if (target.incoming == 1 || begun == 0) {
        return begun;
    }
    const auto failed = count(left, api::StepState::Failed);
    return edge.fromPort == "error" ? failed : count(left, api::StepState::Succeeded) + (source.goesOn ? failed : 0);
}

} // namespace signalbox::ui
