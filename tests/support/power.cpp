// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/power.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <sstream>

#include <dlfcn.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

namespace fs = std::filesystem;

struct Disk
{
    std::mutex mutex;
    std::map<ino_t, std::string> contents;  ///< as last synced
    std::map<std::string, ino_t> names;     ///< as their folders were last synced
    std::map<std::string, bool> folders;    ///< likewise
    int changed = 0;
};

Disk &disk()
{
    static Disk *all = new Disk; // outlives threads that still write as the program ends
    return *all;
}

std::atomic<bool> s_isFull = false;

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
        all.contents[status.st_ino] = contentOf(path);
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

bool refuses(int file)
{
    if (!s_isFull.load(std::memory_order_relaxed)) {
        return false;
    }
    struct stat status
    {
    };
    if (::fstat(file, &status) == 0 && S_ISREG(status.st_mode) && !pathOf(file).ends_with("-shm")) {
        errno = ENOSPC;
        return true;
    }
    return false;
}

constexpr std::size_t kBlock = 4096;

// Blocks of the one and of the other, by chance.
std::string mixed(const std::string &synced, const std::string &now, std::mt19937 &random)
{
    std::string result = random() % 2 == 0 ? synced : now;
    for (std::size_t at = 0; at < result.size(); at += kBlock) {
        const auto &source = random() % 2 == 0 ? synced : now;
        if (at < source.size()) {
            const auto length = std::min({kBlock, result.size() - at, source.size() - at});
            result.replace(at, length, source, at, length);
        }
    }
    return result;
}

} // namespace

// Seen by the libraries, too.
#pragma GCC visibility push(default)
extern "C" {

int fsync(int file)
{
    static const auto next = real<int (*)(int)>("fsync");
    const int result = next(file);
    if (result == 0) {
        noteSync(file);
    }
    return result;
}

int fdatasync(int file)
{
    static const auto next = real<int (*)(int)>("fdatasync");
    const int result = next(file);
    if (result == 0) {
        noteSync(file);
    }
    return result;
}

ssize_t write(int file, const void *bytes, std::size_t length)
{
    static const auto next = real<ssize_t (*)(int, const void *, std::size_t)>("write");
    return refuses(file) ? -1 : next(file, bytes, length);
}

ssize_t pwrite(int file, const void *bytes, std::size_t length, off_t offset)
{
    static const auto next = real<ssize_t (*)(int, const void *, std::size_t, off_t)>("pwrite");
    return refuses(file) ? -1 : next(file, bytes, length, offset);
}

ssize_t pwrite64(int file, const void *bytes, std::size_t length, off64_t offset)
{
    static const auto next = real<ssize_t (*)(int, const void *, std::size_t, off64_t)>("pwrite64");
    return refuses(file) ? -1 : next(file, bytes, length, offset);
}

} // extern "C"
#pragma GCC visibility pop

namespace signalbox::test::power {

void cut(const std::string &from, const std::string &to, std::mt19937 *random)
{
    auto &all = disk();
    const std::lock_guard lock(all.mutex);
    all.changed = 0;
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
    // What is given back has been on the disk.
    std::map<std::string, std::string> given;
    for (const auto &[path, number] : all.names) {
        if (!path.starts_with(prefix) || path.ends_with("-shm") || !isThere(path)) {
            continue;
        }
        const auto synced = all.contents.find(number);
        auto content = synced == all.contents.end() ? std::string() : synced->second;
        struct stat status
        {
        };
        const bool isSame = ::stat(path.c_str(), &status) == 0 && status.st_ino == number;
        const auto now = isSame ? contentOf(path) : content;
        if (random && now != content && path.find("signalbox.db") != std::string::npos) {
            content = mixed(content, now, *random);
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
}

int lastChanged()
{
    return disk().changed;
}

void setFull(bool full)
{
    s_isFull = full;
}

} // namespace signalbox::test::power
