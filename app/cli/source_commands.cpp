// SPDX-License-Identifier: GPL-3.0-or-later
// Vaults elsewhere, and the secrets that are read from them.
#include "commands.h"

#include "api/secret_source_calls.h"
#include "base/describe.h"

namespace signalbox::cli {

namespace {

Task<Exit> listSources(session::Session *session, Arguments arguments, std::stop_token stop)
{
    const api::Nothing nothing;
    auto list = co_await session->client().call<api::SourcesList>(nothing, stop);
    if (!list) {
        co_return failed(list.error(), arguments);
    }
    if (arguments.json) {
        print(json::write(json::toJson(list->sources)));
        co_return Exit::Succeeded;
    }
    for (const auto &source : list->sources) {
        print(padded(source.id, 16) + padded(json::enumName(source.kind), 18) + padded(json::enumName(source.auth), 12) + (source.url.empty() ? source.area : source.url));
    }
    co_return Exit::Succeeded;
}

Task<Exit> setSource(session::Session *session, Arguments arguments, std::stop_token stop)
{
    json::Object members{{"id", arguments.words[1]}, {"kind", arguments.words[2]}};
    if (arguments.words.size() == 4) {
        members.emplace("url", arguments.words[3]);
    }
    if (arguments.words[2] == json::enumName(api::SourceKind::AwsSecretsManager)) {
        members.emplace("auth", json::enumName(api::SourceAuth::Keys));
    }
    for (const auto &[name, value] : arguments.set) {
        auto read = json::parse(value);
        members.insert_or_assign(name, name == "version" && read && read->is_int64() ? *read : json::Value(value));
    }
    auto params = json::fromJson<api::SecretSource>(members);
    if (!params) {
        co_return failed(Error("usage", "A vault cannot be set up so: " + params.error().message), arguments);
    }
    std::string sentence;
    co_return co_await callAndSay<api::SourcesPut>(session, std::move(*params), std::move(sentence), arguments, stop);
}

} // namespace

Task<Exit> secretSourcesCommand(session::Session *session, Arguments arguments, std::stop_token stop)
{
    const auto verb = arguments.words.empty() ? std::string("list") : arguments.words[0];
    const auto count = arguments.words.size();
    std::string sentence;
    if (verb == "list" && count <= 1) {
        co_return co_await listSources(session, arguments, stop);
    }
    if (verb == "set" && (count == 3 || count == 4)) {
        co_return co_await setSource(session, arguments, stop);
    }
    if (verb == "remove" && count == 2) {
        api::SecretSourceId asked{arguments.words[1]};
        co_return co_await callAndSay<api::SourcesRemove>(session, std::move(asked), std::move(sentence), arguments, stop);
    }
    if (verb == "test" && count >= 2 && count <= 4) {
        api::SourceTestParams asked;
        asked.id = arguments.words[1];
        asked.path = count > 2 ? arguments.words[2] : std::string();
        asked.field = count > 3 ? arguments.words[3] : std::string();
        sentence = asked.path.empty() ? "It lets us in." : "The value is there.";
        co_return co_await callAndSay<api::SourcesTest>(session, std::move(asked), std::move(sentence), arguments, stop);
    }
    co_return misused("secret-sources takes list, set ID KIND [URL], remove ID, or test ID [PATH [FIELD]].", arguments);
}

Task<Exit> linkSecret(session::Session *session, Arguments arguments, std::stop_token stop)
{
    api::SecretLinkParams asked;
    asked.name = arguments.words[1];
    asked.source = arguments.words[2];
    asked.path = arguments.words[3];
    asked.field = arguments.words.size() > 4 ? arguments.words[4] : std::string();
    for (const auto &[name, value] : arguments.set) {
        if (name == "version") {
            asked.version = value;
        }
    }
    std::string sentence;
    co_return co_await callAndSay<api::SecretsLink>(session, std::move(asked), std::move(sentence), arguments, stop);
}

} // namespace signalbox::cli
