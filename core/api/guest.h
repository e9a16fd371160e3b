// SPDX-License-Identifier: GPL-3.0-or-later
// A second protocol on an HTTP server's port: it has paths, tokens and errors of its own, and streams its answers.
// What it says is the guest's; sockets, limits of time and back-pressure are the transport's.
#pragma once

#include "base/async.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace signalbox::api {

/// What is known of a request before its body is read.
struct GuestHead
{
    std::string method;
    std::string path;    ///< as it came, without the query
    std::string query;
    std::string token;   ///< of "Authorization: Bearer"; may be empty
    std::string address; ///< the peer's, without its port
    std::string requestId;
};

struct GuestReply
{
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
};

/// Where the pieces of an answer go that comes bit by bit. Thread: the host's.
class GuestStream
{
public:
    virtual ~GuestStream() = default;
    /// Once, before the first piece. `head.body` is not sent.
    virtual void begin(GuestReply head) = 0;
    /// Ends when the socket has taken the bytes. Errors: channel.closed (the client has gone), cancelled.
    virtual Task<Result<void>> write(std::string bytes, std::stop_token stop) = 0;
};

/// Whoever was let in; what the guest wants to know of them.
class GuestVisitor
{
public:
    virtual ~GuestVisitor() = default;
};

/// It outlives every transport that serves it.
/// Thread: the host's, except where it says otherwise.
class Guest
{
public:
    virtual ~Guest() = default;
    /// Whether requests of a path are its own. Thread: any.
    virtual bool takes(std::string_view path) const = 0;
    /// The most bytes that a body may have. Thread: any.
    virtual std::uint64_t bodyBytes() const = 0;
    /// What is answered where the transport, admit() or read() refuse. Thread: any.
    virtual GuestReply refusal(const Error &error) const = 0;
    /// Before the body is read.
    virtual Task<Result<std::shared_ptr<const GuestVisitor>>> admit(GuestHead head) = 0;
    /// Answers as a whole, or, where `stream` was begun, gives nothing. `stop` is requested when the client has gone.
    virtual Task<std::optional<GuestReply>> answer(std::shared_ptr<const GuestVisitor> visitor, GuestHead head, std::string body, std::shared_ptr<GuestStream> stream, std::stop_token stop) = 0;
};

} // namespace signalbox::api
