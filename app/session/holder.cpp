// SPDX-License-Identifier: GPL-3.0-or-later
#include "holder.h"

#include "backend/service_host.h"
#include "transport/http_server.h"
#include "transport/local_socket.h"
#include "transport/server_session.h"

namespace signalbox::session {

namespace {

/// Loopback only, and nothing but the endpoint: the rest of the protocol goes over the folder's socket.
class LoopbackDoor final : public backend::EndpointDoor
{
public:
    LoopbackDoor(backend::ServiceHost &host, Clock &clock) : m_host(host), m_clock(clock) {}

    std::string url() const override { return m_server ? m_server->url() : std::string(); }
    bool hasOwnPort() const override { return true; }
    Task<Result<void>> open(std::uint16_t port) override
    {
        if (m_isEnding) {
            co_return ending();
        }
        if (m_server && (port == m_port || port == m_server->port())) {
            co_return Result<void>();
        }
        transport::HttpOptions options;
        options.port = port;
        options.guest = &m_host.endpoint();
        options.isGuestOnly = true;
        auto listening = transport::HttpServer::listen(m_host, m_clock, std::move(options));
        if (!listening) {
            co_return std::move(listening).error();
        }
        co_await close();
        if (m_isEnding) {
            co_await (*listening)->close();
            co_return ending();
        }
        m_server = std::move(*listening);
        m_port = port;
        co_return Result<void>();
    }
    Task<void> close() override
    {
        if (auto server = std::move(m_server)) {
            co_await server->close();
        }
    }
    /// Closes it for good.
    Task<void> end()
    {
        m_isEnding = true;
        co_await close();
    }

private:
    static Error ending() { return Error("engine.stopping", "The backend ends just now; nothing is opened any more.").retryable(); }

    backend::ServiceHost &m_host;
    Clock &m_clock;
    std::unique_ptr<transport::HttpServer> m_server;
    std::uint16_t m_port = 0; ///< as it was asked for
    bool m_isEnding = false;
};

} // namespace

// In the order of their making; they end in the opposite one.
struct Holder::Private
{
    explicit Private(std::unique_ptr<backend::Backend> opened) : backend(std::move(opened)), host(*backend), door(host, backend->clock()), sessions(host, backend->clock())
    {
        host.setEndpointDoor(&door);
    }

    std::unique_ptr<backend::Backend> backend;
    backend::ServiceHost host;
    LoopbackDoor door;
    transport::SessionSet sessions;
    std::unique_ptr<transport::LocalServer> local;
};

Holder::Holder(std::unique_ptr<Private> p) : d(std::move(p)) {}

Holder::~Holder() = default;

Task<Result<std::unique_ptr<Holder>>> Holder::open(backend::BackendOptions options)
{
    const auto socket = transport::localSocketPath(options.folder);
    auto backend = backend::Backend::open(std::move(options));
    if (!backend) {
        co_return std::move(backend).error();
    }
    std::unique_ptr<Holder> holder(new Holder(std::make_unique<Private>(std::move(*backend))));
    auto begun = co_await holder->d->host.begin();
    if (!begun) {
        co_await holder->close();
        co_return std::move(begun).error();
    }
    auto local = co_await transport::LocalServer::listen(holder->d->host, holder->d->backend->clock(), socket);
    if (!local) {
        co_await holder->close();
        co_return std::move(local).error();
    }
    holder->d->local = std::move(*local);
    co_return std::move(holder);
}

api::Host &Holder::host()
{
    return d->host;
}

Clock &Holder::clock()
{
    return d->backend->clock();
}

void Holder::serveOwner(std::unique_ptr<transport::Channel> channel)
{
    d->sessions.serve(std::move(channel), d->host.localCaller(), "local");
}

void Holder::stopAccepting()
{
    d->host.stopAccepting();
}

Task<void> Holder::close()
{
    d->host.stopAccepting();
    if (d->local) {
        co_await d->local->close();
    }
    co_await d->door.end();
    co_await d->sessions.close(Error("channel.closed", "The backend ends.").retryable());
    co_await d->backend->shutdown();
}

} // namespace signalbox::session
