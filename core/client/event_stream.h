// SPDX-License-Identifier: GPL-3.0-or-later
// A subscription as a client sees it.
#pragma once

#include "api/event_calls.h"
#include "base/async.h"

#include <memory>
#include <stop_token>
#include <vector>

namespace signalbox::client {

/// Events in order; every durable one after the cursor once. Destroying it ends the subscription.
/// Thread: the client's.
class EventStream
{
public:
    virtual ~EventStream() = default;
    /// All that have come, at least one, waiting for it. Errors: events.gone (re-read state, subscribe again),
    /// client.disconnected (for good), cancelled.
    virtual Task<Result<std::vector<api::EventView>>> next(std::stop_token stop) = 0;
    /// Everything up to it was given.
    virtual std::int64_t cursor() const = 0;
};

} // namespace signalbox::client
