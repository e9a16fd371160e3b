// SPDX-License-Identifier: GPL-3.0-or-later
// The protocol's contract, over a channel of kind WebSocket, and what only a channel over a network has:
// tokens, addresses, strangers.
#include "protocol_contract.h"

#include "transport/websocket_client.h"

using namespace signalbox;

class TestProtocolWebSocket : public ProtocolContract
{
    Q_OBJECT
public:
    TestProtocolWebSocket() : ProtocolContract(test::ChannelKind::WebSocket) {}

private:
    client::Connector with(const std::string &url, const std::string &token)
    {
        return [url, token](std::stop_token stop) { return transport::connectWebSocket(transport::WebSocketTarget(url, token), transport::PlainText::LoopbackOnly, std::move(stop)); };
    }
    Result<void> tried(const std::string &url, const std::string &token = "sbx_x")
    {
        client::Client client(with(url, token), m_clock);
        return test::await(client.connect({}));
    }

private Q_SLOTS:
    void aWrongTokenIsSaidClearly()
    {
        const auto refused = tried(m_server->address(), "sbx_wrong");
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().code, std::string("auth.token"));
        QVERIFY(!refused.error().isRetryable());
        QVERIFY(refused.error().message.find(m_server->address()) != std::string::npos);
        QVERIFY(refused.error().describe().find("sbx_wrong") == std::string::npos);
    }

    void aTokenThatWentEndsTheAttempts()
    {
        const auto issued = call<api::TokensIssue>({"guest", {"*"}, 0});
        client::Client guest(with(m_server->address(), issued->token), m_clock);
        QVERIFY(test::await(guest.connect({})).ok());
        auto stream = test::await(guest.subscribe({"test.*", "", -1, 0}));
        QVERIFY(stream.ok());
        QVERIFY(call<api::TokensRevoke>({issued->id}).ok());
        // What is open ends with it: calls, and events from the next one on.
        QCOMPARE(test::await(guest.call<api::SystemPing>({})).error().code, std::string("auth.token"));
        publish(0, 1);
        QCOMPARE(test::await((*stream)->next({})).error().code, std::string("auth.token"));
        // And nobody knocks for ever.
        m_server->stop();
        m_server->start();
        QVERIFY(test::pumpUntil([&] { return guest.state() == client::ConnectionState::Waiting; }));
        QVERIFY(test::pumpUntil([&] {
            m_clock.advance(Millis(1000));
            return guest.state() == client::ConnectionState::Closed;
        }));
        const auto late = test::await(guest.call<api::SystemPing>({}));
        QCOMPARE(late.error().code, std::string("client.disconnected"));
        QVERIFY(late.error().cause && late.error().cause->is("auth.token"));
    }

    void refusesAddressesThatAreNone_data()
    {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("no URL") << QByteArray("hello") << QByteArray("channel.url");
        QTest::newRow("another scheme") << QByteArray("http://127.0.0.1:1") << QByteArray("channel.url");
        QTest::newRow("a token in it") << QByteArray("ws://127.0.0.1:1/?token=sbx_secret") << QByteArray("channel.url");
        QTest::newRow("a password in it") << QByteArray("ws://me:sbx_secret@127.0.0.1:1") << QByteArray("channel.url");
        QTest::newRow("plain text over the network") << QByteArray("ws://192.0.2.1:1") << QByteArray("channel.url");
        QTest::newRow("nobody there") << QByteArray("ws://127.0.0.1:1") << QByteArray("channel.unreachable");
    }
    void refusesAddressesThatAreNone()
    {
        QFETCH(QByteArray, url);
        QFETCH(QByteArray, code);
        const auto refused = tried(url.toStdString());
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().code, code.toStdString());
        QVERIFY(refused.error().describe().find("sbx_secret") == std::string::npos);
    }

    void anotherPathIsNoBackend()
    {
        const auto refused = tried(m_server->address() + "/elsewhere", m_server->token({"*"}));
        QVERIFY(!refused.ok());
        QVERIFY(refused.error().message.find("elsewhere") != std::string::npos);
    }
};

SB_TEST_MAIN(TestProtocolWebSocket)
#include "tst_protocol_websocket.moc"
