// SPDX-License-Identifier: GPL-3.0-or-later
// A channel between two threads of one process: values are moved across, nothing is serialised.
#pragma once

#include "transport/channel.h"

#include <utility>

namespace signalbox::transport {

/// Both ends of a channel; the first lives on `a`'s thread, the second on `b`'s. Each is made here and
/// must be used and destroyed on its thread. `unsentByB` counts what the second one sends: who carries that further
/// adds what it holds itself.
std::pair<std::unique_ptr<Channel>, std::unique_ptr<Channel>> makeChannelPair(Executor &a, Executor &b, std::shared_ptr<UnsentGauge> unsentByB = std::make_shared<UnsentGauge>());

} // namespace signalbox::transport
