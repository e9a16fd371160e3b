// SPDX-License-Identifier: GPL-3.0-or-later
// The body of a request that is produced while it is sent.
#pragma once

#include "base/async.h"

#include <cstddef>
#include <memory>
#include <stop_token>
#include <string>

namespace signalbox::http {

class ByteChannel;

/// A bounded pipe from a coroutine of the caller's into the request that carries it as its body. The
/// producer is started by its owner in a TaskScope; it waits while the other side is slow.
///
///     auto pipe = std::make_shared<BodyPipe>();
///     request.body = pipe;
///     scope.start([pipe](std::stop_token stop) { return produce(pipe, stop); });
///     auto response = co_await client.send(std::move(request), stop);
///
/// Thread: the producing side on one thread with an Executor.
class BodyPipe
{
public:
    explicit BodyPipe(std::size_t capacity = 256u << 10);
    /// Fails the request if the body was not finished.
    ~BodyPipe();
    BodyPipe(const BodyPipe &) = delete;
    BodyPipe &operator=(const BodyPipe &) = delete;

    /// Hands `chunk` on; waits until there is room. One write at a time.
    /// Errors: cancelled; http.closed where the request has ended and nobody reads any more.
    Task<Result<void>> write(std::string chunk, std::stop_token stop);
    /// The body is complete.
    void finish();
    /// The body cannot be completed: the request fails with `error`.
    void fail(Error error);

    /// For the client.
    const std::shared_ptr<ByteChannel> &channel() const { return m_channel; }

private:
    std::shared_ptr<ByteChannel> m_channel;
};

} // namespace signalbox::http
