// SPDX-License-Identifier: GPL-3.0-or-later
// The samples as files: each valid without a single finding, documented, and small.
#include "support/test.h"

#include "flow/validate.h"
#include "nodes/register.h"

#include <filesystem>
#include <fstream>
#include <sstream>

using namespace signalbox;

class TestSamples : public SignalboxTest
{
    Q_OBJECT

    http::Client m_client;
    SystemClock m_clock;
    engine::ExecutorRegistry m_registry;

    static std::string folder() { return test::sourceDir() + "/resources/samples"; }
    static std::string read(const std::string &path)
    {
        std::ostringstream text;
        text << std::ifstream(path, std::ios::binary).rdbuf();
        return text.str();
    }
    static std::vector<std::string> samples()
    {
        std::vector<std::string> names;
        for (const auto &entry : std::filesystem::directory_iterator(folder())) {
            names.push_back(entry.path().filename().string());
        }
        std::ranges::sort(names);
        return names;
    }

    static void collect(const flow::Flow &flow, std::set<std::string> &types, int &nodes)
    {
        nodes += static_cast<int>(flow.nodes.size());
        for (const auto &node : flow.nodes) {
            types.insert(node.type);
            if (const auto *body = json::find(node.config, "body"); body && body->is_object() && json::find(*body, "nodes")) {
                const auto inner = flow::fromJson(*body);
                QVERIFY2(inner.ok(), inner.ok() ? "" : inner.error().describe().c_str());
                collect(*inner, types, nodes);
            }
        }
        for (const auto &[id, inner] : flow.flows) {
            collect(*inner, types, nodes);
        }
    }

private Q_SLOTS:
    void initTestCase()
    {
        auto done = nodes::registerNodes(m_registry, {.http = m_client, .clock = m_clock, .addresses = {}, .files = {}, .fileThreads = 1});
        QVERIFY(done.ok());
    }

    void everySampleIsValidWithoutAFinding_data()
    {
        QTest::addColumn<QString>("name");
        for (const auto &name : samples()) {
            QTest::newRow(name.c_str()) << QString::fromStdString(name);
        }
    }
    void everySampleIsValidWithoutAFinding()
    {
        QFETCH(QString, name);
        const auto text = read(folder() + "/" + name.toStdString() + "/flow.json");
        const auto document = flow::Document::parse(text);
        QVERIFY2(document.ok(), document.ok() ? "" : document.error().describe().c_str());
        QCOMPARE(document->text(), text);
        QCOMPARE(document->flow().id, name.toStdString());
        const auto findings = flow::validate(document->flow(), {.types = m_registry.catalogue(),
                                                                .secretExists = [](std::string_view) { return false; },
                                                                .flowExists = [](std::string_view) { return false; }});
        for (const auto &finding : findings) {
            qWarning("%s %s: %s", finding.code.c_str(), finding.path.c_str(), finding.message.c_str());
        }
        QVERIFY(findings.empty());
        QVERIFY(read(folder() + "/" + name.toStdString() + "/README.md").starts_with("# "));
    }

    void togetherTheyShowEveryType()
    {
        std::set<std::string> used;
        int nodes = 0;
        for (const auto &name : samples()) {
            const auto document = flow::Document::parse(read(folder() + "/" + name + "/flow.json"));
            QVERIFY(document.ok());
            collect(document->flow(), used, nodes);
        }
        QVERIFY(nodes >= 40);
        for (const auto *type : m_registry.catalogue().all()) {
            QVERIFY2(used.contains(type->name), type->name.c_str());
        }
    }

    void theyAreSmall()
    {
        std::uintmax_t bytes = 0;
        for (const auto &entry : std::filesystem::recursive_directory_iterator(folder())) {
            bytes += entry.is_regular_file() ? entry.file_size() : 0;
        }
        QVERIFY(bytes < 1'000'000);
    }
};

SB_TEST_MAIN(TestSamples)
#include "tst_samples.moc"
