// SPDX-License-Identifier: GPL-3.0-or-later
// Questions to persons on SQLite.
#pragma once

#include "store/approvals.h"
#include "store/readers_p.h"
#include "store/writer_p.h"

namespace signalbox::store {

class SqliteApprovalRepository final : public ApprovalRepository
{
public:
    explicit SqliteApprovalRepository(Readers &readers) : m_readers(readers) {}
    Task<Result<std::vector<ApprovalRow>>> list(std::string workspace, ApprovalFilter filter) override;
    Task<Result<ApprovalRow>> get(std::string workspace, std::string id) override;

private:
    Readers &m_readers;
};

/// Writes what a run's batch says of its questions.
Result<void> writeApprovals(Connection &db, RunKey run, std::int64_t workspace, const std::vector<ApprovalWrite> &writes);
/// Ends those of a run that nobody has decided.
Result<void> withdrawApprovals(Connection &db, RunKey run, UnixMillis now);

} // namespace signalbox::store
