// SPDX-License-Identifier: GPL-3.0-or-later
// Takes pictures of a flow with its panes for people to look at: flow_shots FOLDER. It keeps them as flow-*.png.
#include "flow_rig.h"
#include "run_flows.h"
#include "gui/support/pseudo_translator.h"

#include "api/model_calls.h"
#include "ui/canvas/find_bar.h"
#include "ui/flow/diff_view.h"
#include "ui/flow/input_dialog.h"
#include "ui/flow/replay_bar.h"
#include "ui/spec/spec_pane.h"

#include <QDir>
#include <QLineEdit>
#include <QSplitter>

using namespace signalbox;
using namespace signalbox::ui;

namespace {

struct Scene
{
    const char *name;
    Look look = {Scheme::Light, Contrast::Normal, true};
    Qt::LayoutDirection direction = Qt::LeftToRight;
    bool longTexts = false;
    double textScale = 1;
};

void settle(int milliseconds = 250)
{
    test::pumpUntil([] { return false; }, Millis(milliseconds));
}

// Publishes the flow, changes it in every way, and shows what differs.
void compare(test::FlowRig &rig, FlowDocument &document)
{
    document.publish(QStringLiteral("first"));
    test::pumpUntil([&] { return !document.flowId().empty() && !document.isModified() && !rig.messages.isEmpty(); }, Millis(15000));
    auto &editor = *document.editor();
    const auto &scene = document.canvas().scene();
    const QPointF corner = scene.bounds().bottomLeft() + QPointF(40, 40);
    editor.setNodeMember("stock", {"config", "timeout"}, json::Value("9s"));
    editor.move({{"file-back-orders", scene.nodes()[scene.find("file-back-orders")].pos + QPointF(64, 160)}});
    const auto last = scene.nodes().back().id;
    editor.remove({{last}, {}, {}, {}});
    editor.addConnected("merge", corner, {"stock", "out"}, true, "in");
    editor.addNote(QRectF(corner + QPointF(320, 0), QSizeF(224, 96)), QStringLiteral("New **note**"));
    document.perform(QStringLiteral("flow.compare"));
    test::pumpUntil([&] { return document.diff()->isFresh(); }, Millis(15000));
    document.diff()->step(1);
    document.diff()->canvas().zoomToFit();
    document.diff()->canvas().finishMotion();
}

// The settings of steps that have something to choose from, and of several at once.
void shootFields(const QString &folder, const Scene &scene)
{
    test::FlowRig rig;
    rig.theme.setSystemLook(scene.look);
    rig.bench->setFilesFolder(rig.folder() + QStringLiteral("/files"));
    for (const char *id : {"house", "fallback"}) {
        api::ProviderPutParams provider;
        provider.id = id;
        provider.kind = api::ProviderKind::OpenAi;
        provider.defaultModel = "gpt-5-mini";
        if (const auto put = rig.call<api::ProvidersPut>(std::move(provider)); !put) {
            qFatal("%s", put.error().describe().c_str());
        }
    }
    auto &document = rig.openText(kFields, "fields");
    auto &editor = *document.editor();
    editor.setNodeMember("script", {"config", "code"},
                         json::Value("// What is sold, by article.\nconst sums = new Map();\nfor (const item of input.items) {\n  const name = item.name ?? `unknown ${item.id}`;\n  sums.set(name, (sums.get(name) ?? 0) + item.price);\n}\n"
                                     "/* Sorted,\n   the best first. */\nreturn [...sums].sort((a, b) => b[1] - a[1]);"));
    editor.setNodeMember("call", {"retry"}, json::Object{{"attempts", 3}, {"initial", "2s"}});
    editor.setNodeMember("call", {"config", "headers"}, json::Object{{"Accept", "text/html"}});
    const auto twin = editor.addNode("http.request", QPointF(0, 600), editor.node("call")->at("config").get_object());
    editor.setNodeMember(twin, {"retry"}, editor.node("call")->at("retry"));
    editor.setNodeMember("call", {"retry", "attempts"}, json::Value(5));
    editor.setNodeMember("call", {"config", "headers", "Accept"}, json::Value("text/plain"));
    Inspector inspector(rig.theme);
    inspector.resize(380, 920);
    inspector.setDocument(&document);
    inspector.show();
    const auto keep = [&](const char *what) {
        settle(500);
        inspector.grab().save(QStringLiteral("%1/fields-%2-%3.png").arg(folder, QString::fromLatin1(scene.name), QString::fromLatin1(what)));
    };
    for (const char *node : {"ask", "read", "script"}) {
        document.canvas().selectIds({node});
        keep(node);
    }
    document.canvas().selectIds({"call", twin});
    keep("several");
    document.canvas().selectNone();
    keep("flow");
    inspector.setDocument(nullptr);
}

void shoot(const QString &folder, const Scene &scene)
{
    test::PseudoTranslator translator;
    if (scene.longTexts) {
        qApp->installTranslator(&translator);
    }
    qApp->setLayoutDirection(scene.direction);
    {
        test::FlowRig rig;
        rig.theme.setSystemLook(scene.look);
        LookChoice choice;
        choice.textScale = scene.textScale;
        rig.theme.setChoice(choice);
        QSplitter window(Qt::Horizontal);
        window.resize(1560, 920);
        const auto keep = [&](const char *what) {
            settle();
            window.grab().save(QStringLiteral("%1/flow-%2-%3.png").arg(folder, QString::fromLatin1(scene.name), QString::fromLatin1(what)));
        };
        auto &document = rig.open(QStringLiteral("sample:order-pipeline"));
        auto *spec = new SpecPane(*rig.bench);
        auto *inspector = new Inspector(rig.theme);
        window.addWidget(spec);
        window.addWidget(&document);
        window.addWidget(inspector);
        window.setSizes({360, 860, 340});
        window.show();
        spec->setDocument(&document);
        inspector->setDocument(&document);
        settle(500);
        keep("overview");
        document.canvas().goToNode("stock");
        document.canvas().finishMotion();
        keep("node");
        if (!scene.longTexts && scene.textScale == 1) {
            document.canvas().selectIds({"stock", "file-back-orders"});
            keep("nodes");
        }
        document.editor()->setNodeMember("stock", {"config", "url"}, json::Value("{{ vars.service + }}/stock"));
        document.editor()->setNodeMember("stock", {"config", "maxBytes"}, json::Value(0));
        document.canvas().goToNode("stock");
        document.perform(QStringLiteral("flow.validate"));
        settle(700);
        keep("problems");
        document.perform(QStringLiteral("edit.undo"));
        document.perform(QStringLiteral("edit.undo"));
        document.editor()->setEdgeCondition(1, QStringLiteral("output ==="));
        document.perform(QStringLiteral("flow.validate"));
        settle(700);
        document.perform(QStringLiteral("edit.nextProblem"));
        document.canvas().finishMotion();
        keep("edge-problem");
        document.canvas().selectNone();
        keep("edge-problem-beside");
        document.perform(QStringLiteral("edit.undo"));
        document.editor()->setNodeMember("stock", {"config", "url"}, json::Value("http://127.0.0.1:9/stock"));
        document.canvas().selectNone();
        document.perform(QStringLiteral("run.start"));
        test::pumpUntil([&] { return document.run().hasRun() && !document.run().isUnderWay(); }, Millis(15000));
        settle(600);
        keep("failed");
        // Back to where half of it had happened, with what a step's templates give there.
        document.perform(QStringLiteral("run.overTime"));
        test::pumpUntil([&] { return document.isReplaying(); }, Millis(15000));
        for (auto left = document.replayBar()->track()->size() / 2; left > 0; --left) {
            document.replayBar()->step(-1);
        }
        document.canvas().goToNode("stock");
        settle(900);
        keep("over-time");
        document.canvas().finishMotion();
        document.perform(QStringLiteral("edit.find"));
        document.canvasPane().findBar().input()->setText(QStringLiteral("127.0.0.1"));
        settle(900);
        keep("found");
        document.canvasPane().findBar().closeBar();
        document.perform(QStringLiteral("run.clear"));
        document.canvas().selectIds({"stock"});
        document.perform(QStringLiteral("edit.bookmark"));
        document.canvas().selectNone();
        compare(rig, document);
        keep("compared");
        document.exportTo(QStringLiteral("%1/flow-%2.svg").arg(folder, QString::fromLatin1(scene.name)));
        settle(400);
        // The rig has the document; the window must not take it along.
        window.hide();
        document.setParent(nullptr);
    }
    qApp->removeTranslator(&translator);
}

} // namespace

int main(int argc, char **argv)
{
    return test::runGui(argc, argv, [](int count, char **values) {
        const QString folder = count > 1 ? QString::fromLocal8Bit(values[1]) : QStringLiteral(".");
        QDir().mkpath(folder);
        const QString only = count > 2 ? QString::fromLocal8Bit(values[2]) : QString();
        const Scene scenes[] = {
            {"light", {Scheme::Light, Contrast::Normal, true}, Qt::LeftToRight, false, 1},
            {"dark", {Scheme::Dark, Contrast::Normal, true}, Qt::LeftToRight, false, 1},
            {"contrast", {Scheme::Dark, Contrast::High, true}, Qt::LeftToRight, false, 1},
            {"rtl", {Scheme::Light, Contrast::Normal, true}, Qt::RightToLeft, false, 1},
            {"long", {Scheme::Light, Contrast::Normal, true}, Qt::LeftToRight, true, 1},
            {"large", {Scheme::Light, Contrast::Normal, true}, Qt::LeftToRight, false, 2},
        };
        for (const auto &scene : scenes) {
            if (only.isEmpty() || only == QLatin1String(scene.name)) {
                shoot(folder, scene);
                if (!scene.longTexts && scene.textScale == 1) {
                    shootFields(folder, scene);
                }
            }
        }
        return 0;
    });
}
