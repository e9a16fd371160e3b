// SPDX-License-Identifier: GPL-3.0-or-later
// A few threads with a read-only connection each, so that no query waits for a commit.
#pragma once

#include "base/async.h"
#include "store/sqlite_p.h"

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace signalbox::store {

/// What a query sees. Thread: that of the reader.
class ReadContext
{
public:
    explicit ReadContext(std::unique_ptr<Connection> connection) : m_connection(std::move(connection)) {}
    Connection &db() { return *m_connection; }
    /// The key of a workspace, 0 if nothing was ever stored for it.
    Result<std::int64_t> workspaceKey(const std::string &name);

private:
    std::unique_ptr<Connection> m_connection;
    std::map<std::string, std::int64_t, std::less<>> m_workspaces;
};

/// The pool. Each query sees everything that was committed before it was asked.
class Readers
{
public:
    explicit Readers(std::vector<std::unique_ptr<Connection>> connections);
    /// Answers what is still queued, then ends.
    ~Readers();

    /// Queues work for any reader. Thread: any.
    void push(UniqueFunction<void(ReadContext &)> work);

private:
    void loop(ReadContext &context);

    std::vector<std::unique_ptr<ReadContext>> m_contexts;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<UniqueFunction<void(ReadContext &)>> m_queue;
    bool m_isStopping = false;
    std::vector<std::thread> m_threads;
};

/// `co_await read(readers, function)`: runs `Result<T> function(ReadContext &)` on a reader and resumes
/// the caller on its own executor.
template<typename F>
auto read(Readers &readers, F function)
{
    using R = std::invoke_result_t<F &, ReadContext &>;
    struct State
    {
        F function;
        std::optional<R> value;
    };
    struct Awaiter
    {
        Awaiter(Readers &pool, F work) : readers(pool), state(std::make_unique<State>(State{std::move(work), std::nullopt})) {}
        Readers &readers;
        std::unique_ptr<State> state;

        bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<> caller)
        {
            readers.push([raw = state.get(), caller, home = Executor::current()](ReadContext &context) {
                raw->value.emplace(raw->function(context));
                home->post([caller]() mutable { caller.resume(); });
            });
        }
        R await_resume() { return std::move(*state->value); }
    };
    return Awaiter(readers, std::move(function));
}

} // namespace signalbox::store
