// SPDX-License-Identifier: GPL-3.0-or-later
// The event console under a hundred thousand events: what a batch costs as it comes, what a frame costs to paint, and
// what a filter costs; and data of fifty megabytes as tree, table and text: what it costs to show it and to scroll to its
// end. Each case reports its longest turn of the event loop; none may reach 16 ms.
#include "base/executor.h"
#include "ui/events/event_delegate.h"
#include "ui/events/event_model.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/fixed_row_view.h"
#include "ui/widgets/json_table.h"
#include "ui/widgets/json_view.h"
#include "ui/widgets/long_text_view.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QImage>
#include <QPainter>
#include <QScrollBar>
#include <QTreeView>

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

// About so many bytes of JSON: a list of orders, as a query of a shop gives them.
std::shared_ptr<const json::Value> orders(std::size_t bytes)
{
    json::Array list;
    for (std::size_t i = 0; i * 200 < bytes; ++i) {
        list.push_back(json::Object{{"id", std::int64_t(i)}, {"customer", "0190a1b2-c3d4-7000-8000-" + std::to_string(100'000'000'000 + i)}, {"total", double(i % 9973) / 100}, {"paid", i % 3 != 0},
                                    {"address", json::Object{{"street", "Long Road " + std::to_string(i % 900)}, {"city", "Springfield"}}}, {"tags", json::Array{"new", "gift"}}});
    }
    return std::make_shared<const json::Value>(std::move(list));
}

void data(benchmark::State &state, JsonView::Mode mode)
{
    const auto small = std::make_shared<const json::Value>(json::Array{1});
    const auto large = orders(std::size_t(state.range(0)) << 20);
    Theme theme;
    JsonView view(theme, QStringLiteral("Output"));
    view.resize(700, 800);
    view.setMode(mode);
    view.setValue(small);
    view.show();
    QApplication::processEvents();
    qint64 longest = 0;
    QElapsedTimer turn;
    const auto end = [&] {
        QApplication::processEvents();
        longest = std::max(longest, turn.nsecsElapsed());
        turn.restart();
    };
    for (auto _ : state) {
        turn.start();
        view.setValue(large);
        end();
        while (mode == JsonView::Mode::Text && !view.longText().text()) {
            end();
        }
        QAbstractScrollArea &area = mode == JsonView::Mode::Text ? static_cast<QAbstractScrollArea &>(view.longText()) : mode == JsonView::Mode::Table ? static_cast<QAbstractScrollArea &>(view.table()) : *view.tree();
        for (int i = 1; i <= 20; ++i) {
            area.verticalScrollBar()->setValue(int(std::int64_t(area.verticalScrollBar()->maximum()) * i / 20));
            end();
        }
        view.setValue(small);
        end();
    }
    state.counters["longestTurnMs"] = double(longest) / 1e6;
}

void dataTree(benchmark::State &state)
{
    data(state, JsonView::Mode::Tree);
}
void dataTable(benchmark::State &state)
{
    data(state, JsonView::Mode::Table);
}
void dataText(benchmark::State &state)
{
    data(state, JsonView::Mode::Text);
}

// The last one to let go of fifty megabytes.
void dataDrop(benchmark::State &state)
{
    Theme theme;
    JsonView view(theme, QStringLiteral("Output"));
    for (auto _ : state) {
        state.PauseTiming();
        view.setValue(orders(std::size_t(state.range(0)) << 20));
        state.ResumeTiming();
        view.setValue(std::make_shared<const json::Value>(1));
    }
}

} // namespace

BENCHMARK(dataTree)->Name("data/tree")->Arg(50)->Unit(benchmark::kMillisecond);
BENCHMARK(dataTable)->Name("data/table")->Arg(50)->Unit(benchmark::kMillisecond);
BENCHMARK(dataText)->Name("data/text")->Arg(50)->Unit(benchmark::kMillisecond);
BENCHMARK(dataDrop)->Name("data/drop")->Arg(50)->Iterations(5)->Unit(benchmark::kMillisecond);
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
