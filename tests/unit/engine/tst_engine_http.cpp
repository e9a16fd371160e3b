// SPDX-License-Identifier: GPL-3.0-or-later
// Runs that call a real server on loopback: keys, patience, breakers by target, and what is left of a call
// when its run is cancelled.
#include "support/engine_rig.h"
#include "support/loopback_server.h"

using namespace signalbox;
using namespace signalbox::test;

namespace {

using Reply = LoopbackServer::Reply;

std::string post(const LoopbackServer &server, const std::string &id, const std::string &more = "")
{
    return "{'id': '" + id + "', 'type': 'http.request', 'config': {'method': 'POST', 'url': '" + server.url() + "/" + id + "'}" + more + "}";
}

std::string flowOf(const std::string &nodes)
{
    return "{'nodes': [" + nodes + "], 'edges': []}";
}

Reply withStatus(int status, std::vector<std::string> headers = {})
{
    Reply reply;
    reply.status = status;
    reply.headers = std::move(headers);
    return reply;
}

} // namespace

class TestEngineHttp : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void allAttemptsOfAStepCarryOneKey()
    {
        EngineRig rig;
        int asked = 0;
        LoopbackServer server([&](const auto &) { return ++asked < 3 ? withStatus(503, {"Retry-After: 7"}) : Reply(); });
        const auto id = rig.begin(flowOf(post(server, "a", ", 'retry': {'attempts': 3, 'initial': '1ms'}")));
        for (std::size_t attempt = 1; attempt < 3; ++attempt) {
            QVERIFY(pumpUntil([&] { return server.requests().size() == attempt && rig.clock.nextTimer() >= Millis(0); }));
            rig.settle();
            QCOMPARE(rig.clock.nextTimer(), Millis(7000)); // what the server asked for
            rig.pass(Millis(7000));
        }
        QVERIFY(rig.ended(id).state == store::RunState::Succeeded);
        QCOMPARE(server.requests().size(), std::size_t(3));
        const auto key = server.requests()[0].header("idempotency-key");
        QCOMPARE(key, rig.step(id, "a")->idempotencyKey);
        QVERIFY(!key.empty());
        QCOMPARE(server.requests()[1].header("idempotency-key"), key);
        QCOMPARE(server.requests()[2].header("idempotency-key"), key);
        // Another run's call is another effect.
        const auto other = rig.begin(flowOf(post(server, "a")));
        QVERIFY(rig.ended(other).state == store::RunState::Succeeded);
        QVERIFY(server.requests()[3].header("idempotency-key") != key);
    }

    void anInterruptedCallKeepsItsKeyAndAPersonsRepeatHasAnother()
    {
        EngineRig rig;
        bool silent = true;
        LoopbackServer server([&](const auto &) {
            Reply reply;
            reply.answer = silent ? Reply::Answer::Never : Reply::Answer::Give;
            return reply;
        });
        const auto safe = "{'id': 'a', 'type': 'http.request', 'config': {'method': 'POST', 'idempotent': true, 'url': '" + server.url() + "/'}}";
        const auto id = rig.begin(flowOf(safe + ", " + post(server, "b")));
        QVERIFY(pumpUntil([&] { return server.requests().size() == 2; }));
        std::map<std::string, std::string> keys;
        for (const auto &request : server.requests()) {
            keys[request.target] = request.header("idempotency-key");
        }
        silent = false;
        rig.restart();
        QVERIFY(pumpUntil([&] { return server.requests().size() == 3; }));
        QCOMPARE(server.requests()[2].header("idempotency-key"), keys["/"]); // repeated by itself
        QVERIFY(rig.ended(id).state == store::RunState::Waiting);
        QVERIFY(await(rig.engine().decide("default", id, "b", engine::Verdict::Retry, nullptr)).ok());
        QVERIFY(rig.ended(id).state == store::RunState::Succeeded);
        QCOMPARE(server.requests().size(), std::size_t(4));
        QVERIFY(server.requests()[3].header("idempotency-key") != keys["/b"]);
    }

    void onlyTransientAnswersAreTriedAgain_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("calls");
        for (const int status : {408, 429, 500, 502, 503, 504}) {
            QTest::addRow("%d", status) << status << 2;
        }
        for (const int status : {400, 401, 403, 404, 409, 422, 501}) {
            QTest::addRow("%d", status) << status << 1;
        }
    }
    void onlyTransientAnswersAreTriedAgain()
    {
        QFETCH(int, status);
        QFETCH(int, calls);
        EngineRig::Options options;
        options.random = [] { return 0.0; };
        EngineRig rig(options);
        LoopbackServer server([&](const auto &) { return withStatus(status); });
        const auto id = rig.begin(flowOf(post(server, "a", ", 'retry': {'attempts': 2, 'initial': '1ms'}")));
        QVERIFY(pumpUntil([&] {
            rig.clock.advance(Millis(1));
            return static_cast<int>(server.requests().size()) == calls;
        }));
        QVERIFY(rig.ended(id).state == store::RunState::Failed);
        QCOMPARE(static_cast<int>(server.requests().size()), calls);
    }

    void aHostThatKeepsFailingIsLeftAlone()
    {
        EngineRig::Options options;
        options.engine.targetCircuit = {.failures = 2, .openFor = Millis(5'000), .probes = 1};
        EngineRig rig(options);
        bool well = false;
        LoopbackServer server([&](const auto &) { return withStatus(well ? 200 : 500); });
        LoopbackServer other([](const auto &) { return Reply(); });
        QVERIFY(rig.run(flowOf(post(server, "a"))).state == store::RunState::Failed);
        QVERIFY(rig.run(flowOf(post(server, "b"))).state == store::RunState::Failed);
        SB_COMPARE_FAILURE(rig.run(flowOf(post(server, "c"))), "circuit.open"); // whichever node calls it
        QCOMPARE(server.requests().size(), std::size_t(2));
        QVERIFY(rig.run(flowOf(post(other, "d"))).state == store::RunState::Succeeded);
        const auto breakers = rig.engine().breakers("default");
        const auto found = std::find_if(breakers.begin(), breakers.end(), [&](const auto &breaker) { return breaker.subject == "target:" + server.url().substr(7); });
        QVERIFY(found != breakers.end());
        QVERIFY(found->state == engine::BreakerState::Open);
        rig.pass(Millis(5'000));
        well = true;
        QVERIFY(rig.run(flowOf(post(server, "c"))).state == store::RunState::Succeeded);
        QVERIFY(rig.run(flowOf(post(server, "a"))).state == store::RunState::Succeeded);
    }

    void nothingLivesAfterACancel()
    {
        EngineRig rig;
        LoopbackServer server([](const auto &) {
            Reply reply;
            reply.answer = Reply::Answer::Never;
            return reply;
        });
        std::string nodes = "{'id': 'w', 'type': 'wait', 'config': {'duration': '1h'}}, {'id': 'l', 'type': 'test.call', 'config': {}, 'retry': {'attempts': 9, 'initial': '1h'}, 'timeout': '1h'}";
        rig.effects->answer = [](const auto &) -> std::optional<Result<json::Value>> { return Error("test.busy", "It is busy.").retryable(); };
        for (int i = 0; i < 20; ++i) {
            nodes += ", " + post(server, "n" + std::to_string(i), ", 'timeout': '1h'");
        }
        const auto id = rig.begin("{'limits': {'timeout': '2h'}, 'nodes': [" + nodes + "], 'edges': []}");
        QVERIFY(pumpUntil([&] { return server.requests().size() == 20; }));
        rig.settle();
        QCOMPARE(server.openConnections(), 20);
        QVERIFY(rig.clock.nextTimer() > Millis(0));
        // The clock of the engine stands still: whatever waited for any time would never end.
        QVERIFY(await(rig.engine().cancel("default", id)).ok());
        QVERIFY(pumpUntil([&] { return server.openConnections() == 0; }));
        rig.settle();
        QCOMPARE(rig.clock.nextTimer(), Millis(-1));
        for (const auto &step : rig.steps(id)) {
            QVERIFY2(step.state == store::StepState::Cancelled, step.path.c_str());
        }
        QVERIFY(await(rig.engine().get("default", id))->state == store::RunState::Cancelled);
        // And it stays so.
        rig.restart();
        rig.pass(Millis(7'200'000));
        QCOMPARE(server.requests().size(), std::size_t(20));
    }
};

SB_TEST_MAIN(TestEngineHttp)
#include "tst_engine_http.moc"
