// SPDX-License-Identifier: GPL-3.0-or-later
// What the connections of an HTTP server share, and the way from its I/O thread to the host's and back.
#pragma once

#include "base/task_scope.h"
#include "transport/http_server.h"
#include "transport/server_session.h"

#include <atomic>
#include <functional>
#include <set>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>

namespace signalbox::transport {

/// A connection, as the server ends it. Thread: the I/O thread's.
class Closable
{
public:
    virtual ~Closable() = default;
    /// Ends it if it waits for a request.
    virtual void closeIfIdle() = 0;
    virtual void closeNow() = 0;
};

struct HttpCore
{
    HttpCore(api::Host &host_, Clock &clock_, HttpOptions options_) : host(host_), clock(clock_), options(std::move(options_)) {}

    api::Host &host;
    Clock &clock;
    HttpOptions options;
    boost::asio::io_context io{1};
    std::string openApi;
    std::atomic<std::size_t> connections = 0;
    std::atomic<bool> isClosing = false;
    std::set<Closable *> open;            ///< on the I/O thread
    boost::asio::steady_timer lastOrders{io}; ///< while it closes: when those that are left are cut off
    std::function<void()> onEnd;          ///< called on the I/O thread when its loop ends; set before it can
    bool isDone = false;                  ///< on the host's thread: nothing is run by `io` any more

    // On the host's thread; null once the server is closed.
    std::unique_ptr<SessionSet> sessions;
    std::unique_ptr<TaskScope> calls;
};

using CorePtr = std::shared_ptr<HttpCore>;
using HttpRequest = boost::beast::http::request<boost::beast::http::string_body>;

template<typename T>
Task<void> forward(Task<Result<T>> task, std::function<void(Result<T>)> answer)
{
    auto result = co_await task;
    answer(std::move(result));
}

/// Carries out `make(stop)` on the host's thread and gives its result on the I/O thread.
template<typename T, typename Make>
boost::asio::awaitable<Result<T>> onHost(CorePtr core, Make make)
{
    namespace asio = boost::asio;
    asio::any_io_executor home = co_await asio::this_coro::executor;
    auto initiate = [core, home, make](auto handler) {
        using Handler = decltype(handler);
        auto shared = std::make_shared<Handler>(std::move(handler));
        auto answer = [home, shared](Result<T> result) {
            asio::post(home, [shared, result = std::make_shared<Result<T>>(std::move(result))] { std::move (*shared)(std::move(*result)); });
        };
        core->host.executor().post([core, make, answer] {
            if (!core->calls) {
                answer(Error("engine.stopping", "The backend is shutting down; try again in a moment.").retryable());
                return;
            }
            core->calls->start([&](std::stop_token stop) { return forward<T>(make(stop), answer); });
        });
    };
    co_return co_await asio::async_initiate<const asio::use_awaitable_t<> &, void(Result<T>)>(std::move(initiate), asio::use_awaitable);
}

/// Serves one connection until it ends; `peer` is its address.
boost::asio::awaitable<void> serveHttp(CorePtr core, boost::beast::tcp_stream stream, std::string peer);

/// Serves an upgraded connection until it ends. `caller` null: it signs in by its first message.
boost::asio::awaitable<void> serveWebSocket(CorePtr core, boost::beast::tcp_stream stream, HttpRequest request, std::shared_ptr<const api::Caller> caller, std::string peer);

} // namespace signalbox::transport
