// SPDX-License-Identifier: GPL-3.0-or-later
// Putting a backup in the place of a data folder's data.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>

namespace signalbox::backend {

struct Restored
{
    std::string kept;          ///< folder with the database that was there; empty if there was none
    std::int64_t payloads = 0; ///< how many came from the backup
};

/// Restores what system.backup wrote. The backup is read whole and brought to this version's schema in a copy
/// before anything of the folder is touched; the database that was there, be it damaged, is kept under
/// backups/. Payloads are added, none is taken away. Interrupted, either database stands whole.
/// Errors: data.held, data.folder, backup.missing, store.corrupt, store.newer, store.full, store.io.
/// Blocks on the disk.
Result<Restored> restoreBackup(const std::string &folder, const std::string &backup);

} // namespace signalbox::backend
