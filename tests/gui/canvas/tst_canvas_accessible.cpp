// SPDX-License-Identifier: GPL-3.0-or-later
// What a screen reader finds: nodes as children with names, states, actions and relations, and their ports.
#include "canvas_rig.h"

#include <QAccessible>
#include <QAccessibleActionInterface>
#include <QSignalSpy>

using namespace signalbox;
using test::CanvasRig;

class TestCanvasAccessible : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void nodesAreChildrenWithNames()
    {
        CanvasRig rig;
        auto *canvas = QAccessible::queryAccessibleInterface(&rig.view);
        QVERIFY(canvas);
        QCOMPARE(canvas->role(), QAccessible::List);
        QCOMPARE(canvas->text(QAccessible::Name), QStringLiteral("Flow canvas"));
        QCOMPARE(canvas->childCount(), 4);
        auto *b = canvas->child(1);
        QVERIFY(b->isValid());
        QCOMPARE(b->parent(), canvas);
        QCOMPARE(canvas->indexOfChild(b), 1);
        QVERIFY(b->text(QAccessible::Name).startsWith(QStringLiteral("b, Transform")));
        QVERIFY(b->rect().contains(rig.view.mapToGlobal(rig.node("b"))));
        const QPoint at = rig.view.mapToGlobal(rig.node("b"));
        QCOMPARE(canvas->childAt(at.x(), at.y()), b);
        QVERIFY(!canvas->child(4));
    }

    void statesFollowTheCanvas()
    {
        CanvasRig rig;
        auto *canvas = QAccessible::queryAccessibleInterface(&rig.view);
        QVERIFY(!canvas->child(1)->state().selected);
        rig.view.selectIds({"b"});
        QVERIFY(canvas->child(1)->state().selected);
        QCOMPARE(canvas->focusChild(), canvas->child(1));
        canvas::NodeRun run;
        run.state = ui::State::Running;
        rig.view.setNodeRun("b", run);
        QVERIFY(canvas->child(1)->state().busy);
        QVERIFY(canvas->child(1)->text(QAccessible::Name).contains(ui::stateText(ui::State::Running)));
        rig.view.setProblems({{QStringLiteral("b"), {canvas::Problem::Severity::Error, QStringLiteral("No expression")}}});
        QVERIFY(canvas->child(1)->text(QAccessible::Name).contains(QStringLiteral("No expression")));
        rig.view.toggleDisabled();
        QVERIFY(canvas->child(1)->state().disabled);
    }

    void portsSayWhereTheyLead()
    {
        CanvasRig rig;
        auto *b = QAccessible::queryAccessibleInterface(&rig.view)->child(1);
        QCOMPARE(b->childCount(), 2);
        QCOMPARE(b->child(0)->text(QAccessible::Name), QStringLiteral("Input Input"));
        QCOMPARE(b->child(0)->text(QAccessible::Description), QStringLiteral("from a"));
        QCOMPARE(b->child(1)->text(QAccessible::Description), QStringLiteral("to c"));
        QCOMPARE(b->child(1)->parent(), b);
        const auto relations = b->relations();
        QCOMPARE(relations.size(), 2);
    }

    void actionsWork()
    {
        CanvasRig rig;
        QSignalSpy activated(&rig.view, &canvas::CanvasView::nodeActivated);
        auto *d = QAccessible::queryAccessibleInterface(&rig.view)->child(3);
        auto *actions = d->actionInterface();
        QVERIFY(actions);
        actions->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(activated.count(), 1);
        QCOMPARE(rig.view.selectedIds(), std::vector<std::string>{"d"});
        actions->doAction(QStringLiteral("Connect"));
        QVERIFY(rig.view.isConnecting());
        rig.key(Qt::Key_Escape);
        d->setText(QAccessible::Name, QStringLiteral("Dora"));
        QVERIFY(QAccessible::queryAccessibleInterface(&rig.view)->child(3)->text(QAccessible::Name).startsWith(QStringLiteral("Dora")));
    }

    void interfacesOfNodesThatWentAreGone()
    {
        CanvasRig rig;
        auto *canvas = QAccessible::queryAccessibleInterface(&rig.view);
        for (int i = 0; i < canvas->childCount(); ++i) {
            for (int k = 0; k < canvas->child(i)->childCount(); ++k) {
                canvas->child(i)->child(k)->text(QAccessible::Name);
            }
        }
        rig.view.selectIds({"b", "d"});
        rig.view.deleteSelection();
        QCOMPARE(canvas->childCount(), 2);
        QVERIFY(canvas->child(1)->text(QAccessible::Name).startsWith(QStringLiteral("c, Output")));
    }
};

SB_GUI_TEST_MAIN(TestCanvasAccessible)
#include "tst_canvas_accessible.moc"
