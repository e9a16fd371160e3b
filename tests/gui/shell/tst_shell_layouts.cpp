// SPDX-License-Identifier: GPL-3.0-or-later
// Panes and their arrangement: lazily made, saved under names, restored, and the way back.
#include "shell_test.h"

#include <QFile>
#include <QSignalSpy>
#include <QToolButton>

using namespace signalbox;
using namespace signalbox::ui;

class TestShellLayouts : public test::ShellTest
{
    Q_OBJECT

    void open()
    {
        makeWindow([this] {
            m_rig->window.setDocumentOpener([this](const QString &location) -> Document * {
                return location.startsWith(QLatin1String("flow:")) ? new test::RigDocument(m_rig->theme, location, location) : nullptr;
            });
        });
        m_rig->window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&m_rig->window, 30000));
        test::pumpPending();
    }
    PaneDock *pane(const char *id) { return m_rig->window.layouts().find(QString::fromLatin1(id)); }

private Q_SLOTS:
    void panesStandWhereTheySayAtFirst()
    {
        open();
        QVERIFY(pane("inspector")->isVisible());
        QVERIFY(pane("events")->isVisible());
        QVERIFY(pane("chat")->isHidden());
        QCOMPARE(m_rig->window.dockWidgetArea(pane("events")), Qt::BottomDockWidgetArea);
        QCOMPARE(m_rig->window.dockWidgetArea(pane("inspector")), Qt::RightDockWidgetArea);
        QCOMPARE(m_rig->window.tabifiedDockWidgets(pane("inspector")).size(), 1);
        QVERIFY(std::abs(pane("inspector")->width() - 300) < 12);
    }

    void contentIsMadeWhenItIsFirstSeen()
    {
        open();
        QVERIFY(pane("events")->hasContent());
        QVERIFY(!pane("chat")->hasContent());
        m_rig->window.showPane(QStringLiteral("chat"));
        QVERIFY(pane("chat")->hasContent());
        QVERIFY(pane("chat")->isVisible());
    }

    void railShowsAndHidesPanes()
    {
        open();
        auto *rail = m_rig->window.findChild<QWidget *>(QStringLiteral("rail"));
        QToolButton *button = nullptr;
        for (auto *candidate : rail->findChildren<QToolButton *>()) {
            button = candidate->defaultAction() && candidate->defaultAction()->objectName() == QLatin1String("pane.events") ? candidate : button;
        }
        QVERIFY(button && button->isChecked());
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(pane("events")->isHidden());
        QVERIFY(!button->isChecked());
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(pane("events")->isVisible());
        QVERIFY(button->isChecked());
    }

    void aPaneBehindAnotherComesToTheFront()
    {
        open();
        QVERIFY(!m_rig->window.layouts().isInFront(pane("spec")));
        m_rig->actions.find(QStringLiteral("pane.spec"))->trigger();
        test::pumpPending();
        QVERIFY(m_rig->window.layouts().isInFront(pane("spec")));
        m_rig->actions.find(QStringLiteral("pane.spec"))->trigger();
        QVERIFY(pane("spec")->isHidden());
    }

    void layoutsAreSavedUnderNamesAndComeBack()
    {
        open();
        auto &layouts = m_rig->window.layouts();
        m_rig->window.addDockWidget(Qt::LeftDockWidgetArea, pane("events"));
        pane("runs")->hide();
        layouts.save(QStringLiteral("Mine"));
        layouts.applyDefault();
        QCOMPARE(m_rig->window.dockWidgetArea(pane("events")), Qt::BottomDockWidgetArea);
        QVERIFY(!pane("runs")->isHidden());

        open();
        QCOMPARE(m_rig->window.layouts().names(), QStringList(QStringLiteral("Mine")));
        QVERIFY(m_rig->window.layouts().apply(QStringLiteral("Mine")));
        QCOMPARE(m_rig->window.dockWidgetArea(pane("events")), Qt::LeftDockWidgetArea);
        QVERIFY(pane("runs")->isHidden());
        m_rig->window.layouts().rename(QStringLiteral("Mine"), QStringLiteral("Ours"));
        QCOMPARE(m_rig->window.layouts().names(), QStringList(QStringLiteral("Ours")));
        m_rig->window.layouts().remove(QStringLiteral("Ours"));
        QVERIFY(m_rig->window.layouts().names().isEmpty());
        QVERIFY(!m_rig->window.layouts().apply(QStringLiteral("Ours")));
    }

    void theWayBackToTheDefaultCanBeTakenBack()
    {
        open();
        pane("events")->hide();
        pane("inspector")->setFloating(true);
        m_rig->actions.find(QStringLiteral("layout.default"))->trigger();
        test::pumpPending();
        QVERIFY(!pane("events")->isHidden());
        QVERIFY(!pane("inspector")->isFloating());
        QCOMPARE(m_rig->window.toasts().count(), 1);
        m_rig->window.toasts().top()->message().run();
        QVERIFY(pane("events")->isHidden());
    }

    void focusModeHidesAllPanesAndBringsThemBack()
    {
        open();
        auto *focus = m_rig->actions.find(QStringLiteral("view.focus"));
        focus->trigger();
        for (const auto *dock : m_rig->window.layouts().docks()) {
            QVERIFY(dock->isHidden());
        }
        focus->trigger();
        QVERIFY(!pane("events")->isHidden());
        QVERIFY(pane("chat")->isHidden());
    }

    void theSessionComesBack()
    {
        open();
        m_rig->window.open(QStringLiteral("flow:1"));
        m_rig->window.open(QStringLiteral("flow:2"));
        m_rig->window.open(QStringLiteral("flow:1"));
        QCOMPARE(m_rig->window.documents().documents().size(), 3);
        QVERIFY(!m_rig->window.open(QStringLiteral("elsewhere:1")));
        pane("runs")->hide();
        m_rig->window.resize(1111, 777);
        test::pumpPending();
        m_rig->window.close();

        open();
        QCOMPARE(m_rig->window.documents().documents().size(), 3);
        QCOMPARE(m_rig->window.documents().current()->location(), QStringLiteral("flow:1"));
        QVERIFY(pane("runs")->isHidden());
        QCOMPARE(m_rig->window.width(), 1111);

        m_rig->settings.set(QStringLiteral("window.restore"), false);
        m_rig->window.close();
        open();
        QCOMPARE(m_rig->window.documents().documents().size(), 1);
        QVERIFY(!pane("runs")->isHidden());
    }

    void aBrokenSessionFileIsSetAside()
    {
        const QString path = m_folder->path() + QStringLiteral("/session.json");
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"arrangement\": \"AAAA");
        file.close();
        open();
        QVERIFY(pane("events")->isVisible());
        QVERIFY(QFile::exists(path + QStringLiteral(".broken")));
    }

    void aWindowThatMayNotCloseStays()
    {
        open();
        auto *document = m_rig->addDocument(QStringLiteral("flow:1"), QStringLiteral("One"));
        m_rig->addDocument(QStringLiteral("flow:2"), QStringLiteral("Two"));
        document->mayGo = false;
        m_rig->window.close();
        QVERIFY(m_rig->window.isVisible());
        QCOMPARE(m_rig->window.documents().current(), document);
        document->mayGo = true;
        QSignalSpy closing(&m_rig->window, &MainWindow::closing);
        m_rig->window.close();
        QVERIFY(!m_rig->window.isVisible());
        QCOMPARE(closing.count(), 1);
    }

    void tabsCloseByTheirButtonButTheStartPageStays()
    {
        open();
        auto *document = m_rig->addDocument(QStringLiteral("flow:9"), QStringLiteral("Nine & ten"));
        auto *tabs = m_rig->window.documents().findChild<QTabBar *>();
        QCOMPARE(tabs->tabText(1), QStringLiteral("Nine && ten"));
        document->modified = true;
        Q_EMIT document->titleChanged();
        QVERIFY(tabs->tabText(1).endsWith(u'•'));
        QTest::mouseClick(static_cast<QToolButton *>(tabs->tabButton(1, QTabBar::RightSide)), Qt::LeftButton);
        QCOMPARE(tabs->count(), 1);
        m_rig->actions.find(QStringLiteral("file.close"))->trigger();
        QCOMPARE(tabs->count(), 1);
    }
};

SB_GUI_TEST_MAIN(TestShellLayouts)
#include "tst_shell_layouts.moc"
