// SPDX-License-Identifier: GPL-3.0-or-later
// UUIDv7: identifiers that are unique everywhere and sort by the time of their making.
#pragma once

#include "base/clock.h"

#include <string>
#include <string_view>

namespace signalbox {

/// A new UUIDv7 in canonical lower-case text. Ids made in one process ascend strictly, also within
/// a millisecond. Thread: any. Source: RFC 9562 section 5.7.
std::string newUuid(const Clock &clock);
/// The same with the machine's clock.
std::string newUuid();

/// Whether `text` is a canonical UUID of any version.
bool isUuid(std::string_view text);

} // namespace signalbox
