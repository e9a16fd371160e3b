// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does about failures: dead letters.
#include "protocol_contract.h"

#include "base/uuid.h"

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
