// SPDX-License-Identifier: GPL-3.0-or-later
// The node that asks a model, run by the engine against a server on loopback: what it gives, what it shows, what it
// spends, and what is left of it after a cancel or a kill.
#include "model_server.h"

#include "support/engine_rig.h"
#include "vault/redactor.h"

using namespace signalbox;
using namespace signalbox::test;

namespace {

constexpr auto kSecret = "s3cret-of-the-house";

Task<Result<std::string>> secretOf()
{
    co_return std::string(kSecret);
}

EngineRig::Options options()
{
    EngineRig::Options made;
    made.secrets = [](std::string, std::string) { return secretOf(); };
    made.redact = [](std::string text) {
        for (auto at = text.find(kSecret); at != std::string::npos; at = text.find(kSecret)) {
            text.replace(at, std::string(kSecret).size(), "[hidden]");
        }
        return text;
    };
    made.random = [] { return 0.0; };
    made.prices = llm::PriceTable::parse("{\"format\": \"signalbox.prices/1\", \"models\": [{\"provider\": \"mine\", \"model\": \"m-1\", \"input\": 2, \"output\": 10}]}").value();
    return made;
}

void addProvider(EngineRig &rig, const std::string &url, const std::function<void(llm::ProviderConfig &)> &change = {})
{
    llm::ProviderConfig config;
    config.id = "mine";
    config.baseUrl = url;
    config.defaultModel = "m-1";
    config.attempts = 1;
    if (change) {
        change(config);
    }
    SB_VERIFY_OK(await(rig.models().put("default", config)));
}

// A flow of one node; `config` without its braces.
std::string flowOf(const std::string &config, const std::string &more = "", const std::string &top = "")
{
    return "{'nodes': [{'id': 'ask', 'type': 'llm', 'config': {" + config + "}" + more + "}, {'id': 'end', 'type': 'output', 'config': {}}],"
        + " 'edges': [{'from': 'ask', 'to': 'end'}]" + top + "}";
}

const std::string kSchema = "'schema': {'type': 'object', 'properties': {'topic': {'enum': ['bill', 'bug']}}, 'required': ['topic'], 'additionalProperties': false}";

std::string transcriptOf(EngineRig &rig, const std::string &run)
{
    std::string all;
    const auto logs = await(rig.engine().logs("default", run, rig.step(run, "ask")->seq));
    for (const auto &attempt : *logs) {
        all += attempt.lines;
    }
    return all;
}

json::Value bodyOf(const RawRequest &request)
{
    return json::parse(request.body).value();
}

bool contains(const std::string &text, const std::string &part)
{
    return text.find(part) != std::string::npos;
}

store::BudgetRow budgetOf(EngineRig &rig, const std::string &scope)
{
    const auto rows = await(rig.store().ledger().budgets("default"));
    for (const auto &row : *rows) {
        if (row.scope == scope && row.unit == "tokens") {
            return row;
        }
    }
    return {};
}

// Takes requests and never answers; knows how many were asked and how many were given up.
class Silent
{
public:
    Silent()
        : m_server([this](RawConnection &connection) {
              if (auto request = connection.readRequest()) {
                  m_server.remember(*request);
                  if (connection.waitForClose(Millis(30'000))) {
                      ++m_closed;
                  }
              }
          })
    {
    }
    std::string url() const { return m_server.url(); }
    std::size_t asked() const { return m_server.requests().size(); }
    int closed() const { return m_closed; }

private:
    std::atomic<int> m_closed = 0;
    RawServer m_server;
};

// What is shown of an answer while it comes.
class Watching
{
public:
    explicit Watching(EngineRig &rig) : m_rig(rig)
    {
        bus::SubscribeOptions wanted;
        wanted.workspace = "default";
        wanted.topics = "step.progress";
        m_progress = rig.bus().subscribe(wanted);
    }

    /// Waits until that is shown, of so many bytes where it is said; time passes as it has to.
    bool sees(std::string_view text, std::int64_t bytes = 0)
    {
        while (json::text(shown, "text") != text || (bytes > 0 && shown.at("bytes").as_int64() != bytes)) {
            if (!shown.empty()) {
                if (!pumpUntil([this] { return m_rig.clock.nextTimer() >= Millis(0) && m_rig.clock.nextTimer() <= Millis(100); })) {
                    return false;
                }
                m_rig.clock.advance(Millis(100));
            }
            auto event = await(m_progress->next({}));
            if (!event) {
                return false;
            }
            shown = json::parse(event->data).value().as_object();
            all += json::text(shown, "text");
            all += '|';
        }
        return true;
    }

    json::Object shown; ///< lately
    std::string all;    ///< ever

private:
    EngineRig &m_rig;
    std::unique_ptr<bus::Subscription> m_progress;
};

} // namespace

class TestLlmNode : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void givesTheAnswerAndWhatItCost()
    {
        Model model({fine("Hello back")});
        EngineRig rig(options());
        addProvider(rig, model.server().url());
        const auto id = rig.begin(flowOf("'provider': 'mine', 'system': 'Be brief.', 'prompt': 'Say {{ input.word }}', 'temperature': 0.5, 'maxTokens': 60"), "{'word': 'hello'}");
        const auto view = rig.ended(id);
        QVERIFY2(view.state == store::RunState::Succeeded, json::write(view.error).c_str());
        const auto &output = view.result.as_object();
        QCOMPARE(json::text(output, "text"), std::string_view("Hello back"));
        QCOMPARE(json::text(output, "model"), std::string_view("m-1"));
        QCOMPARE(json::text(output, "provider"), std::string_view("mine"));
        QCOMPARE(json::text(output, "finish"), std::string_view("stop"));
        QCOMPARE(output.at("usage").at("inputTokens").as_int64(), std::int64_t(100));
        QCOMPARE(json::write(output.at("cost")), std::string("{\"micros\":400,\"currency\":\"usd\"}"));
        const auto body = bodyOf(model.server().requests().at(0));
        QCOMPARE(json::write(body.at("messages")), std::string("[{\"role\":\"system\",\"content\":\"Be brief.\"},{\"role\":\"user\",\"content\":\"Say hello\"}]"));
        QCOMPARE(body.at("max_tokens").as_int64(), std::int64_t(60));
        const auto call = await(rig.models().calls("default", {}))->at(0);
        QCOMPARE(call.run, id);
        QCOMPARE(call.path, std::string("ask"));
        const auto lines = transcriptOf(rig, id);
        for (const std::string part : {"\"system\",\"text\":\"Be brief.\"", "\"user\",\"text\":\"Say hello\"", "\"assistant\",\"text\":\"Hello back\"", "100 tokens in, 20 out, 0.000400 usd"}) {
            QVERIFY2(contains(lines, part), lines.c_str());
        }
    }

    void takesTheOnlyProviderAndSaysWhereThereIsNone()
    {
        Model model({fine()});
        EngineRig rig(options());
        SB_COMPARE_FAILURE(rig.run(flowOf("'prompt': 'Hi'")), "llm.providerUnset");
        addProvider(rig, model.server().url());
        QVERIFY(rig.run(flowOf("'prompt': 'Hi'")).state == store::RunState::Succeeded);
        addProvider(rig, model.server().url(), [](llm::ProviderConfig &config) { config.id = "other"; });
        SB_COMPARE_FAILURE(rig.run(flowOf("'prompt': 'Hi'")), "llm.providerUnset");
        SB_COMPARE_FAILURE(rig.run(flowOf("'provider': 'nobody', 'prompt': 'Hi'")), "store.notFound");
    }

    void repairsAnAnswerThatDoesNotFit()
    {
        Model model({fine("{\\\"topic\\\": \\\"weather\\\"}"), fine("{\\\"topic\\\": \\\"bug\\\"}")});
        EngineRig rig(options());
        addProvider(rig, model.server().url());
        const auto id = rig.begin(flowOf("'prompt': 'Sort this', " + kSchema));
        const auto view = rig.ended(id);
        QVERIFY2(view.state == store::RunState::Succeeded, json::write(view.error).c_str());
        QCOMPARE(json::write(view.result.at("value")), std::string("{\"topic\":\"bug\"}"));
        QCOMPARE(view.result.at("attempts").as_int64(), std::int64_t(2));
        QCOMPARE(view.result.at("usage").at("inputTokens").as_int64(), std::int64_t(200));
        QCOMPARE(view.result.at("cost").at("micros").as_int64(), std::int64_t(800));
        const auto requests = model.server().requests();
        QCOMPARE(requests.size(), std::size_t(2));
        QVERIFY(contains(requests[0].body, "json_schema"));
        QVERIFY(contains(requests[1].body, "/topic"));
        const auto lines = transcriptOf(rig, id);
        QVERIFY(contains(lines, "weather"));
        QVERIFY(contains(lines, "does not fit the JSON Schema"));
    }

    void failsWhereTheRepairedAnswerDoesNotFitEither()
    {
        Model model({fine("Sunny")});
        EngineRig rig(options());
        addProvider(rig, model.server().url());
        const auto id = rig.begin(flowOf("'prompt': 'Sort this', 'schemaBy': 'instructions', " + kSchema));
        SB_COMPARE_FAILURE(rig.ended(id), "llm.schemaMismatch");
        QCOMPARE(model.server().requests().size(), std::size_t(2));
        QVERIFY(!contains(model.server().requests().at(0).body, "json_schema"));
    }

    void sendsImagesAndConversations()
    {
        Model model({fine()});
        EngineRig rig(options());
        addProvider(rig, model.server().url());
        const auto view = rig.run(flowOf("'messages': '{{ input.messages }}', 'prompt': 'And this?', 'images': ['data:image/png;base64,{{ input.picture }}']"),
                                  "{'messages': [{'role': 'user', 'content': 'Hello'}, {'role': 'assistant', 'content': 'Hello!'}], 'picture': 'AAEC'}");
        QVERIFY2(view.state == store::RunState::Succeeded, json::write(view.error).c_str());
        const auto body = bodyOf(model.server().requests().at(0));
        QCOMPARE(body.at("messages").as_array().size(), std::size_t(3));
        QVERIFY(contains(json::write(body.at("messages").at(2)), "data:image/png;base64,AAEC"));
        SB_COMPARE_FAILURE(rig.run(flowOf("'prompt': 'What is it?', 'images': ['plan.png']")), "llm.invalid");
        SB_COMPARE_FAILURE(rig.run(flowOf("'messages': '{{ input }}'"), "[{'role': 'king', 'content': 'Hello'}]"), "config.enum");
        QCOMPARE(model.server().requests().size(), std::size_t(1));
    }

    void showsTheAnswerWhileItComes()
    {
        Gate gate;
        RawServer server([&](RawConnection &connection) {
            if (connection.readRequest() && connection.write(streamHead() + textEvent("Hello the") + textEvent("re you")) && gate.pass()
                && connection.write(textEvent(" and you") + textEvent(" too")) && gate.pass()) {
                connection.write(streamed("!"));
            }
        });
        EngineRig rig(options());
        addProvider(rig, server.url());
        Watching watching(rig);
        const auto id = rig.begin(flowOf("'prompt': 'Hi'"));
        // A word is shown once it is complete; how the pieces came together is the network's.
        QVERIFY(watching.sees("Hello there "));
        QCOMPARE(json::text(watching.shown, "run"), std::string_view(id));
        QCOMPARE(json::text(watching.shown, "path"), std::string_view("ask"));
        QVERIFY(watching.shown.at("bytes").as_int64() == 15);
        gate.open();
        QVERIFY(watching.sees("Hello there you and you "));
        gate.open();
        const auto view = rig.ended(id);
        QVERIFY2(view.state == store::RunState::Succeeded, json::write(view.error).c_str());
        QCOMPARE(json::text(view.result.as_object(), "text"), std::string_view("Hello there you and you too!"));
    }

    void showsNoPartOfASecretThatComesInPieces()
    {
        vault::Redactor redactor;
        redactor.add("WORD", "one two\nthree four");
        auto made = options();
        made.redact = [&redactor](const std::string &text) { return redactor.redact(text); };
        made.redactBeginning = [&redactor](std::string &text) { return redactor.redactBeginning(text); };
        Gate gate;
        RawServer server([&](RawConnection &connection) {
            if (connection.readRequest() && connection.write(streamHead() + textEvent("It is one two") + textEvent("\\nthree ")) && gate.pass()
                && connection.write(textEvent("four indeed, ")) && gate.pass()) {
                connection.write(streamed("one two"));
            }
        });
        EngineRig rig(made);
        addProvider(rig, server.url());
        Watching watching(rig);
        const auto id = rig.begin(flowOf("'prompt': 'Hi'"));
        QVERIFY(watching.sees("It is ", 20));
        gate.open();
        QVERIFY(watching.sees("It is ‹secret:WORD› indeed, "));
        gate.open();
        QVERIFY(rig.ended(id).state == store::RunState::Succeeded);
        for (const std::string part : {"one", "two", "three", "four"}) {
            QVERIFY2(!contains(watching.all, part), watching.all.c_str());
        }
    }

    void aCancelEndsTheCallAtOnce()
    {
        Silent server;
        EngineRig rig(options());
        addProvider(rig, server.url());
        const auto id = rig.begin(flowOf("'prompt': 'Hi'"));
        QVERIFY(pumpUntil([&] { return server.asked() == 1; }));
        QVERIFY(await(rig.engine().cancel("default", id)).ok());
        QVERIFY(pumpUntil([&] { return server.closed() == 1; }));
        QVERIFY(rig.ended(id).state == store::RunState::Cancelled);
        QVERIFY(pumpUntil([&] { return await(rig.models().calls("default", {}))->size() == 1; }));
        QCOMPARE(await(rig.models().calls("default", {}))->at(0).outcome, std::string("cancelled"));
    }

    void aBudgetThatHasNotSoMuchLeftRefuses()
    {
        Model model({fine()});
        EngineRig rig(options());
        addProvider(rig, model.server().url());
        SB_COMPARE_FAILURE(rig.run(flowOf("'prompt': 'Hi', 'maxTokens': 500", "", ", 'limits': {'tokens': 300}")), "budget.exhausted");
        QCOMPARE(model.server().requests().size(), std::size_t(0));
        const auto id = rig.begin(flowOf("'prompt': 'Hi', 'maxTokens': 200", "", ", 'limits': {'tokens': 300}"));
        QVERIFY(rig.ended(id).state == store::RunState::Succeeded);
        QCOMPARE(budgetOf(rig, "run:" + id).spent, std::int64_t(120));
        QCOMPARE(budgetOf(rig, "run:" + id).reserved, std::int64_t(0));
    }

    void anInterruptedCallIsHeldAndCountsInFull()
    {
        Silent server;
        EngineRig rig(options());
        addProvider(rig, server.url());
        const auto id = rig.begin(flowOf("'prompt': 'Hi', 'maxTokens': 200", "", ", 'limits': {'tokens': 1000}"));
        QVERIFY(pumpUntil([&] { return server.asked() == 1; }));
        const auto reserved = budgetOf(rig, "run:" + id).reserved;
        QVERIFY(reserved >= 200);
        rig.restart();
        QVERIFY(rig.ended(id).state == store::RunState::Waiting);
        QVERIFY(rig.stateOf(id, "ask") == store::StepState::InDoubt);
        QCOMPARE(server.asked(), std::size_t(1));
        QCOMPARE(budgetOf(rig, "run:" + id).spent, reserved);
        QVERIFY(await(rig.engine().decide("default", id, "ask", engine::Verdict::Happened, parsedText("{'text': 'by hand'}"))).ok());
        SB_COMPARE_RESULT(rig.ended(id), "{'text': 'by hand'}");
    }

    void anInterruptedCallIsAskedAgainWhereTheFlowSaysSo()
    {
        Silent silent;
        Model model({fine("Here")});
        EngineRig rig(options());
        addProvider(rig, silent.url());
        const auto id = rig.begin(flowOf("'prompt': 'Hi', 'maxTokens': 200", ", 'onInterrupted': 'retry'", ", 'limits': {'tokens': 1000}"));
        QVERIFY(pumpUntil([&] { return silent.asked() == 1; }));
        const auto lost = budgetOf(rig, "run:" + id).reserved;
        rig.restart([&] { addProvider(rig, model.server().url()); });
        const auto view = rig.ended(id);
        QVERIFY2(view.state == store::RunState::Succeeded, json::write(view.error).c_str());
        QCOMPARE(json::text(view.result.as_object(), "text"), std::string_view("Here"));
        // What the lost one may have cost counts beside what the second came to.
        QCOMPARE(budgetOf(rig, "run:" + id).spent, lost + 120);
    }

    void tryingAgainFollowsTheNode()
    {
        Model model({busy("3"), fine("At last")});
        EngineRig rig(options());
        addProvider(rig, model.server().url());
        const auto id = rig.begin(flowOf("'prompt': 'Hi'", ", 'retry': {'attempts': 2, 'initial': '1ms'}"));
        QVERIFY(pumpUntil([&] { return model.server().requests().size() == 1 && rig.clock.nextTimer() > Millis(2000); }));
        rig.pass(Millis(3000));
        const auto view = rig.ended(id);
        QVERIFY2(view.state == store::RunState::Succeeded, json::write(view.error).c_str());
        QCOMPARE(json::text(view.result.as_object(), "text"), std::string_view("At last"));
        QVERIFY(contains(transcriptOf(rig, id), "llm.rateLimited"));
    }

    void secretsGoToTheModelAndNowhereElse()
    {
        Model model({fine(std::string("It is ") + kSecret + " indeed")});
        EngineRig rig(options());
        addProvider(rig, model.server().url());
        const auto id = rig.begin(flowOf("'prompt': 'Repeat {{ secrets.WORD }}'"));
        QVERIFY(rig.ended(id).state == store::RunState::Succeeded);
        QVERIFY(contains(model.server().requests().at(0).body, kSecret));
        const auto lines = transcriptOf(rig, id);
        QVERIFY(contains(lines, "Repeat [hidden]") && contains(lines, "It is [hidden] indeed"));
        rig.settle();
        QVERIFY(!rig.isOnDisk(kSecret));
    }

    void aSecretOverTheCutOfATranscriptIsNotThereByHalf()
    {
        const auto before = std::string((8u << 10) - 7, '.');
        Model model({fine(std::string((32u << 10) - 7, '.') + kSecret)});
        EngineRig rig(options());
        addProvider(rig, model.server().url());
        const auto id = rig.begin(flowOf("'prompt': '" + before + "{{ secrets.WORD }}'"));
        QVERIFY(rig.ended(id).state == store::RunState::Succeeded);
        const auto lines = transcriptOf(rig, id);
        QVERIFY(!contains(lines, "s3c"));
        QVERIFY(contains(lines, "..[hidden … (1 bytes more)"));
    }
};

SB_TEST_MAIN(TestLlmNode)
#include "tst_llm_node.moc"
