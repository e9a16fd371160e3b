// SPDX-License-Identifier: GPL-3.0-or-later
#include "arguments.h"

#include <charconv>

namespace signalbox::cli {

namespace {

Result<long long> numberOf(const std::string &option, const std::string &text)
{
    long long number = 0;
    const auto [rest, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failed != std::errc() || rest != text.data() + text.size() || number < 0) {
        return Error("usage", option + " takes a whole number, not \"" + text + "\".", option);
    }
    return number;
}

} // namespace

Result<Arguments> parseArguments(const std::vector<std::string> &words)
{
    Arguments arguments;
    for (std::size_t i = 0; i < words.size(); ++i) {
        std::string word = words[i];
        if (word == "-" || !word.starts_with('-')) {
            if (arguments.command.empty()) {
                arguments.command = word;
            } else {
                arguments.words.push_back(word);
            }
            continue;
        }
        std::string value;
        const auto equals = word.find('=');
        const bool joined = word.starts_with("--") && equals != std::string::npos;
        if (joined) {
            value = word.substr(equals + 1);
            word.resize(equals);
        }
        const auto take = [&]() -> Result<std::string> {
            if (joined) {
                return value;
            }
            if (i + 1 >= words.size()) {
                return Error("usage", word + " needs a value.", word);
            }
            return words[++i];
        };
        if (word == "--json") {
            arguments.json = true;
        } else if (word == "--memory") {
            arguments.memory = true;
        } else if (word == "--resume") {
            arguments.resume = true;
        } else if (word == "--progress") {
            arguments.progress = true;
        } else if (word == "--help" || word == "-h") {
            arguments.help = true;
        } else if (word == "--data") {
            SB_TRY(text, take());
            arguments.data = text;
        } else if (word == "--input") {
            SB_TRY(text, take());
            arguments.input = text;
        } else if (word == "--note") {
            SB_TRY(text, take());
            arguments.note = text;
        } else if (word == "--set") {
            SB_TRY(text, take());
            const auto at = text.find('=');
            if (at == std::string::npos || at == 0) {
                return Error("usage", "--set takes name=value, not \"" + text + "\".", "--set");
            }
            arguments.set.emplace_back(text.substr(0, at), text.substr(at + 1));
        } else if (word == "--times" || word == "--after" || word == "--limit") {
            SB_TRY(text, take());
            SB_TRY(number, numberOf(word, text));
            if (word == "--times") {
                arguments.times = static_cast<int>(std::max(1LL, std::min(number, 1'000'000LL)));
            } else if (word == "--after") {
                arguments.after = number;
            } else {
                arguments.limit = static_cast<int>(std::max(1LL, std::min(number, 100'000LL)));
            }
        } else {
            return Error("usage", "The option " + word + " is not known; see signalbox-cli --help.", word);
        }
    }
    return arguments;
}

std::string usage()
{
    return R"(signalbox-cli: run flows of AI agents from the command line.

  validate FLOW                 name everything that is wrong with a flow
  run FLOW                      run a flow: a file, or sample:NAME
  runs [--limit N]              the latest runs
  show RUN                      a run and its steps
  events [--after SEQ]          the events of the workspace
  resume                        take up every run that has not ended, and wait for them
  decide RUN STEP VERDICT       of a step in doubt: happened, retry, skip or fail
  cancel RUN                    cancel a run
  types [NAME]                  the types of nodes, or one of them with its documentation
  samples                       the samples that come with Signalbox
  secrets list | set NAME | remove NAME      a secret's value is read from standard input
  backup FILE                   copy the database to a file

  --data DIR        the data folder (default: the platform's)
  --input FILE|-    the run's input, JSON
  --set name=value  a variable of the flow; the value is JSON, or a text
  --times N         run it N times and show the distribution
  --memory          keep nothing of the run
  --resume          go on with an unfinished run of this flow, if there is one
  --progress        show each step, also where the output is no terminal
  --json            print JSON

Exit codes: 0 succeeded, 1 failed, 2 invalid input, 3 cancelled, 4 waiting for a person.
)";
}

} // namespace signalbox::cli
