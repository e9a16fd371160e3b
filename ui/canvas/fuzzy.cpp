// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/fuzzy.h"

#include <algorithm>

namespace signalbox::canvas {

namespace {

constexpr qsizetype kLongest = 128;
constexpr int kNever = -1'000'000;
constexpr int kLetter = 10;
constexpr int kWordStart = 18;
constexpr int kInRow = 14;
constexpr int kFirst = 12;
constexpr int kSkipped = 1;

bool startsWord(QStringView text, qsizetype at)
{
    if (at == 0) {
        return true;
    }
    const auto before = text[at - 1];
    const auto here = text[at];
    return !before.isLetterOrNumber() || (here.isUpper() && before.isLower());
}

} // namespace

std::optional<FuzzyMatch> fuzzyMatch(QStringView pattern, QStringView text)
{
    QString letters;
    for (const auto c : pattern) {
        if (!c.isSpace()) {
            letters.append(c.toCaseFolded());
        }
    }
    if (letters.isEmpty()) {
        return FuzzyMatch{};
    }
    text = text.left(kLongest);
    const auto rows = letters.size();
    const auto columns = text.size();
    if (rows > columns) {
        return std::nullopt;
    }
    // best[i][j]: the best score of the first i + 1 letters with the last one standing at j.
    std::vector<int> best(static_cast<std::size_t>(rows * columns), kNever);
    std::vector<int> from(best.size(), -1);
    const auto cell = [&](qsizetype i, qsizetype j) { return static_cast<std::size_t>(i * columns + j); };
    for (qsizetype i = 0; i < rows; ++i) {
        int reach = kNever; // best of the row before, less what was skipped since
        int reachAt = -1;
        for (qsizetype j = i; j < columns; ++j) {
            if (i > 0 && j > 0) {
                reach -= kSkipped;
                if (const int before = best[cell(i - 1, j - 1)]; before > kNever / 2 && before >= reach) {
                    reach = before;
                    reachAt = static_cast<int>(j - 1);
                }
            }
            if (text[j].toCaseFolded() != letters[i]) {
                continue;
            }
            int score = kLetter + (startsWord(text, j) ? kWordStart : 0);
            if (i == 0) {
                score += j == 0 ? kFirst : 0;
                best[cell(i, j)] = score;
                continue;
            }
            const int row = j > 0 ? best[cell(i - 1, j - 1)] : kNever;
            if (row > kNever / 2 && row + kInRow >= reach) {
                best[cell(i, j)] = row + kInRow + score;
                from[cell(i, j)] = static_cast<int>(j - 1);
            } else if (reach > kNever / 2) {
                best[cell(i, j)] = reach + score;
                from[cell(i, j)] = reachAt;
            }
        }
    }
    qsizetype end = -1;
    for (qsizetype j = 0; j < columns; ++j) {
        if (best[cell(rows - 1, j)] > kNever / 2 && (end < 0 || best[cell(rows - 1, j)] > best[cell(rows - 1, end)])) {
            end = j;
        }
    }
    if (end < 0) {
        return std::nullopt;
    }
    FuzzyMatch match;
    match.score = best[cell(rows - 1, end)] - static_cast<int>(columns - rows) / 4;
    for (auto i = rows; i-- > 0;) {
        match.positions.push_back(static_cast<int>(end));
        end = from[cell(i, end)];
    }
    std::reverse(match.positions.begin(), match.positions.end());
    return match;
}

} // namespace signalbox::canvas
