// SPDX-License-Identifier: GPL-3.0-or-later
// Runs that ask a person: they stand, outlive restarts, go on by the answer, and end when nobody gives one.
#include "store/approvals.h"
#include "support/engine_rig.h"

using namespace signalbox;
using namespace signalbox::test;

namespace {

using Answer = engine::ApprovalDecision::Answer;

std::string flowOf(const std::string &config)
{
    return "{'nodes': [{'id': 'p', 'type': 'transform', 'config': {'expression': 'input + 1'}}, {'id': 'ask', 'type': 'approval', 'config': {'title': 'Go?'" + config
        + "}}, {'id': 'yes', 'type': 'output', 'config': {}}, {'id': 'no', 'type': 'output', 'config': {}}],"
          " 'edges': [{'from': 'p', 'to': 'ask'}, {'from': 'ask', 'fromPort': 'approved', 'to': 'yes'}, {'from': 'ask', 'fromPort': 'rejected', 'to': 'no'}]}";
}

store::ApprovalRow rowOf(EngineRig &rig, const std::string &id)
{
    return *await(rig.store().approvals().get("default", id));
}

Result<void> decide(EngineRig &rig, const std::string &approval, Answer answer, std::optional<json::Value> data = std::nullopt)
{
    const auto row = rowOf(rig, approval);
    engine::ApprovalDecision decision;
    decision.answer = answer;
    decision.data = std::move(data);
    decision.by = "ada";
    decision.comment = "because";
    return await(rig.engine().decideApproval("default", row.run, row.path, row.id, decision));
}

} // namespace

class TestEngineApprovals : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void standsAndGoesOnWhereItStood()
    {
        EngineRig rig;
        const auto id = rig.begin(flowOf(", 'message': 'About {{ input }}'"), "1");
        const auto view = rig.ended(id);
        QVERIFY(view.state == store::RunState::Waiting);
        QCOMPARE(view.approvals.size(), std::size_t(1));
        const auto row = rowOf(rig, view.approvals.front());
        QCOMPARE(row.run, id);
        QCOMPARE(row.path, std::string("ask"));
        QCOMPARE(row.title, std::string("Go?"));
        QCOMPARE(row.message, std::string("About 2"));
        QCOMPARE(row.data, std::string("2"));
        QVERIFY(rig.stateOf(id, "ask") == store::StepState::Waiting);
        QVERIFY(decide(rig, row.id, Answer::Approve).ok());
        const auto ended = rig.ended(id);
        QVERIFY(ended.state == store::RunState::Succeeded);
        QVERIFY(ended.approvals.empty());
        const auto &yes = ended.result.at("yes").as_object();
        QCOMPARE(json::write(yes.at("data")), std::string("2"));
        QCOMPARE(json::text(yes, "by"), std::string_view("ada"));
        QCOMPARE(json::text(yes, "decision"), std::string_view("approved"));
        QVERIFY(ended.result.at("no").is_null());
        QVERIFY(rowOf(rig, row.id).state == store::ApprovalState::Approved);
        QCOMPARE(decide(rig, row.id, Answer::Reject).error().code, std::string("approval.decided"));
    }

    void outlivesRestartsAndAsksOnce()
    {
        EngineRig rig;
        const auto id = rig.begin(flowOf(""), "1");
        const auto asked = rig.ended(id).approvals;
        for (int round = 0; round < 2; ++round) {
            rig.restart();
            rig.settle();
            const auto view = rig.ended(id);
            QVERIFY(view.state == store::RunState::Waiting);
            QCOMPARE(view.approvals, asked);
        }
        QCOMPARE(await(rig.store().approvals().list("default", {}))->size(), std::size_t(1));
        QVERIFY(decide(rig, asked.front(), Answer::Reject, json::Value("edited")).ok());
        // Killed right after the answer: it stands.
        rig.restart();
        const auto ended = rig.ended(id);
        QVERIFY(ended.state == store::RunState::Succeeded);
        QVERIFY(ended.result.at("yes").is_null());
        QCOMPARE(json::text(ended.result.at("no").as_object(), "data"), std::string_view("edited"));
        QVERIFY(ended.result.at("no").at("edited").as_bool());
        QCOMPARE(rowOf(rig, asked.front()).edited, std::string("\"edited\""));
    }

    void otherBranchesGoOnMeanwhile()
    {
        EngineRig rig;
        rig.effects->hold();
        const auto id = rig.begin("{'nodes': [{'id': 'ask', 'type': 'approval', 'config': {'title': 'Go?'}}, {'id': 'a', 'type': 'test.call', 'config': {}}, {'id': 'end', 'type': 'output', 'config': {}}],"
                                  " 'edges': [{'from': 'ask', 'fromPort': 'approved', 'to': 'end'}]}");
        QVERIFY(pumpUntil([&] { return rig.effects->find("a") != nullptr; }));
        rig.settle();
        const auto pending = *await(rig.store().approvals().list("default", {store::ApprovalState::Pending, {}, 10, {}}));
        QCOMPARE(pending.size(), std::size_t(1));
        QVERIFY(await(rig.engine().get("default", id))->state == store::RunState::Running);
        QVERIFY(decide(rig, pending.front().id, Answer::Approve).ok());
        rig.effects->finish("a", json::Value(1));
        QVERIFY(rig.ended(id).state == store::RunState::Succeeded);
    }

    void manyItemsAskEachForItself()
    {
        EngineRig rig;
        const auto id = rig.begin("{'nodes': [{'id': 'each', 'type': 'map', 'config': {'items': [1, 2, 3], 'body': {'nodes': [{'id': 'ask', 'type': 'approval', 'config': {'title': 'Item {{ item }}'}},"
                                  " {'id': 'o', 'type': 'output', 'config': {}}], 'edges': [{'from': 'ask', 'fromPort': 'approved', 'to': 'o'}]}}}, {'id': 'end', 'type': 'output', 'config': {}}],"
                                  " 'edges': [{'from': 'each', 'to': 'end'}]}");
        const auto view = rig.ended(id);
        QVERIFY(view.state == store::RunState::Waiting);
        QCOMPARE(view.approvals.size(), std::size_t(3));
        for (const auto &approval : view.approvals) {
            const auto row = rowOf(rig, approval);
            QVERIFY(decide(rig, approval, row.path == "each[1]/ask" ? Answer::Reject : Answer::Approve).ok());
        }
        const auto ended = rig.ended(id);
        QVERIFY(ended.state == store::RunState::Succeeded);
        const auto &results = ended.result.at("results").as_array();
        QCOMPARE(json::write(results.at(0).at("data")), std::string("1"));
        QVERIFY(results.at(1).is_null());
        QCOMPARE(json::write(results.at(2).at("data")), std::string("3"));
    }

    void countsAsRejectedWhenNobodyDecides()
    {
        EngineRig rig;
        const auto id = rig.begin(flowOf(", 'expires': '1h'"), "1");
        const auto asked = rig.ended(id).approvals.front();
        rig.pass(Millis(1'800'000));
        rig.restart();
        rig.pass(Millis(1'700'000));
        QVERIFY(rig.ended(id).state == store::RunState::Waiting);
        rig.pass(Millis(200'000));
        const auto ended = rig.ended(id);
        QVERIFY(ended.state == store::RunState::Succeeded);
        QCOMPARE(json::text(ended.result.at("no").as_object(), "decision"), std::string_view("rejected"));
        QVERIFY(ended.result.at("no").at("by").is_null());
        QVERIFY(rowOf(rig, asked).state == store::ApprovalState::Expired);
    }

    void failsWhenNobodyDecidesIfItSaysSo()
    {
        EngineRig rig;
        const auto id = rig.begin(flowOf(", 'expires': '1h', 'onExpire': 'fail'"), "1");
        const auto asked = rig.ended(id).approvals.front();
        rig.pass(Millis(3'700'000));
        const auto ended = rig.ended(id);
        QVERIFY(ended.state == store::RunState::Failed);
        QCOMPARE(json::text(ended.error.as_object(), "code"), std::string_view("approval.expired"));
        QVERIFY(rowOf(rig, asked).state == store::ApprovalState::Expired);
    }

    void cancellingWithdrawsIt()
    {
        EngineRig rig;
        const auto id = rig.begin(flowOf(", 'expires': '1h'"), "1");
        const auto asked = rig.ended(id).approvals.front();
        QVERIFY(await(rig.engine().cancel("default", id)).ok());
        QVERIFY(rowOf(rig, asked).state == store::ApprovalState::Withdrawn);
        QVERIFY(rig.stateOf(id, "ask") == store::StepState::Cancelled);
        rig.pass(Millis(3'700'000));
        QVERIFY(rowOf(rig, asked).state == store::ApprovalState::Withdrawn);
    }

    void aFailedItemWithdrawsWhatItsOthersAsked()
    {
        EngineRig rig;
        const auto id = rig.begin("{'nodes': [{'id': 'each', 'type': 'map', 'onError': 'default', 'default': 'failed', 'config': {'items': [1, 2], 'body': {'nodes': [{'id': 'ask', 'type': 'approval', 'config': {'title': 'Item'}},"
                                  " {'id': 'bad', 'type': 'transform', 'config': {'expression': 'input.data === 1 ? null.x : 1'}}], 'edges': [{'from': 'ask', 'fromPort': 'approved', 'to': 'bad'}]}}},"
                                  " {'id': 'end', 'type': 'output', 'config': {}}], 'edges': [{'from': 'each', 'to': 'end'}]}");
        const auto asked = rig.ended(id).approvals;
        QCOMPARE(asked.size(), std::size_t(2));
        const bool first = rowOf(rig, asked[0]).path == "each[0]/ask";
        QVERIFY(decide(rig, asked[first ? 0 : 1], Answer::Approve).ok());
        SB_COMPARE_RESULT(rig.ended(id), "'failed'");
        QVERIFY(rowOf(rig, asked[first ? 1 : 0]).state == store::ApprovalState::Withdrawn);
    }

    void largeDataIsKeptAside()
    {
        EngineRig rig;
        const auto id = rig.begin(flowOf(", 'data': '{{ Array.from({length: 30000}, (x, i) => i) }}'"), "1");
        const auto asked = rig.ended(id).approvals.front();
        const auto row = rowOf(rig, asked);
        QVERIFY(store::PayloadStore::isReference(row.data));
        const auto references = *await(rig.store().runs().payloadReferences());
        QVERIFY(std::find(references.begin(), references.end(), row.data) != references.end());
        rig.restart();
        QVERIFY(decide(rig, asked, Answer::Approve).ok());
        QCOMPARE(rig.ended(id).result.at("yes").at("data").as_array().size(), std::size_t(30000));
    }
};

SB_TEST_MAIN(TestEngineApprovals)
#include "tst_engine_approvals.moc"
