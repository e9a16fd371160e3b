// SPDX-License-Identifier: GPL-3.0-or-later
// A cheap call from end to end: client, channel, session, registry, handler, and the way back. The backend
// is a thread of its own, as it is in the product. Counters: p50 and p99 of single calls, in microseconds.
#include "auth/token.h"
#include "backend/service_host.h"
#include "client/client.h"
#include "transport/http_server.h"
#include "transport/in_process.h"
#include "transport/local_socket.h"
#include "transport/server_session.h"
#include "transport/websocket_client.h"

#include <QCoreApplication>
#include <QSemaphore>
#include <QTemporaryDir>

#include <benchmark/benchmark.h>

using namespace signalbox;

namespace {

enum class Kind { InProcess, Local, WebSocket };

class Bench
{
public:
    explicit Bench(Kind kind) : m_thread("sb-backend")
    {
        QSemaphore done;
        m_thread.executor().post([&] { open(kind, &done); });
        done.acquire();
        m_client = std::make_unique<client::Client>(connector(kind), m_clock);
        if (!await(m_client->connect({}))) {
            std::abort();
        }
    }
    ~Bench()
    {
        m_client.reset();
        QSemaphore done;
        m_thread.executor().post([&] { close(&done); });
        done.acquire();
    }

    client::Client &client() { return *m_client; }

    template<typename T>
    static T await(Task<T> task)
    {
        std::optional<T> value;
        auto keep = [](Task<T> inner, std::optional<T> *out) -> Task<void> { *out = co_await inner; };
        auto running = keep(std::move(task), &value);
        while (!value) {
            QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
        }
        return std::move(*value);
    }

private:
    Task<void> open(Kind kind, QSemaphore *done)
    {
        m_backend = std::move(*backend::Backend::open({.folder = m_folder.path().toStdString(), .samplesFolder = {}}));
        m_services = std::make_unique<backend::ServiceHost>(*m_backend);
        (void)co_await m_services->begin();
        if (kind == Kind::InProcess) {
            m_sessions = std::make_unique<transport::SessionSet>(*m_services, m_serverClock);
        } else if (kind == Kind::Local) {
            auto server = co_await transport::LocalServer::listen(*m_services, m_serverClock, transport::localSocketPath(m_folder.path().toStdString()));
            m_local = std::move(*server);
        } else {
            m_http = std::move(*transport::HttpServer::listen(*m_services, m_serverClock, {}));
            auth::TokenRequest request{"default", "bench", {"*"}, 0};
            auto issued = co_await auth::issueToken(m_backend->store().tokens(), std::move(request), m_serverClock);
            m_token = issued->token;
        }
        done->release();
    }
    Task<void> close(QSemaphore *done)
    {
        const Error reason("channel.closed", "The end.");
        if (m_sessions) {
            co_await m_sessions->close(reason);
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
        m_services.reset();
        m_backend.reset();
        done->release();
    }

    client::Connector connector(Kind kind)
    {
        if (kind == Kind::Local) {
            return [this](std::stop_token stop) { return transport::connectLocal(transport::localSocketPath(m_folder.path().toStdString()), std::move(stop)); };
        }
        if (kind == Kind::WebSocket) {
            return [this](std::stop_token stop) {
                return transport::connectWebSocket(transport::WebSocketTarget("ws://127.0.0.1:" + std::to_string(m_http->port()), m_token), transport::PlainText::LoopbackOnly, std::move(stop));
            };
        }
        return [this](std::stop_token) { return connectInProcess(this); };
    }
    static Task<Result<std::unique_ptr<transport::Channel>>> connectInProcess(Bench *self)
    {
        auto pair = transport::makeChannelPair(*Executor::current(), self->m_thread.executor());
        auto mine = std::move(pair.first);
        auto theirs = std::make_shared<std::unique_ptr<transport::Channel>>(std::move(pair.second));
        auto serve = [self, theirs] { self->m_sessions->serve(std::move(*theirs), self->m_services->localCaller(), "in-process"); };
        co_await runOn(self->m_thread.executor(), std::move(serve));
        co_return mine;
    }

    QTemporaryDir m_folder;
    SystemClock m_clock;
    SystemClock m_serverClock;
    EventThread m_thread;
    std::string m_token;
    std::unique_ptr<backend::Backend> m_backend;
    std::unique_ptr<backend::ServiceHost> m_services;
    std::unique_ptr<transport::SessionSet> m_sessions;
    std::unique_ptr<transport::LocalServer> m_local;
    std::unique_ptr<transport::HttpServer> m_http;
    std::unique_ptr<client::Client> m_client;
};

double at(std::vector<double> &sorted, double part)
{
    return sorted.empty() ? 0 : sorted[std::min(sorted.size() - 1, static_cast<std::size_t>(static_cast<double>(sorted.size()) * part))];
}

void roundtrip(benchmark::State &state, Kind kind)
{
    Bench bench(kind);
    std::vector<double> micros;
    std::int64_t wrong = 0;
    for (auto _ : state) {
        const auto before = std::chrono::steady_clock::now();
        const auto answer = Bench::await(bench.client().call<api::SystemInfoCall>({}));
        micros.push_back(std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - before).count());
        wrong += answer && answer->workspace == "default" ? 0 : 1;
    }
    if (wrong > 0) {
        state.SkipWithError("a call was not answered");
    }
    std::sort(micros.begin(), micros.end());
    state.counters["p50_us"] = at(micros, 0.5);
    state.counters["p99_us"] = at(micros, 0.99);
}

Task<void> ask(client::Client *client, std::int64_t count, std::int64_t *answered)
{
    for (std::int64_t i = 0; i < count; ++i) {
        const auto answer = co_await client->call<api::SystemInfoCall>({});
        *answered += answer ? 1 : 0;
    }
}

/// As many callers at once as the argument: what a call costs when the way is full.
void throughput(benchmark::State &state, Kind kind)
{
    constexpr std::int64_t kEach = 50;
    Bench bench(kind);
    std::int64_t calls = 0;
    for (auto _ : state) {
        std::int64_t answered = 0;
        std::vector<Task<void>> callers;
        for (std::int64_t i = 0; i < state.range(0); ++i) {
            callers.push_back(ask(&bench.client(), kEach, &answered));
        }
        while (answered < state.range(0) * kEach) {
            QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
        }
        calls += answered;
    }
    state.counters["us_per_call"] = benchmark::Counter(static_cast<double>(calls) / 1e6, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

void inProcess(benchmark::State &state) { roundtrip(state, Kind::InProcess); }
void local(benchmark::State &state) { roundtrip(state, Kind::Local); }
void webSocket(benchmark::State &state) { roundtrip(state, Kind::WebSocket); }
void manyInProcess(benchmark::State &state) { throughput(state, Kind::InProcess); }
void manyWebSocket(benchmark::State &state) { throughput(state, Kind::WebSocket); }

} // namespace

BENCHMARK(inProcess)->Name("protocol/roundtrip/inprocess")->UseRealTime()->Unit(benchmark::kMicrosecond);
BENCHMARK(local)->Name("protocol/roundtrip/local")->UseRealTime()->Unit(benchmark::kMicrosecond);
BENCHMARK(webSocket)->Name("protocol/roundtrip/websocket")->UseRealTime()->Unit(benchmark::kMicrosecond);
BENCHMARK(manyInProcess)->Name("protocol/throughput/inprocess")->Arg(64)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(manyWebSocket)->Name("protocol/throughput/websocket")->Arg(64)->UseRealTime()->Unit(benchmark::kMillisecond);

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    Executor executor;
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
