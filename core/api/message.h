// SPDX-License-Identifier: GPL-3.0-or-later
// JSON-RPC 2.0 messages: read strictly, made in one place. Source: jsonrpc.org/specification.
#pragma once

#include "base/json.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace signalbox::api {

/// The largest message on any channel, as JSON text.
inline constexpr std::size_t kMaxFrameBytes = 4u << 20;

/// Nothing stands for a notification's missing id and for JSON null.
using MessageId = std::variant<std::monostate, std::int64_t, std::string>;

struct Request
{
    MessageId id;
    bool isNotification = false;
    std::string method;
    json::Value params; ///< an object
};

struct Response
{
    MessageId id;
    Result<json::Value> result;
};

using Message = std::variant<Request, Response>;

/// Takes a message apart. Errors: rpc.invalid (what is wrong with it; a batch is refused here),
/// rpc.params where params are no object.
Result<Message> readMessage(json::Value &&value);
/// The id of a message that could not be read, as far as it can be told.
MessageId idOf(const json::Value &value);

json::Value requestMessage(const MessageId &id, std::string_view method, json::Value params);
json::Value notificationMessage(std::string_view method, json::Value params);
json::Value resultMessage(const MessageId &id, json::Value result);
json::Value errorMessage(const MessageId &id, const Error &error);

/// Whether its JSON text is longer than a frame may be. Cheap for what is far from it.
bool isOverFrame(const json::Value &message);
/// frame.tooLarge; `what` begins the sentence ("The answer of runs.get").
Error frameTooLarge(std::string_view what);

} // namespace signalbox::api
