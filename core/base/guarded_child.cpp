// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/guarded_child.h"

#include "base/guard_messages.h"
#include "base/helpers.h"
#include "base/launcher_p.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <future>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

namespace signalbox {

void Descriptor::reset()
{
    if (m_number >= 0) {
        ::close(std::exchange(m_number, -1));
    }
}

namespace {

Error startFailed(const std::string &program, const char *what, int number)
{
    return Error("child.start", "\"" + program + "\" could not be started: " + what + ": " + std::strerror(number) + ".", program);
}

Result<std::string> findProgram(const std::string &name)
{
    if (name.find('/') != std::string::npos) {
        return name;
    }
    const char *path = std::getenv("PATH");
    for (std::string_view left = path ? path : "/usr/bin:/bin"; !name.empty();) {
        const auto end = left.find(':');
        const auto candidate = std::string(left.substr(0, end)) + "/" + name;
        if (::access(candidate.c_str(), X_OK) == 0) {
            return candidate;
        }
        if (end == std::string_view::npos) {
            break;
        }
        left.remove_prefix(end + 1);
    }
    return Error("child.notFound", "The program \"" + name + "\" is not in PATH; install it, or give its whole path.", name);
}

std::vector<std::string> environmentOf(const ChildOptions &options)
{
    auto values = options.environment;
    for (const auto &name : options.inherit) {
        if (const char *value = std::getenv(name.c_str())) {
            values.emplace(name, value);
        }
    }
    std::vector<std::string> result;
    for (const auto &[name, value] : values) {
        result.push_back(name + "=" + value);
    }
    return result;
}

std::vector<guard::Limit> limitsOf(const ChildLimits &limits)
{
    std::vector<guard::Limit> result;
    const auto add = [&](int resource, const std::optional<std::uint64_t> &value) {
        if (value) {
            result.push_back({static_cast<std::uint32_t>(resource), *value});
        }
    };
    add(RLIMIT_AS, limits.addressSpace);
    add(RLIMIT_CPU, limits.cpuSeconds);
    add(RLIMIT_NOFILE, limits.openFiles);
    add(RLIMIT_FSIZE, limits.fileSize);
    add(RLIMIT_CORE, limits.coreSize);
    return result;
}

// Descriptors beyond those that the guard gives a meaning, so that putting one in its place never
// overwrites another.
Descriptor lifted(Descriptor low)
{
    return Descriptor(::fcntl(low.get(), F_DUPFD_CLOEXEC, 32));
}

bool makePair(int kind, Descriptor &ours, Descriptor &theirs)
{
    int ends[2];
    const int made = kind == 0 ? ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) : ::pipe2(ends, O_CLOEXEC);
    if (made != 0) {
        return false;
    }
    const int mine = kind == 2 ? 1 : 0; // kind 1: we read, kind 2: we write
    ours = Descriptor(ends[mine]);
    theirs = lifted(Descriptor(ends[1 - mine]));
    return theirs.isOpen();
}

void stopBlocking(const Descriptor &descriptor)
{
    ::fcntl(descriptor.get(), F_SETFL, ::fcntl(descriptor.get(), F_GETFL) | O_NONBLOCK);
}

bool sendAll(int to, std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto sent = ::send(to, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) {
            continue;
        }
        if (sent <= 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

} // namespace

/// One start of a guard, on the launcher's thread.
class GuardLaunch
{
public:
    static Result<GuardedChild> run(const ChildOptions &options)
    {
        SB_TRY(guard, findHelper("signalbox-guard"));
        SB_TRY(program, findProgram(options.program));
        GuardLaunch launch;
        GuardedChild child;
        child.m_program = program;
        child.m_folder = options.folder;
        Descriptor life;
        bool made = makePair(0, child.m_control, launch.m_control) && makePair(1, life, launch.m_life);
        made = made && launch.stream(0, options.input, child.input) && launch.stream(1, options.output, child.output) && launch.stream(2, options.errors, child.errors);
        made = made && (!options.withSocket || makePair(0, child.socket, launch.m_extra));
        if (!made) {
            return startFailed(program, "no descriptors are left", errno);
        }
        int pid = 0;
        if (const int failed = launch.spawn(guard, pid); failed != 0) {
            return startFailed(program, "its guard could not be started", failed);
        }
        Launcher::instance().reapLater(pid, std::move(life));
        guard::Launch what;
        what.parent = static_cast<std::uint64_t>(::getpid());
        what.program = program;
        what.arguments = options.arguments;
        what.environment = environmentOf(options);
        what.folder = options.folder;
        what.limits = limitsOf(options.limits);
        what.hasExtra = options.withSocket;
        what.newPrivileges = options.newPrivileges;
        const auto message = guard::encode(what);
        const auto size = static_cast<std::uint32_t>(message.size());
        launch.m_control.reset(); // else the guard's end would not be seen
        if (!sendAll(child.m_control.get(), std::string(reinterpret_cast<const char *>(&size), sizeof size) + message)) {
            return startFailed(program, "its guard has ended", errno);
        }
        stopBlocking(child.m_control);
        return child;
    }

private:
    bool stream(int number, ChildStream kind, Descriptor &ours)
    {
        auto &theirs = m_streams[static_cast<std::size_t>(number)];
        switch (kind) {
        case ChildStream::Null: theirs = lifted(Descriptor(::open("/dev/null", O_RDWR | O_CLOEXEC))); break;
        case ChildStream::Inherit: theirs = Descriptor(::fcntl(number, F_DUPFD_CLOEXEC, 32)); break;
        case ChildStream::Pipe:
            if (makePair(number == 0 ? 2 : 1, ours, theirs)) {
                stopBlocking(ours);
            }
            break;
        }
        return theirs.isOpen();
    }

    int spawn(const std::string &guard, int &pid)
    {
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        for (int number = 0; number < 3; ++number) {
            posix_spawn_file_actions_adddup2(&actions, m_streams[static_cast<std::size_t>(number)].get(), number);
        }
        posix_spawn_file_actions_adddup2(&actions, m_control.get(), guard::kControl);
        posix_spawn_file_actions_adddup2(&actions, m_life.get(), guard::kLife);
        if (m_extra.isOpen()) {
            posix_spawn_file_actions_adddup2(&actions, m_extra.get(), guard::kExtra);
        }
        posix_spawnattr_t attributes;
        posix_spawnattr_init(&attributes);
        sigset_t signals;
        sigemptyset(&signals);
        posix_spawnattr_setsigmask(&attributes, &signals);
        sigfillset(&signals);
        posix_spawnattr_setsigdefault(&attributes, &signals);
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSID);
        char name[] = "signalbox-guard";
        char *const arguments[] = {name, nullptr};
        char *const environment[] = {nullptr};
        const int failed = posix_spawn(&pid, guard.c_str(), &actions, &attributes, arguments, environment);
        posix_spawn_file_actions_destroy(&actions);
        posix_spawnattr_destroy(&attributes);
        return failed;
    }

    std::array<Descriptor, 3> m_streams;
    Descriptor m_control;
    Descriptor m_life;
    Descriptor m_extra;
};

void GuardedChild::launch(ChildOptions options, UniqueFunction<void(Result<GuardedChild>)> then)
{
    Launcher::instance().post([options = std::move(options), then = std::move(then)]() mutable { then(GuardLaunch::run(options)); });
}

Result<GuardedChild> GuardedChild::start(ChildOptions options, Millis patience)
{
    std::promise<Result<GuardedChild>> promise;
    launch(std::move(options), [&promise](Result<GuardedChild> child) { promise.set_value(std::move(child)); });
    SB_TRY(child, promise.get_future().get());
    const auto until = std::chrono::steady_clock::now() + patience;
    for (;;) {
        auto news = child.readNews();
        if (news.failure) {
            return std::move(*news.failure);
        }
        if (news.kind == News::Kind::Started) {
            return child;
        }
        const auto left = std::chrono::ceil<Millis>(until - std::chrono::steady_clock::now());
        pollfd file{child.control(), POLLIN, 0};
        if (left.count() <= 0 || ::poll(&file, 1, static_cast<int>(left.count())) == 0) {
            return startFailed(child.m_program, "its guard does not answer", ETIMEDOUT);
        }
    }
}

Error GuardedChild::failureOf(int stage, int number) const
{
    switch (static_cast<guard::Stage>(stage)) {
    case guard::Stage::Folder:
        return Error("child.folder", "\"" + m_program + "\" could not be started: its folder \"" + m_folder + "\" cannot be entered: " + std::strerror(number) + ".", m_folder);
    case guard::Stage::Limit: return startFailed(m_program, "a limit could not be set", number);
    case guard::Stage::Execute:
        if (number == ENOENT || number == ENOTDIR) {
            return Error("child.notFound", "The program \"" + m_program + "\", or the interpreter that it names, is not there; install it, or give its path.", m_program);
        }
        if (number == EACCES || number == EPERM) {
            return Error("child.refused", "\"" + m_program + "\" may not be executed: " + std::strerror(number) + ".", m_program);
        }
        return startFailed(m_program, "the system refused it", number);
    default: return startFailed(m_program, "its guard could not do its work", number);
    }
}

GuardedChild::News GuardedChild::readNews()
{
    guard::Report report;
    const auto got = m_exit ? 0 : ::recv(m_control.get(), &report, sizeof report, 0);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) {
        return {};
    }
    if (got == static_cast<ssize_t>(sizeof report)) {
        switch (report.kind) {
        case guard::Report::Kind::Started: m_pid = report.first; return {News::Kind::Started, {}};
        case guard::Report::Kind::Failed: m_exit = ChildExit{}; return {News::Kind::Ended, failureOf(report.first, report.second)};
        case guard::Report::Kind::Ended: m_exit = ChildExit{report.first, report.second}; return {News::Kind::Ended, {}};
        }
    }
    if (!m_exit) {
        // The guard itself was killed. Its child goes with it; what that started is in the same session,
        // unless it left on purpose.
        m_exit = ChildExit{-1, SIGKILL};
        if (m_pid > 0) {
            ::kill(static_cast<pid_t>(-m_pid), SIGKILL);
        } else {
            return {News::Kind::Ended, startFailed(m_program, "its guard has ended", ECHILD)};
        }
    }
    return {News::Kind::Ended, {}};
}

std::optional<ChildExit> GuardedChild::wait(Millis limit)
{
    const auto until = std::chrono::steady_clock::now() + limit;
    while (!m_exit) {
        readNews();
        const auto left = std::chrono::ceil<Millis>(until - std::chrono::steady_clock::now());
        if (m_exit || left.count() <= 0) {
            break;
        }
        pollfd file{m_control.get(), POLLIN, 0};
        ::poll(&file, 1, static_cast<int>(left.count()));
    }
    return m_exit;
}

void GuardedChild::say(char command)
{
    if (m_control.isOpen() && !m_exit) {
        [[maybe_unused]] const auto sent = ::send(m_control.get(), &command, 1, MSG_NOSIGNAL | MSG_DONTWAIT);
    }
}

void GuardedChild::terminate()
{
    say(static_cast<char>(guard::Command::Terminate));
}

void GuardedChild::kill()
{
    say(static_cast<char>(guard::Command::Kill));
}

} // namespace signalbox
