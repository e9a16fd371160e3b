// SPDX-License-Identifier: GPL-3.0-or-later
// A disk without room: runs stand still and go on once there is some, nobody who asked is left without an answer, and
// nothing overtakes what stands still.
#include "store/approvals.h"
#include "support/engine_rig.h"
#include "support/power.h"

using namespace signalbox;
using namespace signalbox::test;

namespace {

const std::string kFlow = "{'nodes': [{'id': 'a', 'type': 'test.safe', 'config': {}}, {'id': 'end', 'type': 'output', 'config': {}}], 'edges': [{'from': 'a', 'to': 'end'}]}";

std::string flowOf(const std::string &overlap)
{
    return "{'limits': {'overlap': '" + overlap + "'}, " + kFlow.substr(1);
}

/// Lets the effect `a` end while nothing can be written: its run stands still.
void endWithoutRoom(EngineRig &rig)
{
    if (!pumpUntil([&] { return rig.effects->find("a") != nullptr; })) {
        qFatal("not called");
    }
    rig.settle();
    power::setFull(true);
    rig.effects->finish("a", json::Value("unheard"));
    rig.settle();
}

/// Lets time pass until the effect `a` is called.
bool isCalledInTime(EngineRig &rig)
{
    return pumpUntil([&] {
        rig.clock.advance(Millis(100));
        return rig.effects->find("a") != nullptr;
    });
}

} // namespace

class TestEngineFullDisk : public SignalboxTest
{
    Q_OBJECT

protected:
    void setUp() override
    {
        power::install();
        expectLog("a run cannot be journalled and stands still");
        expectLog("a run could not be taken over");
        expectLog("runs whose time has come could not be taken up");
    }
    void tearDown() override { power::setFull(false); }

private Q_SLOTS:
    void aRunGoesOnOnceThereIsRoom()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto id = rig.begin(kFlow);
        endWithoutRoom(rig);
        power::setFull(false);
        QVERIFY(isCalledInTime(rig));
        rig.effects->finish("a", json::Value("heard"));
        SB_COMPARE_RESULT(rig.ended(id), "'heard'");
        QCOMPARE(rig.effects->count("a"), 2);
        QCOMPARE(rig.effects->calls[0]->call.idempotencyKey, rig.effects->calls[1]->call.idempotencyKey);
    }

    void aRunThatCannotBeTakenUpYetIsTriedAgain()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto id = rig.begin(kFlow);
        endWithoutRoom(rig);
        for (int i = 0; i < 5; ++i) {
            rig.pass(Millis(10'000)); // it is tried, and there is no room for it
        }
        QCOMPARE(rig.effects->count("a"), 1);
        power::setFull(false);
        QVERIFY(isCalledInTime(rig));
        rig.effects->finish("a", json::Value("heard"));
        SB_COMPARE_RESULT(rig.ended(id), "'heard'");
    }

    void whatWasInterruptedIsTriedAgainAfterAStartWithoutRoom()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto id = rig.begin(kFlow);
        QVERIFY(pumpUntil([&] { return rig.effects->find("a") != nullptr; }));
        rig.restart([] { power::setFull(true); });
        rig.settle();
        QCOMPARE(rig.effects->count("a"), 1);
        power::setFull(false);
        QVERIFY(isCalledInTime(rig));
        rig.effects->finish("a", json::Value("heard"));
        SB_COMPARE_RESULT(rig.ended(id), "'heard'");
    }

    void whoWaitsOrDecidesHearsThatThereIsNoRoom()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto id = rig.begin("{'nodes': [{'id': 'c', 'type': 'test.call', 'config': {}}, {'id': 'end', 'type': 'output', 'config': {}}], 'edges': [{'from': 'c', 'to': 'end'}]}");
        QVERIFY(pumpUntil([&] { return rig.effects->find("c") != nullptr; }));
        rig.restart();
        QVERIFY(rig.ended(id).state == store::RunState::Waiting);
        const auto decide = [&] { return await(rig.engine().decide("default", id, "c", engine::Verdict::Happened, json::Value("by hand"))); };
        power::setFull(true);
        QCOMPARE(decide().error().code, std::string("store.full"));
        QVERIFY(decide().error().isRetryable()); // it cannot be taken up, either
        QVERIFY(!await(rig.engine().cancel("default", id)).ok());
        power::setFull(false);
        QVERIFY(decide().ok());
        SB_COMPARE_RESULT(rig.ended(id), "'by hand'");
        QCOMPARE(rig.effects->count("c"), 1);
    }

    void aRepeatWhoseInputFoundNoRoomLeavesTheStepInDoubt()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto id = rig.begin("{'nodes': [{'id': 'c', 'type': 'test.call', 'config': {}}, {'id': 'end', 'type': 'output', 'config': {}}], 'edges': [{'from': 'c', 'to': 'end'}]}");
        QVERIFY(pumpUntil([&] { return rig.effects->find("c") != nullptr; }));
        rig.restart();
        QVERIFY(rig.ended(id).state == store::RunState::Waiting);
        rig.settle(); // that it waits is written
        power::setFull(true);
        const auto refused = await(rig.engine().decide("default", id, "c", engine::Verdict::Retry, nullptr, json::Value(std::string(200'000, 'x'))));
        QVERIFY(!refused.ok());
        QCOMPARE(rig.ended(id).inDoubt, std::vector<std::string>{"c"});
        power::setFull(false);
        const auto decided = await(rig.engine().decide("default", id, "c", engine::Verdict::Happened, json::Value("by hand")));
        QVERIFY2(decided.ok(), decided ? "" : decided.error().describe().c_str());
        SB_COMPARE_RESULT(rig.ended(id), "'by hand'");
    }

    void anApprovalThatFoundNoRoomCanBeGivenAgain()
    {
        EngineRig rig;
        const auto id = rig.begin("{'nodes': [{'id': 'q', 'type': 'approval', 'config': {'title': 'Go?'}}, {'id': 'end', 'type': 'output', 'config': {}}], 'edges': [{'from': 'q', 'fromPort': 'approved', 'to': 'end'}]}", "1");
        const auto approval = rig.ended(id).approvals.at(0);
        const auto approve = [&] { return await(rig.engine().decideApproval("default", id, "q", approval, {})); };
        power::setFull(true);
        QVERIFY(approve().error().isRetryable());
        QVERIFY(approve().error().isRetryable());
        QVERIFY(await(rig.store().approvals().get("default", approval))->state == store::ApprovalState::Pending);
        power::setFull(false);
        QVERIFY(approve().ok());
        QVERIFY(rig.ended(id).state == store::RunState::Succeeded);
    }

    void nothingOvertakesARunThatStandsStill()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto first = rig.begin(flowOf("queue"));
        const auto second = rig.begin(flowOf("queue"));
        endWithoutRoom(rig);
        power::setFull(false);
        const auto third = rig.begin(flowOf("queue"));
        rig.settle();
        QCOMPARE(rig.effects->count("a"), 1);
        QVERIFY(rig.begin(rig.request(flowOf("skip"))).error().is("run.overlap"));
        for (const auto &id : {first, second, third}) {
            QVERIFY(isCalledInTime(rig));
            QCOMPARE(rig.effects->find("a")->call.run, id);
            rig.effects->finish("a", json::Value("heard"));
            SB_COMPARE_RESULT(rig.ended(id), "'heard'");
        }
    }

    void aRunThatCouldNotBeLetGoKeepsItsPlace()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto first = rig.begin(flowOf("queue"));
        const auto second = rig.begin(flowOf("queue"));
        const auto third = rig.begin(flowOf("queue"));
        QVERIFY(pumpUntil([&] { return rig.effects->find("a") != nullptr; }));
        // The first has ended; as the second is let go there is no room.
        auto ended = rig.engine().wait("default", first, {});
        rig.effects->finish("a", json::Value(1));
        (void)await(std::move(ended));
        power::setFull(true);
        rig.settle();
        power::setFull(false);
        for (const auto &id : {second, third}) {
            QVERIFY(isCalledInTime(rig));
            QCOMPARE(rig.effects->find("a")->call.run, id);
            rig.effects->finish("a", json::Value("heard"));
            SB_COMPARE_RESULT(rig.ended(id), "'heard'");
        }
    }

    void everybodyWhoStartsARunHearsThatItWasNotAccepted()
    {
        EngineRig rig;
        auto request = rig.request(kFlow);
        request.id = "0190a1b2-0000-7000-8000-000000000001";
        power::setFull(true);
        auto first = rig.engine().start(request);
        auto second = rig.engine().start(request);
        QVERIFY(await(std::move(first)).error().is("store.full"));
        QVERIFY(await(std::move(second)).error().is("store.full"));
        power::setFull(false);
        QVERIFY(await(rig.engine().get("default", request.id)).error().is("store.notFound"));
        QCOMPARE(rig.effects->count("a"), 0);
        SB_COMPARE_RESULT(rig.ended(rig.begin(request).value()), "{}");
    }

    void anOutputThatDoesNotFitIsMadeAgain()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto id = rig.begin("{'nodes': [{'id': 'a', 'type': 'test.safe', 'config': {}}, {'id': 'x', 'type': 'transform', 'config': {'expression': 'Array(200001).join(1)'}}, {'id': 'end', 'type': 'output', 'config': {}}],"
                                  " 'edges': [{'from': 'a', 'to': 'x'}, {'from': 'x', 'to': 'end'}]}");
        QVERIFY(pumpUntil([&] { return rig.effects->find("a") != nullptr; }));
        power::setRoom(150'000);
        rig.effects->finish("a", json::Value(1));
        rig.settle();
        power::setRoom(std::nullopt);
        QVERIFY(isCalledInTime(rig));
        QCOMPARE(rig.effects->count("a"), 2);
        rig.effects->finish("a", json::Value(1));
        const auto view = rig.ended(id);
        QVERIFY2(view.state == store::RunState::Succeeded, json::write(view.error).c_str());
    }
};

SB_TEST_MAIN(TestEngineFullDisk)
#include "tst_engine_full_disk.moc"
