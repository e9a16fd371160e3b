// SPDX-License-Identifier: GPL-3.0-or-later
// Markdown in the pieces in which it is translated.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace signalbox::words {

/// A paragraph, a heading, a list, a table; or a block of code. `mark` and `text` and the blank lines between the pieces
/// are the whole document.
struct Piece
{
    std::string mark; ///< "## " before a heading; else empty
    std::string text;
    bool isCode = false;
};

std::vector<Piece> piecesOf(std::string_view markdown);

} // namespace signalbox::words
