// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/helpers.h"

#include <cstdlib>
#include <filesystem>
#include <vector>

#include <unistd.h>

namespace signalbox {

Result<std::string> findHelper(std::string_view name)
{
    std::vector<std::filesystem::path> folders;
    if (const char *given = std::getenv("SIGNALBOX_LIBEXEC"); given && *given) {
        folders.emplace_back(given);
    } else {
        std::error_code failed;
        const auto own = std::filesystem::read_symlink("/proc/self/exe", failed).parent_path();
        folders = {own, own.parent_path() / "libexec" / "signalbox"};
    }
    std::string places;
    for (const auto &folder : folders) {
        const auto path = folder / name;
        if (access(path.c_str(), X_OK) == 0) {
            return path.string();
        }
        places += (places.empty() ? "" : ", ") + folder.string();
    }
    return Error("child.helperMissing", "The helper program \"" + std::string(name) + "\" is not in " + places
                     + "; install Signalbox again, or let SIGNALBOX_LIBEXEC name the folder that has it.", std::string(name))
        .withArg("helper", std::string(name));
}

} // namespace signalbox
