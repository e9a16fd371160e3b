// SPDX-License-Identifier: GPL-3.0-or-later
// Where the OpenAI-compatible endpoint is listened for: on the backend's own port, or on one that a person opens.
#pragma once

#include "base/async.h"

#include <cstdint>
#include <string>

namespace signalbox::backend {

/// Thread: the backend's.
class EndpointDoor
{
public:
    virtual ~EndpointDoor() = default;
    /// "http://127.0.0.1:4400"; empty: nobody listens.
    virtual std::string url() const = 0;
    /// Whether it is opened and closed by itself; else it is always open, and only answers or does not.
    virtual bool hasOwnPort() const = 0;
    /// Opens it, or moves it to another port; 0: any that is free. Errors: channel.listen,
    /// engine.stopping (the backend ends, and nothing is opened any more).
    virtual Task<Result<void>> open(std::uint16_t port) = 0;
    /// Calls under way end.
    virtual Task<void> close() = 0;
};

} // namespace signalbox::backend
