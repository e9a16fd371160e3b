// SPDX-License-Identifier: GPL-3.0-or-later
// Brackets, member names and the parameters of inner functions, found without parsing.
#include "flow/analysis_p.h"

#include <array>

namespace signalbox::flow {

namespace {

constexpr std::array<std::string_view, 10> kRoots = {"input", "ports", "nodes", "run", "vars", "item", "index", "loop", "output", "secrets"};

bool opens(const Token &token)
{
    return token.is("(") || token.is("[") || token.is("{") || (token.kind == TokenKind::TemplateText && token.text.ends_with("${"));
}

bool closes(const Token &token)
{
    return token.is(")") || token.is("]") || token.is("}") || (token.kind == TokenKind::TemplateText && token.text.starts_with('}'));
}

// Words that stand before brackets and a block without being the name of a method.
bool takesBlock(const Token &token)
{
    static constexpr std::array<std::string_view, 7> kWords = {"if", "for", "while", "switch", "with", "catch", "function"};
    return std::find(kWords.begin(), kWords.end(), token.text) != kWords.end();
}

} // namespace

int rootIndex(const Token &token)
{
    if (token.kind != TokenKind::Identifier || token.text.size() < 3 || token.text.size() > 7 || token.text[0] < 'i' || token.text[0] > 'v') {
        return -1;
    }
    const auto found = std::find(kRoots.begin(), kRoots.end(), token.text);
    return found == kRoots.end() ? -1 : static_cast<int>(found - kRoots.begin());
}

TokenStructure::TokenStructure(const std::vector<Token> &tokens) : m_tokens(tokens)
{
    if (std::none_of(tokens.begin(), tokens.end(), opens)) {
        findScopes(); // as in most: a path, or two compared
        return;
    }
    m_partner.assign(tokens.size(), kNone);
    m_enclosing.assign(tokens.size(), kNone);
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (closes(tokens[i]) && !open.empty()) {
            m_partner[i] = open.back();
            m_partner[open.back()] = i;
            open.pop_back();
        }
        m_enclosing[i] = open.empty() ? kNone : open.back();
        if (opens(tokens[i])) {
            open.push_back(i);
        }
    }
    findScopes();
}

bool TokenStructure::isMethod(std::size_t i) const
{
    return punctuatorAt(i + 1, "(") && partner(i + 1) != kNone && punctuatorAt(partner(i + 1) + 1, "{") && !takesBlock(m_tokens[i]);
}

bool TokenStructure::isMemberName(std::size_t i) const
{
    if (i == 0) {
        return false;
    }
    const auto &before = m_tokens[i - 1];
    if (before.is(".") || before.is("?.")) {
        return true;
    }
    const bool inBraces = enclosing(i) != kNone && m_tokens[enclosing(i)].is("{");
    return inBraces && (isMethod(i) || (punctuatorAt(i + 1, ":") && (before.is("{") || before.is(","))));
}

bool TokenStructure::namesRoot(std::size_t i) const
{
    const int root = rootIndex(m_tokens[i]);
    if (root < 0 || isMemberName(i)) {
        return false;
    }
    return std::none_of(m_scopes.begin(), m_scopes.end(),
                        [&](const LocalScope &scope) { return scope.begin <= i && i < scope.end && ((scope.roots >> root) & 1u) != 0; });
}

void TokenStructure::findScopes()
{
    for (std::size_t i = 0; i < m_tokens.size(); ++i) {
        const auto &token = m_tokens[i];
        if (token.is("=>") && i > 0) {
            addArrow(i);
            continue;
        }
        if (token.kind != TokenKind::Identifier || (rootIndex(token) >= 0 && !punctuatorAt(i + 1, "(")) || (i > 0 && (m_tokens[i - 1].is(".") || m_tokens[i - 1].is("?.")))) {
            continue;
        }
        if (token.text == "function") {
            auto at = i + 1;
            at += punctuatorAt(at, "*") ? 1 : 0;
            const int own = at < m_tokens.size() ? rootIndex(m_tokens[at]) : -1;
            // As a statement it names something for the whole block around it.
            m_ambiguous = m_ambiguous || (own >= 0 && enclosing(i) != kNone && m_tokens[enclosing(i)].is("{"));
            at += at < m_tokens.size() && m_tokens[at].kind == TokenKind::Identifier ? 1 : 0;
            addFunction(at, own < 0 ? 0u : 1u << own);
        } else if (token.text == "catch") {
            addFunction(i + 1, 0);
        } else if (token.text == "let" || token.text == "const" || token.text == "var" || token.text == "class") {
            checkDeclaration(i + 1);
        } else if (token.text == "this" || token.text == "arguments" || token.text == "eval" || token.text == "with" || token.text == "globalThis"
                   || (token.text.size() > 1 && token.text[0] == '$' && token.text[1] >= '0' && token.text[1] <= '9')) {
            m_ambiguous = true;
        } else if (isMethod(i)) {
            addFunction(i + 1, 0);
        }
    }
}

// Where the value of an arrow function without a block ends: before what its depth does not hold.
std::size_t TokenStructure::bodyEnd(std::size_t arrow) const
{
    if (punctuatorAt(arrow + 1, "{") && m_partner[arrow + 1] != kNone) {
        return m_partner[arrow + 1] + 1;
    }
    const int depth = m_tokens[arrow].depth;
    int choices = 0;
    for (auto i = arrow + 1; i < m_tokens.size(); ++i) {
        const auto &token = m_tokens[i];
        if (token.depth > depth) {
            continue;
        }
        if (token.depth < depth || token.is(",") || token.is(";") || (token.is(":") && choices-- == 0)) {
            return i;
        }
        choices += token.is("?") ? 1 : 0;
    }
    return m_tokens.size();
}

void TokenStructure::addArrow(std::size_t arrow)
{
    auto begin = arrow - 1;
    unsigned roots = 0;
    if (m_tokens[begin].is(")") && m_partner[begin] != kNone) {
        begin = m_partner[begin];
        roots = parameters(begin + 1, arrow - 1);
    } else if (const int root = rootIndex(m_tokens[begin]); root >= 0) {
        roots = 1u << root;
    }
    if (roots != 0) {
        m_scopes.push_back({begin, bodyEnd(arrow), roots});
    }
}

void TokenStructure::addFunction(std::size_t open, unsigned ownName)
{
    if (!punctuatorAt(open, "(") || m_partner[open] == kNone) {
        return;
    }
    const auto close = m_partner[open];
    const auto roots = parameters(open + 1, close) | ownName;
    if (roots != 0) {
        const bool block = punctuatorAt(close + 1, "{") && m_partner[close + 1] != kNone;
        m_scopes.push_back({open - (ownName != 0 ? 1 : 0), block ? m_partner[close + 1] + 1 : close + 1, roots});
    }
}

// The roots that a list of parameters binds.
unsigned TokenStructure::parameters(std::size_t begin, std::size_t end)
{
    unsigned roots = 0;
    bool anyRoot = false;
    bool hasDefault = false;
    for (auto i = begin; i < end; ++i) {
        hasDefault = hasDefault || m_tokens[i].is("=");
        const int root = rootIndex(m_tokens[i]);
        if (root < 0) {
            continue;
        }
        anyRoot = true;
        const bool key = punctuatorAt(i + 1, ":");
        const bool member = m_tokens[i - (i > 0 ? 1 : 0)].is(".");
        if (!key && !member) {
            roots |= 1u << root;
        }
    }
    if (anyRoot && hasDefault) {
        m_ambiguous = true; // `(a = input) =>` reads it, `(input = a) =>` binds it
    }
    return roots;
}

void TokenStructure::checkDeclaration(std::size_t at)
{
    if (at >= m_tokens.size()) {
        return;
    }
    const bool pattern = (m_tokens[at].is("{") || m_tokens[at].is("[")) && m_partner[at] != kNone;
    const auto end = pattern ? m_partner[at] : at + 1;
    for (auto i = at; i < end; ++i) {
        m_ambiguous = m_ambiguous || rootIndex(m_tokens[i]) >= 0;
    }
}

} // namespace signalbox::flow
