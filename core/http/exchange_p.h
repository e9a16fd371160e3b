// SPDX-License-Identifier: GPL-3.0-or-later
// One request on its way: what the caller's thread and the I/O thread share of it.
#pragma once

#include "http/byte_channel_p.h"
#include "http/client.h"
#include "http/url_p.h"

#include <atomic>
#include <chrono>
#include <mutex>

namespace signalbox::http {

/// Made and awaited on the caller's thread, filled by the I/O thread.
/// Invariant: after detach() nothing is posted to the caller's executor any more.
struct Exchange
{
    using Instant = std::chrono::steady_clock::time_point;

    std::shared_ptr<Io> io;
    std::uint64_t id = 0;
    /// Resolved and checked; not changed while the exchange lives.
    std::shared_ptr<const Request> request;
    Url url;
    bool effect = true;
    /// Of the first request where this one follows a redirect.
    Instant startedAt;
    unsigned redirects = 0;
    /// Null for a whole answer.
    std::shared_ptr<ByteChannel> incoming;
    /// The body's producer, or null.
    std::shared_ptr<ByteChannel> outgoing;
    /// The whole answer, or its head where it streams. Set on the caller's thread.
    OneShot<Result<Response>> answer;

    explicit Exchange(Executor *caller) : m_home(caller) {}

    /// I/O thread: hands the answer over; counts once.
    void deliver(Result<Response> result)
    {
        const std::lock_guard lock(m_mutex);
        if (m_home) {
            m_home->post([shot = answer, value = std::move(result)]() mutable { shot.set(std::move(value)); });
            m_home = nullptr;
        }
    }
    /// Caller's thread: the answer is not waited for any more.
    void detach()
    {
        const std::lock_guard lock(m_mutex);
        m_home = nullptr;
    }
    /// Any thread: ends the transfer and closes its socket.
    void cancel() const;

private:
    std::mutex m_mutex;
    Executor *m_home;
};

} // namespace signalbox::http
