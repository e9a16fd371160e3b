// SPDX-License-Identifier: GPL-3.0-or-later
// The list of node types beside a canvas: found by typing, added by Enter or a double click, dragged onto the canvas.
#include "canvas_rig.h"

#include "ui/canvas/type_list.h"

#include <QDragEnterEvent>
#include <QDragLeaveEvent>
#include <QDropEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>

using namespace signalbox;
using canvas::Side;
using canvas::TypeList;
using test::CanvasRig;

class TestCanvasTypes : public SignalboxTest
{
    Q_OBJECT

    struct Stage
    {
        CanvasRig rig;
        TypeList types{rig.theme};
        QStringList chosen;

        Stage()
        {
            types.setCatalogue(&rig.editor->catalogue());
            QObject::connect(&types, &TypeList::chosen, &rig.view, [this](const QString &type) {
                chosen.append(type);
                rig.view.addType(type);
            });
            types.resize(260, 600);
            types.show();
            test::pumpPending();
        }
        // What a drag of the row that is found by these words carries.
        std::unique_ptr<QMimeData> dragged(const QString &words)
        {
            types.input()->setText(words);
            auto *model = types.list()->model();
            return std::unique_ptr<QMimeData>(model->mimeData({model->index(0, 0)}));
        }
        void over(const QMimeData &what, QPointF at)
        {
            QDragEnterEvent enter(at.toPoint(), Qt::CopyAction, &what, Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(&rig.view, &enter);
            QVERIFY(enter.isAccepted());
            QDragMoveEvent move(at.toPoint(), Qt::CopyAction, &what, Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(&rig.view, &move);
            QVERIFY(move.isAccepted());
            test::pumpPending();
        }
        void drop(const QMimeData &what, QPointF at)
        {
            QDropEvent drop(at, Qt::CopyAction, &what, Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(&rig.view, &drop);
            QVERIFY(drop.isAccepted());
        }
        QPointF middleOfFirstEdge() const { return rig.view.fromScene(rig.view.scene().curve(0).at(0.5)); }
    };

private Q_SLOTS:
    void allTypesStandByFamily()
    {
        Stage stage;
        QCOMPARE(static_cast<std::size_t>(stage.types.list()->count()), stage.rig.editor->catalogue().all().size());
        QStringList families;
        for (int row = 0; row < stage.types.list()->count(); ++row) {
            const auto *info = stage.rig.editor->catalogue().find(stage.types.list()->item(row)->data(Qt::UserRole).toString().toStdString());
            QVERIFY(info);
            families.append(info->family);
        }
        QVERIFY(std::is_sorted(families.begin(), families.end()));
    }

    void whatIsTypedFindsAndEnterAdds()
    {
        Stage stage;
        const auto before = stage.rig.view.scene().nodes().size();
        QTest::keyClicks(stage.types.input(), QStringLiteral("http"));
        QTest::keyClick(stage.types.input(), Qt::Key_Return);
        QTest::keyClick(stage.types.input(), Qt::Key_Return);
        QCOMPARE(stage.chosen, QStringList({QStringLiteral("http.request"), QStringLiteral("http.request")}));
        QCOMPARE(stage.rig.view.scene().nodes().size(), before + 2);
        // Beside each other, in sight, each one step of the history.
        const auto &nodes = stage.rig.view.scene().nodes();
        QVERIFY(nodes[before].pos != nodes[before + 1].pos);
        QVERIFY(stage.rig.view.visibleScene().contains(nodes[before + 1].pos));
        stage.rig.view.undo();
        QCOMPARE(stage.rig.view.scene().nodes().size(), before + 1);
    }

    void nothingThatFitsIsSaid()
    {
        Stage stage;
        stage.types.input()->setText(QStringLiteral("qqqq"));
        QCOMPARE(stage.types.list()->count(), 0);
        QTest::keyClick(stage.types.input(), Qt::Key_Return);
        QVERIFY(stage.chosen.isEmpty());
        stage.types.input()->clear();
        QVERIFY(stage.types.list()->count() > 0);
    }

    void aDroppedTypeStandsWhereItFell()
    {
        Stage stage;
        const auto data = stage.dragged(QStringLiteral("http"));
        const QPointF at = stage.rig.view.fromScene(QPointF(100, 300));
        stage.over(*data, at);
        stage.drop(*data, at);
        const auto &added = stage.rig.view.scene().nodes().back();
        QVERIFY(QLineF(added.pos + QPointF(canvas::card::kWidth, canvas::card::kHeader) / 2, QPointF(100, 300)).length() < 2 * canvas::card::kGrid);
        QCOMPARE(stage.rig.edgeCount(), 2u);
        QCOMPARE(stage.rig.view.selectedIds(), std::vector<std::string>{added.id});
    }

    void anEdgeShowsAndTakesInWhatIsDroppedOnIt()
    {
        Stage stage;
        const auto plain = stage.rig.view.grab().toImage();
        const auto data = stage.dragged(QStringLiteral("http"));
        stage.over(*data, stage.middleOfFirstEdge());
        const auto marked = stage.rig.view.grab().toImage();
        QVERIFY(marked != plain);
        QDragLeaveEvent leave;
        QApplication::sendEvent(&stage.rig.view, &leave);
        QCOMPARE(stage.rig.view.grab().toImage(), plain);
        stage.over(*data, stage.middleOfFirstEdge());
        stage.drop(*data, stage.middleOfFirstEdge());
        QCOMPARE(stage.rig.edgeCount(), 3u);
    }

    void anEdgeIsLetGoOfWhenTheFlowChangesUnderTheDrag()
    {
        Stage stage;
        const auto data = stage.dragged(QStringLiteral("http"));
        stage.over(*data, stage.middleOfFirstEdge());
        stage.rig.editor->addNode("transform", QPointF(0, 208));
        const auto changed = stage.rig.view.grab().toImage();
        QDragLeaveEvent leave;
        QApplication::sendEvent(&stage.rig.view, &leave);
        QCOMPARE(stage.rig.view.grab().toImage(), changed);
    }

    void aTriggerIsNotPutIntoAnEdge()
    {
        Stage stage;
        const auto data = stage.dragged(QStringLiteral("trigger.manual"));
        QCOMPARE(QString::fromUtf8(data->data(QString::fromLatin1(canvas::kTypeMime))), QStringLiteral("trigger.manual"));
        stage.over(*data, stage.middleOfFirstEdge());
        stage.drop(*data, stage.middleOfFirstEdge());
        QCOMPARE(stage.rig.edgeCount(), 2u);
        QCOMPARE(stage.rig.view.scene().nodes().size(), 5u);
    }

    void aFlowThatIsOnlyShownTakesNothing()
    {
        Stage stage;
        stage.rig.view.setReadOnly(true);
        const auto data = stage.dragged(QStringLiteral("http"));
        QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        enter.ignore();
        QApplication::sendEvent(&stage.rig.view, &enter);
        QVERIFY(!enter.isAccepted());
        stage.rig.view.addType(QStringLiteral("http.request"));
        QCOMPARE(stage.rig.view.scene().nodes().size(), 4u);
    }
};

SB_GUI_TEST_MAIN(TestCanvasTypes)
#include "tst_canvas_types.moc"
