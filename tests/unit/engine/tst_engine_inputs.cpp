// SPDX-License-Identifier: GPL-3.0-or-later
// What a step was given, derived from the journal: it is what the step really got, and for effects what they were
// called with.
#include "support/engine_rig.h"

using namespace signalbox;
using namespace signalbox::test;

namespace {

std::string pureNode(const std::string &id, const std::string &expression)
{
    return "{'id': '" + id + "', 'type': 'transform', 'config': {'expression': '" + expression + "'}}";
}

} // namespace

class TestEngineInputs : public SignalboxTest
{
    Q_OBJECT

    static std::string inputOf(EngineRig &rig, const std::string &id, const std::string &path)
    {
        const auto given = await(rig.engine().stepInput("default", id, path));
        return given ? given->text : given.error().code;
    }
    static std::string configOf(EngineRig &rig, const std::string &id, const std::string &path)
    {
        const auto given = await(rig.engine().stepInput("default", id, path));
        return given ? json::write(given->config) : given.error().code;
    }
    // Every effect of the run: what it was called with is what is derived.
    static void compareCalls(EngineRig &rig, const std::string &id)
    {
        QVERIFY(!rig.effects->calls.empty());
        for (const auto &call : rig.effects->calls) {
            const auto given = await(rig.engine().stepInput("default", id, call->call.path));
            QVERIFY2(given.ok(), given ? "" : given.error().describe().c_str());
            QCOMPARE(given->text, json::write(*call->call.input));
            QCOMPARE(json::write(given->config), json::write(json::Value(call->call.config)));
        }
    }

private Q_SLOTS:
    void isWhatTheStepsBeforeGave()
    {
        EngineRig rig;
        const auto id = rig.begin("{'nodes': [" + pureNode("a", "input.n + 1") + "," + pureNode("b", "input * 2") + "," + pureNode("c", "input * 3")
                                      + ", {'id': 'call', 'type': 'test.call', 'config': {'x': '{{ input.b + nodes.a.output }}', 'y': '{{ vars.v }}'}}, {'id': 'end', 'type': 'output'}],"
                                        " 'vars': {'v': 7}, 'edges': [{'from': 'a', 'to': 'b'}, {'from': 'a', 'to': 'c'}, {'from': 'b', 'to': 'call'}, {'from': 'c', 'to': 'call'}, {'from': 'call', 'to': 'end'}]}",
                                  "{'n': 1}");
        QVERIFY(rig.ended(id).state == store::RunState::Succeeded);
        QCOMPARE(inputOf(rig, id, "a"), std::string("{\"n\":1}"));
        QCOMPARE(inputOf(rig, id, "b"), std::string("2"));
        QCOMPARE(inputOf(rig, id, "call"), std::string("{\"b\":4,\"c\":6}"));
        QCOMPARE(configOf(rig, id, "call"), std::string("{\"x\":6,\"y\":7}"));
        QCOMPARE(configOf(rig, id, "a"), std::string("null"));
        QCOMPARE(inputOf(rig, id, "end"), std::string("{\"x\":6,\"y\":7}"));
        QCOMPARE(inputOf(rig, id, "nobody"), std::string("store.notFound"));
        QCOMPARE(inputOf(rig, id, "a/b"), std::string("store.notFound"));
        QCOMPARE(inputOf(rig, "none", "a"), std::string("store.notFound"));
        compareCalls(rig, id);
    }

    void ofStepsThatFailedAreUnderWayOrInDoubt()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto id = rig.begin("{'nodes': [" + pureNode("a", "input + 1") + ", {'id': 'call', 'type': 'test.call', 'config': {'x': '{{ input }}'}}, " + pureNode("bad", "input.none.more")
                                      + ", {'id': 'after', 'type': 'output'}], 'edges': [{'from': 'a', 'to': 'call'}, {'from': 'call', 'to': 'bad'}, {'from': 'bad', 'to': 'after'}]}",
                                  "1");
        QVERIFY(pumpUntil([&] { return rig.effects->find("call") != nullptr; }));
        rig.settle();
        QCOMPARE(inputOf(rig, id, "call"), std::string("2"));
        QCOMPARE(configOf(rig, id, "call"), std::string("{\"x\":2}"));
        QCOMPARE(inputOf(rig, id, "bad"), std::string("step.notReached"));
        rig.restart();
        rig.settle();
        QVERIFY(rig.stateOf(id, "call") == store::StepState::InDoubt);
        QCOMPARE(inputOf(rig, id, "call"), std::string("2"));
        QVERIFY(await(rig.engine().decide("default", id, "call", engine::Verdict::Happened, json::Value("done"))).ok());
        SB_COMPARE_FAILURE(rig.ended(id), "expression.threw");
        QCOMPARE(inputOf(rig, id, "bad"), std::string("\"done\""));
        QCOMPARE(inputOf(rig, id, "after"), std::string("step.notReached"));
    }

    void aPersonsInputIsWhatTheStepWasGiven()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto id = rig.begin("{'nodes': [" + pureNode("a", "input + 1") + ", {'id': 'call', 'type': 'test.call', 'config': {'x': '{{ input }}'}}, {'id': 'end', 'type': 'output'}], 'edges': [{'from': 'a', 'to': 'call'}, {'from': 'call', 'to': 'end'}]}", "1");
        QVERIFY(pumpUntil([&] { return rig.effects->find("call") != nullptr; }));
        rig.settle();
        rig.restart();
        rig.settle();
        QVERIFY(await(rig.engine().decide("default", id, "call", engine::Verdict::Retry, nullptr, json::Value(7))).ok());
        QCOMPARE(inputOf(rig, id, "call"), std::string("7"));
        rig.effects->finish("call", json::Value("done"));
        QVERIFY(rig.ended(id).state == store::RunState::Succeeded);
        QCOMPARE(inputOf(rig, id, "call"), std::string("7"));
        QCOMPARE(configOf(rig, id, "call"), std::string("{\"x\":7}"));
        // A run that goes on from it with another.
        engine::RerunRequest request;
        request.run = id;
        request.paths = {"call"};
        request.inputs = {{"call", json::Value(9)}};
        const auto again = await(rig.engine().rerun(std::move(request)));
        QVERIFY(again.ok());
        rig.effects->finish("call", json::Value("done"));
        QVERIFY(rig.ended(*again).state == store::RunState::Succeeded);
        QCOMPARE(inputOf(rig, *again, "call"), std::string("9"));
        QCOMPARE(inputOf(rig, *again, "a"), std::string("1"));
    }

    void leavesOutWhatWasSkipped()
    {
        EngineRig rig;
        const auto id = rig.begin("{'nodes': [{'id': 'is', 'type': 'condition', 'config': {'expression': 'input > 5'}}, " + pureNode("big", "input * 10") + "," + pureNode("small", "input")
                                      + ", {'id': 'join', 'type': 'transform', 'config': {'expression': 'input'}}, {'id': 'any', 'type': 'merge', 'config': {'mode': 'any'}}, {'id': 'all', 'type': 'merge', 'config': {'mode': 'collect'}}],"
                                        " 'edges': [{'from': 'is', 'to': 'big'}, {'from': 'is', 'fromPort': 'false', 'to': 'small'}, {'from': 'big', 'to': 'join'}, {'from': 'small', 'to': 'join'},"
                                        " {'from': 'big', 'to': 'any'}, {'from': 'small', 'to': 'any'}, {'from': 'big', 'to': 'all'}, {'from': 'small', 'to': 'all'}]}",
                                  "6");
        QVERIFY(rig.ended(id).state == store::RunState::Succeeded);
        QCOMPARE(inputOf(rig, id, "join"), std::string("{\"big\":60}"));
        QCOMPARE(inputOf(rig, id, "any"), std::string("60"));
        QCOMPARE(inputOf(rig, id, "all"), std::string("[60]"));
        QCOMPARE(inputOf(rig, id, "small"), std::string("step.notReached"));
    }

    void insideOfMapsLoopsAndSubflows()
    {
        EngineRig rig;
        rig.effects->answer = [](const engine::EffectCall &call) -> std::optional<Result<json::Value>> { return Result<json::Value>(json::Value(call.config)); };
        const auto id = rig.begin(
            "{'nodes': [" + pureNode("a", "({list: [3, 4]})")
                + ", {'id': 'each', 'type': 'map', 'config': {'items': '{{ input.list }}', 'body': {'nodes': ["
                  "{'id': 'call', 'type': 'test.call', 'config': {'x': '{{ item * 10 + index }}', 'y': '{{ input }}'}},"
                  "{'id': 'turn', 'type': 'loop', 'config': {'input': '{{ input.x }}', 'while': 'loop.index < 2', 'body': {'nodes': ["
                  "{'id': 'more', 'type': 'test.call', 'config': {'z': '{{ loop.state + 1 }}', 'i': '{{ loop.index }}', 'item': '{{ item }}'}}, {'id': 'num', 'type': 'transform', 'config': {'expression': 'input.z'}}, {'id': 'out', 'type': 'output'}],"
                  "'edges': [{'from': 'more', 'to': 'num'}, {'from': 'num', 'to': 'out'}]}}}, {'id': 'res', 'type': 'output'}],"
                  "'edges': [{'from': 'call', 'to': 'turn'}, {'from': 'turn', 'to': 'res'}]}}},"
                  "{'id': 'sub', 'type': 'subflow', 'config': {'flow': 'inner', 'input': '{{ input.results[0] }}'}}, {'id': 'end', 'type': 'output'}],"
                  "'flows': {'inner': {'nodes': [{'id': 'last', 'type': 'test.call', 'config': {'w': '{{ input }}'}}, {'id': 'o', 'type': 'output'}], 'edges': [{'from': 'last', 'to': 'o'}]}},"
                  "'edges': [{'from': 'a', 'to': 'each'}, {'from': 'each', 'to': 'sub'}, {'from': 'sub', 'to': 'end'}]}");
        const auto ended = rig.ended(id);
        QVERIFY2(ended.state == store::RunState::Succeeded, json::write(ended.error).c_str());
        QCOMPARE(rig.effects->calls.size(), std::size_t(7));
        compareCalls(rig, id);
        QCOMPARE(inputOf(rig, id, "each[1]/turn[1]/more"), std::string("42"));
        QCOMPARE(inputOf(rig, id, "each[1]/turn"), std::string("{\"x\":41,\"y\":4}"));
        QCOMPARE(inputOf(rig, id, "sub/last"), std::string("32"));
        QCOMPARE(inputOf(rig, id, "each[7]/call"), std::string("store.notFound"));
        QCOMPARE(inputOf(rig, id, "each/call"), std::string("store.notFound"));
        QCOMPARE(inputOf(rig, id, "sub[0]/last"), std::string("store.notFound"));
        rig.restart();
        compareCalls(rig, id);
    }

    void ofABodyThatIsUnderWay()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto id = rig.begin("{'nodes': [{'id': 'each', 'type': 'map', 'config': {'items': '{{ input.list }}', 'concurrency': 1, 'body': {'nodes': [{'id': 'call', 'type': 'test.call', 'config': {}}], 'edges': []}}}], 'edges': []}",
                                  "{'list': ['a', 'b']}");
        rig.effects->finish("each[0]/call", json::Value(1));
        QVERIFY(pumpUntil([&] { return rig.effects->find("each[1]/call") != nullptr; }));
        rig.settle();
        QCOMPARE(inputOf(rig, id, "each[1]/call"), std::string("\"b\""));
        QCOMPARE(inputOf(rig, id, "each"), std::string("{\"list\":[\"a\",\"b\"]}"));
        rig.effects->finish("each[1]/call", json::Value(2));
        QVERIFY(rig.ended(id).state == store::RunState::Succeeded);
    }

    void largeOnesAreReferences()
    {
        EngineRig rig;
        const auto id = rig.begin("{'nodes': [" + pureNode("a", "Array(30000).fill(12345)") + "," + pureNode("b", "input.length") + "," + pureNode("c", "1") + "," + pureNode("d", "2")
                                  + "], 'edges': [{'from': 'a', 'to': 'b'}, {'from': 'a', 'to': 'c'}, {'from': 'c', 'to': 'd'}, {'from': 'a', 'to': 'd'}]}");
        QVERIFY(rig.ended(id).state == store::RunState::Succeeded);
        QVERIFY(store::PayloadStore::isReference(inputOf(rig, id, "b")));
        const auto joined = inputOf(rig, id, "d");
        QVERIFY(store::PayloadStore::isReference(joined));
        const auto value = json::parse(*rig.store().payloads().get(joined));
        QCOMPARE(value->as_object().at("a").as_array().size(), std::size_t(30000));
        QCOMPARE(json::write(value->as_object().at("c")), std::string("1"));
    }

    void secretsStandByTheirNames()
    {
        EngineRig::Options options;
        options.secrets = [](std::string, std::string) -> Task<Result<std::string>> { co_return std::string("hush-hush"); };
        options.redact = [](std::string text) {
            for (auto at = text.find("hush-hush"); at != std::string::npos; at = text.find("hush-hush")) {
                text.replace(at, 9, "•••");
            }
            return text;
        };
        EngineRig rig(options);
        const auto id = rig.begin("{'nodes': [{'id': 'call', 'type': 'test.call', 'config': {'word': 'Bearer {{ secrets.token }}'}}, {'id': 'next', 'type': 'test.call', 'config': {'x': '{{ input.word }}'}}],"
                                  " 'edges': [{'from': 'call', 'to': 'next'}]}",
                                  "'hush-hush'");
        QVERIFY(rig.ended(id).state == store::RunState::Succeeded);
        QCOMPARE(configOf(rig, id, "call"), std::string("{\"word\":\"Bearer {{ secrets.token }}\"}"));
        QCOMPARE(inputOf(rig, id, "call"), std::string("\"•••\""));
        QCOMPARE(inputOf(rig, id, "next"), std::string("{\"word\":\"Bearer •••\"}"));
    }

    void ofRunsThatKeepNothing()
    {
        EngineRig rig;
        auto request = rig.request("{'nodes': [" + pureNode("a", "input + 1") + "," + pureNode("b", "input * 2") + "], 'edges': [{'from': 'a', 'to': 'b'}]}", "1");
        request.mode = engine::RunMode::Memory;
        const auto id = rig.begin(std::move(request));
        QVERIFY(id.ok());
        QVERIFY(rig.ended(*id).state == store::RunState::Succeeded);
        QCOMPARE(inputOf(rig, *id, "b"), std::string("2"));
        QCOMPARE(inputOf(rig, *id, "z"), std::string("step.notReached"));
    }

    void aPreviewSeesWhatTheStepWasGiven()
    {
        using Of = engine::Engine::PreviewOf;
        EngineRig rig;
        auto wanted = rig.request("{'nodes': [" + pureNode("a", "({n: input.n + 1, name: `x`})") + "," + pureNode("b", "input.n * 2") + ", {'id': 'each', 'type': 'map', 'config': {'items': '{{ [1, 2] }}', 'body': {'nodes': ["
                                      + pureNode("in", "item + 1") + "], 'edges': []}}}, {'id': 'far', 'type': 'output'}], 'vars': {'v': 7},"
                                        " 'edges': [{'from': 'a', 'to': 'b'}, {'from': 'b', 'to': 'each'}, {'from': 'b', 'to': 'far', 'condition': 'false'}]}",
                                  "{'n': 1}");
        const auto id = *rig.begin(std::move(wanted));
        QVERIFY(rig.ended(id).state == store::RunState::Succeeded);
        const auto preview = [&](const char *path, const char *text, Of kind) {
            const auto given = await(rig.engine().preview("default", id, path, text, kind));
            return given ? *given : given.error().code;
        };
        const auto sum = preview("b", "input.n + vars.v", Of::Expression);
        QVERIFY2(sum == "9", sum.c_str());
        QCOMPARE(preview("b", "{{ input.name }}/{{ nodes.a.output.n }}", Of::Template), std::string("\"x/2\""));
        QCOMPARE(preview("b", "input.n", Of::Template), std::string("\"input.n\""));
        QCOMPARE(preview("b", "Bearer {{ secrets.token }}", Of::Template), std::string("\"Bearer {{ secrets.token }}\""));
        QCOMPARE(preview("b", "input.", Of::Expression), std::string("expression.syntax"));
        QCOMPARE(preview("b", "input.none.more", Of::Expression), std::string("expression.threw"));
        QCOMPARE(preview("far", "input", Of::Expression), std::string("step.notReached"));
        QCOMPARE(await(rig.engine().preview("other", id, "b", "1", Of::Expression)).error().code, std::string("store.notFound"));
        QCOMPARE(preview("a", "output.n === 2 && input.n === 1", Of::Condition), std::string("true"));
        QCOMPARE(preview("each", "output.results.length", Of::Condition), std::string("2"));
        QCOMPARE(preview("far", "true", Of::Condition), std::string("step.notReached"));
        // So many evaluations are not begun.
        std::string many;
        for (int i = 0; i < 33; ++i) {
            many += "{{ input.n }}";
        }
        QCOMPARE(preview("b", many.c_str(), Of::Template), std::string("preview.tooMuch"));
    }

    void aPreviewIsNotGivenWhatIsTooLarge()
    {
        using Of = engine::Engine::PreviewOf;
        EngineRig rig;
        rig.effects->hold();
        const auto id = *rig.begin(rig.request("{'nodes': [{'id': 'big', 'type': 'test.call', 'config': {}}, " + pureNode("a", "1") + "," + pureNode("b", "2")
                                                   + "], 'edges': [{'from': 'big', 'to': 'a'}, {'from': 'a', 'to': 'b'}]}",
                                               "1"));
        rig.effects->finish("big", json::Value(std::string(9 << 20, 'x')));
        QVERIFY(rig.ended(id).state == store::RunState::Succeeded);
        const auto preview = [&](const char *path, const char *text, Of kind) {
            const auto given = await(rig.engine().preview("default", id, path, text, kind));
            return given ? *given : given.error().code;
        };
        QCOMPARE(preview("b", "input", Of::Expression), std::string("1"));
        QCOMPARE(preview("b", "nodes.big.output.length", Of::Expression), std::string("preview.tooMuch"));
        QCOMPARE(preview("b", "{{ input }} {{ nodes.big.output }}", Of::Template), std::string("preview.tooMuch"));
        QCOMPARE(preview("a", "1", Of::Expression), std::string("preview.tooMuch"));
        QCOMPARE(preview("big", "output.length", Of::Condition), std::string("preview.tooMuch"));
    }

    // What is kept in memory holds secrets as they are; an expression could spell them so that nobody finds them.
    void aRunInMemoryHasNoPreview()
    {
        EngineRig rig;
        auto wanted = rig.request("{'nodes': [" + pureNode("a", "input + 1") + "]}", "1");
        wanted.mode = engine::RunMode::Memory;
        const auto id = *rig.begin(std::move(wanted));
        QVERIFY(rig.ended(id).state == store::RunState::Succeeded);
        const auto of = [&](const char *workspace) { return await(rig.engine().preview(workspace, id, "a", "input", engine::Engine::PreviewOf::Expression)).error().code; };
        QCOMPARE(of("default"), std::string("preview.inMemory"));
        QCOMPARE(of("other"), std::string("store.notFound"));
    }
};

SB_TEST_MAIN(TestEngineInputs)
#include "tst_engine_inputs.moc"
