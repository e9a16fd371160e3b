// SPDX-License-Identifier: GPL-3.0-or-later
// Executors, scopes, cancellation and the two clocks.
#include "base/clock.h"
#include "base/task_scope.h"
#include "base/uuid.h"
#include "support/test.h"

#include <chrono>
#include <semaphore>
#include <thread>

#include <QAbstractEventDispatcher>

using namespace signalbox;

namespace {

Task<void> sleepThenCount(Clock *clock, std::stop_token stop, int *elapsed, int *cancelled)
{
    const bool slept = co_await clock->sleep(Millis(1000), stop);
    if (slept) {
        ++*elapsed;
    } else {
        ++*cancelled;
    }
}

Task<int> addOnOtherThread(Executor *executor, int a, int b)
{
    co_return co_await runOn(*executor, [a, b] { return a + b; });
}

Task<void> waitForValue(OneShot<int> shot, int *got)
{
    *got = co_await shot.wait();
}

Task<void> waitThere(Executor *executor, std::binary_semaphore *go)
{
    const auto wait = [go] { (void)go->try_acquire_for(std::chrono::seconds(10)); };
    co_await runOn(*executor, wait);
}

// What posts to its thread's executor when it goes, and leaves an object there to be deleted.
class LeavesLate
{
public:
    LeavesLate(bool *deleted, bool *ran) : m_deleted(deleted), m_ran(ran) {}
    ~LeavesLate()
    {
        auto *object = new QObject;
        QObject::connect(object, &QObject::destroyed, object, [deleted = m_deleted] { *deleted = true; });
        const std::shared_ptr<QObject> late(object, [](QObject *left) { left->deleteLater(); });
        Executor::current()->post([late, ran = m_ran] { *ran = true; });
    }
    LeavesLate(const LeavesLate &) = delete;
    LeavesLate &operator=(const LeavesLate &) = delete;

private:
    bool *m_deleted;
    bool *m_ran;
};

Task<void> failing(std::stop_token)
{
    co_await yieldToLoop();
    throw std::runtime_error("lost on purpose");
}

} // namespace

class TestTasks : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void aScopeCancelsWhatItStarted()
    {
        VirtualClock clock;
        int elapsed = 0;
        int cancelled = 0;
        {
            TaskScope scope;
            scope.start([&](std::stop_token stop) { return sleepThenCount(&clock, stop, &elapsed, &cancelled); });
            QCOMPARE(scope.size(), std::size_t(1));
        }
        QCOMPARE(cancelled, 1);
        QCOMPARE(elapsed, 0);
        QCOMPARE(clock.nextTimer(), Millis(-1));
    }

    void aScopeEndsAlsoWhatIsQueuedBehindItsEnd()
    {
        OneShot<int> shot;
        int got = 0;
        auto scope = std::make_unique<TaskScope>();
        scope->start([&](std::stop_token) { return waitForValue(shot, &got); });
        Executor::current()->post([&] {
            Executor::current()->post([&] { scope.reset(); });
            shot.set(7); // its waiter goes on in the same batch, after the scope's end
        });
        QVERIFY(test::pumpUntil([&] { return !scope; }));
        QCOMPARE(got, 7);
        QVERIFY(test::loggedLines().empty());
    }

    void aLoopWithinAPieceOfWorkGoesOnWithTheRest()
    {
        std::vector<int> order;
        const auto add = [&order](int number) { return [&order, number] { order.push_back(number); }; };
        Executor::current()->post([&] {
            Executor::current()->post(add(4));
            QCoreApplication::sendPostedEvents();
            order.push_back(5);
        });
        for (const int number : {1, 2, 3}) {
            Executor::current()->post(add(number));
        }
        QVERIFY(test::pumpUntil([&] { return order.size() == 5; }));
        QCOMPARE(order, (std::vector<int>{1, 2, 3, 4, 5}));
    }

    void aScopeThatWaitsForAnotherThreadSleeps()
    {
        EventThread thread("worker");
        std::binary_semaphore go(0);
        QObject context;
        bool slept = false;
        QObject::connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::aboutToBlock, &context, [&] {
            if (!std::exchange(slept, true)) {
                go.release();
            }
        });
        {
            TaskScope scope;
            scope.start([&](std::stop_token) { return waitThere(&thread.executor(), &go); });
        }
        QVERIFY(slept);
    }

    void whatAThreadLeavesQueuedGoesWhole()
    {
        for (int round = 0; round < 100; ++round) { // it ends now before the work begins and now after it
            bool deleted = false;
            bool ran = false;
            {
                EventThread thread("ending");
                thread.executor().post([left = std::make_shared<LeavesLate>(&deleted, &ran)] {});
            }
            QVERIFY(deleted);
        }
        bool deleted = false;
        bool ran = false;
        std::thread([&] {
            {
                Executor executor;
                executor.post([left = std::make_shared<LeavesLate>(&deleted, &ran), &ran] { ran = true; });
            }
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        }).join();
        QVERIFY(deleted);
        QVERIFY(!ran);
    }

    void aClockThatIsGoneCallsNobody()
    {
        bool called = false;
        {
            SystemClock clock;
            clock.startTimer(Millis(0), [&] { called = true; });
        }
        SystemClock other;
        QVERIFY(test::await(other.sleep(Millis(1), {})));
        QVERIFY(!called);
    }

    void virtualTimeFiresInOrder()
    {
        VirtualClock clock;
        std::vector<int> order;
        clock.startTimer(Millis(20), [&] { order.push_back(2); });
        clock.startTimer(Millis(10), [&] { order.push_back(1); });
        const auto before = clock.now();
        clock.advance(Millis(15));
        QCOMPARE(order, std::vector<int>{1});
        clock.advance(Millis(15));
        QCOMPARE(order, (std::vector<int>{1, 2}));
        QCOMPARE(clock.now() - before, UnixMillis(30));
    }

    void anExceptionThatLeavesATaskIsLogged()
    {
        test::expectLog("lost on purpose");
        TaskScope scope;
        scope.start([](std::stop_token stop) { return failing(stop); });
        QVERIFY(test::pumpUntil([&] { return scope.size() == 0; }));
        QVERIFY(!test::loggedLines().empty());
    }

    void runsOnAnotherThreadAndComesBack()
    {
        EventThread thread("worker");
        QCOMPARE(test::await(addOnOtherThread(&thread.executor(), 2, 3)), 5);
    }

    void identifiersAscendAndAreCanonical()
    {
        std::string last;
        for (int i = 0; i < 10000; ++i) {
            const auto id = newUuid();
            QVERIFY(isUuid(id));
            QVERIFY(id > last);
            QCOMPARE(id[14], '7');
            last = id;
        }
    }
};

SB_TEST_MAIN(TestTasks)
#include "tst_tasks.moc"
