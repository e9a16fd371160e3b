// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/template.h"

#include "flow/js_tokens_p.h"

#include <cmath>

namespace signalbox::flow {

namespace {

constexpr std::array<std::string_view, 10> kRoots = {"input", "ports", "nodes", "run", "vars", "item", "index", "loop", "output", "secrets"};

bool isRoot(const Token &token)
{
    return token.kind == TokenKind::Identifier && std::find(kRoots.begin(), kRoots.end(), token.text) != kRoots.end();
}

bool isAssignment(const Token &token)
{
    static constexpr std::array<std::string_view, 18> kOperators = {"=",  "+=", "-=",  "*=",  "/=",  "%=",   "**=", "<<=", ">>=",
                                                                    ">>>=", "&=", "|=", "^=", "&&=", "||=", "?" "?=", "++", "--"};
    return token.kind == TokenKind::Punctuator && std::find(kOperators.begin(), kOperators.end(), token.text) != kOperators.end();
}

// A string literal without escapes that are not the same in JSON; nothing for the others.
std::optional<std::string> literalText(std::string_view token)
{
    const auto inner = token.substr(1, token.size() - 2);
    if (inner.find('\\') != std::string_view::npos) {
        return std::nullopt;
    }
    return std::string(inner);
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

std::optional<json::Value> literalOf(const std::vector<Token> &tokens)
{
    if (tokens.size() == 2 && tokens[0].is("-") && tokens[1].kind == TokenKind::Number) {
        return literalNumber(tokens[1].text, true);
    }
    if (tokens.size() != 1) {
        return std::nullopt;
    }
    const auto &token = tokens[0];
    switch (token.kind) {
    case TokenKind::Number: return literalNumber(token.text, false);
    case TokenKind::String:
        if (auto text = literalText(token.text)) {
            return json::Value(std::string_view(*text));
        }
        return std::nullopt;
    case TokenKind::Identifier:
        if (token.text == "true" || token.text == "false") {
            return json::Value(token.text == "true");
        }
        if (token.text == "null") {
            return json::Value(nullptr);
        }
        return std::nullopt;
    default: return std::nullopt;
    }
}

class Analysis
{
public:
    Analysis(const std::vector<Token> &tokens, ExpressionInfo &info) : m_tokens(tokens), m_info(info) {}

    void run()
    {
        for (std::size_t i = 0; i < m_tokens.size();) {
            if (isRoot(m_tokens[i]) && !isProperty(i) && !isKey(i)) {
                i = reference(i);
            } else {
                ++i;
            }
        }
        if (declaresRoot()) {
            m_info.opaque = true;
        }
        m_info.isPath = m_info.references.size() == 1 && m_single && !m_info.opaque;
    }

private:
    const Token *at(std::size_t i) const { return i < m_tokens.size() ? &m_tokens[i] : nullptr; }
    bool punctuatorAt(std::size_t i, std::string_view text) const { return i < m_tokens.size() && m_tokens[i].is(text); }

    bool isProperty(std::size_t i) const { return i > 0 && (m_tokens[i - 1].is(".") || m_tokens[i - 1].is("?.")); }

    // `{input: 1}`: a key, not a reference. `a ? input : b` is one: its neighbour is the question mark.
    bool isKey(std::size_t i) const
    {
        return punctuatorAt(i + 1, ":") && i > 0 && (m_tokens[i - 1].is("{") || m_tokens[i - 1].is(","));
    }

    std::size_t reference(std::size_t i)
    {
        const auto first = i;
        Reference reference;
        reference.root = m_tokens[i].text;
        reference.begin = m_tokens[i].begin;
        reference.end = m_tokens[i].end;
        ++i;
        for (;;) {
            if (punctuatorAt(i, ".") && at(i + 1) && at(i + 1)->kind == TokenKind::Identifier) {
                reference.path.emplace_back(std::string(m_tokens[i + 1].text));
                reference.end = m_tokens[i + 1].end;
                i += 2;
                continue;
            }
            if (punctuatorAt(i, "[") && punctuatorAt(i + 2, "]")) {
                const auto &inner = m_tokens[i + 1];
                const auto text = inner.kind == TokenKind::String ? literalText(inner.text) : std::nullopt;
                const auto number = inner.kind == TokenKind::Number ? literalNumber(inner.text, false) : std::nullopt;
                if (text) {
                    reference.path.emplace_back(*text);
                } else if (number && number->is_int64()) {
                    reference.path.emplace_back(number->get_int64());
                } else {
                    break;
                }
                reference.end = m_tokens[i + 2].end;
                i += 3;
                continue;
            }
            break;
        }
        // `path(`, and also path`text`: the last step is a method of the value before it.
        if (punctuatorAt(i, "(") || (at(i) && at(i)->kind == TokenKind::TemplateText && m_tokens[i].text.starts_with('`'))) {
            reference.called = true;
        }
        const bool changed = (at(i) && isAssignment(m_tokens[i]))
            || (first > 0 && (m_tokens[first - 1].is("++") || m_tokens[first - 1].is("--") || m_tokens[first - 1].isWord("delete")));
        // `{input}` names it as a property as well; a parameter in its place would name another.
        const bool shorthand = first > 0 && (m_tokens[first - 1].is("{") || m_tokens[first - 1].is(","))
            && (punctuatorAt(i, "}") || punctuatorAt(i, ",")) && m_tokens[first].depth > 0 && reference.path.empty();
        if (changed || shorthand || (reference.root == "nodes" && reference.path.size() < 2)) {
            m_info.opaque = true;
        }
        m_single = first == 0 && i == m_tokens.size() && !reference.called;
        m_info.references.push_back(std::move(reference));
        return i;
    }

    // Whether a parameter or a variable of its own has the name of a root: then what stands for what
    // is not known without a parser.
    bool declaresRoot() const
    {
        for (std::size_t i = 0; i < m_tokens.size(); ++i) {
            const auto &token = m_tokens[i];
            if (token.is("=>") && i > 0) {
                if (isRoot(m_tokens[i - 1]) || (m_tokens[i - 1].is(")") && rootInBrackets(i - 1))) {
                    return true;
                }
            }
            if (token.isWord("function") || token.isWord("let") || token.isWord("const") || token.isWord("var") || token.isWord("class")
                || token.isWord("catch") || token.isWord("with") || token.isWord("eval") || token.isWord("arguments") || token.isWord("this")) {
                return true;
            }
        }
        return false;
    }

    bool rootInBrackets(std::size_t close) const
    {
        int depth = 0;
        for (std::size_t i = close + 1; i-- > 0;) {
            if (m_tokens[i].is(")")) {
                ++depth;
            } else if (m_tokens[i].is("(") && --depth == 0) {
                return false;
            } else if (isRoot(m_tokens[i])) {
                return true;
            }
        }
        return false;
    }

    const std::vector<Token> &m_tokens;
    ExpressionInfo &m_info;
    bool m_single = false;
};

Result<ExpressionInfo> analyse(std::string_view text, std::vector<Token> tokens)
{
    if (tokens.empty()) {
        return Error("expression.empty", "The expression is empty; write one, or remove it.").withArg("line", "1").withArg("column", "1");
    }
    for (const auto &token : tokens) {
        if (token.is(";") && token.depth == 0) {
            return expressionError(text, token.begin, "A semicolon ends a statement; an expression has none.");
        }
    }
    ExpressionInfo info;
    info.text = text;
    info.literal = literalOf(tokens);
    Analysis(tokens, info).run();
    return info;
}

std::string_view trimmed(std::string_view text)
{
    const auto begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) {
        return {};
    }
    return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

} // namespace

Result<ExpressionInfo> analyseExpression(std::string_view text)
{
    const auto inner = trimmed(text);
    SB_TRY(tokens, tokenise(inner, 0, false));
    return analyse(inner, std::move(tokens.list));
}

bool Template::hasExpressions() const
{
    return std::any_of(parts.begin(), parts.end(), [](const Part &part) { return part.isExpression; });
}

Result<Template> parseTemplate(std::string_view text)
{
    Template result;
    std::string literal;
    std::size_t at = 0;
    while (at < text.size()) {
        const auto open = text.find("{{", at);
        if (open == std::string_view::npos) {
            literal += text.substr(at);
            break;
        }
        if (open > at && text[open - 1] == '\\') {
            literal += text.substr(at, open - 1 - at);
            literal += "{{";
            at = open + 2;
            continue;
        }
        literal += text.substr(at, open - at);
        SB_TRY(tokens, tokenise(text, open + 2, true));
        if (!tokens.closed) {
            auto error = expressionError(text, open, "\"{{\" is not closed by \"}}\"; close it, or write \"\\{{\" for the braces themselves.");
            error.code = "template.unclosed";
            return error;
        }
        if (!literal.empty()) {
            result.parts.push_back({false, std::exchange(literal, {}), {}});
        }
        const auto expression = trimmed(text.substr(open + 2, tokens.end - open - 2));
        SB_TRY(info, analyseExpression(expression));
        result.parts.push_back({true, std::string(expression), std::move(info)});
        at = tokens.end + 2;
    }
    if (!literal.empty() || result.parts.empty()) {
        result.parts.push_back({false, std::move(literal), {}});
    }
    return result;
}

void appendAsText(std::string &out, const json::Value &value)
{
    if (value.is_null()) {
        return;
    }
    if (value.is_string()) {
        out.append(value.get_string().data(), value.get_string().size());
        return;
    }
    if (value.is_double() && std::abs(value.get_double()) < 1e15 && std::floor(value.get_double()) == value.get_double()) {
        // As JavaScript joins it: 2.0 is "2".
        out += std::to_string(static_cast<std::int64_t>(value.get_double()));
        return;
    }
    json::writeTo(out, value);
}

} // namespace signalbox::flow
