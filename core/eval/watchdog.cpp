// SPDX-License-Identifier: GPL-3.0-or-later
#include "eval/watchdog_p.h"

#include <cstdio>

#include <fcntl.h>
#include <pthread.h>
#include <unistd.h>

namespace signalbox::eval {

namespace {

std::int64_t steadyMillis()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch()).count() + 1;
}

// Of a thread that has ended: 0.
std::int64_t millisOf(clockid_t clock)
{
    timespec time{};
    clock_gettime(clock, &time);
    return static_cast<std::int64_t>(time.tv_sec) * 1000 + time.tv_nsec / 1'000'000;
}

// So many times what it may compute may pass.
constexpr std::int64_t kMostPassed = 10;

} // namespace

Watchdog::Watchdog(std::chrono::milliseconds time, std::size_t memoryBytes, std::function<void()> interrupt)
    : m_time(time), m_memory(memoryBytes), m_interrupt(std::move(interrupt)), m_memoryFile(open("/proc/self/statm", O_RDONLY | O_CLOEXEC)),
      m_thread([this] { run(); })
{
}

Watchdog::~Watchdog()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_one();
    m_thread.join();
    close(m_memoryFile);
}

void Watchdog::arm()
{
    m_reason.store(Reason::None, std::memory_order_relaxed);
    clockid_t clock = CLOCK_MONOTONIC;
    pthread_getcpuclockid(pthread_self(), &clock); // asks nothing of the kernel
    m_clock.store(clock, std::memory_order_relaxed);
    // The thread reads the time of its first look as the start: no clock is read here.
    m_startedAt.store(-1, std::memory_order_seq_cst);
    if (m_idle.load(std::memory_order_seq_cst)) {
        const std::lock_guard lock(m_mutex);
        m_idle = false;
        m_wake.notify_one();
    }
}

Watchdog::Reason Watchdog::disarm()
{
    m_startedAt.store(0, std::memory_order_release);
    // An interrupt that is under way must have landed before the caller clears it.
    if (m_reason.load(std::memory_order_acquire) != Reason::None) {
        const std::lock_guard lock(m_mutex);
    }
    return m_reason.load(std::memory_order_acquire);
}

std::size_t Watchdog::residentBytes() const
{
    char text[64] = {};
    unsigned long long pages = 0;
    unsigned long long resident = 0;
    if (pread(m_memoryFile, text, sizeof text - 1, 0) <= 0 || std::sscanf(text, "%llu %llu", &pages, &resident) != 2) {
        resident = 0;
    }
    return static_cast<std::size_t>(resident) * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

void Watchdog::run()
{
    constexpr std::chrono::milliseconds tick(10);
    std::unique_lock lock(m_mutex);
    int quiet = 0;
    std::size_t baseline = 0;
    std::int64_t computedBefore = 0;
    while (!m_stop) {
        if (m_idle) {
            m_wake.wait(lock, [this] { return m_stop || !m_idle; });
            quiet = 0;
            continue;
        }
        m_wake.wait_for(lock, tick, [this] { return m_stop; });
        auto started = m_startedAt.load(std::memory_order_acquire);
        if (started == 0) {
            if (++quiet > 20) {
                // In one order with arm(): whoever arms now sees this, or is seen here.
                m_idle.store(true, std::memory_order_seq_cst);
                if (m_startedAt.load(std::memory_order_seq_cst) != 0) {
                    m_idle = false;
                }
            }
            continue;
        }
        quiet = 0;
        const auto now = steadyMillis();
        if (started == -1) {
            // Seen for the first time; a later arm() puts -1 again, so a stale start is never judged.
            baseline = residentBytes();
            computedBefore = millisOf(m_clock.load(std::memory_order_relaxed));
            m_startedAt.compare_exchange_strong(started, now);
            continue;
        }
        const auto computed = millisOf(m_clock.load(std::memory_order_relaxed)) - computedBefore;
        const bool late = computed > m_time.count() || now - started > kMostPassed * m_time.count();
        const auto resident = residentBytes();
        const bool fat = resident > baseline + m_memory;
        if ((late || fat) && m_reason.load() == Reason::None) {
            m_reason.store(late ? Reason::Time : Reason::Memory, std::memory_order_release);
            m_interrupt();
        }
    }
}

} // namespace signalbox::eval
