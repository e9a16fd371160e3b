// SPDX-License-Identifier: GPL-3.0-or-later
// signalboxd as a process: what it says, what it refuses, how it ends, and how it goes on after a kill.
#include "client/client.h"
#include "daemon.h"
#include "http_peer.h"
#include "support/loopback_server.h"
#include "transport/local_socket.h"

#include <QDir>
#include <QFileInfo>
#include <QTcpServer>
#include <QTemporaryDir>

#include <csignal>

using namespace signalbox;

class TestServerProcess : public SignalboxTest
{
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_folder;

    QString data() const { return m_folder->filePath(QStringLiteral("data")); }

    // Gives exit code and words of a start that must fail.
    std::pair<int, QByteArray> refused(const QStringList &words) const
    {
        QProcess process;
        process.start(QString::fromStdString(test::binDir()) + QStringLiteral("/signalboxd"), words);
        if (!process.waitForFinished(20000)) {
            process.kill();
            process.waitForFinished();
            return {-1, "it did not end"};
        }
        return {process.exitCode(), process.readAllStandardError()};
    }

    static std::string startRun(test::HttpPeer &peer, const std::string &flow)
    {
        const auto started = peer.ask("POST", "/api/v1/runs", json::write(json::Object{{"text", flow}}));
        return started.status == 200 ? std::string(json::text(started.data(), "id")) : "not started: " + started.text;
    }

protected:
    void setUp() override { m_folder = std::make_unique<QTemporaryDir>(); }
    void tearDown() override { m_folder.reset(); }

private Q_SLOTS:
    void saysOnceWhereItIs()
    {
        test::Daemon daemon(data());
        QVERIFY2(daemon.start(), daemon.err().constData());
        QVERIFY(daemon.port() != 0);
        QVERIFY(daemon.out().contains(daemon.tokenFile().toUtf8()));
        const QFileInfo token(daemon.tokenFile());
        QCOMPARE(token.permissions() & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther), QFile::Permissions());
        QVERIFY(token.permissions() & QFile::ReadOwner);
        QCOMPARE(QFileInfo(data()).permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::ExeOther), QFile::Permissions());
        const auto first = daemon.token();
        QVERIFY(first.starts_with("sbx_"));
        QCOMPARE(test::HttpPeer(daemon.port(), first).ask("GET", "/api/v1/system").status, 200);
        daemon.process().terminate();
        QCOMPARE(daemon.end(), 0);
        QCOMPARE(daemon.out().count('\n'), 1);
        QVERIFY2(daemon.err().isEmpty(), daemon.err().constData());
        // The token stays.
        QVERIFY(daemon.start());
        QCOMPARE(daemon.token(), first);
    }

    void refusesWhatItCannotDo_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QByteArray>("said");
        const auto row = [](const char *name, const char *words, const char *said) { QTest::newRow(name) << QString::fromUtf8(words).split(QLatin1Char(' ')) << QByteArray(said); };
        row("no such command", "fly", "\"fly\" is nothing that signalboxd does");
        row("a worker", "worker", "signalboxd all");
        row("two words", "all serve", "one word too many");
        row("no such option", "all --fast", "--fast is not known");
        row("no value", "all --data", "needs a value");
        row("a database", "all --database postgresql://x", "PostgreSQL");
        row("redis", "all --redis redis://x", "PostgreSQL");
        row("the network", "all --listen 0.0.0.0:4400", "--allow-network");
        row("the network by IPv6", "all --listen [::]:4400", "--allow-network");
        row("no port", "all --listen 127.0.0.1:http", "whole number");
        row("a large port", "all --listen 127.0.0.1:70000", "65535");
        row("bare IPv6", "all --listen ::1:4400", "in brackets");
        row("no level", "all --log loud", "--log takes");
        row("no network", "all --provider-network 10.0.0.0/99", "--provider-network takes");
    }
    void refusesWhatItCannotDo()
    {
        QFETCH(QStringList, words);
        QFETCH(QByteArray, said);
        const auto [code, text] = refused(words);
        QCOMPARE(code, 2);
        QVERIFY2(text.contains(said), text.constData());
        QCOMPARE(text.count('\n'), 1);
    }

    void saysWhyItCannotStart()
    {
        QTcpServer taken;
        QVERIFY(taken.listen(QHostAddress::LocalHost, 0));
        const auto listen = QStringLiteral("127.0.0.1:%1").arg(taken.serverPort());
        auto [code, text] = refused({QStringLiteral("all"), QStringLiteral("--data"), data(), QStringLiteral("--listen"), listen});
        QCOMPARE(code, 1);
        QVERIFY2(text.contains("channel.listen") && text.contains(listen.toUtf8()) && text.contains("--listen"), text.constData());

        const auto garbage = m_folder->filePath(QStringLiteral("broken"));
        QVERIFY(QDir().mkpath(garbage));
        QFile database(garbage + QStringLiteral("/signalbox.db"));
        QVERIFY(database.open(QIODevice::WriteOnly));
        database.write(QByteArray(4096, 'x'));
        database.close();
        std::tie(code, text) = refused({QStringLiteral("all"), QStringLiteral("--data"), garbage, QStringLiteral("--listen"), QStringLiteral(":0")});
        QCOMPARE(code, 1);
        QVERIFY2(text.contains("[store."), text.constData());

        const auto deep = m_folder->filePath(QString(120, QLatin1Char('d')));
        std::tie(code, text) = refused({QStringLiteral("all"), QStringLiteral("--data"), deep, QStringLiteral("--listen"), QStringLiteral(":0")});
        QCOMPARE(code, 1);
        QVERIFY2(text.contains("shorter path"), text.constData());

        std::tie(code, text) = refused({QStringLiteral("all"), QStringLiteral("--data"), QStringLiteral("/dev/null/x"), QStringLiteral("--listen"), QStringLiteral(":0")});
        QCOMPARE(code, 1);
        QVERIFY2(text.contains("data.folder"), text.constData());
    }

    void aFolderHasOneHolder()
    {
        test::Daemon daemon(data());
        QVERIFY2(daemon.start(), daemon.err().constData());
        const auto [code, text] = refused({QStringLiteral("all"), QStringLiteral("--data"), data(), QStringLiteral("--listen"), QStringLiteral(":0")});
        QCOMPARE(code, 1);
        QVERIFY2(text.contains("data.held") && text.contains(QByteArray::number(daemon.process().processId())), text.constData());
        // The first one is not disturbed: neither its port nor its local socket.
        QCOMPARE(test::HttpPeer(daemon.port()).ask("GET", "/health/ready").status, 200);
        SystemClock clock;
        const auto path = transport::localSocketPath(data().toStdString());
        QCOMPARE(QFileInfo(QString::fromStdString(path)).permissions() & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther), QFile::Permissions());
        client::Client client([path](std::stop_token stop) { return transport::connectLocal(path, std::move(stop)); }, clock);
        QVERIFY(test::await(client.connect({})).ok());
        const auto info = test::await(client.call<api::SystemInfoCall>({}));
        QCOMPARE(info->process, daemon.process().processId());
        QCOMPARE(info->subject, std::string("owner"));
    }

    void drainsBeforeItEnds_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("terminate") << SIGTERM;
        QTest::newRow("interrupt") << SIGINT;
    }
    void drainsBeforeItEnds()
    {
        QFETCH(int, signal);
        test::Daemon daemon(data());
        QVERIFY2(daemon.start({QStringLiteral("--drain"), QStringLiteral("600")}), daemon.err().constData());
        test::HttpPeer peer(daemon.port(), daemon.token());
        const auto run = startRun(peer, R"({"nodes":[{"id":"pause","type":"wait","config":{"duration":"1h"}}]})");
        test::HttpPeer waiting(daemon.port(), daemon.token());
        waiting.send(waiting.request("POST", "/api/v1/runs/" + run + "/wait"));
        QCOMPARE(peer.ask("GET", "/health/ready").status, 200);
        ::kill(static_cast<pid_t>(daemon.process().processId()), signal);
        QVERIFY(test::pumpUntil([&] { return peer.ask("GET", "/health/ready").status == 503; }));
        QCOMPARE(peer.ask("GET", "/health/live").status, 200);
        const auto answer = peer.ask("GET", "/api/v1/flows");
        QCOMPARE(answer.status, 503);
        QCOMPARE(answer.code(), std::string("engine.stopping"));
        // A second signal cuts it short; who waits is told.
        ::kill(static_cast<pid_t>(daemon.process().processId()), signal);
        const auto told = waiting.answer();
        QCOMPARE(told.status, 503);
        QCOMPARE(told.code(), std::string("engine.stopping"));
        QCOMPARE(daemon.end(), 0);
        QVERIFY2(daemon.err().isEmpty(), daemon.err().constData());
    }

    void aRunGoesOnAfterAKill()
    {
        int firsts = 0;
        int seconds = 0;
        test::LoopbackServer target([&](const test::LoopbackServer::Request &request) {
            ++(request.target == "/first" ? firsts : seconds);
            return test::LoopbackServer::Reply{};
        });
        test::Daemon daemon(data());
        QVERIFY2(daemon.start(), daemon.err().constData());
        test::HttpPeer peer(daemon.port(), daemon.token());
        const json::Object first{{"id", "first"}, {"type", "http.request"}, {"config", json::Object{{"method", "POST"}, {"url", target.url() + "/first"}}}};
        const json::Object pause{{"id", "pause"}, {"type", "wait"}, {"config", json::Object{{"duration", "4s"}}}};
        const json::Object second{{"id", "second"}, {"type", "http.request"}, {"config", json::Object{{"method", "POST"}, {"url", target.url() + "/second"}}}};
        const json::Object flow{{"nodes", json::Array{first, pause, second}}, {"edges", json::Array{json::Object{{"from", "first"}, {"to", "pause"}}, json::Object{{"from", "pause"}, {"to", "second"}}}}};
        const auto run = startRun(peer, json::write(flow));
        const auto path = "/api/v1/runs/" + run;
        QVERIFY2(test::pumpUntil([&] {
            const auto steps = peer.ask("GET", path + "/steps");
            return steps.text.find(R"("node":"pause")") != std::string::npos;
        }), run.c_str());
        daemon.process().kill();
        QCOMPARE(daemon.end(), -1);
        QCOMPARE(firsts, 1);
        QCOMPARE(seconds, 0);
        QVERIFY2(daemon.start(), daemon.err().constData());
        const auto ended = test::HttpPeer(daemon.port(), daemon.token()).ask("POST", path + "/wait");
        QCOMPARE(ended.status, 200);
        QCOMPARE(std::string(json::text(ended.data(), "state")), std::string("succeeded"));
        QCOMPARE(firsts, 1);
        QCOMPARE(seconds, 1);
    }
};

SB_TEST_MAIN(TestServerProcess)
#include "tst_server_process.moc"
