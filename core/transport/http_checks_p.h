// SPDX-License-Identifier: GPL-3.0-or-later
// What a request's headers must say before anything is done with it.
#pragma once

#include "base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace signalbox::transport {

/// Host and port of "name:1", "[::1]:1", "name". Errors: http.host.
struct HostPort
{
    std::string host; ///< lower case, without brackets
    std::string port; ///< may be empty
};
Result<HostPort> splitHost(std::string_view text);

/// Whether a Host header may name us: addresses as numbers, localhost, and the names that are allowed. A
/// foreign name means that somebody's DNS points here (rebinding). Errors: http.host.
Result<void> checkHost(std::string_view header, const std::vector<std::string> &names);

/// Whether a browser's page may talk to us: the same host and port as the Host header says, or an
/// allowed origin. No Origin header is no browser. Errors: http.origin.
Result<void> checkOrigin(std::string_view origin, std::string_view hostHeader, const std::vector<std::string> &origins);

/// The token of "Bearer …"; empty if there is none. Errors: http.authorization (another scheme).
Result<std::string> bearerToken(std::string_view header);

/// A query must not carry what signs in. Errors: http.target.
Result<void> checkQuery(std::string_view query);

} // namespace signalbox::transport
