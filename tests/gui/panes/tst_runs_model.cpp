// SPDX-License-Identifier: GPL-3.0-or-later
// The list of runs and the tree of steps, without a backend.
#include "support/gui_test.h"

#include "ui/widgets/run_text.h"
#include "ui/runs/runs_model.h"
#include "ui/runs/steps_model.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QSignalSpy>

using namespace signalbox;
using namespace signalbox::ui;
using namespace signalbox::ui::runs;

namespace {

api::RunView run(std::string id, UnixMillis startedAt, api::RunState state = api::RunState::Succeeded, std::string flow = "flow")
{
    api::RunView view;
    view.id = std::move(id);
    view.flow = std::move(flow);
    view.version = 3;
    view.state = state;
    view.startedAt = startedAt;
    view.steps = 4;
    return view;
}

api::EventView told(std::string topic, std::string run, UnixMillis time, json::Object data = {}, std::int64_t seq = 1)
{
    return {seq, time, std::move(topic), std::move(run), std::move(data)};
}

api::StepView step(std::int64_t seq, std::string path, api::StepState state = api::StepState::Succeeded)
{
    api::StepView view;
    view.seq = seq;
    view.path = std::move(path);
    view.state = state;
    view.startedAt = 1000 + seq;
    view.durationMs = 2;
    return view;
}

QString nameAt(const RunsModel &model, int row)
{
    return model.index(row).data(RunsModel::IdRole).toString();
}

} // namespace

class TestRunsModel : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void theNewestComeFirst()
    {
        RunsModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.merge({run("b", 200), run("a", 100)});
        model.merge({run("c", 300), run("a", 100, api::RunState::Failed)});
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(nameAt(model, 0), QStringLiteral("c"));
        QCOMPARE(nameAt(model, 2), QStringLiteral("a"));
        QCOMPARE(model.index(2).data(RunsModel::StateRole).toInt(), int(State::Failed));
        QCOMPARE(model.rowOf(QStringLiteral("b")), 1);
    }

    // An event knows nearly when a run started; what is read knows it, and the chosen run stays chosen.
    void aRowThatMovesStaysChosen()
    {
        RunsModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QItemSelectionModel selection(&model);
        model.merge({run("a", 100), run("b", 200), run("c", 300), run("d", 400)});
        const auto choose = [&](int row) { selection.setCurrentIndex(model.index(row), QItemSelectionModel::ClearAndSelect); };
        const auto chosen = [&] { return nameAt(model, selection.currentIndex().row()); };
        choose(0);
        model.merge({run("d", 390)}); // in its place
        QCOMPARE(chosen(), QStringLiteral("d"));
        model.merge({run("d", 150)}); // down
        QCOMPARE(model.rowOf(QStringLiteral("d")), 2);
        QCOMPARE(chosen(), QStringLiteral("d"));
        model.merge({run("d", 301)}); // up
        QCOMPARE(model.rowOf(QStringLiteral("d")), 0);
        QCOMPARE(chosen(), QStringLiteral("d"));
        QCOMPARE(nameAt(model, 3), QStringLiteral("a"));
    }

    void eventsTellWhatBecomesOfARun()
    {
        RunsModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVERIFY(!model.apply(told("run.progress", "old", 500)));
        QVERIFY(model.apply(told("flow.saved", "f", 500)));
        QVERIFY(model.apply(told("run.started", "new", 500, {{"flow", "triage"}})));
        model.flush();
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.index(0).data().toString(), QStringLiteral("triage"));
        QCOMPARE(model.incomplete(), std::vector<std::string>{"new"});
        model.apply(told("run.progress", "new", 510, {{"steps", 7}}));
        model.apply(told("run.waiting", "new", 520));
        QCOMPARE(model.waitingWithoutReason(), std::vector<std::string>{"new"});
        model.apply(told("run.resumed", "new", 530));
        model.apply(told("run.failed", "new", 540, {{"durationUs", 2500}, {"error", json::Object{{"message", "No."}}}}));
        model.flush();
        const auto *entry = model.find(QStringLiteral("new"));
        QVERIFY(entry->state == api::RunState::Failed && entry->steps == 7 && entry->durationMs == 2.5 && entry->error == QStringLiteral("No."));
        // An answer that was under way says what was; it does not bring a run back to life.
        model.merge({run("new", 500, api::RunState::Running)});
        QVERIFY(model.find(QStringLiteral("new"))->state == api::RunState::Failed);
        model.merge({run("new", 501, api::RunState::Failed, "triage")});
        QCOMPARE(model.rowCount(), 1);
        QVERIFY(model.incomplete().empty());
        // A run in memory says that it is not kept.
        model.apply(told("run.started", "memory", 600, {{"flow", "triage"}}, 0));
        QVERIFY(!model.find(QStringLiteral("memory"))->isKept);
    }

    void doubtsAreKeptOverTheList()
    {
        RunsModel model;
        auto view = run("a", 100, api::RunState::Waiting);
        view.inDoubt = {"pay"};
        model.merge({view});
        QCOMPARE(model.index(0).data(RunsModel::StateRole).toInt(), int(State::InDoubt));
        model.merge({run("a", 100, api::RunState::Waiting)});
        QCOMPARE(model.index(0).data(RunsModel::StateRole).toInt(), int(State::InDoubt));
        QVERIFY(model.waitingWithoutReason().empty());
    }

    void filtersByStateAndText()
    {
        RunsModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.merge({run("a", 100), run("b", 200, api::RunState::Failed, "other"), run("c", 300, api::RunState::Failed)});
        model.setFilter(api::RunState::Failed, {});
        QCOMPARE(model.rowCount(), 2);
        model.setFlowNames({{QStringLiteral("other"), QStringLiteral("Monthly Report")}});
        model.setFilter(std::nullopt, QStringLiteral("report"));
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(nameAt(model, 0), QStringLiteral("b"));
        model.apply(told("run.started", "d", 400, {{"flow", "other"}}));
        model.apply(told("run.started", "e", 500, {{"flow", "flow"}}));
        model.flush();
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.unnamedFlows(), std::set<std::string>{"flow"});
    }

    void manyRunsAtOnceAreOneChange()
    {
        RunsModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        for (int i = 0; i < int(RunsModel::kMost) + 1000; ++i) {
            model.apply(told("run.started", "run" + std::to_string(i), 1000 + i, {{"flow", "f"}}));
        }
        model.flush();
        QCOMPARE(model.rowCount(), int(RunsModel::kMost));
        QCOMPARE(resets.size(), 1);
        QCOMPARE(nameAt(model, 0), QStringLiteral("run%1").arg(RunsModel::kMost + 999));
    }

    void stepsStandBelowTheirItems()
    {
        StepsModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.merge({step(1, "fetch"), step(2, "each[0]/parse"), step(3, "each[1]/parse", api::StepState::Failed), step(4, "each", api::StepState::Started),
                     step(5, "loop[2]/inner[0]/node")});
        QCOMPARE(model.rowCount(), 3);
        const auto each = model.index(1, 0);
        QCOMPARE(each.data().toString(), QStringLiteral("each"));
        QCOMPARE(each.data(StepsModel::StateRole).toInt(), int(State::Running));
        QCOMPARE(model.rowCount(each), 2);
        const auto second = model.index(1, 0, each);
        QCOMPARE(second.data().toString(), QStringLiteral("#1"));
        QVERIFY(!second.data(StepsModel::HasStepRole).toBool());
        QCOMPARE(second.data(StepsModel::StateRole).toInt(), int(State::Failed));
        QCOMPARE(model.indexOf(QStringLiteral("loop[2]/inner[0]/node")).parent().data(StepsModel::PathRole).toString(), QStringLiteral("loop[2]/inner[0]"));
        QCOMPARE(model.unfinished(), std::vector<std::int64_t>{4});
        QCOMPARE(model.lastSeq(), 5);
        // What an event told counts until the step is read.
        QVERIFY(model.setState("each", api::StepState::Failed));
        QVERIFY(!model.setState("nobody", api::StepState::Failed));
        QCOMPARE(each.data(StepsModel::StateRole).toInt(), int(State::Failed));
        QCOMPARE(model.unfinished(), std::vector<std::int64_t>{4});
        model.merge({step(4, "each", api::StepState::Failed), step(3, "each[1]/parse")});
        QVERIFY(model.unfinished().empty());
        QCOMPARE(second.data(StepsModel::StateRole).toInt(), int(State::Succeeded));
    }

    void barsStandOnTheRunsTime()
    {
        StepsModel model;
        model.setSpan(1000, 20);
        model.merge({step(1, "a"), step(10, "b")});
        QCOMPARE(model.index(1, 1).data(StepsModel::BeginRole).toDouble(), 10.0);
        QCOMPARE(model.index(1, 1).data(StepsModel::LengthRole).toDouble(), 2.0);
        QCOMPARE(model.span(), 20.0);
    }

    void saysNumbersForPeople()
    {
        QCOMPARE(durationText(0.42), QStringLiteral("0.4 ms"));
        QCOMPARE(durationText(12.3), QStringLiteral("12 ms"));
        QCOMPARE(durationText(1240), QStringLiteral("1.2 s"));
        QCOMPARE(durationText(184'000), QStringLiteral("3 min 4 s"));
        QCOMPARE(durationText(7'500'000), QStringLiteral("2 h 5 min"));
        QCOMPARE(payloadBytes(json::Object{{"$payload", "x"}, {"bytes", 5000}}), 5000);
        QCOMPARE(payloadBytes(json::Object{{"bytes", 5000}}), 0);
    }
};

SB_GUI_TEST_MAIN(TestRunsModel)
#include "tst_runs_model.moc"
