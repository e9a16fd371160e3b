// SPDX-License-Identifier: GPL-3.0-or-later
#include "store_contract.h"

#include "store/approvals.h"

using namespace signalbox;
using namespace signalbox::store;

namespace {

ApprovalWrite question(const std::string &id)
{
    ApprovalWrite write;
    write.row.id = id;
    write.row.path = "ask";
    write.row.title = "About " + id;
    write.row.message = "Is it good?";
    write.row.data = R"({"n":1})";
    write.row.deciders = R"(["owner"])";
    write.row.createdAt = 5;
    write.row.expiresAt = 9;
    return write;
}

ApprovalWrite answer(const std::string &id, ApprovalState state)
{
    ApprovalWrite write;
    write.insert = false;
    write.row.id = id;
    write.row.state = state;
    write.row.decidedBy = "owner";
    write.row.decidedAt = 7;
    write.row.comment = "fine";
    write.row.edited = "2";
    return write;
}

RunBatch batchOf(RunKey run, std::vector<ApprovalWrite> approvals)
{
    RunBatch batch;
    batch.run = run;
    batch.workspace = "default";
    batch.fence = 1;
    batch.approvals = std::move(approvals);
    return batch;
}

} // namespace

void StoreContract::keepsApprovalsWithTheirRun()
{
    const auto run = makeRun("default", "r1");
    QVERIFY(test::await(m_store->runs().commitAsync(batchOf(run, {question("a1")}), Durability::Hard)).ok());
    reopen();
    const auto row = *test::await(m_store->approvals().get("default", "a1"));
    QCOMPARE(row.run, std::string("r1"));
    QVERIFY(!row.flow.empty());
    QCOMPARE(row.path, std::string("ask"));
    QCOMPARE(row.title, std::string("About a1"));
    QCOMPARE(row.message, std::string("Is it good?"));
    QCOMPARE(row.data, std::string(R"({"n":1})"));
    QCOMPARE(row.deciders, std::string(R"(["owner"])"));
    QCOMPARE(row.createdAt, UnixMillis{5});
    QCOMPARE(row.expiresAt, UnixMillis{9});
    QVERIFY(row.state == ApprovalState::Pending);
    // A write of somebody who does not own the run any more, and a look from another workspace.
    auto stale = batchOf(run, {question("a2")});
    stale.fence = 0;
    QVERIFY(test::await(m_store->runs().commitAsync(stale, Durability::Hard)).error().is("store.staleFence"));
    QVERIFY(test::await(m_store->approvals().get("default", "a2")).error().is("store.notFound"));
    QVERIFY(test::await(m_store->approvals().get("other", "a1")).error().is("store.notFound"));
    QVERIFY(test::await(m_store->approvals().list("other", {}))->empty());
}

void StoreContract::decidesAnApprovalOnce()
{
    const auto run = makeRun("default", "r1");
    const auto other = makeRun("default", "r2");
    QVERIFY(test::await(m_store->runs().commitAsync(batchOf(run, {question("a1")}), Durability::Hard)).ok());
    QVERIFY(test::await(m_store->runs().commitAsync(batchOf(other, {answer("a1", ApprovalState::Approved)}), Durability::Hard)).error().is("store.conflict"));
    QVERIFY(test::await(m_store->runs().commitAsync(batchOf(run, {answer("a1", ApprovalState::Approved)}), Durability::Hard)).ok());
    QVERIFY(test::await(m_store->runs().commitAsync(batchOf(run, {answer("a1", ApprovalState::Rejected)}), Durability::Hard)).error().is("store.conflict"));
    const auto row = *test::await(m_store->approvals().get("default", "a1"));
    QVERIFY(row.state == ApprovalState::Approved);
    QCOMPARE(row.decidedBy, std::string("owner"));
    QCOMPARE(row.decidedAt, UnixMillis{7});
    QCOMPARE(row.comment, std::string("fine"));
    QCOMPARE(row.edited, std::string("2"));
    QCOMPARE(row.data, std::string(R"({"n":1})"));
}

void StoreContract::pagesApprovals()
{
    const auto run = makeRun("default", "r1");
    const auto other = makeRun("default", "r2");
    QVERIFY(test::await(m_store->runs().commitAsync(batchOf(run, {question("a1"), question("a2"), question("a3")}), Durability::Hard)).ok());
    QVERIFY(test::await(m_store->runs().commitAsync(batchOf(other, {question("b1")}), Durability::Hard)).ok());
    QVERIFY(test::await(m_store->runs().commitAsync(batchOf(run, {answer("a2", ApprovalState::Rejected)}), Durability::Hard)).ok());
    const auto ids = [&](ApprovalFilter filter) {
        std::string text;
        const auto rows = test::await(m_store->approvals().list("default", filter));
        for (const auto &row : *rows) {
            text += row.id + " ";
        }
        return text;
    };
    QCOMPARE(ids({}), std::string("b1 a3 a2 a1 "));
    QCOMPARE(ids({ApprovalState::Pending, {}, 2, {}}), std::string("b1 a3 "));
    QCOMPARE(ids({ApprovalState::Pending, {}, 2, "a3"}), std::string("a1 "));
    QCOMPARE(ids({ApprovalState::Rejected, {}, 9, {}}), std::string("a2 "));
    QCOMPARE(ids({{}, "r1", 9, {}}), std::string("a3 a2 a1 "));
    QCOMPARE(ids({ApprovalState::Pending, "r1", 9, "a3"}), std::string("a1 "));
    QVERIFY(test::await(m_store->approvals().list("default", {{}, {}, 9, "nobody"})).error().is("store.notFound"));
}

void StoreContract::approvalsEndWithTheirRun()
{
    const auto run = makeRun("default", "r1");
    QVERIFY(test::await(m_store->runs().commitAsync(batchOf(run, {question("a1"), question("a2")}), Durability::Hard)).ok());
    auto end = batchOf(run, {answer("a1", ApprovalState::Approved)});
    end.withdrawApprovals = true;
    end.update.emplace().state = RunState::Failed;
    end.update->finishedAt = 10;
    QVERIFY(test::await(m_store->runs().commitAsync(end, Durability::Hard)).ok());
    QVERIFY(test::await(m_store->approvals().get("default", "a1"))->state == ApprovalState::Approved);
    QVERIFY(test::await(m_store->approvals().get("default", "a2"))->state == ApprovalState::Withdrawn);
    QCOMPARE(*test::await(m_store->runs().deleteRunsBefore("default", 11)), std::int64_t{1});
    QVERIFY(test::await(m_store->approvals().get("default", "a1")).error().is("store.notFound"));
    QVERIFY(test::await(m_store->approvals().list("default", {}))->empty());
}
