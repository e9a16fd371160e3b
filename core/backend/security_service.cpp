// SPDX-License-Identifier: GPL-3.0-or-later
// Secrets, tokens and the audit log.
#include "backend/services_p.h"

#include "base/text.h"
#include "vault/export_proof.h"
#include "vault/redactor.h"

#include "auth/token.h"

namespace signalbox::backend {

namespace {

using api::CallContext;

Task<Result<api::SecretList>> listSecrets(Services *services, CallContext context, api::Nothing)
{
    SB_CO_TRY(secrets, co_await services->backend.vault().list(context.caller->workspace));
    api::SecretList result;
    for (const auto &secret : secrets) {
        result.secrets.push_back({secret.name, secret.revision, secret.updatedAt, secret.isReadable, {}, {}, {}, {}});
    }
    SB_CO_TRY(links, co_await services->backend.secrets().links(context.caller->workspace));
    for (auto &link : links) {
        result.secrets.push_back({link.name, 0, 0, true, link.source, link.path, link.field, link.version});
    }
    std::ranges::sort(result.secrets, {}, &api::SecretView::name);
    co_return result;
}

Task<Result<api::Nothing>> setSecret(Services *services, CallContext context, api::SecretSetParams params)
{
    SB_CO_CHECK(co_await services->backend.vault().put(context.caller->workspace, params.name, std::move(params.value)));
    services->exported.clear(); // it may stand in one of them
    // A value of its own takes the place of one elsewhere.
    SB_CO_CHECK(co_await services->backend.secrets().unlink(context.caller->workspace, params.name));
    co_return api::Nothing();
}

Task<Result<api::Nothing>> removeSecret(Services *services, CallContext context, api::SecretName params)
{
    SB_CO_TRY(wasLink, co_await services->backend.secrets().unlink(context.caller->workspace, params.name));
    if (wasLink) {
        co_return api::Nothing();
    }
    SB_CO_CHECK(co_await services->backend.vault().remove(context.caller->workspace, params.name));
    co_return api::Nothing();
}

// The one place that says whether something may be given away.
Task<Result<api::Nothing>> scanForSecrets(Services *services, CallContext, api::SecretScanParams params)
{
    SB_CO_CHECK(co_await services->backend.vault().knowsAll());
    const auto *redactor = &services->backend.redactor();
    const auto text = std::make_shared<const std::string>(std::move(params.text));
    auto look = [text, redactor, kind = static_cast<vault::ExportKind>(params.kind), line = params.line] { return vault::proveFree(*redactor, *text, kind, line); };
    SB_CO_CHECK(co_await runOn(services->workThread(), std::move(look)));
    co_return api::Nothing();
}

static_assert(static_cast<int>(api::ScanKind::Recorded) == static_cast<int>(vault::ExportKind::Recorded));

Task<Result<api::TokenList>> listTokens(Services *services, CallContext context, api::Nothing)
{
    SB_CO_TRY(rows, co_await services->backend.store().tokens().list(context.caller->workspace));
    api::TokenList result;
    for (const auto &row : rows) {
        result.tokens.push_back({row.id, row.subject, row.permissions, row.createdAt, row.expiresAt, row.revoked});
    }
    co_return result;
}

Task<Result<api::TokenIssued>> issueToken(Services *services, CallContext context, api::TokenIssueParams params)
{
    const auto maker = principalOf(*context.caller);
    for (const auto &permission : params.permissions) {
        if (!auth::mayDo(maker, permission)) {
            co_return Error("auth.denied", "A token may do at most what its maker may; \"" + std::string(cutUtf8(permission, 100)) + "\" is more.", std::string(cutUtf8(permission, 100))).withArg("permission", std::string(cutUtf8(permission, 100)));
        }
    }
    if (params.subject != maker.subject && !auth::mayDo(maker, "*")) {
        co_return Error("auth.denied", "A token in another's name can be made only by who may do everything; leave the subject as \"" + maker.subject + "\".", std::string(cutUtf8(params.subject, 100))).withArg("subject", maker.subject);
    }
    if (maker.expiresAt != 0 && (params.expiresAt == 0 || params.expiresAt > maker.expiresAt)) {
        co_return Error("auth.denied", "A token cannot outlive the one that makes it; name an earlier expiresAt.").withArg("latest", std::to_string(maker.expiresAt));
    }
    if (params.expiresAt != 0 && params.expiresAt <= services->backend.clock().now()) {
        co_return Error("auth.request", "expiresAt is a time to come, in milliseconds since 1970 (UTC), or 0 for never.");
    }
    auth::TokenRequest request{context.caller->workspace, std::move(params.subject), std::move(params.permissions), params.expiresAt};
    SB_CO_TRY(issued, co_await auth::issueToken(services->backend.store().tokens(), std::move(request), services->backend.clock()));
    co_return api::TokenIssued{issued.id, issued.token};
}

Task<Result<api::Nothing>> revokeToken(Services *services, CallContext context, api::TokenId params)
{
    SB_CO_CHECK(co_await services->backend.store().tokens().revoke(context.caller->workspace, params.id));
    services->revoked.insert(params.id);
    co_return api::Nothing();
}

Task<Result<api::Ticket>> ticket(Services *services, CallContext context, api::Nothing)
{
    SB_CO_TRY(made, services->tickets.issue(principalOf(*context.caller)));
    co_return api::Ticket{made};
}

Task<Result<api::AuditPage>> audit(Services *services, CallContext context, api::AuditListParams params)
{
    const auto limit = static_cast<int>(std::clamp<std::int64_t>(params.limit, 1, 1000));
    SB_CO_TRY(rows, co_await services->backend.store().audit().list(context.caller->workspace, params.after, limit));
    api::AuditPage page;
    for (const auto &row : rows) {
        page.lines.push_back({row.seq, row.subject, row.action, row.target, row.outcome, row.time, row.hash});
    }
    co_return page;
}

} // namespace

void registerSecurityCalls(api::Registry &registry, Services *services)
{
    registry.on<api::SecretsList>([services](auto c, auto p) { return listSecrets(services, std::move(c), std::move(p)); });
    registry.on<api::SecretsSet>([services](auto c, auto p) { return setSecret(services, std::move(c), std::move(p)); });
    registry.on<api::SecretsRemove>([services](auto c, auto p) { return removeSecret(services, std::move(c), std::move(p)); });
    registry.on<api::SecretsScan>([services](auto c, auto p) { return scanForSecrets(services, std::move(c), std::move(p)); });
    registry.on<api::TokensList>([services](auto c, auto p) { return listTokens(services, std::move(c), std::move(p)); });
    registry.on<api::TokensIssue>([services](auto c, auto p) { return issueToken(services, std::move(c), std::move(p)); });
    registry.on<api::TokensRevoke>([services](auto c, auto p) { return revokeToken(services, std::move(c), std::move(p)); });
    registry.on<api::TokensTicket>([services](auto c, auto p) { return ticket(services, std::move(c), std::move(p)); });
    registry.on<api::AuditList>([services](auto c, auto p) { return audit(services, std::move(c), std::move(p)); });
}

} // namespace signalbox::backend
