// SPDX-License-Identifier: GPL-3.0-or-later
// OpenAI's own client library, unmodified, works against the endpoint (client/client.mjs says what it does).
#include "endpoint_rig.h"

#include <QFile>
#include <QProcess>

using namespace signalbox;

class TestOpenAiClient : public test::EndpointTest
{
    Q_OBJECT

    // Node runs while this thread serves.
    void run(const char *scenario, const std::string &token)
    {
        const auto folder = qEnvironmentVariable("SIGNALBOX_OPENAI_CLIENT");
        const auto script = folder + QStringLiteral("/client.mjs");
        QFile::remove(script);
        QVERIFY2(QFile::copy(QString::fromStdString(test::sourceDir()) + QStringLiteral("/tests/integration/endpoint/client/client.mjs"), script), "the client library is not there; run the test by ctest");
        QProcess node;
        node.setProcessChannelMode(QProcess::MergedChannels);
        node.start(QStringLiteral("node"), {script, QString::fromStdString(url()), QString::fromStdString(token), QString::fromLatin1(scenario)});
        const bool ended = test::pumpUntil([&] { return node.state() == QProcess::NotRunning; }, Millis(120'000));
        const auto said = node.readAll();
        if (!ended || node.exitStatus() != QProcess::NormalExit || node.exitCode() != 0) {
            node.kill();
            node.waitForFinished();
            QFAIL(QByteArray(QByteArray(scenario) + ": " + said).constData());
        }
        QVERIFY2(said.contains(QByteArray(QByteArray(scenario) + " done")), said.constData());
    }

private Q_SLOTS:
    void worksForIt_data()
    {
        QTest::addColumn<QByteArray>("scenario");
        for (const char *name : {"chat", "chatStream", "thoughts", "tools", "schema", "images", "responses", "responsesStream", "embeddings", "models", "errors", "brokenStream"}) {
            QTest::newRow(name) << QByteArray(name);
        }
    }
    void worksForIt()
    {
        QFETCH(QByteArray, scenario);
        run(scenario.constData(), token().token);
    }

    void endsTheCallOfAClientThatLeaves()
    {
        run("cancel", token().token);
        QVERIFY(test::pumpUntil([this] { return m_model->left() == 1; }));
        QVERIFY(test::pumpUntil([this] {
            const auto calls = call<api::LlmCalls>({});
            return calls && calls->calls.size() == 1 && calls->calls[0].outcome != "ok";
        }));
    }

    void refusesWhatIsTooMuch()
    {
        api::EndpointTokenLimits limits;
        limits.requestsPerMinute = 2;
        run("tooMany", token(limits).token);
        api::EndpointTokenLimits little;
        little.budgetTokens = 1000;
        run("noBudget", token(little).token);
    }
};

SB_TEST_MAIN(TestOpenAiClient)
#include "tst_openai_client.moc"
