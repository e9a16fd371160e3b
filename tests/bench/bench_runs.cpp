// SPDX-License-Identifier: GPL-3.0-or-later
// Many runs: a thousand that call a server once a second, a hundred thousand that wait, ten thousand that
// were interrupted, effects with their two hard commits against the disk's own fsync, and a thousand
// decisions at once. Times are what passed; SIGNALBOX_BENCH_RUNS divides the numbers of runs for a quick look.
#include "integration/rig.h"
#include "support/loopback_server.h"

#include <benchmark/benchmark.h>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <filesystem>
#include <fstream>
#include <limits>

#include <fcntl.h>
#include <malloc.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

using namespace signalbox;

namespace {

int part(int number)
{
    bool valid = false;
    const int divisor = qEnvironmentVariableIntValue("SIGNALBOX_BENCH_RUNS", &valid);
    return valid && divisor > 0 ? std::max(1, number / divisor) : number;
}

double threadSeconds()
{
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

double residentMegabytes()
{
    std::ifstream file("/proc/self/statm");
    double pages = 0;
    file >> pages >> pages;
    return pages * static_cast<double>(::sysconf(_SC_PAGESIZE)) / (1 << 20);
}

void pump(const std::function<bool()> &done)
{
    while (!done()) {
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    }
}

/// Writes nothing outside: it counts, or stays until it is stopped.
class Counter final : public engine::EffectExecutor
{
public:
    bool stays = false;
    std::int64_t calls = 0;

    Task<Result<json::Value>> execute(engine::EffectCall, std::stop_token stop) override
    {
        ++calls;
        if (stays) {
            OneShot<Result<json::Value>> never;
            co_return co_await waitFor(never, stop);
        }
        co_return json::Value(json::Object{{"count", calls}});
    }
};

flow::NodeType counterType(std::string name, flow::OnInterrupted policy)
{
    flow::NodeType type;
    type.name = std::move(name);
    type.title = type.name;
    type.family = "network";
    type.icon = "node-http";
    type.summary = "Counts.";
    type.documentation = "# Counts";
    type.kind = flow::NodeKind::Effect;
    type.schema = json::parse(R"({"type": "object"})").value();
    type.onInterrupted = [policy](const json::Object &) { return policy; };
    type.inputs = {{"in", "In", nullptr}};
    return type;
}

struct Bench
{
    QTemporaryDir folder;
    std::shared_ptr<Counter> counter = std::make_shared<Counter>();
    std::unique_ptr<test::Rig> rig;

    Bench() { open(); }
    void open()
    {
        const auto more = [this](engine::ExecutorRegistry &registry) -> Result<void> {
            SB_CHECK(registry.addEffect(counterType("bench.safe", flow::OnInterrupted::Retry), counter));
            return registry.addEffect(counterType("bench.call", flow::OnInterrupted::Hold), counter);
        };
        rig = test::Rig::open(folder.path().toStdString() + "/data", {}, more).value();
    }
    /// As far as the disk knows the process is killed, and another begins.
    void kill()
    {
        rig.reset();
        ::malloc_trim(0);
    }
};

template<typename T>
T await(Task<T> task)
{
    std::optional<T> value;
    auto runner = [](Task<T> inner, std::optional<T> *out) -> Task<void> { *out = co_await inner; };
    auto running = runner(std::move(task), &value);
    pump([&] { return value.has_value(); });
    return std::move(*value);
}

Task<void> startOne(engine::Engine *engine, const std::string *text, std::vector<std::string> *ids)
{
    engine::StartRequest request;
    request.flowId = "bench";
    request.closure["bench"] = *text;
    request.input = json::Object{{"n", 1}};
    ids->push_back((co_await engine->start(std::move(request))).value());
}

std::vector<std::string> startMany(engine::Engine &engine, const std::string &text, int count)
{
    std::vector<std::string> ids;
    // So many at a time: what a busy service has under way.
    for (int begun = 0; begun < count;) {
        std::vector<Task<void>> starting;
        const int next = std::min(begun + 1000, count);
        for (; begun < next; ++begun) {
            starting.push_back(startOne(&engine, &text, &ids));
        }
        pump([&] { return static_cast<int>(ids.size()) == next; });
    }
    return ids;
}

Task<void> waitOne(engine::Engine *engine, std::string id, store::RunState expected, int *ended)
{
    auto view = co_await engine->wait("default", id, {});
    if (!view || view->state != expected) {
        qFatal("a run is not as it should be: %s", view ? json::write(view->error).c_str() : view.error().describe().c_str());
    }
    ++*ended;
}

void waitAll(engine::Engine &engine, const std::vector<std::string> &ids, store::RunState expected = store::RunState::Succeeded)
{
    int ended = 0;
    std::vector<Task<void>> waiting;
    for (const auto &id : ids) {
        waiting.push_back(waitOne(&engine, id, expected, &ended));
    }
    pump([&] { return ended == static_cast<int>(ids.size()); });
}

/// A thousand runs for ten seconds, each with a call a second: the share of a core that the coordinator takes.
void calls(benchmark::State &state)
{
    const int runs = part(1000);
    EventThread thread("bench-server");
    std::unique_ptr<test::LoopbackServer> server;
    std::atomic<std::int64_t> requests = 0;
    std::string url;
    thread.runBlocking([&] {
        server = std::make_unique<test::LoopbackServer>([&](const test::LoopbackServer::Request &) {
            ++requests;
            test::LoopbackServer::Reply reply;
            reply.body = "{\"ok\":true}";
            reply.headers = {"Content-Type: application/json"};
            return reply;
        });
        url = server->url();
    });
    const auto text = R"({"id":"bench","nodes":[{"id":"each","type":"loop","config":{"max":100000,"while":"true","body":{"nodes":[
        {"id":"call","type":"http.request","config":{"url":")" + url + R"(/tick"}},{"id":"rest","type":"wait","config":{"duration":"1s"}}],
        "edges":[{"from":"call","to":"rest"}]}}}],"edges":[]})";
    for (auto _ : state) {
        Bench bench;
        startMany(bench.rig->engine(), text, runs);
        QElapsedTimer timer;
        timer.start();
        pump([&] { return timer.elapsed() > 3000; }); // until they are spread as they will be
        const auto before = requests.load();
        const auto cpu = threadSeconds();
        timer.restart();
        pump([&] { return timer.elapsed() > 10'000; });
        const auto seconds = static_cast<double>(timer.elapsed()) / 1000;
        state.counters["coordinator"] = (threadSeconds() - cpu) / seconds;
        state.counters["calls_per_s"] = static_cast<double>(requests.load() - before) / seconds;
        state.counters["runs"] = runs;
    }
    thread.runBlocking([&] { server.reset(); });
}

/// A hundred thousand runs that wait for an hour: begun, and taken up again by another process.
void waiting(benchmark::State &state)
{
    const int runs = part(100'000);
    const std::string text = R"({"id":"bench","nodes":[{"id":"start","type":"trigger.manual"},{"id":"rest","type":"wait","config":{"duration":"1h"}},
        {"id":"end","type":"output"}],"edges":[{"from":"start","to":"rest"},{"from":"rest","to":"end"}]})";
    for (auto _ : state) {
        state.PauseTiming();
        Bench bench;
        const auto before = residentMegabytes();
        QElapsedTimer timer;
        timer.start();
        startMany(bench.rig->engine(), text, runs);
        state.counters["begun_s"] = static_cast<double>(timer.elapsed()) / 1000;
        state.counters["mb_while_waiting"] = residentMegabytes() - before;
        bench.kill();
        state.ResumeTiming();
        bench.open();
        const auto count = await(bench.rig->engine().recover());
        if (!count || *count != runs) {
            qFatal("runs are missing");
        }
        state.PauseTiming();
        state.counters["runs"] = runs;
        bench.kill();
        state.ResumeTiming();
    }
}

/// Ten thousand runs with an effect under way: until every one of them has ended.
void resume(benchmark::State &state)
{
    const int runs = part(10'000);
    const std::string text = R"({"id":"bench","nodes":[{"id":"start","type":"trigger.manual"},{"id":"call","type":"bench.safe","config":{}},
        {"id":"end","type":"output"}],"edges":[{"from":"start","to":"call"},{"from":"call","to":"end"}]})";
    for (auto _ : state) {
        state.PauseTiming();
        Bench bench;
        bench.counter->stays = true;
        const auto ids = startMany(bench.rig->engine(), text, runs);
        pump([&] { return bench.rig->store().events().lastKnown("default") >= 2 * runs; });
        bench.kill();
        bench.counter->stays = false;
        bench.counter->calls = 0;
        state.ResumeTiming();
        QElapsedTimer timer;
        timer.start();
        bench.open();
        auto recovered = await(bench.rig->engine().recover());
        state.counters["taken_up_ms"] = static_cast<double>(timer.elapsed());
        waitAll(bench.rig->engine(), ids);
        if (!recovered || *recovered > runs || bench.counter->calls != runs) {
            qFatal("%lld effects for %d runs", static_cast<long long>(bench.counter->calls), runs);
        }
        state.PauseTiming();
        state.counters["runs"] = runs;
        bench.kill();
        state.ResumeTiming();
    }
}

// What a file costs that is appended to by as much as a group of the case takes, and synced each time.
double syncSeconds(const std::string &folder, std::size_t bytes, int times)
{
    const int file = ::open((folder + "/sync").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    const std::string data(bytes, 'x');
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < times; ++i) {
        // Within a file that has its size, as the log of the database is after its first round.
        if (::pwrite(file, data.data(), data.size(), 0) < 0 || ::fdatasync(file) != 0) {
            qFatal("cannot sync");
        }
    }
    const auto seconds = static_cast<double>(timer.nsecsElapsed()) * 1e-9 / times;
    ::close(file);
    return seconds;
}

// The same commits from a loop without an engine: 256 clients, each with one hard commit after the other.
double journalSeconds(store::Store &store, int clients, int commits)
{
    struct Client
    {
        store::RunBatch batch;
        int left;
    };
    std::vector<Client> all;
    for (int i = 0; i < clients; ++i) {
        store::RunBatch batch;
        batch.run = store.runs().allocateRunKey();
        batch.workspace = "default";
        batch.fence = 1;
        batch.create.emplace();
        batch.create->id = "client-" + std::to_string(batch.run);
        batch.create->closure = "{}";
        all.push_back({std::move(batch), commits});
    }
    int ended = 0;
    std::function<void(Client &)> next = [&](Client &client) {
        auto batch = client.batch;
        client.batch.create.reset();
        store.runs().commit(std::move(batch), store::Durability::Hard, [&](Result<void> outcome) {
            if (!outcome) {
                qFatal("not committed");
            }
            if (client.left-- == 0) {
                ++ended;
                return;
            }
            store::StepWrite write;
            write.insert = client.left % 2 == 1;
            write.step.seq = static_cast<std::uint32_t>((commits - client.left + 1) / 2);
            write.step.path = "n" + std::to_string(write.step.seq);
            write.step.detail = "{\"key\":\"0123456789abcdef0123456789abcdef\",\"generation\":0,\"config\":{}}";
            write.step.output = "{\"count\":1}";
            client.batch.steps = {std::move(write)};
            client.batch.events = {{"run.progress", client.batch.steps.front().step.path, "{\"run\":\"0190a1b2-0000-7000-8000-000000000000\",\"steps\":1}"}};
            next(client);
        });
    };
    QElapsedTimer timer;
    timer.start();
    for (auto &client : all) {
        next(client);
    }
    pump([&] { return ended == clients; });
    return static_cast<double>(timer.nsecsElapsed()) * 1e-9;
}

/// A chain of effects that write nothing outside, over 256 runs at once. `of_journal` is the time against that
/// of the same commits from a loop without an engine, `of_sync` against as many syncs of a file as one run alone
/// must wait for: two a step.
void effects(benchmark::State &state)
{
    const int runs = part(256);
    constexpr int kSteps = 50;
    std::string nodes;
    std::string edges;
    for (int i = 0; i < kSteps; ++i) {
        nodes += (i ? "," : "") + ("{\"id\":\"n" + std::to_string(i) + "\",\"type\":\"bench.call\",\"config\":{}}");
        if (i > 0) {
            edges += (i > 1 ? "," : "") + ("{\"from\":\"n" + std::to_string(i - 1) + "\",\"to\":\"n" + std::to_string(i) + "\"}");
        }
    }
    const auto text = "{\"id\":\"bench\",\"nodes\":[" + nodes + "],\"edges\":[" + edges + "]}";
    double passed = 0;
    double disk = 0;
    double journal = 0;
    for (auto _ : state) {
        state.PauseTiming();
        Bench bench;
        waitAll(bench.rig->engine(), startMany(bench.rig->engine(), text, runs)); // the log has its size
        bench.counter->calls = 0;
        journal += journalSeconds(bench.rig->store(), runs, 2 * kSteps) / 2;
        const auto before = syncSeconds(bench.folder.path().toStdString(), 256u << 10, 2 * kSteps);
        state.ResumeTiming();
        QElapsedTimer timer;
        timer.start();
        waitAll(bench.rig->engine(), startMany(bench.rig->engine(), text, runs));
        passed += static_cast<double>(timer.nsecsElapsed()) * 1e-9;
        state.PauseTiming();
        disk += 2 * kSteps * (before + syncSeconds(bench.folder.path().toStdString(), 256u << 10, 2 * kSteps)) / 2;
        journal += journalSeconds(bench.rig->store(), runs, 2 * kSteps) / 2;
        if (bench.counter->calls != runs * kSteps) {
            qFatal("an effect is missing");
        }
        bench.kill();
        state.ResumeTiming();
    }
    state.counters["us_per_step"] = passed / static_cast<double>(state.iterations()) / runs / kSteps * 1e6;
    state.counters["sync_ms"] = disk / static_cast<double>(state.iterations()) / kSteps / 2 * 1e3;
    state.counters["of_sync"] = passed / disk;
    state.counters["of_journal"] = passed / journal;
}

Task<void> decideOne(engine::Engine *engine, std::string id, std::string path, int *decided)
{
    auto done = co_await engine->decide("default", id, path, engine::Verdict::Happened, json::Value(1));
    if (!done) {
        qFatal("not decided: %s", done.error().describe().c_str());
    }
    ++*decided;
}

/// A thousand steps of one run in doubt (`in_one`), or one in each of a thousand runs.
void decide(benchmark::State &state, bool inOne)
{
    const int count = part(1000);
    std::string nodes;
    for (int i = 0; i < (inOne ? count : 1); ++i) {
        nodes += (i ? "," : "") + ("{\"id\":\"n" + std::to_string(i) + "\",\"type\":\"bench.call\",\"config\":{}}");
    }
    const auto text = "{\"id\":\"bench\",\"nodes\":[" + nodes + "],\"edges\":[]}";
    for (auto _ : state) {
        state.PauseTiming();
        Bench bench;
        bench.counter->stays = true;
        const auto ids = startMany(bench.rig->engine(), text, inOne ? 1 : count);
        pump([&] { return bench.rig->store().events().lastKnown("default") >= static_cast<store::Sequence>(2 * ids.size()); });
        bench.kill();
        bench.open();
        (void)await(bench.rig->engine().recover());
        waitAll(bench.rig->engine(), ids, store::RunState::Waiting);
        state.ResumeTiming();
        int decided = 0;
        std::vector<Task<void>> deciding;
        for (int i = 0; i < count; ++i) {
            deciding.push_back(decideOne(&bench.rig->engine(), ids[inOne ? 0 : static_cast<std::size_t>(i)], "n" + std::to_string(inOne ? i : 0), &decided));
        }
        pump([&] { return decided == count; });
        waitAll(bench.rig->engine(), ids);
        state.PauseTiming();
        bench.kill();
        state.ResumeTiming();
    }
    state.counters["steps"] = count;
}

// The most that was resident since the last reset, in MB.
double peakMegabytes()
{
    std::ifstream file("/proc/self/status");
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("VmHWM:")) {
            return std::strtod(line.c_str() + 6, nullptr) / 1024;
        }
    }
    return 0;
}

std::uint64_t bytesOf(const std::string &folder)
{
    std::uint64_t bytes = 0;
    for (const auto &entry : std::filesystem::recursive_directory_iterator(folder)) {
        bytes += entry.is_regular_file() ? entry.file_size() : 0;
    }
    return bytes;
}

Task<Result<std::int64_t>> forget(store::Store *store)
{
    co_return co_await store->runs().deleteRunsBefore("default", std::numeric_limits<UnixMillis>::max());
}

/// A map over a million records of a kilobyte, a filter and a merge: the most memory that the process has, and
/// what is left on the disk when the history is deleted.
void records(benchmark::State &state)
{
    const int count = part(1'000'000);
    const std::string text = R"({"id":"bench","limits":{"steps":10000000},"nodes":[
        {"id":"read","type":"file.read","config":{"path":"records.jsonl","parse":"jsonl"}},
        {"id":"each","type":"map","config":{"items":"{{ input.items }}","body":{"nodes":[{"id":"t","type":"transform","config":{"set":{"n":"{{ index }}"}}},{"id":"o","type":"output"}],"edges":[{"from":"t","to":"o"}]}}},
        {"id":"most","type":"filter","config":{"items":"{{ input.results }}","expression":"item.n % 10 != 0"}},
        {"id":"few","type":"filter","config":{"items":"{{ input.results }}","expression":"item.n % 1000 == 0"}},
        {"id":"both","type":"merge"},
        {"id":"told","type":"transform","config":{"set":{"most":"{{ nodes.most.output.items.length }}","few":"{{ nodes.few.output.items.length }}"},"replace":true}},
        {"id":"end","type":"output"}],
        "edges":[{"from":"read","to":"each"},{"from":"each","to":"most"},{"from":"each","to":"few"},{"from":"most","to":"both"},{"from":"few","to":"both"},{"from":"both","to":"told"},{"from":"told","to":"end"}]})";
    for (auto _ : state) {
        state.PauseTiming();
        Bench bench;
        const auto folder = bench.folder.path().toStdString();
        {
            std::ofstream file(folder + "/records.jsonl");
            for (int i = 0; i < count; ++i) {
                file << "{\"id\":" << i << ",\"text\":\"" << std::string(1000, static_cast<char>('a' + i % 26)) << "\"}\n";
            }
        }
        const auto before = bytesOf(folder + "/data");
        ::malloc_trim(0);
        std::ofstream("/proc/self/clear_refs") << "5";
        state.ResumeTiming();
        engine::StartRequest request;
        request.flowId = "bench";
        request.closure["bench"] = text;
        request.dataFolder = folder;
        auto id = await(bench.rig->engine().start(std::move(request)));
        auto view = await(bench.rig->engine().wait("default", id.value(), {}));
        if (!view || view->state != store::RunState::Succeeded || view->result.at("most").as_int64() != count - (count + 9) / 10) {
            qFatal("not as it should be: %s %s", json::write(view->error).c_str(), json::write(view->result).c_str());
        }
        state.PauseTiming();
        state.counters["peak_mb"] = peakMegabytes();
        state.counters["disk_mb"] = static_cast<double>(bytesOf(folder + "/data")) / (1 << 20);
        QElapsedTimer timer;
        timer.start();
        const auto deleted = await(forget(&bench.rig->store()));
        const auto kept = await(bench.rig->store().runs().payloadReferences());
        if (!deleted || *deleted != 1 || !kept || !bench.rig->store().payloads().collect(*kept, -1)) {
            qFatal("not deleted");
        }
        bench.kill();
        state.counters["delete_s"] = static_cast<double>(timer.elapsed()) / 1000;
        state.counters["left_mb"] = (static_cast<double>(bytesOf(folder + "/data")) - static_cast<double>(before)) / (1 << 20);
        state.ResumeTiming();
    }
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    Executor executor;
    const auto add = [](const char *name, auto function, int times) {
        benchmark::RegisterBenchmark(name, function)->Unit(benchmark::kMillisecond)->UseRealTime()->MeasureProcessCPUTime()->Iterations(times);
    };
    add("runs/calls1000", calls, 1);
    add("runs/waiting100k", waiting, 1);
    add("runs/resume10k", resume, 1);
    add("runs/records1m", records, 1);
    add("runs/effects256", effects, 3);
    add("runs/decide1000/one_run", [](benchmark::State &state) { decide(state, true); }, 3);
    add("runs/decide1000/many_runs", [](benchmark::State &state) { decide(state, false); }, 3);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}
