// SPDX-License-Identifier: GPL-3.0-or-later
// The reader of streams: Server-Sent Events as their standard says, and lines of JSON, within limits.
#include "llm_rig.h"

using namespace signalbox;
using namespace signalbox::test;
using llm::Framing;
using llm::StreamReader;

namespace {

std::string readAll(Framing framing, const std::vector<std::string_view> &pieces, std::size_t limit = StreamReader::kMaxEventBytes)
{
    StreamReader reader(framing, limit);
    std::string all;
    const auto sink = [&](std::string_view name, std::string_view data) -> Result<void> {
        all += "[" + std::string(name) + "|" + std::string(data) + "]";
        return {};
    };
    for (const auto piece : pieces) {
        if (auto done = reader.feed(piece, sink); !done) {
            return all + "!" + done.error().code;
        }
    }
    if (auto done = reader.finish(sink); !done) {
        return all + "!" + done.error().code;
    }
    return all;
}

} // namespace

class TestLlmReader : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void tellsEventsApart_data()
    {
        QTest::addColumn<std::string>("bytes");
        QTest::addColumn<std::string>("wanted");
        const auto row = [](const char *name, std::string bytes, std::string wanted) { QTest::newRow(name) << bytes << wanted; };
        row("one", "data: a\n\n", "[|a]");
        row("named", "event: x\ndata: a\n\n", "[x|a]");
        row("name of one event only", "event: x\ndata: a\n\ndata: b\n\n", "[x|a][|b]");
        row("several lines", "data: a\ndata:b\ndata\n\n", "[|a\nb\n]");
        row("CRLF", "data: a\r\n\r\ndata: b\r\n\r\n", "[|a][|b]");
        row("CR", "data: a\r\rdata: b\r\r", "[|a][|b]");
        row("mixed", "data: a\r\n\ndata: b\n\r", "[|a][|b]");
        row("comments", ": hello\n\n:\ndata: a\n\n", "[|a]");
        row("id and retry", "id: 7\nretry: 100\ndata: a\n\n", "[|a]");
        row("unknown field", "datax: a\nfoo\n\n", "");
        row("no space, two spaces", "data:a\n\ndata:  a\n\n", "[|a][| a]");
        row("byte order mark", "\xEF\xBB\xBF" "data: a\n\n", "[|a]");
        row("mark later on", "data: a\n\n\xEF\xBB\xBF" "data: b\n\n", "[|a]");
        row("name without data", "event: x\n\ndata: a\n\n", "[|a]");
        row("empty data", "data:\n\n", "[|]");
        row("no blank line at the end", "data: a\n\ndata: b\n", "[|a]");
        row("no line end at the end", "data: a\n\ndata: b", "[|a]");
        row("colons in data", "data: a: b: c\n\n", "[|a: b: c]");
        row("nothing", "", "");
    }
    void tellsEventsApart()
    {
        QFETCH(const std::string, bytes);
        QFETCH(const std::string, wanted);
        QCOMPARE(readAll(Framing::Sse, {bytes}), wanted);
        for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
            const std::string_view view = bytes;
            QCOMPARE(readAll(Framing::Sse, {view.substr(0, cut), "", view.substr(cut)}), wanted);
        }
    }

    void tellsLinesApart_data()
    {
        QTest::addColumn<std::string>("bytes");
        QTest::addColumn<std::string>("wanted");
        QTest::newRow("two") << std::string("{}\n[]\n") << std::string("[|{}][|[]]");
        QTest::newRow("CRLF and blank") << std::string("1\r\n\r\n \n2\n") << std::string("[|1\r][|2]");
        QTest::newRow("no end") << std::string("1\n2") << std::string("[|1][|2]");
        QTest::newRow("mark") << std::string("\xEF\xBB\xBF" "1\n") << std::string("[|1]");
    }
    void tellsLinesApart()
    {
        QFETCH(const std::string, bytes);
        QFETCH(const std::string, wanted);
        for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
            const std::string_view view = bytes;
            QCOMPARE(readAll(Framing::Lines, {view.substr(0, cut), view.substr(cut)}), wanted);
        }
    }

    void refusesWhatIsTooLarge()
    {
        const std::string line = "data: 0123456789\n";
        QCOMPARE(readAll(Framing::Sse, {line, "\n"}, 32), std::string("[|0123456789]"));
        // One line, a line in pieces, and an event of many lines.
        QCOMPARE(readAll(Framing::Sse, {std::string(40, 'x')}, 32), std::string("!llm.badAnswer"));
        QCOMPARE(readAll(Framing::Sse, {std::string(20, 'x'), std::string(20, 'x') + "\n"}, 32), std::string("!llm.badAnswer"));
        QCOMPARE(readAll(Framing::Sse, {line + line + line + line + "\n"}, 32), std::string("!llm.badAnswer"));
        QCOMPARE(readAll(Framing::Lines, {std::string(40, 'x')}, 32), std::string("!llm.badAnswer"));
        // Many events are no large one.
        std::string many;
        for (int i = 0; i < 100; ++i) {
            many += line + "\n";
        }
        QVERIFY(!readAll(Framing::Sse, {many}, 32).ends_with("badAnswer"));
    }

    void stopsWhereItsReaderFails()
    {
        StreamReader reader(Framing::Sse);
        int seen = 0;
        const auto done = reader.feed("data: a\n\ndata: b\n\n", [&](std::string_view, std::string_view) -> Result<void> {
            ++seen;
            return Error("llm.badAnswer", "No.");
        });
        SB_VERIFY_CODE(done, "llm.badAnswer");
        QCOMPARE(seen, 1);
    }
};

SB_TEST_MAIN(TestLlmReader)
#include "tst_llm_reader.moc"
