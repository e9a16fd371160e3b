// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/folder_lock_p.h"

#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace signalbox::backend {

FolderLock::FolderLock(FolderLock &&other) noexcept : m_file(std::exchange(other.m_file, -1)) {}

FolderLock &FolderLock::operator=(FolderLock &&other) noexcept
{
    std::swap(m_file, other.m_file);
    return *this;
}

FolderLock::~FolderLock()
{
    if (m_file >= 0) {
        ::close(m_file);
    }
}

Result<FolderLock> FolderLock::take(const std::string &folder)
{
    std::error_code failed;
    if (!std::filesystem::exists(folder, failed)) {
        std::filesystem::create_directories(folder, failed);
        if (!failed) {
            std::filesystem::permissions(folder, std::filesystem::perms::owner_all, failed);
        }
    }
    if (failed) {
        return Error("data.folder", "The data folder \"" + folder + "\" cannot be made: " + failed.message() + ". Name another by --data.", folder);
    }
    FolderLock lock;
    const auto path = folder + "/holder";
    lock.m_file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock.m_file < 0) {
        return Error("data.folder", "The data folder \"" + folder + "\" cannot be used: " + std::strerror(errno) + ". Name another by --data.", folder);
    }
    if (::flock(lock.m_file, LOCK_EX | LOCK_NB) != 0) {
        std::array<char, 32> text{};
        const auto length = ::pread(lock.m_file, text.data(), text.size() - 1, 0);
        const std::string pid(text.data(), length > 0 ? static_cast<std::size_t>(length) : 0);
        return Error("data.held", "The data folder \"" + folder + "\" is held by another Signalbox (process " + pid + "); end it, or name another folder by --data.", folder)
            .withArg("pid", pid);
    }
    const auto pid = std::to_string(::getpid());
    if (::ftruncate(lock.m_file, 0) != 0 || ::pwrite(lock.m_file, pid.data(), pid.size(), 0) < 0) {
        return Error("data.folder", "The data folder \"" + folder + "\" cannot be written: " + std::strerror(errno) + ".", folder);
    }
    return lock;
}

} // namespace signalbox::backend
