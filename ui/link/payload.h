// SPDX-License-Identifier: GPL-3.0-or-later
// Values of a run that are too large for its rows, read by ranges and parsed where that holds nobody up.
#pragma once

#include "base/json.h"
#include "client/client.h"

#include <limits>

namespace signalbox::ui {

inline constexpr std::int64_t kAnySize = std::numeric_limits<std::int64_t>::max();

using SharedValue = std::shared_ptr<const json::Value>;

/// The payload of step `seq`, or the run's result (0) or input (-1). Decoding and parsing happen on the pool.
/// Errors: payload.large where it has more than `most` bytes, json.*, cancelled, and those of the call.
/// Thread: the client's, which has an Executor.
Task<Result<SharedValue>> readPayload(client::Client *client, std::string run, std::int64_t seq, std::int64_t most, std::stop_token stop);

} // namespace signalbox::ui
