// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/service_host.h"

#include "auth/token.h"
#include "backend/answers_p.h"
#include "backend/endpoint_p.h"
#include "backend/keeper_p.h"
#include "backend/services_p.h"
#include "base/log.h"
#include "telemetry/metrics.h"
#include "vault/redactor.h"

namespace signalbox::backend {

namespace {
constexpr std::chrono::milliseconds kSlowTurn{50};
constexpr Millis kSignInKept{30'000};
} // namespace

Services::Services(Backend &owner)
    : backend(owner), trail(owner.store().audit(), owner.clock()), authenticator(owner.store().tokens(), trail, owner.clock()), tickets(owner.clock()), startedAt(owner.clock().now()), answers(std::make_unique<Answers>(*this)), keeper(std::make_unique<Keeper>(owner, trail)), endpoint(std::make_unique<Endpoint>(*this))
{
}

Result<void> Services::checkToken(const api::Caller &caller) const
{
    const bool isGood = caller.tokenId.empty() || (!revoked.contains(caller.tokenId) && (caller.expiresAt == 0 || caller.expiresAt > backend.clock().now()));
    if (!isGood) {
        return Error("auth.token", "The token that signed this channel in was revoked, or it has expired. Sign in with another one.");
    }
    return {};
}

Services::~Services() = default;

Executor &Services::workThread()
{
    if (!worker) {
        worker = std::make_unique<EventThread>("sb-work");
    }
    return worker->executor();
}

auth::Principal principalOf(const api::Caller &caller)
{
    return {caller.subject, caller.workspace, caller.permissions, caller.tokenId, caller.expiresAt};
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
    registerRunControlCalls(d->registry, &d->services);
    registerHistoryCalls(d->registry, &d->services);
    registerDeadLetterCalls(d->registry, &d->services);
    registerApprovalCalls(d->registry, &d->services);
    registerEngineCalls(d->registry, &d->services);
    registerEventCalls(d->registry, &d->services);
    registerSystemCalls(d->registry, &d->services);
    registerConversationCalls(d->registry, &d->services);
    registerCareCalls(d->registry, &d->services);
    registerModelCalls(d->registry, &d->services);
    registerCostCalls(d->registry, &d->services);
    registerRecordingCalls(d->registry, &d->services);
    registerEndpointCalls(d->registry, &d->services);
    registerSecurityCalls(d->registry, &d->services);
    registerVaultCalls(d->registry, &d->services);
    auto &metrics = backend.metrics();
    telemetry::addProcessMetrics(metrics);
    metrics.gauge("signalbox_info", "What this backend is", [] { return 1.0; }, {{"version", SIGNALBOX_VERSION}});
    metrics.gauge("signalbox_ready", "Whether the backend takes work", [services = &d->services] { return services->isReady ? 1.0 : 0.0; });
    metrics.gauge("signalbox_subscriptions", "Clients that listen to events", [services = &d->services] { return static_cast<double>(services->subscriptions); });
    metrics.counted("signalbox_slow_turns_total", "Turns of the backend's thread that took over 50 ms", [services = &d->services] { return static_cast<double>(services->slowTurns); });
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
    SB_CO_CHECK(co_await d->services.answers->takeUp());
    d->services.keeper->begin();
    d->services.isReady = true;
    co_await d->services.endpoint->begin();
    co_return Result<void>();
}

void ServiceHost::stopAccepting()
{
    d->services.isReady = false;
    d->services.answers->leaveAll();
    d->services.keeper->leave();
}

Executor &ServiceHost::executor()
{
    return d->executor;
}

Task<Result<std::shared_ptr<const api::Caller>>> ServiceHost::signIn(api::Credential credential)
{
    auto &services = d->services;
    Result<auth::Principal> principal;
    const bool isToken = credential.kind == api::Credential::Kind::Token;
    const auto hash = isToken ? auth::hashToken(credential.text) : std::string();
    if (const auto *known = isToken ? services.signedIn.find(hash) : nullptr; known && !known->deadline.hasPassed(services.backend.clock())) {
        const auto caller = known->caller;
        if (services.checkToken(*caller)) {
            co_return caller;
        }
        services.signedIn.erase(hash);
    }
    if (!isToken) {
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
    caller->expiresAt = principal->expiresAt;
    SB_CO_CHECK(services.checkToken(*caller)); // a ticket may have outlived its token
    std::shared_ptr<const api::Caller> made = std::move(caller);
    if (isToken) {
        services.signedIn.insert(hash, {made, Deadline::in(services.backend.clock(), kSignInKept)});
    }
    co_return made;
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
    if (auto good = d->services.checkToken(*context.caller); !good) {
        return [](Error refused) -> Task<Result<json::Value>> { co_return refused; }(std::move(good).error());
    }
    return d->registry.call(std::move(context), std::move(method), std::move(params));
}

api::Guest &ServiceHost::endpoint()
{
    return *d->services.endpoint;
}

void ServiceHost::setEndpointDoor(EndpointDoor *door)
{
    d->services.endpoint->setDoor(door);
}

bool ServiceHost::isReady() const
{
    return d->services.isReady;
}

} // namespace signalbox::backend
