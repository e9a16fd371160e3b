// SPDX-License-Identifier: GPL-3.0-or-later
// Commits of the run journal: one alone (latency), and rows that share a transaction (throughput). Each
// case counts its rows and events afterwards.
#include "store/database.h"
#include "store/event_log.h"
#include "store/run_journal.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <benchmark/benchmark.h>

using namespace signalbox;
using namespace signalbox::store;

namespace {

// A database of its own for each case.
class Bench
{
public:
    Bench()
    {
        SqliteOptions options;
        options.folder = m_folder.path().toStdString();
        m_store = std::move(*openSqliteStore(options, m_clock));
        m_run = newRun();
    }

    RunJournal &runs() { return m_store->runs(); }
    RunKey run() const { return m_run; }

    RunKey newRun()
    {
        RunBatch batch = empty(m_store->runs().allocateRunKey());
        const auto key = batch.run;
        RunRow row;
        row.id = "run-" + std::to_string(key);
        row.flow = "bench";
        row.closure = "{}";
        batch.create = row;
        commitAndWait(std::move(batch), Durability::Soft);
        return key;
    }

    static RunBatch empty(RunKey run)
    {
        RunBatch batch;
        batch.run = run;
        batch.workspace = "home";
        batch.fence = 1;
        return batch;
    }

    static void addSteps(RunBatch &batch, std::uint32_t first, std::int64_t count)
    {
        batch.steps.resize(static_cast<std::size_t>(count));
        for (auto &write : batch.steps) {
            write.step.seq = first++;
            write.step.path = "node-" + std::to_string(write.step.seq % 100);
            write.step.output = R"({"value":12345,"name":"a small output"})";
            write.step.startedAt = 1'700'000'000'000;
        }
        batch.events = {{"run.progress", "run-" + std::to_string(batch.run), R"({"done":12,"failed":0,"last":"node-12"})"}};
    }

    void commitAndWait(RunBatch batch, Durability durability)
    {
        bool ended = false;
        m_store->runs().commit(std::move(batch), durability, [&ended](Result<void> outcome) {
            ended = true;
            if (!outcome) {
                std::abort();
            }
        });
        pumpUntil([&ended] { return ended; });
    }

    template<typename F>
    void pumpUntil(F done)
    {
        while (!done()) {
            QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
        }
    }

    void check(benchmark::State &state, RunKey run, std::int64_t steps, std::int64_t events)
    {
        std::optional<Result<std::pair<std::int64_t, std::int64_t>>> counts;
        auto ask = [](RunJournal *runs, RunKey key, decltype(counts) *out) -> Task<void> { *out = co_await runs->countOf(key); };
        auto task = ask(&m_store->runs(), run, &counts);
        pumpUntil([&] { return counts.has_value(); });
        if (!*counts || (*counts)->first != steps || (*counts)->second != events) {
            state.SkipWithError("rows are missing");
        }
    }

private:
    QTemporaryDir m_folder;
    SystemClock m_clock;
    std::unique_ptr<Store> m_store;
    RunKey m_run = 0;
};

/// One step and one event, each in a commit of its own that is waited for.
void commitOne(benchmark::State &state, Durability durability)
{
    Bench bench;
    std::uint32_t seq = 0;
    for (auto _ : state) {
        auto batch = Bench::empty(bench.run());
        Bench::addSteps(batch, ++seq, 1);
        bench.commitAndWait(std::move(batch), durability);
    }
    bench.check(state, bench.run(), seq, seq);
}

/// One transaction with as many steps as the argument, and one event.
void rows(benchmark::State &state)
{
    Bench bench;
    std::uint32_t seq = 0;
    std::int64_t commits = 0;
    for (auto _ : state) {
        auto batch = Bench::empty(bench.run());
        Bench::addSteps(batch, seq + 1, state.range(0));
        seq += static_cast<std::uint32_t>(state.range(0));
        ++commits;
        bench.commitAndWait(std::move(batch), Durability::Soft);
    }
    bench.check(state, bench.run(), seq, commits);
    state.counters["us_per_row"] = benchmark::Counter(static_cast<double>(seq) / 1e6, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

/// Batches of one step and one event of many runs, queued without waiting: what group commit makes of it.
void group(benchmark::State &state, Durability durability)
{
    Bench bench;
    std::vector<RunKey> keys;
    for (int i = 0; i < 100; ++i) {
        keys.push_back(bench.newRun());
    }
    std::uint32_t seq = 0;
    for (auto _ : state) {
        ++seq;
        std::size_t answered = 0;
        for (const auto key : keys) {
            auto batch = Bench::empty(key);
            Bench::addSteps(batch, seq, 1);
            bench.runs().commit(std::move(batch), durability, [&answered](Result<void> outcome) { answered += outcome ? 1 : 1000; });
        }
        bench.pumpUntil([&] { return answered >= keys.size(); });
    }
    bench.check(state, keys.front(), seq, seq);
    state.counters["us_per_batch"] = benchmark::Counter(static_cast<double>(seq) * 100 / 1e6, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

void hard(benchmark::State &state) { commitOne(state, Durability::Hard); }
void soft(benchmark::State &state) { commitOne(state, Durability::Soft); }
void groupSoft(benchmark::State &state) { group(state, Durability::Soft); }
void groupHard(benchmark::State &state) { group(state, Durability::Hard); }

} // namespace

BENCHMARK(hard)->Name("store/commit/hard")->UseRealTime()->MeasureProcessCPUTime()->Unit(benchmark::kMicrosecond);
BENCHMARK(soft)->Name("store/commit/soft")->UseRealTime()->MeasureProcessCPUTime()->Unit(benchmark::kMicrosecond);
BENCHMARK(rows)->Name("store/rows")->Arg(1)->Arg(10)->Arg(100)->Arg(1000)->UseRealTime()->MeasureProcessCPUTime()->Unit(benchmark::kMicrosecond);
BENCHMARK(groupSoft)->Name("store/group100/soft")->UseRealTime()->MeasureProcessCPUTime()->Unit(benchmark::kMicrosecond);
BENCHMARK(groupHard)->Name("store/group100/hard")->UseRealTime()->MeasureProcessCPUTime()->Unit(benchmark::kMicrosecond);

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    Executor executor;
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
