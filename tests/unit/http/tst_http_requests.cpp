// SPDX-License-Identifier: GPL-3.0-or-later
// What leaves: methods, headers, bodies, URLs, and what is refused before anything leaves.
#include "http_rig.h"

#include <QTemporaryDir>

using namespace signalbox;
using namespace signalbox::test;

class TestHttpRequests : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void sendsWhatItIsGiven()
    {
        RawServer *self = nullptr;
        RawServer server(always(answerText(200, ""), &self));
        self = &server;
        http::Client client(loopbackOptions());
        auto request = post(server.url() + "/a%20b?x=1&y=%26#fragment", "body text");
        request.method = "PROPFIND";
        request.headers = {{"X-One", "1"}, {"X-Empty", ""}, {"Content-Type", "text/plain"}};
        SB_VERIFY_OK(sendNow(client, request));
        const auto seen = server.requests().at(0);
        QCOMPARE(seen.method, std::string("PROPFIND"));
        QCOMPARE(seen.target, std::string("/a%20b?x=1&y=%26"));
        QCOMPARE(seen.body, std::string("body text"));
        QCOMPARE(seen.header("content-length"), std::string("9"));
        QCOMPARE(seen.header("x-one"), std::string("1"));
        QVERIFY(seen.headers.contains("x-empty"));
        QCOMPARE(seen.header("content-type"), std::string("text/plain"));
        QCOMPARE(seen.header("user-agent"), std::string("signalbox"));
        QVERIFY(!seen.headers.contains("expect"));
    }

    void everyMethodKeepsItsName_data()
    {
        QTest::addColumn<QString>("method");
        QTest::addColumn<bool>("body");
        for (const char *method : {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "BREW"}) {
            QTest::addRow("%s", method) << QString::fromLatin1(method) << false;
            QTest::addRow("%s with a body", method) << QString::fromLatin1(method) << true;
        }
    }
    void everyMethodKeepsItsName()
    {
        QFETCH(QString, method);
        QFETCH(bool, body);
        RawServer *self = nullptr;
        RawServer server(always(answerText(200, "ok"), &self));
        self = &server;
        http::Client client(loopbackOptions());
        auto request = get(server.url());
        request.method = method.toStdString();
        if (body) {
            request.body = std::string("{\"a\":1}");
        }
        const auto response = sendNow(client, request);
        SB_VERIFY_OK(response);
        QCOMPARE(response->body, std::string("ok"));
        const auto seen = server.requests().at(0);
        QCOMPARE(seen.method, method.toStdString());
        QCOMPARE(seen.body, std::string(body ? "{\"a\":1}" : ""));
        QVERIFY(!seen.headers.contains("content-type"));
        const bool expects = method == QStringLiteral("POST") || method == QStringLiteral("PUT") || method == QStringLiteral("PATCH");
        QCOMPARE(seen.headers.contains("content-length"), body || expects);
    }

    void aBodyMayHoldAnyByte()
    {
        RawServer *self = nullptr;
        RawServer server(always(answerText(200, ""), &self));
        self = &server;
        http::Client client(loopbackOptions());
        std::string all;
        for (int i = 0; i < 300'000; ++i) {
            all.push_back(static_cast<char>(i * 7));
        }
        SB_VERIFY_OK(sendNow(client, post(server.url(), all)));
        SB_VERIFY_OK(sendNow(client, post(server.url(), "")));
        QCOMPARE(server.requests().at(0).body, all);
        QCOMPARE(server.requests().at(1).header("content-length"), std::string("0"));
    }

    void refusesWhatCannotBeSent_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        const QByteArray method("GET");
        QTest::newRow("method with a space") << QByteArray("GET /") << QByteArray("X") << QByteArray("1");
        QTest::newRow("method with a line break") << QByteArray("GET\r\nX: 1") << QByteArray("X") << QByteArray("1");
        QTest::newRow("no method") << QByteArray() << QByteArray("X") << QByteArray("1");
        QTest::newRow("line break in a value") << method << QByteArray("X") << QByteArray("1\r\nEvil: yes");
        QTest::newRow("line feed in a value") << method << QByteArray("X") << QByteArray("1\nEvil: yes");
        QTest::newRow("return in a value") << method << QByteArray("X") << QByteArray("1\rEvil: yes");
        QTest::newRow("zero in a value") << method << QByteArray("X") << QByteArray("1\0002", 3);
        QTest::newRow("colon in a name") << method << QByteArray("X: 1\r\nEvil") << QByteArray("1");
        QTest::newRow("space in a name") << method << QByteArray("X Y") << QByteArray("1");
        QTest::newRow("no name") << method << QByteArray() << QByteArray("1");
        QTest::newRow("name that is a marker") << method << QByteArray("X;") << QByteArray("1");
        QTest::newRow("framing of its own") << method << QByteArray("Transfer-Encoding") << QByteArray("chunked");
        QTest::newRow("length of its own") << method << QByteArray("content-length") << QByteArray("3");
    }
    void refusesWhatCannotBeSent()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        RawServer server(always(answerText(200, "")));
        http::Client client(loopbackOptions());
        auto request = post(server.url(), "0123456789");
        request.method = method.toStdString();
        request.headers.add(name.toStdString(), value.toStdString());
        const auto response = sendNow(client, request);
        SB_VERIFY_CODE(response, "http.invalid");
        QCOMPARE(argOf(response.error(), "processed"), std::string("no"));
        QVERIFY(wholeText(response.error()).find("Evil: yes") == std::string::npos);
        QCOMPARE(server.connections(), 0);
    }

    void aValueOfSpacesIsAnEmptyOne()
    {
        RawServer *self = nullptr;
        RawServer server(always(answerText(200, ""), &self));
        self = &server;
        http::Client client(loopbackOptions());
        auto request = get(server.url());
        request.headers = {{"Accept", "  "}, {"X-Padded", " a "}};
        SB_VERIFY_OK(sendNow(client, request));
        QVERIFY(server.requests().at(0).headers.contains("accept"));
        QCOMPARE(server.requests().at(0).header("accept"), std::string());
        QCOMPARE(server.requests().at(0).header("x-padded"), std::string("a"));
    }

    void refusesUrls_data()
    {
        QTest::addColumn<QString>("url");
        QTest::newRow("empty") << QString();
        QTest::newRow("no scheme") << QStringLiteral("/only/a/path");
        QTest::newRow("file") << QStringLiteral("file:///etc/hostname");
        QTest::newRow("ftp") << QStringLiteral("ftp://127.0.0.1/");
        QTest::newRow("gopher") << QStringLiteral("gopher://127.0.0.1/");
        QTest::newRow("javascript") << QStringLiteral("javascript:alert(1)");
        QTest::newRow("no host") << QStringLiteral("http:///path");
        QTest::newRow("bad port") << QStringLiteral("http://127.0.0.1:99999/");
        QTest::newRow("port of letters") << QStringLiteral("http://127.0.0.1:http/");
        QTest::newRow("space") << QStringLiteral("http://127.0.0.1/a b");
        QTest::newRow("line break") << QStringLiteral("http://127.0.0.1/\r\nEvil: yes");
        QTest::newRow("tab") << QStringLiteral("http://127.0.0.1/\t");
        QTest::newRow("open bracket") << QStringLiteral("http://[::1/");
        QTest::newRow("bad address") << QStringLiteral("http://[::zz]/");
    }
    void refusesUrls()
    {
        QFETCH(QString, url);
        http::Client client(loopbackOptions());
        const auto response = sendNow(client, get(url.toStdString()));
        SB_VERIFY_CODE(response, "http.invalid");
        QVERIFY(!response.error().isRetryable());
    }

    void anUnreadableUrlDoesNotShowItsSecrets()
    {
        http::Client client(loopbackOptions());
        for (const std::string url : {"http://user:verysecret@127.0.0.1:99999/", "http://user:verysecret@[bad/", "ftp://user:verysecret@host/?verysecret",
                                      "http://user:verysecret@127.0.0.1/ x?verysecret", "http://user:very@secret@127.0.0.1:bad/"}) {
            const auto response = sendNow(client, get(url));
            SB_VERIFY_CODE(response, "http.invalid");
            QVERIFY2(wholeText(response.error()).find("secret") == std::string::npos, wholeText(response.error()).c_str());
        }
    }

    void credentialsOfTheUrlBecomeASignIn()
    {
        RawServer *self = nullptr;
        RawServer server(always(answerText(200, ""), &self));
        self = &server;
        http::Client client(loopbackOptions());
        const auto response = sendNow(client, get("http://me:p%40ss@127.0.0.1:" + std::to_string(server.port()) + "/x?key=k"));
        SB_VERIFY_OK(response);
        QCOMPARE(server.requests().at(0).header("authorization"), "Basic " + QByteArray("me:p@ss").toBase64().toStdString());
        QCOMPARE(response->url, server.url() + "/x");
    }

    void nobodyListensIsAConnectError()
    {
        std::uint16_t port = 0;
        {
            RawServer gone(always(""));
            port = gone.port();
        }
        http::Client client(loopbackOptions());
        const auto response = sendNow(client, post("http://127.0.0.1:" + std::to_string(port) + "/", "x"));
        SB_VERIFY_CODE(response, "http.connect");
        QVERIFY(response.error().isRetryable());
        QCOMPARE(argOf(response.error(), "processed"), std::string("no"));
    }

    void aNameWithoutAnAddressIsAResolveError()
    {
        http::Client client(loopbackOptions());
        const auto response = sendNow(client, get("http://nothing-of-this-name.invalid/?key=verysecret"));
        SB_VERIFY_CODE(response, "http.resolve");
        QVERIFY(response.error().isRetryable());
        QVERIFY(wholeText(response.error()).find("verysecret") == std::string::npos);
    }

    void speaksOverALocalSocket()
    {
        QTemporaryDir folder;
        const auto path = folder.path().toStdString() + "/engine.sock";
        RawServer *self = nullptr;
        RawServer::Options options;
        options.unixSocket = path;
        RawServer server(always(answerText(200, "pong"), &self), options);
        self = &server;
        http::Client client; // public addresses only: a local socket is no address
        auto request = get("http://docker/_ping");
        request.unixSocket = path;
        const auto response = sendNow(client, request);
        SB_VERIFY_OK(response);
        QCOMPARE(response->body, std::string("pong"));
        QCOMPARE(response->address, std::string());
        QCOMPARE(server.requests().at(0).header("host"), std::string("docker"));

        request.unixSocket = path + ".gone";
        SB_VERIFY_CODE(sendNow(client, request), "http.connect");
    }

    void speaksOverIpv6()
    {
        RawServer *self = nullptr;
        RawServer::Options options;
        options.ipv6 = true;
        RawServer server(always(answerText(200, "six"), &self), options);
        self = &server;
        http::Client client(loopbackOptions());
        const auto response = sendNow(client, get(server.url()));
        SB_VERIFY_OK(response);
        QCOMPARE(response->address, std::string("::1"));
    }
};

SB_TEST_MAIN(TestHttpRequests)
#include "tst_http_requests.moc"
