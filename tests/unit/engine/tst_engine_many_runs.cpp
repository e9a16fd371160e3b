// SPDX-License-Identifier: GPL-3.0-or-later
// Runs that only wait, however many: they leave memory, a restart does not touch them, and each goes on when
// its time has come or when somebody asks for it.
#include "support/engine_rig.h"

using namespace signalbox;
using namespace signalbox::test;

namespace {

const std::string kWaits = "{'nodes': [{'id': 's', 'type': 'trigger.manual'}, {'id': 'w', 'type': 'wait', 'config': {'duration': '{{ input.d }}'}}, {'id': 'c', 'type': 'test.call', 'config': {}}, {'id': 'end', 'type': 'output', 'config': {}}],"
                           " 'edges': [{'from': 's', 'to': 'w'}, {'from': 'w', 'to': 'c'}, {'from': 'w', 'to': 'end'}]MORE}";

std::string waits(const std::string &more = "")
{
    auto text = kWaits;
    text.replace(text.find("MORE"), 4, more);
    return text;
}

// The owner's number rises when a run is taken over: it tells who was left alone.
std::int64_t fenceOf(EngineRig &rig, const std::string &id)
{
    return await(rig.store().runs().getRun("default", id))->fence;
}

} // namespace

class TestEngineManyRuns : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void aRestartLeavesThoseThatWaitAlone()
    {
        EngineRig rig;
        std::vector<std::string> ids;
        for (int i = 0; i < 300; ++i) {
            ids.push_back(rig.begin(waits(), "{'d': '" + std::to_string(2 + i % 3) + "h'}"));
        }
        rig.settle();
        const auto before = fenceOf(rig, ids[0]);
        rig.restart();
        rig.settle();
        for (const auto &id : ids) {
            QCOMPARE(fenceOf(rig, id), before);
            QVERIFY(await(rig.engine().get("default", id))->state == store::RunState::Running);
        }
        QCOMPARE(rig.clock.nextTimer(), Millis(7'200'000));
        rig.pass(std::chrono::hours(2));
        QVERIFY(pumpUntil([&] { return rig.effects->calls.size() == 100; }));
        rig.settle();
        QVERIFY(rig.ended(ids[0]).state == store::RunState::Succeeded);
        QCOMPARE(fenceOf(rig, ids[1]), before);
        // Killed between two times, it goes on all the same.
        rig.restart();
        rig.pass(std::chrono::hours(1));
        QVERIFY(pumpUntil([&] { return rig.effects->calls.size() == 200; }));
        rig.pass(std::chrono::hours(1));
        QVERIFY(pumpUntil([&] { return rig.effects->calls.size() == 300; }));
        for (const auto &id : ids) {
            QVERIFY(rig.ended(id).state == store::RunState::Succeeded);
        }
    }

    void whoIsLateIsTakenUpAtOnce()
    {
        EngineRig rig;
        const auto id = rig.begin(waits(), "{'d': '1h'}");
        rig.settle();
        rig.clock.setWallClock(rig.clock.now() + 7'200'000); // nobody was there when its time came
        rig.restart();
        QVERIFY(rig.ended(id).state == store::RunState::Succeeded);
        QCOMPARE(rig.effects->count("c"), 1);
    }

    void theTimeIsThatOfTheFirstWait()
    {
        EngineRig rig;
        const auto id = rig.begin("{'nodes': [{'id': 'late', 'type': 'wait', 'config': {'duration': '5h'}}, {'id': 'soon', 'type': 'wait', 'config': {'duration': '3h'}}, {'id': 'c', 'type': 'test.call', 'config': {}}], 'edges': [{'from': 'soon', 'to': 'c'}]}");
        rig.settle();
        rig.restart();
        rig.pass(std::chrono::hours(3));
        QVERIFY(pumpUntil([&] { return rig.effects->count("c") == 1; }));
        rig.settle();
        QVERIFY(await(rig.engine().get("default", id))->state == store::RunState::Running);
        rig.restart();
        rig.pass(std::chrono::hours(2));
        QVERIFY(rig.ended(id).state == store::RunState::Succeeded);
        QCOMPARE(rig.effects->count("c"), 1);
    }

    void itsTimeLimitIsKept()
    {
        EngineRig rig;
        const auto id = rig.begin(waits(", 'limits': {'timeout': '2h'}"), "{'d': '9h'}");
        rig.settle();
        rig.restart();
        rig.pass(std::chrono::hours(2));
        QVERIFY(pumpUntil([&] { return await(rig.engine().get("default", id))->state != store::RunState::Running; }));
        SB_COMPARE_FAILURE(rig.ended(id), "run.timeout");
        QVERIFY(rig.stateOf(id, "w") == store::StepState::Cancelled);
    }

    void whoeverAsksFindsIt()
    {
        EngineRig rig;
        const auto cancelled = rig.begin(waits(), "{'d': '9h'}");
        const auto awaited = rig.begin(waits(), "{'d': '9h'}");
        rig.settle();
        QCOMPARE(await(rig.engine().cancel("other", cancelled)).error().code, std::string("store.notFound"));
        auto both = rig.engine().cancel("default", cancelled);
        auto view = rig.engine().wait("default", awaited, {});
        auto again = rig.engine().wait("default", awaited, {});
        QVERIFY(await(std::move(both)).ok());
        QVERIFY(await(rig.engine().get("default", cancelled))->state == store::RunState::Cancelled);
        rig.settle();
        QVERIFY(!view.isReady());
        rig.pass(std::chrono::hours(9));
        QVERIFY(await(std::move(view))->state == store::RunState::Succeeded);
        QVERIFY(await(std::move(again))->state == store::RunState::Succeeded);
        QCOMPARE(rig.effects->count("c"), 1);
    }

    void whatHasAnEffectUnderWayIsNotLeft()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto id = rig.begin("{'nodes': [{'id': 'w', 'type': 'wait', 'config': {'duration': '9h'}}, {'id': 'a', 'type': 'test.safe', 'config': {}}], 'edges': []}");
        QVERIFY(pumpUntil([&] { return rig.effects->count("a") == 1; }));
        rig.settle();
        rig.restart();
        QVERIFY(pumpUntil([&] { return rig.effects->count("a") == 2; }));
        rig.effects->finish("a", json::Value(1));
        rig.settle();
        const auto fence = fenceOf(rig, id);
        rig.restart();
        QCOMPARE(fenceOf(rig, id), fence);
        rig.pass(std::chrono::hours(9));
        QVERIFY(rig.ended(id).state == store::RunState::Succeeded);
        QCOMPARE(rig.effects->count("a"), 2);
    }

    void effectsThatEndTogetherAllEnd()
    {
        EngineRig rig;
        std::vector<std::string> ids;
        for (int i = 0; i < 200; ++i) {
            ids.push_back(rig.begin("{'nodes': [{'id': 'a', 'type': 'test.call', 'config': {}}, {'id': 'b', 'type': 'test.call', 'config': {}}], 'edges': [{'from': 'a', 'to': 'b'}]}"));
        }
        for (const auto &id : ids) {
            QVERIFY(rig.ended(id).state == store::RunState::Succeeded);
        }
        QCOMPARE(rig.effects->calls.size(), std::size_t(400));
    }
};

SB_TEST_MAIN(TestEngineManyRuns)
#include "tst_engine_many_runs.moc"
