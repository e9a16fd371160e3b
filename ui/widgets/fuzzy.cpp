// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/fuzzy.h"

#include <algorithm>
#include <limits>

namespace signalbox::ui {

namespace {

constexpr int kLongest = 128;
constexpr int kLetter = 4;
constexpr int kWordStart = 14;
constexpr int kTextStart = 8;
constexpr int kConsecutive = 16;
constexpr int kGap = -1;
constexpr int kWorst = std::numeric_limits<int>::min() / 2;

// One character for one, so that positions stay true.
QChar folded(QChar letter)
{
    const QString parts = letter.decomposition();
    return (parts.isEmpty() ? letter : parts.front()).toCaseFolded();
}

std::vector<QChar> foldedText(QStringView text)
{
    std::vector<QChar> result;
    for (const QChar letter : text.left(kLongest)) {
        result.push_back(folded(letter));
    }
    return result;
}

bool startsWord(const QString &text, int at)
{
    if (at == 0) {
        return true;
    }
    const QChar before = text[at - 1];
    return !before.isLetterOrNumber() || (before.isLower() && text[at].isUpper());
}

} // namespace

std::optional<FuzzyMatch> fuzzyMatch(QStringView typed, const QString &text)
{
    std::vector<QChar> wanted;
    for (const QChar letter : foldedText(typed)) {
        if (!letter.isSpace()) {
            wanted.push_back(letter);
        }
    }
    if (wanted.empty()) {
        return FuzzyMatch{};
    }
    const auto given = foldedText(text);
    const int rows = int(wanted.size());
    const int columns = int(given.size());
    if (rows > columns) {
        return std::nullopt;
    }
    // best[i][j]: letters 0…i matched, letter i at j.
    std::vector<std::vector<int>> best(std::size_t(rows), std::vector<int>(std::size_t(columns), kWorst));
    std::vector<std::vector<int>> from(std::size_t(rows), std::vector<int>(std::size_t(columns), -1));
    for (int i = 0; i < rows; ++i) {
        int reach = kWorst; // the best of the row above before j - 1, less what the gap costs
        int reachAt = -1;
        for (int j = i; j < columns; ++j) {
            const auto row = std::size_t(i);
            const auto column = std::size_t(j);
            if (i > 0 && j >= 2) {
                reach = reach == kWorst ? kWorst : reach + kGap;
                if (best[row - 1][column - 2] > kWorst && best[row - 1][column - 2] + kGap > reach) {
                    reach = best[row - 1][column - 2] + kGap;
                    reachAt = j - 2;
                }
            }
            if (given[column] != wanted[row]) {
                continue;
            }
            const int letter = kLetter + (startsWord(text, j) ? kWordStart : 0) + (j == 0 ? kTextStart : 0);
            if (i == 0) {
                best[row][column] = letter;
                continue;
            }
            const int next = j >= 1 ? best[row - 1][column - 1] : kWorst;
            if (next > kWorst && next + kConsecutive >= reach) {
                best[row][column] = letter + next + kConsecutive;
                from[row][column] = j - 1;
            } else if (reach > kWorst) {
                best[row][column] = letter + reach;
                from[row][column] = reachAt;
            }
        }
    }
    const auto &last = best.back();
    const auto top = std::max_element(last.begin(), last.end());
    if (*top == kWorst) {
        return std::nullopt;
    }
    FuzzyMatch match;
    // Of two texts that match alike, the shorter one.
    match.score = *top * 4 - std::min(columns, kLongest) / 4;
    int at = int(top - last.begin());
    for (int i = rows - 1; i >= 0; --i) {
        match.positions.push_back(at);
        at = from[std::size_t(i)][std::size_t(at)];
    }
    std::reverse(match.positions.begin(), match.positions.end());
    return match;
}

} // namespace signalbox::ui
