// SPDX-License-Identifier: GPL-3.0-or-later
#include "telemetry/trace.h"

#include <algorithm>
#include <cctype>

#include <QCryptographicHash>

namespace signalbox::telemetry {

namespace {

std::string hashOf(const std::string &text)
{
    return QCryptographicHash::hash(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())), QCryptographicHash::Sha256).toHex().toStdString();
}

json::Value valueOf(const AttributeValue &value)
{
    return std::visit(
        [](const auto &held) -> json::Value {
            using T = std::decay_t<decltype(held)>;
            if constexpr (std::is_same_v<T, std::string>) {
                return json::Object{{"stringValue", held}};
            } else if constexpr (std::is_same_v<T, std::int64_t>) {
                return json::Object{{"intValue", std::to_string(held)}};
            } else if constexpr (std::is_same_v<T, bool>) {
                return json::Object{{"boolValue", held}};
            } else {
                return json::Object{{"doubleValue", held}};
            }
        },
        value);
}

json::Array attributeArray(const Attributes &attributes)
{
    json::Array array;
    for (const auto &[key, value] : attributes) {
        array.push_back(json::Object{{"key", key}, {"value", valueOf(value)}});
    }
    return array;
}

} // namespace

std::string traceIdOf(const std::string &runId)
{
    std::string digits;
    std::copy_if(runId.begin(), runId.end(), std::back_inserter(digits), [](unsigned char c) { return std::isxdigit(c) != 0; });
    std::transform(digits.begin(), digits.end(), digits.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    // A run's id is a UUID, and so a trace's id as it stands; a trace can be found by the run that it is of.
    return digits.size() == 32 ? digits : hashOf(runId).substr(0, 32);
}

std::string spanIdOf(const std::string &runId, const std::string &name)
{
    return hashOf(runId + "/" + name).substr(0, 16);
}

json::Value exportRequest(const Attributes &resource, const std::string &scopeVersion, const std::vector<Span> &spans)
{
    json::Array list;
    for (const auto &span : spans) {
        json::Object object{{"traceId", span.traceId},
                            {"spanId", span.spanId},
                            {"name", span.name},
                            {"kind", static_cast<int>(span.kind)},
                            {"startTimeUnixNano", std::to_string(span.startedUs * 1000)},
                            {"endTimeUnixNano", std::to_string((span.startedUs + span.durationUs) * 1000)},
                            {"attributes", attributeArray(span.attributes)}};
        if (!span.parentId.empty()) {
            object["parentSpanId"] = span.parentId;
        }
        if (span.status != SpanStatus::Unset) {
            json::Object status{{"code", static_cast<int>(span.status)}};
            if (!span.statusMessage.empty()) {
                status["message"] = span.statusMessage;
            }
            object["status"] = std::move(status);
        }
        list.push_back(std::move(object));
    }
    json::Object scope{{"scope", json::Object{{"name", "signalbox"}, {"version", scopeVersion}}}, {"spans", std::move(list)}};
    json::Object resourceSpans{{"resource", json::Object{{"attributes", attributeArray(resource)}}}, {"scopeSpans", json::Array{std::move(scope)}}};
    return json::Object{{"resourceSpans", json::Array{std::move(resourceSpans)}}};
}

} // namespace signalbox::telemetry
