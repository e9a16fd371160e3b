// SPDX-License-Identifier: GPL-3.0-or-later
// Answers of every shape: framing, encodings, limits, and servers that break the rules.
#include "http_rig.h"

#include <QByteArray>

using namespace signalbox;
using namespace signalbox::test;

namespace {

std::string toString(const QByteArray &bytes)
{
    return bytes.toStdString();
}

// The zlib form of deflate, as HTTP means it.
std::string deflated(std::string_view text)
{
    return toString(qCompress(reinterpret_cast<const uchar *>(text.data()), static_cast<qsizetype>(text.size())).mid(4));
}

std::string gzipped(std::string_view text)
{
    std::uint32_t crc = 0xffffffff;
    for (const char c : text) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit) {
            crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xedb88320u : 0u);
        }
    }
    crc = ~crc;
    const auto zlib = deflated(text);
    std::string result("\x1f\x8b\x08\0\0\0\0\0\0\xff", 10);
    result += zlib.substr(2, zlib.size() - 6);
    for (const auto number : {crc, static_cast<std::uint32_t>(text.size())}) {
        for (int shift = 0; shift < 32; shift += 8) {
            result.push_back(static_cast<char>((number >> shift) & 0xff));
        }
    }
    return result;
}

// One answer, then the connection is closed.
RawServer::Handler once(std::string answer)
{
    return [answer = std::move(answer)](RawConnection &connection) {
        if (connection.readRequest()) {
            connection.write(answer);
        }
    };
}

} // namespace

class TestHttpAnswers : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void readsEveryFraming_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("length") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello") << QByteArray("hello");
        QTest::newRow("chunks") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3;ext=1\r\nllo\r\n0\r\n\r\n") << QByteArray("hello");
        QTest::newRow("until close") << QByteArray("HTTP/1.0 200 OK\r\n\r\nhello") << QByteArray("hello");
        QTest::newRow("empty") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n") << QByteArray("");
        QTest::newRow("interim first") << QByteArray("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello") << QByteArray("hello");
        QTest::newRow("bare line feeds") << QByteArray("HTTP/1.1 200 OK\nContent-Length: 5\n\nhello") << QByteArray("hello");
    }
    void readsEveryFraming()
    {
        QFETCH(QByteArray, answer);
        QFETCH(QByteArray, body);
        RawServer server(once(toString(answer)));
        http::Client client(loopbackOptions());
        const auto response = sendNow(client, get(server.url()));
        SB_VERIFY_OK(response);
        QCOMPARE(response->status, 200);
        QCOMPARE(response->body, toString(body));
        QVERIFY(!response->headers.has("Link"));
        QCOMPARE(response->address, std::string("127.0.0.1"));
    }

    void trailersAreNoHeaders()
    {
        RawServer server(always("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n5\r\nhello\r\n0\r\nX-Sum: 7\r\nSet-Cookie: a=b\r\n\r\n"));
        http::Client client(loopbackOptions());
        for (int i = 0; i < 2; ++i) {
            const auto response = sendNow(client, get(server.url()));
            SB_VERIFY_OK(response);
            QCOMPARE(response->body, std::string("hello"));
            QVERIFY(!response->headers.has("X-Sum"));
            QVERIFY(!response->headers.has("Set-Cookie"));
        }
        QCOMPARE(server.connections(), 1);
    }

    void answersWithoutABodyEndAtTheirHead_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<int>("status");
        QTest::newRow("head") << QByteArray("HEAD") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n") << 200;
        QTest::newRow("head chunked") << QByteArray("HEAD") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n") << 200;
        QTest::newRow("no content") << QByteArray("GET") << QByteArray("HTTP/1.1 204 No Content\r\n\r\n") << 204;
        QTest::newRow("no content after a delete") << QByteArray("DELETE") << QByteArray("HTTP/1.1 204 No Content\r\n\r\n") << 204;
        QTest::newRow("not modified") << QByteArray("GET") << QByteArray("HTTP/1.1 304 Not Modified\r\nContent-Length: 99\r\n\r\n") << 304;
    }
    void answersWithoutABodyEndAtTheirHead()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, answer);
        QFETCH(int, status);
        // The connection stays open: a client that waits for a body would wait for the timeout.
        RawServer server(always(toString(answer)));
        http::Client client(loopbackOptions());
        auto request = get(server.url());
        request.method = toString(method);
        request.timeouts.total = Millis(5000);
        const auto response = sendNow(client, request);
        SB_VERIFY_OK(response);
        QCOMPARE(response->status, status);
        QCOMPARE(response->body, std::string());
    }

    void undoesEncodings_data()
    {
        QTest::addColumn<QString>("encoding");
        QTest::newRow("gzip") << QStringLiteral("gzip");
        QTest::newRow("deflate") << QStringLiteral("deflate");
    }
    void undoesEncodings()
    {
        QFETCH(QString, encoding);
        const std::string text = "once upon a time; " + std::string(5000, 'x');
        const auto packed = encoding == QStringLiteral("gzip") ? gzipped(text) : deflated(text);
        RawServer *self = nullptr;
        RawServer server(always(answerText(200, packed, {"Content-Encoding: " + encoding.toStdString()}), &self));
        self = &server;
        http::Client client(loopbackOptions());
        const auto response = sendNow(client, get(server.url()));
        SB_VERIFY_OK(response);
        QCOMPARE(response->body, text);
        QVERIFY(server.requests().at(0).header("accept-encoding").find("gzip") != std::string::npos);

        auto raw = get(server.url());
        raw.decode = http::Request::Decode::No;
        const auto untouched = sendNow(client, raw);
        SB_VERIFY_OK(untouched);
        QCOMPARE(untouched->body, packed);
        QCOMPARE(server.requests().at(1).header("accept-encoding"), std::string());
    }

    void aBombIsStoppedByTheLimitAfterDecoding()
    {
        const auto bomb = gzipped(std::string(20u << 20, '\0'));
        QVERIFY(bomb.size() < (1u << 20));
        RawServer server(always(answerText(200, bomb, {"Content-Encoding: gzip"})));
        http::Client client(loopbackOptions());
        auto request = get(server.url());
        request.maxBodyBytes = 1u << 20;
        const auto response = sendNow(client, request);
        SB_VERIFY_CODE(response, "http.tooLarge");
        QCOMPARE(argOf(response.error(), "limit"), std::to_string(1u << 20));
    }

    void aBodyAtTheLimitPassesAndOneByteMoreDoesNot()
    {
        RawServer server(always(answerText(200, std::string(1000, 'a'))));
        http::Client client(loopbackOptions());
        auto request = get(server.url());
        request.maxBodyBytes = 1000;
        SB_VERIFY_OK(sendNow(client, request));
        request.maxBodyBytes = 999;
        SB_VERIFY_CODE(sendNow(client, request), "http.tooLarge");
        request.maxBodyBytes = 0;
        SB_VERIFY_OK(sendNow(client, request));
    }

    void headsHaveALimit_data()
    {
        QTest::addColumn<QByteArray>("head");
        QByteArray many;
        for (int i = 0; i < 20000; ++i) {
            many += "X-Field-" + QByteArray::number(i) + ": some value that takes room\r\n";
        }
        QTest::newRow("many fields") << QByteArray("HTTP/1.1 200 OK\r\n") + many + "\r\n";
        QTest::newRow("one long field") << QByteArray("HTTP/1.1 200 OK\r\nX-Long: ") + QByteArray(2 << 20, 'x') + "\r\n\r\n";
        QByteArray interim;
        for (int i = 0; i < 20000; ++i) {
            interim += "HTTP/1.1 100 Continue\r\n\r\n";
        }
        QTest::newRow("endless interim answers") << interim;
        QTest::newRow("one line without an end") << QByteArray("HTTP/1.1 200 ") + QByteArray(4 << 20, 'O');
    }
    void headsHaveALimit()
    {
        QFETCH(QByteArray, head);
        RawServer server([head = toString(head)](RawConnection &connection) {
            if (connection.readRequest()) {
                connection.write(head);
                connection.waitForClose(Millis(10000));
            }
        });
        http::Client client(loopbackOptions());
        const auto response = sendNow(client, get(server.url()));
        SB_VERIFY_CODE(response, "http.tooLarge");
    }

    void anEarlyEndIsAClearError_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("in the status line") << QByteArray("HTTP/1.1 20");
        QTest::newRow("in the head") << QByteArray("HTTP/1.1 200 OK\r\nContent-Len");
        QTest::newRow("in the body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello");
        QTest::newRow("in a chunk") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n50\r\nhello");
        QTest::newRow("before the last chunk") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
    }
    void anEarlyEndIsAClearError()
    {
        QFETCH(QByteArray, answer);
        RawServer server(once(toString(answer)));
        http::Client client(loopbackOptions());
        const auto response = sendNow(client, get(server.url() + "/path?token=verysecret"));
        SB_VERIFY_CODE(response, "http.closed");
        QVERIFY(response.error().isRetryable());
        QCOMPARE(argOf(response.error(), "processed"), std::string("unknown"));
        QCOMPARE(response.error().subject, server.url() + "/path");
        QVERIFY(wholeText(response.error()).find("verysecret") == std::string::npos);
    }

    void whatIsNoHttpIsRefused_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("another protocol") << QByteArray("220 mail.example ESMTP\r\n");
        QTest::newRow("an old one") << QByteArray("hello, world\n");
        QTest::newRow("a future one") << QByteArray("HTTP/9.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        QTest::newRow("bad chunk size") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n");
        QTest::newRow("bad length") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello");
        QTest::newRow("broken gzip") << QByteArray("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello");
        QTest::newRow("unknown encoding") << QByteArray("HTTP/1.1 200 OK\r\nContent-Encoding: rot13\r\nContent-Length: 5\r\n\r\nhello");
        QTest::newRow("zero in a field") << QByteArray("HTTP/1.1 200 OK\r\nX-A: a\0b\r\nContent-Length: 5\r\n\r\nhello", 54);
    }
    void whatIsNoHttpIsRefused()
    {
        QFETCH(QByteArray, answer);
        RawServer server(once(toString(answer)));
        http::Client client(loopbackOptions());
        const auto response = sendNow(client, get(server.url()));
        SB_VERIFY_CODE(response, "http.protocol");
    }

    void aStatusIsAnAnswer()
    {
        RawServer server(always(answerText(503, "busy", {"Retry-After: 2"})));
        http::Client client(loopbackOptions());
        const auto response = sendNow(client, get(server.url()));
        SB_VERIFY_OK(response);
        QCOMPARE(response->status, 503);
        QVERIFY(!response->isSuccess());
        const auto error = http::statusError(*response, 0);
        QVERIFY(error.isRetryable());
        QCOMPARE(argOf(error, "retryAfter"), std::string("2000"));
        QVERIFY(!http::statusError({.status = 404, .headers = {}, .url = "u", .address = {}}, 0).isRetryable());
    }

    void readsRetryAfter_data()
    {
        QTest::addColumn<QString>("value");
        QTest::addColumn<qint64>("wait"); // -1: none
        const qint64 none = -1;
        QTest::newRow("seconds") << QStringLiteral("120") << qint64(120'000);
        QTest::newRow("padded") << QStringLiteral("  7\t") << qint64(7'000);
        QTest::newRow("zero") << QStringLiteral("0") << qint64(0);
        QTest::newRow("huge") << QStringLiteral("99999999999999999999999999") << qint64(315'360'000'000);
        QTest::newRow("negative") << QStringLiteral("-5") << none;
        QTest::newRow("fraction") << QStringLiteral("1.5") << none;
        QTest::newRow("empty") << QString() << none;
        QTest::newRow("words") << QStringLiteral("soon") << none;
        QTest::newRow("date") << QStringLiteral("Thu, 01 Jan 1970 00:01:40 GMT") << qint64(90'000);
        QTest::newRow("past date") << QStringLiteral("Thu, 01 Jan 1970 00:00:01 GMT") << qint64(0);
    }
    void readsRetryAfter()
    {
        QFETCH(QString, value);
        QFETCH(qint64, wait);
        const auto got = http::parseRetryAfter(value.toStdString(), 10'000);
        QCOMPARE(got ? got->count() : -1, wait);
    }
};

SB_TEST_MAIN(TestHttpAnswers)
#include "tst_http_answers.moc"
