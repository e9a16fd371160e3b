// SPDX-License-Identifier: GPL-3.0-or-later
// What expressions name: ancestors only, secrets only where they may stand, nothing out of scope.
#include "flow/validate_p.h"

namespace signalbox::flow {

Ancestry::Ancestry(const Graph &graph) : m_graph(graph), m_position(graph.nodeCount(), 0), m_seen(graph.nodeCount(), 0)
{
    for (std::uint32_t i = 0; i < graph.order().size(); ++i) {
        m_position[graph.order()[i]] = i;
    }
}

bool Ancestry::isAncestor(std::uint32_t ancestor, std::uint32_t node)
{
    if (m_position[ancestor] >= m_position[node]) {
        return false;
    }
    // Backwards, and never past the ancestor's own place in the order.
    ++m_round;
    std::vector<std::uint32_t> open = {node};
    while (!open.empty()) {
        const auto at = open.back();
        open.pop_back();
        for (const auto edge : m_graph.inEdges(at)) {
            const auto source = m_graph.source(edge);
            if (source == ancestor) {
                return true;
            }
            if (m_seen[source] != m_round && m_position[source] > m_position[ancestor]) {
                m_seen[source] = m_round;
                open.push_back(source);
            }
        }
    }
    return false;
}

void addExpressionFinding(const Subject &subject, const Error &error, const std::string &node, const std::string &pointer)
{
    auto &finding = subject.add(Severity::Error, error.code, error.message, "Mend the expression.", node, pointer);
    finding.args = error.args;
}

namespace {

void outOfScope(const Subject &subject, const std::string &name, const std::string &where, const std::string &node, const std::string &pointer)
{
    subject.add(Severity::Error, "expression.outOfScope", "\"" + name + "\" has no value here; it exists only " + where + ".", "Use \"input\" instead, or move the expression.",
                node, pointer);
}

void checkSecret(const Subject &subject, const ExpressionInfo &info, const Reference &reference, const Names &names, const std::string &node,
                 const std::string &pointer)
{
    if (!names.secrets) {
        subject.add(Severity::Error, "secret.place", "A secret may stand only in the configuration of a node that reaches outside.",
                    "Use it where it is sent, for instance in a header of http.request.", node, pointer);
        return;
    }
    const auto *name = reference.path.size() == 1 ? std::get_if<std::string>(&reference.path[0]) : nullptr;
    if (!info.isPath || !name) {
        subject.add(Severity::Error, "secret.form", "A secret is named as {{ secrets.NAME }} alone, without anything computed of it.",
                    "Write the other parts outside of the braces.", node, pointer);
        return;
    }
    if (subject.context.secretExists && !subject.context.secretExists(*name)) {
        auto &finding = subject.add(Severity::Error, "secret.missing", "The secret \"" + *name + "\" is not in this workspace.",
                                    "Add it: signalbox-cli secrets set " + *name, node, pointer);
        finding.args = {{"name", *name}};
    }
}

} // namespace

void checkReferences(const Subject &subject, const ExpressionInfo &info, std::uint32_t self, bool includeSelf, const Names &names,
                     const std::string &pointer, Ancestry &ancestry)
{
    const auto &node = subject.flow.nodes[self].id;
    for (const auto &reference : info.references) {
        if (reference.root == "nodes") {
            const auto *id = reference.path.empty() ? nullptr : std::get_if<std::string>(&reference.path[0]);
            if (!id) {
                continue; // computed: told at run time
            }
            const auto index = subject.graph.indexOf(*id);
            if (index == Graph::kNone) {
                auto &finding = subject.add(Severity::Error, "expression.unknownNode", "The expression reads the node \"" + *id + "\", which does not exist.",
                                            "Name a node of this flow.", node, pointer);
                finding.args = {{"id", *id}};
            } else if (!(includeSelf && index == self) && !ancestry.isAncestor(index, self)) {
                auto &finding = subject.add(Severity::Error, "expression.notAncestor",
                                            "The expression reads the node \"" + *id + "\", which does not run before \"" + node + "\".",
                                            "Read only nodes that lead to this one, or add an edge.", node, pointer);
                finding.args = {{"id", *id}};
            } else if (const auto *part = reference.path.size() > 1 ? std::get_if<std::string>(&reference.path[1]) : nullptr; part && *part != "output") {
                subject.add(Severity::Error, "expression.unknownField", "A node has only \"output\", not \"" + *part + "\".",
                            "Write nodes." + *id + ".output." + *part + ".", node, pointer);
            }
        } else if (reference.root == "secrets") {
            checkSecret(subject, info, reference, names, node, pointer);
        } else if ((reference.root == "item" || reference.root == "index") && !names.item && !info.opaque) {
            outOfScope(subject, reference.root, "in a map's body and in a filter", node, pointer);
        } else if (reference.root == "loop" && !names.loop && !info.opaque) {
            outOfScope(subject, reference.root, "in a loop", node, pointer);
        } else if (reference.root == "output" && !names.output && !info.opaque) {
            outOfScope(subject, reference.root, "in an edge's condition", node, pointer);
        }
    }
}

} // namespace signalbox::flow
