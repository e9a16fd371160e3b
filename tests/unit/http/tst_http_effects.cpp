// SPDX-License-Identifier: GPL-3.0-or-later
// Effects are sent at most once, whatever the server does; what is no effect may share connections.
#include "http_rig.h"

using namespace signalbox;
using namespace signalbox::test;

namespace {

// Answers the first request of each connection; reads every later one and closes without a word.
RawServer::Handler closesOnReuse(RawServer **self)
{
    return [self](RawConnection &connection) {
        for (int count = 0; auto request = connection.readRequest(); ++count) {
            (*self)->remember(*request);
            if (count > 0) {
                return;
            }
            connection.write(answerText(200, "first"));
        }
    };
}

// Reads every request and closes without a word.
RawServer::Handler closesAlways(RawServer **self, bool reset)
{
    return [self, reset](RawConnection &connection) {
        if (auto request = connection.readRequest()) {
            (*self)->remember(*request);
        }
        if (reset) {
            connection.reset();
        }
    };
}

} // namespace

class TestHttpEffects : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void anEffectIsSentOnceWhereTheServerJustCloses_data()
    {
        QTest::addColumn<QString>("method");
        QTest::addColumn<bool>("reset");
        for (const char *method : {"POST", "PUT", "PATCH", "DELETE", "BREW"}) {
            QTest::addRow("%s closed", method) << QString::fromLatin1(method) << false;
            QTest::addRow("%s reset", method) << QString::fromLatin1(method) << true;
        }
    }
    void anEffectIsSentOnceWhereTheServerJustCloses()
    {
        QFETCH(QString, method);
        QFETCH(bool, reset);
        RawServer *self = nullptr;
        RawServer server(closesAlways(&self, reset));
        self = &server;
        http::Client client(loopbackOptions());
        auto request = post(server.url(), "pay 100");
        request.method = method.toStdString();
        const auto response = sendNow(client, request);
        SB_VERIFY_CODE(response, "http.closed");
        QVERIFY(!response.error().isRetryable());
        QCOMPARE(argOf(response.error(), "processed"), std::string("unknown"));
        pumpUntil([] { return false; }, Millis(100)); // time for a second one that must not come
        QCOMPARE(server.requests().size(), std::size_t(1));
        QCOMPARE(server.connections(), 1);
    }

    void anEffectNeverUsesAKeptConnection()
    {
        RawServer *self = nullptr;
        RawServer server(closesOnReuse(&self));
        self = &server;
        http::Client client(loopbackOptions());
        SB_VERIFY_OK(sendNow(client, get(server.url()))); // leaves a connection behind
        for (int i = 0; i < 5; ++i) {
            const auto response = sendNow(client, post(server.url(), "x"));
            SB_VERIFY_OK(response);
        }
        QCOMPARE(server.requests().size(), std::size_t(6));
        QCOMPARE(server.connections(), 6);
        // And leaves none behind: the first connection is the only one that is kept.
        SB_VERIFY_OK(sendNow(client, get(server.url())));
        QCOMPARE(server.connections(), 7);
    }

    void aGetIsSentAgainOnADeadConnection()
    {
        RawServer *self = nullptr;
        RawServer server(closesOnReuse(&self));
        self = &server;
        http::Client client(loopbackOptions());
        SB_VERIFY_OK(sendNow(client, get(server.url())));
        SB_VERIFY_OK(sendNow(client, get(server.url())));
        QCOMPARE(server.connections(), 2);
    }

    void whatIsNoEffectSharesConnections()
    {
        RawServer *self = nullptr;
        RawServer server(always(answerText(200, ""), &self));
        self = &server;
        http::Client client(loopbackOptions());
        for (int i = 0; i < 4; ++i) {
            SB_VERIFY_OK(sendNow(client, get(server.url())));
        }
        auto query = post(server.url(), "a search");
        query.effect = http::Effect::No;
        SB_VERIFY_OK(sendNow(client, query));
        QCOMPARE(server.connections(), 1);
        auto careful = get(server.url());
        careful.effect = http::Effect::Yes;
        SB_VERIFY_OK(sendNow(client, careful));
        QCOMPARE(server.connections(), 2);
    }

    void aGetThatIsAnEffectIsSentOnce()
    {
        RawServer *self = nullptr;
        RawServer server(closesAlways(&self, false));
        self = &server;
        http::Client client(loopbackOptions());
        auto request = get(server.url());
        request.effect = http::Effect::Yes;
        const auto response = sendNow(client, request);
        SB_VERIFY_CODE(response, "http.closed");
        QVERIFY(!response.error().isRetryable());
        QCOMPARE(server.requests().size(), std::size_t(1));
    }

    void anAnswerWhileTheBodyIsStillSentCounts()
    {
        // A server that refuses early and closes: its answer is what the caller hears of, once.
        RawServer *self = nullptr;
        RawServer server([&self](RawConnection &connection) {
            connection.useSmallBuffers();
            connection.readSome();
            connection.write(answerText(413, "too much", {"Connection: close"}));
            connection.waitForClose(Millis(2000));
        });
        self = &server;
        http::Client client(loopbackOptions());
        const auto response = sendNow(client, post(server.url(), std::string(8u << 20, 'x')));
        SB_VERIFY_OK(response);
        QCOMPARE(response->status, 413);
        QCOMPARE(response->body, std::string("too much"));
        QCOMPARE(server.connections(), 1);
    }

    void aRefusedConnectionSaysThatNothingWasDone()
    {
        std::uint16_t port = 0;
        {
            RawServer gone(always(""));
            port = gone.port();
        }
        http::Client client(loopbackOptions());
        const auto response = sendNow(client, post("http://127.0.0.1:" + std::to_string(port), "x"));
        SB_VERIFY_CODE(response, "http.connect");
        QCOMPARE(argOf(response.error(), "processed"), std::string("no"));
        QVERIFY(response.error().isRetryable());
    }
};

SB_TEST_MAIN(TestHttpEffects)
#include "tst_http_effects.moc"
