// SPDX-License-Identifier: GPL-3.0-or-later
// Nodes by themselves: ids, types, and what can never run.
#include "flow/validate_p.h"

namespace signalbox::flow {

namespace {

constexpr std::size_t kLongestId = 200;

bool isUsableId(std::string_view id)
{
    return !id.empty() && id.size() <= kLongestId
        && std::none_of(id.begin(), id.end(), [](char c) { return c == '/' || c == '[' || c == ']' || static_cast<unsigned char>(c) < 0x20; });
}

void checkType(const Subject &subject, std::uint32_t index, std::map<std::string_view, std::string> &suggestions)
{
    const auto &node = subject.flow.nodes[index];
    auto [known, isNew] = suggestions.try_emplace(node.type);
    if (isNew) {
        known->second = subject.context.types.suggest(node.type);
    }
    auto &finding = subject.add(Severity::Error, "node.unknownType", "The node " + inQuotes(node.id) + " has the unknown type " + inQuotes(node.type) + ".",
                                didYouMean(known->second, "Choose a type of the catalogue."), node.id, Subject::nodePath(index) + "/type");
    finding.args = {{"type", node.type}, {"suggestion", known->second}};
}

// What is lost where a node is switched off.
void checkDisabled(const Subject &subject, std::uint32_t index)
{
    const auto &node = subject.flow.nodes[index];
    const auto &type = *subject.types[index];
    if (type.kind == NodeKind::Output) {
        subject.add(Severity::Warning, "node.disabledOutput", "The output " + inQuotes(node.id) + " is switched off, so the flow gives nothing by it.", "Switch it on, or remove it.",
                    node.id, Subject::nodePath(index));
        return;
    }
    const auto passes = passPort(type);
    for (const auto edge : subject.graph.outEdges(index)) {
        const auto port = effectiveFromPort(subject.flow.edges[edge], type.name);
        if (port != passes && port != "error") {
            auto &finding = subject.add(Severity::Warning, "node.disabledBranch",
                                        "The node " + inQuotes(node.id) + " is switched off and hands its input on by " + inQuotes(passes) + "; its edge by " + inQuotes(port) + " is never taken.",
                                        "Switch it on, or move the edge.", node.id, Subject::edgePath(edge));
            finding.args = {{"port", std::string(port)}, {"passes", std::string(passes)}};
        }
    }
}

} // namespace

void checkNodes(const Subject &subject)
{
    std::map<std::string_view, std::string> suggestions;
    for (std::uint32_t i = 0; i < subject.flow.nodes.size(); ++i) {
        const auto &node = subject.flow.nodes[i];
        if (!isUsableId(node.id)) {
            subject.add(Severity::Error, "node.badId", "The id " + inQuotes(node.id) + " cannot be used.",
                        "Use 1 to 200 characters without / [ ] and control characters.", node.id, Subject::nodePath(i) + "/id");
        }
        if (const auto first = subject.graph.indexOf(node.id); first != i && first != Graph::kNone) {
            auto &finding = subject.add(Severity::Error, "node.duplicateId",
                                        "The id " + inQuotes(node.id) + " is used by " + Subject::nodePath(first) + " and again by " + Subject::nodePath(i) + ".",
                                        "Give one of them another id, and mend the edges that mean it.", node.id, Subject::nodePath(i) + "/id");
            finding.args = {{"id", node.id}, {"first", subject.path + Subject::nodePath(first)}, {"second", subject.path + Subject::nodePath(i)}};
        }
        if (!subject.types[i]) {
            checkType(subject, i, suggestions);
        } else if (node.disabled) {
            checkDisabled(subject, i);
        }
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
    std::vector<std::uint32_t> off;
    for (std::uint32_t i = 0; i < flow.nodes.size(); ++i) {
        if (subject.types[i] && subject.types[i]->kind == NodeKind::Trigger) {
            (flow.nodes[i].disabled ? off : open).push_back(i);
        }
    }
    if (open.empty() && !off.empty()) {
        subject.add(Severity::Error, "node.disabledTrigger", "Every trigger of the flow is switched off, so nothing begins.", "Switch one on, or remove them.",
                    flow.nodes[off.front()].id, Subject::nodePath(off.front()));
        return;
    }
    if (open.empty()) {
        return; // every root starts, and what no root leads to waits in a cycle, which is reported
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
        if (reached[i] || std::find(off.begin(), off.end(), i) != off.end()) {
            continue;
        }
        const auto &id = flow.nodes[i].id;
        if (subject.graph.inEdges(i).empty()) {
            subject.add(Severity::Warning, "node.neverRuns", "The node " + inQuotes(id) + " has no incoming edge and the flow has a trigger, so it never runs.",
                        "Connect it, or remove it.", id, Subject::nodePath(i));
        } else {
            subject.add(Severity::Warning, "node.unreachable", "No trigger leads to the node " + inQuotes(id) + ", so it never runs.",
                        "Connect what comes before it to a trigger.", id, Subject::nodePath(i));
        }
    }
}

} // namespace signalbox::flow
