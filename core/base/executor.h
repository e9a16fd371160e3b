// SPDX-License-Identifier: GPL-3.0-or-later
// Functions sent to a thread with an event loop, and threads that have one.
#pragma once

#include "base/unique_function.h"

#include <chrono>
#include <coroutine>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include <QObject>
#include <QThread>

namespace signalbox {

/// Runs functions on the thread that it was made on, in the order in which they were posted, from
/// that thread's event loop. Functions posted while the loop is busy run in one wake-up. An event loop
/// that one of them runs goes on with the others. What is still queued when it is destroyed is destroyed
/// without being run.
/// Thread: post() from any; made and destroyed on its own thread.
class Executor final : public QObject
{
public:
    Executor();
    ~Executor() override;

    /// Queues `work`; never runs it before returning. After the executor is gone a caller must not
    /// post: owners stop their producers first.
    void post(UniqueFunction<void()> work);

    /// Whether the caller runs on this executor's thread.
    bool isCurrent() const;

    /// The executor of the calling thread (the last one made there), or null.
    static Executor *current();

    /// Tells `report` of each piece of work that took longer than `limit`. Thread: its own.
    void watchTurns(std::chrono::microseconds limit, std::function<void(std::chrono::microseconds)> report);

    bool event(QEvent *event) override;

private:
    void drain();
    void runWatched(UniqueFunction<void()> &work);

    std::chrono::microseconds m_turnLimit{0};
    std::function<void(std::chrono::microseconds)> m_turnReport;
    std::mutex m_mutex;
    std::vector<UniqueFunction<void()>> m_queue;
    std::vector<UniqueFunction<void()>> m_batch; ///< taken from the queue; its own thread's
    std::size_t m_next = 0; ///< the first of the batch that did not begin
    bool m_wakePending = false;
    Executor *m_previous = nullptr;
};

/// A thread with an event loop and an executor. The destructor stops the loop and joins: nothing of the
/// thread runs afterwards, its thread-local objects included.
class EventThread final
{
public:
    /// Starts the thread; `name` shows in debuggers and logs (at most 15 characters count).
    explicit EventThread(const std::string &name);
    ~EventThread();
    EventThread(const EventThread &) = delete;
    EventThread &operator=(const EventThread &) = delete;

    /// Valid for the life of this object.
    Executor &executor() { return *m_executor; }
    /// Runs `work` there and waits for it. For start-up, shutdown and tests only.
    void runBlocking(UniqueFunction<void()> work);
    /// Ends the loop and joins; called again it does nothing.
    void stop();

private:
    std::thread m_thread; // QThread::wait() returns before the thread-local objects of libraries are gone
    Executor *m_executor = nullptr;
};

/// `co_await runOn(executor, function)`: runs `function` on `executor` and resumes the caller on its
/// own executor with the value that it returned. The caller must run on a thread that has one.
template<typename F>
auto runOn(Executor &target, F function)
{
    using R = std::invoke_result_t<F &>;
    struct State
    {
        F function;
        std::optional<std::conditional_t<std::is_void_v<R>, std::monostate, R>> value;
    };
    // With a constructor: g++ 12.2 copies an aggregate awaiter bit by bit into the frame.
    struct Awaiter
    {
        Awaiter(Executor &executor, F work)
            : target(executor), state(std::make_unique<State>(State{std::move(work), std::nullopt}))
        {
        }
        Executor &target;
        std::unique_ptr<State> state;

        bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<> caller)
        {
            auto *home = Executor::current();
            target.post([raw = state.get(), caller, home] {
                if constexpr (std::is_void_v<R>) {
                    raw->function();
                    raw->value.emplace();
                } else {
                    raw->value.emplace(raw->function());
                }
                home->post([caller]() mutable { caller.resume(); });
            });
        }
        R await_resume()
        {
            if constexpr (!std::is_void_v<R>) {
                return std::move(*state->value);
            }
        }
    };
    return Awaiter(target, std::move(function));
}

} // namespace signalbox
