// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/message.h"

#include "api/errors.h"

namespace signalbox::api {

namespace {

Error invalid(const char *what)
{
    return Error("rpc.invalid", std::string("The message is no JSON-RPC 2.0 message: ") + what + ".");
}

bool readId(const json::Value &value, MessageId &id)
{
    if (value.is_int64()) {
        id = value.get_int64();
    } else if (value.is_string()) {
        id = std::string(value.get_string());
    } else if (value.is_null()) {
        id = std::monostate();
    } else {
        return false;
    }
    return true;
}

json::Value idValue(const MessageId &id)
{
    if (const auto *number = std::get_if<std::int64_t>(&id)) {
        return *number;
    }
    if (const auto *text = std::get_if<std::string>(&id)) {
        return json::Value(std::string_view(*text));
    }
    return nullptr;
}

Result<Message> readRequest(json::Object &object, bool hasId, MessageId id)
{
    Request request;
    request.id = std::move(id);
    request.isNotification = !hasId;
    for (auto &entry : object) {
        if (entry.key() == "method") {
            if (!entry.value().is_string() || entry.value().get_string().empty() || entry.value().get_string().size() > 128) {
                return invalid("\"method\" must be a text of 1 to 128 bytes");
            }
            request.method = entry.value().get_string();
        } else if (entry.key() == "params") {
            if (!entry.value().is_object()) {
                return Error("rpc.params", "The parameters of a call are an object by name.");
            }
            request.params = std::move(entry.value());
        } else if (entry.key() != "jsonrpc" && entry.key() != "id") {
            return invalid("a request has jsonrpc, id, method and params only");
        }
    }
    if (request.params.is_null()) {
        request.params.emplace_object();
    }
    return Message(std::move(request));
}

Result<Message> readResponse(json::Object &object, bool hasId, MessageId id)
{
    auto *result = object.if_contains("result");
    auto *error = object.if_contains("error");
    if (!hasId || (result != nullptr) == (error != nullptr) || object.size() != 3) {
        return invalid("an answer has jsonrpc, id, and either result or error");
    }
    if (result) {
        return Message(Response{std::move(id), std::move(*result)});
    }
    auto failure = readRpcError(*error);
    if (!failure) {
        return invalid("an error has a number \"code\" and a text \"message\"");
    }
    return Message(Response{std::move(id), std::move(*failure)});
}

json::Object envelope(std::size_t members)
{
    json::Object object;
    object.reserve(members);
    object.emplace("jsonrpc", "2.0");
    return object;
}

} // namespace

Result<Message> readMessage(json::Value &&value)
{
    if (value.is_array()) {
        return invalid("batches are not taken; send the calls one after another, their answers come as they are ready");
    }
    if (!value.is_object()) {
        return invalid("it is no object");
    }
    auto &object = value.get_object();
    const auto *version = object.if_contains("jsonrpc");
    if (!version || !version->is_string() || version->get_string() != "2.0") {
        return invalid("\"jsonrpc\" must be \"2.0\"");
    }
    const auto *idMember = object.if_contains("id");
    MessageId id;
    if (idMember && !readId(*idMember, id)) {
        return invalid("\"id\" must be a text or a whole number");
    }
    if (object.contains("method")) {
        if (idMember && idMember->is_null()) {
            return invalid("the \"id\" of a request must not be null");
        }
        return readRequest(object, idMember != nullptr, std::move(id));
    }
    return readResponse(object, idMember != nullptr, std::move(id));
}

MessageId idOf(const json::Value &value)
{
    MessageId id;
    if (const auto *member = json::find(value, "id")) {
        readId(*member, id);
    }
    return id;
}

json::Value requestMessage(const MessageId &id, std::string_view method, json::Value params)
{
    auto object = envelope(4);
    object.emplace("id", idValue(id));
    object.emplace("method", method);
    object.emplace("params", std::move(params));
    return object;
}

json::Value notificationMessage(std::string_view method, json::Value params)
{
    auto object = envelope(3);
    object.emplace("method", method);
    object.emplace("params", std::move(params));
    return object;
}

json::Value resultMessage(const MessageId &id, json::Value result)
{
    auto object = envelope(3);
    object.emplace("id", idValue(id));
    object.emplace("result", std::move(result));
    return object;
}

json::Value errorMessage(const MessageId &id, const Error &error)
{
    auto object = envelope(3);
    object.emplace("id", idValue(id));
    object.emplace("error", rpcError(error));
    return object;
}

bool isOverFrame(const json::Value &message)
{
    // A byte takes six at most, as \u00XX.
    return json::approximateSize(message) > kMaxFrameBytes / 6 && json::write(message).size() > kMaxFrameBytes;
}

Error frameTooLarge(std::string_view what)
{
    return Error("frame.tooLarge", std::string(what) + " is larger than a message may be (" + std::to_string(kMaxFrameBytes) + " bytes); ask for less at a time, or read payloads by ranges.")
        .withArg("limit", std::to_string(kMaxFrameBytes));
}

} // namespace signalbox::api
