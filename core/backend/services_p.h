// SPDX-License-Identifier: GPL-3.0-or-later
// What the handlers of the calls stand on. One file an area registers its handlers.
#pragma once

#include "api/calls.h"
#include "api/registry.h"
#include "auth/authenticator.h"
#include "backend/backend.h"

namespace signalbox::backend {

/// Shared by all handlers; lives as long as the host. Thread: the backend's.
struct Services
{
    Backend &backend;
    auth::StoreAuditTrail trail;
    auth::Authenticator authenticator;
    auth::TicketOffice tickets;
    UnixMillis startedAt = 0;
    std::int64_t slowTurns = 0;
    std::int64_t subscriptions = 0;
    std::atomic<bool> isReady = false;
    /// For reading files; started when first needed.
    std::unique_ptr<EventThread> diskThread;

    explicit Services(Backend &owner);
    Executor &disk();
};

auth::Principal principalOf(const api::Caller &caller);
/// call.localOnly: `what` begins the sentence.
Error localOnly(std::string_view what);

void registerFlowCalls(api::Registry &registry, Services *services);
void registerRunCalls(api::Registry &registry, Services *services);
void registerEventCalls(api::Registry &registry, Services *services);
void registerSystemCalls(api::Registry &registry, Services *services);
void registerSecurityCalls(api::Registry &registry, Services *services);

/// The texts that a run of `flowId` can reach: its own, and of every flow of the workspace that it names,
/// live versions first. Errors: store.notFound, json.*.
Task<Result<std::map<std::string, std::string>>> closureOf(Services *services, std::string workspace, std::string flowId, std::string text);

} // namespace signalbox::backend
