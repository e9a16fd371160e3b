// SPDX-License-Identifier: GPL-3.0-or-later
// What holds for every window: accessible names, keyboard, long texts and both directions without anything cut,
// quick first paint, no long turn.
#include "gui/support/pseudo_translator.h"
#include "gui/support/widget_checks.h"
#include "shell_test.h"

#include "ui/shell/connection_dialog.h"
#include "ui/shell/top_bar.h"
#include "ui/shell/turn_watchdog.h"
#include "ui/widgets/card_button.h"

#include <QAccessible>
#include <QElapsedTimer>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QScopeGuard>
#include <QToolButton>

#include <ctime>

using namespace signalbox;
using namespace signalbox::ui;

namespace {

std::chrono::milliseconds threadTime()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec));
}

} // namespace

class TestShellQuality : public test::ShellTest
{
    Q_OBJECT

    test::PseudoTranslator m_translator;

    void tearDown() override
    {
        test::ShellTest::tearDown();
        QCoreApplication::removeTranslator(&m_translator);
        QGuiApplication::setLayoutDirection(Qt::LeftToRight);
    }
    void open(QSize size = {1280, 800})
    {
        makeWindow([this] { m_rig->fillStartPage(); });
        m_rig->window.resize(size);
        m_rig->window.status().setBackend(BackendState::Connected, QStringLiteral("This computer"));
        m_rig->window.show();
        QVERIFY(QTest::qWaitForWindowActive(&m_rig->window, 30000));
        test::pumpPending();
    }
    void showEverything(const std::function<void(QWidget *)> &check)
    {
        auto &window = m_rig->window;
        check(&window);
        m_rig->addDocument(QStringLiteral("flow:1"), QStringLiteral("Support triage"));
        window.status().setRuns({1, 2, 3});
        window.status().setProblems(1, 2);
        window.toasts().show({ToastMessage::Kind::Success, QStringLiteral("Three nodes deleted"), QStringLiteral("Undo"), [] {}});
        for (auto *dock : window.layouts().docks()) {
            window.showPane(dock->spec().id);
            test::pumpPending();
            check(&window);
        }
        window.palette().open();
        test::pumpPending();
        check(&window);
        window.palette().dismiss();
        window.showSettings();
        test::pumpPending();
        check(&window.settingsDialog());
        window.showSettings(QStringLiteral("shortcuts"));
        test::pumpPending();
        check(&window.settingsDialog());
        window.settingsDialog().close();
        auto *dialog = window.showConnection({ConnectionChoice::Kind::Remote, QStringLiteral("https://server"), QStringLiteral("x")});
        test::pumpPending();
        check(dialog);
        dialog->close();
        test::pumpPending();
    }

private Q_SLOTS:
    void everyWidgetHasAnAccessibleName()
    {
        open();
        QStringList problems;
        showEverything([&](QWidget *root) { problems << test::nameless(root); });
        problems.removeDuplicates();
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
    }

    void longTextsFit_data()
    {
        QTest::addColumn<bool>("mirrored");
        QTest::addColumn<int>("textSize");
        QTest::newRow("left to right") << false << 100;
        QTest::newRow("right to left") << true << 100;
        QTest::newRow("large") << false << 150;
    }
    void longTextsFit()
    {
        QFETCH(bool, mirrored);
        QFETCH(int, textSize);
        QCoreApplication::installTranslator(&m_translator);
        QGuiApplication::setLayoutDirection(mirrored ? Qt::RightToLeft : Qt::LeftToRight);
        open();
        m_rig->settings.set(QStringLiteral("appearance.textSize"), textSize);
        test::pumpPending();
        QStringList problems;
        showEverything([&](QWidget *root) { problems << test::clipped(root); });
        problems.removeDuplicates();
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
    }

    void everyTextOfTheWindowIsTranslatable()
    {
        QCoreApplication::installTranslator(&m_translator);
        open();
        QStringList plain;
        for (const auto &id : m_rig->actions.ids()) {
            const auto *spec = m_rig->actions.spec(id);
            if (!id.startsWith(QLatin1String("pane.")) && !(spec->text.startsWith(u'[') && spec->category.startsWith(u'['))) {
                plain << id;
            }
        }
        for (const auto &spec : m_rig->settings.specs()) {
            if (!spec.title.startsWith(u'[') || !spec.description.startsWith(u'[') || !spec.page.startsWith(u'[')) {
                plain << spec.id;
            }
        }
        for (auto *menu : m_rig->window.topBar().menuBar()->actions()) {
            if (!menu->text().contains(u'[')) {
                plain << menu->text();
            }
        }
        for (int state = 0; state < int(State::Count); ++state) {
            if (!stateText(static_cast<State>(state)).startsWith(u'[')) {
                plain << stateText(static_cast<State>(state));
            }
        }
        QVERIFY2(plain.isEmpty(), qPrintable(plain.join(u'\n')));
    }

    void mirroredLayoutsStandOnTheOtherSide()
    {
        QGuiApplication::setLayoutDirection(Qt::RightToLeft);
        open();
        QCOMPARE(m_rig->window.dockWidgetArea(m_rig->window.layouts().find(QStringLiteral("inspector"))), Qt::LeftDockWidgetArea);
        auto *rail = m_rig->window.findChild<QWidget *>(QStringLiteral("rail"));
        QVERIFY(rail->x() > m_rig->window.width() / 2);
    }

    void theFocusGoesThroughAllParts()
    {
        open();
        m_rig->addDocument(QStringLiteral("flow:1"), QStringLiteral("One"));
        QSet<QWidget *> parts;
        for (int i = 0; i < 8; ++i) {
            QTest::keyClick(&m_rig->window, Qt::Key_F6);
            QWidget *focus = QApplication::focusWidget();
            QVERIFY(focus);
            for (QWidget *part : {static_cast<QWidget *>(&m_rig->window.documents()), static_cast<QWidget *>(&m_rig->window.topBar()), static_cast<QWidget *>(&m_rig->window.status())}) {
                if (part->isAncestorOf(focus)) {
                    parts << part;
                }
            }
            for (auto *dock : m_rig->window.layouts().docks()) {
                if (dock->isAncestorOf(focus)) {
                    parts << dock;
                }
            }
        }
        QVERIFY2(parts.size() >= 5, qPrintable(QString::number(parts.size())));
    }

    void whatHasTheFocusShowsIt()
    {
        open();
        QStringList problems;
        QWidget *first = nullptr;
        for (int i = 0; i < 60; ++i) {
            QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : &m_rig->window, Qt::Key_Tab);
            QWidget *focus = QApplication::focusWidget();
            if (!focus || focus == first) {
                break;
            }
            first = first ? first : focus;
            if (qobject_cast<QAbstractItemView *>(focus) || qobject_cast<QPlainTextEdit *>(focus) || qobject_cast<QTabBar *>(focus)) {
                continue; // shown by the row, the caret or the tab
            }
            const QPoint corner = focus->mapTo(&m_rig->window, QPoint(-4, -4));
            const QRect around(corner, focus->size() + QSize(8, 8));
            const QImage with = m_rig->window.grab(around).toImage();
            focus->clearFocus();
            const QImage without = m_rig->window.grab(around).toImage();
            focus->setFocus(Qt::TabFocusReason);
            if (with == without) {
                problems << test::nameOf(focus);
            }
        }
        problems.removeDuplicates();
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
    }

    void narrowWindowsKeepEverythingReachable()
    {
        open({640, 480});
        QVERIFY(m_rig->window.width() <= 760);
        auto *run = m_rig->window.topBar().findChildren<QPushButton *>().last();
        QVERIFY(run->mapTo(&m_rig->window, QPoint(run->width(), 0)).x() <= m_rig->window.width());
    }

    void theFirstPaintComesSoon()
    {
        // As with the turns of TurnWatchdog: what is computed, and more may pass on a busy machine.
        const auto before = threadTime();
        QElapsedTimer timer;
        timer.start();
        m_rig = std::make_unique<test::ShellRig>(m_folder->path());
        m_rig->addPanes();
        m_rig->window.restoreSession();
        qint64 computed = -1;
        qint64 painted = -1;
        connect(&m_rig->window, &MainWindow::firstPainted, &m_rig->window, [&] {
            computed = (threadTime() - before).count();
            painted = timer.elapsed();
        });
        m_rig->window.show();
        QTRY_VERIFY_WITH_TIMEOUT(painted >= 0, 30000);
        const auto limit = static_cast<qint64>(250 * TurnWatchdog::slowness());
        QVERIFY2(computed < limit && painted < 120 * limit, qPrintable(QStringLiteral("computed %1 ms, %2 ms passed").arg(computed).arg(painted)));
    }

    void noTurnIsLong()
    {
        open();
        TurnWatchdog watchdog;
        static_cast<WatchedApplication *>(qApp)->watch(&watchdog);
        const auto unwatch = qScopeGuard([] { static_cast<WatchedApplication *>(qApp)->watch(nullptr); });
        m_rig->addDocument(QStringLiteral("flow:1"), QStringLiteral("One"));
        test::pumpPending();
        watchdog.clear();
        const auto turn = [&](const char *doing, const std::function<void()> &action) {
            watchdog.mark(QString::fromLatin1(doing));
            QTimer::singleShot(0, &m_rig->window, action);
            test::pumpUntil([] { return false; }, Millis(40));
        };
        turn("palette", [&] { m_rig->window.palette().open(); });
        for (const QChar letter : QStringLiteral("zoom")) {
            turn("typing", [&] { QTest::keyClick(m_rig->window.palette().findChild<QLineEdit *>(), letter.toLatin1()); });
        }
        turn("dismiss", [&] { m_rig->window.palette().dismiss(); });
        turn("toast", [&] { m_rig->window.toasts().show({ToastMessage::Kind::Info, QStringLiteral("Saved"), {}, {}}); });
        turn("tab", [&] { m_rig->window.documents().step(1); });
        QVERIFY(watchdog.turns() > 0);
        QVERIFY2(watchdog.slowTurns().isEmpty(), qPrintable(watchdog.report()));
    }

    void theWatchdogSeesALongTurn()
    {
        TurnWatchdog watchdog(std::chrono::milliseconds(5));
        static_cast<WatchedApplication *>(qApp)->watch(&watchdog);
        const auto unwatch = qScopeGuard([] { static_cast<WatchedApplication *>(qApp)->watch(nullptr); });
        watchdog.mark(QStringLiteral("busy"));
        QTimer::singleShot(0, this, [] {
            const auto start = threadTime();
            while (threadTime() - start < std::chrono::milliseconds(60)) {
            }
        });
        QVERIFY(test::pumpUntil([&] { return !watchdog.slowTurns().isEmpty(); }));
        QCOMPARE(watchdog.slowTurns().first().doing, QStringLiteral("busy"));
    }
};

SB_GUI_TEST_MAIN_WITH(WatchedApplication, TestShellQuality)
#include "tst_shell_quality.moc"
