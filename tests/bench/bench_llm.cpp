// SPDX-License-Identifier: GPL-3.0-or-later
// What the product adds to a call of a model: against a plain socket that sends the same request and reads the same
// stream, until the first piece and for each of them; many paced streams at once; reading streams and large answers.
// The server is another process on loopback; every answer is put together and its length looked at.
#include "base/task_scope.h"
#include "llm/dialect.h"
#include "llm/gateway.h"
#include "llm/stream_reader.h"
#include "store/database.h"
#include "support/raw_server.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <deque>
#include <numeric>

#include <QCoreApplication>
#include <QTemporaryDir>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace signalbox;

namespace {

const std::string kPiece = "data: {\"id\":\"c\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hello there \"}}]}\n\n";
const std::string kEnd = "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
                         "data: {\"id\":\"c\",\"choices\":[],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":10}}\n\ndata: [DONE]\n\n";
constexpr std::size_t kPieceText = 12;

void pump(const std::function<bool()> &done)
{
    while (!done()) {
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    }
}

std::string streamOf(std::int64_t pieces)
{
    std::string all;
    for (std::int64_t i = 0; i < pieces; ++i) {
        all += kPiece;
    }
    return all + kEnd;
}

// A stream in pieces as they come from a socket; the text is put together.
void readStream(benchmark::State &state)
{
    const auto text = streamOf(state.range(0));
    const auto dialect = llm::makeDialect(llm::ProviderKind::OpenAiCompatible);
    for (auto _ : state) {
        const auto decoder = dialect->decoder();
        llm::StreamReader reader(dialect->framing());
        llm::AnswerBuilder builder;
        std::vector<llm::Event> events;
        const auto sink = [&](std::string_view name, std::string_view data) { return decoder->take(name, data, events); };
        for (std::size_t at = 0; at < text.size(); at += 1400) {
            if (!reader.feed(std::string_view(text).substr(at, 1400), sink)) {
                state.SkipWithError("not read");
            }
            for (auto &event : std::exchange(events, {})) {
                builder.add(std::move(event));
            }
        }
        if (!reader.finish(sink) || !decoder->end(events)) {
            state.SkipWithError("not ended");
        }
        const auto answer = builder.take().text();
        if (answer.size() != static_cast<std::size_t>(state.range(0)) * kPieceText) {
            state.SkipWithError("another text");
        }
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

// An answer of 10 MB that comes whole.
void readWhole(benchmark::State &state)
{
    const std::string text(static_cast<std::size_t>(state.range(0)), 'x');
    const auto body = "{\"id\":\"c\",\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"" + text + "\"},\"finish_reason\":\"stop\"}]}";
    const auto dialect = llm::makeDialect(llm::ProviderKind::OpenAiCompatible);
    for (auto _ : state) {
        const auto decoder = dialect->decoder();
        std::vector<llm::Event> events;
        llm::AnswerBuilder builder;
        if (!decoder->takeWhole(body, events) || !decoder->end(events)) {
            state.SkipWithError("not read");
        }
        for (auto &event : events) {
            builder.add(std::move(event));
        }
        if (builder.take().text().size() != text.size()) {
            state.SkipWithError("another text");
        }
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(body.size()));
}

// 10 MB of embeddings.
void readEmbeddings(benchmark::State &state)
{
    std::string body = "{\"data\":[";
    for (int i = 0; body.size() < static_cast<std::size_t>(state.range(0)); ++i) {
        body += (i == 0 ? "" : ",") + std::string("{\"index\":") + std::to_string(i) + ",\"embedding\":[";
        for (int n = 0; n < 1536; ++n) {
            body += (n == 0 ? "" : ",") + std::string("0.0123456") + std::to_string(n % 10);
        }
        body += "]}";
    }
    body += "]}";
    const auto dialect = llm::makeDialect(llm::ProviderKind::OpenAiCompatible);
    for (auto _ : state) {
        const auto value = json::parse(body);
        const auto read = dialect->readEmbeddings(*value);
        if (!read || read->vectors.empty() || read->vectors.back().size() != 1536) {
            state.SkipWithError("not read");
        }
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(body.size()));
}

Task<Result<std::string>> noSecret()
{
    co_return std::string();
}

llm::Request request()
{
    llm::Request made;
    made.model = "m";
    made.messages = {llm::Message::text(llm::Role::User, "Hello")};
    made.maxTokens = 1000;
    return made;
}

// When the first event came.
class FirstSink final : public llm::AnswerSink
{
public:
    Task<Result<void>> take(const std::vector<llm::Event> *, std::stop_token) override
    {
        if (!first) {
            first = std::chrono::steady_clock::now();
        }
        co_return Result<void>();
    }
    std::optional<std::chrono::steady_clock::time_point> first;
};

constexpr int kPaceMillis = 10;

// A request of /burst/N gets N pieces at once, one of /paced/N one piece every 10 ms.
void serve(test::RawConnection &connection)
{
    const auto got = connection.readRequest();
    if (!got) {
        return;
    }
    const bool isPaced = got->target.starts_with("/paced/");
    const auto pieces = std::strtoll(got->target.c_str() + 7, nullptr, 10);
    const std::string head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";
    if (!isPaced) {
        connection.write(head + streamOf(pieces));
        return;
    }
    connection.write(head);
    auto next = std::chrono::steady_clock::now();
    for (std::int64_t i = 0; i < pieces && connection.write(kPiece); ++i) {
        next += std::chrono::milliseconds(kPaceMillis);
        std::this_thread::sleep_until(next);
    }
    connection.write(kEnd);
}

// In a process of its own, so that its work counts for nobody. It ends with this one.
class ServerProcess
{
public:
    ServerProcess()
    {
        int toParent[2];
        int toChild[2];
        if (::pipe(toParent) != 0 || ::pipe(toChild) != 0) {
            qFatal("no pipe");
        }
        m_child = ::fork();
        if (m_child == 0) {
            ::close(toChild[1]);
            {
                test::RawServer server(serve);
                const auto port = server.port();
                if (::write(toParent[1], &port, sizeof port) != sizeof port) {
                    ::_exit(1);
                }
                char end = 0;
                while (::read(toChild[0], &end, 1) > 0) {
                }
            }
            ::_exit(0);
        }
        ::close(toParent[1]);
        ::close(toChild[0]);
        if (::read(toParent[0], &m_port, sizeof m_port) != sizeof m_port) {
            qFatal("no server");
        }
        ::close(toParent[0]);
        m_alive = toChild[1];
    }
    ~ServerProcess()
    {
        ::close(m_alive);
        ::waitpid(m_child, nullptr, 0);
    }
    ServerProcess(const ServerProcess &) = delete;
    ServerProcess &operator=(const ServerProcess &) = delete;

    std::uint16_t port() const { return m_port; }

private:
    pid_t m_child = 0;
    std::uint16_t m_port = 0;
    int m_alive = -1;
};

std::uint16_t g_port = 0;

struct Times
{
    double first = 0; ///< microseconds until the first piece
    double whole = 0;
    std::size_t characters = 0;
};

double since(std::chrono::steady_clock::time_point began)
{
    return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - began).count();
}

// The least that any client must do: connect, send, read to the end.
Times viaSocket(std::int64_t pieces)
{
    static const std::string body = R"({"model":"m","messages":[{"role":"user","content":"Hello"}],"max_tokens":1000,"stream":true,"stream_options":{"include_usage":true}})";
    const auto text = "POST /burst/" + std::to_string(pieces) + "/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(g_port)
        + "\r\nAccept: text/event-stream\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    Times times;
    const auto began = std::chrono::steady_clock::now();
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(g_port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0 || ::send(socket, text.data(), text.size(), 0) < 0) {
        qFatal("not sent");
    }
    std::string all;
    std::array<char, 65536> part{};
    for (ssize_t got = 0; (got = ::recv(socket, part.data(), part.size(), 0)) > 0;) {
        all.append(part.data(), static_cast<std::size_t>(got));
        if (times.first == 0 && all.find("data:") != std::string::npos) {
            times.first = since(began);
        }
    }
    ::close(socket);
    times.whole = since(began);
    for (auto at = all.find("Hello there "); at != std::string::npos; at = all.find("Hello there ", at + 1)) {
        times.characters += kPieceText;
    }
    return times;
}

class Bench
{
public:
    explicit Bench(const std::string &path)
    {
        store::SqliteOptions options;
        options.folder = m_folder.path().toStdString();
        m_store = std::move(*store::openSqliteStore(options, m_clock));
        m_gateway = std::make_unique<llm::Gateway>(llm::GatewayServices{.http = m_http,
                                                                        .clock = m_clock,
                                                                        .models = m_store->models(),
                                                                        .ledger = m_store->ledger(),
                                                                        .secrets = [](std::string, std::string) { return noSecret(); },
                                                                        .prices = llm::PriceTable::builtIn()});
        bool isSet = false;
        m_scope.start([&](std::stop_token) { return setUp(this, "http://127.0.0.1:" + std::to_string(g_port) + path, &isSet); });
        pump([&] { return isSet; });
    }

    Times viaGateway()
    {
        FirstSink sink;
        Times times;
        bool ended = false;
        const auto began = std::chrono::steady_clock::now();
        m_scope.start([&](std::stop_token stop) { return ask(this, &sink, &times, &ended, stop); });
        pump([&] { return ended; });
        times.whole = since(began);
        times.first = std::chrono::duration<double, std::micro>(sink.first.value_or(began) - began).count();
        return times;
    }
    std::size_t manyViaGateway(std::size_t count)
    {
        std::vector<Times> times(count);
        std::vector<FirstSink> sinks(count);
        std::deque<bool> ended(count, false);
        for (std::size_t i = 0; i < count; ++i) {
            m_scope.start([this, &sinks, &times, &ended, i](std::stop_token stop) { return ask(this, &sinks[i], &times[i], &ended[i], stop); });
        }
        pump([&] { return std::ranges::all_of(ended, std::identity()); });
        return std::accumulate(times.begin(), times.end(), std::size_t(0), [](std::size_t sum, const Times &one) { return sum + one.characters; });
    }

private:
    static Task<void> setUp(Bench *self, std::string url, bool *isSet)
    {
        llm::ProviderConfig config;
        config.id = "bench";
        config.baseUrl = std::move(url);
        config.concurrency = 1000;
        auto put = co_await self->m_gateway->put("home", std::move(config));
        if (!put) {
            qFatal("%s", put.error().describe().c_str());
        }
        *isSet = true;
    }
    static Task<void> ask(Bench *self, FirstSink *sink, Times *times, bool *ended, std::stop_token stop)
    {
        llm::CallOrigin origin;
        origin.workspace = "home";
        auto answer = co_await self->m_gateway->ask(std::move(origin), "bench", request(), stop, sink);
        times->characters = answer ? answer->answer.text().size() : 0;
        *ended = true;
    }

    QTemporaryDir m_folder;
    SystemClock m_clock;
    http::Client m_http;
    std::unique_ptr<store::Store> m_store;
    std::unique_ptr<llm::Gateway> m_gateway;
    TaskScope m_scope;
};

// One call after another, through the gateway and by a plain socket in turn, without budgets (what the ledger's commit
// costs is a figure of the store): medians of what is added.
void added(benchmark::State &state)
{
    const auto pieces = state.range(0);
    Bench bench("/burst/" + std::to_string(pieces));
    std::vector<double> first;
    std::vector<double> each;
    for (auto _ : state) {
        const auto ours = bench.viaGateway();
        const auto plain = viaSocket(pieces);
        if (ours.characters != static_cast<std::size_t>(pieces) * kPieceText || plain.characters != ours.characters) {
            state.SkipWithError("another answer");
            break;
        }
        first.push_back(ours.first - plain.first);
        each.push_back((ours.whole - plain.whole) / static_cast<double>(pieces)); // what is read in one go has one first
        state.SetIterationTime(ours.whole / 1e6);
    }
    const auto median = [](std::vector<double> &values) {
        std::ranges::sort(values);
        return values.empty() ? 0 : values[values.size() / 2];
    };
    state.counters["added_first_us"] = median(first);
    state.counters["added_piece_us"] = median(each);
}

// So many streams of a hundred pieces a second each for three seconds: `cores` is the processor time of all threads.
void paced(benchmark::State &state)
{
    constexpr int kPieces = 300;
    Bench bench("/paced/" + std::to_string(kPieces));
    const auto worked = [] {
        rusage used{};
        ::getrusage(RUSAGE_SELF, &used);
        return static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
    };
    double cpu = 0;
    double passed = 0;
    for (auto _ : state) {
        const auto before = worked();
        const auto began = std::chrono::steady_clock::now();
        const auto characters = bench.manyViaGateway(static_cast<std::size_t>(state.range(0)));
        passed += since(began) / 1e6;
        cpu += worked() - before;
        if (characters != static_cast<std::size_t>(state.range(0)) * kPieces * kPieceText) {
            state.SkipWithError("another answer");
            break;
        }
    }
    state.counters["cores"] = cpu / passed;
    state.counters["late_ms"] = (passed / static_cast<double>(state.iterations()) * 1e3) - kPieces * kPaceMillis;
}

} // namespace

BENCHMARK(readStream)->Name("llm/stream")->Arg(100)->Arg(10'000)->Unit(benchmark::kMicrosecond);
BENCHMARK(readWhole)->Name("llm/whole")->Arg(10 << 20)->Unit(benchmark::kMillisecond);
BENCHMARK(readEmbeddings)->Name("llm/embeddings")->Arg(10 << 20)->Unit(benchmark::kMillisecond);
BENCHMARK(added)->Name("llm/added")->Arg(1)->Arg(1000)->UseManualTime()->Unit(benchmark::kMicrosecond);
BENCHMARK(paced)->Name("llm/paced")->Arg(200)->Iterations(2)->UseRealTime()->Unit(benchmark::kMillisecond);

int main(int argc, char **argv)
{
    const ServerProcess server; // before there is any thread
    g_port = server.port();
    QCoreApplication application(argc, argv);
    Executor executor;
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
