// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/validate.h"

#include "flow/shape_p.h"
#include "flow/validate_p.h"

#include <charconv>

namespace signalbox::flow {

namespace {

// The parts of a file in the order in which people write them.
int rank(std::string_view token)
{
    return token == "nodes" ? 0 : token == "edges" ? 1 : token == "flows" ? 3 : 2;
}

// Pointers by their place in the file: "/nodes/9" before "/nodes/10" before "/edges/0".
bool standsBefore(std::string_view a, std::string_view b)
{
    const auto take = [](std::string_view &pointer) {
        const auto end = std::min(pointer.find('/', 1), pointer.size());
        const auto token = pointer.substr(1, end - 1);
        pointer.remove_prefix(end);
        return token;
    };
    const auto number = [](std::string_view token, std::uint64_t &value) {
        const auto end = token.data() + token.size();
        const auto [rest, failed] = std::from_chars(token.data(), end, value);
        return failed == std::errc() && rest == end;
    };
    while (!a.empty() && !b.empty()) {
        const auto x = take(a);
        const auto y = take(b);
        if (x == y) {
            continue;
        }
        std::uint64_t i = 0;
        std::uint64_t j = 0;
        if (number(x, i) && number(y, j)) {
            return i < j;
        }
        return rank(x) != rank(y) ? rank(x) < rank(y) : x < y;
    }
    return a.empty() && !b.empty();
}

} // namespace

void excuseDisabled(const Subject &subject, std::size_t from)
{
    for (std::uint32_t i = 0; i < subject.flow.nodes.size(); ++i) {
        if (!subject.flow.nodes[i].disabled) {
            continue;
        }
        const auto prefix = subject.path + Subject::nodePath(i) + "/config";
        for (auto at = from; at < subject.findings.size(); ++at) {
            auto &finding = subject.findings[at];
            if (finding.severity == Severity::Error && finding.path.starts_with(prefix)) {
                finding.severity = Severity::Warning;
            }
        }
    }
}

void sortFindings(std::vector<Finding> &findings)
{
    std::stable_sort(findings.begin(), findings.end(),
                     [](const Finding &a, const Finding &b) { return a.severity != b.severity ? a.severity < b.severity : standsBefore(a.path, b.path); });
}

std::vector<const NodeType *> typesOf(const Flow &flow, const ValidationContext &context)
{
    std::vector<const NodeType *> types;
    types.reserve(flow.nodes.size());
    for (const auto &node : flow.nodes) {
        types.push_back(context.types.find(node.type));
    }
    return types;
}

void validateFlow(const Flow &flow, const Flow &file, const ValidationContext &context, const std::string &path, const Names &outer, int depth,
                  std::vector<Finding> &findings)
{
    const Graph graph(flow);
    const auto types = typesOf(flow, context);
    const Subject subject{flow, graph, context, findings, path, outer, file, depth, types};
    checkNodes(subject);
    checkReachability(subject);
    checkEdges(subject);
    checkCycles(subject);
    const auto before = findings.size();
    checkConfigs(subject);
    excuseDisabled(subject, before);
    if (&flow != &file && !flow.flows.empty()) {
        subject.add(Severity::Error, "flow.nestedFlows", "Flows stand inside of another flow's \"flows\", where none can be called.",
                    "Move them to \"flows\" of the file itself.", "", "/flows");
    }
}

std::vector<Finding> validate(const Flow &flow, const ValidationContext &context)
{
    std::vector<Finding> findings;
    Names names;
    names.item = names.loop = context.isBody;
    validateFlow(flow, flow, context, "", names, 0, findings);
    auto calls = checkCalls(flow, context, findings);
    for (const auto &[id, inner] : flow.flows) {
        std::string path = "/flows";
        json::appendPointer(path, id);
        validateFlow(*inner, flow, context, path, calls.scopes[id], 1, findings);
    }
    sortFindings(findings);
    return findings;
}

std::vector<Finding> findingsOf(std::vector<ShapeProblem> problems)
{
    std::vector<Finding> findings;
    findings.reserve(problems.size());
    for (auto &problem : problems) {
        findings.push_back({Severity::Error, std::move(problem.code), std::move(problem.message), std::move(problem.fix), std::move(problem.node),
                            std::move(problem.path), {}});
    }
    return findings;
}

std::vector<Finding> shapeFindings(const json::Value &document)
{
    std::vector<ShapeProblem> problems;
    readShape(document, problems);
    return findingsOf(std::move(problems));
}

bool hasErrors(const std::vector<Finding> &findings)
{
    return std::any_of(findings.begin(), findings.end(), [](const Finding &finding) { return finding.severity == Severity::Error; });
}

} // namespace signalbox::flow
