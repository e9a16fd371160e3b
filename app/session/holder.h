// SPDX-License-Identifier: GPL-3.0-or-later
// A held data folder: its backend, the protocol over it, and the local socket for other programs.
#pragma once

#include "api/host.h"
#include "backend/backend.h"

#include <memory>

namespace signalbox::transport {
class Channel;
}

namespace signalbox::session {

/// Holds a data folder and serves it, until it is closed.
/// Thread: one, the backend's, which has an Executor.
class Holder
{
public:
    /// Takes the folder, takes up every unfinished run, and then listens. Errors: data.held, data.folder,
    /// store.*, channel.listen.
    static Task<Result<std::unique_ptr<Holder>>> open(backend::BackendOptions options);
    ~Holder();
    Holder(const Holder &) = delete;
    Holder &operator=(const Holder &) = delete;

    /// What other transports serve.
    api::Host &host();
    Clock &clock();
    /// Serves the owner of the folder over a channel of this process.
    void serveOwner(std::unique_ptr<transport::Channel> channel);
    /// Whether it takes new work; other clients are told to wait.
    void stopAccepting();
    /// Lets nobody in any more, ends every channel, and waits for the commits under way. Runs go on at
    /// the next start. To be called once, before it is destroyed.
    Task<void> close();

private:
    struct Private;
    explicit Holder(std::unique_ptr<Private> p);
    std::unique_ptr<Private> d;
};

} // namespace signalbox::session
