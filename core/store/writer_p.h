// SPDX-License-Identifier: GPL-3.0-or-later
// The one thread that writes: takes what was queued, commits it together, and answers. It knows
// transactions, sequences and fences; what is written stands in the repositories.
#pragma once

#include "base/async.h"
#include "base/clock.h"
#include "store/sqlite_p.h"
#include "store/types.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <thread>
#include <unordered_map>
#include <vector>

namespace signalbox::store {

class WriteContext;

/// Rows of a workspace that are numbered from 1 have the id workspace << kSequenceBits | number.
inline constexpr int kSequenceBits = 40;

/// One change, applied whole or not at all.
class Write
{
public:
    Write(Durability wanted, Executor *caller) : durability(wanted), home(caller) {}
    virtual ~Write() = default;
    Write(const Write &) = delete;
    Write &operator=(const Write &) = delete;

    /// On the writer's thread, inside a transaction. It may be called again after a roll-back, so it
    /// leaves its own members as they are.
    virtual Result<void> apply(WriteContext &context) = 0;
    /// On the writer's thread, before its transaction is tried again: what an attempt noted is forgotten.
    virtual void again() {}
    /// On the writer's thread, before the next transaction: nothing of it was written.
    virtual void refused() {}
    /// On `home` after the commit; on the writer's thread where there is no home.
    virtual void finish(Result<void> outcome) = 0;

    Durability durability;
    Executor *home;
};

/// What a change sees of the transaction that it is part of.
/// Thread: the writer's.
class WriteContext
{
public:
    WriteContext(Connection &connection, const Clock &clock) : m_connection(connection), m_clock(clock) {}

    Connection &db() { return m_connection; }
    UnixMillis now() const { return m_clock.now(); }

    /// The key of a workspace; made at first sight.
    Result<std::int64_t> workspaceKey(const std::string &name);
    /// Appends an event of the caller, which keeps it until the commit.
    Result<void> append(std::int64_t workspace, const std::string &workspaceName, const EventDraft &event);
    /// Appends an event that belongs to this transaction.
    Result<void> appendOwned(std::int64_t workspace, const std::string &workspaceName, EventDraft event);
    Result<Sequence> lastSequence(std::int64_t workspace);
    Result<void> setTrimmed(std::int64_t workspace, Sequence upTo);

    struct RunOwner
    {
        std::int64_t fence = 0;
        std::int64_t workspace = 0;
    };
    /// Who owns a run. Errors: store.notFound.
    Result<RunOwner> owner(RunKey run);
    void setOwner(RunKey run, RunOwner owner);
    void forgetOwner(RunKey run) { m_owners.erase(run); }

    /// The key of a run's pinned texts; equal texts have one row.
    Result<std::int64_t> closureKey(const std::string &text);
    /// The same, sooner for a text that is shared.
    Result<std::int64_t> closureKey(const std::shared_ptr<const std::string> &text);
    void forgetClosures() { m_closures.clear(); }
    /// From here on, which of them runs are given is known.
    void watchClosures() { m_givenClosures.emplace(); }
    bool isClosureUnused(std::int64_t key) const { return m_givenClosures && !m_givenClosures->contains(key); }
    /// The log is copied back, and cut, after this transaction.
    void settleAfter() { m_isSettling = true; }
    /// Says that the transaction changes the file though no row counts as changed (giving pages back).
    void markChanged() { m_isChanged = true; }

private:
    friend class Writer;
    struct Counter
    {
        Sequence last = 0;
        Sequence trimmed = 0;
    };
    struct Pending
    {
        Sequence seq;
        const std::string *workspace;
        const EventDraft *event;
    };
    struct Closure
    {
        std::size_t hash;
        std::int64_t key;
        std::shared_ptr<const std::string> text;
    };
    Result<std::int64_t> rememberClosure(std::size_t quick, std::shared_ptr<const std::string> text);
    std::int64_t given(std::int64_t closure);
    Result<Counter *> counter(std::int64_t workspace);
    void forgetAll();

    Connection &m_connection;
    const Clock &m_clock;
    std::map<std::string, std::int64_t, std::less<>> m_workspaces;
    std::map<std::int64_t, Counter> m_counters;
    std::unordered_map<RunKey, RunOwner> m_owners;
    std::deque<Closure> m_closures;
    std::optional<std::set<std::int64_t>> m_givenClosures;
    std::vector<Pending> m_pending;
    std::deque<std::pair<std::string, EventDraft>> m_owned;
    UnixMillis m_eventTime = 0;
    bool m_isChanged = false;
    bool m_isSettling = false;
};

/// The writer's thread and its queue.
class Writer
{
public:
    using Listener = std::function<void(std::vector<EventRow>)>;

    Writer(std::unique_ptr<Connection> connection, const Clock &clock);
    /// Commits what is still queued, then ends.
    ~Writer();

    /// Queues a change. Thread: any. Never waits for the disk. What one turn of an executor queues commits
    /// together: a writer that has nothing to do begins when the turn has ended.
    void push(std::unique_ptr<Write> write);
    /// As RunJournal::beginNow.
    void beginNow() { m_wake->notify_one(); }
    /// As EventLog::setListener.
    void setListener(Executor *executor, Listener listener);
    /// The newest sequence of a workspace that was committed. Thread: any.
    Sequence lastKnown(const std::string &workspace) const;
    /// As RunJournal::syncTime.
    std::chrono::microseconds syncTime() const { return std::chrono::microseconds(m_syncTime.load(std::memory_order_relaxed)); }

private:
    enum class Isolation { Shared, Savepoints };
    using Group = std::vector<std::unique_ptr<Write>>;
    struct Listening
    {
        Executor *executor;
        std::shared_ptr<Listener> listener;
    };

    void loop();
    void commitGroup(Group group);
    bool attempt(Group &group, std::vector<Result<void>> &outcomes, Isolation isolation);
    void fail(std::vector<Result<void>> &outcomes, const Error &error);
    Result<void> begin(Durability durability);
    Result<void> commitHard();
    void publish(Group group, std::vector<Result<void>> outcomes);
    std::vector<EventRow> takeEvents();
    void noteSequences();
    void checkpointIfDue();

    std::unique_ptr<Connection> m_connection;
    WriteContext m_context;
    Durability m_level = Durability::Soft;
    std::int64_t m_dataVersion = 0;
    int m_walFrames = 0;
    std::atomic<std::int64_t> m_syncTime = 0; ///< in microseconds
    int m_nextCheckpoint;

    mutable std::mutex m_mutex;
    /// Shared with the executors that still have to notify it.
    std::shared_ptr<std::condition_variable> m_wake = std::make_shared<std::condition_variable>();
    Group m_queue;
    bool m_isIdle = false;
    bool m_isStopping = false;
    std::optional<Listening> m_listening;
    std::map<std::string, Sequence, std::less<>> m_lastKnown;
    std::thread m_thread;
};

/// `co_await write(writer, durability, function)`: runs `Result<T> function(WriteContext &)` inside a
/// transaction and resumes the caller after the commit. The function may run twice.
template<typename F>
auto write(Writer &writer, Durability durability, F function)
{
    using R = std::invoke_result_t<F &, WriteContext &>;
    struct State
    {
        std::optional<R> value;
        std::coroutine_handle<> caller;
    };
    class Call final : public Write
    {
    public:
        Call(Durability wanted, Executor *caller, F work, State *out)
            : Write(wanted, caller), m_work(std::move(work)), m_state(out)
        {
        }
        Result<void> apply(WriteContext &context) override
        {
            m_state->value.emplace(m_work(context));
            if (!*m_state->value) {
                return m_state->value->error();
            }
            return {};
        }
        void finish(Result<void> outcome) override
        {
            if (!outcome) {
                m_state->value.emplace(std::move(outcome).error());
            }
            m_state->caller.resume();
        }

    private:
        F m_work;
        State *m_state;
    };
    struct Awaiter
    {
        Awaiter(Writer &target, Durability wanted, F work)
            : writer(target), durability(wanted), function(std::move(work)), state(std::make_unique<State>())
        {
        }
        Writer &writer;
        Durability durability;
        F function;
        std::unique_ptr<State> state;

        bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<> caller)
        {
            state->caller = caller;
            writer.push(std::make_unique<Call>(durability, Executor::current(), std::move(function), state.get()));
        }
        R await_resume() { return std::move(*state->value); }
    };
    return Awaiter(writer, durability, std::move(function));
}

} // namespace signalbox::store
