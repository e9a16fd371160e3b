// SPDX-License-Identifier: GPL-3.0-or-later
// A JavaScript tokeniser: enough to find where an expression ends and what it names, not a parser.
#pragma once

#include "base/result.h"

#include <string_view>
#include <vector>

namespace signalbox::flow {

enum class TokenKind { Identifier, Number, String, TemplateText, Regex, Punctuator };

struct Token
{
    TokenKind kind;
    std::size_t begin;
    std::size_t end;
    /// How many brackets are open around it.
    int depth;
    std::string_view text;

    bool is(std::string_view punctuator) const { return kind == TokenKind::Punctuator && text == punctuator; }
    bool isWord(std::string_view word) const { return kind == TokenKind::Identifier && text == word; }
};

struct Tokens
{
    std::vector<Token> list;
    /// Where scanning stopped: the end of the text, or the first byte of the closing `}}`.
    std::size_t end = 0;
    bool closed = false;
};

/// Tokenises from `begin`. With `untilBraces` it stops at the first `}}` outside of any bracket, string,
/// template literal, comment or regular expression. Expressions inside template literals are flattened
/// into the list. Errors: expression.syntax (args line, column: from 1, in the whole of `text`).
Result<Tokens> tokenise(std::string_view text, std::size_t begin, bool untilBraces);

/// Whether a value may follow the word at once: `typeof`, `in`, `new`.
bool isOperatorWord(std::string_view word);

/// `text` without the white space of JavaScript at its ends.
std::string_view trimBlanks(std::string_view text);

/// expression.syntax at an offset of a text. Units: columns count code points, from 1.
Error expressionError(std::string_view text, std::size_t offset, std::string message);

} // namespace signalbox::flow
