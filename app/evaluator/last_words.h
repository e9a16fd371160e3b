// SPDX-License-Identifier: GPL-3.0-or-later
// How the evaluator's process tells that memory has run out from every other way to die.
#pragma once

namespace signalbox::evaluator {

/// From here on a std::bad_alloc that nobody catches ends the process with eval::kMemoryExit. (A failing
/// malloc() or mmap() in it always does: an engine does not check each of its allocations.)
void installLastWords();

} // namespace signalbox::evaluator
