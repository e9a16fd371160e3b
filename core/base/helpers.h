// SPDX-License-Identifier: GPL-3.0-or-later
// Where the programs are that Signalbox brings along for itself.
#pragma once

#include "base/result.h"

#include <string>
#include <string_view>

namespace signalbox {

/// The path of one of our own helper programs. Looked for in the folder that SIGNALBOX_LIBEXEC names (where
/// it is set, only there), beside the running program, then in ../libexec/signalbox from there.
/// Errors: child.helperMissing, which says where it was looked for.
/// Thread: any.
Result<std::string> findHelper(std::string_view name);

} // namespace signalbox
