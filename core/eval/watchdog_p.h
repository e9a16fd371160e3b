// SPDX-License-Identifier: GPL-3.0-or-later
// Stops an expression that takes too long or too much memory.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <thread>

#include <ctime>

namespace signalbox::eval {

/// Watches one evaluator. What it needs to see of the system it opens when it is made: afterwards the
/// process may be one that can open nothing. Arming and disarming cost a few atomic stores; the thread sleeps while nothing
/// is evaluated. The time that counts is the processor's, of the thread that armed it: a crowded machine is not the
/// expression's fault. Where it does not run at all, ten times as much may pass.
class Watchdog
{
public:
    enum class Reason { None, Time, Memory };

    Watchdog(std::chrono::milliseconds time, std::size_t memoryBytes, std::function<void()> interrupt);
    ~Watchdog();

    void arm();
    /// Gives why it interrupted since arm(), if it did.
    Reason disarm();

private:
    void run();
    std::size_t residentBytes() const;

    const std::chrono::milliseconds m_time;
    const std::size_t m_memory;
    const std::function<void()> m_interrupt;
    std::atomic<std::int64_t> m_startedAt{0}; ///< steady milliseconds, 0: nothing is evaluated
    std::atomic<clockid_t> m_clock{CLOCK_MONOTONIC}; ///< of the time that the evaluating thread computes
    std::atomic<Reason> m_reason{Reason::None};
    std::atomic<bool> m_idle{true};
    int m_memoryFile = -1; ///< /proc/self/statm
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_stop = false;
    std::thread m_thread;
};

} // namespace signalbox::eval
