// SPDX-License-Identifier: GPL-3.0-or-later
// The reader: recursive descent straight into Boost.JSON's containers, which tell of duplicate keys
// as they insert. Recursion is bounded by the depth limit.
#include "base/json.h"

#include "base/json_text_p.h"

#include <charconv>
#include <cmath>
#include <cstring>

namespace signalbox::json {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

int hexDigit(char c)
{
    if (isDigit(c)) {
        return c - '0';
    }
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

void appendUtf8(std::string &out, std::uint32_t code)
{
    if (code < 0x80) {
        out.push_back(static_cast<char>(code));
    } else if (code < 0x800) {
        out.push_back(static_cast<char>(0xc0 | (code >> 6)));
        out.push_back(static_cast<char>(0x80 | (code & 0x3f)));
    } else if (code < 0x10000) {
        out.push_back(static_cast<char>(0xe0 | (code >> 12)));
        out.push_back(static_cast<char>(0x80 | ((code >> 6) & 0x3f)));
        out.push_back(static_cast<char>(0x80 | (code & 0x3f)));
    } else {
        out.push_back(static_cast<char>(0xf0 | (code >> 18)));
        out.push_back(static_cast<char>(0x80 | ((code >> 12) & 0x3f)));
        out.push_back(static_cast<char>(0x80 | ((code >> 6) & 0x3f)));
        out.push_back(static_cast<char>(0x80 | (code & 0x3f)));
    }
}

// How many bytes the UTF-8 sequence at `at` has, 0 if it is none. Source: Unicode 15, table 3-7.
int utf8Length(const char *at, const char *end)
{
    const auto byte = [&](int i) { return static_cast<unsigned char>(at[i]); };
    const auto left = end - at;
    const auto tail = [&](int i) { return left > i && (byte(i) & 0xc0) == 0x80; };
    const unsigned char first = byte(0);
    if (first < 0x80) {
        return 1;
    }
    if (first >= 0xc2 && first <= 0xdf) {
        return tail(1) ? 2 : 0;
    }
    if (first >= 0xe0 && first <= 0xef) {
        if (!tail(1) || !tail(2) || (first == 0xe0 && byte(1) < 0xa0) || (first == 0xed && byte(1) > 0x9f)) {
            return 0;
        }
        return 3;
    }
    if (first >= 0xf0 && first <= 0xf4) {
        if (!tail(1) || !tail(2) || !tail(3) || (first == 0xf0 && byte(1) < 0x90) || (first == 0xf4 && byte(1) > 0x8f)) {
            return 0;
        }
        return 4;
    }
    return 0;
}

class Reader
{
public:
    Reader(std::string_view text, const ReadOptions &options)
        : m_begin(text.data()), m_at(text.data()), m_end(text.data() + text.size()), m_options(options)
    {
    }

    Result<Value> read()
    {
        if (m_end - m_at >= 3 && std::memcmp(m_at, "\xef\xbb\xbf", 3) == 0) {
            return fail("json.syntax", "The text begins with a byte order mark; save it as UTF-8 without one.");
        }
        Value root;
        skipSpace();
        if (!readValue(root, 0)) {
            return std::move(m_error);
        }
        skipSpace();
        if (m_at != m_end) {
            return fail("json.syntax", "After the JSON value there is more text; remove it.");
        }
        return root;
    }

private:
    void skipSpace()
    {
        while (m_at != m_end && (*m_at == ' ' || *m_at == '\n' || *m_at == '\t' || *m_at == '\r')) {
            ++m_at;
        }
    }

    Error fail(std::string code, std::string message)
    {
        std::size_t line = 1;
        const char *lineStart = m_begin;
        for (const char *c = m_begin; c < m_at; ++c) {
            if (*c == '\n') {
                ++line;
                lineStart = c + 1;
            }
        }
        std::size_t column = 1;
        for (const char *c = lineStart; c < m_at; ++c) {
            column += (static_cast<unsigned char>(*c) & 0xc0) != 0x80 ? 1 : 0;
        }
        const auto lineText = std::to_string(line);
        const auto columnText = std::to_string(column);
        return Error(std::move(code), "Line " + lineText + ", column " + columnText + ": " + std::move(message))
            .withArg("line", lineText)
            .withArg("column", columnText);
    }
    bool failed(std::string code, std::string message)
    {
        m_error = fail(std::move(code), std::move(message));
        return false;
    }
    bool unexpected(std::string_view wanted)
    {
        if (m_at == m_end) {
            return failed("json.syntax", "The text ends where " + std::string(wanted) + " was expected; it is cut off.");
        }
        std::string seen(1, *m_at);
        if (static_cast<unsigned char>(*m_at) < 0x20 || static_cast<unsigned char>(*m_at) >= 0x7f) {
            seen = "a control or non-ASCII character";
        } else {
            seen = "\"" + seen + "\"";
        }
        return failed("json.syntax", "Expected " + std::string(wanted) + " but found " + seen + ".");
    }

    bool readValue(Value &out, unsigned depth)
    {
        if (m_at == m_end) {
            return unexpected("a value");
        }
        switch (*m_at) {
        case '{': return readObject(out.emplace_object(), depth + 1);
        case '[': return readArray(out.emplace_array(), depth + 1);
        case '"': {
            std::string_view text;
            if (!readString(text)) {
                return false;
            }
            out.emplace_string().assign(text);
            return true;
        }
        case 't': out = true; return readWord("true");
        case 'f': out = false; return readWord("false");
        case 'n': out = nullptr; return readWord("null");
        default: break;
        }
        if (*m_at == '-' || isDigit(*m_at)) {
            return readNumber(out);
        }
        return unexpected("a value");
    }

    bool readWord(std::string_view word)
    {
        if (static_cast<std::size_t>(m_end - m_at) < word.size() || std::memcmp(m_at, word.data(), word.size()) != 0) {
            return unexpected("a value");
        }
        m_at += word.size();
        return true;
    }

    bool enter(unsigned depth)
    {
        if (depth > m_options.maxDepth) {
            m_error = fail("json.tooDeep", "The text nests deeper than " + std::to_string(m_options.maxDepth)
                                               + " levels; flatten it.");
            return false;
        }
        ++m_at;
        skipSpace();
        return true;
    }

    bool readObject(Object &object, unsigned depth)
    {
        if (!enter(depth)) {
            return false;
        }
        if (m_at != m_end && *m_at == '}') {
            ++m_at;
            return true;
        }
        const auto pointerLength = m_pointer.size();
        for (;;) {
            if (m_at == m_end || *m_at != '"') {
                return unexpected("a key in quotes");
            }
            const char *keyStart = m_at;
            std::string_view key;
            if (!readString(key)) {
                return false;
            }
            const auto [entry, inserted] = object.emplace(key, nullptr);
            if (!inserted) {
                std::string name(key);
                m_at = keyStart;
                m_error = fail("json.duplicateKey", "The key \"" + name + "\" stands twice in one object; remove one of them.")
                              .withArg("key", name);
                return false;
            }
            if (m_options.spelling) {
                appendPointer(m_pointer, key);
            }
            skipSpace();
            if (m_at == m_end || *m_at != ':') {
                return unexpected("\":\"");
            }
            ++m_at;
            skipSpace();
            if (!readValue(entry->value(), depth)) {
                return false;
            }
            m_pointer.resize(pointerLength);
            skipSpace();
            if (m_at != m_end && *m_at == ',') {
                ++m_at;
                skipSpace();
                continue;
            }
            if (m_at != m_end && *m_at == '}') {
                ++m_at;
                return true;
            }
            return unexpected("\",\" or \"}\"");
        }
    }

    bool readArray(Array &array, unsigned depth)
    {
        if (!enter(depth)) {
            return false;
        }
        if (m_at != m_end && *m_at == ']') {
            ++m_at;
            return true;
        }
        const auto pointerLength = m_pointer.size();
        for (;;) {
            if (m_options.spelling) {
                m_pointer += "/" + std::to_string(array.size());
            }
            if (!readValue(array.emplace_back(nullptr), depth)) {
                return false;
            }
            m_pointer.resize(pointerLength);
            skipSpace();
            if (m_at != m_end && *m_at == ',') {
                ++m_at;
                skipSpace();
                continue;
            }
            if (m_at != m_end && *m_at == ']') {
                ++m_at;
                return true;
            }
            return unexpected("\",\" or \"]\"");
        }
    }

    // Gives a view into the text where nothing is escaped, else into a buffer that the next call reuses.
    bool readString(std::string_view &out)
    {
        const char *start = ++m_at;
        while (m_at != m_end) {
            const auto c = static_cast<unsigned char>(*m_at);
            if (c == '"') {
                out = {start, static_cast<std::size_t>(m_at - start)};
                ++m_at;
                return true;
            }
            if (c == '\\') {
                m_buffer.assign(start, m_at);
                return readEscaped(out);
            }
            if (!acceptCharacter(c)) {
                return false;
            }
        }
        return unexpected("the end of a text");
    }

    bool acceptCharacter(unsigned char c)
    {
        if (c >= 0x80) {
            const int length = utf8Length(m_at, m_end);
            if (length == 0) {
                return failed("json.encoding", "The text is not valid UTF-8; save it as UTF-8.");
            }
            m_at += length;
            return true;
        }
        if (c < 0x20) {
            return failed("json.syntax", "A text may not hold a bare control character; write \\n, \\t or \\u00XX.");
        }
        ++m_at;
        return true;
    }

    bool readEscaped(std::string_view &out)
    {
        while (m_at != m_end) {
            const auto c = static_cast<unsigned char>(*m_at);
            if (c == '"') {
                ++m_at;
                out = m_buffer;
                return true;
            }
            if (c != '\\') {
                const char *before = m_at;
                if (!acceptCharacter(c)) {
                    return false;
                }
                m_buffer.append(before, m_at);
                continue;
            }
            if (++m_at == m_end) {
                break;
            }
            switch (*m_at) {
            case '"': m_buffer.push_back('"'); break;
            case '\\': m_buffer.push_back('\\'); break;
            case '/': m_buffer.push_back('/'); break;
            case 'b': m_buffer.push_back('\b'); break;
            case 'f': m_buffer.push_back('\f'); break;
            case 'n': m_buffer.push_back('\n'); break;
            case 'r': m_buffer.push_back('\r'); break;
            case 't': m_buffer.push_back('\t'); break;
            case 'u': {
                std::uint32_t code = 0;
                if (!readUnit(code)) {
                    return false;
                }
                if (code >= 0xd800 && code < 0xdc00 && m_end - m_at >= 3 && m_at[1] == '\\' && m_at[2] == 'u') {
                    const char *before = m_at;
                    m_at += 2;
                    std::uint32_t low = 0;
                    if (!readUnit(low)) {
                        return false;
                    }
                    if (low >= 0xdc00 && low < 0xe000) {
                        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
                    } else {
                        m_at = before;
                    }
                }
                if (code >= 0xd800 && code < 0xe000) {
                    return failed("json.encoding", "A \\u escape is half of a surrogate pair; write both halves.");
                }
                appendUtf8(m_buffer, code);
                break;
            }
            default: return failed("json.syntax", "Unknown escape after a backslash; write \\\\ for a backslash.");
            }
            ++m_at;
        }
        return unexpected("the end of a text");
    }

    // At the 'u'; ends on the last of the four digits.
    bool readUnit(std::uint32_t &code)
    {
        if (m_end - m_at < 5) {
            m_at = m_end;
            return unexpected("four hexadecimal digits");
        }
        for (int i = 1; i <= 4; ++i) {
            const int digit = hexDigit(m_at[i]);
            if (digit < 0) {
                m_at += i;
                return unexpected("four hexadecimal digits");
            }
            code = code * 16 + static_cast<std::uint32_t>(digit);
        }
        m_at += 4;
        return true;
    }

    bool readNumber(Value &out)
    {
        const char *start = m_at;
        if (*m_at == '-') {
            ++m_at;
        }
        const char *digits = m_at;
        while (m_at != m_end && isDigit(*m_at)) {
            ++m_at;
        }
        if (m_at == digits) {
            return unexpected("a digit");
        }
        if (*digits == '0' && m_at - digits > 1) {
            m_at = digits + 1;
            return failed("json.syntax", "A number may not begin with a zero; write it without.");
        }
        bool whole = true;
        if (m_at != m_end && *m_at == '.') {
            whole = false;
            const char *fraction = ++m_at;
            while (m_at != m_end && isDigit(*m_at)) {
                ++m_at;
            }
            if (m_at == fraction) {
                return unexpected("a digit");
            }
        }
        if (m_at != m_end && (*m_at == 'e' || *m_at == 'E')) {
            whole = false;
            ++m_at;
            if (m_at != m_end && (*m_at == '+' || *m_at == '-')) {
                ++m_at;
            }
            const char *exponent = m_at;
            while (m_at != m_end && isDigit(*m_at)) {
                ++m_at;
            }
            if (m_at == exponent) {
                return unexpected("a digit");
            }
        }
        convert(out, start, whole);
        if (m_options.spelling) {
            std::string canonical;
            detail::appendNumber(canonical, out);
            if (canonical != std::string_view(start, static_cast<std::size_t>(m_at - start))) {
                m_options.spelling->byPointer.insert_or_assign(m_pointer, NumberSpelling::Entry{std::string(start, m_at), out});
            }
        }
        return true;
    }

    void convert(Value &out, const char *start, bool whole)
    {
        if (whole && !(*start == '-' && start[1] == '0')) {
            std::int64_t integer = 0;
            if (std::from_chars(start, m_at, integer).ec == std::errc()) {
                out = integer;
                return;
            }
            std::uint64_t natural = 0;
            if (*start != '-' && std::from_chars(start, m_at, natural).ec == std::errc()) {
                out = natural;
                return;
            }
        }
        double number = 0;
        if (std::from_chars(start, m_at, number).ec == std::errc::result_out_of_range) {
            // Too small is zero; too large stays the largest finite, so that it can be written again.
            const std::string text(start, m_at);
            number = std::strtod(text.c_str(), nullptr);
            if (std::isinf(number)) {
                number = std::copysign(std::numeric_limits<double>::max(), number);
            }
        }
        out = number;
    }

    const char *m_begin;
    const char *m_at;
    const char *m_end;
    const ReadOptions &m_options;
    std::string m_buffer;
    std::string m_pointer;
    Error m_error;
};

} // namespace

Result<Value> parse(std::string_view text, const ReadOptions &options)
{
    if (text.size() > options.maxBytes) {
        return Error("json.tooLarge", "The text has " + std::to_string(text.size()) + " bytes; at most "
                         + std::to_string(options.maxBytes) + " are read. Split it, or keep large data in files.")
            .withArg("bytes", std::to_string(text.size()))
            .withArg("limit", std::to_string(options.maxBytes));
    }
    return Reader(text, options).read();
}

} // namespace signalbox::json
