// SPDX-License-Identifier: GPL-3.0-or-later
// What the two halves of the simulated disk share: the one stands in for calls of the C library (payloads,
// folders), the other is a VFS of SQLite (databases and their logs).
#pragma once

#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <sys/types.h>

namespace signalbox::test::power {

/// A file that SQLite writes: what was synced, and each write since.
struct Database
{
    struct Change
    {
        std::uint64_t offset = 0; ///< or the new size
        std::string bytes;
        bool isTruncation = false;
    };
    std::string synced;
    std::vector<Change> pending;

    /// What the file holds; with `random` each write since the last sync is there, is not, or is torn.
    std::string content(std::mt19937 *random) const;
    void sync();
};

struct Disk
{
    std::recursive_mutex mutex;
    std::map<std::string, Database> databases; ///< by path
    std::map<ino_t, std::string> contents;     ///< of other files, as last synced
    std::map<std::string, ino_t> names;        ///< as their folders were last synced
    std::map<std::string, bool> folders;       ///< likewise
    int changed = 0;
    bool isFull = false;
    std::optional<std::uint64_t> room; ///< what files may still grow by; nothing: as much as they like
    std::optional<int> syncsLeft;      ///< of databases, before the power fails
    bool isStopped = false;
    std::condition_variable_any resumed;

    /// How many of `length` bytes may be written where that makes a file grow by `growth`.
    std::uint64_t admit(std::uint64_t length, std::uint64_t growth);
};

/// The one disk of the process. It outlives threads that still write as the program ends.
Disk &disk();
/// While set on a thread, what it writes has been counted already.
extern thread_local bool t_isCounted;

} // namespace signalbox::test::power
