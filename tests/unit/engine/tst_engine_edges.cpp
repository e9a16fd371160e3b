// SPDX-License-Identifier: GPL-3.0-or-later
// Conditions and ports: which edges are taken, once and for all.
#include "support/engine_rig.h"

using namespace signalbox;
using namespace signalbox::test;

namespace {

// a -> end under a condition; a is an effect that gives `output`.
std::string conditioned(const std::string &condition)
{
    return "{'nodes': [{'id': 'a', 'type': 'test.call', 'config': {}}, {'id': 'end', 'type': 'output', 'config': {}}], 'edges': [{'from': 'a', 'to': 'end', 'condition': '" + condition + "'}]}";
}

} // namespace

class TestEngineEdges : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void aConditionIsTrueAsInJavaScript_data()
    {
        QTest::addColumn<QString>("condition");
        QTest::addColumn<bool>("taken");
        const auto row = [](const char *condition, bool taken) { QTest::newRow(condition) << QString::fromLatin1(condition) << taken; };
        row("output.n > 2", true);
        row("output.n > 3", false);
        row("output.zero", false);
        row("output.text", false);
        row("output.list", true);
        row("output.nothing", false);
        row("output.none", false);
        row("output.no === false", true);
        row("1", true);
        row("NaN", false);
        row("vars.on", true);
        row("run.flow.length === 4", true);
        row("nodes.a.output.n === 3", true);
    }
    void aConditionIsTrueAsInJavaScript()
    {
        QFETCH(QString, condition);
        QFETCH(bool, taken);
        EngineRig rig;
        rig.effects->answer = [](const auto &) -> std::optional<Result<json::Value>> { return parsedText("{'n': 3, 'zero': 0, 'text': '', 'list': [], 'none': null, 'no': false}"); };
        auto start = rig.request(conditioned(condition.toStdString()));
        auto value = *json::parse(start.closure["flow"]);
        value.as_object()["vars"] = parsedText("{'on': true}");
        start.closure["flow"] = json::write(value);
        const auto view = rig.ended(*rig.begin(start));
        QVERIFY2(view.state == store::RunState::Succeeded, json::write(view.error).c_str());
        QCOMPARE(!view.result.is_null(), taken);
    }

    void aConditionThatThrowsFailsTheRunAndTheSourceIsNotRunAgain()
    {
        EngineRig rig;
        const auto id = rig.begin(conditioned("output.nothing.deeper"));
        const auto view = rig.ended(id);
        SB_COMPARE_FAILURE(view, "expression.threw");
        const std::string message(view.error.as_object().at("message").as_string());
        QVERIFY2(message.find("\"a\"") != std::string::npos && message.find("\"end\"") != std::string::npos, message.c_str());
        QVERIFY(rig.stateOf(id, "a") == store::StepState::Succeeded);
        rig.restart();
        rig.settle();
        QCOMPARE(rig.effects->count("a"), 1);
        QVERIFY(await(rig.engine().get("default", id))->state == store::RunState::Failed);
    }

    void aConditionOfAnotherPortIsNotAsked()
    {
        EngineRig rig;
        SB_COMPARE_RESULT(rig.run("{'nodes': [{'id': 'q', 'type': 'condition', 'config': {'expression': 'true'}}, {'id': 'yes', 'type': 'output', 'config': {}}, {'id': 'no', 'type': 'output', 'config': {}}],"
                                  " 'edges': [{'from': 'q', 'to': 'yes'}, {'from': 'q', 'fromPort': 'false', 'to': 'no', 'condition': 'output.nothing.deeper'}]}",
                                  "{'n': 1}"),
                          "{'yes': {'n': 1}, 'no': null}");
    }

    void anEdgeFromAConditionMeansTrue()
    {
        EngineRig rig;
        const auto flow = "{'nodes': [{'id': 'q', 'type': 'condition', 'config': {'expression': 'input'}}, {'id': 'end', 'type': 'output', 'config': {}}], 'edges': [{'from': 'q', 'to': 'end'}]}";
        SB_COMPARE_RESULT(rig.run(flow, "1"), "1");
        SB_COMPARE_RESULT(rig.run(flow, "0"), "null");
    }

    void aSwitchTakesTheFirstMatchElseDefault()
    {
        EngineRig rig;
        const auto flow = "{'nodes': [{'id': 's', 'type': 'switch', 'config': {'cases': [{'port': 'big', 'expression': 'input > 10'}, {'port': 'huge', 'expression': 'input > 100'}]}},"
                          " {'id': 'big', 'type': 'output', 'config': {}}, {'id': 'huge', 'type': 'output', 'config': {}}, {'id': 'rest', 'type': 'output', 'config': {}}],"
                          " 'edges': [{'from': 's', 'fromPort': 'big', 'to': 'big'}, {'from': 's', 'fromPort': 'huge', 'to': 'huge'}, {'from': 's', 'fromPort': 'default', 'to': 'rest'}]}";
        SB_COMPARE_RESULT(rig.run(flow, "500"), "{'big': 500, 'huge': null, 'rest': null}");
        SB_COMPARE_RESULT(rig.run(flow, "5"), "{'big': null, 'huge': null, 'rest': 5}");
    }

    void aFilterIsAlwaysTaken()
    {
        EngineRig rig;
        SB_COMPARE_RESULT(rig.run("{'nodes': [{'id': 'f', 'type': 'filter', 'config': {'expression': 'item > 9'}}, {'id': 'end', 'type': 'output', 'config': {}}], 'edges': [{'from': 'f', 'to': 'end'}]}", "[1, 2]"), "{'items': []}");
    }

    void twoPortsToOneNodeAreTwoEdges()
    {
        EngineRig rig;
        SB_COMPARE_RESULT(rig.run("{'nodes': [{'id': 'q', 'type': 'condition', 'config': {'expression': 'input > 1'}}, {'id': 'end', 'type': 'output', 'config': {}}],"
                                  " 'edges': [{'from': 'q', 'to': 'end'}, {'from': 'q', 'fromPort': 'false', 'to': 'end'}]}",
                                  "1"),
                          "{'q.false': 1}");
    }

    void edgeDecisionsAreJournalled()
    {
        // The condition asks what day it is by way of `run`; after a restart it is not asked again.
        EngineRig rig;
        rig.effects->answer = [](const engine::EffectCall &call) -> std::optional<Result<json::Value>> {
            if (call.path == "a") {
                return json::Value(1);
            }
            return std::nullopt;
        };
        const auto id = rig.begin("{'nodes': [{'id': 'a', 'type': 'test.call', 'config': {}}, {'id': 'yes', 'type': 'test.safe', 'config': {}}, {'id': 'no', 'type': 'test.safe', 'config': {}}],"
                                  " 'edges': [{'from': 'a', 'to': 'yes', 'condition': 'output === 1'}, {'from': 'a', 'to': 'no', 'condition': 'output !== 1'}]}");
        QVERIFY(pumpUntil([&] { return rig.effects->find("yes") != nullptr; }));
        rig.settle();
        rig.restart();
        QVERIFY(pumpUntil([&] { return rig.effects->count("yes") == 2; }));
        rig.effects->finish("yes", json::Value(2));
        QVERIFY(rig.ended(id).state == store::RunState::Succeeded);
        QCOMPARE(rig.effects->count("a"), 1);
        QCOMPARE(rig.effects->count("no"), 0);
    }

    void anEdgeThatBrokeInAnItemIsBrokenAfterARestartToo()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto id = rig.begin("{'nodes': [{'id': 'm', 'type': 'map', 'config': {'onItemError': 'collect', 'concurrency': 1, 'body': {'nodes': [{'id': 'x', 'type': 'transform', 'config': {'expression': 'input'}}, {'id': 'c', 'type': 'test.safe', 'config': {}}, {'id': 'e', 'type': 'output', 'config': {}}],"
                                  " 'edges': [{'from': 'x', 'to': 'c', 'condition': 'output.deep.n > 0'}, {'from': 'c', 'to': 'e'}]}}}, {'id': 'end', 'type': 'output', 'config': {}}], 'edges': [{'from': 'm', 'to': 'end'}]}",
                                  "[{}, {'deep': {'n': 1}}]");
        QVERIFY(pumpUntil([&] { return rig.effects->find("m[1]/c") != nullptr; }));
        rig.settle();
        rig.restart();
        QVERIFY(pumpUntil([&] { return rig.effects->count("m[1]/c") == 2; }));
        rig.effects->finish("m[1]/c", json::Value("fine"));
        const auto view = rig.ended(id);
        QVERIFY2(view.state == store::RunState::Succeeded, json::write(view.error).c_str());
        const auto &results = view.result.as_object().at("results").as_array();
        QCOMPARE(results.size(), std::size_t(2));
        QVERIFY2(results[0].is_object() && results[0].as_object().contains("error"), json::write(results[0]).c_str());
        QCOMPARE(json::write(results[1]), std::string("\"fine\""));
    }
};

SB_TEST_MAIN(TestEngineEdges)
#include "tst_engine_edges.moc"
