// SPDX-License-Identifier: GPL-3.0-or-later
#include "vault/source_answer_p.h"

#include "base/text.h"
#include "vault/secret_text_p.h"

#include <fstream>
#include <sstream>

namespace signalbox::vault {

namespace {

constexpr std::size_t kShownDetail = 200;

bool isName(const std::string &name, std::size_t most)
{
    return !name.empty() && name.size() <= most && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
    });
}

// "https://host…", or "http://" where the host is this machine.
bool isSafeUrl(const std::string &url)
{
    if (url.starts_with("https://")) {
        return url.size() > 8;
    }
    constexpr std::string_view kPlain = "http://";
    if (!url.starts_with(kPlain)) {
        return false;
    }
    auto host = std::string_view(url).substr(kPlain.size());
    host = host.substr(0, host.find_first_of("/?#"));
    if (host.find('@') != std::string_view::npos) {
        return false;
    }
    if (host.starts_with('[')) {
        return host.starts_with("[::1]") && (host.size() == 5 || host[5] == ':');
    }
    host = host.substr(0, host.find(':'));
    const auto address = http::IpAddress::parse(host);
    return host == "localhost" || (address && address->isV4() && host.starts_with("127."));
}

Error invalid(const SourceSettings &settings, std::string sentence)
{
    return Error("vault.sourceInvalid", std::move(sentence), settings.id);
}

} // namespace

http::Timeouts sourceTimeouts()
{
    return {.connect = Millis(5000), .firstByte = Millis(10'000), .idle = Millis(10'000), .total = Millis(15'000)};
}

Result<void> checkSource(const SourceSettings &settings, OwnFiles files)
{
    if (!isName(settings.id, 64)) {
        return invalid(settings, "A vault's id consists of letters, digits, '_', '-' and '.', at most 64.");
    }
    const bool isAws = settings.kind == SourceKind::AwsSecretsManager;
    const bool isAwsAuth = settings.auth == SourceAuth::Keys || settings.auth == SourceAuth::Environment || settings.auth == SourceAuth::File;
    if (isAws != isAwsAuth) {
        return invalid(settings, "HashiCorp Vault is signed in with a token, a token file or an AppRole; AWS with keys, the environment or a credentials file.");
    }
    if ((!isAws || !settings.url.empty()) && !isSafeUrl(settings.url)) {
        return invalid(settings, "The address of a vault begins with https://; http:// is for this machine only.");
    }
    if (isAws && settings.url.empty() && !isName(settings.area, 64)) {
        return invalid(settings, "AWS Secrets Manager needs a region, such as eu-central-1.");
    }
    if (settings.version != 1 && settings.version != 2) {
        return invalid(settings, "The KV engine of HashiCorp Vault has version 1 or 2.");
    }
    const bool needsSecret = settings.auth == SourceAuth::Token || settings.auth == SourceAuth::AppRole || settings.auth == SourceAuth::Keys;
    if (needsSecret && settings.secret.empty()) {
        return invalid(settings, "Name the stored secret that signs in to the vault.");
    }
    if ((settings.auth == SourceAuth::AppRole || settings.auth == SourceAuth::Keys) && settings.user.empty()) {
        return invalid(settings, "An AppRole needs its role id, and AWS keys their access key id.");
    }
    if (settings.auth == SourceAuth::TokenFile && settings.file.empty()) {
        return invalid(settings, "Name the file that holds the token.");
    }
    const bool usesOwn = settings.auth == SourceAuth::TokenFile || settings.auth == SourceAuth::Environment || settings.auth == SourceAuth::File;
    if (usesOwn && files == OwnFiles::No) {
        return invalid(settings, "Files and the environment of a shared backend are its operator's; sign in with a stored secret instead.");
    }
    for (const auto *text : {&settings.url, &settings.mount, &settings.authMount, &settings.area, &settings.user, &settings.file}) {
        if (text->size() > 1000 || std::any_of(text->begin(), text->end(), [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7f; })) {
            return invalid(settings, "The settings of a vault have no spaces or control characters, and at most 1000 bytes each.");
        }
    }
    return {};
}

std::unique_ptr<SecretSource> makeSource(SourceSettings settings, SourceServices services)
{
    return settings.kind == SourceKind::HashiCorp ? makeHashiCorp(std::move(settings), std::move(services)) : makeAws(std::move(settings), std::move(services));
}

Error awayError(const SourceSettings &settings, const Error &cause)
{
    if (cause.is("cancelled")) {
        return cause;
    }
    return Error("vault.sourceAway", "The vault " + settings.id + " could not be asked (" + cause.message + "). Check its address and that it runs.", settings.id)
        .withArg("source", settings.id)
        .withArg("detail", cause.code)
        .retryable();
}

Error answerError(const SourceSettings &settings, std::string detail)
{
    return Error("vault.sourceAnswer", "The vault " + settings.id + " gave an answer that cannot be read (" + detail + "). Check its address and kind.", settings.id).withArg("detail", std::move(detail));
}

Error refusalError(const SourceSettings &settings, int status, const std::string &detail)
{
    const auto said = detail.empty() ? "status " + std::to_string(status) : detail;
    const auto made = [&](const char *code, std::string sentence) { return Error(code, std::move(sentence), settings.id).withArg("source", settings.id).withArg("status", std::to_string(status)); };
    if (status == 401 || status == 403) {
        return made("vault.sourceDenied", "The vault " + settings.id + " refused (" + said + "). Check what signs in to it, and what its policy allows.");
    }
    if (status == 429) {
        return made("vault.sourceBusy", "The vault " + settings.id + " is asked too often (" + said + "). Try again later.").retryable();
    }
    if (status == 503) {
        return made("vault.sourceSealed", "The vault " + settings.id + " is sealed or in maintenance (" + said + "). Have its operator unseal it.").retryable();
    }
    if (status >= 500) {
        return made("vault.sourceAway", "The vault " + settings.id + " failed (" + said + "). Try again later.").retryable();
    }
    return made("vault.sourceAnswer", "The vault " + settings.id + " did not take the request (" + said + "). Check its settings.");
}

Error missingError(const SourceSettings &settings, const SecretPlace &place, const std::string &what)
{
    return Error("vault.sourceMissing", "The vault " + settings.id + " has no " + what + ". Mend the path, the field or the version of the secret.", settings.id)
        .withArg("source", settings.id)
        .withArg("path", place.path);
}

std::string shownDetail(const SourceServices &services, std::string text)
{
    if (services.redact) {
        text = services.redact(std::move(text));
    }
    std::replace_if(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    return std::string(cutUtf8(text, kShownDetail));
}

Result<std::string> fieldOf(const SourceSettings &settings, const SecretPlace &place, const json::Object &object)
{
    const json::Value *value = nullptr;
    if (!place.field.empty()) {
        value = json::find(object, place.field);
    } else if (object.size() == 1) {
        value = &object.begin()->value();
    } else if (!object.empty()) {
        std::string names;
        for (const auto &[name, other] : object) {
            names += (names.empty() ? "" : ", ") + std::string(name);
        }
        return Error("vault.sourceMissing", "The secret at " + place.path + " of the vault " + settings.id + " has several fields; name one of them.", settings.id)
            .withArg("source", settings.id)
            .withArg("fields", std::string(cutUtf8(names, 1000)));
    }
    if (!value || value->is_null()) {
        return missingError(settings, place, place.field.empty() ? "value at " + place.path : "field " + place.field + " at " + place.path);
    }
    return value->is_string() ? std::string(value->get_string()) : json::write(*value);
}

std::string hashiCorpDetail(const std::string &body)
{
    const auto value = json::parse(body);
    const auto *errors = value && value->is_object() ? json::find(value->get_object(), "errors") : nullptr;
    std::string joined;
    if (errors && errors->is_array()) {
        for (const auto &error : errors->get_array()) {
            if (error.is_string()) {
                joined += (joined.empty() ? "" : "; ") + std::string(error.get_string());
            }
        }
    }
    return joined;
}

Result<std::string> hashiCorpValue(const SourceSettings &settings, const SecretPlace &place, const std::string &body)
{
    auto value = json::parse(body);
    if (!value || !value->is_object()) {
        return answerError(settings, "no JSON object");
    }
    const auto *data = json::find(value->get_object(), "data");
    if (data && data->is_object() && settings.version == 2) {
        data = json::find(data->get_object(), "data");
        if (data && data->is_null()) {
            return missingError(settings, place, "such version of " + place.path + ": it was deleted");
        }
    }
    if (!data || !data->is_object()) {
        return answerError(settings, "no data; is the version of its KV engine right?");
    }
    return fieldOf(settings, place, data->get_object());
}

Result<std::string> awsValue(const SourceSettings &settings, const SecretPlace &place, const std::string &body)
{
    auto value = json::parse(body);
    if (!value || !value->is_object()) {
        return answerError(settings, "no JSON object");
    }
    if (const auto *binary = json::find(value->get_object(), "SecretBinary"); binary && binary->is_string()) {
        const auto &text = binary->get_string();
        std::vector<unsigned char> bytes(text.size() + 1);
        std::size_t length = 0;
        if (sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), "\r\n", &length, nullptr, sodium_base64_VARIANT_ORIGINAL) != 0) {
            return answerError(settings, "SecretBinary is no Base64");
        }
        return std::string(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(length));
    }
    const auto *text = json::find(value->get_object(), "SecretString");
    if (!text || !text->is_string()) {
        return answerError(settings, "no SecretString");
    }
    std::string whole(text->get_string());
    if (place.field.empty()) {
        return whole;
    }
    const auto fields = json::parse(whole);
    wipe(whole);
    if (!fields || !fields->is_object()) {
        return missingError(settings, place, "field " + place.field + " at " + place.path + ": the secret is no JSON object");
    }
    return fieldOf(settings, place, fields->get_object());
}

std::pair<std::string, std::string> awsError(const std::string &body)
{
    const auto value = json::parse(body);
    if (!value || !value->is_object()) {
        return {};
    }
    std::string type(json::text(value->get_object(), "__type"));
    type.erase(0, type.rfind('#') + 1); // npos + 1 is 0
    type.resize(std::min(type.size(), type.find(':')));
    auto message = json::text(value->get_object(), "message");
    if (message.empty()) {
        message = json::text(value->get_object(), "Message");
    }
    return {type, std::string(message)};
}

std::optional<AwsKeys> readAwsProfile(std::string_view text, std::string_view profile)
{
    const auto trimmed = [](std::string_view part) {
        const auto from = part.find_first_not_of(" \t\r");
        return from == std::string_view::npos ? std::string_view() : part.substr(from, part.find_last_not_of(" \t\r") - from + 1);
    };
    AwsKeys keys;
    bool isOurs = false;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto line = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty() || line.front() == '#' || line.front() == ';') {
            continue;
        }
        if (line.front() == '[') {
            isOurs = trimmed(line.substr(1, line.find(']') - 1)) == profile;
            continue;
        }
        const auto equals = line.find('=');
        if (!isOurs || equals == std::string_view::npos) {
            continue;
        }
        const auto name = trimmed(line.substr(0, equals));
        const auto value = trimmed(line.substr(equals + 1));
        if (name == "aws_access_key_id") {
            keys.id = value;
        } else if (name == "aws_secret_access_key") {
            keys.secret = value;
        } else if (name == "aws_session_token") {
            keys.session = value;
        }
    }
    return keys.id.empty() || keys.secret.empty() ? std::nullopt : std::optional(std::move(keys));
}

Result<std::string> readOwnFile(const SourceSettings &settings, const std::string &path)
{
    std::ifstream file(path, std::ios::binary);
    std::string text(kMostAnswer, '\0');
    if (!file) {
        return Error("vault.sourceInvalid", "The file " + path + ", which signs in to the vault " + settings.id + ", cannot be read.", settings.id).withArg("path", path);
    }
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(file.gcount()));
    return text;
}

} // namespace signalbox::vault
