// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of the validator: each looks at one concern and adds its findings.
#pragma once

#include "flow/config_fields.h"
#include "flow/graph.h"
#include "flow/sentence_p.h"
#include "flow/shape_p.h"
#include "flow/template.h"
#include "flow/validate.h"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace signalbox::flow {

/// What an expression may name at a place, beyond what it always may.
struct Names
{
    bool item = false; ///< and `index`
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
    /// The file's own flow, whose `flows` are called by id.
    const Flow &file;
    int depth = 0;
    /// Types of the nodes, null for unknown ones.
    std::span<const NodeType *const> types;

    Finding &add(Severity severity, std::string code, std::string message, std::string fix, std::string node, std::string pointer) const
    {
        findings.push_back({severity, std::move(code), std::move(message), std::move(fix), std::move(node), path + pointer, {}});
        return findings.back();
    }
    static std::string nodePath(std::uint32_t index) { return "/nodes/" + std::to_string(index); }
    static std::string edgePath(std::uint32_t index) { return "/edges/" + std::to_string(index); }
};

/// Where an expression stands. The pointer is written only when there is something to report.
struct Spot
{
    enum class Place { Config, Condition } place = Place::Config;
    std::uint32_t index = 0; ///< of the node, or of the edge
    std::string_view tail{}; ///< pointer within the configuration

    std::string pointer() const
    {
        return place == Place::Config ? Subject::nodePath(index) + "/config" + std::string(tail) : Subject::edgePath(index) + "/condition";
    }
};

/// Takes the expressions of a flow as they are found.
class ExpressionSink
{
public:
    virtual ~ExpressionSink() = default;
    /// `self`: the node that the expression belongs to; a condition may read it, too.
    virtual void take(const ExpressionInfo &info, std::uint32_t self, const Names &names, const Spot &spot) = 0;
};

void checkNodes(const Subject &subject);
void checkReachability(const Subject &subject);
void checkEdges(const Subject &subject);
void checkCycles(const Subject &subject);
/// Schemas, the texts in configurations, conditions of edges; then the bodies.
void checkConfigs(const Subject &subject);
/// The parts of it: all that one node's configuration says by itself, and one edge's condition.
void checkConfig(const Subject &subject, std::uint32_t node, ExpressionSink &sink);
void checkCondition(const Subject &subject, std::uint32_t edge, ExpressionSink &sink);
/// The types of a flow's nodes, null for unknown ones.
std::vector<const NodeType *> typesOf(const Flow &flow, const ValidationContext &context);
/// What is switched off need not be whole: errors of configurations become warnings there, from that finding on.
void excuseDisabled(const Subject &subject, std::size_t from);
/// Errors first, then by place in the file.
void sortFindings(std::vector<Finding> &findings);
void checkBody(const Subject &subject, std::uint32_t index);

bool hasBody(const NodeType &type);

/// Checks what expressions refer to. Whether a node is an ancestor is asked for every reference: what is
/// not near is gathered and answered together.
class ReferenceChecker final : public ExpressionSink
{
public:
    explicit ReferenceChecker(const Subject &subject);

    void take(const ExpressionInfo &info, std::uint32_t self, const Names &names, const Spot &spot) override;
    /// Answers what was gathered.
    void finish();

private:
    struct Question
    {
        std::uint32_t ancestor;
        std::uint32_t node;
        Spot::Place place;
        std::uint32_t index;
        std::string tail;
    };
    enum class Answer { Yes, No, Far };

    Answer isAncestor(std::uint32_t ancestor, std::uint32_t node);
    void checkNode(const ExpressionInfo &info, const Reference &reference, std::uint32_t self, const Spot &spot);
    void checkSecret(const ExpressionInfo &info, const Reference &reference, std::uint32_t self, const Names &names, const Spot &spot);
    void outOfScope(const Reference &reference, std::string_view where, std::uint32_t self, const Spot &spot);
    void notAncestor(std::uint32_t ancestor, std::uint32_t node, const Spot &spot);
    void sweep(std::vector<Question>::const_iterator begin, std::vector<Question>::const_iterator end, std::vector<std::uint64_t> &reached);

    const Subject &m_subject;
    std::vector<std::uint32_t> m_position;
    std::vector<std::uint32_t> m_open;
    std::vector<Question> m_questions;
};

/// Problems of shape as findings.
std::vector<Finding> findingsOf(std::vector<ShapeProblem> problems);
/// Validates one flow and the bodies in it.
void validateFlow(const Flow &flow, const Flow &file, const ValidationContext &context, const std::string &path, const Names &outer, int depth,
                  std::vector<Finding> &findings);

/// Calls of the file's flows among one another.
struct FlowCalls
{
    /// What each flow of the file finds in scope, by id; made from who calls it.
    std::map<std::string, Names> scopes;
};
/// Finds who calls whom, and reports chains that come back.
FlowCalls checkCalls(const Flow &file, const ValidationContext &context, std::vector<Finding> &findings);

} // namespace signalbox::flow
