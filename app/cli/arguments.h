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
    std::string connect;            ///< URL or profile of a backend elsewhere
    std::string tokenFile;
    std::string plugins;            ///< folder; empty: none
    std::string output;             ///< file; empty: standard output
    std::string topics = "*";
    std::string source;
    std::vector<std::string> allow; ///< permissions of a token
    std::string expires;            ///< a duration, "30d"
    std::string input;              ///< file, "-" or empty
    std::vector<std::pair<std::string, std::string>> set;
    std::string note;
    std::string from;               ///< path of the step that a run begins with again
    std::vector<std::string> breakpoints;
    std::vector<std::pair<std::string, std::string>> pins; ///< path and output
    bool paused = false;
    std::string before;             ///< a duration ago, or a time
    std::vector<std::string> states; ///< in which runs ended
    std::string flow;
    std::string since;              ///< a duration ago, or a time
    std::string text;               ///< words to look for
    std::string keepRuns;           ///< a duration, or "off"
    std::string keepEvents;
    std::string step;               ///< path of a step
    std::string as;                 ///< the format of an export
    std::string by;                 ///< what costs are summed by
    std::string passphraseFile;     ///< "-": standard input
    std::string newPassphraseFile;
    std::string passphraseFd;       ///< number of an open file
    int times = 1;
    long long after = 0;
    int limit = 50;
    bool json = false;
    bool memory = false;
    bool resume = false;
    bool progress = false;
    bool help = false;
    bool version = false;
    bool all = false;
    bool replace = false;
    bool record = false;
    std::string recordTo;           ///< file; empty: it stays with the backend
    std::string replay;             ///< a recording: its file or its id
    bool examples = false;
    bool follow = false;
};

/// Errors: usage, naming the word.
Result<Arguments> parseArguments(const std::vector<std::string> &words);
/// What the program can do, for --help.
std::string usage();

} // namespace signalbox::cli
