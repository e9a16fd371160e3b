// SPDX-License-Identifier: GPL-3.0-or-later
#include "confinement.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include <fcntl.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace signalbox::evaluator {

namespace {

Error refused(const char *what, int number)
{
    return Error("evaluator.confinement", std::string("The evaluator could not be confined: ") + what + ": " + std::strerror(number) + ".");
}

Result<void> lower(__rlimit_resource resource, rlim_t value, const char *name)
{
    rlimit limit{};
    getrlimit(resource, &limit);
    limit.rlim_cur = limit.rlim_max = std::min(limit.rlim_max, value);
    if (setrlimit(resource, &limit) != 0) {
        return refused(name, errno);
    }
    return {};
}

std::size_t addressSpace()
{
    unsigned long long pages = 0;
    if (std::FILE *file = std::fopen("/proc/self/statm", "re")) {
        if (std::fscanf(file, "%llu", &pages) != 1) {
            pages = 0;
        }
        std::fclose(file);
    }
    return static_cast<std::size_t>(pages) * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

// What an engine that computes needs of the kernel: memory, its threads' locks, time (most of it does not
// reach the kernel), and reading and writing what is open.
constexpr std::array kAllowed = {
    SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(readv), SCMP_SYS(writev), SCMP_SYS(pread64), SCMP_SYS(close), SCMP_SYS(fstat), SCMP_SYS(lseek),
    SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(mincore),
    SCMP_SYS(futex), SCMP_SYS(set_robust_list), SCMP_SYS(rseq), SCMP_SYS(membarrier), SCMP_SYS(sched_yield), SCMP_SYS(sched_getaffinity),
    SCMP_SYS(clock_gettime), SCMP_SYS(clock_getres), SCMP_SYS(clock_nanosleep), SCMP_SYS(gettimeofday), SCMP_SYS(time), SCMP_SYS(nanosleep),
    SCMP_SYS(getrandom), SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(getuid), SCMP_SYS(geteuid), SCMP_SYS(getgid), SCMP_SYS(getegid),
    SCMP_SYS(getrusage), SCMP_SYS(sysinfo), SCMP_SYS(uname), SCMP_SYS(restart_syscall),
    SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack), SCMP_SYS(exit), SCMP_SYS(exit_group),
};

// Nothing here does these by mistake.
constexpr std::array kDeadly = {
    SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(fork), SCMP_SYS(vfork), SCMP_SYS(clone), SCMP_SYS(socket), SCMP_SYS(connect), SCMP_SYS(bind),
    SCMP_SYS(listen), SCMP_SYS(accept), SCMP_SYS(accept4), SCMP_SYS(sendto), SCMP_SYS(sendmsg), SCMP_SYS(ptrace), SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev), SCMP_SYS(kill), SCMP_SYS(tkill), SCMP_SYS(bpf), SCMP_SYS(mount), SCMP_SYS(unshare), SCMP_SYS(setns),
    SCMP_SYS(io_uring_setup), SCMP_SYS(perf_event_open), SCMP_SYS(userfaultfd), SCMP_SYS(pidfd_open), SCMP_SYS(chroot),
};

int fillFilter(scmp_filter_ctx filter)
{
    int failed = seccomp_attr_set(filter, SCMP_FLTATR_CTL_TSYNC, 1);
    failed = failed != 0 ? failed : seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
    const auto add = [&](std::uint32_t action, int call, auto... arguments) {
        failed = failed != 0 ? failed : seccomp_rule_add(filter, action, call, static_cast<unsigned>(sizeof...(arguments)), arguments...);
    };
    for (const int call : kAllowed) {
        add(SCMP_ACT_ALLOW, call);
    }
    for (const int call : kDeadly) {
        add(SCMP_ACT_KILL_PROCESS, call);
    }
    // Memory may never be both ours to write and the processor's to run.
    add(SCMP_ACT_ALLOW, SCMP_SYS(mmap), SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    add(SCMP_ACT_ALLOW, SCMP_SYS(mprotect), SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    // abort() sends itself its signal; nobody else gets one.
    add(SCMP_ACT_ALLOW, SCMP_SYS(tgkill), SCMP_A0(SCMP_CMP_EQ, static_cast<scmp_datum_t>(getpid())));
    add(SCMP_ACT_ALLOW, SCMP_SYS(fcntl), SCMP_A1(SCMP_CMP_EQ, F_GETFL));
    add(SCMP_ACT_ALLOW, SCMP_SYS(fcntl), SCMP_A1(SCMP_CMP_EQ, F_GETFD));
    // The C library asks for the newer call first and falls back where it does not exist.
    add(SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3));
    return failed;
}

} // namespace

Result<void> confine(std::size_t memoryBytes)
{
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    constexpr std::size_t kSlack = 64u << 20; // the allocator reserves more than it gives
    SB_CHECK(lower(RLIMIT_AS, addressSpace() + memoryBytes + kSlack, "the limit of memory"));
#else
    static_cast<void>(memoryBytes);
    static_cast<void>(addressSpace);
#endif
    SB_CHECK(lower(RLIMIT_NOFILE, 0, "the limit of open files"));
    SB_CHECK(lower(RLIMIT_FSIZE, 0, "the limit of file sizes"));
    SB_CHECK(lower(RLIMIT_CORE, 0, "the limit of core files"));
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) {
        return refused("its privileges cannot be dropped", errno);
    }
    const std::unique_ptr<void, decltype(&seccomp_release)> filter(seccomp_init(SCMP_ACT_ERRNO(EPERM)), &seccomp_release);
    if (!filter) {
        return refused("its filter of system calls cannot be made", ENOMEM);
    }
    if (const int failed = fillFilter(filter.get()); failed != 0) {
        return refused("its filter of system calls cannot be made", -failed);
    }
    if (const int failed = seccomp_load(filter.get()); failed != 0) {
        return refused("the kernel does not take its filter of system calls", -failed);
    }
    return {};
}

} // namespace signalbox::evaluator
