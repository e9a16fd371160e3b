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
