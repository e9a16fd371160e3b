// SPDX-License-Identifier: GPL-3.0-or-later
// How numbers and strings are spelled: shared by the writer and by the reader's spelling check.
#pragma once

#include "base/json.h"

#include <string>
#include <string_view>

namespace signalbox::json::detail {

/// Appends an int64, uint64 or double value.
void appendNumber(std::string &out, const Value &number);
/// Appends a quoted and escaped string.
void appendString(std::string &out, std::string_view text);

} // namespace signalbox::json::detail
