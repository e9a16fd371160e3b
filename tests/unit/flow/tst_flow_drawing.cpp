// SPDX-License-Identifier: GPL-3.0-or-later
// Graphs as SVG, Mermaid and dot.
#include "flow/drawing.h"

#include "support/test.h"

#include <QSet>
#include <QXmlStreamReader>

using namespace signalbox;
using namespace signalbox::flow;

namespace {

const char *kFlow = "{\"id\":\"f\",\"name\":\"Mail & \\\"more\\\"\",\"nodes\":["
                    "  {\"id\":\"s\",\"type\":\"trigger.manual\"},"
                    "  {\"id\":\"a-b\",\"type\":\"condition\",\"name\":\"Is <it> urgent?\",\"config\":{\"expression\":\"input.score > 0.8\"}},"
                    "  {\"id\":\"page\",\"type\":\"http.request\",\"config\":{\"url\":\"https://example.com/a?b=1&c=2\",\"method\":\"POST\"},\"disabled\":true},"
                    "  {\"id\":\"each\",\"type\":\"map\",\"name\":\"日本語のとても長い名前の手順がここにあります\"},"
                    "  {\"id\":\"end\",\"type\":\"output\"}],"
                    " \"edges\":[{\"from\":\"s\",\"to\":\"a-b\"},{\"from\":\"a-b\",\"to\":\"page\"},{\"from\":\"a-b\",\"fromPort\":\"false\",\"to\":\"each\"},"
                    "  {\"from\":\"page\",\"fromPort\":\"error\",\"to\":\"end\"},{\"from\":\"each\",\"to\":\"end\",\"condition\":\"output[\\\"a\\\"] > 1 && true\"}],"
                    " \"groups\":[{\"id\":\"g\",\"name\":\"Group \\u005d\",\"color\":\"network\"}],\"notes\":[{\"id\":\"n\",\"text\":\"Remember\\n**this**\"}],"
                    " \"layout\":{\"nodes\":{\"s\":[0,0],\"a-b\":[320,0],\"page\":[700,0],\"each\":[640,300],\"end\":[1000,0]},\"groups\":{\"g\":[680,-60,280,200]},\"notes\":{\"n\":[0,200,200,100]},\"edges\":{\"each:out>end:in\":[[900,200]]}}}";

json::Value read(std::string_view text)
{
    return json::parse(text).value();
}

std::optional<TypeFace> faceOf(std::string_view type)
{
    return type == "http.request" ? std::optional(TypeFace{"HTTP request", "network"}) : std::nullopt;
}

} // namespace

class TestFlowDrawing : public SignalboxTest
{
    Q_OBJECT

private Q_SLOTS:
    void svgIsXmlWithEveryText()
    {
        const auto svg = draw(DrawingFormat::Svg, read(kFlow), faceOf);
        QXmlStreamReader xml(QByteArray::fromStdString(svg));
        QStringList texts;
        int paths = 0;
        while (!xml.atEnd()) {
            const auto token = xml.readNext();
            paths += token == QXmlStreamReader::StartElement && xml.name() == u"path" ? 1 : 0;
            if (token == QXmlStreamReader::Characters && !xml.isWhitespace()) {
                texts << xml.text().toString();
            }
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        for (const char *text : {"Mail & \"more\"", "Is <it> urgent?", "POST https://exam", "input.score > 0.8", "Group ]", "Remember", "true", "false", "error", "trigger.manual"}) {
            QVERIFY2(texts.join(u'\n').contains(QString::fromUtf8(text)), text);
        }
        QVERIFY(texts.contains(QStringLiteral("Is <it> urgent? → page")));
        QVERIFY(paths >= 10); // five edges with their arrows
        QCOMPARE(svg, draw(DrawingFormat::Svg, read(kFlow), faceOf));
    }

    void unplacedNodesStandApart()
    {
        auto flow = read(kFlow);
        flow.get_object().erase("layout");
        const auto svg = draw(DrawingFormat::Svg, flow, {});
        QXmlStreamReader xml(QByteArray::fromStdString(svg));
        QSet<QString> corners;
        while (!xml.atEnd()) {
            if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == u"rect" && xml.attributes().value(QStringLiteral("width")) == u"224") {
                corners << xml.attributes().value(QStringLiteral("x")).toString() + u' ' + xml.attributes().value(QStringLiteral("y")).toString();
            }
        }
        QVERIFY(!xml.hasError());
        QCOMPARE(corners.size(), 5);
    }

    void mermaidSaysNodesEdgesAndFrames()
    {
        const auto text = draw(DrawingFormat::Mermaid, read(kFlow), faceOf);
        const std::string expected = "---\ntitle: \"Mail & \\\"more\\\"\"\n---\n"
                                     "flowchart LR\n"
                                     "  subgraph f0[\"Group #93;\"]\n"
                                     "    n2[\"page<br/>POST https#58;//example#46;com/a?b#61;1#38;c#61;2\"]:::off\n"
                                     "  end\n"
                                     "  n0([\"s<br/>trigger#46;manual\"])\n"
                                     "  n1{\"Is #60;it#62; urgent?<br/>input#46;score #62; 0#46;8\"}\n"
                                     "  n3[[\"日本語のとても長い名前の手順がここにあります<br/>map\"]]\n"
                                     "  n4(\"end<br/>output\")\n"
                                     "  n0 --> n1\n"
                                     "  n1 -->|\"true\"| n2\n"
                                     "  n1 -->|\"false\"| n3\n"
                                     "  n2 -.->|\"error\"| n4\n"
                                     "  n3 -->|\"output#91;#34;a#34;#93; #62; 1 #38;#38; true\"| n4\n"
                                     "  note0[/\"Remember #42;#42;this#42;#42;\"/]\n"
                                     "  classDef off stroke-dasharray: 4 3,color:#888\n";
        QCOMPARE(QString::fromStdString(text), QString::fromStdString(expected));
    }

    // Mermaid takes labels for Markdown, and shows "Unsupported markdown" where they happen to be a list or a link.
    void mermaidShowsTitlesAsTheyAre_data()
    {
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("label");
        const auto row = [](const char *title, const char *label) { QTest::newRow(title) << QString::fromUtf8(title) << QString::fromUtf8(label); };
        row("1. Fetch", "1#46; Fetch");
        row("2) Sort", "2#41; Sort");
        row("- x", "#45; x");
        row("+ x", "#43; x");
        row("* x", "#42; x");
        row("# Head", "#35; Head");
        row("    code", "#32; #32; code");
        row("====", "#61;#61;#61;#61;");
        row("a_b_c", "a#95;b#95;c");
        row("~~gone~~", "#126;#126;gone#126;#126;");
        row("https://a.example", "https#58;//a#46;example");
        row("me@a.example", "me#64;a#46;example");
        row("www.a.example", "www#46;a#46;example");
        row("![x](y)", "#33;#91;x#93;(y#41;");
        row("$$x$$", "#36;#36;x#36;#36;");
        row("fa:fa-car", "fa#58;fa#45;car");
        row("style:a;", "style#58;a#59;");
        row("%%{init}%%", "#37;#37;#123;init#125;#37;#37;");
        row("What, (really?) it's", "What, (really?#41; it's");
        row("größer 日本", "größer 日本");
    }
    void mermaidShowsTitlesAsTheyAre()
    {
        QFETCH(QString, title);
        QFETCH(QString, label);
        const json::Object node{{"id", "a"}, {"type", "t"}, {"name", title.toStdString()}};
        const auto text = QString::fromStdString(draw(DrawingFormat::Mermaid, json::Object{{"nodes", json::Array{node}}}, {}));
        QVERIFY2(text.contains(QStringLiteral("n0[\"%1<br/>t\"]").arg(label)), qPrintable(text));
    }

    void anEmptyLabelIsNone()
    {
        // Mermaid refuses labels with nothing in them.
        const auto text = draw(DrawingFormat::Mermaid, read(R"({"nodes": [{"id": "a", "type": "t"}], "groups": [{"id": "g"}], "notes": [{"id": "n", "text": ""}],
            "layout": {"nodes": {"a": [40, 60]}, "groups": {"g": [0, 0, 400, 300]}, "notes": {"n": [0, 400, 100, 50]}}})"), faceOf);
        QVERIFY2(text.find("note0[/\" \"/]") != std::string::npos && text.find("subgraph f0[\" \"]") != std::string::npos, text.c_str());
    }

    void dotSaysNodesEdgesAndFrames()
    {
        const auto text = QString::fromStdString(draw(DrawingFormat::Dot, read(kFlow), faceOf));
        QVERIFY(text.startsWith(QStringLiteral("digraph \"Mail & \\\"more\\\"\" {\n")) && text.endsWith(QStringLiteral("}\n")));
        for (const char *line : {"  subgraph cluster_0 {\n    label=\"Group ]\";\n    \"page\" [label=\"page\\nPOST https://example.com/a?b=1&c=2\", shape=box, style=\"rounded,dashed\", fontcolor=gray];\n  }\n",
                                 "  \"a-b\" -> \"page\" [label=\"true\"];\n", "  \"page\" -> \"end\" [label=\"error\", style=dashed, color=red];\n",
                                 "  \"each\" -> \"end\" [label=\"output[\\\"a\\\"] > 1 && true\"];\n", "  \"note 0\" [shape=note, label=\"Remember **this**\"];\n"}) {
            QVERIFY2(text.contains(QString::fromUtf8(line)), qPrintable(text));
        }
    }

    // A document of XML may not hold them, not even escaped.
    void svgLeavesOutWhatXmlCannotSay()
    {
        const std::string odd = "a\xEF\xBF\xBE" "b\xEF\xBF\xBF" "c\xED\xA0\x80" "d\x01" "e\x7F" "f\xC2\x85" "g\xFF" "h\xE2\x82";
        const json::Object node{{"id", "a"}, {"type", "t"}, {"name", odd}};
        const auto svg = draw(DrawingFormat::Svg, json::Object{{"name", odd}, {"nodes", json::Array{node}}}, {});
        QXmlStreamReader xml(QByteArray::fromStdString(svg));
        QStringList texts;
        while (!xml.atEnd()) {
            if (xml.readNext() == QXmlStreamReader::Characters && !xml.isWhitespace()) {
                texts << xml.text().toString();
            }
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QCOMPARE(texts.front(), QStringLiteral("abcdefgh"));
        QVERIFY(texts.contains(QStringLiteral("abcdefgh")) && !QString::fromStdString(svg).contains(QChar::ReplacementCharacter));
    }

    void strangeShapesAreLeftOut()
    {
        for (const char *text : {"{}", "[]", "7", "{\"nodes\":{},\"edges\":7,\"layout\":[]}",
                                 "{\"name\":7,\"nodes\":[1,{},{\"id\":\"x\"},{\"id\":\"x\",\"type\":\"\\u0001\\u0000\"},{\"id\":\"\\\"\\u005d;\\u007d\",\"type\":\"t\"}],\"edges\":[{\"from\":\"x\"},7,{\"from\":\"x\",\"to\":\"x\"}],\"layout\":{\"nodes\":{\"x\":[1e300,0]},\"notes\":7}}"}) {
            const auto graph = read(text);
            for (const auto format : {DrawingFormat::Svg, DrawingFormat::Mermaid, DrawingFormat::Dot}) {
                QVERIFY(!draw(format, graph, {}).empty());
            }
            QXmlStreamReader xml(QByteArray::fromStdString(draw(DrawingFormat::Svg, graph, {})));
            while (!xml.atEnd()) {
                xml.readNext();
            }
            QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        }
    }
};

SB_TEST_MAIN(TestFlowDrawing)
#include "tst_flow_drawing.moc"
