// SPDX-License-Identifier: GPL-3.0-or-later
// The other end of an isolated evaluator: what its child process does (app/evaluator).
#pragma once

#include "eval/evaluator.h"

#include <functional>

namespace signalbox::eval {

/// The child's exit code when memory has run out.
inline constexpr int kMemoryExit = 86;

/// Takes the process's powers away, for good; what it has open it keeps.
using Confine = std::function<Result<void>(const Limits &limits)>;

/// Warms the JavaScript engine, confines the process, and evaluates what comes over the socket until that
/// closes. JavaScript of others runs only after `confine`. Gives the process's exit code.
int serveEvaluations(int socket, const Limits &limits, const Confine &confine);

} // namespace signalbox::eval
