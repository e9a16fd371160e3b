// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/http_checks_p.h"

#include "base/text.h"

#include <algorithm>

#include <QHostAddress>

namespace signalbox::transport {

namespace {

std::string lower(std::string_view text)
{
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return result;
}

bool isPort(std::string_view text)
{
    return !text.empty() && text.size() <= 5 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool isName(std::string_view text)
{
    return !text.empty() && text.size() <= 253
        && std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_'; });
}

Error badHost(std::string_view text)
{
    return Error("http.host", "The Host header \"" + std::string(cutUtf8(text, 100)) + "\" is no name of this backend; allow it by --host if it is meant.");
}

} // namespace

Result<HostPort> splitHost(std::string_view text)
{
    const auto whole = text;
    HostPort result;
    if (text.starts_with('[')) {
        const auto end = text.find(']');
        if (end == std::string_view::npos) {
            return badHost(whole);
        }
        result.host = lower(text.substr(1, end - 1));
        QHostAddress address;
        if (!address.setAddress(QString::fromStdString(result.host)) || address.protocol() != QAbstractSocket::IPv6Protocol) {
            return badHost(whole);
        }
        text.remove_prefix(end + 1);
    } else {
        const auto end = std::min(text.find(':'), text.size());
        if (!isName(text.substr(0, end))) {
            return badHost(whole);
        }
        result.host = lower(text.substr(0, end));
        text.remove_prefix(end);
    }
    if (!text.empty()) {
        text.remove_prefix(1);
        if (!isPort(text)) {
            return badHost(whole);
        }
        result.port = text;
    }
    return result;
}

Result<void> checkHost(std::string_view header, const std::vector<std::string> &names)
{
    SB_TRY(host, splitHost(header));
    QHostAddress address;
    if (host.host == "localhost" || address.setAddress(QString::fromStdString(host.host))
        || std::any_of(names.begin(), names.end(), [&](const std::string &name) { return lower(name) == host.host; })) {
        return {};
    }
    return badHost(header);
}

Result<void> checkOrigin(std::string_view origin, std::string_view hostHeader, const std::vector<std::string> &origins)
{
    if (origin.empty() || std::find(origins.begin(), origins.end(), origin) != origins.end()) {
        return {};
    }
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (origin.starts_with(scheme) && lower(origin.substr(scheme.size())) == lower(hostHeader)) {
            return {};
        }
    }
    return Error("http.origin", "Pages of \"" + std::string(cutUtf8(origin, 200)) + "\" may not talk to this backend; allow them by --origin if they are meant.");
}

Result<std::string> bearerToken(std::string_view header)
{
    if (header.empty()) {
        return std::string();
    }
    if (header.size() < 8 || lower(header.substr(0, 7)) != "bearer ") {
        return Error("http.authorization", "Sign in by \"Authorization: Bearer\" and a token.");
    }
    header.remove_prefix(7);
    while (header.starts_with(' ')) {
        header.remove_prefix(1);
    }
    return std::string(header);
}

Result<void> checkQuery(std::string_view query)
{
    const auto text = lower(query);
    for (const std::string_view name : {"token=", "access_token=", "authorization="}) {
        for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at + 1)) {
            if (at == 0 || text[at - 1] == '&') {
                return Error("http.target", "A token never stands in an address, where logs and histories keep it. Send it as a header, and consider this one known to others.");
            }
        }
    }
    return {};
}

} // namespace signalbox::transport
