// SPDX-License-Identifier: GPL-3.0-or-later
// Recorded answers of models: kept by call, found by path and request, gone with their run.
#include "store_contract.h"

#include "store/recordings.h"
#include "store/run_journal.h"

using namespace signalbox;
using namespace signalbox::store;

namespace {

RecordingRow recordingOf(const std::string &id, const std::string &run = {})
{
    RecordingRow row;
    row.id = id;
    row.name = "Mails";
    row.flow = "mails";
    row.run = run;
    return row;
}

RecordedCallRow callOf(const std::string &path, const std::string &request, const std::string &text, bool failed = false)
{
    RecordedCallRow row;
    row.path = path;
    row.request = request;
    row.text = text;
    row.failed = failed;
    return row;
}

RunBatch endOf(RunKey run)
{
    RunBatch batch;
    batch.run = run;
    batch.workspace = "default";
    batch.fence = 1;
    batch.update = RunUpdate{};
    batch.update->state = RunState::Succeeded;
    batch.update->finishedAt = 10;
    return batch;
}

} // namespace

void StoreContract::keepsRecordings()
{
    auto &recordings = m_store->recordings();
    QVERIFY(*test::await(recordings.begin("default", recordingOf("r-1"))));
    QVERIFY(!*test::await(recordings.begin("default", recordingOf("r-1"))));
    QVERIFY(*test::await(recordings.begin("default", recordingOf("r-2"))));
    QVERIFY(*test::await(recordings.add("default", "r-1", {callOf("b", "one", "1"), callOf("a", "one", "2", true), callOf("a", "one", "3"), callOf("a", "two", "4")})));
    // By the number that it has, a call is there once.
    auto known = callOf("a", "one", "other");
    known.number = 1;
    QVERIFY(*test::await(recordings.add("default", "r-1", {known})));
    QCOMPARE(test::await(recordings.get("default", "r-1"))->calls, std::int64_t(4));
    QCOMPARE(test::await(recordings.add("default", "r-9", {known})).error().code, std::string("store.notFound"));
    const auto found = *test::await(recordings.find("default", "r-1", "a", "one"));
    QCOMPARE(found.size(), std::size_t(2));
    QCOMPARE(found[0].text, std::string("2"));
    QVERIFY(found[0].failed && !found[0].spent);
    QCOMPARE(found[1].number, std::int64_t(2));
    // Elsewhere the first path that has an answer.
    QCOMPARE((*test::await(recordings.findAnywhere("default", "r-1", "one")))->text, std::string("3"));
    QVERIFY(!*test::await(recordings.findAnywhere("default", "r-1", "three")));
    QVERIFY(test::await(recordings.spend("default", "r-1", "a")).ok());
    const auto all = *test::await(recordings.calls("default", "r-1"));
    QCOMPARE(all.size(), std::size_t(4));
    QVERIFY(all[0].path == "a" && all[2].spent && all[3].path == "b" && !all[3].spent);

    QVERIFY(test::await(recordings.keep("default", "r-1", "Other", true)).ok());
    const auto list = *test::await(recordings.list("default", "", 10));
    QCOMPARE(list.size(), std::size_t(2));
    QVERIFY(list[0].id == "r-2" && list[1].name == "Other" && list[1].kept);
    QCOMPARE(test::await(recordings.list("default", "r-2", 10))->size(), std::size_t(1));
    reopen();
    QCOMPARE(test::await(m_store->recordings().calls("default", "r-1"))->size(), std::size_t(4));
    // Nobody else's.
    QCOMPARE(test::await(m_store->recordings().get("other", "r-1")).error().code, std::string("store.notFound"));
    QCOMPARE(test::await(m_store->recordings().calls("other", "r-1")).error().code, std::string("store.notFound"));
    QVERIFY(test::await(m_store->recordings().remove("default", "r-1")).ok());
    QCOMPARE(test::await(m_store->recordings().remove("default", "r-1")).error().code, std::string("store.notFound"));
}

void StoreContract::aFullRecordingMissesOnlyWhatItHasNot()
{
    auto &recordings = m_store->recordings();
    QVERIFY(*test::await(recordings.begin("default", recordingOf("r-1"))));
    auto large = callOf("a", "one", std::string(std::size_t(kRecordingBytes) / 2 + 1, 'x'));
    large.number = 1;
    QVERIFY(*test::await(recordings.add("default", "r-1", {large})));
    QVERIFY(*test::await(recordings.add("default", "r-1", {large}))); // it is there
    QCOMPARE(test::await(recordings.get("default", "r-1"))->missing, std::int64_t(0));
    auto second = large;
    second.number = 2;
    QVERIFY(!*test::await(recordings.add("default", "r-1", {large, second})));
    const auto row = *test::await(recordings.get("default", "r-1"));
    QVERIFY(row.missing == 1 && row.calls == 1);
}

void StoreContract::readsARecordingAsItWas()
{
    auto &recordings = m_store->recordings();
    QVERIFY(*test::await(recordings.begin("default", recordingOf("r-1"))));
    QVERIFY(*test::await(recordings.add("default", "r-1", {callOf("b", "one", "1"), callOf("a", "one", "2")})));
    const auto before = *test::await(recordings.calls("default", "r-1"));
    QVERIFY(before[1].key < before[0].key); // in the order of adding
    QVERIFY(*test::await(recordings.add("default", "r-1", {callOf("a", "two", "3")})));
    QCOMPARE(test::await(recordings.calls("default", "r-1"))->size(), std::size_t(3));
    QCOMPARE(test::await(recordings.calls("default", "r-1", before[0].key))->size(), std::size_t(2));
}

void StoreContract::recordingsGoWithTheirRun()
{
    auto &recordings = m_store->recordings();
    const auto first = makeRun("default", "run-1");
    const auto second = makeRun("default", "run-2");
    for (const auto *run : {"run-1", "run-2"}) {
        QVERIFY(*test::await(recordings.begin("default", recordingOf(run, run))));
        QVERIFY(*test::await(recordings.add("default", run, {callOf("a", "one", "1")})));
    }
    QVERIFY(test::await(recordings.keep("default", "run-2", "Kept", true)).ok());
    for (const auto run : {first, second}) {
        QVERIFY(test::await(m_store->runs().commitAsync(endOf(run), Durability::Hard)).ok());
    }
    QCOMPARE(*test::await(m_store->runs().deleteRunsBefore("default", 11)), std::int64_t(2));
    QCOMPARE(test::await(recordings.get("default", "run-1")).error().code, std::string("store.notFound"));
    QCOMPARE(test::await(recordings.calls("default", "run-2"))->size(), std::size_t(1));
}
