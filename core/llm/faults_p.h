// SPDX-License-Identifier: GPL-3.0-or-later
// What a server or the transport says of a failure, brought to the codes of this room.
#pragma once

#include "llm/dialect.h"

namespace signalbox::llm {

/// The error of a fault, without a subject. Retryable by its kind.
Error faultError(const ServerFault &fault);

/// What stands in an error body or event, whatever the provider: {error: {message, type, code, status, details}},
/// {error: "…"}, {message}, {detail}. None where it is none of them.
std::optional<ServerFault> readFault(const json::Value &body, int status);

/// The same of a whole answer that is no success. `body` may be anything.
Error answerError(const http::ResponseHead &head, std::string_view body, UnixMillis now);

/// An error of the HTTP client in the words of this room, with it as the cause.
Error transportError(Error error);

/// llm.badAnswer: what came is not what the API promises.
Error badAnswer(std::string what);
/// llm.streamCut.
Error streamCut();
/// llm.invalid.
Error invalidRequest(std::string what);
/// llm.unsupported.
Error unsupported(std::string what);

/// Takes the key, and with `redact` all secrets, out of everything that an error says, and only then shortens what the
/// server said to what can be shown: half a secret at the cut would be known by nobody.
Error presentable(Error error, const std::string &key, const std::function<std::string(std::string)> &redact);

} // namespace signalbox::llm
