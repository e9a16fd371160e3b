// SPDX-License-Identifier: GPL-3.0-or-later
// What an expression's tokens say of it: which roots it reads, and whether it can be read natively.
#pragma once

#include "flow/js_tokens_p.h"
#include "flow/template.h"

namespace signalbox::flow {

/// Analyses `expression`, which is the part of `whole` from `begin` on and has no blanks at its ends. The
/// tokens are those of `whole`. Errors: expression.empty, expression.syntax (line and column in `whole`).
Result<ExpressionInfo> analyseTokens(std::string_view whole, std::size_t begin, std::string_view expression, const std::vector<Token> &tokens);

/// The value of an expression that is one literal of JSON (a number may have a sign).
std::optional<json::Value> literalOf(const std::vector<Token> &tokens);
/// The text of a string token without escapes; the property or index that a token in brackets names.
std::optional<std::string> literalText(std::string_view token);
std::optional<ReferenceStep> literalStep(const Token &token);

/// Names that an inner function gives to its parameters, and where they hold.
struct LocalScope
{
    std::size_t begin; ///< first and one past the last token
    std::size_t end;
    unsigned roots;    ///< bit set of the roots that mean something else there
};

/// Which brackets and functions an expression has.
class TokenStructure
{
public:
    explicit TokenStructure(const std::vector<Token> &tokens);

    /// Index of the bracket that belongs to the one at `i`.
    std::size_t partner(std::size_t i) const { return m_partner.empty() ? kNone : m_partner[i]; }
    /// Index of the innermost bracket that is open at `i`, or kNone.
    std::size_t enclosing(std::size_t i) const { return m_enclosing.empty() ? kNone : m_enclosing[i]; }
    /// The token at `i` is a member's name: `.input`, `{input: 1}`, `{input() {}}`.
    bool isMemberName(std::size_t i) const;
    /// The identifier at `i` names a root here, not a member or a parameter.
    bool namesRoot(std::size_t i) const;
    /// Something gives a root another meaning in a way that was not followed.
    bool isAmbiguous() const { return m_ambiguous; }

    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

private:
    bool punctuatorAt(std::size_t i, std::string_view text) const { return i < m_tokens.size() && m_tokens[i].is(text); }
    bool isMethod(std::size_t i) const;
    void findScopes();
    void addArrow(std::size_t arrow);
    void addFunction(std::size_t open, unsigned ownName);
    void checkDeclaration(std::size_t word);
    unsigned parameters(std::size_t begin, std::size_t end);
    std::size_t bodyEnd(std::size_t arrow) const;

    const std::vector<Token> &m_tokens;
    std::vector<std::size_t> m_partner; ///< empty where there are no brackets
    std::vector<std::size_t> m_enclosing;
    std::vector<LocalScope> m_scopes;
    bool m_ambiguous = false;
};

/// The place of a name in the list of roots; -1 for another name.
int rootIndex(const Token &token);

} // namespace signalbox::flow
