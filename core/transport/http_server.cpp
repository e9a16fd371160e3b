// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/http_server.h"

#include "api/openapi.h"
#include "base/log.h"
#include "transport/http_core_p.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>

namespace signalbox::transport {

namespace asio = boost::asio;
using asio::ip::tcp;

struct HttpServer::Private
{
    CorePtr core;
    std::unique_ptr<tcp::acceptor> acceptor;
    std::uint16_t port = 0;
    std::optional<asio::executor_work_guard<asio::io_context::executor_type>> work;
    std::thread thread;
};

namespace {

// How long the last answers have to leave when the server closes.
constexpr std::chrono::milliseconds kLastOrders{1000};

class Counted
{
public:
    explicit Counted(CorePtr core) : m_core(std::move(core)) { ++m_core->connections; }
    ~Counted()
    {
        if (m_core && --m_core->connections == 0 && m_core->isClosing) {
            m_core->lastOrders.cancel();
        }
    }
    Counted(Counted &&other) noexcept : m_core(std::move(other.m_core)) {}
    Counted &operator=(Counted &&) = delete;

private:
    CorePtr m_core;
};

asio::awaitable<void> serveCounted(CorePtr core, boost::beast::tcp_stream stream, std::string peer, Counted)
{
    co_await serveHttp(std::move(core), std::move(stream), std::move(peer));
}

asio::awaitable<void> acceptAll(CorePtr core, tcp::acceptor *acceptor)
{
    asio::steady_timer pause(core->io);
    while (!core->isClosing) {
        boost::system::error_code failed;
        auto socket = co_await acceptor->async_accept(asio::redirect_error(asio::use_awaitable, failed));
        if (core->isClosing || failed == asio::error::operation_aborted) {
            co_return;
        }
        if (failed) {
            // Most often no descriptors are left: some connection must end first.
            log::warning("transport", "a connection could not be accepted", {{"error", failed.message()}});
            pause.expires_after(std::chrono::milliseconds(100));
            co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, failed));
            continue;
        }
        if (core->connections >= core->options.limits.connections) {
            socket.close(failed);
            continue;
        }
        socket.set_option(tcp::no_delay(true), failed);
        const auto peer = socket.remote_endpoint(failed);
        if (failed) {
            continue;
        }
        Counted counted(core);
        asio::co_spawn(core->io, serveCounted(core, boost::beast::tcp_stream(std::move(socket)), peer.address().to_string(), std::move(counted)), asio::detached);
    }
}

} // namespace

HttpServer::HttpServer(std::unique_ptr<Private> p) : d(std::move(p)) {}

HttpServer::~HttpServer()
{
    if (!d->thread.joinable()) {
        return;
    }
    // Without close(): what is under way is cut off.
    d->core->isClosing = true;
    d->core->calls.reset();
    d->core->sessions.reset();
    d->core->isDone = true;
    d->work.reset();
    d->core->io.stop();
    d->thread.join();
}

Result<std::unique_ptr<HttpServer>> HttpServer::listen(api::Host &host, Clock &clock, HttpOptions options)
{
    auto p = std::make_unique<Private>();
    const auto address = options.address == "localhost" ? std::string("127.0.0.1") : options.address;
    const auto where = options.address + ":" + std::to_string(options.port);
    p->core = std::make_shared<HttpCore>(host, clock, std::move(options));
    boost::system::error_code failed;
    const auto parsed = asio::ip::make_address(address, failed);
    if (failed) {
        return Error("channel.listen", "\"" + where + "\" is no address to listen at; it looks like 127.0.0.1:4400.", where);
    }
    p->acceptor = std::make_unique<tcp::acceptor>(p->core->io);
    const tcp::endpoint endpoint(parsed, p->core->options.port);
    p->acceptor->open(endpoint.protocol(), failed);
    if (!failed) {
        p->acceptor->set_option(tcp::acceptor::reuse_address(true), failed);
    }
    if (!failed) {
        p->acceptor->bind(endpoint, failed);
    }
    if (!failed) {
        p->acceptor->listen(asio::socket_base::max_listen_connections, failed);
    }
    if (failed) {
        return Error("channel.listen", "Signalbox cannot listen at \"" + where + "\": " + failed.message() + ". Name another address by --listen.", where);
    }
    p->port = p->acceptor->local_endpoint(failed).port();
    auto &core = *p->core;
    core.options.hosts.push_back(core.options.address);
    core.openApi = json::write(api::openApiDocument(core.options.version));
    core.sessions = std::make_unique<SessionSet>(host, clock);
    core.calls = std::make_unique<TaskScope>();
    p->work.emplace(core.io.get_executor());
    asio::co_spawn(core.io, acceptAll(p->core, p->acceptor.get()), asio::detached);
    p->thread = std::thread([io = p->core] {
        pthread_setname_np(pthread_self(), "sb-http");
        io->io.run();
        if (io->onEnd) {
            io->onEnd();
        }
    });
    return std::unique_ptr<HttpServer>(new HttpServer(std::move(p)));
}

std::uint16_t HttpServer::port() const
{
    return d->port;
}

std::string HttpServer::url() const
{
    const auto &address = d->core->options.address;
    const bool isV6 = address.find(':') != std::string::npos;
    return "http://" + (isV6 ? "[" + address + "]" : address) + ":" + std::to_string(d->port);
}

Task<void> HttpServer::close()
{
    if (d->core->isClosing.exchange(true)) {
        co_return;
    }
    asio::post(d->core->io, [core = d->core, acceptor = d->acceptor.get()] {
        boost::system::error_code ignored;
        acceptor->close(ignored);
        const auto open = core->open;
        for (auto *connection : open) {
            connection->closeIfIdle();
        }
    });
    auto &executor = d->core->host.executor();
    co_await d->core->sessions->close(Error("channel.closed", "The backend is shutting down.").retryable());
    co_await d->core->calls->close();
    d->core->calls.reset();
    d->core->sessions.reset();
    // Answers and close frames leave, for as long as kLastOrders: the loop ends when no connection is left.
    OneShot<bool> ended;
    d->core->onEnd = [ended, home = &executor] { home->post([ended] { ended.set(true); }); };
    asio::post(d->core->io, [core = d->core] {
        if (core->connections == 0) {
            return;
        }
        core->lastOrders.expires_after(kLastOrders);
        core->lastOrders.async_wait([core](const boost::system::error_code &cancelled) {
            if (cancelled) {
                return;
            }
            const auto open = core->open;
            for (auto *connection : open) {
                connection->closeNow();
            }
        });
    });
    d->work.reset();
    co_await ended.wait();
    d->core->isDone = true;
    d->thread.join();
}

} // namespace signalbox::transport
