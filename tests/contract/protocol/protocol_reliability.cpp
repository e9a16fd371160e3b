// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does about failures, and what protects runs: dead letters, breakers, pauses, budgets.
#include "protocol_contract.h"

#include "base/uuid.h"
#include "support/loopback_server.h"

using namespace signalbox;

namespace {

// Fails while the input's word is "bad".
const std::string kPicky = R"({"nodes":[{"id":"calc","type":"transform","config":{"expression":"input.word === 'bad' ? input.missing.more : input.word + '!'"}},{"id":"end","type":"output"}],"edges":[{"from":"calc","to":"end"}]})";
const std::string kHolds = R"({"nodes":[{"id":"calc","type":"transform","onError":"hold","config":{"expression":"input.word === 'bad' ? input.missing.more : input.word + '!'"}},{"id":"end","type":"output"}],"edges":[{"from":"calc","to":"end"}]})";

} // namespace

void ProtocolContract::replaysDeadLetters()
{
    const json::Value bad = json::Object{{"word", "bad"}};
    const json::Value good = json::Object{{"word", "good"}};
    const auto id = startRun(kPicky, bad);
    QCOMPARE(call<api::RunsWait>({id})->state, api::RunState::Failed);
    auto page = call<api::DeadLettersList>({});
    QVERIFY2(page.ok(), page ? "" : page.error().describe().c_str());
    QCOMPARE(page->letters.size(), std::size_t(1));
    QCOMPARE(page->open, std::int64_t(1));
    const auto letter = call<api::DeadLettersGet>({page->letters[0].id});
    QCOMPARE(letter->run, id);
    QCOMPARE(letter->path, std::string("calc"));
    QCOMPARE(letter->type, std::string("transform"));
    QCOMPARE(json::write(letter->input), json::write(bad));
    QVERIFY(!letter->error.is_null() && !letter->held);
    QCOMPARE(call<api::DeadLettersGet>({newUuid()}).error().code, std::string("store.notFound"));
    QCOMPARE(call<api::DeadLettersReplay>({}).error().code, std::string("rpc.params"));
    QCOMPARE(call<api::DeadLettersReplay>({newUuid(), {}, std::nullopt}).error().code, std::string("store.notFound"));

    const auto replayed = call<api::DeadLettersReplay>({letter->id, {}, good});
    QVERIFY2(replayed.ok(), replayed ? "" : replayed.error().describe().c_str());
    const auto run = replayed->letters.at(0).run;
    QVERIFY(run != id);
    const auto ended = call<api::RunsWait>({run});
    QCOMPARE(ended->state, api::RunState::Succeeded);
    QCOMPARE(json::write(ended->result), std::string("\"good!\""));
    QCOMPARE(call<api::DeadLettersReplay>({letter->id, {}, std::nullopt}).error().code, std::string("deadLetter.decided"));
    const auto after = call<api::DeadLettersGet>({letter->id});
    QCOMPARE(after->state, api::DeadLetterState::Replayed);
    QCOMPARE(after->replay, run);
    QVERIFY(!after->decidedBy.empty());
    QVERIFY(call<api::DeadLettersList>({})->letters.empty());
    api::DeadLetterListParams all;
    all.all = true;
    QCOMPARE(call<api::DeadLettersList>(all)->letters.size(), std::size_t(1));

    // Many at once: each run goes on by itself; what cannot be done says so.
    std::vector<std::string> ids;
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(call<api::RunsWait>({startRun(kPicky, bad)})->state, api::RunState::Failed);
    }
    page = call<api::DeadLettersList>({});
    for (const auto &each : page->letters) {
        ids.push_back(each.id);
    }
    QCOMPARE(ids.size(), std::size_t(3));
    QCOMPARE(call<api::DeadLettersReplay>({"", ids, good}).error().code, std::string("rpc.params"));
    auto some = ids;
    some.pop_back();
    some.push_back(letter->id);
    const auto many = call<api::DeadLettersReplay>({"", some, std::nullopt});
    QCOMPARE(many->letters.size(), std::size_t(3));
    for (const auto &outcome : many->letters) {
        QCOMPARE(outcome.error.is_null(), outcome.letter != letter->id);
        if (!outcome.run.empty()) {
            QCOMPARE(call<api::RunsWait>({outcome.run})->state, api::RunState::Failed); // with the same input
        }
    }
    const auto lines = audited();
    QVERIFY(std::find(lines.begin(), lines.end(), "deadLetters.replay " + ids[0] + " ok") != lines.end());
    // Each failed again, and left a letter of its own.
    QCOMPARE(call<api::DeadLettersList>({})->open, std::int64_t(3));

    const auto discarded = call<api::DeadLettersDiscard>({ids.back(), {}, "not needed"});
    QVERIFY2(discarded.ok(), discarded ? "" : discarded.error().describe().c_str());
    QCOMPARE(call<api::DeadLettersGet>({ids.back()})->note, std::string("not needed"));
    QCOMPARE(call<api::DeadLettersDiscard>({ids.back(), {}, ""}).error().code, std::string("deadLetter.decided"));
    QCOMPARE(call<api::DeadLettersList>({})->open, std::int64_t(2));
}

void ProtocolContract::aLetterIsReplayedOnce()
{
    // Two letters of one run: each call asks for another run, and both have the first letter.
    const std::string twice = R"({"nodes":[{"id":"a","type":"transform","onError":"finish","config":{"expression":"input.x.y"}},{"id":"b","type":"transform","onError":"finish","config":{"expression":"input.x.y"}}],"edges":[]})";
    const auto id = startRun(twice, json::Object());
    QCOMPARE(call<api::RunsWait>({id})->state, api::RunState::Failed);
    const auto page = call<api::DeadLettersList>({});
    QCOMPARE(page->letters.size(), std::size_t(2));
    const std::vector<std::string> both = {page->letters[0].id, page->letters[1].id};
    const std::vector<std::string> first = {both[0]};
    auto one = m_client->call<api::DeadLettersReplay>({"", both, std::nullopt});
    auto two = m_client->call<api::DeadLettersReplay>({"", first, std::nullopt});
    const auto outcomes = {test::await(std::move(one)), test::await(std::move(two))};
    std::set<std::string> runs;
    for (const auto &outcome : outcomes) {
        QVERIFY2(outcome.ok(), outcome ? "" : outcome.error().describe().c_str());
        for (const auto &letter : outcome->letters) {
            if (letter.error.is_null()) {
                runs.insert(letter.run);
            } else {
                QCOMPARE(json::text(letter.error.get_object(), "code"), std::string_view("deadLetter.decided"));
            }
        }
    }
    QCOMPARE(runs.size(), std::size_t(1));
    const auto replay = *runs.begin();
    QCOMPARE(call<api::DeadLettersGet>({both[0]})->replay, replay);
    QCOMPARE(call<api::RunsList>({})->runs.size(), std::size_t(2));
    // Its run may be deleted; it was replayed all the same.
    QVERIFY(call<api::RunsWait>({replay}).ok());
    QCOMPARE(call<api::RunsDelete>({{replay}, 0, {}})->deleted, std::int64_t(1));
    QCOMPARE(call<api::DeadLettersReplay>({both[0], {}, std::nullopt}).error().code, std::string("deadLetter.decided"));
}

void ProtocolContract::aHeldStepGoesOnWhereItStood()
{
    const auto id = startRun(kHolds, json::Object{{"word", "bad"}});
    auto stands = call<api::RunsWait>({id});
    QCOMPARE(stands->state, api::RunState::Waiting);
    QCOMPARE(stands->inDoubt, std::vector<std::string>{"calc"});
    auto letter = call<api::DeadLettersList>({})->letters.at(0);
    QVERIFY(letter.held);
    const auto replayed = call<api::DeadLettersReplay>({letter.id, {}, json::Value(json::Object{{"word", "fine"}})});
    QVERIFY2(replayed.ok(), replayed ? "" : replayed.error().describe().c_str());
    QCOMPARE(replayed->letters.at(0).run, id);
    const auto ended = call<api::RunsWait>({id});
    QCOMPARE(ended->state, api::RunState::Succeeded);
    QCOMPARE(json::write(ended->result), std::string("\"fine!\""));
    QCOMPARE(call<api::DeadLettersGet>({letter.id})->state, api::DeadLetterState::Replayed);

    const auto other = startRun(kHolds, json::Object{{"word", "bad"}});
    QCOMPARE(call<api::RunsWait>({other})->state, api::RunState::Waiting);
    letter = call<api::DeadLettersList>({})->letters.at(0);
    QVERIFY(call<api::DeadLettersDiscard>({letter.id, {}, ""}).ok());
    QCOMPARE(call<api::RunsWait>({other})->state, api::RunState::Failed);
    QCOMPARE(call<api::DeadLettersList>({})->open, std::int64_t(0));
}

void ProtocolContract::showsAndResetsBreakers()
{
    test::LoopbackServer target([](const test::LoopbackServer::Request &) {
        test::LoopbackServer::Reply reply;
        reply.status = 503;
        return reply;
    });
    const auto text = R"({"id":"pay","nodes":[{"id":"pay","type":"http.request","breaker":{"failures":1,"openFor":"1h"},"config":{"url":")" + target.url() + R"("}}]})";
    QCOMPARE(call<api::RunsWait>({startRun(text)})->state, api::RunState::Failed);
    const auto list = call<api::BreakersList>({});
    QVERIFY2(list.ok(), list ? "" : list.error().describe().c_str());
    QCOMPARE(list->breakers.size(), std::size_t(2)); // of the node, and of the target
    QCOMPARE(list->breakers[0].subject, std::string("node:pay/pay"));
    QCOMPARE(list->breakers[0].state, api::BreakerState::Open);
    QVERIFY(list->breakers[0].retryAt > list->breakers[0].since);
    QCOMPARE(list->breakers[1].subject, "target:" + target.url().substr(7));
    QCOMPARE(list->breakers[1].state, api::BreakerState::Closed);
    const auto refused = call<api::RunsWait>({startRun(text)});
    QVERIFY(json::write(refused->error).find("circuit.open") != std::string::npos);
    QCOMPARE(target.requests().size(), std::size_t(1));
    QVERIFY(call<api::BreakersReset>({"node:pay/pay"}).ok());
    QCOMPARE(call<api::BreakersReset>({"node:none"}).error().code, std::string("store.notFound"));
    QVERIFY(call<api::RunsWait>({startRun(text)}).ok());
    QCOMPARE(target.requests().size(), std::size_t(2));
}

void ProtocolContract::pausesAndQueuesStarts()
{
    api::RunStartParams params;
    params.text = R"({"id":"busy","limits":{"startsPerMinute":1,"pause":"1h"},"nodes":[{"id":"end","type":"output"}]})";
    QVERIFY(call<api::RunsStart>(params).ok());
    const auto refused = call<api::RunsStart>(params);
    QCOMPARE(refused.error().code, std::string("flow.paused"));
    QVERIFY(refused.error().isRetryable());
    const auto pauses = call<api::PausesList>({});
    QCOMPARE(pauses->pauses.size(), std::size_t(1));
    QCOMPARE(pauses->pauses[0].subject, std::string("flow:busy"));
    QVERIFY(call<api::PausesLift>({"flow:busy"}).ok());
    QCOMPARE(call<api::PausesLift>({"flow:busy"}).error().code, std::string("store.notFound"));
    QVERIFY(call<api::RunsStart>(params).ok());

    const auto single = [](const char *overlap) { return std::string(R"({"id":"single","limits":{"overlap":")") + overlap + R"("},"nodes":[{"id":"pause","type":"wait","config":{"duration":"1h"}}]})"; };
    const auto first = startRun(single("queue"));
    const auto second = startRun(single("queue"));
    QVERIFY(call<api::RunsGet>({second})->queued);
    QVERIFY(!call<api::RunsGet>({first})->queued);
    params.text = single("skip");
    QCOMPARE(call<api::RunsStart>(params).error().code, std::string("run.overlap"));
    QVERIFY(call<api::RunsCancel>({first}).ok());
    QVERIFY(test::pumpUntil([&] { return !call<api::RunsGet>({second})->queued; }));
    const auto third = startRun(single("replace"));
    QCOMPARE(call<api::RunsWait>({second})->state, api::RunState::Cancelled);
    QVERIFY(call<api::RunsCancel>({third}).ok());
}

void ProtocolContract::keepsBudgets()
{
    QVERIFY(call<api::BudgetsList>({})->budgets.empty());
    QVERIFY(call<api::BudgetsSet>({"workspace", "tokens", 1000, 0}).ok());
    QVERIFY(call<api::BudgetsSet>({"flow:a", "usd", 5'000'000, 0}).ok());
    const auto list = call<api::BudgetsList>({});
    QCOMPARE(list->budgets.size(), std::size_t(2));
    QCOMPARE(list->budgets[1].most, std::int64_t(1000));
    QCOMPARE(call<api::BudgetsSet>({"workspace", "tokens", 2000, list->budgets[1].revision + 1}).error().code, std::string("store.conflict"));
    QVERIFY(call<api::BudgetsSet>({"workspace", "tokens", 2000, list->budgets[1].revision}).ok());
    QCOMPARE(call<api::BudgetsSet>({"workspace", "tokens", -1, 0}).error().code, std::string("rpc.params"));
    const auto foreign = call<api::BudgetsSet>({"workspace", "eur", 1'000'000, 0});
    QCOMPARE(foreign.error().code, std::string("budget.currency"));
    QVERIFY2(foreign.error().message.find("in eur") != std::string::npos && foreign.error().message.find("in usd") != std::string::npos, foreign.error().message.c_str());
    QVERIFY(call<api::BudgetsRemove>({"workspace", "tokens"}).ok());
    QCOMPARE(call<api::BudgetsRemove>({"workspace", "tokens"}).error().code, std::string("store.notFound"));
}
