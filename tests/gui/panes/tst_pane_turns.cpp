// SPDX-License-Identifier: GPL-3.0-or-later
// Twenty thousand events and a run of six thousand steps never hold the window up for longer than a frame.
#include "pane_rig.h"

#include "ui/events/events_pane.h"
#include "ui/runs/runs_pane.h"
#include "ui/shell/turn_watchdog.h"
#include "ui/widgets/fixed_row_view.h"
#include "ui/widgets/search_field.h"

#include <QScopeGuard>
#include <QSplitter>
#include <QTreeView>

using namespace signalbox;
using namespace signalbox::ui;

namespace {

const std::string kWide = R"json({"id":"wide","name":"Wide","nodes":[
 {"id":"list","type":"transform","config":{"expression":"Array.from({length: 3000}, (_, i) => i)"}},
 {"id":"each","type":"map","config":{"items":"{{ nodes.list.output }}","concurrency":8,"body":{"nodes":[{"id":"twice","type":"transform","config":{"expression":"({item, twice: item * 2, text: 'value ' + item})"}},{"id":"out","type":"output"}],"edges":[{"from":"twice","to":"out"}]}}},
 {"id":"end","type":"output"}],"edges":[{"from":"list","to":"each"},{"from":"each","to":"end"}]})json";

} // namespace

class TestPaneTurns : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void staysWithinAFrame()
    {
        Theme theme;
        dress(*qApp, theme);
        test::PaneRig rig;
        QSplitter window;
        window.resize(1600, 700);
        auto *events = new EventsPane(theme);
        auto *runs = new RunsPane(theme, rig.clock);
        window.addWidget(events);
        window.addWidget(runs);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window, 30000));
        const auto wide = QString::fromStdString(rig.run(kWide));
        for (int i = 0; i < 150; ++i) {
            rig.start(test::kDoubling, json::Object{{"n", i}});
        }
        TurnWatchdog watchdog;
        static_cast<WatchedApplication *>(qApp)->watch(&watchdog);
        const auto unwatch = qScopeGuard([] { static_cast<WatchedApplication *>(qApp)->watch(nullptr); });

        watchdog.mark(QStringLiteral("connect"));
        events->setClient(rig.client.get());
        runs->setClient(rig.client.get());
        QVERIFY(test::pumpUntil([&] { return runs->model().rowCount() == 100; }));
        watchdog.mark(QStringLiteral("open a wide run"));
        runs->showRun(wide);
        QVERIFY(test::pumpUntil([&] { return runs->watch().steps().size() >= RunWatch::kReadAhead && !runs->watch().isLoading(); }));
        watchdog.mark(QStringLiteral("expand its items"));
        runs->showStep(QStringLiteral("each[900]/twice"));
        test::pumpUntil([] { return false; }, Millis(100));
        watchdog.mark(QStringLiteral("events"));
        for (int i = 0; i < 20; ++i) {
            watchdog.mark(QStringLiteral("publish")); // waits for the backend: no turn of the loop
            rig.publish(i * 1000, 1000);
            QVERIFY(test::pumpUntil([&] { return events->model().rowCount() >= i * 1000; }));
        }
        watchdog.mark(QStringLiteral("filter"));
        for (const char *text : {"test 19", "19999", "level:error", ""}) {
            events->setFilterText(QLatin1String(text));
            QVERIFY(test::pumpUntil([&] { return !events->model().isFiltering(); }));
        }
        watchdog.mark(QStringLiteral("scroll"));
        for (int row = 0; row < events->model().rowCount(); row += 700) {
            events->view().scrollTo(events->model().index(row), QAbstractItemView::PositionAtTop);
            test::pumpPending();
        }
        QVERIFY2(watchdog.slowTurns().isEmpty(), qPrintable(watchdog.report()));
        events->setClient(nullptr);
        runs->setClient(nullptr);
    }

    // Views and scroll bars speak while they lose their models: the pane must not listen any more.
    void aPaneMayGoWhileARunIsOpen()
    {
        Theme theme;
        dress(*qApp, theme);
        test::PaneRig rig;
        auto runs = std::make_unique<RunsPane>(theme, rig.clock);
        runs->resize(1200, 500);
        runs->show();
        QVERIFY(QTest::qWaitForWindowExposed(runs.get(), 30000));
        const auto wide = QString::fromStdString(rig.run(kWide));
        runs->setClient(rig.client.get());
        runs->showRun(wide);
        QVERIFY(test::pumpUntil([&] { return runs->watch().steps().size() >= RunWatch::kReadAhead && !runs->watch().isLoading(); }));
        runs->showStep(QStringLiteral("each[900]/twice"));
        test::pumpPending();
        runs->tree().scrollToBottom();
        runs.reset();
        test::pumpPending();
    }
};

SB_GUI_TEST_MAIN_WITH(WatchedApplication, TestPaneTurns)
#include "tst_pane_turns.moc"
