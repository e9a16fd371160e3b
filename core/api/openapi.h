// SPDX-License-Identifier: GPL-3.0-or-later
// The OpenAPI 3.1 document, made from the declarations.
#pragma once

#include "base/json.h"

#include <string_view>

namespace signalbox::api {

/// Every declared call: those with a route under `paths`, all by name under `x-calls` with the schemas of
/// their parameters and results. Source: OpenAPI 3.1.0.
json::Object openApiDocument(std::string_view version);

} // namespace signalbox::api
