// SPDX-License-Identifier: GPL-3.0-or-later
// The writers: compact for machines, pretty for people and for git.
#include "base/paged_shape.h"
#include "base/json_text_p.h"

#include <charconv>
#include <cmath>

namespace signalbox::json {

namespace detail {

namespace {

// For each byte: 0 if it stands as it is, else the letter after the backslash ('u' for \u00XX).
constexpr std::array<char, 256> kEscapes = [] {
    std::array<char, 256> table{};
    for (std::size_t c = 0; c < 0x20; ++c) {
        table[c] = 'u';
    }
    table['"'] = '"';
    table['\\'] = '\\';
    table['\b'] = 'b';
    table['\f'] = 'f';
    table['\n'] = 'n';
    table['\r'] = 'r';
    table['\t'] = 't';
    return table;
}();

void appendDouble(std::string &out, double number)
{
    if (!std::isfinite(number)) {
        out += "null";
        return;
    }
    std::array<char, 40> text{};
    const bool whole = std::abs(number) < 1e15 && std::floor(number) == number;
    const auto end = whole ? std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed).ptr
                           : std::to_chars(text.data(), text.data() + text.size(), number).ptr;
    out.append(text.data(), end);
    if (whole) {
        out += ".0";
    }
}

} // namespace

void appendNumber(std::string &out, const Value &number)
{
    if (number.is_double()) {
        appendDouble(out, number.get_double());
        return;
    }
    std::array<char, 24> text{};
    const auto end = number.is_int64() ? std::to_chars(text.data(), text.data() + text.size(), number.get_int64()).ptr
                                       : std::to_chars(text.data(), text.data() + text.size(), number.get_uint64()).ptr;
    out.append(text.data(), end);
}

void appendString(std::string &out, std::string_view text)
{
    out.push_back('"');
    std::size_t clean = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char escape = kEscapes[static_cast<unsigned char>(text[i])];
        if (escape == 0) {
            continue;
        }
        out.append(text, clean, i - clean);
        clean = i + 1;
        out.push_back('\\');
        out.push_back(escape);
        if (escape == 'u') {
            constexpr std::string_view digits = "0123456789abcdef";
            const auto c = static_cast<unsigned char>(text[i]);
            out += "00";
            out.push_back(digits[c >> 4]);
            out.push_back(digits[c & 15]);
        }
    }
    out.append(text, clean);
    out.push_back('"');
}

} // namespace detail

void writeTo(std::string &out, const Value &value)
{
    switch (value.kind()) {
    case boost::json::kind::null: out += "null"; break;
    case boost::json::kind::bool_: out += value.get_bool() ? "true" : "false"; break;
    case boost::json::kind::string: detail::appendString(out, value.get_string()); break;
    case boost::json::kind::array: {
        out.push_back('[');
        bool first = true;
        for (const auto &element : value.get_array()) {
            if (!first) {
                out.push_back(',');
            }
            first = false;
            writeTo(out, element);
        }
        out.push_back(']');
        break;
    }
    case boost::json::kind::object: {
        out.push_back('{');
        bool first = true;
        for (const auto &member : value.get_object()) {
            if (!first) {
                out.push_back(',');
            }
            first = false;
            detail::appendString(out, member.key());
            out.push_back(':');
            writeTo(out, member.value());
        }
        out.push_back('}');
        break;
    }
    default: detail::appendNumber(out, value); break;
    }
}

std::string write(const Value &value)
{
    std::string out;
    writeTo(out, value);
    return out;
}

namespace {

class PrettyWriter
{
public:
    explicit PrettyWriter(const PrettyOptions &options) : m_options(options) {}

    std::string write(const Value &value)
    {
        put(value, 0);
        return std::move(m_out);
    }

private:
    static bool isContainer(const Value &value)
    {
        return value.is_object() || value.is_array();
    }
    // One line is for what a person takes in at a glance: containers of scalars, and these once more.
    static bool isShallow(const Value &value, int levels)
    {
        const auto fits = [levels](const Value &child) { return !isContainer(child) || (levels > 0 && isShallow(child, levels - 1)); };
        if (value.is_object()) {
            return std::all_of(value.get_object().begin(), value.get_object().end(), [&](const auto &m) { return fits(m.value()); });
        }
        return std::all_of(value.get_array().begin(), value.get_array().end(), fits);
    }

    void put(const Value &value, std::size_t indent)
    {
        if (!isContainer(value)) {
            putScalar(value);
            return;
        }
        if (isShallow(value, 1)) {
            const auto start = m_out.size();
            const auto lineStart = m_out.rfind('\n') + 1;
            putInline(value);
            if (m_out.size() - lineStart <= m_options.width) {
                return;
            }
            m_out.resize(start);
        }
        if (value.is_object()) {
            putMembers(value.get_object(), indent);
        } else {
            putElements(value.get_array(), indent);
        }
    }

    void putMembers(const Object &object, std::size_t indent)
    {
        m_out.push_back('{');
        bool first = true;
        const auto length = m_pointer.size();
        for (const auto &member : object) {
            newLine(first, indent);
            detail::appendString(m_out, member.key());
            m_out += ": ";
            enter(member.key());
            put(member.value(), indent + m_options.indent);
            m_pointer.resize(length);
        }
        close(object.empty(), indent, '}');
    }

    void putElements(const Array &array, std::size_t indent)
    {
        m_out.push_back('[');
        bool first = true;
        const auto length = m_pointer.size();
        std::size_t index = 0;
        for (const auto &element : array) {
            newLine(first, indent);
            enter(std::to_string(index++));
            put(element, indent + m_options.indent);
            m_pointer.resize(length);
        }
        close(array.empty(), indent, ']');
    }

    void newLine(bool &first, std::size_t indent)
    {
        if (!first) {
            m_out.push_back(',');
        }
        first = false;
        m_out.push_back('\n');
        m_out.append(indent + m_options.indent, ' ');
    }
    void close(bool empty, std::size_t indent, char bracket)
    {
        if (!empty) {
            m_out.push_back('\n');
            m_out.append(indent, ' ');
        }
        m_out.push_back(bracket);
    }
    void enter(std::string_view token)
    {
        if (m_options.spelling) {
            appendPointer(m_pointer, token);
        }
    }

    void putInline(const Value &value)
    {
        const auto length = m_pointer.size();
        if (value.is_object()) {
            m_out.push_back('{');
            bool first = true;
            for (const auto &member : value.get_object()) {
                m_out += first ? "" : ", ";
                first = false;
                detail::appendString(m_out, member.key());
                m_out += ": ";
                enter(member.key());
                putInline(member.value());
                m_pointer.resize(length);
            }
            m_out.push_back('}');
        } else if (value.is_array()) {
            m_out.push_back('[');
            std::size_t index = 0;
            for (const auto &element : value.get_array()) {
                m_out += index == 0 ? "" : ", ";
                enter(std::to_string(index++));
                putInline(element);
                m_pointer.resize(length);
            }
            m_out.push_back(']');
        } else {
            putScalar(value);
        }
    }

    void putScalar(const Value &value)
    {
        if (m_options.spelling && value.is_number()) {
            const auto found = m_options.spelling->byPointer.find(m_pointer);
            if (found != m_options.spelling->byPointer.end() && found->second.value == value) {
                m_out += found->second.text;
                return;
            }
        }
        writeTo(m_out, value);
    }

    const PrettyOptions &m_options;
    std::string m_out;
    std::string m_pointer;
};

} // namespace

std::string writePretty(const Value &value, const PrettyOptions &options)
{
    return PrettyWriter(options).write(value);
}

const Value *find(const Value &value, std::string_view key)
{
    return value.is_object() ? value.get_object().if_contains(key) : nullptr;
}

const Value *find(const Object &object, std::string_view key)
{
    return object.if_contains(key);
}

std::string_view text(const Object &object, std::string_view key, std::string_view fallback)
{
    const auto *value = object.if_contains(key);
    return value && value->is_string() ? std::string_view(value->get_string()) : fallback;
}

void appendPointer(std::string &pointer, std::string_view token)
{
    pointer.push_back('/');
    for (const char c : token) {
        if (c == '~') {
            pointer += "~0";
        } else if (c == '/') {
            pointer += "~1";
        } else {
            pointer.push_back(c);
        }
    }
}

std::optional<PagedShape> pagedShape(const Value &value)
{
    const auto *object = value.if_object();
    if (!object || object->size() != 4 || object->begin()->key() != "$pages") {
        return std::nullopt;
    }
    const auto *count = object->if_contains("count");
    const auto *bytes = object->if_contains("bytes");
    PagedShape shape;
    shape.index = text(*object, "$pages");
    shape.mark = text(*object, "run");
    if (!shape.index.starts_with("sha256-") || shape.mark.empty() || !count || !count->is_int64() || !bytes || !bytes->is_int64() || bytes->get_int64() < 0) {
        return std::nullopt;
    }
    shape.count = count->get_int64();
    shape.bytes = bytes->get_int64();
    return shape;
}

std::size_t approximateSize(const Value &value)
{
    if (value.is_string()) {
        return 16 + value.get_string().size();
    }
    std::size_t size = 16;
    if (value.is_array()) {
        for (const auto &element : value.get_array()) {
            size += approximateSize(element);
        }
    } else if (value.is_object()) {
        if (const auto paged = pagedShape(value)) {
            return static_cast<std::size_t>(paged->bytes); // whoever wants it wants all of it
        }
        for (const auto &member : value.get_object()) {
            size += 8 + member.key().size() + approximateSize(member.value());
        }
    }
    return size;
}

} // namespace signalbox::json
