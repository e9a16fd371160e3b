// SPDX-License-Identifier: GPL-3.0-or-later
// Redirects: which are followed, what goes along, and where they must not lead.
#include "http_rig.h"

#include "http/body_pipe.h"

using namespace signalbox;
using namespace signalbox::test;

namespace {

// Answers /N with a redirect to /N-1 and / with what it was asked.
RawServer::Handler redirecting(RawServer **self, int status, std::string location)
{
    return [self, status, location](RawConnection &connection) {
        while (auto request = connection.readRequest()) {
            (*self)->remember(*request);
            connection.write(request->target == "/start" ? answerText(status, "go away", {"Location: " + location}) : answerText(200, "arrived"));
        }
    };
}

} // namespace

class TestHttpRedirects : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void theMethodFollowsTheRules_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("method");
        QTest::addColumn<QString>("then");
        const auto row = [](int status, const char *method, const char *then) {
            QTest::addRow("%d %s", status, method) << status << QString::fromLatin1(method) << QString::fromLatin1(then);
        };
        row(301, "GET", "GET");
        row(301, "POST", "GET");
        row(302, "POST", "GET");
        row(302, "PUT", "PUT");
        row(303, "PUT", "GET");
        row(303, "HEAD", "HEAD");
        row(307, "POST", "POST");
        row(308, "DELETE", "DELETE");
    }
    void theMethodFollowsTheRules()
    {
        QFETCH(int, status);
        QFETCH(QString, method);
        QFETCH(QString, then);
        RawServer *self = nullptr;
        RawServer server(redirecting(&self, status, "/end?x=1"));
        self = &server;
        http::Client client(loopbackOptions());
        auto request = get(server.url() + "/start");
        request.method = method.toStdString();
        const bool hasBody = method == QStringLiteral("POST") || method == QStringLiteral("PUT");
        if (hasBody) {
            request.body = std::string("payload");
            request.headers.add("Content-Type", "text/plain");
        }
        const auto response = sendNow(client, request);
        SB_VERIFY_OK(response);
        QCOMPARE(response->status, 200);
        QCOMPARE(response->redirects, 1u);
        QCOMPARE(response->url, server.url() + "/end");
        const auto last = server.requests().at(1);
        QCOMPARE(last.method, then.toStdString());
        QCOMPARE(last.target, std::string("/end?x=1"));
        QCOMPARE(last.body, std::string(hasBody && then == method ? "payload" : ""));
        QCOMPARE(last.headers.contains("content-type"), hasBody && then == method);
    }

    void credentialsStayWithTheirOrigin()
    {
        RawServer *otherSelf = nullptr;
        RawServer other(redirecting(&otherSelf, 302, "/nowhere"));
        otherSelf = &other;
        RawServer *self = nullptr;
        RawServer server(redirecting(&self, 307, other.url() + "/end"));
        self = &server;
        http::Client client(loopbackOptions());
        auto request = get("http://me:pass@127.0.0.1:" + std::to_string(server.port()) + "/start");
        request.headers = {{"Authorization", "Bearer verysecret"}, {"Cookie", "a=verysecret"}, {"X-Api-Key", "verysecret"}, {"Accept", "text/html"}};
        SB_VERIFY_OK(sendNow(client, request));
        const auto seen = other.requests().at(0);
        QVERIFY2(seen.head.find("verysecret") == std::string::npos && !seen.headers.contains("authorization"), seen.head.c_str());
        QCOMPARE(seen.header("accept"), std::string("text/html"));
    }

    void credentialsGoAlongWithinTheOrigin_data()
    {
        QTest::addColumn<bool>("absolute");
        QTest::newRow("relative") << false;
        QTest::newRow("absolute") << true;
    }
    void credentialsGoAlongWithinTheOrigin()
    {
        QFETCH(bool, absolute);
        RawServer *self = nullptr;
        RawServer server([&self, absolute](RawConnection &connection) {
            while (auto request = connection.readRequest()) {
                self->remember(*request);
                connection.write(request->target == "/start" ? answerText(302, "", {"Location: " + (absolute ? self->url() : std::string()) + "/end"}) : answerText(200, ""));
            }
        });
        self = &server;
        http::Client client(loopbackOptions());
        auto request = get("http://me:pass@127.0.0.1:" + std::to_string(server.port()) + "/start");
        request.headers = {{"X-Api-Key", "mine"}};
        SB_VERIFY_OK(sendNow(client, request));
        const auto seen = server.requests().at(1);
        QCOMPARE(seen.header("x-api-key"), std::string("mine"));
        QCOMPARE(seen.header("authorization"), server.requests().at(0).header("authorization"));
    }

    void aChainHasItsLimit()
    {
        RawServer *self = nullptr;
        RawServer server([&self](RawConnection &connection) {
            while (auto request = connection.readRequest()) {
                self->remember(*request);
                connection.write(answerText(302, "", {"Location: /next?key=verysecret"}));
            }
        });
        self = &server;
        http::Client client(loopbackOptions());
        auto request = get(server.url());
        request.followRedirects = 3;
        const auto response = sendNow(client, request);
        SB_VERIFY_CODE(response, "http.redirect");
        QCOMPARE(server.requests().size(), std::size_t(4));
        QVERIFY2(wholeText(response.error()).find("verysecret") == std::string::npos, wholeText(response.error()).c_str());

        request.followRedirects = 0;
        const auto first = sendNow(client, request);
        SB_VERIFY_OK(first);
        QCOMPARE(first->status, 302);
    }

    void aRedirectWithoutATargetIsAnAnswer()
    {
        RawServer server(always(answerText(302, "where?")));
        http::Client client(loopbackOptions());
        const auto response = sendNow(client, get(server.url()));
        SB_VERIFY_OK(response);
        QCOMPARE(response->status, 302);
        QCOMPARE(response->body, std::string("where?"));
    }

    void leadsNowhereElse_data()
    {
        QTest::addColumn<QString>("location");
        QTest::newRow("file") << QStringLiteral("file:///etc/hostname");
        QTest::newRow("another protocol") << QStringLiteral("gopher://127.0.0.1:1/_x");
        QTest::newRow("script") << QStringLiteral("javascript:alert(1)");
        QTest::newRow("broken") << QStringLiteral("http://127.0.0.1:99999/");
    }
    void leadsNowhereElse()
    {
        QFETCH(QString, location);
        RawServer server(always(answerText(302, "", {"Location: " + location.toStdString()})));
        http::Client client(loopbackOptions());
        SB_VERIFY_CODE(sendNow(client, get(server.url())), "http.redirect");
    }

    void theAddressIsVettedAgain()
    {
        RawServer inner(always(answerText(200, "the metadata of the cloud")));
        RawServer server(always(answerText(302, "", {"Location: http://localhost:" + std::to_string(inner.port()) + "/"})));
        http::ClientOptions options;
        options.addressPolicy = *http::AddressPolicy::allowing({"first.example"}); // nothing of loopback
        auto policy = std::make_shared<const http::AddressPolicy>(*http::AddressPolicy::allowing({"127.0.0.1"}));
        http::Client client(options);
        auto request = get(server.url());
        request.addressPolicy = policy;
        request.url = server.url();
        // 127.0.0.1 by its number is allowed; 127.0.0.2 to which the next one leads is not.
        RawServer second(always(answerText(302, "", {"Location: http://127.0.0.2:" + std::to_string(inner.port()) + "/"})));
        request.url = second.url();
        const auto response = sendNow(client, request);
        SB_VERIFY_CODE(response, "http.addressRefused");
        QCOMPARE(argOf(response.error(), "address"), std::string("127.0.0.2"));
        QCOMPARE(inner.connections(), 0);
    }

    void aStreamedBodyIsNotSentTwice()
    {
        RawServer server([](RawConnection &connection) {
            connection.readRequest();
            connection.write(answerText(307, "", {"Location: /elsewhere"}));
        });
        http::Client client(loopbackOptions());
        auto pipe = std::make_shared<http::BodyPipe>();
        http::Request request;
        request.method = "POST";
        request.url = server.url();
        request.body = pipe;
        pipe->finish();
        SB_VERIFY_CODE(sendNow(client, request), "http.redirect");
        QCOMPARE(server.connections(), 1);
    }
};

SB_TEST_MAIN(TestHttpRedirects)
#include "tst_http_redirects.moc"
