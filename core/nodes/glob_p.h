// SPDX-License-Identifier: GPL-3.0-or-later
// File name patterns, and the files below a folder that match one.
#pragma once

#include "nodes/file_access_p.h"

#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace signalbox::nodes {

/// Whether a name without "/" matches: `*` any run, `?` one character, `[a-z]` and `[!a-z]` one of a
/// set. A name that begins with a dot is matched only by a pattern that does. Linear in name times
/// pattern, whatever the pattern.
bool matchesName(std::string_view pattern, std::string_view name);

/// Names of the regular files below `folder` that match `pattern`, sorted by path; "/" separates
/// folders, and `**` stands for any number of them. Links are not followed.
/// Errors: file.tooMany (args limit), file.path (a bad pattern), cancelled, as openFolder.
Result<std::vector<std::string>> globFiles(int folder, std::string_view pattern, std::size_t limit,
                                           const std::string &shown, std::stop_token stop);

} // namespace signalbox::nodes
