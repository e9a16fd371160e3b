// SPDX-License-Identifier: GPL-3.0-or-later
// Where a run begins, what it gives, and what keeps it from beginning. Source: DESIGN.md section 9.
#include "support/engine_rig.h"

using namespace signalbox;
using namespace signalbox::test;

class TestEngineStarts : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void withoutTriggersEveryRootBeginsWithTheInput()
    {
        EngineRig rig;
        SB_COMPARE_RESULT(rig.run("{'nodes': [{'id': 'a', 'type': 'transform', 'config': {'expression': 'input.n + 1'}}, {'id': 'b', 'type': 'transform', 'config': {'expression': 'input.n * 10'}}, {'id': 'end', 'type': 'output', 'config': {}}],"
                                  " 'edges': [{'from': 'a', 'to': 'end'}, {'from': 'b', 'to': 'end'}]}",
                                  "{'n': 4}"),
                          "{'a': 5, 'b': 40}");
    }

    void withTriggersOnlyTheOneThatFiredBegins()
    {
        EngineRig rig;
        const auto flow = "{'nodes': [{'id': 'one', 'type': 'trigger.manual', 'config': {}}, {'id': 'two', 'type': 'trigger.manual', 'config': {}}, {'id': 'stray', 'type': 'test.call', 'config': {}},"
                          " {'id': 'end', 'type': 'output', 'config': {}}], 'edges': [{'from': 'one', 'to': 'end'}, {'from': 'two', 'to': 'end'}, {'from': 'stray', 'to': 'end'}]}";
        SB_COMPARE_RESULT(rig.run(flow, "'hello'"), "{'one': 'hello'}");
        auto named = rig.request(flow, "'hello'");
        named.trigger = "two";
        const auto id = rig.begin(named);
        QVERIFY(id.ok());
        SB_COMPARE_RESULT(rig.ended(*id), "{'two': 'hello'}");
        QCOMPARE(rig.effects->calls.size(), std::size_t(0));
        QVERIFY(!rig.step(*id, "one"));
    }

    void onlyATriggerCanFire_data()
    {
        QTest::addColumn<QString>("trigger");
        QTest::newRow("unknown") << QStringLiteral("nobody");
        QTest::newRow("another node") << QStringLiteral("end");
        QTest::newRow("another root") << QStringLiteral("stray");
    }
    void onlyATriggerCanFire()
    {
        QFETCH(QString, trigger);
        EngineRig rig;
        auto start = rig.request("{'nodes': [{'id': 'one', 'type': 'trigger.manual', 'config': {}}, {'id': 'stray', 'type': 'transform', 'config': {'set': {}}}, {'id': 'end', 'type': 'output', 'config': {}}],"
                                 " 'edges': [{'from': 'one', 'to': 'end'}]}");
        start.trigger = trigger.toStdString();
        const auto id = rig.begin(start);
        QVERIFY(!id);
        QCOMPARE(id.error().code, std::string("run.trigger"));
    }

    void severalOutputsGiveAnObject()
    {
        EngineRig rig;
        SB_COMPARE_RESULT(rig.run("{'nodes': [{'id': 'q', 'type': 'condition', 'config': {'expression': 'input > 1'}}, {'id': 'yes', 'type': 'output', 'config': {}}, {'id': 'no', 'type': 'output', 'config': {}}],"
                                  " 'edges': [{'from': 'q', 'to': 'yes'}, {'from': 'q', 'fromPort': 'false', 'to': 'no'}]}",
                                  "5"),
                          "{'yes': 5, 'no': null}");
    }

    void aSkippedOutputGivesNull()
    {
        EngineRig rig;
        SB_COMPARE_RESULT(rig.run("{'nodes': [{'id': 'q', 'type': 'condition', 'config': {'expression': 'false'}}, {'id': 'end', 'type': 'output', 'config': {}}], 'edges': [{'from': 'q', 'to': 'end'}]}"), "null");
        SB_COMPARE_RESULT(rig.run("{'nodes': [{'id': 'q', 'type': 'transform', 'config': {'expression': '7'}}], 'edges': []}"), "null");
    }

    void varsAreTakenAtTheStart()
    {
        EngineRig rig;
        auto start = rig.request("{'vars': {'a': 1, 'b': {'deep': true}}, 'nodes': [{'id': 'x', 'type': 'transform', 'config': {'expression': '[vars.a, vars.b]'}}, {'id': 'end', 'type': 'output', 'config': {}}],"
                                 " 'edges': [{'from': 'x', 'to': 'end'}]}");
        start.vars = parsedText("{'a': 2}").as_object();
        SB_COMPARE_RESULT(rig.ended(*rig.begin(start)), "[2, {'deep': true}]");
    }

    void theInputIsHeldAgainstItsSchema()
    {
        EngineRig rig;
        const auto flow = "{'inputs': {'type': 'object', 'required': ['n'], 'properties': {'n': {'type': 'integer'}}}, 'nodes': [{'id': 'end', 'type': 'output', 'config': {}}], 'edges': []}";
        SB_COMPARE_RESULT(rig.run(flow, "{'n': 1}"), "{'n': 1}");
        const auto bad = rig.begin(rig.request(flow, "{'n': 'one'}"));
        QVERIFY(!bad);
        QCOMPARE(bad.error().code, std::string("run.input"));
        QVERIFY2(bad.error().message.find("/n") != std::string::npos, bad.error().message.c_str());
        QVERIFY(await(rig.engine().list("default", {}))->size() == 1);
    }

    void twoStartsWithOneIdAreOne()
    {
        EngineRig rig;
        auto start = rig.request("{'nodes': [{'id': 'call', 'type': 'test.call', 'config': {}}, {'id': 'end', 'type': 'output', 'config': {}}], 'edges': [{'from': 'call', 'to': 'end'}]}");
        start.id = "0190a000-0000-7000-8000-0000000000aa";
        rig.effects->hold();
        // Both are under way before either has looked.
        std::vector<Result<std::string>> answers;
        const auto begin = [](engine::Engine *engine, engine::StartRequest request, std::vector<Result<std::string>> *out) -> Task<void> {
            auto answer = co_await engine->start(std::move(request));
            out->push_back(std::move(answer));
        };
        TaskScope scope;
        for (int i = 0; i < 2; ++i) {
            scope.start([&](std::stop_token) { return begin(&rig.engine(), start, &answers); });
        }
        QVERIFY(pumpUntil([&] { return answers.size() == 2; }));
        QCOMPARE(answers[0].value_or(""), start.id);
        QCOMPARE(answers[1].value_or(""), start.id);
        rig.effects->finish("call", json::Value(5));
        SB_COMPARE_RESULT(rig.ended(start.id), "5");
        QCOMPARE(rig.effects->count("call"), 1);
    }

    void anInvalidFlowNeverBegins()
    {
        EngineRig rig;
        const auto bad = rig.begin(rig.request("{'nodes': [{'id': 'a', 'type': 'no.such', 'config': {}}], 'edges': [{'from': 'a', 'to': 'b'}]}"));
        QVERIFY(!bad);
        QCOMPARE(bad.error().code, std::string("flow.invalid"));
        QVERIFY(await(rig.engine().list("default", {}))->empty());
    }

    void anIdThatExistsGivesItsRun()
    {
        EngineRig rig;
        rig.effects->hold();
        auto start = rig.request("{'nodes': [{'id': 'a', 'type': 'test.call', 'config': {}}], 'edges': []}");
        start.id = "0190a1b2-0000-7000-8000-000000000001";
        QCOMPARE(*rig.begin(start), start.id);
        QCOMPARE(*rig.begin(start), start.id);
        rig.effects->finish("a", json::Value(1));
        QVERIFY(rig.ended(start.id).state == store::RunState::Succeeded);
        QCOMPARE(*rig.begin(start), start.id);
        rig.settle();
        QCOMPARE(rig.effects->count("a"), 1);
        // The same id elsewhere is not the same run, and says nothing of it.
        start.workspace = "other";
        start.id = "0190a1b2-0000-7000-8000-000000000002";
        auto mine = start;
        mine.workspace = "default";
        QVERIFY(rig.begin(mine).ok());
        const auto theirs = rig.begin(start);
        QVERIFY(!theirs);
    }

    void stepsHaveALimit()
    {
        EngineRig rig;
        SB_COMPARE_FAILURE(rig.run("{'limits': {'steps': 50}, 'nodes': [{'id': 'l', 'type': 'loop', 'config': {'while': 'true', 'max': 100000, 'body': {'nodes': [{'id': 'x', 'type': 'transform', 'config': {'set': {}}}, {'id': 'end', 'type': 'output', 'config': {}}], 'edges': [{'from': 'x', 'to': 'end'}]}}}], 'edges': []}"),
                           "run.tooManySteps");
    }

    void aRunHasItsTime()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto id = rig.begin("{'limits': {'timeout': '1m'}, 'nodes': [{'id': 'a', 'type': 'test.call', 'config': {}}], 'edges': []}");
        rig.pass(Millis(59'000));
        QVERIFY(await(rig.engine().get("default", id))->state == store::RunState::Running);
        rig.pass(Millis(2'000));
        SB_COMPARE_FAILURE(rig.ended(id), "run.timeout");
        QVERIFY(rig.effects->calls.at(0)->stopped);
        QVERIFY(rig.stateOf(id, "a") == store::StepState::Cancelled);
        QCOMPARE(rig.clock.nextTimer(), Millis(-1));
    }

    void runsOfMemoryLeaveNothing()
    {
        EngineRig rig;
        auto start = rig.request("{'nodes': [{'id': 'a', 'type': 'test.call', 'config': {'word': 'remember-me'}}, {'id': 'end', 'type': 'output', 'config': {}}], 'edges': [{'from': 'a', 'to': 'end'}]}");
        start.mode = engine::RunMode::Memory;
        const auto id = rig.begin(start);
        SB_COMPARE_RESULT(rig.ended(*id), "{'word': 'remember-me'}");
        QVERIFY(!rig.isOnDisk("remember-me"));
        QVERIFY(await(rig.engine().list("default", {}))->empty());
    }
};

SB_TEST_MAIN(TestEngineStarts)
#include "tst_engine_starts.moc"
