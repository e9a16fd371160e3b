// SPDX-License-Identifier: GPL-3.0-or-later
// What the canvas costs: canvas/<figure>/<nodes>, each figure as the median of its steps with p99 and the most beside
// it, in milliseconds. A step ends when everything that it causes is painted. 1600x1000, raster, offscreen, with all that
// a running flow shows: ports, icons, texts, states and counts of a run, a selection, the overview. With QT_SCALE_FACTOR
// the names begin with its number: canvas/x2/pan_100/10000.
#include "bench/windows.h"
#include "support/canvas_flows.h"

#include "flow/layered_layout.h"
#include "ui/canvas/canvas_pane.h"
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/layout_job.h"

#include <benchmark/benchmark.h>

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QMouseEvent>

#include <algorithm>
#include <ctime>
#include <functional>
#include <malloc.h>

using namespace signalbox;
using canvas::CanvasView;

namespace {

canvas::Catalogue &catalogue()
{
    static canvas::Catalogue types = test::canvasCatalogue();
    return types;
}

double residentMiB()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toDouble() * 4096 / (1 << 20) : 0;
}

canvas::RunStateMap runOf(const canvas::Scene &scene, int nodes)
{
    canvas::RunStateMap run;
    for (int i = 0; i < nodes; i += 2) {
        canvas::NodeRun state;
        state.state = i % 6 == 0 ? ui::State::Running : ui::State::Succeeded;
        state.durationMs = i;
        run.nodes.emplace("n" + std::to_string(i), state);
    }
    for (std::uint32_t edge = 0; edge < scene.edges().size(); edge += 3) {
        run.edges.emplace(scene.routeKey(edge), edge);
    }
    return run;
}

// One node in a hundred.
std::vector<std::string> selectionOf(int nodes)
{
    std::vector<std::string> ids;
    for (int i = 0; i < nodes; i += 100) {
        ids.push_back("n" + std::to_string(i + i / 100 % 100));
    }
    return ids;
}

struct Stage
{
    ui::Theme theme;
    std::unique_ptr<canvas::FlowEditor> editor;
    std::unique_ptr<canvas::CanvasPane> pane;
    CanvasView *view = nullptr;

    explicit Stage(int nodes, bool show = true) : editor(test::editorFor(test::gridFlow(nodes), catalogue()))
    {
        theme.setSystemLook({ui::Scheme::Light, ui::Contrast::Normal, true});
        pane = std::make_unique<canvas::CanvasPane>(theme);
        view = &pane->view();
        pane->resize(1600, 1000);
        if (show) {
            pane->setEditor(editor.get());
            view->setRun(runOf(view->scene(), nodes));
            view->selectIds(selectionOf(nodes));
            pane->show();
            settle();
        }
    }
    // Everything that is pending is painted.
    static void settle() { QApplication::processEvents(); }
    void actualSize()
    {
        view->setZoom(1, QPointF(800, 500));
        view->finishMotion();
        settle();
    }
};

double processorMs()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

// `cpu_ms`: the mean of processor time a step, which a busy machine disturbs less.
void report(benchmark::State &state, std::vector<double> times, double processor)
{
    state.counters["cpu_ms"] = processor / static_cast<double>(times.size());
    std::sort(times.begin(), times.end());
    state.counters["p50_ms"] = bench::timeAt(times, 0.5);
    state.counters["p99_ms"] = bench::timeAt(times, 0.99);
    state.counters["max_ms"] = times.back();
}

// Runs `step` once an iteration, timed to the end of the painting; `before` it what is not timed.
void steps(benchmark::State &state, const std::function<void(int number)> &step, const std::function<void(int number)> &before = {})
{
    std::vector<double> times;
    int number = 0;
    const double began = processorMs();
    for (auto _ : state) {
        if (before) {
            before(number);
        }
        QElapsedTimer timer;
        timer.start();
        step(number++);
        Stage::settle();
        const double ms = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        times.push_back(ms);
        state.SetIterationTime(ms / 1e3);
    }
    report(state, std::move(times), processorMs() - began);
}

void open(benchmark::State &state)
{
    const int nodes = static_cast<int>(state.range(0));
    const auto text = test::gridFlow(nodes);
    std::vector<double> times;
    double grown = 0;
    double document = 0;
    double processor = 0;
    for (auto _ : state) {
        ui::Theme theme;
        canvas::CanvasPane pane(theme);
        pane.resize(1600, 1000);
        pane.show();
        Stage::settle();
        malloc_trim(0); // what earlier rounds left is not taken for room
        const double empty = residentMiB();
        auto editor = test::editorFor(text, catalogue());
        malloc_trim(0);
        const double before = residentMiB();
        const double began = processorMs();
        QElapsedTimer timer;
        timer.start();
        pane.setEditor(editor.get());
        pane.view().setRun(runOf(pane.view().scene(), nodes));
        Stage::settle();
        const double ms = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        processor += processorMs() - began;
        times.push_back(ms);
        grown = std::max(grown, residentMiB() - before);
        document = std::max(document, before - empty);
        state.SetIterationTime(ms / 1e3);
    }
    report(state, std::move(times), processor);
    state.counters["memory_MiB"] = grown;     // of the canvas
    state.counters["document_MiB"] = document; // of the flow under edit
}

QPoint panStep(int number)
{
    // A long way and back, so that it stays over the flow and new parts come into sight all the time.
    return number / 400 % 2 == 0 ? QPoint(-7, -5) : QPoint(7, 5);
}

void panActual(benchmark::State &state)
{
    Stage stage(static_cast<int>(state.range(0)));
    stage.actualSize();
    steps(state, [&](int number) { stage.view->pan(panStep(number)); });
}

void panFit(benchmark::State &state)
{
    Stage stage(static_cast<int>(state.range(0)));
    steps(state, [&](int number) { stage.view->pan(panStep(number)); });
}

void fullActual(benchmark::State &state)
{
    Stage stage(static_cast<int>(state.range(0)));
    stage.actualSize();
    steps(state, [&](int) { stage.view->repaintAll(); });
}

void fullFit(benchmark::State &state)
{
    Stage stage(static_cast<int>(state.range(0)));
    steps(state, [&](int) { stage.view->repaintAll(); });
}

void zoomSteps(benchmark::State &state)
{
    Stage stage(static_cast<int>(state.range(0)));
    stage.actualSize();
    // Outwards and back; each time from a view at rest, so that nothing is left of the time before.
    steps(
        state, [&](int number) { stage.view->setZoom(stage.view->zoom() * (number / 12 % 2 == 0 ? 1 / 1.1 : 1.1), QPointF(700, 450)); },
        [&](int number) {
            if (number % 12 == 0) {
                stage.view->finishMotion();
                Stage::settle();
            }
        });
}

void mouse(CanvasView &view, QEvent::Type type, QPointF at, Qt::MouseButton button, Qt::MouseButtons buttons)
{
    QMouseEvent event(type, at, view.mapToGlobal(at), button, buttons, Qt::NoModifier);
    QApplication::sendEvent(&view, &event);
}

// One node, or one of a hundred that are selected all over the flow and go with it.
void dragNode(benchmark::State &state, bool selected)
{
    Stage stage(static_cast<int>(state.range(0)));
    stage.actualSize();
    const auto &scene = stage.view->scene();
    const auto ids = stage.view->selectedIds();
    if (selected) {
        stage.view->centerOn(scene.rect(scene.find(ids[ids.size() / 2])).center());
        stage.view->finishMotion();
    }
    // A node near the middle.
    const QRectF middle = stage.view->visibleScene().adjusted(200, 150, -200, -150);
    std::vector<std::uint32_t> near;
    scene.nodesIn(middle, near); // with some around it
    const auto node = std::ranges::find_if(near, [&](std::uint32_t index) { return middle.contains(scene.rect(index).center()) && (std::ranges::find(ids, scene.nodes()[index].id) != ids.end()) == selected; });
    if (node == near.end()) {
        state.SkipWithError("there is no such node in the middle");
        return;
    }
    const QPointF start = stage.view->fromScene(scene.rect(*node).center());
    mouse(*stage.view, QEvent::MouseButtonPress, start, Qt::LeftButton, Qt::LeftButton);
    mouse(*stage.view, QEvent::MouseMove, start + QPointF(12, 0), Qt::NoButton, Qt::LeftButton);
    Stage::settle();
    steps(state, [&](int number) { mouse(*stage.view, QEvent::MouseMove, start + QPointF(20 + number % 90, number % 70), Qt::NoButton, Qt::LeftButton); });
    mouse(*stage.view, QEvent::MouseButtonRelease, start + QPointF(30, 0), Qt::LeftButton, Qt::NoButton);
}

void drag(benchmark::State &state)
{
    dragNode(state, false);
}

void dragSelection(benchmark::State &state)
{
    dragNode(state, true);
}

void hover(benchmark::State &state)
{
    Stage stage(static_cast<int>(state.range(0)));
    stage.actualSize();
    steps(state, [&](int number) { mouse(*stage.view, QEvent::MouseMove, QPointF(200 + number * 13 % 1200, 150 + number * 7 % 700), Qt::NoButton, Qt::NoButton); });
}

// 100 changes of state and the frame that shows them.
void runStates(benchmark::State &state)
{
    const int nodes = static_cast<int>(state.range(0));
    Stage stage(nodes);
    steps(state, [&](int number) {
        for (int i = 0; i < 100; ++i) {
            canvas::NodeRun run;
            run.state = (number + i) % 2 == 0 ? ui::State::Running : ui::State::Succeeded;
            run.durationMs = number;
            stage.view->setNodeRun("n" + std::to_string((number * 100 + i) * 37 % nodes), run);
        }
    });
}

// Most of a chain into a subflow and out again, with a bookmark on each node.
void nest(benchmark::State &state)
{
    const int nodes = static_cast<int>(state.range(0));
    std::string list = R"({"id":"n0","type":"trigger.manual"})";
    std::string edges;
    std::vector<std::string> ids;
    for (int i = 1; i < nodes; ++i) {
        const auto id = "n" + std::to_string(i);
        const auto before = "n" + std::to_string(i - 1);
        list += R"(,{"id":")" + id + R"(","type":"transform","config":{"expression":"nodes.)" + before + R"(.output"}})";
        edges += (i > 1 ? "," : "") + (R"({"from":")" + before + R"(","to":")" + id + "\"}");
        if (i > 1) {
            ids.push_back(id);
        }
    }
    std::vector<double> times;
    const double began = processorMs();
    for (auto _ : state) {
        const auto editor = test::editorFor(R"({"id":"chain","nodes":[)" + list + R"(],"edges":[)" + edges + "]}", catalogue());
        QElapsedTimer timer;
        timer.start();
        editor->setBookmarks(ids, true);
        canvas::Picked picked;
        picked.nodes = ids;
        const auto made = editor->collapse(picked);
        if (!made || !editor->expand(*made)) {
            state.SkipWithError("the nodes cannot be nested");
        }
        const double ms = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        times.push_back(ms);
        state.SetIterationTime(ms / 1e3);
    }
    report(state, std::move(times), processorMs() - began);
}

flow::LayoutGraph layoutGraph(int nodes)
{
    Stage stage(nodes, false);
    canvas::Scene scene;
    scene.load(stage.editor->graph(), catalogue());
    flow::LayoutGraph graph;
    for (std::uint32_t i = 0; i < scene.nodes().size(); ++i) {
        graph.sizes.push_back(scene.rect(i).size());
    }
    for (const auto &edge : scene.edges()) {
        graph.edges.push_back({edge.from, edge.to, 32, 32});
    }
    return graph;
}

void layout(benchmark::State &state)
{
    const auto graph = layoutGraph(static_cast<int>(state.range(0)));
    std::vector<double> times;
    const double began = processorMs();
    for (auto _ : state) {
        QElapsedTimer timer;
        timer.start();
        benchmark::DoNotOptimize(flow::layeredLayout(graph));
        const double ms = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        times.push_back(ms);
        state.SetIterationTime(ms / 1e3);
    }
    report(state, std::move(times), processorMs() - began);
}

// From the question to the places, the program's start with it.
void dotLayout(benchmark::State &state)
{
    const auto graph = layoutGraph(static_cast<int>(state.range(0)));
    canvas::LayoutJob job;
    QEventLoop loop;
    bool byDot = true;
    QObject::connect(&job, &canvas::LayoutJob::finished, &loop, [&](const canvas::LayoutResult &result) {
        byDot = byDot && result.way == canvas::LayoutResult::Way::Dot;
        loop.quit();
    });
    std::vector<double> times;
    const double began = processorMs();
    for (auto _ : state) {
        QElapsedTimer timer;
        timer.start();
        canvas::LayoutRequest request;
        request.graph = graph;
        job.start(std::move(request));
        loop.exec();
        const double ms = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        times.push_back(ms);
        state.SetIterationTime(ms / 1e3);
    }
    if (!byDot) {
        state.SkipWithError("Graphviz did not answer in time");
    }
    report(state, std::move(times), processorMs() - began);
}

// Every second column goes, and what was around it is joined.
void healEverySecond(benchmark::State &state)
{
    const int nodes = static_cast<int>(state.range(0));
    Stage stage(nodes, false);
    std::vector<std::string> gone;
    for (int i = 0; i < nodes; i += 2) {
        gone.push_back("n" + std::to_string(i));
    }
    steps(state, [&](int number) {
        if (number % 2 == 0) {
            stage.editor->removeAndHeal(gone);
        } else {
            stage.editor->undo();
        }
    });
}

// All of them are copied and put in again, under names that are free.
void pasteAll(benchmark::State &state)
{
    const int nodes = static_cast<int>(state.range(0));
    Stage stage(nodes, false);
    canvas::Picked all;
    for (int i = 0; i < nodes; ++i) {
        all.nodes.push_back("n" + std::to_string(i));
    }
    steps(state, [&](int number) {
        if (number % 2 == 0) {
            if (!stage.editor->paste(stage.editor->copyText(all), {})) {
                state.SkipWithError("more than a clipboard may hold");
            }
        } else {
            stage.editor->undo();
        }
    });
}

void reachFromAll(benchmark::State &state)
{
    Stage stage(static_cast<int>(state.range(0)));
    steps(state, [&](int) {
        stage.view->selectAll();
        stage.view->selectUpstream();
        stage.view->selectNone();
    });
}

// A letter more at each key.
void find(benchmark::State &state)
{
    Stage stage(static_cast<int>(state.range(0)));
    const auto text = QStringLiteral("transform");
    steps(state, [&](int number) { stage.view->setFound(stage.view->findNodes(text.left(1 + number % text.size()))); });
}

void add(const char *figure, void (*body)(benchmark::State &), int iterations)
{
    const auto scale = qgetenv("QT_SCALE_FACTOR").toStdString();
    const auto name = "canvas/" + (scale.empty() || scale == "1" ? std::string() : "x" + scale + "/") + figure;
    for (const int nodes : {100, 1000, 5000, 10'000, 50'000}) {
        benchmark::RegisterBenchmark(name.c_str(), body)->Arg(nodes)->Iterations(iterations)->UseManualTime()->Unit(benchmark::kMillisecond);
    }
}

} // namespace

int main(int argc, char **argv)
{
    bench::prepareWindows();
    QApplication application(argc, argv);
    benchmark::Initialize(&argc, argv);
    add("open", open, 7);
    add("pan_100", panActual, 400);
    add("pan_fit", panFit, 400);
    add("full_100", fullActual, 60);
    add("full_fit", fullFit, 60);
    add("zoom", zoomSteps, 120);
    add("drag", drag, 300);
    add("drag_selection", dragSelection, 300);
    add("hover", hover, 400);
    add("run_states", runStates, 60);
    add("layout", layout, 3);
    add("nest", nest, 3);
    add("heal", healEverySecond, 4);
    add("paste", pasteAll, 4);
    add("reach", reachFromAll, 5);
    add("find", find, 9);
    for (const int nodes : {100, 1000}) {
        benchmark::RegisterBenchmark("layout/dot", dotLayout)->Arg(nodes)->Iterations(5)->UseManualTime()->Unit(benchmark::kMillisecond);
    }
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
