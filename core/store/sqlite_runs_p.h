// SPDX-License-Identifier: GPL-3.0-or-later
// The journal of runs on SQLite.
#pragma once

#include "store/readers_p.h"
#include "store/run_journal.h"
#include "store/writer_p.h"

#include <atomic>

namespace signalbox::store {

class SqliteRunJournal final : public RunJournal
{
public:
    /// `lastKey` is the end of the block of run keys that was reserved last.
    SqliteRunJournal(Writer &writer, Readers &readers, RunKey lastKey);

    RunKey allocateRunKey() override;
    void commit(RunBatch batch, Durability durability, UniqueFunction<void(Result<void>)> done) override;
    void beginNow() override { m_writer.beginNow(); }
    std::chrono::microseconds syncTime() const override { return m_writer.syncTime(); }
    Task<Result<std::int64_t>> takeOver(RunKey run) override;
    Task<Result<std::vector<RunRow>>> listRuns(std::string workspace, RunFilter filter) override;
    Task<Result<RunRow>> getRun(std::string workspace, std::string id) override;
    Task<Result<std::vector<RunRow>>> dueRuns(UnixMillis by, WakeCursor after, int limit) override;
    Task<Result<UnfinishedRuns>> unfinished(UnixMillis after) override;
    Task<Result<std::vector<StepRow>>> listSteps(RunKey run, std::uint32_t after, int limit) override;
    Task<Result<std::vector<std::vector<StepRow>>>> stepsOf(std::vector<RunKey> runs, int limit) override;
    Task<Result<std::vector<StepLog>>> stepLogs(RunKey run, std::uint32_t seq) override;
    Task<Result<std::pair<std::int64_t, std::int64_t>>> countOf(RunKey run) override;
    Task<Result<std::int64_t>> deleteRunsBefore(std::string workspace, UnixMillis time) override;
    Task<Result<std::vector<std::string>>> payloadReferences() override;

private:
    Writer &m_writer;
    Readers &m_readers;
    std::atomic<RunKey> m_nextKey;
};

} // namespace signalbox::store
