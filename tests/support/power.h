// SPDX-License-Identifier: GPL-3.0-or-later
// A disk that loses what was not synced, and one that is full. A VFS of SQLite keeps each write since the last
// sync apart; other files, and the names in folders, are met by standing in for calls of the C library in the
// program that it is linked into. No test that links it waits for a real sync.
#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <string>

namespace signalbox::test::power {

/// Makes the VFS the one that SQLite uses. Before the first database is opened; again does nothing.
void install();

/// Writes to `to` what would be left of the folder `from` if the power failed now: each file as it was when it
/// was synced last, under the names that its folder had when that was synced. With `random` each write to a
/// database since then, or each sector of it, has reached the disk by chance, as have names of files.
void cut(const std::string &from, const std::string &to, std::mt19937 *random = nullptr);
/// Lets the power fail at a sync of a database, so many further ones being well: it does not return, and nothing
/// reaches the disk any more, until cut() has been called. Not for a thread that calls cut().
void failAtSync(int wellBefore);
/// Whether it has failed.
bool hasFailed();
/// How many files the last cut gave back other than they stood.
int lastChanged();
/// While set, every write to a file fails for want of room.
void setFull(bool full);
/// How much more files may grow by in all; a write that does not fit is written as far as it does, and fails.
void setRoom(std::optional<std::uint64_t> bytes);

} // namespace signalbox::test::power
