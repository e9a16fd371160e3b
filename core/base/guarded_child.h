// SPDX-License-Identifier: GPL-3.0-or-later
// A child program under a guard, with bare descriptors and calls that wait: what ChildProcess (coroutines,
// streams) is made of, and what a thread of its own uses that talks to a child and nothing else.
#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace signalbox {

/// An open descriptor, closed when it goes.
class Descriptor
{
public:
    Descriptor() = default;
    explicit Descriptor(int number) : m_number(number) {}
    ~Descriptor() { reset(); }
    Descriptor(Descriptor &&other) noexcept : m_number(other.take()) {}
    Descriptor &operator=(Descriptor &&other) noexcept
    {
        if (this != &other) {
            reset();
            m_number = other.take();
        }
        return *this;
    }
    int get() const { return m_number; }
    bool isOpen() const { return m_number >= 0; }
    int take() { return std::exchange(m_number, -1); }
    void reset();

private:
    int m_number = -1;
};

/// What one of the child's three streams is.
enum class ChildStream {
    Null,   ///< nothing comes, what is written is gone
    Pipe,   ///< ours to read or write
    Inherit ///< the one of this process
};

struct ChildLimits
{
    std::optional<std::uint64_t> addressSpace; ///< bytes
    std::optional<std::uint64_t> cpuSeconds;
    std::optional<std::uint64_t> openFiles;
    std::optional<std::uint64_t> fileSize; ///< bytes
    std::optional<std::uint64_t> coreSize = 0;
};

struct ChildOptions
{
    /// A path, or a name that is looked for in PATH.
    std::string program;
    std::vector<std::string> arguments;
    /// Names of our environment that it may see; nothing else of it is passed on.
    std::vector<std::string> inherit = {"PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ", "TMPDIR"};
    /// Set beside these, before which they count.
    std::map<std::string, std::string> environment;
    /// Working folder; empty: ours.
    std::string folder;
    ChildLimits limits;
    ChildStream input = ChildStream::Null;
    ChildStream output = ChildStream::Pipe;
    ChildStream errors = ChildStream::Pipe;
    /// Makes a socket pair: one end is the child's descriptor 3, the other GuardedChild::socket().
    bool withSocket = false;
    /// Whether set-user-id programs may gain their privileges in it.
    bool newPrivileges = false;
};

/// How a child ended.
struct ChildExit
{
    int code = -1;  ///< -1: a signal ended it
    int signal = 0; ///< 0: it ended itself
    bool succeeded() const { return code == 0; }
    bool operator==(const ChildExit &) const = default;
};

/// A program that runs in a session of its own, below a guard process (signalbox-guard). The guard ends
/// the program and everything that it started, in whatever session or group that is:
///  - when the program itself has ended,
///  - when this object goes, or this process does, by SIGKILL too: then their socket closes.
/// Thread: one at a time.
class GuardedChild
{
public:
    /// What came of the guard.
    struct News
    {
        enum class Kind { None, Started, Ended } kind = Kind::None;
        std::optional<Error> failure; ///< it could not be started
    };

    /// Starts the guard and waits until the program runs, or could not be started.
    /// Errors: child.helperMissing, child.notFound, child.folder, child.refused, child.start.
    static Result<GuardedChild> start(ChildOptions options, Millis patience = Millis(10'000));
    /// Starts the guard only; `then` is called on the thread that starts children. Poll control() and call
    /// readNews() to learn of the rest.
    static void launch(ChildOptions options, UniqueFunction<void(Result<GuardedChild>)> then);

    GuardedChild() = default;
    GuardedChild(GuardedChild &&) noexcept = default;
    GuardedChild &operator=(GuardedChild &&) noexcept = default;
    ~GuardedChild() = default;

    /// The program's own, which leads its session.
    std::int64_t pid() const { return m_pid; }
    /// Readable when there is news. Does not block.
    int control() const { return m_control.get(); }
    News readNews();
    /// How it ended, once it and everything below it has.
    const std::optional<ChildExit> &exit() const { return m_exit; }
    /// Waits for that; none if `limit` passed first.
    std::optional<ChildExit> wait(Millis limit);

    /// SIGTERM to it and everything below it.
    void terminate();
    /// SIGKILL to it and everything below it.
    void kill();

    /// Our ends of its streams. Those of pipes do not block, the socket does.
    Descriptor input;
    Descriptor output;
    Descriptor errors;
    Descriptor socket;

private:
    std::string m_program;
    std::string m_folder;
    Descriptor m_control;
    std::int64_t m_pid = 0;
    std::optional<ChildExit> m_exit;

    friend class GuardLaunch;
    Error failureOf(int stage, int number) const;
    void say(char command);
};

} // namespace signalbox
