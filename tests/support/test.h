// SPDX-License-Identifier: GPL-3.0-or-later
// What every test has: an executor, a log in which an unexpected warning fails the test, and ways to
// wait for coroutines under a hard limit.
#pragma once

#include "base/async.h"
#include "base/clock.h"
#include "base/log.h"

#include <QCoreApplication>
#include <QTest>

#include <functional>
#include <string>

namespace signalbox::test {

/// Lines at or above warning whose JSON contains `text` are expected in this test function (any number).
void expectLog(std::string text);
/// Lines logged in this test function so far, as JSON.
std::vector<std::string> loggedLines();

/// Runs the event loop until `done` or the limit; false at the limit.
bool pumpUntil(const std::function<bool()> &done, Millis limit = Millis(10000));
/// Runs the event loop once over everything that is pending.
void pumpPending();

/// Waits for a task in a test, at most `limit`; fails the test by an exception afterwards.
template<typename T>
T await(Task<T> task, Millis limit = Millis(10000))
{
    std::optional<T> value;
    auto runner = [](Task<T> inner, std::optional<T> *out) -> Task<void> { *out = co_await inner; };
    auto running = runner(std::move(task), &value);
    if (!pumpUntil([&] { return value.has_value(); }, limit)) {
        qFatal("a task did not end in time");
    }
    return std::move(*value);
}
inline void await(Task<void> task, Millis limit = Millis(10000))
{
    bool ended = false;
    auto runner = [](Task<void> inner, bool *out) -> Task<void> {
        co_await inner;
        *out = true;
    };
    auto running = runner(std::move(task), &ended);
    if (!pumpUntil([&] { return ended; }, limit)) {
        qFatal("a task did not end in time");
    }
}

/// The project's folder and the folder of the built programs.
std::string sourceDir();
std::string binDir();

/// Whether the kernel refuses what `name` stands for: the name must be in tests/refusals.txt, and
/// `works` must have failed here. Use: `if (test::isRefused("seccomp", trySeccomp)) QSKIP("…");`
bool isRefused(const std::string &name, const std::function<bool()> &works);

/// Runs a test object as QTEST_GUILESS_MAIN does, with the above in place.
int run(int argc, char **argv, const std::function<int(int, char **)> &body);
/// The same around an application that exists.
int runIn(const std::function<int()> &body);
void beginFunction();
void endFunction();

} // namespace signalbox::test

/// Base of test objects: checks the log around every function.
class SignalboxTest : public QObject
{
    Q_OBJECT
protected Q_SLOTS:
    void init() { signalbox::test::beginFunction(); setUp(); }
    void cleanup() { tearDown(); signalbox::test::endFunction(); }

protected:
    virtual void setUp() {}
    virtual void tearDown() {}
};

#define SB_TEST_MAIN(TestClass)                                                                    \
    int main(int argc, char **argv)                                                                \
    {                                                                                              \
        return signalbox::test::run(argc, argv, [](int count, char **values) {                     \
            TestClass object;                                                                      \
            return QTest::qExec(&object, count, values);                                           \
        });                                                                                        \
    }
