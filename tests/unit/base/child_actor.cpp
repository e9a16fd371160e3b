// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of child processes start: it plays well-behaved programs and bad ones, and, as `own`, a
// Signalbox that has children and is then killed.
#include "base/guarded_child.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace {

[[noreturn]] void hang()
{
    for (;;) {
        pause();
    }
}

void say(const std::string &text)
{
    [[maybe_unused]] const auto written = write(1, text.data(), text.size());
}

// A process in the session of its parent, one in a session of its own, and an orphan in another, none of
// which ends when asked.
int makeTree()
{
    if (fork() == 0) {
        signal(SIGTERM, SIG_IGN);
        say("child " + std::to_string(getpid()) + "\n");
        hang();
    }
    if (fork() == 0) {
        setsid();
        signal(SIGTERM, SIG_IGN);
        say("session " + std::to_string(getpid()) + "\n");
        if (fork() == 0) {
            setsid();
            if (fork() == 0) {
                say("orphan " + std::to_string(getpid()) + "\n");
                hang();
            }
            _exit(0);
        }
        hang();
    }
    return 0;
}

int flood(std::size_t bytes)
{
    const std::string block(4096, 'x');
    for (std::size_t done = 0; done < bytes; done += block.size()) {
        if (write(1, block.data(), block.size()) < 0 || write(2, block.data(), block.size()) < 0) {
            return 1;
        }
    }
    return 0;
}

int echo()
{
    char bytes[8192];
    for (;;) {
        const auto got = read(0, bytes, sizeof bytes);
        if (got <= 0) {
            return 0;
        }
        say(std::string(bytes, static_cast<std::size_t>(got)));
    }
}

void showDescriptors()
{
    std::string text;
    for (int file = 0; file < 1024; ++file) {
        if (fcntl(file, F_GETFD) >= 0) {
            text += std::to_string(file) + " ";
        }
    }
    say(text);
}

int own(const char *program, const char *mode)
{
    signalbox::ChildOptions options;
    options.program = program;
    options.arguments = {mode};
    options.output = signalbox::ChildStream::Inherit;
    auto child = signalbox::GuardedChild::start(options);
    if (!child) {
        say(child.error().describe());
        return 1;
    }
    say("owner " + std::to_string(getpid()) + "\n");
    hang();
}

} // namespace

extern char **environ;

int main(int argc, char **argv)
{
    const std::string mode = argc > 1 ? argv[1] : "";
    const std::string value = argc > 2 ? argv[2] : "";
    if (mode == "exit") {
        return std::atoi(value.c_str());
    } else if (mode == "signal") {
        kill(getpid(), std::atoi(value.c_str()));
        hang();
    } else if (mode == "echo") {
        return echo();
    } else if (mode == "flood") {
        return flood(std::strtoull(value.c_str(), nullptr, 10));
    } else if (mode == "descriptors") {
        showDescriptors();
    } else if (mode == "environment") {
        for (char **entry = environ; *entry; ++entry) {
            say(std::string(*entry) + "\n");
        }
    } else if (mode == "place") {
        rlimit files{};
        getrlimit(RLIMIT_NOFILE, &files);
        say(std::filesystem::current_path().string() + " " + std::to_string(files.rlim_cur) + " " + std::to_string(getsid(0) == getpid()) + " "
            + std::to_string(prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0)));
    } else if (mode == "hang") {
        say("ready\n");
        hang();
    } else if (mode == "polite") {
        signal(SIGTERM, [](int) { _exit(7); });
        say("ready\n");
        hang();
    } else if (mode == "stubborn") {
        signal(SIGTERM, SIG_IGN);
        say("ready\n");
        hang();
    } else if (mode == "tree") {
        makeTree();
        hang();
    } else if (mode == "leaveTree") {
        return makeTree();
    } else if (mode == "answer") {
        char byte = 0;
        while (read(3, &byte, 1) == 1) {
            ++byte;
            [[maybe_unused]] const auto written = write(3, &byte, 1);
        }
    } else if (mode == "own") {
        return own(argv[0], argv[2]);
    }
    return 0;
}
