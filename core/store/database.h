// SPDX-License-Identifier: GPL-3.0-or-later
// The embedded database: one SQLite file, one writer thread with group commit, a few readers.
#pragma once

#include "base/async.h"
#include "base/clock.h"
#include "base/result.h"

#include <memory>
#include <map>
#include <string>

namespace signalbox::store {

class RunJournal;
class EventLog;
class FlowRepository;
class SecretRepository;
class TokenRepository;
class AuditRepository;
class ConversationRepository;
class DeadLetterRepository;
class LedgerRepository;
class ApprovalRepository;
class ModelRepository;
class RecordingRepository;
class EndpointRepository;
class History;
class PayloadStore;

/// How large a database is; for a person who looks for what is wrong.
struct StoreFigures
{
    std::string engine;                       ///< "SQLite 3.40.1"
    std::int64_t schema = 0;                  ///< number of the last migration
    std::map<std::string, std::int64_t> rows; ///< by table
};

/// Everything that a backend stores, behind interfaces. Outlives what uses it.
class Store
{
public:
    virtual ~Store() = default;
    virtual RunJournal &runs() = 0;
    virtual EventLog &events() = 0;
    virtual FlowRepository &flows() = 0;
    virtual SecretRepository &secrets() = 0;
    virtual TokenRepository &tokens() = 0;
    virtual AuditRepository &audit() = 0;
    virtual ConversationRepository &conversations() = 0;
    virtual DeadLetterRepository &deadLetters() = 0;
    virtual LedgerRepository &ledger() = 0;
    virtual ApprovalRepository &approvals() = 0;
    virtual ModelRepository &models() = 0;
    virtual RecordingRepository &recordings() = 0;
    virtual EndpointRepository &endpoint() = 0;
    virtual History &history() = 0;
    virtual PayloadStore &payloads() = 0;

    /// Copies everything but the payloads, consistent, to a new file that is on the disk afterwards.
    /// Errors: store.io, store.full, store.exists.
    virtual Task<Result<void>> backup(std::string path) = 0;
    /// Reads the whole database and gives what is broken, one finding a line; empty if nothing is.
    virtual Task<Result<std::string>> check() = 0;
    virtual Task<Result<StoreFigures>> figures() = 0;
};

struct SqliteOptions
{
    /// Folder that holds signalbox.db, its backups and payloads/. Made with mode 0700.
    std::string folder;
    /// Folder with the numbered migrations; empty: those compiled in.
    std::string migrations;
    int readers = 2;
    /// The database is read whole as it is opened, and refused if damaged, where it is no larger.
    std::int64_t checkUpToBytes = 8 << 20;
};

/// Opens or makes the database, migrating it with a backup first.
/// Errors: store.newer (made by a newer version; nothing is touched), store.corrupt (what is broken
/// and where the last backup lies; nothing is touched), store.full, store.io, store.locked.
Result<std::unique_ptr<Store>> openSqliteStore(const SqliteOptions &options, const Clock &clock);

} // namespace signalbox::store
