// SPDX-License-Identifier: GPL-3.0-or-later
// Executors, scopes and identifiers under stress: nothing is lost, nothing outlives its owner.
#include "base/clock.h"
#include "base/task_scope.h"
#include "base/uuid.h"
#include "support/test.h"

#include <set>
#include <thread>

using namespace signalbox;

namespace {

Task<void> waitForEver(std::stop_token stop, int *ended)
{
    OneShot<Result<int>> never;
    auto result = co_await waitFor(never, stop);
    if (!result && result.error().is("cancelled")) {
        ++*ended;
    }
}

Task<void> hopAbout(Executor *other, int hops, std::atomic<int> *sum, int *ended, std::stop_token)
{
    for (int i = 0; i < hops; ++i) {
        co_await runOn(*other, [sum] { ++*sum; });
    }
    ++*ended;
}

Task<void> throwsAnInt(std::stop_token)
{
    co_await yieldToLoop();
    throw 42;
}

Task<void> startsAnother(TaskScope *scope, int *ended, std::stop_token stop)
{
    (void)co_await waitFor(OneShot<Result<int>>(), stop);
    scope->start([ended](std::stop_token inner) { return waitForEver(inner, ended); });
}

} // namespace

class TestCancellation : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void workIsDoneInItsOrderFromManyThreads()
    {
        EventThread target("target");
        std::map<int, int> next;
        bool ordered = true;
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&, t] {
                for (int i = 0; i < 2000; ++i) {
                    target.executor().post([&, t, i] { ordered = ordered && next[t]++ == i; });
                }
            });
        }
        for (auto &thread : threads) {
            thread.join();
        }
        int total = 0;
        target.runBlocking([&] {
            for (const auto &[thread, count] : next) {
                total += count;
            }
        });
        QCOMPARE(total, 8000);
        QVERIFY(ordered);
    }

    void whatIsStillQueuedIsDestroyedUnrun()
    {
        const auto held = std::make_shared<int>(1);
        bool ran = false;
        {
            Executor executor;
            executor.post([held, &ran] { ran = true; });
            QCOMPARE(held.use_count(), 2L);
        }
        QCOMPARE(held.use_count(), 1L);
        test::pumpPending();
        QVERIFY(!ran);
    }

    void postedWorkMayPostMore()
    {
        int depth = 0;
        std::function<void()> again = [&] {
            if (++depth < 1000) {
                Executor::current()->post([&again] { again(); });
            }
        };
        Executor::current()->post([&again] { again(); });
        QCOMPARE(depth, 0); // never before it returns
        QVERIFY(test::pumpUntil([&] { return depth == 1000; }));
    }

    void longTurnsAreReported()
    {
        Executor executor;
        std::vector<std::chrono::microseconds> reported;
        executor.watchTurns(std::chrono::milliseconds(5), [&](auto took) { reported.push_back(took); });
        executor.post([] {});
        executor.post([] {
            const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(8);
            while (std::chrono::steady_clock::now() < until) {
            }
        });
        QVERIFY(test::pumpUntil([&] { return !reported.empty(); }));
        QVERIFY(reported.back() >= std::chrono::milliseconds(8));
    }

    void aScopeEndsThousandsAtOnce()
    {
        int ended = 0;
        {
            TaskScope scope;
            for (int i = 0; i < 5000; ++i) {
                scope.start([&](std::stop_token stop) { return waitForEver(stop, &ended); });
            }
            QCOMPARE(scope.size(), std::size_t(5000));
        }
        QCOMPARE(ended, 5000);
    }

    void closingWaitsForTheLast()
    {
        EventThread thread("worker");
        std::atomic<int> sum = 0;
        int ended = 0;
        TaskScope scope;
        for (int i = 0; i < 10; ++i) {
            scope.start([&](std::stop_token stop) { return hopAbout(&thread.executor(), 100, &sum, &ended, stop); });
        }
        test::await(scope.close());
        QCOMPARE(ended, 10);
        QCOMPARE(sum.load(), 1000);
        QCOMPARE(scope.size(), std::size_t(0));
        test::await(scope.close()); // again does nothing
    }

    void whatStartsAfterTheEndIsStopped()
    {
        int ended = 0;
        TaskScope scope;
        scope.cancel();
        scope.start([&](std::stop_token stop) { return waitForEver(stop, &ended); });
        QVERIFY(test::pumpUntil([&] { return ended == 1; }));
        {
            TaskScope other;
            other.start([&](std::stop_token stop) { return startsAnother(&other, &ended, stop); });
        }
        QCOMPARE(ended, 2);
    }

    void whateverIsThrownTheScopeEnds()
    {
        test::expectLog("an exception left a task");
        {
            TaskScope scope;
            scope.start([](std::stop_token stop) { return throwsAnInt(stop); });
            QVERIFY(test::pumpUntil([&] { return scope.size() == 0; }, Millis(2000)));
        }
        QVERIFY(!test::loggedLines().empty());
    }

    void stoppingFromAnotherThreadWakesTheWaiter()
    {
        for (int i = 0; i < 200; ++i) {
            std::stop_source stop;
            int ended = 0;
            TaskScope scope;
            scope.start([&](std::stop_token) { return waitForEver(stop.get_token(), &ended); });
            std::thread other([&] { stop.request_stop(); });
            QVERIFY(test::pumpUntil([&] { return ended == 1; }));
            other.join();
        }
    }

    void aStopAndAValueRaceWithoutHarm()
    {
        EventThread thread("worker");
        VirtualClock clock;
        for (int i = 0; i < 200; ++i) {
            std::stop_source stop;
            OneShot<Result<int>> shot;
            auto waiting = waitFor(shot, stop.get_token());
            auto *home = Executor::current();
            thread.executor().post([home, shot] { home->post([shot] { shot.set(7); }); });
            std::thread other([&] { stop.request_stop(); });
            const auto result = test::await(std::move(waiting));
            QVERIFY(result.ok() || result.error().is("cancelled"));
            other.join();
        }
    }

    void aSleepThatIsStoppedLeavesNoTimer()
    {
        VirtualClock clock;
        std::stop_source stop;
        auto sleeping = clock.sleep(Millis(1000), stop.get_token());
        stop.request_stop();
        QVERIFY(!test::await(std::move(sleeping)));
        QCOMPARE(clock.nextTimer(), Millis(-1));
        auto endless = clock.sleep(Millis::max(), stop.get_token());
        QVERIFY(!test::await(std::move(endless)));
    }

    void timersMayMakeAndCancelTimers()
    {
        VirtualClock clock;
        std::vector<int> fired;
        Clock::TimerId second = 0;
        clock.startTimer(Millis(10), [&] {
            fired.push_back(1);
            clock.cancelTimer(second);
            clock.startTimer(Millis(5), [&] { fired.push_back(3); });
        });
        second = clock.startTimer(Millis(10), [&] { fired.push_back(2); });
        clock.advance(Millis(100));
        QCOMPARE(fired, (std::vector<int>{1, 3}));
    }

    void identifiersAscendOverThreads()
    {
        std::vector<std::thread> threads;
        std::vector<std::vector<std::string>> made(4);
        for (auto &ids : made) {
            threads.emplace_back([&ids] {
                for (int i = 0; i < 20'000; ++i) {
                    ids.push_back(newUuid());
                }
            });
        }
        for (auto &thread : threads) {
            thread.join();
        }
        std::set<std::string> all;
        for (const auto &ids : made) {
            QVERIFY(std::is_sorted(ids.begin(), ids.end()));
            all.insert(ids.begin(), ids.end());
        }
        QCOMPARE(all.size(), std::size_t(80'000));
    }

    void identifiersAscendWhenTheClockGoesBack()
    {
        VirtualClock clock(4'000'000'000'000);
        const auto first = newUuid(clock);
        clock.setWallClock(1'000'000'000'000);
        const auto second = newUuid(clock);
        QVERIFY(second > first);
        for (int i = 0; i < 10'000; ++i) { // more than a millisecond holds
            QVERIFY(newUuid(clock) > second);
        }
        QVERIFY(QByteArray("89ab").contains(second[19]));
    }

    void onlyCanonicalTextIsAnIdentifier()
    {
        QVERIFY(isUuid("01890a5d-ac96-774b-bcce-b302099a8057"));
        for (const char *text : {"", "01890A5D-AC96-774B-BCCE-B302099A8057", "01890a5dac96774bbcceb302099a8057", "{01890a5d-ac96-774b-bcce-b302099a8057}",
                                 "01890a5d-ac96-774b-bcce-b302099a805", "01890a5d-ac96-774b-bcce-b302099a80577", "g1890a5d-ac96-774b-bcce-b302099a8057"}) {
            QVERIFY(!isUuid(text));
        }
    }
};

SB_TEST_MAIN(TestCancellation)
#include "tst_cancellation.moc"
