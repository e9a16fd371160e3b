// SPDX-License-Identifier: GPL-3.0-or-later
// The endpoint on its port: who is let in, what a token may use and spend, what is refused and how.
#include "auth/token.h"
#include "backend/backend.h"
#include "base/task_scope.h"
#include "endpoint_rig.h"
#include "http_peer.h"
#include "store/database.h"
#include "store/endpoint.h"
#include "store/ledger.h"

#include <sqlite3.h>

using namespace signalbox;

namespace {

std::string chatBody(const std::string &text, const std::string &more = {})
{
    return R"({"model":"house/m-1","messages":[{"role":"user","content":")" + text + "\"}]" + more + "}";
}

std::string codeOf(const test::HttpAnswer &answer)
{
    const auto *error = json::find(answer.body, "error");
    return error && error->is_object() ? std::string(json::text(error->get_object(), "code")) : "no error: " + answer.text;
}

// A door of its own port. It takes a while to open and to close, as a real one.
class SlowDoor final : public backend::EndpointDoor
{
public:
    std::string url() const override { return m_port == 0 ? std::string() : "http://127.0.0.1:" + std::to_string(m_port); }
    bool hasOwnPort() const override { return true; }
    Task<Result<void>> open(std::uint16_t port) override
    {
        const Within within(*this);
        co_await yieldToLoop();
        m_port = port;
        co_return Result<void>();
    }
    Task<void> close() override
    {
        const Within within(*this);
        co_await yieldToLoop();
        m_port = 0;
    }
    int most() const { return m_most; } ///< calls at once

private:
    struct Within
    {
        explicit Within(SlowDoor &door) : m_door(door) { m_door.m_most = std::max(m_door.m_most, ++m_door.m_within); }
        ~Within() { --m_door.m_within; }
        SlowDoor &m_door;
    };
    std::uint16_t m_port = 0;
    int m_within = 0;
    int m_most = 0;
};

} // namespace

class TestEndpoint : public test::EndpointTest
{
    Q_OBJECT

    test::HttpPeer peer(const std::string &token) { return test::HttpPeer(m_server->port(), token); }
    test::HttpAnswer chat(const std::string &token, const std::string &text = "Hello", const std::string &more = {})
    {
        return peer(token).ask("POST", "/v1/chat/completions", chatBody(text, more));
    }
    static Task<void> setInto(backend::ServiceHost *services, bool on, int port, int *ended)
    {
        api::CallContext context;
        context.caller = services->localCaller();
        api::EndpointSetParams params;
        params.answers = on;
        params.port = port;
        auto done = co_await services->call(std::move(context), std::string(api::EndpointSet::name), json::toJson(params));
        *ended += done.ok() ? 1 : 0;
    }
    // From outside, as a disk that fails: settings of the endpoint cannot be written.
    void spoilSettings(bool on)
    {
        sqlite3 *handle = nullptr;
        QCOMPARE(sqlite3_open((m_folder->path().toStdString() + "/signalbox.db").c_str(), &handle), SQLITE_OK);
        sqlite3_busy_timeout(handle, 30'000);
        const auto *text = on ? "CREATE TRIGGER spoilt BEFORE UPDATE ON endpoint_settings BEGIN SELECT RAISE(ABORT, 'spoilt'); END" : "DROP TRIGGER spoilt";
        QCOMPARE(sqlite3_exec(handle, text, nullptr, nullptr, nullptr), SQLITE_OK);
        sqlite3_close(handle);
    }
    // What comes until `end` does, or the connection ends.
    static std::string readUntil(test::HttpPeer &peer, const std::string &end)
    {
        std::string got;
        test::pumpUntil([&] {
            got += peer.socket().readAll().toStdString();
            return got.find(end) != std::string::npos || peer.socket().state() != QAbstractSocket::ConnectedState;
        });
        return got;
    }

private Q_SLOTS:
    void opensForItsOwnTokensOnly()
    {
        const auto mine = token();
        QVERIFY(mine.token.starts_with("sbe_"));
        QCOMPARE(chat(mine.token).status, 200);
        const auto ordinary = test::await(auth::issueToken(m_backend->store().tokens(), {"default", "tester", {"*"}, 0}, m_clock))->token;
        for (const auto &other : {ordinary, std::string(), std::string("sk-123"), mine.token + "x"}) {
            const auto refused = chat(other);
            QCOMPARE(refused.status, 401);
            QCOMPARE(codeOf(refused), std::string("invalid_api_key"));
            QVERIFY(!refused.header("x-request-id").empty());
        }
        QCOMPARE(peer(ordinary).ask("GET", "/api/v1/system").status, 200);
        QCOMPARE(peer(mine.token).ask("GET", "/api/v1/system").status, 401);
        // The token itself is nowhere but here.
        const auto listed = json::write(json::toJson(*call<api::EndpointTokensList>({})));
        QVERIFY(listed.find(mine.token) == std::string::npos);
        QCOMPARE(viewOf(mine.id).prefix, mine.token.substr(0, 10));
    }

    void saysWhoAskedAndWhatItCost()
    {
        const auto first = token({}, "editor");
        const auto second = token({}, "agent");
        QCOMPARE(chat(first.token).status, 200);
        QCOMPARE(chat(first.token).status, 200);
        QCOMPARE(peer(second.token).ask("POST", "/v1/embeddings", R"({"model":"house/e-1","input":"Hello"})").status, 200);
        const auto view = viewOf(first.id);
        QCOMPARE(view.used.calls, std::int64_t(2));
        QCOMPARE(view.used.inputTokens, std::int64_t(200));
        QCOMPARE(view.used.outputTokens, std::int64_t(40));
        QCOMPARE(view.used.costs.size(), std::size_t(1));
        QCOMPARE(view.used.costs[0].micros, std::int64_t(2 * (100 * 2 + 20 * 10)));
        QVERIFY(view.usedAt > 0);
        QCOMPARE(viewOf(second.id).used.costs[0].micros, std::int64_t(12));
        const auto calls = call<api::LlmCalls>({});
        QCOMPARE(calls->calls.size(), std::size_t(3));
        QCOMPARE(calls->calls[0].token, second.id);
        QCOMPARE(calls->calls[2].token, first.id);
        api::LlmUsageParams by;
        by.by = api::UsageBy::Token;
        const auto usage = call<api::LlmUsage>(by);
        QCOMPARE(usage->groups.size(), std::size_t(2));
        QCOMPARE(usage->groups[0].tokenName, std::string("editor"));
        QCOMPARE(usage->groups[0].sums.calls, std::int64_t(2));
    }

    void spendsNoMoreThanABudgetWhateverComesAtOnce()
    {
        api::EndpointTokenLimits limits;
        limits.budgetTokens = 10 * 120; // each call comes to 120, and asks for as many
        const auto limited = token(limits);
        std::vector<std::unique_ptr<test::HttpPeer>> peers;
        for (int i = 0; i < 64; ++i) {
            peers.push_back(std::make_unique<test::HttpPeer>(m_server->port(), limited.token));
        }
        for (auto &one : peers) {
            one->send(one->request("POST", "/v1/chat/completions", chatBody("Hello", R"(,"max_tokens":109)")));
        }
        int answered = 0;
        for (auto &one : peers) {
            const auto answer = one->answer(Millis(60'000));
            answered += answer.status == 200 ? 1 : 0;
            if (answer.status != 200) {
                QCOMPARE(answer.status, 429);
                QCOMPARE(codeOf(answer), std::string("insufficient_quota"));
                QCOMPARE(answer.header("x-should-retry"), std::string("false"));
            }
        }
        QCOMPARE(answered, 10);
        const auto view = viewOf(limited.id);
        QCOMPARE(view.tokens->spent, std::int64_t(1200));
        QCOMPARE(view.tokens->reserved, std::int64_t(0));
        QCOMPARE(m_model->asked(), std::size_t(10));
    }

    void limitsMoneyAndTokensAMinute()
    {
        api::EndpointTokenLimits poor;
        poor.budgetMicros = 300;
        const auto pennies = token(poor);
        QCOMPARE(codeOf(chat(pennies.token)), std::string("insufficient_quota"));
        QCOMPARE(chat(pennies.token, "Hello", R"(,"max_tokens":20)").status, 200);
        QCOMPARE(viewOf(pennies.id).micros->spent, std::int64_t(400));

        api::EndpointTokenLimits slow;
        slow.tokensPerMinute = 400;
        const auto snail = token(slow);
        QCOMPARE(codeOf(chat(snail.token)), std::string("rate_limit_exceeded")); // 8192 tokens are never there
        QCOMPARE(chat(snail.token, "Hello", R"(,"max_tokens":300)").status, 200); // it used 120 of them
        QCOMPARE(chat(snail.token, "Hello", R"(,"max_tokens":200)").status, 200);
        const auto refused = chat(snail.token, "Hello", R"(,"max_tokens":380)");
        QCOMPARE(refused.status, 429);
        QVERIFY(std::atoi(refused.header("retry-after").c_str()) > 0);
        // More is allowed: from now on.
        api::EndpointTokenChangeParams more;
        more.id = snail.id;
        more.name = "hare";
        const auto changed = call<api::EndpointTokensChange>(more);
        QVERIFY(changed.ok());
        QCOMPARE(changed->revision, std::int64_t(2));
        QCOMPARE(chat(snail.token).status, 200);
        QCOMPARE(viewOf(snail.id).name, std::string("hare"));
        more.revision = 1;
        QCOMPARE(call<api::EndpointTokensChange>(more).error().code, std::string("store.conflict"));
    }

    void keepsToTheModelsOfAToken()
    {
        addProvider("attic");
        api::EndpointTokenLimits limits;
        limits.models = {"house/m-1", "everyone"};
        const auto few = token(limits);
        const auto ask = [&](const std::string &model) { return peer(few.token).ask("POST", "/v1/chat/completions", R"({"model":")" + model + R"(","messages":[{"role":"user","content":"Hello"}]})"); };
        for (const char *model : {"house/m-1", "house", "everyone", "everyone, house"}) {
            QVERIFY2(ask(model).status == 200, model);
        }
        for (const char *model : {"house/e-1", "attic", "attic/m-1", "house, attic"}) {
            const auto refused = ask(model);
            QVERIFY2(refused.status == 403 && codeOf(refused) == "model_not_allowed", model);
        }
        for (const char *model : {"", "none", "none/m-1", "everyone/m-1", ",", "/"}) {
            QVERIFY2(codeOf(ask(model)) == "model_not_found", model);
        }
        const auto listed = peer(few.token).ask("GET", "/v1/models");
        QCOMPARE(json::write(listed.body).find("attic"), std::string::npos);
        QCOMPARE(listed.body.at("data").as_array().size(), std::size_t(2));
        QCOMPARE(peer(few.token).ask("GET", "/v1/models/house%2Fm-1").status, 200);
        QCOMPARE(peer(few.token).ask("GET", "/v1/models/house/m-1").status, 200);
        QCOMPARE(peer(few.token).ask("GET", "/v1/models/attic/m-1").status, 404);
    }

    void closesForTokensThatAreOver()
    {
        const auto mine = token();
        test::HttpPeer streaming(m_server->port(), mine.token);
        streaming.send(streaming.request("POST", "/v1/chat/completions", chatBody("hangs", R"(,"stream":true)")));
        QVERIFY(readUntil(streaming, "begun").find("text/event-stream") != std::string::npos);
        QVERIFY(call<api::EndpointTokensRevoke>({mine.id}).ok());
        // Its call ends with an error in the stream.
        const auto rest = readUntil(streaming, "\r\n0\r\n\r\n");
        QVERIFY2(rest.find("\"error\"") != std::string::npos, rest.c_str());
        QVERIFY(rest.find("[DONE]") == std::string::npos);
        QVERIFY(test::pumpUntil([this] { return m_model->left() == 1; }));
        QCOMPARE(chat(mine.token).status, 401);
        QVERIFY(viewOf(mine.id).revokedAt > 0);

        store::EndpointTokenRow old;
        old.id = "old";
        old.workspace = "default";
        old.name = "old";
        const auto text = "sbe_" + std::string(43, 'o');
        old.hash = auth::hashToken(text);
        old.expiresAt = 1;
        QVERIFY(test::await(m_backend->store().endpoint().add(old)).ok());
        QCOMPARE(chat(text).status, 401);

        QVERIFY(call<api::EndpointSet>({false, {}}).ok());
        const auto off = chat(token().token);
        QCOMPARE(off.status, 403);
        QCOMPARE(codeOf(off), std::string("endpoint_off"));
        const auto on = call<api::EndpointSet>({true, {}});
        QVERIFY(on->answers);
        QCOMPARE(on->url, url());
        QCOMPARE(chat(token().token).status, 200);
    }

    void changesOfTheDoorComeOneAfterTheOther()
    {
        SlowDoor door;
        m_services->setEndpointDoor(&door);
        {
            TaskScope scope;
            int ended = 0;
            for (int i = 0; i < 10; ++i) {
                scope.start([this, i, &ended](std::stop_token) { return setInto(m_services.get(), i % 2 == 0, 4700 + i, &ended); });
            }
            QVERIFY(test::pumpUntil([&] { return ended == 10; }));
        }
        QCOMPARE(door.most(), 1);
        QCOMPARE(door.url(), std::string()); // as the last one said
        const auto view = call<api::EndpointGet>({});
        QVERIFY(!view->answers);
        QCOMPARE(view->port, 4709);

        // What cannot be saved has not happened.
        spoilSettings(true);
        QVERIFY(!call<api::EndpointSet>({true, 4711}).ok());
        QCOMPARE(door.url(), std::string());
        QVERIFY(!call<api::EndpointGet>({})->answers);
        spoilSettings(false);
        QVERIFY(call<api::EndpointSet>({true, 4711}).ok());
        spoilSettings(true);
        QVERIFY(!call<api::EndpointSet>({true, 4712}).ok());
        QCOMPARE(door.url(), std::string("http://127.0.0.1:4711"));
        QVERIFY(!call<api::EndpointSet>({false, {}}).ok());
        QCOMPARE(door.url(), std::string("http://127.0.0.1:4711"));
        QVERIFY(call<api::EndpointGet>({})->answers);
        m_services->setEndpointDoor(&m_door);
    }

    void endsCallsOfClientsThatLeave()
    {
        const auto mine = token();
        {
            test::HttpPeer waits(m_server->port(), mine.token); // not streaming: nothing was written to it yet
            waits.send(waits.request("POST", "/v1/chat/completions", chatBody("hangs")));
            QVERIFY(test::pumpUntil([this] { return m_model->hanging() == 1; }));
        }
        QVERIFY(test::pumpUntil([this] { return m_model->left() == 1; }));
        QVERIFY(test::pumpUntil([&] { return viewOf(mine.id).used.failed == 1; }));
    }

    void goesOnAfterAStream()
    {
        const auto mine = token();
        test::HttpPeer one(m_server->port(), mine.token);
        // The second comes while the first is answered.
        one.send(one.request("POST", "/v1/chat/completions", chatBody("Hello", R"(,"stream":true)")) + one.request("GET", "/v1/models/house%2Fm-1"));
        const auto got = readUntil(one, "\"owned_by\"");
        QVERIFY2(got.find("data: [DONE]") != std::string::npos, got.c_str());
        QVERIFY2(got.find("\"owned_by\"") != std::string::npos, got.c_str());
        // A client of before chunks.
        test::HttpPeer old(m_server->port());
        const auto body = chatBody("Hello", R"(,"stream":true)");
        old.send("POST /v1/chat/completions HTTP/1.0\r\nHost: localhost\r\nAuthorization: Bearer " + mine.token + "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
        const auto whole = readUntil(old, "[DONE]\n\n");
        QVERIFY2(whole.ends_with("data: [DONE]\n\n"), whole.c_str());
        QVERIFY(old.hasEnded());
    }

    void refusesInTheShapeThatClientsKnow()
    {
        const auto mine = token();
        const auto status = [&](const std::string &text) {
            test::HttpPeer one(m_server->port());
            one.send(text);
            const auto answer = one.answer();
            return std::to_string(answer.status) + " " + codeOf(answer);
        };
        const std::string signedIn = "Host: localhost\r\nAuthorization: Bearer " + mine.token + "\r\n";
        const std::string post = "POST /v1/chat/completions HTTP/1.1\r\n" + signedIn;
        QCOMPARE(status("GET /v1/chat/completions HTTP/1.1\r\n" + signedIn + "\r\n"), std::string("405 method_not_allowed"));
        QCOMPARE(status("GET /v1/nothing HTTP/1.1\r\n" + signedIn + "\r\n"), std::string("404 unknown_url"));
        QCOMPARE(status("GET /v1/models HTTP/1.1\r\nHost: evil.example\r\n\r\n"), std::string("421 misdirected_request"));
        QCOMPARE(status("GET /v1/models HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic abc\r\n\r\n"), std::string("401 invalid_api_key"));
        QCOMPARE(status(post + "Content-Type: application/json\r\nContent-Length: 50000000\r\n\r\n"), std::string("413 request_too_large"));
        QCOMPARE(status(post + "Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}"), std::string("415 unsupported_media_type"));
        QCOMPARE(status(post + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{]"), std::string("400 invalid_json"));
        QCOMPARE(status(post + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"), std::string("400 missing_required_parameter"));
        const std::string deep(400, '[');
        QCOMPARE(status(post + "Content-Type: application/json\r\nContent-Length: 400\r\n\r\n" + deep), std::string("400 invalid_json"));
        // A large one is read elsewhere, and answered as any other.
        QCOMPARE(chat(mine.token, "Hello " + std::string(3 << 20, 'x')).status, 200);
    }

    void isAloneWhereItHasAPortOfItsOwn()
    {
        transport::HttpOptions options;
        options.guest = &m_services->endpoint();
        options.isGuestOnly = true;
        auto alone = std::move(*transport::HttpServer::listen(*m_services, m_clock, std::move(options)));
        const auto ordinary = test::await(auth::issueToken(m_backend->store().tokens(), {"default", "tester", {"*"}, 0}, m_clock))->token;
        for (const char *path : {"/api/v1/system", "/health/live", "/api/v1/openapi.json", "/metrics", "/"}) {
            QVERIFY2(test::HttpPeer(alone->port(), ordinary).ask("GET", path).status == 404, path);
        }
        QCOMPARE(test::HttpPeer(alone->port(), token().token).ask("GET", "/v1/models").status, 200);
        test::await(alone->close());
    }

    void refusesTokensThatCannotBe()
    {
        const auto refused = [this](const std::string &name, const std::function<void(api::EndpointTokenLimits &)> &change = {}) {
            api::EndpointTokenIssueParams params;
            params.name = name;
            if (change) {
                change(params.limits);
            }
            const auto issued = call<api::EndpointTokensIssue>(params);
            return issued ? std::string("made") : issued.error().code;
        };
        QCOMPARE(refused("good"), std::string("made"));
        QCOMPARE(refused(""), std::string("endpoint.invalid"));
        QCOMPARE(refused("a\nb"), std::string("endpoint.invalid"));
        QCOMPARE(refused("a", [](auto &limits) { limits.requestsPerMinute = -1; }), std::string("endpoint.invalid"));
        QCOMPARE(refused("a", [](auto &limits) { limits.models = {"a\nb"}; }), std::string("endpoint.invalid"));
        QCOMPARE(refused("a", [](auto &limits) { limits.expiresAt = 5; }), std::string("endpoint.invalid"));
        QCOMPARE(call<api::EndpointTokensRevoke>({"none"}).error().code, std::string("store.notFound"));
        QCOMPARE(call<api::EndpointSet>({true, 70'000}).error().code, std::string("endpoint.invalid"));
    }
};

SB_TEST_MAIN(TestEndpoint)
#include "tst_endpoint.moc"
