// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of the canvas in every situation, kept under shots in the build folder for people to look at. The test holds
// what a picture must show: the background around, something on every node, and what tells one situation from another.
#include "scenes.h"
#include "support/canvas_flows.h"
#include "support/gui_test.h"

#include "ui/canvas/canvas_view.h"
#include "ui/canvas/layout_job.h"
#include "ui/canvas/node_palette.h"

#include <QDir>
#include <QFile>
#include <QListWidget>
#include <QPainter>

#include <set>

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

    struct Stage
    {
        ui::Theme theme;
        std::unique_ptr<canvas::FlowEditor> editor;
        std::unique_ptr<CanvasView> view;
    };

    static bool isLike(QRgb a, const QColor &b)
    {
        return std::abs(qRed(a) - b.red()) <= 2 && std::abs(qGreen(a) - b.green()) <= 2 && std::abs(qBlue(a) - b.blue()) <= 2;
    }

    /// How many pixels have that colour, nearly.
    static int count(const QImage &image, const QColor &colour)
    {
        int found = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                found += isLike(image.pixel(x, y), colour) ? 1 : 0;
            }
        }
        return found;
    }

    /// The part of the pixels that differ, from 0 to 1.
    static double difference(const QImage &a, const QImage &b)
    {
        if (a.size() != b.size()) {
            return 1;
        }
        qint64 other = 0;
        for (int y = 0; y < a.height(); ++y) {
            for (int x = 0; x < a.width(); ++x) {
                other += a.pixel(x, y) != b.pixel(x, y) ? 1 : 0;
            }
        }
        return double(other) / (double(a.width()) * a.height());
    }

    QImage shoot(const char *name, Stage &at, double ratio = 1)
    {
        auto &view = *at.view;
        view.finishMotion();
        const QDir folder(QString::fromStdString(test::binDir()) + QStringLiteral("/../shots"));
        const QImage image = (ratio == 1 ? view.grab().toImage() : view.picture(view.visibleScene(), view.zoom() * ratio, ratio)).convertToFormat(QImage::Format_RGB32);
        const double scale = ratio == 1 ? view.devicePixelRatioF() : ratio;
        const QString scaled = view.devicePixelRatioF() == 1 ? QString() : QStringLiteral("x%1-").arg(view.devicePixelRatioF());
        if (!folder.mkpath(QStringLiteral(".")) || !image.save(folder.filePath(QStringLiteral("canvas-%1%2.png").arg(scaled, QString::fromLatin1(name))))) {
            qFatal("the picture %s cannot be kept", name);
        }
        // Behind the flow there is the canvas, and it shows between the nodes.
        const QColor background = at.theme.color(ui::Role::Canvas);
        if (const int seen = count(image, background); seen < image.width() * image.height() / 50) {
            m_wrong << QStringLiteral("%1: little of the background is seen (%2 pixels)").arg(QString::fromLatin1(name)).arg(seen);
        }
        // Every node that is seen whole is painted, and has a text on it where there is room for one.
        const QRectF whole(QPointF(), QSizeF(view.size()));
        int nodes = 0;
        for (const auto &node : view.scene().nodes()) {
            const QRectF scene = view.scene().rect(view.scene().find(node.id));
            const QRectF seen(view.fromScene(scene.topLeft()), view.fromScene(scene.bottomRight()));
            if (!whole.contains(seen) || seen.width() < 3 || ++nodes > 40) {
                continue;
            }
            const QRect box = QRectF(seen.topLeft() * scale, seen.size() * scale).toAlignedRect() & image.rect();
            std::set<QRgb> colours;
            int blank = 0;
            int all = 0;
            for (int y = box.top(); y <= box.bottom(); ++y) {
                for (int x = box.left(); x <= box.right(); ++x) {
                    colours.insert(image.pixel(x, y));
                    blank += isLike(image.pixel(x, y), background) ? 1 : 0;
                    ++all;
                }
            }
            if (blank > all - all / 50 || (seen.width() > 120 && colours.size() < 8)) {
                m_wrong << QStringLiteral("%1: the node %2 is not painted (%3 colours)").arg(QString::fromLatin1(name), QString::fromStdString(node.id)).arg(colours.size());
            }
        }
        if (!view.scene().nodes().empty() && nodes == 0 && view.zoom() > 0.2) {
            m_wrong << QStringLiteral("%1: no node is seen").arg(QString::fromLatin1(name));
        }
        return image;
    }

    QStringList m_wrong;
    void tearDown() override { QVERIFY2(m_wrong.isEmpty(), qPrintable(std::exchange(m_wrong, {}).join(QStringLiteral("; ")))); }

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
        shoot("sample-light", *at);
        at->view->zoomActual();
        // Where something runs, or fails.
        at->view->centerOn(at->view->scene().rect(7).center());
        const auto plain = shoot("sample-100", *at);
        at->view->setRun(runOf(*at->editor, false));
        const auto running = shoot("running", *at);
        QVERIFY(difference(plain, running) > 0.001);
        at->view->setRun(runOf(*at->editor, true));
        const auto failed = shoot("failed", *at);
        QVERIFY(difference(running, failed) > 0.0005);
        // What failed, and what is in doubt, stand out by their own colours.
        const auto danger = at->theme.state(ui::State::Failed).color;
        QVERIFY2(count(failed, danger) > count(plain, danger) + 20, qPrintable(QString::number(count(failed, danger))));
        at->view->zoomToFit();
        shoot("failed-fit", *at);
    }

    void darkSample()
    {
        auto light = stage(sample("support-triage"));
        auto at = stage(sample("support-triage"), true);
        const auto dark = shoot("sample-dark", *at);
        QVERIFY(difference(dark, shoot("sample-bright", *light)) > 0.9);
        QVERIFY(qGray(dark.pixel(2, 2)) < 80);
        at->view->setRun(runOf(*at->editor, false));
        at->view->zoomActual();
        shoot("running-dark", *at);
    }

    void rich()
    {
        auto at = stage(kRich);
        const auto sound = shoot("rich-sound", *at);
        at->view->setProblems({{QStringLiteral("odd"), {canvas::Problem::Severity::Error, QStringLiteral("No such type")}},
                               {QStringLiteral("bill"), {canvas::Problem::Severity::Warning, QStringLiteral("No model")}}});
        const auto light = shoot("rich-light", *at);
        QVERIFY(difference(sound, light) > 0.00005);
        at->view->selectIds({"page", "bill"});
        const auto selected = shoot("rich-selected", *at);
        const auto accent = at->theme.color(ui::Role::Accent);
        QVERIFY2(count(selected, accent) > count(light, accent) + 100, qPrintable(QStringLiteral("%1 after %2").arg(count(selected, accent)).arg(count(light, accent))));
        const auto twice = shoot("rich-200", *at, 2);
        QVERIFY(twice.width() >= 2 * at->view->width() - 2);
        at->view->setZoom(3, QPointF(900, 450));
        shoot("rich-zoom-300", *at);
        auto dark = stage(kRich, true);
        QVERIFY(difference(light, shoot("rich-dark", *dark)) > 0.9);
        auto high = stage(kRich, false, true);
        QVERIFY(difference(light, shoot("rich-contrast", *high)) > 0.01);
        auto highDark = stage(kRich, true, true);
        highDark->view->setRun(runOf(*highDark->editor, true));
        shoot("rich-contrast-dark", *highDark);
    }

    void arranged()
    {
        const auto arrange = [this](const char *name, const std::string &text, bool dark, bool byDot) {
            auto at = stage(text, dark);
            canvas::DotProgram program;
            program.deadline = std::chrono::minutes(1);
            program.mostNodes = byDot ? program.mostNodes : 0;
            at->view->setDotProgram(program);
            at->view->arrange();
            if (!QTest::qWaitFor([&] { return at->editor->canUndo(); }, 60'000)) {
                m_wrong << QStringLiteral("%1: nothing was arranged").arg(QString::fromLatin1(name));
            }
            at->view->zoomToFit();
            return shoot(name, *at);
        };
        arrange("arranged-rich-light", kRich, false, true);
        arrange("arranged-rich-dark", kRich, true, true);
        arrange("arranged-rich-columns", kRich, false, false);
        arrange("arranged-60", test::gridFlow(60), false, true);
        arrange("arranged-60-columns", test::gridFlow(60), false, false);
        arrange("arranged-order", sample("order-pipeline"), true, true);
    }

    void scales()
    {
        auto at = stage(test::gridFlow(10'000));
        shoot("10k-fit", *at);
        at->view->setZoom(0.15, QPointF(800, 500));
        shoot("10k-15", *at);
        at->view->setZoom(0.3, QPointF(800, 500));
        shoot("10k-30", *at);
        at->view->setZoom(0.45, QPointF(800, 500));
        shoot("10k-45", *at);
        at->view->setZoom(1, QPointF(800, 500));
        shoot("10k-100", *at);
        auto dark = stage(test::gridFlow(300), true);
        shoot("dense-dark", *dark);
    }

    void texts()
    {
        auto at = stage(longLabels());
        shoot("long-labels", *at);
        const auto before = shoot("left-to-right", *at);
        at->view->setLayoutDirection(Qt::RightToLeft);
        QVERIFY(difference(before, shoot("right-to-left", *at)) > 0.001);
    }

    void empty()
    {
        auto at = stage("{\"nodes\":[],\"edges\":[]}");
        shoot("empty", *at);
        QVERIFY(at->view->scene().nodes().empty());
        auto first = stage(R"({"nodes":[{"id":"start","type":"trigger.manual"}],"edges":[],"layout":{"nodes":{"start":[0,0]}}})");
        shoot("first-node", *first);
        QTest::keyClicks(at->view.get(), QStringLiteral("re"));
        QVERIFY(at->view->palettePopup());
        QVERIFY(at->view->palettePopup()->list()->count() > 0);
        at->view->palettePopup()->grab().save(QString::fromStdString(test::binDir()) + QStringLiteral("/../shots/canvas-palette.png"));
        at->view->palettePopup()->hide();
    }
};

SB_GUI_TEST_MAIN(TestCanvasShots)
#include "tst_canvas_shots.moc"
