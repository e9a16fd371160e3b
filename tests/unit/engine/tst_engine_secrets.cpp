// SPDX-License-Identifier: GPL-3.0-or-later
// Secrets that are locked while a step needs them: it waits, and goes on once they are unlocked.
#include "support/engine_rig.h"

using namespace signalbox;
using namespace signalbox::test;

namespace {

struct Vault
{
    bool isLocked = true;
    int asked = 0;
};

Task<Result<std::string>> secretOf(std::shared_ptr<Vault> vault)
{
    ++vault->asked;
    if (vault->isLocked) {
        co_return Error("vault.locked", "The secrets are locked.");
    }
    co_return std::string("hush-hush");
}

Task<Result<std::string>> waitOn(OneShot<Result<std::string>> answer)
{
    auto value = co_await answer.wait();
    co_return value;
}

EngineRig::Options with(const std::shared_ptr<Vault> &vault)
{
    EngineRig::Options options;
    options.secrets = [vault](std::string, std::string) { return secretOf(vault); };
    return options;
}

const std::string kFlow = "{'nodes': [{'id': 'call', 'type': 'test.call', 'config': {'word': '{{ secrets.token }}'}}, {'id': 'next', 'type': 'test.call', 'config': {}},"
                          " {'id': 'end', 'type': 'output'}], 'edges': [{'from': 'call', 'to': 'next'}, {'from': 'next', 'to': 'end'}]}";

} // namespace

class TestEngineSecrets : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void aStepWaitsUntilTheSecretsAreUnlocked()
    {
        const auto vault = std::make_shared<Vault>();
        EngineRig rig(with(vault));
        const auto id = rig.begin(kFlow);
        const auto waiting = rig.ended(id);
        QCOMPARE(waiting.state, store::RunState::Waiting);
        QCOMPARE(waiting.locked, std::vector<std::string>{"call"});
        const auto step = rig.step(id, "call");
        QCOMPARE(step->state, store::StepState::Waiting);
        QVERIFY2(json::write(step->error).find("vault.locked") != std::string::npos, json::write(step->error).c_str());
        QCOMPARE(rig.effects->calls.size(), std::size_t(0));
        // Time alone changes nothing, and asks nobody.
        rig.pass(std::chrono::hours(24));
        QCOMPARE(vault->asked, 1);
        vault->isLocked = false;
        rig.engine().secretsUnlocked();
        rig.clock.advance(Millis(0));
        const auto ended = rig.ended(id);
        QCOMPARE(ended.state, store::RunState::Succeeded);
        QVERIFY(ended.locked.empty());
        QCOMPARE(rig.effects->count("call"), 1);
        QCOMPARE(rig.effects->find("call", false)->call.attempt, 1); // nothing was tried before
        QCOMPARE(std::string(json::text(rig.effects->find("call", false)->call.config, "word")), std::string("hush-hush"));
    }

    void unlockedInVainItWaitsOn()
    {
        const auto vault = std::make_shared<Vault>();
        EngineRig rig(with(vault));
        const auto id = rig.begin(kFlow);
        QCOMPARE(rig.ended(id).state, store::RunState::Waiting);
        rig.engine().secretsUnlocked(); // and locked again
        rig.pass(Millis(1));
        QCOMPARE(rig.ended(id).state, store::RunState::Waiting);
        QCOMPARE(vault->asked, 2);
        QVERIFY(await(rig.engine().cancel("default", id)).ok());
        rig.engine().secretsUnlocked();
        rig.pass(Millis(1));
        QCOMPARE(rig.ended(id).state, store::RunState::Cancelled);
        QCOMPARE(rig.effects->calls.size(), std::size_t(0));
    }

    void itGoesOnOverARestart()
    {
        const auto vault = std::make_shared<Vault>();
        EngineRig rig(with(vault));
        const auto id = rig.begin(kFlow);
        QCOMPARE(rig.ended(id).state, store::RunState::Waiting);
        rig.restart();
        const auto waiting = rig.ended(id);
        QCOMPARE(waiting.state, store::RunState::Waiting);
        QCOMPARE(waiting.locked, std::vector<std::string>{"call"});
        vault->isLocked = false;
        rig.engine().secretsUnlocked();
        rig.clock.advance(Millis(0));
        QCOMPARE(rig.ended(id).state, store::RunState::Succeeded);
        QCOMPARE(rig.effects->find("call", false)->call.attempt, 1);
    }

    void whatWasUnlockedMeanwhileIsTriedAtTheStart()
    {
        const auto vault = std::make_shared<Vault>();
        EngineRig rig(with(vault));
        const auto id = rig.begin(kFlow);
        QCOMPARE(rig.ended(id).state, store::RunState::Waiting);
        vault->isLocked = false;
        rig.restart();
        QCOMPARE(rig.ended(id).state, store::RunState::Succeeded);
    }

    // One that was called, and could not sign in (a model's key is locked): what follows is another attempt.
    void aCallThatNeedsTheSecretItselfIsMadeAgain()
    {
        EngineRig rig;
        bool isLocked = true;
        rig.effects->answer = [&isLocked](const engine::EffectCall &call) -> std::optional<Result<json::Value>> {
            return isLocked && call.path == "call" ? Result<json::Value>(Error("vault.locked", "The secrets are locked.")) : Result<json::Value>(json::Value(1));
        };
        const auto id = rig.begin("{'nodes': [{'id': 'call', 'type': 'test.call', 'config': {}}, {'id': 'end', 'type': 'output'}], 'edges': [{'from': 'call', 'to': 'end'}]}");
        QCOMPARE(rig.ended(id).state, store::RunState::Waiting);
        isLocked = false;
        rig.engine().secretsUnlocked();
        rig.clock.advance(Millis(0));
        QCOMPARE(rig.ended(id).state, store::RunState::Succeeded);
        QCOMPARE(rig.effects->count("call"), 2);
        QCOMPARE(rig.effects->find("call", false)->call.attempt, 2);
    }

    void waitingForASecretUsesUpNoRetry()
    {
        EngineRig rig;
        int calls = 0;
        rig.effects->answer = [&calls](const engine::EffectCall &) -> std::optional<Result<json::Value>> {
            switch (++calls) {
            case 1: return Result<json::Value>(Error("vault.locked", "The secrets are locked."));
            case 2: return Result<json::Value>(Error("test.busy", "Later.").retryable());
            default: return Result<json::Value>(json::Value(1));
            }
        };
        const auto id = rig.begin("{'nodes': [{'id': 'call', 'type': 'test.call', 'config': {}, 'retry': {'attempts': 2}}, {'id': 'end', 'type': 'output'}], 'edges': [{'from': 'call', 'to': 'end'}]}");
        QCOMPARE(rig.ended(id).state, store::RunState::Waiting);
        rig.engine().secretsUnlocked();
        rig.clock.advance(Millis(0));
        QVERIFY(pumpUntil([&] { return calls == 2; }));
        rig.pass(std::chrono::hours(1));
        QCOMPARE(rig.ended(id).state, store::RunState::Succeeded);
        QCOMPARE(calls, 3);
    }

    // What else can run does, and the run stands still only when nothing else is under way.
    void theRestOfTheRunGoesOn()
    {
        const auto vault = std::make_shared<Vault>();
        EngineRig rig(with(vault));
        rig.effects->hold();
        const auto id = rig.begin("{'nodes': [{'id': 'locked', 'type': 'test.call', 'config': {'word': '{{ secrets.token }}'}}, {'id': 'open', 'type': 'test.call', 'config': {}}], 'edges': []}");
        QVERIFY(pumpUntil([&] { return rig.effects->find("open") != nullptr; }));
        rig.settle();
        QCOMPARE(await(rig.engine().get("default", id))->state, store::RunState::Running);
        rig.effects->finish("open", json::Value(1));
        QCOMPARE(rig.ended(id).state, store::RunState::Waiting);
        vault->isLocked = false;
        rig.engine().secretsUnlocked();
        rig.clock.advance(Millis(0));
        rig.effects->finish("locked", json::Value(2));
        QCOMPARE(rig.ended(id).state, store::RunState::Succeeded);
    }

    void whoStopsAStepDoesNotWaitForItsSecret()
    {
        EngineRig::Options options;
        OneShot<Result<std::string>> answer;
        options.secrets = [answer](std::string, std::string) { return waitOn(answer); };
        EngineRig rig(std::move(options));
        const auto id = rig.begin(kFlow);
        rig.settle();
        QVERIFY(await(rig.engine().cancel("default", id)).ok());
        QCOMPARE(rig.ended(id).state, store::RunState::Cancelled);
        QVERIFY(!answer.isSet());
        answer.set(cancelledError());
        rig.settle();
    }
};

SB_TEST_MAIN(TestEngineSecrets)
#include "tst_engine_secrets.moc"
