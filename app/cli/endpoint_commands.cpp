// SPDX-License-Identifier: GPL-3.0-or-later
// The OpenAI-compatible endpoint: on, off, its address, its tokens.
#include "commands.h"

#include "api/endpoint_calls.h"
#include "base/describe.h"
#include "flow/model.h"

#include <charconv>
#include <cmath>

namespace signalbox::cli {

namespace {

constexpr double kMicros = 1'000'000;

std::string money(std::int64_t micros, const std::string &currency)
{
    char text[40];
    std::snprintf(text, sizeof text, "%lld.%02lld", static_cast<long long>(micros / 1'000'000), static_cast<long long>(micros % 1'000'000 / 10'000));
    return std::string(text) + " " + currency;
}

std::string usedText(const api::EndpointTokenView &token)
{
    std::string text = std::to_string(token.used.calls) + (token.used.calls == 1 ? " call" : " calls");
    for (const auto &cost : token.used.costs) {
        text += ", " + money(cost.micros, cost.currency);
    }
    if (token.micros) {
        text += " (" + money(token.micros->spent, token.currency) + " of " + money(token.micros->most, token.currency) + ")";
    }
    if (token.tokens) {
        text += " (" + std::to_string(token.tokens->spent) + " of " + std::to_string(token.tokens->most) + " tokens)";
    }
    return text;
}

void printEndpoint(const api::EndpointView &endpoint)
{
    if (!endpoint.answers) {
        print("The endpoint is off.");
    } else if (endpoint.url.empty()) {
        print("The endpoint is on, but nobody listens" + (endpoint.problem.empty() ? std::string(".") : ": " + endpoint.problem));
    } else {
        print(endpoint.url);
    }
}

Task<Exit> showEndpoint(session::Session *session, Arguments arguments, std::stop_token stop)
{
    const api::Nothing nothing;
    auto endpoint = co_await session->client().call<api::EndpointGet>(nothing, stop);
    if (!endpoint) {
        co_return failed(endpoint.error(), arguments);
    }
    if (arguments.json) {
        print(json::write(json::toJson(*endpoint)));
    } else {
        printEndpoint(*endpoint);
    }
    co_return Exit::Succeeded;
}

Task<Exit> switchEndpoint(session::Session *session, bool answers, Arguments arguments, std::stop_token stop)
{
    api::EndpointSetParams params;
    params.answers = answers;
    if (arguments.words.size() > 1) {
        const auto &word = arguments.words[1];
        std::int64_t port = -1;
        const auto [rest, wrong] = std::from_chars(word.data(), word.data() + word.size(), port);
        if (wrong != std::errc() || rest != word.data() + word.size()) {
            co_return misused("endpoint on takes a port, or nothing.", arguments);
        }
        params.port = port;
    }
    auto endpoint = co_await session->client().call<api::EndpointSet>(params, stop);
    if (!endpoint) {
        co_return failed(endpoint.error(), arguments);
    }
    if (arguments.json) {
        print(json::write(json::toJson(*endpoint)));
        co_return Exit::Succeeded;
    }
    printEndpoint(*endpoint);
    if (answers && endpoint->hasOwnPort && session->place() == session::Place::Embedded) {
        tell("It answers while a program holds the data folder: the window, or signalboxd.");
    }
    co_return Exit::Succeeded;
}

Task<Exit> listTokens(session::Session *session, Arguments arguments, std::stop_token stop)
{
    const api::Nothing nothing;
    auto list = co_await session->client().call<api::EndpointTokensList>(nothing, stop);
    if (!list) {
        co_return failed(list.error(), arguments);
    }
    if (arguments.json) {
        print(json::write(json::toJson(list->tokens)));
        co_return Exit::Succeeded;
    }
    for (const auto &token : list->tokens) {
        const auto state = token.revokedAt > 0 ? std::string("revoked") : token.limits.expiresAt > 0 ? "until " + toIsoString(token.limits.expiresAt) : std::string("valid");
        print(token.id + "  " + padded(token.prefix + "…", 12) + "  " + padded(token.name, 20) + padded(state, 9) + usedText(token)
              + (token.usedAt > 0 ? "  last " + toIsoString(token.usedAt) : std::string()));
    }
    co_return Exit::Succeeded;
}

Result<std::int64_t> wholeOf(const std::string &name, const std::string &text)
{
    std::int64_t number = 0;
    const auto [rest, wrong] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (wrong != std::errc() || rest != text.data() + text.size() || number < 0) {
        return Error("usage", "--set " + name + " takes a whole number, not \"" + text + "\".", name);
    }
    return number;
}

// What --allow, --set and --expires say of a token, over what it has.
Result<api::EndpointTokenLimits> limitsOf(api::EndpointTokenLimits limits, std::string &name, const Arguments &arguments, UnixMillis now)
{
    if (!arguments.allow.empty()) {
        limits.models = arguments.allow;
        if (limits.models == std::vector<std::string>{"*"}) {
            limits.models.clear();
        }
    }
    for (const auto &[key, value] : arguments.set) {
        const bool isNone = value == "none";
        if (key == "name") {
            name = value;
        } else if (key == "budget") {
            double amount = 0;
            const auto [rest, wrong] = std::from_chars(value.data(), value.data() + value.size(), amount);
            if (!isNone && (wrong != std::errc() || rest != value.data() + value.size() || !(amount >= 0 && amount < 1e9))) {
                return Error("usage", "--set budget takes an amount of money such as 5 or 2.50, or none, not \"" + value + "\".", key);
            }
            limits.budgetMicros = isNone ? std::nullopt : std::optional(static_cast<std::int64_t>(std::llround(amount * kMicros)));
        } else if (key == "budgetTokens" && isNone) {
            limits.budgetTokens.reset();
        } else if (key == "budgetTokens" || key == "requests" || key == "tokens") {
            SB_TRY(count, wholeOf(key, isNone ? "0" : value));
            if (key == "budgetTokens") {
                limits.budgetTokens = count;
            } else {
                (key == "requests" ? limits.requestsPerMinute : limits.tokensPerMinute) = count;
            }
        } else {
            return Error("usage", "A token has no \"" + key + "\": there are name, requests, tokens, budget and budgetTokens.", key);
        }
    }
    if (arguments.expires == "never") {
        limits.expiresAt = 0;
    } else if (!arguments.expires.empty()) {
        SB_TRY(duration, flow::parseDuration(arguments.expires));
        limits.expiresAt = now + duration.count();
    }
    return limits;
}

Task<Exit> addToken(session::Session *session, Arguments arguments, std::stop_token stop)
{
    api::EndpointTokenIssueParams params;
    params.name = arguments.words[1];
    auto limits = limitsOf({}, params.name, arguments, session->clock().now());
    if (!limits) {
        co_return failed(limits.error(), arguments);
    }
    params.limits = std::move(*limits);
    auto issued = co_await session->client().call<api::EndpointTokensIssue>(std::move(params), stop);
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

Task<Exit> changeToken(session::Session *session, Arguments arguments, std::stop_token stop)
{
    const api::Nothing nothing;
    auto list = co_await session->client().call<api::EndpointTokensList>(nothing, stop);
    if (!list) {
        co_return failed(list.error(), arguments);
    }
    const auto found = std::ranges::find(list->tokens, arguments.words[1], &api::EndpointTokenView::id);
    if (found == list->tokens.end()) {
        co_return failed(Error("store.notFound", "There is no token " + arguments.words[1] + " of the endpoint; list them by: endpoint tokens.", arguments.words[1]), arguments);
    }
    api::EndpointTokenChangeParams params;
    params.id = found->id;
    params.name = found->name;
    params.revision = found->revision;
    auto limits = limitsOf(found->limits, params.name, arguments, session->clock().now());
    if (!limits) {
        co_return failed(limits.error(), arguments);
    }
    params.limits = std::move(*limits);
    std::string sentence;
    co_return co_await callAndSay<api::EndpointTokensChange>(session, std::move(params), std::move(sentence), arguments, stop);
}

} // namespace

Task<Exit> endpointCommand(session::Session *session, Arguments arguments, std::stop_token stop)
{
    const auto verb = arguments.words.empty() ? std::string("show") : arguments.words[0];
    const auto count = arguments.words.size();
    if (verb == "show" && count <= 1) {
        co_return co_await showEndpoint(session, arguments, stop);
    }
    if (verb == "on" && count <= 2) {
        co_return co_await switchEndpoint(session, true, arguments, stop);
    }
    if (verb == "off" && count == 1) {
        co_return co_await switchEndpoint(session, false, arguments, stop);
    }
    if (verb == "tokens" && count == 1) {
        co_return co_await listTokens(session, arguments, stop);
    }
    if (verb == "add" && count == 2) {
        co_return co_await addToken(session, arguments, stop);
    }
    if (verb == "change" && count == 2) {
        co_return co_await changeToken(session, arguments, stop);
    }
    if (verb != "revoke" || count != 2) {
        co_return misused("endpoint takes show, on [PORT], off, tokens, add NAME, change ID or revoke ID.", arguments);
    }
    api::EndpointTokenId asked{arguments.words[1]};
    std::string sentence;
    co_return co_await callAndSay<api::EndpointTokensRevoke>(session, std::move(asked), std::move(sentence), arguments, stop);
}

} // namespace signalbox::cli
