// SPDX-License-Identifier: GPL-3.0-or-later
// The processes below this one, found in /proc and ended.
#pragma once

#include <sys/types.h>

namespace signalbox::guard {

/// Whether the processes below this one can be found (a /proc of this system is mounted).
bool canSeeTree();

/// Sends a signal to every process below this one.
void signalTree(int signal);

/// How the main child ended, once it has been reaped.
struct Ending
{
    bool known = false;
    int status = 0; ///< as waitpid gives it
};

/// Reaps whatever has ended, without waiting; false when there is no child any more.
bool reap(pid_t main, Ending &ending);

/// Kills everything below this one and reaps it; returns when nothing of it lives.
void killTree(pid_t main, Ending &ending);

} // namespace signalbox::guard
