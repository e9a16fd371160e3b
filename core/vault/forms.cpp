// SPDX-License-Identifier: GPL-3.0-or-later
#include "vault/forms_p.h"

#include "vault/secret_text_p.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace signalbox::vault {

namespace {

constexpr std::string_view kStandard = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kUrl = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view kUpper = "0123456789ABCDEF";
constexpr std::string_view kLower = "0123456789abcdef";

// The characters of Base64 that depend on nothing but `value`, when `offset` (0 to 2) bytes of something
// else stand before it in its group of three.
std::string base64Core(std::string_view value, std::size_t offset, std::string_view alphabet)
{
    std::string out;
    std::uint32_t bits = 0;
    int have = 0;
    const std::size_t skip = offset == 0 ? 0 : offset + 1; // characters that the bytes before take part in
    std::size_t made = 0;
    const auto feed = [&](unsigned char byte) {
        bits = bits << 8 | byte;
        have += 8;
        while (have >= 6) {
            have -= 6;
            if (made++ >= skip) {
                out.push_back(alphabet[bits >> have & 63]);
            }
        }
    };
    for (std::size_t i = 0; i < offset; ++i) {
        feed(0);
    }
    for (const char c : value) {
        feed(static_cast<unsigned char>(c));
    }
    return out;
}

std::string base64Whole(std::string_view value, std::string_view alphabet)
{
    auto out = base64Core(value, 0, alphabet);
    if (const auto rest = value.size() % 3; rest != 0) {
        const auto last = static_cast<unsigned char>(value.back());
        const auto before = static_cast<unsigned char>(value.size() > 1 ? value[value.size() - 2] : 0);
        out.push_back(alphabet[rest == 1 ? (last & 3) << 4 : ((before << 8 | last) & 15) << 2]);
        out.append(3 - rest, '=');
    }
    return out;
}

std::string percentEncoded(std::string_view value, std::string_view digits, std::string_view unreserved, bool plusForSpace)
{
    std::string out;
    for (const char c : value) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || unreserved.find(c) != std::string_view::npos;
        if (plain) {
            out.push_back(c);
        } else if (c == ' ' && plusForSpace) {
            out.push_back('+');
        } else {
            const auto byte = static_cast<unsigned char>(c);
            out += {'%', digits[byte >> 4], digits[byte & 15]};
        }
    }
    return out;
}

enum class Escape { Needed, Slashes, Ascii };

void appendUnit(std::string &out, unsigned unit)
{
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) {
        out.push_back(kLower[unit >> shift & 15]);
    }
}

// Decodes one character of UTF-8 at `i`; a broken one gives its byte.
unsigned codePoint(std::string_view text, std::size_t &i)
{
    const auto lead = static_cast<unsigned char>(text[i++]);
    const int more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc0 ? 1 : 0;
    unsigned code = more == 3 ? lead & 7u : more == 2 ? lead & 15u : more == 1 ? lead & 31u : lead;
    for (int k = 0; k < more && i < text.size(); ++k) {
        code = code << 6 | (static_cast<unsigned char>(text[i++]) & 63u);
    }
    return code;
}

std::string jsonEscaped(std::string_view value, Escape escape)
{
    std::string out;
    for (std::size_t i = 0; i < value.size();) {
        const char c = value[i];
        if (static_cast<unsigned char>(c) >= 0x80) {
            if (escape != Escape::Ascii) {
                out.push_back(c);
                ++i;
                continue;
            }
            const auto code = codePoint(value, i);
            if (code >= 0x10000) {
                appendUnit(out, 0xd800 + (code - 0x10000) / 0x400);
                appendUnit(out, 0xdc00 + (code - 0x10000) % 0x400);
            } else {
                appendUnit(out, code);
            }
            continue;
        }
        ++i;
        constexpr std::string_view kNamed = "\"\\\b\f\n\r\t";
        constexpr std::string_view kLetters = "\"\\bfnrt";
        if (const auto at = kNamed.find(c); at != std::string_view::npos) {
            out += {'\\', kLetters[at]};
        } else if (c == '/' && escape == Escape::Slashes) {
            out += "\\/";
        } else if (static_cast<unsigned char>(c) < 0x20) {
            appendUnit(out, static_cast<unsigned char>(c));
        } else {
            out.push_back(c);
        }
    }
    return out;
}

} // namespace

std::vector<std::string> formsOf(std::string_view value, std::size_t minLength)
{
    std::vector<std::string> forms;
    if (value.size() < minLength) {
        return forms;
    }
    const auto add = [&](std::string form) {
        if (form.size() >= minLength && std::find(forms.begin(), forms.end(), form) == forms.end()) {
            forms.push_back(std::move(form));
        } else {
            wipe(form);
        }
    };
    add(std::string(value));
    for (const auto alphabet : {kStandard, kUrl}) {
        auto whole = base64Whole(value, alphabet);
        add(whole.substr(0, whole.find('=')));
        add(std::move(whole));
        for (std::size_t offset = 0; offset < 3; ++offset) {
            add(base64Core(value, offset, alphabet));
        }
    }
    for (const auto digits : {kUpper, kLower}) {
        add(percentEncoded(value, digits, "-._~", false));
        add(percentEncoded(value, digits, "-._~!*'()", false)); // encodeURIComponent
        add(percentEncoded(value, digits, "-._*", true));       // forms
    }
    for (const auto escape : {Escape::Needed, Escape::Slashes, Escape::Ascii}) {
        auto once = jsonEscaped(value, escape);
        add(jsonEscaped(once, Escape::Needed));
        add(std::move(once));
    }
    return forms;
}

} // namespace signalbox::vault
