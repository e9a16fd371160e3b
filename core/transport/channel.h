// SPDX-License-Identifier: GPL-3.0-or-later
// A way for JSON-RPC messages between two ends: in this process, over a local socket, over a WebSocket.
#pragma once

#include "api/message.h"
#include "base/async.h"
#include "transport/unsent_gauge.h"

#include <functional>
#include <memory>

namespace signalbox::transport {

/// Who has more than this unsent does not read the answers it asks for; the channel is closed with channel.slow.
inline constexpr std::size_t kMaxUnsentBytes = 8u << 20;

/// One end of a channel. Messages arrive in order, whole, until the channel is closed; then nothing is
/// delivered any more. Destroying an end closes it.
/// Thread: one, that has an Executor; both callbacks come from its event loop, never from inside a call.
class Channel
{
public:
    virtual ~Channel() = default;

    /// `message` gets what the other end sends; `closed` hears once why the channel ended, unless this
    /// end closed it: channel.closed, channel.slow, frame.tooLarge, frame.invalid. To be called once, in the turn in
    /// which the channel was made; a callback may destroy the channel.
    virtual void listen(std::function<void(json::Value)> message, std::function<void(Error)> closed) = 0;
    /// Queues a message; dropped where the channel has ended.
    virtual void send(json::Value message) = 0;
    /// What was queued and has not left this process (in-process: not reached the other end).
    UnsentGauge &unsent() const { return *m_unsent; }
    /// Ends it. What is queued may be lost; the other end hears `reason` where the channel can say it.
    virtual void close(Error reason) = 0;
    /// The other end is signed in: what holds for strangers (small messages) ends.
    virtual void admit() {}

protected:
    Channel() = default;
    explicit Channel(std::shared_ptr<UnsentGauge> unsent) : m_unsent(std::move(unsent)) {}
    const std::shared_ptr<UnsentGauge> m_unsent = std::make_shared<UnsentGauge>();
};

} // namespace signalbox::transport
