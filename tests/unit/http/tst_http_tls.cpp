// SPDX-License-Identifier: GPL-3.0-or-later
// TLS: whose certificates are trusted, and for which names.
#include "http_rig.h"

#include <QTemporaryDir>

#include <fstream>

using namespace signalbox;
using namespace signalbox::test;

class TestHttpTls : public SignalboxTest
{
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    Certificate m_authority{{}};
    std::string m_authorityFile;

    std::string put(const std::string &name, const std::string &text) const
    {
        const auto path = m_folder.path().toStdString() + "/" + name;
        std::ofstream(path) << text;
        return path;
    }
    static RawServer::Options with(const Certificate &certificate)
    {
        RawServer::Options options;
        options.tls = &certificate;
        return options;
    }

private Q_SLOTS:
    void initTestCase() { m_authorityFile = put("authority.pem", m_authority.pem()); }

    void trustsAnAuthorityThatIsGiven()
    {
        const Certificate certificate({"127.0.0.1", "localhost"}, &m_authority);
        RawServer server(always(answerText(200, "safe")), with(certificate));
        http::Client client(loopbackOptions());
        auto request = get(server.url());
        request.tls.caFile = m_authorityFile;
        const auto response = sendNow(client, request);
        SB_VERIFY_OK(response);
        QCOMPARE(response->body, std::string("safe"));

        auto options = loopbackOptions();
        options.caFile = m_authorityFile;
        http::Client trusting(options);
        SB_VERIFY_OK(sendNow(trusting, post("https://localhost:" + std::to_string(server.port()) + "/", "x")));
    }

    void refusesWhatIsNotTrusted_data()
    {
        QTest::addColumn<QString>("kind");
        for (const char *kind : {"signed by itself", "authority unknown", "wrong host", "expired"}) {
            QTest::newRow(kind) << QString::fromLatin1(kind);
        }
    }
    void refusesWhatIsNotTrusted()
    {
        QFETCH(QString, kind);
        const bool expired = kind == QStringLiteral("expired");
        const std::vector<std::string> names = kind == QStringLiteral("wrong host") ? std::vector<std::string>{"elsewhere.example"} : std::vector<std::string>{"127.0.0.1"};
        const Certificate other({});
        const auto *issuer = kind == QStringLiteral("signed by itself") ? nullptr : kind == QStringLiteral("authority unknown") ? &other : &m_authority;
        const Certificate certificate(names, issuer, expired);
        std::atomic<int> requests = 0;
        RawServer server(
            [&requests](RawConnection &connection) {
                while (connection.readRequest()) {
                    ++requests;
                    connection.write(answerText(200, ""));
                }
            },
            with(certificate));
        http::Client client(loopbackOptions());
        auto request = post(server.url() + "/?key=verysecret", "x");
        request.tls.caFile = m_authorityFile;
        const auto response = sendNow(client, request);
        SB_VERIFY_CODE(response, "http.tls");
        QVERIFY(!response.error().isRetryable());
        QCOMPARE(argOf(response.error(), "processed"), std::string("no"));
        QVERIFY(!argOf(response.error(), "detail").empty());
        QVERIFY(wholeText(response.error()).find("verysecret") == std::string::npos);
        QCOMPARE(requests.load(), 0);

        request.tls.verify = http::Tls::Verify::No;
        SB_VERIFY_OK(sendNow(client, request));
    }

    void theSystemsAuthoritiesDoNotKnowOurs()
    {
        const Certificate certificate({"127.0.0.1"}, &m_authority);
        RawServer server(always(answerText(200, "")), with(certificate));
        http::Client client(loopbackOptions());
        SB_VERIFY_CODE(sendNow(client, get(server.url())), "http.tls");
    }

    void aConnectionThatWasNotVerifiedIsNotUsedByWhoVerifies()
    {
        const Certificate certificate({"127.0.0.1"});
        RawServer server(always(answerText(200, "")), with(certificate));
        http::Client client(loopbackOptions());
        auto careless = get(server.url());
        careless.tls.verify = http::Tls::Verify::No;
        SB_VERIFY_OK(sendNow(client, careless));
        SB_VERIFY_CODE(sendNow(client, get(server.url())), "http.tls");
    }

    void aMissingFileOfAuthoritiesIsSaid()
    {
        const Certificate certificate({"127.0.0.1"}, &m_authority);
        RawServer server(always(answerText(200, "")), with(certificate));
        http::Client client(loopbackOptions());
        auto request = get(server.url());
        request.tls.caFile = m_folder.path().toStdString() + "/nothing.pem";
        SB_VERIFY_CODE(sendNow(client, request), "http.tls");
    }

    void aServerThatSpeaksNoTlsIsSaid()
    {
        RawServer server([](RawConnection &connection) {
            connection.readSome();
            connection.write("HTTP/1.1 400 Bad Request\r\n\r\n");
        });
        http::Client client(loopbackOptions());
        const auto response = sendNow(client, get("https://127.0.0.1:" + std::to_string(server.port())));
        SB_VERIFY_CODE(response, "http.tls");
    }

    void neverLeavesHttpsForHttp()
    {
        const Certificate certificate({"127.0.0.1"}, &m_authority);
        RawServer plain(always(answerText(200, "plain")));
        RawServer server(always(answerText(302, "", {"Location: " + plain.url() + "/?key=verysecret"})), with(certificate));
        http::Client client(loopbackOptions());
        auto request = get(server.url());
        request.tls.caFile = m_authorityFile;
        const auto response = sendNow(client, request);
        SB_VERIFY_CODE(response, "http.redirect");
        QVERIFY(wholeText(response.error()).find("verysecret") == std::string::npos);
        QCOMPARE(plain.connections(), 0);
    }
};

SB_TEST_MAIN(TestHttpTls)
#include "tst_http_tls.moc"
