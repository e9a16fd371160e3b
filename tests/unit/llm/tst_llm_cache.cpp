// SPDX-License-Identifier: GPL-3.0-or-later
// The same request has the same answer for a while, where a provider's settings say so: what counts as the same, how long,
// and that it costs nothing.
#include "gateway_test.h"

using namespace signalbox;
using namespace signalbox::test;

namespace {

class Listener final : public llm::AnswerSink
{
public:
    Task<Result<void>> take(const std::vector<llm::Event> *events, std::stop_token) override
    {
        for (const auto &event : *events) {
            builder.add(event);
        }
        co_return Result<void>();
    }
    llm::AnswerBuilder builder;
};

} // namespace

class TestLlmCache : public GatewayTest
{
    Q_OBJECT

    Result<llm::GatewayAnswer> ask(llm::Request request = hello(), llm::AnswerSink *sink = nullptr)
    {
        return await(m_gateway->ask(origin({{"workspace", {}}}), "mine", std::move(request), {}, sink));
    }
    void setUpCaching(Model &model, std::int64_t seconds)
    {
        setUpProvider(model, [seconds](llm::ProviderConfig &config) { config.cacheSeconds = seconds; });
    }

private Q_SLOTS:
    void isOffUnlessItIsAskedFor()
    {
        Model model({fine("One"), fine("Two")});
        setUpProvider(model);
        QCOMPARE(ask()->answer.text(), std::string("One"));
        QCOMPARE(ask()->answer.text(), std::string("Two"));
    }

    void theSameRequestIsNotAskedTwice()
    {
        Model model({fine("One"), fine("Two")});
        setUpCaching(model, 60);
        setBudget("workspace", "tokens", 10'000);
        QCOMPARE(ask()->answer.text(), std::string("One"));
        Listener listener;
        const auto again = ask(hello(), &listener);
        SB_VERIFY_OK(again);
        QCOMPARE(again->answer.text(), std::string("One"));
        QVERIFY(again->isCached);
        QCOMPARE(again->cost->micros, std::int64_t(0));
        QCOMPARE(again->answer.usage.inputTokens, std::int64_t(0));
        QCOMPARE(listener.builder.take().text(), std::string("One"));
        QCOMPARE(model.server().requests().size(), std::size_t(1));
        QCOMPARE(budget("workspace", "tokens").spent, std::int64_t(120));
        const auto call = await(m_gateway->calls("default", {}))->front();
        QCOMPARE(call.outcome, std::string("ok"));
        QCOMPARE(call.micros, std::int64_t(0));
        QCOMPARE(call.attempts, std::int64_t(0));
        QCOMPARE(call.explanation, std::string("{\"cached\":true}"));
    }

    void whoWantsANewAnswerGetsOne()
    {
        Model model({fine("One"), fine("Two"), fine("Three")});
        setUpCaching(model, 60);
        auto fresh = origin();
        fresh.takesKnown = false;
        QCOMPARE(await(m_gateway->ask(fresh, "mine", hello(), {}))->answer.text(), std::string("One"));
        QCOMPARE(ask()->answer.text(), std::string("Two"));
        QCOMPARE(await(m_gateway->ask(fresh, "mine", hello(), {}))->answer.text(), std::string("Three"));
        QCOMPARE(ask()->answer.text(), std::string("Two"));
    }

    void everythingThatIsSentCounts_data()
    {
        QTest::addColumn<int>("what");
        QTest::newRow("text") << 0;
        QTest::newRow("model") << 1;
        QTest::newRow("temperature") << 2;
        QTest::newRow("schema") << 3;
        QTest::newRow("extra") << 4;
    }
    void everythingThatIsSentCounts()
    {
        QFETCH(const int, what);
        Model model({fine("One"), fine("Two")});
        setUpCaching(model, 60);
        QCOMPARE(ask()->answer.text(), std::string("One"));
        auto other = hello();
        switch (what) {
        case 0:
            other.messages = {llm::Message::text(llm::Role::User, "Hello!")};
            break;
        case 1:
            other.model = "m-2";
            break;
        case 2:
            other.temperature = 0.1;
            break;
        case 3:
            other.output = llm::OutputSchema{.schema = json::Object{{"type", "object"}}};
            break;
        default:
            other.extra.emplace("user", "somebody");
        }
        QCOMPARE(ask(other)->answer.text(), std::string("Two"));
    }

    void answersGrowOld()
    {
        Model model({fine("One"), fine("Two")});
        setUpCaching(model, 60);
        QCOMPARE(ask()->answer.text(), std::string("One"));
        m_clock.advance(Millis(60'000));
        QCOMPARE(ask()->answer.text(), std::string("One"));
        m_clock.advance(Millis(1));
        QCOMPARE(ask()->answer.text(), std::string("Two"));
    }

    void aProviderThatIsSetUpAnewHasNone()
    {
        Model model({fine("One"), fine("Two")});
        setUpCaching(model, 60);
        QCOMPARE(ask()->answer.text(), std::string("One"));
        setUpCaching(model, 60);
        QCOMPARE(ask()->answer.text(), std::string("Two"));
    }

    void whatIsNotWholeIsNotKept()
    {
        auto cut = streamed("One");
        cut.replace(cut.find("\"stop\""), 6, "\"length\"");
        Model model({answerText(200, cut, {"Content-Type: text/event-stream"}), fine("Two")});
        setUpCaching(model, 60);
        QCOMPARE(ask()->answer.text(), std::string("One"));
        QCOMPARE(ask()->answer.text(), std::string("Two"));
    }

    void failuresAreNotKept()
    {
        Model model({answerText(401, "{}"), fine("Two")});
        setUpCaching(model, 60);
        SB_VERIFY_CODE(ask(), "llm.unauthorized");
        QCOMPARE(ask()->answer.text(), std::string("Two"));
    }

    void anotherWorkspaceSeesNothingOfIt()
    {
        Model model({fine("One"), fine("Two")});
        setUpCaching(model, 60);
        llm::ProviderConfig config = *await(m_gateway->provider("default", "mine"));
        config.revision = 0;
        SB_VERIFY_OK(await(m_gateway->put("other", config)));
        QCOMPARE(ask()->answer.text(), std::string("One"));
        auto from = origin();
        from.workspace = "other";
        QCOMPARE(await(m_gateway->ask(from, "mine", hello(), {}))->answer.text(), std::string("Two"));
    }
};

SB_TEST_MAIN(TestLlmCache)
#include "tst_llm_cache.moc"
