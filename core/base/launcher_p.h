// SPDX-License-Identifier: GPL-3.0-or-later
// The one thread that starts and reaps guards.
#pragma once

#include "base/guarded_child.h"
#include "base/unique_function.h"

#include <mutex>
#include <string>
#include <vector>

namespace signalbox {

/// A guard asks the kernel for a signal at its parent's death, and the kernel means by that the *thread*
/// which started it: one of a pool that retires would take its children along. So all are started from
/// this one, which never ends. Made at the first use and never destroyed.
/// Thread: post() from any.
class Launcher
{
public:
    static Launcher &instance();

    void post(UniqueFunction<void()> work);
    /// Reaps a guard when `life` closes, which its end does. On the launcher's thread only.
    void reapLater(int pid, Descriptor life);

private:
    Launcher();
    void run();

    struct Living
    {
        int pid;
        Descriptor life;
    };
    std::mutex m_mutex;
    std::vector<UniqueFunction<void()>> m_queue;
    std::vector<Living> m_living;
    int m_wake = -1;
};

} // namespace signalbox
