// SPDX-License-Identifier: GPL-3.0-or-later
// Running a flow from the window: what the canvas shows of it, success, failure, stopping, and going on after a restart.
#include "flow_rig.h"

#include "api/model_calls.h"
#include "support/raw_server.h"
#include "ui/canvas/find_bar.h"
#include "ui/flow/document_footer.h"
#include "ui/flow/input_dialog.h"
#include "ui/flow/result_view.h"
#include "ui/flow/text_field.h"
#include "ui/widgets/long_text_view.h"
#include "ui/widgets/text_label.h"

#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QToolButton>
#include <QTreeView>

using namespace signalbox;
using namespace signalbox::ui;
using test::FlowRig;

namespace {

constexpr const char *kWaiting = R"({
  "format": "signalbox.flow/1", "id": "waiting", "name": "Waiting",
  "nodes": [
    {"id": "start", "type": "trigger.manual"},
    {"id": "shape", "type": "transform", "config": {"set": {"a": 1}}},
    {"id": "pause", "type": "wait", "config": {"duration": "1h"}},
    {"id": "end", "type": "output"}
  ],
  "edges": [{"from": "start", "to": "shape"}, {"from": "shape", "to": "pause"}, {"from": "pause", "to": "end"}]
})";

constexpr const char *kMapping = R"({
  "format": "signalbox.flow/1", "id": "mapping", "name": "Mapping",
  "nodes": [
    {"id": "start", "type": "trigger.manual"},
    {"id": "each", "type": "map", "config": {"items": "{{ [1, 2, 3, 4, 5] }}", "body": {
      "nodes": [{"id": "twice", "type": "transform", "config": {"expression": "input * 2"}}, {"id": "out", "type": "output"}],
      "edges": [{"from": "twice", "to": "out"}]}}},
    {"id": "end", "type": "output"}
  ],
  "edges": [{"from": "start", "to": "each"}, {"from": "each", "to": "end"}]
})";

} // namespace

class TestFlowRun : public SignalboxTest
{
    Q_OBJECT

    static State stateOn(FlowRig &rig, const char *node)
    {
        const auto found = rig.canvas().run().nodes.find(node);
        return found == rig.canvas().run().nodes.end() ? State::Idle : found->second.state;
    }

private Q_SLOTS:
    void runsToSuccessAndShowsTheResult()
    {
        FlowRig rig;
        auto &document = rig.openText(test::kSmallFlow, "small");
        document.startRun(json::Object{{"name", "Ada"}});
        QVERIFY(!document.canPerform(QStringLiteral("run.start")));
        QVERIFY(document.canPerform(QStringLiteral("run.stop")));
        QVERIFY(rig.waitForRun());
        QCOMPARE(document.run().state(), api::RunState::Succeeded);
        QVERIFY(test::pumpUntil([&] { return stateOn(rig, "end") == State::Succeeded; }));
        QCOMPARE(stateOn(rig, "shape"), State::Succeeded);
        QCOMPARE(stateOn(rig, "page"), State::Skipped);
        auto *result = document.findChild<ResultView *>();
        QVERIFY(result->isVisible());
        QVERIFY2(result->text().contains(QStringLiteral("Hello Ada")), qPrintable(result->text()));
        for (auto *button : result->findChildren<QToolButton *>()) {
            if (button->accessibleName().startsWith(QLatin1String("Copy"))) {
                button->click();
            }
        }
        QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("Hello Ada")));
        // Edges that were taken say so.
        QVERIFY(test::pumpUntil([&] { return rig.canvas().run().edges.contains("start:out>shape:in"); }));
        document.perform(QStringLiteral("run.clear"));
        test::pumpPending();
        QVERIFY(rig.canvas().run().nodes.empty());
    }

    // Also where a node of a body is called as one of the flow, and while one edits.
    void theRunStaysOnWhatItIsOf()
    {
        FlowRig rig;
        auto &document = rig.openText(R"({"format": "signalbox.flow/1", "id": "same", "nodes": [
            {"id": "start", "type": "trigger.manual"},
            {"id": "a", "type": "map", "config": {"items": "{{ [1, 2, 3] }}", "body": {
              "nodes": [{"id": "a", "type": "transform", "config": {"expression": "input * 2"}}, {"id": "end", "type": "output"}], "edges": [{"from": "a", "to": "end"}]}}},
            {"id": "end", "type": "output"}, {"id": "never", "type": "transform", "config": {"expression": "1"}}],
            "edges": [{"from": "start", "to": "a"}, {"from": "a", "to": "end"}]})", "same");
        document.startRun(json::Value());
        QVERIFY(rig.waitForRun());
        const auto isShown = [&](const std::vector<std::string> &prefixes) {
            return test::pumpUntil([&] { return rig.canvas().run() == document.run().overlay().on(document.editor()->graph(), prefixes); }, Millis(30000));
        };
        QVERIFY(isShown({""}));
        QVERIFY(rig.canvas().run().nodes.size() == 4 && rig.canvas().run().edges.at("a:out>end:in") == 1);
        QVERIFY(document.editor()->setScope({"body", "a"}));
        QVERIFY(isShown({"a/"}));
        QVERIFY(rig.canvas().run().nodes.size() == 2 && rig.canvas().run().edges.at("a:out>end:in") == 3);
        QVERIFY(document.editor()->setScope({}));
        QVERIFY(isShown({""}));
        // What is edited is looked at with the next that happens to the run.
        document.editor()->move({{"never", QPointF(10, 400)}});
        document.editor()->setNodeMember("a", {"onError"}, json::Value("default"));
        canvas::Picked picked;
        picked.nodes = {"end"};
        document.editor()->remove(picked);
        document.perform(QStringLiteral("run.start"));
        QVERIFY(test::pumpUntil([&] { return document.run().isUnderWay(); }, Millis(30000)) && rig.waitForRun());
        QVERIFY(isShown({""}));
        QVERIFY(!rig.canvas().run().nodes.contains("end") && rig.canvas().run().nodes.size() == 3 && rig.canvas().run().edges.size() == 1);
        document.perform(QStringLiteral("edit.undo"));
        test::pumpPending();
        document.perform(QStringLiteral("run.clear"));
        QVERIFY(test::pumpUntil([&] { return rig.canvas().run().isEmpty(); }, Millis(30000)));
    }

    void foretellsWhatARunCosts()
    {
        const std::string body = "data: {\"id\":\"c\",\"model\":\"gpt-4o-mini\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Ready\"},\"finish_reason\":\"stop\"}]}\n\n"
                                 "data: {\"id\":\"c\",\"choices\":[],\"usage\":{\"prompt_tokens\":1000,\"completion_tokens\":250}}\n\ndata: [DONE]\n\n";
        test::RawServer server([&](test::RawConnection &connection) {
            while (connection.readRequest()) {
                connection.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
            }
        });
        FlowRig rig;
        api::ProviderPutParams house;
        house.id = "house";
        house.kind = api::ProviderKind::OpenAiCompatible;
        house.baseUrl = server.url();
        house.defaultModel = "gpt-4o-mini";
        house.prices = "openai";
        QVERIFY(rig.call<api::ProvidersPut>(house).ok());
        auto &document = rig.openText(R"({"format": "signalbox.flow/1", "id": "asking", "nodes": [{"id": "start", "type": "trigger.manual"},
            {"id": "word", "type": "llm", "config": {"prompt": "A word, please.", "maxTokens": 1000}}], "edges": [{"from": "start", "to": "word"}]})", "asking");
        auto *label = document.findChild<DocumentFooter *>()->forecastLabel();
        QVERIFY(test::pumpUntil([&] { return label->isVisible(); }));
        QVERIFY2(label->text().startsWith(QStringLiteral("A run: at most 0.0006")), qPrintable(label->text()));
        QVERIFY(label->toolTip().contains(QStringLiteral("it has not run yet")));
        document.startRun(json::Value());
        QVERIFY(rig.waitForRun());
        QVERIFY(test::pumpUntil([&] { return label->text() == QStringLiteral("A run: about 0.0003 USD"); }));
        QVERIFY2(label->toolTip().contains(QStringLiteral("that ended well")), qPrintable(label->toolTip()));
        QVERIFY(label->toolTip().contains(QStringLiteral("word: 0.0003 USD")));
        // What it did cost stands on the node that asked.
        QVERIFY(test::pumpUntil([&] { return rig.canvas().run().nodes.contains("word") && rig.canvas().run().nodes.at("word").cost == QStringLiteral("0.0003 USD"); }));
    }

    void asksForTheInputThatAFlowNeeds()
    {
        FlowRig rig;
        std::string text = test::kSmallFlow;
        text.replace(text.find("\"x-mine\""), 8, "\"inputs\": {\"type\": \"object\", \"properties\": {\"name\": {\"type\": \"string\", \"title\": \"Name\"}}, \"required\": [\"name\"]},\n  \"x-mine\"");
        auto &document = rig.openText(text, "small");
        document.perform(QStringLiteral("run.start"));
        auto *dialog = document.window()->findChild<InputDialog *>();
        QVERIFY(dialog);
        auto *field = dialog->findChild<TextField *>();
        QCOMPARE(field->accessibleName(), QStringLiteral("Name"));
        QTest::keyClicks(field, QStringLiteral("Grace"));
        dialog->accept();
        QVERIFY(rig.waitForRun());
        QVERIFY(document.findChild<ResultView *>()->text().contains(QStringLiteral("Hello Grace")));
        // It is remembered: the next run asks no more.
        document.perform(QStringLiteral("run.start"));
        QVERIFY(test::pumpUntil([&] { return document.run().isUnderWay(); }));
        QVERIFY(rig.waitForRun());
        QCOMPARE(document.run().state(), api::RunState::Succeeded);
    }

    void showsWhereItFailed()
    {
        FlowRig rig;
        std::string text = test::kSmallFlow;
        text.replace(text.find("Hello {{ input.name }}"), 22, "{{ input.name.none.none }}");
        auto &document = rig.openText(text, "small");
        document.perform(QStringLiteral("run.start"));
        QVERIFY(rig.waitForRun());
        QCOMPARE(document.run().state(), api::RunState::Failed);
        QVERIFY(test::pumpUntil([&] { return stateOn(rig, "shape") == State::Failed; }));
        QVERIFY(!rig.canvas().run().nodes.at("shape").error.isEmpty());
        QCOMPARE(stateOn(rig, "end"), State::Idle);
    }

    void aFlowThatCannotRunSaysWhy()
    {
        FlowRig rig;
        std::string text = test::kSmallFlow;
        text.replace(text.find("\"type\": \"output\""), 16, "\"type\": \"outputt\"");
        auto &document = rig.openText(text, "small");
        document.perform(QStringLiteral("run.start"));
        QVERIFY(test::pumpUntil([&] { return !rig.messages.isEmpty(); }));
        QVERIFY(!document.run().isUnderWay());
        QVERIFY(document.canPerform(QStringLiteral("run.start")));
    }

    void stops()
    {
        FlowRig rig;
        auto &document = rig.openText(kWaiting, "waiting");
        document.perform(QStringLiteral("run.start"));
        QVERIFY(test::pumpUntil([&] { return stateOn(rig, "shape") == State::Succeeded; }));
        document.perform(QStringLiteral("run.stop"));
        QVERIFY(rig.waitForRun());
        QCOMPARE(document.run().state(), api::RunState::Cancelled);
        QVERIFY(stateOn(rig, "pause") != State::Running);
    }

    void picksUpARunThatGoesOn()
    {
        QTemporaryDir folder;
        std::string run;
        {
            FlowRig rig(folder.path());
            auto &document = rig.openText(kWaiting, "waiting");
            document.perform(QStringLiteral("run.start"));
            QVERIFY(test::pumpUntil([&] { return stateOn(rig, "shape") == State::Succeeded; }));
            run = document.run().id();
        }
        FlowRig rig(folder.path());
        auto &document = rig.open(QStringLiteral("flow:waiting"));
        QVERIFY(test::pumpUntil([&] { return document.run().isUnderWay() && stateOn(rig, "shape") == State::Succeeded; }));
        QCOMPARE(document.run().id(), run);
        QVERIFY(document.canPerform(QStringLiteral("run.stop")));
        document.perform(QStringLiteral("run.stop"));
        QVERIFY(rig.waitForRun());
    }

    // The backend ends under the window and is opened again, as choosing another backend does.
    void followsAgainWhatItLost()
    {
        FlowRig rig;
        auto &document = rig.openText(kWaiting, "waiting");
        document.perform(QStringLiteral("run.start"));
        QVERIFY(test::pumpUntil([&] { return stateOn(rig, "shape") == State::Succeeded; }));
        const auto run = document.run().id();
        rig.link.clear();
        test::await(rig.session->close(), Millis(30000));
        QVERIFY(test::pumpUntil([&] { return document.run().isLost(); }));
        QVERIFY(document.canPerform(QStringLiteral("run.start")));
        QVERIFY(document.canPerform(QStringLiteral("run.stop")));
        session::Options options;
        options.folder = rig.folder().toStdString() + "/data";
        options.samplesFolder = test::sourceDir() + "/resources/samples";
        auto opened = test::await(session::Session::open(options, {}), Millis(30000));
        QVERIFY(opened);
        rig.session = std::move(*opened);
        rig.link.set(&rig.session->client(), QStringLiteral("here"), BackendLink::Reach::Local);
        QVERIFY(test::pumpUntil([&] { return document.run().isUnderWay() && !document.run().isLost(); }));
        QCOMPARE(document.run().id(), run);
        document.perform(QStringLiteral("run.stop"));
        QVERIFY(rig.waitForRun());
        QCOMPARE(document.run().state(), api::RunState::Cancelled);
    }

    void aNumberThatIsNoneIsNotSent()
    {
        FlowRig rig;
        std::string text = test::kSmallFlow;
        text.replace(text.find("\"x-mine\""), 8, "\"inputs\": {\"type\": \"object\", \"properties\": {\"n\": {\"type\": \"integer\", \"title\": \"How many\"}}, \"required\": [\"n\"]},\n  \"x-mine\"");
        auto &document = rig.openText(text, "small");
        document.perform(QStringLiteral("run.startWith"));
        QPointer<InputDialog> dialog = document.window()->findChild<InputDialog *>();
        QVERIFY(dialog);
        dialog->show();
        QWidget *field = dialog->findChild<TextField *>();
        field = field ? field : dialog->findChild<QLineEdit *>();
        QVERIFY(field);
        QTest::keyClicks(field, QStringLiteral("12"));
        QTest::keyClicks(field, QStringLiteral("x"));
        dialog->accept();
        test::pumpPending();
        QVERIFY(dialog && dialog->isVisible());
        QVERIFY(!document.run().hasRun());
        bool said = false;
        for (const auto *label : dialog->findChildren<QLabel *>()) {
            said = said || (label->isVisible() && label->text().contains(QStringLiteral("How many")) && label->text().size() > 10);
        }
        QVERIFY(said);
        QTest::keyClick(field, Qt::Key_Backspace);
        dialog->accept();
        QVERIFY(rig.waitForRun());
    }

    void showsBodiesAndCountsThem()
    {
        FlowRig rig;
        auto &document = rig.openText(kMapping, "mapping");
        document.perform(QStringLiteral("run.start"));
        QVERIFY(rig.waitForRun());
        QCOMPARE(document.run().state(), api::RunState::Succeeded);
        QVERIFY(test::pumpUntil([&] { return rig.canvas().run().nodes.count("each") > 0 && rig.canvas().run().nodes.at("each").count == 5; }));
        QVERIFY(document.editor()->setScope({"body", "each"}));
        QVERIFY(test::pumpUntil([&] { return stateOn(rig, "twice") == State::Succeeded; }));
        QCOMPARE(rig.canvas().run().nodes.at("twice").count, std::int64_t(5));
    }

    void showsWhatAStepGave()
    {
        FlowRig rig;
        auto &document = rig.openText(test::kSmallFlow, "small");
        document.startRun(json::Object{{"name", "Ada"}});
        QVERIFY(rig.waitForRun());
        auto *result = document.findChild<ResultView *>();
        QVERIFY(test::pumpUntil([&] { return result->isVisible(); }));
        rig.canvas().goToNode("shape");
        test::pumpPending();
        QCOMPARE(result->tree()->model()->rowCount(), 1);
        QCOMPARE(result->tree()->model()->index(0, 0).data().toString(), QStringLiteral("greeting"));
        QCOMPARE(result->tree()->model()->index(0, 1).data().toString(), QStringLiteral("Hello Ada"));
    }

    void theDrawerFollowsTheRun()
    {
        FlowRig rig;
        auto &document = rig.openText(kWaiting, "waiting");
        document.showDrawer(FlowDocument::Drawer::Result);
        rig.click("shape");
        auto *result = document.findChild<ResultView *>();
        const auto shown = [&] { return result->tree()->isVisible(); };
        QVERIFY(!shown());
        // What a step gave is there while the run goes on.
        document.perform(QStringLiteral("run.start"));
        QVERIFY(test::pumpUntil(shown));
        QVERIFY(document.run().isUnderWay());
        document.perform(QStringLiteral("run.stop"));
        QVERIFY(rig.waitForRun());
        QVERIFY(shown());
        // Nothing of the run before is left when the next one begins, nor when it is put away.
        document.perform(QStringLiteral("run.start"));
        QVERIFY(test::pumpUntil([&] { return document.run().isUnderWay(); }));
        QVERIFY(!shown());
        QVERIFY(test::pumpUntil(shown));
        document.perform(QStringLiteral("run.stop"));
        QVERIFY(rig.waitForRun());
        document.perform(QStringLiteral("run.clear"));
        QVERIFY(!shown());
    }

    void aLongTextIsShownToItsEnd()
    {
        FlowRig rig;
        auto &document = rig.openText(R"~({"format": "signalbox.flow/1", "id": "words", "nodes": [{"id": "start", "type": "trigger.manual"},
            {"id": "words", "type": "transform", "config": {"expression": "'some words '.repeat(3000) + 'the end'"}}], "edges": [{"from": "start", "to": "words"}]})~", "words");
        document.startRun(json::Value());
        QVERIFY(rig.waitForRun());
        rig.click("words");
        auto *view = document.findChild<ResultView *>()->longText();
        QVERIFY(test::pumpUntil([&] { return view->isVisible() && view->text(); }));
        QCOMPARE(view->text()->bytes.size(), 3000u * 11 + 7);
        QVERIFY(view->text()->longest <= 160);
        view->selectAll();
        QCOMPARE(view->selected(), view->text()->bytes);
        QVERIFY(view->text()->line(view->text()->begins.size() - 1).ends_with("the end"));
    }

    void everyStepOfALongRunIsCounted()
    {
        FlowRig rig;
        std::string text = kMapping;
        text.replace(text.find("{{ [1, 2, 3, 4, 5] }}"), 21, "{{ Array.from({length: 3000}, (_, i) => i) }}");
        auto &document = rig.openText(text, "mapping");
        document.perform(QStringLiteral("run.start"));
        QVERIFY(rig.waitForRun(Millis(120000)));
        QCOMPARE(document.run().state(), api::RunState::Succeeded);
        QVERIFY(document.run().view().steps > 5000);
        QVERIFY(test::pumpUntil([&] { return document.run().overlay().known() == RunOverlay::Known::All; }, Millis(60000)));
        QVERIFY(test::pumpUntil([&] { return rig.canvas().run().nodes.at("each").count == 3000; }));
        QVERIFY(document.editor()->setScope({"body", "each"}));
        QVERIFY(test::pumpUntil([&] { return rig.canvas().run().nodes.contains("out") && rig.canvas().run().nodes.at("out").count == 3000; }));
        QCOMPARE(rig.canvas().run().edges.at("twice:out>out:in"), std::int64_t(3000));
    }

    void findsNodesByWhatTheyGave()
    {
        FlowRig rig;
        auto &document = rig.openText(kMapping, "mapping");
        auto &find = document.canvasPane().findBar();
        document.canvasPane().openFind();
        find.input()->setText(QStringLiteral("8"));
        QCOMPARE(find.countText(), QStringLiteral("Nothing"));
        find.closeBar();
        document.startRun(json::Value());
        QVERIFY(rig.waitForRun());
        document.canvasPane().openFind();
        find.input()->setText(QStringLiteral("4,6,8"));
        QVERIFY(test::pumpUntil([&] { return find.countText() == QStringLiteral("1 of 2"); }));
        QCOMPARE(rig.canvas().selectedIds(), std::vector<std::string>{"each"});
        QVERIFY2(find.whereText().contains(QStringLiteral("4,6,8")), qPrintable(find.whereText()));
        // Names come first, and what stands in a body is found on the node that has it.
        find.input()->setText(QStringLiteral("10"));
        QVERIFY(test::pumpUntil([&] { return !find.whereText().isEmpty(); }));
        find.input()->setText(QStringLiteral("each"));
        QCOMPARE(find.countText(), QStringLiteral("1 of 1"));
        QCOMPARE(find.whereText(), QString());
        find.input()->setText(QStringLiteral("no such thing"));
        QVERIFY(!find.countText().contains(QStringLiteral("of")));
        find.closeBar();
    }
};

SB_GUI_TEST_MAIN(TestFlowRun)
#include "tst_flow_run.moc"
