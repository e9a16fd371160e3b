// SPDX-License-Identifier: GPL-3.0-or-later
// Configurations against their types' schemas, and the expressions in them and on edges.
#include "flow/nearest_p.h"
#include "flow/validate_p.h"

namespace signalbox::flow {

namespace {

// What to do about a value that does not fit its schema.
std::string fixOf(const NodeType &type, const json::SchemaViolation &violation)
{
    if (violation.keyword == "required") {
        return "Add it.";
    }
    if (violation.keyword == "additionalProperties" || violation.keyword == "unevaluatedProperties") {
        const auto begin = violation.message.find('"');
        const auto name = begin == std::string::npos ? Result<json::Value>(json::Value()) : json::parse(std::string_view(violation.message).substr(begin));
        auto pointer = violation.schemaPath.substr(0, violation.schemaPath.rfind('/'));
        boost::json::error_code failed;
        const auto *schema = type.schema.find_pointer(pointer, failed);
        const auto *properties = schema ? json::find(*schema, "properties") : nullptr;
        NearestName names;
        if (name && name->is_string() && properties && properties->is_object()) {
            for (const auto &property : properties->get_object()) {
                names.add(property.key());
            }
            return didYouMean(names.find(std::string_view(name->get_string())), "Remove it; see the documentation of " + type.name + ".");
        }
        return "Remove it; see the documentation of " + type.name + ".";
    }
    return "Mend the value; see the documentation of " + type.name + ".";
}

void checkSchema(const Subject &subject, std::uint32_t index, const json::Schema::Options &options)
{
    const auto &node = subject.flow.nodes[index];
    const auto &type = *subject.types[index];
    // The validator takes a value: the copy lives on the stack where it is small.
    std::array<unsigned char, 4096> buffer;
    boost::json::monotonic_resource memory(buffer.data(), buffer.size());
    const json::Value config(node.config, &memory);
    for (auto &violation : subject.context.types.schemaOf(type).validate(config, options)) {
        const auto where = violation.instancePath.empty() ? std::string("the configuration") : inQuotes(violation.instancePath);
        auto &finding = subject.add(Severity::Error, "config." + violation.keyword, "In " + inQuotes(node.id) + ", " + where + " " + violation.message + ".",
                                    fixOf(type, violation), node.id, Subject::nodePath(index) + "/config" + violation.instancePath);
        finding.args = {{"field", violation.instancePath}, {"type", type.name}};
    }
    if (type.check) {
        for (auto &[message, pointer] : type.check(node.config)) {
            subject.add(Severity::Error, "config.check", std::move(message), "See the documentation of " + type.name + ".", node.id,
                        Subject::nodePath(index) + "/config" + pointer);
        }
    }
}

void addExpressionFinding(const Subject &subject, const Error &error, const std::string &node, const Spot &spot)
{
    auto &finding = subject.add(Severity::Error, error.code, error.message, "Mend the expression.", node, spot.pointer());
    finding.args = error.args;
}

// What a field of a type may name beyond what surrounds the node.
Names namesIn(const Subject &subject, const NodeType &type, FieldKind kind)
{
    Names names = subject.outer;
    names.secrets = type.kind == NodeKind::Effect && kind == FieldKind::Template;
    names.item = names.item || (kind == FieldKind::Expression && type.name == "filter");
    names.loop = names.loop || (kind == FieldKind::Expression && type.kind == NodeKind::Loop);
    return names;
}

void checkField(const Subject &subject, std::uint32_t index, const std::string &pointer, std::string_view text, FieldKind kind, ExpressionSink &sink)
{
    const auto &node = subject.flow.nodes[index];
    const Spot spot{Spot::Place::Config, index, pointer};
    const auto names = namesIn(subject, *subject.types[index], kind);
    if (kind == FieldKind::Expression) {
        if (text.find_first_not_of(" \t\r\n") != std::string_view::npos && text.substr(text.find_first_not_of(" \t\r\n")).starts_with("{{")) {
            subject.add(Severity::Error, "expression.braces", "This field of " + inQuotes(node.id) + " is an expression already.", "Write it without {{ and }}.", node.id,
                        spot.pointer());
            return;
        }
        if (const auto info = analyseExpression(text)) {
            sink.take(*info, index, names, spot);
        } else {
            addExpressionFinding(subject, info.error(), node.id, spot);
        }
        return;
    }
    const auto parsed = parseTemplate(text);
    if (!parsed) {
        addExpressionFinding(subject, parsed.error(), node.id, spot);
        return;
    }
    for (const auto &part : parsed->parts) {
        if (part.isExpression) {
            sink.take(part.expression, index, names, spot);
        }
    }
}

void checkFields(const Subject &subject, std::uint32_t index, std::string &pointer, ExpressionSink &sink)
{
    const auto &type = *subject.types[index];
    const auto visit = [&](const std::string &where, std::string_view text, FieldKind kind) { checkField(subject, index, where, text, kind, sink); };
    for (const auto &member : subject.flow.nodes[index].config) {
        if (hasBody(type) && member.key() == "body") {
            continue;
        }
        pointer.clear();
        json::appendPointer(pointer, member.key());
        walkFields(member.value(), memberSchema(&type.schema, member.key()), pointer, visit);
    }
}

} // namespace

bool hasBody(const NodeType &type)
{
    return type.kind == NodeKind::Map || type.kind == NodeKind::Loop || type.kind == NodeKind::Subflow;
}

void checkCondition(const Subject &subject, std::uint32_t index, ExpressionSink &sink)
{
    const auto &edge = subject.flow.edges[index];
    const auto source = subject.graph.source(index);
    if (!edge.condition || source == Graph::kNone) {
        return;
    }
    const Spot spot{Spot::Place::Condition, index, {}};
    const auto info = analyseExpression(*edge.condition);
    if (!info) {
        addExpressionFinding(subject, info.error(), edge.from, spot);
        return;
    }
    Names names = subject.outer;
    names.output = true;
    sink.take(*info, source, names, spot);
}

void checkConfig(const Subject &subject, std::uint32_t node, ExpressionSink &sink)
{
    const auto *type = subject.types[node];
    if (!type) {
        return;
    }
    // What a template gives is known, and checked, when it is resolved.
    static const json::Schema::Options options = [] {
        json::Schema::Options made;
        made.accept = [](const json::Value &value) { return value.is_string() && mayHoldTemplate(value.get_string()); };
        return made;
    }();
    std::string pointer;
    checkSchema(subject, node, options);
    checkFields(subject, node, pointer, sink);
    if (hasBody(*type)) {
        checkBody(subject, node);
    }
}

void checkConfigs(const Subject &subject)
{
    ReferenceChecker references(subject);
    for (std::uint32_t i = 0; i < subject.flow.nodes.size(); ++i) {
        checkConfig(subject, i, references);
    }
    for (std::uint32_t e = 0; e < subject.flow.edges.size(); ++e) {
        checkCondition(subject, e, references);
    }
    references.finish();
}

} // namespace signalbox::flow
