// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of `providers` that speak of money.
#pragma once

#include "commands.h"

#include "api/cost_calls.h"

namespace signalbox::cli {

/// 21300 millionths: "0.021300 usd"; or that nobody knows.
std::string money(std::optional<std::int64_t> micros, const std::string &currency);
Task<Exit> showAdvice(session::Session *session, Arguments arguments, std::stop_token stop);
/// Of the flow that the second word names.
Task<Exit> showForecast(session::Session *session, Arguments arguments, std::stop_token stop);

} // namespace signalbox::cli
