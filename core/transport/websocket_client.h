// SPDX-License-Identifier: GPL-3.0-or-later
// The client's end of a WebSocket to a backend.
#pragma once

#include "transport/channel.h"

#include <memory>
#include <string>

namespace signalbox::transport {

struct WebSocketTarget
{
    // No aggregate: g++ 12.2 copies one that stands in a co_await bit by bit.
    explicit WebSocketTarget(std::string url_, std::string token_ = {}) : url(std::move(url_)), token(std::move(token_)) {}

    /// "ws://127.0.0.1:4400"; the path /api/v1/ws is added where there is none.
    std::string url;
    /// Sent as a header, never in the URL.
    std::string token;
};

/// Connects and signs in. A plain ws:// URL is taken for loopback only, unless `allowPlain` says that the
/// network is trusted. Errors: channel.url, channel.unreachable, auth.token, cancelled.
enum class PlainText { LoopbackOnly, Everywhere };
Task<Result<std::unique_ptr<Channel>>> connectWebSocket(WebSocketTarget target, PlainText plain, std::stop_token stop);

} // namespace signalbox::transport
