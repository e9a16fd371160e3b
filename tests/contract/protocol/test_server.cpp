// SPDX-License-Identifier: GPL-3.0-or-later
#include "test_server.h"

#include "auth/token.h"
#include "support/test.h"
#include "transport/in_process.h"
#include "transport/websocket_client.h"

namespace signalbox::test {

std::shared_ptr<const api::Caller> WatchedHost::localCaller()
{
    auto caller = std::make_shared<api::Caller>(*m_inner.localCaller());
    caller->permissions = m_permissions;
    return caller;
}

Task<Result<json::Value>> WatchedHost::call(api::CallContext context, std::string method, json::Value params)
{
    return counted(this, std::move(context), std::move(method), std::move(params));
}

Task<Result<json::Value>> WatchedHost::counted(WatchedHost *self, api::CallContext context, std::string method, json::Value params)
{
    {
        const std::lock_guard lock(self->m_mutex);
        self->m_called.insert(method);
    }
    ++self->m_underWay;
    auto result = co_await self->m_inner.call(std::move(context), std::move(method), std::move(params));
    --self->m_underWay;
    co_return result;
}

std::set<std::string> WatchedHost::called()
{
    const std::lock_guard lock(m_mutex);
    return m_called;
}

TestServer::TestServer(ChannelKind kind, std::string folder) : m_kind(kind), m_folder(std::move(folder)), m_thread("sb-backend") {}

TestServer::~TestServer()
{
    stop();
}

void TestServer::start()
{
    const auto opened = await<Result<void>>([this] { return open(); });
    if (!opened) {
        qFatal("the server did not start: %s", opened.error().describe().c_str());
    }
    m_isRunning = true;
}

Task<Result<void>> TestServer::open()
{
    auto backend = backend::Backend::open({.folder = m_folder, .samplesFolder = sourceDir() + "/resources/samples", .passphraseCost = {1, 8192}});
    if (!backend) {
        co_return std::move(backend).error();
    }
    m_backend = std::move(*backend);
    m_services = std::make_unique<backend::ServiceHost>(*m_backend);
    m_watched = std::make_unique<WatchedHost>(*m_services);
    SB_CO_CHECK(co_await m_services->begin());
    if (m_kind == ChannelKind::InProcess) {
        m_sessions = std::make_unique<transport::SessionSet>(*m_watched, m_clock);
        m_address = "in-process";
    } else if (m_kind == ChannelKind::Local) {
        m_address = transport::localSocketPath(m_folder);
        SB_CO_TRY(server, co_await transport::LocalServer::listen(*m_watched, m_clock, m_address));
        m_local = std::move(server);
    } else {
        transport::HttpOptions options;
        options.port = m_port;
        options.version = "test";
        auto server = transport::HttpServer::listen(*m_watched, m_clock, options);
        if (!server) {
            co_return std::move(server).error();
        }
        m_http = std::move(*server);
        m_port = m_http->port();
        m_address = "ws://127.0.0.1:" + std::to_string(m_port);
    }
    co_return Result<void>();
}

void TestServer::stop()
{
    if (!std::exchange(m_isRunning, false)) {
        return;
    }
    (void)await<Result<void>>([this] { return close(); });
}

Task<Result<void>> TestServer::close()
{
    m_services->stopAccepting();
    if (m_sessions) {
        co_await m_sessions->close(Error("channel.closed", "The backend has ended.").retryable());
    }
    if (m_local) {
        co_await m_local->close();
    }
    if (m_http) {
        co_await m_http->close();
    }
    co_await m_backend->shutdown();
    m_sessions.reset();
    m_local.reset();
    m_http.reset();
    m_watched.reset();
    m_services.reset();
    m_backend.reset();
    co_return Result<void>();
}

std::string TestServer::token(std::vector<std::string> permissions)
{
    auto issued = await<Result<auth::IssuedToken>>([this, permissions] {
        return auth::issueToken(m_backend->store().tokens(), {"default", "somebody", permissions, 0}, m_backend->clock());
    });
    return issued->token;
}

client::Connector TestServer::connector(std::vector<std::string> permissions)
{
    const auto made = m_kind == ChannelKind::WebSocket ? token(permissions) : std::string();
    return [this, permissions, made](std::stop_token stop) { return connect(this, permissions, made, std::move(stop)); };
}

Task<Result<std::unique_ptr<transport::Channel>>> TestServer::connect(TestServer *self, std::vector<std::string> permissions, std::string token, std::stop_token stop)
{
    if (self->m_kind == ChannelKind::WebSocket) {
        co_return co_await transport::connectWebSocket(transport::WebSocketTarget(self->m_address, token), transport::PlainText::LoopbackOnly, stop);
    }
    if (!self->m_isRunning && self->m_kind == ChannelKind::InProcess) {
        co_return Error("channel.unreachable", "There is no backend.").retryable();
    }
    if (self->m_isRunning) {
        auto permit = [self, permissions] { self->m_watched->permitLocal(permissions); };
        co_await runOn(self->executor(), std::move(permit));
    }
    if (self->m_kind == ChannelKind::Local) {
        co_return co_await transport::connectLocal(self->m_address, stop);
    }
    auto pair = transport::makeChannelPair(*Executor::current(), self->executor());
    auto mine = std::move(pair.first);
    auto theirs = std::make_shared<std::unique_ptr<transport::Channel>>(std::move(pair.second));
    auto serve = [self, theirs] { self->m_sessions->serve(std::move(*theirs), self->m_watched->localCaller(), "in-process"); };
    co_await runOn(self->executor(), std::move(serve));
    co_return mine;
}

} // namespace signalbox::test
