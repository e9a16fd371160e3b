// SPDX-License-Identifier: GPL-3.0-or-later
// signalboxd: a backend of its own, for clients on this machine and elsewhere.
#include "server.h"

#include "base/task_scope.h"

#include <csignal>
#include <cstdio>
#include <filesystem>

#include <QCoreApplication>
#include <QSocketNotifier>
#include <QStandardPaths>

#include <sys/signalfd.h>
#include <unistd.h>

using namespace signalbox;
using namespace signalbox::server;

namespace {

constexpr int kFailed = 1;
constexpr int kBadUsage = 2;

void report(const Error &error)
{
    std::fprintf(stderr, "signalboxd: %s [%s]\n", error.message.c_str(), error.code.c_str());
}

std::string absoluteFolder(const std::string &given)
{
    const auto folder = given.empty() ? QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation).toStdString() + "/signalbox" : given;
    std::error_code failed;
    const auto absolute = std::filesystem::absolute(folder, failed);
    return failed ? folder : absolute.lexically_normal().string();
}

/// The signals that end the program, as values of the event loop. Made before any thread is.
class Signals
{
public:
    Signals()
    {
        sigset_t signals;
        sigemptyset(&signals);
        sigaddset(&signals, SIGINT);
        sigaddset(&signals, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &signals, nullptr);
        m_descriptor = ::signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
    }
    ~Signals() { ::close(m_descriptor); }
    Signals(const Signals &) = delete;
    Signals &operator=(const Signals &) = delete;

    int descriptor() const { return m_descriptor; }
    int take() const
    {
        int count = 0;
        signalfd_siginfo info{};
        while (::read(m_descriptor, &info, sizeof info) == sizeof info) {
            ++count;
        }
        return count;
    }

private:
    int m_descriptor = -1;
};

struct Ending
{
    OneShot<Result<void>> asked;
    std::stop_source hurry;
    int signals = 0;
};

Task<int> serve(Options options, Ending *ending)
{
    const auto folder = options.folder;
    const bool leavesLoopback = !isLoopback(options.address);
    auto samples = QCoreApplication::applicationDirPath().toStdString() + "/../share/signalbox/samples";
    auto server = co_await Server::start(std::move(options), std::move(samples));
    if (!server) {
        report(server.error());
        co_return kFailed;
    }
    if (leavesLoopback) {
        std::fprintf(stderr, "signalboxd: other machines can reach %s, and what they send and get is not encrypted; put a TLS proxy in front of it.\n", (*server)->url().c_str());
    }
    std::printf("signalboxd is ready at %s (data folder %s, first token in %s)\n", (*server)->url().c_str(), folder.c_str(), (*server)->tokenFile().c_str());
    std::fflush(stdout);
    (void)co_await ending->asked.wait();
    co_await (*server)->drain(ending->hurry.get_token());
    co_return 0;
}

Task<void> perform(Options options, Ending *ending, int *status)
{
    *status = co_await serve(std::move(options), ending);
    QCoreApplication::quit();
}

} // namespace

int main(int argc, char **argv)
{
    const Signals signals;
    auto options = parseOptions({argv + 1, argv + argc});
    if (!options) {
        report(options.error());
        return kBadUsage;
    }
    if (options->command == Options::Command::Help) {
        std::fputs(usage().c_str(), stdout);
        return argc > 1 ? 0 : kBadUsage;
    }
    if (options->command == Options::Command::Version) {
        std::puts("signalboxd " SIGNALBOX_VERSION);
        return 0;
    }
    QCoreApplication application(argc, argv);
    Executor executor;
    log::setThreshold(options->logLevel);
    log::captureQtMessages();
    options->folder = absoluteFolder(options->folder);

    Ending ending;
    QSocketNotifier notifier(signals.descriptor(), QSocketNotifier::Read);
    QObject::connect(&notifier, &QSocketNotifier::activated, &notifier, [&] {
        ending.signals += signals.take();
        ending.asked.set(Result<void>());
        if (ending.signals > 1) {
            ending.hurry.request_stop();
        }
    });
    int status = kFailed;
    {
        TaskScope scope;
        scope.start([&](std::stop_token) { return perform(*options, &ending, &status); });
        if (scope.size() > 0) {
            QCoreApplication::exec();
        }
    }
    return status;
}
