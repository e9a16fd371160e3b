// SPDX-License-Identifier: GPL-3.0-or-later
// The owner of running coroutines: nothing that was started outlives it, and no failure is lost.
#pragma once

#include "base/async.h"

#include <cstddef>
#include <functional>
#include <stop_token>

namespace signalbox {

/// Owns the coroutines started in it. Every start of a task that nobody awaits goes through a scope,
/// declared last in its owner, so that it ends first. A dropped QCoro task would run on and swallow
/// its exception; here an exception that leaves a task is logged as an error.
/// Thread: one, with an Executor.
class TaskScope
{
public:
    TaskScope();
    /// Cancels, then runs the thread's pending events until every task has ended. Tasks must honour
    /// their stop token, so this takes a few turns; a task that does not is reported and abandoned.
    ~TaskScope();
    TaskScope(const TaskScope &) = delete;
    TaskScope &operator=(const TaskScope &) = delete;

    /// The token that every task of this scope is given.
    std::stop_token token() const;
    /// Starts a task: `scope.start([this](std::stop_token stop) { return serve(stop); });`. The
    /// callable makes the task; it must not itself be a coroutine with captures.
    void start(const std::function<Task<void>(std::stop_token)> &make);
    /// Asks every task to stop; returns at once.
    void cancel();
    /// Cancels and waits until every task has ended.
    Task<void> close();
    /// How many tasks run.
    std::size_t size() const;

private:
    struct State;
    static Task<void> run(std::shared_ptr<State> state, Task<void> task);
    std::shared_ptr<State> m_state;
};

} // namespace signalbox
