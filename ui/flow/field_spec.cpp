// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/field_spec.h"

#include "flow/config_fields.h"
#include "flow/model.h"
#include "flow/template.h"
#include "ui/flow/workbench.h"

#include <QCoreApplication>

#include <algorithm>

namespace signalbox::ui {

namespace {

QString words(std::string_view name)
{
    // "followRedirects" is "Follow redirects" where the schema has no title.
    QString text;
    for (const QChar c : qt(name)) {
        if (c.isUpper() && !text.isEmpty()) {
            text += u' ';
            text += c.toLower();
        } else if (c == u'-' || c == u'_') {
            text += u' ';
        } else {
            text += text.isEmpty() ? c.toUpper() : c;
        }
    }
    return text;
}

bool isTrue(const json::Object &schema, std::string_view key)
{
    const auto *value = schema.if_contains(key);
    return value && value->is_bool() && value->get_bool();
}

QString textOfJson(const json::Value &value)
{
    return value.is_string() ? qt(std::string_view(value.get_string())) : qt(json::write(value));
}

FieldSpec::Offer offerOf(const json::Object &schema)
{
    using Offer = FieldSpec::Offer;
    const auto model = json::text(schema, "x-model");
    const auto path = json::text(schema, "x-path");
    return model == "provider" ? Offer::Providers
        : model == "model"     ? Offer::Models
        : path == "file"       ? Offer::File
        : path == "new-file"   ? Offer::NewFile
        : path == "folder"     ? Offer::Folder
                               : Offer::Nothing;
}

bool isIdentifier(std::string_view name)
{
    const auto isLetter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$'; };
    return !name.empty() && isLetter(name.front()) && std::all_of(name.begin(), name.end(), [&](char c) { return isLetter(c) || (c >= '0' && c <= '9'); });
}

FieldSpec::Kind kindOf(const json::Object &schema)
{
    using Kind = FieldSpec::Kind;
    if (isTrue(schema, "x-flow")) {
        return Kind::Body;
    }
    if (isTrue(schema, "x-secret")) {
        return Kind::Secret;
    }
    if (const auto *choices = schema.if_contains("enum"); choices && choices->is_array()) {
        return Kind::Choice;
    }
    const auto type = json::text(schema, "type");
    if (type == "boolean") {
        return Kind::Switch;
    }
    if (type == "integer") {
        return Kind::Integer;
    }
    if (type == "number") {
        return Kind::Number;
    }
    if (type == "string") {
        return isTrue(schema, "x-expression") ? Kind::Expression : Kind::Text;
    }
    if (type == "array") {
        return Kind::List;
    }
    if (type == "object") {
        const auto *properties = schema.if_contains("properties");
        return properties && properties->is_object() && !properties->get_object().empty() ? Kind::Object : Kind::Map;
    }
    return Kind::Any;
}

std::optional<double> number(const json::Object &schema, std::string_view key)
{
    const auto *value = schema.if_contains(key);
    return value && value->is_number() ? std::optional(value->to_number<double>()) : std::nullopt;
}

} // namespace

FieldSpec readField(std::string_view name, const json::Value &value, bool required)
{
    static const json::Object nothing;
    const auto &schema = value.is_object() ? value.get_object() : nothing;
    FieldSpec spec;
    spec.name = name;
    spec.schema = value;
    spec.kind = kindOf(schema);
    spec.title = schema.contains("title") ? qt(json::text(schema, "title")) : words(name);
    spec.help = qt(json::text(schema, "description"));
    spec.required = required;
    spec.templates = flow::fieldKind(&value) == flow::FieldKind::Template;
    if (const auto *standard = schema.if_contains("default")) {
        spec.standard = *standard;
        spec.placeholder = textOfJson(*standard);
    }
    spec.least = number(schema, "minimum");
    spec.most = number(schema, "maximum");
    bool durations = false;
    if (const auto *examples = schema.if_contains("examples"); examples && examples->is_array() && !examples->get_array().empty()) {
        const auto &list = examples->get_array();
        if (spec.placeholder.isEmpty()) {
            spec.placeholder = QCoreApplication::translate("FieldSpec", "e.g. %1").arg(textOfJson(list.front()));
        }
        // A text whose examples are durations is one: there is no format of that name.
        durations = std::any_of(list.begin(), list.end(), [](const json::Value &example) {
            return example.is_string() && flow::parseDuration(std::string_view(example.get_string())).ok();
        });
    }
    spec.duration = spec.kind == FieldSpec::Kind::Text && (durations || json::text(schema, "format") == "duration");
    spec.code = spec.kind == FieldSpec::Kind::Text && isTrue(schema, "x-code");
    if (spec.kind == FieldSpec::Kind::Text) {
        spec.offer = offerOf(schema);
        spec.folderWith = json::text(schema, "x-folder-with");
    }
    static constexpr std::string_view longTexts[] = {"text", "body", "prompt", "message", "content", "instructions", "description"};
    spec.multiLine = spec.kind == FieldSpec::Kind::Text
        && (spec.code || isTrue(schema, "x-multiline") || std::find(std::begin(longTexts), std::end(longTexts), name) != std::end(longTexts));
    if (spec.kind == FieldSpec::Kind::Text && name == "flow" && !spec.templates) {
        spec.kind = FieldSpec::Kind::Flow;
    }
    if (const auto *choices = schema.if_contains("enum"); choices && choices->is_array()) {
        spec.choices.assign(choices->get_array().begin(), choices->get_array().end());
    }
    return spec;
}

std::vector<FieldSpec> readFields(const json::Value &objectSchema)
{
    std::vector<FieldSpec> fields;
    const auto *properties = json::find(objectSchema, "properties");
    const auto *required = json::find(objectSchema, "required");
    const auto isRequired = [&](std::string_view name) {
        if (!required || !required->is_array()) {
            return false;
        }
        const auto &names = required->get_array();
        return std::any_of(names.begin(), names.end(), [&](const json::Value &entry) { return entry.is_string() && std::string_view(entry.get_string()) == name; });
    };
    if (properties && properties->is_object()) {
        for (const auto &property : properties->get_object()) {
            fields.push_back(readField(property.key(), property.value(), isRequired(property.key())));
        }
    }
    return fields;
}

QString textProblem(const FieldSpec &spec, const QString &text)
{
    const auto bytes = text.toStdString();
    if (spec.code) {
        const auto read = flow::checkFunctionBody(bytes);
        return read ? QString() : textOf(read.error());
    }
    if (spec.kind == FieldSpec::Kind::Expression) {
        if (bytes.empty()) {
            return {};
        }
        const auto read = flow::analyseExpression(bytes);
        return read ? QString() : textOf(read.error());
    }
    if (spec.templates && flow::mayHoldTemplate(bytes)) {
        const auto read = flow::parseTemplate(bytes);
        return read ? QString() : textOf(read.error());
    }
    if (spec.duration && !bytes.empty() && !flow::parseDuration(bytes)) {
        return QCoreApplication::translate("FieldSpec", "Write a duration as 250ms, 30s, 5m, 2h or 1d.");
    }
    return {};
}

QString memberOf(const QString &owner, std::string_view name)
{
    if (isIdentifier(name)) {
        return owner + u'.' + qt(name);
    }
    QString quoted = qt(name);
    quoted.replace(u'\\', QLatin1String("\\\\")).replace(u'\'', QLatin1String("\\'"));
    return owner + QStringLiteral("['") + quoted + QStringLiteral("']");
}

QString secretReference(const QString &name)
{
    return QStringLiteral("{{ ") + memberOf(QStringLiteral("secrets"), name.toStdString()) + QStringLiteral(" }}");
}

QString secretOf(const QString &text)
{
    const auto read = flow::parseTemplate(text.toStdString());
    if (!read || read->parts.size() != 1 || !read->parts.front().isExpression) {
        return {};
    }
    const auto &expression = read->parts.front().expression;
    if (!expression.isPath || expression.references.front().root != "secrets" || expression.references.front().path.size() != 1) {
        return {};
    }
    const auto *name = std::get_if<std::string>(&expression.references.front().path.front());
    return name ? qt(*name) : QString();
}

} // namespace signalbox::ui
