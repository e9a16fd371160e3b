// SPDX-License-Identifier: GPL-3.0-or-later
// The log: shape, levels, correlation, redaction, and lines from many threads.
#include "base/json.h"
#include "base/log.h"
#include "support/test.h"

#include <thread>

using namespace signalbox;

class TestLog : public SignalboxTest
{
    Q_OBJECT
private:
    static json::Object last()
    {
        const auto lines = test::loggedLines();
        if (lines.empty()) {
            qFatal("nothing was logged");
        }
        auto value = json::parse(lines.back());
        if (!value) {
            qFatal("no JSON: %s", lines.back().c_str());
        }
        return value->as_object();
    }
    static std::string text(const json::Object &line, std::string_view key)
    {
        const auto *value = line.if_contains(key);
        return value && value->is_string() ? std::string(value->get_string()) : std::string();
    }

protected:
    void tearDown() override
    {
        log::setRedactor({});
        log::setThreshold(log::Level::Info);
    }

private Q_SLOTS:
    void aLineIsAnObjectWithItsFields()
    {
        log::info("store", "committed", {{"rows", 3}, {"ms", 1.5}, {"hard", true}, {"path", "a\"b\nc"}});
        const auto line = last();
        QCOMPARE(text(line, "level"), std::string("info"));
        QCOMPARE(text(line, "area"), std::string("store"));
        QCOMPARE(text(line, "message"), std::string("committed"));
        QCOMPARE(text(line, "path"), std::string("a\"b\nc"));
        QCOMPARE(line.at("rows").as_int64(), std::int64_t(3));
        QVERIFY(line.at("hard").as_bool());
        QCOMPARE(text(line, "time").size(), std::size_t(24));
        QVERIFY(test::loggedLines().back().find('\n') == std::string::npos);
    }

    void linesBelowTheThresholdAreNotWritten()
    {
        log::debug("store", "too detailed");
        QVERIFY(test::loggedLines().empty());
        log::setThreshold(log::Level::Error);
        QVERIFY(!log::isEnabled(log::Level::Warning));
        log::warning("store", "not now");
        QVERIFY(test::loggedLines().empty());
        log::setThreshold(log::Level::Debug);
        log::debug("store", "now");
        QCOMPARE(test::loggedLines().size(), std::size_t(1));
    }

    void correlationsNestAndEnd()
    {
        {
            const log::Correlation run("run", "r1");
            {
                const log::Correlation node("node", "n1");
                log::info("engine", "inside");
                QCOMPARE(text(last(), "run"), std::string("r1"));
                QCOMPARE(text(last(), "node"), std::string("n1"));
            }
            log::info("engine", "between");
            QVERIFY(!last().contains("node"));
            std::thread([] { log::info("engine", "elsewhere"); }).join();
            QVERIFY(!last().contains("run")); // of this thread only
        }
        log::info("engine", "outside");
        QVERIFY(!last().contains("run"));
    }

    void everyTextPassesTheRedactor()
    {
        log::setRedactor([](std::string_view given) {
            std::string result(given);
            for (auto at = result.find("hunter2"); at != std::string::npos; at = result.find("hunter2")) {
                result.replace(at, 7, "[secret]");
            }
            return result;
        });
        const log::Correlation call("call", "with hunter2 in it");
        log::info("http", "sent", {{"url", "https://host/?k=hunter2"}, {"n", 7}, {"twice", "hunter2hunter2"}});
        for (const auto &line : test::loggedLines()) {
            QVERIFY2(line.find("hunter2") == std::string::npos, line.c_str());
        }
        QCOMPARE(text(last(), "twice"), std::string("[secret][secret]"));
        QCOMPARE(last().at("n").as_int64(), std::int64_t(7));
    }

    void fieldsCannotPretendToBeTheLines()
    {
        test::expectLog("was real");
        log::warning("http", "was real", {{"level", "debug"}, {"message", "forged"}, {"area", "other"}});
        const auto line = last();
        QCOMPARE(text(line, "level"), std::string("warning"));
        QCOMPARE(text(line, "message"), std::string("was real"));
        QCOMPARE(text(line, "area"), std::string("http"));
    }

    void whatIsNoTextIsStillALine()
    {
        log::info("http", "odd bytes", {{"body", std::string("a\xff\xfe\x80z\0b", 7)}});
        const auto value = json::parse(test::loggedLines().back());
        QVERIFY2(value.ok(), test::loggedLines().back().c_str());
        QVERIFY(text(value->as_object(), "body").find('z') != std::string::npos);
    }

    void threadsDoNotMixTheirLines()
    {
        constexpr int kEach = 500;
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([t] {
                const log::Correlation who("thread", std::to_string(t));
                for (int i = 0; i < kEach; ++i) {
                    log::info("test", "line", {{"t", t}, {"i", i}});
                }
            });
        }
        for (auto &thread : threads) {
            thread.join();
        }
        const auto lines = test::loggedLines();
        QCOMPARE(lines.size(), std::size_t(4 * kEach));
        std::map<std::int64_t, std::int64_t> next;
        for (const auto &line : lines) {
            const auto value = json::parse(line);
            QVERIFY(value.ok());
            const auto &object = value->as_object();
            const auto t = object.at("t").as_int64();
            QCOMPARE(text(object, "thread"), std::to_string(t));
            QCOMPARE(object.at("i").as_int64(), next[t]++);
        }
    }

    void qtsMessagesComeHere()
    {
        log::captureQtMessages();
        test::expectLog("from Qt");
        qWarning("from Qt");
        qInstallMessageHandler(nullptr);
        QCOMPARE(text(last(), "area"), std::string("qt"));
        QCOMPARE(text(last(), "level"), std::string("warning"));
    }
};

SB_TEST_MAIN(TestLog)
#include "tst_log.moc"
