// SPDX-License-Identifier: GPL-3.0-or-later
// What a JSON Schema says of one field, as far as a form can show it.
#pragma once

#include "base/json.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace signalbox::ui {

struct FieldSpec
{
    enum class Kind {
        Text,
        Expression, ///< JavaScript
        Secret,     ///< named, never written
        Number,
        Integer,
        Switch,
        Choice,
        Flow,       ///< the id of a flow
        Body,       ///< a flow written in place
        Object,     ///< with fields that the schema names
        Map,        ///< with fields that a person names
        List,
        Any
    };
    std::string name;
    Kind kind = Kind::Any;
    QString title;
    QString help;
    QString placeholder; ///< the default, or an example
    bool required = false;
    bool templates = true; ///< may hold `{{ }}`
    bool multiLine = false;
    bool code = false; ///< the body of a JavaScript function
    bool duration = false;
    /// What a person is given to choose from, beside writing.
    enum class Offer { Nothing, Providers, Models, File, NewFile, Folder } offer = Offer::Nothing;
    /// The field beside it with which the path is that of a folder; empty: none.
    std::string folderWith;
    std::optional<json::Value> standard;
    std::vector<json::Value> choices;
    std::optional<double> least;
    std::optional<double> most;
    json::Value schema;
};

/// The field `name` of an object schema.
FieldSpec readField(std::string_view name, const json::Value &schema, bool required);
/// All fields of an object schema in its order.
std::vector<FieldSpec> readFields(const json::Value &objectSchema);

/// What is wrong with a text by itself (an expression that does not end, a duration that is none), or empty.
QString textProblem(const FieldSpec &spec, const QString &text);

/// `owner.name`, or `owner['na-me']` where JavaScript takes the name for something else.
QString memberOf(const QString &owner, std::string_view name);
/// `{{ secrets.NAME }}`
QString secretReference(const QString &name);
/// The secret that a text refers to and is nothing else; empty: none.
QString secretOf(const QString &text);

} // namespace signalbox::ui
