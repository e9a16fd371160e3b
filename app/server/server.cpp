// SPDX-License-Identifier: GPL-3.0-or-later
#include "server.h"

#include "auth/token.h"

namespace signalbox::server {

Task<Result<std::unique_ptr<Server>>> Server::start(Options options, std::string samplesFolder)
{
    std::unique_ptr<Server> server(new Server(std::move(options)));
    auto opened = co_await server->open(std::move(samplesFolder));
    if (!opened) {
        if (server->m_services) {
            co_await server->drain(std::stop_token());
        }
        co_return std::move(opened).error();
    }
    co_return server;
}

Task<Result<void>> Server::open(std::string samplesFolder)
{
    backend::BackendOptions backendOptions;
    backendOptions.folder = m_options.folder;
    backendOptions.samplesFolder = std::move(samplesFolder);
    backendOptions.pluginFolder = m_options.plugins;
    backendOptions.isShared = true;
    backendOptions.passphraseFile = m_options.passphraseFile;
    backendOptions.providerNetworks = m_options.providerNetworks;
    SB_CO_TRY(traces, telemetry::otlpOptions(telemetry::processEnvironment()));
    backendOptions.traces = std::move(traces);
    auto backend = backend::Backend::open(std::move(backendOptions));
    if (!backend) {
        co_return std::move(backend).error();
    }
    m_backend = std::move(*backend);
    m_services = std::make_unique<backend::ServiceHost>(*m_backend);

    // Who comes before it is ready hears that; who could not come at all is no reason to begin runs.
    transport::HttpOptions http;
    http.address = m_options.address;
    http.port = m_options.port;
    http.hosts = m_options.hosts;
    http.origins = m_options.origins;
    http.version = SIGNALBOX_VERSION;
    http.guest = &m_services->endpoint();
    auto listening = transport::HttpServer::listen(*m_services, m_clock, std::move(http));
    if (!listening) {
        co_return std::move(listening).error();
    }
    m_http = std::move(*listening);
    m_door.setUrl(m_http->url());
    m_services->setEndpointDoor(&m_door);
    SB_CO_TRY(local, co_await transport::LocalServer::listen(*m_services, m_clock, transport::localSocketPath(m_options.folder)));
    m_local = std::move(local);

    auto token = co_await auth::ensureFirstToken(m_backend->store().tokens(), "default", tokenFile(), m_clock);
    if (!token) {
        co_return std::move(token).error();
    }
    SB_CO_CHECK(co_await m_services->begin());
    co_return Result<void>();
}

Task<void> Server::drain(std::stop_token hurry)
{
    m_services->stopAccepting();
    if (m_http && m_options.drain > Millis(0)) {
        const auto delay = m_options.drain;
        co_await m_clock.sleep(delay, hurry);
    }
    if (m_http) {
        co_await m_http->close();
    }
    if (m_local) {
        co_await m_local->close();
    }
    co_await m_backend->shutdown();
    m_http.reset();
    m_local.reset();
}

} // namespace signalbox::server
