// SPDX-License-Identifier: GPL-3.0-or-later
// HashiCorp Vault: KV engines of version 1 and 2 over its HTTP API, signed in by a token, a token file or an AppRole.
#include "vault/secret_text_p.h"
#include "vault/source_answer_p.h"

#include "base/deadline.h"

namespace signalbox::vault {

namespace {

std::string escaped(std::string_view path)
{
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string out;
    for (const char c : path) {
        const bool isPlain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || std::string_view("-._~/").find(c) != std::string_view::npos;
        if (isPlain) {
            out.push_back(c);
        } else {
            const auto byte = static_cast<unsigned char>(c);
            out += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
        }
    }
    return out;
}

// Of a path as a person writes it: no empty, "." or ".." part, which would lead elsewhere.
std::optional<std::string> cleanPath(std::string_view path)
{
    std::string out;
    while (!path.empty()) {
        const auto end = std::min(path.find('/'), path.size());
        const auto part = path.substr(0, end);
        path.remove_prefix(std::min(end + 1, path.size()));
        if (part == "." || part == "..") {
            return std::nullopt;
        }
        if (!part.empty()) {
            out += (out.empty() ? "" : "/") + std::string(part);
        }
    }
    return out.empty() ? std::nullopt : std::optional(std::move(out));
}

class HashiCorp final : public SecretSource
{
public:
    HashiCorp(SourceSettings settings, SourceServices services) : m_settings(std::move(settings)), m_services(std::move(services))
    {
        while (m_settings.url.ends_with('/')) {
            m_settings.url.pop_back();
        }
    }

    Task<Result<std::string>> read(SecretPlace place, std::stop_token stop) override
    {
        const auto path = cleanPath(place.path);
        const auto mount = cleanPath(m_settings.mount.empty() ? "secret" : m_settings.mount);
        const bool isVersion = std::all_of(place.version.begin(), place.version.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (!path || !mount || !isVersion || place.version.size() > 9 || (m_settings.version == 1 && !place.version.empty())) {
            co_return Error("vault.sourceInvalid", "A secret of HashiCorp Vault has a path without \"..\", and a version that is a number and only in version 2 of the KV engine.", m_settings.id);
        }
        auto url = "/v1/" + escaped(*mount) + (m_settings.version == 2 ? "/data/" : "/") + escaped(*path) + (place.version.empty() ? "" : "?version=" + place.version);
        SB_CO_TRY(response, co_await askSignedIn(this, "GET", url, stop));
        if (response.status == 404) {
            co_return missingError(m_settings, place, "secret at " + place.path);
        }
        if (!response.isSuccess()) {
            co_return refusal(response);
        }
        auto value = hashiCorpValue(m_settings, place, response.body);
        wipe(response.body);
        co_return std::move(value);
    }

    Task<Result<void>> check(std::stop_token stop) override
    {
        SB_CO_TRY(response, co_await askSignedIn(this, "GET", "/v1/auth/token/lookup-self", stop));
        if (!response.isSuccess()) {
            co_return refusal(response);
        }
        co_return Result<void>();
    }

private:
    struct Token
    {
        std::shared_ptr<const SecretText> text;
        Deadline renewal; ///< when two thirds of its time are over; never: it has no end
        Deadline end;
        bool isRenewable = false;
    };

    Error refusal(const http::Response &response) const { return refusalError(m_settings, response.status, shownDetail(m_services, hashiCorpDetail(response.body))); }

    struct Asked
    {
        std::string method;
        std::string path;
        std::shared_ptr<const SecretText> token;
        std::string body;
    };

    static Task<Result<http::Response>> ask(HashiCorp *self, Asked asked, std::stop_token stop)
    {
        http::Request request;
        request.method = std::move(asked.method);
        request.url = self->m_settings.url + asked.path;
        request.headers.add("X-Vault-Request", "true");
        if (asked.token) {
            request.headers.add("X-Vault-Token", std::string(asked.token->view()));
        }
        if (!self->m_settings.area.empty()) {
            request.headers.add("X-Vault-Namespace", self->m_settings.area);
        }
        if (!asked.body.empty()) {
            request.headers.add("Content-Type", "application/json");
            request.body = std::move(asked.body);
        }
        request.effect = http::Effect::Yes; // on a connection of its own: rare, and never sent twice
        request.followRedirects = 0;
        request.maxBodyBytes = kMostAnswer;
        request.timeouts = sourceTimeouts();
        request.addressPolicy = self->m_services.addresses;
        auto response = co_await self->m_services.http.send(std::move(request), std::move(stop));
        if (!response) {
            co_return awayError(self->m_settings, response.error());
        }
        co_return std::move(response);
    }

    // With a token that is good, as far as can be known; one that turns out not to be is replaced once.
    static Task<Result<http::Response>> askSignedIn(HashiCorp *self, std::string method, std::string path, std::stop_token stop)
    {
        const bool wasKnown = self->m_token.has_value();
        SB_CO_TRY(token, co_await tokenFor(self, stop));
        Asked asked{method, path, token, std::string()};
        SB_CO_TRY(response, co_await ask(self, std::move(asked), stop));
        if (response.status == 403) {
            self->m_token.reset();
            if (wasKnown) {
                SB_CO_TRY(fresh, co_await tokenFor(self, stop));
                Asked again{method, path, fresh, std::string()};
                co_return co_await ask(self, std::move(again), stop);
            }
        }
        co_return std::move(response);
    }

    static Task<Result<std::shared_ptr<const SecretText>>> tokenFor(HashiCorp *self, std::stop_token stop)
    {
        auto &clock = self->m_services.clock;
        if (self->m_token && self->m_token->end.hasPassed(clock)) {
            self->m_token.reset();
        }
        if (self->m_token && self->m_token->isRenewable && self->m_token->renewal.hasPassed(clock)) {
            co_await renew(self, stop);
        }
        if (!self->m_token) {
            SB_CO_CHECK(co_await signIn(self, stop));
        }
        auto text = self->m_token->text; // QCoro moves what is returned, members too
        co_return text;
    }

    void keep(std::shared_ptr<const SecretText> text, const json::Object &auth, std::string_view ttlName)
    {
        Token token;
        m_services.hide(text->view());
        token.text = std::move(text);
        const auto *ttl = json::find(auth, ttlName);
        const auto *renewable = json::find(auth, "renewable");
        token.isRenewable = renewable && renewable->is_bool() && renewable->get_bool();
        constexpr std::int64_t kLongest = 10 * 365 * 86'400;
        const auto seconds = ttl && ttl->is_int64() ? std::clamp<std::int64_t>(ttl->get_int64(), 0, kLongest) : 0;
        if (seconds > 0) {
            token.end = Deadline::in(m_services.clock, Millis(seconds * 1000));
            token.renewal = Deadline::in(m_services.clock, Millis(seconds * 1000 * 2 / 3));
        }
        m_token = std::move(token);
    }

    static Task<Result<void>> signIn(HashiCorp *self, std::stop_token stop)
    {
        std::string given;
        if (self->m_settings.auth == SourceAuth::TokenFile) {
            SB_CO_TRY(text, readOwnFile(self->m_settings, self->m_settings.file));
            given = text.substr(0, text.find_first_of("\r\n"));
            wipe(text);
        } else {
            SB_CO_TRY(text, co_await self->m_services.secrets(self->m_settings.secret));
            given = std::move(text);
        }
        if (self->m_settings.auth == SourceAuth::AppRole) {
            co_return co_await signInByRole(self, std::move(given), std::move(stop));
        }
        auto token = std::make_shared<const SecretText>(std::string_view(given));
        wipe(given);
        if (token->size() == 0 || std::any_of(token->view().begin(), token->view().end(), [](char c) { return static_cast<unsigned char>(c) <= 0x20; })) {
            co_return Error("vault.sourceInvalid", "What signs in to the vault " + self->m_settings.id + " is empty or has spaces or lines in it. Enter the token again.", self->m_settings.id);
        }
        // How long it lasts; a policy may keep even that from it, and then it is used as it is.
        Asked asked{"GET", "/v1/auth/token/lookup-self", token, std::string()};
        SB_CO_TRY(response, co_await ask(self, std::move(asked), stop));
        const auto value = json::parse(response.body);
        const auto *data = response.isSuccess() && value && value->is_object() ? json::find(value->get_object(), "data") : nullptr;
        self->keep(std::move(token), data && data->is_object() ? data->get_object() : json::Object(), "ttl");
        co_return Result<void>();
    }

    static Task<Result<void>> signInByRole(HashiCorp *self, std::string secretId, std::stop_token stop)
    {
        const auto mount = cleanPath(self->m_settings.authMount.empty() ? "approle" : self->m_settings.authMount);
        if (!mount) {
            co_return Error("vault.sourceInvalid", "The mount of the AppRole is a path without \"..\".", self->m_settings.id);
        }
        auto body = json::write(json::Object{{"role_id", self->m_settings.user}, {"secret_id", secretId}});
        wipe(secretId);
        Asked asked{"POST", "/v1/auth/" + escaped(*mount) + "/login", nullptr, std::move(body)};
        SB_CO_TRY(response, co_await ask(self, std::move(asked), stop));
        if (response.status == 400) {
            co_return refusalError(self->m_settings, 403, shownDetail(self->m_services, hashiCorpDetail(response.body))); // so it says that a role or secret id is wrong
        }
        if (!response.isSuccess()) {
            co_return self->refusal(response);
        }
        const auto value = json::parse(response.body);
        wipe(response.body);
        const auto *auth = value && value->is_object() ? json::find(value->get_object(), "auth") : nullptr;
        const auto *token = auth && auth->is_object() ? json::find(auth->get_object(), "client_token") : nullptr;
        if (!token || !token->is_string()) {
            co_return answerError(self->m_settings, "no token after signing in");
        }
        self->keep(std::make_shared<const SecretText>(std::string_view(token->get_string())), auth->get_object(), "lease_duration");
        co_return Result<void>();
    }

    // Where it cannot be, the token serves to its end, and signing in again follows.
    static Task<void> renew(HashiCorp *self, std::stop_token stop)
    {
        const auto token = self->m_token->text;
        Asked asked{"POST", "/v1/auth/token/renew-self", token, "{}"};
        auto response = co_await ask(self, std::move(asked), stop);
        if (!response || !self->m_token) {
            co_return;
        }
        const auto value = json::parse(response->body);
        const auto *auth = response->isSuccess() && value && value->is_object() ? json::find(value->get_object(), "auth") : nullptr;
        if (auth && auth->is_object()) {
            self->keep(token, auth->get_object(), "lease_duration");
        } else {
            self->m_token->isRenewable = false;
        }
    }

    SourceSettings m_settings;
    SourceServices m_services;
    std::optional<Token> m_token;
};

} // namespace

std::unique_ptr<SecretSource> makeHashiCorp(SourceSettings settings, SourceServices services)
{
    return std::make_unique<HashiCorp>(std::move(settings), std::move(services));
}

} // namespace signalbox::vault
