// SPDX-License-Identifier: GPL-3.0-or-later
// Groups and lists of providers: who is asked, who is asked next where one fails, who is left alone, and what is said of it.
#include "gateway_test.h"

#include <cerrno>
#include <cstring>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace signalbox;
using namespace signalbox::test;

namespace {

std::string refused(int status, const std::string &body = "{}")
{
    return answerText(status, body, {"Content-Type: application/json"});
}

// A port on which nobody listens, and which nobody else can get.
class HeldPort
{
public:
    HeldPort() : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        if (::bind(m_socket, reinterpret_cast<const sockaddr *>(&address), size) != 0 || ::getsockname(m_socket, reinterpret_cast<sockaddr *>(&address), &size) != 0) {
            qFatal("no port: %s", std::strerror(errno));
        }
        m_port = ntohs(address.sin_port);
    }
    ~HeldPort() { ::close(m_socket); }
    HeldPort(const HeldPort &) = delete;
    HeldPort &operator=(const HeldPort &) = delete;
    std::uint16_t port() const { return m_port; }

private:
    int m_socket;
    std::uint16_t m_port = 0;
};

Task<void> discoverInto(llm::Gateway *gateway, std::optional<Result<std::vector<llm::FoundServer>>> *out, std::stop_token stop)
{
    auto found = co_await gateway->discover("default", stop);
    out->emplace(std::move(found));
}

} // namespace

class TestLlmRoutes : public GatewayTest
{
    Q_OBJECT

    void addMember(Model &model, const std::string &id, const std::function<void(llm::ProviderConfig &)> &change = {})
    {
        setUpProvider(model, [&](llm::ProviderConfig &config) {
            config.id = id;
            config.attempts = 1;
            if (change) {
                change(config);
            }
        });
    }
    void addGroup(llm::Strategy strategy, const std::vector<std::string> &members)
    {
        llm::ProviderConfig group;
        group.id = "team";
        group.kind = llm::ProviderKind::Group;
        group.strategy = strategy;
        for (const auto &member : members) {
            group.members.push_back({.provider = member, .model = {}, .quality = {}, .lacks = {}});
        }
        SB_VERIFY_OK(await(m_gateway->put("default", group)));
    }
    Result<llm::GatewayAnswer> ask(const std::string &who) { return await(m_gateway->ask(origin(), who, hello(), {})); }

private Q_SLOTS:
    void groupsAreKeptAsTheyAreSetUp()
    {
        llm::ProviderConfig group;
        group.id = "team";
        group.kind = llm::ProviderKind::Group;
        group.strategy = llm::Strategy::BestScore;
        group.members = {{.provider = "a", .model = "m-1", .weight = 3, .quality = 0.75, .lacks = {llm::Ability::Tools}, .contextTokens = 9000}};
        group.scoreWeights.cost = 2;
        SB_VERIFY_OK(await(m_gateway->put("default", group)));
        const auto kept = *await(m_gateway->provider("default", "team"));
        QCOMPARE(kept.strategy, llm::Strategy::BestScore);
        QCOMPARE(kept.members.size(), std::size_t(1));
        QCOMPARE(kept.members[0].weight, std::int64_t(3));
        QCOMPARE(*kept.members[0].quality, 0.75);
        QVERIFY(kept.members[0].lacks == std::vector{llm::Ability::Tools});
        QCOMPARE(kept.members[0].contextTokens, std::int64_t(9000));
        QCOMPARE(kept.scoreWeights.cost, 2.0);
    }

    void refusesGroupsThatCannotBe()
    {
        llm::ProviderConfig group;
        group.id = "team";
        group.kind = llm::ProviderKind::Group;
        SB_VERIFY_CODE(await(m_gateway->put("default", group)), "llm.invalid");
        group.members = {{.provider = "team", .model = {}, .quality = {}, .lacks = {}}};
        SB_VERIFY_CODE(await(m_gateway->put("default", group)), "llm.invalid");
        group.members = {{.provider = "a", .model = {}, .quality = 1.5, .lacks = {}}};
        SB_VERIFY_CODE(await(m_gateway->put("default", group)), "llm.invalid");
        group.members = {{.provider = "a", .model = {}, .weight = -1, .quality = {}, .lacks = {}}};
        SB_VERIFY_CODE(await(m_gateway->put("default", group)), "llm.invalid");
    }

    void takesTurns()
    {
        Model a({fine("A")});
        Model b({fine("B")});
        addMember(a, "a");
        addMember(b, "b");
        addGroup(llm::Strategy::RoundRobin, {"a", "b"});
        std::string heard;
        for (int i = 0; i < 4; ++i) {
            heard += ask("team")->answer.text();
        }
        QCOMPARE(heard, std::string("ABAB"));
    }

    void goesElsewhereWhereOneFails_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {401, 402, 403, 404, 429, 500, 503, 529}) {
            QTest::addRow("%d", status) << status;
        }
    }
    void goesElsewhereWhereOneFails()
    {
        QFETCH(const int, status);
        Model a({refused(status)});
        Model b({fine("B")});
        addMember(a, "a");
        addMember(b, "b");
        addGroup(llm::Strategy::InOrder, {"a", "b"});
        setBudget("workspace", "tokens", 10'000);
        const auto answer = await(m_gateway->ask(origin({{"workspace", {}}}), "team", hello(), {}));
        SB_VERIFY_OK(answer);
        QCOMPARE(answer->answer.text(), std::string("B"));
        QCOMPARE(answer->provider, std::string("b"));
        QCOMPARE(answer->attempts, std::int64_t(2));
        QCOMPARE(budget("workspace", "tokens").reserved, std::int64_t(0));
        const auto call = await(m_gateway->calls("default", {}))->front();
        QCOMPARE(call.provider, std::string("b"));
        QCOMPARE(call.outcome, std::string("ok"));
        const auto explanation = json::parse(call.explanation).value();
        QCOMPARE(json::text(explanation.as_object(), "strategy"), std::string_view("inOrder"));
        QCOMPARE(json::text(explanation.as_object(), "group"), std::string_view("team"));
        const auto &tried = explanation.at("tried").as_array();
        QCOMPARE(tried.size(), std::size_t(2));
        QVERIFY(json::text(tried[0].as_object(), "outcome") != "ok");
        QCOMPARE(json::text(tried[1].as_object(), "outcome"), std::string_view("ok"));
    }

    void goesElsewhereAtOnceInsteadOfWaiting()
    {
        Model a({busy("30"), fine("A")});
        Model b({fine("B")});
        const auto thrice = [](llm::ProviderConfig &config) { config.attempts = 3; };
        addMember(a, "a", thrice);
        addMember(b, "b", thrice);
        const auto answer = ask("a, b"); // no time passes
        SB_VERIFY_OK(answer);
        QCOMPARE(answer->answer.text(), std::string("B"));
        QCOMPARE(a.server().requests().size(), std::size_t(1));
    }

    void waitsWhereNobodyElseIsLeft()
    {
        Model a({busy("30"), busy("40"), fine("A")});
        Model b({refused(401)});
        Model c({busy("50")});
        const auto thrice = [](llm::ProviderConfig &config) { config.attempts = 3; };
        addMember(a, "a", thrice);
        addMember(b, "b", thrice);
        addMember(c, "c", thrice);
        Asking asking(m_gateway.get());
        asking.start(origin(), "a, b, c");
        // The soonest first: a after 30 s, c 20 s later, a again after 40 s.
        QVERIFY(pumpUntil([&] { return m_clock.nextTimer() == Millis(30'000); }));
        QCOMPARE(a.server().requests().size(), std::size_t(1));
        QCOMPARE(b.server().requests().size(), std::size_t(1));
        QCOMPARE(c.server().requests().size(), std::size_t(1));
        m_clock.advance(Millis(30'000));
        QVERIFY(pumpUntil([&] { return a.server().requests().size() == 2 && m_clock.nextTimer() == Millis(20'000); }));
        m_clock.advance(Millis(20'000));
        QVERIFY(pumpUntil([&] { return c.server().requests().size() == 2 && m_clock.nextTimer() == Millis(20'000); }));
        m_clock.advance(Millis(20'000));
        QVERIFY(asking.waitFor(1));
        SB_VERIFY_OK(asking.answers()[0]);
        QCOMPARE(asking.answers()[0]->answer.text(), std::string("A"));
        QCOMPARE(asking.answers()[0]->attempts, std::int64_t(6));
        QCOMPARE(b.server().requests().size(), std::size_t(1));
    }

    void doesNotGoElsewhereWithABadRequest()
    {
        Model a({refused(400, "{\"error\":{\"message\":\"messages: too strange\"}}")});
        Model b({fine("B")});
        addMember(a, "a");
        addMember(b, "b");
        SB_VERIFY_CODE(ask("a, b"), "llm.badRequest");
        QCOMPARE(b.server().requests().size(), std::size_t(0));
    }

    void asksAListInItsOrderWithItsModels()
    {
        Model a({refused(500)});
        Model b({fine("B")});
        addMember(a, "a");
        addMember(b, "b");
        const auto answer = ask("a/m-7, b/m-9");
        SB_VERIFY_OK(answer);
        QCOMPARE(answer->model, std::string("m-9"));
        QVERIFY(a.server().requests().at(0).body.find("m-7") != std::string::npos);
        QVERIFY(b.server().requests().at(0).body.find("m-9") != std::string::npos);
        // What is not there is passed over, and said.
        const auto other = ask("nobody, b");
        SB_VERIFY_OK(other);
        QVERIFY(json::write(json::Value(other->explanation)).find("{\"provider\":\"nobody\",\"refused\":\"missing\"}") != std::string::npos);
        SB_VERIFY_CODE(ask("nobody, noone"), "llm.noneFits");
    }

    void leavesAloneWhatKeepsFailing()
    {
        Model a({refused(500)});
        Model b({fine("B")});
        addMember(a, "a");
        addMember(b, "b");
        for (int i = 0; i < 5; ++i) {
            SB_VERIFY_CODE(ask("a"), "llm.serverError");
        }
        QCOMPARE(m_gateway->health("default", "a").circuit, std::string("open"));
        QCOMPARE(m_gateway->health("default", "a").lastOutcome, std::string("llm.serverError"));
        QCOMPARE(m_gateway->health("default", "a").failing, 1.0);
        const auto alone = ask("a");
        SB_VERIFY_CODE(alone, "circuit.open");
        QVERIFY(alone.error().isRetryable());
        QCOMPARE(a.server().requests().size(), std::size_t(5));
        // In a list it comes last.
        const auto other = ask("a, b");
        SB_VERIFY_OK(other);
        QCOMPARE(other->provider, std::string("b"));
        QCOMPARE(other->attempts, std::int64_t(1));
    }

    void comesBackToWhatAnswersAgain()
    {
        Model a({refused(500), refused(500), refused(500), refused(500), refused(500), fine("A")});
        addMember(a, "a");
        for (int i = 0; i < 5; ++i) {
            SB_VERIFY_CODE(ask("a"), "llm.serverError");
        }
        SB_VERIFY_CODE(ask("a"), "circuit.open");
        m_clock.advance(Millis(30'000));
        SB_VERIFY_OK(ask("a"));
        const auto health = m_gateway->health("default", "a");
        QCOMPARE(health.circuit, std::string("closed"));
        QCOMPARE(health.calls, std::int64_t(6));
        QVERIFY(health.latencyMs.has_value());
        QCOMPARE(health.busy, std::int64_t(0));
    }

    void aProbeThatWaitsItsTurnKeepsNobodyOut()
    {
        Model a({refused(500), refused(500), refused(500), refused(500), refused(500), fine("A")});
        addMember(a, "a", [](llm::ProviderConfig &config) { config.requestsPerMinute = 1; });
        for (int i = 0; i < 5; ++i) {
            Asking asking(m_gateway.get());
            asking.start(origin(), "a");
            if (i > 0) {
                QVERIFY(pumpUntil([&] { return m_clock.nextTimer() > Millis(59'000); }));
                m_clock.advance(m_clock.nextTimer());
            }
            QVERIFY(asking.waitFor(1));
            SB_VERIFY_CODE(asking.answers()[0], "llm.serverError");
        }
        SB_VERIFY_CODE(ask("a"), "circuit.open"); // at once
        m_clock.advance(Millis(30'000));
        Asking asking(m_gateway.get());
        asking.start(origin(), "a");
        QVERIFY(pumpUntil([&] { return m_clock.nextTimer() > Millis(29'000); }));
        asking.start(origin(), "a");
        QVERIFY(pumpUntil([&] { return m_gateway->health("default", "a").busy == 2; }));
        pumpPending();
        QVERIFY(asking.answers().empty()); // both wait their turn
        m_clock.advance(m_clock.nextTimer());
        QVERIFY(asking.waitFor(1));
        SB_VERIFY_OK(asking.answers()[0]);
        m_clock.advance(Millis(61'000));
        QVERIFY(asking.waitFor(2));
        SB_VERIFY_OK(asking.answers()[1]);
    }

    void busyAndRefusingProvidersAreNotDown()
    {
        Model a({busy(), busy(), busy(), busy(), busy(), busy(), refused(401)});
        addMember(a, "a");
        for (int i = 0; i < 6; ++i) {
            SB_VERIFY_CODE(ask("a"), "llm.rateLimited");
        }
        for (int i = 0; i < 6; ++i) {
            SB_VERIFY_CODE(ask("a"), "llm.unauthorized");
        }
        QCOMPARE(m_gateway->health("default", "a").circuit, std::string("closed"));
    }

    void passesOverWhatIsTooSmallForTheRequest()
    {
        Model a({fine("A")});
        Model b({fine("B")});
        addMember(a, "a");
        addMember(b, "b");
        llm::ProviderConfig group;
        group.id = "team";
        group.kind = llm::ProviderKind::Group;
        group.members = {{.provider = "a", .model = {}, .quality = {}, .lacks = {}, .contextTokens = 20}, {.provider = "b", .model = {}, .quality = {}, .lacks = {}}};
        SB_VERIFY_OK(await(m_gateway->put("default", group)));
        const auto answer = ask("team");
        SB_VERIFY_OK(answer);
        QCOMPARE(answer->provider, std::string("b"));
        QVERIFY(json::write(json::Value(answer->explanation)).find("\"refused\":\"context\"") != std::string::npos);
    }

    void choosesTheCheapest()
    {
        Model a({fine("A")});
        Model b({fine("B")});
        addMember(a, "a", [](llm::ProviderConfig &config) { config.prices = "dear"; });
        addMember(b, "b", [](llm::ProviderConfig &config) { config.prices = "mine"; });
        addGroup(llm::Strategy::LowestCost, {"a", "b"});
        QCOMPARE(ask("team")->provider, std::string("b")); // nobody knows what the other costs
    }

    void takesTheDefaultWhereNobodyIsNamed()
    {
        Model a({fine("A")});
        Model b({fine("B")});
        addMember(a, "a");
        addMember(b, "b");
        SB_VERIFY_CODE(ask(""), "llm.providerUnset");
        addMember(b, "default");
        QCOMPARE(ask("")->answer.text(), std::string("B"));
    }

    void keepsAListOfModelsForAWhile()
    {
        const std::string listed = answerText(200, "{\"data\":[{\"id\":\"m-1\"},{\"id\":\"m-2\"}]}", {"Content-Type: application/json"});
        Model a({listed});
        addMember(a, "a");
        using Read = llm::Gateway::Read;
        const auto read = [&](Read how) { return await(m_gateway->models("default", "a", how, {})); };
        QCOMPARE(read(Read::Cached)->models.size(), std::size_t(2));
        QCOMPARE(read(Read::Cached)->readAt, m_clock.now());
        QCOMPARE(a.server().requests().size(), std::size_t(1));
        m_clock.advance(Millis(10 * 60'000));
        QVERIFY(read(Read::Cached)->readAt < m_clock.now());
        QCOMPARE(read(Read::Fresh)->readAt, m_clock.now());
        QCOMPARE(a.server().requests().size(), std::size_t(2));
        m_clock.advance(Millis(15 * 60'000));
        QCOMPARE(read(Read::Cached)->readAt, m_clock.now());
        QCOMPARE(a.server().requests().size(), std::size_t(3));
        QCOMPARE(m_gateway->health("default", "a").models, std::int64_t(2));
        addGroup(llm::Strategy::InOrder, {"a"});
        SB_VERIFY_CODE(await(m_gateway->models("default", "team", Read::Cached, {})), "llm.unsupported");
    }

    void forgetsWhatIsRemoved()
    {
        Model a({answerText(200, "{\"data\":[{\"id\":\"m-1\"}]}", {"Content-Type: application/json"}), fine()});
        addMember(a, "a");
        SB_VERIFY_OK(await(m_gateway->models("default", "a", llm::Gateway::Read::Cached, {})));
        SB_VERIFY_OK(ask("a"));
        QCOMPARE(m_gateway->health("default", "a").models, std::int64_t(1));
        SB_VERIFY_OK(await(m_gateway->remove("default", "a", 0)));
        const auto health = m_gateway->health("default", "a");
        QCOMPARE(health.models, std::int64_t(0));
        QCOMPARE(health.modelsAt, UnixMillis(0));
        QCOMPARE(health.calls, std::int64_t(0));
    }

    void refusesListsOfModelsThatAreTooLong_data()
    {
        QTest::addColumn<std::string>("entry");
        QTest::addColumn<int>("count");
        QTest::addColumn<bool>("fits");
        QTest::newRow("as many as may be") << std::string("{\"id\":\"m\"}") << 10'000 << true;
        QTest::newRow("too many") << std::string("{\"id\":\"m\"}") << 10'001 << false;
        QTest::newRow("as large as may be") << "{\"id\":\"m\",\"about\":\"" + std::string(400'000, 'x') + "\"}" << 20 << true;
        QTest::newRow("too large") << "{\"id\":\"m\",\"about\":\"" + std::string(400'000, 'x') + "\"}" << 21 << false;
    }
    void refusesListsOfModelsThatAreTooLong()
    {
        QFETCH(const std::string, entry);
        QFETCH(const int, count);
        QFETCH(const bool, fits);
        auto body = "{\"data\":[" + entry;
        for (int i = 1; i < count; ++i) {
            body += "," + entry;
        }
        Model a({answerText(200, body + "]}", {"Content-Type: application/json"})});
        addMember(a, "a");
        const auto models = await(m_gateway->models("default", "a", llm::Gateway::Read::Cached, {}));
        QCOMPARE(models.ok(), fits);
        if (!fits) {
            SB_VERIFY_CODE(models, "llm.badAnswer");
            QVERIFY2(models.error().message.find("longer than 8 MiB or 10,000 models") != std::string::npos, models.error().message.c_str());
        }
    }

    void refusesPagesOfModelsThatAreTooLargeTogether()
    {
        const auto page = "{\"models\":[{\"name\":\"models/a\",\"about\":\"" + std::string(3u << 20, 'x') + "\"}],\"nextPageToken\":\"";
        Model a({answerText(200, page + "1\"}"), answerText(200, page + "2\"}"), answerText(200, page + "3\"}")});
        addMember(a, "a", [](llm::ProviderConfig &config) { config.kind = llm::ProviderKind::Gemini; });
        SB_VERIFY_CODE(await(m_gateway->models("default", "a", llm::Gateway::Read::Cached, {})), "llm.badAnswer");
        QCOMPARE(a.server().requests().size(), std::size_t(3));
    }

    void findsServersOnThisMachine()
    {
        const std::string listed = answerText(200, "{\"data\":[{\"id\":\"m-1\"},{\"id\":\"m-2\"}]}", {"Content-Type: application/json"});
        Model first({listed});
        Model second({listed});
        Model page({answerText(200, "<html>Hello</html>", {"Content-Type: text/html"})});
        Model ollama({answerText(200, "{\"models\":[{\"name\":\"llama\",\"model\":\"llama\"}]}", {"Content-Type: application/json"})});
        const HeldPort nobody;
        std::atomic<bool> isAsked = false;
        RawServer silent([&](RawConnection &connection) {
            if (connection.readRequest()) {
                isAsked = true;
                connection.waitForClose(Millis(20'000));
            }
        });
        const auto compatible = llm::ProviderKind::OpenAiCompatible;
        makeGateway(nullptr, {{"one", "One", compatible, first.server().url()},
                              {"gone", "Gone", compatible, "http://127.0.0.1:" + std::to_string(nobody.port())},
                              {"page", "Page", compatible, page.server().url()},
                              {"two", "Two", compatible, second.server().url()},
                              {"ollama", "Ollama", llm::ProviderKind::Ollama, ollama.server().url()},
                              {"silent", "Silent", compatible, silent.url()}});
        addMember(second, "mine");
        std::optional<Result<std::vector<llm::FoundServer>>> found;
        TaskScope scope;
        scope.start([&](std::stop_token stop) { return discoverInto(m_gateway.get(), &found, stop); });
        QVERIFY(pumpUntil([&] { return isAsked.load(); }));
        QVERIFY(!found);
        m_clock.advance(Millis(1000));
        QVERIFY(pumpUntil([&] { return found.has_value(); }));
        SB_VERIFY_OK(*found);
        QCOMPARE((*found)->size(), std::size_t(3));
        QCOMPARE((*found)->at(0).id, std::string("one"));
        QCOMPARE((*found)->at(0).models.size(), std::size_t(2));
        QVERIFY((*found)->at(0).provider.empty());
        QCOMPARE((*found)->at(1).id, std::string("two"));
        QCOMPARE((*found)->at(1).provider, std::string("mine"));
        QCOMPARE((*found)->at(2).models.at(0).id, std::string("llama"));
    }

    void looksOnlyOnThisMachine()
    {
        for (const auto &server : llm::commonLocalServers()) {
            QVERIFY2(server.baseUrl.starts_with("http://127.0.0.1:"), server.baseUrl.c_str());
        }
        makeGateway(nullptr, {{"away", "Away", llm::ProviderKind::OpenAiCompatible, "http://192.0.2.1/v1"}});
        const auto found = await(m_gateway->discover("default", {}));
        SB_VERIFY_OK(found);
        QVERIFY(found->empty());
    }

    void aStopGoesNowhereElse()
    {
        RawServer silent([](RawConnection &connection) {
            if (connection.readRequest()) {
                connection.waitForClose(Millis(20'000));
            }
        });
        Model b({fine("B")});
        setUpUrl(silent.url(), [](llm::ProviderConfig &config) { config.id = "a"; });
        addMember(b, "b");
        Asking asking(m_gateway.get());
        asking.start(origin(), "a, b");
        QVERIFY(pumpUntil([&] { return silent.connections() == 1; }));
        QCOMPARE(m_gateway->health("default", "a").busy, std::int64_t(1));
        asking.requestStop();
        QVERIFY(asking.waitFor(1));
        SB_VERIFY_CODE(asking.answers()[0], "cancelled");
        QCOMPARE(b.server().requests().size(), std::size_t(0));
        QCOMPARE(m_gateway->health("default", "a").busy, std::int64_t(0));
    }
};

SB_TEST_MAIN(TestLlmRoutes)
#include "tst_llm_routes.moc"
