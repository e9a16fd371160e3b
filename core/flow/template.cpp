// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/template.h"

#include "flow/analysis_p.h"

#include <charconv>
#include <cmath>

namespace signalbox::flow {

namespace {

// As JavaScript writes it: 2.0 is "2", 1e20 has all its zeros, 1e21 is "1e+21", 1e-7 is "1e-7".
// Source: ECMA-262 section 6.1.6.1.20.
void appendNumber(std::string &out, double number)
{
    if (number == 0) {
        out += '0';
        return;
    }
    std::array<char, 40> buffer{};
    const auto size = std::abs(number);
    if (size >= 1e-6 && size < 1e15) {
        const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::fixed).ptr;
        out.append(buffer.data(), end);
        return;
    }
    // The shortest digits, then "e", a sign and at least two digits.
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::scientific).ptr;
    std::string text(buffer.data(), end);
    const auto e = text.find('e');
    if (size >= 1e21 || size < 1e-6) {
        out += text[e + 2] == '0' ? text.erase(e + 2, 1) : text;
        return;
    }
    auto digits = text.substr(0, e);
    const auto exponent = static_cast<std::size_t>(std::stoi(text.substr(e + 2)));
    std::size_t decimals = 0;
    if (const auto point = digits.find('.'); point != std::string::npos) {
        decimals = digits.size() - point - 1;
        digits.erase(point, 1);
    }
    if (decimals > exponent) {
        digits.insert(digits.size() - (decimals - exponent), 1, '.');
    } else {
        digits.append(exponent - decimals, '0');
    }
    out += digits;
}

} // namespace

Result<ExpressionInfo> analyseExpression(std::string_view text)
{
    SB_TRY(tokens, tokenise(text, 0, false));
    const auto expression = trimBlanks(text);
    return analyseTokens(text, static_cast<std::size_t>(expression.data() - text.data()), expression, tokens.list);
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
        const auto expression = trimBlanks(text.substr(open + 2, tokens.end - open - 2));
        SB_TRY(info, analyseTokens(text, static_cast<std::size_t>(expression.data() - text.data()), expression, tokens.list));
        if (!literal.empty()) {
            result.parts.push_back({false, std::exchange(literal, {}), {}});
        }
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
    if (value.is_string()) {
        out.append(value.get_string().data(), value.get_string().size());
    } else if (value.is_double() && std::isfinite(value.get_double())) {
        appendNumber(out, value.get_double());
    } else if (!value.is_null()) {
        json::writeTo(out, value);
    }
}

} // namespace signalbox::flow
