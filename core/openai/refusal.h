// SPDX-License-Identifier: GPL-3.0-or-later
// Errors as OpenAI's API says them: {"error": {message, type, param, code}} with a status.
#pragma once

#include "base/json.h"

#include <optional>

namespace signalbox::openai {

struct Refusal
{
    int status = 500;
    json::Object body; ///< {error: {…}}
    std::optional<std::int64_t> retryAfterSeconds;
    bool isWorthAnotherTry = true; ///< clients of OpenAI ask again by themselves on 408, 409, 429 and 5xx
};

/// Of any error of ours. What a provider said of a request stands in it; what it said of our key does not.
/// Thread: any.
Refusal refusalOf(const Error &error);

} // namespace signalbox::openai
