// SPDX-License-Identifier: GPL-3.0-or-later
// The keyboard alone: walk, move, add, connect, rename, copy, undo.
#include "canvas_rig.h"

#include "ui/canvas/node_palette.h"

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QListWidget>
#include <QSignalSpy>

using namespace signalbox;
using test::CanvasRig;

class TestCanvasKeys : public SignalboxTest
{
    Q_OBJECT

    static void undoesToTheBytes(CanvasRig &rig)
    {
        while (rig.editor->canUndo()) {
            rig.view.undo();
        }
        QCOMPARE(QByteArray::fromStdString(rig.text()), QByteArray::fromStdString(rig.source));
    }

    static std::string current(CanvasRig &rig)
    {
        const auto node = rig.view.currentNode();
        return node == canvas::Scene::kNone ? std::string() : rig.view.scene().nodes()[node].id;
    }

private Q_SLOTS:
    void arrowsFollowEdges()
    {
        CanvasRig rig;
        QSignalSpy announced(&rig.view, &canvas::CanvasView::announced);
        rig.key(Qt::Key_Right);
        QCOMPARE(current(rig), std::string("a"));
        rig.key(Qt::Key_Right);
        QCOMPARE(current(rig), std::string("b"));
        rig.key(Qt::Key_Down);
        QCOMPARE(current(rig), std::string("d"));
        rig.key(Qt::Key_Up);
        QCOMPARE(current(rig), std::string("b"));
        rig.key(Qt::Key_Right);
        QCOMPARE(current(rig), std::string("c"));
        rig.key(Qt::Key_Left);
        QCOMPARE(current(rig), std::string("b"));
        rig.key(Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(rig.view.selectedIds(), (std::vector<std::string>{"b", "c"}));
        QVERIFY(announced.count() >= 6);
        QVERIFY(announced.first().first().toString().contains(QStringLiteral("Manual start")));
    }

    void controlArrowsMoveAsOneStep()
    {
        CanvasRig rig;
        rig.view.selectIds({"d"});
        for (int i = 0; i < 5; ++i) {
            rig.key(Qt::Key_Right, Qt::ControlModifier);
        }
        QCOMPARE(rig.pos("d").x(), 352.0 + 80);
        QCOMPARE(rig.editor->history().steps().size(), 1u);
        rig.view.selectIds({"a"});
        rig.key(Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(rig.editor->history().steps().size(), 2u);
        undoesToTheBytes(rig);
    }

    void typingOpensThePaletteAndGoesOn()
    {
        CanvasRig rig;
        rig.view.selectIds({"d"});
        rig.key(Qt::Key_F);
        auto *palette = rig.view.palettePopup();
        QVERIFY(palette && palette->isVisible());
        QCOMPARE(palette->input()->text(), QStringLiteral("f"));
        QTest::keyClicks(palette->input(), QStringLiteral("ilt"));
        QTest::keyClick(palette->input(), Qt::Key_Return);
        test::pumpPending();
        QVERIFY(rig.has("filter"));
        QCOMPARE(current(rig), std::string("filter"));
        undoesToTheBytes(rig);
    }

    void tabOpensThePaletteAndEscapeClosesIt()
    {
        CanvasRig rig;
        rig.key(Qt::Key_Tab);
        auto *palette = rig.view.palettePopup();
        QVERIFY(palette && palette->isVisible());
        QCOMPARE(palette->list()->count(), static_cast<int>(rig.catalogue.all().size()));
        QTest::keyClick(palette->input(), Qt::Key_Down);
        QCOMPARE(palette->list()->currentRow(), 1);
        QTest::keyClick(palette, Qt::Key_Escape);
        test::pumpPending();
        QVERIFY(!palette->isVisible());
        QVERIFY(!rig.editor->canUndo());
    }

    void connectsByKeys()
    {
        CanvasRig rig;
        rig.view.selectIds({"d"});
        rig.view.startConnecting();
        QVERIFY(rig.view.isConnecting());
        rig.key(Qt::Key_Return);
        QVERIFY(!rig.view.isConnecting());
        QVERIFY(rig.connected("d", "c"));
        rig.view.selectIds({"a"});
        rig.view.startConnecting();
        rig.key(Qt::Key_Escape);
        QVERIFY(!rig.view.isConnecting());
        undoesToTheBytes(rig);
    }

    void renamesInPlace()
    {
        CanvasRig rig;
        rig.view.selectIds({"b"});
        rig.key(Qt::Key_F2);
        auto *edit = rig.view.findChild<QLineEdit *>(QString(), Qt::FindDirectChildrenOnly);
        QVERIFY(edit);
        QTest::keyClicks(edit, QStringLiteral("Shape it"));
        QTest::keyClick(edit, Qt::Key_Return);
        test::pumpPending();
        QCOMPARE(rig.view.scene().title(rig.view.scene().find("b")), QStringLiteral("Shape it"));
        QVERIFY(rig.text().find("\"name\": \"Shape it\"") != std::string::npos);
        undoesToTheBytes(rig);
    }

    void deletesAndHeals()
    {
        CanvasRig rig;
        rig.view.selectIds({"b"});
        rig.key(Qt::Key_Delete, Qt::ControlModifier);
        QVERIFY(!rig.has("b"));
        QVERIFY(rig.connected("a", "c"));
        rig.view.undo();
        QVERIFY(rig.connected("a", "b"));
        rig.view.selectIds({"b"});
        rig.key(Qt::Key_Delete);
        QVERIFY(!rig.has("b"));
        QCOMPARE(rig.edgeCount(), 0u);
        undoesToTheBytes(rig);
    }

    void copiesAsTextThatPeopleRead()
    {
        CanvasRig rig;
        rig.view.selectIds({"b", "d"});
        rig.view.copy();
        const QString text = QApplication::clipboard()->text();
        QVERIFY(text.contains(QStringLiteral("\"x-note\": true")));
        QVERIFY(canvas::FlowEditor::canPaste(text));
        rig.view.paste();
        QVERIFY(rig.has("b-2") && rig.has("d-2"));
        // What names a node of the same copy names the copy.
        QVERIFY(rig.text().find("nodes['b-2'].output") != std::string::npos);
        QCOMPARE(rig.pos("d-2") - rig.pos("b-2"), rig.pos("d") - rig.pos("b"));
        QCOMPARE(rig.view.selectedIds(), (std::vector<std::string>{"b-2", "d-2"}));
        rig.view.duplicate();
        QVERIFY(rig.has("b-3") && rig.has("d-3"));
        QCOMPARE(rig.editor->history().steps().size(), 2u);
        undoesToTheBytes(rig);
        QApplication::clipboard()->setText(QStringLiteral("hello"));
        rig.view.paste();
        QVERIFY(!rig.editor->canUndo());
    }

    void undoAndRedoGoTheWholeWay()
    {
        CanvasRig rig;
        rig.view.selectIds({"d"});
        rig.key(Qt::Key_Right, Qt::ControlModifier);
        rig.view.duplicate();
        rig.view.selectIds({"b"});
        rig.view.deleteSelection();
        rig.view.toggleDisabled();
        const auto last = rig.text();
        const auto steps = rig.editor->history().position();
        undoesToTheBytes(rig);
        while (rig.editor->canRedo()) {
            rig.view.redo();
        }
        QCOMPARE(rig.editor->history().position(), steps);
        QCOMPARE(rig.text(), last);
        rig.editor->goTo(1);
        QCOMPARE(rig.editor->history().position(), 1u);
        rig.editor->goTo(0);
        QCOMPARE(rig.text(), rig.source);
    }

    void findsByNameTypeAndSettings()
    {
        CanvasRig rig;
        const auto ids = [&](const QString &text) {
            std::vector<std::string> found;
            for (const auto node : rig.view.findNodes(text)) {
                found.push_back(rig.view.scene().nodes()[node].id);
            }
            return found;
        };
        QCOMPARE(ids(QStringLiteral("manual")), std::vector<std::string>{"a"});
        QCOMPARE(ids(QStringLiteral("nodes.b")), std::vector<std::string>{"d"});
        QCOMPARE(ids(QStringLiteral("transform")).size(), 2u);
        QVERIFY(ids(QStringLiteral("zebra")).empty());
        QVERIFY(rig.view.goToNode("c"));
        QCOMPARE(current(rig), std::string("c"));
    }

    void arrangesAsOneStep()
    {
        CanvasRig rig;
        rig.view.arrange();
        QVERIFY(test::pumpUntil([&] { return rig.editor->canUndo(); }));
        QCOMPARE(rig.editor->history().steps().size(), 1u);
        QVERIFY(rig.pos("a").x() < rig.pos("b").x() && rig.pos("b").x() < rig.pos("c").x());
        undoesToTheBytes(rig);
    }

    void alignsAndDistributes()
    {
        CanvasRig rig;
        rig.view.selectIds({"b", "d"});
        rig.view.align(canvas::CanvasView::Line::Top);
        QCOMPARE(rig.pos("d").y(), 0.0);
        rig.view.undo();
        rig.view.selectIds({"a", "d", "c"});
        rig.view.distribute(Qt::Horizontal);
        QCOMPARE(rig.pos("d").x(), 352.0);
        rig.editor->move({{"d", QPointF(300, 208)}});
        rig.view.distribute(Qt::Horizontal);
        QCOMPARE(rig.pos("d").x(), 352.0);
        rig.view.selectIds({"a"});
        rig.view.align(canvas::CanvasView::Line::Right);
        undoesToTheBytes(rig);
    }

    void copiesAPicture()
    {
        CanvasRig rig;
        rig.view.selectIds({"b"});
        rig.view.copyPicture();
        const QImage image = QApplication::clipboard()->image();
        QVERIFY(image.width() > 400 && image.height() > 200);
    }

    void entersBodiesAndLeavesThem()
    {
        CanvasRig rig("{\"nodes\":[{\"id\":\"m\",\"type\":\"map\",\"config\":{\"body\":{\"nodes\":[{\"id\":\"in\",\"type\":\"transform\"}],\"edges\":[]}}}],\"edges\":[]}");
        rig.view.selectIds({"m"});
        rig.key(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(rig.editor->scope(), (std::vector<std::string>{"body", "m"}));
        QVERIFY(rig.has("in"));
        rig.view.selectIds({"in"});
        rig.key(Qt::Key_Right, Qt::ControlModifier);
        rig.view.duplicate();
        QVERIFY(rig.has("in-2"));
        rig.view.leaveScope();
        QVERIFY(rig.has("m"));
        QCOMPARE(rig.view.selectedIds(), std::vector<std::string>{"m"});
        undoesToTheBytes(rig);
    }

    void unplacedFlowsSayTheirPlacesWithTheFirstMove()
    {
        CanvasRig rig("{\"nodes\":[{\"id\":\"a\",\"type\":\"trigger.manual\"},{\"id\":\"b\",\"type\":\"output\"}],\"edges\":[{\"from\":\"a\",\"to\":\"b\"}]}");
        QVERIFY(rig.pos("a").x() < rig.pos("b").x());
        QVERIFY(!rig.editor->canUndo());
        rig.view.selectIds({"b"});
        rig.key(Qt::Key_Down, Qt::ControlModifier);
        QVERIFY(rig.text().find("\"a\": [0, 0]") != std::string::npos);
        undoesToTheBytes(rig);
    }
};

SB_GUI_TEST_MAIN(TestCanvasKeys)
#include "tst_canvas_keys.moc"
