// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/local_socket.h"

#include "transport/in_process.h"
#include "transport/local_channel_p.h"
#include "transport/server_session.h"

#include <QFile>
#include <QLocalServer>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace signalbox::transport {

namespace {

constexpr std::size_t kMaxConnections = 128;

bool isSameUser(qintptr descriptor)
{
    ucred peer{};
    socklen_t length = sizeof peer;
    return ::getsockopt(static_cast<int>(descriptor), SOL_SOCKET, SO_PEERCRED, &peer, &length) == 0 && peer.uid == ::getuid();
}

} // namespace

std::string localSocketPath(const std::string &folder)
{
    return folder + "/signalbox.sock";
}

Task<Result<std::unique_ptr<Channel>>> connectLocal(std::string path, std::stop_token stop)
{
    auto socket = std::make_unique<QLocalSocket>();
    OneShot<Result<void>> connected;
    auto *context = socket.get();
    QObject::connect(context, &QLocalSocket::connected, context, [connected] { connected.set(Result<void>()); });
    QObject::connect(context, &QLocalSocket::errorOccurred, context, [connected, path, context] {
        connected.set(Error("channel.unreachable", "Nobody answers at the local socket \"" + path + "\": " + context->errorString().toStdString() + ".", path).retryable());
    });
    socket->connectToServer(QString::fromStdString(path));
    auto result = co_await waitFor(connected, stop);
    socket->disconnect();
    if (!result) {
        socket.release()->deleteLater();
        co_return std::move(result).error();
    }
    co_return std::unique_ptr<Channel>(std::make_unique<LocalChannel>(std::move(socket)));
}

// On the socket thread: carries messages between the sockets and the host's thread.
class SocketSide
{
public:
    explicit SocketSide(std::function<void(std::unique_ptr<Channel>)> accept) : m_accept(std::move(accept)) {}

    Result<void> listen(const std::string &path, Executor &home, Executor &host)
    {
        m_home = &home;
        m_host = &host;
        if (path.size() >= sizeof(sockaddr_un::sun_path)) {
            return Error("channel.listen", "The path of the local socket, \"" + path + "\", is longer than the system takes; name a data folder with a shorter path by --data.", path);
        }
        QLocalServer::removeServer(QString::fromStdString(path));
        QObject::connect(&m_server, &QLocalServer::newConnection, &m_server, [this] { takeConnections(); });
        if (!m_server.listen(QString::fromStdString(path))) {
            return Error("channel.listen", "The local socket \"" + path + "\" cannot be opened: " + m_server.errorString().toStdString() + ".", path);
        }
        ::chmod(path.c_str(), S_IRUSR | S_IWUSR);
        return {};
    }

private:
    struct Bridge
    {
        std::unique_ptr<LocalChannel> socket;
        std::unique_ptr<Channel> inner;
    };

    void takeConnections()
    {
        while (auto *raw = m_server.nextPendingConnection()) {
            std::unique_ptr<QLocalSocket> socket(raw);
            if (m_bridges.size() >= kMaxConnections || !isSameUser(socket->socketDescriptor())) {
                socket->abort();
                continue;
            }
            // One gauge for the whole way to the client.
            const auto unsent = std::make_shared<UnsentGauge>();
            auto [mine, theirs] = makeChannelPair(*m_home, *m_host, unsent);
            auto bridge = std::make_unique<Bridge>();
            bridge->socket = std::make_unique<LocalChannel>(std::move(socket), unsent);
            bridge->inner = std::move(mine);
            auto *key = bridge.get();
            m_bridges.emplace(key, std::move(bridge));
            key->socket->listen([key](json::Value message) { key->inner->send(std::move(message)); },
                                [this, key](const Error &reason) {
                                    key->inner->close(reason);
                                    drop(key);
                                });
            key->inner->listen(
                [key](json::Value message) { key->socket->send(std::move(message)); },
                [this, key](Error reason) {
                    key->socket->close(std::move(reason));
                    drop(key);
                });
            m_accept(std::move(theirs));
        }
    }

    // A callback of the bridge may be running.
    void drop(Bridge *key)
    {
        if (const auto found = m_bridges.find(key); found != m_bridges.end()) {
            m_home->post([bridge = std::shared_ptr<Bridge>(std::move(found->second))] {});
            m_bridges.erase(found);
        }
    }

    std::function<void(std::unique_ptr<Channel>)> m_accept;
    Executor *m_home = nullptr;
    Executor *m_host = nullptr;
    QLocalServer m_server;
    std::map<Bridge *, std::unique_ptr<Bridge>> m_bridges;
};

struct LocalServer::Private
{
    Private(api::Host &host_, Clock &clock) : host(host_), sessions(host_, clock), thread("sb-local") {}
    api::Host &host;
    std::string path;
    SessionSet sessions;
    EventThread thread;
    std::unique_ptr<SocketSide> side; // made and destroyed on the thread
    std::shared_ptr<bool> isOpen = std::make_shared<bool>(true);
};

LocalServer::LocalServer(std::unique_ptr<Private> p) : d(std::move(p)) {}

LocalServer::~LocalServer()
{
    *d->isOpen = false;
    d->thread.runBlocking([this] { d->side.reset(); });
    d->thread.stop();
}

Task<Result<std::unique_ptr<LocalServer>>> LocalServer::listen(api::Host &host, Clock &clock, std::string path)
{
    auto p = std::make_unique<Private>(host, clock);
    p->path = path;
    auto *raw = p.get();
    auto accept = [raw, open = p->isOpen, executor = &host.executor()](std::unique_ptr<Channel> channel) {
        executor->post([raw, open, channel = std::move(channel)]() mutable {
            if (*open) {
                raw->sessions.serve(std::move(channel), raw->host.localCaller(), "local");
            }
        });
    };
    auto listenThere = [raw, accept, path] {
        raw->side = std::make_unique<SocketSide>(accept);
        return raw->side->listen(path, raw->thread.executor(), raw->host.executor());
    };
    auto listening = co_await runOn(p->thread.executor(), std::move(listenThere));
    std::unique_ptr<LocalServer> server(new LocalServer(std::move(p)));
    if (!listening) {
        co_return std::move(listening).error();
    }
    co_return server;
}

Task<void> LocalServer::close()
{
    *d->isOpen = false;
    co_await d->sessions.close(Error("channel.closed", "The backend has ended.").retryable());
    const auto end = [this] { d->side.reset(); };
    co_await runOn(d->thread.executor(), end);
}

} // namespace signalbox::transport
