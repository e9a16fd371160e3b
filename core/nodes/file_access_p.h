// SPDX-License-Identifier: GPL-3.0-or-later
// Files that a node may reach: opened component by component below a folder, so that neither ".." nor
// a symbolic link leads out of it, whatever changes in the meantime.
#pragma once

#include "nodes/register.h"

#include <cstdint>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace signalbox::nodes {

/// Owns a file descriptor.
class FileHandle
{
public:
    FileHandle() = default;
    explicit FileHandle(int descriptor) : m_descriptor(descriptor) {}
    FileHandle(FileHandle &&other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) {}
    FileHandle &operator=(FileHandle &&other) noexcept;
    ~FileHandle();

    bool isOpen() const { return m_descriptor >= 0; }
    int get() const { return m_descriptor; }

private:
    int m_descriptor = -1;
};

/// Whether symbolic links on the way are followed: only where paths may lead anywhere.
enum class Links { Follow, Refuse };
enum class Missing { Fail, Create };

/// A path that the policy allows, taken apart. Nothing is opened yet.
struct Place
{
    std::string root;               ///< folder that it must not leave, absolute
    std::vector<std::string> parts; ///< components below it; none is "." or ".."
    Links links = Links::Refuse;
    std::string shown;              ///< the path as the node names it, for messages and outputs
};

/// Errors: file.path (empty, or with a NUL), file.outside (leads out of the data folder, or is absolute
/// where that is not allowed).
Result<Place> findPlace(const FilePolicy &policy, const std::string &dataFolder, std::string_view path);

/// The folder itself (all parts), or the one that holds the last part.
/// Errors: file.notFound, file.notFolder, file.link, file.denied, file.full, file.io.
Result<FileHandle> openFolder(const Place &place, Missing missing);
Result<FileHandle> openParent(const Place &place, Missing missing);

/// Opens a regular file to be read. Errors: as openFolder, and file.notFile.
Result<FileHandle> openFile(int folder, const std::string &name, Links links, const std::string &shown);

/// Reads a regular file whole. Errors: as openFolder, and file.notFile, file.tooLarge (args bytes, limit).
Result<std::string> readFile(int folder, const std::string &name, Links links, const std::string &shown, std::uint64_t limit);

enum class WriteMode { Replace, Append };

/// Writes a file so that a reader sees the old content or the new one, and after a power cut too: into
/// a neighbour named by `token`, synced, renamed over it, and the folder synced. Append writes at
/// the end and syncs; it may leave a part when interrupted.
/// Errors: as openFolder, and file.notFile.
Result<void> writeFile(int folder, const std::string &name, const std::string &shown, std::string_view content,
                       WriteMode mode, std::string_view token);

struct FolderEntry
{
    std::string name;
    bool isFolder = false;
    bool isFile = false; ///< a regular file; links and devices are neither
};

/// The entries of a folder, by name. Errors: file.io.
Result<std::vector<FolderEntry>> listFolder(int folder, const std::string &shown);

/// A folder below another, without following links. Errors: as openFolder.
Result<FileHandle> openBelow(int folder, const std::string &name, const std::string &shown);

/// The error of a system call on a path.
Error fileError(int code, const std::string &shown);

} // namespace signalbox::nodes
