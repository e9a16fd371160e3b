// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/js_tokens_p.h"

#include <array>

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

// How many bytes of white space stand first in `text`, 0 if none. Source: ECMA-262 sections 12.2, 12.3.
// A blank that was taken for a letter would hide a name from the analysis.
std::size_t blankLength(std::string_view text)
{
    static constexpr std::array<std::string_view, 19> kWide = {
        "\xc2\xa0",     "\xe1\x9a\x80", "\xe2\x80\x80", "\xe2\x80\x81", "\xe2\x80\x82", "\xe2\x80\x83", "\xe2\x80\x84",
        "\xe2\x80\x85", "\xe2\x80\x86", "\xe2\x80\x87", "\xe2\x80\x88", "\xe2\x80\x89", "\xe2\x80\x8a", "\xe2\x80\xa8",
        "\xe2\x80\xa9", "\xe2\x80\xaf", "\xe2\x81\x9f", "\xe3\x80\x80", "\xef\xbb\xbf"};
    if (text.empty()) {
        return 0;
    }
    const char c = text.front();
    if (static_cast<unsigned char>(c) < 0x80) {
        return c == ' ' || (c >= '\t' && c <= '\r') ? 1 : 0;
    }
    for (const auto &wide : kWide) {
        if (text.starts_with(wide)) {
            return wide.size();
        }
    }
    return 0;
}

// Line feed, carriage return, U+2028 and U+2029 end a line comment, a text in quotes and a regular expression.
bool endsLine(std::string_view text)
{
    return text.starts_with('\n') || text.starts_with('\r') || text.starts_with("\xe2\x80\xa8") || text.starts_with("\xe2\x80\xa9");
}

constexpr std::size_t kDeepest = 200;

constexpr std::array<std::string_view, 33> kLongPunctuators = {
    ">>>=", "...", "===", "!==", "**=", "<<=", ">>=", ">>>", "&&=", "||=", "?" "?=", "=>", "==", "!=", "<=", ">=", "&&", "||",
    "?" "?", "?.", "++", "--", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<", ">>", "**"};

class Tokeniser
{
public:
    Tokeniser(std::string_view text, std::size_t begin, bool untilBraces)
        : m_text(text), m_at(begin), m_untilBraces(untilBraces)
    {
    }

    Result<Tokens> run()
    {
        m_tokens.list.reserve(16);
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
            return notClosed();
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
        return expressionError(m_text, offset, std::move(message));
    }

    Error notClosed() const
    {
        const auto &open = m_open.back();
        return fail(open.at, open.bracket == '`' ? std::string("\"${\" in a template literal is not closed.")
                                                 : std::string("The bracket \"") + open.bracket + "\" is not closed.");
    }

    Result<void> enter(char bracket, std::size_t at)
    {
        m_open.push_back({bracket, at});
        if (m_open.size() > kDeepest) {
            return fail(at, "Brackets nest too deep; split the expression.");
        }
        return {};
    }

    char peek(std::size_t ahead = 0) const { return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0'; }

    Result<void> skipBlank()
    {
        while (m_at < m_text.size()) {
            if (const auto blank = blankLength(m_text.substr(m_at))) {
                m_at += blank;
            } else if (m_text.substr(m_at, 2) == "//") {
                while (m_at < m_text.size() && !endsLine(m_text.substr(m_at))) {
                    ++m_at;
                }
            } else if (m_text.substr(m_at, 2) == "/*") {
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
            scanWord();
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

    void scanWord()
    {
        while (m_at < m_text.size() && isWordPart(m_text[m_at])
               && (static_cast<unsigned char>(m_text[m_at]) < 0x80 || blankLength(m_text.substr(m_at)) == 0)) {
            ++m_at;
        }
    }

    void scanDigits()
    {
        while (isDigit(peek()) || peek() == '_') {
            ++m_at;
        }
    }

    void scanNumber()
    {
        const char base = static_cast<char>(peek(1) | 0x20);
        if (peek() == '0' && (base == 'x' || base == 'o' || base == 'b')) {
            scanWord();
            return;
        }
        scanDigits();
        if (peek() == '.') {
            ++m_at;
            scanDigits();
        }
        if (peek() == 'e' || peek() == 'E') {
            const bool sign = peek(1) == '+' || peek(1) == '-';
            if (isDigit(peek(sign ? 2 : 1))) {
                m_at += sign ? 2 : 1;
                scanDigits();
            }
        }
        scanWord(); // `10n`, and what JavaScript will refuse
    }

    Result<void> scanString(char quote)
    {
        const auto begin = m_at++;
        while (m_at < m_text.size() && m_text[m_at] != quote) {
            if (m_text[m_at] == '\n' || m_text[m_at] == '\r') {
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
                return enter('`', m_at - 2);
            }
            m_at += c == '\\' ? 2 : 1;
        }
        m_at = m_text.size();
        return fail(begin, "A template literal is not closed.");
    }

    bool afterDot(std::size_t index) const { return index > 0 && (m_tokens.list[index - 1].is(".") || m_tokens.list[index - 1].is("?.")); }

    // A slash begins a regular expression where a value may begin.
    bool regexMayStand() const
    {
        if (m_tokens.list.empty()) {
            return true;
        }
        const auto &last = m_tokens.list.back();
        switch (last.kind) {
        case TokenKind::Identifier:
            return isOperatorWord(last.text) && last.text != "of" && last.text != "async" && !afterDot(m_tokens.list.size() - 1);
        case TokenKind::Punctuator: return !last.is(")") && !last.is("]") && !last.is("}") && !last.is("++") && !last.is("--");
        case TokenKind::TemplateText: return last.text.ends_with("${");
        default: return false;
        }
    }

    Result<void> scanRegex()
    {
        const auto begin = m_at++;
        bool inClass = false;
        while (m_at < m_text.size() && !endsLine(m_text.substr(m_at)) && (inClass || m_text[m_at] != '/')) {
            inClass = m_text[m_at] == '[' || (inClass && m_text[m_at] != ']');
            m_at += m_text[m_at] == '\\' ? 2 : 1;
        }
        if (m_at >= m_text.size() || m_text[m_at] != '/') {
            m_at = std::min(m_at, m_text.size());
            return fail(begin, "A regular expression is not closed.");
        }
        ++m_at;
        scanWord();
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
            return enter(c, begin);
        }
        if (c == ')' || c == ']' || c == '}') {
            const char wanted = c == ')' ? '(' : c == ']' ? '[' : '{';
            if (!m_open.empty() && m_open.back().bracket == '`' && c == '}') {
                m_open.pop_back();
                ++m_at;
                return scanTemplate(begin);
            }
            if (m_open.empty()) {
                return fail(begin, std::string("The bracket \"") + c + "\" closes nothing.");
            }
            if (m_open.back().bracket != wanted) {
                return notClosed();
            }
            m_open.pop_back();
            ++m_at;
            push(TokenKind::Punctuator, begin);
            return {};
        }
        // Most stand alone: the second byte of a longer one is one of these.
        const bool alone = std::string_view("=>.&|?+-<*").find(peek(1)) == std::string_view::npos;
        for (const auto &known : kLongPunctuators) {
            if (alone) {
                break;
            }
            if (m_text[m_at] == known[0] && m_text.substr(m_at, known.size()) == known && !(known == "?." && isDigit(peek(2)))) {
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
    std::size_t m_at;
    bool m_untilBraces;
    Tokens m_tokens;
    std::vector<Open> m_open;
};

} // namespace

bool isOperatorWord(std::string_view word)
{
    static constexpr std::array<std::string_view, 15> kWords = {"return", "typeof", "instanceof", "in",    "of",   "new",   "delete", "void",
                                                               "await",  "yield",  "case",       "throw", "else", "async", "extends"};
    return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

std::string_view trimBlanks(std::string_view text)
{
    while (const auto blank = blankLength(text)) {
        text.remove_prefix(blank);
    }
    for (;;) {
        // From behind: the blanks are one to three bytes long.
        std::size_t blank = 0;
        for (std::size_t length = 1; length <= 3 && length <= text.size() && blank == 0; ++length) {
            blank = blankLength(text.substr(text.size() - length)) == length ? length : 0;
        }
        if (blank == 0) {
            return text;
        }
        text.remove_suffix(blank);
    }
}

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
    if (message.ends_with('.')) {
        message.pop_back();
    }
    return Error("expression.syntax", std::move(message) + " (line " + std::to_string(line) + ", column " + std::to_string(column) + ").")
        .withArg("line", std::to_string(line))
        .withArg("column", std::to_string(column));
}

Result<Tokens> tokenise(std::string_view text, std::size_t begin, bool untilBraces)
{
    return Tokeniser(text, begin, untilBraces).run();
}

} // namespace signalbox::flow
