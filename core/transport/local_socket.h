// SPDX-License-Identifier: GPL-3.0-or-later
// The local socket of a data folder: how other programs of the same user reach its holder.
#pragma once

#include "api/host.h"
#include "transport/channel.h"

#include <memory>
#include <string>

namespace signalbox::transport {

/// Where the socket of a data folder stands.
std::string localSocketPath(const std::string &folder);

/// Connects to the holder of a data folder. Errors: channel.unreachable, cancelled.
Task<Result<std::unique_ptr<Channel>>> connectLocal(std::string path, std::stop_token stop);

/// Listens for the user's own programs: the folder has mode 0700, and the peer must run as the same user.
/// Sockets are read and written on a thread of its own.
/// Thread: the host's; made, closed and destroyed there.
class LocalServer
{
public:
    /// A socket that a killed holder left is replaced. Errors: channel.listen.
    static Task<Result<std::unique_ptr<LocalServer>>> listen(api::Host &host, Clock &clock, std::string path);
    ~LocalServer();
    LocalServer(const LocalServer &) = delete;
    LocalServer &operator=(const LocalServer &) = delete;

    /// Lets nobody in any more and ends every channel.
    Task<void> close();

private:
    struct Private;
    explicit LocalServer(std::unique_ptr<Private> p);
    std::unique_ptr<Private> d;
};

} // namespace signalbox::transport
