// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/power.h"
#include "support/power_p.h"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <sstream>

#include <dlfcn.h>
#include <sys/stat.h>
#include <unistd.h>

namespace signalbox::test::power {

thread_local bool t_isCounted = false;

Disk &disk()
{
    static Disk *all = new Disk;
    return *all;
}

std::uint64_t Disk::admit(std::uint64_t length, std::uint64_t growth)
{
    if (isFull) {
        return 0;
    }
    if (!room) {
        return length;
    }
    const auto grown = std::min(growth, *room);
    *room -= grown;
    return length - (growth - grown);
}

} // namespace signalbox::test::power

namespace {

namespace fs = std::filesystem;
using signalbox::test::power::disk;
using signalbox::test::power::t_isCounted;

std::string pathOf(int file)
{
    std::error_code failed;
    return fs::read_symlink("/proc/self/fd/" + std::to_string(file), failed).string();
}

std::string contentOf(const std::string &path)
{
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

void noteSync(int file)
{
    struct stat status
    {
    };
    if (::fstat(file, &status) != 0) {
        return;
    }
    const auto path = pathOf(file);
    auto &all = disk();
    const std::lock_guard lock(all.mutex);
    if (S_ISREG(status.st_mode)) {
        if (!all.databases.contains(path)) {
            all.contents[status.st_ino] = contentOf(path);
        }
        return;
    }
    if (!S_ISDIR(status.st_mode)) {
        return;
    }
    const auto prefix = path + "/";
    std::erase_if(all.names, [&](const auto &entry) { return entry.first.starts_with(prefix) && entry.first.find('/', prefix.size()) == std::string::npos; });
    std::error_code failed;
    for (const auto &entry : fs::directory_iterator(path, failed)) {
        struct stat inner
        {
        };
        if (::lstat(entry.path().c_str(), &inner) == 0) {
            if (S_ISREG(inner.st_mode)) {
                all.names[entry.path().string()] = inner.st_ino;
            } else if (S_ISDIR(inner.st_mode)) {
                all.folders[entry.path().string()] = true;
            }
        }
    }
}

template<typename F>
F real(const char *name)
{
    return reinterpret_cast<F>(::dlsym(RTLD_NEXT, name));
}

// How much of what is to be written there is room for.
std::size_t admitted(int file, std::size_t length, off_t offset)
{
    if (t_isCounted || file <= STDERR_FILENO) {
        return length;
    }
    auto &all = disk();
    const std::lock_guard lock(all.mutex);
    struct stat status
    {
    };
    if ((!all.isFull && !all.room) || ::fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) {
        return length;
    }
    const auto end = offset + static_cast<off_t>(length);
    return all.admit(length, end > status.st_size ? static_cast<std::uint64_t>(std::min<off_t>(end - status.st_size, static_cast<off_t>(length))) : 0);
}

template<typename F>
ssize_t writeWhatFits(int file, std::size_t length, off_t offset, F write)
{
    const auto fits = admitted(file, length, offset);
    if (fits == 0 && length > 0) {
        errno = ENOSPC;
        return -1;
    }
    return write(fits);
}

} // namespace

// Seen by the libraries, too.
#pragma GCC visibility push(default)
extern "C" {

int fsync(int file)
{
    noteSync(file);
    return 0;
}

int fdatasync(int file)
{
    noteSync(file);
    return 0;
}

ssize_t write(int file, const void *bytes, std::size_t length)
{
    static const auto next = real<ssize_t (*)(int, const void *, std::size_t)>("write");
    return writeWhatFits(file, length, ::lseek(file, 0, SEEK_CUR), [&](std::size_t fits) { return next(file, bytes, fits); });
}

ssize_t pwrite(int file, const void *bytes, std::size_t length, off_t offset)
{
    static const auto next = real<ssize_t (*)(int, const void *, std::size_t, off_t)>("pwrite");
    return writeWhatFits(file, length, offset, [&](std::size_t fits) { return next(file, bytes, fits, offset); });
}

ssize_t pwrite64(int file, const void *bytes, std::size_t length, off64_t offset)
{
    static const auto next = real<ssize_t (*)(int, const void *, std::size_t, off64_t)>("pwrite64");
    return writeWhatFits(file, length, offset, [&](std::size_t fits) { return next(file, bytes, fits, offset); });
}

} // extern "C"
#pragma GCC visibility pop

namespace signalbox::test::power {

void cut(const std::string &from, const std::string &to, std::mt19937 *random)
{
    auto &all = disk();
    const std::lock_guard lock(all.mutex);
    all.changed = 0;
    all.syncsLeft.reset();
    fs::create_directories(to);
    const auto prefix = from + "/";
    const auto isThere = [&](const std::string &path) {
        for (auto folder = fs::path(path).parent_path(); folder.string().size() > from.size(); folder = folder.parent_path()) {
            if (!all.folders.contains(folder.string())) {
                return false;
            }
        }
        return true;
    };
    // Names that no sync has put there may be there all the same, once their folder is.
    auto names = all.names;
    std::error_code failed;
    for (fs::recursive_directory_iterator entry(from, failed), end; random && !failed && entry != end; entry.increment(failed)) {
        struct stat status
        {
        };
        if (::lstat(entry->path().c_str(), &status) == 0 && S_ISREG(status.st_mode) && (*random)() % 2 == 0) {
            names.try_emplace(entry->path().string(), status.st_ino);
        }
    }
    // What is given back has been on the disk.
    std::map<std::string, std::string> given;
    for (const auto &[path, number] : names) {
        if (!path.starts_with(prefix) || path.ends_with("-shm") || !isThere(path)) {
            continue;
        }
        std::string content;
        std::string now;
        if (const auto database = all.databases.find(path); database != all.databases.end()) {
            content = database->second.content(random);
            now = database->second.content(nullptr);
        } else {
            const auto synced = all.contents.find(number);
            content = synced == all.contents.end() ? std::string() : synced->second;
            struct stat status
            {
            };
            const bool isSame = ::stat(path.c_str(), &status) == 0 && status.st_ino == number;
            now = isSame ? contentOf(path) : content;
        }
        all.changed += now != content ? 1 : 0;
        given.emplace(path.substr(prefix.size()), std::move(content));
    }
    for (auto &[name, content] : given) {
        const auto target = to + "/" + name;
        fs::create_directories(fs::path(target).parent_path());
        for (auto folder = fs::path(target).parent_path(); folder.string().size() > to.size(); folder = folder.parent_path()) {
            all.folders[folder.string()] = true;
        }
        std::ofstream(target, std::ios::binary) << content;
        struct stat status
        {
        };
        if (::stat(target.c_str(), &status) == 0) {
            all.names[target] = status.st_ino;
            all.contents[status.st_ino] = std::move(content);
        }
    }
    all.isStopped = false;
    all.resumed.notify_all();
}

void failAtSync(int wellBefore)
{
    auto &all = disk();
    const std::lock_guard lock(all.mutex);
    all.syncsLeft = wellBefore;
}

bool hasFailed()
{
    auto &all = disk();
    const std::lock_guard lock(all.mutex);
    return all.isStopped;
}

int lastChanged()
{
    return disk().changed;
}

void setFull(bool full)
{
    auto &all = disk();
    const std::lock_guard lock(all.mutex);
    all.isFull = full;
}

void setRoom(std::optional<std::uint64_t> bytes)
{
    auto &all = disk();
    const std::lock_guard lock(all.mutex);
    all.room = bytes;
}

} // namespace signalbox::test::power
