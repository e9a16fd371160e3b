// SPDX-License-Identifier: GPL-3.0-or-later
// What is kept of runs: what steps wrote, finding runs again, deleting what is over.
#include "protocol_contract.h"

#include "base/uuid.h"

using namespace signalbox;

namespace {

const std::string kPlain = R"({"nodes":[{"id":"t","type":"transform","config":{"expression":"input.n * 2"}},{"id":"end","type":"output"}],"edges":[{"from":"t","to":"end"}]})";
const std::string kFails = R"({"nodes":[{"id":"t","type":"transform","config":{"expression":"input.missing.much"}}],"edges":[]})";
const std::string kWaits = R"({"nodes":[{"id":"w","type":"approval","config":{"title":"Go on?"}}],"edges":[]})";
const std::string kWrites = R"({"nodes":[{"id":"c","type":"code","config":{"code":"console.log('one', {two: 2}); console.warn('careful'); return 1;"}},
    {"id":"end","type":"output"}],"edges":[{"from":"c","to":"end"}]})";

} // namespace

void ProtocolContract::deletesWhatIsOver()
{
    const json::Value input = json::Object{{"n", 2}};
    std::vector<std::string> ended;
    for (int i = 0; i < 3; ++i) {
        ended.push_back(startRun(kPlain, input));
        QVERIFY(call<api::RunsWait>({ended.back()}).ok());
    }
    const auto failed = startRun(kFails);
    QCOMPARE(call<api::RunsWait>({failed})->state, api::RunState::Failed);
    const auto waits = startRun(kWaits);
    QCOMPARE(call<api::RunsWait>({waits})->state, api::RunState::Waiting);

    const auto other = connected({"runs.read", "flows.run"});
    QCOMPARE(test::await(other->call<api::RunsDelete>({{ended[0]}, 0, {}})).error().code, std::string("auth.denied"));
    QCOMPARE(call<api::RunsDelete>({}).error().code, std::string("rpc.params"));
    QCOMPARE(call<api::RunsDelete>({{waits}, 0, {}}).error().code, std::string("run.notEnded"));

    auto done = call<api::RunsDelete>({{ended[0]}, 0, {}});
    QVERIFY2(done.ok(), done ? "" : done.error().describe().c_str());
    QCOMPARE(done->deleted, std::int64_t(1));
    QCOMPARE(call<api::RunsGet>({ended[0]}).error().code, std::string("store.notFound"));
    QCOMPARE(call<api::RunsDelete>({{ended[0]}, 0, {}}).error().code, std::string("store.notFound"));
    // What is named twice counts once.
    done = call<api::RunsDelete>({{ended[1], waits, ended[0], ended[1], waits}, 0, {}});
    QCOMPARE(done->deleted, std::int64_t(1));
    QCOMPARE(done->refused.size(), std::size_t(2));
    QCOMPARE(done->refused[0].run, waits);
    QCOMPARE(done->refused[1].run, ended[0]);

    // By time, what still has a letter stays; by name it goes, with the letter.
    const auto later = m_server->backend().clock().now() + 1000;
    QCOMPARE(call<api::RunsDelete>({{}, later, {api::RunState::Cancelled}})->deleted, std::int64_t(0));
    QCOMPARE(call<api::RunsDelete>({{}, later, {}})->deleted, std::int64_t(1));
    QVERIFY(call<api::RunsGet>({failed}).ok());
    QCOMPARE(call<api::DeadLettersList>({})->letters.size(), std::size_t(1));
    QCOMPARE(call<api::RunsDelete>({{failed}, 0, {}})->deleted, std::int64_t(1));
    QVERIFY(call<api::DeadLettersList>({})->letters.empty());
    const auto left = call<api::RunsList>({});
    QCOMPARE(left->runs.size(), std::size_t(1));
    QCOMPARE(left->runs[0].id, waits);
    QVERIFY(call<api::RunsCancel>({waits}).ok());

    std::vector<std::string> told;
    api::EventReadParams events;
    events.topics = "run.deleted";
    const auto page = call<api::EventsRead>(events);
    for (const auto &event : page->events) {
        told.push_back(event.source);
    }
    ended.push_back(failed);
    QCOMPARE(told, ended);
    const auto lines = audited();
    QVERIFY(std::find(lines.begin(), lines.end(), "runs.delete " + failed + " ok") != lines.end());
    QVERIFY(std::find(lines.begin(), lines.end(), "runs.delete " + waits + " run.notEnded") != lines.end());

    QCOMPARE(call<api::RetentionGet>({})->runDays, std::int64_t(0));
    QVERIFY(call<api::RetentionSet>({90, 30}).ok());
    QCOMPARE(call<api::RetentionGet>({})->runDays, std::int64_t(90));
    QCOMPARE(call<api::RetentionGet>({})->eventDays, std::int64_t(30));
    QCOMPARE(call<api::RetentionSet>({-1, 0}).error().code, std::string("rpc.params"));
    QCOMPARE(test::await(other->call<api::RetentionSet>({1, 1})).error().code, std::string("auth.denied"));
}

void ProtocolContract::keepsWhatStepsWrote()
{
    const auto id = startRun(kWrites);
    const auto run = call<api::RunsWait>({id});
    QCOMPARE(json::write(run->result), std::string("1"));
    const auto steps = call<api::RunsSteps>({id, 0, 500});
    const auto logs = call<api::RunsLogs>({id, steps->steps.front().seq});
    QVERIFY2(logs.ok(), logs ? "" : logs.error().describe().c_str());
    QCOMPARE(logs->attempts.size(), std::size_t(1));
    QCOMPARE(logs->attempts[0].attempt, std::int64_t(1));
    QCOMPARE(logs->attempts[0].lines.size(), std::size_t(2));
    QVERIFY(logs->attempts[0].lines[0].text.starts_with("one"));
    QCOMPARE(logs->attempts[0].lines[1].level, std::string("warn"));
    QCOMPARE(logs->attempts[0].lines[1].text, std::string("careful"));
    QVERIFY(call<api::RunsLogs>({id, 99})->attempts.empty());
    QCOMPARE(call<api::RunsLogs>({newUuid(), 1}).error().code, std::string("store.notFound"));
    // What is deleted is gone with it.
    QVERIFY(call<api::RunsDelete>({{id}, 0, {}}).ok());
    QCOMPARE(call<api::RunsLogs>({id, 1}).error().code, std::string("store.notFound"));
}

void ProtocolContract::findsRunsByWordsAndTime()
{
    const json::Value input = json::Object{{"n", 2}};
    const auto begun = m_server->backend().clock().now();
    api::FlowSaveParams flow;
    flow.id = "letters-out";
    flow.text = R"({"id":"letters-out","name":"Send The Letters",)" + kPlain.substr(1);
    QVERIFY(call<api::FlowsSave>(flow).ok());
    api::RunStartParams start;
    start.flow = "letters-out";
    start.input = input;
    const auto first = call<api::RunsStart>(start)->id;
    const auto second = startRun(kFails);
    QVERIFY(call<api::RunsWait>({first}).ok());
    QVERIFY(call<api::RunsWait>({second}).ok());

    const auto found = [&](const std::string &text, UnixMillis from = 0, UnixMillis before = 0, std::int64_t limit = 100) {
        api::RunListParams params;
        params.text = text;
        params.startedFrom = from;
        params.startedBefore = before;
        params.limit = limit;
        std::vector<std::string> ids;
        const auto list = call<api::RunsList>(params);
        for (const auto &run : list->runs) {
            ids.push_back(run.id);
        }
        return ids;
    };
    const std::vector<std::string> onlyFirst = {first};
    const std::vector<std::string> onlySecond = {second};
    QCOMPARE(found("send letters"), onlyFirst);
    QCOMPARE(found("LETTERS-out"), onlyFirst);
    QCOMPARE(found(second.substr(20)), onlySecond);
    QVERIFY(found("letters nowhere").empty());
    QVERIFY(found("%").empty());
    QCOMPARE(found("", begun).size(), std::size_t(2));
    QVERIFY(found("", begun + 3'600'000).empty());
    QVERIFY(found("", 0, begun - 1).empty());
    QCOMPARE(found("", 0, begun + 3'600'000, 1), onlySecond);
}
