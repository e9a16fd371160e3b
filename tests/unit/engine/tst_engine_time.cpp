// SPDX-License-Identifier: GPL-3.0-or-later
// Retries, timeouts, waits and cancelling, on a clock that the test moves.
#include "support/engine_rig.h"

using namespace signalbox;
using namespace signalbox::test;

namespace {

std::string one(const std::string &more = "", const std::string &type = "test.call")
{
    return "{'nodes': [{'id': 'a', 'type': '" + type + "', 'config': {}" + more + "}, {'id': 'end', 'type': 'output', 'config': {}}], 'edges': [{'from': 'a', 'to': 'end'}]}";
}

Error busy()
{
    return Error("test.busy", "It is busy.").retryable();
}

} // namespace

class TestEngineTime : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void retriesWithTheSameKeyAndAGrowingWait()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto id = rig.begin(one(", 'retry': {'attempts': 4, 'initial': '1s', 'factor': 3, 'max': '5s'}"));
        const Millis most[] = {Millis(1000), Millis(3000), Millis(5000)};
        std::string key;
        for (int attempt = 1; attempt <= 4; ++attempt) {
            QVERIFY(pumpUntil([&] { return rig.effects->count("a") == attempt; }));
            const auto call = rig.effects->find("a");
            QCOMPARE(call->call.attempt, attempt);
            QVERIFY(key.empty() || key == call->call.idempotencyKey);
            key = call->call.idempotencyKey;
            QVERIFY(!key.empty());
            rig.effects->finish("a", attempt < 4 ? Result<json::Value>(busy()) : Result<json::Value>(json::Value("at last")));
            rig.settle();
            if (attempt < 4) {
                QVERIFY(rig.stateOf(id, "a") == store::StepState::Waiting);
                QVERIFY(rig.clock.nextTimer() <= most[attempt - 1]);
                rig.pass(most[attempt - 1]);
            }
        }
        SB_COMPARE_RESULT(rig.ended(id), "'at last'");
        const auto step = rig.step(id, "a");
        QCOMPARE(step->attempt, 4);
        QCOMPARE(step->idempotencyKey, key);
    }

    void attemptsAreTheTotal()
    {
        EngineRig rig;
        rig.effects->answer = [](const auto &) -> std::optional<Result<json::Value>> { return busy(); };
        auto id = rig.begin(one(", 'retry': {'attempts': 2, 'initial': '1s'}"));
        rig.settle();
        rig.pass(Millis(2000));
        SB_COMPARE_FAILURE(rig.ended(id), "test.busy");
        QCOMPARE(rig.effects->count("a"), 2);
        rig.effects->calls.clear();
        id = rig.begin(one());
        SB_COMPARE_FAILURE(rig.ended(id), "test.busy");
        QCOMPARE(rig.effects->count("a"), 1);
    }

    void whatCannotDoBetterIsNotRetried()
    {
        EngineRig rig;
        rig.effects->answer = [](const auto &) -> std::optional<Result<json::Value>> { return Error("test.broken", "It broke."); };
        SB_COMPARE_FAILURE(rig.run(one(", 'retry': {'attempts': 5}")), "test.broken");
        QCOMPARE(rig.effects->count("a"), 1);
    }

    void whatTheServerAsksForIsTheLeast()
    {
        EngineRig rig;
        rig.effects->answer = [&](const auto &call) -> std::optional<Result<json::Value>> {
            return call.attempt == 1 ? Result<json::Value>(Error(busy()).withArg("retryAfterMs", "90000")) : Result<json::Value>(json::Value(1));
        };
        const auto id = rig.begin(one(", 'retry': {'attempts': 2, 'initial': '1s'}"));
        rig.settle();
        QVERIFY(rig.clock.nextTimer() >= Millis(90'000));
        rig.pass(Millis(90'000));
        SB_COMPARE_RESULT(rig.ended(id), "1");
    }

    void aFlowLimitsItsCallsAtATime()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto id = rig.begin("{'limits': {'parallel': 2}, 'nodes': [{'id': 'm', 'type': 'map', 'config': {'concurrency': 10, 'body': {'nodes': [{'id': 'c', 'type': 'test.call', 'config': {}}, {'id': 'e', 'type': 'output', 'config': {}}], 'edges': [{'from': 'c', 'to': 'e'}]}}},"
                                  " {'id': 'end', 'type': 'output', 'config': {}}], 'edges': [{'from': 'm', 'to': 'end'}]}",
                                  "[0, 1, 2, 3, 4]");
        const auto other = rig.begin(one()); // of another run: not held up
        QVERIFY(pumpUntil([&] { return rig.effects->find("a") != nullptr; }));
        for (int i = 0; i < 5; ++i) {
            rig.settle();
            const auto live = std::count_if(rig.effects->calls.begin(), rig.effects->calls.end(), [](const auto &call) { return !call->ended && call->call.path != "a"; });
            QCOMPARE(static_cast<int>(live), std::min(2, 5 - i));
            rig.effects->finish("m[" + std::to_string(i) + "]/c", json::Value(i));
        }
        SB_COMPARE_RESULT(rig.ended(id), "{'results': [0, 1, 2, 3, 4]}");
        QVERIFY(await(rig.engine().cancel("default", other)).ok());
        // Calls that are held up end with their run, too.
        const auto again = rig.begin("{'limits': {'parallel': 1}, 'nodes': [{'id': 'x', 'type': 'test.call', 'config': {}}, {'id': 'y', 'type': 'test.call', 'config': {}}], 'edges': []}");
        QVERIFY(pumpUntil([&] { return rig.effects->find("x") != nullptr; }));
        rig.settle();
        QVERIFY(await(rig.engine().cancel("default", again)).ok());
        rig.settle();
        QCOMPARE(rig.effects->count("y"), 0);
        QVERIFY(rig.stateOf(again, "y") == store::StepState::Cancelled);
    }

    void aTimeoutEndsTheCall()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto id = rig.begin(one(", 'timeout': '5s'"));
        QVERIFY(pumpUntil([&] { return rig.effects->find("a") != nullptr; }));
        QCOMPARE(rig.effects->find("a")->call.timeout, Millis(5000));
        rig.pass(Millis(4999));
        QVERIFY(!rig.effects->find("a", false)->ended);
        rig.pass(Millis(1));
        SB_COMPARE_FAILURE(rig.ended(id), "step.timeout");
        QVERIFY(rig.effects->find("a", false)->stopped);
        QCOMPARE(rig.clock.nextTimer(), Millis(-1));
    }

    void aTimeoutCountsEachAttempt()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto id = rig.begin(one(", 'timeout': '5s', 'retry': {'attempts': 2, 'initial': '1ms'}"));
        QVERIFY(pumpUntil([&] { return rig.effects->count("a") == 1; }));
        rig.pass(Millis(5000));
        rig.pass(Millis(1));
        QVERIFY(pumpUntil([&] { return rig.effects->count("a") == 2; }));
        rig.pass(Millis(4900));
        rig.effects->finish("a", json::Value("in time"));
        SB_COMPARE_RESULT(rig.ended(id), "'in time'");
    }

    void aWaitHandsItsInputOn()
    {
        EngineRig rig;
        const auto id = rig.begin("{'vars': {'d': '90s'}, 'nodes': [{'id': 'w', 'type': 'wait', 'config': {'duration': '{{ vars.d }}'}}, {'id': 'end', 'type': 'output', 'config': {}}], 'edges': [{'from': 'w', 'to': 'end'}]}", "'through'");
        rig.pass(Millis(89'999));
        QVERIFY(await(rig.engine().get("default", id))->state == store::RunState::Running);
        const auto begun = rig.step(id, "w")->startedAt;
        rig.pass(Millis(1));
        SB_COMPARE_RESULT(rig.ended(id), "'through'");
        QCOMPARE(rig.step(id, "w")->startedAt, begun);
        QCOMPARE(rig.step(id, "w")->durationUs, std::int64_t(90'000'000));
    }

    void whatHasABodyTakesAsLongAsIt()
    {
        EngineRig rig;
        const auto id = rig.begin("{'nodes': [{'id': 'each', 'type': 'map', 'config': {'items': '{{ input }}', 'concurrency': 1, 'body': {'nodes': [{'id': 'w', 'type': 'wait', 'config': {'duration': '5s'}},"
                                  " {'id': 'end', 'type': 'output', 'config': {}}], 'edges': [{'from': 'w', 'to': 'end'}]}}}, {'id': 'end', 'type': 'output', 'config': {}}], 'edges': [{'from': 'each', 'to': 'end'}]}", "[1, 2]");
        rig.pass(Millis(5000));
        rig.pass(Millis(5000));
        SB_COMPARE_RESULT(rig.ended(id), "{'results': [1, 2]}");
        QCOMPARE(rig.step(id, "each")->durationUs, std::int64_t(10'000'000));
        QCOMPARE(rig.step(id, "each[1]/w")->durationUs, std::int64_t(5'000'000));
    }

    void alsoOverARestart()
    {
        EngineRig rig;
        const auto id = rig.begin("{'nodes': [{'id': 'each', 'type': 'map', 'config': {'items': '{{ input }}', 'concurrency': 1, 'body': {'nodes': [{'id': 'w', 'type': 'wait', 'config': {'duration': '5s'}},"
                                  " {'id': 'end', 'type': 'output', 'config': {}}], 'edges': [{'from': 'w', 'to': 'end'}]}}}, {'id': 'end', 'type': 'output', 'config': {}}], 'edges': [{'from': 'each', 'to': 'end'}]}", "[1, 2]");
        rig.pass(Millis(5000));
        rig.pass(Millis(2000));
        rig.restart();
        rig.pass(Millis(3000));
        SB_COMPARE_RESULT(rig.ended(id), "{'results': [1, 2]}");
        QCOMPARE(rig.step(id, "each")->durationUs, std::int64_t(10'000'000));
    }

    void aWaitSurvivesARestart()
    {
        EngineRig rig;
        const auto flow = "{'nodes': [{'id': 'w', 'type': 'wait', 'config': {'duration': '10s'}}, {'id': 'end', 'type': 'output', 'config': {}}], 'edges': [{'from': 'w', 'to': 'end'}]}";
        const auto early = rig.begin(flow, "1");
        rig.pass(Millis(6000));
        rig.restart();
        rig.pass(Millis(3999));
        QVERIFY(await(rig.engine().get("default", early))->state == store::RunState::Running);
        rig.pass(Millis(1));
        SB_COMPARE_RESULT(rig.ended(early), "1");
        QCOMPARE(rig.step(early, "w")->durationUs, std::int64_t(10'000'000));
        // One whose time came while nothing ran wakes at once.
        const auto late = rig.begin(flow, "2");
        rig.settle();
        rig.clock.setWallClock(rig.clock.now() + 60'000);
        rig.restart();
        rig.pass(Millis(0));
        SB_COMPARE_RESULT(rig.ended(late), "2");
    }

    void aRetrySurvivesARestart()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto id = rig.begin(one(", 'retry': {'attempts': 3, 'initial': '10s'}"));
        rig.effects->finish("a", Error(busy()).withArg("retryAfterMs", "8000"));
        rig.settle();
        const auto key = rig.effects->calls.at(0)->call.idempotencyKey;
        rig.restart();
        rig.pass(Millis(7000));
        QCOMPARE(rig.effects->count("a"), 1);
        rig.pass(Millis(10'000));
        QVERIFY(pumpUntil([&] { return rig.effects->count("a") == 2; }));
        QCOMPARE(rig.effects->calls.at(1)->call.idempotencyKey, key);
        QCOMPARE(rig.effects->calls.at(1)->call.attempt, 2);
        rig.effects->finish("a", json::Value("ok"));
        SB_COMPARE_RESULT(rig.ended(id), "'ok'");
    }

    void anOverdueRetryIsWrittenBeforeItGoesOut()
    {
        // Its time came while nothing ran; the attempt that follows is interrupted, too: a held effect is
        // in doubt then, and not tried a third time by itself.
        EngineRig rig;
        rig.effects->hold();
        const auto id = rig.begin(one(", 'retry': {'attempts': 5, 'initial': '1s'}"));
        rig.effects->finish("a", busy());
        rig.settle();
        rig.clock.setWallClock(rig.clock.now() + 3'600'000);
        rig.restart();
        QVERIFY(pumpUntil([&] { return rig.effects->count("a") == 2; }));
        rig.settle();
        QVERIFY(rig.stateOf(id, "a") == store::StepState::Started);
        rig.restart();
        rig.settle();
        QCOMPARE(rig.effects->count("a"), 2);
        QVERIFY(rig.stateOf(id, "a") == store::StepState::InDoubt);
    }

    void cancellingStopsEverything()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto id = rig.begin("{'nodes': [{'id': 'a', 'type': 'test.call', 'config': {}}, {'id': 'w', 'type': 'wait', 'config': {'duration': '1h'}}, {'id': 'r', 'type': 'test.call', 'config': {}, 'retry': {'attempts': 3, 'initial': '1h'}}, {'id': 'next', 'type': 'test.call', 'config': {}}],"
                                  " 'edges': [{'from': 'a', 'to': 'next'}, {'from': 'w', 'to': 'next'}]}");
        QVERIFY(pumpUntil([&] { return rig.effects->find("a") && rig.effects->find("r"); }));
        rig.effects->finish("r", busy());
        rig.settle();
        const auto done = await(rig.engine().cancel("default", id));
        QVERIFY2(done.ok(), done.ok() ? "" : done.error().describe().c_str());
        const auto view = rig.ended(id);
        QVERIFY(view.state == store::RunState::Cancelled);
        QVERIFY(pumpUntil([&] { return rig.effects->find("a", false)->stopped; }));
        for (const auto &step : rig.steps(id)) {
            QVERIFY2(step.state == store::StepState::Cancelled, step.path.c_str());
        }
        QCOMPARE(rig.clock.nextTimer(), Millis(-1));
        QCOMPARE(await(rig.engine().cancel("default", id)).error().code, std::string("run.ended"));
        QCOMPARE(await(rig.engine().cancel("other", id)).error().code, std::string("store.notFound"));
        rig.restart();
        rig.pass(Millis(7'200'000));
        QCOMPARE(rig.effects->calls.size(), std::size_t(2));
    }

    void nothingStartsAfterACancel()
    {
        // Cancelled while the rows of the starts are on their way to the disk.
        EngineRig rig;
        rig.effects->hold();
        int called = 0;
        for (int turn = 0; turn < 60; ++turn) {
            auto starting = rig.engine().start(rig.request("{'nodes': [{'id': 'p', 'type': 'transform', 'config': {'set': {}}}, {'id': 'a', 'type': 'test.call', 'config': {}}, {'id': 'w', 'type': 'wait', 'config': {'duration': '1h'}}], 'edges': [{'from': 'p', 'to': 'a'}, {'from': 'p', 'to': 'w'}]}"));
            const auto id = *await(std::move(starting));
            for (int i = 0; i < turn % 12; ++i) {
                QCoreApplication::sendPostedEvents();
            }
            const auto before = rig.effects->count("a");
            const auto done = await(rig.engine().cancel("default", id));
            QVERIFY(done.ok() || done.error().is("run.ended"));
            const auto atCancel = rig.effects->count("a");
            called += before;
            rig.settle();
            QCOMPARE(rig.effects->count("a"), atCancel);
            QVERIFY(atCancel == before);
            for (const auto &step : rig.steps(id)) {
                QVERIFY2(step.state != store::StepState::Started && step.state != store::StepState::Waiting, step.path.c_str());
            }
            QCOMPARE(rig.clock.nextTimer(), Millis(-1));
            rig.effects->calls.clear();
        }
        Q_UNUSED(called)
    }

    void aCancelDuringARetrysCommitIsFinal()
    {
        EngineRig::Options options;
        options.engine.nodeCircuit.failures = 1000; // its breaker is not what is looked at
        EngineRig rig(options);
        rig.effects->hold();
        for (int turn = 0; turn < 20; ++turn) {
            const auto id = rig.begin(one(", 'retry': {'attempts': 5, 'initial': '1ms'}"));
            rig.effects->finish("a", busy());
            for (int i = 0; i < turn; ++i) {
                QCoreApplication::sendPostedEvents();
            }
            rig.clock.advance(Millis(1));
            const auto before = rig.effects->count("a");
            QVERIFY(await(rig.engine().cancel("default", id)).ok());
            rig.pass(Millis(10));
            QVERIFY(rig.effects->count("a") - before <= 1);
            QVERIFY(rig.effects->find("a") == nullptr);
            QVERIFY(rig.stateOf(id, "a") == store::StepState::Cancelled);
            rig.effects->calls.clear();
        }
    }
};

SB_TEST_MAIN(TestEngineTime)
#include "tst_engine_time.moc"
