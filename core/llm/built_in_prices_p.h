// SPDX-License-Identifier: GPL-3.0-or-later
// The text of resources/prices/prices.json, put into the program as it is built.
#pragma once

#include <string_view>

namespace signalbox::llm {

std::string_view builtInPrices();

} // namespace signalbox::llm
