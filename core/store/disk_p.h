// SPDX-License-Identifier: GPL-3.0-or-later
// Folders and files that are on the disk when a call returns.
#pragma once

#include "base/result.h"

#include <string>
#include <string_view>

namespace signalbox::store {

/// What a failed system call means, by errno. Errors: store.full, store.io.
Error diskError(int systemError, std::string_view doing, const std::string &path);
/// Makes a folder and those above it, mode 0700, durably; one that exists is left as it is.
Result<void> makeFolder(const std::string &path);
/// Makes an empty file that only its owner may read (mode 0600); one that exists is left as it is.
Result<void> makePrivateFile(const std::string &path);
/// Syncs a file or a folder.
Result<void> syncPath(const std::string &path);
/// Writes a file beside its place, syncs it, and moves it there, durably.
Result<void> writeFile(const std::string &path, std::string_view bytes);

} // namespace signalbox::store
