// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/service_host.h"

#include "backend/services_p.h"
#include "base/log.h"
#include "vault/redactor.h"

namespace signalbox::backend {

namespace {
constexpr std::chrono::milliseconds kSlowTurn{50};
} // namespace

Services::Services(Backend &owner)
    : backend(owner), trail(owner.store().audit(), owner.clock()), authenticator(owner.store().tokens(), trail, owner.clock()), tickets(owner.clock()), startedAt(owner.clock().now())
{
}

Executor &Services::disk()
{
    if (!diskThread) {
        diskThread = std::make_unique<EventThread>("sb-disk");
    }
    return diskThread->executor();
}

auth::Principal principalOf(const api::Caller &caller)
{
    return {caller.subject, caller.workspace, caller.permissions, caller.tokenId};
}

Error localOnly(std::string_view what)
{
    return Error("call.localOnly", std::string(what) + " is for programs on the backend's own machine, over its local socket.");
}

struct ServiceHost::Private
{
    Private(Backend &backend, Executor &executor_) : services(backend), executor(executor_), registry(hooks(backend)) {}

    api::Hooks hooks(Backend &backend)
    {
        auto *redactor = &backend.redactor();
        api::Hooks made;
        made.authorize = [this](const api::Caller &caller, const api::CallInfo &call, const std::string &target) {
            const auth::Authorizer authorizer(services.trail);
            return authorizer.check(principalOf(caller), call.permission, target, auth::Audited::Denials);
        };
        made.audit = [this](const api::Caller &caller, const api::CallInfo &call, const std::string &target, std::string_view outcome) {
            services.trail.record(principalOf(caller), call.name, target, outcome);
        };
        made.redact = [redactor](std::string &text) { return redactor->redactInPlace(text); };
        made.redactsAnything = [redactor] { return !redactor->isEmpty(); };
        return made;
    }

    Services services;
    Executor &executor;
    api::Registry registry;
    std::shared_ptr<const api::Caller> local;
};

ServiceHost::ServiceHost(Backend &backend) : d(std::make_unique<Private>(backend, *Executor::current()))
{
    registerFlowCalls(d->registry, &d->services);
    registerRunCalls(d->registry, &d->services);
    registerEventCalls(d->registry, &d->services);
    registerSystemCalls(d->registry, &d->services);
    registerSecurityCalls(d->registry, &d->services);
    auto local = std::make_shared<api::Caller>();
    local->subject = "owner";
    local->workspace = "default";
    local->permissions = {"*"};
    local->place = api::Caller::Place::Local;
    d->local = std::move(local);
    d->executor.watchTurns(kSlowTurn, [services = &d->services](std::chrono::microseconds took) {
        ++services->slowTurns;
        log::info("backend", "a turn took longer than it may", {{"micros", took.count()}});
    });
}

ServiceHost::~ServiceHost()
{
    d->executor.watchTurns({}, {});
}

Task<Result<void>> ServiceHost::begin()
{
    auto begun = co_await d->services.backend.begin();
    if (!begun) {
        co_return std::move(begun).error();
    }
    d->services.isReady = true;
    co_return Result<void>();
}

void ServiceHost::stopAccepting()
{
    d->services.isReady = false;
}

Executor &ServiceHost::executor()
{
    return d->executor;
}

Task<Result<std::shared_ptr<const api::Caller>>> ServiceHost::signIn(api::Credential credential)
{
    Result<auth::Principal> principal;
    if (credential.kind == api::Credential::Kind::Ticket) {
        principal = d->services.tickets.redeem(credential.text);
    } else {
        principal = co_await d->services.authenticator.signIn(std::move(credential.text), std::move(credential.address));
    }
    if (!principal) {
        co_return std::move(principal).error();
    }
    auto caller = std::make_shared<api::Caller>();
    caller->subject = principal->subject;
    caller->workspace = principal->workspace;
    caller->permissions = principal->permissions;
    caller->tokenId = principal->tokenId;
    co_return std::shared_ptr<const api::Caller>(std::move(caller));
}

std::shared_ptr<const api::Caller> ServiceHost::localCaller()
{
    return d->local;
}

Task<Result<json::Value>> ServiceHost::call(api::CallContext context, std::string method, json::Value params)
{
    if (!d->services.isReady) {
        return [](std::string name) -> Task<Result<json::Value>> {
            co_return Error("engine.stopping", "The backend starts or ends just now; try " + name + " again in a moment.").retryable();
        }(std::move(method));
    }
    return d->registry.call(std::move(context), std::move(method), std::move(params));
}

bool ServiceHost::isReady() const
{
    return d->services.isReady;
}

} // namespace signalbox::backend
