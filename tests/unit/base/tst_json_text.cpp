// SPDX-License-Identifier: GPL-3.0-or-later
// The JSON reader and writers: what is refused and where, and that nothing changes on the way.
#include "base/json.h"
#include "base/text.h"
#include "support/test.h"

#include <QRandomGenerator>

using namespace signalbox;
using json::Value;

namespace {

Value randomValue(QRandomGenerator &random, int depth)
{
    const auto kind = random.bounded(depth > 0 ? 8 : 6);
    switch (kind) {
    case 0: return nullptr;
    case 1: return random.bounded(2) == 1;
    case 2: return static_cast<std::int64_t>(random.generate64());
    case 3: return static_cast<double>(random.generate()) / (1 + random.bounded(1000)) * (random.bounded(2) ? 1e-20 : 1e20);
    case 4: return static_cast<double>(random.bounded(100000));
    case 5: {
        std::string text;
        for (int i = random.bounded(12); i > 0; --i) {
            static const std::vector<std::string> letters = {"a", "\"", "\\", "\n", "\x01", "ä", "€", "😀", "/", "{{", " "};
            text += letters[static_cast<std::size_t>(random.bounded(static_cast<int>(letters.size())))];
        }
        return Value(std::string_view(text));
    }
    case 6: {
        json::Array array;
        for (int i = random.bounded(6); i > 0; --i) {
            array.push_back(randomValue(random, depth - 1));
        }
        return array;
    }
    default: {
        json::Object object;
        for (int i = random.bounded(6); i > 0; --i) {
            object["k" + std::to_string(random.bounded(20)) + "~/"] = randomValue(random, depth - 1);
        }
        return object;
    }
    }
}

} // namespace

class TestJsonText : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void cutsBetweenCharacters()
    {
        const std::string text = "aä€😀";
        for (std::size_t bytes = 0; bytes <= text.size() + 1; ++bytes) {
            const auto cut = cutUtf8(text, bytes);
            QVERIFY(cut.size() <= bytes && text.starts_with(cut));
            QVERIFY(json::parse("\"" + std::string(cut) + "\"").ok());
        }
        QCOMPARE(cutUtf8(text, 2), std::string_view("a"));
        QCOMPARE(cutUtf8(text, 3), std::string_view("aä"));
        QCOMPARE(cutUtf8(text, 99), std::string_view(text));
    }

    void refusesAndSaysWhere_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("column");
        const auto row = [](const char *name, const char *text, const char *code, const char *column) {
            QTest::newRow(name) << QByteArray(text) << QString::fromUtf8(code) << QString::fromUtf8(column);
        };
        row("empty", "", "json.syntax", "1");
        row("cut off", "{\"a\": [1, 2", "json.syntax", "12");
        row("no JSON", "hello", "json.syntax", "1");
        row("trailing comma", "[1,]", "json.syntax", "4");
        row("comment", "[1 /* no */]", "json.syntax", "4");
        row("leading zero", "[01]", "json.syntax", "3");
        row("bare minus", "[-]", "json.syntax", "3");
        row("single quotes", "{'a':1}", "json.syntax", "2");
        row("control character", "\"a\tb\"", "json.syntax", "3");
        row("half a surrogate", "\"\\ud800\"", "json.encoding", "7");
        row("bad UTF-8", "\"\xff\"", "json.encoding", "2");
        row("overlong UTF-8", "\"\xc0\xaf\"", "json.encoding", "2");
        row("duplicate key", "{\"a\":1,\"b\":2,\"a\":3}", "json.duplicateKey", "14");
        row("more text", "{} {}", "json.syntax", "4");
        row("byte order mark", "\xef\xbb\xbf{}", "json.syntax", "1");
        row("column counts letters", "{\"ä€\" 1}", "json.syntax", "7");
    }
    void refusesAndSaysWhere()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, code);
        QFETCH(QString, column);
        const auto result = json::parse(std::string_view(text.data(), static_cast<std::size_t>(text.size())));
        QVERIFY(!result);
        QCOMPARE(QString::fromStdString(result.error().code), code);
        QCOMPARE(QString::fromStdString(result.error().args.at(code == QLatin1String("json.duplicateKey") ? 1 : 1).second), column);
    }

    void boundsDepthAndSize()
    {
        const std::string deep(100000, '[');
        const auto result = json::parse(deep);
        QVERIFY(!result);
        QCOMPARE(result.error().code, std::string("json.tooDeep"));
        const std::string fits = std::string(512, '[') + std::string(512, ']');
        QVERIFY(json::parse(fits).ok());
        json::ReadOptions small;
        small.maxBytes = 4;
        QCOMPARE(json::parse("[1,2,3]", small).error().code, std::string("json.tooLarge"));
    }

    void findsADuplicateAmongMany()
    {
        std::string text = "{";
        for (int i = 0; i < 5000; ++i) {
            text += "\"key" + std::to_string(i) + "\":" + std::to_string(i) + ",";
        }
        QVERIFY(json::parse(text + "\"last\":1}").ok());
        QCOMPARE(json::parse(text + "\"key4711\":1}").error().code, std::string("json.duplicateKey"));
    }

    void writesNumbersAsPeopleDo_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : {"0", "-1", "9223372036854775807", "18446744073709551615", "0.8", "1.0", "100000.0", "-0.0", "1e+300", "1e-07", "3.141592653589793", "5e-324"}) {
            QTest::newRow(text) << QByteArray(text);
        }
    }
    void writesNumbersAsPeopleDo()
    {
        QFETCH(QByteArray, text);
        const auto value = json::parse(text.toStdString());
        QVERIFY(value.ok());
        QCOMPARE(QByteArray::fromStdString(json::write(*value)), text);
    }

    void keepsTheSpellingOfNumbers()
    {
        const std::string text = "{\"a\": 1e5, \"b\": [1.50, 2, 123456789012345678901234567890], \"c\": -0, \"d\": 0.80}";
        json::NumberSpelling spelling;
        json::ReadOptions options;
        options.spelling = &spelling;
        auto value = json::parse(text, options);
        QVERIFY(value.ok());
        json::PrettyOptions pretty;
        pretty.spelling = &spelling;
        QCOMPARE(json::writePretty(*value, pretty), text);
        value->as_object()["a"] = 7;
        QCOMPARE(json::writePretty(*value, pretty).substr(0, 8), std::string("{\"a\": 7,"));
    }

    void whatIsWrittenReadsBackTheSame()
    {
        QRandomGenerator random(4711);
        for (int i = 0; i < 500; ++i) {
            const Value value = randomValue(random, 5);
            const auto compact = json::write(value);
            const auto again = json::parse(compact);
            QVERIFY2(again.ok(), compact.c_str());
            QCOMPARE(json::write(*again), compact);
            const auto pretty = json::writePretty(value);
            const auto reread = json::parse(pretty);
            QVERIFY2(reread.ok(), pretty.c_str());
            QCOMPARE(json::writePretty(*reread), pretty);
            QCOMPARE(json::write(*reread), compact);
        }
    }

    void prettyPutsShortThingsOnOneLine()
    {
        const auto value = json::parse(R"({"nodes":[{"id":"a","type":"b","config":{}}],"layout":{"nodes":{"a":[0,0]}}})");
        json::PrettyOptions narrow;
        narrow.width = 50;
        QCOMPARE(json::writePretty(*value, narrow),
                 std::string("{\n  \"nodes\": [\n    {\"id\": \"a\", \"type\": \"b\", \"config\": {}}\n  ],\n  \"layout\": {\n    \"nodes\": {\"a\": [0, 0]}\n  }\n}"));
    }
};

SB_TEST_MAIN(TestJsonText)
#include "tst_json_text.moc"
