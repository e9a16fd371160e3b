// SPDX-License-Identifier: GPL-3.0-or-later
#include "telemetry/otlp_options.h"

#include <charconv>
#include <cstdlib>

#include <QByteArray>
#include <QUrl>

namespace signalbox::telemetry {

namespace {

Error wrong(const std::string &name, const std::string &what)
{
    return Error("telemetry.option", "The environment variable " + name + " " + what, name).withArg("variable", name);
}

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t");
    return first == std::string_view::npos ? std::string_view() : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::string decoded(std::string_view text)
{
    return QByteArray::fromPercentEncoding(QByteArray(text.data(), static_cast<qsizetype>(text.size()))).toStdString();
}

// "key=value,key2=value2", percent-encoded. Source: W3C baggage, as the specification takes it.
Result<std::vector<std::pair<std::string, std::string>>> pairsOf(const std::string &name, std::string_view text)
{
    std::vector<std::pair<std::string, std::string>> pairs;
    while (!text.empty()) {
        const auto part = trimmed(text.substr(0, text.find(',')));
        text.remove_prefix(std::min(text.size(), text.find(',') == std::string_view::npos ? text.size() : text.find(',') + 1));
        if (part.empty()) {
            continue;
        }
        const auto equals = part.find('=');
        if (equals == std::string_view::npos || equals == 0) {
            return wrong(name, "is a list like \"name=value,other=value\".");
        }
        pairs.emplace_back(decoded(trimmed(part.substr(0, equals))), decoded(trimmed(part.substr(equals + 1))));
    }
    return pairs;
}

} // namespace

Environment processEnvironment()
{
    return [](const char *name) -> std::optional<std::string> {
        const char *value = std::getenv(name);
        return value && *value ? std::optional<std::string>(value) : std::nullopt;
    };
}

Result<std::optional<OtlpOptions>> otlpOptions(const Environment &environment)
{
    // What is said of traces counts more than what is said of everything.
    const auto ofTraces = [&](const char *rest) -> std::pair<std::string, std::optional<std::string>> {
        auto name = "OTEL_EXPORTER_OTLP_TRACES_" + std::string(rest);
        if (auto value = environment(name.c_str())) {
            return {name, value};
        }
        name = "OTEL_EXPORTER_OTLP_" + std::string(rest);
        return {name, environment(name.c_str())};
    };
    if (environment("OTEL_SDK_DISABLED").value_or("") == "true" || environment("OTEL_TRACES_EXPORTER").value_or("otlp") == "none") {
        return std::optional<OtlpOptions>();
    }
    auto [name, endpoint] = ofTraces("ENDPOINT");
    if (!endpoint) {
        return std::optional<OtlpOptions>();
    }
    if (const auto kind = environment("OTEL_TRACES_EXPORTER").value_or("otlp"); kind != "otlp") {
        return wrong("OTEL_TRACES_EXPORTER", "is \"otlp\" or \"none\", not \"" + kind + "\".");
    }
    if (const auto [protocolName, protocol] = ofTraces("PROTOCOL"); protocol && *protocol != "http/json") {
        return wrong(protocolName, "is \"" + *protocol + "\"; traces are sent as http/json, which collectors take on the same port as http/protobuf.");
    }
    OtlpOptions options;
    options.url = *endpoint;
    const QUrl url(QString::fromStdString(*endpoint), QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || (url.scheme() != QLatin1String("http") && url.scheme() != QLatin1String("https")) || url.hasQuery() || !url.userInfo().isEmpty()) {
        return wrong(name, "is no address of a collector; it looks like http://127.0.0.1:4318, without user, password or query.");
    }
    if (name == "OTEL_EXPORTER_OTLP_ENDPOINT") {
        options.url += options.url.ends_with('/') ? "v1/traces" : "/v1/traces";
    }
    if (const auto [headersName, headers] = ofTraces("HEADERS"); headers) {
        SB_TRY(pairs, pairsOf(headersName, *headers));
        options.headers = std::move(pairs);
    }
    if (const auto [timeoutName, timeout] = ofTraces("TIMEOUT"); timeout) {
        std::int64_t millis = 0;
        const auto [rest, failed] = std::from_chars(timeout->data(), timeout->data() + timeout->size(), millis);
        if (failed != std::errc() || rest != timeout->data() + timeout->size() || millis <= 0 || millis > 600'000) {
            return wrong(timeoutName, "is a number of milliseconds from 1 to 600000, not \"" + *timeout + "\".");
        }
        options.timeout = Millis(millis);
    }
    std::string service = "signalbox";
    if (const auto given = environment("OTEL_RESOURCE_ATTRIBUTES")) {
        SB_TRY(pairs, pairsOf("OTEL_RESOURCE_ATTRIBUTES", *given));
        for (auto &[key, value] : pairs) {
            if (key == "service.name") {
                service = value;
            } else {
                options.resource.emplace_back(std::move(key), std::move(value));
            }
        }
    }
    options.resource.emplace_back("service.name", environment("OTEL_SERVICE_NAME").value_or(service));
    return std::optional<OtlpOptions>(std::move(options));
}

} // namespace signalbox::telemetry
