// SPDX-License-Identifier: GPL-3.0-or-later
// Takes from this process everything but computing, its memory up to a limit, and what it has open.
#pragma once

#include "base/result.h"

#include <cstddef>

namespace signalbox::evaluator {

/// For all threads of the process, for good: at most `memoryBytes` of address space more than now; no file
/// can be opened, no socket made, no process or thread started, no memory made executable, nobody
/// signalled or traced. What tries to start a program or to reach a network is killed, all else is refused.
/// Errors: evaluator.confinement.
Result<void> confine(std::size_t memoryBytes);

} // namespace signalbox::evaluator
