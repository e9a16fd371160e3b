// SPDX-License-Identifier: GPL-3.0-or-later
// The window by mouse and keyboard: breakpoints and a run step by step, problems, the history, the menus of the canvas.
#include "support/gui_test.h"

#include "desktop/desktop.h"

#include "ui/canvas/minimap.h"
#include "ui/canvas/type_list.h"
#include "ui/flow/flow_document.h"
#include "ui/flow/history_pane.h"
#include "ui/flow/nodes_pane.h"
#include "ui/flow/problem_list.h"
#include "ui/flow/problems_pane.h"
#include "ui/shell/document_area.h"
#include "ui/shell/layouts.h"
#include "ui/shell/top_bar.h"

#include <QAction>
#include <QFile>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QToolButton>

using namespace signalbox;
using namespace signalbox::desktop;
using namespace signalbox::ui;

namespace {

constexpr const char *kChain = R"({
  "format": "signalbox.flow/1", "id": "chain", "name": "Chain",
  "nodes": [
    {"id": "start", "type": "trigger.manual"},
    {"id": "one", "type": "transform", "name": "The first", "config": {"set": {"a": 1}}},
    {"id": "two", "type": "transform", "name": "The second", "config": {"set": {"b": "{{ input.a + 1 }}"}}},
    {"id": "end", "type": "output"}
  ],
  "edges": [{"from": "start", "to": "one"}, {"from": "one", "to": "two"}, {"from": "two", "to": "end"}],
  "layout": {"nodes": {"start": [0, 0], "one": [288, 0], "two": [576, 0], "end": [864, 0]}}
})";

} // namespace

class TestWindowControl : public SignalboxTest
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Desktop> m_desktop;

    void setUp() override { m_folder = std::make_unique<QTemporaryDir>(); }
    void tearDown() override
    {
        close();
        m_folder.reset();
    }
    void open(const QByteArray &text)
    {
        Arguments given;
        given.data = m_folder->path().toStdString();
        if (!text.isEmpty()) {
            QFile file(m_folder->path() + QStringLiteral("/flow.json"));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
            given.flows = QStringList(file.fileName());
        }
        m_desktop = std::make_unique<Desktop>(std::move(given));
        m_desktop->start();
        window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window(), 30000));
        QVERIFY(test::pumpUntil([&] { return flow() && flow()->canPerform(QStringLiteral("file.save")) && flow()->problemCounts().errors >= 0; }, Millis(30000)));
        flow()->canvas().finishMotion();
    }
    void close()
    {
        if (!m_desktop) {
            return;
        }
        QSignalSpy ended(m_desktop.get(), &Desktop::ended);
        window().close();
        QVERIFY(test::pumpUntil([&] { return ended.count() == 1; }, Millis(30000)));
        m_desktop.reset();
        QApplication::setStyle(QStringLiteral("Fusion"));
    }
    MainWindow &window() { return m_desktop->window(); }
    FlowDocument *flow() { return qobject_cast<FlowDocument *>(window().documents().current()); }
    canvas::CanvasView &canvas() { return flow()->canvas(); }
    void click(const char *node)
    {
        canvas().goToNode(node);
        canvas().finishMotion();
        canvas().selectNone();
        QTest::mouseClick(&canvas(), Qt::LeftButton, {}, canvas().fromScene(canvas().scene().rect(canvas().scene().find(node)).center()).toPoint());
    }
    // Keys are the window's where it is the active one; what pops up and goes may take that from it.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QApplication::setActiveWindow(&window());
        canvas().setFocus();
        QTest::keyClick(&canvas(), key, modifiers);
    }
    QToolButton *status(const QString &text)
    {
        for (auto *button : window().status().findChildren<QToolButton *>()) {
            if (button->isVisible() && button->text() == text) {
                return button;
            }
        }
        return nullptr;
    }
    bool says(const QString &text)
    {
        return test::pumpUntil([&] { return status(text) != nullptr; }, Millis(30000));
    }
    bool hasEnded()
    {
        return test::pumpUntil([&] { return flow()->run().hasRun() && !flow()->run().isUnderWay(); }, Millis(30000));
    }
    QPushButton *runButton(const QString &text)
    {
        for (auto *button : window().topBar().findChildren<QPushButton *>()) {
            if (button->isVisible() && button->text() == text) {
                return button;
            }
        }
        return nullptr;
    }

private Q_SLOTS:
    void aRunIsControlledByMouseAndKeyboard()
    {
        open(kChain);
        if (QTest::currentTestFailed()) {
            return;
        }
        click("one");
        press(Qt::Key_F9);
        QVERIFY(flow()->hasBreakpoint());
        press(Qt::Key_F5);
        QVERIFY(says(QStringLiteral("Paused before The first")));
        QVERIFY(test::pumpUntil([&] { return canvas().next() == std::set<std::string>{"one"}; }, Millis(30000)));

        // One step by the toolbar; the status line leads to what is next.
        QVERIFY(test::pumpUntil([&] { return window().topBar().findChild<QToolButton *>(QStringLiteral("run.step"))->isEnabled(); }, Millis(30000)));
        QTest::mouseClick(window().topBar().findChild<QToolButton *>(QStringLiteral("run.step")), Qt::LeftButton);
        QVERIFY(says(QStringLiteral("Paused before The second")));
        canvas().selectNone();
        QTest::mouseClick(status(QStringLiteral("Paused before The second")), Qt::LeftButton);
        QCOMPARE(canvas().selectedIds(), std::vector<std::string>{"two"});

        // And one by its key; on by the button that Run has become.
        QVERIFY(test::pumpUntil([&] { return flow()->canPerform(QStringLiteral("run.step")) && m_desktop->actions().find(QStringLiteral("run.step"))->isEnabled(); }, Millis(30000)));
        press(Qt::Key_F10);
        QVERIFY(says(QStringLiteral("Paused before end")));
        QVERIFY(runButton(QStringLiteral("Continue")));
        QTest::mouseClick(runButton(QStringLiteral("Continue")), Qt::LeftButton);
        QVERIFY(hasEnded());
        QCOMPARE(flow()->run().state(), api::RunState::Succeeded);
        QVERIFY(test::pumpUntil([&] { return canvas().next().empty(); }, Millis(30000)));
        QVERIFY(test::pumpUntil([&] { return runButton(QStringLiteral("Run")) != nullptr; }, Millis(30000)));

        // Again from a node of it, by the menu.
        const auto before = flow()->run().id();
        click("two");
        QVERIFY(test::pumpUntil([&] { return m_desktop->actions().find(QStringLiteral("run.fromHere"))->isEnabled(); }, Millis(30000)));
        m_desktop->actions().find(QStringLiteral("run.fromHere"))->trigger();
        QVERIFY(test::pumpUntil([&] { return flow()->run().id() != before; }, Millis(30000)));
        QVERIFY(hasEnded());
        QCOMPARE(flow()->run().view().from, before);
    }

    void aPausedRunIsStopped()
    {
        open(kChain);
        if (QTest::currentTestFailed()) {
            return;
        }
        click("two");
        press(Qt::Key_F9);
        press(Qt::Key_F5);
        QVERIFY(says(QStringLiteral("Paused before The second")));
        // It is there again after the window was closed, and so is the breakpoint.
        close();
        open({});
        if (QTest::currentTestFailed()) {
            return;
        }
        QVERIFY(says(QStringLiteral("Paused before The second")));
        QCOMPARE(canvas().breakpoints(), std::set<std::string>{"two"});
        auto *stop = window().topBar().findChild<QToolButton *>(QStringLiteral("run.stop"));
        QVERIFY(test::pumpUntil([&] { return stop->isVisible() && stop->isEnabled(); }, Millis(30000)));
        QTest::mouseClick(stop, Qt::LeftButton);
        QVERIFY(hasEnded());
        QCOMPARE(flow()->run().state(), api::RunState::Cancelled);
        QVERIFY(test::pumpUntil([&] { return !status(QStringLiteral("Paused before The second")); }, Millis(30000)));
    }

    void problemsAreCountedListedAndWalkedThrough()
    {
        QByteArray text = kChain;
        text.replace("\"type\": \"output\"", "\"type\": \"outputt\"");
        open(text);
        if (QTest::currentTestFailed()) {
            return;
        }
        QVERIFY(test::pumpUntil([&] { return status(QStringLiteral("1 error")) != nullptr; }, Millis(30000)));
        QVERIFY(m_desktop->actions().find(QStringLiteral("edit.nextProblem"))->isEnabled()); // before anything else happens
        QTest::mouseClick(status(QStringLiteral("1 error")), Qt::LeftButton);
        auto *pane = window().findChild<ProblemsPane *>();
        QVERIFY(pane && pane->isVisible());
        auto *list = pane->list().list();
        QCOMPARE(list->model()->rowCount(), 1);
        QCOMPARE(pane->focusProxy(), list);
        list->setCurrentIndex(list->model()->index(0, 0));
        QTest::keyClick(list, Qt::Key_Return);
        QCOMPARE(canvas().selectedIds(), std::vector<std::string>{"end"});
        canvas().selectNone();
        press(Qt::Key_F8);
        QCOMPARE(canvas().selectedIds(), std::vector<std::string>{"end"});
        // Mended, the count follows.
        flow()->canvas().editor()->setNodeMember("end", {"type"}, json::Value("output"));
        QVERIFY(says(QStringLiteral("No problems")));
        QVERIFY(!m_desktop->actions().find(QStringLiteral("edit.nextProblem"))->isEnabled());
        QVERIFY(!list->isVisible());
        window().documents().setCurrent(&window().startPage());
        QVERIFY(!status(QStringLiteral("No problems")));
    }

    void theOverviewIsRemembered()
    {
        open(kChain);
        if (QTest::currentTestFailed()) {
            return;
        }
        auto *minimap = flow()->findChild<canvas::Minimap *>();
        QVERIFY(minimap->isVisible());
        auto *action = m_desktop->actions().find(QStringLiteral("view.minimap"));
        QVERIFY(action->isChecked());
        action->trigger();
        QVERIFY(!minimap->isVisible() && !action->isChecked());
        close();
        open({});
        if (QTest::currentTestFailed()) {
            return;
        }
        QVERIFY(!flow()->findChild<canvas::Minimap *>()->isVisible());
        QVERIFY(!m_desktop->actions().find(QStringLiteral("view.minimap"))->isChecked());
        m_desktop->actions().find(QStringLiteral("view.minimap"))->trigger();
        QVERIFY(flow()->findChild<canvas::Minimap *>()->isVisible());
    }

    void commandsFollowTheSelection()
    {
        open(kChain);
        if (QTest::currentTestFailed()) {
            return;
        }
        const auto enabled = [&](const char *id) { return m_desktop->actions().find(QString::fromLatin1(id))->isEnabled(); };
        canvas().selectNone();
        QVERIFY(enabled("edit.addNote") && enabled("arrange.frame") && enabled("file.export") && enabled("edit.copyPicture"));
        QVERIFY(!enabled("edit.toggleDisabled") && !enabled("arrange.left") && !enabled("edit.rename") && !enabled("run.breakpoint"));
        canvas().selectIds({"one"});
        QVERIFY(enabled("edit.toggleDisabled") && enabled("edit.rename") && enabled("run.breakpoint") && !enabled("arrange.left"));
        canvas().selectIds({"one", "two"});
        QVERIFY(enabled("arrange.left") && !enabled("arrange.across") && !enabled("edit.rename"));
        canvas().selectAll();
        QVERIFY(enabled("arrange.across"));
        // By their keys.
        canvas().setFocus();
        press(Qt::Key_B, Qt::ControlModifier);
        QVERIFY(canvas().scene().nodes().front().disabled);
        press(Qt::Key_G, Qt::ControlModifier);
        QCOMPARE(canvas().scene().frames().size(), std::size_t(1));
        canvas().commitText();
        press(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(canvas().scene().notes().size(), std::size_t(1));
        canvas().commitText();
        // The list of node types adds where the window looks, and leaves the focus with what is typed.
        window().showPane(QStringLiteral("nodes"));
        auto *nodes = window().findChild<NodesPane *>();
        QVERIFY(nodes && nodes->isVisible());
        const auto count = canvas().scene().nodes().size();
        QTest::keyClicks(nodes->types().input(), QStringLiteral("wait"));
        QTest::keyClick(nodes->types().input(), Qt::Key_Return);
        QCOMPARE(canvas().scene().nodes().size(), count + 1);
        // The history pane goes back before all of it.
        window().showPane(QStringLiteral("history"));
        auto *history = window().findChild<HistoryPane *>();
        QVERIFY(history && history->list().model()->rowCount() > 3);
        history->list().setCurrentIndex(history->list().model()->index(0, 0));
        QTest::keyClick(&history->list(), Qt::Key_Return);
        QVERIFY(!flow()->isModified());
    }

    void theMenuOfTheCanvasOpens()
    {
        open(kChain);
        if (QTest::currentTestFailed()) {
            return;
        }
        canvas().setFocus();
        canvas().goToNode("one");
        canvas().finishMotion();
        QTest::keyClick(&canvas(), Qt::Key_F10, Qt::ShiftModifier);
        auto *menu = flow()->findChild<QMenu *>(QStringLiteral("canvasMenu"));
        QVERIFY(menu && menu->isVisible());
        QAction *shown = nullptr;
        for (auto *action : menu->actions()) {
            shown = action->objectName() == QLatin1String("edit.duplicate") ? action : shown;
        }
        QVERIFY(shown && shown->text().contains(QLatin1String("Ctrl+D"))); // with the window's keys
        QTest::keyClick(menu, Qt::Key_Escape);
        QVERIFY(test::pumpUntil([&] { return !flow()->findChild<QMenu *>(QStringLiteral("canvasMenu")); }, Millis(30000)));
    }
};

SB_GUI_TEST_MAIN(TestWindowControl)
#include "tst_window_control.moc"
