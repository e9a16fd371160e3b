// SPDX-License-Identifier: GPL-3.0-or-later
// What a screen reader finds: nodes as children with names, states, actions and relations, and their ports.
#include "canvas_rig.h"
#include "walk_flows.h"

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
        QCOMPARE(canvas->childCount(), 6); // and two edges
        auto *b = canvas->child(1);
        QVERIFY(b->isValid());
        QCOMPARE(b->parent(), canvas);
        QCOMPARE(canvas->indexOfChild(b), 1);
        QVERIFY(b->text(QAccessible::Name).startsWith(QStringLiteral("b, Transform")));
        QVERIFY(b->rect().contains(rig.view.mapToGlobal(rig.node("b"))));
        const QPoint at = rig.view.mapToGlobal(rig.node("b"));
        QCOMPARE(canvas->childAt(at.x(), at.y()), b);
        QVERIFY(!canvas->child(6));
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

    void namesSayProblemsAndCosts()
    {
        CanvasRig rig;
        auto *canvas = QAccessible::queryAccessibleInterface(&rig.view);
        const auto nameOf = [&](int child) { return canvas->child(child)->text(QAccessible::Name); };
        using Severity = canvas::Problem::Severity;
        rig.view.setProblems({}, {{QStringLiteral("a:out>b:in"), {Severity::Warning, QStringLiteral("Twice there")}}, {QStringLiteral("b:out>c:in"), {Severity::Error, QStringLiteral("Odd")}}});
        QCOMPARE(nameOf(4), QStringLiteral("Edge from a to b, warning: Twice there"));
        QCOMPARE(nameOf(5), QStringLiteral("Edge from b to c, only if output, problem: Odd"));
        QSignalSpy announced(&rig.view, &canvas::CanvasView::announced);
        QVERIFY(rig.view.goToEdge("a:out>b:in"));
        QCOMPARE(announced.size(), 1);
        QCOMPARE(announced[0][0].toString(), nameOf(4));
        canvas::NodeRun run;
        run.cost = QStringLiteral("$0.02");
        rig.view.setNodeRun("b", run);
        QVERIFY2(nameOf(1).contains(QStringLiteral("cost: $0.02")), qPrintable(nameOf(1)));
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

    void edgesFramesAndNotesAreChildrenToo()
    {
        CanvasRig rig(kFramed);
        QSignalSpy activated(&rig.view, &canvas::CanvasView::edgeActivated);
        auto *canvas = QAccessible::queryAccessibleInterface(&rig.view);
        QCOMPARE(canvas->childCount(), 4 + 2 + 1 + 1);
        auto *edge = canvas->child(5);
        QCOMPARE(edge->text(QAccessible::Name), QStringLiteral("Edge from b to c, only if output"));
        QCOMPARE(canvas->indexOfChild(edge), 5);
        QCOMPARE(edge->parent(), canvas);
        const auto ends = edge->relations();
        QCOMPARE(ends.size(), 2);
        QVERIFY(ends.contains(QPair<QAccessibleInterface *, QAccessible::Relation>(canvas->child(1), QAccessible::Controller)));
        QVERIFY(ends.contains(QPair<QAccessibleInterface *, QAccessible::Relation>(canvas->child(2), QAccessible::Controlled)));
        QVERIFY(!edge->state().selected);
        edge->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(activated.count(), 1);
        QVERIFY(edge->state().selected && edge->state().focused);
        QCOMPARE(canvas->focusChild(), edge);
        QVERIFY(edge->rect().height() > 0 && edge->rect().width() > 0);
        const QPoint on = rig.view.mapToGlobal(rig.at(rig.view.scene().curve(1).at(0.5)));
        QCOMPARE(canvas->childAt(on.x(), on.y()), edge);
        auto *frame = canvas->child(6);
        QCOMPARE(frame->role(), QAccessible::Grouping);
        QVERIFY2(frame->text(QAccessible::Name).startsWith(QStringLiteral("Frame First steps, 2 node")), qPrintable(frame->text(QAccessible::Name)));
        auto *note = canvas->child(7);
        QCOMPARE(note->text(QAccessible::Name), QStringLiteral("Note: Ask Ana"));
        note->setText(QAccessible::Name, QStringLiteral("Ask Jo"));
        QCOMPARE(note->text(QAccessible::Name), QStringLiteral("Note: Ask Jo"));
        edge->actionInterface()->doAction(QStringLiteral("Delete"));
        QVERIFY(!edge->isValid());
        QCOMPARE(rig.edgeCount(), 1u);
    }

    // A thing stays the same thing while others come and go around it.
    void interfacesOfWhatStaysStay()
    {
        CanvasRig rig;
        auto *canvas = QAccessible::queryAccessibleInterface(&rig.view);
        auto *d = canvas->child(3);
        auto *port = d->child(1);
        auto *edge = canvas->child(5);
        const auto id = QAccessible::uniqueId(d);
        rig.view.selectIds({"d"});
        rig.key(Qt::Key_Right, Qt::ControlModifier);
        rig.editor->rename("d", QStringLiteral("Dora"));
        rig.editor->addNode("transform", {0, 400});
        rig.view.selectIds({"a"});
        rig.view.deleteSelection();
        test::pumpPending();
        QCOMPARE(QAccessible::accessibleInterface(id), d);
        QVERIFY(d->isValid() && port->isValid() && edge->isValid());
        QCOMPARE(canvas->child(2), d); // it moved up
        QCOMPARE(canvas->indexOfChild(d), 2);
        QVERIFY(d->text(QAccessible::Name).startsWith(QStringLiteral("Dora")));
        QCOMPARE(port->parent(), d);
        QCOMPARE(edge->text(QAccessible::Name), QStringLiteral("Edge from b to c, only if output"));
        QCOMPARE(edge->relations().size(), 2);
    }

    // Whoever holds on to a thing that went gets no harm by it.
    void whatWentIsNotValidAndDoesNothing()
    {
        CanvasRig rig;
        auto *canvas = QAccessible::queryAccessibleInterface(&rig.view);
        auto *b = canvas->child(1);
        auto *port = b->child(0);
        auto *edge = canvas->child(4);
        const auto id = QAccessible::uniqueId(b);
        rig.view.selectIds({"b"});
        rig.view.deleteSelection();
        for (auto *gone : {b, port, edge}) {
            QVERIFY(!gone->isValid());
            QVERIFY(gone->state().invalid);
            QVERIFY(gone->text(QAccessible::Name).isEmpty());
            QVERIFY(gone->rect().isEmpty());
            QVERIFY(gone->relations().isEmpty());
            QCOMPARE(gone->childCount(), 0);
        }
        b->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        b->setText(QAccessible::Name, QStringLiteral("ghost"));
        QVERIFY(rig.text().find("ghost") == std::string::npos);
        test::pumpPending();
        QVERIFY(!QAccessible::accessibleInterface(id));
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
