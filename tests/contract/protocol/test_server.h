// SPDX-License-Identifier: GPL-3.0-or-later
// A real backend on a thread of its own, served over one kind of channel; it can be ended and begun again
// over the same folder at the same address.
#pragma once

#include "backend/service_host.h"
#include "client/client.h"
#include "transport/http_server.h"
#include "transport/local_socket.h"
#include "transport/server_session.h"

#include <QSemaphore>

#include <set>

namespace signalbox::test {

enum class ChannelKind { InProcess, Local, WebSocket };

/// A host that remembers which calls were made and how many are under way, and can lower what local
/// callers may do.
class WatchedHost final : public api::Host
{
public:
    explicit WatchedHost(api::Host &inner) : m_inner(inner) {}

    Executor &executor() override { return m_inner.executor(); }
    Task<Result<std::shared_ptr<const api::Caller>>> signIn(api::Credential credential) override { return m_inner.signIn(std::move(credential)); }
    std::shared_ptr<const api::Caller> localCaller() override;
    Task<Result<json::Value>> call(api::CallContext context, std::string method, json::Value params) override;
    bool isReady() const override { return m_inner.isReady(); }

    /// What local callers may do from now on.
    void permitLocal(std::vector<std::string> permissions) { m_permissions = std::move(permissions); }
    std::size_t underWay() const { return m_underWay; }
    std::set<std::string> called();

private:
    static Task<Result<json::Value>> counted(WatchedHost *self, api::CallContext context, std::string method, json::Value params);

    api::Host &m_inner;
    std::vector<std::string> m_permissions{"*"};
    std::atomic<std::size_t> m_underWay = 0;
    std::mutex m_mutex;
    std::set<std::string> m_called;
};

class TestServer
{
public:
    TestServer(ChannelKind kind, std::string folder);
    ~TestServer();

    void start();
    void stop();

    /// Connects somebody who may do `permissions`; to be used on the caller's thread.
    client::Connector connector(std::vector<std::string> permissions = {"*"});
    /// A new token. WebSocket or not.
    std::string token(std::vector<std::string> permissions);
    std::string address() const { return m_address; }

    backend::Backend &backend() { return *m_backend; }
    WatchedHost &host() { return *m_watched; }
    Executor &executor() { return m_thread.executor(); }
    bool isRunning() const { return m_isRunning; }
    /// Lets time pass for the transports, whose clock stands still otherwise.
    void advance(Millis by) { m_thread.runBlocking([this, by] { m_clock.advance(by); }); }

    /// Runs a function on the backend's thread and waits for it.
    template<typename F>
    auto on(F work)
    {
        using R = std::invoke_result_t<F &>;
        if constexpr (std::is_void_v<R>) {
            m_thread.runBlocking([&] { work(); });
        } else {
            std::optional<R> result;
            m_thread.runBlocking([&] { result.emplace(work()); });
            return std::move(*result);
        }
    }
    /// Carries a task out on the backend's thread and waits for its end.
    template<typename T>
    T await(std::function<Task<T>()> make)
    {
        std::optional<T> result;
        QSemaphore done;
        m_thread.executor().post([&] { finish<T>(make, &result, &done); });
        done.acquire();
        return std::move(*result);
    }

private:
    template<typename T>
    static Task<void> finish(std::function<Task<T>()> make, std::optional<T> *result, QSemaphore *done)
    {
        auto value = co_await make();
        result->emplace(std::move(value));
        done->release();
    }
    Task<Result<void>> open();
    Task<Result<void>> close();
    static Task<Result<std::unique_ptr<transport::Channel>>> connect(TestServer *self, std::vector<std::string> permissions, std::string token, std::stop_token stop);

    const ChannelKind m_kind;
    const std::string m_folder;
    std::string m_address;
    std::uint16_t m_port = 0;
    bool m_isRunning = false;
    VirtualClock m_clock; // the transports'
    EventThread m_thread;
    std::unique_ptr<backend::Backend> m_backend;
    std::unique_ptr<backend::ServiceHost> m_services;
    std::unique_ptr<WatchedHost> m_watched;
    std::unique_ptr<transport::SessionSet> m_sessions;
    std::unique_ptr<transport::LocalServer> m_local;
    std::unique_ptr<transport::HttpServer> m_http;
};

} // namespace signalbox::test
