// SPDX-License-Identifier: GPL-3.0-or-later
#include "tree.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <dirent.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace signalbox::guard {

namespace {

// The parent of a process, or 0 if it is gone. Its name stands in brackets and may hold any byte.
pid_t parentOf(const char *pid)
{
    char path[64];
    std::snprintf(path, sizeof path, "/proc/%s/stat", pid);
    const int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        return 0;
    }
    char text[512];
    const auto size = read(file, text, sizeof text - 1);
    close(file);
    if (size <= 0) {
        return 0;
    }
    text[size] = '\0';
    const char *end = std::strrchr(text, ')');
    char state = 0;
    int parent = 0;
    return end && std::sscanf(end + 1, " %c %d", &state, &parent) == 2 ? parent : 0;
}

std::vector<pid_t> descendants()
{
    std::multimap<pid_t, pid_t> children;
    if (DIR *folder = opendir("/proc")) {
        while (const dirent *entry = readdir(folder)) {
            if (entry->d_name[0] >= '1' && entry->d_name[0] <= '9') {
                if (const auto parent = parentOf(entry->d_name)) {
                    children.emplace(parent, static_cast<pid_t>(std::atoi(entry->d_name)));
                }
            }
        }
        closedir(folder);
    }
    std::vector<pid_t> found{getpid()};
    for (std::size_t i = 0; i < found.size(); ++i) {
        const auto [begin, end] = children.equal_range(found[i]);
        for (auto child = begin; child != end; ++child) {
            found.push_back(child->second);
        }
    }
    found.erase(found.begin());
    return found;
}

} // namespace

bool canSeeTree()
{
    return parentOf("self") == getppid();
}

void signalTree(int signal)
{
    for (const auto pid : descendants()) {
        kill(pid, signal);
    }
}

bool reap(pid_t main, Ending &ending)
{
    for (;;) {
        int status = 0;
        const auto pid = waitpid(-1, &status, WNOHANG);
        if (pid == main) {
            ending = {true, status};
        }
        if (pid == 0) {
            return true;
        }
        if (pid < 0 && errno != EINTR) {
            return false;
        }
    }
}

void killTree(pid_t main, Ending &ending)
{
    for (;;) {
        // Stopped first, until no new one is found: what is stopped starts nothing more, so that a
        // program which forks faster than it is looked for is caught, too.
        std::set<pid_t> stopped;
        for (bool grew = true; grew;) {
            grew = false;
            for (const auto pid : descendants()) {
                if (stopped.insert(pid).second) {
                    kill(pid, SIGSTOP);
                    grew = true;
                }
            }
        }
        for (const auto pid : stopped) {
            kill(pid, SIGKILL);
        }
        // Orphans come to this process, the reaper; when it has no child left, nothing lives.
        int status = 0;
        const auto pid = waitpid(-1, &status, 0);
        if (pid == main) {
            ending = {true, status};
        }
        if ((pid < 0 && errno != EINTR) || !reap(main, ending)) {
            return;
        }
    }
}

} // namespace signalbox::guard
