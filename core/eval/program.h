// SPDX-License-Identifier: GPL-3.0-or-later
// Programs: bodies of JavaScript functions, several statements long, that run in a confined child only.
#pragma once

#include "base/async.h"
#include "eval/evaluator.h"

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace signalbox::eval {

/// A body with what it is given. It ends by `return`.
struct Program
{
    std::string body;
    std::string where; ///< for messages: "node \"score\", code"
    /// Its parameters: input, nodes, vars, run, item, index, loop, ports; what is absent is undefined.
    json::Object scope;
    RunSeed seed;
    /// time and memoryBytes hold for this program; a child is shared by those that have the same.
    Limits limits;
    /// Programs of different domains (a workspace's flows) never meet in one child.
    std::string domain;
};

/// A line that a program wrote by console.log, info, warn, error or debug.
struct LogLine
{
    std::string level;
    std::string text;
    bool operator==(const LogLine &) const = default;
};

struct ProgramOutcome
{
    Result<json::Value> value;
    std::vector<LogLine> log; ///< also where it failed; at most 200 lines and 64 KiB
};

struct ProgramOptions
{
    /// How many run at the same time.
    std::size_t threads = 2;
    /// A child that has nothing to do for so long ends.
    Millis idle{30'000};
};

/// Threads and children for programs; both begin when first needed.
/// Thread: run() from any with an Executor.
class Programs
{
public:
    explicit Programs(ProgramOptions options = {});
    /// Ends what is under way.
    ~Programs();
    Programs(const Programs &) = delete;
    Programs &operator=(const Programs &) = delete;

    /// Runs a program to its end, or until `stop`, which kills its child.
    /// Errors of the value: those of Evaluator::evaluate, of an isolated one; cancelled.
    Task<ProgramOutcome> run(Program program, std::stop_token stop);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace signalbox::eval
