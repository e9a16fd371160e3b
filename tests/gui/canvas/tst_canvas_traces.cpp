// SPDX-License-Identifier: GPL-3.0-or-later
// What moves above the flow leaves no trace: the window is as if all of it had been painted anew.
#include "support/canvas_flows.h"
#include "support/gui_test.h"

#include "ui/canvas/canvas_view.h"

#include <QScreen>

using namespace signalbox;
using canvas::CanvasView;

// Smoothed lines that are cut in another place are shaded a little otherwise.
constexpr int kShade = 8;

class TestCanvasTraces : public SignalboxTest
{
    Q_OBJECT

    struct Stage
    {
        explicit Stage(double zoom)
            : editor(test::editorFor(test::gridFlow(400), types()))
        {
            theme.setSystemLook({ui::Scheme::Light, ui::Contrast::Normal, true});
            view = std::make_unique<CanvasView>(theme);
            view->resize(900, 600);
            view->setEditor(editor.get());
            view->show();
            if (!QTest::qWaitForWindowExposed(view.get(), 30000)) {
                qFatal("the window does not come up");
            }
            // Every edge with its count.
            canvas::RunStateMap run;
            for (std::uint32_t edge = 0; edge < view->scene().edges().size(); ++edge) {
                run.edges[view->scene().routeKey(edge)] = 1234;
            }
            for (const auto &node : view->scene().nodes()) {
                run.nodes[node.id].state = ui::State::Succeeded;
            }
            view->setRun(run);
            // About a node in the middle of the flow, which has edges.
            const QPointF node = view->fromScene(view->scene().rect(view->scene().find("n210")).center());
            view->setZoom(zoom, node);
            view->pan((QPointF(450, 300) - view->fromScene(view->scene().rect(view->scene().find("n210")).center())).toPoint());
            view->finishMotion();
            test::pumpPending();
        }
        ~Stage() { view->setEditor(nullptr); }
        static const canvas::Catalogue &types()
        {
            static const canvas::Catalogue catalogue = test::canvasCatalogue();
            return catalogue;
        }
        void mouse(QEvent::Type type, QPointF at, Qt::MouseButton button, Qt::MouseButtons buttons) const
        {
            QMouseEvent event(type, at, view->mapToGlobal(at), button, buttons, Qt::NoModifier);
            QApplication::sendEvent(view.get(), &event);
        }
        QImage shown() const
        {
            test::pumpPending();
            return view->screen()->grabWindow(view->winId()).toImage();
        }
        // Whether it is the same when all of it is painted.
        bool isWhole() const
        {
            const auto before = shown();
            view->update();
            return !before.isNull() && test::farthest(shown(), before) <= kShade;
        }
        // A node near the middle.
        QPointF someNode() const
        {
            const auto &scene = view->scene();
            for (const auto &node : scene.nodes()) {
                const QPointF at = view->fromScene(scene.rect(scene.find(node.id)).center());
                if (QRectF(100, 80, 700, 440).contains(at) && !scene.edgesOf(scene.find(node.id)).empty()) {
                    return at;
                }
            }
            qFatal("no node is in the middle");
        }

        ui::Theme theme;
        std::unique_ptr<canvas::FlowEditor> editor;
        std::unique_ptr<CanvasView> view;
    };

    static void addZooms()
    {
        QTest::addColumn<double>("zoom");
        QTest::addRow("100 %%") << 1.0;
        QTest::addRow("47 %%") << 0.47;
        QTest::addRow("170 %%") << 1.7;
        QTest::addRow("350 %%") << 3.5;
    }

private Q_SLOTS:
    void whereThePointerWas_data() { addZooms(); }
    void whereThePointerWas()
    {
        QFETCH(const double, zoom);
        Stage stage(zoom);
        for (int i = 0; i < 60; ++i) {
            stage.mouse(QEvent::MouseMove, QPointF(20 + i * 53 % 860, 20 + i * 37 % 560), Qt::NoButton, Qt::NoButton);
            QVERIFY2(stage.isWhole(), qPrintable(QStringLiteral("step %1").arg(i)));
        }
    }

    void whatIsDragged_data() { addZooms(); }
    void whatIsDragged()
    {
        QFETCH(const double, zoom);
        Stage stage(zoom);
        for (const bool many : {false, true}) {
            if (many) {
                stage.view->selectAll();
            }
            const QPointF start = stage.someNode();
            stage.mouse(QEvent::MouseButtonPress, start, Qt::LeftButton, Qt::LeftButton);
            for (int i = 0; i < 40; ++i) {
                stage.mouse(QEvent::MouseMove, start + QPointF(i * 17 % 300 - 150, i * 11 % 200 - 100), Qt::NoButton, Qt::LeftButton);
                QVERIFY2(stage.isWhole(), qPrintable(QStringLiteral("step %1").arg(i)));
            }
            QTest::keyClick(stage.view.get(), Qt::Key_Escape);
            stage.mouse(QEvent::MouseButtonRelease, start, Qt::LeftButton, Qt::NoButton);
            QVERIFY(stage.isWhole());
        }
    }

    void whatARunChanges_data() { addZooms(); }
    void whatARunChanges()
    {
        QFETCH(const double, zoom);
        Stage stage(zoom);
        for (int i = 0; i < 60; ++i) {
            canvas::RunChanges changes;
            canvas::NodeRun run;
            run.state = i % 3 == 0 ? ui::State::Running : i % 3 == 1 ? ui::State::Succeeded : ui::State::Failed;
            run.durationMs = i;
            changes.nodes.emplace_back("n" + std::to_string(i * 37 % 400), i % 7 == 0 ? std::nullopt : std::optional(run));
            const auto &scene = stage.view->scene();
            const auto index = static_cast<std::uint32_t>(i) * 53 % static_cast<std::uint32_t>(scene.edges().size());
            const auto &edge = scene.edges()[index];
            changes.edges.push_back({scene.nodes()[edge.from].id, scene.nodes()[edge.to].id, scene.routeKey(index), i % 5});
            stage.view->changeRun(changes);
            QVERIFY2(stage.isWhole(), qPrintable(QStringLiteral("step %1").arg(i)));
        }
        const auto shown = stage.shown();
        stage.view->repaintAll();
        QCOMPARE_LE(test::farthest(stage.shown(), shown), kShade);
    }

    void whatIsStretchedWhileTheScaleChanges()
    {
        Stage stage(1.0);
        const auto rough = [&] { return stage.shown().scaled(45, 30, Qt::IgnoreAspectRatio, Qt::SmoothTransformation); };
        for (int i = 0; i < 60; ++i) {
            // Outwards, aside, inwards, while something changes.
            stage.view->setZoom(stage.view->zoom() * (i % 20 < 12 ? 0.9 : 1.15), QPointF(i * 53 % 860, i * 37 % 560));
            if (i % 3 == 0) {
                stage.view->pan(QPoint(i % 2 ? 31 : -23, 17));
            }
            if (i % 4 == 0) {
                canvas::RunChanges changes;
                canvas::NodeRun run;
                run.state = ui::State::Failed;
                changes.nodes.emplace_back("n" + std::to_string(i * 37 % 400), run);
                stage.view->changeRun(changes);
            }
            test::pumpPending();
            if (i % 10 == 5) {
                // Stretched it looks like what is painted at this scale, from a little afar.
                const auto stretched = rough();
                stage.view->finishMotion();
                const int off = test::farthest(rough(), stretched);
                QVERIFY2(off < 60, qPrintable(QStringLiteral("step %1: %2").arg(i).arg(off)));
            }
        }
        stage.view->finishMotion();
        const auto shown = stage.shown();
        stage.view->repaintAll();
        QCOMPARE_LE(test::farthest(stage.shown(), shown), kShade);
    }
};

SB_GUI_TEST_MAIN(TestCanvasTraces)
#include "tst_canvas_traces.moc"
