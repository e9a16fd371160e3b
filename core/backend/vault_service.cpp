// SPDX-License-Identifier: GPL-3.0-or-later
// The key of the secrets: where it is, whether it is open, and moving it. And the vaults elsewhere that secrets are read from.
#include "backend/services_p.h"

namespace signalbox::backend {

namespace {

using api::CallContext;

Task<Result<api::VaultStatus>> vaultStatus(Services *services, CallContext, api::Nothing)
{
    SB_CO_TRY(status, co_await services->backend.vault().keyStatus());
    api::VaultStatus view;
    view.state = static_cast<api::KeyState>(status.state);
    if (status.place) {
        view.place = static_cast<api::KeyPlace>(*status.place);
    }
    view.where = status.where;
    view.mayUseKeychain = status.mayUseKeychain;
    if (status.problem) {
        view.code = status.problem->code;
        view.message = status.problem->message;
        for (const auto &[name, value] : status.problem->args) {
            view.args[name] = value;
        }
    }
    co_return view;
}

Task<Result<api::Nothing>> unlockVault(Services *services, CallContext, api::VaultUnlockParams params)
{
    SB_CO_CHECK(co_await services->backend.vault().unlock(std::move(params.passphrase)));
    co_return api::Nothing();
}

Task<Result<api::Nothing>> lockVault(Services *services, CallContext, api::Nothing)
{
    SB_CO_CHECK(co_await services->backend.vault().lock());
    co_return api::Nothing();
}

Task<Result<api::Nothing>> moveVault(Services *services, CallContext, api::VaultMoveParams params)
{
    SB_CO_CHECK(co_await services->backend.vault().moveKey(static_cast<vault::KeyPlace>(params.place), std::move(params.passphrase)));
    co_return api::Nothing();
}

Task<Result<api::Nothing>> changePassphrase(Services *services, CallContext, api::VaultPassphraseParams params)
{
    SB_CO_CHECK(co_await services->backend.vault().changePassphrase(std::move(params.former), std::move(params.passphrase)));
    co_return api::Nothing();
}

Task<Result<api::VaultRotation>> rotateVault(Services *services, CallContext, api::Nothing)
{
    SB_CO_TRY(count, co_await services->backend.vault().rotate());
    co_return api::VaultRotation{count};
}

Task<Result<api::SecretSourceList>> listSources(Services *services, CallContext context, api::Nothing)
{
    SB_CO_TRY(sources, co_await services->backend.secrets().sources(context.caller->workspace));
    api::SecretSourceList list;
    for (const auto &source : sources) {
        list.sources.push_back(json::fromJson<api::SecretSource>(json::toJson(source)).value());
    }
    co_return list;
}

Task<Result<api::Nothing>> putSource(Services *services, CallContext context, api::SecretSource params)
{
    auto settings = json::fromJson<vault::SourceSettings>(json::toJson(params)).value();
    SB_CO_CHECK(co_await services->backend.secrets().put(context.caller->workspace, std::move(settings)));
    co_return api::Nothing();
}

Task<Result<api::Nothing>> removeSource(Services *services, CallContext context, api::SecretSourceId params)
{
    SB_CO_CHECK(co_await services->backend.secrets().remove(context.caller->workspace, params.id));
    co_return api::Nothing();
}

Task<Result<api::Nothing>> testSource(Services *services, CallContext context, api::SourceTestParams params)
{
    vault::SecretPlace place{params.path, params.field, params.version};
    SB_CO_CHECK(co_await services->backend.secrets().test(context.caller->workspace, params.id, std::move(place), context.stop));
    co_return api::Nothing();
}

Task<Result<api::Nothing>> linkSecret(Services *services, CallContext context, api::SecretLinkParams params)
{
    vault::SecretLink link{params.name, params.source, params.path, params.field, params.version};
    SB_CO_CHECK(co_await services->backend.secrets().link(context.caller->workspace, std::move(link)));
    co_return api::Nothing();
}

static_assert(static_cast<int>(api::KeyState::Away) == static_cast<int>(vault::KeyState::Away));
static_assert(static_cast<int>(api::KeyPlace::Passphrase) == static_cast<int>(vault::KeyPlace::Passphrase));

} // namespace

void registerVaultCalls(api::Registry &registry, Services *services)
{
    registry.on<api::VaultState>([services](auto c, auto p) { return vaultStatus(services, std::move(c), std::move(p)); });
    registry.on<api::VaultUnlock>([services](auto c, auto p) { return unlockVault(services, std::move(c), std::move(p)); });
    registry.on<api::VaultLock>([services](auto c, auto p) { return lockVault(services, std::move(c), std::move(p)); });
    registry.on<api::VaultMove>([services](auto c, auto p) { return moveVault(services, std::move(c), std::move(p)); });
    registry.on<api::VaultPassphrase>([services](auto c, auto p) { return changePassphrase(services, std::move(c), std::move(p)); });
    registry.on<api::SourcesList>([services](auto c, auto p) { return listSources(services, std::move(c), std::move(p)); });
    registry.on<api::SourcesPut>([services](auto c, auto p) { return putSource(services, std::move(c), std::move(p)); });
    registry.on<api::SourcesRemove>([services](auto c, auto p) { return removeSource(services, std::move(c), std::move(p)); });
    registry.on<api::SourcesTest>([services](auto c, auto p) { return testSource(services, std::move(c), std::move(p)); });
    registry.on<api::SecretsLink>([services](auto c, auto p) { return linkSecret(services, std::move(c), std::move(p)); });
    registry.on<api::VaultRotate>([services](auto c, auto p) { return rotateVault(services, std::move(c), std::move(p)); });
}

} // namespace signalbox::backend
