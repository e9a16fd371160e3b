// SPDX-License-Identifier: GPL-3.0-or-later
// A backend, its services and its transports, put together: what signalboxd is once it runs.
#pragma once

#include "options.h"

#include "backend/service_host.h"
#include "transport/http_server.h"
#include "transport/local_socket.h"

#include <memory>
#include <stop_token>
#include <string>

namespace signalbox::server {

/// The endpoint is at the server's own address.
class ServerDoor final : public backend::EndpointDoor
{
public:
    void setUrl(std::string url) { m_url = std::move(url); }
    std::string url() const override { return m_url; }
    bool hasOwnPort() const override { return false; }
    Task<Result<void>> open(std::uint16_t) override { co_return Result<void>(); }
    Task<void> close() override { co_return; }

private:
    std::string m_url;
};

/// Thread: one, with an Executor.
class Server
{
public:
    /// Takes the folder, listens, and goes on with what was interrupted. `options.folder` is set.
    /// Errors: data.held, data.folder, store.*, channel.listen, auth.io.
    static Task<Result<std::unique_ptr<Server>>> start(Options options, std::string samplesFolder);

    std::string url() const { return m_http->url(); }
    std::string tokenFile() const { return tokenFileOf(m_options.folder); }

    /// Not ready any more for as long as the options say (`hurry` cuts it short); then lets nobody in, lets what is
    /// under way end, and closes.
    Task<void> drain(std::stop_token hurry);

private:
    explicit Server(Options options) : m_options(std::move(options)) {}
    static std::string tokenFileOf(const std::string &folder) { return folder + "/token"; }
    Task<Result<void>> open(std::string samplesFolder);

    // In the order of their making.
    Options m_options;
    SystemClock m_clock;
    ServerDoor m_door;
    std::unique_ptr<backend::Backend> m_backend;
    std::unique_ptr<backend::ServiceHost> m_services;
    std::unique_ptr<transport::LocalServer> m_local;
    std::unique_ptr<transport::HttpServer> m_http;
};

} // namespace signalbox::server
