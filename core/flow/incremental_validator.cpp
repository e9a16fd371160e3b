// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/incremental_validator.h"

#include "flow/edit_p.h"
#include "flow/validate_p.h"

#include <array>
#include <optional>
#include <set>

namespace signalbox::flow {

namespace {

// Members of a flow of which the validator takes no notice.
constexpr std::array<std::string_view, 3> kUnread = {"layout", "notes", "groups"};
constexpr std::size_t kMostShifted = 1'000'000;

/// An expression, and where in its node's configuration it stands.
struct Use
{
    ExpressionInfo info;
    Names names;
    std::string tail;
};

/// What a node's configuration or an edge's condition says by itself. The findings' paths begin behind the place of the
/// node or edge.
struct Facts
{
    std::vector<Finding> findings;
    std::vector<Use> uses;
};

class Collector final : public ExpressionSink
{
public:
    explicit Collector(std::vector<Use> &uses) : m_uses(uses) {}
    void take(const ExpressionInfo &info, std::uint32_t, const Names &names, const Spot &spot) override
    {
        if (!info.references.empty()) {
            m_uses.push_back({info, names, std::string(spot.tail)});
        }
    }

private:
    std::vector<Use> &m_uses;
};

const std::string *nameAt(const Path &path, std::size_t at)
{
    return at < path.size() ? std::get_if<std::string>(&path[at]) : nullptr;
}

const std::size_t *positionAt(const Path &path, std::size_t at)
{
    return at < path.size() ? std::get_if<std::size_t>(&path[at]) : nullptr;
}

// One pass, as the array itself is changed.
template<typename T>
void splice(std::vector<T> &list, const Splice &change)
{
    std::vector<T> result;
    result.reserve(list.size() - change.removed.size() + change.inserted.size());
    auto out = change.removed.begin();
    auto in = change.inserted.begin();
    for (std::size_t at = 0;; ++at) {
        for (; in != change.inserted.end() && in->at == result.size(); ++in) {
            result.emplace_back();
        }
        if (at >= list.size()) {
            break;
        }
        if (out != change.removed.end() && out->at == at) {
            ++out;
        } else {
            result.push_back(std::move(list[at]));
        }
    }
    list = std::move(result);
}

// Numbers of what is marked move with it; what is new is marked.
void shift(std::set<std::uint32_t> &marked, const Splice &change)
{
    std::set<std::uint32_t> moved;
    for (const auto number : marked) {
        auto to = number;
        bool isGone = false;
        for (const auto &entry : change.removed) {
            isGone = isGone || entry.at == number;
            to -= entry.at < number ? 1 : 0;
        }
        for (const auto &entry : change.inserted) {
            to += entry.at <= to ? 1 : 0;
        }
        if (!isGone) {
            moved.insert(to);
        }
    }
    for (const auto &entry : change.inserted) {
        moved.insert(static_cast<std::uint32_t>(entry.at));
    }
    marked = std::move(moved);
}

} // namespace

struct IncrementalValidator::Private
{
    json::Value root;
    /// Read again whole the next time.
    bool isStale = true;
    std::shared_ptr<Flow> flow;
    std::optional<Graph> graph; ///< points into the flow
    std::vector<const NodeType *> types;
    std::vector<Facts> nodes;
    std::vector<Facts> edges;
    std::set<std::uint32_t> changedNodes;
    std::set<std::uint32_t> changedEdges;
    bool structureChanged = false; ///< ids, types, ports, edges
    bool callsChanged = false;
    std::vector<Finding> structure;
    std::vector<Finding> references; ///< of all expressions, to nodes and secrets
    std::vector<Finding> calls;      ///< and what is in the file's flows

    void note(const Path &path);
    void note(const Splice &change);
    void noteMember(const char *list, std::uint32_t index, const std::string *member);
    Subject subject(const ValidationContext &context, std::vector<Finding> &into) const;
    std::vector<Finding> readAll(const ValidationContext &context);
    bool readNode(std::uint32_t index);
    bool readEdge(std::uint32_t index);
    bool readChanges(const ValidationContext &context);
    using Check = void (*)(const Subject &subject, std::uint32_t index, ExpressionSink &sink);
    void examine(const ValidationContext &context, std::vector<Facts> &list, std::uint32_t index, Check check, std::string (*path)(std::uint32_t));
    void examineNode(const ValidationContext &context, std::uint32_t index);
    void examineEdge(const ValidationContext &context, std::uint32_t index);
    void checkStructure(const ValidationContext &context);
    void checkReferences(const ValidationContext &context, bool all);
    void checkOthers(const ValidationContext &context);
    std::vector<Finding> gather(const ValidationContext &context) const;
    bool mayHaveBody(std::uint32_t index) const { return flow->nodes[index].config.contains("flow") || flow->nodes[index].config.contains("body"); }
};

// What stands in a node or an edge has changed; `member` null: all of it.
void IncrementalValidator::Private::noteMember(const char *list, std::uint32_t index, const std::string *member)
{
    if (std::string_view(list) == "nodes") {
        changedNodes.insert(index);
        structureChanged = structureChanged || !member || *member == "id" || *member == "type" || *member == "disabled";
    } else {
        changedEdges.insert(index);
        structureChanged = structureChanged || !member || *member != "condition";
    }
}

void IncrementalValidator::Private::note(const Path &path)
{
    const auto *first = nameAt(path, 0);
    if (first && std::find(kUnread.begin(), kUnread.end(), *first) != kUnread.end()) {
        return;
    }
    const auto *index = positionAt(path, 1);
    if (first && index && (*first == "nodes" || *first == "edges")) {
        noteMember(first->c_str(), static_cast<std::uint32_t>(*index), nameAt(path, 2));
    } else {
        isStale = true;
    }
}

void IncrementalValidator::Private::note(const Splice &change)
{
    const auto &place = change.container;
    const auto *first = nameAt(place, 0);
    const bool isNodes = first && *first == "nodes";
    const bool isEdges = first && *first == "edges";
    if ((change.removed.size() + change.inserted.size()) * (changedNodes.size() + changedEdges.size() + 1) > kMostShifted) {
        isStale = true; // reading all of it takes less
    } else if (place.empty()) {
        const auto isUnread = [](const Splice::Entry &entry) { return std::find(kUnread.begin(), kUnread.end(), entry.key) != kUnread.end(); };
        isStale = isStale || !std::all_of(change.removed.begin(), change.removed.end(), isUnread) || !std::all_of(change.inserted.begin(), change.inserted.end(), isUnread);
    } else if (place.size() == 1 && isNodes) {
        structureChanged = true;
        splice(flow->nodes, change);
        splice(nodes, change);
        shift(changedNodes, change);
        for (std::uint32_t i = 0; i < nodes.size(); ++i) {
            // Findings in bodies name their place in words, too.
            if (!nodes[i].findings.empty() && mayHaveBody(i)) {
                changedNodes.insert(i);
            }
        }
    } else if (place.size() == 1 && isEdges) {
        structureChanged = true;
        splice(flow->edges, change);
        splice(edges, change);
        shift(changedEdges, change);
    } else if (const auto *index = positionAt(place, 1); place.size() == 2 && index && (isNodes || isEdges)) {
        for (const auto *entries : {&change.removed, &change.inserted}) {
            for (const auto &entry : *entries) {
                noteMember(first->c_str(), static_cast<std::uint32_t>(*index), &entry.key);
            }
        }
    } else {
        note(place);
    }
}

Subject IncrementalValidator::Private::subject(const ValidationContext &context, std::vector<Finding> &into) const
{
    Names outer;
    outer.item = outer.loop = context.isBody;
    return {*flow, *graph, context, into, "", outer, *flow, 0, types};
}

// The findings of shape; none: all has been read.
std::vector<Finding> IncrementalValidator::Private::readAll(const ValidationContext &context)
{
    std::vector<ShapeProblem> problems;
    flow = readShape(root, problems);
    if (!problems.empty()) {
        return findingsOf(std::move(problems));
    }
    isStale = false;
    nodes.assign(flow->nodes.size(), {});
    edges.assign(flow->edges.size(), {});
    changedNodes.clear();
    changedEdges.clear();
    checkStructure(context);
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
        examineNode(context, i);
    }
    for (std::uint32_t e = 0; e < edges.size(); ++e) {
        examineEdge(context, e);
    }
    checkReferences(context, true);
    checkOthers(context);
    return {};
}

// As a flow of one node; false: it has not the shape of one.
bool IncrementalValidator::Private::readNode(std::uint32_t index)
{
    const auto *list = json::find(root, "nodes");
    std::vector<ShapeProblem> problems;
    const json::Value alone = json::Object{{"nodes", json::Array{list->get_array()[index]}}};
    auto read = readShape(alone, problems);
    if (!problems.empty()) {
        return false;
    }
    auto &node = flow->nodes[index];
    callsChanged = callsChanged || mayHaveBody(index);
    if (node.id == read->nodes.front().id) {
        read->nodes.front().id = std::move(node.id); // the graph points at its letters
    }
    const bool hadPorts = index < types.size() && types[index] && types[index]->dynamicOutputs;
    node = std::move(read->nodes.front());
    callsChanged = callsChanged || mayHaveBody(index);
    structureChanged = structureChanged || hadPorts;
    return true;
}

bool IncrementalValidator::Private::readEdge(std::uint32_t index)
{
    const auto *list = json::find(root, "edges");
    std::vector<ShapeProblem> problems;
    const json::Value alone = json::Object{{"nodes", json::Array()}, {"edges", json::Array{list->get_array()[index]}}};
    auto read = readShape(alone, problems);
    if (!problems.empty()) {
        return false;
    }
    flow->edges[index] = std::move(read->edges.front());
    return true;
}

bool IncrementalValidator::Private::readChanges(const ValidationContext &context)
{
    const auto read = [this](bool (Private::*one)(std::uint32_t)) { return [this, one](std::uint32_t index) { return (this->*one)(index); }; };
    if (!std::all_of(changedNodes.begin(), changedNodes.end(), read(&Private::readNode)) || !std::all_of(changedEdges.begin(), changedEdges.end(), read(&Private::readEdge))) {
        return false;
    }
    const bool isOther = structureChanged;
    if (isOther) {
        checkStructure(context);
        for (std::uint32_t e = 0; e < edges.size(); ++e) {
            // Its source may not have been there.
            if (flow->edges[e].condition && edges[e].uses.empty() && edges[e].findings.empty()) {
                changedEdges.insert(e);
            }
        }
    }
    for (const auto node : changedNodes) {
        examineNode(context, node);
    }
    for (const auto edge : changedEdges) {
        examineEdge(context, edge);
    }
    checkReferences(context, isOther);
    if (isOther || callsChanged) {
        checkOthers(context);
    }
    changedNodes.clear();
    changedEdges.clear();
    return true;
}

void IncrementalValidator::Private::checkStructure(const ValidationContext &context)
{
    graph.emplace(*flow);
    types = typesOf(*flow, context);
    structure.clear();
    const auto whole = subject(context, structure);
    checkNodes(whole);
    checkReachability(whole);
    checkEdges(whole);
    checkCycles(whole);
    structureChanged = false;
}

void IncrementalValidator::Private::examine(const ValidationContext &context, std::vector<Facts> &list, std::uint32_t index, Check check, std::string (*path)(std::uint32_t))
{
    auto &facts = list[index];
    facts = {};
    Collector uses(facts.uses);
    check(subject(context, facts.findings), index, uses);
    const auto prefix = path(index).size();
    for (auto &finding : facts.findings) {
        finding.path.erase(0, prefix);
    }
}

void IncrementalValidator::Private::examineNode(const ValidationContext &context, std::uint32_t index)
{
    examine(context, nodes, index, &checkConfig, &Subject::nodePath);
}

void IncrementalValidator::Private::examineEdge(const ValidationContext &context, std::uint32_t index)
{
    examine(context, edges, index, &checkCondition, &Subject::edgePath);
}

// `all`: what leads to what has changed; else only what changed itself is asked.
void IncrementalValidator::Private::checkReferences(const ValidationContext &context, bool all)
{
    const auto isGone = [this](const Finding &finding) {
        for (const auto &[list, changed] : {std::pair("/nodes/", &changedNodes), std::pair("/edges/", &changedEdges)}) {
            if (finding.path.starts_with(list)) {
                return changed->contains(static_cast<std::uint32_t>(std::stoul(finding.path.substr(7))));
            }
        }
        return true;
    };
    all = all || std::any_of(references.begin(), references.end(), [](const Finding &finding) { return finding.code == "expression.unchecked"; });
    if (all) {
        references.clear();
    } else {
        std::erase_if(references, isGone);
    }
    const auto whole = subject(context, references);
    ReferenceChecker checker(whole);
    const auto askNode = [&](std::uint32_t index) {
        for (const auto &use : nodes[index].uses) {
            checker.take(use.info, index, use.names, {Spot::Place::Config, index, use.tail});
        }
    };
    const auto askEdge = [&](std::uint32_t index) {
        const auto source = graph->source(index);
        for (const auto &use : edges[index].uses) {
            if (source != Graph::kNone) {
                checker.take(use.info, source, use.names, {Spot::Place::Condition, index, {}});
            }
        }
    };
    if (all) {
        for (std::uint32_t i = 0; i < nodes.size(); ++i) {
            askNode(i);
        }
        for (std::uint32_t e = 0; e < edges.size(); ++e) {
            askEdge(e);
        }
    } else {
        std::for_each(changedNodes.begin(), changedNodes.end(), askNode);
        std::for_each(changedEdges.begin(), changedEdges.end(), askEdge);
    }
    checker.finish();
}

// Who calls whom among the file's flows, and those flows.
void IncrementalValidator::Private::checkOthers(const ValidationContext &context)
{
    calls.clear();
    auto called = checkCalls(*flow, context, calls);
    for (const auto &[id, inner] : flow->flows) {
        std::string path = "/flows";
        json::appendPointer(path, id);
        validateFlow(*inner, *flow, context, path, called.scopes[id], 1, calls);
    }
    callsChanged = false;
}

std::vector<Finding> IncrementalValidator::Private::gather(const ValidationContext &context) const
{
    auto findings = structure;
    const auto from = findings.size();
    const auto add = [&](const std::vector<Facts> &list, std::string (*path)(std::uint32_t)) {
        for (std::uint32_t i = 0; i < list.size(); ++i) {
            for (const auto &finding : list[i].findings) {
                auto &added = findings.emplace_back(finding);
                added.path.insert(0, path(i));
            }
        }
    };
    add(nodes, &Subject::nodePath);
    for (std::uint32_t e = 0; e < edges.size(); ++e) {
        for (const auto &finding : edges[e].findings) {
            if (graph->source(e) != Graph::kNone) {
                auto &added = findings.emplace_back(finding);
                added.path.insert(0, Subject::edgePath(e));
                added.node = flow->edges[e].from;
            }
        }
    }
    findings.insert(findings.end(), references.begin(), references.end());
    excuseDisabled(subject(context, findings), from);
    findings.insert(findings.end(), calls.begin(), calls.end());
    sortFindings(findings);
    return findings;
}

IncrementalValidator::IncrementalValidator(json::Value root) : d(std::make_unique<Private>())
{
    d->root = std::move(root);
}

IncrementalValidator::~IncrementalValidator() = default;

const json::Value &IncrementalValidator::root() const
{
    return d->root;
}

Result<void> IncrementalValidator::apply(const Operation &operation)
{
    if (!isPlaced(d->root, operation)) {
        return Error("flow.edit", "A change names a place that the flow does not have.");
    }
    if (!d->isStale) {
        if (const auto *assignment = std::get_if<Assignment>(&operation)) {
            d->note(assignment->path);
        } else {
            d->note(std::get<Splice>(operation));
        }
    }
    perform(d->root, operation);
    return {};
}

void IncrementalValidator::forget()
{
    d->isStale = true;
}

std::vector<Finding> IncrementalValidator::findings(const ValidationContext &context)
{
    if (d->isStale || !d->readChanges(context)) {
        d->isStale = true;
        if (auto shape = d->readAll(context); !shape.empty()) {
            return shape;
        }
    }
    return d->gather(context);
}

} // namespace signalbox::flow
