// SPDX-License-Identifier: GPL-3.0-or-later
// Failures: the port `error`, onError, and what becomes of the siblings.
#include "support/engine_rig.h"

using namespace signalbox;
using namespace signalbox::test;

namespace {

Error broken()
{
    return Error("test.broken", "It broke.");
}

} // namespace

class TestEngineFailures : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void aFailureWithoutAnywhereToGoFailsTheRun()
    {
        EngineRig rig;
        rig.effects->answer = [](const auto &) -> std::optional<Result<json::Value>> { return broken(); };
        const auto id = rig.begin("{'nodes': [{'id': 'a', 'type': 'test.call', 'config': {}}, {'id': 'end', 'type': 'output', 'config': {}}], 'edges': [{'from': 'a', 'to': 'end'}]}");
        const auto view = rig.ended(id);
        SB_COMPARE_FAILURE(view, "test.broken");
        QCOMPARE(std::string(view.error.as_object().at("subject").as_string()), std::string("a"));
        QVERIFY(view.result.is_null());
        const auto step = rig.step(id, "a");
        QVERIFY(step->state == store::StepState::Failed);
        QCOMPARE(std::string(step->error.as_object().at("message").as_string()), std::string("It broke."));
    }

    void theErrorPortCarriesWhatHappened()
    {
        EngineRig rig;
        rig.effects->answer = [](const auto &) -> std::optional<Result<json::Value>> { return broken(); };
        const auto view = rig.run("{'nodes': [{'id': 'a', 'type': 'test.call', 'config': {}}, {'id': 'end', 'type': 'output', 'config': {}}, {'id': 'sad', 'type': 'output', 'config': {}}],"
                                  " 'edges': [{'from': 'a', 'to': 'end'}, {'from': 'a', 'fromPort': 'error', 'to': 'sad'}]}",
                                  "{'n': 1}");
        SB_COMPARE_RESULT(view, "{'end': null, 'sad': {'code': 'test.broken', 'message': 'It broke.', 'node': 'a', 'attempt': 1, 'input': {'n': 1}}}");
    }

    void aPureNodeHasAnErrorPortToo()
    {
        EngineRig rig;
        SB_COMPARE_RESULT(rig.run("{'nodes': [{'id': 'a', 'type': 'transform', 'config': {'expression': 'input.x.y'}}, {'id': 'b', 'type': 'transform', 'config': {'expression': 'input.code'}}, {'id': 'end', 'type': 'output', 'config': {}}],"
                                  " 'edges': [{'from': 'a', 'fromPort': 'error', 'to': 'b'}, {'from': 'b', 'to': 'end'}]}",
                                  "{}"),
                          "'expression.threw'");
    }

    void anErrorEdgeWhoseConditionIsFalseHandlesItStill()
    {
        EngineRig rig;
        rig.effects->answer = [](const auto &) -> std::optional<Result<json::Value>> { return broken(); };
        SB_COMPARE_RESULT(rig.run("{'nodes': [{'id': 'a', 'type': 'test.call', 'config': {}}, {'id': 'end', 'type': 'output', 'config': {}}], 'edges': [{'from': 'a', 'fromPort': 'error', 'to': 'end', 'condition': 'output.code === 1'}]}"), "null");
    }

    void stopCancelsTheSiblings()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto id = rig.begin("{'nodes': [{'id': 'a', 'type': 'test.call', 'config': {}}, {'id': 'b', 'type': 'test.call', 'config': {}}, {'id': 'w', 'type': 'wait', 'config': {'duration': '1h'}}, {'id': 'c', 'type': 'test.call', 'config': {}}],"
                                  " 'edges': [{'from': 'b', 'to': 'c'}]}");
        QVERIFY(pumpUntil([&] { return rig.effects->find("b") && rig.effects->find("a"); }));
        rig.effects->finish("a", broken());
        SB_COMPARE_FAILURE(rig.ended(id), "test.broken");
        QVERIFY(pumpUntil([&] { return rig.effects->find("b", false)->stopped; }));
        QCOMPARE(rig.effects->count("c"), 0);
        QVERIFY(rig.stateOf(id, "b") == store::StepState::Cancelled);
        QVERIFY(rig.stateOf(id, "w") == store::StepState::Cancelled);
        QCOMPARE(rig.clock.nextTimer(), Millis(-1));
        // What is over stays over.
        rig.restart();
        rig.settle();
        QCOMPARE(rig.effects->calls.size(), std::size_t(2));
    }

    void finishLetsTheOthersEndAndFailsThen()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto id = rig.begin("{'nodes': [{'id': 'a', 'type': 'test.call', 'config': {}, 'onError': 'finish'}, {'id': 'x', 'type': 'test.call', 'config': {}}, {'id': 'b', 'type': 'test.call', 'config': {}}],"
                                  " 'edges': [{'from': 'a', 'to': 'x'}]}");
        rig.effects->finish("a", broken());
        rig.settle();
        QVERIFY(await(rig.engine().get("default", id))->state == store::RunState::Running);
        rig.effects->finish("b", json::Value(2));
        SB_COMPARE_FAILURE(rig.ended(id), "test.broken");
        QVERIFY(rig.stateOf(id, "b") == store::StepState::Succeeded);
        QCOMPARE(rig.effects->count("x"), 0);
    }

    void finishIsRememberedOverARestart()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto id = rig.begin("{'nodes': [{'id': 'a', 'type': 'test.call', 'config': {}, 'onError': 'finish'}, {'id': 'b', 'type': 'test.safe', 'config': {}}], 'edges': []}");
        rig.effects->finish("a", broken());
        rig.settle();
        rig.restart();
        rig.effects->finish("b", json::Value(2));
        SB_COMPARE_FAILURE(rig.ended(id), "test.broken");
        QCOMPARE(rig.effects->count("a"), 1);
    }

    void theDefaultStandsInForTheOutput()
    {
        EngineRig rig;
        rig.effects->answer = [](const auto &) -> std::optional<Result<json::Value>> { return broken(); };
        const auto id = rig.begin("{'nodes': [{'id': 'a', 'type': 'test.call', 'config': {}, 'onError': 'default', 'default': {'n': 0}}, {'id': 'b', 'type': 'transform', 'config': {'expression': 'nodes.a.output.n + 1'}}, {'id': 'end', 'type': 'output', 'config': {}}],"
                                  " 'edges': [{'from': 'a', 'to': 'b'}, {'from': 'b', 'to': 'end'}]}");
        SB_COMPARE_RESULT(rig.ended(id), "1");
        QVERIFY(rig.stateOf(id, "a") == store::StepState::Failed);
    }

    void anEffectThatAsksForTooMuchIsNotStarted()
    {
        // The configuration is held against the schema again once its templates are resolved.
        EngineRig rig;
        const auto id = rig.begin("{'nodes': [{'id': 'a', 'type': 'test.call', 'config': {'number': '{{ input * 100 }}'}}], 'edges': []}", "7");
        SB_COMPARE_FAILURE(rig.ended(id), "config.maximum");
        QCOMPARE(rig.effects->calls.size(), std::size_t(0));
    }

    void aFailedTurnStartsNothing()
    {
        // In one turn a becomes ready to start and b fails the run: a must not go out afterwards.
        EngineRig rig;
        const auto id = rig.begin("{'nodes': [{'id': 'a', 'type': 'test.call', 'config': {}}, {'id': 'b', 'type': 'transform', 'config': {'expression': 'input.x.y'}}], 'edges': []}", "{}");
        SB_COMPARE_FAILURE(rig.ended(id), "expression.threw");
        rig.settle();
        QCOMPARE(rig.effects->calls.size(), std::size_t(0));
        for (const auto &step : rig.steps(id)) {
            QVERIFY2(step.state != store::StepState::Started, step.path.c_str());
        }
    }

    void aRunThatFailsWhileStartsArePendingStartsNothing()
    {
        // The stretch ends after one node: the first turn asks for a, the next one fails the run before
        // the commit of the first has come back.
        EngineRig::Options options;
        options.engine.stretchNodes = 1;
        EngineRig rig(options);
        for (int i = 0; i < 20; ++i) {
            const auto id = rig.begin("{'nodes': [{'id': 'a', 'type': 'test.call', 'config': {}}, {'id': 'w', 'type': 'wait', 'config': {'duration': '1h'}}, {'id': 'b', 'type': 'transform', 'config': {'expression': 'input.x.y'}}], 'edges': []}", "{}");
            SB_COMPARE_FAILURE(rig.ended(id), "expression.threw");
            rig.settle();
            const auto started = rig.effects->count("a");
            for (const auto &step : rig.steps(id)) {
                QVERIFY2(step.state != store::StepState::Started && step.state != store::StepState::Waiting, step.path.c_str());
            }
            // Whatever was called had its answer before the run failed.
            if (started > 0) {
                QVERIFY(rig.stateOf(id, "a") != store::StepState::Cancelled);
                rig.effects->calls.clear();
            }
            QCOMPARE(rig.clock.nextTimer(), Millis(-1));
        }
    }
};

SB_TEST_MAIN(TestEngineFailures)
#include "tst_engine_failures.moc"
