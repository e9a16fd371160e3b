// SPDX-License-Identifier: GPL-3.0-or-later
// Finds the sentences that the core says to a person in its sources: every text that an expression puts together, with
// %1, %2, … in the places of its values. It reads C++ well enough for that; it is no parser of C++.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace signalbox::test {

struct FoundText
{
    std::string text; ///< "The run \"%1\" has ended already."
    int line = 0;
};

/// The texts of one source, in its order. An expression that chooses among texts gives each of them. What is written to
/// the log, and raw strings, are left out.
std::vector<FoundText> textsOfSource(std::string_view source);

/// It reads as a sentence for a person, and not as SQL, as a part of a sentence or as a name.
bool isSentence(std::string_view text);

} // namespace signalbox::test
