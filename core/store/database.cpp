// SPDX-License-Identifier: GPL-3.0-or-later
// Opening looks before it touches: header, lock, kind, damage, version; only then it migrates.
#include "store/database.h"

#include "store/disk_p.h"
#include "store/migrations_p.h"
#include "store/payload_store.h"
#include "store/sqlite_endpoint_p.h"
#include "store/sqlite_models_p.h"
#include "store/sqlite_recordings_p.h"
#include "store/sqlite_approvals_p.h"
#include "store/sqlite_conversations_p.h"
#include "store/sqlite_history_p.h"
#include "store/sqlite_reliability_p.h"
#include "store/sqlite_repositories_p.h"
#include "store/sqlite_runs_p.h"

#include <filesystem>
#include <fstream>

namespace signalbox::store {

namespace {

/// "SGBX": tells our files from other SQLite databases.
constexpr std::int64_t kApplicationId = 0x53474258;

class SqliteStore final : public Store
{
public:
    SqliteStore(std::unique_ptr<Connection> writing, std::vector<std::unique_ptr<Connection>> reading,
                const std::string &payloadFolder, RunKey lastKey, const Clock &clock)
        : m_writer(std::move(writing), clock)
        , m_readers(std::move(reading))
        , m_runs(m_writer, m_readers, lastKey)
        , m_events(m_writer, m_readers)
        , m_flows(m_writer, m_readers)
        , m_secrets(m_writer, m_readers)
        , m_tokens(m_writer, m_readers)
        , m_audit(m_writer, m_readers)
        , m_conversations(m_writer, m_readers)
        , m_deadLetters(m_writer, m_readers)
        , m_ledger(m_writer, m_readers)
        , m_approvals(m_readers)
        , m_models(m_writer, m_readers)
        , m_recordings(m_writer, m_readers)
        , m_endpoint(m_writer, m_readers)
        , m_history(m_writer, m_readers)
        , m_payloads(payloadFolder)
    {
    }

    RunJournal &runs() override { return m_runs; }
    EventLog &events() override { return m_events; }
    FlowRepository &flows() override { return m_flows; }
    SecretRepository &secrets() override { return m_secrets; }
    TokenRepository &tokens() override { return m_tokens; }
    AuditRepository &audit() override { return m_audit; }
    ConversationRepository &conversations() override { return m_conversations; }
    DeadLetterRepository &deadLetters() override { return m_deadLetters; }
    LedgerRepository &ledger() override { return m_ledger; }
    ApprovalRepository &approvals() override { return m_approvals; }
    ModelRepository &models() override { return m_models; }
    RecordingRepository &recordings() override { return m_recordings; }
    EndpointRepository &endpoint() override { return m_endpoint; }
    History &history() override { return m_history; }
    PayloadStore &payloads() override { return m_payloads; }

    Task<Result<void>> backup(std::string path) override
    {
        auto work = [path = std::move(path)](ReadContext &context) { return backupTo(context.db(), path); };
        co_return co_await read(m_readers, std::move(work));
    }

    Task<Result<std::string>> check() override
    {
        auto work = [](ReadContext &context) -> Result<std::string> {
            SB_TRY(finding, context.db().scalarText("PRAGMA integrity_check(1)"));
            return finding == "ok" ? std::string() : finding;
        };
        co_return co_await read(m_readers, work);
    }

    Task<Result<StoreFigures>> figures() override
    {
        auto work = [](ReadContext &context) -> Result<StoreFigures> {
            StoreFigures figures;
            figures.engine = std::string("SQLite ") + sqlite3_libversion();
            SB_TRY(schema, context.db().scalar("PRAGMA user_version"));
            figures.schema = schema;
            for (const char *table : {"flows", "flow_versions", "runs", "events", "secrets", "tokens", "audit_log", "conversations", "messages", "dead_letters", "budgets", "ledger", "approvals", "providers", "llm_calls", "recordings", "recorded_calls", "endpoint_tokens"}) {
                SB_TRY(count, context.db().scalar(std::string("SELECT count(*) FROM ") + table));
                figures.rows[table] = count;
            }
            return figures;
        };
        co_return co_await read(m_readers, work);
    }

private:
    // The readers end first: the last connection to close copies the log back, and they cannot.
    Writer m_writer;
    Readers m_readers;
    SqliteRunJournal m_runs;
    SqliteEventLog m_events;
    SqliteFlowRepository m_flows;
    SqliteSecretRepository m_secrets;
    SqliteTokenRepository m_tokens;
    SqliteAuditRepository m_audit;
    SqliteConversationRepository m_conversations;
    SqliteDeadLetterRepository m_deadLetters;
    SqliteLedgerRepository m_ledger;
    SqliteApprovalRepository m_approvals;
    SqliteModelRepository m_models;
    SqliteRecordingRepository m_recordings;
    SqliteEndpointRepository m_endpoint;
    SqliteHistory m_history;
    PayloadStore m_payloads;
};

std::string newestBackup(const std::string &folder)
{
    std::string newest;
    std::filesystem::file_time_type newestTime{};
    std::error_code failure;
    for (std::filesystem::directory_iterator entry(folder, failure), end; !failure && entry != end; entry.increment(failure)) {
        std::error_code ignored;
        const auto time = entry->last_write_time(ignored);
        if (entry->path().extension() == ".db" && (newest.empty() || time > newestTime)) {
            newest = entry->path().string();
            newestTime = time;
        }
    }
    return newest;
}

Error corrupt(const std::string &path, const std::string &backups, std::string_view what)
{
    const auto backup = newestBackup(backups);
    return Error("store.corrupt",
                 "The database " + path + " is damaged: " + std::string(what) + ". Nothing was changed. Move it away and "
                     + (backup.empty() ? "restore a backup of it; none was found in " + backups
                                       : "put its last backup, " + backup + ", in its place")
                     + ".",
                 path)
        .withArg("path", path)
        .withArg("backup", backup);
}

// Whether there is a database; the first bytes of one that is must be SQLite's.
Result<bool> looksLikeADatabase(const std::string &path, const std::string &backups)
{
    std::error_code failure;
    const auto size = std::filesystem::file_size(path, failure);
    if (failure || size == 0) {
        if (failure && failure != std::errc::no_such_file_or_directory) {
            return diskError(failure.value(), "read", path);
        }
        return false;
    }
    std::ifstream file(path, std::ios::binary);
    std::array<char, 100> header{};
    if (!file) {
        return diskError(errno, "opened", path);
    }
    file.read(header.data(), header.size());
    if (file.gcount() < static_cast<std::streamsize>(header.size())
        || std::string_view(header.data(), 16) != std::string_view("SQLite format 3\0", 16)) {
        return corrupt(path, backups, "it does not begin as a database does");
    }
    return true;
}

Result<void> inspect(Connection &connection, const std::string &backups, const SqliteOptions &options)
{
    // A refused file is left as it is: not even its log is copied back on closing.
    sqlite3_db_config(connection.handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    const auto &path = connection.path();
    auto kind = connection.scalar("PRAGMA application_id");
    if (!kind) {
        return kind.error().is("store.corrupt") ? corrupt(path, backups, "it cannot be read") : kind.error();
    }
    if (*kind != kApplicationId) {
        return corrupt(path, backups, "it is another program's database, or its first page was overwritten");
    }
    std::error_code ignored;
    if (static_cast<std::int64_t>(std::filesystem::file_size(path, ignored)) <= options.checkUpToBytes) {
        auto finding = connection.scalarText("PRAGMA quick_check(1)");
        if (!finding && !finding.error().is("store.corrupt")) {
            return finding.error();
        }
        if (!finding || *finding != "ok") {
            return corrupt(path, backups, finding ? *finding : std::string("a page is broken"));
        }
    }
    return {};
}

// Whoever made the file may have been killed before it held anything: SQLite takes back a first page that
// was not committed, and leaves an empty one that was.
bool isEmpty(Connection &connection)
{
    for (const auto *question : {"PRAGMA application_id", "PRAGMA user_version", "SELECT count(*) FROM sqlite_master"}) {
        if (const auto answer = connection.scalar(question); !answer || *answer != 0) {
            return false;
        }
    }
    return true;
}

Result<void> prepareNew(Connection &connection)
{
    SB_CHECK(connection.execute("PRAGMA auto_vacuum=INCREMENTAL"));
    return connection.execute("PRAGMA application_id=" + std::to_string(kApplicationId));
}

Result<std::vector<std::unique_ptr<Connection>>> openReaders(const std::string &path, int count)
{
    std::vector<std::unique_ptr<Connection>> connections;
    for (int i = 0; i < std::max(count, 1); ++i) {
        SB_TRY(connection, Connection::open(path, OpenMode::ReadOnly));
        sqlite3_busy_timeout(connection->handle(), 2000);
        SB_CHECK(connection->execute("PRAGMA cache_size=-8192"));
        connections.push_back(std::move(connection));
    }
    return connections;
}

} // namespace

Result<std::unique_ptr<Store>> openSqliteStore(const SqliteOptions &options, const Clock &clock)
{
    const auto path = options.folder + "/signalbox.db";
    const auto backups = options.folder + "/backups";
    SB_CHECK(makeFolder(options.folder));
    SB_TRY(exists, looksLikeADatabase(path, backups));
    std::vector<Migration> migrations = builtInMigrations();
    if (!options.migrations.empty()) {
        SB_TRY(own, migrationsIn(options.migrations));
        migrations = std::move(own);
    }

    SB_TRY(writing, Connection::open(path, exists ? OpenMode::ReadWrite : OpenMode::Create));
    if (exists) {
        exists = !isEmpty(*writing);
    }
    if (exists) {
        SB_CHECK(inspect(*writing, backups, options));
    } else {
        SB_CHECK(prepareNew(*writing));
    }
    // Asked before the file is touched; migrate() asks again.
    SB_TRY(version, writing->scalar("PRAGMA user_version"));
    if (migrations.empty() || version <= migrations.back().number) {
        SB_CHECK(writing->execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL"));
    }
    SB_CHECK(migrate(*writing, migrations, backups, clock));
    sqlite3_db_config(writing->handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
    SB_CHECK(writing->execute("PRAGMA synchronous=NORMAL; PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-16384; "
                              "PRAGMA temp_store=MEMORY"));
    sqlite3_busy_timeout(writing->handle(), 2000);
    if (!exists) {
        SB_CHECK(syncPath(options.folder));
    }
    SB_TRY(lastKey, writing->scalar("SELECT value FROM counters WHERE name = 'run_key'"));
    SB_TRY(reading, openReaders(path, options.readers));
    return std::unique_ptr<Store>(std::make_unique<SqliteStore>(std::move(writing), std::move(reading),
                                                                options.folder + "/payloads", lastKey, clock));
}

} // namespace signalbox::store
