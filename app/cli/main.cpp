// SPDX-License-Identifier: GPL-3.0-or-later
// signalbox-cli: Signalbox in the terminal and in scripts.
#include "commands.h"

#include "base/log.h"
#include "base/task_scope.h"

#include <csignal>
#include <map>

#include <QCoreApplication>
#include <QSocketNotifier>

#include <sys/signalfd.h>
#include <unistd.h>

using namespace signalbox;
using namespace signalbox::cli;

namespace {

const std::map<std::string_view, Command> kCommands = {
    {"run", runCommand},         {"resume", resumeCommand},   {"runs", runsCommand},       {"show", showCommand},         {"events", eventsCommand}, {"decide", decideCommand},     {"cancel", cancelCommand},
    {"pause", pauseCommand},     {"continue", continueCommand}, {"step", stepCommand},       {"break", breakCommand},       {"rerun", rerunCommand},   {"compare", compareCommand},
    {"flows", flowsCommand},     {"save", saveCommand},       {"publish", publishCommand}, {"versions", versionsCommand}, {"live", liveCommand}, {"diff", diffCommand},     {"remove", removeCommand},     {"export", exportCommand},
    {"import", importCommand},   {"secrets", secretsCommand}, {"tokens", tokensCommand},   {"audit", auditCommand},       {"backup", backupCommand}, {"diagnose", diagnoseCommand},
    {"dead-letters", deadLettersCommand}, {"breakers", breakersCommand}, {"pauses", pausesCommand}, {"budgets", budgetsCommand}, {"providers", providersCommand}, {"endpoint", endpointCommand},
    {"vault", vaultCommand}, {"secret-sources", secretSourcesCommand}, {"recordings", recordingsCommand},     {"delete", deleteCommand}, {"retention", retentionCommand},
    {"approvals", approvalsCommand}, {"approve", approveCommand}, {"reject", rejectCommand},
};

const std::map<std::string_view, Exit (*)(const Arguments &)> kOffline = {{"validate", validateCommand}, {"types", typesCommand}, {"samples", samplesCommand}, {"restore", restoreCommand}};

Task<void> perform(Command command, Arguments arguments, std::stop_token stop, Exit *exit)
{
    session::Options options;
    options.folder = arguments.data;
    options.connect = arguments.connect;
    options.tokenFile = arguments.tokenFile;
    options.pluginFolder = arguments.plugins;
    // "vault" reads it itself, and says what is wrong with it.
    options.passphraseFile = arguments.command == "vault" ? std::string() : arguments.passphraseFile;
    if (arguments.command != "vault" && !arguments.passphraseFd.empty()) {
        options.passphraseFile = "/dev/fd/" + arguments.passphraseFd;
    }
    auto session = co_await session::Session::open(std::move(options), stop);
    if (!session) {
        *exit = failed(session.error(), arguments);
    } else {
        try {
            *exit = co_await command(session->get(), arguments, stop);
        } catch (const std::exception &failure) {
            *exit = failed(Error("cli.internal", "The command failed: " + std::string(failure.what()) + "."), arguments);
        }
        co_await (*session)->close();
    }
    QCoreApplication::quit();
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
    if (arguments.version) {
        print("signalbox-cli " SIGNALBOX_VERSION);
        return 0;
    }
    if (arguments.help || arguments.command.empty() || arguments.command == "help") {
        print(usage());
        return arguments.help || arguments.command == "help" ? 0 : static_cast<int>(Exit::InvalidInput);
    }
    if (const auto offline = kOffline.find(arguments.command); offline != kOffline.end()) {
        return static_cast<int>(offline->second(arguments));
    }
    const auto command = kCommands.find(arguments.command);
    if (command == kCommands.end()) {
        report(Error("usage", "\"" + arguments.command + "\" is no command; see signalbox-cli --help."), arguments.json);
        return static_cast<int>(Exit::InvalidInput);
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
        scope.start([&](std::stop_token) { return perform(command->second, arguments, stop.get_token(), &exit); });
        if (scope.size() > 0) {
            QCoreApplication::exec();
        }
    }
    ::close(descriptor);
    return static_cast<int>(exit);
}
