// SPDX-License-Identifier: GPL-3.0-or-later
// What attempts write while they run: how much of it is kept, and that secrets are gone before anything is cut.
#include "engine/executors.h"
#include "support/test.h"

using namespace signalbox;
using namespace signalbox::test;
using engine::AttemptLog;

namespace {

std::string withoutWord(std::string text)
{
    for (auto at = text.find("passphrase"); at != std::string::npos; at = text.find("passphrase")) {
        text.replace(at, 10, "***");
    }
    return text;
}

} // namespace

class TestEngineLogs : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void keepsLines()
    {
        AttemptLog log;
        QCOMPARE(log.text(), std::string());
        log.add("info", "One");
        log.addBeginning("warn", "Two and more", 3);
        log.addBeginning("warn", "Two", 3);
        QCOMPARE(log.text(), std::string(R"x([{"level":"info","text":"One"},{"level":"warn","text":"Two … (9 bytes more)"},{"level":"warn","text":"Two"}])x"));
    }

    void keepsOnlySoMuch()
    {
        AttemptLog log;
        for (std::size_t i = 0; i < AttemptLog::kMostLines + 10; ++i) {
            log.add("info", "x");
        }
        QCOMPARE(json::parse(log.text())->as_array().size(), AttemptLog::kMostLines);
        AttemptLog bytes;
        bytes.add("info", std::string(AttemptLog::kMostBytes + 1, 'x'));
        bytes.add("info", "more");
        const auto lines = json::parse(bytes.text()).value().as_array();
        QCOMPARE(lines.size(), std::size_t(1));
        QCOMPARE(json::text(lines[0].as_object(), "text").size(), AttemptLog::kMostBytes);
    }

    void takesSecretsOutBeforeItCuts()
    {
        AttemptLog log(withoutWord);
        log.addBeginning("info", "The passphrase", 8);
        log.add("info", std::string(AttemptLog::kMostBytes - 60, '.') + "passphrase");
        log.add("info", std::string(100, 'y') + "passphrase");
        QVERIFY2(log.text().find("pass") == std::string::npos, log.text().substr(0, 200).c_str());
        QVERIFY(log.text().starts_with(R"x([{"level":"info","text":"The ***"},)x"));
        AttemptLog last(withoutWord);
        last.add("info", std::string(AttemptLog::kMostBytes - 4, '.') + "passphrase");
        QVERIFY(last.text().find("pass") == std::string::npos);
    }
};

SB_TEST_MAIN(TestEngineLogs)
#include "tst_engine_logs.moc"
