// SPDX-License-Identifier: GPL-3.0-or-later
// The event console under a hundred thousand events: what a batch costs as it comes, what a frame costs to paint, and
// what a filter costs. Each case reports its longest turn of the event loop; none may reach 16 ms.
#include "base/executor.h"
#include "ui/events/event_delegate.h"
#include "ui/events/event_model.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/fixed_row_view.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QImage>
#include <QPainter>

#include <benchmark/benchmark.h>

using namespace signalbox;
using namespace signalbox::ui;

namespace {

constexpr int kEvents = 100'000;
constexpr int kBatch = 512; // what a subscription's credit lets come at once

api::EventView eventOf(int i)
{
    api::EventView event;
    event.seq = i + 1;
    event.time = 1'700'000'000'000 + i;
    event.topic = i % 97 == 0 ? "run.failed" : i % 10 == 0 ? "run.started" : "run.progress";
    event.source = "0190a1b2-c3d4-7000-8000-" + std::to_string(100'000'000'000 + i / 20);
    event.data = json::Object{{"run", event.source}, {"flow", "order-pipeline"}, {"steps", i % 50}, {"changed", json::Array{json::Array{"fetch", "succeeded"}, json::Array{"price[3]/total", "succeeded"}}}};
    return event;
}

struct Console
{
    Console()
    {
        view.setModel(&model);
        view.setItemDelegate(&delegate);
        view.setRowHeight(delegate.rowHeight());
        view.setFollowing(true);
        view.resize(1000, 400);
        view.show();
        QApplication::processEvents();
    }
    ~Console() { view.setModel(nullptr); }

    void fill()
    {
        for (int i = 0; i < kEvents; ++i) {
            model.append(eventOf(i));
        }
        model.flush();
        QApplication::processEvents();
    }

    Theme theme;
    EventModel model;
    EventDelegate delegate{theme};
    FixedRowView view;
};

// Batches as they come from a subscription, each with its rows and its frame.
void append100k(benchmark::State &state)
{
    std::vector<api::EventView> events;
    for (int i = 0; i < kEvents; ++i) {
        events.push_back(eventOf(i));
    }
    qint64 longest = 0;
    for (auto _ : state) {
        Console console;
        for (int i = 0; i < kEvents;) {
            QElapsedTimer turn;
            turn.start();
            for (const int end = std::min(i + kBatch, kEvents); i < end; ++i) {
                console.model.append(events[std::size_t(i)]);
            }
            console.model.flush();
            console.view.viewport()->repaint();
            longest = std::max(longest, turn.nsecsElapsed());
        }
        if (console.model.rowCount() != kEvents) {
            state.SkipWithError("events are missing");
        }
    }
    state.SetItemsProcessed(state.iterations() * kEvents);
    state.counters["longestTurnMs"] = double(longest) / 1e6;
}

// A frame in the middle of the list.
void frame(benchmark::State &state)
{
    Console console;
    console.fill();
    QImage image(console.view.viewport()->size(), QImage::Format_ARGB32_Premultiplied);
    int row = 0;
    for (auto _ : state) {
        console.view.scrollTo(console.model.index(row), QAbstractItemView::PositionAtTop);
        console.view.viewport()->render(&image);
        row = (row + 977) % kEvents;
    }
}

// A word that few events hold, until every one of them was looked at.
void filter100k(benchmark::State &state)
{
    Console console;
    console.fill();
    qint64 longest = 0;
    int i = 0;
    for (auto _ : state) {
        QElapsedTimer turn;
        turn.start();
        console.model.setFilterText(i++ % 2 ? QStringLiteral("failed 0000099") : QStringLiteral("topic:run.failed 0000098"));
        longest = std::max(longest, turn.nsecsElapsed());
        while (console.model.isFiltering()) {
            turn.restart();
            QApplication::processEvents();
            longest = std::max(longest, turn.nsecsElapsed());
        }
    }
    state.counters["longestTurnMs"] = double(longest) / 1e6;
}

} // namespace

BENCHMARK(append100k)->Name("events/append100k")->Unit(benchmark::kMillisecond);
BENCHMARK(frame)->Name("events/frame")->Unit(benchmark::kMicrosecond);
BENCHMARK(filter100k)->Name("events/filter100k")->Unit(benchmark::kMillisecond);

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    Executor executor;
    Theme theme;
    dress(application, theme);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
