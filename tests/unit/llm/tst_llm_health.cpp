// SPDX-License-Identifier: GPL-3.0-or-later
// Providers of which nothing was heard for a while are looked after: when, how it counts, and what it leaves alone.
#include "gateway_test.h"

using namespace signalbox;
using namespace signalbox::test;

namespace {

std::string listed()
{
    return answerText(200, R"({"object": "list", "data": [{"id": "m-1"}, {"id": "m-2"}]})", {"Content-Type: application/json"});
}

std::string broken()
{
    return answerText(500, R"({"error": {"message": "out of order"}})", {"Content-Type: application/json"});
}

} // namespace

class TestLlmHealth : public GatewayTest
{
    Q_OBJECT

    llm::ProviderHealth health() const { return m_gateway->health("default", "mine"); }
    void look() { await(m_gateway->checkHealth({})); }
    void lookAfter(Millis time)
    {
        m_clock.advance(time);
        look();
    }
    // What was never asked for is not looked after.
    void meet()
    {
        SB_VERIFY_OK(await(m_gateway->providers("default")));
        look();
    }

private Q_SLOTS:
    void whoWasNotHeardOfIsChecked()
    {
        Model model({listed()});
        setUpProvider(model, [](llm::ProviderConfig &config) { config.healthSeconds = 60; });
        meet();
        lookAfter(Millis(59'999));
        QVERIFY(health().lastOutcome.empty());
        lookAfter(Millis(1));
        QCOMPARE(health().lastOutcome, std::string("ok"));
        QCOMPARE(health().checkedAt, m_clock.now());
        QCOMPARE(health().models, std::int64_t(2));
        QCOMPARE(health().calls, std::int64_t(0));
        QCOMPARE(model.server().requests().size(), std::size_t(1));
        QVERIFY(model.server().requests()[0].target == "/models");
        // The list is fresh: whoever wants it is not made to wait.
        QCOMPARE(await(m_gateway->models("default", "mine", llm::Gateway::Read::Cached, {}))->models.size(), std::size_t(2));
        lookAfter(Millis(59'999));
        QCOMPARE(model.server().requests().size(), std::size_t(1));
        lookAfter(Millis(1));
        QCOMPARE(model.server().requests().size(), std::size_t(2));
        QVERIFY(await(m_gateway->calls("default", {}))->empty()); // nothing was asked of a model
    }

    void aCallTellsAsMuch()
    {
        Model model({fine()});
        setUpProvider(model, [](llm::ProviderConfig &config) { config.healthSeconds = 60; });
        meet();
        m_clock.advance(Millis(30'000));
        SB_VERIFY_OK(await(m_gateway->ask(origin(), "mine", hello(), {})));
        lookAfter(Millis(59'999));
        QCOMPARE(model.server().requests().size(), std::size_t(1));
        lookAfter(Millis(1));
        QCOMPARE(model.server().requests().size(), std::size_t(2));
    }

    void whoIsNotToBeCheckedIsLeftAlone()
    {
        Model model({listed()});
        setUpProvider(model, [](llm::ProviderConfig &config) { config.healthSeconds = 0; });
        meet();
        lookAfter(Millis(100'000'000));
        QVERIFY(model.server().requests().empty());
    }

    void failuresOpenTheCircuitBeforeAnybodyRunsIntoIt()
    {
        Model model({broken()});
        setUpProvider(model, [](llm::ProviderConfig &config) { config.healthSeconds = 30; });
        meet();
        for (int i = 0; i < 5; ++i) {
            QCOMPARE(health().circuit, std::string("closed"));
            lookAfter(Millis(30'000));
            QCOMPARE(health().lastOutcome, std::string("llm.serverError"));
        }
        QCOMPARE(health().circuit, std::string("open"));
        QVERIFY(health().failing > 0.9);
    }

    void whoIsBackIsAskedAtOnce()
    {
        std::atomic<bool> isUp = false;
        RawServer server([&isUp](RawConnection &connection) {
            while (connection.readRequest() && isUp && connection.write(listed())) {
            }
        });
        setUpUrl(server.url(), [](llm::ProviderConfig &config) { config.healthSeconds = 30; });
        meet();
        for (int i = 0; i < 5; ++i) {
            lookAfter(Millis(30'000));
            QCOMPARE(health().lastOutcome, std::string("llm.streamCut"));
        }
        QCOMPARE(health().circuit, std::string("open"));
        isUp = true;
        lookAfter(Millis(30'000));
        QCOMPARE(health().circuit, std::string("closed"));
        QCOMPARE(health().lastOutcome, std::string("ok"));
    }

    // A list of models says nothing of answers.
    void anAnswerThatFailsIsNotMendedByACheck()
    {
        Model model({broken(), broken(), broken(), broken(), broken(), listed()});
        setUpProvider(model, [](llm::ProviderConfig &config) {
            config.healthSeconds = 30;
            config.attempts = 1;
        });
        for (int i = 0; i < 5; ++i) {
            QCOMPARE(await(m_gateway->ask(origin(), "mine", hello(), {})).error().code, std::string("llm.serverError"));
        }
        QCOMPARE(health().circuit, std::string("open"));
        meet();
        for (int i = 0; i < 3; ++i) {
            lookAfter(Millis(30'000));
            QCOMPARE(health().lastOutcome, std::string("ok"));
            QVERIFY(health().circuit != "closed");
        }
    }

    // Many have no list of models, or none that a key may read, and answer all the same.
    void aMissingListSaysNothingOfAnswers()
    {
        Model model({fine(), answerText(404, R"({"error": {"message": "no such page"}})", {"Content-Type: application/json"})});
        setUpProvider(model, [](llm::ProviderConfig &config) { config.healthSeconds = 30; });
        SB_VERIFY_OK(await(m_gateway->ask(origin(), "mine", hello(), {})));
        meet();
        lookAfter(Millis(30'000));
        QCOMPARE(model.server().requests().size(), std::size_t(2));
        QCOMPARE(health().lastOutcome, std::string("ok"));
        QCOMPARE(health().checkedAt, m_clock.now());
    }

    void whatWasChangedMeanwhileIsNotJudgedByTheServerBefore()
    {
        Model former({listed()});
        former.hold();
        setUpProvider(former, [](llm::ProviderConfig &config) { config.healthSeconds = 30; });
        meet();
        m_clock.advance(Millis(30'000));
        bool hasEnded = false;
        TaskScope scope;
        scope.start([&](std::stop_token stop) { return checkThen(m_gateway.get(), stop, &hasEnded); });
        QVERIFY(pumpUntil([&] { return former.now() == 1; }));
        setUpUrl("http://127.0.0.1:1", [](llm::ProviderConfig &config) { config.healthSeconds = 30; });
        former.release();
        QVERIFY(pumpUntil([&] { return hasEnded; }));
        QVERIFY(health().lastOutcome.empty());
        QCOMPARE(health().models, std::int64_t(0));
    }

    void oneThatHangsHoldsNobodyUp()
    {
        Model hangs({listed()});
        hangs.hold();
        Model model({listed()});
        setUpProvider(model, [](llm::ProviderConfig &config) { config.healthSeconds = 30; });
        setUpProvider(hangs, [](llm::ProviderConfig &config) {
            config.id = "slow";
            config.healthSeconds = 30;
        });
        meet();
        m_clock.advance(Millis(30'000));
        bool hasEnded = false;
        TaskScope scope;
        scope.start([&](std::stop_token stop) { return checkThen(m_gateway.get(), stop, &hasEnded); });
        QVERIFY(pumpUntil([&] { return health().lastOutcome == "ok" && hangs.now() == 1; }));
        QVERIFY(!hasEnded);
        m_clock.advance(Millis(10'000));
        QVERIFY(pumpUntil([&] { return hasEnded; }));
        QCOMPARE(m_gateway->health("default", "slow").lastOutcome, std::string("llm.timeout"));
    }

    void endsWhenItIsStopped()
    {
        Model hangs({listed()});
        hangs.hold();
        setUpProvider(hangs, [](llm::ProviderConfig &config) { config.healthSeconds = 30; });
        meet();
        m_clock.advance(Millis(30'000));
        bool hasEnded = false;
        TaskScope scope;
        scope.start([&](std::stop_token stop) { return checkThen(m_gateway.get(), stop, &hasEnded); });
        QVERIFY(pumpUntil([&] { return hangs.now() == 1; }));
        scope.cancel();
        QVERIFY(pumpUntil([&] { return hasEnded; }));
        QVERIFY(health().lastOutcome.empty());
    }

    // A key that is not to be had says nothing of the provider.
    void aLockedVaultIsNoFailure()
    {
        Model model({listed()});
        setUpProvider(model, [](llm::ProviderConfig &config) {
            config.healthSeconds = 30;
            config.secret = "NONE";
        });
        meet();
        lookAfter(Millis(30'000));
        QVERIFY(health().lastOutcome.empty());
        QVERIFY(model.server().requests().empty());
    }

    void aGroupIsNotChecked()
    {
        Model model({listed()});
        setUpProvider(model, [](llm::ProviderConfig &config) { config.healthSeconds = 30; });
        llm::ProviderConfig group;
        group.id = "all";
        group.kind = llm::ProviderKind::Group;
        group.members.emplace_back().provider = "mine";
        SB_VERIFY_OK(await(m_gateway->put("default", std::move(group))));
        meet();
        lookAfter(Millis(30'000));
        QCOMPARE(model.server().requests().size(), std::size_t(1));
        QVERIFY(m_gateway->health("default", "all").lastOutcome.empty());
    }

    void whatNobodyCouldMeanIsRefused()
    {
        for (const std::int64_t seconds : {-1, 1, 29, 86'401}) {
            llm::ProviderConfig config;
            config.id = "mine";
            config.baseUrl = "http://127.0.0.1:1";
            config.healthSeconds = seconds;
            const auto put = await(m_gateway->put("default", config));
            QCOMPARE(put.error().code, std::string("llm.invalid"));
            QVERIFY(put.error().message.find("30 seconds") != std::string::npos);
        }
    }

private:
    static Task<void> checkThen(llm::Gateway *gateway, std::stop_token stop, bool *ended)
    {
        co_await gateway->checkHealth(stop);
        *ended = true;
    }
};

SB_TEST_MAIN(TestLlmHealth)
#include "tst_llm_health.moc"
