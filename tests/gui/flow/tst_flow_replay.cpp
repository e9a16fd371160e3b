// SPDX-License-Identifier: GPL-3.0-or-later
// Going through a past run over time: the states at each place, forward and back, by pointer, keys and by itself.
#include "flow_rig.h"
#include "run_flows.h"

#include "ui/flow/replay_bar.h"
#include "ui/flow/result_view.h"
#include "ui/flow/run_track.h"

#include <QSignalSpy>
#include <QSlider>
#include <QTreeView>

#include <random>

using namespace signalbox;
using namespace signalbox::ui;
using test::FlowRig;

namespace {

api::StepView stepOf(std::int64_t seq, const char *path, api::StepState state, std::int64_t startedAt, double durationMs)
{
    api::StepView step;
    step.seq = seq;
    step.path = path;
    step.node = step.path.substr(step.path.rfind('/') + 1);
    step.state = state;
    step.startedAt = startedAt;
    step.durationMs = durationMs;
    return step;
}

api::RunView runOf(api::RunState state, std::int64_t startedAt, double durationMs)
{
    api::RunView run;
    run.id = "run";
    run.state = state;
    run.startedAt = startedAt;
    run.durationMs = durationMs;
    return run;
}

State stateAt(RunTrack &track, const char *path)
{
    const auto run = track.overlay().at(path);
    return run ? run->state : State::Idle;
}

} // namespace

class TestFlowReplay : public SignalboxTest
{
    Q_OBJECT

private Q_SLOTS:
    void showsTheStatesOfATime()
    {
        using S = api::StepState;
        RunTrack track({stepOf(1, "a", S::Succeeded, 1000, 100), stepOf(2, "b", S::Failed, 1100, 50), stepOf(3, "c", S::Skipped, 1150, 0)}, runOf(api::RunState::Failed, 1000, 160));
        QCOMPARE(track.size(), 5u);
        QCOMPARE(track.position(), 5u);
        QCOMPARE(stateAt(track, "b"), State::Failed);
        track.moveTo(0);
        QCOMPARE(stateAt(track, "a"), State::Idle);
        track.moveTo(track.positionAt(50));
        QCOMPARE(stateAt(track, "a"), State::Running);
        QCOMPARE(stateAt(track, "b"), State::Idle);
        track.moveTo(track.positionAt(120));
        QCOMPARE(stateAt(track, "a"), State::Succeeded);
        QCOMPARE(track.overlay().at("a")->durationMs, 100.0);
        QCOMPARE(stateAt(track, "b"), State::Running);
        track.moveTo(track.positionAt(50));
        QCOMPARE(track.overlay().at("a")->durationMs, 0.0);
        QCOMPARE(stateAt(track, "a"), State::Running);
    }

    void longWaitsAreShortOnTheTrack()
    {
        using S = api::StepState;
        RunTrack track({stepOf(1, "a", S::Succeeded, 0, 10), stepOf(2, "wait", S::Succeeded, 10, 3'600'000), stepOf(3, "b", S::Succeeded, 3'600'010, 10)}, runOf(api::RunState::Succeeded, 0, 3'600'020));
        QVERIFY(track.length() < 3000);
        QCOMPARE(track.runTime(0), 0.0);
        QCOMPARE(track.runTime(track.length()), 3'600'020.0);
        const double middle = track.runTime(1010);
        QVERIFY2(middle > 1'700'000 && middle < 1'900'000, qPrintable(QString::number(middle)));
        track.moveTo(track.positionAt(1010));
        QCOMPARE(stateAt(track, "wait"), State::Running);
    }

    void forwardAndBackAreTheSame()
    {
        using S = api::StepState;
        std::mt19937 random(4);
        std::vector<api::StepView> steps;
        for (int i = 0; i < 300; ++i) {
            const auto path = i % 3 == 0 ? "each[" + std::to_string(i / 30) + "]/n" + std::to_string(i % 5) : "m" + std::to_string(i % 40);
            static constexpr S states[] = {S::Succeeded, S::Failed, S::Skipped, S::Cancelled, S::Waiting, S::InDoubt};
            steps.push_back(stepOf(i + 1, path.c_str(), states[random() % 6], static_cast<std::int64_t>(random() % 5000), static_cast<double>(random() % 400)));
        }
        RunTrack track(steps, runOf(api::RunState::Succeeded, 0, 6000));
        std::set<std::string> paths{"each"};
        for (const auto &step : steps) {
            paths.insert(staticPath(step.path));
        }
        const auto seen = [&] {
            std::vector<std::optional<canvas::NodeRun>> all;
            for (const auto &path : paths) {
                auto run = track.overlay().at(path);
                all.push_back(run && run->state == State::Idle && run->count == 0 ? std::nullopt : run);
            }
            return all;
        };
        std::vector<std::vector<std::optional<canvas::NodeRun>>> forward;
        track.moveTo(0);
        for (std::size_t i = 0; i <= track.size(); ++i) {
            track.moveTo(i);
            forward.push_back(seen());
        }
        for (auto i = track.size() + 1; i-- > 0;) {
            track.moveTo(i);
            QVERIFY(seen() == forward[i]);
        }
        for (int i = 0; i < 200; ++i) {
            const auto to = random() % (track.size() + 1);
            track.moveTo(to);
            QVERIFY(seen() == forward[to]);
        }
    }

    // One step fails first and does it then; another fails for good.
    void anErrorThatIsOverIsNotShown()
    {
        using S = api::StepState;
        RunOverlay overlay;
        auto first = stepOf(1, "a", S::Failed, 0, 10);
        first.error = json::Object{{"code", "x"}, {"message", "No route."}};
        overlay.applyStep(first);
        QVERIFY(!overlay.at("a")->error.isEmpty());
        overlay.applyState("a", S::Started);
        auto second = stepOf(1, "a", S::Succeeded, 0, 10);
        second.attempt = 2;
        overlay.applyStep(second);
        QCOMPARE(overlay.at("a")->state, State::Succeeded);
        QCOMPARE(overlay.at("a")->error, QString());
        // The same where only an event tells it.
        first.path = "b";
        overlay.applyStep(first);
        overlay.applyState("b", S::Succeeded);
        QCOMPARE(overlay.at("b")->error, QString());
        // What another item did well says nothing of this one.
        first.path = "each[0]/c";
        overlay.applyStep(first);
        overlay.applyStep(stepOf(3, "each[1]/c", S::Succeeded, 0, 10));
        QCOMPARE(overlay.at("each/c")->state, State::Failed);
        QVERIFY(!overlay.at("each/c")->error.isEmpty());
    }

    void edgesSayHowOftenTheyWereTaken()
    {
        using S = api::StepState;
        RunOverlay overlay;
        const auto graph = *json::parse(R"({"nodes": [{"id": "ask", "type": "condition"}, {"id": "yes", "type": "transform"}, {"id": "no", "type": "transform"}, {"id": "out", "type": "output"}],
            "edges": [{"from": "ask", "to": "yes"}, {"from": "ask", "fromPort": "false", "to": "no"}, {"from": "yes", "to": "out"}, {"from": "no", "to": "out"}]})");
        for (int i = 0; i < 10; ++i) {
            const auto item = "each[" + std::to_string(i) + "]/";
            overlay.applyState(item + "ask", S::Succeeded);
            overlay.applyState(item + (i < 7 ? "yes" : "no"), i == 0 ? S::Failed : i == 1 ? S::Started : S::Succeeded);
            if (i > 1) {
                overlay.applyState(item + "out", S::Succeeded);
            }
        }
        const auto edges = overlay.on(graph, {"each/"}).edges;
        const decltype(canvas::RunStateMap::edges) right{{"ask:true>yes:in", 7}, {"ask:false>no:in", 3}, {"yes:out>out:in", 5}, {"no:out>out:in", 3}};
        QVERIFY(edges == right);
        // Where an edge that joins others asks something, nobody knows how often it was taken.
        auto asking = graph;
        asking.as_object()["edges"].as_array()[2].as_object()["condition"] = "output > 1";
        QVERIFY(!overlay.on(asking, {"each/"}).edges.contains("yes:out>out:in"));
        // Of a part of a run nothing is counted, and nothing is said to have been skipped.
        overlay.setEnded(api::RunState::Succeeded);
        const auto more = *json::parse(R"({"nodes": [{"id": "each", "type": "map"}, {"id": "never", "type": "output"}], "edges": []})");
        QCOMPARE(overlay.on(more, {""}).nodes.at("never").state, State::Skipped);
        overlay.setKnown(RunOverlay::Known::Growing);
        QVERIFY(!overlay.on(more, {""}).nodes.contains("never"));
        overlay.setKnown(RunOverlay::Known::Part);
        QVERIFY(overlay.on(graph, {"each/"}).edges.empty());
        QCOMPARE(overlay.at("each")->count, std::int64_t(0));
    }

    void aMapShowsHowFarItIs_data()
    {
        QTest::addColumn<QString>("items");
        QTest::addColumn<double>("progress");
        QTest::newRow("what it is given") << QStringLiteral("\"{{ input }}\"") << -1.0;
        QTest::newRow("a part of it") << QStringLiteral("\"{{ input.files }}\"") << 0.25;
        QTest::newRow("what a node gave") << QStringLiteral("\"{{ nodes.list.output.files }}\"") << 0.25;
        QTest::newRow("a list") << QStringLiteral("[1, 2]") << 0.5;
        QTest::newRow("something to be evaluated") << QStringLiteral("\"{{ input.files.slice(1) }}\"") << -1.0;
    }

    void aMapShowsHowFarItIs()
    {
        QFETCH(QString, items);
        QFETCH(double, progress);
        using S = api::StepState;
        const auto flow = *json::parse(R"({"nodes": [{"id": "list", "type": "transform"}, {"id": "each", "type": "map", "config": {"items": )" + items.toStdString()
                                       + R"(}}], "edges": [{"from": "list", "to": "each"}]})");
        RunOverlay overlay;
        auto list = stepOf(1, "list", S::Succeeded, 0, 10);
        list.output = json::Object{{"files", json::Array{1, 2, 3, 4}}};
        overlay.applyStep(list);
        overlay.applyState("each", S::Started);
        overlay.applyState("each[0]/a", S::Succeeded);
        overlay.applyState("each[1]/a", S::Started);
        overlay.readTotals(flow);
        QCOMPARE(overlay.at("each")->progress, progress);
        overlay.applyState("each", S::Succeeded);
        QVERIFY(overlay.at("each")->progress < 0);
    }

    void theDrawerChangesWhereItsStepDoes_data()
    {
        QTest::addColumn<int>("bytes");
        QTest::newRow("small") << 10;
        QTest::newRow("read by itself") << 400'000;
    }

    void theDrawerChangesWhereItsStepDoes()
    {
        QFETCH(int, bytes);
        FlowRig rig;
        std::string text = kStopped;
        text.replace(text.find("SIZE"), 4, std::to_string(bytes));
        auto &document = rig.openText(text, "stopped");
        document.startRun(json::Value());
        QVERIFY(rig.waitForRun());
        document.perform(QStringLiteral("run.overTime"));
        QVERIFY(test::pumpUntil([&] { return document.isReplaying(); }));
        auto &bar = *document.replayBar();
        rig.click("shape");
        auto *result = document.findChild<ResultView *>();
        QVERIFY(test::pumpUntil([&] { return result->tree()->isVisible() && result->text().contains(QStringLiteral("sum")); }));
        QSignalSpy anew(result->tree()->model(), &QAbstractItemModel::modelReset);
        // While the other nodes change, the value that is shown stays as it is.
        const auto isDone = [&] { return document.canvas().run().nodes.contains("shape") && document.canvas().run().nodes.at("shape").state == State::Succeeded; };
        int moves = 0;
        while (isDone() && bar.track()->position() > 0) {
            QVERIFY(result->tree()->isVisible());
            QTest::keyClick(bar.slider(), Qt::Key_Left);
            ++moves;
        }
        QVERIFY2(moves > 1, "the wait begins and ends");
        QCOMPARE(anew.count(), 0);
        QVERIFY(!result->tree()->isVisible());
        QTest::keyClick(bar.slider(), Qt::Key_End);
        QVERIFY(test::pumpUntil([&] { return result->tree()->isVisible() && result->text().contains(QStringLiteral("sum")); }));
        QCOMPARE(anew.count(), 1);
        // The end of the replay changes nothing of it.
        QTest::keyClick(bar.slider(), Qt::Key_Escape);
        QVERIFY(!document.isReplaying());
        QVERIFY(result->tree()->isVisible());
        QCOMPARE(anew.count(), 1);
    }

    void aRunOfThePastIsShownAgain()
    {
        QTemporaryDir folder;
        std::string first;
        std::string second;
        {
            FlowRig rig(folder.path());
            auto &document = rig.openText(kPreviewed, "preview");
            for (auto *run : {&first, &second}) {
                document.startRun(json::Object{{"name", run == &first ? "Ada" : "Grace"}});
                QVERIFY(rig.waitForRun());
                *run = document.run().id();
            }
            document.showPastRun(first);
            QVERIFY(rig.waitForRun());
            QCOMPARE(document.run().id(), first);
            rig.click("shape");
            auto *result = document.findChild<ResultView *>();
            QVERIFY(test::pumpUntil([&] { return result->isVisible() && result->text().contains(QStringLiteral("Hello Ada")); }));
            QVERIFY(test::pumpUntil([&] { return document.canvas().run().edges.contains("start:out>shape:in"); }));
        }
        // After a restart, on a flow that has lost a node of it.
        FlowRig rig(folder.path());
        auto &document = rig.open(QStringLiteral("flow:preview"));
        QVERIFY(!document.run().hasRun());
        document.editor()->remove({{"later"}, {}, {}, {}});
        document.showPastRun(first);
        QVERIFY(rig.waitForRun());
        QVERIFY(test::pumpUntil([&] { return document.canvas().run().nodes.contains("shape"); }));
        QVERIFY(!document.canvas().run().nodes.contains("later"));
        QVERIFY(test::pumpUntil([&] { return !rig.messages.isEmpty(); }));
        QVERIFY2(rig.messages.front().contains(QStringLiteral("later")), qPrintable(rig.messages.front()));
        document.perform(QStringLiteral("run.overTime"));
        QVERIFY(test::pumpUntil([&] { return document.isReplaying(); }));
        document.showPastRun(second);
        QVERIFY(!document.isReplaying());
        QVERIFY(rig.waitForRun());
        QCOMPARE(document.run().id(), second);
    }

    void theCanvasFollowsTheSlider()
    {
        FlowRig rig;
        auto &document = rig.openText(kOverTime, "over-time");
        QVERIFY(!document.canPerform(QStringLiteral("run.overTime")));
        document.startRun(json::Value());
        QVERIFY(rig.waitForRun());
        const auto whole = document.canvas().run();
        document.perform(QStringLiteral("run.overTime"));
        QVERIFY(test::pumpUntil([&] { return document.isReplaying(); }));
        auto &bar = *document.replayBar();
        QVERIFY(bar.isVisible() && bar.slider()->hasFocus());
        QVERIFY(document.canvas().run() == whole);
        const auto stateOn = [&](const char *node) {
            const auto found = document.canvas().run().nodes.find(node);
            return found == document.canvas().run().nodes.end() ? State::Idle : found->second.state;
        };
        // Back to the beginning, change by change, and forward again.
        std::set<State> seen;
        for (std::size_t i = 0; i < 2 * bar.track()->size() && bar.track()->position() > 0; ++i) {
            QTest::keyClick(bar.slider(), Qt::Key_Left);
            seen.insert(stateOn("shape"));
        }
        QCOMPARE(bar.track()->position(), 0u);
        QCOMPARE(stateOn("start"), State::Idle);
        QCOMPARE(stateOn("shape"), State::Idle);
        QVERIFY(seen.contains(State::Idle));
        for (std::size_t i = 0; i < 2 * bar.track()->size() && bar.track()->position() < bar.track()->size(); ++i) {
            QTest::keyClick(bar.slider(), Qt::Key_Right);
        }
        QCOMPARE(stateOn("shape"), State::Succeeded);
        QVERIFY(bar.slider()->accessibleDescription() == bar.timeText());
        // At the beginning a node has given nothing.
        rig.click("shape");
        auto *result = document.findChild<ResultView *>();
        QVERIFY(test::pumpUntil([&] { return result->tree()->isVisible() && result->text().contains(QStringLiteral("sum")); }));
        QTest::keyClick(bar.slider(), Qt::Key_Home);
        QVERIFY(!result->tree()->isVisible());
        QTest::keyClick(bar.slider(), Qt::Key_Escape);
        QVERIFY(!document.isReplaying() && !bar.isVisible());
        QVERIFY(test::pumpUntil([&] { return document.canvas().run() == whole; }));
    }

    void playsAtAnySpeedToTheEnd()
    {
        FlowRig rig;
        auto &document = rig.openText(kOverTime, "over-time");
        document.startRun(json::Value());
        QVERIFY(rig.waitForRun());
        document.perform(QStringLiteral("run.overTime"));
        QVERIFY(test::pumpUntil([&] { return document.isReplaying(); }));
        auto &bar = *document.replayBar();
        QSignalSpy told(&bar, &ReplayBar::announced);
        bar.setSpeed(bar.track()->length() / 1000); // the whole within a second
        QTest::keyClick(bar.slider(), Qt::Key_Space);
        QVERIFY(bar.isPlaying());
        QVERIFY(bar.track()->position() < bar.track()->size());
        QTest::keyClick(bar.slider(), Qt::Key_Space);
        QVERIFY(!bar.isPlaying());
        const auto before = bar.slider()->value();
        bar.advance(300);
        QVERIFY(bar.slider()->value() > before);
        bar.advance(100'000);
        QCOMPARE(bar.track()->position(), bar.track()->size());
        QVERIFY(!told.isEmpty());
        // A new run ends the replay.
        document.startRun(json::Value());
        QVERIFY(rig.waitForRun());
        QVERIFY(!document.isReplaying());
    }
};

SB_GUI_TEST_MAIN(TestFlowReplay)
#include "tst_flow_replay.moc"
