// SPDX-License-Identifier: GPL-3.0-or-later
// What an event costs until every subscriber has it: durable ones through the log (64 published at once, each
// on the disk before it is told), and transient ones. The log is read back and counted afterwards.
#include "bus/bus.h"
#include "store/database.h"

#include <benchmark/benchmark.h>

#include <QCoreApplication>
#include <QTemporaryDir>

using namespace signalbox;

namespace {

constexpr int kAtOnce = 64;

void pump(const std::function<bool()> &done)
{
    while (!done()) {
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    }
}

struct Subscriber
{
    std::unique_ptr<bus::Subscription> subscription;
    std::int64_t received = 0;
    std::int64_t last = 0;
};

class Bench
{
public:
    explicit Bench(std::int64_t subscribers)
    {
        store::SqliteOptions options;
        options.folder = m_folder.path().toStdString();
        m_store = std::move(*store::openSqliteStore(options, m_clock));
        m_bus = std::make_unique<bus::Bus>(m_store->events(), m_clock);
        for (std::int64_t i = 0; i < subscribers; ++i) {
            auto subscriber = std::make_shared<Subscriber>();
            bus::SubscribeOptions wanted;
            wanted.workspace = "home";
            wanted.topics = "run.*";
            subscriber->subscription = m_bus->subscribe(wanted);
            m_listening.push_back(listen(subscriber, m_stop.get_token()));
            m_subscribers.push_back(std::move(subscriber));
        }
    }

    ~Bench()
    {
        m_stop.request_stop();
        pump([this] { return std::all_of(m_listening.begin(), m_listening.end(), [](const auto &task) { return task.isReady(); }); });
    }

    bus::Bus &bus() { return *m_bus; }

    void waitForAll(std::int64_t received)
    {
        pump([&] {
            return std::all_of(m_subscribers.begin(), m_subscribers.end(), [&](const auto &subscriber) { return subscriber->received >= received; });
        });
    }

    std::int64_t countLog()
    {
        std::int64_t count = 0;
        bool ended = false;
        auto reading = readLog(&m_store->events(), &count, &ended);
        pump([&] { return ended; });
        return count;
    }

private:
    static Task<void> listen(std::shared_ptr<Subscriber> self, std::stop_token stop)
    {
        for (;;) {
            auto events = co_await self->subscription->nextBatch(256, stop);
            if (!events) {
                co_return;
            }
            for (const auto &event : *events) {
                if (event.seq != 0 && event.seq != self->last + 1) {
                    qFatal("an event is missing");
                }
                self->last = event.seq;
                ++self->received;
            }
        }
    }

    static Task<void> readLog(store::EventLog *log, std::int64_t *count, bool *ended)
    {
        for (;;) {
            const auto rows = co_await log->read("home", *count, 1000);
            *count += static_cast<std::int64_t>(rows.value().size());
            if (rows.value().empty()) {
                break;
            }
        }
        *ended = true;
    }

    QTemporaryDir m_folder;
    SystemClock m_clock;
    std::unique_ptr<store::Store> m_store;
    std::unique_ptr<bus::Bus> m_bus;
    std::stop_source m_stop;
    std::vector<std::shared_ptr<Subscriber>> m_subscribers;
    std::vector<Task<void>> m_listening;
};

Task<void> publishOne(bus::Bus *bus, int *published)
{
    store::EventDraft event{"run.progress", "run-1", R"({"run":"run-1","steps":12,"changed":[["node-12","Succeeded"]]})"};
    const auto sequence = co_await bus->publish("home", std::move(event));
    *published += sequence ? 1 : 1'000'000;
}

void countUp(benchmark::State &state, std::int64_t published)
{
    const auto events = static_cast<double>(published) * 1e-6;
    state.counters["us_per_event"] = benchmark::Counter(events, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
    state.counters["us_per_delivery"] = benchmark::Counter(events * static_cast<double>(state.range(0)), benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

void publish(benchmark::State &state)
{
    Bench bench(state.range(0));
    std::int64_t total = 0;
    for (auto _ : state) {
        int published = 0;
        std::vector<Task<void>> publishing;
        for (int i = 0; i < kAtOnce; ++i) {
            publishing.push_back(publishOne(&bench.bus(), &published));
        }
        total += kAtOnce;
        pump([&] { return published == kAtOnce; });
        bench.waitForAll(total);
    }
    if (bench.countLog() != total) {
        state.SkipWithError("events are missing from the log");
    }
    countUp(state, total);
}

void transient(benchmark::State &state)
{
    Bench bench(state.range(0));
    std::int64_t total = 0;
    for (auto _ : state) {
        for (int i = 0; i < kAtOnce; ++i) {
            bus::Event event;
            event.workspace = "home";
            event.topic = "run.tokens";
            event.source = "run-1";
            event.data = R"({"text":"a few tokens"})";
            bench.bus().publishTransient(std::move(event));
        }
        total += kAtOnce;
        bench.waitForAll(total);
    }
    countUp(state, total);
}

} // namespace

BENCHMARK(publish)->Name("bus/publish")->Arg(1)->Arg(10)->Arg(100)->UseRealTime()->MeasureProcessCPUTime()->Unit(benchmark::kMicrosecond);
BENCHMARK(transient)->Name("bus/transient")->Arg(1)->Arg(10)->Arg(100)->UseRealTime()->MeasureProcessCPUTime()->Unit(benchmark::kMicrosecond);

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    Executor executor;
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
