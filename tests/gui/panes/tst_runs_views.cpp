// SPDX-License-Identifier: GPL-3.0-or-later
// What stands beside the tree of a run's steps: filters, the timeline, and two runs compared.
#include "pane_rig.h"

#include "ui/runs/compare_view.h"
#include "ui/runs/run_filter_bar.h"
#include "ui/runs/runs_pane.h"
#include "ui/runs/step_details.h"
#include "ui/runs/timeline_view.h"
#include "ui/shell/turn_watchdog.h"
#include "ui/widgets/fixed_row_view.h"
#include "ui/widgets/json_tree_model.h"
#include "ui/widgets/json_view.h"
#include "ui/widgets/search_field.h"

#include <QAccessible>
#include <QAction>
#include <QComboBox>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTreeView>

using namespace signalbox;
using namespace signalbox::ui;

namespace {

const std::string kSteps = R"json({"id":"steps","name":"Steps","nodes":[
 {"id":"price","type":"transform","config":{"expression":"({net: input.n, gross: input.n * 2, currency: 'EUR'})"}},
 {"id":"note","type":"transform","config":{"expression":"'the same'"}},
 {"id":"end","type":"output"}],"edges":[{"from":"price","to":"note"},{"from":"price","to":"end"}]})json";

std::vector<api::StepView> manySteps(int count)
{
    std::vector<api::StepView> steps;
    for (int i = 0; i < count; ++i) {
        api::StepView step;
        step.seq = i + 1;
        step.path = "each[" + std::to_string(i / 2) + "]/" + (i % 2 ? "store" : "fetch");
        step.node = i % 2 ? "store" : "fetch";
        step.state = i % 97 == 5 ? api::StepState::Failed : api::StepState::Succeeded;
        step.startedAt = 1'000'000 + i * 3;
        step.durationMs = 1 + i % 40;
        step.attempt = i % 50 == 7 ? 2 : 1;
        steps.push_back(std::move(step));
    }
    return steps;
}

} // namespace

class TestRunsViews : public SignalboxTest
{
    Q_OBJECT

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<test::PaneRig> m_rig;
    std::unique_ptr<RunsPane> m_pane;

    void setUp() override
    {
        m_theme = std::make_unique<Theme>();
        dress(*qApp, *m_theme);
    }
    void tearDown() override
    {
        m_pane.reset();
        m_rig.reset();
        QApplication::setStyle(QStringLiteral("Fusion"));
        m_theme.reset();
    }
    void open()
    {
        if (!m_rig) {
            m_rig = std::make_unique<test::PaneRig>();
        }
        m_pane = std::make_unique<RunsPane>(*m_theme, m_rig->clock);
        m_pane->resize(1200, 500);
        m_pane->show();
        QVERIFY(QTest::qWaitForWindowActive(m_pane.get(), 30000));
        m_pane->setClient(m_rig->client.get());
        QVERIFY(test::pumpUntil([&] { return m_pane->feed().status() == RunsFeed::Status::Live; }));
    }
    bool waitForRows(int rows)
    {
        return test::pumpUntil([&] { return m_pane->model().rowCount() == rows && !m_pane->feed().isLoading(); });
    }
    bool showRun(const QString &run)
    {
        m_pane->showRun(run);
        return test::pumpUntil([&] { return m_pane->watch().run() && m_pane->watch().steps().size() > 0 && !m_pane->watch().isLoading(); });
    }

private Q_SLOTS:
    void theAxisZoomsAroundAMoment()
    {
        TimeAxis axis;
        axis.setLength(1000);
        QVERIFY(axis.isWhole());
        axis.zoom(2, 250);
        QCOMPARE(axis.span(), 500.0);
        QCOMPARE(axis.shareOf(250), 0.25); // it stays where it was
        axis.pan(10'000);
        QCOMPARE(axis.from(), 500.0);
        axis.setLength(2000); // goes on: what is seen stays
        QCOMPARE(axis.from(), 500.0);
        QCOMPARE(axis.span(), 500.0);
        axis.zoom(0.001, 600);
        QVERIFY(axis.isWhole());
        axis.setLength(3000);
        QCOMPARE(axis.span(), 3000.0);
        const auto ticks = axis.ticks(7);
        QCOMPARE(ticks, (std::vector<double>{0, 500, 1000, 1500, 2000, 2500, 3000}));
        axis.zoom(1e12, 1500);
        QVERIFY(axis.span() > 0);
        QVERIFY(axis.ticks(5).size() <= 6);
    }

    void filtersByFlowTimeAndWords()
    {
        m_rig = std::make_unique<test::PaneRig>();
        QVERIFY(m_rig->call<api::FlowsSave>({"steps", kSteps, 0, "local"}).ok());
        QVERIFY(m_rig->call<api::FlowsSave>({"double", test::kDoubling, 0, "local"}).ok());
        for (int i = 0; i < 4; ++i) {
            (void)m_rig->run(i % 2 ? kSteps : test::kDoubling, json::Object{{"n", i}});
        }
        open();
        QVERIFY(waitForRows(4));
        auto &filters = m_pane->filters();
        QVERIFY(test::pumpUntil([&] { return filters.flow().count() == 3; }));
        QVERIFY(!filters.flow().isVisible());
        filters.showMore(true);
        filters.flow().setCurrentIndex(filters.flow().findData(QStringLiteral("steps")));
        QVERIFY(waitForRows(2));
        QCOMPARE(m_pane->model().entryAt(0)->flow, std::string("steps"));
        filters.showMore(false); // what is set is never out of sight
        QVERIFY(filters.flow().isVisible());
        filters.time().setCurrentIndex(1);
        QVERIFY(waitForRows(2));
        QTest::keyClicks(&filters.text(), QStringLiteral("nothing like it"));
        QVERIFY(waitForRows(0));
        filters.clear();
        QVERIFY(waitForRows(4));
        // New runs come in only where they pass.
        filters.flow().setCurrentIndex(filters.flow().findData(QStringLiteral("double")));
        QVERIFY(waitForRows(2));
        (void)m_rig->run(kSteps, json::Object{{"n", 9}});
        (void)m_rig->run(test::kDoubling, json::Object{{"n", 9}});
        QVERIFY(waitForRows(3));
    }

    void wordsAreLookedForBeyondTheFirstPage()
    {
        m_rig = std::make_unique<test::PaneRig>();
        (void)m_rig->run(test::kFailing);
        for (int i = 0; i < 120; ++i) {
            m_rig->start(test::kDoubling, json::Object{{"n", i}});
        }
        open();
        QVERIFY(waitForRows(100));
        QTest::keyClicks(&m_pane->filterField(), QStringLiteral("fails"));
        QVERIFY(waitForRows(1));
    }

    void theTimelineIsAnotherViewOfTheSteps()
    {
        open();
        const auto id = QString::fromStdString(m_rig->run(kSteps, json::Object{{"n", 3}}));
        QVERIFY(showRun(id));
        m_pane->tree().setFocus();
        QTest::keyClick(&m_pane->tree(), Qt::Key_T, Qt::ControlModifier);
        QVERIFY(m_pane->isByTime());
        auto &timeline = m_pane->timeline();
        QVERIFY(timeline.list().hasFocus());
        QCOMPARE(timeline.model().rowCount(), int(m_pane->watch().steps().size()));
        // What is chosen here is chosen there.
        QTest::keyClick(&timeline.list(), Qt::Key_Home);
        QTest::keyClick(&timeline.list(), Qt::Key_Down);
        const auto *step = m_pane->watch().steps().step(timeline.step());
        QVERIFY(step);
        QCOMPARE(m_pane->details().seq(), step->seq);
        QCOMPARE(m_pane->tree().currentIndex().data(StepsModel::PathRole).toString(), QString::fromStdString(step->path));
        m_pane->showStep(QStringLiteral("price"));
        QCOMPARE(timeline.list().currentIndex().data().toString(), QStringLiteral("price"));
        // Enter leads to the canvas.
        QSignalSpy asked(m_pane.get(), &RunsPane::nodeRequested);
        QTest::keyClick(&timeline.list(), Qt::Key_Return);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.front().at(1).toString(), QStringLiteral("price"));
        // Another run, another timeline.
        QVERIFY(showRun(QString::fromStdString(m_rig->run(test::kDoubling, json::Object{{"n", 3}}))));
        QVERIFY(test::pumpUntil([&] { return timeline.model().rowCount() == int(m_pane->watch().steps().size()); }));
        QTest::keyClick(&timeline.list(), Qt::Key_T, Qt::ControlModifier);
        QVERIFY(!m_pane->isByTime());
        QVERIFY(m_pane->tree().hasFocus());
    }

    void theTimelineIsZoomedByKeysAndWheel()
    {
        StepsModel steps;
        TimelineView view(*m_theme, steps);
        view.resize(900, 400);
        view.show();
        QVERIFY(QTest::qWaitForWindowActive(&view, 30000));
        steps.setSpan(1'000'000, 400);
        steps.merge(manySteps(100));
        view.sync();
        QCOMPARE(view.model().rowCount(), 100);
        QCOMPARE(view.axis().length(), 400.0);
        view.list().setFocus();
        view.setStep(60);
        QCOMPARE(view.step(), std::int64_t(60));
        const int before = view.barOf(59).width();
        QTest::keyClick(&view.list(), Qt::Key_Plus);
        QTest::keyClick(&view.list(), Qt::Key_Plus);
        QVERIFY(!view.axis().isWhole());
        QVERIFY(view.barOf(59).width() > before);
        const double from = view.axis().from();
        QTest::keyClick(&view.list(), Qt::Key_Right);
        QVERIFY(view.axis().from() > from);
        QTest::keyClick(&view.list(), Qt::Key_F);
        QVERIFY(view.axis().shareOf(177) > 0 && view.axis().shareOf(177) < 0.3); // the step's begin
        QTest::keyClick(&view.list(), Qt::Key_0);
        QVERIFY(view.axis().isWhole());
        // What the pointer is on stays below it.
        const QPoint at = view.list().viewport()->rect().center();
        QWheelEvent turn(at, view.list().viewport()->mapToGlobal(at), {}, {0, 120}, Qt::NoButton, Qt::ControlModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(view.list().viewport(), &turn);
        QVERIFY(!view.axis().isWhole());
    }

    void eachBarCanBeHeard()
    {
        StepsModel steps;
        TimelineView view(*m_theme, steps);
        steps.setSpan(1'000'000, 400);
        steps.merge(manySteps(10));
        view.sync();
        const QString heard = view.model().index(7).data(Qt::AccessibleTextRole).toString();
        for (const auto *part : {"each[3]/store", "began after 21 ms", "took 8.0 ms", "attempt 2"}) {
            QVERIFY2(heard.contains(QLatin1String(part)), qPrintable(heard));
        }
        auto *face = QAccessible::queryAccessibleInterface(&view.list());
        QVERIFY(face && !face->text(QAccessible::Name).isEmpty());
        QCOMPARE(face->childCount(), 10);
    }

    void tenThousandStepsStayFluid()
    {
        StepsModel steps;
        TimelineView view(*m_theme, steps);
        view.resize(1200, 700);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view, 30000));
        const auto all = manySteps(10'000);
        TurnWatchdog watchdog;
        static_cast<WatchedApplication *>(qApp)->watch(&watchdog);
        const auto unwatch = qScopeGuard([] { static_cast<WatchedApplication *>(qApp)->watch(nullptr); });
        const auto turn = [&](const char *name, const std::function<void()> &work) {
            watchdog.mark(QString::fromLatin1(name));
            QTimer::singleShot(0, &view, work);
            test::pumpPending();
        };
        for (std::size_t i = 0; i < all.size(); i += 500) {
            turn("read a page", [&] {
                steps.merge({all.begin() + std::ptrdiff_t(i), all.begin() + std::ptrdiff_t(i + 500)});
                steps.setSpan(1'000'000, double(i + 500) * 3);
                view.sync();
            });
        }
        QCOMPARE(view.model().rowCount(), 10'000);
        for (int i = 0; i < 20; ++i) {
            turn("zoom", [&] { view.zoom(1.5); });
        }
        turn("whole", [&] { view.showWhole(); });
        for (int row = 0; row < 10'000; row += 400) {
            turn("scroll", [&, row] { view.setStep(row + 1); });
        }
        turn("turn", [&] { view.setPhase(0.4); });
        QVERIFY2(watchdog.slowTurns().isEmpty(), qPrintable(watchdog.report()));
    }

    void findsWhereValuesDiffer()
    {
        const auto left = *json::parse(R"({"a":1,"list":[1,2,3],"same":{"x":true},"gone":0,"s/l":1})");
        const auto right = *json::parse(R"({"a":2,"list":[1,5],"same":{"x":true},"new":0,"s/l":2})");
        QCOMPARE(differences(left, right), (std::set<std::string>{"/a", "/list/1", "/list/2", "/gone", "/new", "/s~1l"}));
        QCOMPARE(differences(left, left), std::set<std::string>());
        QCOMPARE(differences(1, "one"), (std::set<std::string>{""}));
        QCOMPARE(differences(left, right, 2).size(), std::size_t(2));
    }

    void stepsOfBothStandInOrder()
    {
        const auto step = [](std::int64_t seq, const char *path, double ms = 1) {
            api::StepView view;
            view.seq = seq;
            view.path = path;
            view.durationMs = ms;
            return view;
        };
        const auto rows = compareSteps({step(1, "a"), step(2, "b", 10), step(3, "c")}, {step(1, "new"), step(2, "a"), step(3, "b", 300), step(4, "extra"), step(5, "d")});
        QStringList order;
        for (const auto &row : rows) {
            order << QString::fromStdString(row.path);
        }
        QCOMPARE(order.join(u' '), QStringLiteral("new a b extra d c"));
        QCOMPARE(rows[1].differs, int(ComparedStep::None));
        QCOMPARE(rows[2].differs, int(ComparedStep::Time));
        QCOMPARE(rows[3].differs, int(ComparedStep::Missing));
        QCOMPARE(rows[5].right, -1);
    }

    void twoRunsAreCompared()
    {
        open();
        m_rig->run(kSteps, json::Object{{"n", 1}});
        m_rig->run(test::kDoubling, json::Object{{"n", 1}});
        m_rig->run(kSteps, json::Object{{"n", 2}});
        QVERIFY(waitForRows(3));
        QVERIFY(!m_pane->compareAction()->isEnabled());
        // One run: with the one of its flow before it.
        m_pane->list().setFocus();
        QTest::keyClick(&m_pane->list(), Qt::Key_Home);
        QVERIFY(test::pumpUntil([&] { return m_pane->compareAction()->isEnabled(); }));
        QTest::keyClick(&m_pane->list(), Qt::Key_D, Qt::ControlModifier);
        auto &view = m_pane->compareView();
        auto &comparison = view.comparison();
        QVERIFY(view.isVisible());
        QVERIFY(test::pumpUntil([&] { return comparison.rowCount() == 5; }));
        QVERIFY(comparison.run(RunComparison::Left)->startedAt <= comparison.run(RunComparison::Right)->startedAt);
        QCOMPARE(comparison.differing(), 4); // input, result, price, end
        QVERIFY(comparison.differs(RunComparison::InputRow));
        QCOMPARE(view.list().currentIndex().row(), int(RunComparison::InputRow));
        QVERIFY(test::pumpUntil([&] { return json::write(*view.value(RunComparison::Left).value()) == "{\"n\":1}"; }));
        QCOMPARE(json::write(*view.value(RunComparison::Right).value()), std::string("{\"n\":2}"));
        QCOMPARE(view.value(RunComparison::Right).tree()->model()->index(0, 0).data(JsonTreeModel::MarkRole).toInt(), 2);
        // The next difference, and only what differs.
        QTest::keyClick(&view.list(), Qt::Key_F8);
        QTest::keyClick(&view.list(), Qt::Key_F8);
        QCOMPARE(view.list().currentIndex().data().toString(), QStringLiteral("price"));
        QVERIFY(test::pumpUntil([&] { return json::write(*view.value(RunComparison::Right).value()).find("gross") != std::string::npos; }));
        const auto *tree = view.value(RunComparison::Right).tree()->model();
        QCOMPARE(tree->index(1, 0).data(JsonTreeModel::MarkRole).toInt(), 2); // gross
        QCOMPARE(tree->index(2, 0).data(JsonTreeModel::MarkRole).toInt(), 0); // currency
        QVERIFY(comparison.index(2).data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("gave something else")));
        view.onlyDifferencesAction()->trigger();
        QCOMPARE(comparison.rowCount(), 4);
        QTest::keyClick(&view.list(), Qt::Key_Escape);
        QVERIFY(!view.isVisible());
        QVERIFY(m_pane->list().hasFocus());
        // Two that are chosen, of different flows.
        QTest::keyClick(&m_pane->list(), Qt::Key_Home);
        QTest::keyClick(&m_pane->list(), Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(m_pane->list().selectionModel()->selectedRows().size(), 2);
        m_pane->compareAction()->trigger();
        QVERIFY(test::pumpUntil([&] { return !comparison.isReading() && comparison.run(RunComparison::Left).has_value(); }));
        QCOMPARE(comparison.run(RunComparison::Left)->flow, std::string("double"));
        // Another run is looked at: the comparison is left.
        m_pane->list().setFocus();
        QTest::keyClick(&m_pane->list(), Qt::Key_End);
        QVERIFY(!view.isVisible());
    }
};

SB_GUI_TEST_MAIN_WITH(WatchedApplication, TestRunsViews)
#include "tst_runs_views.moc"
