// SPDX-License-Identifier: GPL-3.0-or-later
// What the inspector is about, and what expressions may name there.
#include "ui/flow/inspector.h"

#include <set>
#include <unordered_map>

namespace signalbox::ui {

namespace {

constexpr std::size_t kMostSteps = 400;
constexpr qsizetype kMostNames = 4000;
constexpr int kMostFields = 120; ///< of one value
constexpr int kDeepest = 3;

// What is in a value, the nearest first: of a list, what its first entry has.
void addFields(QStringList &names, const QString &owner, const json::Value &value)
{
    struct Part
    {
        QString name;
        const json::Value *value;
        int depth;
    };
    std::vector<Part> waiting{{owner, &value, 0}};
    int added = 0;
    for (std::size_t at = 0; at < waiting.size() && added < kMostFields; ++at) {
        const Part part = waiting[at];
        if (const auto *object = part.value->if_object()) {
            for (const auto &member : *object) {
                if (member.key() == "$payload") {
                    break; // only a reference of a value
                }
                const auto name = memberOf(part.name, member.key());
                names << name;
                if (++added == kMostFields) {
                    break;
                }
                if (part.depth < kDeepest) {
                    waiting.push_back({name, &member.value(), part.depth + 1});
                }
            }
        } else if (const auto *array = part.value->if_array()) {
            names << part.name + QStringLiteral(".length");
            ++added;
            if (!array->empty() && part.depth < kDeepest && (array->front().is_object() || array->front().is_array())) {
                waiting.push_back({part.name + QStringLiteral("[0]"), &array->front(), part.depth + 1});
            }
        }
    }
}

// What a node of the graph that is seen gave in the run that is shown, at the time that is shown; null: nothing.
const json::Value *lastOutputOf(FlowDocument &document, std::string_view node)
{
    const auto *step = document.shownOverlay().stepAt(staticPath(document.stepPathOf(std::string(node))));
    return step ? &step->output : nullptr;
}

} // namespace

InspectorSubject subjectOf(FlowDocument &document)
{
    InspectorSubject subject;
    auto *editor = document.editor();
    if (!editor) {
        return subject;
    }
    subject.scope = editor->scope();
    const auto picked = document.canvas().picked();
    subject.nodes = picked.nodes;
    if (subject.nodes.empty() && picked.edges.size() == 1) {
        subject.kind = InspectorSubject::Kind::Edge;
        subject.edge = picked.edges.front();
        return subject;
    }
    if (subject.nodes.empty()) {
        subject.kind = InspectorSubject::Kind::Flow;
        return subject;
    }
    subject.kind = subject.nodes.size() == 1 ? InspectorSubject::Kind::Node : InspectorSubject::Kind::Nodes;
    const std::set<std::string_view> wanted(subject.nodes.begin(), subject.nodes.end());
    std::set<std::string_view> types;
    if (const auto *nodes = json::find(editor->graph(), "nodes"); nodes && nodes->is_array()) {
        for (const auto &entry : nodes->get_array()) {
            if (const auto *node = entry.if_object(); node && wanted.contains(json::text(*node, "id"))) {
                types.insert(json::text(*node, "type"));
            }
        }
    }
    if (types.size() == 1) {
        subject.type = *types.begin();
    }
    return subject;
}

QStringList namesFor(FlowDocument &document, const std::string &node)
{
    auto *editor = document.editor();
    if (!editor) {
        return {};
    }
    const auto &graph = editor->graph();
    std::unordered_map<std::string_view, std::vector<std::string_view>> before;
    const auto *edges = json::find(graph, "edges");
    if (edges && edges->is_array()) {
        for (const auto &entry : edges->get_array()) {
            if (const auto *edge = entry.if_object()) {
                before[json::text(*edge, "to")].push_back(json::text(*edge, "from"));
            }
        }
    }
    // From the node backwards, the nearest first.
    std::vector<std::string_view> ancestors;
    std::set<std::string_view> seen{node};
    for (std::vector<std::string_view> wave{node}; !wave.empty() && ancestors.size() < kMostSteps;) {
        std::vector<std::string_view> next;
        for (const auto id : wave) {
            for (const auto from : before[id]) {
                if (seen.insert(from).second) {
                    ancestors.push_back(from);
                    next.push_back(from);
                }
            }
        }
        wave = std::move(next);
    }
    const auto outputOf = [&document](std::string_view id) { return lastOutputOf(document, id); };
    QStringList names{QStringLiteral("input")};
    const auto &sources = before[node];
    if (sources.size() == 1) {
        if (const auto *output = outputOf(sources.front())) {
            addFields(names, QStringLiteral("input"), *output);
        }
    } else {
        for (const auto source : sources) {
            names << memberOf(QStringLiteral("input"), source);
        }
    }
    for (const auto id : ancestors) {
        const QString output = memberOf(QStringLiteral("nodes"), id) + QStringLiteral(".output");
        names << output;
        if (const auto *value = names.size() < kMostNames ? outputOf(id) : nullptr) {
            addFields(names, output, *value);
        }
    }
    if (const auto *vars = json::find(editor->root(), "vars"); vars && vars->is_object()) {
        for (const auto &member : vars->get_object()) {
            names << memberOf(QStringLiteral("vars"), member.key());
        }
    }
    names << QStringLiteral("run.id") << QStringLiteral("run.startedAt");
    if (!editor->scope().empty()) {
        names << QStringLiteral("item") << QStringLiteral("index") << QStringLiteral("loop.index") << QStringLiteral("loop.state");
    }
    for (const auto &secret : document.bench().secrets()) {
        names << memberOf(QStringLiteral("secrets"), secret.toStdString());
    }
    return names;
}

QStringList namesForCondition(FlowDocument &document, const std::string &source)
{
    QStringList names{QStringLiteral("output")};
    if (const auto *output = document.editor() ? lastOutputOf(document, source) : nullptr) {
        addFields(names, QStringLiteral("output"), *output);
    }
    return names + namesFor(document, source);
}

} // namespace signalbox::ui
