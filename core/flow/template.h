// SPDX-License-Identifier: GPL-3.0-or-later
// `{{ expressions }}` in texts, found by tokenising JavaScript; and what an expression refers to,
// found without running it.
#pragma once

#include "base/json.h"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace signalbox::flow {

/// One step of a path: a property name or an array index.
using ReferenceStep = std::variant<std::string, std::int64_t>;

/// A reference into the scope that stands in an expression: `input.a.b[0]`, `nodes.x.output.y`.
struct Reference
{
    std::string root; ///< "input", "ports", "nodes", "run", "vars", "item", "index", "loop", "output", "secrets"
    std::vector<ReferenceStep> path; ///< for nodes: id, "output", …
    std::size_t begin = 0;      ///< byte range in the expression's text
    std::size_t end = 0;
    /// The path is followed by a call or another access that could not be read statically: the last
    /// step may be a method's name, and the value before it is needed whole.
    bool called = false;
};

/// An expression's text and what can be known of it without running it.
struct ExpressionInfo
{
    std::string text;
    std::vector<Reference> references;
    /// The whole text is one reference and nothing else: it can be read without JavaScript.
    bool isPath = false;
    /// The whole text is a literal (number, string, true, false, null); its value.
    std::optional<json::Value> literal;
    /// It may change what it refers to or use a root in a way that was not understood (assignment,
    /// `input` passed whole, computed access): roots are then needed whole.
    bool opaque = false;
    /// It gives the name of a root another meaning in a way that was not followed (`let input`, `this`):
    /// what its references mean is then not known. Implies opaque.
    bool redefines = false;
};

/// Tokenises and analyses an expression. Errors: expression.syntax with args `line` and `column` for
/// what a tokeniser can see (unbalanced brackets, unterminated strings, statements such as `;`);
/// the rest is found when it is compiled.
Result<ExpressionInfo> analyseExpression(std::string_view text);

/// A text with expressions in it. Source: section 9, "Templates".
struct Template
{
    struct Part
    {
        bool isExpression = false;
        std::string text; ///< literal text (unescaped), or the expression
        ExpressionInfo expression;
    };
    std::vector<Part> parts;

    /// Exactly one expression and no text around it: it keeps the value's type.
    bool isSingleExpression() const { return parts.size() == 1 && parts.front().isExpression; }
    bool hasExpressions() const;
};

/// Whether a text may hold a template (has "{{"); cheap.
inline bool mayHoldTemplate(std::string_view text) { return text.find("{{") != std::string_view::npos; }

/// Errors: template.unclosed, expression.syntax, expression.empty.
Result<Template> parseTemplate(std::string_view text);

/// How a value is joined into a text: strings as they are, null as nothing, objects and arrays as JSON.
void appendAsText(std::string &out, const json::Value &value);

} // namespace signalbox::flow
