// SPDX-License-Identifier: GPL-3.0-or-later
// The command line of the window.
#pragma once

#include "base/result.h"

#include <QStringList>

#include <string>
#include <vector>

namespace signalbox::desktop {

struct Arguments
{
    enum class Command { Open, Help, Version } command = Command::Open;
    std::string data;      ///< empty: the platform's folder
    std::string connect;   ///< URL or profile of a backend elsewhere
    std::string tokenFile;
    std::string plugins; ///< folder; empty: none
    /// What to open: paths of files, made absolute, "sample:…" and "new:".
    QStringList flows;
};

/// Errors: usage, naming the word.
Result<Arguments> parseArguments(const std::vector<std::string> &words);
/// For --help.
std::string usage();

} // namespace signalbox::desktop
