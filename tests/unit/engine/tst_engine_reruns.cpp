// SPDX-License-Identifier: GPL-3.0-or-later
// Running again: from a step with what was done before it, with other data, and how two runs differ.
#include "support/engine_rig.h"

using namespace signalbox;
using namespace signalbox::test;

namespace {

const std::string kLine = "{'nodes': [{'id': 'a', 'type': 'test.call', 'config': {'n': '{{ input }}'}}, {'id': 'b', 'type': 'test.call', 'config': {'x': '{{ input }}'}},"
                          " {'id': 'side', 'type': 'test.call', 'config': {}}, {'id': 'end', 'type': 'output'}],"
                          " 'edges': [{'from': 'a', 'to': 'b'}, {'from': 'a', 'to': 'side'}, {'from': 'b', 'to': 'end'}]}";

} // namespace

class TestEngineReruns : public SignalboxTest
{
    Q_OBJECT

    static std::string again(EngineRig &rig, engine::RerunRequest request)
    {
        const auto id = await(rig.engine().rerun(std::move(request)));
        if (!id) {
            qFatal("%s", id.error().describe().c_str());
        }
        return *id;
    }
    static engine::RerunRequest of(const std::string &run, std::vector<std::string> paths = {})
    {
        engine::RerunRequest request;
        request.run = run;
        request.paths = std::move(paths);
        return request;
    }
    static void count(EngineRig &rig)
    {
        auto number = std::make_shared<int>(0);
        rig.effects->answer = [number](const engine::EffectCall &) -> std::optional<Result<json::Value>> { return Result<json::Value>(json::Value(++*number)); };
    }

private Q_SLOTS:
    void fromAStepWithWhatWasDoneBefore()
    {
        EngineRig rig;
        count(rig);
        const auto first = rig.begin(kLine, "7");
        QVERIFY(rig.ended(first).state == store::RunState::Succeeded);
        const auto second = again(rig, of(first, {"b"}));
        const auto view = rig.ended(second);
        SB_COMPARE_RESULT(view, "4");
        QCOMPARE(view.from, first);
        QCOMPARE(rig.effects->count("a"), 1);
        QCOMPARE(rig.effects->count("side"), 1);
        QCOMPARE(rig.effects->count("b"), 2);
        QVERIFY(rig.effects->calls.front()->call.idempotencyKey != rig.effects->calls.back()->call.idempotencyKey);
        QCOMPARE(rig.step(second, "a")->idempotencyKey, rig.step(first, "a")->idempotencyKey);
        // What was taken over is not done when the new one is interrupted, either.
        rig.restart();
        SB_COMPARE_RESULT(rig.ended(second), "4");
    }

    void fromAStepAfterAKillInMidRun()
    {
        EngineRig rig;
        count(rig);
        const auto first = rig.begin(kLine, "7");
        QVERIFY(rig.ended(first).state == store::RunState::Succeeded);
        rig.effects->hold();
        const auto second = again(rig, of(first, {"b"}));
        QVERIFY(pumpUntil([&] { return rig.effects->find("b") != nullptr; }));
        rig.settle();
        rig.restart();
        rig.settle();
        QVERIFY(rig.stateOf(second, "b") == store::StepState::InDoubt);
        QCOMPARE(rig.effects->count("a"), 1);
        QVERIFY(await(rig.engine().decide("default", second, "b", engine::Verdict::Happened, json::Value(9))).ok());
        SB_COMPARE_RESULT(rig.ended(second), "9");
        QCOMPARE(rig.effects->count("a"), 1);
    }

    void withOtherData()
    {
        EngineRig rig;
        const auto first = rig.begin(kLine, "7");
        QVERIFY(rig.ended(first).state == store::RunState::Succeeded);
        auto request = of(first, {"b"});
        request.inputs = {{"b", json::Value("edited")}};
        SB_COMPARE_RESULT(rig.ended(again(rig, request)), "{'x': 'edited'}");
        // All of it, with another input.
        request = of(first);
        request.input = json::Value(8);
        const auto third = again(rig, request);
        SB_COMPARE_RESULT(rig.ended(third), "{'x': {'n': 8}}");
        QCOMPARE(rig.effects->count("a"), 2);
        rig.pass(Millis(1000));
        // With an output that is pinned: what follows from it is done again, the rest is taken over.
        request = of(first);
        request.paths = {"end"};
        request.pins = {{"b", json::Value("pinned"), {}}};
        const auto fourth = again(rig, request);
        SB_COMPARE_RESULT(rig.ended(fourth), "'pinned'");
        QCOMPARE(rig.effects->count("a"), 2);
        QVERIFY(rig.step(fourth, "b")->pinned);
        QVERIFY(rig.step(fourth, "a")->earlier && !rig.step(fourth, "b")->earlier);
    }

    void fromAnItemOfAMap()
    {
        EngineRig rig;
        const std::string flow = "{'nodes': [{'id': 'each', 'type': 'map', 'config': {'items': '{{ input }}', 'body': {'nodes': [{'id': 'call', 'type': 'test.call', 'config': {'i': '{{ item }}'}}, {'id': 'o', 'type': 'output'}], 'edges': [{'from': 'call', 'to': 'o'}]}}}, {'id': 'end', 'type': 'output'}], 'edges': [{'from': 'each', 'to': 'end'}]}";
        const auto first = rig.begin(flow, "[1, 2, 3]");
        QVERIFY(rig.ended(first).state == store::RunState::Succeeded);
        auto request = of(first, {"each[1]/call"});
        request.pins = {{"each[1]/call", json::Value("new"), {}}};
        SB_COMPARE_RESULT(rig.ended(again(rig, request)), "{'results': [{'i': 1}, 'new', {'i': 3}]}");
        QCOMPARE(rig.effects->calls.size(), std::size_t(3));
    }

    void pausedBeforeItBegins()
    {
        EngineRig rig;
        const auto first = rig.begin(kLine, "7");
        QVERIFY(rig.ended(first).state == store::RunState::Succeeded);
        auto request = of(first, {"b"});
        request.paused = true;
        const auto second = again(rig, request);
        const auto view = rig.ended(second);
        QVERIFY(view.paused);
        QCOMPARE(view.next, std::vector<std::string>{"b"});
        QCOMPARE(rig.effects->count("b"), 1);
        QVERIFY(await(rig.engine().resume("default", second)).ok());
        QVERIFY(rig.ended(second).state == store::RunState::Succeeded);
    }

    void refusesWhatCannotBeRunAgain()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto id = rig.begin(kLine, "7");
        QCOMPARE(await(rig.engine().rerun(of(id))).error().code, std::string("run.notEnded"));
        QVERIFY(await(rig.engine().cancel("default", id)).ok());
        QCOMPARE(await(rig.engine().rerun(of(id, {"nobody"}))).error().code, std::string("step.unknown"));
        QCOMPARE(await(rig.engine().rerun(of("none"))).error().code, std::string("store.notFound"));
    }

    void twoRunsSideBySide()
    {
        EngineRig rig;
        const auto first = rig.begin(kLine, "7");
        QVERIFY(rig.ended(first).state == store::RunState::Succeeded);
        auto request = of(first, {"b"});
        request.inputs = {{"b", json::Value("edited")}};
        const auto second = again(rig, request);
        QVERIFY(rig.ended(second).state == store::RunState::Succeeded);
        const auto compared = await(rig.engine().compare("default", first, second, ""));
        QVERIFY(compared.ok());
        QVERIFY(compared->sameInput && compared->sameFlow && !compared->sameResult);
        QCOMPARE(compared->steps.size(), std::size_t(4));
        const auto find = [&](const std::string &path) { return *std::find_if(compared->steps.begin(), compared->steps.end(), [&](const auto &step) { return step.path == path; }); };
        QVERIFY(find("a").sameInput.value() && find("a").sameOutput);
        QVERIFY(!find("b").sameInput.value() && !find("b").sameOutput);
        QVERIFY(!find("end").sameInput.value());
        QVERIFY(find("b").first && find("b").second);
        const auto other = rig.begin("{'nodes': [{'id': 'a', 'type': 'transform', 'config': {'expression': '1'}}, {'id': 'new', 'type': 'output'}], 'edges': [{'from': 'a', 'to': 'new'}]}");
        QVERIFY(rig.ended(other).state == store::RunState::Succeeded);
        const auto foreign = await(rig.engine().compare("default", first, other, ""));
        QVERIFY(!foreign->sameFlow);
        QCOMPARE(foreign->steps.size(), std::size_t(5));
        QVERIFY(!foreign->steps.back().first && foreign->steps.back().second);
        QCOMPARE(await(rig.engine().compare("default", first, other, "nobody/")).error().code, std::string("step.unknown"));
        QCOMPARE(await(rig.engine().compare("default", first, "none", "")).error().code, std::string("store.notFound"));
    }
};

SB_TEST_MAIN(TestEngineReruns)
#include "tst_engine_reruns.moc"
