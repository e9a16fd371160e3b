// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of the canvas in every situation, kept under shots in the build folder for people to look at. The test
// itself holds only that each shows something.
#include "scenes.h"
#include "support/canvas_flows.h"
#include "support/gui_test.h"

#include "ui/canvas/canvas_view.h"
#include "ui/canvas/node_palette.h"

#include <QDir>
#include <QFile>
#include <QListWidget>
#include <QPainter>

using namespace signalbox;
using canvas::CanvasView;

namespace {

std::string sample(const char *name)
{
    QFile file(QString::fromStdString(test::sourceDir()) + QStringLiteral("/resources/samples/") + QString::fromLatin1(name) + QStringLiteral("/flow.json"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

canvas::RunStateMap runOf(const canvas::FlowEditor &editor, bool failed)
{
    canvas::RunStateMap run;
    const auto &nodes = json::find(editor.graph(), "nodes")->get_array();
    int i = 0;
    for (const auto &node : nodes) {
        const std::string id(json::text(node.get_object(), "id"));
        canvas::NodeRun state;
        state.durationMs = 3.0 + i * 41;
        if (i < 7) {
            state.state = ui::State::Succeeded;
            state.count = i == 4 ? 128 : 1;
        } else if (i == 7) {
            state.state = failed ? ui::State::Failed : ui::State::Running;
            state.progress = failed ? -1 : 0.6;
            state.attempt = failed ? 3 : 1;
        } else if (i == 8) {
            state.state = failed ? ui::State::Cancelled : ui::State::Waiting;
        } else if (i == 9) {
            state.state = failed ? ui::State::InDoubt : ui::State::Queued;
            state.durationMs = 0;
        } else if (i == 11) {
            state.state = ui::State::Skipped;
            state.durationMs = 0;
        } else {
            state.durationMs = 0;
        }
        run.nodes.emplace(id, state);
        ++i;
    }
    run.edges["start:out>first-page:in"] = 1200;
    return run;
}

} // namespace

class TestCanvasShots : public SignalboxTest
{
    Q_OBJECT

    canvas::Catalogue m_catalogue = test::canvasCatalogue();

    void shoot(const char *name, CanvasView &view, double ratio = 1)
    {
        view.finishMotion();
        QDir folder(QString::fromStdString(test::binDir()) + QStringLiteral("/../shots"));
        QVERIFY(folder.mkpath(QStringLiteral(".")));
        const QImage image = ratio == 1 ? view.grab().toImage() : view.picture(view.visibleScene(), view.zoom() * ratio, ratio);
        QVERIFY(image.save(folder.filePath(QStringLiteral("canvas-%1.png").arg(QString::fromLatin1(name)))));
        int colours = 0;
        QRgb last = 0;
        for (int x = 0; x < image.width(); x += 3) {
            const QRgb pixel = image.pixel(x, image.height() / 2);
            colours += pixel != last ? 1 : 0;
            last = pixel;
        }
        QVERIFY2(colours > 1, name);
    }

    struct Stage
    {
        ui::Theme theme;
        std::unique_ptr<canvas::FlowEditor> editor;
        std::unique_ptr<CanvasView> view;
    };

    std::unique_ptr<Stage> stage(const std::string &text, bool dark = false, bool contrast = false)
    {
        auto result = std::make_unique<Stage>();
        result->theme.setSystemLook({dark ? ui::Scheme::Dark : ui::Scheme::Light, contrast ? ui::Contrast::High : ui::Contrast::Normal, true});
        result->editor = test::editorFor(text, m_catalogue);
        result->view = std::make_unique<CanvasView>(result->theme);
        result->view->resize(1600, 1000);
        result->view->setEditor(result->editor.get());
        result->view->show();
        test::pumpPending();
        return result;
    }

private Q_SLOTS:
    void samples()
    {
        auto at = stage(sample("order-pipeline"));
        shoot("sample-light", *at->view);
        at->view->zoomActual();
        shoot("sample-100", *at->view);
        at->view->setRun(runOf(*at->editor, false));
        shoot("running", *at->view);
        at->view->setRun(runOf(*at->editor, true));
        shoot("failed", *at->view);
        at->view->zoomToFit();
        shoot("failed-fit", *at->view);
    }

    void darkSample()
    {
        auto at = stage(sample("support-triage"), true);
        shoot("sample-dark", *at->view);
        at->view->setRun(runOf(*at->editor, false));
        at->view->zoomActual();
        shoot("running-dark", *at->view);
    }

    void rich()
    {
        auto at = stage(kRich);
        at->view->setProblems({{QStringLiteral("odd"), {canvas::Problem::Severity::Error, QStringLiteral("No such type")}},
                               {QStringLiteral("bill"), {canvas::Problem::Severity::Warning, QStringLiteral("No model")}}});
        shoot("rich-light", *at->view);
        at->view->selectIds({"page", "bill"});
        shoot("rich-selected", *at->view);
        shoot("rich-200", *at->view, 2);
        at->view->setZoom(3, QPointF(900, 450));
        shoot("rich-zoom-300", *at->view);
        auto dark = stage(kRich, true);
        shoot("rich-dark", *dark->view);
        auto high = stage(kRich, false, true);
        shoot("rich-contrast", *high->view);
        auto highDark = stage(kRich, true, true);
        highDark->view->setRun(runOf(*highDark->editor, true));
        shoot("rich-contrast-dark", *highDark->view);
    }

    void scales()
    {
        auto at = stage(test::gridFlow(10'000));
        shoot("10k-fit", *at->view);
        at->view->setZoom(0.15, QPointF(800, 500));
        shoot("10k-15", *at->view);
        at->view->setZoom(0.3, QPointF(800, 500));
        shoot("10k-30", *at->view);
        at->view->setZoom(0.45, QPointF(800, 500));
        shoot("10k-45", *at->view);
        at->view->setZoom(1, QPointF(800, 500));
        shoot("10k-100", *at->view);
        auto dark = stage(test::gridFlow(300), true);
        shoot("dense-dark", *dark->view);
    }

    void texts()
    {
        auto at = stage(longLabels());
        shoot("long-labels", *at->view);
        at->view->setLayoutDirection(Qt::RightToLeft);
        shoot("right-to-left", *at->view);
    }

    void empty()
    {
        auto at = stage("{\"nodes\":[],\"edges\":[]}");
        shoot("empty", *at->view);
        QTest::keyClicks(at->view.get(), QStringLiteral("re"));
        QVERIFY(at->view->palettePopup());
        QVERIFY(at->view->palettePopup()->list()->count() > 0);
        at->view->palettePopup()->grab().save(QString::fromStdString(test::binDir()) + QStringLiteral("/../shots/canvas-palette.png"));
        at->view->palettePopup()->hide();
    }
};

SB_GUI_TEST_MAIN(TestCanvasShots)
#include "tst_canvas_shots.moc"
