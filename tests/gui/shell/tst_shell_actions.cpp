// SPDX-License-Identifier: GPL-3.0-or-later
// Commands: one registry feeds palette, menus, toolbar and shortcuts; all by keyboard and mouse.
#include "shell_test.h"

#include "ui/shell/shortcut_page.h"
#include "ui/shell/top_bar.h"

#include <QKeySequenceEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

using namespace signalbox;
using namespace signalbox::ui;

class TestShellActions : public test::ShellTest
{
    Q_OBJECT

    void setUp() override
    {
        test::ShellTest::setUp();
        open();
    }
    void open()
    {
        makeWindow([] {});
        m_rig->window.resize(1200, 800);
        m_rig->window.show();
        QVERIFY(QTest::qWaitForWindowActive(&m_rig->window, 30000));
        test::pumpPending();
    }
    QLineEdit *paletteField() { return m_rig->window.palette().findChild<QLineEdit *>(); }

private Q_SLOTS:
    void paletteRunsACommandByKeyboard()
    {
        auto *document = m_rig->addDocument(QStringLiteral("flow:1"), QStringLiteral("One"));
        for (const auto &keys : {QKeyCombination(Qt::ControlModifier, Qt::Key_K), QKeyCombination(Qt::ControlModifier | Qt::ShiftModifier, Qt::Key_P)}) {
            QTest::keyClick(&m_rig->window, keys.key(), keys.keyboardModifiers());
            QTRY_VERIFY_WITH_TIMEOUT(m_rig->window.palette().isVisible(), 30000);
            QVERIFY(paletteField()->hasFocus());
            QTest::keyClicks(paletteField(), QStringLiteral("zin"));
            QCOMPARE(m_rig->window.palette().titleAt(0), QStringLiteral("Zoom in"));
            QTest::keyClick(paletteField(), Qt::Key_Return);
            QVERIFY(!m_rig->window.palette().isVisible());
            QCOMPARE(document->performed.last(), QStringLiteral("view.zoomIn"));
            QTRY_VERIFY_WITH_TIMEOUT(document->hasFocus(), 30000); // as before
        }
        QCOMPARE(document->performed.size(), 2);
    }

    void paletteRunsACommandByMouse()
    {
        auto *document = m_rig->addDocument(QStringLiteral("flow:1"), QStringLiteral("One"));
        m_rig->window.palette().open();
        QTest::keyClicks(paletteField(), QStringLiteral("undo"));
        auto *list = m_rig->window.palette().findChild<QListView *>();
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(0, 0)).center());
        QCOMPARE(document->performed, QStringList(QStringLiteral("edit.undo")));
    }

    void paletteLeavesByEscapeAndByAClickElsewhere()
    {
        m_rig->window.palette().open();
        QTest::keyClicks(paletteField(), QStringLiteral("x"));
        QTest::keyClick(paletteField(), Qt::Key_Escape); // clears
        QVERIFY(m_rig->window.palette().isVisible());
        QTest::keyClick(paletteField(), Qt::Key_Escape);
        QVERIFY(!m_rig->window.palette().isVisible());
        m_rig->window.palette().open();
        QTest::mouseClick(&m_rig->window.status(), Qt::LeftButton, {}, QPoint(600, 10));
        QVERIFY(!m_rig->window.palette().isVisible());
    }

    void paletteShowsRecentCommandsFirstAlsoAfterARestart()
    {
        m_rig->actions.find(QStringLiteral("help.shortcuts"))->trigger();
        m_rig->actions.find(QStringLiteral("file.start"))->trigger();
        open();
        m_rig->window.palette().open();
        QCOMPARE(m_rig->window.palette().titleAt(0), QStringLiteral("Start page"));
        QCOMPARE(m_rig->window.palette().titleAt(1), QStringLiteral("Shortcuts"));
    }

    void paletteDoesNotRunWhatCannotBeDone()
    {
        auto *document = m_rig->addDocument(QStringLiteral("flow:1"), QStringLiteral("One"));
        m_rig->window.palette().open();
        QTest::keyClicks(paletteField(), QStringLiteral("redo"));
        QTest::keyClick(paletteField(), Qt::Key_Return);
        QVERIFY(document->performed.isEmpty());
        QVERIFY(m_rig->window.palette().isVisible());
    }

    void paletteSaysWhenNothingMatches()
    {
        m_rig->window.palette().open();
        QTest::keyClicks(paletteField(), QStringLiteral("qqqqzzzz"));
        QCOMPARE(m_rig->window.palette().rowCount(), 0);
        QTest::keyClick(paletteField(), Qt::Key_Return); // nothing happens
        QVERIFY(m_rig->window.palette().isVisible());
    }

    void menusAndToolbarShowTheSameActions()
    {
        auto *menus = m_rig->window.topBar().menuBar();
        QStringList texts;
        for (auto *top : menus->actions()) {
            Q_EMIT top->menu()->aboutToShow();
            QVERIFY(!top->menu()->actions().isEmpty());
            for (auto *action : top->menu()->actions()) {
                texts << action->objectName();
            }
        }
        for (const auto &id : m_rig->actions.ids()) {
            const auto *spec = m_rig->actions.spec(id);
            if (!spec->menu.isEmpty() && spec->menu != QLatin1String("panes") && spec->menu != QLatin1String("layout")) {
                QVERIFY2(texts.contains(id), qPrintable(id));
            }
        }
        QStringList buttons;
        for (const auto *button : m_rig->window.topBar().findChildren<QToolButton *>()) {
            if (button->defaultAction() && button->isVisible()) {
                buttons << button->defaultAction()->objectName();
            }
        }
        QCOMPARE(buttons, QStringList({QStringLiteral("edit.undo"), QStringLiteral("edit.redo"), QStringLiteral("view.theme")}));
    }

    void commandsReachTheCurrentDocumentOnly()
    {
        auto *one = m_rig->addDocument(QStringLiteral("flow:1"), QStringLiteral("One"));
        auto *two = m_rig->addDocument(QStringLiteral("flow:2"), QStringLiteral("Two"));
        QTest::keyClick(&m_rig->window, Qt::Key_F5);
        QCOMPARE(two->performed, QStringList(QStringLiteral("run.start")));
        QTest::keyClick(&m_rig->window, Qt::Key_Tab, Qt::ControlModifier); // to the start page
        QTest::keyClick(&m_rig->window, Qt::Key_Tab, Qt::ControlModifier); // to the first document
        QTest::keyClick(&m_rig->window, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(one->performed, QStringList(QStringLiteral("edit.undo")));
        QVERIFY(!m_rig->actions.find(QStringLiteral("edit.redo"))->isEnabled());
        two->performable.clear();
        Q_EMIT two->commandsChanged();
        m_rig->window.documents().setCurrent(two);
        QVERIFY(!m_rig->actions.find(QStringLiteral("run.start"))->isEnabled());
    }

    void runButtonRunsAndBecomesStop()
    {
        auto *document = m_rig->addDocument(QStringLiteral("flow:1"), QStringLiteral("One"));
        document->performable << QStringLiteral("run.stop");
        Q_EMIT document->commandsChanged();
        QPushButton *run = nullptr;
        for (auto *button : m_rig->window.topBar().findChildren<QPushButton *>()) {
            run = button->text() == QLatin1String("Run") ? button : run;
        }
        QVERIFY(run && run->isEnabled());
        QTest::mouseClick(run, Qt::LeftButton);
        m_rig->window.topBar().setRunning(TopBar::Running::Yes);
        QCOMPARE(run->text(), QStringLiteral("Stop"));
        QTest::mouseClick(run, Qt::LeftButton);
        QCOMPARE(document->performed, QStringList({QStringLiteral("run.start"), QStringLiteral("run.stop")}));
    }

    void theToolbarControlsARun()
    {
        auto *document = m_rig->addDocument(QStringLiteral("flow:1"), QStringLiteral("One"));
        auto &bar = m_rig->window.topBar();
        const auto shown = [&] {
            QStringList ids;
            for (const auto *button : bar.findChildren<QToolButton *>()) {
                if (button->isVisible() && button->objectName().startsWith(QLatin1String("run."))) {
                    ids << button->objectName();
                }
            }
            return ids;
        };
        QVERIFY(shown().isEmpty());
        bar.setRunning(TopBar::Running::Yes);
        QCOMPARE(shown(), QStringList(QStringLiteral("run.pause")));
        bar.setRunning(TopBar::Running::Paused);
        QCOMPARE(shown(), QStringList({QStringLiteral("run.step"), QStringLiteral("run.stop")}));
        document->performable = QStringList({QStringLiteral("run.resume"), QStringLiteral("run.step")});
        Q_EMIT document->commandsChanged();
        QTest::mouseClick(bar.findChild<QToolButton *>(QStringLiteral("run.step")), Qt::LeftButton);
        // F5 goes on with a run that is paused; it starts one where none is.
        QTest::keyClick(&m_rig->window, Qt::Key_F5);
        QCOMPARE(document->performed, QStringList({QStringLiteral("run.step"), QStringLiteral("run.resume")}));
    }

    void aPausedRunIsSaidInTheStatusLine()
    {
        auto &status = m_rig->window.status();
        QToolButton *paused = nullptr;
        const auto find = [&] {
            for (auto *button : status.findChildren<QToolButton *>()) {
                paused = button->isVisible() && button->text().startsWith(QLatin1String("Paused")) ? button : paused;
            }
            return paused;
        };
        QVERIFY(!find());
        status.setPaused(QStringLiteral("Shape"));
        QVERIFY(find());
        QCOMPARE(paused->text(), QStringLiteral("Paused before Shape"));
        QSignalSpy clicked(&status, &StatusStrip::pausedClicked);
        QTest::mouseClick(paused, Qt::LeftButton);
        QCOMPARE(clicked.count(), 1);
        status.setPaused(QString());
        QVERIFY(!paused->isVisible());
    }

    void noTwoCommandsHaveTheSameKeysAtFirst()
    {
        for (const auto &id : m_rig->actions.ids()) {
            for (const auto &keys : m_rig->actions.shortcuts(id)) {
                const QString other = m_rig->actions.conflict(id, keys);
                QVERIFY2(other.isEmpty(), qPrintable(id + QStringLiteral(" and ") + other));
            }
        }
    }

    void takenKeysAreSaidAndCanBeTakenOver()
    {
        auto &actions = m_rig->actions;
        auto shown = std::make_unique<ShortcutPage>(m_rig->theme, actions); // of this rig, and gone before it
        auto &page = *shown;
        page.resize(700, 600);
        page.show();
        QVERIFY(QTest::qWaitForWindowActive(&page, 30000));
        page.select(QStringLiteral("view.arrange"));
        auto *keys = page.findChild<QKeySequenceEdit *>();
        keys->setFocus();
        QTest::keyClick(keys, Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(page.conflictText().contains(QStringLiteral("Command palette")), 30000);
        QPushButton *assign = nullptr;
        for (auto *button : page.findChildren<QPushButton *>()) {
            assign = button->text() == QLatin1String("Take over") ? button : assign;
        }
        QVERIFY(assign && assign->isEnabled());
        QTest::mouseClick(assign, Qt::LeftButton);
        QCOMPARE(actions.shortcuts(QStringLiteral("view.arrange")), QList<QKeySequence>{QKeySequence(QStringLiteral("Ctrl+K"))});
        QCOMPARE(actions.shortcuts(QStringLiteral("help.palette")), QList<QKeySequence>{QKeySequence(QStringLiteral("Ctrl+Shift+P"))});
        // A sequence that begins with a taken one could never be reached.
        QCOMPARE(actions.conflict(QStringLiteral("view.arrange"), QKeySequence(QStringLiteral("Ctrl+N, Ctrl+X"))), QStringLiteral("file.new"));

        shown.reset();
        open();
        QCOMPARE(m_rig->actions.shortcuts(QStringLiteral("view.arrange")), QList<QKeySequence>{QKeySequence(QStringLiteral("Ctrl+K"))});
        m_rig->actions.resetAllShortcuts();
        QCOMPARE(m_rig->actions.shortcuts(QStringLiteral("help.palette")).size(), 2);
        QVERIFY(m_rig->actions.hasDefaultShortcuts(QStringLiteral("view.arrange")));
    }

    void changedKeysWorkAtOnceAndShowInTips()
    {
        auto *document = m_rig->addDocument(QStringLiteral("flow:1"), QStringLiteral("One"));
        m_rig->actions.setShortcuts(QStringLiteral("run.start"), {QKeySequence(QStringLiteral("Ctrl+Return"))});
        QTest::keyClick(&m_rig->window, Qt::Key_F5);
        QVERIFY(document->performed.isEmpty());
        QTest::keyClick(&m_rig->window, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(document->performed, QStringList(QStringLiteral("run.start")));
        QVERIFY(m_rig->actions.find(QStringLiteral("run.start"))->toolTip().contains(QStringLiteral("Ctrl+Return")));
    }

    void textFieldsKeepTheirOwnKeys()
    {
        auto *document = m_rig->addDocument(QStringLiteral("flow:1"), QStringLiteral("One"));
        m_rig->window.showPane(QStringLiteral("events"));
        auto *field = m_rig->window.layouts().find(QStringLiteral("events"))->content()->findChild<QLineEdit *>();
        field->setFocus();
        QTest::keyClicks(field, QStringLiteral("ab"));
        QTest::keyClick(field, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(document->performed.isEmpty());
        QCOMPARE(field->text(), QString());
    }
};

SB_GUI_TEST_MAIN(TestShellActions)
#include "tst_shell_actions.moc"
