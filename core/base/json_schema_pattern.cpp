// SPDX-License-Identifier: GPL-3.0-or-later
// Regular expressions of schemas: ECMA-262 as far as PCRE2 has the same, always under limits.
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/json_schema_p.h"

namespace signalbox::json::detail {

namespace {

// ECMA-262 has long names for general categories and `Script=`, PCRE2 only the short ones.
std::string shortProperty(std::string_view name)
{
    static const std::map<std::string_view, std::string_view> kNames = {
        {"Letter", "L"}, {"Uppercase_Letter", "Lu"}, {"Lowercase_Letter", "Ll"}, {"Titlecase_Letter", "Lt"}, {"Mark", "M"},
        {"Number", "N"}, {"Decimal_Number", "Nd"}, {"digit", "Nd"}, {"Punctuation", "P"}, {"punct", "P"}, {"Symbol", "S"},
        {"Separator", "Z"}, {"Space_Separator", "Zs"}, {"Other", "C"}, {"Control", "Cc"}, {"Alphabetic", "L"}, {"Uppercase", "Lu"}, {"Lowercase", "Ll"}};
    for (const std::string_view prefix : {"General_Category=", "gc=", "Script=", "sc="}) {
        if (name.starts_with(prefix)) {
            name.remove_prefix(prefix.size());
        }
    }
    const auto found = kNames.find(name);
    return std::string(found == kNames.end() ? name : found->second);
}

// What ECMA-262 and PCRE2 spell differently: \d \w \s are ASCII or Unicode spaces, $ matches at the very end.
std::string translated(std::string_view text)
{
    std::string out;
    bool inClass = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\\' && i + 1 < text.size()) {
            const char next = text[i + 1];
            if (next == 'u' && i + 5 < text.size() && text[i + 2] != '{') {
                out += "\\x{" + std::string(text.substr(i + 2, 4)) + "}";
                i += 5;
                continue;
            }
            if (next == 'u' && i + 2 < text.size() && text[i + 2] == '{') {
                out += "\\x";
                ++i;
                continue;
            }
            if ((next == 'p' || next == 'P') && i + 2 < text.size() && text[i + 2] == '{') {
                const auto close = text.find('}', i);
                if (close != std::string_view::npos) {
                    out += std::string("\\") + next + "{" + shortProperty(text.substr(i + 3, close - i - 3)) + "}";
                    i = close;
                    continue;
                }
            }
            if (next == '/' || next == '-') {
                out += next == '-' ? "\\-" : "/";
                ++i;
                continue;
            }
            if (next == 's' || next == 'S') {
                // ECMA-262 white space has the byte order mark and the Unicode spaces, PCRE2's has not.
                constexpr std::string_view spaces = "\\x09-\\x0d\\x20\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}";
                if (!inClass) {
                    out += (next == 's' ? "[" : "[^") + std::string(spaces) + "]";
                } else {
                    out += next == 's' ? std::string(spaces) : std::string("\\S");
                }
                ++i;
                continue;
            }
            out.push_back(c);
            out.push_back(next);
            ++i;
            continue;
        }
        inClass = c == '[' || (inClass && c != ']');
        out.push_back(c);
    }
    return out;
}

} // namespace

Result<std::unique_ptr<Pattern>> Pattern::compile(std::string_view text)
{
    const auto pattern = translated(text);
    int error = 0;
    PCRE2_SIZE offset = 0;
    auto *code = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pattern.data()), pattern.size(),
                               PCRE2_UTF | PCRE2_DOLLAR_ENDONLY | PCRE2_ALT_BSUX | PCRE2_MATCH_UNSET_BACKREF | PCRE2_NEVER_BACKSLASH_C, &error, &offset, nullptr);
    if (!code) {
        std::array<PCRE2_UCHAR, 160> message{};
        pcre2_get_error_message(error, message.data(), message.size());
        return Error("schema.invalid", "The pattern \"" + std::string(text) + "\" is no regular expression: " + reinterpret_cast<const char *>(message.data()) + ".");
    }
    std::unique_ptr<Pattern> result(new Pattern);
    result->m_text = text;
    result->m_code = code;
    return result;
}

Pattern::~Pattern()
{
    pcre2_code_free(m_code);
}

Pattern::Match Pattern::matches(std::string_view subject) const
{
    // One context a thread: limits are the same for all patterns.
    struct Context
    {
        pcre2_match_context *context = pcre2_match_context_create(nullptr);
        pcre2_match_data *data = pcre2_match_data_create(1, nullptr);
        Context()
        {
            pcre2_set_match_limit(context, 1'000'000);
            pcre2_set_depth_limit(context, 10'000);
            pcre2_set_heap_limit(context, 16 * 1024);
        }
        ~Context()
        {
            pcre2_match_data_free(data);
            pcre2_match_context_free(context);
        }
        Context(const Context &) = delete;
        Context &operator=(const Context &) = delete;
    };
    thread_local Context t_context;
    const int result = pcre2_match(m_code, reinterpret_cast<PCRE2_SPTR>(subject.data()), subject.size(), 0, 0, t_context.data, t_context.context);
    if (result >= 0) {
        return Match::Yes;
    }
    return result == PCRE2_ERROR_NOMATCH ? Match::No : Match::LimitReached;
}

} // namespace signalbox::json::detail
