// SPDX-License-Identifier: GPL-3.0-or-later
// Configurations against their types' schemas, the expressions in them, and the flows that they call.
#include "flow/config_fields.h"
#include "flow/shape_p.h"
#include "flow/validate_p.h"

namespace signalbox::flow {

namespace {

constexpr int kDeepest = 16;

void checkSchema(const Subject &subject, std::uint32_t index, const NodeType &type)
{
    const auto &node = subject.flow.nodes[index];
    json::Schema::Options options;
    // What a template gives is known, and checked, when it is resolved.
    options.accept = [](const json::Value &value) { return value.is_string() && mayHoldTemplate(value.get_string()); };
    for (auto &violation : subject.context.types.schemaOf(type).validate(json::Value(node.config), options)) {
        auto &finding = subject.add(Severity::Error, "config." + violation.keyword,
                                    "In \"" + node.id + "\", " + (violation.instancePath.empty() ? std::string("the configuration ") : "\"" + violation.instancePath + "\" ")
                                        + violation.message + ".",
                                    "See the documentation of " + type.name + ".", node.id, subject.nodePath(index) + "/config" + violation.instancePath);
        finding.args = {{"field", violation.instancePath}, {"type", type.name}};
    }
    if (type.check) {
        for (auto &[message, pointer] : type.check(node.config)) {
            subject.add(Severity::Error, "config.check", std::move(message), "See the documentation of " + type.name + ".", node.id,
                        subject.nodePath(index) + "/config" + pointer);
        }
    }
}

bool isBody(const NodeType &type)
{
    return type.kind == NodeKind::Map || type.kind == NodeKind::Loop || type.kind == NodeKind::Subflow;
}

void checkBody(const Subject &subject, std::uint32_t index, const NodeType &type)
{
    const auto &node = subject.flow.nodes[index];
    const auto *named = node.config.if_contains("flow");
    const auto *body = node.config.if_contains("body");
    const auto path = subject.nodePath(index) + "/config";
    if (named && named->is_string() && !mayHoldTemplate(named->get_string())) {
        const std::string id(named->get_string());
        const bool here = subject.file.flows.contains(id) || id == subject.file.id;
        if (!here && subject.context.flowExists && !subject.context.flowExists(id)) {
            auto &finding = subject.add(Severity::Error, "flow.missing", "The node \"" + node.id + "\" runs the flow \"" + id + "\", which does not exist.",
                                        "Add it under \"flows\" of this file, or to the workspace.", node.id, path + "/flow");
            finding.args = {{"flow", id}};
        }
    } else if (body && body->is_object()) {
        if (subject.depth >= kDeepest) {
            subject.add(Severity::Error, "flow.tooDeep", "Bodies nest deeper than 16 levels.", "Move inner bodies into flows of their own.", node.id, path + "/body");
            return;
        }
        std::vector<ShapeProblem> problems;
        const auto inner = readShape(*body, problems);
        for (auto &problem : problems) {
            subject.add(Severity::Error, problem.code, std::move(problem.message), "", node.id, path + "/body" + problem.path);
        }
        if (problems.empty()) {
            Names names;
            names.item = subject.outer.item || type.kind == NodeKind::Map;
            names.loop = subject.outer.loop || type.kind == NodeKind::Loop;
            validateFlow(*inner, subject.file, subject.context, subject.path + path + "/body", names, subject.depth + 1, subject.findings);
        }
    } else if (!named && !body) {
        subject.add(Severity::Error, "config.body", "The node \"" + node.id + "\" has nothing to run.", "Give it \"flow\" (an id) or \"body\" (a flow).", node.id, path);
    }
}

void checkField(const Subject &subject, std::uint32_t index, const std::string &pointer, std::string_view text, FieldKind kind, const Names &names,
                Ancestry &ancestry)
{
    const auto &node = subject.flow.nodes[index];
    const auto path = subject.nodePath(index) + "/config" + pointer;
    if (kind == FieldKind::Expression) {
        if (const auto info = analyseExpression(text)) {
            checkReferences(subject, *info, index, false, names, path, ancestry);
        } else {
            addExpressionFinding(subject, info.error(), node.id, path);
        }
        return;
    }
    const auto parsed = parseTemplate(text);
    if (!parsed) {
        addExpressionFinding(subject, parsed.error(), node.id, path);
        return;
    }
    for (const auto &part : parsed->parts) {
        if (part.isExpression) {
            checkReferences(subject, part.expression, index, false, names, path, ancestry);
        }
    }
}

} // namespace

void checkConfigs(const Subject &subject)
{
    Ancestry ancestry(subject.graph);
    for (std::uint32_t i = 0; i < subject.flow.nodes.size(); ++i) {
        const auto &node = subject.flow.nodes[i];
        const auto *type = subject.context.types.find(node.type);
        if (!type) {
            continue;
        }
        checkSchema(subject, i, *type);
        Names names = subject.outer;
        names.secrets = type->kind == NodeKind::Effect;
        // A filter and a loop bring names of their own.
        names.item = names.item || node.type == "filter" || type->kind == NodeKind::Map;
        names.loop = names.loop || type->kind == NodeKind::Loop;
        std::string pointer;
        for (const auto &member : node.config) {
            if (isBody(*type) && member.key() == "body") {
                continue;
            }
            json::appendPointer(pointer, member.key());
            walkFields(member.value(), memberSchema(&type->schema, member.key()), pointer,
                       [&](const std::string &where, std::string_view text, FieldKind kind) { checkField(subject, i, where, text, kind, names, ancestry); });
            pointer.clear();
        }
        if (isBody(*type)) {
            checkBody(subject, i, *type);
        }
    }
    for (std::uint32_t e = 0; e < subject.flow.edges.size(); ++e) {
        const auto &edge = subject.flow.edges[e];
        if (!edge.condition || subject.graph.source(e) == Graph::kNone) {
            continue;
        }
        const auto path = "/edges/" + std::to_string(e) + "/condition";
        const auto info = analyseExpression(*edge.condition);
        if (!info) {
            addExpressionFinding(subject, info.error(), edge.from, path);
            continue;
        }
        Names names = subject.outer;
        names.output = true;
        checkReferences(subject, *info, subject.graph.source(e), true, names, path, ancestry);
    }
}

} // namespace signalbox::flow
