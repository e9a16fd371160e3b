// SPDX-License-Identifier: GPL-3.0-or-later
// The backend's end of one channel: reads requests, carries them out, sends answers and events.
#pragma once

#include "api/host.h"
#include "base/task_scope.h"
#include "transport/channel.h"

#include <cstdint>
#include <memory>
#include <set>

namespace signalbox::transport {

class ServerSession;

/// The sessions of a transport that serve a host.
/// Thread: the host's; made, used and destroyed there.
class SessionSet
{
public:
    SessionSet(api::Host &host, Clock &clock);
    ~SessionSet();

    /// Serves a channel until it ends. `caller` null: the first message must sign in
    /// (session.authenticate), within ten seconds. `address` is the peer's.
    void serve(std::unique_ptr<Channel> channel, std::shared_ptr<const api::Caller> caller, std::string address);
    /// Asks every call under way to end, waits for it, and closes every channel. What the stop token ended is
    /// not answered.
    Task<void> close(Error reason);
    std::size_t size() const { return m_sessions.size(); }

private:
    friend class ServerSession;
    api::Host &m_host;
    Clock &m_clock;
    std::set<std::shared_ptr<ServerSession>> m_sessions;
    bool m_isClosed = false;
    TaskScope m_scope;
};

} // namespace signalbox::transport
