// SPDX-License-Identifier: GPL-3.0-or-later
// Proxies: plain and CONNECT, signing in, and secrets that stay out of errors.
#include "http_rig.h"

#include <QTemporaryDir>

#include <fstream>

using namespace signalbox;
using namespace signalbox::test;

namespace {

// CONNECT to a port on loopback, for whoever signs in as me:pass where `signIn` asks for it.
RawServer::Handler connectProxy(RawServer **self, bool signIn)
{
    return [self, signIn](RawConnection &connection) {
        while (auto request = connection.readRequest()) {
            (*self)->remember(*request);
            if (signIn && request->header("proxy-authorization") != "Basic " + QByteArray("me:verysecret").toBase64().toStdString()) {
                connection.write(answerText(407, "sign in", {"Proxy-Authenticate: Basic realm=\"proxy\""}));
                continue;
            }
            if (request->method == "CONNECT") {
                connection.write("HTTP/1.1 200 Connection established\r\n\r\n");
                connection.tunnelTo(static_cast<std::uint16_t>(std::atoi(request->target.substr(request->target.rfind(':') + 1).c_str())));
                return;
            }
            connection.write(answerText(200, "by proxy"));
        }
    };
}

std::string proxyUrl(const RawServer &proxy, const std::string &who = {})
{
    return "http://" + who + "127.0.0.1:" + std::to_string(proxy.port());
}

} // namespace

class TestHttpProxy : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void asksAProxyForPlainHttp()
    {
        RawServer *self = nullptr;
        RawServer proxy(connectProxy(&self, false));
        self = &proxy;
        auto options = loopbackOptions();
        options.proxy = proxyUrl(proxy);
        http::Client client(options);
        const auto response = sendNow(client, get("http://nothing-of-this-name.invalid/path?x=1"));
        SB_VERIFY_OK(response);
        QCOMPARE(response->body, std::string("by proxy"));
        QCOMPARE(proxy.requests().at(0).target, std::string("http://nothing-of-this-name.invalid/path?x=1"));
    }

    void tunnelsTls()
    {
        QTemporaryDir folder;
        const Certificate authority({});
        const Certificate certificate({"127.0.0.1"}, &authority);
        const auto file = folder.path().toStdString() + "/ca.pem";
        std::ofstream(file) << authority.pem();
        RawServer::Options options;
        options.tls = &certificate;
        RawServer *origin = nullptr;
        RawServer server(always(answerText(200, "through"), &origin), options);
        origin = &server;
        RawServer *self = nullptr;
        RawServer proxy(connectProxy(&self, true));
        self = &proxy;
        http::Client client(loopbackOptions());
        auto request = post(server.url(), "x");
        request.proxy = proxyUrl(proxy, "me:verysecret@");
        request.headers.add("Authorization", "Bearer origin-token");
        request.tls.caFile = file;
        const auto response = sendNow(client, request);
        SB_VERIFY_OK(response);
        QCOMPARE(response->body, std::string("through"));
        QVERIFY(!response->headers.has("Proxy-Authenticate"));
        QCOMPARE(proxy.requests().at(0).method, std::string("CONNECT"));
        // What is meant for one is not told to the other.
        QVERIFY(!proxy.requests().at(0).headers.contains("authorization"));
        QVERIFY(!server.requests().at(0).headers.contains("proxy-authorization"));
    }

    void aProxyThatRefusesIsAProxyError_data()
    {
        QTest::addColumn<QString>("url");
        QTest::newRow("wrong password") << QStringLiteral("https://127.0.0.1:1/");
    }
    void aProxyThatRefusesIsAProxyError()
    {
        RawServer *self = nullptr;
        RawServer proxy(connectProxy(&self, true));
        self = &proxy;
        http::Client client(loopbackOptions());
        auto request = post("https://nothing-of-this-name.invalid/?key=verysecret", "x");
        request.proxy = proxyUrl(proxy, "me:anothersecret@");
        const auto response = sendNow(client, request);
        SB_VERIFY_CODE(response, "http.proxy");
        QCOMPARE(argOf(response.error(), "processed"), std::string("no"));
        QVERIFY(!response.error().isRetryable());
        QVERIFY2(wholeText(response.error()).find("secret") == std::string::npos, wholeText(response.error()).c_str());
    }

    void aProxyThatIsAwayIsAProxyError()
    {
        std::uint16_t port = 0;
        {
            RawServer gone(always(""));
            port = gone.port();
        }
        http::Client client(loopbackOptions());
        auto request = get("http://nothing-of-this-name.invalid/?key=verysecret");
        request.proxy = "http://me:verysecret@127.0.0.1:" + std::to_string(port);
        const auto away = sendNow(client, request);
        SB_VERIFY_CODE(away, "http.proxy");
        QVERIFY(away.error().isRetryable());
        QVERIFY2(wholeText(away.error()).find("verysecret") == std::string::npos, wholeText(away.error()).c_str());

        request.proxy = "http://me:verysecret@no-proxy-of-this-name.invalid:3128";
        const auto unknown = sendNow(client, request);
        SB_VERIFY_CODE(unknown, "http.proxy");
        QVERIFY2(wholeText(unknown.error()).find("verysecret") == std::string::npos, wholeText(unknown.error()).c_str());
    }

    void aProxyThatCannotBeReadIsRefusedWithoutItsSecret_data()
    {
        QTest::addColumn<QString>("proxy");
        QTest::newRow("bad port") << QStringLiteral("http://me:verysecret@127.0.0.1:99999");
        QTest::newRow("open bracket") << QStringLiteral("http://me:verysecret@[::1");
        QTest::newRow("unknown scheme") << QStringLiteral("pigeon://me:verysecret@127.0.0.1:1");
        QTest::newRow("space") << QStringLiteral("http://me:verysecret@127 0 0 1:1");
        QTest::newRow("no host") << QStringLiteral("http://me:verysecret@:3128");
    }
    void aProxyThatCannotBeReadIsRefusedWithoutItsSecret()
    {
        QFETCH(QString, proxy);
        http::Client client(loopbackOptions());
        auto request = get("http://127.0.0.1:1/");
        request.proxy = proxy.toStdString();
        const auto response = sendNow(client, request);
        SB_VERIFY_CODE(response, "http.invalid");
        QVERIFY2(wholeText(response.error()).find("verysecret") == std::string::npos, wholeText(response.error()).c_str());
    }

    void theEnvironmentIsNotLookedAt()
    {
        RawServer server(always(answerText(200, "direct")));
        qputenv("http_proxy", "http://127.0.0.1:1");
        qputenv("all_proxy", "http://127.0.0.1:1");
        http::Client client(loopbackOptions());
        const auto response = sendNow(client, get(server.url()));
        qunsetenv("http_proxy");
        qunsetenv("all_proxy");
        SB_VERIFY_OK(response);
    }

    void anEffectByAProxyHasAConnectionOfItsOwn()
    {
        RawServer *self = nullptr;
        RawServer proxy(connectProxy(&self, false));
        self = &proxy;
        http::Client client(loopbackOptions());
        for (int i = 0; i < 3; ++i) {
            auto request = post("http://nothing-of-this-name.invalid/", "x");
            request.proxy = proxyUrl(proxy);
            SB_VERIFY_OK(sendNow(client, request));
        }
        QCOMPARE(proxy.connections(), 3);
    }
};

SB_TEST_MAIN(TestHttpProxy)
#include "tst_http_proxy.moc"
