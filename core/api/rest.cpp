// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/rest.h"

#include "api/errors.h"

#include <charconv>

#include <QString>

#include <charconv>

namespace signalbox::api {

namespace {

std::vector<std::string_view> segmentsOf(std::string_view path)
{
    std::vector<std::string_view> segments;
    while (!path.empty()) {
        path.remove_prefix(1); // the slash
        const auto end = std::min(path.find('/'), path.size());
        segments.push_back(path.substr(0, end));
        path.remove_prefix(end);
    }
    return segments;
}

bool isVariable(std::string_view segment)
{
    return segment.size() > 2 && segment.front() == '{';
}

int hexOf(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// A text from path or query as what the schema of the member says.
Result<json::Value> typed(std::string_view name, const std::string &text, const json::Object &schema)
{
    const auto *properties = schema.if_contains("properties");
    const auto *member = properties ? json::find(*properties, name) : nullptr;
    if (!member) {
        return Error("rpc.params", "There is no parameter \"" + std::string(name) + "\".", std::string(name));
    }
    const auto type = json::text(member->get_object(), "type");
    if (type == "integer") {
        std::int64_t number = 0;
        const auto [rest, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (failed != std::errc() || rest != text.data() + text.size()) {
            return Error("rpc.params", "The parameter \"" + std::string(name) + "\" must be a whole number.", std::string(name));
        }
        return json::Value(number);
    }
    if (type == "boolean") {
        if (text != "true" && text != "false") {
            return Error("rpc.params", "The parameter \"" + std::string(name) + "\" must be true or false.", std::string(name));
        }
        return json::Value(text == "true");
    }
    return json::Value(std::string_view(text));
}

} // namespace

RestMatch matchRoute(std::string_view verb, std::string_view path)
{
    RestMatch match;
    if (!path.starts_with(kRestRoot) || path.size() == kRestRoot.size()) {
        return match;
    }
    path.remove_prefix(kRestRoot.size());
    if (path.front() != '/' || path.size() > 2048) {
        return match;
    }
    const auto wanted = segmentsOf(path);
    std::size_t bestVariables = wanted.size() + 1;
    for (const auto *call : allCalls()) {
        if (call->route.verb == Verb::None) {
            continue;
        }
        const auto segments = segmentsOf(call->route.path);
        if (segments.size() != wanted.size()) {
            continue;
        }
        std::vector<std::pair<std::string, std::string>> variables;
        bool fits = true;
        for (std::size_t i = 0; fits && i < wanted.size(); ++i) {
            if (isVariable(segments[i])) {
                auto text = percentDecode(wanted[i]);
                fits = text && !text->empty();
                if (fits) {
                    variables.emplace_back(std::string(segments[i].substr(1, segments[i].size() - 2)), std::move(*text));
                }
            } else {
                fits = segments[i] == wanted[i];
            }
        }
        if (!fits) {
            continue;
        }
        match.allowed.push_back(verbName(call->route.verb));
        // A literal segment wins over a variable.
        if (verbName(call->route.verb) == verb && variables.size() < bestVariables) {
            bestVariables = variables.size();
            match.call = call;
            match.fromPath = std::move(variables);
        }
    }
    return match;
}

Result<std::string> percentDecode(std::string_view text, bool plusIsSpace)
{
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%') {
            const int high = i + 2 < text.size() ? hexOf(text[i + 1]) : -1;
            const int low = i + 2 < text.size() ? hexOf(text[i + 2]) : -1;
            if (high < 0 || low < 0 || (high == 0 && low == 0)) {
                return Error("http.target", "The address is not percent-encoded as it should be.");
            }
            decoded += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            decoded += plusIsSpace && text[i] == '+' ? ' ' : text[i];
        }
    }
    if (!QUtf8StringView(decoded.data(), static_cast<qsizetype>(decoded.size())).isValidUtf8()) {
        return Error("http.target", "The address is not UTF-8.");
    }
    return decoded;
}

Result<json::Value> restParams(const RestMatch &match, std::string_view query, std::string_view body)
{
    const auto schema = match.call->paramsSchema();
    json::Object params;
    const bool hasBody = match.call->route.verb == Verb::Post || match.call->route.verb == Verb::Put;
    if (hasBody && !body.empty()) {
        SB_TRY(value, json::parse(body));
        if (!value.is_object()) {
            return Error("rpc.params", "The body of a request is a JSON object with the parameters by name.");
        }
        params = std::move(value.get_object());
    } else if (!hasBody && !body.empty()) {
        return Error("rpc.params", "This request takes its parameters from the query; it has no body.");
    }
    while (!query.empty()) {
        const auto end = std::min(query.find('&'), query.size());
        const auto pair = query.substr(0, end);
        query.remove_prefix(std::min(end + 1, query.size()));
        if (pair.empty()) {
            continue;
        }
        const auto equals = std::min(pair.find('='), pair.size());
        SB_TRY(name, percentDecode(pair.substr(0, equals), true));
        SB_TRY(text, percentDecode(pair.substr(std::min(equals + 1, pair.size())), true));
        if (hasBody) {
            return Error("rpc.params", "The parameter \"" + name + "\" belongs into the body, not into the query.", name);
        }
        SB_TRY(value, typed(name, text, schema));
        if (!params.emplace(name, std::move(value)).second) {
            return Error("rpc.params", "The parameter \"" + name + "\" stands there twice.", name);
        }
    }
    for (const auto &[name, text] : match.fromPath) {
        SB_TRY(value, typed(name, text, schema));
        if (const auto *other = params.if_contains(name); other && *other != value) {
            return Error("rpc.params", "The parameter \"" + name + "\" differs between the address and the rest.", name);
        }
        params.insert_or_assign(name, std::move(value));
    }
    return json::Value(std::move(params));
}

std::string restBody(json::Value data, std::string_view requestId)
{
    return json::write(json::Object{{"success", true}, {"data", std::move(data)}, {"meta", json::Object{{"requestId", requestId}}}});
}

std::string restErrorBody(const Error &error, std::string_view requestId)
{
    auto body = restError(error);
    body["details"].get_object().emplace("requestId", requestId);
    return json::write(body);
}

} // namespace signalbox::api
