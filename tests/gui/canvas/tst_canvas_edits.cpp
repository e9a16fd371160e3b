// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of a flow's JSON: pasting between flows and out of odd texts, healing, steps of the history, graphs that go
// while they are edited, and texts that are being written then.
#include "canvas_rig.h"
#include "edit_texts.h"

#include "ui/widgets/quiet_document.h"

#include <QApplication>
#include <QClipboard>
#include <QImage>
#include <QLineEdit>
#include <QPainter>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <random>

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

    void healingKeepsWhatMeansTheSame()
    {
        auto editor = editorOf(test::kSaying);
        QCOMPARE(editor->removeAndHeal({"b", "c"}), 0);
        QCOMPARE(conditionOf(*editor, "a", "d"), std::string("((output.x // first\n) && (vars.on)) && (nodes.a.output.y)"));
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
