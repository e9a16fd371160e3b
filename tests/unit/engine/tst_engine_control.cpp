// SPDX-License-Identifier: GPL-3.0-or-later
// A person at a run: pause, step, resume and breakpoints, also over a kill; outputs that are pinned; nodes that are
// switched off.
#include "support/engine_rig.h"

using namespace signalbox;
using namespace signalbox::test;

namespace {

const std::string kLine = "{'nodes': [{'id': 'a', 'type': 'transform', 'config': {'expression': 'input + 1'}}, {'id': 'b', 'type': 'test.safe', 'config': {'x': '{{ input }}'}},"
                          " {'id': 'c', 'type': 'transform', 'config': {'expression': 'input + 10'}}, {'id': 'end', 'type': 'output'}],"
                          " 'edges': [{'from': 'a', 'to': 'b'}, {'from': 'b', 'to': 'c'}, {'from': 'c', 'to': 'end'}]}";

using Paths = std::vector<std::string>;

} // namespace

class TestEngineControl : public SignalboxTest
{
    Q_OBJECT

    static engine::RunView ok(Result<engine::RunView> view)
    {
        if (!view) {
            qFatal("%s", view.error().describe().c_str());
        }
        return *view;
    }
    static engine::RunView pause(EngineRig &rig, const std::string &id) { return ok(await(rig.engine().pause("default", id))); }
    static engine::RunView resume(EngineRig &rig, const std::string &id) { return ok(await(rig.engine().resume("default", id))); }
    // Steps, and waits until it stands still again or has ended.
    static engine::RunView step(EngineRig &rig, const std::string &id, const std::string &path = "")
    {
        ok(await(rig.engine().step("default", id, path)));
        return rig.ended(id);
    }
    static std::string startPaused(EngineRig &rig, const std::string &flow, const std::string &input = "null")
    {
        auto request = rig.request(flow, input);
        request.paused = true;
        return *rig.begin(std::move(request));
    }
    static std::string startBreaking(EngineRig &rig, const std::string &flow, Paths paths, const std::string &input = "null")
    {
        auto request = rig.request(flow, input);
        request.breakpoints = std::move(paths);
        return *rig.begin(std::move(request));
    }
    static std::string codeOf(Result<engine::RunView> view) { return view ? "ok" : view.error().code; }

private Q_SLOTS:
    void aPausedRunGoesOnStepByStep()
    {
        EngineRig rig;
        rig.effects->answer = [](const engine::EffectCall &) -> std::optional<Result<json::Value>> { return Result<json::Value>(json::Value(5)); };
        const auto id = startPaused(rig, kLine, "1");
        auto view = rig.ended(id);
        QVERIFY(view.paused && view.state == store::RunState::Waiting);
        QCOMPARE(view.next, Paths{"a"});
        QVERIFY(rig.steps(id).empty());
        QCOMPARE(await(rig.engine().stepInput("default", id, "a"))->text, std::string("1"));
        view = step(rig, id);
        QCOMPARE(view.next, Paths{"b"});
        QCOMPARE(await(rig.engine().stepInput("default", id, "b"))->text, std::string("2"));
        QCOMPARE(rig.effects->count("b"), 0);
        view = step(rig, id, "b");
        QCOMPARE(rig.effects->count("b"), 1);
        QCOMPARE(view.next, Paths{"c"});
        QCOMPARE(codeOf(await(rig.engine().step("default", id, "end"))), std::string("run.noStep"));
        view = resume(rig, id);
        SB_COMPARE_RESULT(rig.ended(id), "15");
        QVERIFY(!rig.ended(id).paused);
        QCOMPARE(codeOf(await(rig.engine().resume("default", id))), std::string("run.ended"));
        QCOMPARE(codeOf(await(rig.engine().pause("default", "none"))), std::string("store.notFound"));
    }

    void whatIsUnderWayEnds()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto id = rig.begin(kLine, "1");
        QVERIFY(pumpUntil([&] { return rig.effects->find("b") != nullptr; }));
        auto view = pause(rig, id);
        QVERIFY(view.paused && view.state == store::RunState::Running);
        rig.effects->finish("b", json::Value(7));
        view = rig.ended(id);
        QVERIFY(view.state == store::RunState::Waiting);
        QCOMPARE(view.next, Paths{"c"});
        QVERIFY(rig.stateOf(id, "b") == store::StepState::Succeeded);
        resume(rig, id);
        SB_COMPARE_RESULT(rig.ended(id), "17");
    }

    void stopsALongRunOfPureSteps()
    {
        EngineRig rig;
        const auto id = rig.begin("{'nodes': [{'id': 'turn', 'type': 'loop', 'config': {'input': '{{ 0 }}', 'while': 'loop.index >= 0', 'max': 1000000, 'body': {'nodes': [{'id': 'n', 'type': 'transform', 'config': {'expression': 'input + 1'}}, {'id': 'o', 'type': 'output'}], 'edges': [{'from': 'n', 'to': 'o'}]}}}]}");
        const auto view = pause(rig, id);
        QVERIFY(view.paused);
        QVERIFY(rig.ended(id).state == store::RunState::Waiting);
        QVERIFY(await(rig.engine().cancel("default", id)).ok());
        QVERIFY(rig.ended(id).state == store::RunState::Cancelled);
    }

    void staysPausedOverAKill()
    {
        EngineRig rig;
        rig.effects->answer = [](const engine::EffectCall &) -> std::optional<Result<json::Value>> { return Result<json::Value>(json::Value(5)); };
        const auto id = startPaused(rig, kLine, "1");
        rig.ended(id);
        step(rig, id);
        rig.restart();
        rig.settle();
        auto view = rig.ended(id);
        QVERIFY(view.paused && view.state == store::RunState::Waiting);
        QCOMPARE(view.next, Paths{"b"});
        QCOMPARE(rig.effects->count("b"), 0);
        step(rig, id);
        rig.restart();
        rig.settle();
        QCOMPARE(rig.ended(id).next, Paths{"c"});
        QCOMPARE(rig.effects->count("b"), 1);
        resume(rig, id);
        rig.restart();
        rig.settle();
        SB_COMPARE_RESULT(rig.ended(id), "15");
        QCOMPARE(rig.effects->count("b"), 1);
    }

    void anEffectThatWasUnderWayRestsUntilItIsLetGoOn()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto id = rig.begin(kLine, "1");
        QVERIFY(pumpUntil([&] { return rig.effects->find("b") != nullptr; }));
        pause(rig, id);
        rig.restart();
        rig.settle();
        auto view = rig.ended(id);
        QVERIFY(view.paused && view.state == store::RunState::Waiting);
        QCOMPARE(view.next, Paths{"b"});
        QCOMPARE(rig.effects->count("b"), 1);
        QVERIFY(rig.stateOf(id, "b") == store::StepState::Waiting); // nothing is shown as under way
        ok(await(rig.engine().step("default", id, "b")));
        QVERIFY(pumpUntil([&] { rig.clock.advance(Millis(1)); return rig.effects->count("b") == 2; }));
        QCOMPARE(rig.effects->calls[0]->call.idempotencyKey, rig.effects->calls[1]->call.idempotencyKey);
        rig.effects->finish("b", json::Value(7));
        QCOMPARE(rig.ended(id).next, Paths{"c"});
        // Cancelled while it stands: nothing of it is left.
        QVERIFY(await(rig.engine().cancel("default", id)).ok());
        QVERIFY(rig.ended(id).state == store::RunState::Cancelled);
    }

    void aPausedRunIsNotTriedAgain()
    {
        EngineRig rig;
        rig.effects->answer = [&](const engine::EffectCall &call) -> std::optional<Result<json::Value>> {
            return call.attempt < 2 ? Result<json::Value>(Error("http.status", "503").retryable()) : Result<json::Value>(json::Value(5));
        };
        auto flow = kLine;
        flow.replace(flow.find("'{{ input }}'}"), 14, "'{{ input }}'}, 'retry': {'attempts': 3, 'initial': '1s'}");
        const auto id = rig.begin(flow, "1");
        QVERIFY(pumpUntil([&] { return rig.effects->count("b") == 1; }));
        rig.settle();
        pause(rig, id);
        rig.pass(Millis(5000));
        auto view = rig.ended(id);
        QCOMPARE(rig.effects->count("b"), 1);
        QCOMPARE(view.next, Paths{"b"});
        resume(rig, id);
        QVERIFY(pumpUntil([&] { rig.clock.advance(Millis(1)); return rig.effects->count("b") == 2; }));
        SB_COMPARE_RESULT(rig.ended(id), "15");
    }

    void breaksBeforeANode()
    {
        EngineRig rig;
        rig.effects->answer = [](const engine::EffectCall &) -> std::optional<Result<json::Value>> { return Result<json::Value>(json::Value(5)); };
        const auto id = startBreaking(rig, kLine, {"b", "end"}, "1");
        auto view = rig.ended(id);
        QVERIFY(view.paused);
        QCOMPARE(view.next, Paths{"b"});
        QCOMPARE(view.breakpoints, (Paths{"b", "end"}));
        resume(rig, id);
        view = rig.ended(id);
        QCOMPARE(rig.effects->count("b"), 1);
        QCOMPARE(view.next, Paths{"end"});
        rig.restart();
        rig.settle();
        QCOMPARE(rig.ended(id).next, Paths{"end"});
        resume(rig, id);
        SB_COMPARE_RESULT(rig.ended(id), "15");
    }

    void breakpointsAreSetLater()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto id = rig.begin(kLine, "1");
        QVERIFY(pumpUntil([&] { return rig.effects->find("b") != nullptr; }));
        ok(await(rig.engine().setBreakpoints("default", id, {"c"})));
        rig.effects->finish("b", json::Value(5));
        auto view = rig.ended(id);
        QVERIFY(view.paused);
        QCOMPARE(view.next, Paths{"c"});
        ok(await(rig.engine().setBreakpoints("default", id, {})));
        resume(rig, id);
        SB_COMPARE_RESULT(rig.ended(id), "15");
    }

    void insideOfBodies()
    {
        EngineRig rig;
        rig.effects->answer = [](const engine::EffectCall &call) -> std::optional<Result<json::Value>> { return Result<json::Value>(*call.input); };
        const std::string flow = "{'nodes': [{'id': 'each', 'type': 'map', 'config': {'items': '{{ input }}', 'concurrency': 1, 'body': {'nodes': [{'id': 'call', 'type': 'test.call', 'config': {}}, {'id': 'o', 'type': 'output'}], 'edges': [{'from': 'call', 'to': 'o'}]}}}, {'id': 'end', 'type': 'output'}], 'edges': [{'from': 'each', 'to': 'end'}]}";
        const auto id = startBreaking(rig, flow, {"each/call"}, "[1, 2]");
        QCOMPARE(rig.ended(id).next, Paths{"each[0]/call"});
        resume(rig, id);
        QCOMPARE(rig.ended(id).next, Paths{"each[1]/call"});
        rig.restart();
        rig.settle();
        QCOMPARE(rig.ended(id).next, Paths{"each[1]/call"});
        QCOMPARE(await(rig.engine().stepInput("default", id, "each[1]/call"))->text, std::string("2"));
        resume(rig, id);
        SB_COMPARE_RESULT(rig.ended(id), "{'results': [1, 2]}");
    }

    void timeStandsStillForAPausedRun()
    {
        EngineRig rig;
        auto flow = kLine;
        flow.insert(1, "'limits': {'timeout': '10s'}, ");
        rig.effects->hold();
        const auto id = startPaused(rig, flow, "1");
        rig.ended(id);
        rig.pass(Millis(60'000));
        QVERIFY(rig.ended(id).state == store::RunState::Waiting);
        resume(rig, id);
        rig.pass(Millis(9'000));
        QVERIFY(pumpUntil([&] { return rig.effects->find("b") != nullptr; }));
        rig.pass(Millis(2'000));
        SB_COMPARE_FAILURE(rig.ended(id), "run.timeout");
    }

    void runsThatKeepNothingArePausedToo()
    {
        EngineRig rig;
        auto request = rig.request(kLine, "1");
        request.mode = engine::RunMode::Memory;
        request.breakpoints = {"c"};
        const auto id = *rig.begin(std::move(request));
        rig.effects->answer = [](const engine::EffectCall &) -> std::optional<Result<json::Value>> { return Result<json::Value>(json::Value(5)); };
        QCOMPARE(rig.ended(id).next, Paths{"c"});
        step(rig, id);
        resume(rig, id);
        SB_COMPARE_RESULT(rig.ended(id), "15");
    }

    void aPinnedNodeIsNotRun()
    {
        EngineRig rig;
        auto request = rig.request(kLine, "1");
        request.pins = {{"b", json::Value(100), {}}};
        const auto id = *rig.begin(std::move(request));
        SB_COMPARE_RESULT(rig.ended(id), "110");
        QCOMPARE(rig.effects->count("b"), 0);
        QVERIFY(rig.step(id, "b")->pinned);
        QVERIFY(!rig.step(id, "c")->pinned);
        // By its place in every item, and by the port that is meant.
        request = rig.request("{'nodes': [{'id': 'each', 'type': 'map', 'config': {'items': '{{ input }}', 'body': {'nodes': [{'id': 'is', 'type': 'condition', 'config': {'expression': 'true'}}, {'id': 'no', 'type': 'output'}], 'edges': [{'from': 'is', 'fromPort': 'false', 'to': 'no'}]}}}, {'id': 'end', 'type': 'output'}], 'edges': [{'from': 'each', 'to': 'end'}]}", "[1, 2]");
        request.pins = {{"each/is", json::Value("p"), "false"}, {"each[1]/is", json::Value("q"), "true"}};
        SB_COMPARE_RESULT(rig.ended(*rig.begin(std::move(request))), "{'results': ['p', null]}");
    }

    void pinsOutliveAKill()
    {
        EngineRig rig;
        rig.effects->hold();
        auto request = rig.request("{'nodes': [{'id': 'x', 'type': 'test.safe', 'config': {}}, {'id': 'b', 'type': 'test.call', 'config': {}}, {'id': 'end', 'type': 'output'}], 'edges': [{'from': 'x', 'to': 'b'}, {'from': 'b', 'to': 'end'}]}");
        request.pins = {{"b", json::Value(100), {}}};
        const auto id = *rig.begin(std::move(request));
        QVERIFY(pumpUntil([&] { return rig.effects->find("x") != nullptr; }));
        rig.settle();
        rig.restart();
        rig.effects->finish("x", json::Value(1));
        SB_COMPARE_RESULT(rig.ended(id), "100");
        QCOMPARE(rig.effects->count("b"), 0);
    }

    void aNodeThatIsSwitchedOffHandsItsInputOn()
    {
        EngineRig rig;
        auto flow = kLine;
        flow.replace(flow.find("'test.safe',"), 12, "'test.safe', 'disabled': true,");
        auto id = rig.begin(flow, "1");
        SB_COMPARE_RESULT(rig.ended(id), "12");
        QVERIFY(rig.effects->calls.empty());
        QVERIFY(rig.stateOf(id, "b") == store::StepState::Succeeded);
        // Its configuration need not be whole; a map that is off is no map.
        SB_COMPARE_RESULT(rig.run("{'nodes': [{'id': 'each', 'type': 'map', 'disabled': true, 'config': {}}, {'id': 'is', 'type': 'condition', 'disabled': true, 'config': {}}, {'id': 'no', 'type': 'test.call', 'config': {}}, {'id': 'end', 'type': 'output'}],"
                                  " 'edges': [{'from': 'each', 'to': 'is'}, {'from': 'is', 'to': 'end'}, {'from': 'is', 'fromPort': 'false', 'to': 'no'}]}", "[1]"),
                          "[1]");
        QVERIFY(rig.effects->calls.empty());
        // An output that is off gives nothing; another trigger begins.
        SB_COMPARE_RESULT(rig.run("{'nodes': [{'id': 'a', 'type': 'transform', 'config': {'expression': '1'}}, {'id': 'o', 'type': 'output', 'disabled': true}], 'edges': [{'from': 'a', 'to': 'o'}]}"), "null");
        SB_COMPARE_RESULT(rig.run("{'nodes': [{'id': 't', 'type': 'trigger.manual', 'disabled': true, 'config': {}}, {'id': 'u', 'type': 'trigger.manual', 'config': {}}, {'id': 'a', 'type': 'transform', 'config': {'expression': '1'}}, {'id': 'o', 'type': 'output'}],"
                                  " 'edges': [{'from': 't', 'to': 'a'}, {'from': 'u', 'to': 'o'}]}", "5"),
                          "5");
        const auto none = rig.begin(rig.request("{'nodes': [{'id': 't', 'type': 'trigger.manual', 'disabled': true, 'config': {}}], 'edges': []}"));
        QCOMPARE(none.error().code, std::string("flow.invalid"));
    }
};

SB_TEST_MAIN(TestEngineControl)
#include "tst_engine_control.moc"
