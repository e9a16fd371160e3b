// SPDX-License-Identifier: GPL-3.0-or-later
// http.request: what is sent, what becomes of the answer, and what counts as a failure.
#include "harness.h"

#include "support/loopback_server.h"

using namespace signalbox;
using Server = test::LoopbackServer;

namespace {

Server::Reply jsonReply(int status, std::string body)
{
    Server::Reply reply;
    reply.status = status;
    reply.body = test::quoted(body);
    reply.headers = {"Content-Type: application/json"};
    return reply;
}

Server::Reply typedReply(std::string type, std::string body)
{
    Server::Reply reply;
    reply.body = std::move(body);
    reply.headers = {"Content-Type: " + type};
    return reply;
}

} // namespace

class TestHttpRequest : public SignalboxTest
{
    Q_OBJECT

    std::unique_ptr<test::Harness> m_harness;
    std::unique_ptr<Server> m_server;
    Server::Handler m_handler;

    void setUp() override
    {
        m_handler = [](const Server::Request &) { return jsonReply(200, "{'ok': true}"); };
        m_harness = std::make_unique<test::Harness>();
        m_server = std::make_unique<Server>([this](const Server::Request &request) { return m_handler(request); });
    }
    void tearDown() override
    {
        m_harness.reset();
        m_server.reset();
    }

    /// A call with `$` standing for the server's address.
    engine::EffectCall call(std::string config) const
    {
        for (auto at = config.find('$'); at != std::string::npos; at = config.find('$')) {
            config.replace(at, 1, m_server->url());
        }
        return m_harness->call(config);
    }
    Result<json::Value> send(const std::string &config) { return m_harness->effect("http.request", call(config)); }
    const Server::Request &last() const { return m_server->requests().back(); }

private Q_SLOTS:
    void givesStatusHeadersAndBody()
    {
        m_handler = [](const Server::Request &) {
            auto reply = jsonReply(201, "{'n': [1, 2.5]}");
            reply.headers.insert(reply.headers.end(), {"X-Two: a", "X-Two: b"});
            return reply;
        };
        const auto result = send("{'url': '$/a'}");
        QVERIFY2(result.ok(), result.ok() ? "" : result.error().describe().c_str());
        QCOMPARE(result->at("status").as_int64(), 201);
        QCOMPARE(json::write(result->at("body")), test::quoted("{'n':[1,2.5]}"));
        QCOMPARE(json::text(result->at("headers").as_object(), "x-two"), std::string_view("a, b"));
        QVERIFY(result->at("durationMs").as_int64() >= 0);
        QVERIFY(!result->as_object().contains("bodyEncoding"));
        QCOMPARE(last().method, std::string("GET"));
        QCOMPARE(last().target, std::string("/a"));
    }

    void encodesTheQuery()
    {
        QVERIFY(send("{'url': '$/a?x=1#part', 'query': {'q': 'a b&c', 'tag': ['x', 2], 'none': null, 'on': true}}").ok());
        QCOMPARE(last().target, std::string("/a?x=1&q=a%20b%26c&tag=x&tag=2&on=true"));
        SB_COMPARE_ERROR(send("{'url': '$/', 'query': {'q': {'a': 1}}}"), "http.invalid");
    }

    void sendsBodiesOfEachKind()
    {
        QVERIFY(send("{'url': '$/', 'method': 'post', 'body': {'a': [1, null]}}").ok());
        QCOMPARE(last().method, std::string("POST"));
        QCOMPARE(last().body, test::quoted("{'a':[1,null]}"));
        QCOMPARE(last().header("content-type"), std::string("application/json"));
        QVERIFY(send("{'url': '$/', 'method': 'PUT', 'body': 'plain'}").ok());
        QCOMPARE(last().body, std::string("plain"));
        QCOMPARE(last().header("content-type"), std::string("text/plain; charset=utf-8"));
        QVERIFY(send("{'url': '$/', 'method': 'PUT', 'body': 'plain', 'bodyType': 'json'}").ok());
        QCOMPARE(last().body, std::string("\"plain\""));
        QVERIFY(send("{'url': '$/', 'method': 'PATCH', 'body': {'a b': 'c&d', 'e': [1, 2]}, 'bodyType': 'form'}").ok());
        QCOMPARE(last().body, std::string("a+b=c%26d&e=1&e=2"));
        QCOMPARE(last().header("content-type"), std::string("application/x-www-form-urlencoded"));
        QVERIFY(send("{'url': '$/', 'method': 'POST', 'body': [], 'headers': {'Content-Type': 'application/x-own', 'X-N': 5}}").ok());
        QCOMPARE(last().header("content-type"), std::string("application/x-own"));
        QCOMPARE(last().header("x-n"), std::string("5"));
    }

    void signsIn()
    {
        QVERIFY(send("{'url': '$/', 'auth': {'type': 'bearer', 'token': 't0k'}}").ok());
        QCOMPARE(last().header("authorization"), std::string("Bearer t0k"));
        QVERIFY(send("{'url': '$/', 'auth': {'type': 'basic', 'username': 'ada', 'password': 'p:w'}}").ok());
        QCOMPARE(last().header("authorization"), std::string("Basic YWRhOnA6dw=="));
        SB_COMPARE_ERROR(send("{'url': '$/', 'auth': {'type': 'basic', 'username': 'a:b', 'password': 'x'}}"), "http.invalid");
    }

    void carriesTheKeyUnlessItIsGetOrHead()
    {
        for (const auto *method : {"POST", "PUT", "DELETE", "PATCH"}) {
            QVERIFY(send(std::string("{'url': '$/', 'method': '") + method + "'}").ok());
            QCOMPARE(last().header("idempotency-key"), std::string("key-1"));
        }
        QVERIFY(send("{'url': '$/'}").ok());
        QVERIFY(!last().headers.contains("idempotency-key"));
        QVERIFY(send("{'url': '$/', 'method': 'POST', 'headers': {'Idempotency-Key': 'own'}}").ok());
        QCOMPARE(last().header("idempotency-key"), std::string("own"));
    }

    void everyEffectHasAConnectionOfItsOwn()
    {
        QVERIFY(send("{'url': '$/', 'method': 'POST'}").ok());
        QVERIFY(send("{'url': '$/', 'method': 'POST'}").ok());
        QVERIFY(m_server->requests()[0].connection != m_server->requests()[1].connection);
    }

    void isSentOnceWhenTheServerHangsUp()
    {
        m_handler = [](const Server::Request &) {
            Server::Reply reply;
            reply.answer = Server::Reply::Answer::Drop;
            return reply;
        };
        const auto held = send("{'url': '$/', 'method': 'POST'}");
        SB_COMPARE_ERROR(held, "http.closed");
        QVERIFY(!held.error().isRetryable());
        QCOMPARE(m_server->requests().size(), std::size_t(1));
        // Where the target honours the key, the engine may try again.
        const auto repeatable = send("{'url': '$/', 'method': 'POST', 'idempotent': true}");
        SB_COMPARE_ERROR(repeatable, "http.closed");
        QVERIFY(repeatable.error().isRetryable());
        QCOMPARE(m_server->requests().size(), std::size_t(2));
    }

    void failsOnABadStatus_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("retryable");
        for (const int status : {400, 401, 404, 409, 422, 501}) {
            QTest::addRow("%d", status) << status << false;
        }
        for (const int status : {408, 429, 500, 502, 503, 504}) {
            QTest::addRow("%d", status) << status << true;
        }
    }
    void failsOnABadStatus()
    {
        QFETCH(int, status);
        QFETCH(bool, retryable);
        m_handler = [status](const Server::Request &) { return jsonReply(status, "{'why': 'no'}"); };
        const auto result = send("{'url': '$/x?token=secret'}");
        SB_COMPARE_ERROR(result, "http.status");
        QCOMPARE(result.error().isRetryable(), retryable);
        QVERIFY(result.error().describe().find("secret") == std::string::npos);
        const auto &args = result.error().args;
        QVERIFY(std::ranges::find(args, std::pair(std::string("body"), test::quoted("{'why': 'no'}"))) != args.end());
        const auto taken = send("{'url': '$/x', 'failOnStatus': false}");
        QVERIFY(taken.ok());
        QCOMPARE(taken->at("status").as_int64(), status);
    }

    void tellsHowLongToWait()
    {
        m_handler = [](const Server::Request &) {
            auto reply = jsonReply(503, "{}");
            reply.headers.push_back("Retry-After: 7");
            return reply;
        };
        const auto result = send("{'url': '$/'}");
        QVERIFY(!result.ok());
        const auto &args = result.error().args;
        QVERIFY(std::ranges::find(args, std::pair(std::string("retryAfterMs"), std::string("7000"))) != args.end());
    }

    void parsesTheAnswerByItsType_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("parse");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, const char *type, const char *body, const char *parse, const char *expected) {
            QTest::newRow(name) << QByteArray(type) << QByteArray(body) << QByteArray(parse) << QByteArray(expected);
        };
        row("json", "application/json; charset=utf-8", "[1]", "auto", "[1]");
        row("json by suffix", "application/problem+json", "{}", "auto", "{}");
        row("json that is none", "application/json", "<html>", "auto", "\"<html>\"");
        row("text", "text/plain", "[1]", "auto", "\"[1]\"");
        row("no type", "application/octet-stream", "plain", "auto", "\"plain\"");
        row("bytes that are no text", "application/octet-stream", "\xff\xfe", "auto", "\"//4=\"");
        row("nothing", "application/json", "", "auto", "null");
        row("json on request", "text/plain", "[1]", "json", "[1]");
        row("text on request", "application/json", "[1]", "text", "\"[1]\"");
        row("empty text", "application/json", "", "text", "\"\"");
        row("bytes on request", "text/plain", "abc", "bytes", "\"YWJj\"");
    }
    void parsesTheAnswerByItsType()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, parse);
        QFETCH(QByteArray, expected);
        m_handler = [&](const Server::Request &) { return typedReply(type.toStdString(), body.toStdString()); };
        const auto result = send("{'url': '$/', 'parse': '" + parse.toStdString() + "'}");
        QVERIFY2(result.ok(), result.ok() ? "" : result.error().describe().c_str());
        QCOMPARE(json::write(result->at("body")), expected.toStdString());
    }

    void refusesAnAnswerThatIsNotWhatWasAskedFor()
    {
        m_handler = [](const Server::Request &) { return typedReply("text/html", "<html>"); };
        SB_COMPARE_ERROR(send("{'url': '$/', 'parse': 'json'}"), "http.body");
        m_handler = [](const Server::Request &) { return typedReply("text/plain", "caf\xe9"); };
        SB_COMPARE_ERROR(send("{'url': '$/'}"), "http.body");
    }

    void limitsTheAnswer()
    {
        m_handler = [](const Server::Request &) { return typedReply("text/plain", std::string(2000, 'x')); };
        SB_COMPARE_ERROR(send("{'url': '$/', 'maxBytes': 1000}"), "http.tooLarge");
        QVERIFY(send("{'url': '$/', 'maxBytes': 2000}").ok());
    }

    void followsRedirectsUnlessToldNotTo()
    {
        m_handler = [](const Server::Request &request) {
            if (request.target == "/old") {
                Server::Reply reply;
                reply.status = 302;
                reply.headers = {"Location: /new"};
                return reply;
            }
            return jsonReply(200, "{'at': 'new'}");
        };
        const auto followed = send("{'url': '$/old'}");
        QVERIFY(followed.ok());
        QCOMPARE(last().target, std::string("/new"));
        const auto stayed = send("{'url': '$/old', 'followRedirects': false}");
        QVERIFY2(stayed.ok(), stayed.ok() ? "" : stayed.error().describe().c_str());
        QCOMPARE(stayed->at("status").as_int64(), 302);
    }

    void timesOutByItsOwnLimitOrTheNodes()
    {
        m_handler = [](const Server::Request &) {
            Server::Reply reply;
            reply.answer = Server::Reply::Answer::Never;
            return reply;
        };
        const auto own = send("{'url': '$/', 'timeout': '50ms'}");
        SB_COMPARE_ERROR(own, "http.timeout");
        QVERIFY(own.error().isRetryable());
        auto limited = call("{'url': '$/'}");
        limited.timeout = Millis(50);
        SB_COMPARE_ERROR(m_harness->effect("http.request", std::move(limited)), "http.timeout");
    }

    void endsWhenStopped()
    {
        std::stop_source source;
        m_handler = [&](const Server::Request &) {
            source.request_stop();
            Server::Reply reply;
            reply.answer = Server::Reply::Answer::Never;
            return reply;
        };
        SB_COMPARE_ERROR(m_harness->effect("http.request", call("{'url': '$/'}"), source.get_token()), "cancelled");
    }

    void obeysTheAddressPolicy()
    {
        m_harness = std::make_unique<test::Harness>(nodes::FilePolicy{}, http::AddressPolicy());
        SB_COMPARE_ERROR(send("{'url': '$/'}"), "http.addressRefused");
        QVERIFY(m_server->requests().empty());
    }

    void saysWhatIsWrongWithAUrl()
    {
        SB_COMPARE_ERROR(send("{'url': 'gopher://example.com/'}"), "http.invalid");
        SB_COMPARE_ERROR(send("{'url': 'not a url'}"), "http.invalid");
    }
};

SB_TEST_MAIN(TestHttpRequest)
#include "tst_http_request.moc"
