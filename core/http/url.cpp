// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/url_p.h"

#include "base/text.h"

#include <algorithm>
#include <memory>

#include <curl/curl.h>

namespace signalbox::http {

namespace {

using Handle = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;

std::string part(CURLU *handle, CURLUPart which, unsigned flags = 0)
{
    char *text = nullptr;
    if (curl_url_get(handle, which, &text, flags) != CURLUE_OK || !text) {
        return {};
    }
    std::string result(text);
    curl_free(text);
    return result;
}

// A URL may carry secrets in its query and user part; an unreadable one is cut before both.
std::string safeSubject(std::string_view text)
{
    const auto end = text.find_first_of("?#");
    auto shown = text.substr(0, end);
    if (const auto at = shown.rfind('@'); at != std::string_view::npos) {
        shown = shown.substr(at + 1);
    }
    return std::string(cutUtf8(shown, 200));
}

bool isPlain(std::string_view text)
{
    return std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7f; });
}

Url read(CURLU *handle)
{
    Url url;
    url.scheme = part(handle, CURLUPART_SCHEME);
    url.host = part(handle, CURLUPART_HOST);
    if (url.host.size() > 2 && url.host.front() == '[') {
        url.host = url.host.substr(1, url.host.size() - 2);
    }
    std::transform(url.host.begin(), url.host.end(), url.host.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    url.port = part(handle, CURLUPART_PORT, CURLU_DEFAULT_PORT);
    curl_url_set(handle, CURLUPART_FRAGMENT, nullptr, 0);
    url.full = part(handle, CURLUPART_URL);
    curl_url_set(handle, CURLUPART_QUERY, nullptr, 0);
    curl_url_set(handle, CURLUPART_USER, nullptr, 0);
    curl_url_set(handle, CURLUPART_PASSWORD, nullptr, 0);
    curl_url_set(handle, CURLUPART_OPTIONS, nullptr, 0);
    url.subject = part(handle, CURLUPART_URL);
    return url;
}

} // namespace

Result<Url> Url::parse(std::string_view text)
{
    const Handle handle(curl_url(), &curl_url_cleanup);
    const std::string terminated(text);
    const auto refuse = [&terminated](const char *why) {
        return Error("http.invalid",
                     "The address \"" + safeSubject(terminated) + "\" cannot be requested: " + why
                         + ". Give a full http:// or https:// URL.",
                     safeSubject(terminated));
    };
    if (!isPlain(text)) {
        return refuse("it contains spaces or control characters, which must be percent-encoded");
    }
    if (const auto failure = curl_url_set(handle.get(), CURLUPART_URL, terminated.c_str(), 0); failure != CURLUE_OK) {
        return refuse(curl_url_strerror(failure));
    }
    if (text.find(":///") < text.find_first_of("?#")) {
        return refuse("it names no host"); // curl would take the first part of the path for it
    }
    auto url = read(handle.get());
    if (url.scheme != "http" && url.scheme != "https") {
        return refuse("its scheme is neither http nor https");
    }
    if (url.host.empty()) {
        return refuse("it names no host");
    }
    return url;
}

Result<Url> Url::resolve(std::string_view location) const
{
    const Handle handle(curl_url(), &curl_url_cleanup);
    const std::string terminated(location);
    const auto refuse = [this, &terminated] {
        return Error("http.redirect", "The server redirects to an address that cannot be requested; ask its operator.",
                     subject)
            .withArg("location", safeSubject(terminated));
    };
    // A Location may hold raw spaces or non-ASCII bytes: browsers encode them, and so do we.
    if (curl_url_set(handle.get(), CURLUPART_URL, full.c_str(), 0) != CURLUE_OK
        || curl_url_set(handle.get(), CURLUPART_URL, terminated.c_str(), CURLU_URLENCODE) != CURLUE_OK) {
        return refuse();
    }
    auto url = read(handle.get());
    if ((url.scheme != "http" && url.scheme != "https") || url.host.empty()) {
        return refuse();
    }
    const Handle own(curl_url(), &curl_url_cleanup);
    if (hasOriginOf(url) && curl_url_set(own.get(), CURLUPART_URL, full.c_str(), 0) == CURLUE_OK
        && curl_url_set(handle.get(), CURLUPART_URL, url.full.c_str(), 0) == CURLUE_OK && part(handle.get(), CURLUPART_USER).empty()) {
        const auto user = part(own.get(), CURLUPART_USER);
        const auto password = part(own.get(), CURLUPART_PASSWORD);
        if (!user.empty()) {
            curl_url_set(handle.get(), CURLUPART_USER, user.c_str(), 0);
            curl_url_set(handle.get(), CURLUPART_PASSWORD, password.empty() ? nullptr : password.c_str(), 0);
            url.full = part(handle.get(), CURLUPART_URL);
        }
    }
    return url;
}

Result<void> checkProxy(std::string_view text)
{
    if (text.empty()) {
        return {};
    }
    const Handle handle(curl_url(), &curl_url_cleanup);
    const std::string terminated(text);
    const auto failure = isPlain(text)
        ? curl_url_set(handle.get(), CURLUPART_URL, terminated.c_str(), CURLU_NON_SUPPORT_SCHEME | CURLU_GUESS_SCHEME)
        : CURLUE_MALFORMED_INPUT;
    const auto scheme = part(handle.get(), CURLUPART_SCHEME);
    constexpr std::string_view known[] = {"http", "https", "socks4", "socks4a", "socks5", "socks5h"};
    if (failure != CURLUE_OK || std::find(std::begin(known), std::end(known), scheme) == std::end(known) || part(handle.get(), CURLUPART_HOST).empty()) {
        const auto shown = safeSubject(text);
        return Error("http.invalid", "The proxy \"" + shown + "\" cannot be used; give it as http://host:port or socks5h://host:port.", shown).withArg("processed", "no");
    }
    return {};
}

} // namespace signalbox::http
