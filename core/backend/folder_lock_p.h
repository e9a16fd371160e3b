// SPDX-License-Identifier: GPL-3.0-or-later
// The data folder has one holder.
#pragma once

#include "base/result.h"

#include <string>

namespace signalbox::backend {

/// Holds the folder as long as it lives, and no longer than the process: the kernel lets go of it.
class FolderLock
{
public:
    FolderLock() = default;
    FolderLock(FolderLock &&other) noexcept;
    FolderLock &operator=(FolderLock &&other) noexcept;
    ~FolderLock();

    /// Makes the folder (mode 0700) where it is missing. Errors: data.held (arg pid), data.folder.
    static Result<FolderLock> take(const std::string &folder);

private:
    int m_file = -1;
};

} // namespace signalbox::backend
