// SPDX-License-Identifier: GPL-3.0-or-later
// A bounded queue of bytes between a coroutine and the I/O thread, in either direction.
#pragma once

#include "base/async.h"

#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace signalbox::http {

/// One side is a coroutine that waits (read, write), the other is curl's callbacks, which never wait
/// (push, pull) but pause and are woken.
/// Invariant: nothing is posted to the coroutine's executor once its wait is over or abandon() ran.
/// Thread: any; one coroutine and one I/O side.
class ByteChannel : public std::enable_shared_from_this<ByteChannel>
{
public:
    explicit ByteChannel(std::size_t capacity) : m_capacity(capacity) {}

    /// Coroutine side: all that is there, waiting for the first of it; an empty text is the end.
    static Task<Result<std::string>> read(std::shared_ptr<ByteChannel> self, std::stop_token stop);
    /// Coroutine side: waits for room, then puts the chunk whole.
    static Task<Result<void>> write(std::shared_ptr<ByteChannel> self, std::string chunk, std::stop_token stop);

    /// I/O side: takes the bytes, or gives false when it is full; then onWake comes when there is room.
    bool push(std::string_view bytes);
    enum class State { Data, Wait, End, Failed };
    /// I/O side: up to `size` bytes into `to`, `taken` says how many; after Wait onWake comes.
    State pull(char *to, std::size_t size, std::size_t &taken);

    /// The producing side has ended, well or with an error; what is queued is still read. Counts once.
    void close(std::optional<Error> error = std::nullopt);
    /// The consuming side is gone: what is queued is dropped, a writer is refused.
    void abandon();
    /// Called from any thread, outside of the lock, when a blocked I/O side can go on.
    void onWake(std::function<void()> wake);
    /// The error of close(), where there is one.
    std::optional<Error> error() const;

private:
    struct Waiter
    {
        OneShot<Result<void>> shot;
        Executor *home;
    };
    void notifyLocked();
    std::function<void()> unblockLocked();
    static Task<Result<void>> changed(std::shared_ptr<ByteChannel> self, OneShot<Result<void>> shot,
                                      std::stop_token stop);

    mutable std::mutex m_mutex;
    const std::size_t m_capacity;
    std::deque<std::string> m_chunks;
    std::size_t m_offset = 0; // into the first chunk
    std::size_t m_bytes = 0;
    bool m_closed = false;
    bool m_abandoned = false;
    bool m_ioBlocked = false;
    std::optional<Error> m_error;
    std::optional<Waiter> m_waiter;
    std::function<void()> m_wake;
};

} // namespace signalbox::http
