// SPDX-License-Identifier: GPL-3.0-or-later
// REST as clients see it: the real signalboxd, its answers, its errors, its document.
#include "api/calls.h"
#include "daemon.h"
#include "http_peer.h"

#include <QTemporaryDir>
#include <QWebSocket>

#include <set>

using namespace signalbox;

namespace {

const std::string kFlow = R"({"nodes":[{"id":"calc","type":"transform","config":{"expression":"input.n * 2"}},{"id":"end","type":"output"}],"edges":[{"from":"calc","to":"end"}]})";

std::string body(json::Object object)
{
    return json::write(object);
}

// Every "$ref" of the document leads to something in it.
void checkReferences(const json::Value &value, const json::Value &root, std::vector<std::string> &problems)
{
    if (value.is_array()) {
        for (const auto &element : value.get_array()) {
            checkReferences(element, root, problems);
        }
    } else if (value.is_object()) {
        for (const auto &entry : value.get_object()) {
            if (entry.key() == "$ref" && entry.value().is_string()) {
                std::string text(entry.value().get_string());
                boost::system::error_code failed;
                if (!text.starts_with("#/") || !root.find_pointer(text.substr(1), failed)) {
                    problems.push_back(text);
                }
            } else {
                checkReferences(entry.value(), root, problems);
            }
        }
    }
}

} // namespace

class TestServerRest : public SignalboxTest
{
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<test::Daemon> m_daemon;
    std::unique_ptr<test::HttpPeer> m_peer;

    test::HttpAnswer ask(const std::string &verb, const std::string &path, const std::string &text = {}, const std::string &headers = {})
    {
        auto answer = m_peer->ask(verb, "/api/v1" + path, text, headers);
        if (answer.header("connection") == "close") {
            m_peer = std::make_unique<test::HttpPeer>(m_daemon->port(), m_daemon->token());
        }
        return answer;
    }
    test::HttpAnswer askAs(const std::string &token, const std::string &verb, const std::string &path, const std::string &text = {})
    {
        return test::HttpPeer(m_daemon->port(), token).ask(verb, "/api/v1" + path, text);
    }
    // A WebSocket that signs in by its first message; gives the answer.
    json::Value signIn(json::Object credential)
    {
        QWebSocket socket;
        QByteArray got;
        QObject::connect(&socket, &QWebSocket::textMessageReceived, &socket, [&](const QString &text) { got = text.toUtf8(); });
        QObject::connect(&socket, &QWebSocket::connected, &socket, [&] {
            socket.sendTextMessage(QString::fromStdString(json::write(json::Object{{"jsonrpc", "2.0"}, {"id", 1}, {"method", "session.authenticate"}, {"params", std::move(credential)}})));
        });
        socket.open(QUrl(QStringLiteral("ws://127.0.0.1:%1/api/v1/ws").arg(m_daemon->port())));
        test::pumpUntil([&] { return !got.isEmpty(); });
        return json::parse(got.toStdString()).value_or(json::Value());
    }

protected:
    void setUp() override
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_daemon = std::make_unique<test::Daemon>(m_folder->filePath(QStringLiteral("data")));
        if (!m_daemon->start()) {
            qFatal("not started: %s", m_daemon->err().constData());
        }
        m_peer = std::make_unique<test::HttpPeer>(m_daemon->port(), m_daemon->token());
    }
    void tearDown() override
    {
        m_peer.reset();
        m_daemon->process().terminate();
        QCOMPARE(m_daemon->end(), 0);
        QVERIFY2(m_daemon->err().isEmpty(), m_daemon->err().constData());
        m_daemon.reset();
        m_folder.reset();
    }

private Q_SLOTS:
    void savesPublishesAndRuns()
    {
        auto answer = ask("PUT", "/flows/doubling", body({{"text", kFlow}}));
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body.at("success"), json::Value(true));
        QVERIFY(!std::string(answer.body.at("meta").at("requestId").as_string()).empty());
        QCOMPARE(answer.header("x-request-id"), std::string(answer.body.at("meta").at("requestId").as_string()));
        QCOMPARE(answer.header("content-type"), std::string("application/json"));
        QCOMPARE(answer.header("cache-control"), std::string("no-store"));
        QCOMPARE(ask("POST", "/flows/doubling/publish").status, 200);
        QCOMPARE(ask("GET", "/flows/doubling/versions/1").data().at("number"), json::Value(1));
        answer = ask("POST", "/runs", body({{"flow", "doubling"}, {"input", json::Object{{"n", 21}}}}));
        QCOMPARE(answer.status, 200);
        const std::string run(json::text(answer.data(), "id"));
        answer = ask("POST", "/runs/" + run + "/wait");
        QCOMPARE(answer.data().at("result"), json::Value(42));
        QCOMPARE(ask("GET", "/runs/" + run + "/steps?limit=1").data().at("steps").as_array().size(), std::size_t(1));
        QCOMPARE(ask("GET", "/runs?flow=doubling&unfinished=false").data().at("runs").as_array().size(), std::size_t(1));
        QVERIFY(!ask("GET", "/events?topics=run.*").data().at("events").as_array().empty());
        const auto revision = json::write(ask("GET", "/flows/doubling").data().at("revision"));
        QCOMPARE(ask("DELETE", "/flows/doubling?revision=" + revision).status, 200);
        QCOMPARE(ask("GET", "/flows/doubling").status, 404);
        QVERIFY(ask("GET", "/audit").text.find("flows.remove") != std::string::npos);
        // A name that needs its percent signs.
        QCOMPARE(ask("PUT", "/flows/two%20words%2Fone%20slash", body({{"text", kFlow}})).status, 200);
        QCOMPARE(ask("GET", "/flows/two%20words%2Fone%20slash").data().at("id"), json::Value("two words/one slash"));
    }

    void errorsAreOfOneKind_data()
    {
        QTest::addColumn<QByteArray>("verb");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("code");
        const auto row = [](const char *name, const char *verb, const char *path, const char *text, int status, const char *code) {
            QTest::newRow(name) << QByteArray(verb) << QByteArray(path) << QByteArray(text) << status << QByteArray(code);
        };
        row("nothing there", "GET", "/nothing", "", 404, "http.notFound");
        row("another verb", "PATCH", "/flows", "", 405, "http.method");
        row("no such flow", "GET", "/flows/none", "", 404, "store.notFound");
        row("no such type", "GET", "/node-types/none", "", 404, "nodeType.unknown");
        row("no JSON", "POST", "/flows/validate", "hello", 400, "json.syntax");
        row("two keys", "POST", "/flows/validate", "{\"text\":\"\",\"text\":\"\"}", 400, "json.duplicateKey");
        row("no object", "POST", "/flows/validate", "[]", 400, "rpc.params");
        row("a missing parameter", "POST", "/flows/validate", "{}", 400, "rpc.params");
        row("a wrong type", "POST", "/flows/validate", "{\"text\":7}", 400, "rpc.params");
        row("an unknown query", "GET", "/runs?color=red", "", 400, "rpc.params");
        row("no number", "GET", "/runs?limit=many", "", 400, "rpc.params");
        row("no truth", "GET", "/runs?unfinished=maybe", "", 400, "rpc.params");
        row("twice", "GET", "/runs?limit=1&limit=2", "", 400, "rpc.params");
        row("a query beside a body", "POST", "/flows/validate?text=x", "{}", 400, "rpc.params");
        row("another id", "PUT", "/flows/a", "{\"id\":\"b\",\"text\":\"{}\"}", 400, "rpc.params");
        row("half a percent sign", "GET", "/runs?flow=%4", "", 400, "http.target");
        row("no UTF-8", "GET", "/runs?flow=%ff", "", 400, "http.target");
        row("no UTF-8 in a name", "GET", "/runs?f\xdd=1", "", 400, "http.target");
        row("a zero", "GET", "/runs?flow=%00", "", 400, "http.target");
        row("a wrong state", "GET", "/runs?state=asleep", "", 400, "rpc.params");
        row("an invalid flow", "POST", "/runs", "{\"text\":\"{\\\"nodes\\\":[{\\\"id\\\":\\\"a\\\",\\\"type\\\":\\\"none\\\"}]}\"}", 422, "flow.invalid");
        row("a folder from afar", "POST", "/runs", "{\"text\":\"{\\\"nodes\\\":[]}\",\"folder\":\"/\"}", 403, "call.localOnly");
        row("a path from afar", "POST", "/system/backup", "{\"path\":\"/tmp/x.db\"}", 403, "call.localOnly");
        row("gone events", "GET", "/events?after=999999", "", 410, "events.gone");
        row("a token in the address", "GET", "/flows?token=sbx_x", "", 400, "http.target");
    }
    void errorsAreOfOneKind()
    {
        QFETCH(QByteArray, verb);
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, text);
        QFETCH(int, status);
        QFETCH(QByteArray, code);
        const auto answer = ask(verb.toStdString(), path.toStdString(), text.toStdString());
        QVERIFY2(answer.status == status && answer.code() == code.toStdString(), answer.text.c_str());
        QCOMPARE(answer.body.at("success"), json::Value(false));
        QVERIFY(!answer.body.at("error").as_string().empty());
        QCOMPARE(answer.body.at("errors").as_array().front().at("code"), json::Value(code.toStdString()));
        QVERIFY(!answer.header("x-request-id").empty());
        if (status == 405) {
            QCOMPARE(answer.header("allow"), std::string("GET"));
        }
    }

    void wantsJson()
    {
        test::HttpPeer peer(m_daemon->port());
        peer.send("POST /api/v1/flows/validate HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + m_daemon->token() + "\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}");
        const auto answer = peer.answer();
        QCOMPARE(answer.status, 415);
        QCOMPARE(answer.code(), std::string("http.mediaType"));
    }

    void theDocumentHoldsEveryCall()
    {
        // It tells of calls, not of data: nobody needs to sign in for it.
        const auto answer = test::HttpPeer(m_daemon->port()).ask("GET", "/api/v1/openapi.json");
        QCOMPARE(answer.status, 200);
        const auto &document = answer.body;
        QCOMPARE(document.at("openapi"), json::Value("3.1.0"));
        std::vector<std::string> problems;
        checkReferences(document, document, problems);
        QVERIFY2(problems.empty(), problems.empty() ? "" : problems.front().c_str());
        std::set<std::string> operations;
        for (const auto *info : api::allCalls()) {
            const std::string name(info->name);
            QVERIFY2(json::find(document.at("x-calls"), name) != nullptr, name.c_str());
            if (info->route.path.empty()) {
                continue;
            }
            const auto *path = json::find(document.at("paths"), "/api/v1" + std::string(info->route.path));
            QVERIFY2(path != nullptr, name.c_str());
            std::string verb(api::verbName(info->route.verb));
            std::transform(verb.begin(), verb.end(), verb.begin(), [](char c) { return static_cast<char>(c | 0x20); });
            const auto *operation = json::find(*path, verb);
            QVERIFY2(operation != nullptr, name.c_str());
            QVERIFY2(operations.insert(std::string(operation->at("operationId").as_string())).second, name.c_str());
            QVERIFY(operation->at("responses").as_object().contains("200"));
            // Each variable of the path is a parameter of it.
            const auto *parameters = json::find(*operation, "parameters");
            for (auto at = info->route.path.find('{'); at != std::string_view::npos; at = info->route.path.find('{', at + 1)) {
                const std::string variable(info->route.path.substr(at + 1, info->route.path.find('}', at) - at - 1));
                const auto &list = parameters->as_array();
                QVERIFY2(std::any_of(list.begin(), list.end(), [&](const auto &one) { return one.at("name") == json::Value(variable) && one.at("in") == json::Value("path") && one.at("required") == json::Value(true); }), name.c_str());
            }
        }
        QVERIFY(json::find(document.at("paths"), "/health/ready") != nullptr);
        QVERIFY(json::find(document.at("components").at("securitySchemes"), "token") != nullptr);
    }

    void tokensHaveAScopeAndAnEnd()
    {
        QCOMPARE(askAs({}, "GET", "/flows").status, 401);
        QCOMPARE(askAs({}, "GET", "/flows").header("www-authenticate"), std::string("Bearer"));
        QCOMPARE(askAs("sbx_nothing", "GET", "/flows").code(), std::string("auth.token"));
        auto answer = ask("POST", "/tokens", body({{"subject", "reader"}, {"permissions", json::Array{"flows.read", "tokens.write"}}}));
        QCOMPARE(answer.status, 200);
        const std::string id(json::text(answer.data(), "id"));
        const std::string token(json::text(answer.data(), "token"));
        QVERIFY(ask("GET", "/tokens").text.find(token) == std::string::npos);
        QCOMPARE(askAs(token, "GET", "/flows").status, 200);
        QCOMPARE(askAs(token, "PUT", "/flows/a", body({{"text", kFlow}})).status, 403);
        QCOMPARE(askAs(token, "PUT", "/flows/a", body({{"text", kFlow}})).code(), std::string("auth.denied"));
        QCOMPARE(askAs(token, "POST", "/tokens", body({{"subject", "more"}, {"permissions", json::Array{"*"}}})).status, 403);
        const auto info = askAs(token, "GET", "/system").data();
        QCOMPARE(info.at("subject"), json::Value("reader"));
        // A channel that a token signed in ends with it.
        QCOMPARE(ask("DELETE", "/tokens/" + id).status, 200);
        QCOMPARE(askAs(token, "GET", "/flows").status, 401);
        QCOMPARE(ask("DELETE", "/tokens/none").status, 404);
        const auto soon = ask("POST", "/tokens", body({{"subject", "brief"}, {"permissions", json::Array{"flows.read"}}, {"expiresAt", SystemClock().now() + 700}}));
        const std::string brief(json::text(soon.data(), "token"));
        QVERIFY(test::pumpUntil([&] { return askAs(brief, "GET", "/flows").status == 401; }));
    }

    void guessingIsSlowedDown()
    {
        int refused = 0;
        test::HttpAnswer answer;
        for (int i = 0; i < 20 && answer.status != 429; ++i) {
            answer = askAs("sbx_" + std::string(43, static_cast<char>('a' + i)), "GET", "/flows");
            refused += answer.status == 401 ? 1 : 0;
        }
        QCOMPARE(answer.status, 429);
        QVERIFY(refused >= 5);
        QVERIFY(!answer.header("retry-after").empty());
    }

    void ticketsAreForOneUse()
    {
        QCOMPARE(askAs({}, "POST", "/tokens/ticket").status, 401);
        const auto made = ask("POST", "/tokens/ticket");
        QCOMPARE(made.status, 200);
        const std::string ticket(json::text(made.data(), "ticket"));
        QCOMPARE(signIn({{"ticket", ticket}}).at("result").at("subject"), json::Value("owner"));
        QCOMPARE(signIn({{"ticket", ticket}}).at("error").at("data").at("code"), json::Value("auth.ticket"));
        QCOMPARE(signIn({{"ticket", m_daemon->token()}}).at("error").at("data").at("code"), json::Value("auth.ticket"));
        QCOMPARE(signIn({{"token", m_daemon->token()}}).at("result").at("workspace"), json::Value("default"));
        QCOMPARE(signIn({}).at("error").at("data").at("code"), json::Value("auth.ticket"));
    }

    void aRepeatedRequestIsDoneOnce()
    {
        const auto text = body({{"text", kFlow}, {"input", json::Object{{"n", 1}}}});
        const auto first = ask("POST", "/runs", text, "Idempotency-Key: one\r\n");
        QCOMPARE(first.status, 200);
        QCOMPARE(ask("POST", "/runs", text, "Idempotency-Key: one\r\n").data().at("id"), first.data().at("id"));
        QVERIFY(ask("POST", "/runs", text, "Idempotency-Key: two\r\n").data().at("id") != first.data().at("id"));
        const auto other = ask("POST", "/runs", body({{"text", kFlow}, {"input", json::Object{{"n", 2}}}}), "Idempotency-Key: one\r\n");
        QCOMPARE(other.status, 422);
        QCOMPARE(other.code(), std::string("idempotency.reused"));
        QCOMPARE(ask("POST", "/runs", text, "Idempotency-Key: " + std::string(200, 'k') + "\r\n").status, 400);
    }

    void answersInTheOrderOfTheRequests()
    {
        std::string text;
        for (int i = 0; i < 50; ++i) {
            text += m_peer->request("POST", "/api/v1/system/ping", body({{"value", i}}));
        }
        m_peer->send(text);
        for (int i = 0; i < 50; ++i) {
            const auto answer = m_peer->answer();
            QCOMPARE(answer.status, 200);
            QCOMPARE(answer.data().at("value"), json::Value(i));
        }
    }

    void aClientThatLeavesIsNoTrouble()
    {
        const auto run = ask("POST", "/runs", body({{"text", R"({"nodes":[{"id":"pause","type":"wait","config":{"duration":"1h"}}]})"}}));
        const std::string id(json::text(run.data(), "id"));
        for (int i = 0; i < 20; ++i) {
            test::HttpPeer leaving(m_daemon->port(), m_daemon->token());
            leaving.send(leaving.request("POST", "/api/v1/runs/" + id + "/wait"));
            test::HttpPeer half(m_daemon->port(), m_daemon->token());
            half.send("POST /api/v1/runs HTTP/1.1\r\nHost: localhost\r\nContent-Le");
            QVERIFY(test::pumpUntil([&] { return leaving.socket().bytesToWrite() == 0 && half.socket().bytesToWrite() == 0; }));
            leaving.socket().abort();
            half.socket().abort();
        }
        QCOMPARE(ask("POST", "/runs/" + id + "/cancel").status, 200);
        QCOMPARE(ask("GET", "/runs/" + id).data().at("state"), json::Value("cancelled"));
    }
};

SB_TEST_MAIN(TestServerRest)
#include "tst_server_rest.moc"
