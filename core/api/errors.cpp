// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/errors.h"

#include <QString>

namespace signalbox::api {

namespace {

struct Status
{
    std::string_view code; ///< whole, or a prefix that ends with '.', or a suffix that begins with '.'
    int http;
};

// The first that fits counts.
constexpr Status kStatuses[] = {
    {"rpc.unknownMethod", 404}, {"rpc.", 400}, {"cancelled", 499},
    {"llm.invalid", 422}, {"llm.unsupported", 422}, {"llm.badRequest", 422}, {"llm.contextTooLong", 422}, {"llm.modelUnknown", 422}, {"llm.priceUnknown", 422},
    {"llm.rateLimited", 503}, {"llm.overloaded", 503}, {"llm.timeout", 504}, {"llm.", 502},
    {"auth.token", 401}, {"auth.ticket", 401}, {"auth.required", 401}, {"auth.denied", 403}, {"auth.tooMany", 429}, {"auth.request", 400},
    {"http.notFound", 404}, {"http.method", 405}, {"http.timeout", 408}, {"http.headerTooLarge", 431}, {"http.bodyTooLarge", 413}, {"http.host", 421},
    {"http.origin", 403}, {"http.mediaType", 415}, {"http.busy", 503}, {"http.", 400},
    {"idempotency.inProgress", 409}, {"idempotency.", 422},
    {"call.needsChannel", 400}, {"call.localOnly", 403}, {"call.tooMany", 429},
    {"events.gone", 410}, {"events.noSubscription", 404},
    {"frame.tooLarge", 413}, {".tooLarge", 413},
    {"store.conflict", 409}, {"store.exists", 409}, {"store.full", 507}, {"run.ended", 409}, {"run.notEnded", 409}, {"run.overlap", 409}, {"run.notPaused", 409}, {"run.noStep", 409}, {"flow.paused", 429}, {"circuit.open", 503}, {"deadLetter.", 409}, {"budget.currency", 422}, {"budget.", 409}, {"run.notInDoubt", 409}, {"approval.decided", 409}, {"approval.decider", 403},
    {".notFound", 404}, {".unknown", 404}, {"payload.missing", 404}, {"flow.missing", 404},
    {"engine.stopping", 503}, {"evaluator.unavailable", 503}, {"vault.keyMissing", 503}, {"vault.keyChanged", 503}, {"export.unproven", 503},
    {"endpoint.", 422}, {"export.secret", 422}, {"preview.", 422}, {"recording.changed", 409}, {"json.", 400}, {"flow.", 422}, {"run.", 422}, {"template.", 422}, {"expression.", 422}, {"schema.", 422}, {"vault.name", 422},
};

bool fits(std::string_view pattern, std::string_view code)
{
    if (pattern.front() == '.') {
        return code.ends_with(pattern);
    }
    return pattern.back() == '.' ? code.starts_with(pattern) : code == pattern;
}

// Sentences may quote what somebody sent, cut anywhere; on the wire they are UTF-8.
std::string clean(const std::string &text)
{
    if (QUtf8StringView(text.data(), static_cast<qsizetype>(text.size())).isValidUtf8()) {
        return text;
    }
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).toStdString();
}

json::Object argsObject(const Error &error)
{
    json::Object args;
    for (const auto &[name, value] : error.args) {
        args.emplace(clean(name), clean(value));
    }
    return args;
}

json::Object dataObject(const Error &error, int depth)
{
    json::Object data{{"code", error.code}, {"args", argsObject(error)}, {"subject", clean(error.subject)}, {"retryable", error.isRetryable()}};
    if (error.cause && depth < 8) {
        auto cause = dataObject(*error.cause, depth + 1);
        cause.emplace("message", clean(error.cause->message));
        data.emplace("cause", std::move(cause));
    }
    return data;
}

void readData(const json::Object &data, Error &error, int depth)
{
    error.code = json::text(data, "code", "rpc.remote");
    error.subject = json::text(data, "subject");
    if (const auto *retryable = data.if_contains("retryable"); retryable && retryable->is_bool() && retryable->get_bool()) {
        error.retry = Retry::Later;
    }
    if (const auto *args = data.if_contains("args"); args && args->is_object()) {
        for (const auto &entry : args->get_object()) {
            if (entry.value().is_string()) {
                error.args.emplace_back(entry.key(), entry.value().get_string());
            }
        }
    }
    if (const auto *cause = data.if_contains("cause"); cause && cause->is_object() && depth < 8) {
        Error inner;
        inner.message = json::text(cause->get_object(), "message");
        readData(cause->get_object(), inner, depth + 1);
        error.cause = std::make_shared<const Error>(std::move(inner));
    }
}

} // namespace

int httpStatus(std::string_view code)
{
    for (const auto &status : kStatuses) {
        if (fits(status.code, code)) {
            return status.http;
        }
    }
    return 500;
}

int rpcNumber(std::string_view code)
{
    if (code == "rpc.parse" || code.starts_with("json.syntax")) {
        return -32700;
    }
    if (code == "rpc.invalid") {
        return -32600;
    }
    if (code == "rpc.unknownMethod") {
        return -32601;
    }
    if (code == "rpc.params") {
        return -32602;
    }
    if (code == "rpc.internal") {
        return -32603;
    }
    return 1000 + httpStatus(code);
}

json::Object rpcError(const Error &error)
{
    return json::Object{{"code", rpcNumber(error.code)}, {"message", clean(error.message)}, {"data", dataObject(error, 0)}};
}

std::optional<Error> readRpcError(const json::Value &value)
{
    const auto *number = json::find(value, "code");
    const auto *message = json::find(value, "message");
    if (!number || !number->is_int64() || !message || !message->is_string()) {
        return std::nullopt;
    }
    Error error("rpc.remote", std::string(message->get_string()));
    if (const auto *data = json::find(value, "data"); data && data->is_object()) {
        readData(data->get_object(), error, 0);
    }
    return error;
}

json::Object restError(const Error &error)
{
    const auto message = clean(error.message);
    json::Object one{{"code", error.code}, {"message", message}};
    for (const auto &[name, text] : error.args) {
        if (name == "path") {
            one.emplace("path", clean(text));
        }
    }
    auto details = dataObject(error, 0);
    return json::Object{{"success", false}, {"error", message}, {"errors", json::Array{std::move(one)}}, {"details", std::move(details)}};
}

} // namespace signalbox::api
