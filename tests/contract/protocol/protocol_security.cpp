// SPDX-License-Identifier: GPL-3.0-or-later
// Secrets, tokens, permissions, the audit log, and errors as they cross the wire.
#include "protocol_contract.h"

#include "client/exports.h"

#include <algorithm>

using namespace signalbox;

namespace {

std::string codeOf(const json::Value &answer)
{
    const auto *error = json::find(answer, "error");
    const auto *data = error ? json::find(*error, "data") : nullptr;
    return data ? std::string(json::text(data->get_object(), "code")) : std::string();
}

} // namespace

void ProtocolContract::keepsSecretsToItself()
{
    const std::string value = "a-value-that-nobody-may-see";
    QVERIFY(call<api::SecretsSet>({"PAGER", value}).ok());
    const auto list = call<api::SecretsList>({});
    QCOMPARE(list->secrets.size(), std::size_t(1));
    QCOMPARE(list->secrets.front().name, std::string("PAGER"));
    QVERIFY(list->secrets.front().readable);
    // Whatever brings the value back is redacted: results, errors, and what errors are about.
    const auto echo = call<api::SystemPing>({json::Value("it is " + value)});
    QVERIFY(json::write(echo->value).find(value) == std::string::npos);
    const auto error = call<api::FlowsGet>({value}).error();
    QVERIFY(error.describe().find(value) == std::string::npos);
    // Nor does it stand in what conversations are searched by, where a mark around a word would hide it.
    const std::string flow = R"({"id":"leak","nodes":[{"id":"say","type":"transform","config":{"expression":"'it is ' + 'a-value-that-' + 'nobody-may-see'"}},{"id":"end","type":"output"}],"edges":[{"from":"say","to":"end"}]})";
    api::FlowSaveParams saved;
    saved.id = "leak";
    saved.text = flow;
    QVERIFY(call<api::FlowsSave>(saved).ok());
    const auto conversation = call<api::ConversationsCreate>({})->id;
    QVERIFY(json::write(json::toJson(answerTo(conversation, "/run leak"))).find(value) == std::string::npos);
    api::ConversationSearchParams search;
    search.words = "nobody";
    QVERIFY(call<api::ConversationsSearch>(search)->found.empty());
    QCOMPARE(call<api::SecretsSet>({"no name!", value}).error().code, std::string("vault.name"));
    QCOMPARE(call<api::SecretsSet>({"BIG", std::string(70'000, 'x')}).error().code, std::string("vault.tooLarge"));
    QVERIFY(call<api::SecretsRemove>({"PAGER"}).ok());
    QVERIFY(call<api::SecretsList>({})->secrets.empty());
    QVERIFY(!call<api::SecretsRemove>({"PAGER"}).ok());
}

void ProtocolContract::provesThatExportsHoldNoSecret()
{
    const auto prove = [this](std::string text, api::ScanKind kind) { return test::await(client::proveExport(m_client.get(), std::make_shared<const std::string>(std::move(text)), kind, {}), Millis(30000)); };
    const auto argOf = [](const Error &error, std::string_view name) {
        const auto found = std::ranges::find(error.args, name, [](const auto &arg) -> std::string_view { return arg.first; });
        return found == error.args.end() ? std::string() : found->second;
    };
    const std::string value = "a-value-that-nobody-may-see";
    QVERIFY(prove(R"({"a": ")" + value + R"("})", api::ScanKind::Authored).ok());
    QVERIFY(call<api::SecretsSet>({"PAGER", value}).ok());
    const auto refused = prove(R"({"a": ")" + value + R"("})", api::ScanKind::Authored);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, std::string("export.secret"));
    QCOMPARE(argOf(refused.error(), "secret"), std::string("PAGER"));
    QCOMPARE(argOf(refused.error(), "place"), std::string("/a"));
    QVERIFY(refused.error().message.find("{{ secrets.PAGER }}") != std::string::npos);
    QVERIFY(prove(R"({"a": "{{ secrets.PAGER }}"})", api::ScanKind::Authored).ok());
    // Longer than a message: the value stands where two pieces of it meet, wherever that is.
    std::string longText;
    while (longText.size() < 3'000'000) {
        longText += "a line of the text\n";
    }
    QVERIFY(prove(longText, api::ScanKind::Authored).ok());
    for (const std::size_t at : {std::size_t(1'049'990), std::size_t(1'899'990), longText.size() - 40}) {
        auto text = longText;
        text.insert(at, value);
        const auto found = prove(text, api::ScanKind::Authored);
        QVERIFY(!found);
        QCOMPARE(argOf(found.error(), "place"), "line " + std::to_string(1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n')));
    }
    auto lines = longText;
    lines.insert(lines.size() - 19, value);
    QCOMPARE(argOf(prove(lines, api::ScanKind::Recorded).error(), "place"), "line " + std::to_string(std::count(lines.begin(), lines.end(), '\n')));
    // A client that goes meanwhile ends it, and breaks nothing.
    auto other = connected({"flows.read"});
    auto asked = client::proveExport(other.get(), std::make_shared<const std::string>(longText), api::ScanKind::Authored, {});
    other.reset();
    QCOMPARE(test::await(std::move(asked)).error().code, std::string("client.disconnected"));
    // What nobody can tell is refused.
    const std::string words = "correct horse battery staple";
    QVERIFY(call<api::VaultMove>({api::KeyPlace::Passphrase, words}).ok());
    m_client.reset();
    m_server->stop();
    m_server->start();
    m_client = connected();
    const auto unproven = prove("x", api::ScanKind::Authored);
    QVERIFY(!unproven);
    QCOMPARE(unproven.error().code, std::string("export.unproven"));
    QVERIFY(call<api::VaultUnlock>({words}).ok());
    QVERIFY(prove("x", api::ScanKind::Authored).ok());
}

void ProtocolContract::movesTheKeyOfTheSecrets()
{
    QVERIFY(call<api::SecretsSet>({"PAGER", "a-value-that-nobody-may-see"}).ok());
    auto status = call<api::VaultState>({});
    QCOMPARE(status->state, api::KeyState::Ready);
    QCOMPARE(*status->place, api::KeyPlace::File);
    QVERIFY(status->where.ends_with("/vault.key"));
    const std::string words = "correct horse battery staple";
    QCOMPARE(call<api::VaultUnlock>({words}).error().code, std::string("vault.notLocked"));
    QCOMPARE(call<api::VaultLock>({}).error().code, std::string("vault.notLocked"));
    QCOMPARE(call<api::VaultMove>({api::KeyPlace::Passphrase, "short"}).error().code, std::string("vault.passphraseWeak"));
    QVERIFY(call<api::VaultMove>({api::KeyPlace::Passphrase, words}).ok());
    QVERIFY(call<api::VaultLock>({}).ok());
    status = call<api::VaultState>({});
    QCOMPARE(status->state, api::KeyState::Locked);
    QCOMPARE(status->code, std::string("vault.locked"));
    QVERIFY(!call<api::SecretsList>({})->secrets.front().readable);
    QCOMPARE(call<api::SecretsSet>({"PAGER", "another"}).error().code, std::string("vault.locked"));
    QCOMPARE(call<api::VaultRotate>({}).error().code, std::string("vault.locked"));
    QCOMPARE(call<api::VaultUnlock>({"not these words"}).error().code, std::string("vault.passphrase"));
    QVERIFY(call<api::VaultUnlock>({words}).ok());
    QVERIFY(call<api::SecretsList>({})->secrets.front().readable);
    QCOMPARE(call<api::VaultRotate>({})->secrets, std::int64_t(1));
    QVERIFY(call<api::VaultMove>({api::KeyPlace::File, {}}).ok());
    QCOMPARE(call<api::VaultState>({})->state, api::KeyState::Ready);
    QVERIFY(call<api::SecretsRemove>({"PAGER"}).ok());
}

void ProtocolContract::linksSecretsToOtherVaults()
{
    api::SecretSource source;
    source.id = "hq";
    source.url = "http://vault.example.com";
    source.secret = "VAULT_TOKEN";
    QCOMPARE(call<api::SourcesPut>(source).error().code, std::string("vault.sourceInvalid"));
    source.url = "http://127.0.0.1:9";
    QVERIFY(call<api::SourcesPut>(source).ok());
    QCOMPARE(call<api::SourcesList>({})->sources.size(), std::size_t(1));
    QCOMPARE(call<api::SourcesList>({})->sources.front().secret, std::string("VAULT_TOKEN"));
    QCOMPARE(call<api::SourcesTest>({"hq", "", "", ""}).error().code, std::string("vault.unknown")); // what signs in is not there
    QVERIFY(call<api::SecretsSet>({"VAULT_TOKEN", "hvs.a-token-of-a-vault"}).ok());
    QCOMPARE(call<api::SourcesTest>({"hq", "", "", ""}).error().code, std::string("vault.sourceAway"));
    QCOMPARE(call<api::SecretsLink>({"VAULT_TOKEN", "hq", "shop", "", ""}).error().code, std::string("vault.linkTaken"));
    QVERIFY(call<api::SecretsLink>({"SHOP", "hq", "shop", "token", ""}).ok());
    const auto list = call<api::SecretsList>({});
    QCOMPARE(list->secrets.size(), std::size_t(2));
    QCOMPARE(list->secrets.front().name, std::string("SHOP"));
    QCOMPARE(list->secrets.front().source, std::string("hq"));
    QCOMPARE(list->secrets.front().path, std::string("shop"));
    QCOMPARE(call<api::SourcesRemove>({"hq"}).error().code, std::string("vault.sourceUsed"));
    QVERIFY(call<api::SecretsRemove>({"SHOP"}).ok());
    QVERIFY(call<api::SourcesRemove>({"hq"}).ok());
    QCOMPARE(call<api::SourcesRemove>({"hq"}).error().code, std::string("store.notFound"));
    QVERIFY(call<api::SecretsRemove>({"VAULT_TOKEN"}).ok());
}

void ProtocolContract::issuesAndRevokesTokens()
{
    const auto issued = call<api::TokensIssue>({"ci", {"flows.read", "runs.*"}, 0});
    QVERIFY2(issued.ok(), issued ? "" : issued.error().describe().c_str());
    QVERIFY(issued->token.starts_with("sbx_"));
    const auto find = [&] {
        const auto list = call<api::TokensList>({});
        const auto found = std::find_if(list->tokens.begin(), list->tokens.end(), [&](const auto &token) { return token.id == issued->id; });
        return found == list->tokens.end() ? api::TokenView() : *found;
    };
    QCOMPARE(find().subject, std::string("ci"));
    QVERIFY(!find().revoked);
    QVERIFY(call<api::TokensRevoke>({issued->id}).ok());
    QVERIFY(find().revoked);
    QVERIFY(call<api::TokensRevoke>({issued->id}).ok());
    QCOMPARE(call<api::TokensRevoke>({"nobody"}).error().code, std::string("store.notFound"));
    QCOMPARE(call<api::TokensIssue>({"ci", {"not a permission"}, 0}).error().code, std::string("auth.request"));
    QCOMPARE(call<api::TokensIssue>({"ci", {"flows.read"}, 1}).error().code, std::string("auth.request"));
    const auto ticket = call<api::TokensTicket>({});
    QVERIFY(ticket.ok() && !ticket->ticket.empty());
}

void ProtocolContract::refusesWithoutPermission()
{
    const auto reader = connected({"flows.read", "tokens.write"});
    QVERIFY(test::await(reader->call<api::FlowsList>({})).ok());
    QVERIFY(test::await(reader->call<api::SystemPing>({})).ok());
    for (const auto *info : api::allCalls()) {
        if (info->permission.empty() || info->permission == "flows.read" || info->permission == "tokens.write") {
            continue;
        }
        // Asked before the parameters are read: nobody learns from a refusal what would be right.
        const auto answer = test::await(reader->callUntyped(std::string(info->name), json::Object{}));
        QVERIFY2(!answer && answer.error().is("auth.denied"), std::string(info->name).c_str());
        QVERIFY(answer.error().message.find(info->permission) != std::string::npos);
    }
    // Nobody gives more than they have.
    QCOMPARE(test::await(reader->call<api::TokensIssue>({"more", {"*"}, 0})).error().code, std::string("auth.denied"));
    const auto self = test::await(reader->call<api::SystemInfoCall>({}))->subject;
    QVERIFY(test::await(reader->call<api::TokensIssue>({self, {"flows.read"}, 0})).ok());
    // Nor in another's name, whose conversations it would read.
    QCOMPARE(test::await(reader->call<api::TokensIssue>({self + "-other", {"flows.read"}, 0})).error().code, std::string("auth.denied"));
    // A text of one's own reaches further than a flow of the workspace.
    const auto runner = connected({"runs.*", "flows.run"});
    api::RunStartParams start;
    start.text = R"({"nodes":[{"id":"end","type":"output"}]})";
    QCOMPARE(test::await(runner->call<api::RunsStart>(start)).error().code, std::string("auth.denied"));
}

void ProtocolContract::auditsEveryChange()
{
    // One call of each that changes something; which of them succeeds does not matter.
    for (const auto *info : api::allCalls()) {
        if (info->effect == api::Effect::Read || info->route.path.empty()) {
            continue;
        }
        json::Object params;
        if (!info->target.empty()) {
            params.emplace(info->target, "the-target");
        }
        const auto before = audited().size();
        const auto answer = test::await(m_client->callUntyped(std::string(info->name), std::move(params)));
        const auto wanted = std::string(info->name) + " " + (info->target.empty() ? "" : "the-target") + " " + (answer ? std::string("ok") : answer.error().code);
        QVERIFY2(test::pumpUntil([&] {
            const auto lines = audited();
            return std::find(lines.begin() + static_cast<std::ptrdiff_t>(before), lines.end(), wanted) != lines.end();
        }), wanted.c_str());
    }
    // What only reads leaves no line, unless it was refused.
    const auto before = audited().size();
    QVERIFY(call<api::FlowsList>({}).ok());
    QCOMPARE(audited().size(), before);
    // A client connection of its own: over a network its sign-in is a line too.
    const auto reader = connected({"runs.read"});
    QVERIFY(!test::await(reader->call<api::FlowsList>({})).ok());
    QVERIFY(test::pumpUntil([&] {
        const auto page = test::await(connected()->call<api::AuditList>({}));
        return std::any_of(page->lines.begin(), page->lines.end(), [](const auto &line) { return line.action == "flows.read" && line.outcome == "denied"; });
    }));
}

void ProtocolContract::errorsKeepTheirParts()
{
    auto error = call<api::FlowsValidate>({"{\n  \"nodes\": oops"}).error();
    QCOMPARE(error.code, std::string("json.syntax"));
    QVERIFY(std::find(error.args.begin(), error.args.end(), std::pair<std::string, std::string>("line", "2")) != error.args.end());
    error = call<api::NodeTypesGet>({"none"}).error();
    QCOMPARE(error.subject, std::string("none"));
    const auto params = test::await(m_client->callUntyped("flows.get", json::Object{{"id", 7}}));
    QCOMPARE(params.error().code, std::string("rpc.params"));
    QVERIFY(params.error().cause != nullptr);
    QVERIFY(params.error().message.find("flows.get") != std::string::npos);
    const auto missing = test::await(m_client->callUntyped("flows.get", json::Object{}));
    QCOMPARE(missing.error().code, std::string("rpc.params"));
    const auto unknown = test::await(m_client->callUntyped("flows.fly", json::Object{}));
    QCOMPARE(unknown.error().code, std::string("rpc.unknownMethod"));
    QVERIFY(!unknown.error().isRetryable());
}

void ProtocolContract::refusesBadMessages()
{
    const auto peer = rawPeer();
    QCOMPARE(codeOf(peer->exchange(json::Object{{"id", 1}, {"method", "system.ping"}})), std::string("rpc.invalid"));
    QCOMPARE(codeOf(peer->exchange(json::Object{{"jsonrpc", "1.0"}, {"id", 1}, {"method", "system.ping"}})), std::string("rpc.invalid"));
    QCOMPARE(codeOf(peer->exchange(json::Array{json::Object{{"jsonrpc", "2.0"}, {"id", 1}, {"method", "system.ping"}}})), std::string("rpc.invalid"));
    QCOMPARE(codeOf(peer->exchange("hello")), std::string("rpc.invalid"));
    QCOMPARE(codeOf(peer->exchange(json::Object{{"jsonrpc", "2.0"}, {"id", 2}, {"method", std::string(1000, 'm')}})), std::string("rpc.invalid"));
    QCOMPARE(codeOf(peer->exchange(json::Object{{"jsonrpc", "2.0"}, {"id", 3}, {"method", "system.ping"}, {"params", json::Array{}}})), std::string("rpc.params"));
    QCOMPARE(codeOf(peer->exchange(json::Object{{"jsonrpc", "2.0"}, {"id", 4}, {"method", "system.ping"}, {"extra", 1}})), std::string("rpc.invalid"));
    QCOMPARE(codeOf(peer->exchange(json::Object{{"jsonrpc", "2.0"}, {"id", 0.5}, {"method", "system.ping"}})), std::string("rpc.invalid"));
    QCOMPARE(codeOf(peer->ask(api::kAuthenticate, json::Object{{"token", "x"}})), std::string("rpc.invalid"));
    // Answers that nobody asked for, and unknown notifications, are nothing.
    peer->channel().send(api::resultMessage(std::int64_t(77), nullptr));
    peer->channel().send(api::notificationMessage("nobody.listens", json::Object{}));
    QVERIFY(json::find(peer->ask("system.ping", {}), "result") != nullptr);
}
