// SPDX-License-Identifier: GPL-3.0-or-later
// Recorded runs as people start them: killed while they record, replayed elsewhere, and the answers that samples come with.
//   SIGNALBOX_UPDATE_ANSWERS=1: writes resources/samples/customer-mail/answers.json anew, after its flow or mails changed.
#include "base/json.h"
#include "support/loopback_server.h"
#include "support/test.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <map>

using namespace signalbox;

namespace {

struct Outcome
{
    int exit = -1;
    QByteArray out;
    QByteArray err;
};

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Speaks Chat Completions; what it says is decided by what it is asked.
class ScriptedModel
{
public:
    /// The answer to a prompt; none: it stays silent.
    using Script = std::function<std::optional<std::string>(const std::string &body)>;
    explicit ScriptedModel(Script script) : m_script(std::move(script)), m_server([this](const auto &request) { return reply(request); }) {}

    QString url() const { return QString::fromStdString(m_server.url()); }
    const std::vector<std::string> &asked() const { return m_asked; }
    void setScript(Script script) { m_script = std::move(script); }

private:
    test::LoopbackServer::Reply reply(const test::LoopbackServer::Request &request)
    {
        m_asked.push_back(request.body);
        const auto text = m_script(request.body);
        if (!text) {
            return {200, {}, {}, Millis(0), test::LoopbackServer::Reply::Answer::Never};
        }
        const auto delta = json::write(json::Object{{"id", "answer"}, {"model", "example-model"}, {"choices", json::Array{json::Object{{"index", 0}, {"delta", json::Object{{"content", *text}}}, {"finish_reason", "stop"}}}}});
        const auto usage = json::write(json::Object{{"id", "answer"}, {"choices", json::Array()}, {"usage", json::Object{{"prompt_tokens", request.body.size() / 4}, {"completion_tokens", text->size() / 4}}}});
        return {200, "data: " + delta + "\n\ndata: " + usage + "\n\ndata: [DONE]\n\n", {"Content-Type: text/event-stream"}};
    }

    Script m_script;
    std::vector<std::string> m_asked;
    test::LoopbackServer m_server;
};

// What the model of the sample says, by words of the mail: how it sorts it, and what it answers.
struct Mail
{
    const char *subject;
    const char *sorted;
    const char *reply;
};

constexpr Mail kMails[] = {
    {"Invoice 2291", R"({"topic": "bill", "urgency": 3, "summary": "Invoice 2291 (EUR 480.00) was charged twice; one payment is to be refunded before Friday."})",
     "Hello Mr Weber,\n\nthank you for telling us, and I am sorry about the second charge of invoice 2291. I have passed it to our accounts team with both dates; they check the two payments and refund the one that should not have happened.\n\nYour books close on Friday: they will write to you before then with the date on which the money is back.\n\nKind regards\nLumen Office support"},
    {"Nobody can sign in", R"({"topic": "access", "urgency": 5, "summary": "Since 7:40 no login works at a clinic; twelve people cannot see today's appointments."})",
     "Hello Ms Okafor,\n\nthis has gone to the engineer on call, as urgent. So that they find the cause quickly, could you tell us whether it also happens in a private window, and the name of one account that is affected?\n\nWe will write again as soon as we know more. Until then: whoever is still signed in should stay so.\n\nLumen Office support"},
    {"leave out empty columns", R"({"topic": "question", "urgency": 1, "summary": "Asks whether the CSV export can leave out columns that are empty in every row."})",
     "Good morning Tuomas,\n\ngood to hear that the export serves you well. It writes every column today, also empty ones, so there is no setting that you have missed. I have noted your wish for the people who build it.\n\nUntil then, most spreadsheets hide empty columns with a filter on the first row.\n\nKind regards\nLumen Office support"},
    {"a small bug", R"({"topic": "bug", "urgency": 2, "summary": "An event that is dragged over midnight is shown one day too early until the page is loaded again."})",
     "Hello Ms Marques,\n\nthank you for the kind words, and for describing the bug so well: an event dragged over midnight is shown a day early until the page is loaded again. I have handed it on to the developers just like that.\n\nThe event itself is kept with the right date, so nothing of yours is lost.\n\nKind regards\nLumen Office support"},
    {"We are leaving", R"({"topic": "leaving", "urgency": 3, "summary": "Wants to end the team plan (14 seats) at the end of March and to have all data in a readable format."})",
     "Hello Mr Brandt,\n\nthank you for letting us know in good time. Your wish to end the team plan with its 14 seats at the end of March is with our accounts team, and they will confirm it in writing.\n\nAbout your data: you get an export of everything that we keep about you, in formats that other programs read. If you need it before a certain day, just say so.\n\nWe have enjoyed working for you.\n\nLumen Office support"},
};

std::optional<std::string> answerMail(const std::string &body)
{
    for (const auto &mail : kMails) {
        if (body.find(mail.subject) != std::string::npos) {
            return body.find("json_schema") != std::string::npos ? mail.sorted : mail.reply;
        }
    }
    return "?";
}

// Four questions in a row, of which the last three use what came before.
QByteArray chainOfFour()
{
    QByteArray nodes;
    QByteArray edges;
    for (int i = 1; i <= 4; ++i) {
        const auto number = QByteArray::number(i);
        nodes += "{\"id\":\"ask" + number + "\",\"type\":\"llm\",\"onInterrupted\":\"retry\",\"config\":{\"prompt\":\"Question " + number + (i == 1 ? QByteArray() : QByteArray(" after {{ input.text }}")) + "\"}},";
        edges += "{\"from\":\"ask" + number + "\",\"to\":\"" + (i == 4 ? QByteArray("end") : "ask" + QByteArray::number(i + 1)) + "\"}" + (i == 4 ? "" : ",");
    }
    return "{\"format\":\"signalbox.flow/1\",\"id\":\"chain\",\"nodes\":[" + nodes + "{\"id\":\"end\",\"type\":\"output\",\"config\":{}}],\"edges\":[" + edges + "]}";
}

int questionIn(const std::string &body)
{
    const auto at = body.find("Question ");
    return at == std::string::npos ? 0 : body[at + 9] - '0';
}

} // namespace

class TestCliRecordings : public SignalboxTest
{
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_folder;

    QString path(const char *name) const { return m_folder->filePath(QString::fromUtf8(name)); }
    static QString program() { return QString::fromStdString(test::binDir()) + QStringLiteral("/signalbox-cli"); }

    // The model answers meanwhile.
    Outcome run(const char *data, QStringList words) const
    {
        QProcess process;
        process.start(program(), words << QStringLiteral("--data") << path(data));
        process.closeWriteChannel();
        const bool ended = test::pumpUntil([&] { return process.state() == QProcess::NotRunning; }, Millis(120'000));
        if (!ended) {
            process.kill();
            process.waitForFinished();
        }
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }
    static json::Value parsed(const Outcome &outcome)
    {
        auto value = json::parse(outcome.out.toStdString());
        return value ? std::move(*value) : json::Value(json::Object());
    }
    /// What each step gave, without what it cost and how long it took.
    static std::map<std::string, std::string> answersOf(const json::Value &record)
    {
        std::map<std::string, std::string> answers;
        const auto *steps = json::find(record, "steps");
        for (const auto &step : steps ? steps->get_array() : json::Array()) {
            auto output = step.at("output");
            if (auto *object = output.if_object()) {
                for (const auto *member : {"cost", "attempts", "durationMs"}) {
                    object->erase(member);
                }
            }
            answers.emplace(json::text(step.get_object(), "path"), json::write(output));
        }
        return answers;
    }
    void setUpModel(const char *data, const ScriptedModel &model) const
    {
        const auto done = run(data, {QStringLiteral("providers"), QStringLiteral("set"), QStringLiteral("example"), QStringLiteral("openAiCompatible"), model.url(), QStringLiteral("--set"), QStringLiteral("defaultModel=example-model")});
        QVERIFY2(done.exit == 0, done.err.constData());
    }

protected:
    void setUp() override { m_folder = std::make_unique<QTemporaryDir>(); }
    void tearDown() override { m_folder.reset(); }

private Q_SLOTS:
    void aKilledRunGoesOnRecording()
    {
        QFile flow(path("chain.json"));
        QVERIFY(flow.open(QIODevice::WriteOnly));
        flow.write(chainOfFour());
        flow.close();
        ScriptedModel model([](const std::string &body) { return questionIn(body) == 3 ? std::nullopt : std::optional("Answer " + std::to_string(questionIn(body))); });
        setUpModel("data", model);
        QProcess victim;
        victim.start(program(), {QStringLiteral("run"), path("chain.json"), QStringLiteral("--record"), QStringLiteral("--data"), path("data")});
        QVERIFY2(test::pumpUntil([&] { return model.asked().size() == 3 || victim.state() == QProcess::NotRunning; }, Millis(60'000)), "the third question was not asked");
        QCOMPARE(model.asked().size(), std::size_t(3));
        victim.kill();
        QVERIFY(test::pumpUntil([&] { return victim.state() == QProcess::NotRunning; }));

        model.setScript([](const std::string &body) { return std::optional("Answer " + std::to_string(questionIn(body))); });
        const auto resumed = run("data", {QStringLiteral("resume"), QStringLiteral("--json")});
        QVERIFY2(resumed.exit == 0, resumed.err.constData());
        const auto record = parsed(resumed);
        QCOMPARE(std::string(json::text(record.at("models").as_object(), "mode")), std::string("record"));
        // What was answered was not asked again; the one that was not, was.
        std::map<int, int> counts;
        for (const auto &body : model.asked()) {
            ++counts[questionIn(body)];
        }
        QVERIFY((counts == std::map<int, int>{{1, 1}, {2, 1}, {3, 2}, {4, 1}}));
        const auto id = QString::fromStdString(std::string(json::text(record.as_object(), "id")));
        const auto exported = run("data", {QStringLiteral("recordings"), QStringLiteral("export"), id, QStringLiteral("--output"), path("chain-answers.json")});
        QVERIFY2(exported.exit == 0, exported.err.constData());

        // On another machine, with nobody to ask: twice the same.
        const auto asked = model.asked().size();
        for (int i = 0; i < 2; ++i) {
            const auto replayed = run("elsewhere", {QStringLiteral("run"), path("chain.json"), QStringLiteral("--replay"), path("chain-answers.json"), QStringLiteral("--json")});
            QVERIFY2(replayed.exit == 0, replayed.err.constData());
            const auto again = parsed(replayed);
            QCOMPARE(std::string(json::text(again.at("models").as_object(), "mode")), std::string("replay"));
            QVERIFY((answersOf(again) == answersOf(record)));
        }
        QCOMPARE(model.asked().size(), asked);
        const auto list = run("elsewhere", {QStringLiteral("recordings"), QStringLiteral("list"), QStringLiteral("--json")});
        QCOMPARE(parsed(list).as_array().size(), std::size_t(1));
        QCOMPARE(run("elsewhere", {QStringLiteral("run"), path("chain.json"), QStringLiteral("--record"), QStringLiteral("--replay"), path("chain-answers.json")}).exit, 2);
        QCOMPARE(run("elsewhere", {QStringLiteral("run"), path("chain.json"), QStringLiteral("--replay"), QStringLiteral("nothing")}).exit, 1);
    }

    void theSampleComesWithItsAnswers()
    {
        // Recorded by the product itself, from a model that always says the same.
        const auto shipped = QString::fromStdString(test::sourceDir() + "/resources/samples/customer-mail/answers.json");
        ScriptedModel model(answerMail);
        setUpModel("data", model);
        const auto recorded = run("data", {QStringLiteral("run"), QStringLiteral("sample:customer-mail"), QStringLiteral("--record=") + path("answers.json"), QStringLiteral("--json")});
        QVERIFY2(recorded.exit == 4, recorded.err.constData());
        QCOMPARE(model.asked().size(), std::size_t(10));
        auto document = json::parse(contentOf(path("answers.json")).toStdString());
        QVERIFY(document.ok());
        auto &object = document->get_object();
        json::Object made;
        for (const auto &member : object) {
            if (member.key() == "calls") {
                made.emplace("example", true);
            }
            made.emplace(member.key(), member.key() == "name" ? json::Value("Customer mail") : member.value());
        }
        const QByteArray text = QByteArray::fromStdString(json::writePretty(made)).trimmed() + QByteArrayLiteral("\n");
        if (qEnvironmentVariableIsSet("SIGNALBOX_UPDATE_ANSWERS")) {
            QFile file(shipped);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(text);
            file.close();
        }
        QVERIFY2(contentOf(shipped) == text, "the answers of the sample are those of another flow or other mails; SIGNALBOX_UPDATE_ANSWERS=1 records them anew");
    }

    void theSampleRunsWithoutAModel()
    {
        const auto ran = run("data", {QStringLiteral("run"), QStringLiteral("sample:customer-mail")});
        QVERIFY2(ran.exit == 4, ran.err.constData());
        QVERIFY2(ran.err.contains("Example answers: no model is asked"), ran.err.constData());
        const auto approvals = parsed(run("data", {QStringLiteral("approvals"), QStringLiteral("--json")}));
        QCOMPARE(approvals.as_array().size(), std::size_t(1));
        const auto approval = QString::fromStdString(std::string(json::text(approvals.as_array()[0].as_object(), "id")));
        QCOMPARE(run("data", {QStringLiteral("approve"), approval}).exit, 0);
        const auto done = run("data", {QStringLiteral("resume"), QStringLiteral("--json")});
        QVERIFY2(done.exit == 0, done.err.constData());
        const auto runs = parsed(run("data", {QStringLiteral("runs"), QStringLiteral("--json")}));
        QVERIFY(runs.as_array()[0].at("models").at("example").as_bool());
        const auto replies = contentOf(path("data") + QStringLiteral("/samples/customer-mail/out/replies.json"));
        QVERIFY2(replies.contains("engineer on call") && replies.indexOf("Nobody can sign in") < replies.indexOf("Invoice 2291"), replies.constData());
        // What was changed is not answered by something else.
        const auto changed = run("data", {QStringLiteral("run"), QStringLiteral("sample:customer-mail"), QStringLiteral("--set"), QStringLiteral("company=Other")});
        QCOMPARE(changed.exit, 1);
        QVERIFY2(changed.err.contains("has no answer to what the step"), changed.err.constData());
        // With a provider the models are asked, unless the person says otherwise.
        ScriptedModel model(answerMail);
        setUpModel("data", model);
        QCOMPARE(run("data", {QStringLiteral("run"), QStringLiteral("sample:customer-mail")}).exit, 4);
        QCOMPARE(model.asked().size(), std::size_t(10));
        QCOMPARE(run("data", {QStringLiteral("run"), QStringLiteral("sample:customer-mail"), QStringLiteral("--examples")}).exit, 4);
        QCOMPARE(model.asked().size(), std::size_t(10));
    }
};

SB_TEST_MAIN(TestCliRecordings)
#include "tst_cli_recordings.moc"
