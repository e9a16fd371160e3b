// SPDX-License-Identifier: GPL-3.0-or-later
// Joins: when a node starts, what shape its input has, and the four modes of `merge`.
#include "support/engine_rig.h"

using namespace signalbox;
using namespace signalbox::test;

namespace {

// Two effects a and b into one node of `type`, whose output is the result.
std::string joined(const std::string &type, const std::string &config, const std::string &edges = "{'from': 'a', 'to': 'j'}, {'from': 'b', 'to': 'j'}")
{
    return "{'nodes': [{'id': 'a', 'type': 'test.call', 'config': {}}, {'id': 'b', 'type': 'test.call', 'config': {}}, {'id': 'j', 'type': '" + type + "', 'config': " + config
        + "}, {'id': 'end', 'type': 'output', 'config': {}}], 'edges': [" + edges + ", {'from': 'j', 'to': 'end'}]}";
}

} // namespace

class TestEngineJoins : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void oneEdgeGivesTheOutput()
    {
        EngineRig rig;
        SB_COMPARE_RESULT(rig.run("{'nodes': [{'id': 'a', 'type': 'transform', 'config': {'expression': '[1, 2]'}}, {'id': 'end', 'type': 'output', 'config': {}}], 'edges': [{'from': 'a', 'to': 'end'}]}"), "[1, 2]");
    }

    void severalEdgesGiveAnObjectInWhateverOrderTheyArrive()
    {
        for (const bool aFirst : {true, false}) {
            EngineRig rig;
            rig.effects->hold();
            const auto id = rig.begin(joined("transform", "{'expression': 'input'}"));
            rig.effects->finish(aFirst ? "a" : "b", json::Value(1));
            rig.settle();
            QVERIFY(!rig.step(id, "j")); // not before all are decided
            rig.effects->finish(aFirst ? "b" : "a", json::Value(1));
            SB_COMPARE_RESULT(rig.ended(id), "{'a': 1, 'b': 1}");
        }
    }

    void skippedEdgesAreAbsent()
    {
        EngineRig rig;
        rig.effects->answer = [](const engine::EffectCall &call) -> std::optional<Result<json::Value>> { return json::Value(call.path); };
        SB_COMPARE_RESULT(rig.run(joined("transform", "{'expression': 'input'}", "{'from': 'a', 'to': 'j', 'condition': 'false'}, {'from': 'b', 'to': 'j'}")), "{'b': 'b'}");
    }

    void aNodeIsSkippedWhenAllAreSkipped()
    {
        EngineRig rig;
        const auto id = rig.begin(joined("transform", "{'expression': 'input'}", "{'from': 'a', 'to': 'j', 'condition': 'false'}, {'from': 'b', 'to': 'j', 'condition': 'false'}"));
        SB_COMPARE_RESULT(rig.ended(id), "null");
        QVERIFY(!rig.step(id, "j"));
    }

    void namedPortsArriveAsPorts()
    {
        EngineRig rig;
        rig.effects->answer = [](const engine::EffectCall &call) -> std::optional<Result<json::Value>> {
            if (call.path == "j") {
                return json::Value(json::Object{{"input", *call.input}, {"config", call.config}});
            }
            return json::Value(call.path);
        };
        // A side port beside the plain one: the input keeps its shape.
        SB_COMPARE_RESULT(rig.run(joined("test.call", "{'word': '{{ ports.left }}', 'all': '{{ ports }}'}", "{'from': 'a', 'to': 'j'}, {'from': 'b', 'to': 'j', 'toPort': 'left'}")),
                          "{'input': 'a', 'config': {'word': 'b', 'all': {'left': 'b'}}}");
        // Ports alone: there is no input.
        SB_COMPARE_RESULT(rig.run(joined("test.call", "{'word': '{{ ports.left }}', 'all': '{{ ports }}'}", "{'from': 'a', 'to': 'j', 'toPort': 'right'}, {'from': 'b', 'to': 'j', 'toPort': 'left'}")),
                          "{'input': null, 'config': {'word': 'b', 'all': {'right': 'a', 'left': 'b'}}}");
    }

    void aSkippedPortIsAbsent()
    {
        EngineRig rig;
        rig.effects->answer = [](const engine::EffectCall &call) -> std::optional<Result<json::Value>> {
            return call.path == "j" ? json::Value(call.config) : json::Value(call.path);
        };
        SB_COMPARE_RESULT(rig.run(joined("test.call", "{'all': '{{ ports }}', 'one': '{{ ports.left === undefined }}'}", "{'from': 'a', 'to': 'j'}, {'from': 'b', 'to': 'j', 'toPort': 'left', 'condition': 'false'}")),
                          "{'all': {}, 'one': true}");
    }

    void mergeAllGivesAll()
    {
        EngineRig rig;
        rig.effects->answer = [](const engine::EffectCall &call) -> std::optional<Result<json::Value>> { return json::Value(call.path); };
        SB_COMPARE_RESULT(rig.run(joined("merge", "{'mode': 'all'}")), "{'a': 'a', 'b': 'b'}");
        SB_COMPARE_FAILURE(rig.run(joined("merge", "{'mode': 'all'}", "{'from': 'a', 'to': 'j', 'condition': 'false'}, {'from': 'b', 'to': 'j'}")), "merge.skipped");
        SB_COMPARE_RESULT(rig.run(joined("merge", "{'mode': 'all'}", "{'from': 'a', 'to': 'j', 'condition': 'false'}, {'from': 'b', 'to': 'j', 'condition': 'false'}")), "null");
    }

    void mergeAnyGivesTheFirstTakenInTheOrderOfEdges()
    {
        EngineRig rig;
        rig.effects->hold();
        auto id = rig.begin(joined("merge", "{'mode': 'any'}"));
        rig.effects->finish("b", json::Value("b"));
        rig.settle();
        rig.effects->finish("a", json::Value("a"));
        SB_COMPARE_RESULT(rig.ended(id), "'a'");

        rig.effects->answer = [](const engine::EffectCall &call) -> std::optional<Result<json::Value>> { return json::Value(call.path); };
        SB_COMPARE_RESULT(rig.run(joined("merge", "{'mode': 'any'}", "{'from': 'a', 'to': 'j', 'condition': 'false'}, {'from': 'b', 'to': 'j'}")), "'b'");
    }

    void mergeFirstGivesTheFirstToArrive()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto id = rig.begin(joined("merge", "{'mode': 'first'}"));
        rig.effects->finish("b", json::Value("b"));
        rig.settle();
        QVERIFY(rig.stateOf(id, "j") == store::StepState::Succeeded); // did not wait for the other
        rig.effects->finish("a", json::Value("a"));
        SB_COMPARE_RESULT(rig.ended(id), "'b'");
        const auto steps = rig.steps(id);
        QCOMPARE(std::count_if(steps.begin(), steps.end(), [](const auto &step) { return step.path == "j"; }), 1);
    }

    void mergeFirstKnowsWhoWasFirstWithinATurn()
    {
        // b is decided before a, and both before the merge has its turn.
        EngineRig rig;
        SB_COMPARE_RESULT(rig.run("{'nodes': [{'id': 'b', 'type': 'transform', 'config': {'expression': '2'}}, {'id': 'a', 'type': 'transform', 'config': {'expression': '1'}}, {'id': 'j', 'type': 'merge', 'config': {'mode': 'first'}},"
                                  " {'id': 'end', 'type': 'output', 'config': {}}], 'edges': [{'from': 'a', 'to': 'j'}, {'from': 'b', 'to': 'j'}, {'from': 'j', 'to': 'end'}]}"),
                          "2");
    }

    void mergeCollectGivesAnArrayInTheOrderOfEdges()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto id = rig.begin(joined("merge", "{'mode': 'collect'}"));
        rig.effects->finish("b", json::Value("b"));
        rig.settle();
        rig.effects->finish("a", json::Value("a"));
        SB_COMPARE_RESULT(rig.ended(id), "['a', 'b']");
        rig.effects->answer = [](const engine::EffectCall &call) -> std::optional<Result<json::Value>> { return json::Value(call.path); };
        SB_COMPARE_RESULT(rig.run(joined("merge", "{'mode': 'collect'}", "{'from': 'a', 'to': 'j', 'condition': 'false'}, {'from': 'b', 'to': 'j'}")), "['b']");
    }

    void skippingRunsThroughLongBranches()
    {
        EngineRig rig;
        std::string nodes = "{'id': 'q', 'type': 'condition', 'config': {'expression': 'false'}}";
        std::string edges = "{'from': 'q', 'to': 'n0'}, {'from': 'q', 'fromPort': 'false', 'to': 'end'}";
        for (int i = 0; i < 3000; ++i) {
            nodes += ", {'id': 'n" + std::to_string(i) + "', 'type': 'transform', 'config': {'set': {}}}";
            edges += i > 0 ? ", {'from': 'n" + std::to_string(i - 1) + "', 'to': 'n" + std::to_string(i) + "'}" : "";
        }
        edges += ", {'from': 'n2999', 'to': 'end'}";
        SB_COMPARE_RESULT(rig.run("{'nodes': [" + nodes + ", {'id': 'end', 'type': 'output', 'config': {}}], 'edges': [" + edges + "]}", "8"), "{'q': 8}");
    }
};

SB_TEST_MAIN(TestEngineJoins)
#include "tst_engine_joins.moc"
