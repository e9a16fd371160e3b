// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/layout_job.h"

#include "base/child_process.h"
#include "base/executor.h"
#include "base/task_scope.h"
#include "flow/dot_layout.h"

#include <QCoreApplication>
#include <QMetaObject>
#include <QPointer>

#include <algorithm>
#include <functional>

namespace signalbox::canvas {

namespace {

using Way = LayoutResult::Way;

constexpr std::size_t kMostAnswer = 32u << 20;
constexpr std::uint64_t kMostMemory = 2ull << 30;

// Fills in the places by dot; else says why not.
Task<void> placeByDot(LayoutResult *result, DotProgram program, Clock *clock, std::stop_token stop)
{
    const auto &graph = result->request.graph;
    if (graph.sizes.size() > program.mostNodes || graph.edges.size() > program.mostEdges) {
        result->way = Way::TooMany;
        co_return;
    }
    ChildRun run;
    run.input = flow::dotRequest(graph);
    if (run.input.empty()) {
        result->way = Way::Simple;
        co_return;
    }
    run.child.program = program.program;
    run.child.arguments = {"-Tjson0"};
    run.child.limits.addressSpace = kMostMemory;
    run.time = program.deadline;
    run.grace = Millis(0);
    run.outputBytes = kMostAnswer;
    auto ended = co_await runChild(std::move(run), *clock, stop);
    if (!ended) {
        const auto &code = ended.error().code;
        result->way = code == "child.notFound" ? Way::Missing : code == "child.timeout" ? Way::TooLong : Way::Failed;
        result->trouble = std::move(ended).error();
        co_return;
    }
    if (!ended->exit.succeeded()) {
        result->way = Way::Failed;
        const auto said = ended->errors.substr(0, std::min<std::size_t>(ended->errors.find('\n'), 200));
        result->trouble = Error("layout.failed", said); // in its own words
        co_return;
    }
    auto places = flow::readDotPlaces(ended->output, graph);
    if (!places) {
        result->way = Way::Failed;
        result->trouble = std::move(places).error();
        co_return;
    }
    result->way = Way::Dot;
    result->places = std::move(*places);
}

// `stop` is looked at, from any thread; `end` wakes what waits for dot, on this one.
Task<void> layOut(LayoutRequest request, DotProgram program, Clock *clock, std::function<void(LayoutResult)> done, std::stop_token stop, std::stop_token end)
{
    LayoutResult result;
    result.request = std::move(request);
    if (result.request.purpose == LayoutRequest::Purpose::Edit) {
        co_await placeByDot(&result, std::move(program), clock, end);
    }
    if (result.way != Way::Dot && !stop.stop_requested()) {
        auto places = flow::layeredLayout(result.request.graph, {}, stop);
        if (!places) {
            co_return;
        }
        result.places = std::move(*places);
    }
    if (stop.stop_requested()) {
        co_return;
    }
    result.boxes = flow::groupBoxes(result.request.graph, result.places);
    for (auto &place : result.places) {
        place += result.request.origin;
    }
    for (auto &box : result.boxes) {
        box.translate(result.request.origin);
    }
    done(std::move(result));
}

} // namespace

// The thread of the layouts: its scope and clock live there.
class LayoutJob::Worker
{
public:
    Worker() : m_thread("layout")
    {
        m_thread.runBlocking([this] {
            m_clock = std::make_unique<SystemClock>();
            m_scope = std::make_unique<TaskScope>();
        });
    }
    ~Worker()
    {
        m_thread.runBlocking([this] {
            m_end.request_stop();
            m_scope.reset();
            m_clock.reset();
        });
    }

    void start(LayoutRequest request, DotProgram program, std::stop_token stop, std::function<void(LayoutResult)> done)
    {
        m_thread.executor().post([this, request = std::move(request), program = std::move(program), stop = std::move(stop), done = std::move(done)]() mutable {
            m_end = {};
            m_scope->start([&](std::stop_token) { return layOut(std::move(request), std::move(program), m_clock.get(), std::move(done), std::move(stop), m_end.get_token()); });
        });
    }
    void cancel()
    {
        m_thread.executor().post([this] { m_end.request_stop(); });
    }

private:
    EventThread m_thread;
    std::unique_ptr<Clock> m_clock;
    std::unique_ptr<TaskScope> m_scope;
    std::stop_source m_end; ///< of the layout that was started last
};

LayoutJob::LayoutJob(QObject *parent) : QObject(parent) {}

LayoutJob::~LayoutJob()
{
    m_stop.request_stop();
}

void LayoutJob::cancel()
{
    m_stop.request_stop();
    if (m_worker && m_running) {
        m_worker->cancel();
    }
    ++m_generation;
    m_running = false;
}

void LayoutJob::start(LayoutRequest request)
{
    cancel();
    m_stop = {};
    m_running = true;
    if (!m_worker) {
        m_worker = std::make_unique<Worker>();
    }
    const QPointer<LayoutJob> self(this);
    m_worker->start(std::move(request), m_program, m_stop.get_token(), [self, generation = m_generation](LayoutResult result) {
        // The application outlives the thread; the job may not.
        QMetaObject::invokeMethod(qApp, [self, generation, result = std::move(result)] {
            if (self && self->m_generation == generation) {
                self->m_running = false;
                Q_EMIT self->finished(result);
            }
        });
    });
}

} // namespace signalbox::canvas
