// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/validate.h"

#include "flow/shape_p.h"
#include "flow/validate_p.h"

namespace signalbox::flow {

namespace {

// Calls of flows of one file among one another: a chain that comes back never ends.
void checkRecursion(const Flow &file, const ValidationContext &, std::vector<Finding> &findings)
{
    std::map<std::string, int> state;
    std::vector<std::string> chain;
    std::set<std::string> reported;
    const std::function<void(const std::string &, const Flow &)> visit = [&](const std::string &id, const Flow &flow) {
        state[id] = 1;
        chain.push_back(id);
        const std::function<void(const json::Object &)> calls = [&](const json::Object &config) {
            if (const auto *named = config.if_contains("flow"); named && named->is_string()) {
                const std::string target(named->get_string());
                const bool self = target == file.id;
                const auto found = file.flows.find(target);
                if (self || found != file.flows.end()) {
                    if (state[target] == 1 && reported.insert(target).second) {
                        std::string names;
                        for (auto at = std::find(chain.begin(), chain.end(), target); at != chain.end(); ++at) {
                            names += *at + " → ";
                        }
                        findings.push_back({Severity::Error, "flow.recursion", "Flows call one another without end: " + names + target + ".",
                                            "Take one of these calls out, or use a loop with a limit.", "", "/flows", {{"chain", names + target}}});
                    } else if (state[target] == 0 && !self) {
                        visit(target, *found->second);
                    }
                }
            }
        };
        for (const auto &node : flow.nodes) {
            calls(node.config);
        }
        chain.pop_back();
        state[id] = 2;
    };
    visit(file.id, file);
    for (const auto &[id, flow] : file.flows) {
        if (state[id] == 0) {
            visit(id, *flow);
        }
    }
}

} // namespace

void validateFlow(const Flow &flow, const Flow &file, const ValidationContext &context, const std::string &path, const Names &outer, int depth,
                  std::vector<Finding> &findings)
{
    const Graph graph(flow);
    const Subject subject{flow, graph, context, findings, path, outer, file, depth};
    checkNodes(subject);
    checkEdges(subject);
    checkReachability(subject);
    checkConfigs(subject);
}

std::vector<Finding> validate(const Flow &flow, const ValidationContext &context)
{
    std::vector<Finding> findings;
    validateFlow(flow, flow, context, "", {}, 0, findings);
    for (const auto &[id, inner] : flow.flows) {
        std::string path = "/flows";
        json::appendPointer(path, id);
        // What a subflow sees as item or loop depends on its callers: bodies of maps and loops may use them.
        Names names;
        names.item = names.loop = true;
        validateFlow(*inner, flow, context, path, names, 1, findings);
    }
    checkRecursion(flow, context, findings);
    std::stable_sort(findings.begin(), findings.end(), [](const Finding &a, const Finding &b) { return a.severity < b.severity; });
    return findings;
}

std::vector<Finding> shapeFindings(const json::Value &document)
{
    std::vector<ShapeProblem> problems;
    readShape(document, problems);
    std::vector<Finding> findings;
    for (auto &problem : problems) {
        findings.push_back({Severity::Error, problem.code, std::move(problem.message), "", "", std::move(problem.path), {}});
    }
    return findings;
}

bool hasErrors(const std::vector<Finding> &findings)
{
    return std::any_of(findings.begin(), findings.end(), [](const Finding &finding) { return finding.severity == Severity::Error; });
}

} // namespace signalbox::flow
