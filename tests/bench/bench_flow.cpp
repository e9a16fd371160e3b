// SPDX-License-Identifier: GPL-3.0-or-later
// A run as a window shows it: canvas/run_live/<nodes> starts a flow of so many nodes on the embedded backend, in an open
// document with its canvas, and takes each turn of the window's thread until the run has ended and is shown. A turn is
// one event with all that its handlers do, in processor time of that thread; none may reach 16 ms.
#include "bench/windows.h"
#include "support/canvas_flows.h"

#include "drafts/draft_store.h"
#include "session/session.h"
#include "ui/flow/flow_document.h"
#include "ui/theme/style.h"

#include <benchmark/benchmark.h>

#include <QApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <algorithm>
#include <ctime>

using namespace signalbox;

namespace {

std::vector<double> turns;
bool isMeasuring = false;

double computedMs()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

class Application final : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (!isMeasuring || m_depth > 0 || QThread::currentThread() != thread()) {
            return QApplication::notify(receiver, event);
        }
        ++m_depth;
        const double before = computedMs();
        const bool handled = QApplication::notify(receiver, event);
        turns.push_back(computedMs() - before);
        --m_depth;
        return handled;
    }

private:
    int m_depth = 0;
};

void pumpUntil(const std::function<bool()> &done)
{
    while (!done()) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
}

template<typename T>
T await(Task<T> task)
{
    std::optional<T> value;
    auto runner = [](Task<T> inner, std::optional<T> *out) -> Task<void> { *out = co_await inner; };
    const auto running = runner(std::move(task), &value);
    pumpUntil([&] { return value.has_value(); });
    return std::move(*value);
}

void await(Task<void> task)
{
    bool ended = false;
    auto runner = [](Task<void> inner, bool *out) -> Task<void> {
        co_await inner;
        *out = true;
    };
    const auto running = runner(std::move(task), &ended);
    pumpUntil([&] { return ended; });
}

void runLive(benchmark::State &state)
{
    const QTemporaryDir folder;
    ui::Theme theme;
    theme.setSystemLook({ui::Scheme::Light, ui::Contrast::Normal, true});
    ui::dress(*qApp, theme);
    session::Options options;
    options.folder = folder.path().toStdString() + "/data";
    auto session = await(session::Session::open(options, {}));
    if (!session) {
        state.SkipWithError(session.error().describe().c_str());
        return;
    }
    drafts::DraftStore drafts(folder.path().toStdString() + "/drafts");
    ui::BackendLink link;
    ui::Workbench bench(theme, link);
    bench.setDrafts(&drafts);
    link.set(&(*session)->client(), QStringLiteral("here"), ui::BackendLink::Reach::Local);
    link.setState(client::ConnectionState::Connected, {});
    api::FlowSaveParams params;
    params.id = "grid";
    params.text = test::gridFlow(static_cast<int>(state.range(0)), true, test::GridNodes::Quick);
    if (auto saved = await((*session)->client().call<api::FlowsSave>(std::move(params))); !saved) {
        state.SkipWithError(saved.error().describe().c_str());
        return;
    }
    {
        ui::FlowDocument document(bench, QStringLiteral("flow:grid"));
        document.resize(1600, 1000);
        bool looked = false;
        QObject::connect(&document, &ui::FlowDocument::problemsChanged, &document, [&] { looked = true; });
        document.show();
        pumpUntil([&] { return looked; });
        document.canvas().finishMotion();
        QApplication::processEvents();
        double seconds = 0;
        for (auto _ : state) {
            QElapsedTimer timer;
            timer.start();
            isMeasuring = true;
            document.startRun(json::Value());
            pumpUntil([&] { return !document.run().isUnderWay(); });
            seconds += static_cast<double>(timer.nsecsElapsed()) / 1e9;
            if (document.run().state() != api::RunState::Succeeded) {
                isMeasuring = false;
                state.SkipWithError("the run did not succeed");
                break;
            }
            // What the end of it leaves to do.
            pumpUntil([&] { return document.canvas().run().nodes.size() == static_cast<std::size_t>(state.range(0)); });
            for (timer.restart(); timer.elapsed() < 500;) {
                QCoreApplication::processEvents(QEventLoop::AllEvents, 50);
            }
            isMeasuring = false;
            state.SetIterationTime(seconds);
        }
        const auto steps = static_cast<double>(document.run().view().steps) * static_cast<double>(state.iterations());
        state.counters["states_per_s"] = steps / seconds;
    }
    link.clear();
    await((*session)->close());
    std::sort(turns.begin(), turns.end());
    state.counters["p99_ms"] = bench::timeAt(turns, 0.99);
    state.counters["max_ms"] = turns.empty() ? 0 : turns.back();
    state.counters["over_8ms"] = static_cast<double>(turns.end() - std::lower_bound(turns.begin(), turns.end(), 8.0));
    state.counters["over_16ms"] = static_cast<double>(turns.end() - std::lower_bound(turns.begin(), turns.end(), 16.0));
    turns.clear();
}

} // namespace

int main(int argc, char **argv)
{
    bench::prepareWindows();
    Application application(argc, argv);
    Executor executor;
    benchmark::Initialize(&argc, argv);
    for (const int nodes : {100, 1000, 10'000}) {
        benchmark::RegisterBenchmark("canvas/run_live", runLive)->Arg(nodes)->Iterations(3)->UseManualTime()->Unit(benchmark::kMillisecond);
    }
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
