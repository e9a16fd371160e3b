// SPDX-License-Identifier: GPL-3.0-or-later
// The four timeouts, and stopping: each ends the wait, says which it was, and closes the socket.
#include "http_rig.h"

using namespace signalbox;
using namespace signalbox::test;

namespace {

const Millis kLong(30000);

http::Timeouts only(Millis http::Timeouts::*which, Millis length)
{
    http::Timeouts timeouts{kLong, kLong, kLong, kLong};
    timeouts.*which = length;
    return timeouts;
}

} // namespace

class TestHttpTimeouts : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void connectCountsTheHandshakeOfTls()
    {
        // Accepts, and never says a word of TLS.
        std::atomic<bool> closed = false;
        RawServer server([&](RawConnection &connection) { closed = connection.waitForClose(Millis(10000)); });
        http::Client client(loopbackOptions());
        auto request = post("https://127.0.0.1:" + std::to_string(server.port()), "x");
        request.timeouts = only(&http::Timeouts::connect, Millis(150));
        const auto response = sendNow(client, request);
        SB_VERIFY_CODE(response, "http.timeout");
        QCOMPARE(argOf(response.error(), "phase"), std::string("connect"));
        QCOMPARE(argOf(response.error(), "processed"), std::string("no"));
        QVERIFY(response.error().isRetryable());
        QVERIFY(pumpUntil([&] { return closed.load(); }));
    }

    void firstByteCountsFromTheRequest()
    {
        std::atomic<bool> closed = false;
        RawServer server([&](RawConnection &connection) {
            connection.readRequest();
            closed = connection.waitForClose(Millis(10000));
        });
        http::Client client(loopbackOptions());
        auto request = post(server.url(), "x");
        request.timeouts = only(&http::Timeouts::firstByte, Millis(150));
        const auto response = sendNow(client, request);
        SB_VERIFY_CODE(response, "http.timeout");
        QCOMPARE(argOf(response.error(), "phase"), std::string("firstByte"));
        QCOMPARE(argOf(response.error(), "processed"), std::string("unknown"));
        QVERIFY(pumpUntil([&] { return closed.load(); }));
    }

    void idleCountsBetweenPieces_data()
    {
        QTest::addColumn<QByteArray>("start");
        QTest::newRow("in the head") << QByteArray("HTTP/1.1 200 OK\r\nX-A");
        QTest::newRow("in the body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello");
    }
    void idleCountsBetweenPieces()
    {
        QFETCH(QByteArray, start);
        std::atomic<bool> closed = false;
        RawServer server([&](RawConnection &connection) {
            connection.readRequest();
            connection.write(start.toStdString());
            closed = connection.waitForClose(Millis(10000));
        });
        http::Client client(loopbackOptions());
        auto request = get(server.url());
        request.timeouts = only(&http::Timeouts::idle, Millis(150));
        request.timeouts.firstByte = Millis(5000);
        const auto response = sendNow(client, request);
        SB_VERIFY_CODE(response, "http.timeout");
        QVERIFY(argOf(response.error(), "phase") == "idle" || start.endsWith("X-A"));
        QVERIFY(pumpUntil([&] { return closed.load(); }));
    }

    void totalCountsEverything()
    {
        // Always a byte more, never an end: no other timeout would see it.
        std::atomic<bool> closed = false;
        RawServer server([&](RawConnection &connection) {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\n\r\n");
            while (!connection.waitForClose(Millis(20))) {
                connection.write(".");
            }
            closed = true;
        });
        http::Client client(loopbackOptions());
        auto request = get(server.url());
        request.timeouts = only(&http::Timeouts::total, Millis(300));
        request.timeouts.idle = Millis(5000);
        const auto response = sendNow(client, request);
        SB_VERIFY_CODE(response, "http.timeout");
        QCOMPARE(argOf(response.error(), "phase"), std::string("total"));
        QVERIFY(pumpUntil([&] { return closed.load(); }));
    }

    void totalGoesOnOverRedirects()
    {
        RawServer *self = nullptr;
        RawServer server([&self](RawConnection &connection) {
            while (connection.readRequest()) {
                if (connection.waitForClose(Millis(120))) {
                    return;
                }
                connection.write(answerText(302, "", {"Location: " + self->url() + "/again"}));
            }
        });
        self = &server;
        http::Client client(loopbackOptions());
        auto request = get(server.url());
        request.timeouts = only(&http::Timeouts::total, Millis(300));
        request.followRedirects = 100;
        const auto response = sendNow(client, request);
        SB_VERIFY_CODE(response, "http.timeout");
        QCOMPARE(argOf(response.error(), "phase"), std::string("total"));
    }

    void zeroIsWithoutALimit()
    {
        RawServer server([](RawConnection &connection) {
            connection.readRequest();
            connection.waitForClose(Millis(100));
            connection.write(answerText(200, "late"));
        });
        http::Client client(loopbackOptions());
        auto request = get(server.url());
        request.timeouts = {Millis(0), Millis(0), Millis(0), Millis(0)};
        const auto response = sendNow(client, request);
        SB_VERIFY_OK(response);
        QCOMPARE(response->body, std::string("late"));
    }

    void hugeTimeoutsAreTimeoutsStill()
    {
        RawServer server(always(answerText(200, "ok")));
        http::Client client(loopbackOptions());
        auto request = get(server.url());
        request.timeouts = {Millis::max(), Millis::max(), Millis::max(), Millis::max()};
        SB_VERIFY_OK(sendNow(client, request));
    }

    void stoppingClosesTheSocketAtOnce_data()
    {
        QTest::addColumn<QByteArray>("start");
        QTest::newRow("before the answer") << QByteArray();
        QTest::newRow("in the body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello");
    }
    void stoppingClosesTheSocketAtOnce()
    {
        QFETCH(QByteArray, start);
        std::atomic<bool> arrived = false;
        std::atomic<bool> closed = false;
        RawServer server([&](RawConnection &connection) {
            connection.readRequest();
            connection.write(start.toStdString());
            arrived = true;
            closed = connection.waitForClose(Millis(10000));
        });
        http::Client client(loopbackOptions());
        std::stop_source stop;
        auto sending = client.send(post(server.url(), "x"), stop.get_token());
        QVERIFY(pumpUntil([&] { return arrived.load(); }));
        stop.request_stop();
        const auto response = await(std::move(sending));
        SB_VERIFY_CODE(response, "cancelled");
        QVERIFY(pumpUntil([&] { return closed.load(); }));
    }

    void stoppedBeforeItBeganItNeverBegins()
    {
        RawServer server(always(answerText(200, "")));
        http::Client client(loopbackOptions());
        std::stop_source stop;
        stop.request_stop();
        SB_VERIFY_CODE(sendNow(client, post(server.url(), "x"), stop.get_token()), "cancelled");
        SB_VERIFY_OK(sendNow(client, get(server.url()))); // an order after it, to be sure
        QCOMPARE(server.connections(), 1);
    }

    void aReadThatIsStoppedEndsItsStream()
    {
        std::atomic<bool> closed = false;
        RawServer server([&](RawConnection &connection) {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n");
            closed = connection.waitForClose(Millis(10000));
        });
        http::Client client(loopbackOptions());
        auto opened = await(client.open(get(server.url()), {}));
        SB_VERIFY_OK(opened);
        std::stop_source stop;
        auto reading = opened->body.read(stop.get_token());
        stop.request_stop();
        SB_VERIFY_CODE(await(std::move(reading)), "cancelled");
        QVERIFY(pumpUntil([&] { return closed.load(); }));
    }

    void theEndOfTheClientEndsWhatIsUnderWay()
    {
        std::atomic<bool> arrived = false;
        RawServer server([&](RawConnection &connection) {
            connection.readRequest();
            arrived = true;
            connection.waitForClose(Millis(10000));
        });
        auto client = std::make_unique<http::Client>(loopbackOptions());
        auto sending = client->send(get(server.url()), {});
        QVERIFY(pumpUntil([&] { return arrived.load(); }));
        client.reset();
        SB_VERIFY_CODE(await(std::move(sending)), "cancelled");
    }
};

SB_TEST_MAIN(TestHttpTimeouts)
#include "tst_http_timeouts.moc"
