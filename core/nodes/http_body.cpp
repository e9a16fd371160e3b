// SPDX-License-Identifier: GPL-3.0-or-later
// Encoding of queries, forms and bodies.
#include "nodes/http_body_p.h"

#include "flow/template.h"
#include "nodes/file_content_p.h"

namespace signalbox::nodes {

namespace {

enum class Space { Percent, Plus };

void appendEncoded(std::string &out, std::string_view text, Space space)
{
    constexpr std::string_view kHex = "0123456789ABCDEF";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.'
            || c == '_' || c == '~';
        if (plain) {
            out += c;
        } else if (c == ' ' && space == Space::Plus) {
            out += '+';
        } else {
            out += '%';
            out += kHex[byte >> 4];
            out += kHex[byte & 15];
        }
    }
}

Result<void> appendPair(std::string &out, std::string_view name, const json::Value &value, Space space)
{
    if (value.is_null()) {
        return {};
    }
    if (value.is_array()) {
        for (const auto &entry : value.get_array()) {
            if (entry.is_array()) {
                return Error("http.invalid", "The field \"" + std::string(name) + "\" holds an array in an array; use texts or numbers.");
            }
            SB_CHECK(appendPair(out, name, entry, space));
        }
        return {};
    }
    if (value.is_object()) {
        return Error("http.invalid", "The field \"" + std::string(name) + "\" is an object; use a text, a number, true, false or an array of them.");
    }
    std::string text;
    flow::appendAsText(text, value);
    if (!out.empty()) {
        out += '&';
    }
    appendEncoded(out, name, space);
    out += '=';
    appendEncoded(out, text, space);
    return {};
}

Result<std::string> pairs(const json::Object &fields, Space space)
{
    std::string out;
    for (const auto &member : fields) {
        SB_CHECK(appendPair(out, member.key(), member.value(), space));
    }
    return out;
}

std::string mediaType(const http::Response &response)
{
    const auto value = response.headers.value("content-type");
    std::string type(value.substr(0, value.find(';')));
    std::erase(type, ' ');
    std::ranges::transform(type, type.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return type;
}

bool isJsonType(std::string_view type)
{
    return type == "application/json" || type.ends_with("+json");
}

bool isTextType(std::string_view type)
{
    return type.starts_with("text/") || type.ends_with("+xml") || type == "application/xml" || type == "application/javascript"
        || type == "application/x-www-form-urlencoded" || type == "application/x-ndjson";
}

} // namespace

Result<std::string> withQuery(std::string url, const json::Object &query)
{
    SB_TRY(text, pairs(query, Space::Percent));
    if (text.empty()) {
        return url;
    }
    const auto fragment = std::min(url.find('#'), url.size());
    const auto mark = url.find('?');
    const bool has = mark < fragment;
    const bool open = has && (url[fragment - 1] == '?' || url[fragment - 1] == '&');
    url.insert(fragment, (!has ? "?" : open ? "" : "&") + text);
    return url;
}

Result<std::string> formEncoded(const json::Object &fields)
{
    return pairs(fields, Space::Plus);
}

Result<RequestBody> requestBody(const json::Value &body, std::string_view kind)
{
    if (kind == "form") {
        const auto *fields = body.if_object();
        if (!fields) {
            return Error("http.invalid", "A form's body must be an object of its fields.");
        }
        SB_TRY(text, formEncoded(*fields));
        return RequestBody{std::move(text), "application/x-www-form-urlencoded"};
    }
    if (kind == "text" || (kind != "json" && body.is_string())) {
        std::string text;
        flow::appendAsText(text, body);
        return RequestBody{std::move(text), "text/plain; charset=utf-8"};
    }
    return RequestBody{json::write(body), "application/json"};
}

Result<ResponseBody> responseBody(const http::Response &response, std::string_view parse, const std::string &subject)
{
    const auto &bytes = response.body;
    if (parse == "bytes") {
        return ResponseBody{json::Value(toBase64(bytes)), "base64"};
    }
    const auto type = mediaType(response);
    const bool automatic = parse != "json" && parse != "text";
    if (bytes.empty() && parse != "text") {
        return ResponseBody{};
    }
    if (parse == "json" || (automatic && isJsonType(type))) {
        auto value = json::parse(bytes);
        if (value) {
            return ResponseBody{std::move(*value), {}};
        }
        if (!automatic) {
            return Error("http.body", "The answer of " + subject + " is no JSON; set `parse` to \"text\" to see it as it is.", subject)
                .withCause(std::move(value).error());
        }
    }
    if (isUtf8(bytes)) {
        return ResponseBody{json::Value(bytes), {}};
    }
    if (!automatic || isTextType(type)) {
        return Error("http.body", "The answer of " + subject + " is not UTF-8 text; set `parse` to \"bytes\" to get it in Base64.", subject);
    }
    return ResponseBody{json::Value(toBase64(bytes)), "base64"};
}

std::string shownUrl(std::string_view url)
{
    url = url.substr(0, std::min(url.find('?'), url.find('#')));
    const auto scheme = url.find("://");
    if (scheme == std::string_view::npos) {
        return std::string(url);
    }
    const auto path = std::min(url.find('/', scheme + 3), url.size());
    const auto credentials = url.substr(0, path).rfind('@');
    if (credentials == std::string_view::npos) {
        return std::string(url);
    }
    return std::string(url.substr(0, scheme + 3)) + std::string(url.substr(credentials + 1));
}

} // namespace signalbox::nodes
