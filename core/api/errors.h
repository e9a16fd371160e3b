// SPDX-License-Identifier: GPL-3.0-or-later
// Errors on the wire: as JSON-RPC error objects, and as HTTP statuses.
#pragma once

#include "base/json.h"

#include <optional>
#include <string_view>

namespace signalbox::api {

/// The HTTP status that a code answers with: 404 for "store.notFound".
int httpStatus(std::string_view code);
/// The stable JSON-RPC number of a code: those of the specification for rpc.*, else 1000 and the
/// HTTP status (1404 for "store.notFound").
int rpcNumber(std::string_view code);

/// {code, message, data: {code, args, subject, retryable, cause}}.
json::Object rpcError(const Error &error);
/// The other direction; none where it is no error object. (A Result of an Error could not tell the two apart.)
std::optional<Error> readRpcError(const json::Value &value);

/// The body of a failed REST call: {success: false, error, errors, details}.
json::Object restError(const Error &error);

} // namespace signalbox::api
