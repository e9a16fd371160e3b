// SPDX-License-Identifier: GPL-3.0-or-later
// Paths and descriptors of file nodes.
#include "nodes/file_access_p.h"

#include <algorithm>
#include <cerrno>
#include <memory>
#include <system_error>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace signalbox::nodes {

namespace {

constexpr std::size_t kMostComponents = 128;

// Splits a path and takes "." and ".." out. False if ".." leads above its start.
bool splitPath(std::string_view path, std::vector<std::string> &parts)
{
    std::size_t begin = 0;
    while (begin <= path.size()) {
        const auto end = std::min(path.find('/', begin), path.size());
        const auto part = path.substr(begin, end - begin);
        begin = end + 1;
        if (part.empty() || part == ".") {
            continue;
        }
        if (part != "..") {
            parts.emplace_back(part);
        } else if (parts.empty()) {
            return false;
        } else {
            parts.pop_back();
        }
    }
    return true;
}

bool startsWith(const std::vector<std::string> &parts, const std::vector<std::string> &prefix)
{
    return parts.size() >= prefix.size() && std::equal(prefix.begin(), prefix.end(), parts.begin());
}

Error outside(std::string_view path, std::string_view why)
{
    return Error("file.outside",
                 "The path \"" + std::string(path) + "\" " + std::string(why) + "; use a path below the data folder, without \"..\".",
                 std::string(path));
}

Result<FileHandle> openRoot(const Place &place)
{
    FileHandle root(::open(place.root.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!root.isOpen()) {
        return fileError(errno, place.root);
    }
    return root;
}

Result<FileHandle> step(int folder, const std::string &name, const Place &place, Missing missing)
{
    const int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | (place.links == Links::Refuse ? O_NOFOLLOW : 0);
    FileHandle next(::openat(folder, name.c_str(), flags));
    if (next.isOpen()) {
        return next;
    }
    int code = errno;
    if (code == ENOENT && missing == Missing::Create) {
        if (::mkdirat(folder, name.c_str(), 0777) != 0 && errno != EEXIST) {
            return fileError(errno, place.shown);
        }
        if (::fsync(folder) != 0) {
            return fileError(errno, place.shown);
        }
        next = FileHandle(::openat(folder, name.c_str(), flags));
        if (next.isOpen()) {
            return next;
        }
        code = errno;
    }
    struct stat about = {};
    if (code == ENOTDIR && place.links == Links::Refuse
        && ::fstatat(folder, name.c_str(), &about, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(about.st_mode)) {
        code = ELOOP;
    }
    return fileError(code, place.shown);
}

Result<FileHandle> walk(const Place &place, std::size_t count, Missing missing)
{
    SB_TRY(folder, openRoot(place));
    for (std::size_t i = 0; i < count; ++i) {
        SB_TRY(next, step(folder.get(), place.parts[i], place, missing));
        folder = std::move(next);
    }
    return folder;
}

Error notFile(const std::string &shown)
{
    return Error("file.notFile", "\"" + shown + "\" is no regular file; name a file.", shown);
}

Result<void> writeAll(int file, std::string_view content, const std::string &shown)
{
    while (!content.empty()) {
        const auto written = ::write(file, content.data(), content.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written < 0) {
            return fileError(errno, shown);
        }
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fsync(file) != 0) {
        return fileError(errno, shown);
    }
    return {};
}

// Non-blocking, so that a pipe does not hold the thread until somebody writes into it.
int readingFlags(Links links)
{
    return O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | (links == Links::Refuse ? O_NOFOLLOW : 0);
}

// A regular file, as `about` says; anything else is refused.
Result<FileHandle> openRegular(int folder, const std::string &name, int flags, const std::string &shown, struct stat &about)
{
    FileHandle file(::openat(folder, name.c_str(), flags, 0666));
    if (!file.isOpen()) {
        return fileError(errno, shown);
    }
    if (::fstat(file.get(), &about) != 0) {
        return fileError(errno, shown);
    }
    if (!S_ISREG(about.st_mode)) {
        return notFile(shown);
    }
    return file;
}

Result<void> append(int folder, const std::string &name, const std::string &shown, std::string_view content)
{
    struct stat about = {};
    SB_TRY(file, openRegular(folder, name, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, shown, about));
    SB_CHECK(writeAll(file.get(), content, shown));
    if (::fsync(folder) != 0) {
        return fileError(errno, shown);
    }
    return {};
}

// Short enough beside the longest name that a file system takes.
std::string neighbourName(const std::string &name, std::string_view token)
{
    std::uint64_t hash = 1469598103934665603u;
    for (const char c : token) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
    }
    return "." + name.substr(0, 200) + "." + std::to_string(hash) + ".tmp";
}

} // namespace

FileHandle &FileHandle::operator=(FileHandle &&other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

FileHandle::~FileHandle()
{
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
    }
}

Error fileError(int code, const std::string &shown)
{
    const auto quoted = "\"" + shown + "\"";
    switch (code) {
    case ENOENT:
        return Error("file.notFound", quoted + " does not exist; check the path.", shown);
    case ENOTDIR:
        return Error("file.notFolder", quoted + " leads through something that is no folder; check the path.", shown);
    case EISDIR:
        return notFile(shown);
    case ELOOP:
        return Error("file.link", quoted + " leads over a symbolic link, which file nodes do not follow; use the real path.", shown);
    case EACCES:
    case EPERM:
    case EROFS:
        return Error("file.denied", "Access to " + quoted + " is denied; check its permissions.", shown);
    case ENOSPC:
    case EDQUOT:
        return Error("file.full", "The disk is full: " + quoted + " was not written; free some space and run the step again.", shown);
    case EMFILE:
    case ENFILE:
    case EAGAIN:
        return Error("file.busy", "The system has no free file handle for " + quoted + "; try again later.", shown).retryable();
    default: {
        const auto reason = std::generic_category().message(code);
        return Error("file.io", "Access to " + quoted + " failed: " + reason + ".", shown).withArg("reason", reason);
    }
    }
}

Result<Place> findPlace(const FilePolicy &policy, const std::string &dataFolder, std::string_view path)
{
    if (path.empty() || path.find('\0') != std::string_view::npos) {
        return Error("file.path", "The path is empty or holds a NUL character; give the path of a file.", std::string(path));
    }
    Place place;
    place.shown = path;
    if (!splitPath(path, place.parts)) {
        return outside(path, path.front() == '/' ? "leads above the root" : "leads out of the data folder");
    }
    if (place.parts.size() > kMostComponents) {
        return Error("file.path", "The path has more than " + std::to_string(kMostComponents) + " parts; give a shorter one.", std::string(path));
    }
    if (path.front() != '/') {
        if (dataFolder.empty()) {
            return Error("file.path", "The run has no data folder, so the path \"" + std::string(path) + "\" leads nowhere; start it with one.",
                         std::string(path));
        }
        place.root = dataFolder;
        return place;
    }
    // A folder of the list, the data folder among them, is left as little as by a relative path.
    auto folders = policy.folders;
    folders.push_back(dataFolder);
    for (const auto &folder : folders) {
        std::vector<std::string> parts;
        if (folder.starts_with('/') && splitPath(folder, parts) && startsWith(place.parts, parts)) {
            place.root = folder;
            place.parts.erase(place.parts.begin(), place.parts.begin() + static_cast<std::ptrdiff_t>(parts.size()));
            return place;
        }
    }
    if (policy.absolute == FilePolicy::Absolute::Refuse) {
        return outside(path, "is absolute, which is not allowed here");
    }
    place.root = "/";
    place.links = Links::Follow;
    return place;
}

Result<FileHandle> openFolder(const Place &place, Missing missing)
{
    return walk(place, place.parts.size(), missing);
}

Result<FileHandle> openParent(const Place &place, Missing missing)
{
    if (place.parts.empty()) {
        return notFile(place.shown);
    }
    return walk(place, place.parts.size() - 1, missing);
}

Result<FileHandle> openBelow(int folder, const std::string &name, const std::string &shown)
{
    FileHandle next(::openat(folder, name.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW));
    if (!next.isOpen()) {
        return fileError(errno, shown);
    }
    return next;
}

Result<FileHandle> openFile(int folder, const std::string &name, Links links, const std::string &shown)
{
    struct stat about = {};
    return openRegular(folder, name, readingFlags(links), shown, about);
}

Result<std::string> readFile(int folder, const std::string &name, Links links, const std::string &shown, std::uint64_t limit)
{
    struct stat about = {};
    SB_TRY(file, openRegular(folder, name, readingFlags(links), shown, about));
    const auto tooLarge = [&](std::uint64_t bytes) {
        return Error("file.tooLarge",
                     "\"" + shown + "\" has " + std::to_string(bytes) + " bytes and the limit is " + std::to_string(limit)
                         + "; raise `maxBytes`, or split the file.",
                     shown)
            .withArg("bytes", std::to_string(bytes))
            .withArg("limit", std::to_string(limit));
    };
    const auto size = static_cast<std::uint64_t>(about.st_size);
    if (size > limit) {
        return tooLarge(size);
    }
    // One byte more than it says, to see its end; it may also grow while it is read.
    std::string content(size + 1, '\0');
    std::size_t used = 0;
    while (true) {
        const auto got = ::read(file.get(), content.data() + used, content.size() - used);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return fileError(errno, shown);
        }
        if (got == 0) {
            break;
        }
        used += static_cast<std::size_t>(got);
        if (used > limit) {
            return tooLarge(used);
        }
        if (used == content.size()) {
            content.resize(content.size() + (64u << 10));
        }
    }
    content.resize(used);
    return content;
}

Result<void> writeFile(int folder, const std::string &name, const std::string &shown, std::string_view content,
                       WriteMode mode, std::string_view token)
{
    if (mode == WriteMode::Append) {
        return append(folder, name, shown, content);
    }
    struct stat old = {};
    const bool exists = ::fstatat(folder, name.c_str(), &old, AT_SYMLINK_NOFOLLOW) == 0;
    if (exists && !S_ISREG(old.st_mode)) {
        return S_ISLNK(old.st_mode) ? fileError(ELOOP, shown) : notFile(shown);
    }
    // The same name for every attempt of a step: what a killed one left is overwritten, not collected.
    const auto neighbour = neighbourName(name, token);
    {
        const FileHandle file(::openat(folder, neighbour.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666));
        if (!file.isOpen()) {
            return fileError(errno, shown);
        }
        auto written = writeAll(file.get(), content, shown);
        if (written && exists && ::fchmod(file.get(), old.st_mode & 07777) != 0) {
            written = fileError(errno, shown);
        }
        if (!written) {
            ::unlinkat(folder, neighbour.c_str(), 0);
            return written;
        }
    }
    if (::renameat(folder, neighbour.c_str(), folder, name.c_str()) != 0) {
        const int code = errno;
        ::unlinkat(folder, neighbour.c_str(), 0);
        return fileError(code, shown);
    }
    if (::fsync(folder) != 0) {
        return fileError(errno, shown);
    }
    return {};
}

Result<std::vector<FolderEntry>> listFolder(int folder, const std::string &shown)
{
    struct Close
    {
        void operator()(DIR *stream) const { ::closedir(stream); }
    };
    const int copy = ::openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const std::unique_ptr<DIR, Close> stream(copy < 0 ? nullptr : ::fdopendir(copy));
    if (!stream) {
        return fileError(errno, shown);
    }
    std::vector<FolderEntry> entries;
    errno = 0;
    while (const auto *found = ::readdir(stream.get())) {
        const std::string name(found->d_name);
        if (name == "." || name == "..") {
            continue;
        }
        struct stat about = {};
        if (::fstatat(folder, name.c_str(), &about, AT_SYMLINK_NOFOLLOW) == 0) {
            entries.push_back({name, S_ISDIR(about.st_mode), S_ISREG(about.st_mode)});
        }
        errno = 0;
    }
    if (errno != 0) {
        return fileError(errno, shown);
    }
    std::ranges::sort(entries, {}, &FolderEntry::name);
    return entries;
}

} // namespace signalbox::nodes
