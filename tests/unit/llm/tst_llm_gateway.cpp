// SPDX-License-Identifier: GPL-3.0-or-later
// The gateway: providers as they are set up, tries, limits, money, and the record of every call.
#include "llm_rig.h"

#include "base/task_scope.h"
#include "llm/gateway.h"
#include "store/database.h"

#include <QTemporaryDir>

using namespace signalbox;
using namespace signalbox::test;

namespace {

constexpr auto kKey = "sk-gateway-secret-42";

std::string answerOf(const std::string &text, int input, int output)
{
    return "data: {\"id\":\"c\",\"model\":\"m-1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + text + "\"}}]}\n\n"
        + "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
        + "data: {\"id\":\"c\",\"choices\":[],\"usage\":{\"prompt_tokens\":" + std::to_string(input) + ",\"completion_tokens\":" + std::to_string(output) + "}}\n\ndata: [DONE]\n\n";
}

std::string fine(const std::string &text = "Hi", int input = 100, int output = 20)
{
    return answerText(200, answerOf(text, input, output), {"Content-Type: text/event-stream"});
}

std::string busy(const std::string &retryAfter = "0")
{
    return answerText(429, "{\"error\":{\"message\":\"Slow down\",\"code\":\"rate_limit_exceeded\"}}", {"Content-Type: application/json", "Retry-After: " + retryAfter});
}

Task<Result<std::string>> secretOf(std::string name)
{
    if (name != "KEY") {
        co_return Error("vault.unknown", "There is no secret " + name + ".", name);
    }
    co_return std::string(kKey);
}

// Answers in turn; the last answer is given to all that follow.
class Model
{
public:
    explicit Model(std::vector<std::string> answers)
        : m_answers(std::move(answers)), m_server([this](RawConnection &connection) {
              while (auto request = connection.readRequest()) {
                  m_server.remember(*request);
                  const auto now = ++m_now;
                  m_most = std::max(m_most.load(), now);
                  const auto turn = std::min<std::size_t>(static_cast<std::size_t>(m_turn++), m_answers.size() - 1);
                  const bool sent = connection.write(m_answers[turn]);
                  --m_now;
                  if (!sent) {
                      return;
                  }
              }
          })
    {
    }
    RawServer &server() { return m_server; }
    int mostAtATime() const { return m_most; }

private:
    std::vector<std::string> m_answers;
    std::atomic<int> m_turn = 0;
    std::atomic<int> m_now = 0;
    std::atomic<int> m_most = 0;
    RawServer m_server;
};

llm::Request hello()
{
    llm::Request request;
    request.messages = {llm::Message::text(llm::Role::User, "Hello")};
    request.maxTokens = 50;
    return request;
}

llm::CallOrigin origin(std::vector<store::BudgetScope> budgets = {})
{
    llm::CallOrigin made;
    made.workspace = "default";
    made.run = "run-1";
    made.path = "ask";
    made.budgets = std::move(budgets);
    return made;
}

Task<void> askInto(llm::Gateway *gateway, llm::CallOrigin from, std::vector<Result<llm::GatewayAnswer>> *out, std::stop_token stop)
{
    auto answer = co_await gateway->ask(std::move(from), "mine", hello(), stop);
    out->push_back(std::move(answer));
}

} // namespace

class TestLlmGateway : public SignalboxTest
{
    Q_OBJECT
protected:
    void setUp() override
    {
        m_folder = std::make_unique<QTemporaryDir>();
        store::SqliteOptions options;
        options.folder = m_folder->path().toStdString();
        m_store = std::move(*store::openSqliteStore(options, m_clock));
        m_http = std::make_unique<http::Client>();
        m_gateway = std::make_unique<llm::Gateway>(llm::GatewayServices{.http = *m_http,
                                                                        .clock = m_clock,
                                                                        .models = m_store->models(),
                                                                        .ledger = m_store->ledger(),
                                                                        .secrets = [](std::string, std::string name) { return secretOf(std::move(name)); },
                                                                        .prices = prices(),
                                                                        .random = [] { return 0.0; }});
    }
    void tearDown() override
    {
        m_gateway.reset();
        m_http.reset();
        m_store.reset();
        m_folder.reset();
    }

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
        QVERIFY(model.server().requests()[0].header("authorization").ends_with(kKey));
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
        QVERIFY(wholeText(answer.error()).find(kKey) == std::string::npos);
        QCOMPARE(model.server().requests().size(), std::size_t(1));
    }

    void waitsAsLongAsTheServerAsksFor()
    {
        Model model({busy("30"), fine()});
        setUpProvider(model);
        std::vector<Result<llm::GatewayAnswer>> answers;
        TaskScope scope;
        std::stop_source stop;
        scope.start([&](std::stop_token) { return askInto(m_gateway.get(), origin(), &answers, stop.get_token()); });
        QVERIFY(pumpUntil([&] { return m_clock.nextTimer() > Millis(20'000); }));
        QVERIFY(answers.empty());
        m_clock.advance(Millis(30'000));
        QVERIFY(pumpUntil([&] { return !answers.empty(); }));
        SB_VERIFY_OK(answers[0]);
    }

    void stopsWhileItWaits()
    {
        Model model({busy("30")});
        setUpProvider(model);
        std::vector<Result<llm::GatewayAnswer>> answers;
        TaskScope scope;
        std::stop_source stop;
        scope.start([&](std::stop_token) { return askInto(m_gateway.get(), origin(), &answers, stop.get_token()); });
        QVERIFY(pumpUntil([&] { return m_clock.nextTimer() > Millis(20'000); }));
        stop.request_stop();
        QVERIFY(pumpUntil([&] { return !answers.empty(); }));
        SB_VERIFY_CODE(answers[0], "cancelled");
        QCOMPARE(await(m_gateway->calls("default", {}))->front().outcome, std::string("cancelled"));
    }

    void keepsTheLimitOfRequestsByQueueing()
    {
        Model model({fine()});
        setUpProvider(model, [](llm::ProviderConfig &config) { config.requestsPerMinute = 2; });
        std::vector<Result<llm::GatewayAnswer>> answers;
        TaskScope scope;
        for (int i = 0; i < 4; ++i) {
            scope.start([&](std::stop_token stop) { return askInto(m_gateway.get(), origin(), &answers, stop); });
        }
        QVERIFY(pumpUntil([&] { return answers.size() == 2; }));
        pumpPending();
        QCOMPARE(model.server().requests().size(), std::size_t(2));
        m_clock.advance(Millis(30'000));
        QVERIFY(pumpUntil([&] { return answers.size() == 3; }));
        m_clock.advance(Millis(30'000));
        QVERIFY(pumpUntil([&] { return answers.size() == 4; }));
        for (const auto &answer : answers) {
            SB_VERIFY_OK(answer);
        }
    }

    void keepsTheLimitOfTokensByQueueing()
    {
        Model model({fine()});
        const auto each = llm::estimatedTokens(hello()) + 50;
        setUpProvider(model, [&](llm::ProviderConfig &config) { config.tokensPerMinute = each; });
        std::vector<Result<llm::GatewayAnswer>> answers;
        TaskScope scope;
        for (int i = 0; i < 2; ++i) {
            scope.start([&](std::stop_token stop) { return askInto(m_gateway.get(), origin(), &answers, stop); });
        }
        QVERIFY(pumpUntil([&] { return answers.size() == 1; }));
        pumpPending();
        QCOMPARE(model.server().requests().size(), std::size_t(1));
        m_clock.advance(Millis(61'000));
        QVERIFY(pumpUntil([&] { return answers.size() == 2; }));
    }

    void keepsTheLimitOfCallsAtATime()
    {
        Model model({fine()});
        setUpProvider(model, [](llm::ProviderConfig &config) { config.concurrency = 2; });
        std::vector<Result<llm::GatewayAnswer>> answers;
        TaskScope scope;
        for (int i = 0; i < 20; ++i) {
            scope.start([&](std::stop_token stop) { return askInto(m_gateway.get(), origin(), &answers, stop); });
        }
        QVERIFY(pumpUntil([&] { return answers.size() == 20; }));
        QVERIFY(model.mostAtATime() <= 2);
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
        std::vector<Result<llm::GatewayAnswer>> first;
        std::vector<Result<llm::GatewayAnswer>> second;
        std::stop_source stopFirst;
        std::stop_source stopSecond;
        TaskScope scope;
        scope.start([&](std::stop_token) { return askInto(m_gateway.get(), origin(), &first, stopFirst.get_token()); });
        QVERIFY(pumpUntil([&] { return open == 1; }));
        scope.start([&](std::stop_token) { return askInto(m_gateway.get(), origin(), &second, stopSecond.get_token()); });
        pumpPending();
        stopSecond.request_stop();
        QVERIFY(pumpUntil([&] { return !second.empty(); }));
        SB_VERIFY_CODE(second[0], "cancelled");
        QCOMPARE(open.load(), 1);
        stopFirst.request_stop();
        QVERIFY(pumpUntil([&] { return !first.empty(); }));
        // Its place is free again.
        std::stop_source stopThird;
        std::vector<Result<llm::GatewayAnswer>> third;
        scope.start([&](std::stop_token) { return askInto(m_gateway.get(), origin(), &third, stopThird.get_token()); });
        QVERIFY(pumpUntil([&] { return open == 2; }));
        stopThird.request_stop();
        QVERIFY(pumpUntil([&] { return !third.empty(); }));
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
        std::vector<Result<llm::GatewayAnswer>> answers;
        std::stop_source stop;
        TaskScope scope;
        scope.start([&](std::stop_token) { return askInto(m_gateway.get(), origin({{"workspace", {}}}), &answers, stop.get_token()); });
        QVERIFY(pumpUntil([&] { return budget("workspace", "tokens").reserved > 0; }));
        QVERIFY(pumpUntil([&] { return !model.server().requests().empty(); }));
        stop.request_stop();
        QVERIFY(pumpUntil([&] { return !answers.empty(); }));
        QCOMPARE(budget("workspace", "tokens").reserved, std::int64_t(0));
        QCOMPARE(budget("workspace", "tokens").spent, llm::estimatedTokens(hello()) + 50);
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
        std::vector<Result<llm::GatewayAnswer>> answers;
        TaskScope scope;
        for (int i = 0; i < 64; ++i) {
            scope.start([&](std::stop_token stop) { return askInto(m_gateway.get(), origin({{"workspace", {}}}), &answers, stop); });
        }
        QVERIFY(pumpUntil([&] { return answers.size() == 64; }, Millis(60'000)));
        const auto row = budget("workspace", "tokens");
        QVERIFY2(row.spent <= row.most, std::to_string(row.spent).c_str());
        QCOMPARE(row.reserved, std::int64_t(0));
        const auto good = std::ranges::count_if(answers, [](const auto &answer) { return answer.ok(); });
        QCOMPARE(row.spent, std::int64_t(good * 58));
        QVERIFY(good >= 10);
        QCOMPARE(static_cast<std::int64_t>(model.server().requests().size()), static_cast<std::int64_t>(good));
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

private:
    static llm::PriceTable prices()
    {
        return llm::PriceTable::parse("{\"format\": \"signalbox.prices/1\", \"models\": [{\"provider\": \"mine\", \"model\": \"m-1\", \"input\": 2, \"output\": 10}]}").value();
    }

    void setUpUrl(const std::string &url, const std::function<void(llm::ProviderConfig &)> &change = {})
    {
        llm::ProviderConfig config;
        config.id = "mine";
        config.baseUrl = url;
        config.secret = "KEY";
        config.defaultModel = "m-1";
        if (change) {
            change(config);
        }
        SB_VERIFY_OK(await(m_gateway->put("default", config)));
    }
    void setUpProvider(Model &model, const std::function<void(llm::ProviderConfig &)> &change = {}) { setUpUrl(model.server().url(), change); }

    // Waits between tries are waits of the virtual clock.
    Result<llm::GatewayAnswer> askWhileTimePasses()
    {
        std::vector<Result<llm::GatewayAnswer>> answers;
        TaskScope scope;
        scope.start([&](std::stop_token stop) { return askInto(m_gateway.get(), origin(), &answers, stop); });
        const bool ended = pumpUntil([&] {
            if (m_clock.nextTimer() >= Millis(0) && m_clock.nextTimer() < Millis(1000)) {
                m_clock.advance(m_clock.nextTimer());
            }
            return !answers.empty();
        });
        return ended ? std::move(answers[0]) : Result<llm::GatewayAnswer>(Error("test", "It did not end."));
    }

    void setBudget(const std::string &scope, const std::string &unit, std::int64_t most)
    {
        store::BudgetRow row;
        row.scope = scope;
        row.unit = unit;
        row.most = most;
        SB_VERIFY_OK(await(m_store->ledger().setBudget("default", row)));
    }
    store::BudgetRow budget(const std::string &scope, const std::string &unit)
    {
        const auto rows = await(m_store->ledger().budgets("default"));
        for (const auto &row : *rows) {
            if (row.scope == scope && row.unit == unit) {
                return row;
            }
        }
        return {};
    }

    VirtualClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<store::Store> m_store;
    std::unique_ptr<http::Client> m_http;
    std::unique_ptr<llm::Gateway> m_gateway;
};

SB_TEST_MAIN(TestLlmGateway)
#include "tst_llm_gateway.moc"
