// SPDX-License-Identifier: GPL-3.0-or-later
// Recorded answers: as documents, by the gateway, and over steps that fail, are tried again, or are killed.
#include "gateway_test.h"

#include "llm/recording.h"

using namespace signalbox;
using namespace signalbox::test;

namespace {

llm::CallOrigin taped(llm::Tape::Mode mode, const std::string &path = "ask", std::int64_t attempt = 1)
{
    auto from = origin();
    from.path = path;
    from.tape = std::make_shared<llm::Tape>(mode, "r-1", attempt);
    return from;
}

constexpr auto kRecord = llm::Tape::Mode::Record;
constexpr auto kReplay = llm::Tape::Mode::Replay;

llm::Request asking(const std::string &text)
{
    llm::Request request;
    request.messages = {llm::Message::text(llm::Role::User, text)};
    return request;
}

// As the gateway asks it.
llm::Request defaulted(const std::string &text)
{
    auto request = asking(text);
    request.maxTokens = llm::kDefaultMaxTokens;
    return request;
}

/// Hears events as lines.
class Lines final : public llm::AnswerSink
{
public:
    std::vector<std::string> lines;
    Task<Result<void>> take(const std::vector<llm::Event> *events, std::stop_token) override
    {
        for (const auto &event : *events) {
            lines.push_back(lineOf(event));
        }
        co_return Result<void>();
    }
};

llm::Recording wholeRecording()
{
    llm::Recording recording;
    recording.name = "Mails";
    recording.flow = "mails";
    llm::RecordedCall call;
    call.path = "each[0]/ask";
    call.request = "sha256:" + std::string(64, 'a');
    call.provider = "mine";
    call.model = "m-1";
    llm::Answer answer;
    answer.message.parts = {llm::ReasoningPart{"Hm", {"kind", "data"}}, llm::TextPart{"Hi “you”\n"}, llm::ToolCallPart{"1", "look", "{broken", {}}, llm::ImagePart{"image/png", std::string("\0\xff", 2), ""}};
    answer.usage = {100, 60, 10, 20, 7};
    answer.finish = llm::FinishReason::ToolCalls;
    call.answer = answer;
    recording.calls.push_back(call);
    call.answer.reset();
    call.number = 2;
    call.error = Error("llm.rateLimited", "Slow down.", "mine").withArg("retryAfter", "10").withArg("detail", "busy").retryable();
    recording.calls.push_back(call);
    return recording;
}

} // namespace

class TestLlmRecording : public GatewayTest
{
    Q_OBJECT

    void setUpRecording()
    {
        m_gateway = std::make_unique<llm::Gateway>(llm::GatewayServices{.http = *m_http,
                                                                        .clock = m_clock,
                                                                        .models = m_store->models(),
                                                                        .ledger = m_store->ledger(),
                                                                        .secrets = [](std::string, std::string name) { return modelSecret(std::move(name)); },
                                                                        .prices = prices(),
                                                                        .random = [] { return 0.0; },
                                                                        .localServers = {},
                                                                        .redact = [](const std::string &text) { return withoutKey(text); },
                                                                        .recordings = &m_store->recordings()});
        store::RecordingRow row;
        row.id = "r-1";
        SB_VERIFY_OK(await(m_store->recordings().begin("default", row)));
    }
    Result<llm::GatewayAnswer> ask(llm::CallOrigin from, const std::string &text = "Hello", llm::AnswerSink *sink = nullptr)
    {
        return await(m_gateway->ask(std::move(from), "", asking(text), {}, sink));
    }
    std::vector<store::RecordedCallRow> rows() { return *await(m_store->recordings().calls("default", "r-1")); }

private Q_SLOTS:
    void documentsKeepEverything()
    {
        const auto recording = wholeRecording();
        const auto text = llm::writeRecording(recording);
        const auto read = llm::parseRecording(text);
        SB_VERIFY_OK(read);
        QCOMPARE(llm::writeRecording(*read), text);
        QVERIFY(read->calls[0].answer->message == recording.calls[0].answer->message);
        QVERIFY(read->calls[0].answer->usage == recording.calls[0].answer->usage);
        QCOMPARE(read->calls[1].error->args, recording.calls[1].error->args);
        QVERIFY(read->calls[1].error->isRetryable());
        for (const auto &call : recording.calls) {
            const auto back = llm::callOfRow(llm::rowOf(call));
            SB_VERIFY_OK(back);
            QVERIFY(llm::toJson(*back) == llm::toJson(call));
        }
    }

    void badDocumentsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("another format") << QByteArray("model-recording/1") << QByteArray("flow/1") << QByteArray("recording.invalid");
        QTest::newRow("a newer one") << QByteArray("recording/1") << QByteArray("recording/2") << QByteArray("recording.newer");
        QTest::newRow("a short digest") << QByteArray("sha256:a") << QByteArray("sha256:") << QByteArray("recording.invalid");
        QTest::newRow("no number") << QByteArray("\"number\": 2") << QByteArray("\"number\": 0") << QByteArray("recording.invalid");
        QTest::newRow("an unknown finish") << QByteArray("toolCalls") << QByteArray("whatever") << QByteArray("recording.invalid");
        QTest::newRow("tokens below zero") << QByteArray("\"inputTokens\": 100") << QByteArray("\"inputTokens\": -1") << QByteArray("recording.invalid");
        QTest::newRow("a part of nothing") << QByteArray("\"thought\"") << QByteArray("\"think\"") << QByteArray("recording.invalid");
        QTest::newRow("no base64") << QByteArray("AP8=") << QByteArray("!!!!") << QByteArray("recording.invalid");
        QTest::newRow("neither answer nor error") << QByteArray("\"error\"") << QByteArray("\"fault\"") << QByteArray("recording.invalid");
        QTest::newRow("cut") << QByteArray("\"calls\"") << QByteArray("") << QByteArray("json.syntax");
    }
    void badDocumentsAreRefused()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QByteArray, code);
        auto text = QByteArray::fromStdString(llm::writeRecording(wholeRecording()));
        QVERIFY2(text.contains(from), text.constData());
        text.replace(from, to);
        const auto read = llm::parseRecording(text.toStdString());
        QVERIFY(!read);
        QCOMPARE(QByteArray::fromStdString(read.error().code), code);
    }

    void theDigestIsOfWhatIsAsked()
    {
        const auto digest = llm::requestDigest("mine", asking("Hello"));
        QVERIFY(llm::requestDigest("mine", asking("Hello")) == digest);
        QVERIFY(llm::requestDigest("other", asking("Hello")) != digest);
        QVERIFY(llm::requestDigest("mine", asking("Hello!")) != digest);
        auto patient = asking("Hello");
        patient.timeouts.total = Millis(1);
        QVERIFY(llm::requestDigest("mine", patient) == digest);
        // Schemas are the same in any order of their members, and secrets do not count.
        auto one = asking("Hello");
        one.output = llm::OutputSchema{.schema = json::Object{{"type", "object"}, {"properties", json::Object{}}}};
        auto two = asking("Hello");
        two.output = llm::OutputSchema{.schema = json::Object{{"properties", json::Object{}}, {"type", "object"}}};
        QVERIFY(llm::requestDigest("mine", one) == llm::requestDigest("mine", two));
        const auto redact = [](std::string text) { return withoutKey(std::move(text)); };
        QVERIFY(llm::requestDigest("mine", asking(std::string("By ") + kModelKey), redact) == llm::requestDigest("mine", asking("By [key]"), redact));
    }

    void answersComeBackAsTheyWere()
    {
        Model model({fine("Hello " + std::string(kModelKey), 100, 20)});
        setUpRecording();
        setUpProvider(model);
        setBudget("workspace", "tokens", 1'000'000);
        auto from = taped(kRecord);
        from.budgets = {{"workspace", std::nullopt}};
        const auto live = ask(from);
        SB_VERIFY_OK(live);
        QVERIFY(!live->isRecorded);
        const auto spent = budget("workspace", "tokens").spent;
        QVERIFY(spent > 0);
        QCOMPARE(rows().size(), std::size_t(1));
        QVERIFY(rows()[0].text.find(kModelKey) == std::string::npos);

        SB_VERIFY_OK(await(m_gateway->remove("default", "mine", 0)));
        Lines heard;
        from = taped(kReplay);
        from.budgets = {{"workspace", std::nullopt}};
        const auto again = ask(from, "Hello", &heard);
        SB_VERIFY_OK(again);
        QVERIFY(again->isRecorded);
        QCOMPARE(again->answer.text(), std::string("Hello [key]"));
        QCOMPARE(again->provider, std::string("mine"));
        QCOMPARE(again->model, std::string("m-1"));
        QVERIFY(again->answer.usage == live->answer.usage);
        QCOMPARE(again->cost->micros, std::int64_t(0));
        QCOMPARE(again->duration, Millis(0));
        QVERIFY(!heard.lines.empty() && heard.lines.back() == "finish stop stop");
        QCOMPARE(budget("workspace", "tokens").spent, spent);
        QCOMPARE(model.server().requests().size(), std::size_t(1));
        const auto calls = *await(m_gateway->calls("default", {}));
        QCOMPARE(calls[0].explanation, std::string("{\"replayed\":\"r-1\"}"));
        QCOMPARE(calls[0].micros, std::int64_t(0));
        QCOMPARE(calls[0].inputTokens + calls[0].outputTokens, std::int64_t(0));
        QCOMPARE(calls[1].explanation, std::string("{\"recorded\":\"r-1\"}"));
    }

    void errorsComeBackByAttempt()
    {
        Model model({busy("7"), fine("Now")});
        setUpRecording();
        setUpProvider(model, [](auto &config) { config.attempts = 1; });
        const auto first = taped(kRecord, "ask", 1);
        QCOMPARE(ask(first).error().code, std::string("llm.rateLimited"));
        await(m_gateway->attemptFailed(&first));
        QCOMPARE(ask(taped(kRecord, "ask", 2))->answer.text(), std::string("Now"));
        const auto refused = ask(taped(kReplay, "ask", 1));
        QCOMPARE(refused.error().code, std::string("llm.rateLimited"));
        QVERIFY(refused.error().isRetryable());
        QCOMPARE(ask(taped(kReplay, "ask", 2))->answer.text(), std::string("Now"));
        // An attempt that nobody recorded, and another path: what it came to in the end.
        QCOMPARE(ask(taped(kReplay, "ask", 3))->answer.text(), std::string("Now"));
        QCOMPARE(ask(taped(kReplay, "renamed", 1))->answer.text(), std::string("Now"));
    }

    void theSameRequestTwiceHasBothAnswers()
    {
        Model model({fine("One"), fine("Two")});
        setUpRecording();
        setUpProvider(model);
        const auto recording = taped(kRecord);
        QCOMPARE(ask(recording)->answer.text(), std::string("One"));
        QCOMPARE(ask(recording)->answer.text(), std::string("Two"));
        for (int i = 0; i < 2; ++i) {
            const auto replaying = taped(kReplay);
            QCOMPARE(ask(replaying)->answer.text(), std::string("One"));
            QCOMPARE(ask(replaying)->answer.text(), std::string("Two"));
            QCOMPARE(ask(replaying)->answer.text(), std::string("Two"));
        }
    }

    void parallelStepsHaveTheirOwnInAnyOrder()
    {
        Model model({fine("A"), fine("B"), fine("C")});
        setUpRecording();
        setUpProvider(model);
        std::map<std::string, std::string> said;
        for (const auto *path : {"each[2]/ask", "each[0]/ask", "each[1]/ask"}) {
            said[path] = ask(taped(kRecord, path))->answer.text();
        }
        std::vector<std::string> paths{"each[0]/ask", "each[1]/ask", "each[2]/ask"};
        do {
            for (const auto &path : paths) {
                QCOMPARE(ask(taped(kReplay, path))->answer.text(), said[path]);
            }
        } while (std::next_permutation(paths.begin(), paths.end()));
        // Of no path that is known: always the same one.
        QCOMPARE(ask(taped(kReplay, "each[9]/ask"))->answer.text(), said["each[0]/ask"]);
    }

    void whatWasAnsweredBeforeAKillIsNotAskedAgain()
    {
        Model model({fine("One"), fine("Two"), fine("Three")});
        setUpRecording();
        setUpProvider(model);
        QCOMPARE(ask(taped(kRecord), "first")->answer.text(), std::string("One"));
        // The step began again, by itself or because a person said so.
        const auto again = taped(kRecord, "ask", 2);
        const auto known = ask(again, "first");
        QVERIFY(known->isRecorded);
        QCOMPARE(known->answer.text(), std::string("One"));
        QCOMPARE(ask(again, "second")->answer.text(), std::string("Two"));
        QCOMPARE(model.server().requests().size(), std::size_t(2));
        QCOMPARE(rows().size(), std::size_t(2));
        // One that failed has its answers for itself.
        await(m_gateway->attemptFailed(&again));
        QCOMPARE(ask(taped(kRecord, "ask", 3), "first")->answer.text(), std::string("Three"));
        const auto last = taped(kReplay, "ask", 3);
        QCOMPARE(ask(last, "first")->answer.text(), std::string("Three"));
    }

    void aReplayThatWasKilledGoesOnWithTheSameAnswers()
    {
        Model model({fine("One"), fine("Two")});
        setUpRecording();
        setUpProvider(model);
        const auto recording = taped(kRecord);
        QCOMPARE(ask(recording)->answer.text(), std::string("One"));
        QCOMPARE(ask(recording)->answer.text(), std::string("Two"));
        // In an attempt that the recording has not.
        const auto replaying = taped(kReplay, "ask", 2);
        QCOMPARE(ask(replaying)->answer.text(), std::string("One"));
        QCOMPARE(ask(replaying)->answer.text(), std::string("Two"));
    }

    void whatCannotBeReadIsAskedForWhereItIsRecorded()
    {
        Model model({fine("Again")});
        setUpRecording();
        setUpProvider(model);
        store::RecordedCallRow broken;
        broken.path = "ask";
        broken.request = llm::requestDigest("", defaulted("Hello"), [](const std::string &text) { return withoutKey(text); });
        broken.text = "{\"answer\": 1";
        SB_VERIFY_OK(await(m_store->recordings().add("default", "r-1", {broken})));
        expectLog("a recorded answer cannot be read");
        const auto done = ask(taped(kRecord));
        SB_VERIFY_OK(done);
        QCOMPARE(done->answer.text(), std::string("Again"));
        QCOMPARE(model.server().requests().size(), std::size_t(1));
        QCOMPARE(rows().size(), std::size_t(2));
    }

    void aSecretThatIsANumberOrANameBreaksNothing()
    {
        auto recording = wholeRecording();
        recording.calls[0].answer->message.parts = {llm::TextPart{"The code is 100100, says inputTokens."}};
        recording.calls[0].answer->usage.inputTokens = 100100;
        const auto redact = [](std::string text) {
            for (const std::string secret : {"100100", "inputTokens"}) {
                for (auto at = text.find(secret); at != std::string::npos; at = text.find(secret)) {
                    text.replace(at, secret.size(), "‹secret›");
                }
            }
            return text;
        };
        const auto row = llm::rowOf(recording.calls[0], redact);
        const auto read = llm::callOfRow(row);
        SB_VERIFY_OK(read);
        QCOMPARE(read->answer->text(), std::string("The code is ‹secret›, says ‹secret›."));
        QCOMPARE(read->answer->usage.inputTokens, std::int64_t(100100));
        auto asked = asking("Say 100100");
        asked.maxTokens = 100100;
        auto other = asked;
        other.messages = {llm::Message::text(llm::Role::User, "Say ‹secret›")};
        QVERIFY(llm::requestDigest("mine", asked, redact) == llm::requestDigest("mine", other, redact));
    }

    void whatIsNotThereIsAnError()
    {
        Model model({fine("One")});
        setUpRecording();
        setUpProvider(model);
        SB_VERIFY_OK(ask(taped(kRecord)));
        const auto missing = ask(taped(kReplay, "sort"), "Something else");
        QCOMPARE(missing.error().code, std::string("llm.notRecorded"));
        QCOMPARE(missing.error().subject, std::string("sort"));
        QVERIFY(!missing.error().isRetryable());
        QCOMPARE(model.server().requests().size(), std::size_t(1));
        QCOMPARE((*await(m_gateway->calls("default", {})))[0].outcome, std::string("llm.notRecorded"));
        SB_VERIFY_OK(await(m_store->recordings().remove("default", "r-1")));
        QCOMPARE(ask(taped(kReplay)).error().code, std::string("store.notFound"));
        QCOMPARE(model.server().requests().size(), std::size_t(1));
    }
};

SB_TEST_MAIN(TestLlmRecording)
#include "tst_llm_recording.moc"
