// SPDX-License-Identifier: GPL-3.0-or-later
#include "sentence_scan.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <span>

namespace signalbox::test {

namespace {

struct Token
{
    enum class Kind { Text, Raw, Word, Sign } kind;
    std::string text;
    int line;
    bool isTold = false; ///< part of a text that was found

    bool is(std::string_view sign) const { return kind != Kind::Text && kind != Kind::Raw && text == sign; }
};

using Tokens = std::span<Token>;

class Reader
{
public:
    explicit Reader(std::string_view source) : m_source(source) {}

    std::vector<Token> read()
    {
        while (m_at < m_source.size()) {
            step();
        }
        return std::move(m_tokens);
    }

private:
    char peek(std::size_t ahead = 0) const { return m_at + ahead < m_source.size() ? m_source[m_at + ahead] : '\0'; }

    void skipTo(std::string_view end)
    {
        const auto found = std::min(m_source.find(end, m_at), m_source.size());
        m_line += static_cast<int>(std::count(m_source.begin() + static_cast<std::ptrdiff_t>(m_at), m_source.begin() + static_cast<std::ptrdiff_t>(found), '\n'));
        m_at = std::min(found + end.size(), m_source.size());
        m_line += end == "\n" ? 1 : 0;
    }

    void step()
    {
        const char c = peek();
        if (c == '\n') {
            ++m_line;
            ++m_at;
        } else if (std::isspace(static_cast<unsigned char>(c))) {
            ++m_at;
        } else if (c == '#' || (c == '/' && peek(1) == '/')) {
            skipTo("\n");
        } else if (c == '/' && peek(1) == '*') {
            skipTo("*/");
        } else if (c == 'R' && peek(1) == '"') {
            const auto open = m_source.find('(', m_at);
            const auto close = ")" + std::string(m_source.substr(m_at + 2, open - m_at - 2)) + "\"";
            m_tokens.push_back({Token::Kind::Raw, {}, m_line});
            skipTo(close);
        } else if (c == '"' || c == '\'') {
            readText(c);
        } else if (std::isalnum(static_cast<unsigned char>(c)) || c == '_') {
            const auto begin = m_at;
            // A quote within digits parts them.
            while (std::isalnum(static_cast<unsigned char>(peek())) || peek() == '_' || (peek() == '\'' && std::isdigit(static_cast<unsigned char>(m_source[begin])))) {
                ++m_at;
            }
            m_tokens.push_back({Token::Kind::Word, std::string(m_source.substr(begin, m_at - begin)), m_line});
        } else {
            const bool isPair = m_at + 1 < m_source.size() && (m_source.substr(m_at, 2) == "::" || m_source.substr(m_at, 2) == "->" || m_source.substr(m_at, 2) == "==" || m_source.substr(m_at, 2) == "+=");
            m_tokens.push_back({Token::Kind::Sign, std::string(m_source.substr(m_at, isPair ? 2 : 1)), m_line});
            m_at += isPair ? 2 : 1;
        }
    }

    void readText(char quote)
    {
        std::string text;
        const int line = m_line;
        for (++m_at; m_at < m_source.size() && peek() != quote; ++m_at) {
            if (peek() != '\\') {
                text += peek();
                continue;
            }
            ++m_at;
            const char c = peek();
            text += c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c == '0' ? '\0' : c;
        }
        ++m_at;
        if (quote == '"' && !m_tokens.empty() && m_tokens.back().kind == Token::Kind::Text) {
            m_tokens.back().text += text;
        } else {
            m_tokens.push_back({Token::Kind::Text, std::move(text), line});
        }
    }

    std::string_view m_source;
    std::size_t m_at = 0;
    int m_line = 1;
    std::vector<Token> m_tokens;
};

bool opens(const Token &token)
{
    return token.is("(") || token.is("{") || token.is("[");
}

bool closes(const Token &token)
{
    return token.is(")") || token.is("}") || token.is("]");
}

// Index behind the bracket that belongs to the one at `open`.
std::size_t behindBracket(Tokens tokens, std::size_t open)
{
    int depth = 0;
    for (std::size_t i = open; i < tokens.size(); ++i) {
        depth += opens(tokens[i]) ? 1 : closes(tokens[i]) ? -1 : 0;
        if (depth == 0) {
            return i + 1;
        }
    }
    return tokens.size();
}

// The parts between signs that stand in no bracket.
std::vector<Tokens> splitAt(Tokens tokens, std::string_view sign)
{
    std::vector<Tokens> parts;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < tokens.size();) {
        if (opens(tokens[i])) {
            i = behindBracket(tokens, i);
        } else if (tokens[i].is(sign)) {
            parts.push_back(tokens.subspan(begin, i - begin));
            begin = ++i;
        } else {
            ++i;
        }
    }
    parts.push_back(tokens.subspan(begin));
    return parts;
}

std::optional<std::size_t> findOutside(Tokens tokens, std::string_view sign)
{
    for (std::size_t i = 0; i < tokens.size();) {
        if (opens(tokens[i])) {
            i = behindBracket(tokens, i);
        } else if (tokens[i].is(sign)) {
            return i;
        } else {
            ++i;
        }
    }
    return std::nullopt;
}

// Where the colon of the `?` at `question` stands; choices may stand in it.
std::optional<std::size_t> colonOf(Tokens tokens, std::size_t question)
{
    int open = 1;
    for (std::size_t i = question + 1; i < tokens.size();) {
        if (opens(tokens[i])) {
            i = behindBracket(tokens, i);
            continue;
        }
        open += tokens[i].is("?") ? 1 : tokens[i].is(":") ? -1 : 0;
        if (open == 0) {
            return i;
        }
        ++i;
    }
    return std::nullopt;
}

// What an expression can be: '\1' stands for a value.
using Shapes = std::vector<std::string>;

class Expression
{
public:
    Shapes shapes(Tokens tokens)
    {
        if (const auto question = findOutside(tokens, "?")) {
            if (const auto colon = colonOf(tokens, *question)) {
                auto list = shapes(tokens.subspan(*question + 1, *colon - *question - 1));
                std::ranges::copy(shapes(tokens.subspan(*colon + 1)), std::back_inserter(list));
                return list;
            }
        }
        if (findOutside(tokens, "==")) {
            return {"\1"};
        }
        Shapes list{""};
        for (const auto &term : splitAt(tokens, "+")) {
            const auto more = ofTerm(term);
            Shapes longer;
            for (const auto &begin : list) {
                for (const auto &end : more) {
                    const bool join = begin.ends_with('\1') && end.starts_with('\1');
                    longer.push_back(begin + (join ? end.substr(1) : end));
                }
            }
            list = std::move(longer);
        }
        return list;
    }

    std::vector<Token *> told;

private:
    Shapes ofTerm(Tokens term)
    {
        if (term.size() == 1 && term[0].kind == Token::Kind::Text) {
            told.push_back(&term[0]);
            return {term[0].text};
        }
        const auto open = std::ranges::find_if(term, [](const Token &token) { return token.is("("); });
        const auto at = static_cast<std::size_t>(open - term.begin());
        const bool isCall = open != term.end() && behindBracket(term, at) == term.size();
        if (!isCall) {
            return {"\1"};
        }
        const auto inside = term.subspan(at + 1, term.size() - at - 2);
        const auto name = at == 0 ? std::string() : term[at - 1].text;
        if (name.empty() || name == "string" || name == "string_view") {
            return splitAt(inside, ",").size() == 1 && !inside.empty() ? shapes(inside) : Shapes{"\1"};
        }
        if (name == "inQuotes") {
            return {"\"\1\""};
        }
        if (name == "didYouMean") {
            auto list = shapes(splitAt(inside, ",").back());
            list.emplace_back("Did you mean \"\1\"?");
            return list;
        }
        return {"\1"};
    }
};

std::string numbered(std::string_view shape)
{
    std::string text;
    int number = 0;
    for (const char c : shape) {
        text += c == '\1' ? "%" + std::to_string(++number) : std::string(1, c);
    }
    return text;
}

class Scan
{
public:
    std::vector<FoundText> found;

    // Everything that stands in brackets, from the outside to the inside; statements part the outermost.
    void read(Tokens tokens)
    {
        for (const auto &statement : splitAt(tokens, ";")) {
            for (const auto &argument : splitAt(statement, ",")) {
                readArgument(argument);
            }
        }
    }

private:
    static Tokens value(Tokens argument)
    {
        for (const std::string_view sign : {"return", "co_return", "=", "+="}) {
            if (const auto at = findOutside(argument, sign)) {
                argument = argument.subspan(*at + 1);
            }
        }
        return argument;
    }

    void readArgument(Tokens whole)
    {
        if (whole.size() > 2 && whole[0].is("log") && whole[1].is("::")) {
            return;
        }
        const auto argument = value(whole);
        if (!argument.empty() && argument.size() < 400) {
            Expression expression;
            for (const auto &shape : expression.shapes(argument)) {
                const bool isTold = std::ranges::all_of(expression.told, [](const Token *token) { return token->isTold; });
                if (shape.find_first_not_of("\1 ") != std::string::npos && !isTold) {
                    found.push_back({numbered(shape), argument[0].line});
                }
            }
            for (auto *token : expression.told) {
                token->isTold = true;
            }
        }
        for (std::size_t i = 0; i < whole.size(); ++i) {
            if (opens(whole[i])) {
                const auto end = behindBracket(whole, i);
                read(whole.subspan(i + 1, end - i - 2));
                i = end - 1;
            }
        }
    }
};

} // namespace

std::vector<FoundText> textsOfSource(std::string_view source)
{
    auto tokens = Reader(source).read();
    Scan scan;
    scan.read(tokens);
    return std::move(scan.found);
}

bool isSentence(std::string_view text)
{
    const auto isLetter = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; };
    const auto isCapital = [](char c) { return c >= 'A' && c <= 'Z'; };
    if (std::ranges::count_if(text, isLetter) < 5 || text.find(' ') == std::string_view::npos) {
        return false;
    }
    const auto word = text.substr(0, text.find_first_of(" ("));
    const bool isStatement = word.size() >= 5 && std::ranges::all_of(word, isCapital); // of SQL
    const bool isField = word.ends_with(':') && word.find('-') != std::string_view::npos; // of HTTP
    const bool begins = isCapital(text.front()) || text.front() == '"' || text.front() == '%' || text.front() == '`';
    const char last = text.back();
    const bool ends = last == '.' || last == '?' || last == ':' || text[text.size() - 2] == '%';
    return begins && ends && !isStatement && !isField && text.find(';', text.size() - 1) == std::string_view::npos;
}

} // namespace signalbox::test
