// SPDX-License-Identifier: GPL-3.0-or-later
// The numbered changes of the schema: read from a folder or compiled in, and applied once each.
#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <string>
#include <vector>

namespace signalbox::store {

class Connection;

struct Migration
{
    int number = 0;
    std::string name;
    std::string sql;
};

/// Those of resources/migrations/sqlite, compiled in, by ascending number.
std::vector<Migration> builtInMigrations();
/// Those of a folder. Errors: store.io.
Result<std::vector<Migration>> migrationsIn(const std::string &folder);

/// Brings the schema to the newest of `migrations`, each in a transaction of its own. A database that
/// holds a schema already is copied to `backupFolder` first.
/// Errors: store.newer (untouched), store.migration (which one failed; it is as it was before).
Result<void> migrate(Connection &connection, const std::vector<Migration> &migrations,
                     const std::string &backupFolder, const Clock &clock);

/// Copies the whole database, consistent and compact, to a new file that is on the disk afterwards.
Result<void> backupTo(Connection &connection, const std::string &path);

} // namespace signalbox::store
