// SPDX-License-Identifier: GPL-3.0-or-later
// What the HTTP server does not take: foreign hosts and pages, large and slow requests, strangers.
#include "auth/token.h"
#include "backend/service_host.h"
#include "http_peer.h"
#include "transport/http_server.h"

#include <QTemporaryDir>
#include <QWebSocket>

#include <limits>

using namespace signalbox;

namespace {
const std::string kPause = R"({"nodes":[{"id":"pause","type":"wait","config":{"duration":"1h"}}]})";
} // namespace

class TestServerLimits : public SignalboxTest
{
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_folder;
    SystemClock m_clock;
    std::unique_ptr<backend::Backend> m_backend;
    std::unique_ptr<backend::ServiceHost> m_services;
    std::unique_ptr<transport::HttpServer> m_server;
    std::string m_token;

    // Limits that a test can wait for.
    void listen(const std::function<void(transport::HttpOptions &)> &change = {})
    {
        transport::HttpOptions options;
        options.hosts = {"box.example"};
        options.origins = {"https://pages.example"};
        if (change) {
            change(options);
        }
        m_server = std::move(*transport::HttpServer::listen(*m_services, m_clock, std::move(options)));
    }
    test::HttpPeer peer() { return test::HttpPeer(m_server->port(), m_token); }
    test::HttpAnswer withHeaders(const std::string &headers)
    {
        test::HttpPeer one(m_server->port());
        one.send("GET /api/v1/system HTTP/1.1\r\nAuthorization: Bearer " + m_token + "\r\n" + headers + "\r\n");
        return one.answer();
    }
    struct Closed
    {
        bool ended = false;
        int code = 0;
        QString reason;
        QByteArray got;
    };
    // A WebSocket that sends `texts` once it is connected, until so many answers have come or it ends.
    Closed webSocket(const QByteArrayList &texts, bool withToken, int answers = std::numeric_limits<int>::max())
    {
        Closed closed;
        int came = 0;
        QWebSocket socket;
        QObject::connect(&socket, &QWebSocket::textMessageReceived, &socket, [&](const QString &got) {
            closed.got += got.toUtf8();
            ++came;
        });
        QObject::connect(&socket, &QWebSocket::connected, &socket, [&] {
            for (const auto &text : texts) {
                socket.sendTextMessage(QString::fromUtf8(text));
            }
        });
        QObject::connect(&socket, &QWebSocket::disconnected, &socket, [&] { closed.ended = true; });
        QNetworkRequest request(QUrl(QStringLiteral("ws://127.0.0.1:%1/api/v1/ws").arg(m_server->port())));
        if (withToken) {
            request.setRawHeader("Authorization", "Bearer " + QByteArray::fromStdString(m_token));
        }
        socket.open(request);
        test::pumpUntil([&] { return closed.ended || came >= answers; });
        QObject::disconnect(&socket, nullptr, nullptr, nullptr);
        closed.code = static_cast<int>(socket.closeCode());
        closed.reason = socket.closeReason();
        return closed;
    }

protected:
    void setUp() override
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_backend = std::move(*backend::Backend::open({.folder = m_folder->path().toStdString(), .samplesFolder = {}}));
        m_services = std::make_unique<backend::ServiceHost>(*m_backend);
        QVERIFY(test::await(m_services->begin()).ok());
        m_token = test::await(auth::issueToken(m_backend->store().tokens(), {"default", "tester", {"*"}, 0}, m_clock))->token;
    }
    void tearDown() override
    {
        if (m_server) {
            test::await(m_server->close());
        }
        m_server.reset();
        test::await(m_backend->shutdown());
        m_services.reset();
        m_backend.reset();
        m_folder.reset();
    }

private Q_SLOTS:
    void takesOnlyItsOwnNames()
    {
        listen();
        for (const char *host : {"127.0.0.1", "localhost", "localhost:99", "[::1]:1", "BOX.example", "box.example:443"}) {
            QVERIFY2(withHeaders("Host: " + std::string(host) + "\r\n").status == 200, host);
        }
        for (const char *host : {"evil.example", "127.0.0.1.evil.example", "box.example.evil", "a b", "[::1", "box.example:x", "", "user@127.0.0.1"}) {
            const auto answer = withHeaders("Host: " + std::string(host) + "\r\n");
            QVERIFY2(answer.status == 421 && answer.code() == "http.host", host);
        }
        QCOMPARE(withHeaders("").status, 421);
        QCOMPARE(withHeaders("Host: localhost\r\nHost: localhost\r\n").status, 421);
    }

    void takesOnlyItsOwnPages()
    {
        listen();
        for (const char *origin : {"http://localhost:1", "https://localhost:1", "https://pages.example"}) {
            QVERIFY2(withHeaders("Host: localhost:1\r\nOrigin: " + std::string(origin) + "\r\n").status == 200, origin);
        }
        for (const char *origin : {"http://localhost:2", "null", "https://pages.example.evil", "http://evil.example", "file://"}) {
            const auto answer = withHeaders("Host: localhost:1\r\nOrigin: " + std::string(origin) + "\r\n");
            QVERIFY2(answer.status == 403 && answer.code() == "http.origin", origin);
        }
        // The same at the upgrade.
        test::HttpPeer page(m_server->port());
        page.send("GET /api/v1/ws HTTP/1.1\r\nHost: localhost\r\nOrigin: http://evil.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        QCOMPARE(page.answer().status, 403);
    }

    void refusesLargeHeaders()
    {
        listen();
        auto answer = withHeaders("Host: localhost\r\nX-Long: " + std::string(20000, 'x') + "\r\n");
        QCOMPARE(answer.status, 431);
        std::string many = "Host: localhost\r\n";
        for (int i = 0; i < 3000; ++i) {
            many += "X-Many-" + std::to_string(i) + ": value\r\n";
        }
        QCOMPARE(withHeaders(many).status, 431);
        QCOMPARE(peer().ask("GET", "/" + std::string(20000, 'p')).status, 431);
        QCOMPARE(withHeaders("Host: localhost\r\nX-Short: x\r\n").status, 200);
    }

    void refusesLargeBodies()
    {
        listen();
        auto one = peer();
        one.send(one.request("POST", "/api/v1/system/ping", {}, "Content-Type: application/json\r\nContent-Length: 100000000\r\n"));
        auto answer = one.answer();
        QCOMPARE(answer.status, 413);
        QCOMPARE(answer.code(), std::string("http.bodyTooLarge"));
        auto chunked = peer();
        chunked.send(chunked.request("POST", "/api/v1/system/ping", {}, "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n"));
        for (int i = 0; i < 6; ++i) {
            chunked.send("100000\r\n" + std::string(1u << 20, ' ') + "\r\n");
        }
        QCOMPARE(chunked.answer().status, 413);
        // Just within it, also in chunks.
        auto small = peer();
        small.send(small.request("POST", "/api/v1/system/ping", {}, "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n") + "b\r\n{\"value\": 7\r\n1\r\n}\r\n0\r\n\r\n");
        answer = small.answer();
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.data().at("value"), json::Value(7));
        auto expecting = peer();
        expecting.send(expecting.request("POST", "/api/v1/system/ping", {}, "Content-Type: application/json\r\nContent-Length: 11\r\nExpect: 100-continue\r\n"));
        QCOMPARE(expecting.answer().status, 100);
        expecting.send("{\"value\":8}");
        QCOMPARE(expecting.answer().data().at("value"), json::Value(8));
    }

    void readsNoBodyOfStrangers()
    {
        listen();
        test::HttpPeer stranger(m_server->port());
        stranger.send("POST /api/v1/system/ping HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 4000000\r\n\r\n{");
        QCOMPARE(stranger.answer().status, 401);
        QCOMPARE(stranger.answer().status, 0);
    }

    void refusesWhatIsNoHttp()
    {
        listen();
        for (const char *text : {"hello\r\n\r\n", "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n", "GET /\x01 HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET / HTTP/1.1\r\nHost : localhost\r\n\r\n",
                                 "POST /api/v1/system/ping HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
                                 "POST /api/v1/system/ping HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                                 "POST /api/v1/system/ping HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"}) {
            test::HttpPeer one(m_server->port());
            one.send(text);
            const auto answer = one.answer();
            QVERIFY2(answer.status == 400, text);
            QVERIFY(one.hasEnded());
        }
    }

    void waitsOnlySoLong()
    {
        listen([](transport::HttpOptions &options) {
            options.limits.headerTime = Millis(300);
            options.limits.bodyTime = Millis(300);
        });
        test::HttpPeer silent(m_server->port());
        QVERIFY(silent.hasEnded());
        test::HttpPeer slow(m_server->port());
        slow.send("GET /api/v1/system HTTP/1.1\r\nHost:");
        QVERIFY(slow.hasEnded());
        auto body = peer();
        body.send(body.request("POST", "/api/v1/system/ping", {}, "Content-Type: application/json\r\nContent-Length: 100\r\n") + "{");
        QVERIFY(body.hasEnded());
    }

    void aCallTakesOnlySoLong()
    {
        listen();
        const auto run = peer().ask("POST", "/api/v1/runs", json::write(json::Object{{"text", kPause}}));
        QCOMPARE(run.status, 200);
        test::await(m_server->close());
        listen([](transport::HttpOptions &options) { options.limits.callTime = Millis(300); });
        auto waiting = peer();
        const auto answer = waiting.ask("POST", "/api/v1/runs/" + std::string(json::text(run.data(), "id")) + "/wait");
        QCOMPARE(answer.status, 408);
        QCOMPARE(answer.code(), std::string("http.timeout"));
        // The connection is still good.
        QCOMPARE(waiting.ask("GET", "/health/live").status, 200);
    }

    void keepsSoManyConnections()
    {
        listen([](transport::HttpOptions &options) { options.limits.connections = 3; });
        std::vector<std::unique_ptr<test::HttpPeer>> peers;
        for (int i = 0; i < 3; ++i) {
            peers.push_back(std::make_unique<test::HttpPeer>(m_server->port()));
            QCOMPARE(peers.back()->ask("GET", "/health/live").status, 200);
        }
        test::HttpPeer oneMore(m_server->port());
        QVERIFY(oneMore.hasEnded());
        peers.pop_back();
        QVERIFY(test::pumpUntil([&] { return test::HttpPeer(m_server->port()).ask("GET", "/health/live").status == 200; }));
    }

    void aStrangersWebSocketMayDoLittle()
    {
        listen();
        // Nothing but signing in, and no large messages.
        test::HttpPeer wrong(m_server->port(), "sbx_wrong");
        wrong.send(wrong.request("GET", "/api/v1/ws", {}, "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"));
        QCOMPARE(wrong.answer().status, 401);
        const auto large = webSocket({QByteArray(100000, ' ')}, false);
        QVERIFY(large.ended);
        QCOMPARE(large.code, 1009);
        const auto early = webSocket({R"({"jsonrpc":"2.0","id":1,"method":"flows.list","params":{}})"}, false, 1);
        QVERIFY2(early.got.contains("auth.required"), early.got.constData());
        const auto tooLarge = webSocket({QByteArray(5000000, ' ')}, true);
        QCOMPARE(tooLarge.code, 1009);
        const auto noJson = webSocket({"hello", R"({"jsonrpc":"2.0","id":1,"method":"system.ping","params":{}})"}, true, 2);
        QVERIFY2(noJson.got.contains("rpc.parse") && noJson.got.contains("\"result\"") && !noJson.ended, noJson.got.constData());
    }
};

SB_TEST_MAIN(TestServerLimits)
#include "tst_server_limits.moc"
