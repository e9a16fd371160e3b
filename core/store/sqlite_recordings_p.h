// SPDX-License-Identifier: GPL-3.0-or-later
// Recordings on SQLite.
#pragma once

#include "store/readers_p.h"
#include "store/recordings.h"
#include "store/writer_p.h"

namespace signalbox::store {

class SqliteRecordingRepository final : public RecordingRepository
{
public:
    SqliteRecordingRepository(Writer &writer, Readers &readers) : m_writer(writer), m_readers(readers) {}
    Task<Result<bool>> begin(std::string workspace, RecordingRow recording) override;
    Task<Result<std::vector<RecordingRow>>> list(std::string workspace, std::string before, int limit) override;
    Task<Result<RecordingRow>> get(std::string workspace, std::string id) override;
    Task<Result<void>> keep(std::string workspace, std::string id, std::string name, bool kept) override;
    Task<Result<void>> remove(std::string workspace, std::string id) override;
    Task<Result<bool>> add(std::string workspace, std::string id, std::vector<RecordedCallRow> calls) override;
    Task<Result<std::vector<RecordedCallRow>>> find(std::string workspace, std::string id, std::string path, std::string request) override;
    Task<Result<std::optional<RecordedCallRow>>> findAnywhere(std::string workspace, std::string id, std::string request) override;
    Task<Result<void>> spend(std::string workspace, std::string id, std::string path) override;
    Task<Result<std::vector<RecordedCallRow>>> calls(std::string workspace, std::string id, std::optional<std::int64_t> until) override;

private:
    Writer &m_writer;
    Readers &m_readers;
};

/// Deletes what was recorded of a run, unless it is kept or another run that has not ended has its answers from it.
Result<void> deleteRecordingOf(WriteContext &context, std::int64_t workspace, const std::string &run);

} // namespace signalbox::store
