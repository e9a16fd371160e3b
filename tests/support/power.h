// SPDX-License-Identifier: GPL-3.0-or-later
// A disk that loses what was not synced, and one that is full: stands in for the calls of the C library in
// the program that it is linked into, so that the database and the payloads are met alike.
#pragma once

#include <cstdint>
#include <random>
#include <string>

namespace signalbox::test::power {

/// Writes to `to` what would be left of the folder `from` if the power failed now: each file as it was when it
/// was synced last, under the names that its folder had when that was synced. With `random` the blocks of the
/// database that were written since have reached the disk or not, each by chance.
void cut(const std::string &from, const std::string &to, std::mt19937 *random = nullptr);
/// How many files the last cut gave back other than they stood.
int lastChanged();
/// While set, every write to a file fails for want of room.
void setFull(bool full);

} // namespace signalbox::test::power
