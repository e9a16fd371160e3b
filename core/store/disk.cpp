// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/disk_p.h"

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace signalbox::store {

namespace {

class Descriptor
{
public:
    explicit Descriptor(int number) : m_number(number) {}
    ~Descriptor()
    {
        if (m_number >= 0) {
            ::close(m_number);
        }
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    int get() const { return m_number; }

private:
    int m_number;
};

std::string parentOf(const std::string &path)
{
    auto parent = std::filesystem::path(path).parent_path().string();
    return parent.empty() ? "." : parent;
}

Result<void> writeAll(int file, std::string_view bytes, const std::string &path)
{
    while (!bytes.empty()) {
        const auto written = ::write(file, bytes.data(), bytes.size());
        if (written < 0) {
            if (errno == EINTR) {
                continue;
            }
            return diskError(errno, "written", path);
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

} // namespace

Error diskError(int systemError, std::string_view doing, const std::string &path)
{
    if (systemError == ENOSPC || systemError == EDQUOT || systemError == EFBIG) {
        return Error("store.full", "There is no room left for " + path + ". Free some space and try again.", path).retryable();
    }
    return Error("store.io",
                 path + " could not be " + std::string(doing) + " (" + std::strerror(systemError)
                     + "). Check the disk and the folder's permissions.",
                 path)
        .retryable();
}

Result<void> makePrivateFile(const std::string &path)
{
    const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
    return file.get() >= 0 ? Result<void>() : Result<void>(diskError(errno, "made", path));
}

Result<void> syncPath(const std::string &path)
{
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0) {
        return diskError(errno, "opened", path);
    }
    if (::fsync(file.get()) != 0) {
        return diskError(errno, "synced", path);
    }
    return {};
}

Result<void> makeFolder(const std::string &path)
{
    struct stat status
    {
    };
    if (::stat(path.c_str(), &status) == 0) {
        if (!S_ISDIR(status.st_mode)) {
            return diskError(ENOTDIR, "used as a folder", path);
        }
        return {};
    }
    const auto parent = parentOf(path);
    if (parent != path) {
        SB_CHECK(makeFolder(parent));
    }
    if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) {
        return diskError(errno, "made", path);
    }
    return syncPath(parent);
}

Result<void> writeFile(const std::string &path, std::string_view bytes)
{
    static std::atomic<unsigned> counter = 0;
    const auto temporary = path + ".tmp" + std::to_string(::getpid()) + "-" + std::to_string(++counter);
    auto written = [&]() -> Result<void> {
        const Descriptor file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
        if (file.get() < 0) {
            return diskError(errno, "made", temporary);
        }
        SB_CHECK(writeAll(file.get(), bytes, path));
        if (::fsync(file.get()) != 0) {
            return diskError(errno, "synced", path);
        }
        if (::rename(temporary.c_str(), path.c_str()) != 0) {
            return diskError(errno, "moved into place", path);
        }
        return syncPath(parentOf(path));
    }();
    if (!written) {
        ::unlink(temporary.c_str());
    }
    return written;
}

} // namespace signalbox::store
