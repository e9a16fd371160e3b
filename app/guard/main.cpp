// SPDX-License-Identifier: GPL-3.0-or-later
// signalbox-guard: stands between Signalbox and a program that it started, and ends that program with
// everything that it has started in turn, whatever sessions these are in, as soon as Signalbox says so
// or is gone, SIGKILL included: then the control socket closes. Not for use by hand.
#include "launch.h"
#include "tree.h"

#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <linux/close_range.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace signalbox::guard;

namespace {

bool readAll(char *to, std::size_t size)
{
    while (size > 0) {
        const auto got = read(kControl, to, size);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return false;
        }
        to += got;
        size -= static_cast<std::size_t>(got);
    }
    return true;
}

bool readLaunch(Launch &launch)
{
    std::uint32_t size = 0;
    if (!readAll(reinterpret_cast<char *>(&size), sizeof size) || size > (64u << 20)) {
        return false;
    }
    std::string bytes(size, '\0');
    return readAll(bytes.data(), size) && decode(bytes, launch);
}

void report(const Report &report)
{
    // Nobody may be there to read it.
    [[maybe_unused]] const auto sent = send(kControl, &report, sizeof report, MSG_NOSIGNAL);
}

int openSignals()
{
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGCHLD, SIGTERM, SIGINT, SIGHUP}) {
        sigaddset(&signals, signal);
    }
    sigprocmask(SIG_SETMASK, &signals, nullptr);
    return signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
}

void closeFrom(int first)
{
    if (syscall(SYS_close_range, first, ~0U, 0) != 0) {
        for (int file = first; file < 1024; ++file) {
            close(file);
        }
    }
}

// The child's streams are its own: as long as the guard had them open, nobody would see their end.
void dropStreams(bool hasExtra)
{
    const int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    for (int stream = 0; stream <= 2; ++stream) {
        dup2(nothing, stream);
    }
    close(nothing);
    if (hasExtra) {
        close(kExtra);
    }
}

// Waits until the program has ended or is to end.
void watch(int signals, pid_t main, Ending &ending)
{
    for (;;) {
        pollfd files[] = {{signals, POLLIN, 0}, {kControl, POLLIN, 0}};
        if (poll(files, 2, -1) < 0 && errno != EINTR) {
            return;
        }
        if (files[0].revents != 0) {
            signalfd_siginfo signal{};
            while (read(signals, &signal, sizeof signal) == sizeof signal) {
                if (signal.ssi_signo != SIGCHLD) {
                    return;
                }
            }
            if (!reap(main, ending) || ending.known) {
                return;
            }
        }
        if (files[1].revents != 0) {
            char command = 0;
            const auto got = recv(kControl, &command, 1, MSG_DONTWAIT);
            if (got == 1 && command == static_cast<char>(Command::Terminate)) {
                signalTree(SIGTERM);
            } else if (got >= 0 || (errno != EAGAIN && errno != EINTR)) {
                return; // told to kill, or nobody is there any more
            }
        }
    }
}

} // namespace

int main()
{
    Launch what;
    const int signals = openSignals();
    // The signal comes when the thread that started this process ends, which is why Signalbox starts its
    // children from one that lives as long as itself. The closing socket says the same, unless a copy of
    // it leaked.
    if (signals < 0 || prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0 || prctl(PR_SET_PDEATHSIG, SIGTERM) != 0 || !readLaunch(what)) {
        report({Report::Kind::Failed, static_cast<std::int32_t>(Stage::Guard), errno});
        return 1;
    }
    if (static_cast<std::uint64_t>(getppid()) != what.parent) {
        return 1;
    }
    if (!canSeeTree()) {
        report({Report::Kind::Failed, static_cast<std::int32_t>(Stage::Guard), ENOSYS});
        return 1;
    }
    // What Signalbox's libraries may have left open without the close-on-exec flag goes here; the
    // guard's own descriptor of signals is below that.
    fcntl(kControl, F_SETFD, FD_CLOEXEC);
    fcntl(kLife, F_SETFD, FD_CLOEXEC);
    constexpr int kSignals = kExtra + 1;
    if (signals != kSignals) {
        dup3(signals, kSignals, O_CLOEXEC);
    }
    if (!what.hasExtra) {
        close(kExtra);
    }
    closeFrom(kSignals + 1);
    Report failure;
    const auto pid = launch(what, failure);
    dropStreams(what.hasExtra);
    if (pid == 0) {
        report(failure);
        return 1;
    }
    report({Report::Kind::Started, pid, 0});
    Ending ending;
    watch(kSignals, pid, ending);
    killTree(pid, ending);
    const bool exited = ending.known && WIFEXITED(ending.status);
    report({Report::Kind::Ended, exited ? WEXITSTATUS(ending.status) : -1, exited ? 0 : ending.known && WIFSIGNALED(ending.status) ? WTERMSIG(ending.status) : SIGKILL});
    return 0;
}
