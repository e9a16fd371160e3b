// SPDX-License-Identifier: GPL-3.0-or-later
// Spans as OpenTelemetry knows them, and their JSON for OTLP.
#pragma once

#include "base/clock.h"
#include "base/json.h"

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace signalbox::telemetry {

using AttributeValue = std::variant<std::string, std::int64_t, double, bool>;
using Attributes = std::vector<std::pair<std::string, AttributeValue>>;

/// Numbers: OTLP's SpanKind.
enum class SpanKind { Internal = 1, Server = 2, Client = 3 };
/// Numbers: OTLP's StatusCode.
enum class SpanStatus { Unset = 0, Ok = 1, Error = 2 };

struct Span
{
    std::string traceId;  ///< 32 hexadecimal digits
    std::string spanId;   ///< 16
    std::string parentId; ///< 16; empty: the root
    std::string name;
    SpanKind kind = SpanKind::Internal;
    std::int64_t startedUs = 0; ///< since the Unix epoch
    std::int64_t durationUs = 0;
    SpanStatus status = SpanStatus::Unset;
    std::string statusMessage;
    Attributes attributes;
};

/// The trace of a run: made of its id, so that sending it twice is sending it once.
std::string traceIdOf(const std::string &runId);
/// A span within a trace, by a name that is its own there.
std::string spanIdOf(const std::string &runId, const std::string &name);

/// An ExportTraceServiceRequest. Source: OTLP 1.x, JSON Protobuf encoding (ids as hexadecimal, 64-bit integers as texts).
json::Value exportRequest(const Attributes &resource, const std::string &scopeVersion, const std::vector<Span> &spans);

} // namespace signalbox::telemetry
