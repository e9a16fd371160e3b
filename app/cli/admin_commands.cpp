// SPDX-License-Identifier: GPL-3.0-or-later
// Secrets, tokens, the audit log, backups, and how the backend is.
#include "commands.h"

#include "api/secret_calls.h"
#include "api/system_calls.h"
#include "base/describe.h"
#include "flow/model.h"

#include <filesystem>
#include <iostream>
#include <sstream>

namespace signalbox::cli {

namespace {

std::string readLineFromInput()
{
    std::ostringstream text;
    text << std::cin.rdbuf();
    auto value = std::move(text).str();
    while (value.ends_with('\n') || value.ends_with('\r')) {
        value.pop_back();
    }
    return value;
}

Task<Exit> listSecrets(session::Session *session, Arguments arguments, std::stop_token stop)
{
    auto list = co_await session->client().call<api::SecretsList>({}, stop);
    if (!list) {
        co_return failed(list.error(), arguments);
    }
    if (arguments.json) {
        print(json::write(json::toJson(list->secrets)));
        co_return Exit::Succeeded;
    }
    for (const auto &secret : list->secrets) {
        print(secret.name + (secret.readable ? "" : "  (its key is missing)") + (secret.source.empty() ? "" : "  from " + secret.source + ": " + secret.path + (secret.field.empty() ? "" : " " + secret.field)));
    }
    co_return Exit::Succeeded;
}

} // namespace

Task<Exit> secretsCommand(session::Session *session, Arguments arguments, std::stop_token stop)
{
    const auto verb = arguments.words.empty() ? std::string("list") : arguments.words[0];
    if (verb == "list" && arguments.words.size() <= 1) {
        co_return co_await listSecrets(session, arguments, stop);
    }
    if (verb == "link" && (arguments.words.size() == 4 || arguments.words.size() == 5)) {
        co_return co_await linkSecret(session, arguments, stop);
    }
    if (arguments.words.size() != 2 || (verb != "set" && verb != "remove")) {
        co_return misused("secrets takes list, set NAME, link NAME SOURCE PATH [FIELD] or remove NAME.", arguments);
    }
    if (verb == "set") {
        api::SecretSetParams params{arguments.words[1], readLineFromInput()};
        std::string sentence;
        co_return co_await callAndSay<api::SecretsSet>(session, std::move(params), std::move(sentence), arguments, stop);
    }
    api::SecretName asked{arguments.words[1]};
    std::string sentence;
    co_return co_await callAndSay<api::SecretsRemove>(session, std::move(asked), std::move(sentence), arguments, stop);
}

namespace {

Task<Exit> listTokens(session::Session *session, Arguments arguments, std::stop_token stop)
{
    auto list = co_await session->client().call<api::TokensList>({}, stop);
    if (!list) {
        co_return failed(list.error(), arguments);
    }
    if (arguments.json) {
        print(json::write(json::toJson(list->tokens)));
        co_return Exit::Succeeded;
    }
    for (const auto &token : list->tokens) {
        std::string permissions;
        for (const auto &permission : token.permissions) {
            permissions += (permissions.empty() ? "" : " ") + permission;
        }
        print(token.id + "  " + padded(token.subject, 16) + padded(token.revoked ? "revoked" : token.expiresAt > 0 ? "until " + toIsoString(token.expiresAt) : std::string("valid"), 8) + permissions);
    }
    co_return Exit::Succeeded;
}

Task<Exit> issueToken(session::Session *session, Arguments arguments, std::stop_token stop)
{
    if (arguments.allow.empty()) {
        co_return misused("tokens issue takes what the token may do: --allow flows.read --allow flows.run, or --allow '*'.", arguments);
    }
    api::TokenIssueParams params;
    params.subject = arguments.words[1];
    params.permissions = arguments.allow;
    if (!arguments.expires.empty()) {
        auto duration = flow::parseDuration(arguments.expires);
        if (!duration) {
            co_return failed(duration.error(), arguments);
        }
        params.expiresAt = session->clock().now() + duration->count();
    }
    auto issued = co_await session->client().call<api::TokensIssue>(std::move(params), stop);
    if (!issued) {
        co_return failed(issued.error(), arguments);
    }
    if (arguments.json) {
        print(json::write(json::toJson(*issued)));
    } else {
        tell("Token " + issued->id + ". It is shown this once:");
        print(issued->token);
    }
    co_return Exit::Succeeded;
}

} // namespace

Task<Exit> tokensCommand(session::Session *session, Arguments arguments, std::stop_token stop)
{
    const auto verb = arguments.words.empty() ? std::string("list") : arguments.words[0];
    if (verb == "list" && arguments.words.size() <= 1) {
        co_return co_await listTokens(session, arguments, stop);
    }
    if (verb == "issue" && arguments.words.size() == 2) {
        co_return co_await issueToken(session, arguments, stop);
    }
    if (verb != "revoke" || arguments.words.size() != 2) {
        co_return misused("tokens takes list, issue SUBJECT or revoke ID.", arguments);
    }
    api::TokenId asked{arguments.words[1]};
    std::string sentence;
    co_return co_await callAndSay<api::TokensRevoke>(session, std::move(asked), std::move(sentence), arguments, stop);
}

Task<Exit> auditCommand(session::Session *session, Arguments arguments, std::stop_token stop)
{
    api::AuditListParams params;
    params.after = arguments.after;
    for (;;) {
        auto page = co_await session->client().call<api::AuditList>(params, stop);
        if (!page) {
            co_return failed(page.error(), arguments);
        }
        for (const auto &line : page->lines) {
            params.after = line.seq;
            if (arguments.json) {
                print(json::write(json::toJson(line)));
            } else {
                print(padded(std::to_string(line.seq), 6) + toIsoString(line.time) + "  " + padded(line.subject, 12) + padded(line.action, 18) + padded(line.outcome, 6) + line.target);
            }
        }
        if (static_cast<std::int64_t>(page->lines.size()) < params.limit) {
            co_return Exit::Succeeded;
        }
    }
}

Task<Exit> backupCommand(session::Session *session, Arguments arguments, std::stop_token stop)
{
    if (arguments.words.size() != 1) {
        co_return misused("backup takes the folder to make.", arguments);
    }
    // Elsewhere a bare name stands in the backend's own folder of backups; here a person means this folder.
    auto path = arguments.words[0];
    if (session->place() != session::Place::Remote) {
        path = std::filesystem::absolute(path).string();
    }
    api::BackupParams asked{path};
    auto done = co_await session->client().call<api::SystemBackup>(std::move(asked), stop);
    if (!done) {
        co_return failed(done.error(), arguments);
    }
    print(arguments.json ? json::write(json::toJson(*done)) : "Backed up to " + done->path + ". The key of the secrets is not in it: keep it elsewhere.");
    co_return Exit::Succeeded;
}

Task<Exit> diagnoseCommand(session::Session *session, Arguments arguments, std::stop_token stop)
{
    auto report = co_await session->client().call<api::SystemDiagnose>({}, stop);
    if (!report) {
        co_return failed(report.error(), arguments);
    }
    auto record = json::toJson(*report);
    if (arguments.json) {
        print(json::write(record));
    } else {
        for (const auto &entry : record.get_object()) {
            const auto &value = entry.value();
            print(padded(entry.key(), 18) + (value.is_string() ? std::string(value.get_string()) : json::write(value)));
        }
    }
    co_return report->problems.empty() ? Exit::Succeeded : Exit::Failed;
}

} // namespace signalbox::cli
