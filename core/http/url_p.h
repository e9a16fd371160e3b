// SPDX-License-Identifier: GPL-3.0-or-later
// A URL as curl reads it, so that what is checked is what is requested.
#pragma once

#include "base/result.h"

#include <string>
#include <string_view>

namespace signalbox::http {

/// An http or https URL in curl's normal form.
struct Url
{
    std::string scheme;
    /// Lower case, an IPv6 address without brackets.
    std::string host;
    std::string port;
    /// Without the fragment.
    std::string full;
    /// For messages and logs: without query, fragment and credentials.
    std::string subject;

    /// Errors: http.invalid.
    static Result<Url> parse(std::string_view text);
    /// What `location` means seen from here; within the origin its credentials go along. Errors: http.redirect.
    Result<Url> resolve(std::string_view location) const;
    bool hasOriginOf(const Url &other) const
    {
        return scheme == other.scheme && host == other.host && port == other.port;
    }
};

/// Whether curl can use it as a proxy; the error does not show its credentials. Errors: http.invalid.
Result<void> checkProxy(std::string_view text);

} // namespace signalbox::http
