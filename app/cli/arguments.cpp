// SPDX-License-Identifier: GPL-3.0-or-later
#include "arguments.h"

#include <charconv>
#include <map>

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

const std::map<std::string, bool Arguments::*> kFlags = {
    {"--json", &Arguments::json},   {"--memory", &Arguments::memory}, {"--resume", &Arguments::resume},   {"--progress", &Arguments::progress}, {"--help", &Arguments::help},
    {"-h", &Arguments::help},       {"--all", &Arguments::all},       {"--replace", &Arguments::replace}, {"--follow", &Arguments::follow},
    {"--paused", &Arguments::paused}, {"--version", &Arguments::version}, {"--examples", &Arguments::examples},
};

const std::map<std::string, std::string Arguments::*> kTexts = {
    {"--data", &Arguments::data},     {"--connect", &Arguments::connect}, {"--token-file", &Arguments::tokenFile}, {"--input", &Arguments::input},     {"--note", &Arguments::note},
    {"--output", &Arguments::output}, {"--topics", &Arguments::topics},   {"--source", &Arguments::source},        {"--expires", &Arguments::expires},
    {"--step", &Arguments::step},     {"--from", &Arguments::from},
    {"--before", &Arguments::before}, {"--keep-runs", &Arguments::keepRuns}, {"--keep-events", &Arguments::keepEvents}, {"--flow", &Arguments::flow},
    {"--plugins", &Arguments::plugins}, {"--since", &Arguments::since},   {"--text", &Arguments::text},         {"--as", &Arguments::as},
    {"--by", &Arguments::by},         {"--passphrase-file", &Arguments::passphraseFile}, {"--passphrase-fd", &Arguments::passphraseFd},
    {"--new-passphrase-file", &Arguments::newPassphraseFile},
    {"--replay", &Arguments::replay},
};

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
        if (const auto flag = kFlags.find(word); flag != kFlags.end()) {
            if (joined) {
                return Error("usage", word + " takes no value.", word);
            }
            arguments.*(flag->second) = true;
        } else if (const auto named = kTexts.find(word); named != kTexts.end()) {
            SB_TRY(text, take());
            arguments.*(named->second) = text;
        } else if (word == "--record") {
            arguments.record = true;
            arguments.recordTo = value;
        } else if (word == "--allow") {
            SB_TRY(text, take());
            arguments.allow.push_back(text);
        } else if (word == "--state") {
            SB_TRY(text, take());
            arguments.states.push_back(text);
        } else if (word == "--break") {
            SB_TRY(text, take());
            arguments.breakpoints.push_back(text);
        } else if (word == "--set" || word == "--pin") {
            SB_TRY(text, take());
            const auto at = text.find('=');
            if (at == std::string::npos || at == 0) {
                return Error("usage", word + " takes name=value, not \"" + text + "\".", word);
            }
            (word == "--set" ? arguments.set : arguments.pins).emplace_back(text.substr(0, at), text.substr(at + 1));
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
    if (arguments.record && (!arguments.replay.empty() || arguments.examples)) {
        return Error("usage", "A run is recorded or has its answers from a recording, not both.", "--record");
    }
    if (arguments.resume && (arguments.record || !arguments.replay.empty() || arguments.examples)) {
        return Error("usage", "A run that goes on has its answers as it began; leave out --resume, or what says where they come from.", "--resume");
    }
    return arguments;
}

std::string usage()
{
    return R"(signalbox-cli: design, run and watch flows of AI agents from the terminal.

Running
  run FLOW                      run a flow: a file, sample:NAME, or a flow of the workspace
  runs [--limit N] [--flow FLOW] [--state STATE] [--text WORDS] [--since 2d] [--before 1d]
                                the latest runs, or those of a flow, a state, a time, with these words
  show RUN [--step PATH]        a run and its steps; or one step with its input and output
  resume                        take up every run that has not ended, and wait for them
  pause RUN | continue RUN      nothing of it begins any more, also after a restart; it goes on
  step RUN [STEP]               a paused run does one of its next steps
  break RUN [STEP…]             it pauses before these steps, and no others
  rerun RUN [--from STEP]       run it again as a new run, from a step with what was done before it
  compare RUN RUN               which steps were given and gave the same, and how long each took
  cancel RUN                    cancel a run
  delete RUN…                   delete runs that have ended, with all that they left
  delete --before 30d [--state STATE]…       those that ended before; a time, or so long ago
  retention [--keep-runs 90d|off] [--keep-events 30d|off]    what is deleted by itself
  decide RUN STEP VERDICT       of a step in doubt: happened, retry, skip or fail
  dead-letters list [--all] [--source FLOW] | show ID
  dead-letters replay ID… | --all [--input FILE]    do failed steps again, with their input or another
  dead-letters discard ID… | --all [--note TEXT]
  approvals [ID] [--all]        what runs ask you; with an id, one of them with its data
  approve ID [--input FILE] [--note TEXT]   let the run go on, with the data as it is or as the file has it
  reject ID [--note TEXT]
  breakers list | reset SUBJECT              what keeps failing and is left alone
  pauses list | lift SUBJECT                 what was started too often
  budgets list | set SCOPE UNIT MOST | remove SCOPE UNIT
  providers list | set ID KIND [URL] [--set name=value…] | remove ID | discover
  providers models ID | test ID [MODEL] | calls [ID]     what it offers; ask for a word; what was asked
  providers usage [--by day|model|provider|flow|token] [--since 30d] [--before 1d]    what was asked of models, and what it cost
  providers advice [--since 30d] | forecast FLOW     what could cost less; what a run will cost
  recordings list | export ID [--output FILE] | import FILE… | keep ID [NAME] | remove ID…
                                answers of models that were recorded by run --record
  endpoint show | on [PORT] | off            OpenAI-compatible: other tools use the models, within limits
  endpoint tokens | revoke ID
  endpoint add NAME | change ID [--allow MODEL…] [--expires 30d] [--set requests|tokens|budget|budgetTokens=N]
                                a token of it: models (all), limits a minute, what it may spend in all
  events [--after SEQ] [--follow] [--topics PATTERN] [--source ID]

Flows
  validate FILE                 name everything that is wrong with a flow
  flows                         the flows of the workspace
  save FILE                     save a flow as the workspace's draft of it
  publish FLOW [--note TEXT]    make a version of the draft; it becomes the live one
  versions FLOW                 the versions of a flow
  live FLOW NUMBER              make a version the live one
  diff FLOW [FROM [TO]]         what two versions differ in; from the live one to the draft, if nothing is said
  diff FILE FILE                the same of two files
  remove FLOW                   remove a flow; its runs stay
  export FLOW | --all [--output FILE]
  export FLOW --as svg|mermaid|dot [--output FILE]    a drawing of it; a file, sample:NAME, or one of the workspace
  import FILE… [--replace]      flows of others: their expressions run shut off from this machine
  types [NAME]                  the types of nodes, or one of them with its documentation
  samples                       the samples that come with Signalbox

The backend
  secrets list | set NAME | remove NAME      a secret's value is read from standard input
  secrets link NAME SOURCE PATH [FIELD]      a value of a vault elsewhere, read when it is needed
  secret-sources list | set ID KIND [URL] [--set name=value…] | remove ID | test ID [PATH [FIELD]]
                                vaults elsewhere: hashiCorp, awsSecretsManager
  vault [status]                where the key of the secrets is, and whether it is open
  vault unlock | lock           what is behind a passphrase
  vault move file|keychain|passphrase        put the key there
  vault passphrase | rotate     change the passphrase; make a new key and seal every secret with it
  tokens list | issue SUBJECT --allow PERMISSION… [--expires 30d] | revoke ID
  audit [--after SEQ]           who did what
  backup FOLDER                 copy everything to a new folder
  restore FOLDER                put a backup in the place of the data; what was there is kept
  diagnose                      how the backend is

  --data DIR        the data folder (default: the platform's); its holder is joined where it has one
  --plugins DIR     load the plug-ins of a folder: node types in shared libraries
  --connect URL|PROFILE     a backend elsewhere
  --token-file FILE         the token that signs in there (or SIGNALBOX_TOKEN)
  --passphrase-file FILE    the passphrase of the key of the secrets, else it is asked for in the terminal;
                            --passphrase-fd N for an open file, --new-passphrase-file FILE for a new one
  --input FILE|-    the run's input, or edited data, JSON
  --set name=value  a variable of the flow; the value is JSON, or a text
  --break STEP      pause before this step, and --paused before the first (run, rerun)
  --pin STEP=value  an output that stands in for a step, which is not run (run, rerun)
  --record[=FILE]   keep what the models answer, also in a file (run, rerun)
  --replay FILE|ID  no model is asked: the answers come from a recording (run, rerun)
  --examples        the same with the example answers of a sample, which it has where no provider is set up (run)
  --times N         run it N times and show the distribution
  --memory          keep nothing of the run
  --resume          go on with an unfinished run of this flow, if there is one
  --progress        show each step, also where the output is no terminal
  --json            print JSON
  --help, --version

Exit codes: 0 succeeded, 1 failed, 2 invalid input, 3 cancelled, 4 waiting for a person.
)";
}

} // namespace signalbox::cli
