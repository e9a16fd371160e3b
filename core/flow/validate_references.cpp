// SPDX-License-Identifier: GPL-3.0-or-later
// What expressions name: ancestors only, secrets only where they may stand, nothing out of scope.
#include "flow/validate_p.h"

namespace signalbox::flow {

namespace {

// So many edges are walked back at once; beyond that the question is gathered.
constexpr int kNear = 24;
// Ancestors that one sweep over the graph answers for: bits of a node's row.
constexpr std::size_t kWords = 8;
constexpr std::size_t kColumns = kWords * 64;
// Words that all sweeps together may touch: under a second.
constexpr std::size_t kMostWords = 400'000'000;

std::string memberAccess(std::string_view id)
{
    const bool plain = !id.empty() && !(id[0] >= '0' && id[0] <= '9')
        && std::all_of(id.begin(), id.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$'; });
    return plain ? "nodes." + std::string(id) : "nodes['" + std::string(id) + "']";
}

} // namespace

ReferenceChecker::ReferenceChecker(const Subject &subject) : m_subject(subject), m_position(subject.graph.nodeCount(), Graph::kNone)
{
    for (std::uint32_t i = 0; i < subject.graph.order().size(); ++i) {
        m_position[subject.graph.order()[i]] = i;
    }
}

ReferenceChecker::Answer ReferenceChecker::isAncestor(std::uint32_t ancestor, std::uint32_t node)
{
    if (m_position[node] == Graph::kNone) {
        return Answer::Yes; // in or behind a cycle, which is reported: what runs before it is not known
    }
    // What is in or behind a cycle has no position and leads only to such.
    if (m_position[ancestor] >= m_position[node]) {
        return Answer::No;
    }
    int left = kNear;
    m_open.assign(1, node);
    while (!m_open.empty()) {
        const auto at = m_open.back();
        m_open.pop_back();
        for (const auto edge : m_subject.graph.inEdges(at)) {
            const auto source = m_subject.graph.source(edge);
            if (source == ancestor) {
                return Answer::Yes;
            }
            if (m_position[source] > m_position[ancestor]) {
                if (--left == 0) {
                    return Answer::Far;
                }
                m_open.push_back(source);
            }
        }
    }
    return Answer::No;
}

void ReferenceChecker::notAncestor(std::uint32_t ancestor, std::uint32_t node, const Spot &spot)
{
    const auto &id = m_subject.flow.nodes[ancestor].id;
    const auto &self = m_subject.flow.nodes[node].id;
    auto &finding = m_subject.add(Severity::Error, "expression.notAncestor",
                                  "The expression reads the node " + inQuotes(id) + ", which does not run before " + inQuotes(self) + ".",
                                  "Read only nodes that lead to this one, or add an edge.", self, spot.pointer());
    finding.args = {{"id", id}};
}

void ReferenceChecker::outOfScope(const Reference &reference, std::string_view where, std::uint32_t self, const Spot &spot)
{
    auto &finding = m_subject.add(Severity::Error, "expression.outOfScope", "\"" + reference.root + "\" has no value here; it exists only " + std::string(where) + ".",
                                  "Use \"input\" instead, or move the expression.", m_subject.flow.nodes[self].id, spot.pointer());
    finding.args = {{"name", reference.root}};
}

void ReferenceChecker::checkNode(const ExpressionInfo &info, const Reference &reference, std::uint32_t self, const Spot &spot)
{
    const auto &node = m_subject.flow.nodes[self].id;
    const auto *id = reference.path.empty() ? nullptr : std::get_if<std::string>(&reference.path[0]);
    if (!id) {
        if (!info.redefines) {
            m_subject.add(Severity::Error, "expression.computedNode", "The expression does not say which node it reads: \"nodes\" is not followed by an id.",
                          "Name the node: nodes.ID.output, or nodes['ID'].output.", node, spot.pointer());
        }
        return;
    }
    const auto index = m_subject.graph.indexOf(*id);
    if (index == Graph::kNone) {
        auto &finding = m_subject.add(Severity::Error, "expression.unknownNode", "The expression reads the node " + inQuotes(*id) + ", which does not exist in this flow.",
                                      "Name a node that leads to this one.", node, spot.pointer());
        finding.args = {{"id", *id}};
        return;
    }
    const auto *part = reference.path.size() > 1 ? std::get_if<std::string>(&reference.path[1]) : nullptr;
    if (reference.path.size() > 1 && (!part || *part != "output")) {
        const auto wanted = part ? inQuotes(*part) : "[" + std::to_string(std::get<std::int64_t>(reference.path[1])) + "]";
        m_subject.add(Severity::Error, "expression.unknownField", "Of a node only \"output\" can be read, not " + wanted + ".",
                      "Write " + memberAccess(*id) + ".output" + (part ? "." + *part : "") + ".", node, spot.pointer());
    }
    if (spot.place == Spot::Place::Condition && index == self) {
        return;
    }
    switch (isAncestor(index, self)) {
    case Answer::Yes: break;
    case Answer::No: notAncestor(index, self, spot); break;
    case Answer::Far: m_questions.push_back({index, self, spot.place, spot.index, std::string(spot.tail)}); break;
    }
}

void ReferenceChecker::checkSecret(const ExpressionInfo &info, const Reference &reference, std::uint32_t self, const Names &names, const Spot &spot)
{
    const auto &node = m_subject.flow.nodes[self].id;
    if (!names.secrets) {
        m_subject.add(Severity::Error, "secret.place", "A secret may stand only in {{ }} in the configuration of a node that reaches outside.",
                      "Use it where it is sent, for instance in a header of http.request.", node, spot.pointer());
        return;
    }
    const auto *name = reference.path.size() == 1 ? std::get_if<std::string>(&reference.path[0]) : nullptr;
    if (!info.isPath || !name) {
        m_subject.add(Severity::Error, "secret.form", "A secret is named as {{ secrets.NAME }} alone, without anything computed of it.",
                      "Write the other parts outside of the braces: \"Bearer {{ secrets.NAME }}\".", node, spot.pointer());
        return;
    }
    if (m_subject.context.secretExists && !m_subject.context.secretExists(*name)) {
        auto &finding = m_subject.add(Severity::Error, "secret.missing", "The secret " + inQuotes(*name) + " is not in this workspace.",
                                      "Add it: signalbox-cli secrets set " + *name, node, spot.pointer());
        finding.args = {{"name", *name}};
    }
}

void ReferenceChecker::take(const ExpressionInfo &info, std::uint32_t self, const Names &names, const Spot &spot)
{
    for (const auto &reference : info.references) {
        if (reference.root == "nodes") {
            checkNode(info, reference, self, spot);
        } else if (reference.root == "secrets") {
            checkSecret(info, reference, self, names, spot);
        } else if (info.redefines) {
            continue;
        } else if ((reference.root == "item" || reference.root == "index") && !names.item) {
            outOfScope(reference, "in the body of a map and in a filter", self, spot);
        } else if (reference.root == "loop" && !names.loop) {
            outOfScope(reference, "in a loop", self, spot);
        } else if (reference.root == "output" && !names.output) {
            outOfScope(reference, "in the condition of an edge", self, spot);
        }
    }
}

// Marks in each node's row which of the ancestors reach it, from the first of them to the last node asked for.
void ReferenceChecker::sweep(std::vector<Question>::const_iterator begin, std::vector<Question>::const_iterator end, std::vector<std::uint64_t> &reached)
{
    const auto &graph = m_subject.graph;
    std::vector<std::uint32_t> columns;
    std::uint32_t last = 0;
    for (auto question = begin; question != end; ++question) {
        if (columns.empty() || columns.back() != question->ancestor) {
            columns.push_back(question->ancestor);
        }
        last = std::max(last, m_position[question->node]);
    }
    const auto first = m_position[columns.front()];
    reached.assign((last - first + 1) * kWords, 0);
    std::size_t column = 0;
    for (auto place = first; place <= last; ++place) {
        const auto node = graph.order()[place];
        auto *row = reached.data() + (place - first) * kWords;
        for (const auto edge : graph.inEdges(node)) {
            const auto before = m_position[graph.source(edge)];
            if (before >= first) {
                const auto *other = reached.data() + (before - first) * kWords;
                for (std::size_t word = 0; word < kWords; ++word) {
                    row[word] |= other[word];
                }
            }
        }
        if (column < columns.size() && columns[column] == node) {
            row[column / 64] |= std::uint64_t(1) << (column % 64);
            ++column;
        }
    }
    column = 0;
    for (auto question = begin; question != end; ++question) {
        while (columns[column] != question->ancestor) {
            ++column;
        }
        const auto *row = reached.data() + (m_position[question->node] - first) * kWords;
        if (((row[column / 64] >> (column % 64)) & 1) == 0) {
            notAncestor(question->ancestor, question->node, {question->place, question->index, question->tail});
        }
    }
}

void ReferenceChecker::finish()
{
    std::stable_sort(m_questions.begin(), m_questions.end(), [&](const auto &a, const auto &b) { return m_position[a.ancestor] < m_position[b.ancestor]; });
    std::vector<std::uint64_t> reached;
    std::size_t spent = 0;
    for (auto begin = m_questions.cbegin(); begin != m_questions.cend();) {
        auto end = begin;
        std::size_t columns = 0;
        for (auto ancestor = Graph::kNone; end != m_questions.cend(); ++end) {
            if (end->ancestor != ancestor && ++columns > kColumns) {
                break;
            }
            ancestor = end->ancestor;
        }
        spent += (m_subject.flow.edges.size() + m_subject.flow.nodes.size()) * kWords;
        if (spent > kMostWords && begin != m_questions.cbegin()) {
            const auto count = std::to_string(m_questions.cend() - begin);
            m_subject.add(Severity::Warning, "expression.unchecked", count + " references to nodes far ahead were not checked: the flow is too large for that.",
                          "Split the flow into subflows.", "", "/nodes");
            return;
        }
        sweep(begin, end, reached);
        begin = end;
    }
}

} // namespace signalbox::flow
