// SPDX-License-Identifier: GPL-3.0-or-later
// Pieces of the sentences in which problems are told.
#pragma once

#include <string>
#include <string_view>

namespace signalbox::flow {

/// A text in quotes, cut between two characters where it is too long for a sentence.
std::string inQuotes(std::string_view text);
/// "Did you mean "x"?", or `otherwise` if there is nothing to suggest.
std::string didYouMean(std::string_view suggestion, std::string_view otherwise);

} // namespace signalbox::flow
