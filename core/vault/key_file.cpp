// SPDX-License-Identifier: GPL-3.0-or-later
// The key file: mode 0600, replaced as a whole. It is a few dozen bytes, so reading it blocks nobody.
#include "vault/keys_p.h"

#include "base/log.h"

#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace signalbox::vault {

namespace {

constexpr off_t kMaxBytes = 64 << 10;

Error ioError(std::string_view doing, const std::string &path)
{
    return Error("vault.io",
                 "The key file " + path + " could not be " + std::string(doing) + " (" + std::strerror(errno)
                     + "). Check the disk and its permissions.",
                 path)
        .retryable();
}

} // namespace

Result<std::optional<SecretText>> readKeyFile(const std::string &path)
{
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (file < 0) {
        if (errno == ENOENT) {
            return std::optional<SecretText>();
        }
        return ioError("opened", path);
    }
    struct stat status
    {
    };
    ::fstat(file, &status);
    if ((status.st_mode & 077) != 0) {
        log::warning("vault", "the key file was readable by others; it is not any more", {{"path", path}});
        ::fchmod(file, 0600);
    }
    SecretText text(static_cast<std::size_t>(std::min(status.st_size, kMaxBytes)));
    const auto got = ::read(file, text.data(), text.size());
    ::close(file);
    if (got != static_cast<ssize_t>(text.size())) {
        return ioError("read", path);
    }
    return std::optional<SecretText>(std::move(text));
}

Result<void> writeKeyFile(const std::string &path, const SecretText &text)
{
    const auto temporary = path + ".tmp";
    ::unlink(temporary.c_str());
    const int file = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0) {
        return ioError("made", path);
    }
    const bool written = ::write(file, text.bytes(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(file) == 0;
    const int why = errno;
    ::close(file);
    if (!written || ::rename(temporary.c_str(), path.c_str()) != 0) {
        errno = written ? errno : why;
        auto error = ioError("written", path);
        ::unlink(temporary.c_str());
        return error;
    }
    const auto slash = path.rfind('/');
    const int folder = ::open(slash == std::string::npos ? "." : path.substr(0, slash + 1).c_str(), O_RDONLY | O_CLOEXEC);
    // Where a folder cannot be synced at all (EINVAL), its file system does it by itself.
    const bool stands = folder >= 0 && (::fsync(folder) == 0 || errno == EINVAL);
    if (!stands) {
        auto error = ioError("written for good", path);
        if (folder >= 0) {
            ::close(folder);
        }
        return error;
    }
    ::close(folder);
    return {};
}

} // namespace signalbox::vault
