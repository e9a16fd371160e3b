// SPDX-License-Identifier: GPL-3.0-or-later
// Confines itself as the evaluator does and then tries the thing that its argument names. Exit codes: 0 it
// worked, 1 it was refused, 3 it could not be confined; or the signal that ended it.
#include "confinement.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <map>
#include <string>
#include <thread>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

bool allocate(std::size_t bytes)
{
    void *memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return memory != MAP_FAILED;
}

bool runThread()
{
    try {
        std::thread([] {}).join();
        return true;
    } catch (const std::system_error &) {
        return false;
    }
}

const std::map<std::string, bool (*)()> kAttempts = {
    {"nothing", [] { return true; }},
    {"memory", [] { return allocate(32u << 20); }},
    {"open", [] { return open("/etc/passwd", O_RDONLY) >= 0; }},
    {"stat", [] { struct stat found = {}; return stat("/etc/passwd", &found) == 0; }},
    {"create", [] { return creat("/tmp/confined_actor", 0600) >= 0; }},
    {"unlink", [] { return unlink("/tmp/confined_actor") == 0 || errno == ENOENT; }},
    {"tooMuchMemory", [] { return allocate(512u << 20); }},
    {"executableMemory", [] { return mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED; }},
    {"makeExecutable", [] {
         void *memory = mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
         return mprotect(memory, 4096, PROT_READ | PROT_EXEC) == 0;
     }},
    {"duplicate", [] { return dup(0) >= 0; }},
    {"pipe", [] { int ends[2]; return pipe(ends) == 0; }},
    {"raiseLimit", [] { const rlimit limit{64, 64}; return setrlimit(RLIMIT_NOFILE, &limit) == 0; }},
    {"chdir", [] { return chdir("/tmp") == 0; }},
    {"dumpable", [] { return prctl(PR_SET_DUMPABLE, 1, 0, 0, 0) == 0; }},
    {"socket", [] { return socket(AF_INET, SOCK_STREAM, 0) >= 0; }},
    {"localSocket", [] { return socket(AF_UNIX, SOCK_STREAM, 0) >= 0; }},
    {"execute", [] { char name[] = "true"; char *const arguments[] = {name, nullptr}; return execv("/bin/true", arguments) == 0; }},
    {"fork", [] { const auto pid = fork(); if (pid == 0) { _exit(0); } return pid > 0; }},
    {"thread", runThread},
    {"signalOthers", [] { return kill(getppid(), 0) == 0; }},
    {"trace", [] { return ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) == 0; }},
};

} // namespace

int main(int argc, char **argv)
{
    const auto attempt = kAttempts.find(argc > 1 ? argv[1] : "nothing");
    if (attempt == kAttempts.end() || !signalbox::evaluator::confine(64u << 20)) {
        return 3;
    }
    _exit(attempt->second() ? 0 : 1);
}
