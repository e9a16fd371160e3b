// SPDX-License-Identifier: GPL-3.0-or-later
// What computes too long or takes too much memory is interrupted; what only waits for its turn is not.
#include "support/test.h"

#include "eval/watchdog_p.h"

#include <condition_variable>
#include <ctime>
#include <thread>

using namespace signalbox;
using eval::Watchdog;

namespace {

constexpr std::size_t kMuch = std::size_t(8) << 30;

} // namespace

class TestWatchdog : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void whatComputesTooLongIsInterrupted()
    {
        std::atomic<bool> interrupted = false;
        Watchdog watchdog(std::chrono::milliseconds(50), kMuch, [&] { interrupted = true; });
        watchdog.arm();
        while (!interrupted) {
        }
        QCOMPARE(watchdog.disarm(), Watchdog::Reason::Time);
        // The next one has all its time again.
        watchdog.arm();
        QCOMPARE(watchdog.disarm(), Watchdog::Reason::None);
    }

    void whatWaitsForItsTurnIsNot()
    {
        std::atomic<bool> interrupted = false;
        Watchdog watchdog(std::chrono::milliseconds(1000), kMuch, [&] { interrupted = true; });
        watchdog.arm();
        // Another computes longer than the limit meanwhile, and that does not count.
        std::thread other([] {
            timespec computed{};
            do {
                clock_gettime(CLOCK_THREAD_CPUTIME_ID, &computed);
            } while (computed.tv_sec * 1000 + computed.tv_nsec / 1'000'000 < 1500);
        });
        other.join();
        QCOMPARE(watchdog.disarm(), Watchdog::Reason::None);
        QVERIFY(!interrupted);
    }

    void whatNeverComesToItsEndIsInterruptedToo()
    {
        std::mutex mutex;
        std::condition_variable wake;
        bool interrupted = false;
        Watchdog watchdog(std::chrono::milliseconds(20), kMuch, [&] {
            const std::lock_guard lock(mutex);
            interrupted = true;
            wake.notify_one();
        });
        watchdog.arm();
        {
            std::unique_lock lock(mutex);
            wake.wait(lock, [&] { return interrupted; });
        }
        QCOMPARE(watchdog.disarm(), Watchdog::Reason::Time);
    }
};

SB_TEST_MAIN(TestWatchdog)
#include "tst_watchdog.moc"
