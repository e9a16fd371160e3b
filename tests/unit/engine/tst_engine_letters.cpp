// SPDX-License-Identifier: GPL-3.0-or-later
// What is left of a step that failed for good, and how it is done again.
#include "support/engine_rig.h"

#include "store/dead_letters.h"
#include "store/event_log.h"
#include "store/history.h"

using namespace signalbox;
using namespace signalbox::test;

namespace {

Error broken()
{
    return Error("test.broken", "It broke.");
}

const std::string kChain = "{'nodes': [{'id': 'first', 'type': 'test.call', 'config': {}}, {'id': 'a', 'type': 'test.call', 'config': {'word': '{{ input.word }}'}},"
                           " {'id': 'side', 'type': 'test.call', 'config': {}, 'onError': 'finish'}, {'id': 'end', 'type': 'output', 'config': {}}],"
                           " 'edges': [{'from': 'first', 'to': 'a'}, {'from': 'a', 'to': 'end'}]}";

} // namespace

class TestEngineLetters : public SignalboxTest
{
    Q_OBJECT

    static std::vector<store::DeadLetterRow> letters(EngineRig &rig) { return *await(rig.store().deadLetters().list("default", {})); }
    static Result<std::string> rerun(EngineRig &rig, const std::string &run, std::vector<std::string> paths, std::map<std::string, json::Value> inputs = {}, std::string id = {})
    {
        engine::RerunRequest request;
        request.run = run;
        request.paths = std::move(paths);
        request.inputs = std::move(inputs);
        request.id = std::move(id);
        return await(rig.engine().rerun(std::move(request)));
    }

private Q_SLOTS:
    void aStepThatFailedForGoodLeavesALetter()
    {
        EngineRig rig;
        rig.effects->answer = [](const auto &call) -> std::optional<Result<json::Value>> {
            return call.path == "first" ? Result<json::Value>(parsedText("{'word': 'x'}")) : call.path == "a" ? Result<json::Value>(Error(broken()).retryable()) : Result<json::Value>(json::Value(1));
        };
        auto flow = kChain;
        flow.replace(flow.find("'config': {'word'"), 0, "'retry': {'attempts': 2, 'initial': '1s'}, ");
        const auto id = rig.begin(flow);
        rig.settle();
        QVERIFY(letters(rig).empty()); // one attempt is left
        rig.pass(Millis(1000));
        SB_COMPARE_FAILURE(rig.ended(id), "test.broken");
        const auto all = letters(rig);
        QCOMPARE(all.size(), std::size_t(1));
        const auto letter = *await(rig.store().deadLetters().get("default", all[0].id));
        QCOMPARE(letter.run, id);
        QCOMPARE(letter.path, std::string("a"));
        QCOMPARE(letter.attempts, 2);
        QCOMPARE(letter.input, std::string(R"({"word":"x"})"));
        QCOMPARE(letter.config, std::string(R"({"word":"x"})"));
        QVERIFY(letter.error.find("test.broken") != std::string::npos);
        const auto events = *await(rig.store().events().read("default", 0, 1000));
        QVERIFY(std::any_of(events.begin(), events.end(), [&](const auto &event) { return event.topic == "deadLetter.added" && event.source == id && event.data.find(letter.id) != std::string::npos; }));
        // It is still there after a kill, and it is not left again.
        rig.restart();
        QCOMPARE(letters(rig).size(), std::size_t(1));
    }

    void whatTheFlowHandlesLeavesNone()
    {
        EngineRig rig;
        rig.effects->answer = [](const auto &) -> std::optional<Result<json::Value>> { return broken(); };
        QVERIFY(rig.run("{'nodes': [{'id': 'a', 'type': 'test.call', 'config': {}}, {'id': 'end', 'type': 'output', 'config': {}}], 'edges': [{'from': 'a', 'fromPort': 'error', 'to': 'end'}]}").state == store::RunState::Succeeded);
        QVERIFY(rig.run("{'nodes': [{'id': 'a', 'type': 'test.call', 'config': {}, 'onError': 'default', 'default': 1}], 'edges': []}").state == store::RunState::Succeeded);
        // Also what stands around the step: a map that collects failed items, a subflow with an error port.
        QVERIFY(rig.run("{'nodes': [{'id': 'm', 'type': 'map', 'config': {'items': [1, 2], 'onItemError': 'collect', 'body': {'nodes': [{'id': 'a', 'type': 'test.call', 'config': {}}]}}}], 'edges': []}").state == store::RunState::Succeeded);
        QVERIFY(rig.run("{'nodes': [{'id': 's', 'type': 'subflow', 'config': {'body': {'nodes': [{'id': 'a', 'type': 'test.call', 'config': {}, 'onError': 'finish'}]}}}, {'id': 'end', 'type': 'output'}], 'edges': [{'from': 's', 'fromPort': 'error', 'to': 'end'}]}").state == store::RunState::Succeeded);
        QVERIFY(letters(rig).empty());
        QVERIFY(rig.run("{'nodes': [{'id': 'm', 'type': 'map', 'config': {'items': [1], 'body': {'nodes': [{'id': 'a', 'type': 'test.call', 'config': {}}]}}}], 'edges': []}").state == store::RunState::Failed);
        QCOMPARE(letters(rig).size(), std::size_t(1));
        QVERIFY(await(rig.store().deadLetters().decide("default", letters(rig)[0].id, {store::DeadLetterState::Discarded, "me", {}, {}})).ok());
        rig.effects->hold();
        const auto id = rig.begin("{'nodes': [{'id': 'a', 'type': 'test.call', 'config': {}}], 'edges': []}");
        QVERIFY(await(rig.engine().cancel("default", id)).ok());
        QCOMPARE(*await(rig.store().deadLetters().countOpen("default")), std::int64_t(0));
    }

    void aNewRunGoesOnFromTheFailedStep()
    {
        EngineRig rig;
        rig.effects->answer = [](const auto &call) -> std::optional<Result<json::Value>> {
            return call.path == "a" && call.config.at("word") == json::Value("bad") ? Result<json::Value>(broken())
                : call.path == "first"                                             ? Result<json::Value>(parsedText("{'word': 'bad'}"))
                                                                                   : Result<json::Value>(json::Value(call.path));
        };
        const auto id = rig.begin(kChain);
        SB_COMPARE_FAILURE(rig.ended(id), "test.broken");
        const auto keyBefore = rig.effects->find("a", false)->call.idempotencyKey;
        // With the same input it fails again; the step before it is not done again.
        const auto again = rerun(rig, id, {"a"});
        QVERIFY2(again.ok(), again ? "" : again.error().describe().c_str());
        SB_COMPARE_FAILURE(rig.ended(*again), "test.broken");
        QCOMPARE(rig.effects->count("first"), 1);
        QCOMPARE(rig.effects->count("side"), 1);
        QCOMPARE(rig.effects->count("a"), 2);
        QVERIFY(rig.effects->find("a", false)->call.idempotencyKey != keyBefore);
        // With another one it goes on.
        const auto better = rerun(rig, id, {"a"}, {{"a", parsedText("{'word': 'good'}")}});
        SB_COMPARE_RESULT(rig.ended(*better), "'a'");
        QCOMPARE(rig.effects->count("first"), 1);
        QCOMPARE(rig.effects->count("a"), 3);
        QCOMPARE(letters(rig).size(), std::size_t(2)); // of the two that failed
        QCOMPARE(rerun(rig, id, {"nobody"}).error().code, std::string("step.unknown"));
        QCOMPARE(rerun(rig, "none", {"a"}).error().code, std::string("store.notFound"));
        rig.effects->hold();
        const auto live = rig.begin(kChain);
        QCOMPARE(rerun(rig, live, {"a"}).error().code, std::string("run.notEnded"));
    }

    void theNewRunSurvivesAKill()
    {
        EngineRig rig;
        rig.effects->answer = [](const auto &call) -> std::optional<Result<json::Value>> {
            return call.path == "a" ? Result<json::Value>(broken()) : Result<json::Value>(parsedText("{'word': 'bad'}"));
        };
        auto flow = kChain;
        flow.replace(flow.find("'a', 'type': 'test.call'"), 24, "'a', 'type': 'test.safe'");
        const auto id = rig.begin(flow);
        SB_COMPARE_FAILURE(rig.ended(id), "test.broken");
        rig.effects->hold();
        const auto again = rerun(rig, id, {"a"}, {{"a", parsedText("{'word': 'edited'}")}}, "11111111-1111-7111-8111-111111111111");
        QVERIFY(pumpUntil([&] { return rig.effects->find("a") != nullptr; }));
        QCOMPARE(std::string(rig.effects->find("a")->call.config.at("word").as_string()), std::string("edited"));
        rig.restart();
        QVERIFY(pumpUntil([&] { return rig.effects->find("a") != nullptr; }));
        QCOMPARE(std::string(rig.effects->find("a")->call.config.at("word").as_string()), std::string("edited"));
        QCOMPARE(*rerun(rig, id, {"a"}, {}, *again), *again); // the id that exists gives the run that has it
        rig.effects->finish("a", json::Value(7));
        SB_COMPARE_RESULT(rig.ended(*again), "7");
        QCOMPARE(rig.effects->count("first"), 1);
    }

    void aLetterIsDecidedWithTheStartOfItsReplay()
    {
        EngineRig rig;
        rig.effects->answer = [](const auto &call) -> std::optional<Result<json::Value>> {
            return call.path == "a" ? Result<json::Value>(broken()) : Result<json::Value>(parsedText("{'word': 'bad'}"));
        };
        const auto id = rig.begin(kChain);
        SB_COMPARE_FAILURE(rig.ended(id), "test.broken");
        const auto replay = [&](const std::string &letter, const std::string &run) {
            engine::RerunRequest request;
            request.run = id;
            request.paths = {"a"};
            request.letters = {letter};
            request.by = "me";
            request.note = "with another input";
            request.id = run;
            return await(rig.engine().rerun(std::move(request)));
        };
        const auto letter = letters(rig).at(0).id;
        const std::string first = "11111111-1111-7111-8111-111111111111";
        QCOMPARE(replay("nobody", first).error().code, std::string("store.notFound"));
        QCOMPARE(rig.effects->count("a"), 1); // nothing of it was begun
        QCOMPARE(await(rig.engine().get("default", first)).error().code, std::string("store.notFound"));
        QVERIFY(letters(rig).at(0).state == store::DeadLetterState::Open);

        rig.effects->hold();
        QCOMPARE(*replay(letter, first), first);
        rig.restart(); // as soon as it is accepted
        const auto decided = *await(rig.store().deadLetters().get("default", letter));
        QVERIFY(decided.state == store::DeadLetterState::Replayed);
        QCOMPARE(decided.replay, first);
        QCOMPARE(decided.decidedBy, std::string("me"));
        QCOMPARE(decided.note, std::string("with another input"));
        QVERIFY(await(rig.engine().cancel("default", first)).ok());
        const auto key = await(rig.store().runs().getRun("default", first))->key;
        QCOMPARE(*await(rig.store().history().deleteRuns("default", {key}, false)), std::size_t(1));
        const auto done = rig.effects->count("a");
        QCOMPARE(replay(letter, first).error().code, std::string("deadLetter.decided"));
        rig.settle();
        QCOMPARE(rig.effects->count("a"), done);
    }

    void anItemIsDoneAgainAlone()
    {
        EngineRig rig;
        bool failing = true;
        rig.effects->answer = [&](const auto &call) -> std::optional<Result<json::Value>> {
            return failing && call.path == "m[1]/c" ? Result<json::Value>(broken()) : Result<json::Value>(json::Value(call.path));
        };
        const auto flow = [](const std::string &policy) {
            return "{'nodes': [{'id': 'm', 'type': 'map', 'config': {" + policy + "'concurrency': 1, 'body': {'nodes': [{'id': 'c', 'type': 'test.call', 'config': {}}, {'id': 'e', 'type': 'output', 'config': {}}], 'edges': [{'from': 'c', 'to': 'e'}]}}},"
                   " {'id': 'after', 'type': 'test.call', 'config': {}}, {'id': 'end', 'type': 'output', 'config': {}}], 'edges': [{'from': 'm', 'to': 'after'}, {'from': 'm', 'to': 'end'}]}";
        };
        const auto skipped = rig.begin(flow("'onItemError': 'skip', "), "[0, 1, 2]");
        SB_COMPARE_RESULT(rig.ended(skipped), "{'results': ['m[0]/c', 'm[2]/c']}");
        auto all = letters(rig);
        QCOMPARE(all.size(), std::size_t(1)); // of the item, not of the map
        QCOMPARE(all[0].path, std::string("m[1]/c"));
        failing = false;
        const auto again = rerun(rig, skipped, {"m[1]/c"});
        SB_COMPARE_RESULT(rig.ended(*again), "{'results': ['m[0]/c', 'm[1]/c', 'm[2]/c']}");
        QCOMPARE(rig.effects->count("m[0]/c"), 1);
        QCOMPARE(rig.effects->count("m[1]/c"), 2);
        QCOMPARE(rig.effects->count("m[2]/c"), 1);
        QCOMPARE(rig.effects->count("after"), 2); // it follows from the map

        rig.effects->calls.clear();
        failing = true;
        const auto stopped = rig.begin(flow(""), "[0, 1, 2]");
        SB_COMPARE_FAILURE(rig.ended(stopped), "test.broken");
        QCOMPARE(letters(rig).size(), std::size_t(2));
        failing = false;
        const auto whole = rerun(rig, stopped, {"m[1]/c"});
        SB_COMPARE_RESULT(rig.ended(*whole), "{'results': ['m[0]/c', 'm[1]/c', 'm[2]/c']}");
        QCOMPARE(rig.effects->count("m[0]/c"), 1);
        QCOMPARE(rig.effects->count("m[2]/c"), 1);
    }

    void whatWasStoppedUnderWayIsInDoubt()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto id = rig.begin("{'nodes': [{'id': 'a', 'type': 'test.call', 'config': {}}, {'id': 'b', 'type': 'test.call', 'config': {}}, {'id': 'c', 'type': 'test.safe', 'config': {}}], 'edges': []}");
        QVERIFY(pumpUntil([&] { return rig.effects->find("b") && rig.effects->find("c"); }));
        rig.effects->finish("a", broken());
        SB_COMPARE_FAILURE(rig.ended(id), "test.broken");
        rig.effects->answer = [](const auto &call) -> std::optional<Result<json::Value>> { return json::Value(call.path); };
        const auto again = rerun(rig, id, {"a"});
        const auto stands = rig.ended(*again);
        QVERIFY(stands.state == store::RunState::Waiting);
        QCOMPARE(stands.inDoubt, std::vector<std::string>{"b"});
        QCOMPARE(rig.effects->count("b"), 1);
        QCOMPARE(rig.effects->count("c"), 2);
        QVERIFY(await(rig.engine().decide("default", *again, "b", engine::Verdict::Happened, json::Value(1))).ok());
        QVERIFY(rig.ended(*again).state == store::RunState::Succeeded);
    }

    void aHeldStepWaitsForAPerson_data()
    {
        QTest::addColumn<int>("verdict");
        QTest::addColumn<bool>("restart");
        for (int verdict = 0; verdict < 4; ++verdict) {
            QTest::addRow("%d", verdict) << verdict << false;
            QTest::addRow("%d after a kill", verdict) << verdict << true;
        }
    }
    void aHeldStepWaitsForAPerson()
    {
        QFETCH(int, verdict);
        QFETCH(bool, restart);
        EngineRig rig;
        rig.effects->answer = [](const auto &call) -> std::optional<Result<json::Value>> {
            return call.config.at("word") == json::Value("good") ? Result<json::Value>(json::Value(2)) : Result<json::Value>(broken());
        };
        const auto id = rig.begin("{'nodes': [{'id': 'a', 'type': 'test.call', 'onError': 'hold', 'config': {'word': '{{ input.word }}'}}, {'id': 'end', 'type': 'output', 'config': {}}], 'edges': [{'from': 'a', 'to': 'end'}]}", "{'word': 'bad'}");
        QVERIFY(rig.ended(id).state == store::RunState::Waiting);
        if (restart) {
            rig.restart();
            rig.settle();
        }
        QVERIFY(rig.stateOf(id, "a") == store::StepState::InDoubt);
        QVERIFY(!rig.step(id, "a")->error.is_null());
        QVERIFY(letters(rig).at(0).held);
        const auto given = static_cast<engine::Verdict>(verdict);
        QVERIFY(await(rig.engine().decide("default", id, "a", given, json::Value(1), given == engine::Verdict::Retry ? std::optional(parsedText("{'word': 'good'}")) : std::nullopt, "me")).ok());
        const auto ended = rig.ended(id);
        switch (given) {
        case engine::Verdict::Happened: SB_COMPARE_RESULT(ended, "1"); break;
        case engine::Verdict::Retry: SB_COMPARE_RESULT(ended, "2"); break;
        case engine::Verdict::Skip: SB_COMPARE_RESULT(ended, "null"); break;
        case engine::Verdict::Fail: SB_COMPARE_FAILURE(ended, "step.decidedFailed"); break;
        }
        const auto letter = letters(rig).at(0);
        QCOMPARE(letters(rig).size(), std::size_t(1));
        QVERIFY(letter.state == (given == engine::Verdict::Retry ? store::DeadLetterState::Replayed : store::DeadLetterState::Discarded));
        QCOMPARE(letter.decidedBy, std::string("me"));
        QCOMPARE(rig.steps(id).size(), given == engine::Verdict::Happened || given == engine::Verdict::Retry ? std::size_t(2) : std::size_t(1));
    }

    void aPureStepIsHeldToo()
    {
        EngineRig rig;
        const auto id = rig.begin("{'nodes': [{'id': 'a', 'type': 'transform', 'onError': 'hold', 'config': {'expression': 'input.x.y'}}, {'id': 'end', 'type': 'output', 'config': {}}], 'edges': [{'from': 'a', 'to': 'end'}]}", "{}");
        QVERIFY(rig.ended(id).state == store::RunState::Waiting);
        QVERIFY(await(rig.engine().decide("default", id, "a", engine::Verdict::Retry, nullptr, parsedText("{'x': {'y': 5}}"))).ok());
        SB_COMPARE_RESULT(rig.ended(id), "5");
        QCOMPARE(rig.steps(id).size(), std::size_t(2));
    }

    void theNodesPolicyDecidesAnInterruption_data()
    {
        QTest::addColumn<QString>("policy");
        QTest::addColumn<int>("state");
        QTest::newRow("skip") << QStringLiteral("skip") << static_cast<int>(store::RunState::Succeeded);
        QTest::newRow("fail") << QStringLiteral("fail") << static_cast<int>(store::RunState::Failed);
        QTest::newRow("hold") << QStringLiteral("hold") << static_cast<int>(store::RunState::Waiting);
    }
    void theNodesPolicyDecidesAnInterruption()
    {
        QFETCH(QString, policy);
        QFETCH(int, state);
        EngineRig rig;
        rig.effects->hold();
        const auto id = rig.begin("{'nodes': [{'id': 'a', 'type': 'test.safe', 'onInterrupted': '" + policy.toStdString() + "', 'config': {}}, {'id': 'end', 'type': 'output', 'config': {}}], 'edges': [{'from': 'a', 'to': 'end'}]}");
        QVERIFY(pumpUntil([&] { return rig.effects->find("a") != nullptr; }));
        rig.restart();
        QCOMPARE(static_cast<int>(rig.ended(id).state), state);
        QCOMPARE(rig.effects->count("a"), 1);
    }
};

SB_TEST_MAIN(TestEngineLetters)
#include "tst_engine_letters.moc"
