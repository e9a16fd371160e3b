// SPDX-License-Identifier: GPL-3.0-or-later
// Turns the guard's copy of itself into the program.
#pragma once

#include "base/guard_messages.h"

#include <sys/types.h>

namespace signalbox::guard {

/// Starts the program in a session of its own. Gives its pid, or 0 and fills `failure`.
pid_t launch(const Launch &what, Report &failure);

} // namespace signalbox::guard
