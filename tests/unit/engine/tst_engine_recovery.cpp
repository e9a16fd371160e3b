// SPDX-License-Identifier: GPL-3.0-or-later
// After a kill: what is done again, what is held for a person, and what a person may decide.
#include "support/engine_rig.h"

using namespace signalbox;
using namespace signalbox::test;

namespace {

const std::string kFlow = "{'nodes': [{'id': 'p', 'type': 'transform', 'config': {'expression': 'input + 1'}}, {'id': 'a', 'type': 'TYPE', 'config': {'x': '{{ input }}'}MORE}, {'id': 'n', 'type': 'test.call', 'config': {}}, {'id': 'end', 'type': 'output', 'config': {}}],"
                          " 'edges': [{'from': 'p', 'to': 'a'}, {'from': 'a', 'to': 'n'}, {'from': 'a', 'to': 'end'}]}";

std::string flowOf(const std::string &type, const std::string &more = "")
{
    auto text = kFlow;
    text.replace(text.find("TYPE"), 4, type);
    text.replace(text.find("MORE"), 4, more);
    return text;
}

// A run whose held effect `a` was under way when everything stopped.
std::string interrupted(EngineRig &rig)
{
    rig.effects->hold();
    const auto id = rig.begin(flowOf("test.call"), "1");
    if (!pumpUntil([&] { return rig.effects->find("a") != nullptr; })) {
        qFatal("not called");
    }
    rig.settle();
    rig.restart();
    rig.settle();
    return id;
}

} // namespace

class TestEngineRecovery : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void aHeldEffectIsInDoubt()
    {
        EngineRig rig;
        const auto id = interrupted(rig);
        QVERIFY(rig.stateOf(id, "a") == store::StepState::InDoubt);
        const auto view = rig.ended(id);
        QVERIFY(view.state == store::RunState::Waiting);
        QCOMPARE(view.inDoubt, std::vector<std::string>{"a"});
        QCOMPARE(rig.effects->count("a"), 1);
        // And stays so, however often it begins again.
        rig.restart();
        rig.settle();
        QVERIFY(rig.ended(id).state == store::RunState::Waiting);
        QCOMPARE(rig.effects->count("a"), 1);
    }

    void aSafeEffectIsDoneAgainWithItsKey()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto id = rig.begin(flowOf("test.safe"), "1");
        QVERIFY(pumpUntil([&] { return rig.effects->find("a") != nullptr; }));
        rig.settle();
        rig.restart();
        QVERIFY(pumpUntil([&] { return rig.effects->count("a") == 2; }));
        QCOMPARE(rig.effects->calls[0]->call.idempotencyKey, rig.effects->calls[1]->call.idempotencyKey);
        QCOMPARE(rig.effects->calls[1]->call.attempt, 2);
        QCOMPARE(json::write(json::Value(rig.effects->calls[1]->call.config)), std::string("{\"x\":2}"));
        rig.effects->finish("a", json::Value("again"));
        rig.effects->finish("n", json::Value(1));
        SB_COMPARE_RESULT(rig.ended(id), "'again'");
    }

    void theNodesPolicyGoesBeforeItsTypes()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto held = rig.begin(flowOf("test.safe", ", 'onInterrupted': 'hold'"), "1");
        const auto again = rig.begin(flowOf("test.call", ", 'onInterrupted': 'retry'"), "5");
        QVERIFY(pumpUntil([&] { return rig.effects->count("a") == 2; }));
        rig.settle();
        rig.restart();
        rig.settle();
        QVERIFY(rig.stateOf(held, "a") == store::StepState::InDoubt);
        QVERIFY(pumpUntil([&] { return rig.effects->count("a") == 3; }));
        rig.effects->finish("a", json::Value(1));
        rig.effects->finish("n", json::Value(1));
        SB_COMPARE_RESULT(rig.ended(again), "1");
    }

    void aPersonSaysThatItHappened()
    {
        EngineRig rig;
        const auto id = interrupted(rig);
        QVERIFY(await(rig.engine().decide("default", id, "a", engine::Verdict::Happened, json::Value("by hand"))).ok());
        QVERIFY(rig.stateOf(id, "a") == store::StepState::Succeeded); // the answer comes after the commit
        rig.effects->finish("n", json::Value(1));
        SB_COMPARE_RESULT(rig.ended(id), "'by hand'");
        QCOMPARE(rig.effects->count("a"), 1);
    }

    void aDecisionOutlivesAKillRightAfterIt_data()
    {
        QTest::addColumn<int>("verdict");
        QTest::addColumn<int>("state");
        QTest::newRow("happened") << static_cast<int>(engine::Verdict::Happened) << static_cast<int>(store::StepState::Succeeded);
        QTest::newRow("skip") << static_cast<int>(engine::Verdict::Skip) << static_cast<int>(store::StepState::Skipped);
        QTest::newRow("fail") << static_cast<int>(engine::Verdict::Fail) << static_cast<int>(store::StepState::Failed);
    }
    void aDecisionOutlivesAKillRightAfterIt()
    {
        QFETCH(int, verdict);
        QFETCH(int, state);
        EngineRig rig;
        const auto id = interrupted(rig);
        QVERIFY(await(rig.engine().decide("default", id, "a", static_cast<engine::Verdict>(verdict), json::Value(1))).ok());
        rig.restart();
        QCOMPARE(static_cast<int>(rig.stateOf(id, "a")), state);
    }

    void aPersonHasItDoneAgainWithANewKey()
    {
        EngineRig rig;
        const auto id = interrupted(rig);
        const auto old = rig.effects->calls[0]->call.idempotencyKey;
        QVERIFY(await(rig.engine().decide("default", id, "a", engine::Verdict::Retry, nullptr)).ok());
        QVERIFY(pumpUntil([&] { return rig.effects->count("a") == 2; }));
        QVERIFY(rig.effects->calls[1]->call.idempotencyKey != old);
        QCOMPARE(json::write(json::Value(rig.effects->calls[1]->call.config)), std::string("{\"x\":2}"));
        rig.settle();
        // It is written that it is under way: killed now, it is in doubt again.
        const auto step = rig.step(id, "a");
        QVERIFY(step->state == store::StepState::Started);
        QCOMPARE(step->idempotencyKey, rig.effects->calls[1]->call.idempotencyKey);
        rig.restart();
        rig.settle();
        QVERIFY(rig.stateOf(id, "a") == store::StepState::InDoubt);
        QCOMPARE(rig.effects->count("a"), 2);
        QVERIFY(await(rig.engine().decide("default", id, "a", engine::Verdict::Retry, nullptr)).ok());
        QVERIFY(pumpUntil([&] { return rig.effects->count("a") == 3; }));
        QVERIFY(rig.effects->calls[2]->call.idempotencyKey != rig.effects->calls[1]->call.idempotencyKey);
        rig.effects->finish("a", json::Value("third"));
        rig.effects->finish("n", json::Value(1));
        SB_COMPARE_RESULT(rig.ended(id), "'third'");
    }

    void aPersonSkipsIt()
    {
        EngineRig rig;
        const auto id = interrupted(rig);
        QVERIFY(await(rig.engine().decide("default", id, "a", engine::Verdict::Skip, nullptr)).ok());
        SB_COMPARE_RESULT(rig.ended(id), "null");
        QCOMPARE(rig.effects->count("n"), 0);
        QVERIFY(rig.stateOf(id, "a") == store::StepState::Skipped);
    }

    void aPersonSaysThatItFailed()
    {
        EngineRig rig;
        const auto id = interrupted(rig);
        QVERIFY(await(rig.engine().decide("default", id, "a", engine::Verdict::Fail, nullptr)).ok());
        SB_COMPARE_FAILURE(rig.ended(id), "step.decidedFailed");
    }

    void onlyWhatIsInDoubtIsDecided()
    {
        EngineRig rig;
        const auto id = interrupted(rig);
        QCOMPARE(await(rig.engine().decide("default", id, "p", engine::Verdict::Skip, nullptr)).error().code, std::string("run.notInDoubt"));
        QCOMPARE(await(rig.engine().decide("other", id, "a", engine::Verdict::Skip, nullptr)).error().code, std::string("store.notFound"));
        QVERIFY(await(rig.engine().decide("default", id, "a", engine::Verdict::Happened, json::Value(1))).ok());
        QCOMPARE(await(rig.engine().decide("default", id, "a", engine::Verdict::Skip, nullptr)).error().code, std::string("run.notInDoubt"));
        rig.effects->finish("n", json::Value(1));
        rig.ended(id);
    }

    void aRunInDoubtCanBeCancelled()
    {
        EngineRig rig;
        const auto id = interrupted(rig);
        QVERIFY(await(rig.engine().cancel("default", id)).ok());
        QVERIFY(await(rig.engine().get("default", id))->state == store::RunState::Cancelled);
        QVERIFY(!await(rig.engine().decide("default", id, "a", engine::Verdict::Retry, nullptr)).ok());
        rig.settle();
        QCOMPARE(rig.effects->count("a"), 1);
    }

    void theRestGoesOnWhileOneIsInDoubt()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto id = rig.begin("{'nodes': [{'id': 'a', 'type': 'test.call', 'config': {}}, {'id': 'b', 'type': 'test.safe', 'config': {}}, {'id': 'c', 'type': 'test.call', 'config': {}}], 'edges': [{'from': 'b', 'to': 'c'}]}");
        QVERIFY(pumpUntil([&] { return rig.effects->calls.size() == 2; }));
        rig.settle();
        rig.restart();
        rig.effects->finish("b", json::Value(1));
        rig.effects->finish("c", json::Value(1));
        const auto view = rig.ended(id);
        QVERIFY(view.state == store::RunState::Waiting);
        QCOMPARE(view.inDoubt, std::vector<std::string>{"a"});
        QVERIFY(rig.stateOf(id, "c") == store::StepState::Succeeded);
    }

    void whatIsDoneIsNotDoneAgain()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto id = rig.begin(flowOf("test.call"), "1");
        rig.effects->finish("a", json::Value("once"));
        QVERIFY(pumpUntil([&] { return rig.effects->find("n") != nullptr; }));
        rig.settle();
        rig.restart();
        rig.settle();
        QCOMPARE(rig.effects->count("a"), 1);
        QVERIFY(await(rig.engine().decide("default", id, "n", engine::Verdict::Happened, json::Value(1))).ok());
        SB_COMPARE_RESULT(rig.ended(id), "'once'");
    }

    void largeValuesAreReferences()
    {
        EngineRig rig;
        rig.effects->hold();
        const std::string big(300'000, 'b');
        const auto id = rig.begin("{'nodes': [{'id': 'a', 'type': 'test.call', 'config': {}}, {'id': 'n', 'type': 'test.safe', 'config': {}}, {'id': 'l', 'type': 'transform', 'config': {'expression': 'nodes.a.output.big.length'}}, {'id': 'end', 'type': 'output', 'config': {}}],"
                                  " 'edges': [{'from': 'a', 'to': 'n'}, {'from': 'n', 'to': 'l'}, {'from': 'l', 'to': 'end'}]}");
        rig.effects->finish("a", json::Value(json::Object{{"big", big}}));
        QVERIFY(pumpUntil([&] { return rig.effects->find("n") != nullptr; }));
        rig.settle();
        QVERIFY(store::PayloadStore::isReference(json::write(rig.step(id, "a")->output)));
        rig.restart();
        QVERIFY(pumpUntil([&] { return rig.effects->count("n") == 2; }));
        QCOMPARE(rig.effects->find("n")->call.input->as_object().at("big").as_string().size(), big.size());
        rig.effects->finish("n", json::Value(1));
        SB_COMPARE_RESULT(rig.ended(id), "300000");
    }

    void aValueThatLooksLikeAReferenceStaysAValue()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto id = rig.begin(flowOf("test.call"), "1");
        rig.effects->finish("a", parsedText("{'$payload': 'sha256-0000000000000000000000000000000000000000000000000000000000000000', 'bytes': 5}"));
        QVERIFY(pumpUntil([&] { return rig.effects->find("n") != nullptr; }));
        rig.settle();
        rig.restart();
        rig.settle();
        QVERIFY(await(rig.engine().decide("default", id, "n", engine::Verdict::Happened, json::Value(1))).ok());
        SB_COMPARE_RESULT(rig.ended(id), "{'$payload': 'sha256-0000000000000000000000000000000000000000000000000000000000000000', 'bytes': 5}");
    }

    void aLargeInputAndResultSurvive()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto id = rig.begin("{'nodes': [{'id': 'n', 'type': 'test.safe', 'config': {}}, {'id': 't', 'type': 'transform', 'config': {'expression': 'run && run.id ? [input, 1] : 0'}}, {'id': 'end', 'type': 'output', 'config': {}}], 'edges': [{'from': 'n', 'to': 't'}, {'from': 't', 'to': 'end'}]}",
                                  "'" + std::string(200'000, 'i') + "'");
        QVERIFY(pumpUntil([&] { return rig.effects->find("n") != nullptr; }));
        rig.settle();
        rig.restart();
        QVERIFY(pumpUntil([&] { return rig.effects->count("n") == 2; }));
        QCOMPARE(rig.effects->find("n")->call.input->as_string().size(), std::size_t(200'000));
        rig.effects->finish("n", json::Value(std::string(100'000, 'o')));
        QCOMPARE(rig.ended(id).result.as_array().at(0).as_string().size(), std::size_t(100'000));
        QCOMPARE(await(rig.engine().get("default", id))->result.as_array().at(0).as_string().size(), std::size_t(100'000));
    }

    void theSameRunSeesTheSameTimeAndChance()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto id = rig.begin("{'nodes': [{'id': 'r', 'type': 'transform', 'config': {'expression': '[Math.random(), Date.now(), run.startedAt]'}}, {'id': 'n', 'type': 'test.safe', 'config': {'x': '{{ input }}'}}], 'edges': [{'from': 'r', 'to': 'n'}]}");
        QVERIFY(pumpUntil([&] { return rig.effects->find("n") != nullptr; }));
        rig.settle();
        rig.clock.advance(Millis(5000));
        rig.restart();
        QVERIFY(pumpUntil([&] { return rig.effects->count("n") == 2; }));
        QCOMPARE(json::write(json::Value(rig.effects->calls[0]->call.config)), json::write(json::Value(rig.effects->calls[1]->call.config)));
        rig.effects->finish("n", json::Value(1));
        rig.ended(id);
    }

    void mapsGoOnWhereTheyWere()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto id = rig.begin("{'nodes': [{'id': 'm', 'type': 'map', 'config': {'concurrency': 2, 'body': {'nodes': [{'id': 'c', 'type': 'test.safe', 'config': {'i': '{{ item }}'}}, {'id': 'e', 'type': 'output', 'config': {}}], 'edges': [{'from': 'c', 'to': 'e'}]}}}, {'id': 'end', 'type': 'output', 'config': {}}],"
                                  " 'edges': [{'from': 'm', 'to': 'end'}]}",
                                  "[10, 11, 12]");
        rig.effects->finish("m[0]/c", json::Value("a"));
        QVERIFY(pumpUntil([&] { return rig.effects->find("m[2]/c") && rig.effects->find("m[1]/c"); }));
        rig.settle();
        rig.restart();
        rig.effects->finish("m[1]/c", json::Value("b"));
        rig.effects->finish("m[2]/c", json::Value("c"));
        SB_COMPARE_RESULT(rig.ended(id), "{'results': ['a', 'b', 'c']}");
        QCOMPARE(rig.effects->count("m[0]/c"), 1);
    }

    void loopsGoOnWhereTheyWere()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto id = rig.begin("{'nodes': [{'id': 'l', 'type': 'loop', 'config': {'while': 'loop.index < 3', 'body': {'nodes': [{'id': 'c', 'type': 'test.safe', 'config': {'s': '{{ loop.state }}', 'i': '{{ loop.index }}'}}, {'id': 'e', 'type': 'output', 'config': {}}], 'edges': [{'from': 'c', 'to': 'e'}]}}}, {'id': 'end', 'type': 'output', 'config': {}}],"
                                  " 'edges': [{'from': 'l', 'to': 'end'}]}",
                                  "'s'");
        rig.effects->finish("l[0]/c", json::Value("s0"));
        QVERIFY(pumpUntil([&] { return rig.effects->find("l[1]/c") != nullptr; }));
        rig.settle();
        rig.restart();
        QVERIFY(pumpUntil([&] { return rig.effects->find("l[1]/c") != nullptr; }));
        QCOMPARE(json::write(json::Value(rig.effects->find("l[1]/c")->call.config)), std::string("{\"s\":\"s0\",\"i\":1}"));
        rig.effects->finish("l[1]/c", json::Value("s1"));
        rig.effects->finish("l[2]/c", json::Value("s2"));
        SB_COMPARE_RESULT(rig.ended(id), "'s2'");
        QCOMPARE(rig.effects->count("l[0]/c"), 1);
    }

    void aShutdownKeepsTheRunForTheNextStart()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto id = rig.begin(flowOf("test.safe"), "1");
        QVERIFY(pumpUntil([&] { return rig.effects->find("a") != nullptr; }));
        auto closing = rig.engine().shutdown();
        pumpUntil([&] {
            rig.clock.advance(Millis(1));
            return closing.isReady();
        });
        QVERIFY(rig.effects->find("a", false)->stopped);
        QCOMPARE(rig.begin(rig.request(flowOf("test.safe"), "1")).error().code, std::string("engine.stopping"));
        rig.restart();
        rig.effects->finish("a", json::Value("later"));
        rig.effects->finish("n", json::Value(1));
        SB_COMPARE_RESULT(rig.ended(id), "'later'");
    }
};

SB_TEST_MAIN(TestEngineRecovery)
#include "tst_engine_recovery.moc"
