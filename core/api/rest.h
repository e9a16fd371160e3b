// SPDX-License-Identifier: GPL-3.0-or-later
// REST from the declarations: from verb, path, query and body to a call and its parameters, and the
// uniform bodies of the answers. Values only; the server is the transport's.
#pragma once

#include "api/call.h"

#include <string>
#include <string_view>
#include <vector>

namespace signalbox::api {

/// Where the routes begin.
inline constexpr std::string_view kRestRoot = "/api/v1";

struct RestMatch
{
    const CallInfo *call = nullptr; ///< null: see `allowed`
    std::vector<std::pair<std::string, std::string>> fromPath;
    /// The verbs that the path has; empty: there is no such path.
    std::vector<std::string_view> allowed;
};

/// `path` without the query, still percent-encoded.
RestMatch matchRoute(std::string_view verb, std::string_view path);

/// Percent-decoding. Errors: http.target.
Result<std::string> percentDecode(std::string_view text, bool plusIsSpace = false);

/// The parameters of a call: from the path, the query (GET and DELETE), and the body (an object, else).
/// Texts become what the declaration says. The path wins over the body; a member that both have must be
/// the same. Errors: http.target, rpc.params, json.*.
Result<json::Value> restParams(const RestMatch &match, std::string_view query, std::string_view body);

/// {success: true, data, meta}.
std::string restBody(json::Value data, std::string_view requestId);
std::string restErrorBody(const Error &error, std::string_view requestId);

} // namespace signalbox::api
