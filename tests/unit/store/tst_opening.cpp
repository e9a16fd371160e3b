// SPDX-License-Identifier: GPL-3.0-or-later
// Opening a database: migrations with a backup first, newer ones, damaged ones, held ones.
#include "store/database.h"
#include "store/event_log.h"
#include "store/repositories.h"
#include "support/test.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <QTemporaryDir>

#include <sqlite3.h>
#include <sys/stat.h>

using namespace signalbox;
using namespace signalbox::store;

namespace {

std::string contentOf(const std::string &path)
{
    std::ifstream file(path, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

void writeContent(const std::string &path, const std::string &bytes)
{
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << bytes;
}

void execute(const std::string &path, const std::string &sql)
{
    sqlite3 *handle = nullptr;
    QCOMPARE(sqlite3_open(path.c_str(), &handle), SQLITE_OK);
    QCOMPARE(sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(handle);
}

} // namespace

class TestOpening : public SignalboxTest
{
    Q_OBJECT
private:
    Result<std::unique_ptr<Store>> open(const std::string &migrations = {})
    {
        SqliteOptions options;
        options.folder = m_folder->path().toStdString() + "/data";
        options.migrations = migrations;
        return openSqliteStore(options, m_clock);
    }
    std::string path() const { return m_folder->path().toStdString() + "/data/signalbox.db"; }

    void fill(Store &store, int flows)
    {
        for (int i = 0; i < flows; ++i) {
            FlowRow row;
            row.id = "flow-" + std::to_string(i);
            row.text = std::string(2000, 'x');
            QVERIFY(test::await(store.flows().save("home", row)).ok());
        }
    }

    void refusesDamage(const std::string &damaged)
    {
        writeContent(path(), damaged);
        const auto refused = open();
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().code, std::string("store.corrupt"));
        QVERIFY(refused.error().message.find(path()) != std::string::npos);
        QVERIFY(contentOf(path()) == damaged);
    }

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;

protected:
    void setUp() override { m_folder = std::make_unique<QTemporaryDir>(); }

private Q_SLOTS:
    void makesANewOneForItsOwnerOnly()
    {
        const auto made = open();
        QVERIFY2(made.ok(), made ? "" : made.error().describe().c_str());
        struct stat status
        {
        };
        QCOMPARE(::stat((m_folder->path().toStdString() + "/data").c_str(), &status), 0);
        QCOMPARE(status.st_mode & 0777, mode_t(0700));
        // Also where the folder was somebody's own, and is open to others.
        for (const char *name : {"/data/signalbox.db", "/data/signalbox.db-wal", "/data/signalbox.db-shm"}) {
            QCOMPARE(::stat((m_folder->path().toStdString() + name).c_str(), &status), 0);
            QCOMPARE(status.st_mode & 0777, mode_t(0600));
        }
        QVERIFY(!std::filesystem::exists(m_folder->path().toStdString() + "/data/backups"));
        QCOMPARE(*test::await((*made)->check()), std::string());
    }

    void keepsACopyBeforeAMigration()
    {
        const auto migrations = m_folder->path().toStdString() + "/migrations";
        std::filesystem::create_directory(migrations);
        for (const auto &entry : std::filesystem::directory_iterator(test::sourceDir() + "/resources/migrations/sqlite")) {
            std::filesystem::copy(entry, migrations);
        }
        fill(**open(migrations), 3);
        writeContent(migrations + "/9001_more.sql", "ALTER TABLE flows ADD COLUMN colour TEXT; CREATE TABLE extra (x INTEGER) STRICT;");
        {
            const auto migrated = open(migrations);
            QVERIFY2(migrated.ok(), migrated ? "" : migrated.error().describe().c_str());
            QCOMPARE(test::await((*migrated)->flows().list("home"))->size(), std::size_t(3));
        }
        int backups = 0;
        for (const auto &entry : std::filesystem::directory_iterator(m_folder->path().toStdString() + "/data/backups")) {
            ++backups;
            // The copy is a database of the old version, whole.
            QCOMPARE(entry.path().extension().string(), std::string(".db"));
            std::filesystem::create_directory(m_folder->path().toStdString() + "/old");
            std::filesystem::copy(entry, m_folder->path().toStdString() + "/old/signalbox.db");
            SqliteOptions options;
            options.folder = m_folder->path().toStdString() + "/old";
            const auto old = openSqliteStore(options, m_clock);
            QVERIFY(old.ok());
            QCOMPARE(test::await((*old)->flows().list("home"))->size(), std::size_t(3));
        }
        QCOMPARE(backups, 1);
        QVERIFY(open(migrations).ok()); // nothing to do, no second copy
        // The newer file is refused by a program that knows less, and left as it is.
        const auto before = contentOf(path());
        const auto refused = open();
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().code, std::string("store.newer"));
        QVERIFY(contentOf(path()) == before);
    }

    void aFailedMigrationChangesNothing()
    {
        const auto migrations = m_folder->path().toStdString() + "/migrations";
        std::filesystem::copy(test::sourceDir() + "/resources/migrations/sqlite", migrations);
        fill(**open(migrations), 1);
        writeContent(migrations + "/9001_broken.sql", "CREATE TABLE half (x INTEGER) STRICT; ALTER TABLE nowhere ADD COLUMN y;");
        const auto failed = open(migrations);
        QVERIFY(!failed.ok());
        QCOMPARE(failed.error().code, std::string("store.migration"));
        QVERIFY(failed.error().message.find("9001_broken") != std::string::npos);
        std::filesystem::remove(migrations + "/9001_broken.sql");
        const auto opened = open(migrations);
        QVERIFY(opened.ok());
        QCOMPARE(test::await((*opened)->flows().list("home"))->size(), std::size_t(1));
    }

    void refusesADamagedFileAndNamesTheBackup()
    {
        const auto backup = m_folder->path().toStdString() + "/data/backups/kept.db";
        {
            auto store = open();
            fill(**store, 200);
            std::filesystem::create_directory(m_folder->path().toStdString() + "/data/backups");
            QVERIFY(test::await((*store)->backup(backup)).ok());
            QCOMPARE(test::await((*store)->backup(backup)).error().code, std::string("store.exists"));
        }
        const auto whole = contentOf(path());
        QVERIFY(whole.size() > 200'000);
        refusesDamage(std::string(5000, '\7'));
        refusesDamage("SQLite");
        refusesDamage("SQLite format 3" + std::string(4000, '\0'));
        refusesDamage(whole.substr(0, whole.size() / 2));
        for (const std::size_t page : {std::size_t(3), whole.size() / 4096 / 2}) {
            auto flipped = whole;
            std::fill_n(flipped.begin() + static_cast<std::ptrdiff_t>(page * 4096), 4096, '\x5a');
            refusesDamage(flipped);
        }
        QVERIFY(open().error().message.find(backup) != std::string::npos);
        writeContent(path(), contentOf(backup));
        const auto restored = open();
        QVERIFY(restored.ok());
        QCOMPARE(test::await((*restored)->flows().list("home"))->size(), std::size_t(200));
    }

    void refusesTheDatabaseOfAnotherProgram()
    {
        std::filesystem::create_directory(m_folder->path().toStdString() + "/data");
        execute(path(), "CREATE TABLE theirs (x)");
        refusesDamage(contentOf(path()));
    }

    void saysThatItIsHeld()
    {
        { QVERIFY(open().ok()); }
        sqlite3 *holder = nullptr;
        QCOMPARE(sqlite3_open(path().c_str(), &holder), SQLITE_OK);
        QCOMPARE(sqlite3_exec(holder, "PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE; CREATE TABLE held (x); COMMIT", nullptr, nullptr, nullptr),
                 SQLITE_OK);
        const auto refused = open();
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().code, std::string("store.locked"));
        sqlite3_close(holder);
        QVERIFY(open().ok());
    }

    void noticesAChangedAuditLine()
    {
        {
            auto store = open();
            for (int i = 0; i < 10; ++i) {
                (*store)->audit().append({0, "home", "owner", "flows.publish", std::to_string(i), "ok", 0, ""});
            }
        }
        const auto good = contentOf(path());
        const auto firstBad = [&](const std::string &sql) {
            writeContent(path(), good);
            execute(path(), sql);
            auto store = open();
            return *test::await((*store)->audit().verify("home"));
        };
        QCOMPARE(firstBad("SELECT 1"), 0);
        QCOMPARE(firstBad("UPDATE audit_log SET outcome='denied' WHERE target='4'"), 5);
        QCOMPARE(firstBad("DELETE FROM audit_log WHERE target='6'"), 7);
        QCOMPARE(firstBad("DELETE FROM audit_log WHERE target='9'"), 10);
        QCOMPARE(firstBad("DELETE FROM audit_log WHERE target='0'"), 1);
    }
};

SB_TEST_MAIN(TestOpening)
#include "tst_opening.moc"
