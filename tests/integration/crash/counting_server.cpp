// SPDX-License-Identifier: GPL-3.0-or-later
// crash_counting_server: answers every request after a few milliseconds and counts it by run, path and
// key, in a process of its own, so that what it counted outlives whoever is killed. Prints its address; a
// line with a run's id on standard input is answered by a line of JSON; it ends with its input.
#include "support/loopback_server.h"

#include "base/executor.h"
#include "base/json.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include <cstdio>
#include <random>
#include <set>

#include <unistd.h>

using namespace signalbox;

namespace {

// Answers take between these, so that the lanes of a run drift apart.
constexpr int kShortest = 2;
constexpr int kLongest = 16;

struct Count
{
    std::int64_t requests = 0;
    std::set<std::string> keys;
};

using Counts = std::map<std::string, std::map<std::string, Count>>;

std::string report(const std::map<std::string, Count> &counts)
{
    json::Object all;
    for (const auto &[what, count] : counts) {
        json::Array keys;
        for (const auto &key : count.keys) {
            keys.emplace_back(key);
        }
        all.emplace(what, json::Object{{"count", count.requests}, {"keys", std::move(keys)}});
    }
    return json::write(json::Value(std::move(all)));
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    Counts counts;
    constexpr int kBusyAnswers = 2; ///< of what is flaky
    std::mt19937 random(1);
    test::LoopbackServer server([&](const test::LoopbackServer::Request &request) {
        // /RUN/what/lane
        bool isBusy = false;
        bool isGone = false;
        const auto slash = request.target.find('/', 1);
        if (slash != std::string::npos) {
            auto &count = counts[request.target.substr(1, slash - 1)][request.target.substr(slash + 1)];
            ++count.requests;
            isBusy = request.target.compare(slash + 1, 5, "flaky") == 0 && count.requests <= kBusyAnswers;
            isGone = request.target.compare(slash + 1, 4, "gone") == 0;
            if (const auto key = request.header("idempotency-key"); !key.empty()) {
                count.keys.insert(key);
            }
        }
        test::LoopbackServer::Reply reply;
        reply.status = isBusy ? 503 : isGone ? 404 : 200;
        reply.body = "{\"done\":true}";
        reply.headers = {"Content-Type: application/json"};
        reply.delay = Millis(std::uniform_int_distribution<int>(kShortest, kLongest)(random));
        return reply;
    });
    QByteArray input;
    QSocketNotifier notifier(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&notifier, &QSocketNotifier::activated, &app, [&] {
        char bytes[4096];
        const auto got = ::read(STDIN_FILENO, bytes, sizeof bytes);
        if (got <= 0) {
            app.quit();
            return;
        }
        input.append(bytes, static_cast<qsizetype>(got));
        for (auto end = input.indexOf('\n'); end >= 0; end = input.indexOf('\n')) {
            std::printf("%s\n", report(counts[input.left(end).toStdString()]).c_str());
            std::fflush(stdout);
            input.remove(0, end + 1);
        }
    });
    std::printf("%s\n", server.url().c_str());
    std::fflush(stdout);
    return app.exec();
}
