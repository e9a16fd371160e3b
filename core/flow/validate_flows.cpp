// SPDX-License-Identifier: GPL-3.0-or-later
// Flows that run flows: bodies in place, flows called by id, and who calls whom.
#include "flow/nearest_p.h"
#include "flow/shape_p.h"
#include "flow/validate_p.h"

namespace signalbox::flow {

namespace {

constexpr int kDeepest = 16;

// One place where a flow of the file calls another of it.
struct Call
{
    std::uint32_t caller; ///< 0: the file's own flow, then its `flows` in order
    std::uint32_t target;
    Names given;
    std::string node;
    std::string path;
};

class CallFinder
{
public:
    CallFinder(const Flow &file, const NodeCatalogue &types) : m_types(types)
    {
        m_index.emplace(file.id, 0);
        std::uint32_t next = 1;
        for (const auto &[id, flow] : file.flows) {
            m_index[id] = next++; // a flow of the file comes before the file's own of the same id
        }
        visit(file, 0, "", {});
        next = 1;
        for (const auto &[id, flow] : file.flows) {
            std::string path = "/flows";
            json::appendPointer(path, id);
            visit(*flow, next++, path, {});
        }
    }

    std::vector<Call> calls;

private:
    void visit(const Flow &flow, std::uint32_t caller, const std::string &path, const Names &names)
    {
        for (std::uint32_t i = 0; i < flow.nodes.size(); ++i) {
            const auto &node = flow.nodes[i];
            if (node.config.contains("flow") || node.config.contains("body")) {
                visitNode(node.id, node.type, node.config, caller, path + Subject::nodePath(i), names, 0);
            }
        }
    }

    void visitNode(std::string_view id, std::string_view typeName, const json::Object &config, std::uint32_t caller, const std::string &path, Names names, int depth)
    {
        const auto *type = m_types.find(typeName);
        if (!type || !hasBody(*type) || depth > kDeepest) {
            return;
        }
        names.item = names.item || type->kind == NodeKind::Map;
        names.loop = names.loop || type->kind == NodeKind::Loop;
        if (const auto *body = config.if_contains("body"); body && body->is_object()) {
            const auto *nodes = json::find(*body, "nodes");
            for (std::size_t i = 0; nodes && nodes->is_array() && i < nodes->get_array().size(); ++i) {
                const auto *object = nodes->get_array()[i].if_object();
                const auto *inner = object ? json::find(*object, "config") : nullptr;
                if (inner && inner->is_object()) {
                    visitNode(json::text(*object, "id"), json::text(*object, "type"), inner->get_object(), caller,
                              path + "/config/body/nodes/" + std::to_string(i), names, depth + 1);
                }
            }
        } else if (const auto found = m_index.find(json::text(config, "flow")); found != m_index.end() && config.contains("flow")) {
            calls.push_back({caller, found->second, names, std::string(id), path + "/config/flow"});
        }
    }

    const NodeCatalogue &m_types;
    std::map<std::string, std::uint32_t, std::less<>> m_index;
};

// Hands a name on from every flow that has it to those that it calls.
void spread(const Graph &graph, std::vector<Names> &scopes, bool Names::*name)
{
    std::vector<std::uint32_t> open;
    for (std::uint32_t i = 0; i < scopes.size(); ++i) {
        if (scopes[i].*name) {
            open.push_back(i);
        }
    }
    while (!open.empty()) {
        const auto caller = open.back();
        open.pop_back();
        for (const auto edge : graph.outEdges(caller)) {
            auto &has = scopes[graph.target(edge)].*name;
            if (!has) {
                has = true;
                open.push_back(graph.target(edge));
            }
        }
    }
}

} // namespace

void checkBody(const Subject &subject, std::uint32_t index)
{
    const auto &node = subject.flow.nodes[index];
    const auto &type = *subject.types[index];
    const auto *named = node.config.if_contains("flow");
    const auto *body = node.config.if_contains("body");
    const auto path = Subject::nodePath(index) + "/config";
    if (body && body->is_object()) {
        if (named) {
            subject.add(Severity::Error, "config.body", "The node " + inQuotes(node.id) + " has \"flow\" and \"body\"; only one of them can run.", "Remove one of them.", node.id,
                        path);
        }
        if (subject.depth >= kDeepest) {
            subject.add(Severity::Error, "flow.tooDeep", "Bodies stand more than " + std::to_string(kDeepest) + " deep in one another.",
                        "Move inner bodies into flows of their own.", node.id, path + "/body");
            return;
        }
        std::vector<ShapeProblem> problems;
        const auto inner = readShape(*body, problems);
        for (auto &problem : problems) {
            subject.add(Severity::Error, std::move(problem.code), std::move(problem.message), std::move(problem.fix), problem.node.empty() ? node.id : problem.node,
                        path + "/body" + problem.path);
        }
        if (problems.empty()) {
            Names names = subject.outer;
            names.item = names.item || type.kind == NodeKind::Map;
            names.loop = names.loop || type.kind == NodeKind::Loop;
            validateFlow(*inner, subject.file, subject.context, subject.path + path + "/body", names, subject.depth + 1, subject.findings);
        }
    } else if (named && named->is_string()) {
        const std::string id(named->get_string());
        if (subject.file.flows.contains(id) || (!id.empty() && id == subject.file.id) || !subject.context.flowExists || subject.context.flowExists(id)) {
            return;
        }
        NearestName names;
        for (const auto &known : subject.file.flows) {
            names.add(known.first);
        }
        const std::string suggestion(names.find(id));
        auto &finding = subject.add(Severity::Error, "flow.missing", "The node " + inQuotes(node.id) + " runs the flow " + inQuotes(id) + ", which does not exist.",
                                    didYouMean(suggestion, "Add it under \"flows\" of this file, or to the workspace."), node.id, path + "/flow");
        finding.args = {{"flow", id}, {"suggestion", suggestion}};
    } else if (!named && !body) {
        subject.add(Severity::Error, "config.body", "The node " + inQuotes(node.id) + " has nothing to run.", "Give it \"flow\" (an id) or \"body\" (a flow).", node.id, path);
    }
}

FlowCalls checkCalls(const Flow &file, const ValidationContext &context, std::vector<Finding> &findings)
{
    const auto calls = CallFinder(file, context.types).calls;
    // The calls as a graph: what waits for itself there never ends.
    Flow graphFlow;
    std::vector<Names> scopes(file.flows.size() + 1);
    std::vector<bool> called(scopes.size());
    graphFlow.nodes.resize(scopes.size());
    std::vector<std::string> ids = {file.id.empty() ? std::string("this flow") : file.id};
    for (const auto &entry : file.flows) {
        ids.push_back(entry.first);
    }
    for (std::size_t i = 0; i < ids.size(); ++i) {
        graphFlow.nodes[i].id = std::to_string(i);
    }
    for (const auto &call : calls) {
        auto &edge = graphFlow.edges.emplace_back();
        edge.from = std::to_string(call.caller);
        edge.to = std::to_string(call.target);
        called[call.target] = true;
    }
    const Graph graph(graphFlow);
    for (const auto &cycle : graph.findCycles()) {
        std::string chain;
        for (const auto flow : cycle) {
            chain += ids[flow] + " → ";
        }
        chain += ids[cycle.front()];
        const auto next = cycle[cycle.size() > 1 ? 1 : 0];
        const auto call = std::find_if(calls.begin(), calls.end(), [&](const Call &known) { return known.caller == cycle.front() && known.target == next; });
        findings.push_back({Severity::Error, "flow.recursion", "Flows call one another without end: " + chain + ".", "Take one of these calls out, or use a loop with a limit.",
                            call->node, call->path, {{"chain", chain}}});
    }
    // A flow finds in scope what any of its callers has there, or gives it. What nobody of the file calls
    // may be called in any way.
    scopes[0].item = scopes[0].loop = context.isBody;
    for (std::size_t i = 1; i < scopes.size(); ++i) {
        scopes[i].item = scopes[i].loop = !called[i];
    }
    for (const auto &call : calls) {
        scopes[call.target].item |= call.given.item;
        scopes[call.target].loop |= call.given.loop;
    }
    spread(graph, scopes, &Names::item);
    spread(graph, scopes, &Names::loop);
    FlowCalls result;
    for (std::size_t i = 1; i < ids.size(); ++i) {
        result.scopes.emplace(ids[i], scopes[i]);
    }
    return result;
}

} // namespace signalbox::flow
