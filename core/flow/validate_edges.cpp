// SPDX-License-Identifier: GPL-3.0-or-later
// Nodes, edges, ports, cycles, and what can never run.
#include "flow/validate_p.h"

namespace signalbox::flow {

namespace {

std::string inQuotes(std::string_view text)
{
    return "\"" + std::string(text) + "\"";
}

// The id that a misspelt one may have meant: the same without case and dashes, or one letter off.
std::string nearest(const Flow &flow, std::string_view id)
{
    const auto fold = [](std::string_view text) {
        std::string folded;
        for (const char c : text) {
            if (c != '-' && c != '_' && c != ' ') {
                folded.push_back(static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c));
            }
        }
        return folded;
    };
    const auto wanted = fold(id);
    for (const auto &node : flow.nodes) {
        const auto known = fold(node.id);
        const auto shorter = std::min(known.size(), wanted.size());
        if (known == wanted || (shorter >= 3 && std::max(known.size(), wanted.size()) - shorter <= 1
                                && known.compare(0, shorter, wanted, 0, shorter) == 0)) {
            return node.id;
        }
    }
    return {};
}

std::vector<std::string> outputPorts(const NodeType &type, const Node &node)
{
    std::vector<std::string> ports;
    for (const auto &port : type.outputs) {
        ports.push_back(port.name);
    }
    if (type.dynamicOutputs) {
        for (auto &port : type.dynamicOutputs(node.config)) {
            ports.push_back(std::move(port));
        }
    }
    if (type.kind != NodeKind::Trigger) {
        ports.emplace_back("error");
    }
    return ports;
}

std::string listed(const std::vector<std::string> &names)
{
    std::string text;
    for (const auto &name : names) {
        text += (text.empty() ? "" : ", ") + name;
    }
    return text;
}

void checkEnd(const Subject &subject, std::uint32_t edge, const std::string &id, const char *key)
{
    if (subject.graph.indexOf(id) != Graph::kNone) {
        return;
    }
    const auto suggestion = nearest(subject.flow, id);
    auto &finding = subject.add(Severity::Error, "edge.unknownNode", "An edge names the node " + inQuotes(id) + ", which does not exist.",
                                suggestion.empty() ? "Add the node, or remove the edge." : "Did you mean " + inQuotes(suggestion) + "?", "",
                                "/edges/" + std::to_string(edge) + "/" + key);
    finding.args = {{"id", id}, {"suggestion", suggestion}};
}

void checkPorts(const Subject &subject, std::uint32_t index)
{
    const auto &edge = subject.flow.edges[index];
    const auto source = subject.graph.source(index);
    const auto target = subject.graph.target(index);
    const auto &from = subject.flow.nodes[source];
    const auto &to = subject.flow.nodes[target];
    const auto path = "/edges/" + std::to_string(index);
    if (const auto *type = subject.context.types.find(from.type)) {
        const auto port = effectiveFromPort(edge, from.type);
        const bool plain = port == "out" && !type->outputs.empty() && type->outputs.front().name == "out";
        if (!plain) {
            const auto ports = outputPorts(*type, from);
            if (std::find(ports.begin(), ports.end(), port) == ports.end()) {
                const auto list = listed(ports);
                auto &finding = subject.add(Severity::Error, "edge.unknownPort", "The node " + inQuotes(from.id) + " has no output port " + inQuotes(port) + ".",
                                            list.empty() ? "It has none; remove the edge." : "Its ports: " + list + ".", from.id, path + "/fromPort");
                finding.args = {{"port", std::string(port)}, {"ports", list}};
            }
        }
    }
    if (const auto *type = subject.context.types.find(to.type)) {
        const auto port = effectiveToPort(edge);
        if (type->kind == NodeKind::Trigger) {
            subject.add(Severity::Error, "edge.intoTrigger", "An edge leads into the trigger " + inQuotes(to.id) + ".", "Triggers begin a flow; remove the edge.",
                        to.id, path + "/to");
        } else if (std::none_of(type->inputs.begin(), type->inputs.end(), [&](const Port &known) { return known.name == port; }) && port != "in") {
            std::vector<std::string> ports;
            for (const auto &known : type->inputs) {
                ports.push_back(known.name);
            }
            auto &finding = subject.add(Severity::Error, "edge.unknownPort", "The node " + inQuotes(to.id) + " has no input port " + inQuotes(port) + ".",
                                        "Its ports: " + listed(ports) + ".", to.id, path + "/toPort");
            finding.args = {{"port", std::string(port)}, {"ports", listed(ports)}};
        }
    }
}

} // namespace

void checkNodes(const Subject &subject)
{
    for (std::uint32_t i = 0; i < subject.flow.nodes.size(); ++i) {
        const auto &node = subject.flow.nodes[i];
        const auto path = subject.nodePath(i);
        if (node.id.empty() || node.id.size() > 200 || node.id.find_first_of("/[]\n\r\t") != std::string::npos) {
            subject.add(Severity::Error, "node.badId", "The id " + inQuotes(node.id) + " cannot be used.",
                        "Use 1 to 200 characters without / [ ] and line breaks.", node.id, path + "/id");
        }
        if (const auto first = subject.graph.indexOf(node.id); first != i && first != Graph::kNone) {
            auto &finding = subject.add(Severity::Error, "node.duplicateId",
                                        "The id " + inQuotes(node.id) + " is used by node " + std::to_string(first + 1) + " and again by node " + std::to_string(i + 1) + ".",
                                        "Give one of them another id.", node.id, path + "/id");
            finding.args = {{"id", node.id}, {"first", std::to_string(first)}, {"second", std::to_string(i)}};
        }
        if (!subject.context.types.find(node.type)) {
            const auto suggestion = subject.context.types.suggest(node.type);
            auto &finding = subject.add(Severity::Error, "node.unknownType", "The node " + inQuotes(node.id) + " has the unknown type " + inQuotes(node.type) + ".",
                                        suggestion.empty() ? "Choose a type of the catalogue." : "Did you mean " + inQuotes(suggestion) + "?", node.id, path + "/type");
            finding.args = {{"type", node.type}, {"suggestion", suggestion}};
        }
    }
}

void checkEdges(const Subject &subject)
{
    for (const auto index : subject.graph.danglingEdges()) {
        checkEnd(subject, index, subject.flow.edges[index].from, "from");
        checkEnd(subject, index, subject.flow.edges[index].to, "to");
    }
    for (std::uint32_t node = 0; node < subject.graph.nodeCount(); ++node) {
        const auto edges = subject.graph.outEdges(node);
        for (std::size_t i = 0; i < edges.size(); ++i) {
            checkPorts(subject, edges[i]);
        }
        if (edges.size() < 2) {
            continue;
        }
        std::set<std::tuple<std::uint32_t, std::string_view, std::string_view>> seen;
        for (const auto index : edges) {
            const auto &edge = subject.flow.edges[index];
            if (!seen.emplace(subject.graph.target(index), effectiveFromPort(edge, subject.flow.nodes[node].type), effectiveToPort(edge)).second) {
                subject.add(Severity::Error, "edge.duplicate", "Two edges lead from " + inQuotes(edge.from) + " to " + inQuotes(edge.to) + " by the same ports.",
                            "Remove one; join their conditions with || if both were meant.", edge.from, "/edges/" + std::to_string(index));
            }
        }
    }
    if (const auto cycle = subject.graph.findCycle(); !cycle.empty()) {
        std::string names;
        for (const auto node : cycle) {
            names += subject.flow.nodes[node].id + " → ";
        }
        names += subject.flow.nodes[cycle.front()].id;
        auto &finding = subject.add(Severity::Error, "flow.cycle", "These nodes wait for one another in a circle: " + names + ".",
                                    "Remove one of its edges, or use a loop node.", subject.flow.nodes[cycle.front()].id, subject.nodePath(cycle.front()));
        finding.args = {{"cycle", names}};
    }
}

void checkReachability(const Subject &subject)
{
    const auto &flow = subject.flow;
    if (flow.nodes.empty()) {
        subject.add(Severity::Error, "flow.empty", "The flow has no nodes.", "Add a node.", "", "/nodes");
        return;
    }
    std::vector<std::uint32_t> open;
    for (std::uint32_t i = 0; i < flow.nodes.size(); ++i) {
        const auto *type = subject.context.types.find(flow.nodes[i].type);
        if (type && type->kind == NodeKind::Trigger) {
            open.push_back(i);
        }
    }
    if (open.empty()) {
        return;
    }
    std::vector<bool> reached(flow.nodes.size());
    while (!open.empty()) {
        const auto node = open.back();
        open.pop_back();
        if (reached[node]) {
            continue;
        }
        reached[node] = true;
        for (const auto edge : subject.graph.outEdges(node)) {
            open.push_back(subject.graph.target(edge));
        }
    }
    for (std::uint32_t i = 0; i < flow.nodes.size(); ++i) {
        if (reached[i]) {
            continue;
        }
        const auto &id = flow.nodes[i].id;
        if (subject.graph.inEdges(i).empty()) {
            subject.add(Severity::Warning, "node.neverRuns", "The node " + inQuotes(id) + " has no incoming edge and the flow has a trigger, so it never runs.",
                        "Connect it, or remove it.", id, subject.nodePath(i));
        } else {
            subject.add(Severity::Warning, "node.unreachable", "No trigger leads to the node " + inQuotes(id) + ", so it never runs.",
                        "Connect what comes before it to a trigger.", id, subject.nodePath(i));
        }
    }
}

} // namespace signalbox::flow
