// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/js_tokens_p.h"

namespace signalbox::flow {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

// Bytes of multi-byte letters count as letters: which of them JavaScript allows is its own to say.
bool isWordStart(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

bool isWordPart(char c)
{
    return isWordStart(c) || isDigit(c);
}

constexpr std::array<std::string_view, 36> kLongPunctuators = {
    ">>>=", "...", "===", "!==", "**=", "<<=", ">>=", ">>>", "&&=", "||=", "?" "?=", "=>", "==", "!=", "<=", ">=", "&&", "||",
    "?" "?", "?.", "++", "--", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<", ">>", "**", "::", "->", "##"};

class Tokeniser
{
public:
    Tokeniser(std::string_view text, std::size_t begin, bool untilBraces)
        : m_text(text), m_begin(begin), m_at(begin), m_untilBraces(untilBraces)
    {
    }

    Result<Tokens> run()
    {
        for (;;) {
            SB_CHECK(skipBlank());
            if (m_at >= m_text.size()) {
                break;
            }
            if (m_untilBraces && m_open.empty() && m_text.substr(m_at, 2) == "}}") {
                m_tokens.closed = true;
                break;
            }
            SB_CHECK(next());
        }
        if (!m_open.empty() && (m_tokens.closed || !m_untilBraces)) {
            return fail(m_open.back().at, std::string("The bracket \"") + m_open.back().bracket + "\" is not closed.");
        }
        m_tokens.end = m_at;
        return std::move(m_tokens);
    }

private:
    struct Open
    {
        char bracket; ///< '`' stands for `${` in a template literal
        std::size_t at;
    };

    Error fail(std::size_t offset, std::string message) const
    {
        return expressionError(m_text.substr(m_begin), offset - m_begin, std::move(message));
    }

    char peek(std::size_t ahead = 0) const { return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0'; }

    Result<void> skipBlank()
    {
        while (m_at < m_text.size()) {
            const char c = m_text[m_at];
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                ++m_at;
            } else if (c == '/' && peek(1) == '/') {
                m_at = std::min(m_text.find('\n', m_at), m_text.size());
            } else if (c == '/' && peek(1) == '*') {
                const auto end = m_text.find("*/", m_at + 2);
                if (end == std::string_view::npos) {
                    return fail(m_at, "A comment is not closed.");
                }
                m_at = end + 2;
            } else {
                break;
            }
        }
        return {};
    }

    void push(TokenKind kind, std::size_t begin)
    {
        m_tokens.list.push_back({kind, begin, m_at, static_cast<int>(m_open.size()), m_text.substr(begin, m_at - begin)});
    }

    Result<void> next()
    {
        const auto begin = m_at;
        const char c = m_text[m_at];
        if (isWordStart(c)) {
            while (m_at < m_text.size() && isWordPart(m_text[m_at])) {
                ++m_at;
            }
            push(TokenKind::Identifier, begin);
            return {};
        }
        if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
            scanNumber();
            push(TokenKind::Number, begin);
            return {};
        }
        if (c == '"' || c == '\'') {
            return scanString(c);
        }
        if (c == '`') {
            ++m_at;
            return scanTemplate(begin);
        }
        if (c == '/' && regexMayStand()) {
            return scanRegex();
        }
        return scanPunctuator();
    }

    void scanNumber()
    {
        while (m_at < m_text.size()) {
            const char c = m_text[m_at];
            const bool sign = (c == '+' || c == '-') && (m_text[m_at - 1] == 'e' || m_text[m_at - 1] == 'E') && m_text[m_at - 2] != 'x';
            if (!isWordPart(c) && c != '.' && !sign) {
                break;
            }
            ++m_at;
        }
    }

    Result<void> scanString(char quote)
    {
        const auto begin = m_at++;
        while (m_at < m_text.size() && m_text[m_at] != quote) {
            if (m_text[m_at] == '\n') {
                break;
            }
            m_at += m_text[m_at] == '\\' ? 2 : 1;
        }
        if (m_at >= m_text.size() || m_text[m_at] != quote) {
            m_at = std::min(m_at, m_text.size());
            return fail(begin, "A text in quotes is not closed.");
        }
        ++m_at;
        push(TokenKind::String, begin);
        return {};
    }

    // After the opening back quote, or after the brace that closes an inner expression.
    Result<void> scanTemplate(std::size_t begin)
    {
        while (m_at < m_text.size()) {
            const char c = m_text[m_at];
            if (c == '`') {
                ++m_at;
                push(TokenKind::TemplateText, begin);
                return {};
            }
            if (c == '$' && peek(1) == '{') {
                m_at += 2;
                push(TokenKind::TemplateText, begin);
                m_open.push_back({'`', begin});
                return {};
            }
            m_at += c == '\\' ? 2 : 1;
        }
        m_at = m_text.size();
        return fail(begin, "A template literal is not closed.");
    }

    // A slash begins a regular expression where a value may begin.
    bool regexMayStand() const
    {
        if (m_tokens.list.empty()) {
            return true;
        }
        const auto &last = m_tokens.list.back();
        switch (last.kind) {
        case TokenKind::Identifier:
            return last.text == "return" || last.text == "typeof" || last.text == "in" || last.text == "of" || last.text == "void";
        case TokenKind::Punctuator: return !last.is(")") && !last.is("]") && !last.is("}") && !last.is("++") && !last.is("--");
        case TokenKind::TemplateText: return last.text.ends_with("${");
        default: return false;
        }
    }

    Result<void> scanRegex()
    {
        const auto begin = m_at++;
        bool inClass = false;
        while (m_at < m_text.size() && m_text[m_at] != '\n' && (inClass || m_text[m_at] != '/')) {
            inClass = m_text[m_at] == '[' || (inClass && m_text[m_at] != ']');
            m_at += m_text[m_at] == '\\' ? 2 : 1;
        }
        if (m_at >= m_text.size() || m_text[m_at] != '/') {
            m_at = std::min(m_at, m_text.size());
            return fail(begin, "A regular expression is not closed.");
        }
        ++m_at;
        while (m_at < m_text.size() && isWordPart(m_text[m_at])) {
            ++m_at;
        }
        push(TokenKind::Regex, begin);
        return {};
    }

    Result<void> scanPunctuator()
    {
        const auto begin = m_at;
        const char c = m_text[m_at];
        if (c == '(' || c == '[' || c == '{') {
            ++m_at;
            push(TokenKind::Punctuator, begin);
            m_open.push_back({c, begin});
            return m_open.size() > 200 ? Result<void>(fail(begin, "Brackets nest too deep; split the expression.")) : Result<void>();
        }
        if (c == ')' || c == ']' || c == '}') {
            const char wanted = c == ')' ? '(' : c == ']' ? '[' : '{';
            if (!m_open.empty() && m_open.back().bracket == '`' && c == '}') {
                m_open.pop_back();
                ++m_at;
                return scanTemplate(begin);
            }
            if (m_open.empty() || m_open.back().bracket != wanted) {
                return fail(begin, std::string("The bracket \"") + c + "\" closes nothing.");
            }
            m_open.pop_back();
            ++m_at;
            push(TokenKind::Punctuator, begin);
            return {};
        }
        for (const auto &known : kLongPunctuators) {
            if (m_text.substr(m_at, known.size()) == known && !(known == "?." && isDigit(peek(2)))) {
                m_at += known.size();
                push(TokenKind::Punctuator, begin);
                return {};
            }
        }
        if (std::string_view("+-*/%&|^!~?:,.;<>=").find(c) == std::string_view::npos) {
            return fail(begin, static_cast<unsigned char>(c) < 0x20 ? std::string("A control character stands in the expression.")
                                                                    : std::string("\"") + c + "\" has no meaning in an expression.");
        }
        ++m_at;
        push(TokenKind::Punctuator, begin);
        return {};
    }

    std::string_view m_text;
    std::size_t m_begin;
    std::size_t m_at;
    bool m_untilBraces;
    Tokens m_tokens;
    std::vector<Open> m_open;
};

} // namespace

Error expressionError(std::string_view expression, std::size_t offset, std::string message)
{
    std::size_t line = 1;
    std::size_t column = 1;
    for (std::size_t i = 0; i < std::min(offset, expression.size()); ++i) {
        if (expression[i] == '\n') {
            ++line;
            column = 1;
        } else if ((static_cast<unsigned char>(expression[i]) & 0xc0) != 0x80) {
            ++column;
        }
    }
    return Error("expression.syntax", std::move(message) + " (line " + std::to_string(line) + ", column " + std::to_string(column) + ")")
        .withArg("line", std::to_string(line))
        .withArg("column", std::to_string(column));
}

Result<Tokens> tokenise(std::string_view text, std::size_t begin, bool untilBraces)
{
    return Tokeniser(text, begin, untilBraces).run();
}

} // namespace signalbox::flow
