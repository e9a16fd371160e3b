// SPDX-License-Identifier: GPL-3.0-or-later
// Runs and their steps. (Events and repositories: the other two files.)
#include "store_contract.h"

#include "base/task_scope.h"

using namespace signalbox;
using namespace signalbox::store;

namespace {

RunBatch batchFor(RunKey key, const std::string &workspace, std::int64_t fence = 1)
{
    RunBatch batch;
    batch.run = key;
    batch.workspace = workspace;
    batch.fence = fence;
    return batch;
}

StepWrite step(std::uint32_t seq, std::string path, StepState state = StepState::Succeeded)
{
    StepWrite write;
    write.step.seq = seq;
    write.step.path = std::move(path);
    write.step.state = state;
    write.step.output = R"({"n":)" + std::to_string(seq) + "}";
    write.step.startedAt = 1000 + seq;
    return write;
}

RunUpdate endedAt(UnixMillis time)
{
    RunUpdate update;
    update.state = RunState::Succeeded;
    update.finishedAt = time;
    update.result = "{}";
    update.durationUs = 77;
    return update;
}

Task<void> appendThen(Store *store, std::function<void()> then)
{
    std::vector<EventDraft> drafts;
    drafts.push_back({"topic", "source", "{}"});
    auto appended = co_await store->events().append("w", std::move(drafts), Durability::Soft);
    if (appended) {
        then();
    }
}

} // namespace

void StoreContract::setUp()
{
    m_folder = std::make_unique<QTemporaryDir>();
    reopen();
}

void StoreContract::tearDown()
{
    m_store.reset();
    m_folder.reset();
}

void StoreContract::reopen()
{
    m_store.reset();
    m_store = m_factory(m_folder->path().toStdString(), m_clock);
    QVERIFY(m_store);
}

RunKey StoreContract::makeRun(const std::string &workspace, const std::string &id, std::int64_t fence)
{
    auto batch = batchFor(m_store->runs().allocateRunKey(), workspace, fence);
    RunRow row;
    row.key = batch.run;
    row.id = id;
    row.workspace = workspace;
    row.flow = "mail-triage";
    row.version = 3;
    row.trigger = "start";
    row.input = R"({"folder":"inbox"})";
    row.closure = R"({"mail-triage":{}})";
    row.options = R"({"seed":1})";
    row.startedAt = 5000;
    batch.create = row;
    const auto key = batch.run;
    const auto made = test::await(m_store->runs().commitAsync(std::move(batch), Durability::Hard));
    return made ? key : 0;
}

void StoreContract::keepsARunAsItWasWritten()
{
    const auto key = makeRun("home", "run-1", 9);
    QVERIFY(key > 0);
    auto batch = batchFor(key, "home", 9);
    auto write = step(1, "each[3]/node", StepState::Failed);
    write.step.attempt = 4;
    write.step.error = R"({"code":"x"})";
    write.step.edges = "010";
    write.step.detail = std::string("with\0zero and ü", 16);
    write.step.durationUs = 12;
    batch.steps = {write, step(2, "end")};
    QVERIFY(test::await(m_store->runs().commitAsync(batch, Durability::Soft)).ok());

    const auto row = test::await(m_store->runs().getRun("home", "run-1"));
    QVERIFY(row.ok());
    QCOMPARE(row->key, key);
    QCOMPARE(row->workspace, std::string("home"));
    QCOMPARE(row->flow, std::string("mail-triage"));
    QCOMPARE(row->version, 3);
    QCOMPARE(row->state, RunState::Running);
    QCOMPARE(row->trigger, std::string("start"));
    QCOMPARE(row->input, std::string(R"({"folder":"inbox"})"));
    QCOMPARE(row->closure, std::string(R"({"mail-triage":{}})"));
    QCOMPARE(row->options, std::string(R"({"seed":1})"));
    QCOMPARE(row->startedAt, 5000);
    QCOMPARE(row->steps, 2);
    QCOMPARE(row->fence, 9);
    const auto steps = test::await(m_store->runs().listSteps(key, 0, 10));
    QVERIFY(steps.ok());
    QCOMPARE(steps->size(), std::size_t(2));
    const auto &kept = steps->front();
    QCOMPARE(kept.path, std::string("each[3]/node"));
    QCOMPARE(kept.state, StepState::Failed);
    QCOMPARE(kept.attempt, 4);
    QCOMPARE(kept.output, std::string(R"({"n":1})"));
    QCOMPARE(kept.error, std::string(R"({"code":"x"})"));
    QCOMPARE(kept.edges, std::string("010"));
    QCOMPARE(kept.detail, write.step.detail);
    QCOMPARE(kept.startedAt, 1001);
    QCOMPARE(kept.durationUs, 12);
    const auto rest = test::await(m_store->runs().listSteps(key, 1, 10));
    QCOMPARE(rest->size(), std::size_t(1));
    QCOMPARE(rest->front().seq, 2u);
}

void StoreContract::mergesCreationAndEndOfARun()
{
    auto batch = batchFor(m_store->runs().allocateRunKey(), "home");
    RunRow row;
    row.id = "whole";
    row.flow = "f";
    batch.create = row;
    batch.update = endedAt(99);
    batch.steps = {step(1, "a"), step(2, "b")};
    batch.events = {{"run.started", "whole", "{}"}, {"run.succeeded", "whole", "{}"}};
    const auto key = batch.run;
    QVERIFY(test::await(m_store->runs().commitAsync(std::move(batch), Durability::Soft)).ok());
    const auto kept = test::await(m_store->runs().getRun("home", "whole"));
    QCOMPARE(kept->state, RunState::Succeeded);
    QCOMPARE(kept->finishedAt, 99);
    QCOMPARE(kept->result, std::string("{}"));
    QCOMPARE(kept->durationUs, 77);
    const auto counts = test::await(m_store->runs().countOf(key));
    QCOMPARE(counts->first, 2);
    QCOMPARE(counts->second, 2);
}

void StoreContract::updatesOnlyTheMembersThatAreSet()
{
    const auto key = makeRun("home", "run-1");
    auto batch = batchFor(key, "home");
    batch.update = RunUpdate{};
    batch.update->state = RunState::Waiting;
    batch.steps = {step(1, "a", StepState::Started)};
    QVERIFY(test::await(m_store->runs().commitAsync(batch, Durability::Soft)).ok());
    QCOMPARE(test::await(m_store->runs().getRun("home", "run-1"))->state, RunState::Waiting);
    batch.update = RunUpdate{};
    batch.update->error = R"({"code":"no"})";
    batch.steps.front().insert = false;
    batch.steps.front().step.state = StepState::InDoubt;
    batch.steps.front().step.path = "is not replaced";
    batch.steps.front().step.startedAt = 1;
    QVERIFY(test::await(m_store->runs().commitAsync(batch, Durability::Soft)).ok());
    const auto row = test::await(m_store->runs().getRun("home", "run-1"));
    QCOMPARE(row->state, RunState::Waiting);
    QCOMPARE(row->error, std::string(R"({"code":"no"})"));
    QCOMPARE(row->result, std::string());
    const auto steps = test::await(m_store->runs().listSteps(key, 0, 10));
    QCOMPARE(steps->front().state, StepState::InDoubt);
    QCOMPARE(steps->front().path, std::string("a"));
    QCOMPARE(steps->front().startedAt, 1001);
}

void StoreContract::givesRunKeysOnlyOnce()
{
    RunKey highest = 0;
    for (int i = 0; i < 5; ++i) {
        const auto key = makeRun("home", "run-" + std::to_string(i));
        QVERIFY(key > highest);
        highest = key;
    }
    auto batch = batchFor(highest, "home");
    batch.update = endedAt(1);
    QVERIFY(test::await(m_store->runs().commitAsync(std::move(batch), Durability::Soft)).ok());
    QCOMPARE(*test::await(m_store->runs().deleteRunsBefore("home", 10)), 1);
    reopen();
    QVERIFY(m_store->runs().allocateRunKey() > highest);
}

void StoreContract::refusesAStaleFence()
{
    const auto key = makeRun("home", "run-1", 5);
    for (const std::int64_t fence : {4, 6, 0}) {
        auto batch = batchFor(key, "home", fence);
        batch.steps = {step(1, "stale")};
        batch.events = {{"run.step", "run-1", "{}"}};
        const auto refused = test::await(m_store->runs().commitAsync(std::move(batch), Durability::Soft));
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().code, std::string("store.staleFence"));
    }
    QVERIFY(test::await(m_store->runs().listSteps(key, 0, 10))->empty());
    QCOMPARE(*test::await(m_store->events().last("home")), 0);
    const auto unknown = test::await(m_store->runs().commitAsync(batchFor(key + 100, "home"), Durability::Soft));
    QCOMPARE(unknown.error().code, std::string("store.notFound"));
}

void StoreContract::aChainEndsWithWhatWasRefused()
{
    const auto key = makeRun("home", "run-1", 5);
    const auto chain = std::make_shared<RunChain>();
    std::vector<std::string> outcomes;
    const auto commit = [&](std::uint32_t seq, std::int64_t fence, const std::shared_ptr<RunChain> &of) {
        auto batch = batchFor(key, "home", fence);
        batch.chain = of;
        batch.steps = {step(seq, "s" + std::to_string(seq))};
        m_store->runs().commit(std::move(batch), Durability::Hard, [&outcomes](const Result<void> &outcome) { outcomes.push_back(outcome ? "ok" : outcome.error().code); });
    };
    // The second is refused; what follows it is, too, in this transaction and in those after it.
    commit(1, 5, chain);
    commit(2, 4, chain);
    commit(3, 5, chain);
    QVERIFY(test::pumpUntil([&] { return outcomes.size() == 3; }));
    commit(4, 5, chain);
    commit(5, 5, std::make_shared<RunChain>());
    QVERIFY(test::pumpUntil([&] { return outcomes.size() == 5; }));
    QCOMPARE(outcomes, (std::vector<std::string>{"ok", "store.staleFence", "store.staleFence", "store.staleFence", "ok"}));
    const auto steps = test::await(m_store->runs().listSteps(key, 0, 10));
    QCOMPARE(steps->size(), std::size_t(2));
    QCOMPARE(steps->back().seq, 5u);
}

void StoreContract::takingOverRaisesTheFence()
{
    const auto key = makeRun("home", "run-1", 5);
    QCOMPARE(*test::await(m_store->runs().takeOver(key)), 6);
    auto stale = batchFor(key, "home", 5);
    stale.steps = {step(1, "old owner")};
    QCOMPARE(test::await(m_store->runs().commitAsync(stale, Durability::Soft)).error().code, std::string("store.staleFence"));
    stale.fence = 6;
    QVERIFY(test::await(m_store->runs().commitAsync(stale, Durability::Soft)).ok());
    reopen();
    QCOMPARE(test::await(m_store->runs().getRun("home", "run-1"))->fence, 6);
    QCOMPARE(*test::await(m_store->runs().takeOver(key)), 7);
    QCOMPARE(test::await(m_store->runs().takeOver(key + 9)).error().code, std::string("store.notFound"));
}

void StoreContract::appliesBatchesOfARunInOrder()
{
    const auto key = makeRun("home", "run-1");
    std::vector<int> answered;
    constexpr int kBatches = 500;
    for (int i = 0; i < kBatches; ++i) {
        auto batch = batchFor(key, "home");
        auto write = step(1, "loop");
        write.insert = i == 0;
        write.step.output = std::to_string(i);
        batch.steps = {write};
        batch.events = {{"run.step", "run-1", R"({"i":)" + std::to_string(i) + "}"}};
        m_store->runs().commit(std::move(batch), i % 50 == 0 ? Durability::Hard : Durability::Soft, [&answered, i](Result<void> outcome) {
            answered.push_back(outcome ? i : -1);
        });
    }
    QVERIFY(test::pumpUntil([&] { return answered.size() == kBatches; }));
    for (int i = 0; i < kBatches; ++i) {
        QCOMPARE(answered[static_cast<std::size_t>(i)], i);
    }
    QCOMPARE(test::await(m_store->runs().listSteps(key, 0, 10))->front().output, std::to_string(kBatches - 1));
    const auto events = test::await(m_store->events().read("home", 0, 1000));
    QCOMPARE(events->size(), std::size_t(kBatches));
    for (int i = 0; i < kBatches; ++i) {
        QCOMPARE((*events)[static_cast<std::size_t>(i)].data, R"({"i":)" + std::to_string(i) + "}");
    }
}

void StoreContract::aBadBatchOfATurnLeavesTheOthers()
{
    std::vector<RunKey> keys;
    for (int i = 0; i < 30; ++i) {
        keys.push_back(makeRun("home", "run-" + std::to_string(i)));
    }
    // All are queued before any is written; some fail half-way, after a row and an event.
    std::map<int, std::string> outcomes;
    for (int i = 0; i < 30; ++i) {
        auto batch = batchFor(keys[static_cast<std::size_t>(i)], "home");
        batch.steps = {step(1, "good"), step(i % 7 == 3 ? 1 : 2, "perhaps twice")};
        batch.events = {{"run.step", "run-" + std::to_string(i), "{}"}};
        m_store->runs().commit(std::move(batch), Durability::Soft, [&outcomes, i](Result<void> outcome) {
            outcomes[i] = outcome ? "ok" : outcome.error().code;
        });
    }
    QVERIFY(test::pumpUntil([&] { return outcomes.size() == 30; }));
    int good = 0;
    for (int i = 0; i < 30; ++i) {
        const auto steps = test::await(m_store->runs().listSteps(keys[static_cast<std::size_t>(i)], 0, 10));
        if (i % 7 == 3) {
            QCOMPARE(outcomes[i], std::string("store.constraint"));
            QVERIFY(steps->empty());
        } else {
            QCOMPARE(outcomes[i], std::string("ok"));
            QCOMPARE(steps->size(), std::size_t(2));
            ++good;
        }
    }
    const auto events = test::await(m_store->events().read("home", 0, 100));
    QCOMPARE(events->size(), static_cast<std::size_t>(good));
    for (std::size_t i = 0; i < events->size(); ++i) {
        QCOMPARE((*events)[i].seq, static_cast<Sequence>(i + 1));
    }
}

void StoreContract::sharesTheTextsOfRuns()
{
    const auto text = std::make_shared<const std::string>(R"({"shared":{}})");
    for (int i = 0; i < 3; ++i) {
        auto batch = batchFor(m_store->runs().allocateRunKey(), "home");
        RunRow row;
        row.id = "run-" + std::to_string(i);
        row.workspace = "home";
        row.closure = i == 2 ? *text : std::string();
        batch.create = row;
        batch.closure = i == 2 ? nullptr : text;
        QVERIFY(test::await(m_store->runs().commitAsync(std::move(batch), Durability::Soft)).ok());
        QCOMPARE(test::await(m_store->runs().getRun("home", row.id))->closure, *text);
    }
}

void StoreContract::aBadBatchAlsoTakesItsEventsBack()
{
    const auto key = makeRun("home", "run-1");
    std::vector<EventRow> heard;
    m_store->events().setListener(*Executor::current(), [&heard](std::vector<EventRow> rows) {
        heard.insert(heard.end(), rows.begin(), rows.end());
    });
    auto bad = batchFor(key, "home");
    auto missing = step(8, "nowhere");
    missing.insert = false;
    bad.steps = {step(1, "a"), missing};
    bad.events = {{"run.bad", "run-1", "{}"}};
    auto good = batchFor(key, "home");
    good.steps = {step(1, "a")};
    good.events = {{"run.good", "run-1", "{}"}};
    int answers = 0;
    m_store->runs().commit(std::move(bad), Durability::Soft, [&](Result<void> outcome) { answers += outcome ? 100 : 1; });
    m_store->runs().commit(std::move(good), Durability::Soft, [&](Result<void> outcome) { answers += outcome ? 1 : 100; });
    QVERIFY(test::pumpUntil([&] { return answers >= 2; }));
    QCOMPARE(answers, 2);
    QCOMPARE(heard.size(), std::size_t(1));
    QCOMPARE(heard.front().topic, std::string("run.good"));
    QCOMPARE(heard.front().seq, 1);
    m_store->events().setListener(*Executor::current(), {});
}

void StoreContract::findsOnlyUnfinishedRuns()
{
    for (int i = 0; i < 10; ++i) {
        const auto key = makeRun(i % 2 == 0 ? "home" : "work", "run-" + std::to_string(i));
        if (i >= 4) {
            auto batch = batchFor(key, i % 2 == 0 ? "home" : "work");
            batch.update = endedAt(50);
            QVERIFY(test::await(m_store->runs().commitAsync(std::move(batch), Durability::Soft)).ok());
        }
    }
    const auto first = test::await(m_store->runs().dueRuns(0, {}, 3));
    QVERIFY(first.ok());
    QCOMPARE(first->size(), std::size_t(3));
    QCOMPARE(first->front().id, std::string("run-0"));
    QCOMPARE(first->front().closure, std::string(R"({"mail-triage":{}})"));
    QCOMPARE((*first)[1].workspace, std::string("work"));
    const auto rest = test::await(m_store->runs().dueRuns(0, {first->back().wakeAt, first->back().key}, 3));
    QCOMPARE(rest->size(), std::size_t(1));
    // Those that only wait are found when their time has come, the first of them first.
    for (const auto &[run, wakeAt] : {std::pair(0, 700), std::pair(1, 500)}) {
        auto batch = batchFor((*first)[static_cast<std::size_t>(run)].key, run == 0 ? "home" : "work");
        batch.update = RunUpdate{};
        batch.update->wakeAt = wakeAt;
        QVERIFY(test::await(m_store->runs().commitAsync(std::move(batch), Durability::Soft)).ok());
    }
    QCOMPARE(test::await(m_store->runs().dueRuns(0, {}, 9))->size(), std::size_t(2));
    QCOMPARE(test::await(m_store->runs().dueRuns(500, {}, 9))->back().id, std::string("run-1"));
    QCOMPARE(test::await(m_store->runs().dueRuns(700, {500, (*first)[1].key}, 9))->front().id, std::string("run-0"));
    const auto left = test::await(m_store->runs().unfinished(500));
    QCOMPARE(left->count, 4);
    QCOMPARE(left->nextWake, 700);
    QCOMPARE(test::await(m_store->runs().unfinished(700))->nextWake, 0);
    const auto steps = test::await(m_store->runs().stepsOf({(*first)[1].key, (*first)[0].key}, 10));
    QCOMPARE(steps->size(), std::size_t(2));
    RunFilter filter;
    filter.unfinished = true;
    QCOMPARE(test::await(m_store->runs().listRuns("home", filter))->size(), std::size_t(2));
}

void StoreContract::listsRunsNewestFirstByPage()
{
    for (int i = 0; i < 5; ++i) {
        QVERIFY(makeRun("home", "run-" + std::to_string(i)) > 0);
    }
    RunFilter filter;
    filter.limit = 2;
    auto page = test::await(m_store->runs().listRuns("home", filter));
    QCOMPARE(page->size(), std::size_t(2));
    QCOMPARE(page->front().id, std::string("run-4"));
    filter.before = page->back().key;
    page = test::await(m_store->runs().listRuns("home", filter));
    QCOMPARE(page->front().id, std::string("run-2"));
    filter = {};
    filter.flow = "another";
    QVERIFY(test::await(m_store->runs().listRuns("home", filter))->empty());
    filter.flow = "mail-triage";
    filter.state = RunState::Failed;
    QVERIFY(test::await(m_store->runs().listRuns("home", filter))->empty());
    filter.state = RunState::Running;
    QCOMPARE(test::await(m_store->runs().listRuns("home", filter))->size(), std::size_t(5));
}

void StoreContract::deletesRunsWithTheirSteps()
{
    std::vector<RunKey> keys;
    int written = 0;
    for (int i = 0; i < 250; ++i) {
        auto batch = batchFor(m_store->runs().allocateRunKey(), "home");
        RunRow row;
        row.id = "run-" + std::to_string(i);
        row.closure = "{}";
        batch.create = row;
        batch.steps = {step(1, "a"), step(2, "b")};
        batch.steps.back().step.output = R"({"$payload":"sha256-x","bytes":1})";
        if (i != 7) {
            batch.update = endedAt(i < 240 ? 10 : 1000);
        }
        keys.push_back(batch.run);
        m_store->runs().commit(std::move(batch), Durability::Soft, [&written](Result<void> outcome) { written += outcome ? 1 : 0; });
    }
    QVERIFY(test::pumpUntil([&] { return written == 250; }));
    QCOMPARE(test::await(m_store->runs().payloadReferences())->size(), std::size_t(1));
    const auto deleted = test::await(m_store->runs().deleteRunsBefore("home", 500));
    QVERIFY(deleted.ok());
    QCOMPARE(*deleted, 239);
    QCOMPARE(test::await(m_store->runs().getRun("home", "run-0")).error().code, std::string("store.notFound"));
    QVERIFY(test::await(m_store->runs().listSteps(keys[0], 0, 10))->empty());
    QCOMPARE(test::await(m_store->runs().listSteps(keys[7], 0, 10))->size(), std::size_t(2));
    QVERIFY(test::await(m_store->runs().getRun("home", "run-245")).ok());
    // What the remaining runs were pinned to is still there, also for the next run.
    QCOMPARE(test::await(m_store->runs().getRun("home", "run-7"))->closure, std::string("{}"));
    QVERIFY(makeRun("home", "after") > 0);
    QCOMPARE(test::await(m_store->runs().getRun("home", "after"))->closure, std::string(R"({"mail-triage":{}})"));
}

void StoreContract::countsWhatStandsForARun()
{
    const auto other = makeRun("home", "other");
    const auto key = makeRun("home", "run-1");
    for (std::uint32_t i = 1; i <= 20; ++i) {
        auto batch = batchFor(key, "home");
        batch.steps = {step(i, "n" + std::to_string(i))};
        batch.events = {{"run.progress", "run-1", "{}"}};
        m_store->runs().commit(std::move(batch), Durability::Soft, [](Result<void> outcome) { QVERIFY(outcome.ok()); });
        auto noise = batchFor(other, "home");
        noise.events = {{"run.progress", "other", "{}"}};
        m_store->runs().commit(std::move(noise), Durability::Soft, [](Result<void> outcome) { QVERIFY(outcome.ok()); });
    }
    auto batch = batchFor(key, "home");
    batch.update = endedAt(9);
    batch.events = {{"run.succeeded", "run-1", "{}"}};
    QVERIFY(test::await(m_store->runs().commitAsync(std::move(batch), Durability::Hard)).ok());
    const auto counts = test::await(m_store->runs().countOf(key));
    QVERIFY(counts.ok());
    QCOMPARE(counts->first, 20);
    QCOMPARE(counts->second, 21);
    QCOMPARE(test::await(m_store->runs().countOf(other))->second, 20);
}

void StoreContract::anAnswerMayWaitForTheNextOfItsCommit()
{
    bool ended = false;
    auto waiting = std::make_unique<TaskScope>();
    TaskScope first;
    // Queued in one turn, so that they commit together.
    first.start([&](std::stop_token) { return appendThen(m_store.get(), [&] { waiting.reset(); }); });
    waiting->start([&](std::stop_token) { return appendThen(m_store.get(), [&] { ended = true; }); });
    QVERIFY(test::pumpUntil([&] { return first.size() == 0; }));
    QVERIFY(!waiting);
    QVERIFY(ended);
}
