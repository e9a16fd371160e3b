// SPDX-License-Identifier: GPL-3.0-or-later
// The server for clients elsewhere: REST, OpenAPI, health and WebSocket on one port, by Boost.Beast.
#pragma once

#include "api/guest.h"
#include "api/host.h"
#include "base/clock.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace signalbox::transport {

struct HttpLimits
{
    std::size_t headerBytes = 16u << 10;
    std::size_t bodyBytes = 4u << 20;         ///< after sign-in; before it no body is read
    std::size_t strangerFrameBytes = 64u << 10; ///< of a WebSocket that is not signed in
    // Whoever is slower than this is disconnected.
    Millis headerTime{10'000};                ///< from the connection, or the answer before, to the last header
    Millis bodyTime{30'000};
    Millis writeTime{30'000};
    Millis callTime{60'000};                  ///< a REST call that takes longer is answered by http.timeout
    Millis idleTime{60'000};                  ///< of a WebSocket, pings included
    std::size_t connections = 512;
};

struct HttpOptions
{
    std::string address = "127.0.0.1"; ///< loopback unless somebody says otherwise
    std::uint16_t port = 0;            ///< 0: any that is free
    std::vector<std::string> hosts;    ///< names by which clients may call it, beside numbers and localhost
    std::vector<std::string> origins;  ///< pages that may talk to it, beside its own
    std::string version;
    /// Answers on paths of its own; null: there is none.
    api::Guest *guest = nullptr;
    /// The guest alone: no REST, no WebSocket, nothing that an ordinary token opens.
    bool isGuestOnly = false;
    HttpLimits limits;
};

/// Listens, on an I/O thread of its own. Sockets, HTTP and JSON text stay on that thread; calls are carried
/// out on the host's.
/// Thread: the host's; made, closed and destroyed there.
class HttpServer
{
public:
    /// Errors: channel.listen.
    static Result<std::unique_ptr<HttpServer>> listen(api::Host &host, Clock &clock, HttpOptions options);
    ~HttpServer();
    HttpServer(const HttpServer &) = delete;
    HttpServer &operator=(const HttpServer &) = delete;

    std::uint16_t port() const;
    /// "http://127.0.0.1:4400".
    std::string url() const;

    /// Lets nobody in any more; calls under way get their stop token and their answers go out; WebSockets are
    /// closed with "going away".
    Task<void> close();

private:
    struct Private;
    explicit HttpServer(std::unique_ptr<Private> p);
    std::unique_ptr<Private> d;
};

} // namespace signalbox::transport
