// SPDX-License-Identifier: GPL-3.0-or-later
// The gateway: providers as they are set up, tries, limits, money, and the record of every call.
#include "gateway_test.h"

using namespace signalbox;
using namespace signalbox::test;

namespace {

/// A repository after whose changes somebody has heard of them before the one who made them goes on.
class HeardModels final : public store::ModelRepository
{
public:
    explicit HeardModels(store::ModelRepository &inner) : m_inner(inner) {}

    std::function<Task<void>()> heard;

    Task<Result<std::int64_t>> putProvider(std::string workspace, store::ProviderRow provider) override
    {
        auto revision = co_await m_inner.putProvider(std::move(workspace), std::move(provider));
        co_await heard();
        co_return revision;
    }
    Task<Result<void>> removeProvider(std::string workspace, std::string id, std::int64_t revision) override
    {
        auto removed = co_await m_inner.removeProvider(std::move(workspace), std::move(id), revision);
        co_await heard();
        co_return removed;
    }
    Task<Result<std::vector<store::ProviderRow>>> providers(std::string workspace) override { return m_inner.providers(std::move(workspace)); }
    Task<Result<store::ProviderRow>> provider(std::string workspace, std::string id) override { return m_inner.provider(std::move(workspace), std::move(id)); }
    Task<Result<void>> recordCall(std::string workspace, store::LlmCallRow call) override { return m_inner.recordCall(std::move(workspace), std::move(call)); }
    Task<Result<std::vector<store::LlmCallRow>>> calls(std::string workspace, store::LlmCallFilter filter) override { return m_inner.calls(std::move(workspace), std::move(filter)); }
    Task<Result<store::UsageRows>> usage(std::string workspace, store::UsageFilter filter) override { return m_inner.usage(std::move(workspace), filter); }
    Task<Result<std::vector<store::ModelSums>>> modelSums(std::string workspace, UnixMillis from, UnixMillis to) override { return m_inner.modelSums(std::move(workspace), from, to); }
    Task<Result<store::FlowCosts>> flowCosts(std::string workspace, std::string flow, int runs) override { return m_inner.flowCosts(std::move(workspace), std::move(flow), runs); }

private:
    store::ModelRepository &m_inner;
};

Task<void> readProviders(llm::Gateway *gateway, std::vector<std::size_t> *read)
{
    const auto list = co_await gateway->providers("default");
    read->push_back(list ? list->size() : 99);
}

} // namespace

class TestLlmGateway : public GatewayTest
{
    Q_OBJECT
private Q_SLOTS:
    void asksAndRecords()
    {
        Model model({fine()});
        setUpProvider(model);
        const auto answer = await(m_gateway->ask(origin(), "mine", hello(), {}));
        SB_VERIFY_OK(answer);
        QCOMPARE(answer->answer.text(), std::string("Hi"));
        QCOMPARE(answer->model, std::string("m-1"));
        QCOMPARE(answer->attempts, std::int64_t(1));
        QCOMPARE(answer->cost->micros, std::int64_t(100 * 2 + 20 * 10));
        QVERIFY(model.server().requests()[0].header("authorization").ends_with(kModelKey));
        const auto calls = *await(m_gateway->calls("default", {}));
        QCOMPARE(calls.size(), std::size_t(1));
        QCOMPARE(calls[0].provider, std::string("mine"));
        QCOMPARE(calls[0].model, std::string("m-1"));
        QCOMPARE(calls[0].run, std::string("run-1"));
        QCOMPARE(calls[0].path, std::string("ask"));
        QCOMPARE(calls[0].outcome, std::string("ok"));
        QCOMPARE(calls[0].inputTokens, std::int64_t(100));
        QCOMPARE(calls[0].outputTokens, std::int64_t(20));
        QCOMPARE(calls[0].micros, std::int64_t(400));
        QCOMPARE(calls[0].currency, std::string("usd"));
        QVERIFY(calls[0].firstTokenMs >= 0);
    }

    void recordsNoSecretThatStandsInAName()
    {
        Model model({answerText(404, "{}"), fine()});
        setUpProvider(model);
        SB_VERIFY_OK(await(m_gateway->ask(origin(), "mine/m-" + std::string(kModelKey) + ", nobody/" + kModelKey + ", mine/" + kModelKey + "-2", hello(), {})));
        QVERIFY(model.server().requests().at(0).body.find(kModelKey) != std::string::npos);
        const auto call = await(m_gateway->calls("default", {}))->front();
        QCOMPARE(call.model, std::string("[key]-2"));
        QVERIFY2(call.explanation.find("m-[key]") != std::string::npos && call.explanation.find(kModelKey) == std::string::npos, call.explanation.c_str());
        auto request = hello();
        request.model = kModelKey;
        SB_VERIFY_OK(await(m_gateway->ask(origin(), "mine", request, {})));
        QCOMPARE(await(m_gateway->calls("default", {}))->front().model, std::string("[key]"));
        SB_VERIFY_CODE(await(m_gateway->ask(origin(), kModelKey, hello(), {})), "store.notFound");
    }

    void triesAgainWhatCanBeMended()
    {
        Model model({busy(), answerText(503, "{}"), fine()});
        setUpProvider(model);
        const auto answer = askWhileTimePasses();
        SB_VERIFY_OK(answer);
        QCOMPARE(answer->attempts, std::int64_t(3));
        QCOMPARE(model.server().requests().size(), std::size_t(3));
        QCOMPARE(await(m_gateway->calls("default", {}))->front().attempts, std::int64_t(3));
    }

    void givesUpAfterTheLastAttempt()
    {
        Model model({busy()});
        setUpProvider(model);
        SB_VERIFY_CODE(askWhileTimePasses(), "llm.rateLimited");
        QCOMPARE(model.server().requests().size(), std::size_t(3));
        const auto call = await(m_gateway->calls("default", {}))->front();
        QCOMPARE(call.outcome, std::string("llm.rateLimited"));
        QCOMPARE(call.micros, std::int64_t(0));
    }

    void doesNotTryAgainWhatCannotBeMended()
    {
        Model model({answerText(401, "{\"error\":{\"message\":\"Wrong key sk-gateway-secret-42\"}}")});
        setUpProvider(model);
        const auto answer = await(m_gateway->ask(origin(), "mine", hello(), {}));
        SB_VERIFY_CODE(answer, "llm.unauthorized");
        QVERIFY(wholeText(answer.error()).find(kModelKey) == std::string::npos);
        QCOMPARE(model.server().requests().size(), std::size_t(1));
    }

    void waitsAsLongAsTheServerAsksFor()
    {
        Model model({busy("30"), fine()});
        setUpProvider(model);
        Asking asking(m_gateway.get());
        asking.start();
        QVERIFY(pumpUntil([&] { return m_clock.nextTimer() > Millis(20'000); }));
        QVERIFY(asking.answers().empty());
        m_clock.advance(Millis(30'000));
        QVERIFY(asking.waitFor(1));
        SB_VERIFY_OK(asking.answers()[0]);
    }

    void stopsWhileItWaits()
    {
        Model model({busy("30")});
        setUpProvider(model);
        Asking asking(m_gateway.get());
        asking.start();
        QVERIFY(pumpUntil([&] { return m_clock.nextTimer() > Millis(20'000); }));
        asking.requestStop();
        QVERIFY(asking.waitFor(1));
        SB_VERIFY_CODE(asking.answers()[0], "cancelled");
        QCOMPARE(await(m_gateway->calls("default", {}))->front().outcome, std::string("cancelled"));
    }

    void keepsTheLimitOfRequestsByQueueing()
    {
        Model model({fine()});
        setUpProvider(model, [](llm::ProviderConfig &config) { config.requestsPerMinute = 2; });
        Asking asking(m_gateway.get());
        for (int i = 0; i < 4; ++i) {
            asking.start();
        }
        QVERIFY(asking.waitFor(2));
        pumpPending();
        QCOMPARE(model.server().requests().size(), std::size_t(2));
        m_clock.advance(Millis(30'000));
        QVERIFY(asking.waitFor(3));
        m_clock.advance(Millis(30'000));
        QVERIFY(asking.waitFor(4));
        for (const auto &answer : asking.answers()) {
            SB_VERIFY_OK(answer);
        }
    }

    void keepsTheLimitOfTokensByQueueing()
    {
        Model model({fine()});
        const auto each = llm::estimatedTokens(hello()) + 50;
        setUpProvider(model, [&](llm::ProviderConfig &config) { config.tokensPerMinute = each; });
        Asking asking(m_gateway.get());
        for (int i = 0; i < 2; ++i) {
            asking.start();
        }
        QVERIFY(asking.waitFor(1));
        pumpPending();
        QCOMPARE(model.server().requests().size(), std::size_t(1));
        m_clock.advance(Millis(61'000));
        QVERIFY(asking.waitFor(2));
    }

    void keepsTheLimitOfCallsAtATime()
    {
        Model model({fine()});
        Model other({fine()});
        setUpProvider(model, [](llm::ProviderConfig &config) { config.concurrency = 2; });
        setUpProvider(other, [](llm::ProviderConfig &config) { config.id = "other"; });
        model.hold();
        Asking asking(m_gateway.get());
        for (int i = 0; i < 20; ++i) {
            asking.start();
        }
        QVERIFY(pumpUntil([&] { return model.now() == 2; }));
        // One that is asked later, elsewhere, comes back: what could go out has gone out.
        SB_VERIFY_OK(await(m_gateway->ask(origin(), "other", hello(), {})));
        QCOMPARE(model.now(), 2);
        model.release();
        QVERIFY(asking.waitFor(20));
        QCOMPARE(model.mostAtATime(), 2);
        QCOMPARE(model.server().requests().size(), std::size_t(20));
    }

    void aCallThatIsStoppedInTheQueueTakesNoPlace()
    {
        std::atomic<int> open = 0;
        RawServer server([&](RawConnection &connection) {
            if (connection.readRequest()) {
                ++open;
                connection.waitForClose(Millis(20'000));
            }
        });
        setUpUrl(server.url(), [](llm::ProviderConfig &config) { config.concurrency = 1; });
        Asking first(m_gateway.get());
        Asking second(m_gateway.get());
        first.start();
        QVERIFY(pumpUntil([&] { return open == 1; }));
        second.start();
        pumpPending();
        second.requestStop();
        QVERIFY(second.waitFor(1));
        SB_VERIFY_CODE(second.answers()[0], "cancelled");
        QCOMPARE(open.load(), 1);
        first.requestStop();
        QVERIFY(first.waitFor(1));
        // Its place is free again.
        Asking third(m_gateway.get());
        third.start();
        QVERIFY(pumpUntil([&] { return open == 2; }));
        third.requestStop();
        QVERIFY(third.waitFor(1));
    }

    void settlesWhatACallCameTo()
    {
        Model model({fine()});
        setUpProvider(model);
        setBudget("workspace", "tokens", 10'000);
        setBudget("workspace", "usd", 1'000'000);
        SB_VERIFY_OK(await(m_gateway->ask(origin({{"workspace", {}}, {"run:run-1", {}}}), "mine", hello(), {})));
        QCOMPARE(budget("workspace", "tokens").spent, std::int64_t(120));
        QCOMPARE(budget("workspace", "tokens").reserved, std::int64_t(0));
        QCOMPARE(budget("workspace", "usd").spent, std::int64_t(400));
        QCOMPARE(budget("workspace", "usd").reserved, std::int64_t(0));
    }

    void releasesWhatWasNotSpent()
    {
        Model model({answerText(401, "{}")});
        setUpProvider(model);
        setBudget("workspace", "tokens", 10'000);
        SB_VERIFY_CODE(await(m_gateway->ask(origin({{"workspace", {}}}), "mine", hello(), {})), "llm.unauthorized");
        QCOMPARE(budget("workspace", "tokens").spent, std::int64_t(0));
        QCOMPARE(budget("workspace", "tokens").reserved, std::int64_t(0));
    }

    void takesForSpentWhatNobodyKnows()
    {
        const auto cut = fine();
        Model model({cut.substr(0, cut.size() - 150)});
        setUpProvider(model, [](llm::ProviderConfig &config) { config.attempts = 1; });
        setBudget("workspace", "tokens", 10'000);
        // The server closes before the answer is whole.
        Asking asking(m_gateway.get());
        asking.start(origin({{"workspace", {}}}));
        QVERIFY(pumpUntil([&] { return budget("workspace", "tokens").reserved > 0; }));
        QVERIFY(pumpUntil([&] { return !model.server().requests().empty(); }));
        asking.requestStop();
        QVERIFY(asking.waitFor(1));
        QCOMPARE(budget("workspace", "tokens").reserved, std::int64_t(0));
        QCOMPARE(budget("workspace", "tokens").spent, llm::estimatedTokens(hello()) + 50);
    }

    void recordsWhatWasChargedWhereNobodyKnowsTheCost()
    {
        const auto silent = "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";
        Model model({answerText(500, "{}"), fine(), answerText(200, silent, {"Content-Type: text/event-stream"})});
        setUpProvider(model);
        setBudget("workspace", "tokens", 10'000);
        setBudget("workspace", "usd", 1'000'000);
        const auto most = llm::estimatedTokens(hello()) + 50;
        const auto mostMicros = llm::estimatedTokens(hello()) * 2 + 50 * 10;
        const auto charged = [](std::int64_t tokens, std::int64_t micros) { return "{\"charged\":{\"tokens\":" + std::to_string(tokens) + ",\"micros\":" + std::to_string(micros) + ",\"currency\":\"usd\"}}"; };
        // The second attempt told what it came to, the first did not.
        auto answer = askWhileTimePasses(origin({{"workspace", {}}}));
        SB_VERIFY_OK(answer);
        QVERIFY(!answer->cost);
        auto call = await(m_gateway->calls("default", {}))->front();
        QCOMPARE(call.micros, std::int64_t(-1));
        QCOMPARE(call.inputTokens, std::int64_t(100));
        QCOMPARE(call.explanation, charged(most + 120, mostMicros + 400));
        QCOMPARE(budget("workspace", "tokens").spent, most + 120);
        QCOMPARE(budget("workspace", "usd").spent, mostMicros + 400);
        // An answer without usage.
        answer = askWhileTimePasses(origin({{"workspace", {}}}));
        SB_VERIFY_OK(answer);
        call = await(m_gateway->calls("default", {}))->front();
        QCOMPARE(call.micros, std::int64_t(-1));
        QCOMPARE(call.explanation, charged(most, mostMicros));
        QCOMPARE(budget("workspace", "usd").spent, mostMicros * 2 + 400);
    }

    void aCallThatWasCutOffIsNotRecordedAsFree()
    {
        RawServer server([](RawConnection &connection) {
            if (connection.readRequest()) {
                connection.write(streamHead() + textEvent("Half"));
            }
        });
        setUpUrl(server.url(), [](llm::ProviderConfig &config) { config.attempts = 1; });
        SB_VERIFY_CODE(await(m_gateway->ask(origin(), "mine", hello(), {})), "llm.streamCut");
        const auto call = await(m_gateway->calls("default", {}))->front();
        QCOMPARE(call.micros, std::int64_t(-1));
        QVERIFY2(call.explanation.find("\"charged\":{\"tokens\":" + std::to_string(llm::estimatedTokens(hello()) + 50)) != std::string::npos, call.explanation.c_str());
    }

    void asksNothingOverABudget()
    {
        Model model({fine()});
        setUpProvider(model);
        setBudget("workspace", "tokens", 10'000);
        setBudget("workspace", "usd", 10);
        SB_VERIFY_CODE(await(m_gateway->ask(origin({{"workspace", {}}}), "mine", hello(), {})), "budget.exhausted");
        QCOMPARE(model.server().requests().size(), std::size_t(0));
        // What was reserved in tokens before the money ran out is given back.
        QCOMPARE(budget("workspace", "tokens").reserved, std::int64_t(0));
        QCOMPARE(await(m_gateway->calls("default", {}))->front().outcome, std::string("budget.exhausted"));
    }

    void neverOverspendsWithManyCallsAtOnce()
    {
        Model model({fine("Hi", 8, 50)});
        setUpProvider(model, [](llm::ProviderConfig &config) { config.concurrency = 64; });
        const auto each = llm::estimatedTokens(hello()) + 50;
        setBudget("workspace", "tokens", each * 10);
        Asking asking(m_gateway.get());
        for (int i = 0; i < 64; ++i) {
            asking.start(origin({{"workspace", {}}}));
        }
        QVERIFY(asking.waitFor(64));
        const auto row = budget("workspace", "tokens");
        QVERIFY2(row.spent <= row.most, std::to_string(row.spent).c_str());
        QCOMPARE(row.reserved, std::int64_t(0));
        const auto good = std::ranges::count_if(asking.answers(), [](const auto &answer) { return answer.ok(); });
        QCOMPARE(row.spent, std::int64_t(good * 58));
        QVERIFY(good >= 10);
        QCOMPARE(static_cast<std::int64_t>(model.server().requests().size()), static_cast<std::int64_t>(good));
    }

    void asksNobodyUnderABudgetInAnotherCurrency()
    {
        Model model({fine()});
        setUpProvider(model);
        setBudget("workspace", "tokens", 1'000'000);
        setBudget("workspace", "eur", 1'000'000);
        const auto refused = await(m_gateway->ask(origin({{"workspace", {}}}), "mine", hello(), {}));
        SB_VERIFY_CODE(refused, "budget.currency");
        QVERIFY2(refused.error().message.find("eur") != std::string::npos && refused.error().message.find("usd") != std::string::npos, refused.error().message.c_str());
        QCOMPARE(model.server().requests().size(), std::size_t(0));
        QVERIFY(budget("workspace", "tokens").reserved == 0 && budget("workspace", "tokens").spent == 0);
        // Nor where the price is not known.
        setUpProvider(model, [](llm::ProviderConfig &config) { config.prices = "nobody"; });
        SB_VERIFY_CODE(await(m_gateway->ask(origin({{"workspace", {}}}), "mine", hello(), {})), "llm.priceUnknown");
        SB_VERIFY_OK(await(m_store->ledger().removeBudget("default", "workspace", "eur")));
        SB_VERIFY_OK(await(m_gateway->ask(origin({{"workspace", {}}}), "mine", hello(), {})));
    }

    void refusesAModelWithoutPriceUnderABudgetInMoney()
    {
        Model model({fine()});
        setUpProvider(model, [](llm::ProviderConfig &config) { config.prices = "nobody"; });
        const auto free = await(m_gateway->ask(origin({{"workspace", {}}}), "mine", hello(), {}));
        SB_VERIFY_OK(free);
        QVERIFY(!free->cost);
        QCOMPARE(await(m_gateway->calls("default", {}))->front().micros, std::int64_t(-1));
        setBudget("workspace", "usd", 1'000'000);
        SB_VERIFY_CODE(await(m_gateway->ask(origin({{"workspace", {}}}), "mine", hello(), {})), "llm.priceUnknown");
        // A budget of somebody else does not count.
        SB_VERIFY_OK(await(m_gateway->ask(origin({{"flow:x", {}}}), "mine", hello(), {})));
    }

    void saysWhereAProviderOrItsKeyIsMissing()
    {
        Model model({fine()});
        SB_VERIFY_CODE(await(m_gateway->ask(origin(), "mine", hello(), {})), "store.notFound");
        setUpProvider(model, [](llm::ProviderConfig &config) { config.secret = "LOST"; });
        SB_VERIFY_CODE(await(m_gateway->ask(origin(), "mine", hello(), {})), "vault.unknown");
        QCOMPARE(model.server().requests().size(), std::size_t(0));
    }

    void reachesOnlyWhatTheOperatorNames()
    {
        Model model({fine()});
        makeGateway(std::make_shared<const http::AddressPolicy>());
        setUpProvider(model, [](llm::ProviderConfig &config) { config.attempts = 1; });
        SB_VERIFY_CODE(await(m_gateway->ask(origin(), "mine", hello(), {})), "llm.unreachable");
        QCOMPARE(model.server().connections(), 0);
        makeGateway(std::make_shared<const http::AddressPolicy>(http::AddressPolicy::allowing({"127.0.0.0/8"}).value()));
        SB_VERIFY_OK(await(m_gateway->ask(origin(), "mine", hello(), {})));
    }

    void refusesProvidersThatCannotBe_data()
    {
        QTest::addColumn<std::string>("id");
        QTest::addColumn<std::string>("url");
        QTest::addColumn<int>("concurrency");
        QTest::newRow("no id") << std::string() << std::string("https://a.example/v1") << 1;
        QTest::newRow("id") << std::string("my provider") << std::string("https://a.example/v1") << 1;
        QTest::newRow("no URL") << std::string("a") << std::string() << 1;
        QTest::newRow("URL") << std::string("a") << std::string("a.example") << 1;
        QTest::newRow("credentials") << std::string("a") << std::string("https://u:p@a.example/v1") << 1;
        QTest::newRow("host") << std::string("a") << std::string("https:///v1") << 1;
        QTest::newRow("concurrency") << std::string("a") << std::string("https://a.example/v1") << 0;
    }
    void refusesProvidersThatCannotBe()
    {
        QFETCH(const std::string, id);
        QFETCH(const std::string, url);
        QFETCH(const int, concurrency);
        llm::ProviderConfig config;
        config.id = id;
        config.baseUrl = url;
        config.concurrency = concurrency;
        SB_VERIFY_CODE(await(m_gateway->put("default", config)), "llm.invalid");
        QVERIFY(await(m_gateway->providers("default"))->empty());
    }

    void keepsProvidersAsTheyAreSetUp()
    {
        llm::ProviderConfig config;
        config.id = "claude";
        config.kind = llm::ProviderKind::Anthropic;
        config.secret = "KEY";
        config.defaultModel = "claude-opus-5";
        config.requestsPerMinute = 50;
        config.tokensPerMinute = 100'000;
        config.concurrency = 3;
        config.attempts = 5;
        QCOMPARE(*await(m_gateway->put("default", config)), std::int64_t(1));
        const auto kept = *await(m_gateway->provider("default", "claude"));
        QCOMPARE(kept.kind, config.kind);
        QCOMPARE(kept.secret, config.secret);
        QCOMPARE(kept.defaultModel, config.defaultModel);
        QCOMPARE(kept.requestsPerMinute, config.requestsPerMinute);
        QCOMPARE(kept.tokensPerMinute, config.tokensPerMinute);
        QCOMPARE(kept.concurrency, config.concurrency);
        QCOMPARE(kept.attempts, config.attempts);
        QVERIFY(await(m_gateway->remove("default", "claude", kept.revision)).ok());
        QVERIFY(await(m_gateway->providers("default"))->empty());
    }

    // The event of a change may be heard before the gateway knows that it was written.
    void whoHearsOfAChangeReadsIt()
    {
        HeardModels models(m_store->models());
        m_gateway = std::make_unique<llm::Gateway>(llm::GatewayServices{.http = *m_http, .clock = m_clock, .models = models, .ledger = m_store->ledger(), .secrets = {}, .prices = prices(), .random = [] { return 0.0; }, .addresses = {}, .localServers = {}, .redact = {}});
        std::vector<std::size_t> read;
        models.heard = [&] { return readProviders(m_gateway.get(), &read); };
        for (const auto *id : {"a", "b"}) {
            llm::ProviderConfig config;
            config.id = id;
            config.baseUrl = "http://127.0.0.1:1";
            QVERIFY(await(m_gateway->put("default", config)).ok());
            QVERIFY(!await(m_gateway->providers("default"))->empty());
        }
        QVERIFY(await(m_gateway->remove("default", "a", 0)).ok());
        QCOMPARE(read, (std::vector<std::size_t>{1, 2, 1}));
        QCOMPARE(await(m_gateway->providers("default"))->size(), 1u);
    }
};

SB_TEST_MAIN(TestLlmGateway)
#include "tst_llm_gateway.moc"
