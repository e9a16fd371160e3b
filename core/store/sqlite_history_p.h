// SPDX-License-Identifier: GPL-3.0-or-later
// Deleting on SQLite.
#pragma once

#include "store/history.h"
#include "store/readers_p.h"
#include "store/writer_p.h"

namespace signalbox::store {

class SqliteHistory final : public History
{
public:
    SqliteHistory(Writer &writer, Readers &readers) : m_writer(writer), m_readers(readers) {}
    Task<Result<std::vector<EndedRun>>> findEnded(std::string workspace, EndedFilter filter, RunKey after, int limit) override;
    Task<Result<EndedRun>> findEnded(std::string workspace, std::string id) override;
    Task<Result<std::size_t>> deleteRuns(std::string workspace, std::vector<RunKey> keys, bool sparesLetters) override;
    Task<Result<bool>> sweep() override;
    Task<Result<void>> sweepClosures() override;
    Task<Result<bool>> giveSpaceBack() override;
    Task<Result<void>> settle() override;
    Task<Result<Sequence>> lastEventBefore(std::string workspace, UnixMillis time) override;
    Task<Result<std::vector<std::string>>> workspaces() override;
    Task<Result<std::string>> setting(std::string workspace, std::string name) override;
    Task<Result<void>> setSetting(std::string workspace, std::string name, std::string value) override;

private:
    Writer &m_writer;
    Readers &m_readers;
};

} // namespace signalbox::store
