// SPDX-License-Identifier: GPL-3.0-or-later
// The VFS: everything goes through to SQLite's own; what it writes and syncs is noted.
#include "support/power.h"
#include "support/power_p.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <fstream>
#include <new>
#include <sstream>

#include <sqlite3.h>

namespace signalbox::test::power {

namespace {

constexpr std::size_t kSector = 512;

struct File
{
    sqlite3_file base{};
    std::string path; ///< empty: a file without a name, which no cut gives back
    sqlite3_file *real = nullptr;
};

File *self(sqlite3_file *file) { return reinterpret_cast<File *>(file); }
sqlite3_file *real(sqlite3_file *file) { return self(file)->real; }

class Counted
{
public:
    Counted() : m_before(t_isCounted) { t_isCounted = true; }
    ~Counted() { t_isCounted = m_before; }
    Counted(const Counted &) = delete;
    Counted &operator=(const Counted &) = delete;

private:
    bool m_before;
};

sqlite3_vfs *below(sqlite3_vfs *vfs) { return static_cast<sqlite3_vfs *>(vfs->pAppData); }

int closeFile(sqlite3_file *file)
{
    const int code = real(file)->pMethods->xClose(real(file));
    self(file)->path.~basic_string();
    return code;
}

int writeFile(sqlite3_file *file, const void *bytes, int length, sqlite3_int64 offset)
{
    auto &all = disk();
    const std::lock_guard lock(all.mutex);
    sqlite3_int64 size = 0;
    real(file)->pMethods->xFileSize(real(file), &size);
    const auto growth = static_cast<std::uint64_t>(std::max<sqlite3_int64>(0, offset + length - size));
    const auto fits = static_cast<int>(all.admit(static_cast<std::uint64_t>(length), growth));
    int code = SQLITE_OK;
    if (fits > 0) {
        const Counted counted;
        code = real(file)->pMethods->xWrite(real(file), bytes, fits, offset);
    }
    if (code == SQLITE_OK && fits > 0 && !self(file)->path.empty()) {
        all.databases[self(file)->path].pending.push_back({static_cast<std::uint64_t>(offset), std::string(static_cast<const char *>(bytes), static_cast<std::size_t>(fits)), false});
    }
    return code != SQLITE_OK ? code : fits < length ? SQLITE_FULL : SQLITE_OK;
}

int truncateFile(sqlite3_file *file, sqlite3_int64 size)
{
    auto &all = disk();
    const std::lock_guard lock(all.mutex);
    const int code = real(file)->pMethods->xTruncate(real(file), size);
    if (code == SQLITE_OK && !self(file)->path.empty()) {
        all.databases[self(file)->path].pending.push_back({static_cast<std::uint64_t>(size), {}, true});
    }
    return code;
}

int syncFile(sqlite3_file *file, int flags)
{
    auto &all = disk();
    std::unique_lock lock(all.mutex);
    if (all.syncsLeft && (*all.syncsLeft)-- <= 0) {
        all.isStopped = true;
        all.resumed.wait(lock, [&all] { return !all.isStopped; });
    }
    const int code = real(file)->pMethods->xSync(real(file), flags); // it syncs the folder of a new file, too
    if (code == SQLITE_OK && !self(file)->path.empty()) {
        all.databases[self(file)->path].sync();
    }
    return code;
}

// What only goes through.
template<auto Method, typename... Args>
int through(sqlite3_file *file, Args... args)
{
    return (real(file)->pMethods->*Method)(real(file), args...);
}

int mapShared(sqlite3_file *file, int page, int size, int extend, void volatile **memory)
{
    const Counted counted; // it is not kept over a restart
    return real(file)->pMethods->xShmMap(real(file), page, size, extend, memory);
}

void shareBarrier(sqlite3_file *file) { real(file)->pMethods->xShmBarrier(real(file)); }

const sqlite3_io_methods &methods()
{
    using M = sqlite3_io_methods;
    static const M all = [] {
        M result{};
        result.iVersion = 2; // without mapped files
        result.xClose = closeFile;
        result.xRead = through<&M::xRead, void *, int, sqlite3_int64>;
        result.xWrite = writeFile;
        result.xTruncate = truncateFile;
        result.xSync = syncFile;
        result.xFileSize = through<&M::xFileSize, sqlite3_int64 *>;
        result.xLock = through<&M::xLock, int>;
        result.xUnlock = through<&M::xUnlock, int>;
        result.xCheckReservedLock = through<&M::xCheckReservedLock, int *>;
        result.xFileControl = through<&M::xFileControl, int, void *>;
        result.xSectorSize = through<&M::xSectorSize>;
        result.xDeviceCharacteristics = through<&M::xDeviceCharacteristics>;
        result.xShmMap = mapShared;
        result.xShmLock = through<&M::xShmLock, int, int, int>;
        result.xShmBarrier = shareBarrier;
        result.xShmUnmap = through<&M::xShmUnmap, int>;
        return result;
    }();
    return all;
}

int openFile(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *outFlags)
{
    auto *own = new (file) File;
    own->real = reinterpret_cast<sqlite3_file *>(reinterpret_cast<char *>(file) + sizeof(File));
    const int code = below(vfs)->xOpen(below(vfs), name, own->real, flags, outFlags);
    if (code != SQLITE_OK) {
        own->path.~basic_string();
        file->pMethods = nullptr;
        return code;
    }
    own->path = name ? name : "";
    file->pMethods = &methods();
    if (name) {
        auto &all = disk();
        const std::lock_guard lock(all.mutex);
        sqlite3_int64 size = 0;
        own->real->pMethods->xFileSize(own->real, &size);
        if (const auto known = all.databases.try_emplace(own->path); known.second || size == 0) {
            std::ostringstream text;
            text << std::ifstream(own->path, std::ios::binary).rdbuf();
            known.first->second = {std::move(text).str(), {}};
        }
    }
    return SQLITE_OK;
}

} // namespace

std::string Database::content(std::mt19937 *random) const
{
    std::string result = synced;
    const auto put = [&](std::size_t offset, std::string_view bytes) {
        if (result.size() < offset + bytes.size()) {
            result.resize(offset + bytes.size());
        }
        result.replace(offset, bytes.size(), bytes);
    };
    for (const auto &change : pending) {
        const auto chance = random ? (*random)() % 4 : 0;
        if (chance == 1) {
            continue; // it never reached the disk
        }
        if (change.isTruncation) {
            result.resize(static_cast<std::size_t>(change.offset));
        } else if (chance < 3) {
            put(static_cast<std::size_t>(change.offset), change.bytes);
        } else {
            for (std::size_t at = 0; at < change.bytes.size(); at += kSector) {
                if ((*random)() % 2 == 0) {
                    put(static_cast<std::size_t>(change.offset) + at, std::string_view(change.bytes).substr(at, kSector));
                }
            }
        }
    }
    return result;
}

void Database::sync()
{
    synced = content(nullptr);
    pending.clear();
}

void install()
{
    static sqlite3_vfs vfs;
    if (vfs.pAppData) {
        return;
    }
    sqlite3_config(SQLITE_CONFIG_MULTITHREAD); // as the store has it; afterwards it is too late
    auto *usual = sqlite3_vfs_find(nullptr);
    vfs = *usual;
    vfs.pNext = nullptr;
    vfs.zName = "power";
    vfs.pAppData = usual;
    vfs.szOsFile = static_cast<int>(sizeof(File)) + usual->szOsFile;
    vfs.xOpen = openFile;
    // The others find nothing of this VFS in their first argument but what they had.
    sqlite3_vfs_register(&vfs, 1);
}

} // namespace signalbox::test::power
