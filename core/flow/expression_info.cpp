// SPDX-License-Identifier: GPL-3.0-or-later
// References of an expression, and whether its value can be had from them alone.
#include "flow/analysis_p.h"

#include <array>
#include <charconv>

namespace signalbox::flow {

namespace {

bool isAssignment(const Token &token)
{
    static constexpr std::array<std::string_view, 18> kOperators = {"=",  "+=", "-=",  "*=",  "/=",  "%=",   "**=", "<<=", ">>=",
                                                                    ">>>=", "&=", "|=", "^=", "&&=", "||=", "?" "?=", "++", "--"};
    return token.kind == TokenKind::Punctuator && std::find(kOperators.begin(), kOperators.end(), token.text) != kOperators.end();
}

// Methods of texts, numbers and arrays that leave what they are called on as it is.
bool leavesUnchanged(std::string_view method)
{
    static constexpr std::array<std::string_view, 45> kMethods = {
        "at",         "charAt",    "charCodeAt", "codePointAt", "concat",      "endsWith",    "entries",       "every",       "filter",
        "find",       "findIndex", "flat",       "flatMap",     "forEach",     "includes",    "indexOf",       "join",        "keys",
        "lastIndexOf", "localeCompare", "map",   "match",       "matchAll",    "normalize",   "padEnd",        "padStart",    "reduce",
        "reduceRight", "repeat",   "replace",    "replaceAll",  "search",      "slice",       "some",          "split",       "startsWith",
        "substring",  "toFixed",   "toLowerCase", "toPrecision", "toString",   "toUpperCase", "trim",          "trimEnd",     "trimStart"};
    return std::find(kMethods.begin(), kMethods.end(), method) != kMethods.end();
}

std::optional<json::Value> literalNumber(std::string_view token, bool negative)
{
    if (token.find_first_not_of("0123456789.") != std::string_view::npos || (token.size() > 1 && token[0] == '0' && token[1] != '.')) {
        return std::nullopt;
    }
    double number = 0;
    const auto [rest, failed] = std::from_chars(token.data(), token.data() + token.size(), number);
    if (failed != std::errc() || rest != token.data() + token.size()) {
        return std::nullopt;
    }
    number = negative ? -number : number;
    if (token.find('.') == std::string_view::npos && token.size() <= 15 && (number != 0 || !negative)) {
        return json::Value(static_cast<std::int64_t>(number));
    }
    return json::Value(number);
}

class Analysis
{
public:
    Analysis(const std::vector<Token> &tokens, std::size_t base, ExpressionInfo &info)
        : m_tokens(tokens), m_structure(tokens), m_base(base), m_info(info)
    {
    }

    void run()
    {
        for (std::size_t i = 0; i < m_tokens.size();) {
            i = m_structure.namesRoot(i) ? reference(i) : i + 1;
        }
        m_info.redefines = m_structure.isAmbiguous();
        m_info.opaque = m_info.opaque || m_info.redefines || sharesValues();
        m_info.isPath = m_info.references.size() == 1 && m_single && !m_info.opaque;
    }

private:
    const Token *at(std::size_t i) const { return i < m_tokens.size() ? &m_tokens[i] : nullptr; }
    bool punctuatorAt(std::size_t i, std::string_view text) const { return i < m_tokens.size() && m_tokens[i].is(text); }

    // Takes steps from `i` on; gives the index after the last.
    std::size_t takePath(std::size_t i, Reference &reference, bool &optional)
    {
        for (;;) {
            auto next = i;
            if (punctuatorAt(next, "?.") && reference.root == "nodes" && reference.path.size() < 2) {
                // Which node it names is checked as if it were written plainly; JavaScript reads it.
                optional = true;
                next += punctuatorAt(next + 1, "[") ? 1 : 0;
            }
            if ((punctuatorAt(next, ".") || (optional && punctuatorAt(next, "?."))) && at(next + 1) && at(next + 1)->kind == TokenKind::Identifier) {
                reference.path.emplace_back(std::string(m_tokens[next + 1].text));
                i = next + 2;
            } else if (punctuatorAt(next, "[") && punctuatorAt(next + 2, "]")) {
                auto step = literalStep(m_tokens[next + 1]);
                if (!step) {
                    return i;
                }
                reference.path.push_back(std::move(*step));
                i = next + 3;
            } else {
                return i;
            }
            reference.end = m_tokens[i - 1].end - m_base;
        }
    }

    std::size_t reference(std::size_t first)
    {
        Reference reference;
        reference.root = m_tokens[first].text;
        reference.begin = m_tokens[first].begin - m_base;
        reference.end = m_tokens[first].end - m_base;
        bool optional = false;
        const auto i = takePath(first + 1, reference, optional);
        // `path(`, `path?.(` and path`text`: the last step is a method of the value before it.
        reference.called = punctuatorAt(i, "(") || (punctuatorAt(i, "?.") && punctuatorAt(i + 1, "("))
            || (at(i) && at(i)->kind == TokenKind::TemplateText && at(i)->text.starts_with('`'));
        const auto *before = first > 0 ? &m_tokens[first - 1] : nullptr;
        const bool changed = (at(i) && isAssignment(*at(i)))
            || (before && (before->is("++") || before->is("--") || before->isWord("delete") || before->isWord("new")));
        if (changed || optional || isShorthand(first, i) || (reference.root == "nodes" && reference.path.size() < 2)) {
            m_info.opaque = true;
        }
        m_single = first == 0 && i == m_tokens.size() && !reference.called;
        m_spread.push_back(before && before->is("..."));
        m_info.references.push_back(std::move(reference));
        return i;
    }

    // `{input}` names a member as well.
    bool isShorthand(std::size_t first, std::size_t next) const
    {
        const auto open = m_structure.enclosing(first);
        return next == first + 1 && open != TokenStructure::kNone && m_tokens[open].is("{") && (m_tokens[first - 1].is("{") || m_tokens[first - 1].is(","))
            && (punctuatorAt(next, "}") || punctuatorAt(next, ","));
    }

    // Whether two references meet in one value and the expression could tell that each was read on its
    // own: by changing it through one of them, or by comparing the two.
    bool sharesValues() const
    {
        const auto &list = m_info.references;
        if (list.size() < 2 || list.size() > kMostCompared) {
            return list.size() > kMostCompared;
        }
        for (std::size_t a = 0; a < list.size(); ++a) {
            for (std::size_t b = 0; b < list.size(); ++b) {
                if (a != b && shares(a, b)) {
                    return true;
                }
            }
        }
        return false;
    }

    bool shares(std::size_t outerIndex, std::size_t innerIndex) const
    {
        const auto &outer = m_info.references[outerIndex];
        const auto &inner = m_info.references[innerIndex];
        const auto outerLength = valueLength(outer);
        const auto innerLength = valueLength(inner);
        if (outer.root != inner.root || outerLength > innerLength || !std::equal(outer.path.begin(), outer.path.begin() + outerLength, inner.path.begin())) {
            return false;
        }
        const bool pure = !outer.called || leavesUnchanged(lastName(outer));
        if (!pure || changesAnything()) {
            return true;
        }
        const bool length = !inner.called && innerLength > outerLength && lastName(inner) == "length";
        return innerLength > outerLength && !length && !m_spread[outerIndex];
    }

    static std::ptrdiff_t valueLength(const Reference &reference)
    {
        const auto size = static_cast<std::ptrdiff_t>(reference.path.size());
        return reference.called && size > 0 ? size - 1 : size;
    }
    static std::string_view lastName(const Reference &reference)
    {
        const auto *name = reference.path.empty() ? nullptr : std::get_if<std::string>(&reference.path.back());
        return name ? std::string_view(*name) : std::string_view();
    }
    bool changesAnything() const { return std::any_of(m_tokens.begin(), m_tokens.end(), isAssignment); }

    static constexpr std::size_t kMostCompared = 32;

    const std::vector<Token> &m_tokens;
    TokenStructure m_structure;
    std::size_t m_base;
    ExpressionInfo &m_info;
    std::vector<bool> m_spread;
    bool m_single = false;
};

// A token with which a value ends, or begins: two of these side by side are no expression.
bool endsValue(const std::vector<Token> &tokens, std::size_t i)
{
    const auto &token = tokens[i];
    switch (token.kind) {
    case TokenKind::Number:
    case TokenKind::String:
    case TokenKind::Regex: return true;
    case TokenKind::TemplateText: return !token.text.ends_with("${");
    case TokenKind::Punctuator: return token.is(")") || token.is("]");
    case TokenKind::Identifier: break;
    }
    const bool member = i > 0 && (tokens[i - 1].is(".") || tokens[i - 1].is("?."));
    return member || (!isOperatorWord(token.text) && token.text != "function" && token.text != "class");
}

bool beginsValue(const Token &token)
{
    switch (token.kind) {
    case TokenKind::Number:
    case TokenKind::String:
    case TokenKind::Regex: return true;
    case TokenKind::Identifier: return token.text != "in" && token.text != "instanceof" && token.text != "of" && token.text != "extends";
    default: return false;
    }
}

bool isStatementWord(std::string_view word)
{
    static constexpr std::array<std::string_view, 21> kWords = {"if",    "for",   "while", "do",     "switch", "return", "throw",   "try", "catch",    "finally", "var",
                                                               "const", "let",   "break", "continue", "import", "export", "debugger", "case", "default", "else"};
    return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

// What can be seen to be no expression without a parser.
Result<void> checkForm(std::string_view whole, const std::vector<Token> &tokens)
{
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const auto &token = tokens[i];
        if (token.depth != 0) {
            continue;
        }
        if (token.is(";")) {
            return expressionError(whole, token.begin, "A semicolon ends a statement; an expression has none.");
        }
        const bool member = i > 0 && (tokens[i - 1].is(".") || tokens[i - 1].is("?."));
        if (token.kind == TokenKind::Identifier && !member && isStatementWord(token.text)) {
            return expressionError(whole, token.begin, "\"" + std::string(token.text) + "\" begins a statement; an expression has none.");
        }
        if (i > 0 && beginsValue(token) && !member && endsValue(tokens, i - 1)) {
            return expressionError(whole, token.begin, "Two values stand side by side without an operator between them.");
        }
    }
    const auto &last = tokens.back();
    if (last.kind == TokenKind::Punctuator && !last.is(")") && !last.is("]") && !last.is("}") && !last.is("++") && !last.is("--")) {
        return expressionError(whole, last.begin, "The expression ends after \"" + std::string(last.text) + "\"; something is missing behind it.");
    }
    return {};
}

} // namespace

std::optional<std::string> literalText(std::string_view token)
{
    const auto inner = token.substr(1, token.size() - 2);
    if (inner.find('\\') != std::string_view::npos) {
        return std::nullopt;
    }
    return std::string(inner);
}

std::optional<ReferenceStep> literalStep(const Token &token)
{
    if (token.kind == TokenKind::String) {
        if (auto text = literalText(token.text)) {
            return ReferenceStep(std::move(*text));
        }
    } else if (token.kind == TokenKind::Number) {
        if (const auto number = literalNumber(token.text, false); number && number->is_int64()) {
            return ReferenceStep(number->get_int64());
        }
    }
    return std::nullopt;
}

std::optional<json::Value> literalOf(const std::vector<Token> &tokens)
{
    if (tokens.size() == 2 && tokens[0].is("-") && tokens[1].kind == TokenKind::Number) {
        return literalNumber(tokens[1].text, true);
    }
    if (tokens.size() != 1) {
        return std::nullopt;
    }
    const auto &token = tokens[0];
    if (token.kind == TokenKind::Number) {
        return literalNumber(token.text, false);
    }
    if (token.kind == TokenKind::String) {
        const auto text = literalText(token.text);
        return text ? std::optional(json::Value(std::string_view(*text))) : std::nullopt;
    }
    if (token.isWord("true") || token.isWord("false")) {
        return json::Value(token.text == "true");
    }
    return token.isWord("null") ? std::optional(json::Value(nullptr)) : std::nullopt;
}

Result<ExpressionInfo> analyseTokens(std::string_view whole, std::size_t begin, std::string_view expression, const std::vector<Token> &tokens)
{
    if (tokens.empty()) {
        auto error = expressionError(whole, begin, "The expression is empty; write one, or remove it.");
        error.code = "expression.empty";
        return error;
    }
    SB_CHECK(checkForm(whole, tokens));
    ExpressionInfo info;
    info.text = expression;
    info.literal = literalOf(tokens);
    Analysis(tokens, begin, info).run();
    return info;
}

} // namespace signalbox::flow
