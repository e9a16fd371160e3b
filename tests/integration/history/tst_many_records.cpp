// SPDX-License-Identifier: GPL-3.0-or-later
// A map over many records of a kilobyte, two filters and a merge, in a process of its own whose memory is measured.
// SIGNALBOX_RECORDS gives their number (100,000; bench runs/records1m takes a million).
#include "support/test.h"

#include "integration/rig.h"

#include <QProcess>
#include <QTemporaryDir>

#include <fstream>

using namespace signalbox;

namespace {

const char *const kFolder = "SIGNALBOX_RECORDS_FOLDER";

int recordCount()
{
    const int given = qEnvironmentVariableIntValue("SIGNALBOX_RECORDS");
    return given > 0 ? given : 100'000;
}

std::string flowText()
{
    return R"({"id":"many","limits":{"steps":100000000},"nodes":[
        {"id":"read","type":"file.read","config":{"path":"records.jsonl","parse":"jsonl"}},
        {"id":"each","type":"map","config":{"items":"{{ input.items }}","body":{"nodes":[{"id":"t","type":"transform","config":{"set":{"n":"{{ index }}"}}},{"id":"o","type":"output"}],"edges":[{"from":"t","to":"o"}]}}},
        {"id":"most","type":"filter","config":{"items":"{{ input.results }}","expression":"item.n % 10 != 0"}},
        {"id":"few","type":"filter","config":{"items":"{{ input.results }}","expression":"item.n % 1000 == 0"}},
        {"id":"both","type":"merge"},
        {"id":"told","type":"transform","config":{"set":{"most":"{{ nodes.most.output.items.length }}","few":"{{ nodes.few.output.items.length }}"},"replace":true}},
        {"id":"end","type":"output"}],
        "edges":[{"from":"read","to":"each"},{"from":"each","to":"most"},{"from":"each","to":"few"},{"from":"most","to":"both"},{"from":"few","to":"both"},{"from":"both","to":"told"},{"from":"told","to":"end"}]})";
}

// The most that this process ever held, in KiB.
long peakKilobytes()
{
    std::ifstream file("/proc/self/status");
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("VmHWM:")) {
            return std::strtol(line.c_str() + 6, nullptr, 10);
        }
    }
    return 0;
}

} // namespace

class TestManyRecords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // The child; without a folder there is nothing to do.
    void carriesThemOut()
    {
        if (qEnvironmentVariableIsEmpty(kFolder)) {
            return;
        }
        const auto folder = qEnvironmentVariable(kFolder).toStdString();
        auto rig = test::Rig::open(folder + "/data");
        QVERIFY(rig.ok());
        engine::StartRequest request;
        request.flowId = "many";
        request.closure["many"] = flowText();
        request.dataFolder = folder;
        const auto before = peakKilobytes();
        const auto id = test::await((*rig)->engine().start(std::move(request)), Millis(60'000));
        QVERIFY2(id.ok(), id ? "" : id.error().describe().c_str());
        const auto view = test::await((*rig)->engine().wait("default", *id, {}), Millis(500'000));
        QVERIFY2(view && view->state == store::RunState::Succeeded, view ? json::write(view->error).c_str() : view.error().describe().c_str());
        std::ofstream(folder + "/told") << view->result.at("most").as_int64() << ' ' << view->result.at("few").as_int64() << ' ' << before << ' ' << peakKilobytes();
    }

    void staysSmall()
    {
        if (!qEnvironmentVariableIsEmpty(kFolder)) {
            return;
        }
        const int count = recordCount();
        QTemporaryDir folder;
        {
            std::ofstream file(folder.path().toStdString() + "/records.jsonl");
            for (int i = 0; i < count; ++i) {
                file << "{\"id\":" << i << ",\"text\":\"" << std::string(1000, static_cast<char>('a' + i % 26)) << "\"}\n";
            }
        }
        QProcess child;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QString::fromLatin1(kFolder), folder.path());
        child.setProcessEnvironment(environment);
        child.setProcessChannelMode(QProcess::ForwardedChannels);
        child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("carriesThemOut")});
        QVERIFY(child.waitForFinished(550'000));
        QCOMPARE(child.exitCode(), 0);
        long most = 0;
        long few = 0;
        long before = 0;
        long peak = 0;
        std::ifstream(folder.path().toStdString() + "/told") >> most >> few >> before >> peak;
        QCOMPARE(most, long(count - (count + 9) / 10));
        QCOMPARE(few, long((count + 999) / 1000));
        qInfo("%d records of 1 KB: %ld MiB at the most, %ld before", count, peak >> 10, before >> 10);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
        // 300 MB hold for a million: what grows with their number are indexes, not values.
        QVERIFY2(peak < 150L << 10, std::to_string(peak).c_str());
#endif
    }
};

SB_TEST_MAIN(TestManyRecords)
#include "tst_many_records.moc"
