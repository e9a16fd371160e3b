// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of a flow's JSON: pasting between flows and out of odd texts, healing, steps of the history, graphs that go
// while they are edited, and texts that are being written then.
#include "canvas_rig.h"
#include "edit_texts.h"

#include "flow/template.h"
#include "ui/widgets/quiet_document.h"

#include <QApplication>
#include <QClipboard>
#include <QImage>
#include <QLineEdit>
#include <QPainter>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <algorithm>
#include <random>
#include <set>

using namespace signalbox;
using canvas::FlowEditor;
using canvas::Picked;
using test::CanvasRig;

class TestCanvasEdits : public SignalboxTest
{
    Q_OBJECT

    canvas::Catalogue m_catalogue = test::canvasCatalogue();

    std::unique_ptr<FlowEditor> editorOf(const std::string &text) const { return test::editorFor(text, m_catalogue); }

    static const json::Object *edgeBetween(const FlowEditor &editor, std::string_view from, std::string_view to)
    {
        const json::Object *edge = nullptr;
        for (std::uint32_t i = 0; (edge = editor.edge(i)) && !(json::text(*edge, "from") == from && json::text(*edge, "to") == to);) {
            ++i;
        }
        return edge;
    }
    static std::string conditionOf(const FlowEditor &editor, std::string_view from, std::string_view to)
    {
        const auto *edge = edgeBetween(editor, from, to);
        return edge ? std::string(json::text(*edge, "condition")) : std::string("no edge");
    }
    // A condition of variables as the canvas joins them: names, not, and, or, brackets.
    static bool holds(std::string_view text, std::size_t &at, unsigned bits, int level = 0)
    {
        const auto skip = [&](std::string_view token) {
            while (at < text.size() && text[at] == ' ') {
                ++at;
            }
            const bool isThere = text.substr(at).starts_with(token);
            at += isThere ? token.size() : 0;
            return isThere;
        };
        if (level == 2) {
            if (skip("!")) {
                return !holds(text, at, bits, 2);
            }
            if (skip("(")) {
                const bool inner = holds(text, at, bits);
                return skip(")") && inner;
            }
            return skip("vars.") && ((bits >> (text[at++] - 'x')) & 1) != 0;
        }
        bool value = holds(text, at, bits, level + 1);
        while (skip(level == 0 ? "||" : "&&")) {
            const bool next = holds(text, at, bits, level + 1);
            value = level == 0 ? value || next : value && next;
        }
        return value;
    }
    // Which of the nodes n0, n1, … run; each stands behind those that lead to it.
    static std::vector<bool> whatRuns(const FlowEditor &editor, std::size_t count, unsigned bits)
    {
        std::vector<bool> runs(count, false);
        for (std::size_t i = 0; i < count; ++i) {
            runs[i] = i == 0;
            const json::Object *edge = nullptr;
            for (std::uint32_t n = 0; (edge = editor.edge(n)); ++n) {
                std::size_t at = 0;
                if (json::text(*edge, "to") == "n" + std::to_string(i) && runs[std::stoul(std::string(json::text(*edge, "from").substr(1)))]
                    && (!edge->contains("condition") || holds(json::text(*edge, "condition"), at, bits))) {
                    runs[i] = true;
                }
            }
        }
        return runs;
    }
    static const json::Value *flowOf(const FlowEditor &editor, const char *id) { return flow::valueAt(editor.root(), flow::Path() / "flows" / id); }
    static std::string called(const FlowEditor &editor, const flow::Path &node)
    {
        const auto *value = flow::valueAt(editor.root(), node / "config" / "flow");
        return value && value->is_string() ? std::string(std::string_view(value->get_string())) : std::string();
    }
    static void undoesToTheBytes(FlowEditor &editor, const std::string &source)
    {
        while (editor.canUndo()) {
            editor.undo();
        }
        QCOMPARE(QByteArray::fromStdString(editor.text().value()), QByteArray::fromStdString(source));
    }

private Q_SLOTS:
    void whatIsPastedNamesItsOwnNodes()
    {
        auto editor = editorOf(test::kConditioned);
        const auto added = editor->paste(editor->copyText({{"b", "c"}, {}, {}, {}}), QPointF(0, 400));
        QVERIFY(added);
        QCOMPARE(added->nodes, (std::vector<std::string>{"b-2", "c-2"}));
        QCOMPARE(conditionOf(*editor, "b-2", "c-2"), std::string("nodes['b-2'].output.ok && nodes.a.output"));
        QCOMPARE(conditionOf(*editor, "b", "c"), std::string("nodes.b.output.ok && nodes.a.output"));
        QCOMPARE(json::text(editor->node("c-2")->at("config").get_object(), "expression"), std::string_view("nodes['b-2'].output"));
        undoesToTheBytes(*editor, test::kConditioned);
    }

    void flowsComeAlongIntoAnotherDocument()
    {
        auto from = editorOf(test::kCalling);
        auto to = editorOf(test::kConditioned);
        const auto copied = from->copyText({{"call"}, {}, {}, {}});
        QVERIFY(!copied.contains(QStringLiteral("alone")));
        QVERIFY(to->paste(copied, {}));
        QCOMPARE(to->history().position(), 1u);
        QVERIFY(flowOf(*to, "outer") && flowOf(*to, "inner"));
        QCOMPARE(*flowOf(*to, "outer"), *flowOf(*from, "outer"));
        QCOMPARE(called(*to, flow::Path() / "nodes" / std::size_t(3)), std::string("outer"));
        // Once more: they are there.
        QVERIFY(to->paste(copied, {}));
        QCOMPARE(flow::valueAt(to->root(), flow::Path() / "flows")->get_object().size(), 2u);
        undoesToTheBytes(*to, test::kConditioned);
    }

    void flowsOfTheSameNameAreToldApart()
    {
        auto from = editorOf(test::kCalling);
        auto to = editorOf(test::kOtherInner);
        const auto added = to->paste(from->copyText({{"call", "each"}, {}, {}, {}}), {});
        QVERIFY(added);
        // "inner" is another one here, and so is "outer", which runs it.
        QVERIFY(flowOf(*to, "inner-2") && flowOf(*to, "outer-2"));
        QCOMPARE(json::text(flowOf(*to, "inner-2")->get_object(), "id"), std::string_view("inner-2"));
        QCOMPARE(called(*to, flow::Path() / "flows" / "outer-2" / "nodes" / std::size_t(0)), std::string("inner-2"));
        QCOMPARE(called(*to, flow::Path() / "nodes" / std::size_t(1)), std::string("outer-2"));
        QCOMPARE(called(*to, flow::Path() / "nodes" / std::size_t(2) / "config" / "body" / "nodes" / std::size_t(0)), std::string("inner-2"));
        QCOMPARE(called(*to, flow::Path() / "flows" / "outer" / "nodes" / std::size_t(0)), std::string("inner"));
        undoesToTheBytes(*to, test::kOtherInner);
    }

    void aFlowOfTheWorkspaceIsNotHidden()
    {
        auto from = editorOf(test::kCalling);
        const std::string source = "{\"nodes\": [{\"id\": \"mine\", \"type\": \"subflow\", \"config\": {\"flow\": \"inner\"}}]}";
        auto to = editorOf(source);
        QVERIFY(to->paste(from->copyText({{"each"}, {}, {}, {}}), {}));
        QVERIFY(!flowOf(*to, "inner") && flowOf(*to, "inner-2"));
        QCOMPARE(called(*to, flow::Path() / "nodes" / std::size_t(0)), std::string("inner"));
        undoesToTheBytes(*to, source);
    }

    void oddTextsAreRefusedByName_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("named");
        for (const auto &odd : test::kOddTexts) {
            QTest::newRow(odd.name) << QString::fromUtf8(odd.text) << QString::fromUtf8(odd.named);
        }
        QTest::newRow("a text") << QStringLiteral("{\"nodes\"") << QStringLiteral("no part of a flow");
        QTest::newRow("deep") << QStringLiteral("{\"nodes\":") + QString(100'000, QLatin1Char('[')) << QStringLiteral("no part of a flow");
        QTest::newRow("nothing") << QStringLiteral("{\"nodes\":[]}") << QStringLiteral("no nodes");
    }
    void oddTextsAreRefusedByName()
    {
        QFETCH(QString, text);
        QFETCH(QString, named);
        auto editor = editorOf(test::kConditioned);
        const auto added = editor->paste(text, {});
        QVERIFY(!added);
        QCOMPARE(added.error().code, std::string("canvas.paste"));
        QVERIFY2(QString::fromStdString(added.error().message).contains(named), added.error().message.c_str());
        QVERIFY(!editor->canUndo());
        QCOMPARE(editor->text().value(), std::string(test::kConditioned));
    }

    // Any value of a text in the place of any other: what is taken can be saved, and goes without a trace.
    void oddTextsAtRandomDoNoHarm()
    {
        const auto oddValues = json::parse("[null, true, 0, -1, 1e308, 18446744073709551615, \"\", \"x\", \"a\", [], {}, [[]], [1, 2], [1e30, null, {}, 3], {\"nodes\": 1}, {\"\": {}}]").value().get_array();
        std::mt19937 random(7);
        for (const auto *text : {test::kConditioned, test::kCalling, test::kNested, test::kSaying, test::kOverlapping}) {
            int taken = 0;
            const auto whole = json::parse(text).value();
            for (int round = 0; round < 300; ++round) {
                auto odd = whole;
                json::Value *at = &odd;
                while (at && random() % 6 != 0) {
                    if (auto *object = at->if_object(); object && !object->empty()) {
                        at = &(object->begin() + static_cast<std::ptrdiff_t>(random() % object->size()))->value();
                    } else if (auto *array = at->if_array(); array && !array->empty()) {
                        at = &(*array)[random() % array->size()];
                    } else {
                        break;
                    }
                }
                *at = oddValues[random() % oddValues.size()];
                auto editor = editorOf(test::kOtherInner);
                const auto added = editor->paste(QString::fromStdString(json::write(odd)), QPointF(32, 32));
                QCOMPARE(editor->canUndo(), added.has_value());
                taken += added ? 1 : 0;
                QVERIFY2(editor->text(), json::write(odd).c_str());
                canvas::Scene scene;
                scene.load(editor->graph(), m_catalogue);
                undoesToTheBytes(*editor, test::kOtherInner);
            }
            QVERIFY(taken > 0 && taken < 300);
        }
    }

    void whatHasNoPlaceGetsOne()
    {
        auto editor = editorOf(test::kConditioned);
        const auto added = editor->paste(QStringLiteral("{\"nodes\":[],\"notes\":[{\"id\":\"n\",\"text\":\"Hi\"}],\"groups\":[{\"id\":\"g\"}]}"), QPointF(16, 32));
        QVERIFY(added);
        QCOMPARE(added->notes.size(), 1u);
        QCOMPARE(added->frames.size(), 1u);
        QVERIFY(editor->text());
    }

    void theViewSaysWhyNothingIsPasted()
    {
        CanvasRig rig;
        QSignalSpy refused(&rig.view, &canvas::CanvasView::refused);
        QApplication::clipboard()->setText(QStringLiteral("{\"nodes\":[{\"id\":\"z\",\"type\":5}]}"));
        rig.view.paste();
        QCOMPARE(refused.size(), 1);
        QVERIFY(refused[0][0].toString().contains(QStringLiteral("/nodes/0/type")));
        QVERIFY(!rig.editor->canUndo());
    }

    void anEdgeAloneIsNotCut()
    {
        CanvasRig rig;
        QSignalSpy refused(&rig.view, &canvas::CanvasView::refused);
        QApplication::clipboard()->setText(QStringLiteral("before"));
        rig.click(rig.at({288, 32}));
        QCOMPARE(rig.view.selectedEdges().size(), 1u);
        rig.view.cut();
        QCOMPARE(refused.size(), 1);
        QCOMPARE(rig.edgeCount(), 2u);
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("before"));
        // With a node, what is copied goes, and nothing else.
        rig.click(rig.node("d"), Qt::ShiftModifier);
        QCOMPARE(rig.view.selectedEdges().size(), 1u);
        rig.view.cut();
        QVERIFY(!rig.has("d"));
        QCOMPARE(rig.edgeCount(), 2u);
        QVERIFY(FlowEditor::canPaste(QApplication::clipboard()->text()));
    }

    void ofTwinEdgesTheSelectedOneStaysSelected()
    {
        using Edges = std::set<std::uint32_t>;
        const std::string twin = "a:out>b:in";
        CanvasRig rig(test::kTwins);
        QSignalSpy announced(&rig.view, &canvas::CanvasView::announced);
        QVERIFY(rig.view.goToEdge(twin));
        QCOMPARE(rig.view.selectedEdges(), Edges{0});
        QCOMPARE(announced.size(), 1);
        QVERIFY2(announced[0][0].toString().startsWith(QStringLiteral("Edge from a")), qPrintable(announced[0][0].toString()));
        QVERIFY(rig.view.goToEdge(twin, 2));
        QCOMPARE(rig.view.selectedEdges(), Edges{2});
        // Edges have come or gone since: the nearest.
        QVERIFY(rig.view.goToEdge(twin, 5));
        QCOMPARE(rig.view.selectedEdges(), Edges{2});
        rig.editor->addNode("transform", {0, 400});
        QCOMPARE(rig.view.selectedEdges(), Edges{2});
        rig.view.deleteSelection();
        QCOMPARE(rig.edgeCount(), 2u);
        QVERIFY(rig.view.selectedEdges().empty());
        QVERIFY(rig.text().find("\"x-which\": 1") != std::string::npos && rig.text().find("\"x-which\": 2") == std::string::npos);
        rig.view.undo();
        // Others that come and go before it do not matter; where its twin goes without it, nobody knows which is left.
        QVERIFY(rig.view.goToEdge(twin, 2));
        rig.editor->remove({{}, {1}, {}, {}});
        QCOMPARE(rig.view.selectedEdges(), Edges{1});
        QSignalSpy changed(&rig.view, &canvas::CanvasView::selectionChanged);
        rig.editor->remove({{}, {1}, {}, {}});
        QVERIFY(rig.view.selectedEdges().empty());
        QCOMPARE(changed.size(), 1);
    }

    void healingKeepsWhatMeansTheSame()
    {
        auto editor = editorOf(test::kSaying);
        QCOMPARE(editor->removeAndHeal({"b", "c"}), 0);
        QCOMPARE(conditionOf(*editor, "a", "d"), std::string("(output.x // first\n) && (vars.on) && (nodes.a.output.y)"));
        const auto *edge = edgeBetween(*editor, "a", "d");
        QVERIFY(edge->contains("x-first") && edge->contains("x-third"));
        undoesToTheBytes(*editor, test::kSaying);
    }

    void conditionsThatWouldMeanAnotherThingGoAndAreTold_data()
    {
        QTest::addColumn<QString>("condition");
        QTest::addColumn<int>("lost");
        QTest::newRow("none") << QString() << 0;
        QTest::newRow("variable") << QStringLiteral("vars.on") << 0;
        QTest::newRow("node before") << QStringLiteral("nodes.a.output.x") << 0;
        QTest::newRow("member of that name") << QStringLiteral("vars.output") << 0;
        QTest::newRow("output") << QStringLiteral("output.x > 3") << 1;
        QTest::newRow("input") << QStringLiteral("input") << 1;
        QTest::newRow("the node") << QStringLiteral("nodes.b.output") << 1;
        QTest::newRow("a node that is not before") << QStringLiteral("nodes.d.output") << 1;
        QTest::newRow("any node") << QStringLiteral("nodes[vars.x]") << 1;
        QTest::newRow("no expression") << QStringLiteral("vars.on &&(") << 1;
    }
    void conditionsThatWouldMeanAnotherThingGoAndAreTold()
    {
        QFETCH(QString, condition);
        QFETCH(int, lost);
        CanvasRig rig;
        rig.editor->setEdgeCondition(1, condition.isEmpty() ? std::nullopt : std::optional(condition));
        rig.view.selectIds({"b"});
        QSignalSpy told(&rig.view, &canvas::CanvasView::announced);
        rig.view.deleteAndHeal();
        QCOMPARE(conditionOf(*rig.editor, "a", "c"), lost == 0 ? condition.toStdString() : std::string());
        QCOMPARE(told.size(), lost);
        while (rig.editor->canUndo()) {
            rig.view.undo();
        }
        QCOMPARE(rig.text(), rig.source);
    }

    void twoWaysAreEitherOfThem()
    {
        auto editor = editorOf(test::kSaying);
        // a → b → d and a → c → d.
        editor->remove({{}, {1}, {}, {}});
        editor->connectPorts({"a", "out"}, {"c", "in"});
        editor->connectPorts({"b", "out"}, {"d", "in"});
        for (std::uint32_t i = 0; editor->edge(i); ++i) {
            const auto to = json::text(*editor->edge(i), "to");
            editor->setEdgeCondition(i, to == "b" ? std::optional(QStringLiteral("vars.p")) : to == "c" ? std::optional(QStringLiteral("vars.q")) : std::nullopt);
        }
        QCOMPARE(editor->removeAndHeal({"b", "c"}), 0);
        QCOMPARE(conditionOf(*editor, "a", "d"), std::string("(vars.p) || (vars.q)"));
    }

    void aWayMeetsAnEdgeThatIsThere_data()
    {
        QTest::addColumn<QString>("present");
        QTest::addColumn<QString>("way");
        QTest::addColumn<QString>("condition");
        QTest::addColumn<int>("lost");
        QTest::newRow("asks nothing") << QStringLiteral("vars.x") << QString() << QString() << 0;
        QTest::newRow("is there for nothing") << QString() << QStringLiteral("vars.x") << QString() << 0;
        QTest::newRow("either") << QStringLiteral("vars.x") << QStringLiteral("vars.y") << QStringLiteral("(vars.x) || (vars.y)") << 0;
        QTest::newRow("the same") << QStringLiteral("vars.x") << QStringLiteral("vars.x") << QStringLiteral("vars.x") << 0;
        QTest::newRow("of its source") << QStringLiteral("output.x") << QStringLiteral("vars.x") << QStringLiteral("(output.x) || (vars.x)") << 0;
        QTest::newRow("no expression") << QStringLiteral("vars.x &&(") << QStringLiteral("vars.y") << QString() << 1;
    }
    void aWayMeetsAnEdgeThatIsThere()
    {
        QFETCH(QString, present);
        QFETCH(QString, way);
        QFETCH(QString, condition);
        QFETCH(int, lost);
        const auto told = [](const QString &text) { return text.isEmpty() ? std::string() : ", \"condition\": \"" + text.toStdString() + "\""; };
        const auto source = "{\"nodes\": [{\"id\": \"a\", \"type\": \"trigger.manual\"}, {\"id\": \"b\", \"type\": \"transform\"}, {\"id\": \"c\", \"type\": \"transform\"}], \"edges\": [{\"from\": \"a\", \"to\": \"c\", \"x-mine\": 1"
            + told(present) + "}, {\"from\": \"a\", \"to\": \"b\"" + told(way) + "}, {\"from\": \"b\", \"to\": \"c\"}]}";
        auto editor = editorOf(source);
        QCOMPARE(editor->removeAndHeal({"b"}), lost);
        QCOMPARE(conditionOf(*editor, "a", "c"), condition.toStdString());
        QCOMPARE(edgeBetween(*editor, "a", "c")->contains("condition"), !condition.isEmpty());
        QVERIFY(edgeBetween(*editor, "a", "c")->contains("x-mine"));
        QVERIFY(!editor->edge(1));
        QCOMPARE(editor->history().position(), 1u);
        undoesToTheBytes(*editor, source);
    }

    void aConditionBeforeWhatGoesIsChecked_data()
    {
        QTest::addColumn<QString>("condition");
        QTest::addColumn<int>("lost");
        QTest::newRow("output") << QStringLiteral("output.x") << 0;
        QTest::newRow("its source") << QStringLiteral("nodes.b.output.x") << 0;
        QTest::newRow("a node before") << QStringLiteral("nodes.a.output.x") << 0;
        QTest::newRow("one that goes") << QStringLiteral("nodes.e.output.x") << 1;
        QTest::newRow("known through an error of one that goes") << QStringLiteral("nodes.f.output.x") << 1;
        QTest::newRow("no expression") << QStringLiteral("vars.x &&(") << 1;
    }
    void aConditionBeforeWhatGoesIsChecked()
    {
        QFETCH(QString, condition);
        QFETCH(int, lost);
        // a → e → b → c → d, and f → g, whose error leads to b.
        std::string source = "{\"nodes\": [";
        for (const char *id : {"a", "b", "c", "d", "e", "f", "g"}) {
            source += std::string(source.back() == '[' ? "" : ", ") + "{\"id\": \"" + id + "\", \"type\": \"transform\"}";
        }
        source += "], \"edges\": [{\"from\": \"a\", \"to\": \"e\"}, {\"from\": \"e\", \"to\": \"b\"}, {\"from\": \"f\", \"to\": \"g\"}, {\"from\": \"g\", \"fromPort\": \"error\", \"to\": \"b\"},"
                  "{\"from\": \"b\", \"to\": \"c\", \"condition\": \"" + condition.toStdString() + "\"}, {\"from\": \"c\", \"to\": \"d\"}]}";
        auto editor = editorOf(source);
        QCOMPARE(editor->removeAndHeal({"c", "e", "g"}), lost);
        QCOMPARE(conditionOf(*editor, "b", "d"), lost == 0 ? condition.toStdString() : std::string());
        undoesToTheBytes(*editor, source);
    }

    void manyConditionsNestNoDeeper()
    {
        // A chain, all of whose conditions must hold; then as many ways, one of which must.
        for (const bool isChain : {true, false}) {
            json::Array nodes{json::Object{{"id", "a"}, {"type", "trigger.manual"}}, json::Object{{"id", "z"}, {"type", "output"}}};
            json::Array edges;
            std::vector<std::string> gone;
            for (int i = 0; i < 400; ++i) {
                gone.push_back("n" + std::to_string(i));
                nodes.push_back(json::Object{{"id", gone.back()}, {"type", "transform"}});
                edges.push_back(json::Object{{"from", isChain && i > 0 ? gone[gone.size() - 2] : "a"}, {"to", gone.back()}, {"condition", "vars.v" + std::to_string(i)}});
                if (!isChain || i == 399) {
                    edges.push_back(json::Object{{"from", gone.back()}, {"to", "z"}});
                }
            }
            auto editor = editorOf(json::write(json::Object{{"nodes", nodes}, {"edges", edges}}));
            QCOMPARE(editor->removeAndHeal(gone), 0);
            const auto condition = conditionOf(*editor, "a", "z");
            QVERIFY(condition.starts_with(isChain ? "(vars.v0) && (vars.v1) && " : "(vars.v0) || (vars.v1) || "));
            const auto info = flow::analyseExpression(condition);
            QVERIFY(info && info->references.size() == 400);
        }
    }

    void conditionsCostNoMoreThanTheirEdges()
    {
        json::Array nodes;
        json::Array edges;
        std::vector<std::string> gone;
        for (int i = 0; i < 8000; ++i) {
            const auto id = "n" + std::to_string(i);
            nodes.push_back(json::Object{{"id", id}, {"type", "transform"}});
            if (i > 0) {
                // Every fourth reads what stands right before it and stays.
                const auto before = "n" + std::to_string(i - 1);
                const auto condition = i % 4 == 0 ? "nodes.n" + std::to_string(i - 2) + ".output" : std::string("vars.on");
                edges.push_back(json::Object{{"from", before}, {"to", id}, {"condition", condition}});
            }
            if (i % 2 == 1) {
                gone.push_back(id);
            }
        }
        auto editor = editorOf(json::write(json::Object{{"nodes", nodes}, {"edges", edges}}));
        QCOMPARE(editor->removeAndHeal(gone), 0);
        QCOMPARE(conditionOf(*editor, "n2", "n4"), std::string("(vars.on) && (nodes.n2.output)"));
    }

    void moreConditionsThanCanBeKeptAreTold()
    {
        // Twelve forks one behind another, each with a condition to either side: 4096 ways.
        json::Array nodes{json::Object{{"id", "a"}, {"type", "trigger.manual"}}, json::Object{{"id", "z"}, {"type", "output"}}};
        json::Array edges;
        std::vector<std::string> gone;
        std::string last = "a";
        for (int i = 0; i < 12; ++i) {
            const auto n = std::to_string(i);
            for (const char *side : {"l", "r", "m"}) {
                gone.push_back(side + n);
                nodes.push_back(json::Object{{"id", gone.back()}, {"type", "transform"}});
            }
            for (const char *side : {"l", "r"}) {
                edges.push_back(json::Object{{"from", last}, {"to", side + n}, {"condition", std::string("vars.") + side + n}});
                edges.push_back(json::Object{{"from", side + n}, {"to", "m" + n}});
            }
            last = "m" + n;
        }
        edges.push_back(json::Object{{"from", last}, {"to", "z"}});
        auto editor = editorOf(json::write(json::Object{{"nodes", nodes}, {"edges", edges}}));
        QVERIFY(editor->removeAndHeal(gone) > 0);
        QVERIFY(edgeBetween(*editor, "a", "z"));
    }

    // Small flows whose conditions are of three variables: whoever ran runs still, for whatever the variables are.
    void healingChangesNothingOfWhatRuns()
    {
        const std::vector<std::string> kConditions{"vars.x", "vars.y", "vars.z", "!vars.x", "!vars.y", "vars.x && vars.y", "vars.y || vars.z"};
        std::mt19937 random(20261122);
        const auto below = [&](std::size_t bound) { return static_cast<std::size_t>(random() % bound); };
        int joined = 0;
        for (int round = 0; round < 400; ++round) {
            const std::size_t count = 4 + below(6);
            json::Array nodes;
            json::Array edges;
            const auto idOf = [](std::size_t i) { return "n" + std::to_string(i); };
            for (std::size_t i = 0; i < count; ++i) {
                nodes.push_back(json::Object{{"id", idOf(i)}, {"type", i == 0 ? "trigger.manual" : "transform"}});
                std::set<std::size_t> sources;
                for (std::size_t n = i == 0 ? 0 : 1 + below(3); n > 0; --n) {
                    sources.insert(below(i));
                }
                for (const auto source : sources) {
                    json::Object edge{{"from", idOf(source)}, {"to", idOf(i)}};
                    if (below(3) > 0) {
                        edge.emplace("condition", kConditions[below(kConditions.size())]);
                    }
                    edges.insert(edges.begin() + static_cast<std::ptrdiff_t>(below(edges.size() + 1)), std::move(edge));
                }
            }
            std::vector<std::string> gone;
            for (std::size_t i = 1; i < count; ++i) {
                if (below(2) == 0) {
                    gone.push_back(idOf(i));
                }
            }
            std::shuffle(gone.begin(), gone.end(), random);
            const auto source = json::write(json::Object{{"nodes", nodes}, {"edges", edges}});
            auto before = editorOf(source);
            auto after = editorOf(source);
            QCOMPARE(after->removeAndHeal(gone), 0);
            for (unsigned bits = 0; bits < 8; ++bits) {
                const auto ran = whatRuns(*before, count, bits);
                const auto runs = whatRuns(*after, count, bits);
                for (std::size_t i = 0; i < count; ++i) {
                    const bool isGone = std::find(gone.begin(), gone.end(), idOf(i)) != gone.end();
                    QVERIFY2(isGone || ran[i] == runs[i], (source + " without " + json::write(json::Value(gone.size())) + ", " + idOf(i) + " for " + std::to_string(bits) + ": " + after->text().value()).c_str());
                }
            }
            joined += after->text().value().find(") || (") != std::string::npos ? 1 : 0;
            undoesToTheBytes(*after, source);
        }
        QVERIFY(joined > 20);
    }

    void aFlowOfThisFileThatPastedNodesMeetIsTold()
    {
        CanvasRig rig("{\"nodes\": [], \"flows\": {\"score\": {\"nodes\": [{\"id\": \"x\", \"type\": \"output\"}]}, \"own\": {\"nodes\": []}}}");
        QSignalSpy told(&rig.view, &canvas::CanvasView::refused);
        const auto paste = [&](const char *text) {
            told.clear();
            QApplication::clipboard()->setText(QString::fromUtf8(text));
            rig.view.paste();
            return told.isEmpty() ? QString() : told.last()[0].toString();
        };
        const auto met = paste("{\"nodes\": [{\"id\": \"a\", \"type\": \"subflow\", \"config\": {\"flow\": \"score\"}}]}");
        QVERIFY2(met.contains(QStringLiteral("score")), qPrintable(met));
        QVERIFY(rig.has("a"));
        // By way of a flow that came along.
        QVERIFY(paste("{\"nodes\": [{\"id\": \"b\", \"type\": \"subflow\", \"config\": {\"flow\": \"way\"}}],"
                      "\"flows\": {\"way\": {\"nodes\": [{\"id\": \"i\", \"type\": \"subflow\", \"config\": {\"flow\": \"own\"}}]}}}").contains(QStringLiteral("own")));
        // What the text brings, and what is in neither, is what was meant.
        QCOMPARE(paste("{\"nodes\": [{\"id\": \"c\", \"type\": \"subflow\", \"config\": {\"flow\": \"score\"}}], \"flows\": {\"score\": {\"nodes\": []}}}"), QString());
        QCOMPARE(paste("{\"nodes\": [{\"id\": \"d\", \"type\": \"subflow\", \"config\": {\"flow\": \"elsewhere\"}}]}"), QString());
        QCOMPARE(rig.view.scene().nodes().size(), 4u);
    }

    void deletingWhileAWireIsDrawnSaysThatItEnds_data()
    {
        QTest::addColumn<bool>("heals");
        QTest::newRow("delete") << false;
        QTest::newRow("delete and heal") << true;
    }
    void deletingWhileAWireIsDrawnSaysThatItEnds()
    {
        QFETCH(bool, heals);
        CanvasRig rig;
        rig.view.selectIds({"b"});
        rig.view.startConnecting();
        QSignalSpy told(&rig.view, &canvas::CanvasView::announced);
        heals ? rig.view.deleteAndHeal() : rig.view.deleteSelection();
        QCOMPARE(told.size(), 1);
        QCOMPARE(told[0][0].toString(), QStringLiteral("Nothing is connected."));
        QVERIFY(rig.has("b"));
        heals ? rig.view.deleteAndHeal() : rig.view.deleteSelection();
        QVERIFY(!rig.has("b"));
    }

    void anEdgeThatIsSplitKeepsWhatItSays()
    {
        auto editor = editorOf(test::kSaying);
        const auto id = editor->addOnEdge("transform", QPointF(100, 100), 0);
        const auto *edge = edgeBetween(*editor, "a", id);
        QVERIFY(edge && edge->contains("x-first"));
        QCOMPARE(conditionOf(*editor, "a", id), std::string("output.x // first"));
        QVERIFY(!edgeBetween(*editor, id, "b")->contains("x-first"));
        undoesToTheBytes(*editor, test::kSaying);
    }

    void thousandsGoAndHeal()
    {
        auto editor = editorOf(test::gridFlow(2000));
        std::vector<std::string> nodes;
        for (int i = 0; i < 2000; i += 2) {
            nodes.push_back("n" + std::to_string(i));
        }
        editor->removeAndHeal(nodes);
        QVERIFY(editor->text());
        // And so many of one name come in.
        QString many = QStringLiteral("{\"nodes\":[");
        for (int i = 0; i < 3000; ++i) {
            many += (i ? QStringLiteral(",") : QString()) + QStringLiteral("{\"id\":\"n1-%1\",\"type\":\"transform\"}").arg(i + 2);
        }
        many += QStringLiteral("]}");
        QCOMPARE(editor->paste(many, {})->nodes.size(), 3000u);
        QCOMPARE(editor->paste(many, {})->nodes.size(), 3000u);
    }

    void aGraphThatGoesIsLeft_data()
    {
        QTest::addColumn<int>("how");
        QTest::newRow("undo") << 0;
        QTest::newRow("history") << 1;
        QTest::newRow("another text") << 2;
        QTest::newRow("its node goes") << 3;
        QTest::newRow("redo") << 4;
        QTest::newRow("its node has another id") << 5;
    }
    void aGraphThatGoesIsLeft()
    {
        QFETCH(int, how);
        CanvasRig rig("{\"nodes\":[]}");
        const auto nested = json::parse(test::kNested).value();
        if (how == 4) {
            rig.editor->setRoot(nested);
            rig.editor->history().seal();
            rig.editor->setRoot(json::parse("{\"nodes\":[]}").value());
            rig.editor->undo();
        } else {
            rig.editor->setRoot(nested);
        }
        QVERIFY(rig.editor->setScope({"body", "m", "body", "n"}));
        QVERIFY(rig.has("deep"));
        QSignalSpy left(rig.editor.get(), &FlowEditor::scopeChanged);
        switch (how) {
        case 0: rig.editor->undo(); break;
        case 1: rig.editor->goTo(0); break;
        case 2: QVERIFY(rig.editor->setText("{\"nodes\":[]}")); break;
        case 3: rig.editor->edit(QStringLiteral("x"), {}, [](flow::EditHistory &history) { history.erase(flow::Path() / "nodes" / std::size_t(0)); }); break;
        case 4: rig.editor->redo(); break;
        default: rig.editor->edit(QStringLiteral("x"), {}, [](flow::EditHistory &history) { history.set(flow::Path() / "nodes" / std::size_t(0) / "id", json::Value("other")); }); break;
        }
        QCOMPARE(rig.editor->scope(), std::vector<std::string>());
        QCOMPARE(left.size(), 1);
        QVERIFY(!rig.has("deep"));
        // What is done then is not lost.
        const auto id = rig.editor->addNode("transform", {});
        QVERIFY(rig.editor->node(id));
        QVERIFY(rig.has(id.c_str()));
        QVERIFY(rig.text().find(id) != std::string::npos);
    }

    void onlyTheInnerGraphIsLeft()
    {
        auto editor = editorOf(test::kNested);
        QVERIFY(editor->setScope({"body", "m", "body", "n"}));
        const auto body = flow::Path() / "nodes" / std::size_t(0) / "config" / "body";
        editor->edit(QStringLiteral("x"), {}, [&](flow::EditHistory &history) { history.erase(body / "nodes" / std::size_t(1) / "config" / "body"); });
        QCOMPARE(editor->scope(), (std::vector<std::string>{"body", "m"}));
    }

    void leavingAGraphKeepsWhatIsBeingWritten()
    {
        CanvasRig rig(test::kNested);
        QVERIFY(rig.editor->setScope({"body", "m"}));
        rig.view.finishMotion();
        rig.view.selectIds({"in"});
        rig.view.renameCurrent();
        auto *edit = rig.view.findChild<QLineEdit *>();
        QVERIFY(edit);
        edit->setText(QStringLiteral("Entrance"));
        QVERIFY(rig.editor->setScope({}));
        const auto *name = flow::valueAt(rig.editor->root(), flow::Path() / "nodes" / std::size_t(0) / "config" / "body" / "nodes" / std::size_t(0) / "name");
        QVERIFY(name && *name == json::Value("Entrance"));
        QVERIFY(!rig.editor->node("m")->contains("name"));
    }

    void aTextBelongsToWhatItWasBegunFor_data()
    {
        QTest::addColumn<bool>("types");
        QTest::newRow("numbers change") << false;
        QTest::newRow("other types") << true;
    }
    void aTextBelongsToWhatItWasBegunFor()
    {
        QFETCH(bool, types);
        CanvasRig rig;
        rig.view.selectIds({"c"});
        rig.view.renameCurrent();
        rig.view.findChild<QLineEdit *>()->setText(QStringLiteral("Sea"));
        const auto others = test::canvasCatalogue();
        if (types) {
            rig.editor->setCatalogue(others);
        } else {
            rig.editor->remove({{"a"}, {}, {}, {}});
        }
        QCOMPARE(json::text(*rig.editor->node("c"), "name"), std::string_view("Sea"));
        QVERIFY(!rig.editor->node("d")->contains("name") && !rig.editor->node("b")->contains("name"));
        rig.view.setEditor(nullptr);
    }

    void aFinishedTextIsAStep()
    {
        CanvasRig rig;
        const auto rename = [&](const char *name) {
            rig.view.selectIds({"b"});
            rig.view.renameCurrent();
            rig.view.findChildren<QLineEdit *>().last()->setText(QString::fromUtf8(name));
            rig.view.commitText();
            test::pumpPending();
        };
        rename("One");
        rename("Two");
        QCOMPARE(rig.editor->history().position(), 2u);
        rig.view.undo();
        QCOMPARE(json::text(*rig.editor->node("b"), "name"), std::string_view("One"));
    }

    void whatIsDoneToSeveralIsOneStep()
    {
        CanvasRig rig;
        rig.editor->addFrame(QRectF(-100, -100, 300, 300), QStringLiteral("One"));
        rig.editor->addFrame(QRectF(340, -100, 300, 300), QStringLiteral("Two"));
        rig.editor->setRoute("a:out>b:in", {QPointF(280, 100)});
        rig.editor->setRoute("b:out>c:in", {QPointF(640, 100)});
        rig.view.selectAll();
        const auto before = rig.text();
        auto steps = rig.editor->history().position();
        rig.view.setFrameHue(QStringLiteral("agent"));
        QCOMPARE(rig.editor->history().position(), ++steps);
        rig.view.setFrameHue(QStringLiteral("data"));
        QCOMPARE(rig.editor->history().position(), ++steps);
        rig.view.undo();
        QCOMPARE(json::text(*rig.editor->frame("group-2"), "color"), std::string_view("agent"));
        rig.view.undo();
        QCOMPARE(rig.text(), before);
        rig.view.selectNone();
        rig.click(rig.at(rig.view.scene().curves(0)[0].at(0.5)));
        rig.click(rig.at(rig.view.scene().curves(1)[0].at(0.5)), Qt::ShiftModifier);
        QCOMPARE(rig.view.selectedEdges().size(), 2u);
        steps = rig.editor->history().position();
        rig.view.straightenSelection();
        QCOMPARE(rig.editor->history().position(), steps + 1);
        rig.view.undo();
        QCOMPARE(rig.text(), before);
    }

    void notesOpenNoFiles()
    {
        const QTemporaryDir folder;
        QImage red(200, 200, QImage::Format_RGB32);
        red.fill(Qt::red);
        const auto path = folder.filePath(QStringLiteral("red.png"));
        QVERIFY(red.save(path));
        const auto url = QUrl::fromLocalFile(path).toString();
        for (const auto &text : {QStringLiteral("![the plan](%1)").arg(path), QStringLiteral("![the plan](%1)").arg(url), QStringLiteral("<img src=\"%1\">").arg(path),
                                 QStringLiteral("<table background=\"%1\"><tr><td>x</td></tr></table>").arg(path)}) {
            CanvasRig rig("{\"nodes\":[]}");
            rig.editor->addNote(QRectF(0, 0, 400, 300), text);
            rig.actualSize();
            for (const auto &picture : {rig.view.grab().toImage(), rig.view.picture(QRectF(0, 0, 400, 300), 1)}) {
                int reds = 0;
                for (int y = 0; y < picture.height(); y += 4) {
                    for (int x = 0; x < picture.width(); x += 4) {
                        reds += picture.pixelColor(x, y) == QColor(Qt::red) ? 1 : 0;
                    }
                }
                QCOMPARE(reds, 0);
            }
        }
        // What it would show is said.
        ui::QuietDocument document;
        document.readMarkdown(QStringLiteral("See ![the plan](%1) here").arg(path));
        QCOMPARE(document.toPlainText(), QStringLiteral("See the plan here"));
    }

    void findingFollowsEdits()
    {
        CanvasRig rig;
        QCOMPARE(rig.view.findNodes(QStringLiteral("special")).size(), 0u);
        rig.editor->setNodeMember("d", flow::Path() / "config" / "expression", json::Value("Special"));
        QCOMPARE(rig.view.findNodes(QStringLiteral("sPecial")).size(), 1u);
        rig.editor->rename("b", QStringLiteral("Special offer"));
        const auto found = rig.view.findNodes(QStringLiteral("special"));
        QCOMPARE(found.size(), 2u);
        QCOMPARE(rig.view.scene().nodes()[found[0]].id, std::string("b"));
    }

    void reachingFromManyIsReachingFromEach()
    {
        CanvasRig rig;
        rig.view.selectIds({"b", "d"});
        rig.view.selectUpstream();
        QCOMPARE(rig.view.selectedIds(), (std::vector<std::string>{"a", "b", "d"}));
        rig.view.selectDownstream();
        QCOMPARE(rig.view.selectedIds(), (std::vector<std::string>{"a", "b", "c", "d"}));
    }
};

SB_GUI_TEST_MAIN(TestCanvasEdits)
#include "tst_canvas_edits.moc"
