// SPDX-License-Identifier: GPL-3.0-or-later
// A few threads for blocking work, awaited from coroutines.
#pragma once

#include "base/executor.h"

#include <coroutine>
#include <memory>
#include <mutex>
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
    explicit FilePool(int threads) { m_pool->setMaxThreadCount(std::max(threads, 1)); }
    /// Waits for what is under way, unless leave() was called.
    ~FilePool() = default;
    FilePool(const FilePool &) = delete;
    FilePool &operator=(const FilePool &) = delete;

    /// The program ends: what is under way is left to itself, and nobody is told of its end.
    /// Thread: that of run().
    void leave()
    {
        const std::lock_guard lock(m_link->mutex);
        m_link->isLeft = true;
        if (!m_pool->waitForDone(0)) {
            (void)m_pool.release(); // its end would be waited for
        }
    }

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
            Awaiter(QThreadPool &threads, std::shared_ptr<Link> held, F work)
                : pool(threads), link(std::move(held)), state(std::make_shared<State>(std::move(work)))
            {
            }
            QThreadPool &pool;
            std::shared_ptr<Link> link;
            std::shared_ptr<State> state;

            bool await_ready() const noexcept { return false; }
            void await_suspend(std::coroutine_handle<> caller)
            {
                auto *home = Executor::current();
                pool.start([told = link, work = state, caller, home] {
                    work->value.emplace(work->function());
                    const std::lock_guard lock(told->mutex);
                    if (!told->isLeft) {
                        home->post([caller]() mutable { caller.resume(); });
                    }
                });
            }
            R await_resume() { return std::move(*state->value); }
        };
        return Awaiter(*m_pool, m_link, std::move(function));
    }

private:
    /// What is under way may outlive the pool, and asks here whether anybody is to be told.
    struct Link
    {
        std::mutex mutex;
        bool isLeft = false;
    };
    std::shared_ptr<Link> m_link = std::make_shared<Link>();
    std::unique_ptr<QThreadPool> m_pool = std::make_unique<QThreadPool>();
};

} // namespace signalbox::nodes
