// SPDX-License-Identifier: GPL-3.0-or-later
// What a provider wants back of its thoughts, as a text that a client sends again unchanged.
#pragma once

#include "llm/message.h"

#include <string>
#include <string_view>

namespace signalbox::openai {

/// Empty where there is nothing.
std::string sealed(const llm::Opaque &opaque);
/// Nothing where it was not made here: no provider has to understand it.
llm::Opaque opened(std::string_view text);

} // namespace signalbox::openai
