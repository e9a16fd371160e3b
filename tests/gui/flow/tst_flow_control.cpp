// SPDX-License-Identifier: GPL-3.0-or-later
// A person at a run of a document: breakpoints, pause, one step, on, stop, and again from a node.
#include "flow_rig.h"

#include "api/run_control_calls.h"
#include "ui/flow/input_dialog.h"
#include "ui/flow/text_field.h"
#include "ui/shell/state_file.h"

#include <QScopeGuard>
#include <QSignalSpy>

using namespace signalbox;
using namespace signalbox::ui;
using test::FlowRig;

namespace {

constexpr const char *kChain = R"({
  "format": "signalbox.flow/1", "id": "chain", "name": "Chain",
  "nodes": [
    {"id": "start", "type": "trigger.manual"},
    {"id": "one", "type": "transform", "config": {"set": {"a": 1}}},
    {"id": "two", "type": "transform", "name": "The second", "config": {"set": {"b": "{{ input.a + 1 }}"}}},
    {"id": "three", "type": "transform", "config": {"set": {"c": "{{ input.b + 1 }}"}}},
    {"id": "end", "type": "output"}
  ],
  "edges": [{"from": "start", "to": "one"}, {"from": "one", "to": "two"}, {"from": "two", "to": "three"}, {"from": "three", "to": "end"}],
  "layout": {"nodes": {"start": [0, 0], "one": [288, 0], "two": [576, 0], "three": [864, 0], "end": [1152, 0]}}
})";

constexpr const char *kMapping = R"({
  "format": "signalbox.flow/1", "id": "mapping", "name": "Mapping",
  "nodes": [
    {"id": "start", "type": "trigger.manual"},
    {"id": "each", "type": "map", "config": {"items": "{{ [1, 2] }}", "body": {
      "nodes": [{"id": "twice", "type": "transform", "config": {"expression": "input * 2"}}, {"id": "out", "type": "output"}],
      "edges": [{"from": "twice", "to": "out"}]}}},
    {"id": "end", "type": "output"}
  ],
  "edges": [{"from": "start", "to": "each"}, {"from": "each", "to": "end"}]
})";

QString command(const char *id)
{
    return QString::fromLatin1(id);
}

} // namespace

class TestFlowControl : public SignalboxTest
{
    Q_OBJECT

    static std::string resultOf(FlowDocument &document) { return json::write(document.run().view().result); }
    static bool pausesBefore(FlowDocument &document, const std::string &node)
    {
        return test::pumpUntil([&] { return document.run().isPaused() && document.run().next() == std::vector<std::string>{node} && document.run().state() == api::RunState::Waiting; }, Millis(30000));
    }
    // The canvas hears of it a moment after the run does.
    static bool marks(FlowRig &rig, const std::string &node)
    {
        return test::pumpUntil([&] { return rig.canvas().next() == std::set<std::string>{node}; }, Millis(30000));
    }
    static void breakAt(FlowRig &rig, const char *node)
    {
        rig.canvas().selectIds({node});
        rig.document().perform(command("run.breakpoint"));
    }
    static InputDialog *dialogOf(FlowDocument &document)
    {
        InputDialog *dialog = nullptr;
        test::pumpUntil([&] {
            dialog = document.findChild<InputDialog *>();
            return dialog && dialog->isVisible();
        }, Millis(30000));
        return dialog;
    }

private Q_SLOTS:
    void pausesAtABreakpointAndGoesStepByStep()
    {
        FlowRig rig;
        auto &document = rig.openText(kChain, "chain");
        QVERIFY(!document.canPerform(command("run.breakpoint")));
        breakAt(rig, "two");
        QVERIFY(document.hasBreakpoint());
        QCOMPARE(rig.canvas().breakpoints(), std::set<std::string>{"two"});
        document.perform(command("run.start"));
        QVERIFY(pausesBefore(document, "two"));
        QVERIFY(test::pumpUntil([&] { return document.pausedText() == QLatin1String("The second"); }));
        QVERIFY(marks(rig, "two"));
        QVERIFY(document.canPerform(command("run.resume")) && document.canPerform(command("run.step")) && document.canPerform(command("run.stop")));
        QVERIFY(!document.canPerform(command("run.pause")) && !document.canPerform(command("run.start")));
        document.perform(command("run.step"));
        QVERIFY(pausesBefore(document, "three"));
        QVERIFY(marks(rig, "three"));
        document.perform(command("run.resume"));
        QVERIFY(rig.waitForRun());
        QCOMPARE(document.run().state(), api::RunState::Succeeded);
        QVERIFY(test::pumpUntil([&] { return document.pausedText().isNull() && rig.canvas().next().empty(); }));
        QCOMPARE(resultOf(document), std::string(R"({"a":1,"b":2,"c":3})"));
    }

    void aBreakpointOfARunThatIsUnderWayCounts()
    {
        FlowRig rig;
        auto &document = rig.openText(kChain, "chain");
        breakAt(rig, "one");
        document.perform(command("run.start"));
        QVERIFY(pausesBefore(document, "one"));
        breakAt(rig, "three");
        breakAt(rig, "one"); // away again
        QVERIFY(test::pumpUntil([&] { return document.run().view().breakpoints == std::vector<std::string>{"three"}; }, Millis(30000)));
        document.perform(command("run.resume"));
        QVERIFY(pausesBefore(document, "three"));
        document.perform(command("run.stop"));
        QVERIFY(rig.waitForRun());
        QCOMPARE(document.run().state(), api::RunState::Cancelled);
        QVERIFY(test::pumpUntil([&] { return document.pausedText().isNull(); }));
    }

    void aBreakpointThatIsSetWhileARunStartsCounts()
    {
        FlowRig rig;
        auto &document = rig.openText(kChain, "chain");
        document.perform(command("run.start"));
        breakAt(rig, "two");
        QVERIFY(pausesBefore(document, "two"));
        document.perform(command("run.stop"));
        QVERIFY(rig.waitForRun());
        // The same when the backend has been asked to start it, and not said that it has.
        document.perform(command("run.start"));
        QVERIFY(test::pumpUntil([&] { return document.run().isStarting(); }));
        breakAt(rig, "two");
        breakAt(rig, "three");
        QVERIFY(pausesBefore(document, "three"));
        document.perform(command("run.stop"));
        QVERIFY(rig.waitForRun());
    }

    void pausesWhereItIs()
    {
        FlowRig rig;
        std::string text = kChain;
        const std::string before = R"("type": "transform", "name": "The second", "config": {"set": {"b": "{{ input.a + 1 }}"}})";
        text.replace(text.find(before), before.size(), R"("type": "wait", "config": {"duration": "1h"})");
        auto &document = rig.openText(text, "chain");
        document.perform(command("run.start"));
        QVERIFY(test::pumpUntil([&] { return document.canPerform(command("run.pause")); }, Millis(30000)));
        document.perform(command("run.pause"));
        QVERIFY(test::pumpUntil([&] { return document.run().isPaused(); }, Millis(30000)));
        QVERIFY(test::pumpUntil([&] { return !document.pausedText().isNull(); }));
        document.perform(command("run.resume"));
        QVERIFY(test::pumpUntil([&] { return !document.run().isPaused(); }, Millis(30000)));
        QVERIFY(document.run().isUnderWay());
        document.perform(command("run.stop"));
        QVERIFY(rig.waitForRun());
    }

    void aPausedRunIsFoundAgainAfterARestart()
    {
        FlowRig rig;
        auto &document = rig.openText(kChain, "chain");
        breakAt(rig, "three");
        document.perform(command("run.start"));
        QVERIFY(pausesBefore(document, "three"));
        rig.drop();
        auto &again = rig.open(QStringLiteral("flow:chain"));
        QVERIFY(pausesBefore(again, "three"));
        QVERIFY(marks(rig, "three"));
        again.perform(command("run.resume"));
        QVERIFY(rig.waitForRun());
    }

    void breakpointsAreRememberedAndNoPartOfTheFlow()
    {
        FlowRig rig;
        StateFile memory(rig.folder() + QStringLiteral("/session.json"));
        rig.bench->setMemory(&memory);
        const auto forget = qScopeGuard([&rig] {
            rig.drop();
            rig.bench->setMemory(nullptr);
        });
        auto &document = rig.openText(kChain, "chain");
        breakAt(rig, "two");
        QVERIFY(!document.isModified());
        rig.drop();
        auto &again = rig.open(QStringLiteral("flow:chain"));
        QCOMPARE(rig.canvas().breakpoints(), std::set<std::string>{"two"});
        again.perform(command("run.clearBreakpoints"));
        QVERIFY(rig.canvas().breakpoints().empty());
        QVERIFY(memory.value(QStringLiteral("breakpoints")).toObject().isEmpty());
    }

    void pausesInsideOfABody()
    {
        FlowRig rig;
        auto &document = rig.openText(kMapping, "mapping");
        QVERIFY(document.editor()->setScope({"body", "each"}));
        breakAt(rig, "twice");
        QCOMPARE(document.breakpoints(), std::set<std::string>{"each/twice"});
        QVERIFY(document.editor()->setScope({}));
        QVERIFY(rig.canvas().breakpoints().empty());
        document.perform(command("run.start"));
        QVERIFY(test::pumpUntil([&] { return document.run().isPaused() && !document.run().next().empty(); }, Millis(30000)));
        QVERIFY(marks(rig, "each"));
        QVERIFY(document.editor()->setScope({"body", "each"}));
        QVERIFY(marks(rig, "twice"));
        document.perform(command("run.clearBreakpoints"));
        QVERIFY(test::pumpUntil([&] { return document.run().view().breakpoints.empty(); }, Millis(30000)));
        document.perform(command("run.resume"));
        QVERIFY(rig.waitForRun());
        QCOMPARE(document.run().state(), api::RunState::Succeeded);
    }

    void runsAgainFromANode()
    {
        FlowRig rig;
        auto &document = rig.openText(kChain, "chain");
        rig.canvas().selectIds({"two"});
        QVERIFY(!document.canPerform(command("run.fromHere")));
        document.perform(command("run.start"));
        QVERIFY(rig.waitForRun());
        const auto first = document.run().id();
        QVERIFY(test::pumpUntil([&] { return document.canPerform(command("run.fromHere")); }, Millis(30000)));

        document.perform(command("run.fromHere"));
        QVERIFY(test::pumpUntil([&] { return document.run().id() != first; }, Millis(30000)));
        QVERIFY(rig.waitForRun());
        QCOMPARE(document.run().view().from, first);
        QCOMPARE(resultOf(document), std::string(R"({"a":1,"b":2,"c":3})"));

        // With other data: what the node was given stands there to be changed.
        const auto second = document.run().id();
        QVERIFY(test::pumpUntil([&] { return document.canPerform(command("run.fromHereEdited")); }, Millis(30000)));
        document.perform(command("run.fromHereEdited"));
        auto *dialog = dialogOf(document);
        QVERIFY(dialog);
        auto *field = dialog->findChild<TextField *>();
        QCOMPARE(json::write(*json::parse(field->text().toStdString())), std::string(R"({"a":1})"));
        field->setPlainText(QStringLiteral("{\"a\": 41}"));
        dialog->accept();
        QVERIFY(test::pumpUntil([&] { return document.run().id() != second; }, Millis(30000)));
        QVERIFY(rig.waitForRun());
        QCOMPARE(resultOf(document), std::string(R"({"a":41,"b":42,"c":43})"));

        // With its output pinned: the node itself is not run.
        const auto third = document.run().id();
        QVERIFY(test::pumpUntil([&] { return document.canPerform(command("run.pinned")); }, Millis(30000)));
        document.perform(command("run.pinned"));
        dialog = dialogOf(document);
        QVERIFY(dialog);
        field = dialog->findChild<TextField *>();
        QCOMPARE(json::write(*json::parse(field->text().toStdString())), std::string(R"({"a":41,"b":42})"));
        field->setPlainText(QStringLiteral("{\"b\": 6}"));
        dialog->accept();
        QVERIFY(test::pumpUntil([&] { return document.run().id() != third; }, Millis(30000)));
        QVERIFY(rig.waitForRun());
        QCOMPARE(resultOf(document), std::string(R"({"b":6,"c":7})"));
    }
};

SB_GUI_TEST_MAIN(TestFlowControl)
#include "tst_flow_control.moc"
