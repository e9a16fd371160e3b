// SPDX-License-Identifier: GPL-3.0-or-later
// What stands around the canvas: overview, find bar, trail, history.
#include "canvas_rig.h"
#include "edit_texts.h"

#include "ui/canvas/canvas_pane.h"
#include "ui/canvas/find_bar.h"
#include "ui/canvas/history_list.h"
#include "ui/canvas/minimap.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QLineEdit>
#include <QSignalSpy>
#include <QToolButton>

using namespace signalbox;

class TestCanvasPane : public SignalboxTest
{
    Q_OBJECT

    canvas::Catalogue m_catalogue = test::canvasCatalogue();

private Q_SLOTS:
    void theOverviewMovesTheView()
    {
        ui::Theme theme;
        theme.setSystemLook({ui::Scheme::Dark, ui::Contrast::Normal, true});
        auto editor = test::editorFor(test::gridFlow(400), m_catalogue);
        canvas::CanvasPane pane(theme);
        pane.resize(1400, 900);
        pane.setEditor(editor.get());
        pane.show();
        pane.view().zoomActual();
        test::pumpPending();
        auto &map = pane.minimap();
        QVERIFY(map.isVisible());
        QVERIFY(pane.rect().contains(map.geometry()));
        QTest::mouseClick(&map, Qt::LeftButton, {}, QPoint(20, map.height() / 2));
        test::pumpPending();
        const QRectF left = pane.view().visibleScene();
        QTest::mouseClick(&map, Qt::LeftButton, {}, QPoint(map.width() - 20, map.height() / 2));
        test::pumpPending();
        QVERIFY(pane.view().visibleScene().left() > left.left() + 500);
        pane.view().finishMotion();
        pane.grab().save(QString::fromStdString(test::binDir()) + QStringLiteral("/../shots/canvas-pane-dark.png"));
        pane.setMinimapVisible(false);
        QVERIFY(!map.isVisible());
    }

    void panningBelowTheOverviewLeavesNoTraces()
    {
        ui::Theme theme;
        auto editor = test::editorFor(test::gridFlow(400), m_catalogue);
        canvas::CanvasPane pane(theme);
        pane.resize(1000, 700);
        pane.setEditor(editor.get());
        pane.show();
        pane.view().zoomActual();
        pane.view().finishMotion();
        test::pumpPending();
        for (int i = 0; i < 30; ++i) {
            pane.view().pan(QPoint(-11, 6));
            test::pumpPending();
        }
        const QImage moved = pane.grab().toImage();
        pane.view().repaintAll();
        // Smoothed lines that are cut in another place are shaded a little otherwise.
        QCOMPARE_LE(test::farthest(moved, pane.grab().toImage()), 8);
    }

    void findWalksThroughTheHits()
    {
        ui::Theme theme;
        auto editor = test::editorFor(test::kChain, m_catalogue);
        canvas::CanvasPane pane(theme);
        pane.resize(1200, 800);
        pane.setEditor(editor.get());
        pane.show();
        pane.view().setFocus();
        QTest::keyClick(&pane.view(), Qt::Key_F, Qt::ControlModifier);
        auto &find = pane.findBar();
        QVERIFY(find.isVisible());
        QTest::keyClicks(find.input(), QStringLiteral("transform"));
        QCOMPARE(find.countText(), QStringLiteral("1 of 2"));
        QCOMPARE(pane.view().selectedIds(), std::vector<std::string>{"b"});
        QTest::keyClick(find.input(), Qt::Key_Return);
        QCOMPARE(find.countText(), QStringLiteral("2 of 2"));
        QTest::keyClick(find.input(), Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(find.countText(), QStringLiteral("1 of 2"));
        QTest::keyClicks(find.input(), QStringLiteral("zzz"));
        QCOMPARE(find.countText(), QStringLiteral("Nothing"));
        pane.grab().save(QString::fromStdString(test::binDir()) + QStringLiteral("/../shots/canvas-find.png"));
        QTest::keyClick(find.input(), Qt::Key_Escape);
        QVERIFY(!find.isVisible());
    }

    void findGoesIntoOtherGraphs()
    {
        ui::Theme theme;
        auto editor = test::editorFor(test::kNested, m_catalogue);
        canvas::CanvasPane pane(theme);
        pane.resize(1200, 800);
        pane.setEditor(editor.get());
        pane.show();
        pane.openFind();
        auto &find = pane.findBar();
        QSignalSpy paused(&find, &canvas::FindBar::dataWanted);
        QTest::keyClicks(find.input(), QStringLiteral("deep"));
        QTRY_VERIFY(!paused.isEmpty() && !paused.last()[0].toString().isEmpty());
        // The one that holds it stands here; what is in it is gone to.
        QCOMPARE(find.countText(), QStringLiteral("1 of 2"));
        QCOMPARE(pane.view().selectedIds(), std::vector<std::string>{"m"});
        QTest::keyClick(find.input(), Qt::Key_Return);
        QCOMPARE(editor->scope(), (std::vector<std::string>{"body", "m", "body", "n"}));
        QCOMPARE(pane.view().selectedIds(), std::vector<std::string>{"deep"});
        QVERIFY(find.isVisible() && find.input()->hasFocus() == pane.isActiveWindow());
        QTest::keyClick(find.input(), Qt::Key_Return);
        QCOMPARE(editor->scope(), std::vector<std::string>());
        QCOMPARE(pane.view().selectedIds(), std::vector<std::string>{"m"});
        // Where nothing is here, nobody is taken away from here by typing.
        QVERIFY(editor->setScope({"body", "m", "body", "n"}));
        paused.clear();
        find.input()->clear();
        QTest::keyClicks(find.input(), QStringLiteral("for each m"));
        QTRY_VERIFY(!paused.isEmpty() && !paused.last()[0].toString().isEmpty());
        QCOMPARE(editor->scope().size(), 4u);
        QCOMPARE(find.countText(), QStringLiteral("1 of 2"));
        QVERIFY(!find.whereText().isEmpty());
        pane.grab().save(QString::fromStdString(test::binDir()) + QStringLiteral("/../shots/canvas-find-elsewhere.png"));
        QTest::keyClick(find.input(), Qt::Key_Return);
        QCOMPARE(editor->scope(), std::vector<std::string>());
        QCOMPARE(pane.view().selectedIds(), std::vector<std::string>{"m"});
        // What has gone meanwhile is passed over.
        editor->setRoot(json::parse("{\"nodes\":[]}").value());
        QTest::keyClick(find.input(), Qt::Key_Return);
        QCOMPARE(editor->scope(), std::vector<std::string>());
    }

    // The graph that is seen, then its data, then other graphs; nobody is taken away from what is seen already.
    void findPutsDataBeforeOtherGraphs()
    {
        using Extent = canvas::FindBar::Extent;
        ui::Theme theme;
        auto editor = test::editorFor(test::kNested, m_catalogue);
        canvas::CanvasPane pane(theme);
        pane.resize(1200, 800);
        pane.setEditor(editor.get());
        pane.show();
        const std::vector<std::string> body{"body", "m"};
        const auto selected = [&] { return pane.view().selectedIds(); };
        QVERIFY(editor->setScope(body));
        pane.openFind();
        auto &find = pane.findBar();
        QSignalSpy paused(&find, &canvas::FindBar::dataWanted);
        const auto type = [&](const QString &text) {
            paused.clear();
            find.input()->clear();
            QTest::keyClicks(find.input(), text);
            QTRY_VERIFY(!paused.isEmpty() && !paused.last()[0].toString().isEmpty());
        };
        // What is in the body of n stands in its settings, too.
        type(QStringLiteral("deep"));
        QCOMPARE(find.countText(), QStringLiteral("1 of 2"));
        find.setDataHits(QStringLiteral("deep"), {{"in", QStringLiteral("held")}}, Extent::All);
        QCOMPARE(find.countText(), QStringLiteral("1 of 3"));
        QCOMPARE(selected(), std::vector<std::string>{"n"});
        QTest::keyClick(find.input(), Qt::Key_Return);
        QCOMPARE(editor->scope(), body);
        QCOMPARE(selected(), std::vector<std::string>{"in"});
        QTest::keyClick(find.input(), Qt::Key_Return);
        QCOMPARE(editor->scope().size(), 4u);
        QCOMPARE(find.countText(), QStringLiteral("3 of 3"));
        // Only elsewhere: what the data hold here comes first, and is shown.
        type(QStringLiteral("for each m"));
        pane.view().selectNone();
        const auto outside = find.countText();
        QVERIFY(outside.startsWith(QStringLiteral("1 of")));
        QVERIFY(!find.whereText().isEmpty());
        find.setDataHits(QStringLiteral("for each m"), {}, Extent::All);
        QCOMPARE(find.countText(), outside);
        QVERIFY(find.whereText().contains(QStringLiteral("Enter")));
        find.setDataHits(QStringLiteral("for each m"), {{"deep", QStringLiteral("held")}}, Extent::All);
        QCOMPARE(editor->scope().size(), 4u);
        QCOMPARE(selected(), std::vector<std::string>{"deep"});
        QVERIFY(find.whereText().contains(QStringLiteral("held")));
        QVERIFY(find.countText().startsWith(QStringLiteral("1 of")) && find.countText() != outside);
    }

    void theTrailLeadsBack()
    {
        ui::Theme theme;
        auto editor = test::editorFor("{\"name\":\"Outer\",\"nodes\":[{\"id\":\"m\",\"type\":\"map\",\"config\":{\"body\":{\"nodes\":[{\"id\":\"in\",\"type\":\"transform\"}]}}}]}", m_catalogue);
        canvas::CanvasPane pane(theme);
        pane.resize(1200, 800);
        pane.setEditor(editor.get());
        pane.show();
        QVERIFY(editor->setScope({"body", "m"}));
        test::pumpPending();
        const auto buttons = pane.findChildren<QToolButton *>();
        const auto back = std::find_if(buttons.begin(), buttons.end(), [](const QToolButton *button) { return button->text() == QStringLiteral("Outer"); });
        QVERIFY(back != buttons.end());
        (*back)->click();
        QVERIFY(editor->scope().empty());
    }

    void historyGoesToAnyStep()
    {
        auto editor = test::editorFor(test::kChain, m_catalogue);
        canvas::HistoryModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setEditor(editor.get());
        canvas::HistoryList list;
        list.setEditor(editor.get());
        editor->addNode("filter", QPointF(0, 500));
        editor->rename("b", QStringLiteral("Bee"));
        editor->remove({{"d"}, {}, {}, {}});
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(model.index(1).data().toString(), QStringLiteral("Add node"));
        Q_EMIT list.clicked(list.model()->index(1, 0));
        QCOMPARE(editor->history().position(), 1u);
        QCOMPARE(model.currentRow(), 1);
        Q_EMIT list.clicked(list.model()->index(0, 0));
        QCOMPARE(editor->text().value(), std::string(test::kChain));
    }
};

SB_GUI_TEST_MAIN(TestCanvasPane)
#include "tst_canvas_pane.moc"
