// SPDX-License-Identifier: GPL-3.0-or-later
// What the texts of a configuration are: templates, expressions, or texts as they stand. Told by the
// type's schema.
#pragma once

#include "base/json.h"
#include "base/result.h"

#include <functional>
#include <string>
#include <string_view>

namespace signalbox::flow {

enum class FieldKind {
    Template,   ///< may hold `{{ expressions }}`
    Expression, ///< the whole text is JavaScript ("x-expression": true)
    Verbatim    ///< taken as written ("x-template": false), with everything below it
};

/// What the schema says of a field; Template where it says nothing.
FieldKind fieldKind(const json::Value *schema);
/// The schema of a member or an element, or null where there is none.
const json::Value *memberSchema(const json::Value *schema, std::string_view key);
const json::Value *elementSchema(const json::Value *schema);

/// Calls `visit` for each text that is a template with expressions or an expression, with its JSON
/// pointer below `pointer`.
void walkFields(const json::Value &value, const json::Value *schema, std::string &pointer,
                const std::function<void(const std::string &pointer, std::string_view text, FieldKind kind)> &visit);

/// Whether a text can be the body of a JavaScript function, as far as its brackets, strings and comments tell; the rest is found
/// when it is compiled. Errors: expression.syntax with args `line` and `column`.
Result<void> checkFunctionBody(std::string_view code);

} // namespace signalbox::flow
