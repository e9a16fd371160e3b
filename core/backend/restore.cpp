// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/restore.h"

#include "backend/folder_lock_p.h"
#include "base/clock.h"
#include "store/database.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <limits>

#include <fcntl.h>
#include <unistd.h>

namespace signalbox::backend {

namespace fs = std::filesystem;

namespace {

constexpr const char *kDatabase = "signalbox.db";

Error diskError(const std::error_code &failed, const char *doing, const fs::path &path)
{
    const bool isFull = failed == std::errc::no_space_on_device || failed.value() == EDQUOT;
    return Error(isFull ? "store.full" : "store.io", "\"" + path.string() + "\" cannot be " + doing + ": " + failed.message() + ". The data is as it was.", path.string());
}

// Everything of the file system that the path stands on.
Result<void> syncAround(const fs::path &path)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool done = descriptor >= 0 && ::syncfs(descriptor) == 0;
    const std::error_code failed(errno, std::generic_category());
    if (descriptor >= 0) {
        ::close(descriptor);
    }
    return done ? Result<void>() : Result<void>(diskError(failed, "synced", path));
}

Result<std::int64_t> addPayloads(const fs::path &from, const fs::path &to)
{
    std::int64_t added = 0;
    std::error_code failed;
    if (!fs::exists(from, failed)) {
        return added;
    }
    for (fs::recursive_directory_iterator entry(from, failed), end; !failed && entry != end; entry.increment(failed)) {
        const auto target = to / fs::relative(entry->path(), from, failed);
        if (!failed && entry->is_directory()) {
            fs::create_directories(target, failed);
        } else if (!failed && entry->is_regular_file() && !fs::exists(target)) {
            // Named by their content: what is there is the same.
            const auto half = fs::path(target.string() + ".tmp");
            fs::copy_file(entry->path(), half, fs::copy_options::overwrite_existing, failed);
            if (!failed) {
                fs::rename(half, target, failed);
                ++added;
            }
        }
        if (failed) {
            break;
        }
    }
    return failed ? Result<std::int64_t>(diskError(failed, "copied", from)) : Result<std::int64_t>(added);
}

// A copy that this version can open, read whole.
Result<void> prepare(const fs::path &backup, const fs::path &scratch)
{
    std::error_code failed;
    fs::remove_all(scratch, failed);
    fs::create_directories(scratch, failed);
    fs::permissions(scratch, fs::perms::owner_all, failed);
    fs::copy_file(backup / kDatabase, scratch / kDatabase, failed);
    if (failed) {
        return diskError(failed, "copied", backup / kDatabase);
    }
    const SystemClock clock;
    store::SqliteOptions options;
    options.folder = scratch.string();
    options.readers = 1;
    options.checkUpToBytes = std::numeric_limits<std::int64_t>::max();
    auto opened = store::openSqliteStore(options, clock);
    if (!opened) {
        auto error = std::move(opened).error();
        error.message = "The backup \"" + backup.string() + "\" cannot be restored; the data is as it was. " + error.message;
        return error;
    }
    return {};
}

// After a kill the last commits stand in the log only. A store that is opened and closed has folded them into the
// file; where it cannot be opened the log stays, and is kept with it.
void foldLog(const fs::path &folder)
{
    if (!fs::exists(folder / (std::string(kDatabase) + "-wal"))) {
        return;
    }
    const SystemClock clock;
    store::SqliteOptions options;
    options.folder = folder.string();
    options.readers = 1;
    options.checkUpToBytes = 0;
    (void)store::openSqliteStore(options, clock);
}

// What is there gets a second name under backups/, or where a log stands beside it, a copy: the next program to open
// the old database would write through the name.
Result<std::string> keep(const fs::path &folder)
{
    if (!fs::exists(folder / kDatabase)) {
        return std::string();
    }
    auto time = toIsoString(SystemClock().now());
    std::erase_if(time, [](char c) { return c == ':' || c == '-' || c == '.'; });
    const auto kept = folder / "backups" / ("before-restore-" + time);
    std::error_code failed;
    fs::create_directories(kept, failed);
    const bool hasLog = fs::exists(folder / (std::string(kDatabase) + "-wal"));
    for (const char *ending : {"", "-wal", "-shm"}) {
        const auto file = folder / (std::string(kDatabase) + ending);
        if (failed || !fs::exists(file)) {
            continue;
        }
        if (hasLog) {
            fs::copy_file(file, kept / file.filename(), failed);
        } else {
            fs::create_hard_link(file, kept / file.filename(), failed);
        }
    }
    // Under names of their own: what only the old database names is deleted once the restored one is in use.
    if (!failed && fs::exists(folder / "payloads")) {
        fs::copy(folder / "payloads", kept / "payloads", fs::copy_options::recursive | fs::copy_options::create_hard_links, failed);
    }
    return failed ? Result<std::string>(diskError(failed, "kept", folder / kDatabase)) : Result<std::string>(kept.string());
}

} // namespace

Result<Restored> restoreBackup(const std::string &folder, const std::string &backup)
{
    std::error_code failed;
    if (!fs::exists(fs::path(backup) / kDatabase, failed)) {
        return Error("backup.missing", "\"" + backup + "\" is no backup: there is no " + kDatabase + " in it. Name the folder that a backup was written to.", backup);
    }
    SB_TRY(lock, FolderLock::take(folder));
    const fs::path root(folder);
    const auto scratch = root / "restoring";
    SB_CHECK(prepare(backup, scratch));
    foldLog(root);
    Restored restored;
    SB_TRY(payloads, addPayloads(fs::path(backup) / "payloads", root / "payloads"));
    restored.payloads = payloads;
    SB_TRY(kept, keep(root));
    restored.kept = std::move(kept);
    SB_CHECK(syncAround(root));
    // The log goes first: it must never stand beside another database than its own.
    fs::remove(root / (std::string(kDatabase) + "-wal"), failed);
    fs::remove(root / (std::string(kDatabase) + "-shm"), failed);
    fs::rename(scratch / kDatabase, root / kDatabase, failed);
    if (failed) {
        return diskError(failed, "put in its place", root / kDatabase);
    }
    SB_CHECK(syncAround(root));
    fs::remove_all(scratch, failed);
    return restored;
}

} // namespace signalbox::backend
