// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of the validator: each looks at one concern and adds its findings.
#pragma once

#include "flow/graph.h"
#include "flow/template.h"
#include "flow/validate.h"

#include <set>
#include <string>
#include <vector>

namespace signalbox::flow {

/// What an expression may name at a place.
struct Names
{
    bool item = false;
    bool loop = false;
    bool output = false;
    bool secrets = false;
};

/// One flow under validation: the whole file's, a body's, a subflow's.
struct Subject
{
    const Flow &flow;
    const Graph &graph;
    const ValidationContext &context;
    std::vector<Finding> &findings;
    /// Pointer to the flow in the document, "" for the file's own.
    std::string path;
    /// What surrounds it: inside a map's or a loop's body.
    Names outer;
    /// Flows of the same file, by id, for `flow` references; of the file's own flow.
    const Flow &file;
    int depth = 0;

    Finding &add(Severity severity, std::string code, std::string message, std::string fix, std::string node, std::string pointer) const
    {
        findings.push_back({severity, std::move(code), std::move(message), std::move(fix), std::move(node), path + pointer, {}});
        return findings.back();
    }
    std::string nodePath(std::uint32_t index) const { return "/nodes/" + std::to_string(index); }
};

void checkNodes(const Subject &subject);
void checkEdges(const Subject &subject);
void checkReachability(const Subject &subject);
void checkConfigs(const Subject &subject);

/// Knows quickly whether a node is an ancestor of another: asked for every reference.
class Ancestry
{
public:
    explicit Ancestry(const Graph &graph);
    bool isAncestor(std::uint32_t ancestor, std::uint32_t node);

private:
    const Graph &m_graph;
    std::vector<std::uint32_t> m_position;
    std::vector<std::uint32_t> m_seen;
    std::uint32_t m_round = 0;
};

/// Checks what an expression refers to. `self`: the node it belongs to; `includeSelf`: on its outgoing edges.
void checkReferences(const Subject &subject, const ExpressionInfo &info, std::uint32_t self, bool includeSelf, const Names &names,
                     const std::string &pointer, Ancestry &ancestry);
/// An expression or template that does not tokenise.
void addExpressionFinding(const Subject &subject, const Error &error, const std::string &node, const std::string &pointer);

void validateFlow(const Flow &flow, const Flow &file, const ValidationContext &context, const std::string &path, const Names &outer, int depth,
                  std::vector<Finding> &findings);

} // namespace signalbox::flow
