// SPDX-License-Identifier: GPL-3.0-or-later
// Source: platform.openai.com/docs/guides/error-codes.
#include "openai/refusal.h"

#include "base/text.h"

#include <charconv>

#include <QString>

namespace signalbox::openai {

namespace {

constexpr std::size_t kMostDetail = 2000;

/// What it says, beside the sentence.
struct Kind
{
    std::string_view code; ///< whole, or a prefix that ends with '.'
    int status;
    std::string_view type;
    std::string_view reason; ///< OpenAI's code; empty: null
    std::string_view param = {};
    enum class Detail { Hidden, Shown } detail = Detail::Hidden; ///< what the provider said
    enum class Again { May, Useless } again = Again::May;
};

using enum Kind::Detail;
using enum Kind::Again;

// The first that fits counts. What is wrong between here and a provider is not the client's: it is a fault of this server.
constexpr Kind kKinds[] = {
    {"openai.invalid", 400, "invalid_request_error", ""},
    {"json.tooLarge", 413, "invalid_request_error", "request_too_large"},
    {"json.", 400, "invalid_request_error", "invalid_json"},
    {"endpoint.token", 401, "invalid_request_error", "invalid_api_key"},
    {"http.authorization", 401, "invalid_request_error", "invalid_api_key"},
    {"endpoint.off", 403, "permission_error", "endpoint_off"},
    {"endpoint.modelDenied", 403, "permission_error", "model_not_allowed", "model"},
    {"endpoint.model", 404, "invalid_request_error", "model_not_found", "model"},
    {"endpoint.requestRate", 429, "requests", "rate_limit_exceeded"},
    {"endpoint.tokenRate", 429, "tokens", "rate_limit_exceeded"},
    {"endpoint.tooMuch", 429, "tokens", "rate_limit_exceeded", "", Hidden, Useless},
    {"budget.exhausted", 429, "insufficient_quota", "insufficient_quota", "", Hidden, Useless},
    {"auth.tooMany", 429, "requests", "rate_limit_exceeded"},
    {"llm.modelUnknown", 404, "invalid_request_error", "model_not_found", "model", Shown},
    {"llm.providerUnset", 404, "invalid_request_error", "model_not_found", "model"},
    {"store.notFound", 404, "invalid_request_error", "model_not_found", "model"},
    {"llm.noneFits", 400, "invalid_request_error", "model_not_able", "model"},
    {"llm.priceUnknown", 400, "invalid_request_error", "price_unknown", "model"},
    {"llm.contextTooLong", 400, "invalid_request_error", "context_length_exceeded", "messages", Shown},
    {"llm.tooLarge", 413, "invalid_request_error", "request_too_large", "", Shown},
    {"llm.badRequest", 400, "invalid_request_error", "", "", Shown},
    {"llm.invalid", 400, "invalid_request_error", ""},
    {"llm.unsupported", 400, "invalid_request_error", "unsupported_parameter"},
    {"llm.noCredit", 429, "insufficient_quota", "insufficient_quota", "", Hidden, Useless},
    {"llm.rateLimited", 429, "requests", "rate_limit_exceeded"},
    {"llm.overloaded", 503, "server_error", "overloaded"},
    {"circuit.open", 503, "server_error", "overloaded"},
    {"llm.timeout", 504, "server_error", "timeout"},
    {"llm.unauthorized", 502, "server_error", "provider_unauthorized", "", Hidden, Useless},
    {"llm.forbidden", 502, "server_error", "provider_forbidden", "", Hidden, Useless},
    {"llm.notFound", 502, "server_error", "provider_unreachable", "", Hidden, Useless},
    {"llm.", 502, "server_error", "provider_failed"},
    {"vault.", 502, "server_error", "provider_key_missing", "", Hidden, Useless},
    {"engine.stopping", 503, "server_error", "stopping"},
    {"cancelled", 499, "server_error", "cancelled"},
    {"http.notFound", 404, "invalid_request_error", "unknown_url"},
    {"http.method", 405, "invalid_request_error", "method_not_allowed"},
    {"http.bodyTooLarge", 413, "invalid_request_error", "request_too_large"},
    {"http.headerTooLarge", 431, "invalid_request_error", "request_too_large"},
    {"http.mediaType", 415, "invalid_request_error", "unsupported_media_type"},
    {"http.host", 421, "invalid_request_error", "misdirected_request"},
    {"http.origin", 403, "invalid_request_error", "origin_not_allowed"},
    {"http.", 400, "invalid_request_error", ""},
};

Kind kindOf(std::string_view code)
{
    for (const auto &kind : kKinds) {
        const bool fits = kind.code.ends_with('.') ? code.starts_with(kind.code) : code == kind.code;
        if (fits) {
            return kind;
        }
    }
    return {code, 500, "server_error", "internal_error"};
}

std::string_view argOf(const Error &error, std::string_view name)
{
    const auto found = std::ranges::find(error.args, name, [](const auto &arg) -> std::string_view { return arg.first; });
    return found == error.args.end() ? std::string_view() : std::string_view(found->second);
}

json::Value orNull(std::string_view text)
{
    return text.empty() ? json::Value(nullptr) : json::Value(text);
}

std::optional<std::int64_t> waitOf(const Error &error)
{
    for (const auto *name : {"retryAfter", "retryAfterMs"}) {
        const auto text = argOf(error, name);
        std::int64_t millis = 0;
        if (std::from_chars(text.data(), text.data() + text.size(), millis).ec == std::errc() && millis >= 0) {
            return (millis + 999) / 1000;
        }
    }
    return std::nullopt;
}

std::string asUtf8(const std::string &text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).toStdString();
}

} // namespace

Refusal refusalOf(const Error &error)
{
    const auto kind = kindOf(error.code);
    std::string message = error.message;
    if (const auto detail = argOf(error, "detail"); kind.detail == Shown && !detail.empty()) {
        message += " ";
        message += cutUtf8(detail, kMostDetail);
    }
    const auto reason = error.is("openai.invalid") ? argOf(error, "reason") : kind.reason;
    const auto param = error.is("openai.invalid") ? argOf(error, "param") : kind.param;
    Refusal refusal;
    refusal.status = kind.status;
    refusal.body = {{"error", json::Object{{"message", asUtf8(message)}, {"type", kind.type}, {"param", orNull(param)}, {"code", orNull(reason)}}}};
    refusal.retryAfterSeconds = waitOf(error);
    refusal.isWorthAnotherTry = kind.again == May;
    return refusal;
}

} // namespace signalbox::openai
