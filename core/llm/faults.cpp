// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/faults_p.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace signalbox::llm {

namespace {

constexpr std::size_t kShownDetail = 600;
// What is shorter stands in texts by chance.
constexpr std::size_t kMinKey = 6;

bool holds(std::string_view text, std::string_view piece)
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::ranges::search(text, piece, {}, lower, lower).begin() != text.end();
}

template<std::size_t N>
bool holdsAny(std::string_view text, const std::array<std::string_view, N> &pieces)
{
    return std::ranges::any_of(pieces, [&](auto piece) { return holds(text, piece); });
}

constexpr auto kTooLongTypes = std::to_array<std::string_view>({"context_length_exceeded", "exceed_context_size", "context_window_exceeded"});
constexpr auto kTooLongWords = std::to_array<std::string_view>({"prompt is too long", "maximum context length", "context length", "context window", "input token count",
                                                                "exceeds the maximum number of tokens", "context size"});
constexpr auto kNoCredit = std::to_array<std::string_view>({"insufficient_quota", "billing", "insufficient_balance", "credit balance"});
constexpr auto kRate = std::to_array<std::string_view>({"rate_limit", "resource_exhausted", "too_many_requests"});
constexpr auto kBusy = std::to_array<std::string_view>({"overloaded", "unavailable", "slow_down"});
constexpr auto kKey = std::to_array<std::string_view>({"authentication_error", "invalid_api_key", "unauthenticated", "api_key_invalid"});
constexpr auto kAllowed = std::to_array<std::string_view>({"permission_error", "permission_denied", "insufficient_permissions"});
constexpr auto kLate = std::to_array<std::string_view>({"timeout_error", "deadline_exceeded", "request_timeout"});
constexpr auto kServer = std::to_array<std::string_view>({"api_error", "server_error", "internal"});
constexpr auto kModel = std::to_array<std::string_view>({"model_not_found", "not_found_error", "not_found"});

enum class Kind { TooLong, NoCredit, Rate, Busy, Key, Forbidden, TooLarge, Late, Model, NotFound, Server, Bad };

// The words say more than the status: a used-up quota comes as 429, a wrong key of one maker as 400.
Kind kindOf(const ServerFault &fault)
{
    const auto &type = fault.type;
    const int status = fault.status;
    if (holdsAny(type, kTooLongTypes) || ((status == 0 || status == 400 || status == 413 || status == 422) && holdsAny(fault.detail, kTooLongWords))) {
        return Kind::TooLong;
    }
    if (status == 402 || holdsAny(type, kNoCredit)) {
        return Kind::NoCredit;
    }
    if (status == 401 || holdsAny(type, kKey)) {
        return Kind::Key;
    }
    if (status == 429 || holdsAny(type, kRate)) {
        return Kind::Rate;
    }
    if (status == 503 || status == 529 || holdsAny(type, kBusy)) {
        return Kind::Busy;
    }
    if (status == 403 || holdsAny(type, kAllowed)) {
        return Kind::Forbidden;
    }
    if (status == 413 || holds(type, "request_too_large")) {
        return Kind::TooLarge;
    }
    if (status == 408 || status == 504 || holdsAny(type, kLate)) {
        return Kind::Late;
    }
    if (status == 404 || holdsAny(type, kModel)) {
        return holdsAny(type, kModel) || holds(fault.detail, "model") ? Kind::Model : Kind::NotFound;
    }
    return status >= 500 || (status == 0 && (type.empty() || holdsAny(type, kServer))) ? Kind::Server : Kind::Bad;
}

Error errorOf(Kind kind)
{
    switch (kind) {
    case Kind::TooLong:
        return {"llm.contextTooLong", "The request is longer than the model can read; shorten it, or choose a model with a larger context."};
    case Kind::NoCredit:
        return {"llm.noCredit", "The account at the provider has nothing left to pay with; add credit there, or choose another provider."};
    case Kind::Key:
        return {"llm.unauthorized", "The provider refuses the key; check the secret that the provider is set up with."};
    case Kind::Rate:
        return Error("llm.rateLimited", "The provider takes no more requests for now; try again later, or set lower limits for it.").retryable();
    case Kind::Busy:
        return Error("llm.overloaded", "The provider is overloaded; try again later.").retryable();
    case Kind::Forbidden:
        return {"llm.forbidden", "The key may not do that at the provider; give it the permission there, or use another key."};
    case Kind::TooLarge:
        return {"llm.tooLarge", "The request has more bytes than the provider takes; send less, or smaller images."};
    case Kind::Late:
        return Error("llm.timeout", "The provider took too long; try again later.").retryable();
    case Kind::Model:
        return {"llm.modelUnknown", "The provider knows no such model; choose one from its list."};
    case Kind::NotFound:
        return {"llm.notFound", "There is no such API at this address; check the provider's kind and base URL."};
    case Kind::Server:
        return Error("llm.serverError", "The provider failed; try again later.").retryable();
    case Kind::Bad:
        break;
    }
    return {"llm.badRequest", "The provider refuses the request; what it says about it stands in the details."};
}

std::string asText(const json::Value *value)
{
    if (!value) {
        return {};
    }
    if (const auto *text = value->if_string()) {
        return std::string(*text);
    }
    return value->is_int64() ? std::to_string(value->get_int64()) : std::string();
}

// "37s", "1.5s". Source: google.protobuf.Duration as JSON.
std::optional<Millis> durationOf(std::string_view text)
{
    double seconds = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (read.ec != std::errc() || std::string_view(read.ptr, static_cast<std::size_t>(text.data() + text.size() - read.ptr)) != "s" || !(seconds >= 0) || seconds > 1e6) {
        return std::nullopt;
    }
    return Millis(static_cast<std::int64_t>(std::ceil(seconds * 1000)));
}

void addDetails(ServerFault &fault, const json::Value *details)
{
    const auto *list = details ? details->if_array() : nullptr;
    if (!list) {
        return;
    }
    for (const auto &entry : *list) {
        if (const auto reason = asText(json::find(entry, "reason")); !reason.empty()) {
            fault.type += " " + reason;
        }
        if (const auto wait = durationOf(asText(json::find(entry, "retryDelay")))) {
            fault.retryAfter = wait;
        }
    }
}

} // namespace

Error faultError(const ServerFault &fault)
{
    auto error = errorOf(kindOf(fault));
    if (fault.status != 0) {
        error.args.emplace_back("status", std::to_string(fault.status));
    }
    if (error.isRetryable() && fault.retryAfter) {
        error.args.emplace_back("retryAfter", std::to_string(fault.retryAfter->count()));
    }
    if (!fault.detail.empty()) {
        error.args.emplace_back("detail", fault.detail);
    }
    return error;
}

std::optional<ServerFault> readFault(const json::Value &body, int status)
{
    // Google's streams come as a list of one.
    if (const auto *list = body.if_array()) {
        return list->size() == 1 ? readFault(list->front(), status) : std::nullopt;
    }
    ServerFault fault;
    fault.status = status;
    const auto *error = json::find(body, "error");
    if (error && error->is_object()) {
        for (const auto *key : {"type", "code", "status"}) {
            if (const auto word = asText(json::find(*error, key)); !word.empty()) {
                fault.type += (fault.type.empty() ? "" : " ") + word;
                // Some send no status of HTTP in a stream but tell it here.
                int number = 0;
                std::from_chars(word.data(), word.data() + word.size(), number);
                if (status == 0 && number >= 400 && number < 600) {
                    fault.status = number;
                }
            }
        }
        fault.detail = asText(json::find(*error, "message"));
        addDetails(fault, json::find(*error, "details"));
        return fault;
    }
    if (error && error->is_string()) {
        fault.detail = asText(error);
        return fault;
    }
    if (status >= 400) {
        for (const auto *key : {"message", "detail"}) {
            if (const auto *said = json::find(body, key); said && said->is_string()) {
                fault.type = asText(json::find(body, "code"));
                fault.detail = asText(said);
                return fault;
            }
        }
    }
    return std::nullopt;
}

Error answerError(const http::ResponseHead &head, std::string_view body, UnixMillis now)
{
    if (head.status < 400) {
        return badAnswer("it sends requests elsewhere; check the base URL").withArg("status", std::to_string(head.status));
    }
    ServerFault fault;
    fault.status = head.status;
    if (const auto value = json::parse(body)) {
        fault = readFault(*value, head.status).value_or(fault);
    }
    if (const auto wait = http::retryAfter(head, now)) {
        fault.retryAfter = wait;
    }
    return faultError(fault);
}

Error transportError(Error error)
{
    if (error.is("cancelled") || error.code.starts_with("llm.")) {
        return error;
    }
    Error said;
    if (error.is("http.timeout")) {
        said = Error("llm.timeout", "The provider took too long; try again later.");
        for (const auto &[name, value] : error.args) {
            if (name == "phase") {
                said.args.emplace_back(name, value);
            }
        }
    } else if (error.is("http.closed")) {
        said = streamCut();
    } else if (error.is("http.tooLarge") || error.is("http.protocol") || error.is("http.redirect")) {
        said = badAnswer("its HTTP answer cannot be read");
    } else if (error.is("http.invalid")) {
        said = invalidRequest("the address or a header cannot be sent");
    } else {
        said = Error("llm.unreachable", "The provider cannot be reached; check its base URL and the network.");
    }
    said.retry = error.is("http.closed") ? Retry::Later : error.retry;
    return std::move(said).withCause(std::move(error));
}

Error badAnswer(std::string what)
{
    return {"llm.badAnswer", "The provider's answer is not what its API promises: " + what + "."};
}

Error streamCut()
{
    return Error("llm.streamCut", "The provider's answer ended before it was complete; try again.").retryable();
}

Error invalidRequest(std::string what)
{
    return {"llm.invalid", "The request cannot be sent to the provider: " + what + "."};
}

Error unsupported(std::string what)
{
    return {"llm.unsupported", "The provider offers no " + what + "; choose another one for that."};
}

Error presentable(Error error, const std::string &key, const std::function<std::string(std::string)> &redact)
{
    constexpr std::string_view kInstead = "‹key›";
    const auto clean = [&](std::string &text) {
        for (auto at = key.size() < kMinKey ? std::string::npos : text.find(key); at != std::string::npos; at = text.find(key, at + kInstead.size())) {
            text.replace(at, key.size(), kInstead);
        }
        if (redact) {
            text = redact(std::move(text));
        }
    };
    clean(error.message);
    clean(error.subject);
    for (auto &[name, value] : error.args) {
        clean(value);
        if (name == "detail") {
            value.resize(cutUtf8(value, kShownDetail).size());
        }
    }
    if (error.cause) {
        error.cause = std::make_shared<const Error>(presentable(*error.cause, key, redact));
    }
    return error;
}

} // namespace signalbox::llm
