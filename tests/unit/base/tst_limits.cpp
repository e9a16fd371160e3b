// SPDX-License-Identifier: GPL-3.0-or-later
// What keeps work within bounds: deadline, backoff, circuit breaker, token bucket, cache.
#include "base/backoff.h"
#include "base/circuit_breaker.h"
#include "base/deadline.h"
#include "base/lru_cache.h"
#include "base/task_scope.h"
#include "base/token_bucket.h"
#include "support/test.h"

#include <cmath>

using namespace signalbox;

namespace {

Task<void> takeOne(TokenBucket *bucket, double count, std::vector<int> *order, int name, std::stop_token stop)
{
    auto taken = co_await bucket->take(count, stop);
    order->push_back(taken ? name : -name);
}

std::string argOf(const Error &error, std::string_view name)
{
    for (const auto &[key, value] : error.args) {
        if (key == name) {
            return value;
        }
    }
    return {};
}

} // namespace

class TestLimits : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void aDeadlineCountsOnTheSteadyClock()
    {
        VirtualClock clock;
        const auto deadline = Deadline::in(clock, Millis(100));
        QCOMPARE(*deadline.remaining(clock), Millis(100));
        clock.setWallClock(clock.now() + 1'000'000); // changes nothing
        QVERIFY(!deadline.hasPassed(clock));
        clock.advance(Millis(99));
        QVERIFY(!deadline.hasPassed(clock));
        QCOMPARE(*deadline.remaining(clock), Millis(1));
        clock.advance(Millis(1));
        QVERIFY(deadline.hasPassed(clock));
        clock.advance(Millis(1000));
        QCOMPARE(*deadline.remaining(clock), Millis(0));
        QVERIFY(Deadline::in(clock, Millis(-5)).hasPassed(clock));
    }

    void aDeadlineFarAwayIsFarAway()
    {
        VirtualClock clock;
        clock.advance(Millis(1000));
        const auto far = Deadline::in(clock, Millis::max());
        QVERIFY(!far.hasPassed(clock));
        QVERIFY(*far.remaining(clock) > std::chrono::hours(24 * 365));
        QVERIFY(Deadline::earlier(far, Deadline::in(clock, Millis(5))) == Deadline::in(clock, Millis(5)));
    }

    void theEarlierDeadlineCounts()
    {
        VirtualClock clock;
        const auto near = Deadline::in(clock, Millis(1));
        const auto far = Deadline::in(clock, Millis(2));
        const Deadline never;
        QVERIFY(never.isNever() && !never.hasPassed(clock) && !never.remaining(clock));
        QVERIFY(Deadline::earlier(near, far) == near);
        QVERIFY(Deadline::earlier(far, near) == near);
        QVERIFY(Deadline::earlier(never, far) == far);
        QVERIFY(Deadline::earlier(far, never) == far);
        QVERIFY(Deadline::earlier(never, never).isNever());
    }

    void aDeadlineRequestsItsStop()
    {
        VirtualClock clock;
        std::stop_source parent;
        {
            DeadlineStop stop(clock, Deadline::in(clock, Millis(10)), parent.get_token());
            clock.advance(Millis(9));
            QVERIFY(!stop.token().stop_requested());
            clock.advance(Millis(1));
            QVERIFY(stop.token().stop_requested() && stop.hasExpired());
        }
        {
            DeadlineStop stop(clock, Deadline::in(clock, Millis(10)), parent.get_token());
            parent.request_stop();
            QVERIFY(stop.token().stop_requested() && !stop.hasExpired());
            clock.advance(Millis(10));
            QVERIFY(!stop.hasExpired()); // it was the parent, and stays so
        }
        {
            DeadlineStop stop(clock, Deadline(), parent.get_token());
            QVERIFY(stop.token().stop_requested()); // of a parent that was stopped before
        }
        QCOMPARE(clock.nextTimer(), Millis(-1));
    }

    void backoffStaysBelowItsBounds()
    {
        double chosen = 0;
        const BackoffPolicy policy{.base = Millis(100), .factor = 3, .max = Millis(1000), .jitter = BackoffPolicy::Jitter::Full, .maxRetryAfter = Millis(5000)};
        const Backoff backoff(policy, [&chosen] { return chosen; });
        for (const auto &[attempts, bound] : std::vector<std::pair<unsigned, int>>{{0, 100}, {1, 100}, {2, 300}, {3, 900}, {4, 1000}, {5, 1000}, {4'000'000'000u, 1000}}) {
            chosen = 0;
            QCOMPARE(backoff.delay(attempts), Millis(0));
            chosen = 0.5;
            QCOMPARE(backoff.delay(attempts), Millis(bound / 2));
            chosen = std::nextafter(1.0, 0.0);
            QCOMPARE(backoff.delay(attempts), Millis(bound));
        }
    }

    void backoffWithoutJitterIsTheBound()
    {
        BackoffPolicy policy{.base = Millis(100), .factor = 2, .max = Millis(350), .jitter = BackoffPolicy::Jitter::None, .maxRetryAfter = Millis(5000)};
        const Backoff backoff(policy, [] { return 0.0; });
        QCOMPARE(backoff.delay(1), Millis(100));
        QCOMPARE(backoff.delay(2), Millis(200));
        QCOMPARE(backoff.delay(3), Millis(350));
    }

    void backoffHeedsTheServerWithinReason()
    {
        const BackoffPolicy policy{.base = Millis(100), .factor = 2, .max = Millis(350), .jitter = BackoffPolicy::Jitter::Full, .maxRetryAfter = Millis(5000)};
        const Backoff backoff(policy, [] { return 0.25; });
        QCOMPARE(backoff.delay(1, Millis(2000)), Millis(2000));
        QCOMPARE(backoff.delay(1, Millis(1)), Millis(25));
        QCOMPARE(backoff.delay(1, Millis(86'400'000)), Millis(5000));
        QCOMPARE(backoff.delay(1, Millis(-5)), Millis(25));
    }

    void theMachinesChanceIsSpreadOut()
    {
        const Backoff backoff({.base = Millis(1'000'000), .factor = 1, .max = Millis(1'000'000)});
        bool low = false;
        bool high = false;
        for (int i = 0; i < 1000; ++i) {
            const auto wait = backoff.delay(1);
            QVERIFY(wait >= Millis(0) && wait <= Millis(1'000'000));
            low = low || wait < Millis(250'000);
            high = high || wait > Millis(750'000);
        }
        QVERIFY(low && high);
    }

    void aCircuitOpensAfterFailuresInARow()
    {
        VirtualClock clock;
        CircuitBreaker breaker("mail", clock, {.failures = 3, .openFor = Millis(1000), .probes = 2});
        std::vector<CircuitBreaker::State> changes;
        breaker.onChange([&](auto state) { changes.push_back(state); });
        breaker.acquire()->failed();
        breaker.acquire()->failed();
        breaker.acquire()->succeeded(); // the row is broken
        breaker.acquire()->failed();
        breaker.acquire()->failed();
        QVERIFY(breaker.state() == CircuitBreaker::State::Closed);
        breaker.acquire()->failed();
        QVERIFY(breaker.state() == CircuitBreaker::State::Open);
        clock.advance(Millis(400));
        const auto refused = breaker.acquire();
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, std::string("circuit.open"));
        QCOMPARE(refused.error().subject, std::string("mail"));
        QCOMPARE(argOf(refused.error(), "retryAfter"), std::string("600"));
        QVERIFY(refused.error().isRetryable());
        clock.advance(Millis(600));
        QVERIFY(breaker.state() == CircuitBreaker::State::HalfOpen);
        {
            auto probe = breaker.acquire();
            QVERIFY(probe.ok());
            QVERIFY(!breaker.acquire().ok()); // one at a time
            probe->succeeded();
        }
        QVERIFY(breaker.state() == CircuitBreaker::State::HalfOpen); // two are asked for
        breaker.acquire()->succeeded();
        QVERIFY(breaker.state() == CircuitBreaker::State::Closed);
        QCOMPARE(changes, (std::vector<CircuitBreaker::State>{CircuitBreaker::State::Open, CircuitBreaker::State::HalfOpen, CircuitBreaker::State::Closed}));
    }

    void aProbeThatFailsOpensItAgain()
    {
        VirtualClock clock;
        CircuitBreaker breaker("mail", clock, {.failures = 1, .openFor = Millis(1000), .probes = 1});
        breaker.acquire()->failed();
        clock.advance(Millis(1000));
        breaker.acquire()->failed();
        QVERIFY(breaker.state() == CircuitBreaker::State::Open);
        clock.advance(Millis(999));
        QVERIFY(!breaker.acquire().ok());
        clock.advance(Millis(1));
        { const auto dropped = breaker.acquire(); } // neither: the next one may probe
        QVERIFY(breaker.state() == CircuitBreaker::State::HalfOpen);
        breaker.acquire()->succeeded();
        QVERIFY(breaker.state() == CircuitBreaker::State::Closed);
    }

    void whatBeganBeforeAChangeHasNoSay()
    {
        VirtualClock clock;
        CircuitBreaker breaker("mail", clock, {.failures = 1, .openFor = Millis(1000), .probes = 1});
        auto slow = breaker.acquire();
        breaker.acquire()->failed();
        slow->succeeded();
        QVERIFY(breaker.state() == CircuitBreaker::State::Open);
        breaker.reset();
        QVERIFY(breaker.state() == CircuitBreaker::State::Closed);
        slow->failed(); // said already
        QVERIFY(breaker.state() == CircuitBreaker::State::Closed);
        auto moved = breaker.acquire();
        CircuitBreaker::Permit other = std::move(*moved);
        other.failed();
        other.failed();
        QVERIFY(breaker.state() == CircuitBreaker::State::Open);
    }

    void aBucketFillsSteadilyAndNoFurther()
    {
        VirtualClock clock;
        TokenBucket bucket(clock, 10, 2);
        for (int i = 0; i < 10; ++i) {
            QVERIFY(bucket.tryTake());
        }
        QVERIFY(!bucket.tryTake());
        QCOMPARE(bucket.waitFor(1), Millis(500));
        QCOMPARE(bucket.waitFor(3), Millis(1500));
        clock.advance(Millis(499));
        QVERIFY(!bucket.tryTake());
        clock.advance(Millis(1));
        QVERIFY(bucket.tryTake());
        clock.advance(Millis(3'600'000));
        QVERIFY(bucket.tryTake(10));
        QVERIFY(!bucket.tryTake(0.01));
    }

    void waitersAreServedInTheirOrder()
    {
        VirtualClock clock;
        TokenBucket bucket(clock, 1, 1);
        std::vector<int> order;
        TaskScope scope;
        scope.start([&](std::stop_token stop) { return takeOne(&bucket, 1, &order, 1, stop); });
        scope.start([&](std::stop_token stop) { return takeOne(&bucket, 5, &order, 2, stop); });
        scope.start([&](std::stop_token stop) { return takeOne(&bucket, 1, &order, 3, stop); });
        test::pumpPending();
        QCOMPARE(order, std::vector<int>{1});
        QVERIFY(!bucket.tryTake()); // nobody overtakes
        clock.advance(Millis(4999));
        test::pumpPending();
        QCOMPARE(order, std::vector<int>{1});
        QVERIFY(!bucket.tryTake());
        clock.advance(Millis(1));
        test::pumpPending();
        QCOMPARE(order, (std::vector<int>{1, 2}));
        clock.advance(Millis(1000));
        test::pumpPending();
        QCOMPARE(order, (std::vector<int>{1, 2, 3}));
    }

    void aWaiterThatGivesUpTakesNothing()
    {
        VirtualClock clock;
        TokenBucket bucket(clock, 1, 1);
        QVERIFY(bucket.tryTake());
        std::vector<int> order;
        {
            TaskScope scope;
            scope.start([&](std::stop_token stop) { return takeOne(&bucket, 100, &order, 1, stop); });
        }
        QCOMPARE(order, std::vector<int>{-1});
        clock.advance(Millis(1000));
        QVERIFY(bucket.tryTake());
        QCOMPARE(clock.nextTimer(), Millis(-1));
    }

    void aBucketThatNeverFillsIsWaitedForUntilStopped()
    {
        VirtualClock clock;
        TokenBucket bucket(clock, 1, 0);
        QVERIFY(bucket.tryTake());
        QVERIFY(bucket.waitFor(1) > std::chrono::hours(24 * 365));
        std::vector<int> order;
        {
            TaskScope scope;
            scope.start([&](std::stop_token stop) { return takeOne(&bucket, 1, &order, 1, stop); });
            clock.advance(std::chrono::hours(24 * 60));
            test::pumpPending();
            QVERIFY(order.empty());
        }
        QCOMPARE(order, std::vector<int>{-1});
    }

    void aBucketMayChangeItsRate()
    {
        VirtualClock clock;
        TokenBucket bucket(clock, 100, 1);
        bucket.setRate(5, 10);
        QVERIFY(!bucket.tryTake(6));
        QVERIFY(bucket.tryTake(5));
        clock.advance(Millis(100));
        QVERIFY(bucket.tryTake(1));
    }

    void aCacheForgetsTheLeastRecentlyUsed()
    {
        LruCache<std::string, int> cache(3);
        cache.insert("a", 1);
        cache.insert("b", 2);
        cache.insert("c", 3);
        QVERIFY(cache.find("a"));
        QVERIFY(cache.peek("b")); // does not count
        cache.insert("d", 4);
        QVERIFY(!cache.find("b"));
        QVERIFY(cache.find("a") && cache.find("c") && cache.find("d"));
        cache.insert("a", 10); // replaces
        QCOMPARE(*cache.find("a"), 10);
        QCOMPARE(cache.size(), std::size_t(3));
        QVERIFY(cache.erase("a"));
        QVERIFY(!cache.erase("a"));
        cache.clear();
        QCOMPARE(cache.size() + cache.weight(), std::size_t(0));
    }

    void aCacheHasAWeight()
    {
        LruCache<int, std::string> cache(100, 10);
        QVERIFY(cache.insert(1, "a", 4));
        QVERIFY(cache.insert(2, "b", 4));
        QVERIFY(cache.insert(3, "c", 4)); // 1 goes
        QVERIFY(!cache.find(1));
        QCOMPARE(cache.weight(), std::size_t(8));
        QVERIFY(!cache.insert(2, "too heavy", 11)); // and is not there afterwards
        QVERIFY(!cache.find(2));
        QCOMPARE(cache.weight(), std::size_t(4));
        QVERIFY(cache.insert(4, "all", 10));
        QCOMPARE(cache.size(), std::size_t(1));
        QVERIFY(cache.insert(5, "nothing", 0));
        QCOMPARE(cache.size(), std::size_t(2));
        LruCache<int, int> none(0);
        QVERIFY(!none.insert(1, 1));
    }
};

SB_TEST_MAIN(TestLimits)
#include "tst_limits.moc"
