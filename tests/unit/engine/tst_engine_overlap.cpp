// SPDX-License-Identifier: GPL-3.0-or-later
// Several runs of one flow: side by side, one after the other, refused, or in the place of the other.
#include "support/engine_rig.h"

#include "store/event_log.h"

using namespace signalbox;
using namespace signalbox::test;

namespace {

std::string flowOf(const std::string &overlap, const std::string &more = "")
{
    return "{'limits': {'overlap': '" + overlap + "'" + more + "}, 'nodes': [{'id': 'a', 'type': 'test.safe', 'config': {'word': '{{ input }}'}}, {'id': 'end', 'type': 'output', 'config': {}}], 'edges': [{'from': 'a', 'to': 'end'}]}";
}

} // namespace

class TestEngineOverlap : public SignalboxTest
{
    Q_OBJECT

    static std::vector<std::string> words(const EngineRig &rig)
    {
        std::vector<std::string> list;
        for (const auto &call : rig.effects->calls) {
            list.emplace_back(call->call.config.at("word").as_string());
        }
        return list;
    }
    static engine::RunView get(EngineRig &rig, const std::string &id) { return *await(rig.engine().get("default", id)); }

private Q_SLOTS:
    void runsAreSideBySideUnlessTheFlowSaysOtherwise()
    {
        EngineRig rig;
        rig.effects->hold();
        rig.begin(flowOf("parallel"), "'1'");
        rig.begin(flowOf("parallel"), "'2'");
        QVERIFY(pumpUntil([&] { return rig.effects->calls.size() == 2; }));
    }

    void aQueueKeepsItsOrder()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto first = rig.begin(flowOf("queue"), "'1'");
        const auto second = rig.begin(flowOf("queue"), "'2'");
        const auto third = rig.begin(flowOf("queue"), "'3'");
        rig.settle();
        QCOMPARE(words(rig), std::vector<std::string>{"1"});
        QVERIFY(get(rig, second).queued);
        QVERIFY(get(rig, second).state == store::RunState::Waiting);
        QVERIFY(!get(rig, first).queued);
        rig.effects->finish("a", json::Value(1));
        SB_COMPARE_RESULT(rig.ended(first), "1");
        QVERIFY(pumpUntil([&] { return rig.effects->calls.size() == 2; }));
        QVERIFY(!get(rig, second).queued);
        QVERIFY(get(rig, third).queued);
        // One that fails makes room too.
        rig.effects->finish("a", Error("test.broken", "It broke."));
        SB_COMPARE_FAILURE(rig.ended(second), "test.broken");
        rig.effects->finish("a", json::Value(3));
        SB_COMPARE_RESULT(rig.ended(third), "3");
        QCOMPARE(words(rig), (std::vector<std::string>{"1", "2", "3"}));
    }

    void aQueueSurvivesAKill()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto first = rig.begin(flowOf("queue"), "'1'");
        const auto second = rig.begin(flowOf("queue"), "'2'");
        const auto third = rig.begin(flowOf("queue"), "'3'");
        rig.settle();
        rig.restart();
        rig.settle();
        QCOMPARE(words(rig), (std::vector<std::string>{"1", "1"}));
        QVERIFY(get(rig, second).queued && get(rig, third).queued);
        rig.effects->finish("a", json::Value(1));
        SB_COMPARE_RESULT(rig.ended(first), "1");
        QVERIFY(pumpUntil([&] { return rig.effects->calls.size() == 3; }));
        rig.restart(); // the second one is under way now
        rig.settle();
        QVERIFY(!get(rig, second).queued);
        QVERIFY(get(rig, third).queued);
        rig.effects->finish("a", json::Value(2));
        SB_COMPARE_RESULT(rig.ended(second), "2");
        rig.effects->finish("a", json::Value(3));
        SB_COMPARE_RESULT(rig.ended(third), "3");
    }

    void whatIsSetForARunInTheQueueLeavesItThere()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto flow = flowOf("queue", ", 'timeout': '1h'");
        const auto first = rig.begin(flow, "'1'");
        const auto second = rig.begin(flow, "'2'");
        rig.settle();
        QVERIFY(await(rig.engine().setBreakpoints("default", second, {"end"})).ok());
        QVERIFY(await(rig.engine().pause("default", second)).ok());
        rig.pass(Millis(1'800'000));
        QVERIFY(await(rig.engine().resume("default", second)).ok());
        const auto waits = [&] { return get(rig, second).queued && get(rig, second).state == store::RunState::Waiting; };
        QVERIFY(waits());
        rig.restart();
        rig.settle();
        QCOMPARE(words(rig), (std::vector<std::string>{"1", "1"}));
        QVERIFY(waits());
        rig.pass(Millis(1'799'000));
        rig.effects->finish("a", json::Value(1));
        SB_COMPARE_RESULT(rig.ended(first), "1");
        QVERIFY(pumpUntil([&] { return rig.effects->calls.size() == 3; }));
        rig.pass(Millis(3'599'000)); // its time began with it
        rig.effects->finish("a", json::Value(2));
        QCOMPARE(rig.ended(second).next, std::vector<std::string>{"end"});
        QVERIFY(await(rig.engine().resume("default", second)).ok());
        SB_COMPARE_RESULT(rig.ended(second), "2");
    }

    void aRunIsCancelledInTheQueue()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto first = rig.begin(flowOf("queue"), "'1'");
        const auto second = rig.begin(flowOf("queue"), "'2'");
        const auto third = rig.begin(flowOf("queue"), "'3'");
        rig.settle();
        QVERIFY(await(rig.engine().cancel("default", second)).ok());
        QVERIFY(get(rig, second).state == store::RunState::Cancelled);
        QVERIFY(await(rig.engine().cancel("default", first)).ok());
        rig.effects->finish("a", json::Value(3));
        SB_COMPARE_RESULT(rig.ended(third), "3");
        QCOMPARE(words(rig), (std::vector<std::string>{"1", "3"}));
    }

    void aRunsTimeBeginsWhenItBegins()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto first = rig.begin(flowOf("queue", ", 'timeout': '10s'"), "'1'");
        const auto second = rig.begin(flowOf("queue", ", 'timeout': '10s'"), "'2'");
        rig.pass(Millis(9'000));
        rig.effects->finish("a", json::Value(1));
        SB_COMPARE_RESULT(rig.ended(first), "1");
        QVERIFY(pumpUntil([&] { return rig.effects->find("a") != nullptr; }));
        rig.restart();
        QVERIFY(pumpUntil([&] { return rig.effects->find("a") != nullptr; }));
        rig.pass(Millis(9'999));
        QVERIFY(get(rig, second).state == store::RunState::Running);
        rig.pass(Millis(1));
        SB_COMPARE_FAILURE(rig.ended(second), "run.timeout");
    }

    void anotherStartIsRefused()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto first = rig.begin(flowOf("skip"), "'1'");
        const auto refused = rig.begin(rig.request(flowOf("skip"), "'2'"));
        QVERIFY(refused.error().is("run.overlap"));
        rig.settle();
        const auto events = *await(rig.store().events().read("default", 0, 1000));
        QVERIFY(std::any_of(events.begin(), events.end(), [](const auto &event) { return event.topic == "flow.startSkipped"; }));
        rig.effects->finish("a", json::Value(1));
        SB_COMPARE_RESULT(rig.ended(first), "1");
        QVERIFY(rig.begin(rig.request(flowOf("skip"), "'3'")).ok());
    }

    void theLatestTakesThePlace()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto first = rig.begin(flowOf("replace"), "'1'");
        rig.settle();
        const auto second = rig.begin(flowOf("replace"), "'2'");
        const auto third = rig.begin(flowOf("replace"), "'3'"); // perhaps before the second has begun
        QVERIFY(rig.ended(first).state == store::RunState::Cancelled);
        QVERIFY(rig.ended(second).state == store::RunState::Cancelled);
        rig.effects->finish("a", json::Value(3));
        SB_COMPARE_RESULT(rig.ended(third), "3");
        QVERIFY(rig.effects->calls.front()->stopped);
        QCOMPARE(rig.clock.nextTimer(), Millis(-1));
    }

    void runsOfMemoryQueueToo()
    {
        EngineRig rig;
        rig.effects->hold();
        auto request = rig.request(flowOf("queue"), "'1'");
        request.mode = engine::RunMode::Memory;
        const auto first = *rig.begin(request);
        const auto second = *rig.begin(request);
        rig.settle();
        QCOMPARE(rig.effects->calls.size(), std::size_t(1));
        rig.effects->finish("a", json::Value(1));
        SB_COMPARE_RESULT(rig.ended(first), "1");
        rig.effects->finish("a", json::Value(2));
        SB_COMPARE_RESULT(rig.ended(second), "2");
    }
};

SB_TEST_MAIN(TestEngineOverlap)
#include "tst_engine_overlap.moc"
