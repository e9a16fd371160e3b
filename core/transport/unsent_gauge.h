// SPDX-License-Identifier: GPL-3.0-or-later
// How many bytes of a channel are on their way, and who waits until they are few.
#pragma once

#include "base/executor.h"

#include <cstddef>
#include <functional>
#include <mutex>

namespace signalbox::transport {

/// Counts bytes on their way. One waiter hears when few are left.
/// Thread: add(), remove() and bytes() any; whenAtMost() and forget() the waiter's, which has an Executor.
class UnsentGauge
{
public:
    void add(std::size_t bytes);
    void remove(std::size_t bytes);
    std::size_t bytes() const;

    /// Calls `callback` once, from the event loop of the calling thread, when at most `mark` bytes are left; it takes
    /// the place of one that waits already.
    void whenAtMost(std::size_t mark, std::function<void()> callback);
    /// Nobody waits any more. To be called before the waiter's executor goes.
    void forget();

private:
    void tell();

    mutable std::mutex m_mutex;
    std::size_t m_bytes = 0;
    std::size_t m_mark = 0;
    Executor *m_executor = nullptr; // null while nobody waits
    std::function<void()> m_callback;
};

} // namespace signalbox::transport
