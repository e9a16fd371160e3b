// SPDX-License-Identifier: GPL-3.0-or-later
// The texts under which a secret value may stand elsewhere.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace signalbox::vault {

/// The value and its encodings, each once, none shorter than `minLength`. They hold the secret: wipe
/// them.
std::vector<std::string> formsOf(std::string_view value, std::size_t minLength);

} // namespace signalbox::vault
