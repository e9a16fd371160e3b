// SPDX-License-Identifier: GPL-3.0-or-later
// map, loop and subflow: order, concurrency, failures, limits.
#include "support/engine_rig.h"

using namespace signalbox;
using namespace signalbox::test;

namespace {

const std::string kEnd = "{'id': 'end', 'type': 'output', 'config': {}}";

// A map over the input whose body is one node c and an output.
std::string mapping(const std::string &node, const std::string &more = "")
{
    return "{'nodes': [{'id': 'm', 'type': 'map', 'config': {" + more + "'body': {'nodes': [" + node + ", {'id': 'e', 'type': 'output', 'config': {}}], 'edges': [{'from': 'c', 'to': 'e'}]}}}, " + kEnd
        + "], 'edges': [{'from': 'm', 'to': 'end'}]}";
}

std::string looping(const std::string &expression, const std::string &more)
{
    return "{'nodes': [{'id': 'l', 'type': 'loop', 'config': {" + more + "'body': {'nodes': [{'id': 'c', 'type': 'transform', 'config': {'expression': '" + expression
        + "'}}, {'id': 'e', 'type': 'output', 'config': {}}], 'edges': [{'from': 'c', 'to': 'e'}]}}}, " + kEnd + "], 'edges': [{'from': 'l', 'to': 'end'}]}";
}

const std::string kCall = "{'id': 'c', 'type': 'test.call', 'config': {'item': '{{ item }}', 'index': '{{ index }}', 'input': '{{ input }}'}}";

} // namespace

class TestEngineBodies : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void resultsKeepTheOrderOfTheItems()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto id = rig.begin(mapping(kCall), "['x', 'y', 'z']");
        for (const int index : {2, 0, 1}) {
            const auto path = "m[" + std::to_string(index) + "]/c";
            QVERIFY(pumpUntil([&] { return rig.effects->find(path) != nullptr; }));
            rig.effects->finish(path, json::Value(rig.effects->find(path)->call.config));
            rig.settle();
        }
        SB_COMPARE_RESULT(rig.ended(id), "{'results': [{'item': 'x', 'index': 0, 'input': 'x'}, {'item': 'y', 'index': 1, 'input': 'y'}, {'item': 'z', 'index': 2, 'input': 'z'}]}");
    }

    void noMoreThanTheConcurrencyRunAtATime()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto id = rig.begin(mapping(kCall, "'concurrency': 2, "), "[0, 1, 2, 3, 4]");
        const auto live = [&] { return std::count_if(rig.effects->calls.begin(), rig.effects->calls.end(), [](const auto &call) { return !call->ended; }); };
        for (int item = 0; item < 5; ++item) {
            QVERIFY(pumpUntil([&] { return live() == std::min(2, 5 - item); }));
            rig.settle();
            QCOMPARE(live(), std::min(2, 5 - item));
            rig.effects->finish("m[" + std::to_string(item) + "]/c", json::Value(item));
            QVERIFY(pumpUntil([&] { return rig.effects->find("m[" + std::to_string(item) + "]/c") == nullptr; }));
        }
        SB_COMPARE_RESULT(rig.ended(id), "{'results': [0, 1, 2, 3, 4]}");
    }

    void anEmptyArrayGivesAnEmptyOne()
    {
        EngineRig rig;
        SB_COMPARE_RESULT(rig.run(mapping(kCall), "[]"), "{'results': []}");
        QCOMPARE(rig.effects->calls.size(), std::size_t(0));
    }

    void whatIsNoArrayIsAnError_data()
    {
        QTest::addColumn<QString>("input");
        for (const char *input : {"{}", "'text'", "5", "null", "true"}) {
            QTest::newRow(input) << QString::fromLatin1(input);
        }
    }
    void whatIsNoArrayIsAnError()
    {
        QFETCH(QString, input);
        EngineRig rig;
        SB_COMPARE_FAILURE(rig.run(mapping(kCall), input.toStdString()), "map.notAnArray");
    }

    void anItemThatFailsStopsTheMap()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto id = rig.begin(mapping(kCall, "'concurrency': 3, "), "[0, 1, 2, 3]");
        QVERIFY(pumpUntil([&] { return rig.effects->calls.size() == 3; }));
        rig.effects->finish("m[1]/c", Error("test.broken", "It broke."));
        const auto view = rig.ended(id);
        SB_COMPARE_FAILURE(view, "test.broken");
        QVERIFY(std::string(view.error.as_object().at("message").as_string()).find("Item 1") != std::string::npos);
        QVERIFY(pumpUntil([&] { return rig.effects->find("m[0]/c", false)->stopped && rig.effects->find("m[2]/c", false)->stopped; }));
        QCOMPARE(rig.effects->count("m[3]/c"), 0);
        QVERIFY(rig.stateOf(id, "m[0]/c") == store::StepState::Cancelled);
    }

    void aMapThatStopsAndIsHandledLeavesNothingUnderWay()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto id = rig.begin("{'nodes': [{'id': 'm', 'type': 'map', 'config': {'body': {'nodes': [{'id': 'c', 'type': 'test.call', 'config': {}}, {'id': 'w', 'type': 'wait', 'config': {'duration': '1h'}}], 'edges': []}}},"
                                  " {'id': 'sorry', 'type': 'test.call', 'config': {}}, {'id': 'end', 'type': 'output', 'config': {}}], 'edges': [{'from': 'm', 'fromPort': 'error', 'to': 'sorry'}, {'from': 'sorry', 'to': 'end'}]}",
                                  "[0, 1]");
        QVERIFY(pumpUntil([&] { return rig.effects->calls.size() == 2; }));
        rig.effects->finish("m[1]/c", Error("test.broken", "It broke."));
        rig.effects->finish("sorry", json::Value("told"));
        SB_COMPARE_RESULT(rig.ended(id), "'told'");
        for (const auto &step : rig.steps(id)) {
            QVERIFY2(step.state != store::StepState::Started && step.state != store::StepState::Waiting, step.path.c_str());
        }
        QVERIFY(rig.effects->find("m[0]/c", false)->stopped);
        QCOMPARE(rig.clock.nextTimer(), Millis(-1));
    }

    void failedItemsAreCollectedOrLeftOut()
    {
        EngineRig rig;
        const std::string node = "{'id': 'c', 'type': 'transform', 'config': {'expression': 'item.n.toFixed(0)'}}";
        SB_COMPARE_RESULT(rig.run(mapping(node, "'onItemError': 'skip', "), "[{'n': 1}, {}, {'n': 3}]"), "{'results': ['1', '3']}");
        const auto view = rig.run(mapping(node, "'onItemError': 'collect', "), "[{'n': 1}, {}, {'n': 3}]");
        QVERIFY(view.state == store::RunState::Succeeded);
        const auto &results = view.result.as_object().at("results").as_array();
        QCOMPARE(results.size(), std::size_t(3));
        QCOMPARE(std::string(results[1].as_object().at("error").as_object().at("code").as_string()), std::string("expression.threw"));
    }

    void manyItemsOfAnEmptyBodyNeedNoStack()
    {
        EngineRig rig;
        std::string items = "[0";
        for (int i = 1; i < 100'000; ++i) {
            items += ",0";
        }
        auto start = rig.request("{'nodes': [{'id': 'm', 'type': 'map', 'config': {'body': {'nodes': [], 'edges': []}}}, {'id': 'n', 'type': 'transform', 'config': {'expression': 'input.results.length'}}, {'id': 'end', 'type': 'output', 'config': {}}],"
                                 " 'edges': [{'from': 'm', 'to': 'n'}, {'from': 'n', 'to': 'end'}]}",
                                 items + "]");
        const auto id = rig.begin(start);
        if (id) { // a body without nodes may also be refused
            SB_COMPARE_RESULT(rig.ended(*id), "100000");
        } else {
            QCOMPARE(id.error().code, std::string("flow.invalid"));
        }
    }

    void manyItemsInOneMap()
    {
        EngineRig rig;
        std::string items = "[0";
        for (int i = 1; i < 20'000; ++i) {
            items += "," + std::to_string(i);
        }
        const auto view = rig.run(mapping("{'id': 'c', 'type': 'transform', 'config': {'expression': 'item * 2'}}"), items + "]");
        QVERIFY2(view.state == store::RunState::Succeeded, json::write(view.error).c_str());
        const auto &results = view.result.as_object().at("results").as_array();
        QCOMPARE(results.size(), std::size_t(20'000));
        QCOMPARE(json::write(results[19'999]), std::string("39998"));
    }

    void aLoopTurnsWhileItIsTrue()
    {
        EngineRig rig;
        SB_COMPARE_RESULT(rig.run(looping("loop.state + 1", "'while': 'loop.state < 5', "), "0"), "5");
        SB_COMPARE_RESULT(rig.run(looping("loop.state + 1", "'while': 'loop.state < 5', "), "9"), "9"); // asked before the first
        SB_COMPARE_RESULT(rig.run(looping("loop.state + 1", "'until': 'loop.state >= 5', "), "9"), "10"); // asked after each
        SB_COMPARE_RESULT(rig.run(looping("[input, loop.index]", "'until': 'loop.index === 2', "), "0"), "[[0, 0], 1]");
    }

    void aLoopBeginsWithItsInputField()
    {
        EngineRig rig;
        SB_COMPARE_RESULT(rig.run(looping("loop.state + 1", "'input': 10, 'while': 'loop.index < 1', "), "0"), "11");
        SB_COMPARE_RESULT(rig.run(looping("loop.state + 1", "'input': '{{ input.from }}', 'while': 'loop.index < 2', "), "{'from': 7}"), "9");
    }

    void aLoopSeesEarlierNodesInItsCondition()
    {
        EngineRig rig;
        SB_COMPARE_RESULT(rig.run("{'nodes': [{'id': 'top', 'type': 'transform', 'config': {'expression': '3'}}, {'id': 'l', 'type': 'loop', 'config': {'input': '{{ 0 }}', 'while': 'loop.state < nodes.top.output', 'body': {'nodes': [{'id': 'c', 'type': 'transform', 'config': {'expression': 'input + 1'}}, {'id': 'e', 'type': 'output', 'config': {}}],"
                                  " 'edges': [{'from': 'c', 'to': 'e'}]}}}, {'id': 'end', 'type': 'output', 'config': {}}], 'edges': [{'from': 'top', 'to': 'l'}, {'from': 'l', 'to': 'end'}]}"),
                          "3");
    }

    void theLimitOfTurnsIsAnErrorUnlessItMayGoOn()
    {
        EngineRig rig;
        SB_COMPARE_FAILURE(rig.run(looping("loop.state + 1", "'while': 'true', 'max': 4, "), "0"), "loop.max");
        SB_COMPARE_RESULT(rig.run(looping("loop.state + 1", "'while': 'true', 'max': 4, 'onMax': 'continue', "), "0"), "4");
        SB_COMPARE_RESULT(rig.run(looping("loop.state + 1", "'until': 'loop.state === 4', 'max': 4, "), "0"), "4"); // its last turn
    }

    void aConditionOfALoopThatThrowsFailsIt()
    {
        EngineRig rig;
        SB_COMPARE_FAILURE(rig.run(looping("loop.state", "'while': 'loop.state.a.b', "), "{}"), "expression.threw");
    }

    void aSubflowGetsAndGives()
    {
        EngineRig rig;
        auto start = rig.request("{'vars': {'v': 'outer'}, 'flows': {'local': {'nodes': [{'id': 'x', 'type': 'transform', 'config': {'expression': 'input.n * 2'}}, {'id': 'e', 'type': 'output', 'config': {}}], 'edges': [{'from': 'x', 'to': 'e'}]}},"
                                 " 'nodes': [{'id': 's', 'type': 'subflow', 'config': {'flow': 'local', 'input': {'n': '{{ input + 1 }}'}}}, {'id': 'o', 'type': 'subflow', 'config': {'flow': 'other'}}, {'id': 'end', 'type': 'output', 'config': {}}],"
                                 " 'edges': [{'from': 's', 'to': 'o'}, {'from': 'o', 'to': 'end'}]}",
                                 "4");
        start.closure["other"] = "{\"id\": \"other\", \"nodes\": [{\"id\": \"y\", \"type\": \"transform\", \"config\": {\"expression\": \"'got ' + input\"}}, {\"id\": \"e\", \"type\": \"output\", \"config\": {}}], \"edges\": [{\"from\": \"y\", \"to\": \"e\"}]}";
        const auto id = rig.begin(start);
        QVERIFY2(id.ok(), id.ok() ? "" : id.error().describe().c_str());
        SB_COMPARE_RESULT(rig.ended(*id), "'got 10'");
        QVERIFY(rig.step(*id, "s/x").has_value());
        QVERIFY(rig.step(*id, "o/y").has_value());
    }

    void aFailureInASubflowIsTheNodes()
    {
        EngineRig rig;
        rig.effects->answer = [](const auto &) -> std::optional<Result<json::Value>> { return Error("test.broken", "It broke."); };
        SB_COMPARE_RESULT(rig.run("{'flows': {'local': {'nodes': [{'id': 'x', 'type': 'test.call', 'config': {}}], 'edges': []}}, 'nodes': [{'id': 's', 'type': 'subflow', 'config': {'flow': 'local'}}, {'id': 'n', 'type': 'transform', 'config': {'expression': 'input.code'}}, {'id': 'end', 'type': 'output', 'config': {}}],"
                                  " 'edges': [{'from': 's', 'fromPort': 'error', 'to': 'n'}, {'from': 'n', 'to': 'end'}]}"),
                          "'test.broken'");
    }

    void bodiesNestAndKnowTheirItems()
    {
        EngineRig rig;
        SB_COMPARE_RESULT(rig.run("{'nodes': [{'id': 'm', 'type': 'map', 'config': {'body': {'nodes': [{'id': 'inner', 'type': 'map', 'config': {'body': {'nodes': [{'id': 'c', 'type': 'transform', 'config': {'expression': '[item, index]'}}, {'id': 'e', 'type': 'output', 'config': {}}], 'edges': [{'from': 'c', 'to': 'e'}]}}},"
                                  " {'id': 'after', 'type': 'transform', 'config': {'expression': '[index, input.results]'}}, {'id': 'e', 'type': 'output', 'config': {}}], 'edges': [{'from': 'inner', 'to': 'after'}, {'from': 'after', 'to': 'e'}]}}}, " + kEnd + "], 'edges': [{'from': 'm', 'to': 'end'}]}",
                                  "[['a'], ['b', 'c']]"),
                          "{'results': [[0, [['a', 0]]], [1, [['b', 0], ['c', 1]]]]}");
    }

    void flowsThatCallThemselvesAreStopped()
    {
        EngineRig rig;
        auto start = rig.request("{'flows': {'again': {'nodes': [{'id': 's', 'type': 'subflow', 'config': {'flow': 'again'}}], 'edges': []}}, 'nodes': [{'id': 's', 'type': 'subflow', 'config': {'flow': 'again'}}], 'edges': []}");
        const auto id = rig.begin(start);
        if (id) {
            SB_COMPARE_FAILURE(rig.ended(*id), "run.tooDeep");
        } else {
            QVERIFY2(id.error().is("flow.invalid") || id.error().is("flow.tooDeep"), id.error().describe().c_str());
        }
    }

    void depthHasALimit()
    {
        EngineRig rig;
        SB_COMPARE_FAILURE(rig.run("{'limits': {'depth': 1}, 'nodes': [{'id': 'm', 'type': 'map', 'config': {'body': {'nodes': [{'id': 'i', 'type': 'map', 'config': {'body': {'nodes': [{'id': 'c', 'type': 'output', 'config': {}}], 'edges': []}}}], 'edges': []}}}], 'edges': []}", "[[1]]"),
                           "run.tooDeep");
    }
};

SB_TEST_MAIN(TestEngineBodies)
#include "tst_engine_bodies.moc"
