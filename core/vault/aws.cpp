// SPDX-License-Identifier: GPL-3.0-or-later
// AWS Secrets Manager: GetSecretValue, signed by ourselves.
#include "vault/secret_text_p.h"
#include "vault/sigv4_p.h"
#include "vault/source_answer_p.h"

#include <QtGlobal>

namespace signalbox::vault {

namespace {

bool isThrottling(const std::string &type)
{
    return type.starts_with("Throttling") || type == "TooManyRequestsException" || type == "RequestLimitExceeded";
}

bool isDenial(const std::string &type)
{
    return type == "AccessDeniedException" || type == "AccessDenied" || type == "UnrecognizedClientException" || type == "InvalidSignatureException" || type == "ExpiredTokenException"
        || type == "InvalidClientTokenId" || type == "IncompleteSignatureException" || type == "MissingAuthenticationTokenException" || type == "SignatureDoesNotMatch"
        || type == "DecryptionFailure" || type == "OptInRequired" || type == "InvalidAccessKeyId";
}

class AwsSecrets final : public SecretSource
{
public:
    AwsSecrets(SourceSettings settings, SourceServices services) : m_settings(std::move(settings)), m_services(std::move(services))
    {
        m_url = m_settings.url;
        while (m_url.ends_with('/')) {
            m_url.pop_back();
        }
        if (m_url.empty()) {
            m_url = "https://secretsmanager." + m_settings.area + (m_settings.area.starts_with("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com");
        }
    }

    Task<Result<std::string>> read(SecretPlace place, std::stop_token stop) override
    {
        if (place.path.empty() || place.path.size() > 2048 || place.version.size() > 256) {
            co_return Error("vault.sourceInvalid", "A secret of AWS Secrets Manager has a name or an ARN.", m_settings.id);
        }
        json::Object asked{{"SecretId", place.path}};
        if (!place.version.empty()) {
            // Ids are UUIDs of 36 characters or longer; stages are names.
            const bool isId = place.version.size() >= 32 && place.version.find('-') != std::string::npos;
            asked[isId ? "VersionId" : "VersionStage"] = place.version;
        }
        SB_CO_TRY(response, co_await ask(this, "GetSecretValue", json::write(asked), stop));
        if (!response.isSuccess()) {
            const auto [type, message] = awsError(response.body);
            if (type == "ResourceNotFoundException") {
                co_return missingError(m_settings, place, "secret at " + place.path);
            }
            co_return refusal(response.status, type, message);
        }
        auto value = awsValue(m_settings, place, response.body);
        wipe(response.body);
        co_return std::move(value);
    }

    Task<Result<void>> check(std::stop_token stop) override
    {
        const std::string few = "{\"MaxResults\":1}";
        SB_CO_TRY(response, co_await ask(this, "ListSecrets", few, stop));
        const auto [type, message] = awsError(response.body);
        // Who may read secrets need not be allowed to list them: then the signature was good all the same.
        if (response.isSuccess() || type == "AccessDeniedException") {
            co_return Result<void>();
        }
        co_return refusal(response.status, type, message);
    }

private:
    Error refusal(int status, const std::string &type, const std::string &message) const
    {
        auto detail = shownDetail(m_services, type.empty() ? message : type + ": " + message);
        return refusalError(m_settings, isThrottling(type) ? 429 : isDenial(type) ? 403 : status, detail);
    }

    static Task<Result<AwsKeys>> keysFor(AwsSecrets *self)
    {
        const auto &settings = self->m_settings;
        AwsKeys keys;
        if (settings.auth == SourceAuth::Keys) {
            SB_CO_TRY(secret, co_await self->m_services.secrets(settings.secret));
            keys.id = settings.user;
            keys.secret = std::move(secret);
            if (!settings.session.empty()) {
                SB_CO_TRY(session, co_await self->m_services.secrets(settings.session));
                keys.session = std::move(session);
            }
        } else if (settings.auth == SourceAuth::Environment) {
            keys.id = qgetenv("AWS_ACCESS_KEY_ID").toStdString();
            keys.secret = qgetenv("AWS_SECRET_ACCESS_KEY").toStdString();
            keys.session = qgetenv("AWS_SESSION_TOKEN").toStdString();
        } else {
            const auto path = settings.file.empty() ? qgetenv("HOME").toStdString() + "/.aws/credentials" : settings.file;
            SB_CO_TRY(text, readOwnFile(settings, path));
            auto read = readAwsProfile(text, settings.profile.empty() ? "default" : settings.profile);
            wipe(text);
            if (read) {
                keys = std::move(*read);
            }
        }
        const auto isFine = [](const std::string &text) { return std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) <= 0x20; }); };
        if (keys.id.empty() || keys.secret.empty() || !isFine(keys.id) || !isFine(keys.secret) || !isFine(keys.session)) {
            co_return Error("vault.sourceInvalid", "There are no AWS keys for the vault " + settings.id + ": neither in its settings nor where they say. Enter them again.", settings.id).withArg("source", settings.id);
        }
        self->m_services.hide(keys.secret);
        self->m_services.hide(keys.session);
        co_return std::move(keys);
    }

    static Task<Result<http::Response>> ask(AwsSecrets *self, std::string action, std::string body, std::stop_token stop)
    {
        SB_CO_TRY(keys, co_await keysFor(self));
        const auto time = sigV4Time(self->m_services.clock.now());
        auto host = self->m_url.substr(self->m_url.find("//") + 2);
        const auto slash = std::min(host.find('/'), host.size());
        auto path = host.substr(slash) + "/";
        host.resize(slash);
        if (self->m_url.starts_with("https://") && host.ends_with(":443")) {
            host.resize(host.size() - 4); // as it stands in the Host header
        } else if (self->m_url.starts_with("http://") && host.ends_with(":80")) {
            host.resize(host.size() - 3);
        }
        SigV4Request signedRequest;
        signedRequest.path = path;
        signedRequest.body = body;
        signedRequest.headers = {{"content-type", "application/x-amz-json-1.1"}, {"host", host}, {"x-amz-date", time}, {"x-amz-target", "secretsmanager." + action}};
        if (!keys.session.empty()) {
            signedRequest.headers.emplace_back("x-amz-security-token", keys.session);
        }
        const SigV4Key key{keys.id, keys.secret, self->m_settings.area.empty() ? "us-east-1" : self->m_settings.area, "secretsmanager"};
        http::Request request;
        request.method = "POST";
        request.url = self->m_url + "/";
        for (const auto &[name, value] : signedRequest.headers) {
            if (name != "host") {
                request.headers.add(name, value);
            }
        }
        request.headers.add("Authorization", sigV4Authorization(signedRequest, key, time));
        request.body = body;
        request.effect = http::Effect::Yes;
        request.followRedirects = 0;
        request.maxBodyBytes = kMostAnswer;
        request.timeouts = sourceTimeouts();
        request.addressPolicy = self->m_services.addresses;
        wipe(keys.secret);
        auto response = co_await self->m_services.http.send(std::move(request), std::move(stop));
        if (!response) {
            co_return awayError(self->m_settings, response.error());
        }
        co_return std::move(response);
    }

    SourceSettings m_settings;
    SourceServices m_services;
    std::string m_url;
};

} // namespace

std::unique_ptr<SecretSource> makeAws(SourceSettings settings, SourceServices services)
{
    return std::make_unique<AwsSecrets>(std::move(settings), std::move(services));
}

} // namespace signalbox::vault
