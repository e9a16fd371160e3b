// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/message.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <ctime>

#include <curl/curl.h>

namespace signalbox::http {

namespace {

// Longer than this is no wait that anyone means.
constexpr std::int64_t kMaxRetryAfterSeconds = 10LL * 365 * 24 * 3600;

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t");
    return first == std::string_view::npos ? std::string_view() : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

} // namespace

bool isRetryableStatus(int status)
{
    constexpr std::array retryable{408, 429, 500, 502, 503, 504};
    return std::find(retryable.begin(), retryable.end(), status) != retryable.end();
}

Error statusError(const ResponseHead &head, UnixMillis now)
{
    Error error("http.status", "The server answered with status " + std::to_string(head.status) + ".", head.url);
    error.args.emplace_back("status", std::to_string(head.status));
    if (isRetryableStatus(head.status)) {
        error.retry = Retry::Later;
        if (const auto wait = retryAfter(head, now)) {
            error.args.emplace_back("retryAfter", std::to_string(wait->count()));
        }
    }
    return error;
}

std::optional<Millis> parseRetryAfter(std::string_view value, UnixMillis now)
{
    const auto text = trimmed(value);
    if (text.empty()) {
        return std::nullopt;
    }
    if (text.find_first_not_of("0123456789") == std::string_view::npos) {
        std::int64_t seconds = 0;
        const auto failure = std::from_chars(text.data(), text.data() + text.size(), seconds).ec;
        seconds = failure == std::errc() ? std::min(seconds, kMaxRetryAfterSeconds) : kMaxRetryAfterSeconds;
        return Millis(seconds * 1000);
    }
    // All three forms of an HTTP date begin with the name of a weekday; curl's reader takes much more.
    constexpr std::array<std::string_view, 7> days{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    if (std::none_of(days.begin(), days.end(), [text](auto day) { return text.starts_with(day); })) {
        return std::nullopt;
    }
    const auto seconds = curl_getdate(std::string(text).c_str(), nullptr);
    if (seconds < 0) {
        return std::nullopt;
    }
    const auto wait = static_cast<UnixMillis>(seconds) * 1000 - now;
    return Millis(std::clamp<std::int64_t>(wait, 0, kMaxRetryAfterSeconds * 1000));
}

std::optional<Millis> retryAfter(const ResponseHead &head, UnixMillis now)
{
    const auto *value = head.headers.find("Retry-After");
    return value ? parseRetryAfter(*value, now) : std::nullopt;
}

} // namespace signalbox::http
