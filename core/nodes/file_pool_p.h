// SPDX-License-Identifier: GPL-3.0-or-later
// A few threads for blocking work on files, awaited from coroutines.
#pragma once

#include "base/executor.h"

#include <coroutine>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include <QThreadPool>

namespace signalbox::nodes {

/// Threads that block so that the backend's does not. Destroyed after everything that awaits it.
/// Thread: run() on one with an Executor; the function runs on a thread of the pool.
class FilePool
{
public:
    explicit FilePool(int threads) { m_pool.setMaxThreadCount(std::max(threads, 1)); }

    /// `co_await pool.run(function)`: what `function` returns, on the caller's thread.
    template<typename F>
    auto run(F function)
    {
        using R = std::invoke_result_t<F &>;
        struct State
        {
            explicit State(F work) : function(std::move(work)) {}
            F function;
            std::optional<R> value;
        };
        // With a constructor: g++ 12.2 copies an aggregate awaiter bit by bit into the frame.
        struct Awaiter
        {
            Awaiter(QThreadPool &threads, F work)
                : pool(threads), state(std::make_unique<State>(std::move(work)))
            {
            }
            QThreadPool &pool;
            std::unique_ptr<State> state;

            bool await_ready() const noexcept { return false; }
            void await_suspend(std::coroutine_handle<> caller)
            {
                auto *home = Executor::current();
                pool.start([raw = state.get(), caller, home] {
                    raw->value.emplace(raw->function());
                    home->post([caller]() mutable { caller.resume(); });
                });
            }
            R await_resume() { return std::move(*state->value); }
        };
        return Awaiter(m_pool, std::move(function));
    }

private:
    QThreadPool m_pool;
};

} // namespace signalbox::nodes
