// SPDX-License-Identifier: GPL-3.0-or-later
// Runs that wait for a person: asked, seen, decided by whoever may.
#include "protocol_contract.h"

#include "base/uuid.h"

using namespace signalbox;

namespace {

std::string askingFlow(const std::string &more = "")
{
    return R"({"nodes":[{"id":"ask","type":"approval","config":{"title":"Send {{ input.n }}?","message":"To all.")" + more
        + R"(}},{"id":"yes","type":"output"},{"id":"no","type":"output"}],"edges":[{"from":"ask","fromPort":"approved","to":"yes"},{"from":"ask","fromPort":"rejected","to":"no"}]})";
}

} // namespace

void ProtocolContract::approvesWithEditedData()
{
    const auto id = startRun(askingFlow(), json::Object{{"n", 3}});
    const auto standing = call<api::RunsWait>({id});
    QVERIFY2(standing.ok(), standing ? "" : standing.error().describe().c_str());
    QCOMPARE(standing->state, api::RunState::Waiting);
    QCOMPARE(standing->approvals.size(), std::size_t(1));
    api::ApprovalListParams pending;
    pending.state = api::ApprovalState::Pending;
    const auto list = call<api::ApprovalsList>(pending);
    QVERIFY(list.ok());
    QCOMPARE(list->approvals.size(), std::size_t(1));
    const auto &listed = list->approvals.front();
    QCOMPARE(listed.id, standing->approvals.front());
    QCOMPARE(listed.title, std::string("Send 3?"));
    QVERIFY(listed.data.is_null() && listed.mayDecide);
    const auto shown = call<api::ApprovalsGet>({listed.id});
    QCOMPARE(shown->run, id);
    QCOMPARE(shown->message, std::string("To all."));
    QCOMPARE(json::write(shown->data), std::string(R"({"n":3})"));
    QCOMPARE(shown->node, std::string("ask"));
    api::ApprovalDecideParams params;
    params.id = listed.id;
    params.decision = api::ApprovalDecision::Approve;
    params.data = json::Object{{"n", 4}};
    params.comment = "less is more";
    const auto decided = call<api::ApprovalsDecide>(params);
    QVERIFY2(decided.ok(), decided ? "" : decided.error().describe().c_str());
    const auto ended = call<api::RunsWait>({id});
    QCOMPARE(ended->state, api::RunState::Succeeded);
    QVERIFY(json::find(ended->result, "no")->is_null());
    const auto &answer = ended->result.at("yes").as_object();
    QCOMPARE(json::write(answer.at("data")), std::string(R"({"n":4})"));
    QCOMPARE(json::text(answer, "comment"), std::string_view("less is more"));
    QVERIFY(!json::text(answer, "by").empty());
    QVERIFY(answer.at("edited").as_bool());
    QCOMPARE(call<api::ApprovalsDecide>(params).error().code, std::string("approval.decided"));
    const auto after = call<api::ApprovalsGet>({listed.id});
    QCOMPARE(after->state, api::ApprovalState::Approved);
    QVERIFY(after->wasEdited && !after->mayDecide && !after->decidedBy.empty() && after->decidedAt > 0);
    QCOMPARE(json::write(after->edited), std::string(R"({"n":4})"));
    QVERIFY(call<api::ApprovalsList>(pending)->approvals.empty());
    QCOMPARE(call<api::ApprovalsGet>({newUuid()}).error().code, std::string("store.notFound"));
    const auto lines = audited();
    QVERIFY(std::find_if(lines.begin(), lines.end(), [](const auto &line) { return line.find("approvals.decide") != std::string::npos; }) != lines.end());
    api::EventReadParams events;
    events.topics = "run.approval.*";
    events.limit = 100;
    const auto told = call<api::EventsRead>(events);
    QCOMPARE(told->events.size(), std::size_t(2));
    QCOMPARE(told->events.front().topic, std::string("run.approval.requested"));
    QCOMPARE(told->events.back().topic, std::string("run.approval.approved"));
    QCOMPARE(json::text(told->events.front().data.as_object(), "approval"), std::string_view(listed.id));
}

void ProtocolContract::rejectsAndGoesOnAfterARestart()
{
    const auto id = startRun(askingFlow(), json::Object{{"n", 1}});
    const auto before = call<api::RunsWait>({id});
    QCOMPARE(before->state, api::RunState::Waiting);
    m_server->stop();
    m_server->start();
    m_client = connected();
    const auto standing = call<api::RunsWait>({id});
    QCOMPARE(standing->state, api::RunState::Waiting);
    QCOMPARE(standing->approvals, before->approvals);
    api::ApprovalDecideParams params;
    params.id = before->approvals.front();
    params.decision = api::ApprovalDecision::Reject;
    QVERIFY(call<api::ApprovalsDecide>(params).ok());
    const auto ended = call<api::RunsWait>({id});
    QCOMPARE(ended->state, api::RunState::Succeeded);
    QVERIFY(json::find(ended->result, "yes")->is_null());
    QCOMPARE(json::write(ended->result.at("no").at("data")), std::string(R"({"n":1})"));
    // One that is cancelled asks nobody any more.
    const auto cancelled = startRun(askingFlow(), json::Object{{"n", 2}});
    const auto asked = call<api::RunsWait>({cancelled})->approvals.front();
    QVERIFY(call<api::RunsCancel>({cancelled}).ok());
    QCOMPARE(call<api::ApprovalsGet>({asked})->state, api::ApprovalState::Withdrawn);
    params.id = asked;
    QCOMPARE(call<api::ApprovalsDecide>(params).error().code, std::string("approval.decided"));
}

void ProtocolContract::onlyDecidersDecide()
{
    const auto id = startRun(askingFlow(R"(,"deciders":["ada","role:reviewers"])"), json::Object{{"n", 1}});
    api::ApprovalDecideParams params;
    params.id = call<api::RunsWait>({id})->approvals.front();
    const auto plain = connected({"approvals.*", "runs.read"});
    const auto seen = test::await(plain->call<api::ApprovalsGet>({params.id}));
    QVERIFY2(seen.ok(), seen ? "" : seen.error().describe().c_str());
    QCOMPARE(seen->deciders, (std::vector<std::string>{"ada", "role:reviewers"}));
    QVERIFY(!seen->mayDecide);
    QCOMPARE(test::await(plain->call<api::ApprovalsDecide>(params)).error().code, std::string("approval.decider"));
    const auto reader = connected({"approvals.read"});
    QCOMPARE(test::await(reader->call<api::ApprovalsDecide>(params)).error().code, std::string("auth.denied"));
    const auto reviewer = connected({"approvals.*", "roles.reviewers"});
    QVERIFY(test::await(reviewer->call<api::ApprovalsGet>({params.id}))->mayDecide);
    QVERIFY(test::await(reviewer->call<api::ApprovalsDecide>(params)).ok());
    QCOMPARE(call<api::RunsWait>({id})->state, api::RunState::Succeeded);
}
