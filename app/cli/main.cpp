// SPDX-License-Identifier: GPL-3.0-or-later
// signalbox-cli: Signalbox in the terminal and in scripts.
#include "commands.h"

#include "base/log.h"
#include "base/task_scope.h"

#include <csignal>

#include <QCoreApplication>
#include <QSocketNotifier>
#include <QStandardPaths>

#include <sys/signalfd.h>
#include <unistd.h>

using namespace signalbox;
using namespace signalbox::cli;

namespace {

std::string defaultFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation).toStdString() + "/signalbox";
}

Task<Exit> dispatch(backend::Backend *backend, Arguments arguments, std::stop_token stop)
{
    auto begun = co_await backend->begin();
    if (!begun) {
        report(begun.error(), arguments.json);
        co_return Exit::Failed;
    }
    const auto &command = arguments.command;
    if (command == "run") {
        co_return co_await runCommand(backend, arguments, stop);
    }
    if (command == "resume") {
        co_return co_await resumeCommand(backend, arguments, stop);
    }
    if (command == "runs") {
        co_return co_await runsCommand(backend, arguments);
    }
    if (command == "show") {
        co_return co_await showCommand(backend, arguments);
    }
    if (command == "events") {
        co_return co_await eventsCommand(backend, arguments);
    }
    if (command == "decide") {
        co_return co_await decideCommand(backend, arguments, stop);
    }
    if (command == "cancel") {
        co_return co_await cancelCommand(backend, arguments);
    }
    if (command == "secrets") {
        co_return co_await secretsCommand(backend, arguments);
    }
    co_return co_await backupCommand(backend, arguments);
}

Task<void> perform(backend::Backend *backend, Arguments arguments, std::stop_token stop, Exit *exit)
{
    *exit = co_await dispatch(backend, arguments, stop);
    co_await backend->shutdown();
    QCoreApplication::quit();
}

bool isKnown(const std::string &command)
{
    static const std::vector<std::string> commands = {"run", "resume", "runs", "show", "events", "decide", "cancel", "secrets", "backup"};
    return std::find(commands.begin(), commands.end(), command) != commands.end();
}

} // namespace

int main(int argc, char **argv)
{
    // Before any thread starts, so that only the descriptor below hears of them.
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);

    QCoreApplication application(argc, argv);
    Executor executor;
    log::setThreshold(log::Level::Warning);
    auto parsed = parseArguments({argv + 1, argv + argc});
    if (!parsed) {
        report(parsed.error(), false);
        return static_cast<int>(Exit::InvalidInput);
    }
    auto &arguments = *parsed;
    if (arguments.help || arguments.command.empty() || arguments.command == "help") {
        print(usage());
        return arguments.help || arguments.command == "help" ? 0 : static_cast<int>(Exit::InvalidInput);
    }
    if (arguments.command == "validate") {
        return static_cast<int>(validateCommand(arguments));
    }
    if (arguments.command == "types") {
        return static_cast<int>(typesCommand(arguments));
    }
    if (arguments.command == "samples") {
        return static_cast<int>(samplesCommand(arguments));
    }
    if (!isKnown(arguments.command)) {
        report(Error("usage", "\"" + arguments.command + "\" is no command; see signalbox-cli --help."), arguments.json);
        return static_cast<int>(Exit::InvalidInput);
    }
    backend::BackendOptions backendOptions;
    backendOptions.folder = arguments.data.empty() ? defaultFolder() : arguments.data;
    auto backend = backend::Backend::open(std::move(backendOptions));
    if (!backend) {
        report(backend.error(), arguments.json);
        return static_cast<int>(Exit::Failed);
    }
    std::stop_source stop;
    const int descriptor = ::signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
    QSocketNotifier notifier(descriptor, QSocketNotifier::Read);
    QObject::connect(&notifier, &QSocketNotifier::activated, &notifier, [&stop, descriptor] {
        signalfd_siginfo info{};
        while (::read(descriptor, &info, sizeof info) == sizeof info) {
        }
        stop.request_stop();
    });
    auto exit = Exit::Failed;
    {
        TaskScope scope;
        scope.start([&](std::stop_token) { return perform(backend->get(), arguments, stop.get_token(), &exit); });
        if (scope.size() > 0) {
            QCoreApplication::exec();
        }
    }
    ::close(descriptor);
    return static_cast<int>(exit);
}
