// SPDX-License-Identifier: GPL-3.0-or-later
// Where traces go, as the environment says it.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "telemetry/trace.h"

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace signalbox::telemetry {

struct OtlpOptions
{
    std::string url; ///< of the traces, whole
    /// Sent with each request; they may hold a token, so none is ever logged.
    std::vector<std::pair<std::string, std::string>> headers;
    Millis timeout{10'000};
    Attributes resource;
};

/// Gives the value of an environment variable, or nothing.
using Environment = std::function<std::optional<std::string>(const char *name)>;
Environment processEnvironment();

/// None where nobody asks for traces. Read are OTEL_SDK_DISABLED, OTEL_TRACES_EXPORTER (otlp, none),
/// OTEL_EXPORTER_OTLP_[TRACES_]ENDPOINT, _HEADERS, _TIMEOUT and _PROTOCOL (http/json), OTEL_SERVICE_NAME and
/// OTEL_RESOURCE_ATTRIBUTES. Errors: telemetry.option, naming the variable.
/// Source: OpenTelemetry specification, environment variables and OTLP exporter configuration.
Result<std::optional<OtlpOptions>> otlpOptions(const Environment &environment);

} // namespace signalbox::telemetry
