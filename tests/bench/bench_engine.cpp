// SPDX-License-Identifier: GPL-3.0-or-later
// What a node costs: chains, wide and layered flows, in memory and durable, through the engine's public
// interface with shipped defaults. A durable case ends at the last commit and then reads back every
// step and event. Time is what passed, CPU what all threads of the process took.
#include "backend/backend.h"
#include "flow/incremental_validator.h"
#include "flow/validate.h"

#include <benchmark/benchmark.h>

#include <QCoreApplication>
#include <QTemporaryDir>

#include <fstream>

#include <malloc.h>
#include <unistd.h>

using namespace signalbox;

namespace {

std::string chain(int length, const char *config)
{
    std::string nodes;
    std::string edges;
    for (int i = 0; i < length; ++i) {
        const auto id = "n" + std::to_string(i);
        nodes += (i ? "," : "") + ("{\"id\":\"" + id + "\",\"type\":\"transform\",\"config\":" + config + "}");
        if (i > 0) {
            edges += (i > 1 ? "," : "") + ("{\"from\":\"n" + std::to_string(i - 1) + "\",\"to\":\"" + id + "\"}");
        }
    }
    return "{\"id\":\"bench\",\"nodes\":[" + nodes + "],\"edges\":[" + edges + "]}";
}

constexpr const char *kSet = "{\"set\":{\"x\":\"{{ input.n }}\"}}";
constexpr const char *kJs = "{\"set\":{\"n\":\"{{ input.n + 1 }}\"}}";

std::string wide(int count)
{
    std::string nodes = "{\"id\":\"start\",\"type\":\"trigger.manual\"},{\"id\":\"join\",\"type\":\"merge\",\"config\":{\"mode\":\"collect\"}}";
    std::string edges;
    for (int i = 0; i < count - 2; ++i) {
        const auto id = "w" + std::to_string(i);
        nodes += ",{\"id\":\"" + id + "\",\"type\":\"transform\",\"config\":" + kSet + "}";
        edges += (i ? "," : "") + ("{\"from\":\"start\",\"to\":\"" + id + "\"},{\"from\":\"" + id + "\",\"to\":\"join\"}");
    }
    return "{\"id\":\"bench\",\"nodes\":[" + nodes + "],\"edges\":[" + edges + "]}";
}

// 100 layers of 100 nodes, 1.5 edges a node; where two meet, a merge takes the first.
std::string layered(int layers, int width)
{
    std::string nodes;
    std::string edges;
    for (int layer = 0; layer < layers; ++layer) {
        for (int i = 0; i < width; ++i) {
            const auto id = "l" + std::to_string(layer) + "_" + std::to_string(i);
            const bool joins = layer > 0 && i % 2 == 1;
            nodes += (nodes.empty() ? "" : ",") + ("{\"id\":\"" + id + "\",\"type\":" + (joins ? std::string("\"merge\",\"config\":{\"mode\":\"any\"}}") : "\"transform\",\"config\":" + std::string(kSet) + "}"));
            if (layer > 0) {
                const auto above = "l" + std::to_string(layer - 1) + "_";
                edges += (edges.empty() ? "" : ",") + ("{\"from\":\"" + above + std::to_string(i) + "\",\"to\":\"" + id + "\"}");
                if (joins) {
                    edges += ",{\"from\":\"" + above + std::to_string(i - 1) + "\",\"to\":\"" + id + "\"}";
                }
            }
        }
    }
    return "{\"id\":\"bench\",\"nodes\":[" + nodes + "],\"edges\":[" + edges + "]}";
}

struct Bench
{
    QTemporaryDir folder;
    std::unique_ptr<backend::Backend> backend = backend::Backend::open({folder.path().toStdString()}).value();
};

void pump(const std::function<bool()> &done)
{
    while (!done()) {
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    }
}

struct Started
{
    std::vector<std::string> ids;
    int ended = 0;
};

Task<void> runOne(backend::Backend *backend, const std::string *text, engine::RunMode mode, Started *started)
{
    engine::StartRequest request;
    request.flowId = "bench";
    request.closure["bench"] = *text;
    request.input = json::Object{{"n", 1}};
    request.mode = mode;
    auto id = co_await backend->engine().start(std::move(request));
    auto view = co_await backend->engine().wait("default", id.value(), {});
    if (!view || view->state != store::RunState::Succeeded) {
        qFatal("a run did not succeed");
    }
    started->ids.push_back(id.value());
    ++started->ended;
}

// Every step of every run has a row that succeeded and an output, and the events tell of as many.
Task<void> readBack(backend::Backend *backend, std::vector<std::string> ids, int nodes, store::Sequence *cursor, int *ended)
{
    struct Told
    {
        std::int64_t changed = 0;
        int started = 0;
        int succeeded = 0;
    };
    std::map<std::string, Told> told;
    for (;;) {
        auto rows = co_await backend->store().events().read("default", *cursor, 1000);
        for (const auto &row : rows.value()) {
            *cursor = row.seq;
            auto &run = told[row.source];
            const auto data = json::parse(row.data).value();
            const auto *count = json::find(data, "changedCount");
            run.changed += count ? count->get_int64() : 0;
            run.started += row.topic == "run.started" ? 1 : 0;
            run.succeeded += row.topic == "run.succeeded" ? 1 : 0;
        }
        if (rows.value().empty()) {
            break;
        }
    }
    for (const auto &id : ids) {
        const auto row = co_await backend->store().runs().getRun("default", id);
        std::uint32_t last = 0;
        for (;;) {
            const auto steps = co_await backend->store().runs().listSteps(row.value().key, last, 5000);
            if (steps.value().empty()) {
                break;
            }
            for (const auto &step : steps.value()) {
                if (step.seq != ++last || step.state != store::StepState::Succeeded || step.output.empty()) {
                    qFatal("a step is not as it was");
                }
            }
        }
        const auto &events = told[id];
        if (row.value().state != store::RunState::Succeeded || static_cast<int>(last) != nodes || events.changed != nodes || events.started != 1 || events.succeeded != 1) {
            qFatal("a step or an event is missing");
        }
    }
    ++*ended;
}

void measure(benchmark::State &state, const std::string &text, engine::RunMode mode, int nodes, int inFlight)
{
    Bench bench;
    store::Sequence cursor = 0;
    for (auto _ : state) {
        Started started;
        std::vector<Task<void>> running;
        for (int i = 0; i < inFlight; ++i) {
            running.push_back(runOne(bench.backend.get(), &text, mode, &started));
        }
        pump([&] { return started.ended == inFlight; });
        if (mode == engine::RunMode::Durable) {
            state.PauseTiming();
            int read = 0;
            auto reading = readBack(bench.backend.get(), started.ids, nodes, &cursor, &read);
            pump([&] { return read == 1; });
            state.ResumeTiming();
        }
    }
    const auto total = static_cast<double>(state.iterations()) * inFlight * nodes;
    state.counters["us_per_node"] = benchmark::Counter(total * 1e-6, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
    state.counters["runs_in_flight"] = inFlight;
}

void validate10k(benchmark::State &state)
{
    Bench bench;
    const auto text = layered(100, 100);
    for (auto _ : state) {
        auto document = flow::Document::parse(text);
        auto findings = flow::validate(document.value().flow(), {bench.backend->registry().catalogue(), {}, {}});
        if (flow::hasErrors(findings)) {
            qFatal("the flow is not valid");
        }
    }
}

enum class Change { Settings, Edge };

// One change of a flow of 10,000 nodes, and everything that is wrong with it then.
void revalidate10k(benchmark::State &state, Change change)
{
    Bench bench;
    const flow::ValidationContext context{bench.backend->registry().catalogue(), {}, {}};
    flow::IncrementalValidator validator(*json::parse(layered(100, 100)));
    validator.findings(context);
    const auto edge = validator.root().at("edges").at(5000);
    int number = 0;
    for (auto _ : state) {
        ++number;
        if (change == Change::Settings) {
            const flow::Path config{std::string("nodes"), std::size_t(5000), std::string("config")};
            (void)validator.apply(flow::Assignment{config, nullptr, *flow::valueAt(validator.root(), config)});
        } else {
            const flow::Splice::Entry entry{5000, "", edge};
            const flow::Path edges{std::string("edges")};
            (void)validator.apply(number % 2 == 1 ? flow::Splice{edges, {entry}, {}} : flow::Splice{edges, {}, {entry}});
        }
        if (flow::hasErrors(validator.findings(context))) {
            qFatal("the flow is not valid");
        }
    }
}

std::size_t residentBytes()
{
    std::ifstream file("/proc/self/statm");
    std::size_t pages = 0;
    file >> pages >> pages;
    return pages * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

Task<void> startOne(backend::Backend *backend, const std::string *text, int *accepted)
{
    engine::StartRequest request;
    request.flowId = "bench";
    request.closure["bench"] = *text;
    request.input = json::Object{{"n", 1}};
    auto id = co_await backend->engine().start(std::move(request));
    *accepted += id ? 1 : 1000000;
}

Task<void> beginAgain(backend::Backend *backend, std::int64_t *recovered)
{
    auto begun = co_await backend->begin();
    *recovered = begun.value();
}

Task<void> shutDown(backend::Backend *backend, int *ended)
{
    co_await backend->shutdown();
    ++*ended;
}

// Runs that wait for an hour in the middle of a chain: what each takes of memory, and what it takes to go on
// with all of them after a restart.
void waiting(benchmark::State &state)
{
    constexpr int kRuns = 1000;
    auto text = chain(100, kSet);
    const std::string_view middle = "{\"id\":\"n50\",\"type\":\"transform\",\"config\":{\"set\":{\"x\":\"{{ input.n }}\"}}}";
    text.replace(text.find(middle), middle.size(), "{\"id\":\"n50\",\"type\":\"wait\",\"config\":{\"duration\":\"1h\"}}");
    std::size_t started = 0;
    std::size_t again = 0;
    for (auto _ : state) {
        Bench bench;
        const auto before = residentBytes();
        int accepted = 0;
        std::vector<Task<void>> running;
        for (int i = 0; i < kRuns; ++i) {
            running.push_back(startOne(bench.backend.get(), &text, &accepted));
        }
        pump([&] { return accepted == kRuns && bench.backend->store().events().lastKnown("default") == 2 * kRuns; });
        running.clear();
        started = residentBytes() - before;
        state.PauseTiming();
        int ended = 0;
        auto ending = shutDown(bench.backend.get(), &ended);
        pump([&] { return ended == 1; });
        bench.backend.reset();
        malloc_trim(0);
        const auto closed = residentBytes();
        bench.backend = backend::Backend::open({bench.folder.path().toStdString()}).value();
        state.ResumeTiming();
        std::int64_t recovered = 0;
        auto beginning = beginAgain(bench.backend.get(), &recovered);
        pump([&] { return recovered == kRuns; });
        again = residentBytes() - closed;
        state.PauseTiming();
        ending = shutDown(bench.backend.get(), &ended);
        pump([&] { return ended == 2; });
        bench.backend.reset();
        state.ResumeTiming();
    }
    state.counters["kb_per_run"] = static_cast<double>(started) / kRuns / 1024;
    state.counters["kb_per_run_again"] = static_cast<double>(again) / kRuns / 1024;
}

// A data folder that is there already, opened and closed.
void openBackend(benchmark::State &state)
{
    Bench bench;
    const auto folder = bench.backend->folder();
    bench.backend.reset();
    for (auto _ : state) {
        auto opened = backend::Backend::open({folder});
        benchmark::DoNotOptimize(opened.value());
    }
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    Executor executor;
    using engine::RunMode;
    const auto add = [](const char *name, std::string text, RunMode mode, int nodes, int inFlight) {
        benchmark::RegisterBenchmark(name, [=](benchmark::State &state) { measure(state, text, mode, nodes, inFlight); })
            ->Unit(benchmark::kMillisecond)
            ->UseRealTime()
            ->MeasureProcessCPUTime();
    };
    add("engine/chain100/set/memory", chain(100, kSet), RunMode::Memory, 100, 1);
    add("engine/chain100/js/memory", chain(100, kJs), RunMode::Memory, 100, 1);
    add("engine/chain100/set/durable", chain(100, kSet), RunMode::Durable, 100, 64);
    add("engine/chain100/set/durable/single", chain(100, kSet), RunMode::Durable, 100, 1);
    add("engine/wide1000/durable", wide(1000), RunMode::Durable, 1000, 1);
    add("engine/layered10k/durable", layered(100, 100), RunMode::Durable, 10000, 1);
    benchmark::RegisterBenchmark("engine/waiting1000", waiting)->Unit(benchmark::kMillisecond)->UseRealTime()->MeasureProcessCPUTime();
    benchmark::RegisterBenchmark("backend/open", openBackend)->Unit(benchmark::kMillisecond)->UseRealTime()->MeasureProcessCPUTime();
    benchmark::RegisterBenchmark("flow/validate10k", validate10k)->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark("flow/revalidate10k/settings", revalidate10k, Change::Settings)->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark("flow/revalidate10k/edge", revalidate10k, Change::Edge)->Unit(benchmark::kMillisecond);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}
