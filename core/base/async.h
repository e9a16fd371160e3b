// SPDX-License-Identifier: GPL-3.0-or-later
// The two things that coroutines of one thread wait for: a value that comes once, and a gate.
#pragma once

#include "base/executor.h"
#include "base/result.h"

#include <coroutine>
#include <memory>
#include <optional>
#include <stop_token>
#include <utility>
#include <vector>

#include <qcoro/qcorotask.h>

namespace signalbox {

template<typename T = void>
using Task = QCoro::Task<T>;

/// The error of whatever was cancelled before it ended.
Error cancelledError(std::string subject = {});

/// A value that comes once. Copies share it; set() by one side, `co_await value.wait()` by the other,
/// in either order, on one thread. The first set() counts. A waiter is resumed from the event loop,
/// never inside set().
/// Thread: one (that of its executor), except where it says otherwise.
template<typename T>
class OneShot
{
public:
    OneShot() : m_state(std::make_shared<State>()) {}

    void set(T value) const
    {
        if (!m_state->value) {
            m_state->value.emplace(std::move(value));
            wake();
        }
    }
    bool isSet() const { return m_state->value.has_value(); }

    /// Waits for the value and takes it. At most one waiter.
    auto wait() const
    {
        // With a constructor: g++ 12.2 copies an aggregate awaiter bit by bit into the frame.
        struct Awaiter
        {
            explicit Awaiter(std::shared_ptr<State> shared) : state(std::move(shared)) {}
            std::shared_ptr<State> state;
            bool await_ready() const noexcept { return state->value.has_value(); }
            void await_suspend(std::coroutine_handle<> caller) { state->waiter = caller; }
            T await_resume() { return std::move(*state->value); }
        };
        return Awaiter(m_state);
    }

private:
    struct State
    {
        std::optional<T> value;
        std::coroutine_handle<> waiter;
    };
    void wake() const
    {
        if (auto waiter = std::exchange(m_state->waiter, nullptr)) {
            Executor::current()->post([waiter, keep = m_state]() mutable { waiter.resume(); });
        }
    }
    std::shared_ptr<State> m_state;
};

/// Waits for `shot`, or gives `cancelled` as soon as `stop` is requested (from any thread).
template<typename T>
Task<Result<T>> waitFor(OneShot<Result<T>> shot, std::stop_token stop)
{
    auto *executor = Executor::current();
    std::stop_callback onStop(stop, [shot, executor] {
        executor->post([shot] { shot.set(cancelledError()); });
    });
    co_return co_await shot.wait();
}

/// Gives other events of this thread a turn: `co_await yieldToLoop();`.
inline auto yieldToLoop()
{
    struct Awaiter
    {
        bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<> caller)
        {
            Executor::current()->post([caller]() mutable { caller.resume(); });
        }
        void await_resume() {}
    };
    return Awaiter{};
}

} // namespace signalbox
