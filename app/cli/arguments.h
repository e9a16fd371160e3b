// SPDX-License-Identifier: GPL-3.0-or-later
// The command line, read.
#pragma once

#include "base/result.h"

#include <string>
#include <utility>
#include <vector>

namespace signalbox::cli {

struct Arguments
{
    std::string command;
    std::vector<std::string> words; ///< what stands behind the command
    std::string data;               ///< empty: the platform's folder
    std::string input;              ///< file, "-" or empty
    std::vector<std::pair<std::string, std::string>> set;
    std::string note;
    int times = 1;
    long long after = 0;
    int limit = 50;
    bool json = false;
    bool memory = false;
    bool resume = false;
    bool progress = false;
    bool help = false;
};

/// Errors: usage, naming the word.
Result<Arguments> parseArguments(const std::vector<std::string> &words);
/// What the program can do, for --help.
std::string usage();

} // namespace signalbox::cli
