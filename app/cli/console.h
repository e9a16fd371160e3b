// SPDX-License-Identifier: GPL-3.0-or-later
// What people read in the terminal.
#pragma once

#include "base/error.h"
#include "base/json.h"

#include <string>
#include <string_view>

namespace signalbox::cli {

enum class Exit { Succeeded = 0, Failed = 1, InvalidInput = 2, Cancelled = 3, Waiting = 4 };

enum class Colour { Plain, Dim, Good, Bad, Busy };

/// The text in a colour, where standard error is a terminal that wants one (NO_COLOR is honoured).
std::string paint(Colour colour, std::string_view text);
/// A line to standard output.
void print(std::string_view line);
/// A line to standard error.
void tell(std::string_view line);
/// An error as a person wants it, or as JSON to standard output.
void report(const Error &error, bool json);
bool isTerminal();
/// The text and at least two spaces, `width` columns and two wide.
std::string padded(std::string_view text, std::size_t width);
std::string formatMicros(std::int64_t micros);

} // namespace signalbox::cli
