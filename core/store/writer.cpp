// SPDX-License-Identifier: GPL-3.0-or-later
// One group is one transaction:
//
//   queue -> BEGIN IMMEDIATE -> change, change, … -> COMMIT -> events, answers
//
// It is tried without savepoints first, since almost none ever fails. A change that fails before it
// wrote anything is simply left out. If one fails half-way, the transaction is rolled back and done again with
// a savepoint around each change. A failure of the database itself rolls everything back, and every
// change of the group hears of it.
#include "store/writer_p.h"

#include "base/log.h"

#include <ctime>

#include <pthread.h>

namespace signalbox::store {

namespace {
/// Pages in the log after which it is copied back: 16 MiB.
constexpr int kCheckpointFrames = 4096;
constexpr std::size_t kMaxGroup = 4096;
constexpr int kBusyMillis = 2000;
} // namespace

Writer::Writer(std::unique_ptr<Connection> connection, const Clock &clock)
    : m_connection(std::move(connection))
    , m_context(*m_connection, clock)
    , m_nextCheckpoint(kCheckpointFrames)
{
    sqlite3_wal_hook(
        m_connection->handle(),
        [](void *self, sqlite3 *, const char *, int frames) {
            static_cast<Writer *>(self)->m_walFrames = frames;
            return SQLITE_OK;
        },
        this);
    auto rows = m_connection->query("SELECT w.name, " SB_LAST_SEQUENCE("w.id") " FROM workspaces w");
    while (true) {
        const auto more = rows.next();
        if (!more || !*more) {
            break;
        }
        m_lastKnown.emplace(rows.text(0), rows.integer(1));
    }
    m_thread = std::thread([this] { loop(); });
}

Writer::~Writer()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = true;
    }
    m_wake->notify_one();
    m_thread.join();
}

void Writer::push(std::unique_ptr<Write> write)
{
    auto *home = write->home;
    {
        const std::lock_guard lock(m_mutex);
        m_queue.push_back(std::move(write));
        if (!std::exchange(m_isIdle, false)) {
            return;
        }
    }
    if (home) {
        home->post([wake = m_wake] { wake->notify_one(); });
    } else {
        m_wake->notify_one();
    }
}

void Writer::setListener(Executor *executor, Listener listener)
{
    const std::lock_guard lock(m_mutex);
    if (listener) {
        m_listening = Listening{executor, std::make_shared<Listener>(std::move(listener))};
    } else {
        m_listening.reset();
    }
}

Sequence Writer::lastKnown(const std::string &workspace) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_lastKnown.find(workspace);
    return found == m_lastKnown.end() ? 0 : found->second;
}

void Writer::loop()
{
    pthread_setname_np(pthread_self(), "sb-store-writer");
    Group group;
    while (true) {
        {
            std::unique_lock lock(m_mutex);
            while (m_queue.empty() && !m_isStopping) {
                m_isIdle = true;
                m_wake->wait(lock);
            }
            m_isIdle = false;
            if (m_queue.empty()) {
                return;
            }
            if (m_queue.size() <= kMaxGroup) {
                group.swap(m_queue);
            } else {
                const auto end = m_queue.begin() + static_cast<std::ptrdiff_t>(kMaxGroup);
                group.assign(std::make_move_iterator(m_queue.begin()), std::make_move_iterator(end));
                m_queue.erase(m_queue.begin(), end);
            }
        }
        commitGroup(std::move(group));
        group.clear();
        checkpointIfDue();
    }
}

Result<void> Writer::begin(Durability durability)
{
    // The level cannot change inside a transaction.
    if (durability != m_level) {
        SB_CHECK(m_connection->execute(durability == Durability::Hard ? "PRAGMA synchronous=FULL"
                                                                      : "PRAGMA synchronous=NORMAL"));
        m_level = durability;
    }
    SB_CHECK(m_connection->query("BEGIN IMMEDIATE").run());
    // Another process may have written where the folder's lock was not honoured: believe the file.
    auto version = m_connection->query("PRAGMA data_version");
    SB_CHECK(version.next());
    if (version.integer(0) != m_dataVersion) {
        m_dataVersion = version.integer(0);
        m_context.forgetAll();
    }
    return {};
}

void Writer::commitGroup(Group group)
{
    std::vector<Result<void>> outcomes(group.size());
    if (!attempt(group, outcomes, Isolation::Shared)) {
        for (auto &write : group) {
            write->again();
        }
        attempt(group, outcomes, Isolation::Savepoints);
    }
    for (std::size_t i = 0; i < group.size(); ++i) {
        if (!outcomes[i]) {
            group[i]->refused();
        }
    }
    publish(std::move(group), std::move(outcomes));
}

void Writer::fail(std::vector<Result<void>> &outcomes, const Error &error)
{
    if (m_connection->inTransaction()) {
        if (auto rolled = m_connection->query("ROLLBACK").run(); !rolled && m_connection->inTransaction()) {
            log::error("store", "a transaction could not be rolled back", {{"why", rolled.error().describe()}});
        }
    }
    m_context.forgetAll();
    for (auto &outcome : outcomes) {
        outcome = error;
    }
}

bool Writer::attempt(Group &group, std::vector<Result<void>> &outcomes, Isolation isolation)
{
    const bool hard = std::any_of(group.begin(), group.end(),
                                  [](const auto &write) { return write->durability == Durability::Hard; });
    m_context.m_pending.clear();
    m_context.m_owned.clear();
    m_context.m_isChanged = false;
    if (auto begun = begin(hard ? Durability::Hard : Durability::Soft); !begun) {
        fail(outcomes, begun.error());
        return true;
    }
    m_context.m_eventTime = m_context.now();
    const auto changesAtStart = m_connection->totalChanges();
    for (std::size_t i = 0; i < group.size(); ++i) {
        const auto changesBefore = m_connection->totalChanges();
        const auto pendingBefore = m_context.m_pending.size();
        decltype(m_context.m_counters) countersBefore;
        if (isolation == Isolation::Savepoints) {
            countersBefore = m_context.m_counters;
            if (auto made = m_connection->query("SAVEPOINT one").run(); !made) {
                fail(outcomes, made.error());
                return true;
            }
        }
        outcomes[i] = group[i]->apply(m_context);
        const bool applied = outcomes[i].ok();
        if (!applied && (isFatal(outcomes[i].error()) || !m_connection->inTransaction())) {
            const Error cause = outcomes[i].error();
            fail(outcomes, cause);
            return true;
        }
        if (isolation == Isolation::Savepoints) {
            if (!applied) {
                if (auto back = m_connection->query("ROLLBACK TO one").run(); !back) {
                    fail(outcomes, back.error());
                    return true;
                }
                m_context.forgetAll();
                m_context.m_counters = std::move(countersBefore);
                m_context.m_pending.resize(pendingBefore);
            }
            if (auto released = m_connection->query("RELEASE one").run(); !released) {
                fail(outcomes, released.error());
                return true;
            }
        } else if (!applied && m_connection->totalChanges() != changesBefore) {
            fail(outcomes, outcomes[i].error());
            return false;
        }
    }
    // A transaction that wrote nothing has nothing to sync.
    const bool isChanged = m_context.m_isChanged || m_connection->totalChanges() != changesAtStart;
    auto ended = !isChanged ? m_connection->query("ROLLBACK").run() : hard ? commitHard() : m_connection->query("COMMIT").run();
    if (!ended) {
        fail(outcomes, ended.error());
    } else {
        noteSequences();
    }
    return true;
}

// What passed without this thread at work went to the disk.
Result<void> Writer::commitHard()
{
    constexpr std::int64_t kShare = 8; // of the newest in the average
    const auto worked = [] {
        timespec time{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
    };
    const auto workedBefore = worked();
    const auto before = std::chrono::steady_clock::now();
    auto ended = m_connection->query("COMMIT").run();
    const auto waited = std::chrono::steady_clock::now() - before - (worked() - workedBefore);
    const auto known = m_syncTime.load(std::memory_order_relaxed);
    m_syncTime.store(known + (std::max<std::int64_t>(0, std::chrono::duration_cast<std::chrono::microseconds>(waited).count()) - known) / kShare, std::memory_order_relaxed);
    return ended;
}

void Writer::noteSequences()
{
    if (m_context.m_pending.empty()) {
        return;
    }
    const std::lock_guard lock(m_mutex);
    for (const auto &pending : m_context.m_pending) {
        m_lastKnown[*pending.workspace] = pending.seq;
    }
}

std::vector<EventRow> Writer::takeEvents()
{
    std::vector<EventRow> rows;
    rows.reserve(m_context.m_pending.size());
    for (const auto &[seq, workspace, event] : m_context.m_pending) {
        rows.push_back({seq, *workspace, event->topic, event->source, event->data, m_context.m_eventTime});
    }
    return rows;
}

void Writer::publish(Group group, std::vector<Result<void>> outcomes)
{
    std::optional<Listening> listening;
    if (!m_context.m_pending.empty()) {
        const std::lock_guard lock(m_mutex);
        listening = m_listening;
    }
    std::vector<EventRow> events;
    if (listening) {
        events = takeEvents();
    }
    m_context.m_pending.clear();

    // The listener is posted first, so that what a caller did is on the bus when it hears of it.
    if (listening) {
        listening->executor->post([listener = std::move(listening->listener), rows = std::move(events)]() mutable {
            (*listener)(std::move(rows));
        });
    }
    // Each answer by itself: what one leads to may run a loop of its own that waits for the next.
    for (std::size_t i = 0; i < group.size(); ++i) {
        if (auto *home = group[i]->home) {
            home->post([write = std::move(group[i]), outcome = std::move(outcomes[i])]() mutable { write->finish(std::move(outcome)); });
        } else {
            group[i]->finish(std::move(outcomes[i]));
        }
    }
}

void Writer::checkpointIfDue()
{
    const bool isCut = std::exchange(m_context.m_isSettling, false);
    if (!isCut && m_walFrames < m_nextCheckpoint) {
        return;
    }
    int logged = 0;
    int copied = 0;
    // A reader that holds an old state is not waited for.
    sqlite3_busy_timeout(m_connection->handle(), 0);
    const int code = sqlite3_wal_checkpoint_v2(m_connection->handle(), nullptr, isCut ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE, &logged, &copied);
    sqlite3_busy_timeout(m_connection->handle(), kBusyMillis);
    if (code != SQLITE_OK && code != SQLITE_BUSY) {
        log::warning("store", "the log could not be copied back", {{"why", m_connection->failure(code).describe()}});
    }
    // While a reader holds an old state not all is copied: try again later, not at each commit.
    m_nextCheckpoint = code == SQLITE_OK && copied == logged ? kCheckpointFrames : m_walFrames + kCheckpointFrames / 4;
    m_walFrames = 0;
}

} // namespace signalbox::store
