// SPDX-License-Identifier: GPL-3.0-or-later
// What protects runs and what they call: patience, circuit breakers, pauses, budgets.
#include "support/engine_rig.h"

#include "engine/spending.h"
#include "store/event_log.h"

using namespace signalbox;
using namespace signalbox::test;

namespace {

std::string one(const std::string &more = "", const std::string &top = "")
{
    return "{" + top + "'nodes': [{'id': 'a', 'type': 'test.call', 'config': {}" + more + "}, {'id': 'end', 'type': 'output', 'config': {}}], 'edges': [{'from': 'a', 'to': 'end'}]}";
}

Error busy()
{
    return Error("test.busy", "It is busy.").retryable();
}

Task<Result<std::string>> secretOf(std::shared_ptr<bool> isThere, std::string name)
{
    if (!*isThere) {
        co_return Error("vault.unknown", "It is not there.", name);
    }
    co_return name;
}

} // namespace

class TestEngineProtection : public SignalboxTest
{
    Q_OBJECT

    static EngineRig::Options chosen(double random)
    {
        EngineRig::Options options;
        options.random = [random] { return random; };
        return options;
    }
    static int told(EngineRig &rig, const std::string &topic)
    {
        const auto events = *await(rig.store().events().read("default", 0, 10'000));
        return static_cast<int>(std::count_if(events.begin(), events.end(), [&](const auto &event) { return event.topic == topic; }));
    }
    static engine::StartRequest triggered(EngineRig &rig, const std::string &flow)
    {
        auto request = rig.request(flow);
        request.cause = engine::Cause::Trigger;
        return request;
    }

private Q_SLOTS:
    void waitsAreDrawnFromAllOfTheBound_data()
    {
        QTest::addColumn<double>("random");
        for (const double random : {0.0, 0.5, 0.999}) {
            QTest::addRow("%f", random) << random;
        }
    }
    void waitsAreDrawnFromAllOfTheBound()
    {
        QFETCH(double, random);
        EngineRig rig(chosen(random));
        rig.effects->hold();
        const auto id = rig.begin(one(", 'retry': {'attempts': 5, 'initial': '1s', 'factor': 3, 'max': '5s'}"));
        for (const double bound : {1000.0, 3000.0, 5000.0, 5000.0}) {
            rig.effects->finish("a", busy());
            rig.settle();
            const Millis expected(std::llround(bound * random));
            QCOMPARE(rig.clock.nextTimer(), expected);
            rig.pass(expected);
        }
        rig.effects->finish("a", json::Value(1));
        SB_COMPARE_RESULT(rig.ended(id), "1");
    }

    void aWaitSurvivesAKill()
    {
        EngineRig rig(chosen(0.5));
        rig.effects->hold();
        const auto id = rig.begin(one(", 'retry': {'attempts': 3, 'initial': '4s'}"));
        rig.effects->finish("a", busy());
        rig.settle();
        const auto key = rig.effects->find("a", false)->call.idempotencyKey;
        rig.pass(Millis(500));
        rig.restart();
        rig.settle();
        QVERIFY(rig.stateOf(id, "a") == store::StepState::Waiting); // between attempts nothing is in doubt
        rig.pass(Millis(1499));
        QCOMPARE(rig.effects->count("a"), 1);
        rig.pass(Millis(1));
        QCOMPARE(rig.effects->count("a"), 2);
        QCOMPARE(rig.effects->find("a")->call.attempt, 2);
        QCOMPARE(rig.effects->find("a")->call.idempotencyKey, key);
    }

    void aNodeThatKeepsFailingIsLeftAlone()
    {
        EngineRig rig;
        bool well = false;
        rig.effects->answer = [&](const auto &) -> std::optional<Result<json::Value>> { return well ? Result<json::Value>(json::Value(1)) : Result<json::Value>(busy()); };
        const auto flow = one(", 'breaker': {'failures': 2, 'openFor': '10s', 'probes': 1}");
        SB_COMPARE_FAILURE(rig.run(flow), "test.busy");
        SB_COMPARE_FAILURE(rig.run(flow), "test.busy");
        SB_COMPARE_FAILURE(rig.run(flow), "circuit.open");
        QCOMPARE(rig.effects->count("a"), 2);
        rig.settle();
        QCOMPARE(told(rig, "breaker.open"), 1);
        auto breakers = rig.engine().breakers("default");
        QCOMPARE(breakers.size(), std::size_t(1));
        QCOMPARE(breakers[0].subject, std::string("node:flow/a"));
        QVERIFY(breakers[0].state == engine::BreakerState::Open);
        QCOMPARE(breakers[0].retryAt, rig.clock.now() + 10'000);
        QVERIFY(rig.engine().breakers("other").empty());
        rig.pass(Millis(10'000));
        QVERIFY(rig.engine().breakers("default")[0].state == engine::BreakerState::HalfOpen);
        SB_COMPARE_FAILURE(rig.run(flow), "test.busy"); // the probe fails
        SB_COMPARE_FAILURE(rig.run(flow), "circuit.open");
        rig.pass(Millis(10'000));
        well = true;
        SB_COMPARE_RESULT(rig.run(flow), "1");
        QVERIFY(rig.engine().breakers("default")[0].state == engine::BreakerState::Closed);
        rig.settle();
        QCOMPARE(told(rig, "breaker.closed"), 1);
        SB_COMPARE_RESULT(rig.run(flow), "1");
    }

    void aPersonClosesABreaker()
    {
        EngineRig rig;
        rig.effects->answer = [](const auto &) -> std::optional<Result<json::Value>> { return busy(); };
        const auto flow = one(", 'breaker': {'failures': 1}");
        SB_COMPARE_FAILURE(rig.run(flow), "test.busy");
        SB_COMPARE_FAILURE(rig.run(flow), "circuit.open");
        QVERIFY(rig.engine().resetBreaker("other", "node:flow/a").error().is("store.notFound"));
        QVERIFY(rig.engine().resetBreaker("default", "node:flow/a").ok());
        SB_COMPARE_FAILURE(rig.run(flow), "test.busy");
        QCOMPARE(rig.effects->count("a"), 2);
    }

    void whatTryingAgainCannotMendOpensNothing()
    {
        EngineRig rig;
        rig.effects->answer = [](const auto &) -> std::optional<Result<json::Value>> { return Error("test.broken", "It broke."); };
        for (int i = 0; i < 30; ++i) {
            SB_COMPARE_FAILURE(rig.run(one(", 'breaker': {'failures': 1}")), "test.broken");
        }
    }

    void aCallThatWasNotMadeSaysNothing()
    {
        EngineRig::Options options;
        auto isThere = std::make_shared<bool>(true);
        options.secrets = [isThere](std::string, std::string name) { return secretOf(isThere, std::move(name)); };
        EngineRig rig(options);
        rig.effects->answer = [](const auto &) -> std::optional<Result<json::Value>> { return busy(); };
        const std::string flow = "{'nodes': [{'id': 'a', 'type': 'test.call', 'config': {'word': '{{ secrets.token }}'}, 'breaker': {'failures': 2, 'openFor': '10s', 'probes': 1}}], 'edges': []}";
        SB_COMPARE_FAILURE(rig.run(flow), "test.busy");
        *isThere = false;
        SB_COMPARE_FAILURE(rig.run(flow), "vault.unknown");
        *isThere = true;
        SB_COMPARE_FAILURE(rig.run(flow), "test.busy");
        SB_COMPARE_FAILURE(rig.run(flow), "circuit.open");
        // Nor does it close one that is to be probed.
        rig.pass(Millis(10'000));
        *isThere = false;
        SB_COMPARE_FAILURE(rig.run(flow), "vault.unknown");
        QVERIFY(rig.engine().breakers("default")[0].state == engine::BreakerState::HalfOpen);
        QCOMPARE(rig.effects->count("a"), 2);
    }

    void aRetryWaitsForTheBreaker()
    {
        EngineRig rig(chosen(0.0));
        int failures = 0;
        rig.effects->answer = [&](const auto &) -> std::optional<Result<json::Value>> { return failures++ == 0 ? Result<json::Value>(busy()) : Result<json::Value>(json::Value(1)); };
        const auto id = rig.begin(one(", 'retry': {'attempts': 3}, 'breaker': {'failures': 1, 'openFor': '30s'}"));
        rig.settle();
        rig.pass(Millis(0));
        QVERIFY(rig.stateOf(id, "a") == store::StepState::Waiting);
        QCOMPARE(rig.clock.nextTimer(), Millis(30'000));
        rig.pass(Millis(30'000));
        SB_COMPARE_RESULT(rig.ended(id), "1");
        QCOMPARE(rig.effects->count("a"), 2);
    }

    void whatAMachineStartsTooOftenIsPaused()
    {
        EngineRig rig;
        for (int i = 0; i < 5; ++i) {
            QVERIFY(rig.begin(triggered(rig, one())).ok());
        }
        const auto refused = rig.begin(triggered(rig, one()));
        QVERIFY(refused.error().is("flow.paused"));
        QVERIFY(refused.error().isRetryable());
        rig.settle();
        QCOMPARE(told(rig, "flow.paused"), 1);
        QCOMPARE(rig.engine().pauses("default").at(0).subject, std::string("flow:flow"));
        QVERIFY(rig.begin(rig.request(one())).ok()); // a person may
        rig.pass(Millis(60'000));
        QVERIFY(rig.begin(triggered(rig, one())).error().is("flow.paused"));
        rig.restart();
        QVERIFY(rig.begin(triggered(rig, one())).error().is("flow.paused"));
        QCOMPARE(told(rig, "flow.paused"), 1);
        rig.pass(Millis(240'000));
        QVERIFY(rig.begin(triggered(rig, one())).ok());
        QVERIFY(rig.engine().pauses("default").empty());
    }

    void aPauseIsLifted()
    {
        EngineRig rig;
        const auto flow = one("", "'limits': {'startsPerMinute': 2, 'pause': '1h'}, ");
        QVERIFY(rig.begin(rig.request(flow)).ok());
        QVERIFY(rig.begin(rig.request(flow)).ok());
        QVERIFY(rig.begin(rig.request(flow)).error().is("flow.paused")); // the flow says so itself: a person too
        QVERIFY(await(rig.engine().liftPause("default", "flow:none")).error().is("store.notFound"));
        QVERIFY(await(rig.engine().liftPause("default", "flow:flow")).ok());
        QVERIFY(rig.begin(rig.request(flow)).ok());
        rig.restart();
        QVERIFY(rig.engine().pauses("default").empty());
    }

    void aSlowStreamOfStartsIsNotPaused()
    {
        EngineRig rig;
        for (int i = 0; i < 30; ++i) {
            QVERIFY(rig.begin(triggered(rig, one())).ok());
            rig.clock.advance(Millis(12'000));
        }
    }

    void manyStepsOfARunAreNoRunaway()
    {
        EngineRig rig;
        std::string items = "[0";
        for (int i = 1; i < 200; ++i) {
            items += "," + std::to_string(i);
        }
        auto request = rig.request("{'nodes': [{'id': 'm', 'type': 'map', 'config': {'body': {'nodes': [{'id': 'c', 'type': 'test.call', 'config': {}}]}}}], 'edges': []}", items + "]");
        request.cause = engine::Cause::Agent;
        QVERIFY(rig.ended(*rig.begin(std::move(request))).state == store::RunState::Succeeded);
        QCOMPARE(rig.effects->calls.size(), std::size_t(200));
    }

    void whatGoesRoundInCirclesIsStopped()
    {
        EngineRig rig;
        const std::string loop = "{%1'nodes': [{'id': 'l', 'type': 'loop', 'config': {'while': 'true', 'max': 20, 'onMax': 'continue', 'body': {'nodes': [{'id': 'a', 'type': 'test.call', 'config': {'n': '{{ %2 }}'}}, {'id': 'end', 'type': 'output', 'config': {}}], 'edges': [{'from': 'a', 'to': 'end'}]}}}], 'edges': []}";
        const auto flow = [&](const std::string &limits, const std::string &value) {
            auto text = loop;
            text.replace(text.find("%1"), 2, limits);
            text.replace(text.find("%2"), 2, value);
            return text;
        };
        const auto calls = [&] { return std::exchange(rig.effects->calls, {}).size(); };
        rig.effects->answer = [](const auto &) -> std::optional<Result<json::Value>> { return json::Value("again"); };
        // Nobody asked for it.
        QVERIFY(rig.run(flow("", "1")).state == store::RunState::Succeeded);
        QCOMPARE(calls(), std::size_t(20));
        SB_COMPARE_FAILURE(rig.run(flow("'limits': {'repeats': 4}, ", "1")), "run.repeats");
        QCOMPARE(calls(), std::size_t(4));
        // Two that take turns, and calls that differ.
        SB_COMPARE_FAILURE(rig.run(flow("'limits': {'repeats': 4}, ", "loop.index % 2")), "run.repeats");
        QCOMPARE(calls(), std::size_t(8));
        QVERIFY(rig.run(flow("'limits': {'repeats': 4}, ", "loop.index")).state == store::RunState::Succeeded);
        QCOMPARE(calls(), std::size_t(20));
    }

    void aCallKnowsItsBudgets()
    {
        EngineRig rig;
        rig.effects->hold();
        auto request = rig.request(one("", "'limits': {'tokens': 1000}, "));
        request.budgets = {"run:parent", "agent:x"};
        const auto id = *rig.begin(std::move(request));
        const auto check = [&] {
            QVERIFY(pumpUntil([&] { return rig.effects->find("a") != nullptr; }));
            const auto scopes = rig.effects->find("a")->call.budgets;
            QCOMPARE(scopes.size(), std::size_t(5));
            QCOMPARE(scopes[0].scope, "run:" + id);
            QCOMPARE(*scopes[0].most, std::int64_t(1000));
            QCOMPARE(scopes[1].scope, std::string("flow:flow"));
            QCOMPARE(scopes[2].scope, std::string("workspace"));
            QCOMPARE(scopes[3].scope, std::string("run:parent"));
            QCOMPARE(scopes[4].scope, std::string("agent:x"));
        };
        check();
    }

    void spendingIsReservedSettledAndReleased()
    {
        EngineRig rig;
        const auto request = [](const std::string &id, std::int64_t most) {
            engine::SpendRequest spend;
            spend.workspace = "default";
            spend.id = id;
            spend.most = most;
            spend.scopes = {{"run:1", 100}};
            return spend;
        };
        auto *ledger = &rig.store().ledger();
        auto first = await(engine::Spending::reserve(ledger, request("a", 60)));
        QVERIFY(first.ok());
        QVERIFY(await(engine::Spending::reserve(ledger, request("b", 60))).error().is("budget.exhausted"));
        QVERIFY(await(first->settle(20)).ok());
        QVERIFY(await(first->settle(20)).ok()); // said once
        auto second = await(engine::Spending::reserve(ledger, request("b2", 60)));
        QVERIFY(second.ok());
        QVERIFY(await(second->release()).ok());
        auto third = await(engine::Spending::reserve(ledger, request("c", 50)));
        QVERIFY(third.ok());
        rig.restart(); // whether the third call was made is not known: it counts
        const auto row = await(rig.store().ledger().budgets("default"))->at(0);
        QCOMPARE(row.spent, std::int64_t(70));
        QCOMPARE(row.reserved, std::int64_t(0));
        QVERIFY(await(engine::Spending::reserve(&rig.store().ledger(), request("d", 31))).error().is("budget.exhausted"));
        QVERIFY(await(engine::Spending::reserve(&rig.store().ledger(), request("e", 30))).ok());
    }
};

SB_TEST_MAIN(TestEngineProtection)
#include "tst_engine_protection.moc"
