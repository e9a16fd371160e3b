// SPDX-License-Identifier: GPL-3.0-or-later
// How well a text matches what someone typed: letters in order, best at the starts of words.
#pragma once

#include <QString>

#include <optional>
#include <vector>

namespace signalbox::ui {

struct FuzzyMatch
{
    int score = 0;              ///< higher is better
    std::vector<int> positions; ///< of the matching characters, ascending
};

/// Nothing if a letter of `typed` is missing. Case, accents and spaces in `typed` do not matter. An empty `typed`
/// matches everything with score 0. Cost: length of `text` times length of `typed`, both cut at 128.
std::optional<FuzzyMatch> fuzzyMatch(QStringView typed, const QString &text);

} // namespace signalbox::ui
