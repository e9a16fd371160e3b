// SPDX-License-Identifier: GPL-3.0-or-later
// What `http.request` sends and what it makes of the answer's body; no I/O.
#pragma once

#include "base/json.h"
#include "http/message.h"

#include <string>
#include <string_view>

namespace signalbox::nodes {

/// Appends `query`'s members to a URL, before its fragment: scalars as name=value, arrays as one pair
/// an entry, null as nothing. Errors: http.invalid where a member is an object.
Result<std::string> withQuery(std::string url, const json::Object &query);

/// The same members as application/x-www-form-urlencoded.
Result<std::string> formEncoded(const json::Object &fields);

/// A body's bytes and the content type that goes with them where the request names none.
struct RequestBody
{
    std::string bytes;
    std::string_view contentType;
};
/// `kind` is "auto" (texts as text, everything else as JSON), "json", "text" or "form".
/// Errors: http.invalid.
Result<RequestBody> requestBody(const json::Value &body, std::string_view kind);

/// An answer's body as a value, and how it is encoded ("base64", or empty).
struct ResponseBody
{
    json::Value value;
    std::string_view encoding;
};
/// `parse` is "auto" (by the content type), "json", "text" or "bytes". An empty body is null, but
/// for text. Errors: http.body, naming `subject`.
Result<ResponseBody> responseBody(const http::Response &response, std::string_view parse, const std::string &subject);

/// The URL without credentials, query and fragment: fit for messages.
std::string shownUrl(std::string_view url);

} // namespace signalbox::nodes
