// SPDX-License-Identifier: GPL-3.0-or-later
// What mouse and touchpad do, by real events; and that undoing it all gives the bytes that were read.
#include "canvas_rig.h"

#include "edit_texts.h"

#include "ui/canvas/node_palette.h"

#include <QApplication>
#include <QClipboard>
#include <QListWidget>
#include <QNativeGestureEvent>
#include <QPlainTextEdit>
#include <QPointingDevice>
#include <QSignalSpy>
#include <QWheelEvent>

using namespace signalbox;
using canvas::Side;
using test::CanvasRig;

// A view whose screen can have another scale.
class ScaledView : public canvas::CanvasView
{
public:
    using CanvasView::CanvasView;
    int ratio = 1;

protected:
    int metric(PaintDeviceMetric which) const override
    {
        return which == PdmDevicePixelRatio ? ratio : which == PdmDevicePixelRatioScaled ? static_cast<int>(ratio * devicePixelRatioFScale()) : CanvasView::metric(which);
    }
};

class TestCanvasGestures : public SignalboxTest
{
    Q_OBJECT

    static void wheel(CanvasRig &rig, QPoint where, QPoint angle, Qt::KeyboardModifiers modifiers)
    {
        QWheelEvent event(where, rig.view.mapToGlobal(where), QPoint(), angle, Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
        QApplication::sendEvent(&rig.view, &event);
        rig.view.finishMotion();
        test::pumpPending();
    }

    static void undoesToTheBytes(CanvasRig &rig)
    {
        while (rig.editor->canUndo()) {
            rig.view.undo();
        }
        QCOMPARE(QByteArray::fromStdString(rig.text()), QByteArray::fromStdString(rig.source));
    }

private Q_SLOTS:
    void panMovesThePlane_data()
    {
        QTest::addColumn<int>("how");
        QTest::newRow("middle button") << 0;
        QTest::newRow("space and drag") << 1;
        QTest::newRow("wheel") << 2;
    }
    void panMovesThePlane()
    {
        QFETCH(int, how);
        CanvasRig rig;
        const QPoint from(600, 600);
        const QPoint before = rig.node("a");
        if (how == 0) {
            rig.drag(from, from + QPoint(40, 24), Qt::MiddleButton);
            QCOMPARE(rig.node("a"), before + QPoint(40, 24));
        } else if (how == 1) {
            QTest::keyPress(&rig.view, Qt::Key_Space);
            rig.drag(from, from + QPoint(40, 24));
            QTest::keyRelease(&rig.view, Qt::Key_Space);
            QCOMPARE(rig.node("a"), before + QPoint(40, 24));
        } else {
            wheel(rig, from, QPoint(0, -120), {});
            QCOMPARE(rig.node("a"), before + QPoint(0, -60));
            wheel(rig, from, QPoint(0, -120), Qt::ShiftModifier);
            QCOMPARE(rig.node("a"), before + QPoint(-60, -60));
        }
        QVERIFY(!rig.editor->canUndo());
    }

    void panningShowsWhatFullPaintingShows()
    {
        CanvasRig rig;
        for (const auto &by : {QPoint(-31, 17), QPoint(-150, -90), QPoint(260, 40), QPoint(3, -200)}) {
            rig.view.pan(by);
            test::pumpPending();
        }
        const QImage moved = rig.view.grab().toImage();
        rig.view.repaintAll();
        const QImage whole = rig.view.grab().toImage();
        QCOMPARE(moved, whole);
    }

    void partsMeetAtEveryDetail_data()
    {
        QTest::addColumn<double>("zoom");
        QTest::newRow("fit") << 0.0;
        QTest::newRow("outlined blocks") << 0.15;
        QTest::newRow("titles") << 0.45;
        QTest::newRow("full") << 0.9;
    }
    void partsMeetAtEveryDetail()
    {
        QFETCH(double, zoom);
        CanvasRig rig(test::gridFlow(4000));
        rig.view.zoomToFit();
        if (zoom > 0) {
            rig.view.setZoom(zoom, QPointF(600, 400));
        }
        rig.view.finishMotion();
        for (const auto &by : {QPoint(-37, 17), QPoint(-140, -90), QPoint(260, 41), QPoint(3, -200)}) {
            rig.view.pan(by);
            test::pumpPending();
        }
        const QImage moved = rig.view.grab().toImage();
        rig.view.repaintAll();
        const QImage whole = rig.view.grab().toImage();
        int different = 0;
        for (int y = 0; y < whole.height(); ++y) {
            for (int x = 0; x < whole.width(); ++x) {
                different += std::abs(qGray(moved.pixel(x, y)) - qGray(whole.pixel(x, y))) > 24 ? 1 : 0;
            }
        }
        // Smoothed lines that are cut in another place are shaded a little otherwise.
        QVERIFY2(different < whole.width() * whole.height() / 1000, qPrintable(QString::number(different)));
    }

    void zoomKeepsThePlaceBelowThePointer()
    {
        CanvasRig rig;
        const QPoint where = rig.node("b") + QPoint(31, 7);
        const QPointF scene = rig.view.toScene(where);
        wheel(rig, where, QPoint(0, 240), Qt::ControlModifier);
        QVERIFY(rig.view.zoom() > 1.3);
        const QPointF after = rig.view.toScene(where);
        QVERIFY(QLineF(scene, after).length() < 1);
        QNativeGestureEvent pinch(Qt::ZoomNativeGesture, QPointingDevice::primaryPointingDevice(), 2, where, where, rig.view.mapToGlobal(where), -0.4, {});
        QApplication::sendEvent(&rig.view, &pinch);
        QVERIFY(rig.view.zoom() < 1);
        QVERIFY(QLineF(scene, rig.view.toScene(where)).length() < 2);
    }

    void clicksSelect()
    {
        CanvasRig rig;
        QSignalSpy spy(&rig.view, &canvas::CanvasView::selectionChanged);
        rig.click(rig.node("b"));
        QCOMPARE(rig.view.selectedIds(), std::vector<std::string>{"b"});
        rig.click(rig.node("d"), Qt::ControlModifier);
        QCOMPARE(rig.view.selectedIds().size(), 2u);
        rig.click(rig.node("b"), Qt::ControlModifier);
        QCOMPARE(rig.view.selectedIds(), std::vector<std::string>{"d"});
        rig.click(rig.at({300, 32}));
        QCOMPARE(rig.view.selectedEdges().size(), 1u);
        rig.click(rig.at({100, 400}));
        QVERIFY(!rig.view.hasSelection());
        QVERIFY(spy.count() >= 5);
    }

    void boxAndLassoSelect()
    {
        CanvasRig rig;
        rig.drag(rig.at({300, -40}), rig.at({800, 100}));
        QCOMPARE(rig.view.selectedIds(), (std::vector<std::string>{"b", "c"}));
        rig.press(rig.at({320, 190}), Qt::LeftButton, Qt::AltModifier);
        QPointF last(320, 190);
        for (const auto &corner : {QPointF(600, 190), QPointF(600, 300), QPointF(320, 300)}) {
            rig.moveTo(rig.at(last), rig.at(corner), Qt::LeftButton, Qt::AltModifier);
            last = corner;
        }
        rig.release(rig.at({320, 300}), Qt::LeftButton, Qt::AltModifier);
        QCOMPARE(rig.view.selectedIds(), std::vector<std::string>{"d"});
    }

    void dragMovesAndSnaps()
    {
        CanvasRig rig;
        rig.drag(rig.node("d"), rig.node("d") + QPoint(203, 150));
        // Freed of neighbours' lines, it lands on the grid.
        const QPointF pos = rig.pos("d");
        QVERIFY2(std::fmod(pos.x(), 16) == 0 && std::fmod(pos.y(), 16) == 0, qPrintable(QStringLiteral("%1 %2").arg(pos.x()).arg(pos.y())));
        QVERIFY(QLineF(pos, QPointF(555, 358)).length() < 17);
        // Near another card's edge it aligns with it.
        rig.drag(rig.node("d"), rig.at({352 + 112 + 4, 500}));
        QCOMPARE(rig.pos("d").x(), 352.0);
        QCOMPARE(rig.editor->history().steps().size(), 2u);
        undoesToTheBytes(rig);
    }

    void severalMoveTogether()
    {
        CanvasRig rig;
        rig.view.selectIds({"a", "b", "c"});
        const QPointF a = rig.pos("a");
        const QPointF c = rig.pos("c");
        rig.drag(rig.node("b"), rig.node("b") + QPoint(160, -160));
        QCOMPARE(rig.pos("a") - a, rig.pos("c") - c);
        QVERIFY(rig.pos("a") != a);
        QCOMPARE(rig.editor->history().steps().size(), 1u);
        undoesToTheBytes(rig);
    }

    void dragFromAPortConnects()
    {
        CanvasRig rig;
        rig.drag(rig.port("d", Side::Out), rig.port("c", Side::In) + QPoint(3, 3));
        QVERIFY(rig.connected("d", "c"));
        QCOMPARE(rig.edgeCount(), 3u);
        // Backwards too, from an input that is free.
        rig.drag(rig.port("d", Side::In), rig.port("a", Side::Out));
        QVERIFY(rig.connected("a", "d"));
        undoesToTheBytes(rig);
    }

    void whatDoesNotFitIsRefused()
    {
        CanvasRig rig;
        rig.drag(rig.port("b", Side::Out), rig.port("d", Side::In)); // fits
        QCOMPARE(rig.edgeCount(), 3u);
        rig.drag(rig.port("d", Side::Out), rig.node("b")); // would close a circle
        QCOMPARE(rig.edgeCount(), 3u);
        rig.drag(rig.port("b", Side::Out), rig.node("d")); // is there
        QCOMPARE(rig.edgeCount(), 3u);
        rig.drag(rig.port("d", Side::Out), rig.node("a")); // has no input
        QCOMPARE(rig.edgeCount(), 3u);
    }

    void theImpliedErrorPortConnects()
    {
        CanvasRig rig;
        const QPoint error = rig.port("b", Side::Out, 1);
        rig.drag(error, rig.port("d", Side::In));
        QVERIFY(rig.connected("b", "d"));
        QVERIFY(rig.text().find("\"fromPort\": \"error\"") != std::string::npos);
        undoesToTheBytes(rig);
    }

    void anInputLetsGoOfItsEdge()
    {
        CanvasRig rig;
        rig.drag(rig.port("c", Side::In), rig.port("d", Side::In));
        QVERIFY(rig.connected("b", "d"));
        QVERIFY(!rig.connected("b", "c"));
        QVERIFY(rig.text().find("\"condition\": \"output\"") != std::string::npos);
        rig.drag(rig.port("d", Side::In), rig.at({150, 420}));
        QVERIFY(!rig.connected("b", "d"));
        undoesToTheBytes(rig);
    }

    void aWireOnEmptySpaceOffersWhatFits()
    {
        CanvasRig rig;
        rig.drag(rig.port("d", Side::Out), rig.at({760, 300}));
        auto *palette = rig.view.palettePopup();
        QVERIFY(palette && palette->isVisible());
        for (int i = 0; i < palette->list()->count(); ++i) {
            QVERIFY(palette->list()->item(i)->data(Qt::UserRole).toString() != QStringLiteral("trigger.manual"));
        }
        QTest::keyClicks(palette->input(), QStringLiteral("htt"));
        QTest::keyClick(palette->input(), Qt::Key_Return);
        test::pumpPending();
        QVERIFY(!palette->isVisible());
        QVERIFY(rig.connected("d", "http-request"));
        QCOMPARE(rig.editor->history().steps().size(), 1u);
        QCOMPARE(rig.view.selectedIds(), std::vector<std::string>{"http-request"});
        undoesToTheBytes(rig);
    }

    void escapeLetsGoOfTheWire()
    {
        CanvasRig rig;
        rig.press(rig.port("d", Side::Out));
        rig.moveTo(rig.port("d", Side::Out), rig.port("c", Side::In));
        QVERIFY(rig.view.isConnecting());
        rig.key(Qt::Key_Escape);
        QVERIFY(!rig.view.isConnecting());
        rig.release(rig.port("c", Side::In));
        QCOMPARE(rig.edgeCount(), 2u);
        QVERIFY(!rig.editor->canUndo());
    }

    void aNodeDroppedOnAnEdgeGoesIntoIt()
    {
        CanvasRig rig;
        rig.drag(rig.node("d"), rig.at({640, 32}));
        QVERIFY(rig.connected("b", "d") && rig.connected("d", "c"));
        QVERIFY(!rig.connected("b", "c"));
        QCOMPARE(rig.editor->history().steps().size(), 1u);
        undoesToTheBytes(rig);
    }

    void altDragTakesOutAndHeals()
    {
        CanvasRig rig;
        rig.press(rig.node("b"));
        rig.release(rig.node("b"));
        rig.drag(rig.node("b"), rig.node("b") + QPoint(0, 330), Qt::LeftButton, Qt::AltModifier);
        QVERIFY(rig.connected("a", "c"));
        QVERIFY(!rig.connected("a", "b") && !rig.connected("b", "c"));
        QVERIFY(rig.pos("b").y() > 250);
        undoesToTheBytes(rig);
    }

    void shakingTakesOutAndHeals_data()
    {
        QTest::addColumn<int>("msApart");
        QTest::addColumn<int>("reach");
        QTest::addColumn<bool>("isTakenOut");
        QTest::newRow("quickly") << 100 << 60 << true;
        QTest::newRow("slowly") << 600 << 60 << false;
        QTest::newRow("a trembling hand") << 100 << 8 << false;
    }
    void shakingTakesOutAndHeals()
    {
        QFETCH(int, msApart);
        QFETCH(int, reach);
        QFETCH(bool, isTakenOut);
        CanvasRig rig;
        QSignalSpy told(&rig.view, &canvas::CanvasView::announced);
        const auto from = rig.node("b");
        rig.click(from);
        rig.press(from);
        quint64 time = 1000;
        const auto step = [&](QPoint where) {
            QMouseEvent event(QEvent::MouseMove, where, rig.view.mapToGlobal(where), Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
            event.setTimestamp(time += static_cast<quint64>(msApart));
            QApplication::sendEvent(&rig.view, &event);
            test::pumpPending();
        };
        for (int i = 0; i < 7; ++i) {
            step(from + QPoint(i % 2 == 0 ? reach : -reach, i));
        }
        step(from + QPoint(0, 330));
        rig.release(from + QPoint(0, 330));
        QCOMPARE(rig.connected("a", "c"), isTakenOut);
        QCOMPARE(rig.connected("a", "b"), !isTakenOut);
        QCOMPARE(rig.connected("b", "c"), !isTakenOut);
        QVERIFY(rig.pos("b").y() > 250);
        QCOMPARE(rig.editor->history().steps().size(), 1u);
        undoesToTheBytes(rig);
    }

    void escapePutsBackWhatWasShakenOut()
    {
        CanvasRig rig;
        const auto from = rig.node("b");
        rig.click(from);
        rig.press(from);
        for (int i = 0; i < 7; ++i) {
            const auto where = from + QPoint(i % 2 == 0 ? 60 : -60, 0);
            QMouseEvent event(QEvent::MouseMove, where, rig.view.mapToGlobal(where), Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
            event.setTimestamp(1000 + static_cast<quint64>(i) * 80);
            QApplication::sendEvent(&rig.view, &event);
        }
        rig.key(Qt::Key_Escape);
        rig.release(from);
        QVERIFY(rig.connected("a", "b") && rig.connected("b", "c"));
        QVERIFY(!rig.editor->canUndo());
    }

    void whatIsTakenOutGoesIntoTheEdgeItIsDroppedOn()
    {
        CanvasRig rig;
        rig.editor->connectPorts({"a", "out"}, {"d", "in"});
        const auto before = rig.editor->history().steps().size();
        const QPointF middle = (rig.view.scene().portPos({rig.view.scene().find("a"), Side::Out, 0}) + rig.view.scene().portPos({rig.view.scene().find("d"), Side::In, 0})) / 2;
        rig.click(rig.node("b"));
        rig.drag(rig.node("b"), rig.at(middle), Qt::LeftButton, Qt::AltModifier);
        QVERIFY(rig.connected("a", "b") && rig.connected("b", "d") && rig.connected("a", "c"));
        QVERIFY(!rig.connected("a", "d") && !rig.connected("b", "c"));
        QCOMPARE(rig.editor->history().steps().size(), before + 1);
        undoesToTheBytes(rig);
    }

    void edgesBendByPointsThatCanGo()
    {
        CanvasRig rig;
        rig.drag(rig.at({288, 32}), rig.at({288, 132}));
        QCOMPARE(rig.view.scene().route(0).size(), 1u);
        QVERIFY(rig.text().find("\"a:out>b:in\"") != std::string::npos);
        const QPointF bend = rig.view.scene().route(0)[0];
        QTest::mouseDClick(&rig.view, Qt::LeftButton, {}, rig.at(bend));
        test::pumpPending();
        QVERIFY(rig.view.scene().route(0).empty());
        undoesToTheBytes(rig);
    }

    void doubleClickOpensThePalette()
    {
        CanvasRig rig;
        QTest::mouseDClick(&rig.view, Qt::LeftButton, {}, rig.at({150, 420}));
        auto *palette = rig.view.palettePopup();
        QVERIFY(palette && palette->isVisible());
        QTest::keyClicks(palette->input(), QStringLiteral("swi"));
        QTest::keyClick(palette->input(), Qt::Key_Return);
        test::pumpPending();
        QVERIFY(rig.has("switch"));
        const QPointF centre = rig.view.scene().rect(rig.view.scene().find("switch")).center();
        QVERIFY(QLineF(centre, QPointF(150, 420)).length() < 40);
        undoesToTheBytes(rig);
    }

    void doubleClickOnAnEdgeInserts()
    {
        CanvasRig rig;
        QTest::mouseDClick(&rig.view, Qt::LeftButton, {}, rig.at({288, 32}));
        auto *palette = rig.view.palettePopup();
        QVERIFY(palette && palette->isVisible());
        QTest::keyClicks(palette->input(), QStringLiteral("filt"));
        QTest::keyClick(palette->input(), Qt::Key_Return);
        test::pumpPending();
        QVERIFY(rig.connected("a", "filter") && rig.connected("filter", "b") && !rig.connected("a", "b"));
        QCOMPARE(rig.editor->history().steps().size(), 1u);
        undoesToTheBytes(rig);
    }

    void framesCarryWhatStandsInThem()
    {
        CanvasRig rig;
        rig.view.selectIds({"b", "d"});
        rig.view.frameSelection();
        rig.key(Qt::Key_Escape); // the title stays
        rig.view.setFocus();
        QCOMPARE(rig.view.scene().frames().size(), 1u);
        const QPointF b = rig.pos("b");
        const QPointF a = rig.pos("a");
        const QRectF frame = rig.view.scene().frames()[0].rect;
        rig.drag(rig.at(frame.topLeft() + QPointF(40, 16)), rig.at(frame.topLeft() + QPointF(40 + 64, 16 + 96)));
        QVERIFY(rig.pos("b") != b);
        QCOMPARE(rig.pos("a"), a);
        QCOMPARE(rig.view.scene().frames()[0].rect.topLeft() - frame.topLeft(), rig.pos("b") - b);
        undoesToTheBytes(rig);
    }

    void notesAreWrittenWhereTheyStand()
    {
        CanvasRig rig;
        rig.view.addNote();
        auto *edit = rig.view.findChild<QPlainTextEdit *>();
        QVERIFY(edit);
        QTest::keyClicks(edit, QStringLiteral("Mind the gap"));
        QTest::keyClick(edit, Qt::Key_Return, Qt::ControlModifier);
        test::pumpPending();
        QCOMPARE(rig.view.scene().notes().size(), 1u);
        QCOMPARE(rig.view.scene().notes()[0].text, QStringLiteral("Mind the gap"));
        undoesToTheBytes(rig);
    }

    void whatChangesUnderAGestureEndsIt_data()
    {
        QTest::addColumn<int>("gesture");
        const auto names = {"drag", "wire", "loose wire", "wire by keys", "bend", "larger", "box", "lasso", "press", "pan"};
        int number = 0;
        for (const auto *name : names) {
            QTest::newRow(name) << number++;
        }
    }
    void whatChangesUnderAGestureEndsIt()
    {
        QFETCH(int, gesture);
        for (int change = 0; change < 11; ++change) {
            if (change == 2 && gesture == 4) {
                continue; // an edge alone has no double, so nothing changes
            }
            CanvasRig rig;
            const canvas::Catalogue others = test::canvasCatalogue();
            rig.editor->addNode("filter", QPointF(800, 320));
            rig.editor->addNote(QRectF(0, 300, 200, 120), QStringLiteral("Note"));
            rig.view.selectIds({"b", "d"});
            rig.view.copy();
            QPoint from;
            QPoint to;
            Qt::KeyboardModifiers modifiers;
            Qt::MouseButton button = Qt::LeftButton;
            switch (gesture) {
            case 0: from = rig.node("b"), to = from + QPoint(40, 60); break;
            case 1: from = rig.port("a", Side::Out), to = rig.port("d", Side::In); break;
            case 2: from = rig.port("c", Side::In), to = from + QPoint(-100, 80); break;
            case 3:
                rig.view.selectIds({"a"});
                rig.view.startConnecting();
                QVERIFY(rig.view.isConnecting());
                break;
            case 4: from = rig.at({288, 32}), to = from + QPoint(0, 80); break;
            case 5:
                rig.click(rig.at({100, 400}));
                from = rig.at({200, 420}), to = from + QPoint(60, 60);
                break;
            case 6: from = rig.at({320, 480}), to = rig.at({700, -60}); break;
            case 7: from = rig.at({320, 480}), to = rig.at({700, -60}), modifiers = Qt::AltModifier; break;
            case 8: from = to = rig.node("b"); break;
            default: from = rig.at({320, 480}), to = from + QPoint(30, 30), button = Qt::MiddleButton; break;
            }
            if (!from.isNull()) {
                rig.press(from, button, modifiers);
                rig.moveTo(from, to, button, modifiers);
            }
            switch (change) {
            case 0: rig.view.deleteSelection(); break;
            case 1: rig.view.paste(); break;
            case 2: rig.view.duplicate(); break;
            case 3: rig.view.undo(); break;
            case 4: rig.editor->undo(); break;
            case 5: rig.editor->setRoot(json::parse(test::kNested).value()); break;
            case 6: rig.editor->setRoot(json::parse("{\"nodes\":[]}").value()); break;
            case 7: rig.editor->setCatalogue(others); break;
            case 8: rig.editor->move({{"b", QPointF(0, 900)}}); break;
            case 9: rig.editor->rename("b", QStringLiteral("Bee")); break;
            default: rig.view.setEditor(nullptr); break;
            }
            QVERIFY(!rig.view.isConnecting());
            const auto steps = rig.editor->history().position();
            rig.view.grab();
            if (!from.isNull()) {
                rig.moveTo(to, to + QPoint(24, 24), button, modifiers);
                rig.view.grab();
                rig.release(to + QPoint(24, 24), button, modifiers);
            } else {
                rig.key(Qt::Key_Right);
                rig.key(Qt::Key_Return);
            }
            rig.view.grab();
            QCOMPARE(rig.editor->history().position(), steps);
            rig.view.setEditor(nullptr); // the other types go first
        }
    }

    void deletingWhatIsDraggedDeletesIt()
    {
        CanvasRig rig;
        rig.click(rig.node("b"));
        const QPoint from = rig.node("b");
        rig.press(from);
        rig.moveTo(from, from + QPoint(80, 160));
        rig.key(Qt::Key_Delete);
        QVERIFY(!rig.has("b"));
        rig.moveTo(from + QPoint(80, 160), from);
        rig.release(from);
        QCOMPARE(rig.editor->history().position(), 1u);
        rig.view.undo();
        QCOMPARE(rig.pos("b"), QPointF(352, 0));
        QCOMPARE(rig.text(), rig.source);
    }

    void deletingAWireLeavesTheNodes()
    {
        CanvasRig rig;
        rig.click(rig.node("d"));
        const QPoint from = rig.port("d", Side::Out);
        rig.press(from);
        rig.moveTo(from, from + QPoint(80, 60));
        QVERIFY(rig.view.isConnecting());
        rig.key(Qt::Key_Delete);
        QVERIFY(!rig.view.isConnecting());
        rig.release(from + QPoint(80, 60));
        QVERIFY(rig.has("d") && !rig.editor->canUndo());
    }

    void aPaletteForWhatIsGoneCloses_data()
    {
        QTest::addColumn<int>("how");
        QTest::newRow("another text") << 0;
        QTest::newRow("other types") << 1;
        QTest::newRow("no flow") << 2;
    }
    void aPaletteForWhatIsGoneCloses()
    {
        QFETCH(int, how);
        CanvasRig rig;
        const canvas::Catalogue others = test::canvasCatalogue();
        rig.drag(rig.port("a", Side::Out), rig.at({600, 420}));
        QVERIFY(rig.view.palettePopup() && rig.view.palettePopup()->isVisible());
        if (how == 0) {
            rig.editor->setRoot(json::parse("{\"nodes\":[]}").value());
        } else if (how == 1) {
            rig.editor->setCatalogue(others);
        } else {
            rig.view.setEditor(nullptr);
        }
        QVERIFY(!rig.view.palettePopup()->isVisible());
        rig.view.setEditor(nullptr);
    }

    void anotherScreenKeepsThePlace()
    {
        ui::Theme theme;
        theme.setSystemLook({ui::Scheme::Light, ui::Contrast::Normal, true});
        const auto catalogue = test::canvasCatalogue();
        const auto editor = test::editorFor(test::kChain, catalogue);
        ScaledView view(theme);
        view.resize(1200, 800);
        view.setEditor(editor.get());
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view, 30000));
        view.finishMotion();
        for (const int ratio : {2, 3, 1}) {
            const QPointF before = view.fromScene(QPointF(100, 50));
            view.ratio = ratio;
            const QImage picture = view.grab().toImage();
            QVERIFY(QLineF(view.fromScene(QPointF(100, 50)), before).length() < 1);
            // What is painted is of that scale, too: the card of a stands where it is said to stand.
            const QPoint inside = (view.fromScene(view.scene().rect(0).center() + QPointF(90, 20)) * ratio).toPoint();
            const QPoint outside = (view.fromScene(view.scene().rect(0).topLeft() - QPointF(30, 30)) * ratio).toPoint();
            QCOMPARE(picture.pixelColor(inside), theme.color(ui::Role::Node));
            QVERIFY(picture.pixelColor(outside) != theme.color(ui::Role::Node));
        }
    }

    void hoverCostsNoDocument()
    {
        CanvasRig rig;
        rig.moveTo(rig.at({100, 400}), rig.node("b"), Qt::NoButton);
        rig.moveTo(rig.node("b"), rig.at({288, 32}), Qt::NoButton);
        rig.view.grab();
        QVERIFY(!rig.editor->canUndo());
    }
};

SB_GUI_TEST_MAIN(TestCanvasGestures)
#include "tst_canvas_gestures.moc"
