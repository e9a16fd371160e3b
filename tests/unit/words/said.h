// SPDX-License-Identifier: GPL-3.0-or-later
// What the core really says: the findings of flows that are wrong in every way, and errors as the rooms make them.
#pragma once

#include "base/clock.h"
#include "http/client.h"
#include "nodes/register.h"

#include <string>
#include <vector>

namespace signalbox::test {

/// The types of nodes that the product has.
struct Registered
{
    SystemClock clock;
    http::Client http;
    engine::ExecutorRegistry registry;
    Registered();
};

/// Messages and fixes.
std::vector<std::string> findings();
/// Messages, some with others inside.
std::vector<std::string> errors();

} // namespace signalbox::test
