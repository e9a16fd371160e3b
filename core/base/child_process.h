// SPDX-License-Identifier: GPL-3.0-or-later
// Child programs for coroutines: streams with back-pressure, deadlines, cancelling, and an end that leaves
// nothing behind. What guards them stands in guarded_child.h.
#pragma once

#include "base/async.h"
#include "base/deadline.h"
#include "base/guarded_child.h"

#include <memory>
#include <stop_token>
#include <string>

namespace signalbox {

/// A program that runs. Its output is read when it is asked for and not before: a child that writes more
/// than a pipe holds (64 KiB) waits until somebody reads.
/// Thread: the one that started it, which has an Executor.
class ChildProcess
{
public:
    /// Errors: those of GuardedChild::start, cancelled.
    static Task<Result<std::unique_ptr<ChildProcess>>> start(ChildOptions options, std::stop_token stop);
    /// Ends it at once, with everything that it started.
    ~ChildProcess();
    ChildProcess(const ChildProcess &) = delete;
    ChildProcess &operator=(const ChildProcess &) = delete;

    std::int64_t pid() const;

    /// What it has written since; empty at the end. One reader a stream at a time.
    Task<Result<std::string>> readOutput(std::stop_token stop);
    Task<Result<std::string>> readErrors(std::stop_token stop);
    /// Ends when the pipe has taken all of it. One writer at a time. Errors: child.inputClosed, cancelled.
    Task<Result<void>> write(std::string bytes, std::stop_token stop);
    /// The child sees the end of its input. Not while a write() waits.
    void closeInput();

    /// Waits until it and everything below it has ended. `stop` ends the waiting, not the child.
    Task<Result<ChildExit>> wait(std::stop_token stop);
    /// SIGTERM, then, where that did not do, SIGKILL after `grace`. Ends when nothing of it lives.
    Task<ChildExit> end(Clock &clock, Millis grace);
    /// SIGKILL to all of it; returns at once.
    void kill();

private:
    struct Private;
    explicit ChildProcess(std::shared_ptr<Private> p);
    std::shared_ptr<Private> d;
};

/// A program that is run to its end.
struct ChildRun
{
    ChildOptions child;
    std::string input;              ///< given to it whole; needs no ChildStream::Pipe
    Millis time{0};                 ///< 0: as long as it takes
    Millis grace{2000};             ///< between SIGTERM and SIGKILL when it is stopped
    std::size_t outputBytes = 16u << 20; ///< most, of each stream
};

struct ChildResult
{
    ChildExit exit;
    std::string output;
    std::string errors;
};

/// Runs a program and gives what it wrote. Whatever its exit code: that is the caller's to judge.
/// Errors: those of start; child.timeout, child.tooMuchOutput and cancelled, once nothing of it lives.
Task<Result<ChildResult>> runChild(ChildRun run, Clock &clock, std::stop_token stop);

} // namespace signalbox
