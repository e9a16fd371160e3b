// SPDX-License-Identifier: GPL-3.0-or-later
// Dead letters and the ledger on SQLite.
#pragma once

#include "store/dead_letters.h"
#include "store/ledger.h"
#include "store/readers_p.h"
#include "store/run_journal.h"
#include "store/writer_p.h"

namespace signalbox::store {

class SqliteDeadLetterRepository final : public DeadLetterRepository
{
public:
    SqliteDeadLetterRepository(Writer &writer, Readers &readers) : m_writer(writer), m_readers(readers) {}
    Task<Result<std::vector<DeadLetterRow>>> list(std::string workspace, DeadLetterFilter filter) override;
    Task<Result<DeadLetterRow>> get(std::string workspace, std::string id) override;
    Task<Result<std::int64_t>> countOpen(std::string workspace) override;
    Task<Result<void>> decide(std::string workspace, std::string id, DeadLetterDecision decision) override;

private:
    Writer &m_writer;
    Readers &m_readers;
};

class SqliteLedgerRepository final : public LedgerRepository
{
public:
    SqliteLedgerRepository(Writer &writer, Readers &readers) : m_writer(writer), m_readers(readers) {}
    Task<Result<void>> setBudget(std::string workspace, BudgetRow budget) override;
    Task<Result<std::vector<BudgetRow>>> budgets(std::string workspace) override;
    Task<Result<void>> removeBudget(std::string workspace, std::string scope, std::string unit) override;
    Task<Result<void>> reserve(std::string workspace, Reservation wanted) override;
    Task<Result<void>> settle(std::string workspace, std::string id, std::int64_t actual) override;
    Task<Result<void>> release(std::string workspace, std::string id) override;
    Task<Result<std::int64_t>> settleAbandoned() override;
    Task<Result<void>> setPause(std::string workspace, std::string subject, UnixMillis until) override;
    Task<Result<std::vector<Pause>>> pauses() override;

private:
    Writer &m_writer;
    Readers &m_readers;
};

/// Writes a letter that a run's batch holds. Thread: the writer's.
Result<void> insertDeadLetter(WriteContext &context, std::int64_t workspace, RunKey run, const DeadLetterRow &letter);
/// Decides the letter that a run's batch names. Errors: those of RunBatch::LetterDecision. Thread: the writer's.
Result<void> decideDeadLetter(WriteContext &context, std::int64_t workspace, const std::string &workspaceName, RunKey run,
                              const RunBatch::LetterDecision &decided);

} // namespace signalbox::store
