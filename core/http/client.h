// SPDX-License-Identifier: GPL-3.0-or-later
// The one HTTP client: whole answers, streams both ways, deadlines, vetted addresses, and effects that
// are sent at most once.
#pragma once

#include "base/async.h"
#include "http/message.h"

#include <memory>
#include <stop_token>
#include <string>

namespace signalbox::http {

class Io;
struct Exchange;

/// The body of an answer, read piece by piece. The transfer is held back while nobody reads.
/// Destroying it ends the transfer and closes its connection.
/// Thread: the one that opened it.
class BodyStream
{
public:
    BodyStream() = default;
    BodyStream(BodyStream &&) noexcept = default;
    BodyStream &operator=(BodyStream &&other) noexcept;
    ~BodyStream();

    /// The next piece, as soon as there is one; an empty one is the end. One read at a time. After an
    /// error or `stop` the stream has ended.
    /// Errors: as Client::send.
    Task<Result<std::string>> read(std::stop_token stop);
    /// The rest, as one piece.
    Task<Result<std::string>> readAll(std::stop_token stop);
    /// Ends the transfer at once.
    void close();

private:
    friend class Client;
    explicit BodyStream(std::shared_ptr<Exchange> exchange) : m_exchange(std::move(exchange)) {}
    static Task<Result<std::string>> readFrom(std::shared_ptr<Exchange> exchange, std::stop_token stop);
    static Task<Result<std::string>> readAllFrom(std::shared_ptr<Exchange> exchange, std::stop_token stop);
    std::shared_ptr<Exchange> m_exchange;
};

/// An answer whose head has come and whose body is still to be read.
struct StreamedResponse : ResponseHead
{
    BodyStream body;
};

struct ClientOptions
{
    /// What requests without a policy of their own may connect to: public addresses.
    AddressPolicy addressPolicy;
    /// For requests without one; empty: none. The environment is not looked at.
    std::string proxy;
    /// Authorities in PEM for requests without; empty: the system's.
    std::string caFile;
    std::string userAgent = "signalbox";
    /// Connections that are kept open for requests that are no effects.
    unsigned keptConnections = 32;
};

/// Sends requests. All work of the protocol runs on an I/O thread of its own; any number of requests
/// run at a time.
///
/// Errors, each with the URL without its query and credentials as subject. The arg `processed` says
/// whether the server can have acted: "no" or "unknown".
///   http.invalid        the request itself is wrong (URL, method, header, proxy)
///   http.resolve        no address for the name; retryable
///   http.addressRefused the address policy refuses where it leads (arg address)
///   http.connect        no connection; retryable
///   http.proxy          the proxy is away or refuses; retryable where it is away
///   http.tls            no trusted TLS connection (arg detail)
///   http.timeout        arg phase = connect, firstByte, idle or total; retryable
///   http.closed         the connection ended before the answer did; retryable unless it is an effect
///   http.redirect       too many, or to where it must not go (arg location)
///   http.tooLarge       the answer is over the limit (arg limit, bytes)
///   http.protocol       the answer is not HTTP, or its encoding is broken (arg detail)
///   cancelled           `stop` was requested
/// A status such as 404 is an answer, not an error (see statusError).
///
/// Thread: any that has an Executor; results come there. It outlives what it was asked to do or
/// ends it with `cancelled`.
class Client
{
public:
    explicit Client(ClientOptions options = {});
    ~Client();
    Client(const Client &) = delete;
    Client &operator=(const Client &) = delete;

    /// Sends, and gives the whole answer. When `stop` is requested the socket is closed at once.
    Task<Result<Response>> send(Request request, std::stop_token stop);

    /// Sends, and gives the answer's head as soon as it is there; the body is read from the stream.
    Task<Result<StreamedResponse>> open(Request request, std::stop_token stop);

private:
    std::shared_ptr<Io> m_io;
};

} // namespace signalbox::http
