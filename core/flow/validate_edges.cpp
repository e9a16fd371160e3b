// SPDX-License-Identifier: GPL-3.0-or-later
// Edges: their ends, their ports, doubles, and cycles.
#include "flow/nearest_p.h"
#include "flow/validate_p.h"

#include <set>

namespace signalbox::flow {

namespace {

std::string listed(const std::vector<std::string> &names)
{
    std::string text;
    for (const auto &name : names) {
        text += (text.empty() ? "" : ", ") + name;
    }
    return text;
}

std::vector<std::string> inputPorts(const NodeType &type)
{
    std::vector<std::string> ports;
    for (const auto &port : type.inputs) {
        ports.push_back(port.name);
    }
    return ports;
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
    if (type.kind != NodeKind::Trigger && type.kind != NodeKind::Output) {
        ports.emplace_back("error");
    }
    return ports;
}

void checkEnds(const Subject &subject, std::uint32_t index, NearestName &names)
{
    const auto &edge = subject.flow.edges[index];
    const auto check = [&](const std::string &id, const std::string &other, const char *key) {
        if (subject.graph.indexOf(id) != Graph::kNone) {
            return;
        }
        const std::string suggestion(names.find(id));
        const auto node = subject.graph.indexOf(other) == Graph::kNone ? std::string() : other;
        auto &finding = subject.add(Severity::Error, "edge.unknownNode",
                                    "The edge from " + inQuotes(edge.from) + " to " + inQuotes(edge.to) + " names the node " + inQuotes(id) + ", which does not exist.",
                                    didYouMean(suggestion, "Add the node, or remove the edge."), node, Subject::edgePath(index) + "/" + key);
        finding.args = {{"id", id}, {"suggestion", suggestion}};
    };
    check(edge.from, edge.to, "from");
    if (edge.to != edge.from) {
        check(edge.to, edge.from, "to");
    }
}

void unknownPort(const Subject &subject, std::uint32_t index, std::string_view port, const std::vector<std::string> &ports, bool isOutput)
{
    const auto &edge = subject.flow.edges[index];
    const auto &node = isOutput ? edge.from : edge.to;
    const bool named = !(isOutput ? edge.fromPort : edge.toPort).empty();
    NearestName names;
    for (const auto &known : ports) {
        names.add(known);
    }
    const std::string suggestion(names.find(port));
    const auto list = listed(ports);
    const std::string kind = isOutput ? "output" : "input";
    auto fix = list.empty() ? "It has no " + kind + " ports; remove the edge." : "Its " + kind + " ports: " + list + ".";
    if (!suggestion.empty()) {
        fix = didYouMean(suggestion, "") + " " + fix;
    }
    auto &finding = subject.add(Severity::Error, "edge.unknownPort", "The node " + inQuotes(node) + " has no " + kind + " port " + inQuotes(port) + ".", std::move(fix), node,
                                Subject::edgePath(index) + (!named ? "" : isOutput ? "/fromPort" : "/toPort"));
    finding.args = {{"port", std::string(port)}, {"ports", list}};
}

void checkPorts(const Subject &subject, std::uint32_t index)
{
    const auto &edge = subject.flow.edges[index];
    const auto source = subject.graph.source(index);
    const auto target = subject.graph.target(index);
    if (const auto *type = subject.types[source]) {
        const auto port = effectiveFromPort(edge, type->name);
        const bool plain = !type->outputs.empty() && type->outputs.front().name == port;
        if (!plain) {
            const auto ports = outputPorts(*type, subject.flow.nodes[source]);
            if (std::find(ports.begin(), ports.end(), port) == ports.end()) {
                unknownPort(subject, index, port, ports, true);
            }
        }
    }
    if (const auto *type = subject.types[target]) {
        const auto port = effectiveToPort(edge);
        if (type->kind == NodeKind::Trigger) {
            subject.add(Severity::Error, "edge.intoTrigger", "An edge leads from " + inQuotes(edge.from) + " into the trigger " + inQuotes(edge.to) + ".",
                        "Triggers begin a flow; remove the edge.", edge.to, Subject::edgePath(index) + "/to");
        } else if (std::none_of(type->inputs.begin(), type->inputs.end(), [&](const Port &known) { return known.name == port; })) {
            unknownPort(subject, index, port, inputPorts(*type), false);
        }
    }
}

void checkDoubles(const Subject &subject, std::uint32_t node)
{
    const auto edges = subject.graph.outEdges(node);
    if (edges.size() < 2) {
        return;
    }
    std::map<std::tuple<std::uint32_t, std::string_view, std::string_view>, std::uint32_t> seen;
    for (const auto index : edges) {
        const auto &edge = subject.flow.edges[index];
        const auto key = std::tuple(subject.graph.target(index), effectiveFromPort(edge, subject.flow.nodes[node].type), effectiveToPort(edge));
        const auto [first, isNew] = seen.emplace(key, index);
        if (!isNew) {
            auto &finding = subject.add(Severity::Error, "edge.duplicate",
                                        "Two edges lead from " + inQuotes(edge.from) + " to " + inQuotes(edge.to) + " by the same ports: "
                                            + Subject::edgePath(first->second) + " and " + Subject::edgePath(index) + ".",
                                        "Remove one; join their conditions with || if both were meant.", edge.from, Subject::edgePath(index));
            finding.args = {{"first", subject.path + Subject::edgePath(first->second)}, {"second", subject.path + Subject::edgePath(index)}};
        }
    }
}

} // namespace

void checkEdges(const Subject &subject)
{
    if (!subject.graph.danglingEdges().empty()) {
        NearestName names;
        for (const auto &node : subject.flow.nodes) {
            names.add(node.id);
        }
        for (const auto index : subject.graph.danglingEdges()) {
            checkEnds(subject, index, names);
        }
    }
    for (std::uint32_t node = 0; node < subject.graph.nodeCount(); ++node) {
        for (const auto edge : subject.graph.outEdges(node)) {
            checkPorts(subject, edge);
        }
        checkDoubles(subject, node);
    }
}

void checkCycles(const Subject &subject)
{
    for (const auto &cycle : subject.graph.findCycles()) {
        std::string names;
        for (const auto node : cycle) {
            names += subject.flow.nodes[node].id + " → ";
        }
        const auto &first = subject.flow.nodes[cycle.front()].id;
        names += first;
        auto &finding = subject.add(Severity::Error, "flow.cycle",
                                    cycle.size() == 1 ? "The node " + inQuotes(first) + " waits for itself: " + names + "." : "These nodes wait for one another in a circle: " + names + ".",
                                    "Remove one of its edges, or use a loop node.", first, Subject::nodePath(cycle.front()));
        finding.args = {{"cycle", names}};
    }
}

} // namespace signalbox::flow
