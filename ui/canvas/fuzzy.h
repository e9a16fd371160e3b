// SPDX-License-Identifier: GPL-3.0-or-later
// How well a few typed letters fit a name: for palettes and for finding.
#pragma once

#include <QString>

#include <optional>
#include <vector>

namespace signalbox::canvas {

struct FuzzyMatch
{
    int score = 0;
    /// Positions in the text of the letters that fit, ascending.
    std::vector<int> positions;
};

/// Nothing if the letters of `pattern` do not stand in `text` in their order (without regard to case). Letters
/// at the beginnings of words and in a row count more, so do short texts. An empty pattern fits with 0.
std::optional<FuzzyMatch> fuzzyMatch(QStringView pattern, QStringView text);

} // namespace signalbox::canvas
