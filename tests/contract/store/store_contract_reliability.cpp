// SPDX-License-Identifier: GPL-3.0-or-later
// Dead letters, budgets and the ledger, pauses.
#include "store_contract.h"

#include "store/dead_letters.h"
#include "store/history.h"
#include "store/ledger.h"

#include <random>

using namespace signalbox;
using namespace signalbox::store;

namespace {

DeadLetterRow letter(const std::string &id, const std::string &run, const std::string &path = "a")
{
    DeadLetterRow row;
    row.id = id;
    row.run = run;
    row.flow = "flow";
    row.version = 3;
    row.path = path;
    row.type = "http.request";
    row.attempts = 4;
    row.createdAt = 1000;
    row.error = R"({"code":"test.broken"})";
    row.config = R"({"url":"x"})";
    row.input = R"({"n":1})";
    return row;
}

Reservation reservation(const std::string &id, std::int64_t amount, std::vector<BudgetScope> scopes)
{
    Reservation wanted;
    wanted.id = id;
    wanted.unit = "tokens";
    wanted.amount = amount;
    wanted.scopes = std::move(scopes);
    return wanted;
}

BudgetRow budget(const std::string &scope, std::int64_t most)
{
    BudgetRow row;
    row.scope = scope;
    row.unit = "tokens";
    row.most = most;
    return row;
}

} // namespace

void StoreContract::keepsDeadLettersWithTheirFailure()
{
    const auto run = makeRun("default", "r1");
    RunBatch batch;
    batch.run = run;
    batch.workspace = "default";
    batch.fence = 1;
    batch.deadLetters = {letter("l1", "r1"), letter("l2", "r1", "b")};
    QVERIFY(test::await(m_store->runs().commitAsync(batch, Durability::Hard)).ok());
    // With the batch that fails, nothing.
    auto stale = batch;
    stale.fence = 7;
    stale.deadLetters = {letter("l3", "r1", "c")};
    QVERIFY(test::await(m_store->runs().commitAsync(stale, Durability::Hard)).error().is("store.staleFence"));
    reopen();
    auto &letters = m_store->deadLetters();
    QCOMPARE(*test::await(letters.countOpen("default")), std::int64_t{2});
    const auto all = *test::await(letters.list("default", {}));
    QCOMPARE(all.size(), std::size_t{2});
    QCOMPARE(all[0].id, std::string("l2"));
    QVERIFY(all[0].input.empty());
    DeadLetterFilter page;
    page.before = "l2";
    page.state = DeadLetterState::Open;
    QCOMPARE(test::await(letters.list("default", page))->size(), std::size_t{1});
    const auto one = *test::await(letters.get("default", "l1"));
    QCOMPARE(one.path, std::string("a"));
    QCOMPARE(one.type, std::string("http.request"));
    QCOMPARE(one.version, std::int64_t{3});
    QCOMPARE(one.attempts, 4);
    QCOMPARE(one.error, std::string(R"({"code":"test.broken"})"));
    QCOMPARE(one.config, std::string(R"({"url":"x"})"));
    QCOMPARE(one.input, std::string(R"({"n":1})"));
    QVERIFY(one.state == DeadLetterState::Open);
    QVERIFY(test::await(letters.get("other", "l1")).error().is("store.notFound"));
    QVERIFY(test::await(letters.list("other", {}))->empty());
}

void StoreContract::decidesADeadLetterOnce()
{
    const auto run = makeRun("default", "r1");
    RunBatch batch;
    batch.run = run;
    batch.workspace = "default";
    batch.fence = 1;
    batch.deadLetters = {letter("l1", "r1"), letter("l2", "r1", "b")};
    QVERIFY(test::await(m_store->runs().commitAsync(batch, Durability::Hard)).ok());
    auto &letters = m_store->deadLetters();
    QVERIFY(test::await(letters.decide("other", "l1", {})).error().is("store.notFound"));
    QVERIFY(test::await(letters.decide("default", "l1", {DeadLetterState::Replayed, "owner", "r2", "edited"})).ok());
    const auto again = test::await(letters.decide("default", "l1", {DeadLetterState::Discarded, "owner", "", ""}));
    QVERIFY(again.error().is("deadLetter.decided"));
    const auto decided = *test::await(letters.get("default", "l1"));
    QVERIFY(decided.state == DeadLetterState::Replayed);
    QCOMPARE(decided.replay, std::string("r2"));
    QCOMPARE(decided.decidedBy, std::string("owner"));
    QVERIFY(decided.decidedAt > 0);
    // The run's own decision closes what is open at a path.
    RunBatch closing;
    closing.run = run;
    closing.workspace = "default";
    closing.fence = 1;
    closing.decidedLetters = {{"b", {DeadLetterState::Discarded, "owner", "", "skipped"}}, {"a", {DeadLetterState::Discarded, "x", "", ""}}};
    QVERIFY(test::await(m_store->runs().commitAsync(closing, Durability::Hard)).ok());
    QCOMPARE(test::await(letters.get("default", "l2"))->note, std::string("skipped"));
    QVERIFY(test::await(letters.get("default", "l1"))->state == DeadLetterState::Replayed);
    QCOMPARE(*test::await(letters.countOpen("default")), std::int64_t{0});
    const auto events = *test::await(m_store->events().read("default", 0, 1000));
    const auto told = std::count_if(events.begin(), events.end(), [](const auto &event) { return event.topic == "deadLetter.replayed" && event.source == "r1"; });
    QCOMPARE(told, std::ptrdiff_t{1});
}

void StoreContract::decidesALetterWithTheRunThatReplaysIt()
{
    const auto run = makeRun("default", "r1");
    RunBatch failed;
    failed.run = run;
    failed.workspace = "default";
    failed.fence = 1;
    failed.deadLetters = {letter("l1", "r1"), letter("l2", "r1", "b")};
    QVERIFY(test::await(m_store->runs().commitAsync(failed, Durability::Hard)).ok());
    const auto replay = [&](const std::string &id, const std::vector<std::string> &letters, const std::string &workspace = "default") {
        RunBatch batch;
        batch.run = m_store->runs().allocateRunKey();
        batch.workspace = workspace;
        batch.fence = 1;
        batch.create.emplace();
        batch.create->key = batch.run;
        batch.create->id = id;
        batch.create->workspace = workspace;
        batch.create->flow = "f";
        batch.create->closure = "{}";
        batch.events = {{"run.started", id, "{}"}};
        for (const auto &name : letters) {
            batch.decidedLetters.push_back({{}, {DeadLetterState::Replayed, "owner", id, "edited"}, name});
        }
        return test::await(m_store->runs().commitAsync(std::move(batch), Durability::Hard));
    };
    const auto isThere = [&](const std::string &id) { return test::await(m_store->runs().getRun("default", id)).ok(); };
    QVERIFY(replay("r2", {"l1"}).ok());
    QVERIFY(isThere("r2"));
    const auto decided = *test::await(m_store->deadLetters().get("default", "l1"));
    QVERIFY(decided.state == DeadLetterState::Replayed);
    QCOMPARE(decided.replay, std::string("r2"));
    QCOMPARE(decided.note, std::string("edited"));
    // Also where the first replay is gone; and with what is refused nothing of the batch is written.
    const auto key = test::await(m_store->runs().getRun("default", "r2"))->key;
    RunBatch ending;
    ending.run = key;
    ending.workspace = "default";
    ending.fence = 1;
    ending.update.emplace().state = RunState::Succeeded;
    QVERIFY(test::await(m_store->runs().commitAsync(ending, Durability::Hard)).ok());
    QCOMPARE(*test::await(m_store->history().deleteRuns("default", {key}, false)), std::size_t{1});
    QVERIFY(!isThere("r2"));
    const auto last = test::await(m_store->events().read("default", 0, 1000))->size();
    QVERIFY(replay("r3", {"l2", "l1"}).error().is("deadLetter.decided"));
    QVERIFY(replay("r4", {"l2", "l9"}).error().is("store.notFound"));
    QVERIFY(!isThere("r3") && !isThere("r4"));
    QVERIFY(replay("r5", {"l2"}, "other").error().is("store.notFound"));
    QVERIFY(test::await(m_store->deadLetters().get("default", "l2"))->state == DeadLetterState::Open);
    QCOMPARE(test::await(m_store->events().read("default", 0, 1000))->size(), last);
    QVERIFY(replay("r6", {"l2"}).ok());
}

void StoreContract::reservesInEveryScopeOrInNone()
{
    auto &ledger = m_store->ledger();
    QVERIFY(test::await(ledger.setBudget("default", budget("workspace", 100))).ok());
    QVERIFY(test::await(ledger.setBudget("default", budget("flow:a", 30))).ok());
    const std::vector<BudgetScope> scopes = {{"workspace", {}}, {"flow:a", {}}, {"flow:unlimited", {}}, {"run:1", 25}};
    QVERIFY(test::await(ledger.reserve("default", reservation("c1", 20, scopes))).ok());
    QVERIFY(test::await(ledger.reserve("default", reservation("c1", 20, scopes))).ok()); // once
    const auto refused = test::await(ledger.reserve("default", reservation("c2", 20, scopes)));
    QVERIFY(refused.error().is("budget.exhausted"));
    QCOMPARE(refused.error().subject, std::string("flow:a"));
    auto rows = *test::await(ledger.budgets("default"));
    QCOMPARE(rows.size(), std::size_t{3});
    for (const auto &row : rows) {
        QCOMPARE(row.reserved, std::int64_t{20});
        QCOMPARE(row.spent, std::int64_t{0});
    }
    QVERIFY(test::await(ledger.settle("default", "c1", 7)).ok());
    QVERIFY(test::await(ledger.settle("default", "c1", 9)).ok()); // it has ended
    QVERIFY(test::await(ledger.reserve("default", reservation("c1", 1, scopes))).error().is("budget.settled"));
    QVERIFY(test::await(ledger.reserve("default", reservation("c3", 18, scopes))).ok());
    QVERIFY(test::await(ledger.release("default", "c3")).ok());
    QVERIFY(test::await(ledger.release("default", "c9")).error().is("store.notFound"));
    QVERIFY(test::await(ledger.reserve("other", reservation("c4", 1000, scopes))).error().subject == "run:1");
    // Money of another kind than a budget's cannot be reserved in it; tokens can.
    auto foreign = budget("agent:a", 100);
    foreign.unit = "eur";
    QVERIFY(test::await(ledger.setBudget("default", foreign)).ok());
    auto money = reservation("c6", 1, {{"agent:a", {}}});
    money.unit = "usd";
    QCOMPARE(test::await(ledger.reserve("default", money)).error().code, std::string("budget.currency"));
    money.unit = "eur";
    money.id = "c7";
    QVERIFY(test::await(ledger.reserve("default", money)).ok());
    QVERIFY(test::await(ledger.reserve("default", reservation("c8", 1, {{"agent:a", {}}}))).ok());
    QVERIFY(test::await(ledger.release("default", "c7")).ok());
    QVERIFY(test::await(ledger.release("default", "c8")).ok());
    QVERIFY(test::await(ledger.removeBudget("default", "agent:a", "eur")).ok());
    reopen();
    rows = *test::await(m_store->ledger().budgets("default"));
    for (const auto &row : rows) {
        QCOMPARE(row.reserved, std::int64_t{0});
        QCOMPARE(row.spent, std::int64_t{7});
    }
    auto changed = rows.front();
    changed.most = 5;
    QVERIFY(test::await(m_store->ledger().setBudget("default", changed)).ok());
    QVERIFY(test::await(m_store->ledger().setBudget("default", changed)).error().is("store.conflict"));
    QVERIFY(test::await(m_store->ledger().reserve("default", reservation("c5", 1, {{"flow:a", {}}}))).error().is("budget.exhausted"));
    QVERIFY(test::await(m_store->ledger().removeBudget("default", "flow:a", "tokens")).ok());
    QVERIFY(test::await(m_store->ledger().removeBudget("default", "flow:a", "tokens")).error().is("store.notFound"));
    QVERIFY(test::await(m_store->ledger().reserve("default", reservation("c5", 1, {{"flow:a", {}}}))).ok());
}

void StoreContract::whatADeadOwnerReservedIsSpent()
{
    auto &ledger = m_store->ledger();
    QVERIFY(test::await(ledger.setBudget("default", budget("workspace", 100))).ok());
    QVERIFY(test::await(ledger.reserve("default", reservation("c1", 40, {{"workspace", {}}}))).ok());
    QVERIFY(test::await(ledger.reserve("default", reservation("c2", 10, {{"workspace", {}}}))).ok());
    QVERIFY(test::await(ledger.settle("default", "c2", 3)).ok());
    reopen();
    QCOMPARE(*test::await(m_store->ledger().settleAbandoned()), std::int64_t{1});
    QCOMPARE(*test::await(m_store->ledger().settleAbandoned()), std::int64_t{0});
    const auto row = test::await(m_store->ledger().budgets("default"))->front();
    QCOMPARE(row.spent, std::int64_t{43});
    QCOMPARE(row.reserved, std::int64_t{0});
}

namespace {

/// One caller: reserves, then settles below it, releases, or is forgotten.
Task<bool> spend(LedgerRepository *ledger, Reservation wanted, int ending, std::int64_t *inFlight, std::int64_t *worst, std::int64_t *spent)
{
    const auto id = wanted.id;
    const auto amount = wanted.amount;
    const std::string workspace = "default";
    auto done = co_await ledger->reserve(workspace, std::move(wanted));
    if (!done) {
        co_return false;
    }
    *inFlight += amount;
    *worst = std::max(*worst, *inFlight + *spent);
    if (ending == 0) {
        auto released = co_await ledger->release(workspace, id);
        *inFlight -= amount;
        co_return released.ok();
    }
    const auto actual = ending == 1 ? amount : amount / 2;
    auto settled = co_await ledger->settle(workspace, id, actual);
    *inFlight -= amount;
    *spent += actual;
    co_return settled.ok();
}

} // namespace

void StoreContract::callsAtOnceNeverOverspend()
{
    auto &ledger = m_store->ledger();
    std::mt19937 random(42);
    for (int round = 0; round < 8; ++round) {
        const std::int64_t most = 500 + static_cast<std::int64_t>(random() % 1500);
        auto row = budget("workspace", most);
        if (round > 0) {
            QVERIFY(test::await(ledger.removeBudget("default", "workspace", "tokens")).ok());
            QVERIFY(test::await(ledger.removeBudget("default", "run:x", "tokens")).ok());
        }
        QVERIFY(test::await(ledger.setBudget("default", row)).ok());
        std::int64_t inFlight = 0;
        std::int64_t worst = 0;
        std::int64_t spent = 0;
        std::vector<Task<bool>> calls;
        for (int i = 0; i < 64; ++i) {
            auto wanted = reservation(std::to_string(round) + "/" + std::to_string(i), 1 + static_cast<std::int64_t>(random() % 120), {{"workspace", {}}, {"run:x", 2000}});
            calls.push_back(spend(&ledger, std::move(wanted), static_cast<int>(random() % 3), &inFlight, &worst, &spent));
        }
        for (auto &call : calls) {
            test::await(std::move(call));
        }
        QVERIFY2(worst <= most && worst <= 2000, (std::to_string(worst) + " of " + std::to_string(most)).c_str());
        const auto rows = *test::await(ledger.budgets("default"));
        for (const auto &each : rows) {
            QCOMPARE(each.spent, spent);
            QCOMPARE(each.reserved, std::int64_t{0});
            QVERIFY(each.spent <= each.most);
        }
    }
}

void StoreContract::remembersPauses()
{
    QVERIFY(test::await(m_store->ledger().setPause("default", "flow:a", 5000)).ok());
    QVERIFY(test::await(m_store->ledger().setPause("default", "flow:a", 6000)).ok());
    QVERIFY(test::await(m_store->ledger().setPause("other", "flow:a", 7000)).ok());
    reopen();
    auto rows = *test::await(m_store->ledger().pauses());
    QCOMPARE(rows.size(), std::size_t{2});
    QCOMPARE(rows[0].until, UnixMillis{6000});
    QVERIFY(test::await(m_store->ledger().setPause("default", "flow:a", 0)).ok());
    QCOMPARE(test::await(m_store->ledger().pauses())->size(), std::size_t{1});
}
