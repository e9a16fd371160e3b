// SPDX-License-Identifier: GPL-3.0-or-later
#include "launch.h"

#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace signalbox::guard {

namespace {

std::vector<char *> pointers(const std::vector<std::string> &texts, const std::string *first)
{
    std::vector<char *> result;
    if (first) {
        result.push_back(const_cast<char *>(first->c_str()));
    }
    for (const auto &text : texts) {
        result.push_back(const_cast<char *>(text.c_str()));
    }
    result.push_back(nullptr);
    return result;
}

[[noreturn]] void giveUp(int pipe, Stage stage)
{
    const Report report{Report::Kind::Failed, static_cast<std::int32_t>(stage), errno};
    [[maybe_unused]] const auto written = write(pipe, &report, sizeof report);
    _exit(127);
}

[[noreturn]] void become(const Launch &what, int pipe, pid_t guard)
{
    setsid();
    // If the guard is killed itself, at least the program goes with it. The guard has one thread, so
    // that "the thread that started it has ended" means that the guard has.
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != guard) {
        _exit(127);
    }
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    if (!what.newPrivileges && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
        giveUp(pipe, Stage::Guard);
    }
    if (!what.folder.empty() && chdir(what.folder.c_str()) != 0) {
        giveUp(pipe, Stage::Folder);
    }
    close(kControl);
    close(kLife);
    if (what.hasExtra) {
        dup2(kExtra, kControl); // the program finds it at 3
        close(kExtra);
    }
    auto arguments = pointers(what.arguments, &what.program);
    auto environment = pointers(what.environment, nullptr);
    for (const auto &limit : what.limits) {
        const rlimit value{limit.value, limit.value};
        if (setrlimit(static_cast<__rlimit_resource>(limit.resource), &value) != 0) {
            giveUp(pipe, Stage::Limit);
        }
    }
    execve(what.program.c_str(), arguments.data(), environment.data());
    giveUp(pipe, Stage::Execute);
}

} // namespace

pid_t launch(const Launch &what, Report &failure)
{
    int pipe[2];
    const auto guard = getpid();
    failure = {Report::Kind::Failed, static_cast<std::int32_t>(Stage::Guard), 0};
    if (pipe2(pipe, O_CLOEXEC) != 0) {
        failure.second = errno;
        return 0;
    }
    const auto pid = fork();
    if (pid == 0) {
        close(pipe[0]);
        become(what, pipe[1], guard);
    }
    failure.second = errno;
    close(pipe[1]);
    if (pid < 0) {
        close(pipe[0]);
        return 0;
    }
    // The pipe closes when the program has taken the child's place.
    ssize_t size = 0;
    do {
        size = read(pipe[0], &failure, sizeof failure);
    } while (size < 0 && errno == EINTR);
    close(pipe[0]);
    if (size == 0) {
        return pid;
    }
    waitpid(pid, nullptr, 0);
    return 0;
}

} // namespace signalbox::guard
