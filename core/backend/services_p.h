// SPDX-License-Identifier: GPL-3.0-or-later
// What the handlers of the calls stand on. One file an area registers its handlers.
#pragma once

#include "api/calls.h"
#include "api/registry.h"
#include "auth/authenticator.h"
#include "backend/backend.h"
#include "base/deadline.h"
#include "base/lru_cache.h"

#include <set>

namespace signalbox::backend {

class Answers;
class Endpoint;
class Keeper;
struct HeldFlow;

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
    /// Ids of tokens that were revoked while this backend ran: what they signed in ends with them.
    std::set<std::string> revoked;
    /// Callers by the hash of their token, so that not every request asks the store.
    struct SignedIn
    {
        std::shared_ptr<const api::Caller> caller;
        Deadline deadline;
    };
    LruCache<std::string, SignedIn> signedIn{1024};
    /// References of large step inputs that are being read by ranges; a step's input never changes.
    LruCache<std::string, std::string> largeInputs{32};
    /// Documents of recordings that are being read by ranges.
    LruCache<std::string, std::shared_ptr<const std::string>> exported{4}; // two, each under its snapshot and as the latest
    /// Flows under edit, so that a change can be checked by itself.
    LruCache<std::string, std::shared_ptr<HeldFlow>> heldFlows{32, std::size_t(256) << 20};
    std::int64_t flowChecks = 0; ///< so far
    /// For what would hold up the backend's thread: files and large texts. Started when first needed.
    std::unique_ptr<EventThread> worker;

    /// What answers in conversations; ends before the rest.
    std::unique_ptr<Answers> answers;
    /// What deletes what is over; ends before the rest.
    std::unique_ptr<Keeper> keeper;

    /// The gateway for clients of OpenAI's API; ends before the rest.
    std::unique_ptr<Endpoint> endpoint;

    explicit Services(Backend &owner);
    ~Services();
    Executor &workThread();
    /// Whether the token that the caller signed in with is still good. Errors: auth.token.
    Result<void> checkToken(const api::Caller &caller) const;
};

/// A flow with every flow that it can reach: texts by id.
struct FlowClosure
{
    std::map<std::string, std::string> texts;
    bool hasForeign = false; ///< one of those that it reaches is foreign
};

/// Whether somebody else wrote the flow, so that it is evaluated in isolation.
bool isForeign(const store::FlowRow &row);
auth::Principal principalOf(const api::Caller &caller);
/// call.localOnly: `what` begins the sentence.
Error localOnly(std::string_view what);

void registerFlowCalls(api::Registry &registry, Services *services);
void registerRunControlCalls(api::Registry &registry, Services *services);
void registerRunCalls(api::Registry &registry, Services *services);
void registerApprovalCalls(api::Registry &registry, Services *services);
void registerEventCalls(api::Registry &registry, Services *services);
void registerSystemCalls(api::Registry &registry, Services *services);
void registerCareCalls(api::Registry &registry, Services *services);
void registerHistoryCalls(api::Registry &registry, Services *services);
void registerDeadLetterCalls(api::Registry &registry, Services *services);
void registerEngineCalls(api::Registry &registry, Services *services);
void registerConversationCalls(api::Registry &registry, Services *services);
void registerEndpointCalls(api::Registry &registry, Services *services);
void registerModelCalls(api::Registry &registry, Services *services);
void registerCostCalls(api::Registry &registry, Services *services);
void registerRecordingCalls(api::Registry &registry, Services *services);
void registerSecurityCalls(api::Registry &registry, Services *services);
void registerVaultCalls(api::Registry &registry, Services *services);

/// The texts that a run of `flowId` can reach: its own, and of every flow of the workspace that it names,
/// live versions first. Errors: store.notFound, json.*.
Task<Result<FlowClosure>> closureOf(Services *services, std::string workspace, std::string flowId, std::string text);

/// How the models of a run answer. Errors: store.notFound (the recording), rpc.params.
Task<Result<engine::ModelUse>> modelUseOf(Services *services, std::string workspace, api::RunModels models);
/// Makes the recording of a run that is about to start; false: it is there already.
Task<Result<bool>> beginRecording(Services *services, std::string workspace, std::string run, std::string flow, engine::RunMode mode);
/// Of a run that did not start.
Task<void> dropRecording(Services *services, std::string workspace, std::string run);

/// Starts a run of a flow of the workspace for somebody who may; gives its id. Errors: those of runs.start.
/// `place` is the caller's: a text from elsewhere is evaluated in isolation.
Task<Result<std::string>> startRun(Services *services, std::string workspace, api::RunStartParams params, api::Caller::Place place);
/// A UUID made of a text: the same text gives the same one (version 8 of RFC 9562).
std::string runIdOf(const std::string &text);

} // namespace signalbox::backend
