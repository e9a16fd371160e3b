// SPDX-License-Identifier: GPL-3.0-or-later
// Flow files: bytes that stay, keys that are kept, and files that are none.
#include "support/test.h"
#include "test_types.h"

#include <random>

using namespace signalbox;
using namespace signalbox::flow;

namespace {

// Random JSON, written in a random manner: blanks, escapes, spellings of numbers, line ends.
class Scribe
{
public:
    explicit Scribe(unsigned seed) : m_random(seed), m_line(pick(2) == 0 ? "\n" : "\r\n") {}

    std::string flow()
    {
        std::string text = "{" + blank() + "\"nodes\"" + blank() + ":" + blank() + "[" + blank();
        const auto count = pick(5);
        for (unsigned i = 0; i < count; ++i) {
            text += (i == 0 ? "" : "," + blank()) + std::string("{") + "\"id\": \"n" + std::to_string(i) + "\"," + blank() + "\"type\":\"t\"," + blank() + "\"x" + std::to_string(i)
                + "\": " + value(3) + ",\"config\": " + object(3) + blank() + "}";
        }
        text += "]" + blank() + "," + blank() + "\"edges\" :[ ]" + blank();
        for (unsigned i = 0; i < pick(4); ++i) {
            text += ", \"key" + std::to_string(i) + "\":" + blank() + value(4);
        }
        return text + "}" + blank();
    }

private:
    unsigned pick(unsigned below) { return static_cast<unsigned>(m_random() % below); }
    std::string blank()
    {
        std::string text;
        for (auto i = pick(3); i > 0; --i) {
            const std::array<std::string, 4> kinds = {" ", "\t", m_line, m_line + "    "};
            text += kinds[pick(4)];
        }
        return text;
    }
    std::string text()
    {
        static const std::array<const char *, 10> pieces = {"a", "{{ input }}", "\\u00e9", "é", "\\/", "/", "\\n", "\\ud83d\\ude00", "\\\"", "\\u0000"};
        std::string made = "\"";
        for (auto i = pick(4); i > 0; --i) {
            made += pieces[pick(pieces.size())];
        }
        return made + "\"";
    }
    std::string number()
    {
        static const std::array<const char *, 14> spellings = {"0", "-0", "1", "1.0", "1.50", "1e5", "1E+2", "-1e-07", "12345678901234567890", "123456789012345678901234567890",
                                                               "0.1000000000000000055", "2.0e3", "9007199254740993", "1e308"};
        return spellings[pick(spellings.size())];
    }
    std::string object(int depth)
    {
        std::string made = "{" + blank();
        const auto count = pick(4);
        for (unsigned i = 0; i < count; ++i) {
            made += (i == 0 ? "" : "," + blank()) + std::string("\"k") + std::to_string(i) + "\"" + blank() + ":" + blank() + value(depth - 1);
        }
        return made + "}";
    }
    std::string value(int depth)
    {
        switch (pick(depth > 0 ? 8 : 5)) {
        case 0: return "null";
        case 1: return pick(2) == 0 ? "true" : "false";
        case 2:
        case 3: return number();
        case 4: return text();
        case 5: {
            std::string made = "[" + blank();
            const auto count = pick(4);
            for (unsigned i = 0; i < count; ++i) {
                made += (i == 0 ? "" : ",") + value(depth - 1) + blank();
            }
            return made + "]";
        }
        default: return object(depth);
        }
    }

    std::mt19937 m_random;
    std::string m_line;
};

json::Value withName(const json::Value &root, std::string_view name)
{
    auto copy = root;
    copy.get_object()["name"] = name;
    return copy;
}

} // namespace

class TestFlowDocument : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void anUnchangedDocumentKeepsItsBytes()
    {
        for (unsigned seed = 0; seed < 500; ++seed) {
            const auto text = Scribe(seed).flow();
            auto document = Document::parse(text);
            QVERIFY2(document.ok(), document.ok() ? "" : (document.error().describe() + "\n" + text).c_str());
            QCOMPARE(document->text(), text);
            // The same JSON again is no change; nor is a change that was taken back.
            const auto root = document->root();
            QVERIFY(document->setRoot(root).ok());
            QCOMPARE(document->text(), text);
            QVERIFY(document->setRoot(withName(root, "another")).ok());
            QVERIFY(document->text() != text);
            QVERIFY(document->setRoot(root).ok());
            QCOMPARE(document->text(), text);
        }
    }

    void aChangedDocumentIsStableFromThenOn()
    {
        for (unsigned seed = 0; seed < 500; ++seed) {
            const auto text = Scribe(seed).flow();
            auto document = Document::parse(text);
            QVERIFY(document.ok());
            const auto changed = withName(document->root(), "changed");
            QVERIFY(document->setRoot(changed).ok());
            const auto written = document->text();
            auto again = Document::parse(written);
            QVERIFY2(again.ok(), written.c_str());
            QCOMPARE(json::write(again->root()), json::write(changed));
            // A second change and back gives these bytes by way of the writer.
            QVERIFY(again->setRoot(withName(changed, "once more")).ok());
            auto third = Document::parse(again->text());
            QVERIFY(third.ok() && third->setRoot(changed).ok());
            QCOMPARE(third->text(), written);
        }
    }

    void aChangeKeepsUnknownKeysOrderAndSpelling()
    {
        auto document = Document::parse("{\n    \"zeta\": 1.0,\n    \"nodes\": [\n        {\"type\": \"t\", \"id\": \"a\", \"vendor\": {\"x\": 1e5}}\n    ],\n    \"alpha\": 0.10\n}\n");
        QVERIFY(document.ok());
        QVERIFY(document->setRoot(withName(document->root(), "n")).ok());
        QCOMPARE(document->text(),
                 std::string("{\n    \"zeta\": 1.0,\n    \"nodes\": [\n        {\"type\": \"t\", \"id\": \"a\", \"vendor\": {\"x\": 1e5}}\n    ],\n    \"alpha\": 0.10,\n    \"name\": \"n\"\n}\n"));
    }

    void aChangeKeepsTabsLineEndsAndTheLastLine()
    {
        auto tabs = Document::parse("{\n\t\"nodes\": [],\n\t\"deep\": {\"a\": {\"b\": {\"c\": \"  two\"}}}\n}");
        QVERIFY(tabs.ok() && tabs->setRoot(withName(tabs->root(), "n")).ok());
        QCOMPARE(tabs->text(), std::string("{\n\t\"nodes\": [],\n\t\"deep\": {\n\t\t\"a\": {\"b\": {\"c\": \"  two\"}}\n\t},\n\t\"name\": \"n\"\n}"));
        auto returns = Document::parse("{\r\n  \"nodes\": [],\r\n  \"d\": {\"a\": {\"b\": {\"c\": 1}}}\r\n}\r\n");
        QVERIFY(returns.ok() && returns->setRoot(withName(returns->root(), "n")).ok());
        QCOMPARE(returns->text(), std::string("{\r\n  \"nodes\": [],\r\n  \"d\": {\r\n    \"a\": {\"b\": {\"c\": 1}}\r\n  },\r\n  \"name\": \"n\"\r\n}\r\n"));
    }

    void aWrongShapeChangesNothing()
    {
        const std::string text = R"({"nodes": []})";
        auto document = Document::parse(text);
        QVERIFY(document.ok());
        const auto refused = document->setRoot(flowtest::parsed(R"({"nodes": 1})"));
        QCOMPARE(refused.error().code, std::string("flow.shape"));
        QCOMPARE(document->text(), text);
        QVERIFY(document->flow().nodes.empty());
    }

    void whatIsNoFlowFileIsRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("code");
        const auto row = [](const char *name, const QByteArray &text, const char *code) { QTest::newRow(name) << text << QByteArray(code); };
        row("empty", "", "json.syntax");
        row("prose", "This is no flow.", "json.syntax");
        row("truncated", "{\"nodes\": [{\"id\": \"a\", \"ty", "json.syntax");
        row("truncated after a comma", R"({"nodes": [],)", "json.syntax");
        row("trailing comma", R"({"nodes": [],})", "json.syntax");
        row("comment", "{\"nodes\": [] // none\n}", "json.syntax");
        row("two documents", R"({"nodes": []} {"nodes": []})", "json.syntax");
        row("byte order mark", "\xef\xbb\xbf{\"nodes\": []}", "json.syntax");
        row("UTF-16", QByteArray("\xff\xfe{\0", 4), "json.syntax");
        row("broken UTF-8", "{\"nodes\": [], \"name\": \"\xc3\x28\"}", "json.encoding");
        row("duplicate key", R"({"nodes": [], "nodes": []})", "json.duplicateKey");
        row("duplicate key in a config", R"({"nodes": [{"id": "a", "type": "t", "config": {"x": 1, "x": 2}}]})", "json.duplicateKey");
        row("100,000 deep", QByteArray("{\"nodes\": [], \"x\": ") + QByteArray(100000, '[') + QByteArray(100000, ']') + "}", "json.tooDeep");
        row("an array", "[]", "flow.shape");
        row("newer format", R"({"format": "signalbox.flow/9", "nodes": []})", "flow.format");
    }
    void whatIsNoFlowFileIsRefused()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, code);
        const auto document = Document::parse(std::string_view(text.constData(), static_cast<std::size_t>(text.size())));
        QVERIFY(!document.ok());
        QCOMPARE(document.error().code, code.toStdString());
        QVERIFY(document.error().message.size() > 10 && document.error().message.size() < 500);
    }

    void aByteOrderMarkIsNamed()
    {
        const auto document = Document::parse("\xef\xbb\xbf{\"nodes\": []}");
        QVERIFY(document.error().message.find("byte order mark") != std::string::npos);
    }

    void aFileOf200MegabytesIsRefusedUnread()
    {
        const std::string text(200u << 20, ' ');
        QCOMPARE(Document::parse(text).error().code, std::string("json.tooLarge"));
    }
};

SB_TEST_MAIN(TestFlowDocument)
#include "tst_flow_document.moc"
