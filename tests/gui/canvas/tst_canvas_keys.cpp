// SPDX-License-Identifier: GPL-3.0-or-later
// The keyboard alone: walk, move, add, connect, rename, copy, undo.
#include "canvas_rig.h"
#include "walk_flows.h"

#include "ui/canvas/node_palette.h"

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QSet>
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

    // Ctrl+J, and what is told meanwhile.
    void aKeyConnectsTwoNodesThatAreThere()
    {
        CanvasRig rig;
        QSignalSpy announced(&rig.view, &canvas::CanvasView::announced);
        const auto said = [&] { return announced.isEmpty() ? QString() : announced.last().first().toString(); };
        rig.key(Qt::Key_J, Qt::ControlModifier);
        QVERIFY(!rig.view.isConnecting()); // nowhere to begin
        QVERIFY2(said().contains(QStringLiteral("Go to a node")), qPrintable(said()));
        rig.view.selectIds({"d"});
        rig.key(Qt::Key_J, Qt::ControlModifier);
        QVERIFY(rig.view.isConnecting());
        QVERIFY2(said().startsWith(QStringLiteral("Output Output of d with Input Input of c")) && said().contains(QStringLiteral("Page Down")), qPrintable(said()));
        // Tab goes through all that fits, and comes round.
        QSet<QString> targets;
        for (int i = 0; i < 3; ++i) {
            rig.key(Qt::Key_Tab);
            targets << said().section(QStringLiteral(" with "), 1).section(QStringLiteral(". "), 0, 0);
        }
        QCOMPARE(targets, (QSet<QString>{QStringLiteral("Input Input of b"), QStringLiteral("Input Input of c")}));
        while (!said().contains(QStringLiteral("of b. "))) {
            rig.key(Qt::Key_Backtab, Qt::ShiftModifier);
        }
        rig.key(Qt::Key_Return);
        QVERIFY(rig.connected("d", "b"));
        QVERIFY(!rig.view.isConnecting());
        rig.key(Qt::Key_J, Qt::ControlModifier);
        rig.key(Qt::Key_Escape);
        QVERIFY(!rig.view.isConnecting());
        QVERIFY(rig.view.hasSelection()); // one Escape takes one thing back
        undoesToTheBytes(rig);
    }

    void anyPortCanBeConnectedByKeys()
    {
        CanvasRig rig;
        QSignalSpy announced(&rig.view, &canvas::CanvasView::announced);
        rig.view.selectIds({"d"});
        rig.key(Qt::Key_J, Qt::ControlModifier);
        rig.key(Qt::Key_PageDown);
        QVERIFY2(announced.last().first().toString().startsWith(QStringLiteral("Output error of d")), qPrintable(announced.last().first().toString()));
        rig.key(Qt::Key_PageDown);
        QVERIFY2(announced.last().first().toString().startsWith(QStringLiteral("Input Input of d")), qPrintable(announced.last().first().toString()));
        rig.key(Qt::Key_PageUp);
        rig.key(Qt::Key_Return);
        QVERIFY(rig.connected("d", "c"));
        QVERIFY(rig.text().find("\"fromPort\": \"error\"") != std::string::npos);
        undoesToTheBytes(rig);
    }

    void takingBackEndsTheConnecting()
    {
        CanvasRig rig;
        rig.editor->addNode("transform", {352, 400});
        rig.view.selectIds({"d"});
        rig.key(Qt::Key_J, Qt::ControlModifier);
        rig.view.undo();
        QVERIFY(!rig.view.isConnecting());
        rig.key(Qt::Key_Return);
        QCOMPARE(rig.edgeCount(), 2u);
        undoesToTheBytes(rig);
    }

    void edgesAreWalkedDeletedAndFilled()
    {
        CanvasRig rig;
        QSignalSpy announced(&rig.view, &canvas::CanvasView::announced);
        QSignalSpy activated(&rig.view, &canvas::CanvasView::edgeActivated);
        const auto edge = [&] { return rig.view.currentItem().kind == canvas::ItemKind::Edge ? rig.view.scene().routeKey(rig.view.currentItem().index) : std::string(); };
        rig.view.selectIds({"b"});
        rig.key(Qt::Key_PageDown);
        QCOMPARE(edge(), std::string("b:out>c:in"));
        QCOMPARE(announced.last().first().toString(), QStringLiteral("Edge from b to c, only if output, outgoing, 1 of 2"));
        QCOMPARE(rig.view.picked().edges.size(), std::size_t(1));
        rig.key(Qt::Key_PageDown);
        QCOMPARE(edge(), std::string("a:out>b:in"));
        rig.key(Qt::Key_PageDown);
        QCOMPARE(edge(), std::string("b:out>c:in")); // round
        rig.key(Qt::Key_Return);
        QCOMPARE(activated.count(), 1);
        // Arrows lead to its ends, and beside it.
        rig.key(Qt::Key_Down);
        QCOMPARE(edge(), std::string("a:out>b:in"));
        rig.key(Qt::Key_Left);
        QCOMPARE(current(rig), std::string("a"));
        QCOMPARE(rig.view.selectedIds(), std::vector<std::string>{"a"});
        rig.key(Qt::Key_PageUp);
        rig.key(Qt::Key_Right);
        QCOMPARE(current(rig), std::string("b"));
        // What is typed goes into the edge.
        rig.key(Qt::Key_PageDown);
        rig.key(Qt::Key_F);
        auto *palette = rig.view.palettePopup();
        QVERIFY(palette && palette->isVisible());
        QTest::keyClicks(palette->input(), QStringLiteral("ilt"));
        QTest::keyClick(palette->input(), Qt::Key_Return);
        test::pumpPending();
        QVERIFY(rig.connected("b", "filter") && rig.connected("filter", "c"));
        rig.key(Qt::Key_PageDown);
        QCOMPARE(edge(), std::string("filter:out>c:in"));
        rig.key(Qt::Key_Delete);
        QVERIFY(!rig.connected("filter", "c"));
        QCOMPARE(current(rig), std::string("filter"));
        rig.view.selectIds({"d"});
        rig.key(Qt::Key_PageDown);
        QCOMPARE(announced.last().first().toString(), QStringLiteral("d has no edges."));
        undoesToTheBytes(rig);
    }

    void theEdgeWhereOneIsShowsIt()
    {
        CanvasRig rig;
        rig.view.selectIds({"b"});
        rig.key(Qt::Key_PageDown);
        rig.view.finishMotion();
        const QImage with = rig.view.grab().toImage();
        if (const QString folder = qEnvironmentVariable("SIGNALBOX_LOOK"); !folder.isEmpty()) {
            QVERIFY(with.save(folder + QStringLiteral("/canvas-edge-ring.png"))); // for people to look at
        }
        rig.view.clearFocus();
        test::pumpPending();
        QVERIFY(rig.view.grab().toImage() != with);
    }

    void framesAndNotesAreWalkedAndEdited()
    {
        CanvasRig rig(kFramed);
        QSignalSpy announced(&rig.view, &canvas::CanvasView::announced);
        rig.key(Qt::Key_PageDown, Qt::ShiftModifier);
        QCOMPARE(rig.view.currentItem(), (canvas::Item{canvas::ItemKind::Frame, 0}));
        QVERIFY2(announced.last().first().toString().startsWith(QStringLiteral("Frame First steps, 2 node")), qPrintable(announced.last().first().toString()));
        rig.key(Qt::Key_F2);
        auto *title = rig.view.findChild<QLineEdit *>(QString(), Qt::FindDirectChildrenOnly);
        QVERIFY(title);
        QTest::keyClicks(title, QStringLiteral("Beginning"));
        QTest::keyClick(title, Qt::Key_Return);
        test::pumpPending();
        QCOMPARE(rig.view.scene().frames().front().title, QStringLiteral("Beginning"));
        QCOMPARE(rig.view.currentItem(), (canvas::Item{canvas::ItemKind::Frame, 0}));
        rig.key(Qt::Key_PageDown, Qt::ShiftModifier);
        QVERIFY2(announced.last().first().toString().startsWith(QStringLiteral("Note: Ask Ana")), qPrintable(announced.last().first().toString()));
        rig.key(Qt::Key_Return);
        auto *text = rig.view.findChild<QPlainTextEdit *>(QString(), Qt::FindDirectChildrenOnly);
        QVERIFY(text);
        QTest::keyClicks(text, QStringLiteral("Ask Jo"));
        QTest::keyClick(text, Qt::Key_Return, Qt::ControlModifier);
        test::pumpPending();
        QCOMPARE(rig.view.scene().notes().front().text, QStringLiteral("Ask Jo"));
        // From a note, arrows lead back to the nodes.
        rig.key(Qt::Key_Up);
        QCOMPARE(current(rig), std::string("c"));
        rig.key(Qt::Key_PageUp, Qt::ShiftModifier);
        QCOMPARE(rig.view.currentItem().kind, canvas::ItemKind::Note);
        rig.key(Qt::Key_Delete);
        QVERIFY(rig.view.scene().notes().empty());
        undoesToTheBytes(rig);
    }

    void whatIsFarAwayIsReached()
    {
        CanvasRig rig(kFramed);
        rig.view.selectIds({"c"});
        rig.key(Qt::Key_Down);
        QCOMPARE(current(rig), std::string("far"));
        rig.key(Qt::Key_Up);
        QCOMPARE(current(rig), std::string("c"));
        rig.key(Qt::Key_Home);
        QCOMPARE(current(rig), std::string("a"));
        rig.key(Qt::Key_End);
        QCOMPARE(current(rig), std::string("far"));
        rig.view.finishMotion();
        QVERIFY(rig.view.visibleScene().contains(rig.view.scene().rect(rig.view.currentNode())));
    }

    void controlArrowsTakeAlongWhatBelongsToIt()
    {
        CanvasRig rig(kFramed);
        const auto frame = [&] { return rig.view.scene().frames().front().rect.topLeft(); };
        const auto bend = [&] { return rig.view.scene().route(0).front(); };
        const QPointF before = frame();
        rig.key(Qt::Key_PageDown, Qt::ShiftModifier);
        for (int i = 0; i < 3; ++i) {
            rig.key(Qt::Key_Right, Qt::ControlModifier);
        }
        const QPointF by(3 * canvas::card::kGrid, 0);
        QCOMPARE(frame() - before, by);
        QCOMPARE(rig.pos("a"), by);
        QCOMPARE(rig.pos("b"), QPointF(352, 0) + by);
        QCOMPARE(rig.pos("c"), QPointF(704, 0));
        QCOMPARE(bend(), QPointF(290, 90) + by);
        QCOMPARE(rig.editor->history().steps().size(), 1u);
        undoesToTheBytes(rig);
        rig.view.selectIds({"a", "b"});
        rig.key(Qt::Key_Down, Qt::ControlModifier);
        rig.key(Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(bend(), QPointF(290, 90 + 2 * canvas::card::kGrid));
        QCOMPARE(rig.editor->history().steps().size(), 1u);
        undoesToTheBytes(rig);
        rig.view.selectIds({"a"});
        rig.key(Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(bend(), QPointF(290, 90)); // its other end stays
        undoesToTheBytes(rig);
    }

    // What a frame passes over on its way is not swept up.
    void aFrameTakesUpNothingOnItsWay()
    {
        CanvasRig rig(kFramed);
        const auto push = [&](int key, int times) {
            for (int i = 0; i < times; ++i) {
                rig.key(key, Qt::ControlModifier);
            }
        };
        const auto isIn = [&](const char *id) { return rig.view.scene().frames().front().rect.contains(rig.view.scene().rect(rig.view.scene().find(id))); };
        rig.key(Qt::Key_PageDown, Qt::ShiftModifier);
        push(Qt::Key_Right, 25);
        QVERIFY(isIn("c"));
        push(Qt::Key_Right, 1);
        QCOMPARE(rig.pos("c"), QPointF(704, 0));
        QCOMPARE(rig.pos("a"), QPointF(26 * canvas::card::kGrid, 0));
        QCOMPARE(rig.editor->history().steps().size(), 1u);
        push(Qt::Key_Left, 26);
        QCOMPARE(rig.pos("a"), QPointF(0, 0));
        push(Qt::Key_Right, 25);
        // Another change, or another selection: what stands in it now belongs to it.
        rig.editor->rename("far", QStringLiteral("Far"));
        push(Qt::Key_Right, 1);
        QCOMPARE(rig.pos("c"), QPointF(704 + canvas::card::kGrid, 0));
        rig.view.undo();
        rig.view.undo();
        push(Qt::Key_Right, 1);
        QCOMPARE(rig.pos("c"), QPointF(704 + canvas::card::kGrid, 0));
        undoesToTheBytes(rig);
        rig.view.selectNone();
        rig.key(Qt::Key_PageDown, Qt::ShiftModifier);
        push(Qt::Key_Right, 25);
        rig.view.selectNone();
        rig.key(Qt::Key_PageDown, Qt::ShiftModifier);
        push(Qt::Key_Right, 1);
        QCOMPARE(rig.pos("c"), QPointF(704 + canvas::card::kGrid, 0));
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
