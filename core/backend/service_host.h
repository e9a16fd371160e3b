// SPDX-License-Identifier: GPL-3.0-or-later
// A backend behind the protocol: every declared call, with its permission, its audit line and redaction.
#pragma once

#include "api/guest.h"
#include "api/host.h"
#include "backend/backend.h"
#include "backend/endpoint_door.h"

#include <functional>
#include <memory>

namespace signalbox::backend {

/// Serves one backend to transports.
/// Thread: the backend's, which has an Executor; isReady() and executor() any.
class ServiceHost final : public api::Host
{
public:
    explicit ServiceHost(Backend &backend);
    ~ServiceHost() override;

    /// Opens the vault, takes up unfinished runs, and is ready. Errors: those of Backend::begin().
    Task<Result<void>> begin();
    /// Not ready any more; what is called now is answered by engine.stopping.
    void stopAccepting();

    Executor &executor() override;
    Task<Result<std::shared_ptr<const api::Caller>>> signIn(api::Credential credential) override;
    std::shared_ptr<const api::Caller> localCaller() override;
    Task<Result<json::Value>> call(api::CallContext context, std::string method, json::Value params) override;
    bool isReady() const override;

    /// The gateway for clients of OpenAI's API; what it is listened for with.
    api::Guest &endpoint();
    /// Where the endpoint is listened for; before begin(), and it outlives this.
    void setEndpointDoor(EndpointDoor *door);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace signalbox::backend
