// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/migrations_p.h"

#include "store/disk_p.h"
#include "store/sqlite_p.h"

#include "base/log.h"

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <unistd.h>

namespace signalbox::store {

namespace {

std::string sqlText(std::string_view text)
{
    std::string out = "'";
    for (const char c : text) {
        out += c;
        if (c == '\'') {
            out += c;
        }
    }
    return out + "'";
}

Result<void> applyOne(Connection &connection, const Migration &migration, const Clock &clock)
{
    SB_CHECK(connection.execute("BEGIN IMMEDIATE"));
    auto applied = connection.execute(migration.sql);
    if (applied) {
        applied = connection.execute("INSERT INTO schema_migrations (number, name, applied_at) VALUES ("
                                     + std::to_string(migration.number) + ", " + sqlText(migration.name) + ", "
                                     + std::to_string(clock.now()) + "); PRAGMA user_version="
                                     + std::to_string(migration.number));
    }
    if (applied) {
        applied = connection.execute("COMMIT");
    }
    if (applied) {
        return {};
    }
    if (connection.inTransaction()) {
        if (auto rolled = connection.execute("ROLLBACK"); !rolled) {
            log::error("store", "a migration could not be rolled back", {{"why", rolled.error().describe()}});
        }
    }
    if (isFatal(applied.error())) {
        return applied;
    }
    return Error("store.migration",
                 "The database " + connection.path() + " could not be brought to version " + std::to_string(migration.number)
                     + " (" + migration.name + "). It is as it was before. Use the version of Signalbox that made it, and report this.",
                 connection.path())
        .withCause(applied.error());
}

} // namespace

Result<std::vector<Migration>> migrationsIn(const std::string &folder)
{
    std::vector<Migration> migrations;
    std::error_code failure;
    for (std::filesystem::directory_iterator entry(folder, failure), end; !failure && entry != end; entry.increment(failure)) {
        const auto name = entry->path().stem().string();
        if (entry->path().extension() != ".sql" || name.size() < 5 || name.find_first_not_of("0123456789") != 4) {
            continue;
        }
        std::ifstream file(entry->path());
        std::stringstream text;
        text << file.rdbuf();
        migrations.push_back({std::atoi(name.substr(0, 4).c_str()), name, text.str()});
    }
    if (failure) {
        return diskError(failure.value(), "listed", folder);
    }
    std::sort(migrations.begin(), migrations.end(), [](const auto &a, const auto &b) { return a.number < b.number; });
    return migrations;
}

Result<void> backupTo(Connection &connection, const std::string &path)
{
    std::error_code ignored;
    if (std::filesystem::exists(path, ignored)) {
        return Error("store.exists", "There is a file " + path + " already. Choose another name for the backup.", path);
    }
    const auto temporary = path + ".tmp";
    ::unlink(temporary.c_str());
    auto copied = [&]() -> Result<void> {
        SB_CHECK(makePrivateFile(temporary));
        SB_CHECK(connection.execute("VACUUM INTO " + sqlText(temporary)));
        SB_CHECK(syncPath(temporary)); // SQLite does not
        if (::rename(temporary.c_str(), path.c_str()) != 0) {
            return diskError(errno, "moved into place", path);
        }
        const auto parent = std::filesystem::path(path).parent_path().string();
        return syncPath(parent.empty() ? "." : parent);
    }();
    if (!copied) {
        ::unlink(temporary.c_str());
    }
    return copied;
}

Result<void> migrate(Connection &connection, const std::vector<Migration> &migrations,
                     const std::string &backupFolder, const Clock &clock)
{
    const int newest = migrations.empty() ? 0 : migrations.back().number;
    SB_TRY(current, connection.scalar("PRAGMA user_version"));
    if (current > newest) {
        return Error("store.newer",
                     "The database " + connection.path() + " was made by a newer Signalbox (its version is "
                         + std::to_string(current) + ", this program knows up to " + std::to_string(newest)
                         + "). Nothing was changed. Install the newer version to use it.",
                     connection.path())
            .withArg("found", std::to_string(current))
            .withArg("known", std::to_string(newest));
    }
    if (current == newest) {
        return {};
    }
    if (current > 0) {
        SB_CHECK(makeFolder(backupFolder));
        std::string time = toIsoString(clock.now());
        std::erase_if(time, [](char c) { return c == ':' || c == '-' || c == '.'; });
        SB_CHECK(backupTo(connection, backupFolder + "/signalbox-" + std::to_string(current) + "-" + time + ".db"));
    }
    SB_CHECK(connection.execute("CREATE TABLE IF NOT EXISTS schema_migrations "
                                "(number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT"));
    for (const auto &migration : migrations) {
        if (migration.number > current) {
            SB_CHECK(applyOne(connection, migration, clock));
        }
    }
    return {};
}

} // namespace signalbox::store
